"""Rules that fail a run: `NAME OP NUMBER`, for monitoring and for a lexicon repository's checks."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from framing.errors import InputError, nearest

_RULE = re.compile(r"\s*(?P<name>[\w.:/-]+?)\s*(?P<op>>=|<=|==|!=|>|<)\s*(?P<value>[-+]?\d+(?:\.\d+)?)\s*")
_OPERATORS: Mapping[str, Callable[[float, float], bool]] = {
    ">": operator.gt,
    "<": operator.lt,
    ">=": operator.ge,
    "<=": operator.le,
    "==": operator.eq,
    "!=": operator.ne,
}


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule as written, such as `lost > 5`: the run fails where the named value stands so to the number."""

    name: str
    op: str
    value: float

    def __str__(self) -> str:
        return f"{self.name} {self.op} {self.value:g}"

    def holds(self, values: Mapping[str, float | None]) -> bool:
        """Say whether the value of this name meets the rule; a value that is None (nothing to measure) never does."""
        value = values.get(self.name)
        return value is not None and _OPERATORS[self.op](value, self.value)


def read_rules(written: Iterable[str], *, known: Iterable[str], option: str = "--fail-if") -> tuple[Rule, ...]:
    """Return the rules of an option. Raises InputError for one that cannot be read or whose name is not `known`."""
    names = tuple(known)
    rules = []
    for text in written:
        found = _RULE.fullmatch(text)
        if found is None:
            raise InputError(f"{option} {text!r}", "this is no rule", f"write NAME > NUMBER, as in {names[0]} > 0")
        if found["name"] not in names:
            raise InputError(f"{option} {text!r}", f"nothing is called {found['name']}", nearest(found["name"], names))
        rules.append(Rule(found["name"], found["op"], float(found["value"])))
    return tuple(rules)


def broken(rules: Iterable[Rule], values: Mapping[str, float | None]) -> tuple[Rule, ...]:
    """Return the rules that hold, each a reason to fail, in their order."""
    return tuple(rule for rule in rules if rule.holds(values))

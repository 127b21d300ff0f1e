"""WordStat's rules, such as `@NAME [#POSITIVE AFTER #NEGATION /S 3]`, read as terms with distances."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from framing.lexicon.exchange.intake import BETWEEN, Intake
from framing.lexicon.exchange.terms import Carried, NotCarriedError, carried, checked
from framing.lexicon.grammar import read_term
from framing.lexicon.load import is_set_name
from framing.lexicon.resolve import sets_of
from framing.lexicon.spelling import LONGEST_DISTANCE, PatternError

HELPERS = "FRAMING SETS"  # the category that keeps the sets of written rules; nothing in it is a facet
WILDCARDS = "*?"

_RULE = re.compile(r"@[^\[]*\[(?P<body>.*)\]")
# NOT BEFORE and the like first: a NOT alone is NOT NEAR.
OPERATOR = re.compile(r"(?<!\S)(?:(?:AND\s+)?NOT(?:\s+(?:NEAR|BEFORE|AFTER))?|NEAR|BEFORE|AFTER|AND|OR)(?!\S)")
_REACH = re.compile(r"/\s*([SPD])\s*([0-9]+)?(?!\S)")
_WIDER = {"P": "a paragraph", "D": "a document"}
_NOT_READ = "this rule is none of A BEFORE, AFTER, NEAR, AND, OR or NOT B /S n"


@dataclass(frozen=True, kw_only=True, slots=True)
class Rule:
    """A rule as written, the category it counts in, its weight and line."""

    path: tuple[str, ...]
    text: str
    weight: float
    line: int


def is_rule(entry: str) -> bool:
    """Say whether an entry of a .cat file is a rule, not a word."""
    return entry.startswith("@") and "[" in entry


def words_in(entry: str) -> list[str]:
    """Return the words of an entry: `_` or a space parts them."""
    return entry.replace("_", " ").split()


class RuleSets:
    """Puts rules into an intake; the categories they name become sets."""

    def __init__(self, intake: Intake, helpers: Mapping[str, Sequence[str]]) -> None:
        self._intake = intake
        self._helpers = helpers
        self._paths = {path[-1].casefold(): path for path in reversed(intake.paths)}
        self._names: dict[str, str] = {}
        self.used: dict[str, tuple[str, ...]] = {}

    def put(self, rule: Rule) -> None:
        """Add a rule to its category as a term with distances, or note why that cannot be."""
        name = rule.text.partition("[")[0].strip()
        self._intake.put(
            {rule.path: rule.weight}, rule.text, lambda: self._carried(rule.text), line=rule.line, note=name
        )

    def _carried(self, text: str) -> Carried:
        found = _RULE.fullmatch(text)
        operators = list(OPERATOR.finditer(found["body"])) if found else []
        if not found or not operators:
            raise NotCarriedError(_NOT_READ)
        starts = [0, *(operator.end() for operator in operators)]
        ends = [*(operator.start() for operator in operators), len(found["body"])]
        pieces = [found["body"][start:end] for start, end in zip(starts, ends, strict=True)]
        reaches = [_REACH.search(piece) for piece in pieces]
        last = next((reach for reach in reversed(reaches) if reach), None)
        changes: list[str] = []
        sets: dict[str, tuple[str, ...]] = {}
        parts = [self._operand(_REACH.sub("", piece).strip(), changes, sets) for piece in pieces]
        pattern = parts[0]
        for operator, reach, part in zip(operators, reaches[1:], parts[1:], strict=True):
            pattern = _together(pattern, operator[0].split(), reach or last, part, changes)
        if len(operators) > 1:
            changes.append("several conditions are taken from left to right")
        try:
            sets_of(sets).resolve(read_term(checked(pattern)), pattern)
        except PatternError as error:
            raise NotCarriedError(error.what) from None
        self.used.update(sets)
        return Carried(pattern, tuple(dict.fromkeys(changes)))

    def _operand(self, text: str, changes: list[str], sets: dict[str, tuple[str, ...]]) -> str:
        if text.startswith("#"):
            category = text[1:].strip()
            sets[self._name(category)] = tuple(dict.fromkeys(self._words(category)))
            return f"@{self._name(category)}"
        term = carried(words_in(text), wildcards=WILDCARDS)
        changes += term.changes
        return f"({term.pattern})" if " BEFORE/" in term.pattern else term.pattern

    def _words(self, category: str) -> Sequence[str]:
        if category in self._helpers:
            return self._helpers[category]
        path = self._paths.get(category.casefold())
        if path is None:
            raise NotCarriedError(f"there is no category {category}")
        entries = [pattern for pattern in self._intake.patterns(path) if "@" not in pattern]
        if not entries:
            raise NotCarriedError(f"the category {BETWEEN.join(path)} has no words")
        return entries

    def _name(self, category: str) -> str:
        """Return the name of the set that a category becomes: no two have one name."""
        key = category if category in self._helpers else category.casefold()
        if key not in self._names:
            tidy = re.sub(r"[^\w]+", "-", category).strip("-_")
            name = tidy if is_set_name(tidy) else f"set-{tidy or 'of-words'}"
            taken = sum(1 for other in self._names.values() if other == name or other.startswith(f"{name}-again"))
            self._names[key] = name + "-again" * taken
        return self._names[key]


def _together(left: str, operator: list[str], reach: re.Match[str] | None, right: str, changes: list[str]) -> str:
    """Return two operands with what is between them; no reach is the whole document, no number all of the unit."""
    if operator == ["OR"]:
        return f"({left} | {right})"
    unit, digits = (reach[1], reach[2]) if reach else ("D", None)
    if unit in _WIDER:
        changes.append(f"it reaches over {_WIDER[unit]} there, over one sentence here")
    steps = LONGEST_DISTANCE
    if digits and len(digits.lstrip("0")) <= len(str(LONGEST_DISTANCE)):
        steps = int(digits)
    if steps == 0:
        raise NotCarriedError("a distance of 0 words finds nothing")
    relation = next((name for name in ("BEFORE", "AFTER") if name in operator), "NEAR")
    return f"{left} {'NOT ' if 'NOT' in operator else ''}{relation}/{steps} {right}"

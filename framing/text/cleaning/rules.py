"""Boilerplate rules: a data file that says which lines of a page are not the article, and why.

A rule is either a list of `patterns`, one of which a whole line must match, or the name of a `kind`: something that
is seen only in its surroundings, such as a title that is repeated. `removes` and `keeps` are examples; `check_rules`
holds a rule to them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from importlib import resources
from pathlib import Path
from typing import Any, Literal, cast, get_args

import regex

from framing.errors import InputError
from framing.text.cleaning.page import Line, page_of
from framing.text.cleaning.sieve import Sieve
from framing.yamlfile import Entry, Place, load_yaml, reject_unknown

FORMAT = "framing-boilerplate/1"
RULES_FILE = "boilerplate.yaml"
# A line of more words is running text, whatever it begins with, unless its rule says otherwise.
MOST_WORDS = 40

Where = Literal["anywhere", "head", "tail", "edges"]
Kind = Literal[
    "title",
    "before-title",
    "above-byline",
    "repeated-start",
    "repeated-paragraph",
    "teasers",
    "section-end",
    "author-box",
    "caption-block",
    "between",
    "head-lines",
    "capitals",
    "sub-heading",
    "tail-lines",
]
KEYS = ("id", "reason", "patterns", "case", "kind", "where", "most_words", "removes", "keeps", "note")


@dataclass(frozen=True, kw_only=True)
class Rule:
    """One reason to take out a line.

    `expression` (one of the rule's patterns) must match the whole line; `where` says in which part of the page: before
    the first running text, after the last, at either edge, or anywhere. For a `kind` it is the cue that kind looks
    for. Examples of a pattern are lines; examples of a kind are pages, in which the lines to go begin with `- `.
    """

    id: str
    reason: str
    place: Place
    expression: str | None = None
    flags: int = 0
    kind: Kind | None = None
    where: Where = "anywhere"
    most_words: int = MOST_WORDS
    removes: tuple[str, ...] = ()
    keeps: tuple[str, ...] = ()

    @cached_property
    def pattern(self) -> Any:
        """The regular expression, compiled when a line is first tried: for many a rule that is never."""
        return None if self.expression is None else regex.compile(self.expression, self.flags)

    def matches(self, line: Line) -> bool:
        """Whether the pattern matches the whole of a line."""
        return (
            self.pattern is not None
            and not line.has_words(self.most_words + 1)
            and self.pattern.fullmatch(line.text) is not None
        )


@dataclass(frozen=True, kw_only=True)
class RuleSet:
    """Rules in the order they are tried, and the word lists they share."""

    rules: tuple[Rule, ...]
    lists: dict[str, frozenset[str]] = field(default_factory=dict)

    @cached_property
    def sieve(self) -> Sieve[Rule]:
        """All the rules, to be looked for in one pass."""
        return Sieve(self.rules)

    @cached_property
    def kinds(self) -> tuple[Rule, ...]:
        """The rules that look at a line's surroundings."""
        return tuple(rule for rule in self.rules if rule.kind is not None)


def load_rules(*extra: Path | str) -> RuleSet:
    """Return the shipped rules, followed by those of the user's own files.

    A rule of a later file replaces an earlier one of the same id; `without: [id, ...]` drops rules. The rules of the
    user's files are held to their examples.

    Raises InputError at file:line:column for a file that cannot be read, an unknown key, a pattern that does not
    compile, or an example that fails.
    """
    shipped = resources.files("framing.text.cleaning").joinpath(RULES_FILE).read_text(encoding="utf-8")
    rules: dict[str, Rule] = {}
    lists: dict[str, frozenset[str]] = {}
    _add(load_yaml(shipped, RULES_FILE, shipped=True), RULES_FILE, rules, lists, shipped=True)
    for path in extra:
        try:
            text = Path(path).read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            raise InputError(str(path), f"the rules cannot be read: {error}", "give a YAML file in UTF-8") from error
        added = _add(load_yaml(text, path), str(path), rules, lists)
        check_rules(added)
    return RuleSet(rules=tuple(rules.values()), lists=lists)


def check_rules(rules: tuple[Rule, ...]) -> None:
    """Raise InputError at the place of the first rule that does not do with its examples what they say."""
    for rule in rules:
        if rule.kind is not None:
            continue
        for example in rule.removes:
            if not _hits(rule, example):
                raise InputError(str(rule.place), f"{rule.id} does not remove {example!r}", "mend the pattern")
        for example in rule.keeps:
            if _hits(rule, example):
                raise InputError(str(rule.place), f"{rule.id} removes {example!r}", "narrow the pattern")


def _hits(rule: Rule, example: str) -> bool:
    (line,) = page_of(example.strip()).lines or (None,)
    return line is not None and rule.matches(line)


def _add(
    top: Entry, name: str, rules: dict[str, Rule], lists: dict[str, frozenset[str]], *, shipped: bool = False
) -> tuple[Rule, ...]:
    entries = top.mapping("the file")
    reject_unknown(entries, ("format", "lists", "rules", "without"), name)
    version = entries["format"].text("format") if "format" in entries else None
    if version != FORMAT:
        raise InputError(
            str(top.place), f"not a file of boilerplate rules (format {version})", f"begin with `format: {FORMAT}`"
        )
    if "lists" in entries:
        for label, entry in entries["lists"].mapping("lists").items():
            words = (item.text("a word") or "" for item in entry.items(label))
            lists[label] = frozenset(word.casefold() for word in words)
    if "without" in entries:
        for item in entries["without"].items("without"):
            if rules.pop(item.text("a rule's id") or "", None) is None:
                raise InputError(str(item.place), f"no rule {item.value}", f"the rules are {', '.join(sorted(rules))}")
    added: dict[str, Rule] = {}
    for entry in entries["rules"].items("rules") if "rules" in entries else ():
        rule = _rule(entry, shipped=shipped)
        if rule.id in added:
            raise InputError(
                str(rule.place), f"a second rule {rule.id}", f"the first is on line {added[rule.id].place.line}"
            )
        added[rule.id] = rule
    rules.update(added)
    return tuple(added.values())


def _rule(entry: Entry, *, shipped: bool) -> Rule:
    fields = entry.mapping("a rule")
    reject_unknown(fields, KEYS, "a rule")
    given = {key: fields[key].text(key) for key in fields if key not in ("patterns", "removes", "keeps")}
    for key in ("id", "reason"):
        if not given.get(key):
            raise InputError(str(entry.place), f"a rule without {key}", f"add `{key}: ...`")
    if "patterns" not in fields and given.get("kind") is None:
        raise InputError(str(entry.place), f"rule {given['id']} has neither patterns nor kind", "add `patterns: [...]`")
    expression, flags = _expression(fields, shipped=shipped) if "patterns" in fields else (None, 0)
    return Rule(
        id=str(given["id"]),
        reason=str(given["reason"]),
        place=entry.place,
        expression=expression,
        flags=flags,
        kind=cast("Kind | None", _choice(fields, "kind", get_args(Kind))),
        where=cast("Where", _choice(fields, "where", get_args(Where)) or "anywhere"),
        most_words=_number(fields["most_words"]) if "most_words" in fields else MOST_WORDS,
        removes=_examples(fields, "removes"),
        keeps=_examples(fields, "keeps"),
    )


def _expression(fields: dict[str, Entry], *, shipped: bool) -> tuple[str, int]:
    """Return the patterns as one, and its flags; each of a user's own has been shown to compile by itself."""
    case = _choice(fields, "case", ("exact", "any")) or "any"
    flags = 0 if case == "exact" else regex.IGNORECASE
    patterns = []
    for entry in fields["patterns"].items("patterns"):
        pattern = entry.text("a pattern") or ""
        try:
            if not shipped:
                regex.compile(pattern, flags)
        except regex.error as error:
            raise InputError(
                str(entry.place), f"the pattern does not compile: {error}", "mend the expression"
            ) from error
        patterns.append(f"(?:{pattern})")
    return "|".join(patterns), flags


def _choice(fields: dict[str, Entry], key: str, choices: tuple[str, ...]) -> str | None:
    if key not in fields:
        return None
    value = fields[key].text(key)
    if value not in choices:
        raise InputError(str(fields[key].place), f"{key} cannot be {value}", f"choose {', '.join(choices)}")
    return value


def _number(entry: Entry) -> int:
    value = entry.text("most_words") or ""
    if not value.isdecimal():
        raise InputError(str(entry.place), f"most_words is a whole number, not {value!r}", "write digits")
    return int(value)


def _examples(fields: dict[str, Entry], key: str) -> tuple[str, ...]:
    if key not in fields:
        return ()
    return tuple(item.text("an example") or "" for item in fields[key].items(key))

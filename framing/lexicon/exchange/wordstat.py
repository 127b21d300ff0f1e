"""WordStat dictionaries (.cat): an outline by tabs in which `WORD (weight)` is an entry and all else a category."""

from __future__ import annotations

import re
from collections.abc import Sequence

from framing.lexicon.exchange.intake import Intake, tidied
from framing.lexicon.exchange.outline import Branch, Page
from framing.lexicon.exchange.rows import Row, joined
from framing.lexicon.exchange.terms import Carried, NotCarriedError, carried
from framing.lexicon.exchange.values import Read, Source
from framing.lexicon.exchange.wordstat_rules import HELPERS, WILDCARDS, Rule, RuleSets, is_rule, words_in

NAME = "wordstat"
TITLE = "WordStat dictionary"

NO_CATEGORY = re.compile(rf"{HELPERS}|@.*|.*\S\s*\(\s*[-+]?(?:\d+\.?\d*|\.\d+)\s*\)")

_ENTRY = re.compile(r"(.*\S)\s*\(\s*([-+]?(?:\d+\.?\d*|\.\d+))\s*\)")


def read(source: Source) -> Read:
    """Return the dictionary as a lexicon. Raises LexiconError where the file has no entry such as `WORD (1)`."""
    intake = Intake(source)
    lines = source.text.split("\n")
    tabbed = any(line[: len(line) - len(line.lstrip())].count("\t") for line in lines)
    branch = Branch()
    rules: list[Rule] = []
    helpers: dict[str, list[str]] = {}
    entries = 0
    for number, line in enumerate(lines, start=1):
        text = line.strip()
        if not text:
            continue
        margin = line[: len(line) - len(line.lstrip())]
        depth = margin.count("\t") if tabbed else len(margin)
        found = _ENTRY.fullmatch(text)
        if found is None:
            names = branch.at(depth, text)
            if names[0] != HELPERS:
                intake.category(names, number)
            continue
        entries += 1
        names = branch.above(depth) or _without_category(intake, number)
        if names[0] == HELPERS:
            _help(intake, helpers.setdefault(names[-1], []), found[1], number)
        elif is_rule(found[1]):
            rules.append(Rule(path=tidied(names), text=found[1], weight=float(found[2]), line=number))
        else:
            _put(intake, names, found[1], float(found[2]), number)
    if not entries:
        what = f"a {TITLE} has entries such as `WORD (1)`, and here is none"
        raise intake.fault(_first(lines), what, "check that this is the file you mean")
    empty = intake.empty()
    if len(empty) > entries:
        what = "it has more lines that are neither an entry nor a category of entries than entries"
        raise intake.fault(empty[0], what, f"check that this is a {TITLE}; an entry ends in a weight: `WORD (1)`")
    sets = RuleSets(intake, helpers)
    for rule in rules:
        sets.put(rule)
    return intake.finish(NAME, TITLE, sets=sets.used)


def write(page: Page) -> str:
    """Return the text of a .cat file; a set that a rule names is a category under one for all of them."""
    lines = []
    for depth, path, branch in page.outline.walk():
        lines.append("\t" * depth + path[-1])
        lines += ["\t" * (depth + 1) + f"{entry.text} ({entry.number})" for entry in branch.entries]
    if page.helpers:
        lines.append(HELPERS)
        for name, words in page.helpers.items():
            lines += [f"\t{name}", *(f"\t\t{word} (1)" for word in words)]
    return "\r\n".join(lines) + "\r\n"


def spell(row: Row) -> str:
    """Return words in a row as WordStat writes them: `_` between the words."""
    return joined(tuple(piece._replace(joint=piece.joint.replace(" ", "_")) for piece in row))


def _put(intake: Intake, names: Sequence[str], entry: str, weight: float, line: int) -> None:
    def term() -> Carried:
        return carried(words_in(entry), wildcards=WILDCARDS)

    intake.put({tidied(names): weight}, entry, term, line=line)


def _help(intake: Intake, words: list[str], entry: str, line: int) -> None:
    """Add an entry to the words of a set that rules name."""
    try:
        words.append(carried(words_in(entry), wildcards=WILDCARDS).pattern)
    except NotCarriedError as error:
        intake.lose(line, entry, str(error), HELPERS)


def _without_category(intake: Intake, line: int) -> list[str]:
    name = intake.source.path.stem
    if tidied([name]) not in intake.paths:
        intake.category([name], line)
        intake.note("entries outside any category are put in one named as the file")
    return [name]


def _first(lines: list[str]) -> int:
    return next((number for number, line in enumerate(lines, start=1) if line.strip()), 1)

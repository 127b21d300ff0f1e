"""LIWC dictionaries (.dic): categories with numbers between two lines `%`, then a term a line with their numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from framing.lexicon.exchange.intake import Intake
from framing.lexicon.exchange.outline import Branch, Page
from framing.lexicon.exchange.rows import Row, WriteError, joined
from framing.lexicon.exchange.terms import Carried, NotCarriedError, carried
from framing.lexicon.exchange.values import Read, Source

NAME = "liwc"
TITLE = "LIWC dictionary"
MARK = "%"
ONLY_TRAILING = "LIWC knows `*` at the end of a word only"

_HEADED = re.compile(r"([0-9]+)(?:\s+(.*))?")
# `<of>131/125` and `(02 134)125/464` choose a category by the words around.
_CONDITION = re.compile(r"(?:\([^)\t]*\)|<[^>\t]*>)\S*|\S*/\S*")
_IDS_AT_END = re.compile(r"(.*?)((?:\s+[0-9]+)*)\s*")


def read(source: Source) -> Read:
    """Return the dictionary as a lexicon. Raises LexiconError where the file has no list of categories."""
    intake = Intake(source)
    lines = source.text.split("\n")
    marks = [number for number, line in enumerate(lines) if line.strip() == MARK]
    first = next((number for number, line in enumerate(lines) if line.strip()), 0)
    if not marks or marks[0] != first:
        raise intake.fault(first + 1, f"a {TITLE} begins with a line `%`", "see docs/from-other-tools.md")
    if len(marks) == 1:
        raise intake.fault(len(lines), "the list of categories has no end", "add a second line `%` after it")
    known = _categories(intake, lines, marks[0] + 1, marks[1])
    for number, line in enumerate(lines[marks[1] + 1 :], start=marks[1] + 2):
        if line.strip():
            _entry(intake, line.strip(), number, known)
    return intake.finish(NAME, TITLE)


def write(page: Page) -> str:
    """Return the text of a .dic file: every category with a number, then each term once."""
    numbers: dict[tuple[str, ...], int] = {}
    head = [MARK]
    body: dict[str, list[int]] = {}
    for depth, path, branch in page.outline.walk():
        numbers[path] = len(numbers) + 1
        head.append("\t" * depth + f"{numbers[path]}\t{path[-1]}")
        for entry in branch.entries:
            body.setdefault(entry.text, []).append(numbers[path])
    rows = ["\t".join([term, *map(str, ids)]) for term, ids in body.items()]
    return "\n".join([*head, MARK, *rows]) + "\n"


def spell(row: Row) -> str:
    """Return words in a row as LIWC writes them. Raises WriteError for a wildcard that is not at the end of a word."""
    if any("?" in piece.text or "*" in piece.text[:-1] for piece in row):
        raise WriteError(ONLY_TRAILING)
    return joined(row)


@dataclass(frozen=True, slots=True)
class _Known:
    """Category numbers, without leading zeros, and the names they stand for."""

    paths: dict[str, tuple[str, ...]]


def _categories(intake: Intake, lines: list[str], start: int, stop: int) -> _Known:
    known = _Known({})
    lines_of: dict[str, int] = {}
    branch = Branch()
    for number in range(start, stop):
        line = lines[number]
        text = line.strip()
        if not text:
            continue
        depth = (line[: len(line) - len(line.lstrip())]).count("\t")
        found = _HEADED.fullmatch(text)
        name = (found[2] or found[1]) if found else text
        path = intake.category(branch.at(depth, name), number + 1)
        if found is None:
            continue
        category = _number(found[1])
        if category in known.paths:
            reason = f"its number {category} is that of the category on line {lines_of[category]}"
            intake.lose(number + 1, text, reason, path[-1])
            continue
        known.paths[category] = path
        lines_of[category] = number + 1
    return known


def _entry(intake: Intake, line: str, number: int, known: _Known) -> None:
    term, tail = _split(line)
    conditions = [condition[0] for condition in _CONDITION.finditer(tail)]
    for condition in conditions:
        reason = f"`{condition}` chooses a category by the words around, which no other program does"
        intake.lose(number, f"{term} {condition}", reason)
    paths = list(_paths(intake, term, _CONDITION.sub(" ", tail), number, known))
    if paths:
        intake.put(dict.fromkeys(paths, 1.0), term, lambda: _carried(term), line=number)
        return
    intake.row(term)
    if not tail.strip():
        intake.lose(number, term, "it names no category")


def _split(line: str) -> tuple[str, str]:
    """Return the term and what follows it: all before the first tab, or without the numbers at the end."""
    if "\t" in line:
        term, _, tail = line.partition("\t")
        return term.strip(), tail
    conditional = _CONDITION.search(line)
    if conditional and line[: conditional.start()].strip():
        head = _IDS_AT_END.fullmatch(line[: conditional.start()])
        ids = head[2] if head else ""
        return (head[1] if head else line).strip(), f"{ids} {line[conditional.start() :]}"
    found = _IDS_AT_END.fullmatch(line)
    return (found[1].strip(), found[2]) if found else (line, "")


def _paths(intake: Intake, term: str, ids: str, number: int, known: _Known) -> Iterator[tuple[str, ...]]:
    for written in ids.split():
        if not (written.isascii() and written.isdigit()):
            intake.lose(number, f"{term} {written}", f"`{written}` is no number of a category")
        elif _number(written) in known.paths:
            yield known.paths[_number(written)]
        else:
            intake.lose(number, f"{term} {written}", f"no category has the number {written}")


def _number(digits: str) -> str:
    """Return a number as it is compared: `01` is `1`."""
    return digits.lstrip("0") or "0"


def _carried(term: str) -> Carried:
    words = term.split()
    for word in words:
        if "*" in word[:-1] and word.strip("*"):
            raise NotCarriedError(ONLY_TRAILING)
    return carried(words)

"""Who a source is: the name as the article first writes it in full, or nothing where that is not safe."""

from __future__ import annotations

from framing.text.voices.clause import head_of
from framing.text.voices.cued import Reading, bare
from framing.text.voices.evidence import Evidence
from framing.text.voices.people import Called

LONGEST_NAME = 6  # words
LONGEST_TITLES = 4  # words before a name
GROUP_WORDS = 5
FUNCTION_WORDS = (
    "determiners",
    "prepositions",
    "subordinators",
    "conjunctions",
    "adverbs",
    "relatives",
    "auxiliaries",
    "times",
)
COUNTING_WORDS = ("determiners", "adverbs", "conjunctions", "quantifiers")  # they only count or point


def called_in(reading: Reading, evidence: Evidence) -> Called | None:
    """Return what a sentence whose voice `evidence` decided calls its source, or None where it has no safe name."""
    if evidence.asks_back:
        return Called("pronoun", reading.word(evidence.head))
    start, end = evidence.source
    if evidence.kind == "pronoun":
        return Called("pronoun", reading.word(evidence.head), [token.text for token in reading.tokens[:start]])
    if evidence.kind not in {"source", "name"} or start >= end:
        return None
    run = name_run(reading, start, evidence.head + 1)
    if run is None and evidence.kind == "source":
        run = _appositive(reading, evidence.head + 1)
    if run is not None:
        return Called("name", run, listed=reading.has("sources", evidence.head))
    if (
        reading.capital(evidence.head)
        and reading.has("titles", evidence.head)
        and not reading.has("bodies", evidence.head)
    ):
        return None
    group = _group(reading, start, evidence.head + 1)
    return None if group is None else Called("group", group)


def name_run(reading: Reading, start: int, end: int) -> str | None:
    """Return the name that ends before word `end`, without the titles before it; None where no name ends there."""
    first = end
    while first > start and end - first < LONGEST_NAME + LONGEST_TITLES and _in_name(reading, first - 1, end):
        first -= 1
        if first > start and (reading.possessive(first - 1) or reading.breaks(first)):
            break
    while first < end and not reading.capital(first):
        first += 1
    while first < end and not reading.name(first) and (reading.has("determiners", first) or first == 0):
        if not reading.has("determiners", first) and not _function_word(reading, 0):
            break
        first += 1
    if first == end:
        return None
    if reading.has("sources", end - 1):
        whole = end - first > 1 or reading.has("bodies", first)
        return bare(reading.written(first, end)) if whole and reading.has("bodies", end - 1) else None
    titles = [index for index in range(first, end) if _is_title(reading, index)]
    while titles and all(i in titles or reading.has("suffixes", i) for i in range(titles[-1], end)):
        titles.pop()
    begin = titles[-1] + 1 if titles else first
    if not reading.capital(begin) or end - begin > LONGEST_NAME:
        return None
    return bare(reading.written(begin, end)) + _full_stop(reading, end)


def full_names(reading: Reading) -> list[str]:
    """Return the runs of two or more capitalised words, without titles, that no "the" stands before."""
    found = []
    index = 0
    while index < len(reading):
        if not reading.capital(index) or reading.quotes[index] >= 0:
            index += 1
            continue
        end = index + 1
        while end < len(reading) and not reading.breaks(end) and not reading.possessive(end - 1):
            if not (reading.capital(end) or reading.has("particles", end)):
                break
            end += 1
        while not reading.capital(end - 1):
            end -= 1
        name = name_run(reading, index, end)
        if name and len(name.split()) > 1 and not _in_institution(reading, index):
            found.append(name)
        index = end
    return found


def _in_institution(reading: Reading, index: int) -> bool:
    """Say whether capitals are part of an institution's name: "the Atlantic Council", "Institute for Peace Studies"."""
    return reading.word(index - 1) == "the" or (reading.word(index - 1) in {"of", "for"} and reading.capital(index - 2))


def _full_stop(reading: Reading, end: int) -> str:
    """Return the full stop that belongs to the suffix a name ends with ("Jr.")."""
    return "." if reading.has("suffixes", end - 1) and reading.gap(end).startswith(".") else ""


def _in_name(reading: Reading, index: int, end: int) -> bool:
    if reading.quotes[index] != reading.quotes[end - 1]:
        return False
    if reading.capital(index):
        return True
    return index + 1 < end and (reading.has("particles", index) or reading.has("titles", index))


def _is_title(reading: Reading, index: int) -> bool:
    return reading.has("titles", index) or reading.has("demonyms", index) or reading.possessive(index)


def _function_word(reading: Reading, index: int) -> bool:
    if reading.name(index):
        return False
    return any(reading.has(name, index) for name in FUNCTION_WORDS)


def _appositive(reading: Reading, start: int) -> str | None:
    """Return the name that stands between commas right behind a description: "a Kremlin spokesman, Dmitri Peskov,"."""
    while start < len(reading) and not reading.breaks(start):
        start += 1
    if start >= len(reading) or "," not in reading.gap(start):
        return None
    end = start + 1
    while end < len(reading) and not reading.breaks(end):
        end += 1
    if end - start > LONGEST_NAME or not all(
        reading.capital(i) or reading.has("particles", i) for i in range(start, end)
    ):
        return None
    head, kind = head_of(reading, start, end)
    return name_run(reading, start, end) if kind == "name" and head == end - 1 else None


def _group(reading: Reading, start: int, end: int) -> str | None:
    """Return the words for a group or a role ("Russian officials"), without what only counts or points."""
    pointed = False
    while start < end and not reading.has("sources", start) and _drops(reading, start):
        pointed = reading.word(start) == "the"
        start += 1
    if start >= end or end - start > GROUP_WORDS:
        return None
    several = reading.word(end - 1).endswith("s") or any(reading.has(name, end - 1) for name in ("plurals", "bodies"))
    if pointed and end - start == 1 and not several:
        return None
    return bare(reading.written(start, end))


def _drops(reading: Reading, index: int) -> bool:
    return reading.word(index).isdigit() or any(reading.has(name, index) for name in COUNTING_WORDS)

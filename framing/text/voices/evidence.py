"""What makes a sentence a source's claim: a reporting verb, an attribution, or the share of quoted words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from framing.text.voices.clause import clause_of, first_subject, head_of
from framing.text.voices.cued import Phrase, Reading
from framing.text.voices.verbs import RULES, SPOKEN_WORDS, Saying, reports

# Shares of quoted words: where nothing else decides, a sentence that is nearly half somebody's words is a source's (a
# colon before the quotation does the same for any share). Swept 0.6-1.0 and 0.3-0.7 on 951 coded sentences: one of them
# moves.
WHOLLY_QUOTED = 0.8
MOSTLY_QUOTED = 0.4
SOURCE_WITHIN = 14  # words in which a source must follow "according to", or a holder stand before "view ... is that"
LONGEST_IDIOM = 8  # words
MARKS = " \"'“”„«»‘’‚‹›"


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why a sentence is a source's: the cue's words (None where quotation marks alone decided), and its source.

    `source` is a half-open word range, empty where there is none, `head` its telling word and `kind` what that is.
    `asks_back` says that a pronoun inside the cue means the source ("in his view").
    """

    cue: Phrase | None
    source: tuple[int, int]
    head: int = -1
    kind: str = "none"
    asks_back: bool = False


def evidence_in(reading: Reading, *, spoken: frozenset[int]) -> Evidence | None:
    """Return what makes the sentence a source's claim, or None where it is the outlet's own.

    `spoken` are the words in quotation marks that are somebody's speech (names and titles left out).
    """
    verb = next(_verbs(reading, spoken), None)
    if verb is not None and verb.kind == "name":
        return verb
    return _attribution(reading) or _view(reading) or verb or _quotation(reading, spoken)


def _verbs(reading: Reading, spoken: frozenset[int]) -> Iterator[Evidence]:
    """Yield the reporting verbs that carry the sentence, in text order."""
    idioms = reading.found.get("idioms", ())
    idle = {i for phrase in idioms for i in range(phrase.start, min(phrase.end, phrase.start + LONGEST_IDIOM))}
    ranks = {name: rank for rank, name in enumerate(RULES)}
    verbs = [(phrase, name) for name in RULES for phrase in reading.found.get(name, ())]
    for verb, name in sorted(verbs, key=lambda item: (item[0].start, ranks[item[1]])):
        named = verb.start > 0 and reading.capital(verb.start) and not reading.breaks(verb.start)
        if named or verb.start in idle or not _free(reading, verb):
            continue
        clause = clause_of(reading, verb, inverts=name in {"speech", "claims"})
        if clause.embedded or (clause.kind == "first person" and not clause.passive):
            continue
        if reports(name, Saying(reading, clause, spoken)):
            kind = "none" if clause.passive else "name" if clause.kind == "perhaps" else clause.kind
            yield Evidence(verb, clause.subject, clause.head, kind)


def _attribution(reading: Reading) -> Evidence | None:
    """Find "according to X" and what is complete in itself ("word has it")."""
    barred = {phrase.start for phrase in reading.found.get("no_sources", ())}
    for phrase in reading.found.get("phrases", ()):
        if not _free(reading, phrase) or phrase.start in barred:
            continue
        source = _following(reading, phrase.end)
        head, kind = head_of(reading, *source)
        if head >= 0 and kind != "first person":
            return Evidence(phrase, source, head, kind)
    for phrase in reading.found.get("asides", ()):
        if _free(reading, phrase):
            return Evidence(phrase, (phrase.start, phrase.start))
    return None


def _view(reading: Reading) -> Evidence | None:
    """Find a view that somebody holds: "in Kyiv's view", "by his own account", "the thinking in Brussels is that"."""
    for phrase in reading.found.get("views", ()):
        words = range(phrase.start + 1, phrase.end - 1)
        if _free(reading, phrase) and not any(reading.has("first_persons", i) or reading.breaks(i) for i in words):
            owner = next((i for i in words if reading.has("owners", i)), None)
            holder = next((i for i in words if reading.possessive(i)), None)
            if holder is not None:
                head, kind = head_of(reading, phrase.start + 1, holder + 1)
                return Evidence(phrase, (phrase.start + 1, holder + 1), head, kind)
            if owner is not None:
                return Evidence(phrase, (owner, owner), owner, asks_back=True)
    for phrase in reading.found.get("nouns", ()):
        words = range(max(0, phrase.start - SOURCE_WITHIN), phrase.end)
        held = any(i > 0 and reading.capital(i) for i in words)
        if held and _free(reading, phrase) and not any(reading.has("first_persons", i) for i in words):
            return Evidence(phrase, (phrase.start, phrase.start))
    return None


def _free(reading: Reading, phrase: Phrase) -> bool:
    """Say whether the cue stands in neither quotation marks nor parentheses."""
    return reading.quotes[phrase.start] < 0 and not reading.aside[phrase.start]


def _following(reading: Reading, start: int) -> tuple[int, int]:
    """Return the words of the source that follows a phrase, up to the next break."""
    stop = start
    while stop < min(len(reading), start + SOURCE_WITHIN) and not (stop > start and reading.breaks(stop)):
        stop += 1
    return start, stop


def _quotation(reading: Reading, spoken: frozenset[int]) -> Evidence | None:
    """Let the quoted share decide where no words do."""
    if not spoken:
        return None
    share = len(spoken) / len(reading)
    first = min(spoken)
    introduced = first > 0 and reading.gap(first).strip(MARKS).endswith(":")
    mostly = share >= MOSTLY_QUOTED and len(spoken) >= SPOKEN_WORDS
    if not (introduced or mostly or share >= WHOLLY_QUOTED):
        return None
    if not introduced:
        return Evidence(None, (0, 0))
    subject, head, kind, _ = first_subject(reading, first)
    return Evidence(None, subject, head, "none" if kind == "first person" else kind)

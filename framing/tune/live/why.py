"""Why selected words count or not, in plain words with the evidence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from framing.score.stance import DENIALS, NEGATOR_REACH, OVERTAKEN_REACH, Found, Weighed, reaches, weigh
from framing.tune.live.bench import Bench, Table
from framing.tune.live.near import Near
from framing.tune.live.place import Selected, Span
from framing.tune.live.values import CueReason, Explanation, HitReason, LostReason, NearReason

LONGEST_SHOWN = 60  # characters of a term within a sentence

KINDS: Final = {
    "negators": ("a negation", f"denies what begins within {NEGATOR_REACH} words after it in the same thought"),
    "forward": ("a denial of what follows", "denies all that follows in the same thought"),
    "overtaken": ("said to be over", f"denies what begins within {OVERTAKEN_REACH} words after it"),
    "discounters": ("said to be unfounded", "denies its whole thought, on either side"),
    "outcomes": ("an outcome", "denies its own thought and all that stands before it"),
    "negated_questions": ("a question that expects a no", "denies the whole sentence"),
}
"""What each kind of cue is called before a reader, and what it does."""


def explain(bench: Bench, near: Near, table: Table, place: tuple[int, int, int]) -> Explanation:
    """Return why words count or not. `place` is the document's index, and the start and end of the words in its text.

    Raises IndexError where there is no such document.
    """
    article, start, end = place
    selected = Selected.at(bench.index, article, start, end)
    if selected is None:
        nothing = "No word is selected."
        return Explanation(words="", sentence=(start, end), counted=(), lost=(), near=(), summary=nothing)
    counted = _counted(bench, table, selected)
    lost = _lost(table, selected)
    matching = {reason.term for reason in counted} | {reason.term for reason in lost}
    close = near.reasons(table.lexicon, selected, without=matching)
    return Explanation(
        words=selected.text(selected.words),
        sentence=(selected.sentence.start, selected.sentence.end),
        counted=counted,
        lost=lost,
        near=close,
        summary=_summary(table, counted, lost, close),
    )


def _counted(bench: Bench, table: Table, selected: Selected) -> tuple[HitReason, ...]:
    rows, spans = _hits_of(table, selected)
    denying = [bench.denies(table.lexicon.facets[int(table.facet[row])].name) for row in rows]
    weighed = weigh(bench.read(selected.number), spans, denying)
    sentence = selected.sentence
    found = []
    for row, span in zip(rows, spans, strict=True):
        if not selected.overlaps(span):
            continue
        term = table.lexicon.terms[int(table.term[row])]
        cue = table.cues.get(row)
        start, end = selected.chars(span)
        found.append(
            HitReason(
                term=term.id,
                pattern=term.pattern,
                facet=term.facet,
                line=term.line,
                text=selected.text(span),
                start=start,
                end=end,
                weight=term.weight,
                stance="asserted" if cue is None else "discounted",
                cue=None if cue is None else _cue(selected, cue, span, weighed),
                voice=sentence.voice,
                speaker=sentence.speaker,
                voice_cue=sentence.voice_cue,
                reason=_stance(table, selected, span, cue, weighed),
            )
        )
    return tuple(found)


def _hits_of(table: Table, selected: Selected) -> tuple[list[int], list[Span]]:
    """Return the rows of the hits of the sentence, and their words."""
    low, high = (int(row) for row in np.searchsorted(table.sentence, (selected.number, selected.number + 1)))
    starts, ends = table.start[low:high] - selected.first, table.end[low:high] - selected.first
    return list(range(low, high)), list(zip(starts.tolist(), ends.tolist(), strict=True))


def _cue(selected: Selected, cue: Found, span: Span, weighed: Weighed) -> CueReason:
    kind, rule = KINDS[cue.kind]
    reached = [i for i in range(len(selected.sentence.tokens)) if reaches(cue, (i, i + 1), weighed.borders)]
    if not reaches(cue, span, weighed.borders):
        rule += "; it denies other words of this thought, and so the whole thought"
    start, end = selected.chars((cue.start, cue.end))
    return CueReason(
        text=selected.text((cue.start, cue.end)),
        start=start,
        end=end,
        kind=kind,
        rule=rule,
        scope=selected.chars((reached[0], reached[-1] + 1)) if reached else (start, end),
    )


def _stance(table: Table, selected: Selected, span: Span, cue: Found | None, weighed: Weighed) -> str:
    """Return why a hit is asserted or discounted."""
    if table.lexicon.stance == "asserted":
        return "Asserted: hits of this lexicon always are."
    if cue is not None:
        reason = _cue(selected, cue, span, weighed)
        return f"Discounted: “{reason.text}” is {reason.kind} and {reason.rule}."
    denials = [cue for cue in weighed.found if cue.kind in DENIALS]
    if not denials:
        return "Asserted: no word of the sentence denies it."
    shown = ", ".join(f"“{selected.text((c.start, c.end))}” {_idle(c, weighed)}" for c in denials)
    return f"Asserted: {shown}."


def _idle(cue: Found, weighed: Weighed) -> str:
    return "does not reach it" if cue in weighed.live else "is turned round by other words"


def _lost(table: Table, selected: Selected) -> tuple[LostReason, ...]:
    """Return the matches that other matches of their facet took the words from."""
    rows, spans = _hits_of(table, selected)
    kept = {(int(table.term[row]), span) for row, span in zip(rows, spans, strict=True)}
    found: list[LostReason] = []
    for number, matches in enumerate(table.matches):
        low, high = np.searchsorted(matches.start, (selected.first, selected.first + len(selected.sentence.tokens)))
        places = zip(matches.start[low:high].tolist(), matches.end[low:high].tolist(), strict=True)
        found += [
            _loss(table, selected, number, span, (rows, spans))
            for span in ((start - selected.first, end - selected.first) for start, end in places)
            if (number, span) not in kept and selected.overlaps(span)
        ]
    return tuple(found)


def _loss(
    table: Table, selected: Selected, number: int, span: Span, hits: tuple[Sequence[int], Sequence[Span]]
) -> LostReason:
    term = table.lexicon.terms[number]
    row, taker = next(
        (row, other)
        for row, other in zip(*hits, strict=True)
        if other[0] < span[1] and span[0] < other[1] and table.lexicon.terms[int(table.term[row])].facet == term.facet
    )
    winner = table.lexicon.terms[int(table.term[row])]
    start, end = selected.chars(span)
    winner_start, winner_end = selected.chars(taker)
    words = taker[1] - taker[0], span[1] - span[0]
    why = "is longer" if words[0] > words[1] else "stands earlier" if taker[0] < span[0] else "comes first in the file"
    text, winner_text = selected.text(span), selected.text(taker)
    return LostReason(
        term=term.id,
        pattern=term.pattern,
        facet=term.facet,
        line=term.line,
        text=text,
        start=start,
        end=end,
        winner=winner.id,
        winner_pattern=winner.pattern,
        winner_text=winner_text,
        winner_start=winner_start,
        winner_end=winner_end,
        reason=f"`{_short(term.pattern)}` matches “{text}”, but “{winner_text}” of `{_short(winner.pattern)}` {why}.",
    )


def _short(pattern: str) -> str:
    """Return a term for a sentence: a long one cut, for it stands in full where the reader can open it."""
    text = " ".join(pattern.split())
    return text if len(text) <= LONGEST_SHOWN else f"{text[: LONGEST_SHOWN - 1]}…"


def _summary(table: Table, counted: Sequence[HitReason], lost: Sequence[LostReason], near: Sequence[NearReason]) -> str:
    if counted:
        shown = [f"{hit.stance} hit of `{_short(hit.pattern)}` ({hit.facet})" for hit in counted[:3]]
        more = f" and {len(counted) - 3} more" if len(counted) > 3 else ""
        voice = counted[0].speaker or ("a source's voice" if counted[0].voice == "source" else "the outlet's voice")
        return f"Counts: {', '.join(shown)}{more}, {voice}."
    if lost:
        return f"Does not count by itself: {lost[0].reason}"
    if near:
        return f"Does not count: {near[0].reason}"
    return f"Does not count: no term of {table.lexicon.title} matches these words, or nearly does."

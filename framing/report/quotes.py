"""Quotations chosen by a stated rule, never by hand, with their hits marked."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from framing.model import Hit, Measure, ScoredDocument, Sentence
from framing.report.context import Context
from framing.report.figures import Mark
from framing.report.naming import Key
from framing.report.numbers import day, join, plural, printable, shorten
from framing.report.view import FrameMark, Quotation, Run

QUOTATION_WORDS = 60  # a longer paragraph shows the run of sentences with most hits that fits; six lines of the page
SENTENCE_CHARACTERS = 700  # a single longer sentence is cut, so that no quotation can fill a page
MIN_WORDS = 12  # a shorter passage is a caption or an aside and says little on its own

STRONG_RULE = (
    "Strong: the paragraph with most hits of the measure on which the outlet stands furthest above the others, the "
    "earliest where several tie."
)
TYPICAL_RULE = (
    "Typical: among the outlet’s paragraphs with a hit, the one in the middle by hits a "
    "word, the earlier where two are."
)
CUT_RULE = f"Cut to the sentences with most hits within {QUOTATION_WORDS} words."


class Quoting(Protocol):
    """What choosing and marking a quotation needs of a brief: the texts of an outlet, and how hits are marked."""

    @property
    def by_outlet(self) -> Mapping[str, tuple[ScoredDocument, ...]]:
        """The scored documents of each outlet."""

    @property
    def frame_marks(self) -> Mapping[Key, FrameMark]:
        """How the hits of a frame or facet are marked."""

    def key_of(self, hit: Hit) -> Key:
        """Return what a hit is marked as."""

    def mark_of(self, outlet: str) -> Mark:
        """Return the mark of an outlet."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Passage:
    """A run of sentences of one paragraph.

    `first` and `last` are indexes into the paragraph's sentences (half-open).
    """

    document: ScoredDocument
    sentences: tuple[Sentence, ...]
    whole: int
    first: int

    @property
    def words(self) -> int:
        """The number of words."""
        return sum(len(s.tokens) for s in self.sentences)

    @property
    def key(self) -> tuple[str, int]:
        """Which paragraph this is: article id and paragraph number."""
        return self.document.document.article.id, self.sentences[0].paragraph


def strongest(context: Quoting, outlet: str, measure: Measure) -> Passage | None:
    """Return the outlet's paragraph with most hits of `measure` (its own stance), the earliest where several tie."""
    best: tuple[int, Passage] | None = None
    for passage in _paragraphs(context, outlet):
        hits = sum(1 for h in _hits(passage) if _counts_for(h, measure))
        if hits and (best is None or hits > best[0]):
            best = (hits, passage)
    return None if best is None else _cut(best[1], measure)


def typical(context: Quoting, outlet: str, *, without: Passage | None = None) -> Passage | None:
    """Return the outlet's paragraph in the middle of those with a hit, ordered by hits a word."""
    shown = None if without is None else without.key
    rated = sorted(
        (
            (len(hits) / passage.words, i, passage)
            for i, passage in enumerate(_paragraphs(context, outlet))
            if passage.key != shown and passage.words >= MIN_WORDS and (hits := list(_hits(passage)))
        ),
        key=lambda rated: rated[:2],
    )
    return _cut(rated[(len(rated) - 1) // 2][2], None) if rated else None


def carrying(
    context: Quoting, outlet: str, measure: Measure, *, limit: int, without: Passage | None = None
) -> list[Passage]:
    """Return the outlet's sentences with most hits of `measure`, each a passage of its own, the earliest of equals.

    One sentence of every article comes before a second of any; those of the passage `without` are left out.
    """
    shown = set() if without is None else {(s.article, s.index) for s in without.sentences}
    found: list[tuple[tuple[int, int, int, int], Passage]] = []
    for number, scored in enumerate(context.by_outlet.get(outlet, ())):
        tally = Counter(h.sentence for h in scored.hits if _counts_for(h, measure))
        sentences = {s.index: s for s in scored.document.sentences if (s.article, s.index) not in shown}
        ranked = sorted(tally.keys() & sentences.keys(), key=lambda index: (-tally[index], index))
        for turn, index in enumerate(ranked[:limit]):
            passage = Passage(document=scored, sentences=(sentences[index],), whole=1, first=0)
            found.append(((turn, -tally[index], number, index), passage))
    return [passage for _, passage in sorted(found, key=lambda rated: rated[0])[:limit]]


def furthest_above(context: Context, outlet: str, others: Sequence[str] | None = None) -> Measure | None:
    """Return the measure on which the outlet stands furthest above the others pooled; None where it carries none.

    With `others`, the measure on which it stands furthest above the highest of them; None where it is above on none.
    """
    best: tuple[float, Measure] | None = None
    for measure in context.measures:
        own = context.value(outlet, measure)
        if not own:
            continue
        if others is None:
            rest = context.rest(outlet, measure)
            margin = own if rest is None or rest.value is None else rest.value
        else:
            margin = own - max((context.value(o, measure) or 0.0 for o in others), default=0.0)
            if margin <= 0:
                continue
        if best is None or margin > best[0]:
            best = (margin, measure)
    return None if best is None else best[1]


def quote(context: Quoting, passage: Passage, *, kind: str = "") -> Quotation:
    """Return a passage as a quotation: where it stands, its text in runs with the hits marked, and a tally of them."""
    article = passage.document.document.article
    several = len(context.by_outlet.get(article.outlet, ())) > 1
    place = [f"“{shorten(article.title, 32)}”"] if article.title and (several or not kind) else []
    place += [day(article.published)] if article.published else []
    place.append(f"paragraph {passage.sentences[0].paragraph + 1}")
    return Quotation(
        outlet=context.mark_of(article.outlet),
        source=", ".join(place),
        runs=_runs(context, passage),
        tally=_tally(context, passage),
        kind=kind,
    )


def key_of(context: Quoting, quotations: Iterable[Quotation]) -> tuple[FrameMark, ...]:
    """Return the marks that occur in the quotations, in the order of the measures."""
    letters = {letter for q in quotations for run in q.runs for letter in run.letters}
    return tuple(mark for mark in context.frame_marks.values() if mark.letter in letters)


def _paragraphs(context: Quoting, outlet: str) -> Iterable[Passage]:
    for scored in context.by_outlet.get(outlet, ()):
        groups: dict[int, list[Sentence]] = {}
        for sentence in scored.document.sentences:
            groups.setdefault(sentence.paragraph, []).append(sentence)
        for sentences in groups.values():
            yield Passage(document=scored, sentences=tuple(sentences), whole=len(sentences), first=0)


def _hits(passage: Passage) -> Iterable[Hit]:
    wanted = {s.index for s in passage.sentences}
    return (h for h in passage.document.hits if h.sentence in wanted)


def _counts_for(hit: Hit, measure: Measure) -> bool:
    return hit.lexicon == measure.frame and measure.facet in (None, hit.facet) and hit.stance == measure.stance


def _cut(passage: Passage, measure: Measure | None) -> Passage:
    """Return the run of sentences with most hits of the measure, then of all, that fits; the earliest of several."""
    if passage.words <= QUOTATION_WORDS:
        return passage
    hits = list(_hits(passage))

    def weight(index: int) -> int:
        return sum(1 + 100 * (measure is not None and _counts_for(h, measure)) for h in hits if h.sentence == index)

    weights = [weight(s.index) for s in passage.sentences]
    best = (-1, 0, 1)
    for first in range(passage.whole):
        words = 0
        for last in range(first, passage.whole):
            words += len(passage.sentences[last].tokens)
            if words > QUOTATION_WORDS and last > first:
                break
            total = sum(weights[first : last + 1])
            if total > best[0]:
                best = (total, first, last + 1)
    _, first, last = best
    return Passage(document=passage.document, sentences=passage.sentences[first:last], whole=passage.whole, first=first)


def _runs(context: Quoting, passage: Passage) -> tuple[Run, ...]:
    """Return the passage cut where hits begin and end, each piece with the hits it lies in."""
    text = passage.document.document.article.text
    start = passage.sentences[0].start
    end = min(passage.sentences[-1].end, start + SENTENCE_CHARACTERS)
    marked = [
        (h, mark, mark.style if h.stance == "asserted" else -1 - mark.style)
        for h in _hits(passage)
        if h.end <= end and (mark := context.frame_marks.get(context.key_of(h))) is not None
    ]
    edges = sorted({start, end, *(h.start for h, _, _ in marked), *(h.end for h, _, _ in marked)})
    runs = [Run(text="[…] ")] if passage.first else []
    for a, b in itertools.pairwise(edges):
        inside = tuple(dict.fromkeys(style for h, _, style in marked if h.start <= a and b <= h.end))
        letters = "".join(dict.fromkeys(mark.letter for h, mark, _ in marked if h.end == b))
        runs.append(Run(text=flat(text[a:b]), marks=inside, letters=letters))
    if end < passage.sentences[-1].end:
        runs.append(Run(text="…"))
    if passage.first + len(passage.sentences) < passage.whole:
        runs.append(Run(text=" […]"))
    return tuple(runs)


def flat(text: str) -> str:
    """Return a piece of text with its white space folded but not lost at its ends."""
    words = printable(text)
    if not words:
        return " " if text else ""
    return (" " if text[:1].isspace() else "") + words + (" " if text[-1:].isspace() else "")


def _tally(context: Quoting, passage: Passage) -> str:
    """Return how many hits of which frame the passage holds, and whose voice it is."""
    counts: dict[str, list[int]] = {}
    for hit in _hits(passage):
        mark = context.frame_marks.get(context.key_of(hit))
        if mark is not None:
            tally = counts.setdefault(mark.title, [0, 0])
            tally[0] += 1
            tally[1] += hit.stance == "discounted"
    parts = [
        f"{title} {plural(total, 'hit')}" + (f" ({discounted} discounted)" if discounted else "")
        for title, (total, discounted) in sorted(counts.items(), key=lambda item: (-item[1][0], item[0]))
    ]
    voices = {s.voice for s in passage.sentences}
    who = {"outlet": "outlet’s voice", "source": "a source’s voice"}
    spoken = "both voices" if len(voices) > 1 else who[next(iter(voices))]
    return f"{join(parts)}; {spoken}." if parts else f"No hits; {spoken}."

"""Draw the sentences that are worth coding next: spread over verdicts, outlets and voices, and near the decision."""

from __future__ import annotations

import hashlib
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal, TypeVar

import numpy as np

from framing.errors import InputError, nearest
from framing.lexicon.pattern import compile_terms, parse
from framing.lexicon.relax import relaxed
from framing.lexicon.syntax import to_text
from framing.model import Lexicon, Measure, ScoredDocument, Scores, Sentence, Stance, Voice
from framing.tune.coding import Coding, Judgement, default_coding

K = TypeVar("K", bound=Hashable)

Kind = Literal["asserted", "discounted", "near", "none"]
KINDS: Final[tuple[Kind, ...]] = ("asserted", "discounted", "near", "none")
"""What the machine says of a sentence. Near has no hit, but the words of a term out of order, too far apart or guarded:
the lexicon all but decided otherwise, and misses are found there first."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """One sentence of an article: `number` from 1, `paragraph` from 0, and whether it is to be coded.

    A line that is not to be coded stands beside one that is, for the coder to read and for the voice to be heard.
    `weight` is how many sentences of the corpus a drawn line stands for; `kind` what the machine said of it, which no
    coder sees.
    """

    id: str
    article: str
    outlet: str
    number: int
    paragraph: int
    text: str
    drawn: bool
    kind: Kind = "none"
    voice: Voice = "outlet"
    weight: float = 1.0


@dataclass(frozen=True, kw_only=True, slots=True)
class Stratum:
    """Sentences alike to the machine: how many there are, and how many of them were drawn."""

    kind: Kind
    outlet: str
    voice: Voice
    sentences: int
    drawn: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Sample:
    """Sentences drawn from a corpus for one frame, in the order of their articles, with the coding that asks for it.

    `lexicon_sha256` is of the lexicon that drew the lines, `corpus` the name of what they were drawn from and
    `corpus_sha256` one digest over its articles.
    """

    frame: str
    corpus: str
    corpus_sha256: str
    seed: int
    lexicon_sha256: str
    coding: Coding
    lines: tuple[Line, ...]
    strata: tuple[Stratum, ...]

    @property
    def drawn(self) -> tuple[Line, ...]:
        """The lines to be coded."""
        return tuple(line for line in self.lines if line.drawn)


def draw(
    scores: Scores, *, frame: str, size: int, seed: int = 0, coding: Coding | None = None, corpus: str = "corpus"
) -> Sample:
    """Return `size` sentences to code for `frame`, or all there are.

    The sample is shared out evenly over what the machine says (KINDS), then over outlets and voices within it, so that
    rare outlets and rare verdicts are coded too. Each line carries the weight that undoes this: `framing validate`
    gives figures for the corpus and not for the sample. The same scores and seed give the same sample, in whatever
    order the articles were read.

    `coding` asks the questions; None takes the house's columns for the frame, or makes some (`coding_for`). Raises
    InputError where the frame was not scored, or there is no sentence.

    Source: Cochran 1977, "Sampling techniques", chapter 5, for the weights of a stratified sample.
    """
    lexicon = next((lexicon for lexicon in scores.lexicons if lexicon.name == frame), None)
    if lexicon is None:
        raise InputError(frame, "this frame was not scored", nearest(frame, [item.name for item in scores.lexicons]))
    documents = sorted(scores.documents, key=lambda scored: scored.document.article.id)
    cells = _cells(documents, lexicon)
    if not cells:
        raise InputError(corpus, "there is no sentence to draw", "give articles with text")
    quotas = _quotas({cell: len(members) for cell, members in cells.items()}, size)
    chosen: dict[tuple[str, int], tuple[_Cell, float]] = {}
    for cell, members in cells.items():
        order = np.random.default_rng([seed, *_digest(cell)]).permutation(len(members))
        for place in sorted(order[: quotas[cell]]):
            chosen[members[place]] = (cell, _weight(cell, cells, quotas))
    return Sample(
        frame=frame,
        corpus=corpus,
        corpus_sha256=scores.corpus_sha256,
        seed=seed,
        lexicon_sha256=lexicon.sha256,
        coding=coding_for(lexicon) if coding is None else coding,
        lines=tuple(line for scored in documents for line in _lines(scored, chosen)),
        strata=tuple(
            Stratum(kind=cell[0], outlet=cell[1], voice=cell[2], sentences=len(members), drawn=quotas[cell])
            for cell, members in cells.items()
        ),
    )


def coding_for(lexicon: Lexicon) -> Coding:
    """Return the questions for a frame: the house's own columns where it has some, else one a frame or facet."""
    house = default_coding()
    judgements = tuple(j for j in house.judgements if j.subject != "voice" and j.subject.frame == lexicon.name)
    if not judgements:
        judgements = tuple(_judgements(lexicon))
    codes = {
        column: house.codes[column] if column in house.codes else _codes(judgements, column)
        for column in dict.fromkeys(judgement.column for judgement in judgements)
    }
    return for_sample(Coding(judgements=judgements, codes=codes, name=lexicon.name))


def for_sample(coding: Coding) -> Coding:
    """Return the coding as it reads a merged sample: articles and weights in columns, empty cells not judged."""
    return Coding(
        judgements=tuple(
            Judgement(subject=j.subject, column=j.column, positive=j.positive, ignored=j.ignored | {""})
            for j in coding.judgements
        ),
        codes={column: tuple(dict.fromkeys((*codes, ""))) for column, codes in coding.codes.items()},
        article="article",
        weight="weight",
        name=coding.name,
    )


_Cell = tuple[Kind, str, Voice]


def _cells(documents: Sequence[ScoredDocument], lexicon: Lexicon) -> dict[_Cell, list[tuple[str, int]]]:
    """Return (article, sentence index) of every sentence by kind, outlet and voice, the cells in a fixed order."""
    near = compile_terms(
        [to_text(relaxed(parse(term.pattern))) for term in lexicon.terms],
        sets=lexicon.sets,
        where=lexicon.origin or lexicon.name,
    )
    found: dict[_Cell, list[tuple[str, int]]] = {}
    for scored in documents:
        article = scored.document.article
        stances: dict[int, set[str]] = {}
        for hit in scored.hits:
            if hit.lexicon == lexicon.name:
                stances.setdefault(hit.sentence, set()).add(hit.stance)
        for sentence in scored.document.sentences:
            said = stances.get(sentence.index, set())
            kind: Kind = "none"
            if said:
                kind = "asserted" if "asserted" in said else "discounted"
            elif near.find(sentence.tokens):
                kind = "near"
            found.setdefault((kind, article.outlet, sentence.voice), []).append((article.id, sentence.index))
    return dict(sorted(found.items(), key=lambda item: (KINDS.index(item[0][0]), item[0][1:])))


def _quotas(sizes: Mapping[_Cell, int], size: int) -> dict[_Cell, int]:
    """Share out the sample: evenly over kinds, then evenly over the cells of a kind, no cell beyond what it holds."""
    kinds = {kind: sum(n for cell, n in sizes.items() if cell[0] == kind) for kind in KINDS}
    of_kind = _even(kinds, size)
    quotas: dict[_Cell, int] = {}
    for kind in KINDS:
        quotas |= _even({cell: n for cell, n in sizes.items() if cell[0] == kind}, of_kind[kind])
    return quotas


def _even(sizes: Mapping[K, int], size: int) -> dict[K, int]:
    """Deal out one by one, in order, to whoever has some left."""
    dealt = dict.fromkeys(sizes, 0)
    left = min(size, sum(sizes.values()))
    while left:
        for key in dealt:
            if left and dealt[key] < sizes[key]:
                dealt[key] += 1
                left -= 1
    return dealt


def _weight(cell: _Cell, cells: Mapping[_Cell, Sequence[tuple[str, int]]], quotas: Mapping[_Cell, int]) -> float:
    """Return how many sentences a line of `cell` stands for.

    Cells of the kind from which nothing was drawn are spread over those from which something was.
    """
    alike = {other: len(members) for other, members in cells.items() if other[0] == cell[0]}
    seen = sum(n for other, n in alike.items() if quotas[other])
    return len(cells[cell]) / quotas[cell] * sum(alike.values()) / seen


def _lines(scored: ScoredDocument, chosen: Mapping[tuple[str, int], tuple[_Cell, float]]) -> list[Line]:
    """Return the drawn sentences of an article with all of their paragraph and of the one before."""
    article = scored.document.article
    drawn = {s.index for s in scored.document.sentences if (article.id, s.index) in chosen}
    wanted = {s.paragraph for s in scored.document.sentences if s.index in drawn}
    wanted |= {paragraph - 1 for paragraph in wanted}
    width = len(str(len(scored.document.sentences)))
    return [
        _line(scored, sentence, chosen.get((article.id, sentence.index)), width=width)
        for sentence in scored.document.sentences
        if sentence.paragraph in wanted
    ]


def _line(scored: ScoredDocument, sentence: Sentence, chosen: tuple[_Cell, float] | None, *, width: int) -> Line:
    article = scored.document.article
    cell, weight = chosen or (("none", article.outlet, sentence.voice), 1.0)
    return Line(
        id=f"{article.id}-{sentence.index + 1:0{width}}",
        article=article.id,
        outlet=article.outlet,
        number=sentence.index + 1,
        paragraph=sentence.paragraph,
        text=" ".join(scored.document.text_of(sentence).split()),
        drawn=chosen is not None,
        kind=cell[0],
        voice=sentence.voice,
        weight=weight,
    )


def _judgements(lexicon: Lexicon) -> list[Judgement]:
    facets: list[str | None] = [None]
    if lexicon.compare_by == "facets":
        facets = [facet.name for facet in lexicon.facets]
    stances: tuple[Stance, ...] = ("asserted", "discounted") if lexicon.stance == "cues" else ("asserted",)
    return [
        Judgement(
            subject=Measure(lexicon.name, facet, stance),
            column=facet or lexicon.name,
            positive=frozenset({"1" if stance == "asserted" else "-1"}),
        )
        for facet in facets
        for stance in stances
    ]


def _codes(judgements: Sequence[Judgement], column: str) -> tuple[str, ...]:
    said = {code for judgement in judgements if judgement.column == column for code in judgement.positive}
    return ("-1", "0", "1") if "-1" in said else ("0", "1")


def _digest(cell: _Cell) -> list[int]:
    return list(hashlib.sha256("\0".join(cell).encode()).digest())

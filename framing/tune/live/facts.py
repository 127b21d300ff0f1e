"""The numbers of one lexicon in one corpus: what its terms and facets do, and where the outlets stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from framing.compare.outlets import choose_unit, estimates
from framing.model import CellKey, Document, Estimate, Lexicon, Measure, ScoredDocument, Scores, Unit
from framing.score.measure import UnitTable, measures, unit_table
from framing.tune.live.bench import Table
from framing.tune.live.index import BoolArray, Index, IntArray
from framing.tune.live.values import FacetFacts, TermFacts

CARRIES = 0.25
"""Share of the frame's asserted hits from which a term is said to carry it. On the seeds the strongest of the terms of
escalation-risk makes a tenth; what rests on one term for a quarter falls with one new sense of its words."""

MOSTLY = 0.8
"""Share of a term's hits from which it is said to be mostly quoted or mostly discounted."""

FEWEST_HITS = 5
"""Hits under which a term is not called mostly anything: a third of the sentences of the seeds are sources', and of
fewer hits four of five are so by chance in more than one term of twenty."""

MOST_COLUMNS = 500
"""Measures with their estimates that are kept for the next edit, for the saved version beside it and for undo."""

Counts = NDArray[np.int64]


class Outlets:
    """The sampling units of a corpus, and the estimates of every outlet from sentences that carry a measure."""

    def __init__(self, documents: Sequence[Document]) -> None:
        bare = Scores(lexicons=(), documents=tuple(ScoredDocument(document=d, hits=()) for d in documents))
        self.unit: Unit = choose_unit(bare)
        self._units = unit_table(bare, (), unit=self.unit)
        self._row_of = _rows(documents, self.unit)
        self._known: dict[tuple[bytes, bytes], tuple[Estimate, ...]] = {}

    @property
    def names(self) -> tuple[str, ...]:
        """The outlets, in order of first appearance."""
        return self._units.outlets

    def estimates(self, table: Table, shown: Sequence[Measure]) -> dict[CellKey, Estimate]:
        """Return the estimates of every outlet for the measures, as `compare` gives them."""
        columns = [self._column(table, measure) for measure in shown]
        return {
            CellKey(outlet, measure): column[place]
            for place, outlet in enumerate(self.names)
            for measure, column in zip(shown, columns, strict=True)
        }

    def _column(self, table: Table, measure: Measure) -> tuple[Estimate, ...]:
        sentences = table.sentence[chosen(table, measure)]
        size = len(self._units.outlet)
        carrying = np.bincount(self._row_of[np.unique(sentences)], minlength=size)
        hits = np.bincount(self._row_of[sentences], minlength=size)
        key = carrying.tobytes(), hits.tobytes()
        if key not in self._known:
            if len(self._known) >= MOST_COLUMNS:
                self._known.clear()
            self._known[key] = self._estimated(measure, carrying, hits)
        return self._known[key]

    def _estimated(self, measure: Measure, carrying: Counts, hits: Counts) -> tuple[Estimate, ...]:
        units = UnitTable(
            unit=self.unit,
            outlets=self._units.outlets,
            measures=(measure,),
            outlet=self._units.outlet,
            articles=self._units.articles,
            sentences=self._units.sentences,
            tokens=self._units.tokens,
            carrying=carrying[:, None],
            hits=hits[:, None],
        )
        return tuple(estimates(units).values())


def shown_measures(lexicon: Lexicon) -> tuple[Measure, ...]:
    """Return what a comparison of the lexicon shows, then each facet asserted where that is not among it."""
    facets = tuple(Measure(lexicon.name, facet.name) for facet in lexicon.facets)
    return tuple(dict.fromkeys((*measures((lexicon,)), *facets)))


def chosen(table: Table, measure: Measure) -> BoolArray:
    """Return which hits belong to a measure of the lexicon, in the measure's stance."""
    stance = table.discounted if measure.stance == "discounted" else ~table.discounted
    if measure.facet is None:
        return stance
    names = [facet.name for facet in table.lexicon.facets]
    wanted: BoolArray = np.array([name == measure.facet for name in names], dtype=np.bool_)[table.facet]
    return stance & wanted


def facet_facts(index: Index, table: Table) -> dict[str, FacetFacts]:
    """Return the facts of every facet, by name, in the order of the lexicon."""
    found: dict[str, FacetFacts] = {}
    for number, facet in enumerate(table.lexicon.facets):
        sentences = np.unique(table.sentence[table.facet == number])
        found[facet.name] = FacetFacts(
            hits=int((table.facet == number).sum()),
            articles=len(np.unique(index.document_of[sentences])),
            sentences=len(sentences),
        )
    return found


def term_facts(index: Index, table: Table, outlet_of: IntArray) -> dict[str, TermFacts]:
    """Return the facts of every term, by id, in the order of the lexicon; `outlet_of` (documents,) numbers outlets."""
    terms = table.lexicon.terms
    size = len(terms)
    document = index.document_of[table.sentence]
    hits = np.bincount(table.term, minlength=size)
    discounted = np.bincount(table.term[table.discounted], minlength=size)
    in_sources = np.bincount(table.term[index.in_source[table.sentence]], minlength=size)
    articles = _different(table.term, document, size)
    outlets = _different(table.term, outlet_of[document], size)
    asserted = hits - discounted
    whole = int(asserted.sum())
    found: dict[str, TermFacts] = {}
    for number, term in enumerate(terms):
        facts = TermFacts(
            hits=int(hits[number]),
            articles=int(articles[number]),
            outlets=int(outlets[number]),
            asserted=int(asserted[number]),
            discounted=int(discounted[number]),
            in_sources=int(in_sources[number]),
            share=int(asserted[number]) / whole if whole else None,
            overlapped=len(table.matches[number].start) - int(hits[number]),
            risk=(),
        )
        risk = tuple(_risks(facts, articles=len(index.documents), outlets=int(outlet_of.max(initial=0)) + 1))
        found[term.id] = replace(facts, risk=risk)
    return found


def _risks(facts: TermFacts, *, articles: int, outlets: int) -> Iterator[str]:
    """Yield short reasons to look at a term again."""
    if not facts.hits:
        yield f"always inside longer terms ({facts.overlapped})" if facts.overlapped else "dead"
        return
    if facts.share is not None and facts.share >= CARRIES:
        yield f"{facts.share:.0%} of the frame".replace("%", " %")
    if facts.hits < FEWEST_HITS:
        return
    if facts.articles == 1 and articles > 1:
        yield "one article only"
    elif facts.outlets == 1 and outlets > 1:
        yield "one outlet only"
    if facts.in_sources >= MOSTLY * facts.hits:
        yield "mostly quoted"
    if facts.discounted >= MOSTLY * facts.hits:
        yield "mostly discounted"


def _different(term: IntArray, of: IntArray, size: int) -> Counts:
    """Return how many different numbers of `of` each term has."""
    pairs = np.unique(np.stack([term, of]), axis=1)
    return np.bincount(pairs[0], minlength=size)


def _rows(documents: Sequence[Document], unit: Unit) -> Counts:
    """Return the row of the unit table that each sentence of the corpus falls in, of shape (sentences,)."""
    sizes = [len(document.sentences) for document in documents]
    begins = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
    rows = np.zeros(int(begins[-1]), dtype=np.int64)
    ordered = sorted(range(len(documents)), key=lambda n: (documents[n].article.outlet, documents[n].article.id))
    row = 0
    for number in ordered:
        paragraphs = [0 if unit == "article" else sentence.paragraph for sentence in documents[number].sentences]
        places = {paragraph: row + place for place, paragraph in enumerate(sorted(set(paragraphs)))}
        rows[begins[number] : begins[number + 1]] = [places[paragraph] for paragraph in paragraphs]
        row += len(places)
    return rows

"""What every brief looks up: its measures by name, its texts by id and outlet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

from framing.model import Corpus, Hit, Lexicon, Measure, ScoredDocument, Scores
from framing.report.figures import Mark
from framing.report.naming import Key, base_title, frame_marks, inline, lower_case_words
from framing.report.numbers import Scale
from framing.report.view import FrameMark


@dataclass(frozen=True, kw_only=True, slots=True)
class Lookup:
    """The names and texts that the parts of a brief look up. Names are printable (no control characters)."""

    scale: Scale
    lexicons: Mapping[str, Lexicon]
    titles: Mapping[Measure, str]
    labels: Mapping[Measure, str]
    inline: Mapping[Measure, str]
    marks: Mapping[str, Mark]
    frame_marks: Mapping[Key, FrameMark]
    documents: Mapping[str, ScoredDocument]
    by_outlet: Mapping[str, tuple[ScoredDocument, ...]]

    def key_of(self, hit: Hit) -> Key:
        """Return what a hit is marked as: its frame, or its facet where facets are compared."""
        lexicon = self.lexicons[hit.lexicon]
        return (hit.lexicon, hit.facet if lexicon.compare_by == "facets" else None)


def look_up(
    scores: Scores, corpus: Corpus, *, measures: Sequence[Measure], scale: Scale, marks: Mapping[str, Mark]
) -> Lookup:
    """Return the names of the measures that were compared, and the texts they were counted in."""
    lexicons = {lexicon.name: lexicon for lexicon in scores.lexicons}
    two_stances = {m.frame for m in measures if m.stance == "discounted"}
    known = lower_case_words(corpus.documents, scores.lexicons)
    bases = {m: base_title(lexicons.get(m.frame), m) for m in measures}
    by_outlet: dict[str, list[ScoredDocument]] = defaultdict(list)
    for scored in scores.documents:
        by_outlet[scored.document.article.outlet].append(scored)
    return Lookup(
        scale=scale,
        lexicons=lexicons,
        titles={m: f"{bases[m]}, {m.stance}" if m.frame in two_stances else bases[m] for m in measures},
        labels={m: m.stance.capitalize() if m.frame in two_stances and m.facet is None else bases[m] for m in measures},
        inline={m: inline(bases[m], known) for m in measures},
        marks=marks,
        frame_marks=frame_marks(bases),
        documents={scored.document.article.id: scored for scored in scores.documents},
        by_outlet={outlet: tuple(found) for outlet, found in by_outlet.items()},
    )


def fields_of(lookup: Lookup) -> dict[str, Any]:
    """Return the values of a lookup by name, for the context of a brief that adds its own to them."""
    return {field.name: getattr(lookup, field.name) for field in fields(Lookup)}

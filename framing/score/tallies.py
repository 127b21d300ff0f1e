"""Count who and what carries a frame: terms and the forms they caught, speakers, and the place in the story."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from framing.model import Measure, ScoredDocument, Scores, Setting, Voice
from framing.score.measure import PUBLISHED, looked_at, selected

FIFTHS = 5


@dataclass(frozen=True, kw_only=True, slots=True)
class TermCount:
    """What one term caught: hits of either stance, articles it stands in, hits by outlet, and forms with their counts.

    `forms` are ordered by count; writings that differ only in case are one form, shown as written most often. A term
    with no hits is dead in this corpus.
    """

    lexicon: str
    facet: str
    term: str
    pattern: str
    label: str
    weight: float
    hits: int
    discounted: int
    articles: int
    outlets: Mapping[str, int]
    forms: tuple[tuple[str, int], ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class SpeakerCount:
    """What one speaker (None: without a name) says: sentences, articles, and the sentences carrying each measure."""

    speaker: str | None
    sentences: int
    articles: int
    outlets: tuple[str, ...]
    carrying: Mapping[Measure, int]


@dataclass(frozen=True, kw_only=True, slots=True)
class Positions:
    """Where in the story a measure falls: sentences and carrying sentences in each fifth of the articles, in order."""

    sentences: tuple[int, ...]
    carrying: tuple[int, ...]

    @property
    def shares(self) -> tuple[float, ...] | None:
        """Share of the carrying sentences that stand in each fifth, summing to 1; None where none carries."""
        whole = sum(self.carrying)
        return tuple(count / whole for count in self.carrying) if whole else None


def term_counts(scores: Scores, *, setting: Setting = PUBLISHED) -> tuple[TermCount, ...]:
    """Return every term of every lexicon, dead ones too, in the order of the lexicons."""
    hits: Counter[tuple[str, str]] = Counter()
    discounted: Counter[tuple[str, str]] = Counter()
    articles: dict[tuple[str, str], set[str]] = {}
    outlets: dict[tuple[str, str], Counter[str]] = {}
    forms: dict[tuple[str, str], Counter[str]] = {}
    for document in scores.documents:
        article = document.document.article
        wanted = {sentence.index for sentence in looked_at(document, setting)}
        for lexicon in scores.lexicons:
            for hit, stance in selected(document, Measure(lexicon.name), setting):
                if hit.sentence not in wanted:
                    continue
                key = (hit.lexicon, hit.term)
                hits[key] += 1
                discounted[key] += stance == "discounted"
                articles.setdefault(key, set()).add(article.id)
                outlets.setdefault(key, Counter())[article.outlet] += 1
                forms.setdefault(key, Counter())[" ".join(article.text[hit.start : hit.end].split())] += 1
    return tuple(
        TermCount(
            lexicon=lexicon.name,
            facet=term.facet,
            term=term.id,
            pattern=term.pattern,
            label=term.label,
            weight=term.weight,
            hits=hits[lexicon.name, term.id],
            discounted=discounted[lexicon.name, term.id],
            articles=len(articles.get((lexicon.name, term.id), ())),
            outlets=dict(outlets.get((lexicon.name, term.id), {})),
            forms=_fold(forms.get((lexicon.name, term.id), Counter())),
        )
        for lexicon in scores.lexicons
        for term in lexicon.terms
    )


def speaker_counts(
    scores: Scores, measures: Sequence[Measure], *, setting: Setting = PUBLISHED
) -> tuple[SpeakerCount, ...]:
    """Return who speaks in the sentences of a source's voice, most sentences first, then by name."""
    voice: Voice = "source"
    sentences: Counter[str | None] = Counter()
    articles: dict[str | None, dict[str, str]] = {}
    carrying: dict[str | None, Counter[Measure]] = {}
    for document in scores.documents:
        article = document.document.article
        marked = {measure: _carrying(document, measure, setting) for measure in measures}
        for sentence in document.document.sentences:
            if sentence.voice != voice:
                continue
            sentences[sentence.speaker] += 1
            articles.setdefault(sentence.speaker, {})[article.id] = article.outlet
            tally = carrying.setdefault(sentence.speaker, Counter())
            tally.update(measure for measure in measures if sentence.index in marked[measure])
    order = sorted(sentences, key=lambda name: (-sentences[name], name is None, name or ""))
    return tuple(
        SpeakerCount(
            speaker=name,
            sentences=sentences[name],
            articles=len(articles[name]),
            outlets=tuple(dict.fromkeys(articles[name].values())),
            carrying={measure: carrying[name][measure] for measure in measures},
        )
        for name in order
    )


def positions(
    scores: Scores, measure: Measure, *, outlet: str | None = None, setting: Setting = PUBLISHED
) -> Positions:
    """Return where in the story `measure` falls, over the articles of `outlet` (None: of all).

    The fifth of a sentence is its place among all the sentences of its article, whatever voice `setting` looks at.
    """
    seen = [0] * FIFTHS
    carrying = [0] * FIFTHS
    for document in scores.documents:
        if outlet is not None and document.document.article.outlet != outlet:
            continue
        marked = _carrying(document, measure, setting)
        length = len(document.document.sentences)
        place = {s.index: number * FIFTHS // length for number, s in enumerate(document.document.sentences)}
        for sentence in looked_at(document, setting):
            seen[place[sentence.index]] += 1
            carrying[place[sentence.index]] += sentence.index in marked
    return Positions(sentences=tuple(seen), carrying=tuple(carrying))


def _carrying(document: ScoredDocument, measure: Measure, setting: Setting) -> set[int]:
    return {hit.sentence for hit, stance in selected(document, measure, setting) if stance == measure.stance}


def _fold(forms: Counter[str]) -> tuple[tuple[str, int], ...]:
    """Return forms that differ only in case as one, under the writing found most often (ties: the lower-case one)."""
    writings: dict[str, Counter[str]] = {}
    for form, count in forms.items():
        writings.setdefault(form.casefold(), Counter())[form] += count
    shown = [(max(w, key=lambda form: (w[form], form)), w.total()) for w in writings.values()]
    return tuple(sorted(shown, key=lambda pair: (-pair[1], pair[0])))

"""The few sentences a baseline may keep: strong and typical ones, by a rule that joining baselines keeps."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256

from framing.model import BaselineQuote, Hit, Lexicon, Measure, ScoredDocument, Sentence
from framing.score.measure import measures

STRONG = 5
TYPICAL = 5
"""Sentences kept of each kind for an outlet and measure: enough to show, too few to read the articles from."""

CHARACTERS = 400
"""Length above which a sentence is not kept: it would be a passage. The longest of the seeds has 344."""

WORDS = 6
"""Words under which a sentence is not kept: a heading or an aside shows nothing."""


def choose_quotes(
    documents: Sequence[ScoredDocument], names: Sequence[str], sides: Sequence[str], lexicons: Sequence[Lexicon]
) -> tuple[BaselineQuote, ...]:
    """Return the sentences to keep; `names` and `sides` are what article and outlet of each document are called."""
    shown = measures(lexicons)
    return bounded(
        quote
        for document, name, side in zip(documents, names, sides, strict=True)
        for quote in _candidates(document, name, side, shown)
    )


def bounded(quotes: Iterable[BaselineQuote]) -> tuple[BaselineQuote, ...]:
    """Return at most STRONG and TYPICAL of the sentences of each outlet and measure, in an order that is theirs alone.

    Strong are those with most hits, the shorter first. Typical is a draw from the others by the hash of their text: as
    fair as chance, the same every time, and what is drawn from two draws is what would be drawn from all. A sentence
    that several articles hold is kept once.
    """
    groups: defaultdict[tuple[str, tuple[str, str, str]], list[BaselineQuote]] = defaultdict(list)
    for quote in quotes:
        groups[quote.outlet, _measure_key(quote.measure)].append(quote)
    kept: list[BaselineQuote] = []
    for key in sorted(groups):
        strong = sorted(_once(groups[key]), key=lambda quote: (-len(quote.hits), len(quote.text), quote.text))
        kept += strong[:STRONG]
        kept += sorted(strong[STRONG:], key=lambda quote: (sha256(quote.text.encode()).digest(), quote.text))[:TYPICAL]
    return tuple(kept)


def _once(quotes: Sequence[BaselineQuote]) -> Iterator[BaselineQuote]:
    """Yield one quote for each text: that of the earliest article, then by title and id."""
    seen: set[str] = set()
    for quote in sorted(quotes, key=_source):
        if quote.text not in seen:
            seen.add(quote.text)
            yield quote


def _source(quote: BaselineQuote) -> tuple[str, str, str]:
    return (quote.published.isoformat() if quote.published else "", quote.title or "", quote.article)


def _measure_key(measure: Measure) -> tuple[str, str, str]:
    return (measure.frame, measure.facet or "", measure.stance)


def _candidates(scored: ScoredDocument, name: str, side: str, shown: Sequence[Measure]) -> Iterator[BaselineQuote]:
    article = scored.document.article
    hits: defaultdict[int, list[Hit]] = defaultdict(list)
    for hit in scored.hits:
        hits[hit.sentence].append(hit)
    for sentence in scored.document.sentences:
        if sentence.index not in hits or not _worth(sentence):
            continue
        for measure in shown:
            own = [hit for hit in hits[sentence.index] if _counts_for(hit, measure)]
            if own:
                yield BaselineQuote(
                    outlet=side,
                    article=name,
                    title=article.title,
                    published=article.published,
                    measure=measure,
                    text=scored.document.text_of(sentence),
                    hits=tuple(sorted({(hit.start - sentence.start, hit.end - sentence.start) for hit in own})),
                )


def _worth(sentence: Sentence) -> bool:
    return len(sentence.tokens) >= WORDS and sentence.end - sentence.start <= CHARACTERS


def _counts_for(hit: Hit, measure: Measure) -> bool:
    return hit.lexicon == measure.frame and measure.facet in (None, hit.facet) and hit.stance == measure.stance

"""Documents to scores: every lexicon matched, every hit judged. Lexicons and cues are compiled once."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from framing.model import CueLists, Document, Hit, Lexicon, ScoredDocument, Scores
from framing.score.match import Matcher
from framing.score.stance import Judge


class Scorer:
    """Lexicons and cue lists ready to look at any number of documents.

    Raises LexiconError for a term that cannot be read or can never match, and for a cue list that is missing.
    """

    def __init__(self, lexicons: Sequence[Lexicon], cues: CueLists) -> None:
        self.lexicons = tuple(lexicons)
        self.cues = cues
        self.matchers = tuple(Matcher(lexicon) for lexicon in lexicons)
        self.judge = Judge(cues)

    def score(self, documents: Sequence[Document], *, done: Callable[[int], None] | None = None) -> Scores:
        """Return the scores of `documents`; `done` is called with the number of documents scored so far."""
        scored = []
        for number, document in enumerate(documents, start=1):
            scored.append(ScoredDocument(document=document, hits=self.hits(document)))
            if done is not None:
                done(number)
        return Scores(lexicons=self.lexicons, documents=tuple(scored))

    def hits(self, document: Document) -> tuple[Hit, ...]:
        """Return the hits of every lexicon in text order, judged where the lexicon asks for cues."""
        found: list[Hit] = []
        for matcher in self.matchers:
            matched = matcher.match(document)
            found += self.judge.judge(document, matched) if matcher.lexicon.stance == "cues" else matched
        return tuple(sorted(found, key=lambda hit: (hit.start, hit.end)))

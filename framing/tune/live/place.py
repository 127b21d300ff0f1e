"""Selected words, and the sentence they stand in."""

from __future__ import annotations

from dataclasses import dataclass

from framing.model import Document, Sentence
from framing.tune.live.index import Index

Span = tuple[int, int]  # words of a sentence, half-open


@dataclass(frozen=True, slots=True)
class Selected:
    """Some words of a sentence: `first` is the place of the sentence's first word in the corpus, `number` its number.

    `words` are the selected words, half-open, counted from the sentence's first.
    """

    document: Document
    sentence: Sentence
    number: int
    first: int
    words: Span

    @classmethod
    def at(cls, index: Index, article: int, start: int, end: int) -> Selected | None:
        """Return the words in `start:end` of a document's text, in the sentence that holds most of it; None for none.

        An empty range selects the word it stands in. Raises IndexError where there is no such document.
        """
        if not 0 <= article < len(index.documents):
            raise IndexError(f"there is no article {article}")
        document = index.documents[article]
        found: list[Selected] = []
        for number, sentence in enumerate(document.sentences, start=int(index.opening[article])):
            if sentence.start > max(start, end) or sentence.end < start:
                continue
            inside = [i for i, t in enumerate(sentence.tokens) if t.start < max(end, start + 1) and t.end > start]
            if inside:
                first = int(index.first[number])
                found.append(cls(document, sentence, number, first, (inside[0], inside[-1] + 1)))
        return max(found, key=lambda selected: selected.words[1] - selected.words[0], default=None)

    def overlaps(self, span: Span) -> bool:
        """Say whether some of the words in `span` of the sentence are selected."""
        return span[0] < self.words[1] and self.words[0] < span[1]

    def chars(self, span: Span) -> Span:
        """Return the place of words of the sentence in the article's text."""
        return self.sentence.tokens[span[0]].start, self.sentence.tokens[span[1] - 1].end

    def text(self, span: Span) -> str:
        """Return words of the sentence as the article writes them, line breaks as spaces."""
        start, end = self.chars(span)
        return " ".join(self.document.article.text[start:end].split())

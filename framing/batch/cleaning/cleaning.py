"""Sources become articles, a batch at a time: what `framing.text.cleaning.clean` makes of each, the same."""

from __future__ import annotations

from collections.abc import Sequence

from framing.batch.cleaning.unchanged import Lines, unchanged
from framing.batch.words.characters import texts_of
from framing.model import Article, Skipped, Source
from framing.text.cleaning import RuleSet, clean
from framing.text.cleaning.article import article_of, has_words
from framing.text.cleaning.page import Line, Page, lowered, much_longer, words_of


class BatchCleaner:
    """Rules ready to clean any number of batches. Texts in which there is nothing to clean are told on arrays."""

    def __init__(self, rules: RuleSet, *, min_words: int) -> None:
        self._rules = rules
        self._min_words = min_words

    def clean(self, sources: Sequence[Source]) -> list[Article | Skipped]:
        """Return the article that each source holds, or why it is left out."""
        texts = [source.text if source.media_type == "text/plain" else "" for source in sources]
        batch = texts_of(texts)
        lines = unchanged(batch)
        starts = batch.starts.tolist()
        found = zip(sources, lines.sure.tolist(), range(len(sources)), strict=True)
        return [
            (self._whole(source, lines, number, starts[number]) if sure else None)
            or clean(source, self._rules, min_words=self._min_words)
            for source, sure, number in found
        ]

    def _whole(self, source: Source, lines: Lines, number: int, start: int) -> Article | None:
        """Return the article of a source of running text, or None where a rule may have something to say."""
        mine = slice(int(lines.first[number]), int(lines.first[number + 1]))
        ends = (lines.end[mine] - start).tolist()
        told = [source.text[first:last] for first, last in zip((lines.start[mine] - start).tolist(), ends, strict=True)]
        title, author = source.metadata.get("title"), source.metadata.get("author")
        # A title that is not known may be a line that asks, and a box about the author begins with the name.
        if title is None and lines.asks[number]:
            return None
        if author is not None and " ".join(author.split()[:2]) in source.text:
            return None
        if title is not None and _is_repeated(title, told, lines.words[mine].tolist()):
            return None
        text = "\n\n".join(told)
        if not has_words(text, self._min_words) or not self._is_without_furniture(source.text, told):
            return None
        return article_of(source, text, None, ())

    def _is_without_furniture(self, text: str, lines: Sequence[str]) -> bool:
        page = Page(text=text, low=lowered(text), lines=())
        left = self._rules.sieve.left(lines, page)
        return not any(rule.matches(_line(lines[index])) for index, rules in left.items() for rule in rules)


def _line(text: str) -> Line:
    return Line(number=0, start=0, end=0, text=text, low=lowered(text))


def _is_repeated(title: str, lines: Sequence[str], words: Sequence[int]) -> bool:
    """Whether one of the lines, all of them sentences, is the title again."""
    known = words_of(title)
    longer = much_longer(known)
    return any(count < longer and _line(line).repeats(known) for line, count in zip(lines, words, strict=True))

"""Sources become articles, a batch at a time: what `framing.text.cleaning.clean` makes of each, the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from framing.batch.cleaning.furniture import doubts_of, furniture_of
from framing.batch.cleaning.unchanged import unchanged
from framing.batch.layout import Texts
from framing.batch.words.characters import texts_of
from framing.model import Article, Skipped, Source
from framing.text.cleaning import RuleSet, clean
from framing.text.cleaning.article import article_of
from framing.text.cleaning.kinds import is_sub_heading
from framing.text.cleaning.page import SAME_TITLE, Line, lowered, words_of

_Place = tuple[int, int]


class _Running(NamedTuple):
    """A text of sentences: where its lines stand, how many words each has, and the lines that a rule may match.

    Of these it is told whether that may be by what is anywhere in them. `asks` is whether a line ends in a question or
    exclamation mark, `parted` whether blank lines stand between all of them; the text has `least` words or more.
    """

    lines: list[_Place]
    words: list[int]
    doubtful: list[tuple[int, int, bool]]
    asks: bool
    parted: bool
    least: int


class BatchCleaner:
    """Rules ready to clean any number of batches. Texts in which there is nothing to clean are told on arrays."""

    def __init__(self, rules: RuleSet, *, min_words: int) -> None:
        self._rules = rules
        self._furniture = furniture_of(rules.sieve.shapes)
        self._small_words = rules.lists.get("small_words", frozenset())
        self._min_words = min_words

    def clean(self, sources: Sequence[Source]) -> list[Article | Skipped]:
        """Return the article that each source holds, or why it is left out."""
        batch = texts_of([source.text if source.media_type == "text/plain" else "" for source in sources])
        return [
            (self._whole(source, running) if running else None) or clean(source, self._rules, min_words=self._min_words)
            for source, running in zip(sources, self._running(batch), strict=True)
        ]

    def _running(self, batch: Texts) -> Iterator[_Running | None]:
        """Yield what is known of each text, None where it is not sure that all of it are sentences."""
        lines = unchanged(batch)
        count = int(lines.first[-1])
        doubts = doubts_of(batch.codes, lines.start[:count], lines.end[:count], self._furniture)
        doubtful = np.flatnonzero(doubts.opening | doubts.anywhere | lines.short[:count])
        shift = np.repeat(batch.starts[:-1], np.diff(lines.first))
        start, end = (places[:count] - shift for places in (lines.start, lines.end))
        places = list(zip(start.tolist(), end.tolist(), strict=True))
        words = lines.words[:count].tolist()
        chosen = list(zip(doubtful.tolist(), doubts.anywhere[doubtful].tolist(), strict=True))
        asks, parted, least = lines.asks.tolist(), lines.parted.tolist(), lines.least.tolist()
        first, before = lines.first.tolist(), np.searchsorted(doubtful, lines.first).tolist()
        for at, sure in enumerate(lines.sure.tolist()):
            mine = slice(first[at], first[at + 1])
            mistrusted = [(*places[line], anywhere) for line, anywhere in chosen[before[at] : before[at + 1]]]
            yield _Running(places[mine], words[mine], mistrusted, asks[at], parted[at], least[at]) if sure else None

    def _whole(self, source: Source, running: _Running) -> Article | None:
        """Return the article of a source of running text, or None where a rule may have something to say."""
        text = source.text
        title, author = source.metadata.get("title"), source.metadata.get("author")
        # A title that is not known may be a line that asks, and a box about the author begins with the name.
        if title is None and running.asks:
            return None
        if author is not None and " ".join(author.split()[:2]) in text:
            return None
        if running.least < max(1, self._min_words) or self._is_furnished(text, running.doubtful):
            return None
        if title is not None and _is_repeated(title, text, running):
            return None
        whole = text if running.parted else "\n\n".join(text[start:end] for start, end in running.lines)
        return article_of(source, whole, None, ())

    def _is_furnished(self, text: str, doubtful: Sequence[tuple[int, int, bool]]) -> bool:
        """Whether a rule matches one of the lines, or one of them is a heading that asks."""
        for start, end, anywhere in doubtful:
            line = _line(text[start:end])
            if line.text[-1] == "?" and is_sub_heading(line, self._small_words):
                return True
            left = self._rules.sieve.left_of(line.text, line.low, anywhere=anywhere)
            if any(rule.matches(line) for rule in left):
                return True
        return False


def _line(text: str) -> Line:
    return Line(number=0, start=0, end=0, text=text, low=lowered(text))


def _is_repeated(title: str, text: str, running: _Running) -> bool:
    """Whether one of the lines, all of them sentences, is the title again."""
    known = words_of(title)
    number = len(known)
    # Words agree as far as they must only where there are about as many.
    alike = [at for at, count in enumerate(running.words) if 2 * min(count, number) >= SAME_TITLE * (count + number)]
    return any(_line(text[start:end]).repeats(known) for start, end in map(running.lines.__getitem__, alike))

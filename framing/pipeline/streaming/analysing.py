"""The texts of a batch become rows: by objects, or by arrays."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple, Protocol

from framing.model import Article, Skipped, Source
from framing.pipeline.counted_rows import encode_counts
from framing.pipeline.encoding import encode
from framing.pipeline.shown_rows import encode_rows
from framing.pipeline.streaming.job import Job
from framing.score.row_table import ShownUnit
from framing.score.rows import nested_counts, rows_by_article
from framing.score.scorer import Scorer
from framing.text.cleaning import clean, words_digest
from framing.text.sentences import segment
from framing.text.voices import attribute


class Written(NamedTuple):
    """What is written of articles.

    `rows` are bytes without a header, `sizes` the size of those of each article, and `words` the digest by which each
    counts once, None where any text counts.
    """

    rows: bytes
    sizes: list[int]
    words: Sequence[bytes] | None


class Analysis(Protocol):
    """What makes rows of articles."""

    def rows(self, kept: Sequence[tuple[Source, Article]]) -> Written:
        """Return the rows of articles and of the sources they were made of."""


def analysis(job: Job) -> Analysis:
    """Return the analysis of a job: on arrays where it is compiled."""
    if not job.compiled:
        return ByObjects(job)
    return Counted(job) if job.part_unit == "article" else Shown(job)


def cleaning(job: Job) -> Callable[[Sequence[Source]], list[Article | Skipped]]:
    """Return what cleans the sources of a batch: on arrays where that is compiled."""
    least = job.reading.min_words
    if not job.compiled:
        return lambda sources: [clean(source, job.rules, min_words=least) for source in sources]
    from framing.batch.cleaning.cleaning import BatchCleaner

    return BatchCleaner(job.rules, min_words=least).clean


class ByObjects:
    """The analysis by objects: for rows of any unit."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self._scorer = Scorer(job.lexicons, job.cues)

    def rows(self, kept: Sequence[tuple[Source, Article]]) -> Written:
        """Return the rows of articles and of the sources they were made of."""
        job = self._job
        documents = [attribute(segment(article, rows=source.rows), job.cues) for source, article in kept]
        scores = self._scorer.score(documents)
        rows, sizes = encode(rows_by_article(scores, job.part_unit), job.part_form, job.part_columns)
        return Written(rows, sizes, [words_digest(article) for _, article in kept] if job.once else None)


class Counted:
    """The analysis on arrays: for rows of articles. The first one of all compiles, which takes a minute or two."""

    def __init__(self, job: Job) -> None:
        from framing.batch.analysis import BatchScorer

        self._job = job
        self._scorer = BatchScorer(job.lexicons, job.cues)

    def rows(self, kept: Sequence[tuple[Source, Article]]) -> Written:
        """Return the rows of articles and of the sources they were made of."""
        job = self._job
        articles = [article for _, article in kept]
        table = self._scorer.count(articles, rows=[source.rows for source, _ in kept], words=job.once)
        rows, sizes = encode_counts(table, job.part_form, job.part_columns)
        return Written(rows, sizes, table.words if job.once else None)


class Shown:
    """The analysis on arrays: for rows of hits or sentences. The first one of all compiles too."""

    def __init__(self, job: Job) -> None:
        from framing.batch.rows import BatchRows

        self._job = job
        self._unit: ShownUnit = "hit" if job.unit == "hit" else "sentence"
        self._nested = nested_counts(job.unit, job.lexicons)
        self._rows = BatchRows(job.lexicons, job.cues)

    def rows(self, kept: Sequence[tuple[Source, Article]]) -> Written:
        """Return the rows of articles and of the sources they were made of."""
        job = self._job
        articles = [article for _, article in kept]
        table = self._rows.table(articles, self._unit, rows=[source.rows for source, _ in kept], words=job.once)
        rows, sizes = encode_rows(table, job.part_form, job.part_columns, self._nested)
        return Written(rows, sizes, table.words if job.once else None)

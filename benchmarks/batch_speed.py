"""How fast batches become rows on one core, without the start: of counts, of hits and of sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from statistics import median

from measuring import seconds
from news import write_news
from tasks import TOKENS

from framing.batch.analysis import BatchScorer as Counter
from framing.model import Article
from framing.pipeline.encoding import Form
from framing.pipeline.streaming.job import Job, Scoring, loaded
from framing.pipeline.streaming.part import BatchScorer
from framing.score.rows import RowUnit
from framing.text.cleaning import clean
from framing.text.reading import Batch, plan, read_batch

UNITS: Sequence[RowUnit] = ("hit", "sentence")
FORMS: Sequence[Form] = ("jsonl", "csv", "parquet")


def measure_batches(folder: Path, mb: float, large: Path) -> Iterator[str]:
    """Yield the speed of whole batches and of their analysis alone on one core, without the start.

    `large` is the lexicon of 6,500 entries.

    Each batch brings new words; a tool that remembers words is faster where it sees a batch again.
    """
    path = folder / "batches.jsonl"
    write_news(path, mb=mb)
    batches = plan([path]).batches
    yield f"Batches on one core, without the start; medians of {len(batches) - 1} batches:\n"
    yield "| lexicons | file to rows, MB/s | analysis alone, MB/s | of a batch seen before, MB/s | for a new word |"
    yield "|---|---|---|---|---|"
    for name, lexicons in (("the three", ()), ("6,500 entries", (large,))):
        job = replace(loaded(Scoring(unit="article", form="parquet", lexicons=lexicons)), compiled=True)
        scorer, analysis = BatchScorer(job), Counter(job.lexicons, job.cues)
        known: set[str] = set()
        rows = []
        for batch in batches:
            articles = cleaned(batch, job)
            words = {word for article in articles for word in TOKENS.findall(article.text)}
            new = len(words - known)
            known |= words
            mb = sum(len(article.text.encode()) for article in articles) / 1e6
            first, again = (seconds(partial(analysis.count, articles)) for _ in range(2))
            whole = seconds(partial(scorer.score, batch))
            rows.append((mb / whole, mb / first, mb / again, (first - again) / max(1, new) * 1e6))
        # The first batch compiles, and reads what is read once.
        whole_speed, speed, once_more, cost = (median(column) for column in zip(*rows[1:], strict=True))
        yield f"| {name} | {whole_speed:.2f} | {speed:.2f} | {once_more:.2f} | {cost:.1f} µs |"
    yield ""


def measure_rows(folder: Path, mb: float) -> Iterator[str]:
    """Yield the speed of rows of hits and sentences on one core, file to rows, without the start."""
    path = folder / "rows.jsonl"
    write_news(path, mb=mb)
    first, *batches = plan([path]).batches
    yield f"Rows of the three lexicons on one core, file to rows; medians of {len(batches)} batches, by objects one:\n"
    yield "| rows of | form | on arrays, MB/s | by objects, MB/s | written for a byte of text |"
    yield "|---|---|---|---|---|"
    for unit, form in ((unit, form) for unit in UNITS for form in FORMS):
        job = loaded(Scoring(unit=unit, form=form))
        arrays, objects = BatchScorer(replace(job, compiled=True)), BatchScorer(job)
        size = [sum(len(article.text.encode()) for article in cleaned(batch, job)) for batch in batches]
        arrays.score(first)
        speed = median(n / 1e6 / seconds(partial(arrays.score, one)) for n, one in zip(size, batches, strict=True))
        slow = size[0] / 1e6 / seconds(partial(objects.score, batches[0]))
        written = len(arrays.score(batches[0]).rows) / size[0]
        yield f"| {unit} | {form} | {speed:.2f} | {slow:.2f} | {written:.1f} |"
    yield ""


def cleaned(batch: Batch, job: Job) -> list[Article]:
    """Return the articles of a batch."""
    sources, _ = read_batch(batch, as_is=False)
    results = (clean(source, job.rules, min_words=job.reading.min_words) for source in sources)
    return [article for article in results if isinstance(article, Article)]

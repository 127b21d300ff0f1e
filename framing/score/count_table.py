"""The counts of many articles as arrays: what rows of articles are made from where there are too many for objects."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from operator import attrgetter
from typing import Any

import numpy as np
from numpy.typing import NDArray

from framing.model import Article, Counts, Measure, Scores
from framing.score.measure import counts
from framing.score.rows import VOICES, row_measures

# The whole numbers of `Counts`, in its order. No row of an article shows the weight.
FIELDS = tuple(field.name for field in fields(Counts) if field.name != "weight")
_whole_numbers = attrgetter(*FIELDS)

# The columns of a row's counts: the index of the voice among VOICES, and the field.
_COUNTED = {
    **{
        name: (0, name)
        for name in ("sentences", "tokens", "asserted", "discounted", "asserted_hits", "discounted_hits")
    },
    **{f"outlet_{name}": (1, name) for name in ("sentences", "asserted", "discounted")},
    **{f"source_{name}": (2, name) for name in ("sentences", "asserted", "discounted")},
}
# The columns of its rates, as `Counts` derives them: how many times which count, over which.
_RATES = {
    "share": (1, "asserted", "sentences"),
    "discounted_share": (1, "discounted", "sentences"),
    "per_1000": (1000, "asserted_hits", "tokens"),
}


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class CountTable:
    """The counts of a articles in m measures, both in the order in which rows are written.

    `ids`, `outlets`, `titles` and `dates` (ISO 8601) have one value an article, `measures` are those of `row_measures`.
    `counts` (a, m, 3, 7) holds the whole numbers of `Counts` as FIELDS names them, over all text, the outlet's own
    sentences and its sources'. `words` are the digests by which texts count once, where they were asked for.
    """

    ids: Sequence[str]
    outlets: Sequence[str]
    titles: Sequence[str | None]
    dates: Sequence[str | None]
    measures: tuple[Measure, ...]
    counts: NDArray[np.int64]
    words: Sequence[bytes] = ()

    @classmethod
    def of(
        cls,
        articles: Sequence[Article],
        measures: tuple[Measure, ...],
        counts: NDArray[np.int64],
        *,
        words: Sequence[bytes] = (),
    ) -> CountTable:
        """Return the table of the counts of these articles."""
        return cls(
            ids=[article.id for article in articles],
            outlets=[article.outlet for article in articles],
            titles=[article.title for article in articles],
            dates=[article.published.isoformat() if article.published else None for article in articles],
            measures=measures,
            counts=counts,
            words=words,
        )

    @property
    def names(self) -> tuple[tuple[str, str, str | None, str | None], ...]:
        """The id, outlet, title and date of each article."""
        return tuple(zip(self.ids, self.outlets, self.titles, self.dates, strict=True))

    def numbers(self) -> dict[str, NDArray[np.int64]]:
        """Return the columns of whole numbers of the rows: each (a * m,), the measures of an article together."""
        return {name: self._column(voice, field) for name, (voice, field) in _COUNTED.items()}

    def rates(self) -> dict[str, NDArray[np.float64]]:
        """Return the columns of rates of the rows: each (a * m,), not a number where the denominator is 0."""
        with np.errstate(divide="ignore", invalid="ignore"):
            return {
                name: times * self._column(0, above) / self._column(0, below)
                for name, (times, above, below) in _RATES.items()
            }

    def _column(self, voice: int, field: str) -> NDArray[np.int64]:
        return self.counts[:, :, voice, FIELDS.index(field)].ravel()


def count_table_of(scores: Scores) -> CountTable:
    """Return the counts of scores that are held as objects."""
    measures = row_measures(scores.lexicons)
    articles = [scored.document.article for scored in scores.documents]
    found = [
        _whole_numbers(counts(scored, measure, setting=setting))
        for scored in scores.documents
        for measure in measures
        for setting in VOICES
    ]
    shape: Any = (len(articles), len(measures), len(VOICES))
    table = np.array(found, dtype=np.int64).reshape(*shape, len(FIELDS))
    return CountTable.of(articles, measures, table)

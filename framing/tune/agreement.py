"""Measure how far coders agree who coded the same rows apart from each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import PurePath
from typing import Final

import numpy as np
from nltk.metrics.agreement import AnnotationTask
from numpy.typing import NDArray

from framing.errors import InputError
from framing.tune.coded import CodedTable
from framing.tune.rates import CONFIDENCE, RESAMPLES, Rate, wilson_limits

_SHOWN: Final = 5

_FloatArray = NDArray[np.float64]


@dataclass(frozen=True, kw_only=True, slots=True)
class Disagreement:
    """One row that coders coded differently: coder -> code ("" where a coder did not code it)."""

    row: str
    text: str
    codes: Mapping[str, str]


@dataclass(frozen=True, kw_only=True, slots=True)
class ColumnAgreement:
    """How far coders agree on one column.

    `alpha` is Krippendorff's for nominal codes, at most 1, with a 95 % interval; all None where nobody's codes vary or
    no row has two codes, for then there is nothing to agree on beyond chance. `percent` is the share of pairs of codes
    within a row that are the same, in [0, 1]. `rows` have at least two codes; `codes` counts every code given in them.
    """

    column: str
    alpha: Rate
    percent: float | None
    rows: int
    codes: Mapping[str, int]
    disagreements: tuple[Disagreement, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Agreement:
    """Coders beside each other, column by column in the order of the coding."""

    coders: tuple[str, ...]
    rows: int
    columns: tuple[ColumnAgreement, ...]
    seed: int


def agree(tables: Sequence[CodedTable], *, seed: int = 0) -> Agreement:
    """Return how far the coders of `tables`, one table each, agree. Empty cells are rows a coder did not code.

    Raises InputError for fewer than two tables, ids or texts that are not the same, and columns that are not.

    Source: Krippendorff 2011, "Computing Krippendorff's alpha-reliability"; the interval draws rows with replacement
    and is never narrower than the Wilson interval of the disagreement seen, so that full agreement on a few rows is not
    certainty.
    """
    if len(tables) < 2:
        place = tables[0].origin if tables else "the coders' tables"
        raise InputError(place, "one coder agrees with everybody", "give the tables of at least two coders")
    _check_same_rows(tables)
    coders = _coders(tables)
    texts = {row.id: row.text for table in reversed(tables) for row in table.rows if row.text}
    columns: list[ColumnAgreement] = []
    for column in tables[0].coding.columns:
        cells = [{row.id: row.codes[column] for row in table.rows} for table in tables]
        by_row = {row.id: [codes[row.id] for codes in cells] for row in tables[0].rows}
        columns.append(_column(column, by_row, coders=coders, texts=texts, seed=seed))
    return Agreement(coders=coders, rows=len(tables[0].rows), columns=tuple(columns), seed=seed)


def alpha(codes: Sequence[Sequence[str]], *, seed: int = 0) -> Rate:
    """Return Krippendorff's nominal alpha of `codes`, one sequence a row with "" for a code not given."""
    told = [[code for code in row if code] for row in codes]
    pairable = [row for row in told if len(row) > 1]
    if len({code for row in pairable for code in row}) < 2:
        return Rate(None, None, None)
    task = AnnotationTask(
        [(coder, row, code) for row, given in enumerate(pairable) for coder, code in enumerate(given)]
    )
    value = float(task.alpha())
    low, high = _limits(pairable, seed=seed)
    return Rate(value, min(low, value), max(high, value))


def disagreement(counts: _FloatArray, times: _FloatArray) -> tuple[_FloatArray, _FloatArray]:
    """Return observed and expected disagreement, whose ratio is 1 - alpha, of many draws of the same rows at once.

    `counts` (rows, codes) says how often each code was given in a row, at least two a row in all; `times` (draws, rows)
    how often each draw holds each row. Both results have the shape (draws,).
    """
    size = counts.sum(axis=1)
    differing = (size**2 - (counts**2).sum(axis=1)) / (size - 1)
    total, of_code = times @ size, times @ counts
    expected = (total**2 - (of_code**2).sum(axis=1)) / (total * (total - 1))
    return (times @ differing) / total, expected


def _limits(rows: Sequence[Sequence[str]], *, seed: int) -> tuple[float, float]:
    """Return the limits of alpha over resampled rows, widened to the Wilson limits of the observed disagreement."""
    n = len(rows)
    kinds = sorted({code for row in rows for code in row})
    counts = np.array([[row.count(code) for code in kinds] for row in rows], dtype=np.float64)
    times = np.random.default_rng(seed).multinomial(n, np.full(n, 1 / n), size=RESAMPLES).astype(np.float64)
    observed, expected = disagreement(counts, times)
    drawn = 1 - observed[expected > 0] / expected[expected > 0]
    low, high = (float(limit) for limit in np.quantile(drawn, [(1 - CONFIDENCE) / 2, (1 + CONFIDENCE) / 2]))
    (seen,), (chance,) = disagreement(counts, np.ones((1, n)))
    least, most = wilson_limits(round(float(seen) * n), n)
    return min(low, 1 - most / float(chance)), max(high, 1 - least / float(chance))


def _column(
    column: str, by_row: Mapping[str, Sequence[str]], *, coders: Sequence[str], texts: Mapping[str, str], seed: int
) -> ColumnAgreement:
    told = {row: [code for code in codes if code] for row, codes in by_row.items()}
    pairs = [a == b for codes in told.values() for a, b in combinations(codes, 2)]
    counts = Counter(code for codes in told.values() if len(codes) > 1 for code in codes)
    return ColumnAgreement(
        column=column,
        alpha=alpha(list(by_row.values()), seed=seed),
        percent=sum(pairs) / len(pairs) if pairs else None,
        rows=sum(len(codes) > 1 for codes in told.values()),
        codes={code: counts[code] for code in sorted(counts)},
        disagreements=tuple(
            Disagreement(row=row, text=texts.get(row, ""), codes=dict(zip(coders, codes, strict=True)))
            for row, codes in by_row.items()
            if len(set(told[row])) > 1
        ),
    )


def _check_same_rows(tables: Sequence[CodedTable]) -> None:
    first = tables[0]
    texts = {row.id: row.text for row in first.rows}
    for table in tables[1:]:
        if table.coding.columns != first.coding.columns:
            raise InputError(table.origin, f"its columns are not those of {first.origin}", "read both with one coding")
        ids = {row.id for row in table.rows}
        for here, other, missing in (
            (table, first, [row.id for row in first.rows if row.id not in ids]),
            (first, table, [row.id for row in table.rows if row.id not in texts]),
        ):
            if missing:
                shown = ", ".join(missing[:_SHOWN]) + (" ..." if len(missing) > _SHOWN else "")
                what = f"{len(missing)} of the rows of {other.origin} are missing: {shown}"
                raise InputError(
                    here.origin, what, "give every coder the same rows, and leave a cell empty if not coded"
                )
        for row in table.rows:
            if row.text and texts[row.id] and row.text.split() != texts[row.id].split():
                where = f"{table.origin}: row {row.number}, column {table.coding.text}"
                raise InputError(where, f"{row.id} has another text in {first.origin}", "code the same sentences")


def _coders(tables: Sequence[CodedTable]) -> tuple[str, ...]:
    """Return a name for each coder: the file's stem where that tells them apart, else the place and its number."""
    stems = [PurePath(table.origin).stem for table in tables]
    if len(set(stems)) == len(stems):
        return tuple(stems)
    return tuple(f"{table.origin} ({number})" for number, table in enumerate(tables, start=1))

"""Bring coders' sheets together: what they agree on, what is to be settled, and the coded table that results."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from framing.errors import InputError
from framing.tune.agreement import Agreement, agree
from framing.tune.coded import CodedTable
from framing.tune.coding import Coding, nearest
from framing.tune.sample import Line, Sample


@dataclass(frozen=True, kw_only=True, slots=True)
class Open:
    """One question of one sentence that nobody has settled: coder -> code, those who gave one."""

    line: Line
    column: str
    codes: Mapping[str, str]


@dataclass(frozen=True, kw_only=True, slots=True)
class Merged:
    """Sheets brought together.

    `codes` maps sentence ids to column -> code, "" where nobody coded it or coders differ and nothing was settled;
    `notes` maps them to coder -> note.
    `agreement` is None for one coder. `settled` counts the answers decided by the settling table, `outvoted` those by
    a majority.
    """

    sample: Sample
    coders: tuple[str, ...]
    codes: Mapping[str, Mapping[str, str]]
    notes: Mapping[str, Mapping[str, str]]
    agreement: Agreement | None
    open: tuple[Open, ...]
    settled: int
    outvoted: int

    @property
    def uncoded(self) -> int:
        """The drawn sentences on which nobody answered any question."""
        opened = {item.line.id for item in self.open}
        return sum(not any(codes.values()) and row not in opened for row, codes in self.codes.items())


def merge(
    sample: Sample,
    sheets: Mapping[str, CodedTable],
    *,
    settling: CodedTable | None = None,
    majority: bool = False,
    seed: int = 0,
) -> Merged:
    """Return the codes that the coders of `sheets` (name -> sheet) gave to the drawn sentences.

    A code that all who coded the sentence gave stands. Where they differ, the code in `settling` stands, else, with
    `majority`, the one that more than half gave, else none: the sentence is listed as open. `settling` overrules only
    where coders differ. Raises InputError for a sheet with sentences that are not of the sample, or lacking some.

    Source: Krippendorff 2018, "Content analysis", chapter 12: agreement is reported from before settling.
    """
    drawn = sample.drawn
    tables = list(sheets.values())
    for table in (*tables, *([settling] if settling is not None else [])):
        _check_ids(table, drawn, whole=table is not settling)
    given = {name: {row.id: row.codes for row in table.rows} for name, table in sheets.items()}
    decided = {} if settling is None else {row.id: row.codes for row in settling.rows}
    codes: dict[str, dict[str, str]] = {}
    unsettled: list[Open] = []
    counts: Counter[str] = Counter()
    for line in drawn:
        codes[line.id] = {}
        for column in sample.coding.columns:
            told = {name: rows[line.id][column] for name, rows in given.items() if rows[line.id][column]}
            code, how = _settle(told, decided.get(line.id, {}).get(column, ""), majority=majority)
            counts[how] += 1
            codes[line.id][column] = code
            if how == "open":
                unsettled.append(Open(line=line, column=column, codes=told))
    return Merged(
        sample=sample,
        coders=tuple(sheets),
        codes=codes,
        notes=_notes(sheets if settling is None else {**sheets, "settling": settling}),
        agreement=agree(tables, seed=seed) if len(tables) > 1 else None,
        open=tuple(unsettled),
        settled=counts["settled"],
        outvoted=counts["majority"],
    )


def sheet_coding(coding: Coding) -> Coding:
    """Return the coding as it reads a coder's sheet, which has ids and codes only."""
    return Coding(judgements=coding.judgements, codes=coding.codes, name=coding.name)


def sheet_rows(sample: Sample) -> list[dict[str, str]]:
    """Return the empty sheet: a drawn sentence a row with what stands before and after it, and a cell a question.

    What the machine thinks is not in it: a coder must not see the answer that is being checked.
    """
    columns = dict.fromkeys(sample.coding.columns, "")
    return [
        {
            "id": line.id,
            "outlet": line.outlet,
            "before": before,
            "text": line.text,
            "after": after,
            **columns,
            "note": "",
        }
        for line, before, after in with_context(sample)
    ]


def table_rows(merged: Merged) -> list[dict[str, str]]:
    """Return the coded table: every line of the sample, those beside the drawn ones without codes.

    The lines between are there because a quotation that began before a sentence decides whose voice it is.
    """
    none = dict.fromkeys(merged.sample.coding.columns, "")
    return [
        {
            "id": line.id,
            "article": line.article,
            "para": str(line.paragraph),
            "weight": f"{line.weight:.6g}",
            **merged.codes.get(line.id, none),
            "note": _said(merged.notes.get(line.id, {}), "; "),
            "text": line.text,
        }
        for line in merged.sample.lines
    ]


def open_rows(merged: Merged) -> list[dict[str, str]]:
    """Return a sheet of the sentences that are open, with what each coder said; fill in the codes to settle them."""
    columns = dict.fromkeys(merged.sample.coding.columns, "")
    rows: dict[str, dict[str, str]] = {}
    for item in merged.open:
        notes = _said(merged.notes.get(item.line.id, {}), "; ")
        row = rows.setdefault(
            item.line.id,
            {"id": item.line.id, "said": "", "notes": notes, **columns, "text": item.line.text, "note": ""},
        )
        row["said"] += f"{'; ' if row['said'] else ''}{item.column}: {_said(item.codes, ', ')}"
    return list(rows.values())


RESERVED: Final = frozenset(
    {"id", "outlet", "before", "after", "text", "note", "notes", "said", "coder", "article", "para", "weight"}
)
"""Columns of the sheets and tables made here, which no question may be named after."""


def with_context(sample: Sample) -> list[tuple[Line, str, str]]:
    """Return each drawn line with the text of the line before and after it in its article, "" where there is none."""
    places = {(line.article, line.number): line.text for line in sample.lines}
    return [
        (line, places.get((line.article, line.number - 1), ""), places.get((line.article, line.number + 1), ""))
        for line in sample.drawn
    ]


def _notes(sheets: Mapping[str, CodedTable]) -> dict[str, dict[str, str]]:
    notes: dict[str, dict[str, str]] = {}
    for name, table in sheets.items():
        for row in table.rows:
            if row.note:
                notes.setdefault(row.id, {})[name] = row.note
    return notes


def _said(by_coder: Mapping[str, str], between: str) -> str:
    return between.join(f"{coder} {told}" for coder, told in by_coder.items())


def _settle(told: Mapping[str, str], decided: str, *, majority: bool) -> tuple[str, str]:
    """Return the code that stands and what decided it."""
    counts = Counter(told.values())
    if len(counts) < 2:
        return next(iter(counts), ""), "agreed"
    if decided:
        return decided, "settled"
    code, votes = counts.most_common(1)[0]
    if majority and 2 * votes > len(told):
        return code, "majority"
    return "", "open"


def _check_ids(table: CodedTable, drawn: Sequence[Line], *, whole: bool) -> None:
    known = [line.id for line in drawn]
    ids = set(known)
    strange = next((row for row in table.rows if row.id not in ids), None)
    if strange is not None:
        where = f"{table.origin}: row {strange.number}, column {table.coding.id}"
        raise InputError(where, f"{strange.id} is no sentence of the sample", nearest(strange.id, known[:1000]))
    missing = sorted(ids - {row.id for row in table.rows}) if whole else []
    if missing:
        shown = ", ".join(missing[:5]) + (" ..." if len(missing) > 5 else "")
        raise InputError(
            table.origin,
            f"{len(missing)} sentences of the sample are missing: {shown}",
            "keep every row of the sheet, and leave a cell empty if not coded",
        )

"""Coders' sheets brought together: what stands, what is open, and the table that results."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from makers import make_lexicon, make_scores

from framing.cli.sheets import spreadsheet
from framing.errors import InputError
from framing.tune.coded import CodedTable, parse_coded
from framing.tune.merge import Merged, merge, open_rows, sheet_coding, sheet_rows, table_rows
from framing.tune.sample import Sample, draw

TEXTS = [
    ("north", "They spoke of war again. It is not war. Bread was cheap.\n\nNobody came. A strike hit the port."),
    ("south", '"War is near," said Petrov. Peace was far. The sun rose. Rain fell on the hills.'),
]


@pytest.fixture(scope="module")
def sample() -> Sample:
    """Draw every sentence of a small corpus."""
    return draw(make_scores(TEXTS, make_lexicon()), frame="risk", size=100)


def sheet(sample: Sample, codes: dict[str, str], *, name: str = "x.csv", notes: str = "") -> CodedTable:
    """Return a sheet with these codes by sentence id; every other cell stays empty."""
    rows = [{**row, "risk": codes.get(row["id"], ""), "note": notes} for row in sheet_rows(sample)]
    text = spreadsheet(rows, Path(name), guard=True)
    return parse_coded(text.encode(), origin=name, coding=sheet_coding(sample.coding), sheet=True)


def ids(sample: Sample) -> list[str]:
    """Return the ids of the drawn sentences."""
    return [line.id for line in sample.drawn]


def merged(sample: Sample, *codes: dict[str, str], majority: bool = False) -> Merged:
    """Merge coders called a, b, c."""
    sheets = {
        name: sheet(sample, given_codes, name=f"{name}.csv") for name, given_codes in zip("abc", codes, strict=False)
    }
    return merge(sample, sheets, majority=majority)


def test_what_all_say_stands_and_what_they_differ_on_is_open(sample: Sample) -> None:
    """Two coders: agreed codes stand, others are open, a code that only one gave stands."""
    first, second, third, *_ = ids(sample)
    result = merged(sample, {first: "1", second: "1"}, {first: "1", second: "-1", third: "0"})
    assert result.codes[first] == {"risk": "1"}
    assert result.codes[second] == {"risk": ""}
    assert result.codes[third] == {"risk": "0"}
    assert [(item.line.id, dict(item.codes)) for item in result.open] == [(second, {"a": "1", "b": "-1"})]
    assert result.uncoded == len(ids(sample)) - 3
    assert result.agreement is not None
    assert result.agreement.columns[0].rows == 2


def test_agreement_is_from_before_settling(sample: Sample) -> None:
    """Settling decides what stands and changes no agreement; it overrules nobody who agreed."""
    first, second, *_ = ids(sample)
    sheets = {"a": sheet(sample, {first: "1", second: "1"}), "b": sheet(sample, {first: "1", second: "0"})}
    before = merge(sample, sheets)
    rows = [{**row, "risk": "0"} for row in open_rows(before)] + [
        {**open_rows(before)[0], "id": first, "risk": "-1"},
    ]
    text = spreadsheet(rows, Path("open.csv"), guard=True)
    settled = parse_coded(text.encode(), origin="open.csv", coding=sheet_coding(sample.coding), sheet=True)
    after = merge(sample, sheets, settling=settled)
    assert after.codes[second] == {"risk": "0"}
    assert after.codes[first] == {"risk": "1"}
    assert (after.settled, after.open) == (1, ())
    assert after.agreement == before.agreement


def test_a_majority_needs_more_than_half(sample: Sample) -> None:
    """Two of three decide, one of two does not."""
    first, second, *_ = ids(sample)
    three = merged(sample, {first: "1"}, {first: "1"}, {first: "0"}, majority=True)
    assert three.codes[first] == {"risk": "1"}
    assert three.outvoted == 1
    two = merged(sample, {second: "1"}, {second: "0"}, majority=True)
    assert [item.line.id for item in two.open] == [second]


def test_one_coder_has_no_agreement(sample: Sample) -> None:
    """A single sheet is a coded table, and says nothing of agreement."""
    result = merged(sample, dict.fromkeys(ids(sample), "0"))
    assert result.agreement is None
    assert result.open == ()
    assert result.uncoded == 0


def test_the_table_reads_back_with_weights_context_and_notes() -> None:
    """The coded table is one `validate` reads: every line in its paragraph, weights, codes and notes as given."""
    few = draw(make_scores(TEXTS, make_lexicon()), frame="risk", size=4)
    result = merge(few, {"a": sheet(few, dict.fromkeys(ids(few), "1"), notes="see page 3")})
    text = spreadsheet(table_rows(result), Path("coded.tsv"))
    table = parse_coded(text.encode(), origin="coded.tsv", coding=few.coding)
    assert [row.id for row in table.rows] == [line.id for line in few.lines]
    assert {row.id: row.weight for row in table.rows if row.codes["risk"]} == pytest.approx(
        {line.id: line.weight for line in few.drawn}, rel=1e-5
    )
    assert {row.paragraph for row in table.rows} == {line.paragraph for line in few.lines}
    assert {row.note for row in table.rows if row.codes["risk"]} == {"a see page 3"}


def test_a_sheet_of_another_sample_is_refused(sample: Sample) -> None:
    """A strange id is answered with the nearest, a missing row with what to do."""
    rows = sheet_rows(sample)
    coding = sheet_coding(sample.coding)
    strange = [{**rows[0], "id": "a0-9"}, *rows[1:]]
    with pytest.raises(InputError, match=r"s.csv: row 2, column id: a0-9 is no sentence of the sample; did you mean"):
        merge(
            sample,
            {"a": parse_coded(spreadsheet(strange, Path("s.csv")).encode(), origin="s.csv", coding=coding, sheet=True)},
        )
    with pytest.raises(InputError, match=r"1 sentences of the sample are missing: .*keep every row"):
        merge(
            sample,
            {
                "a": parse_coded(
                    spreadsheet(rows[1:], Path("s.csv")).encode(), origin="s.csv", coding=coding, sheet=True
                )
            },
        )


CELLS = st.text(
    alphabet=st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")) | st.sampled_from("=+-@,;\"'"), max_size=12
)


@given(st.lists(CELLS, min_size=1, max_size=5))
def test_no_cell_of_a_guarded_table_is_a_formula(cells: list[str]) -> None:
    """Whatever the text, a spreadsheet takes it for text or for a number; without the guard it reads back the same."""
    rows = [{"text": cell} for cell in cells]
    guarded = list(csv.DictReader(io.StringIO(spreadsheet(rows, Path("x.csv"), guard=True).removeprefix("\ufeff"))))
    for row, cell in zip(guarded, cells, strict=False) if all(cells) else ():
        assert row["text"].removeprefix("'") == cell.removeprefix("'")
        if row["text"][:1] in set("=+-@"):
            assert not row["text"][1:].strip("0123456789.,")
    plain = list(csv.reader(io.StringIO(spreadsheet(rows, Path("x.csv")).removeprefix("\ufeff"))))[1:]
    assert [row[0] if row else "" for row in plain] == cells

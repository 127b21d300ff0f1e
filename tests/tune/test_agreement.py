"""Agreement between coders of the same rows."""

from __future__ import annotations

import hashlib

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.errors import InputError
from framing.tune.agreement import agree, alpha, disagreement
from framing.tune.coded import CodedRow, CodedTable
from framing.tune.coding import coding_from_options
from framing.tune.plain import plain_agreement

CODES = st.lists(st.lists(st.sampled_from(["", "0", "1", "2"]), min_size=3, max_size=3), min_size=2, max_size=30)


def columns(*coders: str) -> list[list[str]]:
    """Return rows of codes from one string a coder, a dot where the coder gave none."""
    return [["" if code == "." else code for code in row] for row in zip(*coders, strict=True)]


def sheet(name: str, codes: dict[str, str], *, texts: dict[str, str] | None = None) -> CodedTable:
    """Return one coder's table with one coded column."""
    rows = tuple(
        CodedRow(id=row, article="a", paragraph=0, text=(texts or {}).get(row, ""), codes={"fear": code}, number=n)
        for n, (row, code) in enumerate(codes.items(), start=2)
    )
    coding = coding_from_options(["fear=fear:1"])
    return CodedTable(origin=name, coding=coding, rows=rows, sha256=hashlib.sha256(name.encode()).hexdigest())


@pytest.mark.parametrize(
    ("coders", "published"),
    [
        (("0100000010", "1110010000"), 0.095),
        (("aabbdcccedda", "babbbccceddd"), 0.692),
        (("123321412...", "1233224125.3", ".3332342251.", "12332441251."), 0.743),
    ],
    ids=["binary, two coders", "nominal, two coders", "nominal, four coders, codes missing"],
)
def test_alpha_is_the_published_one(coders: tuple[str, ...], published: float) -> None:
    """The worked examples A, B and C of Krippendorff 2011 come out as printed."""
    assert alpha(columns(*coders)).value == pytest.approx(published, abs=5e-4)


@given(CODES)
@settings(max_examples=50, deadline=None)
def test_alpha_lies_in_its_interval_and_rows_have_no_order(rows: list[list[str]]) -> None:
    """Alpha is at most 1, inside its interval, and the order of rows and coders does not matter to it."""
    found = alpha(rows)
    again = alpha([row[::-1] for row in reversed(rows)])
    if found.value is None:
        assert (found.low, found.high, again.value) == (None, None, None)
    else:
        assert found.low is not None
        assert found.high is not None
        assert found.low <= found.value <= found.high <= 1 + 1e-12
        assert found.value <= 1
        assert again.value == pytest.approx(found.value)


@given(CODES)
@settings(max_examples=50, deadline=None)
def test_draws_are_computed_as_the_library_does(rows: list[list[str]]) -> None:
    """The disagreement behind the interval gives the library's alpha when every row is drawn once."""
    told = [row for row in rows if sum(code != "" for code in row) > 1]
    value = alpha(told).value
    if value is not None:
        counts = np.array([[row.count(code) for code in "012"] for row in told], dtype=np.float64)
        (seen,), (chance,) = disagreement(counts, np.ones((1, len(told))))
        assert 1 - seen / chance == pytest.approx(value)


def test_full_agreement_on_few_rows_is_not_certain() -> None:
    """Eight rows coded alike give alpha 1 with an interval that reaches well below."""
    found = alpha([["0", "0"]] * 4 + [["1", "1"]] * 4)
    assert (found.value, found.high) == (1.0, 1.0)
    assert found.low is not None
    assert 0.2 < found.low < 0.6


@pytest.mark.parametrize("rows", [[["0", "0"]] * 5, [["0", ""], ["", "1"]], []])
def test_alpha_without_variation_is_undefined(rows: list[list[str]]) -> None:
    """Where no codes vary, or no row has two, there is nothing to agree on and no alpha."""
    assert alpha(rows) == (None, None, None)


def test_agree_lists_what_to_settle() -> None:
    """Each column gives alpha, percent agreement, the codes used and the rows that differ, with their text."""
    texts = {"r1": "One.", "r2": "Two.", "r3": "Three."}
    found = agree(
        [
            sheet("x/ann.tsv", {"r1": "1", "r2": "0", "r3": "1", "r4": ""}, texts=texts),
            sheet("x/bob.tsv", {"r1": "1", "r2": "1", "r3": "1", "r4": "0"}),
        ]
    )
    (column,) = found.columns
    assert found.coders == ("ann", "bob")
    assert column.percent == pytest.approx(2 / 3)
    assert column.rows == 3
    assert column.codes == {"0": 1, "1": 5}
    assert [(one.row, one.text, one.codes) for one in column.disagreements] == [
        ("r2", "Two.", {"ann": "0", "bob": "1"})
    ]
    plain = plain_agreement(found)
    assert plain["rows"] == 4
    assert plain == plain_agreement(found)


def test_three_coders_and_files_of_one_name() -> None:
    """With three coders percent agreement is over pairs, and coders whose files share a name are numbered."""
    found = agree(
        [sheet(f"{name}/coded.tsv", {"r1": code, "r2": "0"}) for name, code in [("a", "1"), ("b", "1"), ("c", "0")]]
    )
    assert found.columns[0].percent == pytest.approx(4 / 6)
    assert found.coders == ("a/coded.tsv (1)", "b/coded.tsv (2)", "c/coded.tsv (3)")


def test_rows_must_be_the_same() -> None:
    """Ids that only one coder has, and texts that differ, are errors that name them."""
    ann = sheet("ann.tsv", {"r1": "1", "r2": "0"}, texts={"r1": "One."})
    with pytest.raises(InputError, match=r"bob.tsv: 1 of the rows of ann.tsv are missing: r2"):
        agree([ann, sheet("bob.tsv", {"r1": "1"})])
    with pytest.raises(InputError, match=r"ann.tsv: 6 of the rows of bob.tsv are missing: x0, x1, x2, x3, x4 \.\.\."):
        agree([ann, sheet("bob.tsv", {"r1": "1", "r2": "0"} | {f"x{n}": "1" for n in range(6)})])
    with pytest.raises(InputError, match=r"row 2, column text: r1 has another text in ann.tsv"):
        agree([ann, sheet("bob.tsv", {"r1": "1", "r2": "0"}, texts={"r1": "Once."})])


def test_one_coder_is_not_enough() -> None:
    """Agreement needs two coders who answered the same questions."""
    ann = sheet("ann.tsv", {"r1": "1"})
    with pytest.raises(InputError, match="at least two"):
        agree([ann])
    other = CodedTable(origin="bob.tsv", coding=coding_from_options(["hope=hope:1"]), rows=(), sha256="")
    with pytest.raises(InputError, match="not those of"):
        agree([ann, other])

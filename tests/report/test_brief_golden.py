"""One golden file for each part of the brief. UPDATE_GOLDEN=1 writes them anew; the diff is the review."""

from __future__ import annotations

from pathlib import Path

import pytest
from report_fixtures import make_analysis
from report_outline import assert_golden, outline

from framing.report.build import build
from framing.report.view import ReportData

GOLDEN = Path(__file__).parent.parent / "golden" / "report"
PARTS = ("cover", "beside", "corpus", "profiles", "stories", "sources", "method", "appendix", "reproduce")


@pytest.fixture(scope="module")
def report() -> ReportData:
    return build(make_analysis())


@pytest.mark.parametrize("part", PARTS)
def test_each_part_says_what_its_golden_file_says(report: ReportData, part: str) -> None:
    """Each part of the made-up brief reads as it was last reviewed."""
    assert_golden(GOLDEN / f"{part}.txt", outline(getattr(report, part)))


def test_no_part_is_without_a_golden_file() -> None:
    """Every golden file belongs to a part and every part has one."""
    assert {path.stem for path in GOLDEN.glob("*.txt")} == set(PARTS)

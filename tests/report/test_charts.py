"""Charts as SVG: words escaped, marks of every shape, words above lines above areas, and no plotting library behind."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from framing.report.charts.canvas import SHAPES, Sheet, fit, measure, save
from framing.report.figures import Mark, Shape

SVG = "{http://www.w3.org/2000/svg}"


def drawn(paper: Sheet, title: str = "A chart") -> Any:
    """Return the sheet as it is read back from its SVG."""
    return etree.fromstring(save(paper, title=title))


def kinds(root: Any) -> list[str]:
    return [element.tag.removeprefix(SVG) for element in root]


def test_words_and_title_are_kept_whatever_signs_they_hold() -> None:
    """A text is data: signs of the markup in it are shown, not obeyed."""
    paper = Sheet(width=100, height=20)
    paper.text(1, 2, '<b> & "Łódź"')
    root = drawn(paper, title="5 < 6 & so on")
    assert [root[0].text, root[1].text] == ["5 < 6 & so on", '<b> & "Łódź"']


@pytest.mark.parametrize("shape", list(SHAPES))
def test_each_shape_is_drawn_centred_on_its_place(shape: Shape) -> None:
    """A mark stands where it is put, as wide as its shape says, in the outlet's colour."""
    paper = Sheet(width=100, height=20)
    paper.mark(50, 10, Mark(outlet="A", colour="#0072B2", shape=shape))
    mark = drawn(paper)[1]
    _, filled, width = SHAPES[shape]
    if mark.tag == f"{SVG}circle":
        assert [mark.get("cx"), mark.get("cy"), float(mark.get("r", 0))] == ["50", "10", width / 2]
    else:
        corners = [tuple(map(float, corner.split(","))) for corner in mark.get("points", "").split()]
        for side, middle in ((0, 50.0), (1, 10.0)):
            places = [corner[side] for corner in corners]
            assert (min(places) + max(places)) / 2 == pytest.approx(middle, abs=1e-5)
    assert mark.get("fill" if filled else "stroke") == "#0072B2"


def test_words_lie_above_lines_and_lines_above_areas() -> None:
    """Nothing that is read is painted over, in whatever order it was drawn."""
    paper = Sheet(width=100, height=20)
    paper.text(1, 2, "word")
    paper.line((0, 1), (100, 1))
    paper.box(0, 0, (10, 10), colour="#ffffff")
    assert kinds(drawn(paper)) == ["title", "rect", "path", "text"]


def test_nothing_is_drawn_of_what_has_no_size() -> None:
    """An empty text, a box without width and no points at all leave no element."""
    paper = Sheet(width=100, height=20)
    paper.text(1, 2, "")
    paper.box(0, 0, (0, 10), colour="#ffffff")
    paper.points([], [], colour="#ffffff", size=2)
    paper.ticks([], 1, height=2, colour="#ffffff")
    assert kinds(drawn(paper)) == ["title"]


def test_thousands_of_points_are_one_element() -> None:
    """A crowd is one path, so that a large corpus prints as fast as a small one."""
    paper = Sheet(width=100, height=20)
    paper.points([float(x) for x in range(3000)], [1.0] * 3000, colour="#9a9ea6", size=2.6)
    path = drawn(paper)[1]
    assert (path.get("d", "").count("M"), path.get("stroke-linecap")) == (3000, "round")


def test_a_dashed_line_scales_its_dashes_with_its_width() -> None:
    """A thin dashed line looks like a thick one seen from afar."""
    paper = Sheet(width=100, height=20)
    paper.line((0, 1), (100, 1), width=0.5, dash=True)
    assert drawn(paper)[1].get("stroke-dasharray") == "1.1,0.8"


@given(st.text(st.characters(categories=("L", "N", "P", "Zs")), max_size=40), st.floats(10, 200))
def test_fitted_words_are_no_wider_than_asked(words: str, width: float) -> None:
    """A label never runs into its neighbour: it fits, or one letter and an ellipsis are left."""
    fitted = fit(words, width)
    assert measure(fitted) <= width or len(fitted) <= 2


def test_letters_the_house_fonts_lack_have_a_width_too() -> None:
    """A name in another script is cut where it would not fit, as any other."""
    assert measure("東京新聞") > measure("東京") > 0


def test_charts_load_no_plotting_library() -> None:
    """Widths are all that is asked of matplotlib: its figures and its search for fonts would slow every first brief."""
    code = (
        "import sys, framing.report.charts as c; from framing.report.charts.canvas import measure; measure('a');"
        "print([m for m in ('matplotlib.figure', 'matplotlib.font_manager') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"

"""A sheet measured in points, drawn by matplotlib and saved as SVG whose text stays text."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import escape
from pathlib import Path as File
from typing import Any, Literal

import matplotlib as mpl
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, get_font
from matplotlib.lines import Line2D
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path

from framing.report.figures import Mark

FONTS = File(__file__).parent.parent / "fonts"
FAMILY = "Source Sans 3"
INK, GREY, MID, RULE, SHADE, ACCENT = "#1f2328", "#5b5f66", "#9a9ea6", "#d9dbe0", "#faf5ef", "#8b1a1a"
SMALL, TEXT = 6.6, 7.8  # points: notes and labels inside a chart
SHAPES: dict[str, tuple[str, bool, float]] = {
    "circle": ("o", True, 5.0),
    "square": ("s", True, 4.6),
    "diamond": ("D", True, 4.4),
    "ring": ("o", False, 4.6),
    "triangle": ("^", True, 5.2),
    "wedge": ("v", False, 5.0),
    "cross": ("X", True, 5.2),
    "box": ("s", False, 4.4),
}
SETTINGS: Any = {
    "svg.fonttype": "none",
    "text.parse_math": False,
    "path.simplify": False,
    "axes.unicode_minus": True,
    "font.family": ["sans-serif"],
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Sheet:
    """A drawing of `width` x `height` points; x runs right and y runs down from the upper left corner."""

    width: float
    height: float
    figure: Any = field(default=None)
    axes: Any = field(default=None)

    def text(
        self,
        x: float,
        y: float,
        words: str,
        *,
        size: float = TEXT,
        colour: str = INK,
        bold: bool = False,
        anchor: Literal["left", "center", "right"] = "left",
    ) -> None:
        """Write words on the baseline `y`."""
        if words:
            font = _font(size, bold=bold)
            self.axes.text(x, y, words, fontproperties=font, color=colour, ha=anchor, va="baseline", parse_math=False)

    def line(
        self,
        start: tuple[float, float],
        end: tuple[float, float],
        *,
        colour: str = RULE,
        width: float = 0.5,
        dash: bool = False,
    ) -> None:
        """Draw a straight line."""
        style: Any = (0, (2.2, 1.6)) if dash else "-"
        self.axes.add_line(
            Line2D(
                [start[0], end[0]],
                [start[1], end[1]],
                color=colour,
                linewidth=width,
                linestyle=style,
                solid_capstyle="butt",
            )
        )

    def box(self, x: float, y: float, size: tuple[float, float], *, colour: str, edge: str | None = None) -> None:
        """Draw a filled rectangle with its upper left corner at (x, y)."""
        if size[0] > 0 and size[1] > 0:
            self.axes.add_patch(
                Rectangle(
                    (x, y), size[0], size[1], facecolor=colour, edgecolor=edge or "none", linewidth=0.6 if edge else 0
                )
            )

    def mark(self, x: float, y: float, mark: Mark, *, scale: float = 1.0) -> None:
        """Draw an outlet's mark centred on (x, y)."""
        shape, filled, size = SHAPES[mark.shape]
        self.axes.plot(
            [x],
            [y],
            marker=shape,
            markersize=size * scale,
            color=mark.colour,
            markerfacecolor=mark.colour if filled else "white",
            markeredgewidth=1.0 if not filled else 0.0,
            linestyle="none",
            clip_on=False,
        )

    def ticks(self, xs: Sequence[float], y: float, *, height: float, colour: str) -> None:
        """Draw short vertical ticks around `y`, all in one path."""
        if xs:
            ends = [(x, y + shift * height / 2) for x in xs for shift in (-1, 1)]
            path = Path(ends, [Path.MOVETO, Path.LINETO] * len(xs))
            self.axes.add_patch(PathPatch(path, facecolor="none", edgecolor=colour, linewidth=0.9, capstyle="butt"))

    def points(self, xs: Sequence[float], ys: Sequence[float], *, colour: str, size: float) -> None:
        """Draw plain dots as one path: round-capped strokes of no length, so that thousands stay one element."""
        if not xs:
            return
        # A stroke of no length at all is dropped by some renderers; a hundredth of a point is not seen.
        ends = [(x + shift, y) for x, y in zip(xs, ys, strict=True) for shift in (0.0, 0.01)]
        path = Path(ends, [Path.MOVETO, Path.LINETO] * len(xs))
        dots = PathPatch(path, facecolor="none", edgecolor=colour, linewidth=size, capstyle="round")
        self.axes.add_patch(dots)


@contextmanager
def sheet(width: float, height: float) -> Iterator[Sheet]:
    """Open a sheet under the house settings; matplotlib's own defaults are not touched outside."""
    with mpl.rc_context(SETTINGS), warnings.catch_warnings():
        # A name in a script the house fonts lack is drawn by the reader's fallback font; only its width is a
        # guess here.
        warnings.filterwarnings("ignore", message="Glyph .* missing from")
        figure = Figure(figsize=(width / 72, height / 72), dpi=72)
        FigureCanvasSVG(figure)
        axes = figure.add_axes((0, 0, 1, 1))
        axes.set_axis_off()
        axes.set_xlim(0, width)
        axes.set_ylim(height, 0)
        figure.patch.set_visible(False)
        yield Sheet(width=width, height=height, figure=figure, axes=axes)


def save(drawn: Sheet, *, title: str, key: str) -> str:
    """Return the sheet as an SVG element with a title; ids are unique to `key`, and there is no date in it."""
    buffer = io.StringIO()
    with mpl.rc_context({**SETTINGS, "svg.hashsalt": f"framing-{key}"}):
        drawn.figure.canvas.print_svg(buffer, metadata={"Date": None, "Creator": None, "Format": None, "Type": None})
    svg = buffer.getvalue()
    svg = svg[svg.index("<svg") :]
    svg = re.sub(r"<metadata>.*?</metadata>", "", svg, flags=re.DOTALL)
    svg = re.sub(r' id="[a-zA-Z0-9]+_\d+"', "", svg)
    svg = re.sub(r' xmlns:xlink="[^"]*"', "", svg, count=1).replace(
        "<svg",
        '<svg xmlns:xlink="http://www.w3.org/1999/xlink" role="img" stroke-linejoin="round" stroke-linecap="butt"',
        1,
    )
    svg = re.sub(
        r"<defs>\s*<style[^>]*>.*?</style>\s*</defs>", "", svg, flags=re.DOTALL
    )  # "*" would style the whole page
    svg = re.sub(r' style="([^"]*)"', _attributes, svg)
    head, rest = svg.split(">", 1)
    svg = f"{head}>\n<title>{escape(title, quote=False)}</title>{rest}"
    return re.sub(r"\n\s*\n+", "\n", svg).strip()


def _attributes(found: re.Match[str]) -> str:
    """Return a style attribute as presentation attributes.

    WeasyPrint reports each SVG property in a style as unknown.
    """
    pairs = (declaration.split(":", 1) for declaration in found[1].split(";") if ":" in declaration)
    return "".join(f' {name.strip()}="{value.strip()}"' for name, value in pairs)


def measure(words: str, *, size: float = TEXT, bold: bool = False) -> float:
    """Return the width of words in points."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph .* missing from")
        font = get_font(str(FONTS / _file(bold=bold)))
        font.set_size(size, 72)
        font.set_text(words, 0.0)
        width: float = font.get_width_height()[0] / 64
    return width


def wrap(words: str, width: float, *, size: float = TEXT, bold: bool = False, lines: int = 2) -> list[str]:
    """Return words broken into at most `lines` lines that fit `width` points; what does not fit ends in an ellipsis."""
    found: list[str] = []
    rest = words.split()
    while rest and len(found) < lines:
        line = rest.pop(0)
        while rest and measure(f"{line} {rest[0]}", size=size, bold=bold) <= width:
            line = f"{line} {rest.pop(0)}"
        if len(found) == lines - 1 and rest:
            line = f"{line} {rest[0]}"
        found.append(fit(line, width, size=size, bold=bold))
    return found or [""]


def fit(words: str, width: float, *, size: float = TEXT, bold: bool = False) -> str:
    """Return words cut with an ellipsis where they are wider than `width` points."""
    if measure(words, size=size, bold=bold) <= width:
        return words
    while len(words) > 1 and measure(f"{words}…", size=size, bold=bold) > width:
        words = words[:-1]
    return f"{words.rstrip()}…"


def scale_ticks(top: float, *, limit: float | None = None) -> list[float]:
    """Return round ticks from 0 to at least `top` (never beyond `limit`), four to seven of them."""
    top = max(top, 1e-9)
    power = 10.0 ** len(str(int(top))) / 100 if top >= 1 else 0.1
    step = next((m * power * 10**k for k in range(6) for m in (1, 2, 2.5, 5) if top / (m * power * 10**k) <= 6), top)
    ticks = [0.0]
    while ticks[-1] < top - 1e-9 and (limit is None or ticks[-1] + step <= limit + 1e-9):
        ticks.append(round(ticks[-1] + step, 6))
    return ticks


def tick_label(value: float) -> str:
    """Return a tick's number with a true minus sign and no idle decimals."""
    return f"{value:g}".replace("-", "−")


def _font(size: float, *, bold: bool) -> FontProperties:
    return FontProperties(
        family=[FAMILY, "sans-serif"], weight=600 if bold else 400, size=size, fname=str(FONTS / _file(bold=bold))
    )


def _file(*, bold: bool) -> str:
    return "SourceSans3-Semibold.ttf" if bold else "SourceSans3-Regular.ttf"

"""A sheet measured in points, written as SVG whose text stays text.

A chart here is straight lines, boxes, marks and words at given places, and they are written as they stand. To have a
plotting library place them took a tenth of the time of a brief, and its three elements for each of ours another one in
the PDF. Only the widths of words come from it.
"""

from __future__ import annotations

import threading
import warnings
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from html import escape
from pathlib import Path as File
from typing import Literal

from matplotlib.ft2font import FT2Font

from framing.report.figures import Mark, Shape

FONTS = File(__file__).parent.parent / "fonts"
FAMILY = "'Source Sans 3', 'DejaVu Sans', sans-serif"
INK, GREY, MID, RULE, SHADE, ACCENT = "#1f2328", "#5b5f66", "#9a9ea6", "#d9dbe0", "#faf5ef", "#8b1a1a"
SMALL, TEXT = 6.6, 7.8  # points: notes and labels inside a chart
DASH, GAP = 2.2, 1.6  # of the width of a dashed line
FOREIGN = 1.17  # em: how wide a letter is taken to be that the house fonts lack; the reader's own font draws it
ANCHORS = {"left": "", "center": "middle", "right": "end"}
CORNERS = {
    "square": ((-1, 1), (1, 1), (1, -1), (-1, -1)),
    "diamond": ((0, 2**0.5), (2**0.5, 0), (0, -(2**0.5)), (-(2**0.5), 0)),
    "triangle": ((0, -1), (-1, 1), (1, 1)),
    "wedge": ((0, 1), (1, -1), (-1, -1)),
    "cross": tuple(
        (x / 2, y / 2)
        for x, y in (
            *((-1, 2), (0, 1), (1, 2), (2, 1), (1, 0), (2, -1)),
            *((1, -2), (0, -1), (-1, -2), (-2, -1), (-1, 0), (-2, 1)),
        )
    ),
}
"""Corners of a mark of radius 1, y downwards."""
SHAPES: dict[Shape, tuple[str, bool, float]] = {
    "circle": ("circle", True, 5.0),
    "square": ("square", True, 4.6),
    "diamond": ("diamond", True, 4.4),
    "ring": ("circle", False, 4.6),
    "triangle": ("triangle", True, 5.2),
    "wedge": ("wedge", False, 5.0),
    "cross": ("cross", True, 5.2),
    "box": ("square", False, 4.4),
}
"""How each shape of a mark is drawn: its form, whether it is filled, and its width in points."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Sheet:
    """A drawing of `width` x `height` points; x runs right and y runs down from the upper left corner.

    Whatever the order it is drawn in, areas and dots lie below lines and marks, and these below words.
    """

    width: float
    height: float
    areas: list[str] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)

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
            place = _attributes(x=x, y=y, fill=colour, font_size=f"{_number(size)}px")
            style = _attributes(font_weight="600" if bold else "", text_anchor=ANCHORS[anchor])
            self.words.append(f"<text{place}{style}>{escape(words, quote=False)}</text>")

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
        dashes = f"{_number(DASH * width)},{_number(GAP * width)}" if dash else ""
        self.lines.append(_path((start, end), stroke=colour, stroke_width=width, stroke_dasharray=dashes))

    def box(self, x: float, y: float, size: tuple[float, float], *, colour: str, edge: str | None = None) -> None:
        """Draw a filled rectangle with its upper left corner at (x, y)."""
        if size[0] > 0 and size[1] > 0:
            place = _attributes(x=x, y=y, width=size[0], height=size[1], fill=colour)
            style = _attributes(stroke=edge, stroke_width=0.6, stroke_linejoin="miter") if edge else ""
            self.areas.append(f"<rect{place}{style}/>")

    def mark(self, x: float, y: float, mark: Mark, *, scale: float = 1.0) -> None:
        """Draw an outlet's mark centred on (x, y)."""
        form, filled, width = SHAPES[mark.shape]
        radius = width * scale / 2
        style = _attributes(fill=mark.colour if filled else "#ffffff", stroke="" if filled else mark.colour)
        if form == "circle":
            self.lines.append(f"<circle{_attributes(cx=x, cy=y, r=radius)}{style}/>")
            return
        corners = " ".join(
            f"{_number(x + radius * right)},{_number(y + radius * down)}" for right, down in CORNERS[form]
        )
        join = "" if filled else _attributes(stroke_linejoin="miter")
        self.lines.append(f'<polygon points="{corners}"{style}{join}/>')

    def ticks(self, xs: Sequence[float], y: float, *, height: float, colour: str) -> None:
        """Draw short vertical ticks around `y`, all in one path."""
        if xs:
            ends = [(x, y + shift * height / 2) for x in xs for shift in (-1, 1)]
            self.areas.append(_path(ends, stroke=colour, stroke_width=0.9))

    def points(self, xs: Sequence[float], ys: Sequence[float], *, colour: str, size: float) -> None:
        """Draw plain dots as one path: round-capped strokes of no length, so that thousands stay one element."""
        if not xs:
            return
        # A stroke of no length at all is dropped by some renderers; a hundredth of a point is not seen.
        ends = [(x + shift, y) for x, y in zip(xs, ys, strict=True) for shift in (0.0, 0.01)]
        self.areas.append(_path(ends, stroke=colour, stroke_width=size, stroke_linecap="round"))


def save(drawn: Sheet, *, title: str) -> str:
    """Return the sheet as an SVG element with a title."""
    width, height = _number(drawn.width), _number(drawn.height)
    box = f'width="{width}pt" height="{height}pt" viewBox="0 0 {width} {height}"'
    parts = "\n".join([*drawn.areas, *drawn.lines, *drawn.words])
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" stroke-linejoin="round" font-family="{FAMILY}" {box}>\n'
        f"<title>{escape(title, quote=False)}</title>\n{parts}\n</svg>"
    )


def _path(ends: Iterable[tuple[float, float]], **style: str | float) -> str:
    """Return one element of straight strokes, each from one end to the next, pair by pair."""
    moves = " ".join(f"{'L' if i % 2 else 'M'} {_number(x)} {_number(y)}" for i, (x, y) in enumerate(ends))
    return f'<path d="{moves}" fill="none"{_attributes(**style)}/>'


def _attributes(**values: str | float) -> str:
    """Return the attributes that say something; a hyphen is written as an underscore."""
    texts = {name: value if isinstance(value, str) else _number(value) for name, value in values.items()}
    return "".join(f' {name.replace("_", "-")}="{text}"' for name, text in texts.items() if text)


def _number(value: float) -> str:
    """Return a number to a millionth of a point, without idle zeros."""
    return f"{value:f}".rstrip("0").rstrip(".")


def measure(words: str, *, size: float = TEXT, bold: bool = False) -> float:
    """Return the width of words in points."""
    font = _font(threading.get_ident(), bold=bold)
    font.set_size(size, 72)
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph .* missing from")
        font.set_text(words, 0.0)
    foreign = sum(not font.get_char_index(ord(char)) for char in words)
    return float(font.get_width_height()[0]) / 64 + foreign * round(FOREIGN * size)


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


@cache
def _font(_: int, *, bold: bool) -> FT2Font:
    """Return a house font, one for each thread: it keeps the words that it measures."""
    return FT2Font(str(FONTS / ("SourceSans3-Semibold.ttf" if bold else "SourceSans3-Regular.ttf")))

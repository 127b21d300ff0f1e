"""A concordance in a terminal: hits one below the other, contexts cut to the width, cells counted as they are drawn."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from statistics import median
from typing import TextIO

from rich.cells import cell_len, set_cell_size, split_graphemes
from rich.console import Console
from rich.text import Text

from framing.cli.show import PIPE_WIDTH
from framing.report.numbers import printable
from framing.tune.kwic import QUERY, KwicLine

NARROWEST = 40  # cells under which nothing can be aligned; a smaller terminal wraps
OUTLET = 22  # cells at most for the outlet's name
GAP = 2
CUT = "…"
# Colour and shape: what is discounted is also underlined, what a source says also stands in italics.
STYLES = {"asserted": "bold red", "discounted": "bold blue underline"}


def print_concordance(lines: Sequence[KwicLine], *, stream: TextIO | None = None) -> None:
    """Print two lines a hit: outlet and context, and below where and how it is said."""
    target = sys.stdout if stream is None else stream
    console = Console(file=target, highlight=False)
    # A line cut to the width of a pipe would lose text: only a terminal has a width to keep to.
    width = max(NARROWEST, console.width) if target.isatty() else PIPE_WIDTH
    console = Console(file=target, highlight=False, width=width)
    if not lines:
        return
    outlet = min(OUTLET, max(cell_len(printable(line.outlet)) for line in lines))
    left = _left_width(lines, width - outlet - GAP)
    margin = outlet + GAP
    for line in lines:
        name = _fitted(printable(line.outlet), outlet)
        style = STYLES[line.stance] + (" italic" if line.voice == "source" else "")
        before = _fitted_left(_plain(line.left), left)
        hit = _cut(printable(line.hit), max(1, width - margin - left))
        after = _cut(_plain(line.right), width - margin - left - cell_len(hit))
        console.print(Text.assemble((name, "dim"), " " * GAP, before, (hit, style), after), no_wrap=True, crop=False)
        below = _cut(_details(line), width - margin - GAP)
        console.print(Text.assemble(" " * margin, ("└ ", "dim"), (below, "dim")), no_wrap=True, crop=False)


def _details(line: KwicLine) -> str:
    stance = line.stance if line.cue is None else f"{line.stance} by “{printable(line.cue)}”"
    voice = line.voice + (f": {printable(line.speaker)}" if line.speaker else "")
    day = [line.published.isoformat()] if line.published else []
    facet = [line.facet] if line.frame != QUERY else []
    return " · ".join([*day, *facet, stance, voice])


def _left_width(lines: Sequence[KwicLine], room: int) -> int:
    """Return the cells of the left context: half of what a usual hit leaves, less where no line needs it."""
    usual = int(median(cell_len(line.hit) for line in lines))
    needed = max(cell_len(_plain(line.left)) for line in lines)
    return max(0, min(needed, (room - usual) // 2))


def _plain(text: str) -> str:
    """Return context that a terminal may be sent, with the space that parts it from the hit."""
    shown = printable(text)
    return f"{' ' if text[:1].isspace() else ''}{shown}{' ' if shown and text[-1:].isspace() else ''}"


def _fitted(text: str, cells: int) -> str:
    return set_cell_size(_cut(text, cells), cells)


def _fitted_left(text: str, cells: int) -> str:
    """Return the end of the text, cut and filled on the left to exactly `cells`."""
    if cell_len(text) > cells:
        spans, _ = split_graphemes(text)
        kept, used = len(text), cell_len(CUT)
        for start, _, size in reversed(spans):
            if used + size > cells:
                break
            kept, used = start, used + size
        text = CUT + text[kept:] if cells else ""
    return " " * (cells - cell_len(text)) + text


def _cut(text: str, cells: int) -> str:
    if cell_len(text) <= cells:
        return text
    return set_cell_size(text, cells - 1).rstrip() + CUT if cells > 0 else ""

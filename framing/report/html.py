"""ReportData -> one HTML page that opens offline: styles, fonts and charts are inside it, and there is no script."""

from __future__ import annotations

import base64
import importlib
import io
import re
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from framing.report.charts import draw
from framing.report.figures import Chart
from framing.report.view import Printed

# Distinct files under one family name only by weight: files split by script would print wrong glyphs.
FACES = (
    ("Source Sans 3", 400, "SourceSans3-Regular.ttf"),
    ("Source Sans 3", 600, "SourceSans3-Semibold.ttf"),
    ("Source Serif 4", 400, "SourceSerif4-Regular.ttf"),
    ("Source Serif 4", 600, "SourceSerif4-Semibold.ttf"),
)
FEATURES = ["ccmp", "kern", "liga", "locl", "mark", "mkmk", "lnum", "tnum"]
FONT_SCHEME = "framing-font"  # addresses only the PDF writer's fetcher answers


def render(report: Printed) -> str:
    """Return the brief as one self-contained HTML document; the same report gives the same text."""
    page = page_html(report, fonts="")
    letters = house_letters(page)
    rules = "\n".join(font_rule(family, weight, name, letters) for family, weight, name in FACES)
    return page.replace("<style>\n", f"<style>\n{rules}\n", 1)


def render_for_pdf(report: Printed) -> str:
    """Return the brief as HTML whose fonts are fetched by name: for the PDF writer, which embeds them itself."""
    rules = "\n".join(_rule(family, weight, f"{FONT_SCHEME}:{name}") for family, weight, name in FACES)
    return page_html(report, fonts=rules)


def page_html(report: Printed, *, fonts: str) -> str:
    """Return the brief laid out by the templates, with the given font rules."""
    template = environment().get_template(report.template)
    folder = files("framing.report").joinpath("templates")
    css = "\n".join(folder.joinpath(name).read_text(encoding="utf-8") for name in report.styles)
    page = template.render(report=report, draw=svg, css=css, fonts=fonts)
    return re.sub(r"\n{2,}", "\n", page)


@cache
def environment() -> Environment:
    """Return the template environment: everything a template prints is escaped unless marked safe here."""
    return Environment(
        loader=PackageLoader("framing.report", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
    )


def font_bytes(name: str) -> bytes:
    """Return a house font by file name.

    Raises KeyError for any name that is not one of the house fonts.
    """
    if name not in {face[2] for face in FACES}:
        raise KeyError(name)
    return files("framing.report").joinpath("fonts", name).read_bytes()


def _rule(family: str, weight: int, source: str) -> str:
    return f'@font-face {{ font-family: "{family}"; font-weight: {weight}; font-style: normal; src: url("{source}"); }}'


def house_letters(page: str) -> str:
    """Return every character of a page and all of ASCII, sorted: what its fonts must hold."""
    return "".join(sorted(set(page) | set(map(chr, range(32, 127)))))


def font_rule(family: str, weight: int, name: str, letters: str) -> str:
    """Return the rule that embeds a house font with the glyphs of `letters`."""
    data = base64.b64encode(subset_font(name, letters)).decode("ascii")
    return _rule(family, weight, f"data:font/woff2;base64,{data}")


def subset_font(name: str, letters: str) -> bytes:
    """Return the font with the glyphs of `letters` only, as WOFF2; the same letters give the same bytes."""
    subset: Any = importlib.import_module("fontTools.subset")
    ttlib: Any = importlib.import_module("fontTools.ttLib")
    options = subset.Options(layout_features=FEATURES, recalc_timestamp=False, notdef_outline=True)
    font = ttlib.TTFont(io.BytesIO(font_bytes(name)), recalcTimestamp=False)
    subsetter = subset.Subsetter(options)
    subsetter.populate(text=letters)
    subsetter.subset(font)
    font.flavor = "woff2"
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()


def svg(chart: Chart, title: str) -> str:
    """Return a chart for the templates, which trust it: every text in it is escaped where it is drawn."""
    return draw(chart, title=title)

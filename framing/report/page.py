"""Pages beside the brief, in its style: a template and its values -> one HTML file that opens offline."""

from __future__ import annotations

import re
from importlib.resources import files
from typing import Any

from framing.report.html import FACES, environment, font_rule, house_letters, svg


def render_page(template: str, **values: Any) -> str:
    """Return a page as one self-contained HTML document; the same values give the same text.

    `template` extends `page.html` and lays out `values`; everything it prints is escaped. The page has the brief's
    fonts and styles, and no script unless the template brings one.
    """
    css = files("framing.report").joinpath("templates/brief.css").read_text(encoding="utf-8")
    extra = files("framing.report").joinpath("templates/page.css").read_text(encoding="utf-8")
    told = {"kicker": "", "standfirst": "", "footer": "", "draw": svg, **values}
    page = environment().get_template(template).render(css=f"{css}\n{extra}", fonts="", **told)
    rules = "\n".join(font_rule(family, weight, name, house_letters(page)) for family, weight, name in FACES)
    return re.sub(r"\n{2,}", "\n", page.replace("<style>\n", f"<style>\n{rules}\n", 1))

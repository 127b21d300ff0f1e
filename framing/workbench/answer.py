"""Answers: templates filled with what the page shows. Everything a template prints is escaped."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape
from starlette.responses import Response

from framing.workbench.session import Session
from framing.workbench.views.article import article_panel
from framing.workbench.views.lexicon import lexicon_panel
from framing.workbench.views.look import Look
from framing.workbench.views.scores import scores_panel

EVERYTHING = ("lexicon", "article", "scores", "bar")
REFUSED = 422


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    """What a request changes on the page.

    `template` with `values` fills the drawer (None leaves it, "" empties it); `panels` are the parts of `EVERYTHING` to
    draw again; `said` is read out by a screen reader.
    """

    look: Look
    template: str | None = None
    values: dict[str, Any] = field(default_factory=dict)
    panels: Sequence[str] = ()
    said: str = ""
    status: int = 200


def whole_page(session: Session, look: Look, *, token: str) -> Response:
    """Return the page with every part of it."""
    values = _panels(session, look, EVERYTHING)
    return _response(environment().get_template("page.html").render(look=look, token=token, **values))


def part(session: Session, answer: Answer) -> Response:
    """Return the parts of the page that an answer changes, each with the place where it belongs."""
    values = _panels(session, answer.look, answer.panels)
    text = environment().get_template("answer.html").render(answer=answer, **answer.values, **values)
    response = _response(text, answer.status)
    response.headers["HX-Replace-Url"] = answer.look.address
    if answer.template is None:
        response.headers["HX-Reswap"] = "none"  # else the drawer would be filled with nothing
    return response


def fragment(template: str, **values: Any) -> Response:
    """Return one small template by itself."""
    return _response(environment().get_template(template).render(**values))


@cache
def environment() -> Environment:
    """Return the template environment: escaping always, and a name that is not there is an error."""
    made = Environment(
        loader=PackageLoader("framing.workbench", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["ticked"] = _ticked
    return made


def _ticked(text: str) -> Markup:
    """Return a reason with what stands between backticks as code, all of it escaped."""
    parts = text.split("`")
    if len(parts) % 2 == 0:
        return escape(text)
    return Markup("").join(Markup("<code>{}</code>").format(part) if n % 2 else part for n, part in enumerate(parts))


def _panels(session: Session, look: Look, names: Sequence[str]) -> dict[str, Any]:
    makers: dict[str, Callable[[], Any]] = {
        "lexicon": lambda: lexicon_panel(session, look),
        "article": lambda: article_panel(session, look),
        "scores": lambda: scores_panel(session),
    }
    values: dict[str, Any] = {name: makers[name]() for name in names if name in makers}
    return {**values, "session": session, "facets": session.draft.lexicon.facets}


def _response(text: str, status: int = 200) -> Response:
    # A text may hold half a surrogate pair (an escape in a table): it is shown as one strange letter, and no more.
    return Response(text.encode("utf-8", "replace"), status, media_type="text/html; charset=utf-8")

"""The local web application: which request is answered by which function, behind the guard."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from importlib.resources import files

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp

from framing.workbench import editing, looking
from framing.workbench.answer import whole_page
from framing.workbench.security import Door, Guard
from framing.workbench.session import Session
from framing.workbench.views.look import look_of

Handler = Callable[[Session, looking.Values], Response]

LOOKING: dict[str, Handler] = {
    "/lexicon": looking.show_lexicon,
    "/article": looking.show_article,
    "/term": looking.show_term,
    "/close": looking.close_drawer,
    "/new": looking.show_new,
    "/check": looking.check,
    "/why": looking.why,
    "/save-as": editing.save_as_form,
}
EDITING: dict[str, Handler] = {
    "/add": editing.add,
    "/edit": editing.edit,
    "/remove": editing.turn("remove"),
    "/disable": editing.turn("disable"),
    "/enable": editing.turn("enable"),
    "/undo": editing.undo,
    "/redo": editing.redo,
    "/save": editing.save,
    "/save-as": editing.save_as,
    "/reload": editing.reload,
}


def build_app(session: Session, door: Door) -> ASGIApp:
    """Return the ASGI application of one session; `door` says who may use it."""

    def page(session: Session, values: looking.Values) -> Response:
        look = look_of(values, articles=len(session.documents))
        if not look.open:
            first = session.draft.lexicon.facets[0].name
            look = look_of({**values, "open": first}, articles=len(session.documents))
        return whole_page(session, look, token=door.token)

    def endpoint(handler: Handler) -> Callable[[Request], Awaitable[Response]]:
        async def answer(request: Request) -> Response:
            values = dict(request.query_params)
            if request.method == "POST":
                values |= {key: value for key, value in (await request.form()).items() if isinstance(value, str)}
            return await run_in_threadpool(locked, handler, values)

        return answer

    def locked(handler: Handler, values: looking.Values) -> Response:
        # A page is drawn from one version of the lexicon, whatever another window does meanwhile.
        with session.lock:
            return handler(session, values)

    app = Starlette(
        routes=[
            Route("/", endpoint(page)),
            *(Route(path, endpoint(handler)) for path, handler in LOOKING.items()),
            *(Route(path, endpoint(handler), methods=["POST"]) for path, handler in EDITING.items()),
            Mount("/static/fonts", StaticFiles(directory=str(files("framing.report") / "fonts"))),
            Mount("/static", StaticFiles(directory=str(files("framing.workbench") / "static"))),
        ],
        exception_handlers={404: _not_found, 500: _failed},
    )
    return Guard(app, door)


async def _not_found(request: Request, error: Exception) -> Response:  # noqa: ARG001 - starlette's own signature
    return PlainTextResponse("There is no such page in the workbench.\n", 404)


async def _failed(request: Request, error: Exception) -> Response:  # noqa: ARG001 - starlette's own signature
    what = f"{type(error).__name__}: {error}"
    return PlainTextResponse(f"The workbench failed ({what}). Your changes are kept; see the terminal.\n", 500)

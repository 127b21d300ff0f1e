"""Who may talk to the workbench: this machine's browser, with the address that was printed; nobody else's page."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable
from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qs

from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

HOST = "127.0.0.1"
NAMES = (HOST, "localhost")
TOKEN_HEADER = "x-framing-token"  # noqa: S105 - the name of a header
MAX_BODY = 64 * 1024  # bytes; the longest form holds one term and its note
SAFE_METHODS = ("GET", "HEAD")
OPEN_PATHS = "/static/"  # the fonts, scripts and styles that ship: nothing of the user's is in them

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = (
    ("content-security-policy", POLICY),
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    ("referrer-policy", "no-referrer"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("cache-control", "no-store"),
)
ASK = "open the address that `framing tune` printed"


@dataclass(frozen=True, kw_only=True, slots=True)
class Door:
    """What a request must show. `token` is a random text of at least 32 characters; `port` is where the server is."""

    token: str
    port: int

    @property
    def address(self) -> str:
        """The address to open, with the token in it."""
        return f"http://{HOST}:{self.port}/?token={self.token}"

    @property
    def cookie(self) -> str:
        """The name of the cookie: cookies know no ports, and two workbenches must not lock each other out."""
        return f"framing-{self.port}"

    @property
    def pass_value(self) -> str:
        """The value of the cookie: made from the token, and no way back to it, so a cookie alone changes nothing."""
        return hmac.new(self.token.encode(), b"framing workbench cookie", hashlib.sha256).hexdigest()

    @property
    def hosts(self) -> frozenset[str]:
        """The names under which the server answers; any other is a name somebody else pointed at this machine."""
        return frozenset(f"{name}:{self.port}" for name in NAMES)

    def knows(self, shown: str | None, expected: str) -> bool:
        """Compare in a time that tells nothing of where two texts differ."""
        return shown is not None and hmac.compare_digest(shown.encode(), expected.encode())


class Guard:
    """ASGI middleware that checks Host, Origin, cookie, token and size, and adds the headers of `HEADERS` to answers.

    421 for a foreign Host, 403 for a foreign Origin, a missing cookie, or a change without the token, 413 for a body
    over MAX_BODY. The printed address sets the cookie and moves on to the page, so the token does not stay in view.
    """

    def __init__(self, app: ASGIApp, door: Door) -> None:
        self._app = app
        self._door = door

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or hand it on."""
        if scope["type"] != "http":
            return
        sealed = _sealing(send)
        refusal = self._refusal(scope)
        if refusal is not None:
            await refusal(scope, receive, sealed)
            return
        body = await _body(receive)
        if body is None:
            await PlainTextResponse("The request is too large.\n", 413)(scope, receive, sealed)
            return
        await self._app(scope, _once(body, receive), sealed)

    def _refusal(self, scope: Scope) -> Response | None:
        """Return the answer to a request that goes no further, or None."""
        headers = _Headers(scope["headers"])
        return self._from_elsewhere(headers, scope["method"]) or self._without_pass(headers, scope)

    def _from_elsewhere(self, headers: _Headers, method: str) -> Response | None:
        """Refuse a request that was sent to another name, by another page, or that is too large."""
        if headers.one("host") not in self._door.hosts:
            return PlainTextResponse(f"This name is not the workbench's; {ASK}.\n", 421)
        origin = headers.one("origin")
        foreign = origin is not None and origin not in {f"http://{host}" for host in self._door.hosts}
        crossing = headers.one("sec-fetch-site") in {"cross-site", "same-site"} and method not in SAFE_METHODS
        if foreign or crossing or headers.count("origin") > 1:
            return PlainTextResponse("Another page may not use the workbench.\n", 403)
        if _too_long(headers.one("content-length")):
            return PlainTextResponse("The request is too large.\n", 413)
        return None

    def _without_pass(self, headers: _Headers, scope: Scope) -> Response | None:
        """Refuse a request without the cookie, and a change without the token; let in who shows the printed address."""
        door, safe = self._door, scope["method"] in SAFE_METHODS
        if scope["path"].startswith(OPEN_PATHS):
            return None
        if scope["path"] == "/" and safe:
            shown = parse_qs(scope["query_string"].decode("latin-1")).get("token", [None])[0]
            if door.knows(shown, door.token):
                return self._welcome()
        if not door.knows(_cookie(headers.one("cookie"), door.cookie), door.pass_value):
            return PlainTextResponse(f"The workbench does not know you; {ASK}.\n", 403)
        if not safe and not door.knows(headers.one(TOKEN_HEADER), door.token):
            return PlainTextResponse(f"A change needs the token; {ASK}.\n", 403)
        return None

    def _welcome(self) -> Response:
        answer = RedirectResponse("/", 303)
        answer.set_cookie(self._door.cookie, self._door.pass_value, httponly=True, samesite="strict", path="/")
        return answer


async def _body(receive: Receive) -> bytes | None:
    """Return the whole body, None where it is over MAX_BODY, whatever length was declared."""
    body = b""
    more = True
    while more:
        message = await receive()
        body += message.get("body", b"")
        more = message.get("more_body", False)
        if len(body) > MAX_BODY:
            return None
    return body


def _once(body: bytes, receive: Receive) -> Receive:
    """Return a channel that gives the body read already, then what comes after it."""
    waiting: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def again() -> Message:
        return waiting.pop() if waiting else await receive()

    return again


class _Headers:
    """Request headers by name; one that is given twice counts as none, for then nobody knows which is meant."""

    def __init__(self, raw: Iterable[tuple[bytes, bytes]]) -> None:
        self._found: dict[str, list[str]] = {}
        for name, value in raw:
            self._found.setdefault(name.decode("latin-1").lower(), []).append(value.decode("latin-1"))

    def one(self, name: str) -> str | None:
        values = self._found.get(name, [])
        return values[0] if len(values) == 1 else None

    def count(self, name: str) -> int:
        return len(self._found.get(name, []))


def _too_long(length: str | None) -> bool:
    return length is not None and (not length.isdecimal() or int(length) > MAX_BODY)


def _cookie(header: str | None, name: str) -> str | None:
    try:
        found = SimpleCookie(header or "").get(name)
    except CookieError:
        return None
    return None if found is None else found.value


def _sealing(send: Send) -> Send:
    async def sealed(message: Message) -> None:
        if message["type"] == "http.response.start":
            kept = [(k, v) for k, v in message.get("headers", []) if k.decode("latin-1").lower() not in _SEALED]
            message["headers"] = kept + [(name.encode(), value.encode()) for name, value in HEADERS]
        await send(message)

    return sealed


_SEALED = frozenset(name for name, _ in HEADERS)

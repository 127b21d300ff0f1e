"""Who may talk to the workbench: this machine's browser with the printed address, and nobody else's page."""

from __future__ import annotations

import socket
from collections.abc import AsyncIterator

import httpx
import pytest
from small_bench import Caller, small_session

from framing.errors import DependencyError, InputError
from framing.workbench import extra
from framing.workbench.app import EDITING, LOOKING, build_app
from framing.workbench.security import HEADERS, MAX_BODY, Door
from framing.workbench.server import bind
from framing.workbench.session import Session

DOOR = Door(token="t" * 43, port=8765)
TOKEN = {"X-Framing-Token": DOOR.token}
BASE = "http://127.0.0.1:8765"


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Session:
    """Return one session for all the refusals: none of them may change it."""
    return small_session(tmp_path_factory.mktemp("security"))


@pytest.fixture
def client(session: Session) -> Caller:
    """Return a client that has opened nothing yet."""
    return Caller(build_app(session, DOOR), base=BASE)


@pytest.fixture
def inside(client: Caller) -> Caller:
    """Return a client that has opened the printed address."""
    client.cookies.set(DOOR.cookie, DOOR.pass_value)
    return client


def test_the_printed_address_opens_the_page_and_hides_the_token(client: Caller) -> None:
    """It sets a cookie that scripts cannot read and other sites do not send, and moves on to the bare address."""
    answer = client.get(DOOR.address.removeprefix(BASE))
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    assert DOOR.token not in cookie
    assert client.get("/").status_code == 200


@pytest.mark.parametrize("path", ["/", "/?token=wrong", "/?token=", "/?token=é", "/lexicon", "/article", "/nothing"])
def test_without_the_cookie_nothing_is_shown(client: Caller, path: str) -> None:
    """Not the page, not a part of it, not whether a page is there."""
    answer = client.get(path)
    assert answer.status_code == 403
    assert "War is near" not in answer.text


@pytest.mark.parametrize("path", sorted(EDITING))
def test_a_change_needs_the_token_beside_the_cookie(inside: Caller, session: Session, path: str) -> None:
    """A cookie alone, which a browser sends by itself, changes nothing."""
    for headers in ({}, {"X-Framing-Token": "wrong"}, {"X-Framing-Token": DOOR.pass_value}):
        assert inside.post(path, data={"facet": "war", "pattern": "x"}, headers=headers).status_code == 403
    assert session.unsaved == ()


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8765", "127.0.0.1", "127.0.0.1:80", "localhost:1", "", "127.0.0.1:8765.evil"]
)
def test_another_name_for_this_machine_is_refused(inside: Caller, host: str) -> None:
    """A name that somebody pointed here (DNS rebinding) gets no answer, static files included."""
    for path in ("/", "/static/workbench.css"):
        assert inside.get(path, headers={"Host": host}).status_code == 421


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "https://127.0.0.1:8765", "http://127.0.0.1:1", ""])
def test_another_page_is_refused(inside: Caller, session: Session, origin: str) -> None:
    """Whatever it knows: the Origin says who asks."""
    answer = inside.post("/undo", headers={**TOKEN, "Origin": origin})
    assert answer.status_code == 403
    assert session.unsaved == ()


def test_two_origins_are_none(inside: Caller) -> None:
    """Nobody knows which of them is meant."""
    headers = httpx.Headers([("Origin", BASE), ("Origin", "http://evil.example"), *TOKEN.items()])
    assert inside.post("/undo", headers=headers).status_code == 403


def test_a_change_sent_across_sites_is_refused(inside: Caller) -> None:
    """Where the browser says so, even without an Origin."""
    for site in ("cross-site", "same-site"):
        assert inside.post("/undo", headers={**TOKEN, "Sec-Fetch-Site": site}).status_code == 403
    assert inside.post("/undo", headers={**TOKEN, "Sec-Fetch-Site": "same-origin"}).status_code == 200


@pytest.mark.parametrize("path", sorted(set(EDITING) - set(LOOKING)))
def test_a_change_cannot_be_asked_for_by_a_link(inside: Caller, path: str) -> None:
    """GET changes nothing."""
    assert inside.get(path, headers=TOKEN).status_code == 405


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_other_methods_are_refused(inside: Caller, method: str) -> None:
    """There is nothing to do with them."""
    assert inside.request(method, "/", headers=TOKEN).status_code == 405


def test_a_long_body_is_refused(inside: Caller) -> None:
    """Whether its length is told or not."""
    whole = b"pattern=" + b"x" * MAX_BODY
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    assert inside.post("/add", content=whole, headers={**TOKEN, **kind}).status_code == 413

    async def untold() -> AsyncIterator[bytes]:
        yield whole

    assert inside.post("/add", content=untold(), headers={**TOKEN, **kind}).status_code == 413
    assert inside.post("/add", content=b"x", headers={**TOKEN, "Content-Length": "many"}).status_code == 413


def test_every_answer_is_sealed(inside: Caller) -> None:
    """The content security policy and its companions stand on every answer, refusals too; no script runs inline."""
    answers = [inside.get("/"), inside.get("/nothing"), inside.get("/static/workbench.js"), inside.post("/undo")]
    assert [answer.status_code for answer in answers] == [200, 404, 200, 403]
    for answer in answers:
        for name, value in HEADERS:
            assert answer.headers.get_list(name) == [value]
    policy = dict(HEADERS)["content-security-policy"]
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    assert "<style" not in answers[0].text
    assert " style=" not in answers[0].text
    assert answers[0].text.count("<script") == answers[0].text.count('<script src="/static/')


def test_static_files_stay_in_their_folder(client: Caller) -> None:
    """No path leads out of it."""
    for path in ("/static/../app.py", "/static/%2e%2e/app.py", "/static/fonts/../../__init__.py", "/static/"):
        assert client.get(path).status_code in {403, 404}
    assert client.get("/static/fonts/SourceSans3-Regular.ttf").status_code == 200


def test_a_broken_cookie_is_no_cookie(client: Caller) -> None:
    """And no fault of the server."""
    assert client.get("/", headers={"Cookie": '\x01="; ='}).status_code == 403


def test_the_server_listens_on_the_loopback_only() -> None:
    """A port that is taken is an error with what to do."""
    with bind(0) as listening:
        address, port = listening.getsockname()
        assert address == "127.0.0.1"
        assert listening.family == socket.AF_INET
        with pytest.raises(InputError, match=f"--port {port}: another program uses this port"):
            bind(port)


def test_a_missing_extra_is_said_with_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    """The exact command, with what is missing."""
    extra.ensure_installed()
    monkeypatch.setattr(extra, "find_spec", lambda name: None if name == "uvicorn" else object())
    with pytest.raises(DependencyError, match=r"python -m pip install uvicorn$"):
        extra.ensure_installed()

"""A small lexicon and a few texts for the tests of the workbench."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from typing import Any

import httpx
from starlette.types import ASGIApp

from framing.lexicon.edit import Draft
from framing.lexicon.load import load_cues
from framing.model import Article, Document
from framing.text.sentences import segment
from framing.text.voices import attribute
from framing.tune.coded import documents, parse_coded
from framing.tune.coding import coding_from_options
from framing.tune.live import Coded, Live
from framing.workbench.session import Session

LEXICON = """\
# My lexicon: every comment stays.
format: framing-lexicon/1
name: small
title: Small risk
version: 1.0.0
about: A lexicon for a test.

facets:
  # what may come
  war:
    title: War and strikes
    terms:
      - war*   # the plain word
      - term: strike*
        weight: 2
        note: from the air
      - unicorn war
  calm:
    title: Calm
    terms: [peace, quiet]
"""
FIRST = "War is near. There will be no war, the minister said.\n\nA threat was made. 😀 Wars end."
HOSTILE = "Peace came.\n\n<script>alert(1)</script> & a strike followed; “a war,” he said."
TEXTS = (
    ("North Post", "War is near", FIRST),
    ("South Star", "Quiet <b>days</b>", HOSTILE),
    ("South Star", "Rain", "Rain fell on the town. Nothing else came."),
)
CODED = "id\trisk\ttext\na-1\t1\tWar is near.\na-2\t0\tRain fell.\na-3\t1\tA threat was made.\n"


@cache
def small_documents() -> tuple[Document, ...]:
    """Return the texts in sentences with voices."""
    return tuple(
        attribute(
            segment(Article(id=f"a{n}", outlet=outlet, title=title, text=text, origin=f"a{n}.txt", sha256="")),
            load_cues(None),
        )
        for n, (outlet, title, text) in enumerate(TEXTS)
    )


def small_file(folder: Path) -> Path:
    """Return the lexicon, written to a folder."""
    path = folder / "small.yaml"
    path.write_text(LEXICON, encoding="utf-8")
    return path


@cache
def small_live(*, coded: bool = False) -> Live:
    """Return the texts held ready; sessions may share it, for it only remembers."""
    told = None
    if coded:
        table = parse_coded(CODED.encode(), origin="coded.tsv", coding=coding_from_options(["risk=small:1"]))
        told = Coded(table=table, documents=tuple(attribute(one, load_cues(None)) for one in documents(table)))
    return Live(small_documents(), load_cues(None), coded=told)


def small_session(folder: Path, *, coded: bool = False) -> Session:
    """Return a session on the texts with the lexicon in a folder."""
    return Session(small_live(coded=coded), small_documents(), Draft.open(small_file(folder)))


class Caller:
    """Sends requests to an application as a browser at `base` would, and keeps cookies."""

    def __init__(self, app: ASGIApp, *, base: str, headers: Mapping[str, str] | None = None) -> None:
        self._app = app
        self._base = base
        self._headers = dict(headers or {})
        self.cookies = httpx.Cookies()

    def get(self, path: str, **options: Any) -> httpx.Response:
        """Return the answer to a GET."""
        return self.request("GET", path, **options)

    def post(self, path: str, **options: Any) -> httpx.Response:
        """Return the answer to a POST."""
        return self.request("POST", path, **options)

    def request(self, method: str, path: str, **options: Any) -> httpx.Response:
        """Return the answer to a request; an exception of the application is raised here."""

        async def send() -> httpx.Response:
            transport = httpx.ASGITransport(app=self._app)
            async with httpx.AsyncClient(
                transport=transport, base_url=self._base, headers=self._headers, cookies=self.cookies
            ) as client:
                answer = await client.request(method, path, **options)
                self.cookies = client.cookies
                return answer

        # In a thread: a browser driven in this one has a loop of its own.
        with ThreadPoolExecutor(1) as pool:
            return pool.submit(asyncio.run, send()).result()

"""A lexicon opened for the workbench."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from framing.errors import LexiconError
from framing.lexicon import catalog
from framing.lexicon.edit import Draft
from framing.model import Document
from framing.tune.live import Live
from framing.workbench.session import Session

SUFFIXES = (".yaml", ".yml")


def open_draft(lexicon: str | Path) -> Draft:
    """Return a lexicon, by name or file, ready to be edited.

    Raises LexiconError where there is none, it cannot be read, or it is a dictionary in the format of another program.
    """
    path = catalog.find(lexicon)
    if path.suffix.lower() not in SUFFIXES:
        remedy = f"convert it first: framing lexicon convert {path} {path.stem}.yaml"
        raise LexiconError(str(path), "the workbench edits lexicons in YAML only", remedy)
    return Draft.open(path)


def open_session(
    draft: Draft, live: Live, documents: Sequence[Document], *, done: Callable[[int, int], None] | None = None
) -> Session:
    """Score the lexicon once, which all later changes build on, and return the session.

    `done` is told sentences looked at, and how many there are.
    """
    live.score(draft.lexicon, done=done)
    return Session(live, documents, draft)

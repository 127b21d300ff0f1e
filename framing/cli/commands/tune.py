"""`framing tune`: the local web page where a lexicon is tuned on real articles."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from framing.cli.coding import coding_of, coding_options
from framing.cli.guard import run_on
from framing.cli.options import corpus_options, reading_of
from framing.cli.show import note, note_skipped, progress

if TYPE_CHECKING:
    from types import FrameType

    from framing.workbench.session import Session

DEFAULT = "escalation-risk"


@click.command(name="tune", short_help="Open a lexicon and articles in the workbench.")
@corpus_options
@click.option(
    "-l",
    "--lexicon",
    metavar="NAME|FILE",
    default=DEFAULT,
    show_default=True,
    help="The lexicon to tune. One that ships with framing is saved as a copy.",
)
@click.option("--coded", type=click.Path(path_type=Path), help="Coded sentences to measure every change on.")
@coding_options
@click.option(
    "--cues",
    type=click.Path(path_type=Path),
    default=None,
    help="A folder or file with cue lists in place of the house's (stance and voice).",
)
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="Port to listen on. [default: any that is free]")
@click.option("--open/--no-open", "opens", default=True, show_default=True, help="Open the page in your browser.")
def command(
    *,
    paths: tuple[Path, ...],
    lexicon: str,
    coded: Path | None,
    port: int,
    opens: bool,
    quiet: bool,
    **options: Any,
) -> None:
    """Tune a lexicon on articles, in a page of your own browser.

    The page shows terms with live counts, the articles with every hit marked, and the outlets' scores. Change a
    term and all of it follows, beside the saved version. Nothing leaves this machine, and no one else can open it.

    \b
    framing tune seeds/
    framing tune seeds/ --lexicon mine.yaml --coded seeds/coded_sentences.tsv
    framing tune articles/ --lexicon mine.yaml --port 8765 --no-open

    Ctrl+C ends it. Changes that are not saved then go to NAME.unsaved.yaml in the current folder.
    """
    from framing.workbench.extra import ensure_installed

    ensure_installed()
    from framing.workbench.server import bind, serve

    with bind(port) as listening:
        session = _session(paths, lexicon, coded, quiet=quiet, options=options)
        run_on()
        try:
            with _stopped_cleanly():
                serve(session, listening=listening, started=lambda address: _started(address, opens=opens, quiet=quiet))
        finally:
            _ended(session, quiet=quiet)


def _session(
    paths: tuple[Path, ...], lexicon: str, coded: Path | None, *, quiet: bool, options: dict[str, Any]
) -> Session:
    from framing import pipeline
    from framing.workbench.opening import open_draft, open_session

    coding = coding_of(options["coding"], options["maps"])
    draft = open_draft(lexicon)
    with progress(quiet=quiet) as update:
        corpus = pipeline.read(paths, options=reading_of(options), cues=options["cues"], progress=update)
        live = pipeline.hold_ready(corpus, cues=options["cues"], coded=coded, coding=coding, progress=update)
        session = open_session(draft, live, corpus.documents, done=lambda n, total: update("scoring", n, total))
    note_skipped(corpus.skipped, quiet=quiet)
    outlets, articles = len(session.state.outlets), len(corpus.documents)
    note(
        f"{_many(articles, 'article')} of {_many(outlets, 'outlet')}; {draft.lexicon.title}, {draft.path}", quiet=quiet
    )
    if not session.writable:
        note("this lexicon ships with framing and stays as it is: save a copy to keep changes", quiet=quiet)
    if coded is not None and not session.state.validity:
        name = draft.lexicon.name
        note(f'{coded} judges nothing of {name}: map a column, as in --map "risk={name}:1"', quiet=quiet)
    return session


def _started(address: str, *, opens: bool, quiet: bool) -> None:
    opened = opens and _open(address)
    note("opened in your browser; if it is not there, the address is" if opened else "open this address:", quiet=quiet)
    click.echo(address)
    sys.stdout.flush()
    note("Ctrl+C ends the workbench", quiet=quiet)


def _open(address: str) -> bool:
    """Open the address in a browser with windows; one that would take the terminal is left alone."""
    import webbrowser

    bare = sys.platform not in {"darwin", "win32"} and not (
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY") or os.environ.get("BROWSER")
    )
    return not bare and webbrowser.open(address)


def _ended(session: Session, *, quiet: bool) -> None:
    unsaved = session.unsaved
    kept = session.rescue()
    if kept is None:
        note("ended; nothing was left unsaved", quiet=quiet)
        return
    click.echo(f"ended; {_many(len(unsaved), 'change')} not saved, kept in {kept}", err=True)


@contextmanager
def _stopped_cleanly() -> Iterator[None]:
    """Let a request to end (kill, or a terminal that is closed) end the workbench as Ctrl+C does."""
    names = [name for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    before = {name: signal.signal(getattr(signal, name), _interrupt) for name in names}
    try:
        yield
    finally:
        for name, handler in before.items():
            signal.signal(getattr(signal, name), handler)


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _many(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"

"""A folder watched: every article that lands in it is held against a baseline, with a brief of its own."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Event

import regex

from framing.baseline.build import words_sha256
from framing.errors import FramingError
from framing.model import Compared, Corpus, Document, Setting
from framing.pipeline.comparing import Opened, compare
from framing.pipeline.landing import STILL, landing
from framing.pipeline.texts import DEFAULT_READING, Reading, read
from framing.pipeline.writing import report_comparison
from framing.saving import make_folder

UNSAFE = regex.compile(r"[^\w.~+-]+")


@dataclass(frozen=True, kw_only=True, slots=True)
class Reported:
    """An article that landed: what was found and where its brief is, or `problem`, why there is none."""

    origin: str
    headline: str = ""
    brief: Path | None = None
    compared: Compared | None = None
    problem: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Watching:
    """How a folder is watched: how texts are read and counted, and how long a file must be still to be whole.

    `arguments` are the options that a command for one article must repeat to make its brief again.
    """

    options: Reading = DEFAULT_READING
    cues: str | Path | None = None
    setting: Setting | None = None
    arguments: tuple[str, ...] = ()
    still: float = STILL


PLAIN = Watching()


def watch(
    folder: Path, opened: Opened, outputs: Path, *, how: Watching = PLAIN, stop: Event | None = None
) -> Iterator[Reported]:
    """Yield a report for each article that lands in `folder`, with its brief and results in the folder `outputs`.

    A file that cannot be read or compared yields its problem, and the watch goes on. A text of a sub-folder has that
    folder's name as outlet unless it names one itself. Raises InputError for a folder that is none, OutputError where
    `outputs` cannot be made.
    """
    make_folder(outputs)
    place = folder.resolve()
    seen: dict[str, str] = {}
    for path in landing(place, outputs=outputs.resolve(), still=how.still, stop=stop):
        inner = path.relative_to(place)
        given = folder / inner
        outlet = inner.parts[0] if len(inner.parts) > 1 else how.options.outlet
        try:
            corpus = read([given], options=replace(how.options, outlet=outlet), cues=how.cues)
        except FramingError as error:
            yield Reported(origin=str(given), problem=_without_place(error, given))
            continue
        several = len(corpus.documents) > 1
        for document in corpus.documents:
            own = f"{given} ({document.article.id})" if several else str(given)
            key = words_sha256(document)
            if seen.get(key, own) != own:
                yield Reported(origin=own, problem=f"the same text as {seen[key]}")
            elif key not in seen:
                brief = outputs / _brief_name(inner, document.article.id if several else None)
                again = replace(how, arguments=(*how.arguments, *(("--outlet", outlet) if outlet else ())))
                found = _reported(document, opened, brief, own=own, how=again)
                if not found.problem:
                    seen[key] = own
                yield found
        for skipped in corpus.skipped:
            yield Reported(origin=str(given), problem=f"left out: {skipped.title or 'a text'}: {skipped.detail}")


def _reported(document: Document, opened: Opened, brief: Path, *, own: str, how: Watching) -> Reported:
    alone = Corpus(documents=(document,), skipped=(), name=own)
    words = ["framing", "compare", document.article.origin, "--baseline", opened.where, "-o", str(brief)]
    try:
        make_folder(brief.parent)
        compared = compare(alone, opened, setting=how.setting, command=shlex.join([*words, *how.arguments]))
        headline = report_comparison(compared, brief, results=brief.with_suffix(".json"))
    except FramingError as error:
        return Reported(origin=own, problem=_without_place(error, Path(document.article.origin)))
    return Reported(origin=own, headline=headline, brief=brief, compared=compared)


def _without_place(error: FramingError, given: Path) -> str:
    """Return what an error says, without the place where that is the article itself."""
    where = "" if error.where == str(given) else f"{error.where}: "
    return f"{where}{error.what}" + (f"; {error.remedy}" if error.remedy else "")


def _brief_name(inner: Path, article: str | None) -> Path:
    """Return where a brief is below the outputs: as its file lies below the folder, with the id of one of several."""
    name = inner.name if article is None else f"{inner.name}-{UNSAFE.sub('-', article)[:80]}"
    return inner.with_name(f"{name}.pdf")

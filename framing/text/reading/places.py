"""Paths become places: which files there are to read, in which order, and what is known of each before it is read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path, PurePath, PurePosixPath
from typing import Literal, NamedTuple, TypeAlias

import regex

from framing.errors import InputError
from framing.text.reading.decoding import decode
from framing.text.reading.manifest import MANIFEST, Listed, load_manifest
from framing.text.reading.opening import Address, file_system, opened
from framing.text.reading.tables import TABLE_SUFFIXES

TEXT_SUFFIXES: dict[str, Literal["text/plain", "text/markdown", "text/html"]] = {
    ".txt": "text/plain",
    ".text": "text/plain",
    ".md": "text/markdown",
    ".markdown": "text/markdown",
    ".html": "text/html",
    ".htm": "text/html",
    ".xhtml": "text/html",
}
SUFFIXES = frozenset(TEXT_SUFFIXES) | TABLE_SUFFIXES
PASSED_OVER = (".", "~$")  # hidden files, and what an office program leaves beside an open one
# Files that explain a folder rather than belong to its corpus.
ABOUT_THE_FOLDER = frozenset({"readme", "license", "licence", "changelog", "copying", "notice"})
# A path has lost one slash of an address by the time it is a Path.
ADDRESS = regex.compile(r"[a-z][a-z0-9+.-]+:/", regex.IGNORECASE)
READABLE = ".txt, .md, .html, .jsonl, .csv, .tsv and .parquet"


Beside: TypeAlias = dict[Path, dict[Path, Listed]]  # folder -> what its manifest says of each file


class Place(NamedTuple):
    """One file to read: the outlet of its texts that name none (None: each must), and what a manifest says of it."""

    path: PurePath
    outlet: str | None = None
    listed: Listed | None = None

    @property
    def is_table(self) -> bool:
        """Whether the file is a table of texts."""
        return self.path.suffix.casefold() in TABLE_SUFFIXES


def places(paths: Iterable[str | Path], *, outlet: str | None = None) -> Iterator[Place]:
    """Yield the files in files and folders, in the order in which they are read.

    Raises InputError for a path that is missing or of a kind that is not read, a folder with nothing in it, and a
    manifest that is malformed.
    """
    beside: Beside = {}
    for given in paths:
        path = Path(given)
        yield from _folder(path, outlet) if path.is_dir() else [_named_file(path, outlet, beside)]


def address_places(address: str, *, outlet: str | None = None) -> Iterator[Place]:
    """Yield the tables at an address such as `s3://bucket/news/*.parquet`: one file, those of a pattern or a folder.

    Raises InputError where there is none, DependencyError where fsspec is missing.
    """
    system, path = file_system(address)
    try:
        whole = not any(mark in path for mark in "*?[") and not system.isdir(path)
        names = [path] if whole else system.glob(path) if any(mark in path for mark in "*?[") else system.find(path)
    except OSError as error:
        raise InputError(address, f"cannot be listed ({error})", "check the address and your access to it") from error
    found = sorted(name for name in names if PurePosixPath(name).suffix.casefold() in TABLE_SUFFIXES)
    shown = [name for name in found if not PurePosixPath(name).name.startswith((".", "_"))]
    if not shown:
        raise InputError(address, "there is no table at this address", "tables are .parquet, .jsonl, .csv and .tsv")
    for name in shown:
        place = Address(system.unstrip_protocol(name))
        yield Place(place, outlet or place.stem if whole else outlet)


def is_article(path: Path) -> bool:
    """Say whether a file of a folder would be read, by its name alone."""
    if path.name.startswith(PASSED_OVER) or path.stem.casefold() in ABOUT_THE_FOLDER:
        return False
    return path.suffix.casefold() in SUFFIXES


def corpus_name(paths: Sequence[str | Path]) -> str:
    """Return the name of the corpus in `paths`: the manifest's where that is all there is, else the first path's."""
    first = Path(paths[0]).resolve()
    if len(paths) == 1 and (first / MANIFEST).is_file():
        return load_manifest(first / MANIFEST).name
    return first.stem if first.is_file() else first.name


def coded_table(paths: Sequence[str | Path]) -> Path | None:
    """Return the table of coded sentences that the manifest in `paths` names, where that is all there is."""
    manifest = Path(paths[0]) / MANIFEST
    return load_manifest(manifest).coded if len(paths) == 1 and manifest.is_file() else None


def read_bytes(path: PurePath) -> bytes:
    """Return what is in a file. Raises InputError where it cannot be read."""
    with opened(path) as file:
        return file.read()


def _named_file(path: Path, outlet: str | None, beside: Beside) -> Place:
    if ADDRESS.match(str(path)):
        raise InputError(str(path), "addresses are not read", "save the page as .html and hand that in")
    if not path.exists():
        raise InputError(str(path), "there is no such file or folder", _near(path))
    if path.suffix.casefold() not in SUFFIXES:
        decode(read_bytes(path), path)  # a PDF or picture says so itself; that helps more than the list of suffixes
        raise InputError(
            str(path), f"files of the kind {path.suffix or '(none)'} are not read", f"the kinds are {READABLE}"
        )
    return Place(path, outlet or path.stem, _listed_beside(path, beside))


def _listed_beside(path: Path, beside: Beside) -> Listed | None:
    """Return what the manifest in the file's folder says of it; each manifest is read once."""
    folder = path.parent
    if folder not in beside:
        manifest = folder / MANIFEST
        articles = load_manifest(manifest).articles if manifest.is_file() else ()
        beside[folder] = {listed.path.resolve(): listed for listed in articles}
    return beside[folder].get(path.resolve())


def _folder(folder: Path, outlet: str | None) -> Iterator[Place]:
    if (folder / MANIFEST).is_file():
        yield from _listed_files(folder / MANIFEST)
        return
    files = _files_below(folder)
    if not files:
        raise InputError(str(folder), "there is nothing to read in this folder", f"the kinds read are {READABLE}")
    for path in files:
        inner = path.relative_to(folder).parts[:-1]
        if path.name == MANIFEST:
            yield from _listed_files(path)
        else:
            yield Place(path, inner[0] if inner else outlet)


def _files_below(folder: Path) -> list[Path]:
    """Return what is to be read under a folder, in the order of names; of a sub-folder with a manifest, that."""
    found: list[Path] = []
    for path in sorted(folder.iterdir(), key=lambda item: item.name):
        if path.name.startswith(PASSED_OVER):
            continue
        if path.is_dir():
            found.extend([path / MANIFEST] if (path / MANIFEST).is_file() else _files_below(path))
        elif is_article(path):
            found.append(path)
    return found


def _listed_files(manifest: Path) -> Iterator[Place]:
    for listed in load_manifest(manifest).articles:
        if listed.path.suffix.casefold() in TABLE_SUFFIXES:
            raise InputError(str(listed.path), "a manifest lists texts, not tables", "hand the table in by itself")
        yield Place(listed.path, listed=listed)


def _near(path: Path) -> str:
    """Say which names near a missing one there are."""
    folder = path.parent
    if not folder.is_dir():
        return f"there is no folder {folder} either"
    names = sorted(item.name for item in folder.iterdir())
    folded = {name.casefold(): name for name in names}
    near = [folded[name] for name in get_close_matches(path.name.casefold(), folded, n=3)]
    return f"did you mean {' or '.join(near)}?" if near else f"look into {folder} for its name"

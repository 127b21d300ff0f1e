"""Files, folders and tables become sources. The only module of this room that touches the disk."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from difflib import get_close_matches
from hashlib import sha256
from pathlib import Path
from typing import Literal

import regex

from framing.errors import InputError
from framing.model import Skipped, Source
from framing.text.reading.coded import row_sources
from framing.text.reading.decoding import decode
from framing.text.reading.manifest import MANIFEST, Listed, check_digest, load_manifest
from framing.text.reading.metadata import front_matter, iso_date
from framing.text.reading.tables import TABLE_SUFFIXES, read_table
from framing.text.reading.webpage import page_metadata

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
# Files that explain a folder rather than belong to its corpus.
PASSED_OVER = (".", "~$")  # hidden files, and what an office program leaves beside an open one
ABOUT_THE_FOLDER = frozenset({"readme", "license", "licence", "changelog", "copying", "notice"})
# A path has lost one slash of an address by the time it is a Path.
ADDRESS = regex.compile(r"[a-z][a-z0-9+.-]+:/", regex.IGNORECASE)
READABLE = ".txt, .md, .html, .jsonl, .csv, .tsv and .parquet"
HOW_TO_NAME_AN_OUTLET = (
    "put the file into a sub-folder with the outlet's name, or `outlet: ...` between two lines of --- at its top, "
    f"or list it in a {MANIFEST}, or name one outlet for all with --outlet"
)

Read = tuple[list[Source], list[Skipped]]


def read_sources(
    paths: Iterable[str | Path], *, as_is: bool = False, outlet: str | None = None
) -> tuple[tuple[Source, ...], tuple[Skipped, ...]]:
    """Return the sources in files and folders, in the order given, and what holds no text.

    A folder with a manifest.yaml is read as that says. In any other folder the files are taken in the order of their
    names, sub-folders too; hidden files, unknown kinds and a README are passed over. There the outlet of a text comes
    from its front matter, the page's `og:site_name`, or the sub-folder. A file named by itself may do without: its
    outlet is then its name. `outlet` is the outlet of every text that names none. With `as_is`, which takes tables
    only, each row is one sentence.

    Every source has an id that is its own and an outlet.

    Raises InputError for a path that is missing, a file that is no text, a table or manifest that is malformed, and a
    text of a folder without an outlet.
    """
    sources: list[Source] = []
    skipped: list[Skipped] = []
    for given in paths:
        path = Path(given)
        found, empty = _folder(path, as_is, outlet) if path.is_dir() else _named_file(path, as_is, outlet)
        sources.extend(found)
        skipped.extend(empty)
    return tuple(_own_ids(sources)), tuple(skipped)


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


def _named_file(path: Path, as_is: bool, outlet: str | None) -> Read:
    if ADDRESS.match(str(path)):
        raise InputError(str(path), "addresses are not read", "save the page as .html and hand that in")
    if not path.exists():
        raise InputError(str(path), "there is no such file or folder", _near(path))
    if path.suffix.casefold() not in SUFFIXES:
        decode(_bytes(path), path)  # a PDF or picture says so itself; that helps more than the list of suffixes
        raise InputError(
            str(path), f"files of the kind {path.suffix or '(none)'} are not read", f"the kinds are {READABLE}"
        )
    sources, skipped = _file(path, as_is)
    return [_with_outlet(source, outlet or path.stem) for source in sources], skipped


def _folder(folder: Path, as_is: bool, outlet: str | None) -> Read:
    if (folder / MANIFEST).is_file():
        return _listed_files(folder / MANIFEST, as_is)
    sources: list[Source] = []
    skipped: list[Skipped] = []
    files = _files_below(folder)
    if not files:
        raise InputError(str(folder), "there is nothing to read in this folder", f"the kinds read are {READABLE}")
    for path in files:
        found, empty = _listed_files(path, as_is) if path.name == MANIFEST else _file(path, as_is)
        inner = path.relative_to(folder).parts[:-1]
        for source in found:
            name = source.metadata.get("outlet") or (inner[0] if inner else outlet)
            if name is None:
                raise InputError(source.origin, "the outlet of this text is not known", HOW_TO_NAME_AN_OUTLET)
            sources.append(_with_outlet(source, name))
        skipped.extend(empty)
    return sources, skipped


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


def _listed_files(manifest: Path, as_is: bool) -> Read:
    sources: list[Source] = []
    skipped: list[Skipped] = []
    for listed in load_manifest(manifest).articles:
        if listed.path.suffix.casefold() in TABLE_SUFFIXES:
            raise InputError(str(listed.path), "a manifest lists texts, not tables", "hand the table in by itself")
        found, empty = _file(listed.path, as_is, listed)
        sources.extend(found)
        skipped.extend(empty)
    return sources, skipped


def _file(path: Path, as_is: bool, listed: Listed | None = None) -> Read:
    content = _bytes(path)
    if listed is not None:
        check_digest(listed, content)
    suffix = path.suffix.casefold()
    if suffix in TABLE_SUFFIXES:
        return _table(path, content, as_is)
    if as_is:
        raise InputError(
            str(path), "--as-is takes each row of a table as a sentence, and this is no table", "leave it out"
        )
    known = {} if listed is None else listed.known
    if not content.strip():
        detail = "the file is empty" if not content else "there is nothing but white space in the file"
        skip = Skipped(
            origin=str(path), reason="empty", detail=detail, outlet=known.get("outlet"), title=known.get("title")
        )
        return [], [skip]
    text, encoding = decode(content, path)
    media_type = TEXT_SUFFIXES.get(suffix, "text/plain")
    if media_type == "text/html":
        found = page_metadata(text)
        found |= {"date": iso_date(found["date"], str(path))} if "date" in found else {}
    else:
        found, text = front_matter(text, path, required=media_type == "text/markdown")
    return [
        Source(
            origin=str(path),
            media_type=media_type,
            text=text,
            sha256=sha256(content).hexdigest(),
            encoding=encoding,
            metadata={"id": path.stem} | found | known,
        )
    ], []


def _table(path: Path, content: bytes, as_is: bool) -> Read:
    rows = read_table(path, content) if content.strip() else ()
    if not rows:
        return [], [Skipped(origin=str(path), reason="empty", detail="the table has no rows")]
    sources, skipped = row_sources(path, rows, as_is=as_is)
    beside = path.parent / MANIFEST
    if beside.is_file() and any("outlet" not in source.metadata for source in sources):
        known = {listed.known["id"]: listed.known for listed in load_manifest(beside).articles}
        sources = tuple(_from_manifest(source, known) for source in sources)
    return list(sources), list(skipped)


def _from_manifest(source: Source, known: dict[str, dict[str, str]]) -> Source:
    """Complete a coded article from the manifest beside its table, where that has an article of the same id."""
    name = source.metadata["id"]
    article = name if name in known else name.rstrip("0123456789").rstrip("-_.:/#")
    if "outlet" in source.metadata or article not in known:
        return source
    return replace(source, metadata=known[article] | dict(source.metadata))


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise InputError(
            str(path), f"cannot be read ({error.strerror})", "check the file and its permissions"
        ) from error


def _with_outlet(source: Source, outlet: str) -> Source:
    if "outlet" in source.metadata:
        return source
    return replace(source, metadata={**source.metadata, "outlet": outlet})


def _own_ids(sources: Iterable[Source]) -> list[Source]:
    """Give each source an id that no other has: the second `a` becomes `a~2`."""
    taken = {source.metadata["id"] for source in sources}
    seen: set[str] = set()
    result: list[Source] = []
    for source in sources:
        name = source.metadata["id"]
        number = 2
        while name in seen:
            candidate = f"{source.metadata['id']}~{number}"
            name = candidate if candidate not in taken else name
            number += 1
        seen.add(name)
        taken.add(name)
        result.append(
            source if name == source.metadata["id"] else replace(source, metadata={**source.metadata, "id": name})
        )
    return result


def _near(path: Path) -> str:
    """Say which names near a missing one there are."""
    folder = path.parent
    if not folder.is_dir():
        return f"there is no folder {folder} either"
    names = sorted(item.name for item in folder.iterdir())
    folded = {name.casefold(): name for name in names}
    near = [folded[name] for name in get_close_matches(path.name.casefold(), folded, n=3)]
    return f"did you mean {' or '.join(near)}?" if near else f"look into {folder} for its name"

"""Files become sources: each decoded, with what its manifest, front matter or page says of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from framing.errors import InputError
from framing.model import Skipped, Source
from framing.text.reading.coded import row_sources
from framing.text.reading.decoding import decode
from framing.text.reading.ids import OwnIds
from framing.text.reading.manifest import MANIFEST, check_digest, load_manifest
from framing.text.reading.metadata import front_matter, iso_date
from framing.text.reading.places import TEXT_SUFFIXES, Place, places, read_bytes
from framing.text.reading.tables import Fault, TableRow, read_table, refuse
from framing.text.reading.webpage import page_metadata

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
    from its front matter, the page's `og:site_name`, or the sub-folder. A file named by itself is looked up in a
    manifest of its folder, and may do without: its outlet is then its name. `outlet` is the outlet of every text that
    names none. With `as_is`, which takes tables only, each row is one sentence.

    Every source has an id that is its own and an outlet.

    Raises InputError for a path that is missing, a file that is no text, a table or manifest that is malformed, and a
    text of a folder without an outlet.
    """
    sources: list[Source] = []
    skipped: list[Skipped] = []
    for place in places(paths, outlet=outlet):
        found, empty = sources_in(place, read_bytes(place.path), as_is=as_is)
        sources.extend(found)
        skipped.extend(empty)
    ids = OwnIds({source.metadata["id"] for source in sources})
    return tuple(_with(source, "id", ids.own(source.metadata["id"])) for source in sources), tuple(skipped)


def sources_in(place: Place, content: bytes, *, as_is: bool) -> Read:
    """Return the sources in one file, and what in it holds no text. Raises InputError as `read_sources` does."""
    if place.listed is not None:
        check_digest(place.listed, content)
    if not place.is_table:
        return _text(place, content, as_is)
    rows = read_table(place.path, content) if content.strip() else ()
    if not rows:
        return [], [Skipped(origin=str(place.path), reason="empty", detail="the table has no rows")]
    return table_sources(place, rows, as_is=as_is)


def table_sources(
    place: Place, rows: Sequence[TableRow], *, as_is: bool, fault: Fault = refuse, parted: bool = False
) -> Read:
    """Return the sources in rows of one table, each with its outlet, and the rows that hold no text.

    `parted` says that these are not all the rows of the table; what is wrong with a row is told to `fault`.
    """
    path = place.path
    sources, skipped = row_sources(path, rows, as_is=as_is, fault=fault, parted=parted)
    beside = Path(path).parent / MANIFEST
    if beside.is_file() and any("outlet" not in source.metadata for source in sources):
        known = {listed.known["id"]: listed.known for listed in load_manifest(beside).articles}
        sources = tuple(_from_manifest(source, known) for source in sources)
    named: list[Source] = []
    for source in sources:
        try:
            named.append(_with_outlet(source, place))
        except InputError as error:
            fault(error)
    return named, list(skipped)


def _text(place: Place, content: bytes, as_is: bool) -> Read:
    path = Path(place.path)
    if as_is:
        raise InputError(
            str(path), "--as-is takes each row of a table as a sentence, and this is no table", "leave it out"
        )
    known = {} if place.listed is None else place.listed.known
    if not content.strip():
        detail = "the file is empty" if not content else "there is nothing but white space in the file"
        skip = Skipped(
            origin=str(path), reason="empty", detail=detail, outlet=known.get("outlet"), title=known.get("title")
        )
        return [], [skip]
    text, encoding = decode(content, path)
    media_type = TEXT_SUFFIXES.get(path.suffix.casefold(), "text/plain")
    if media_type == "text/html":
        found = page_metadata(text)
        found |= {"date": iso_date(found["date"], str(path))} if "date" in found else {}
    else:
        found, text = front_matter(text, path, required=media_type == "text/markdown")
    source = Source(
        origin=str(path),
        media_type=media_type,
        text=text,
        sha256=sha256(content).hexdigest(),
        encoding=encoding,
        metadata={"id": path.stem} | found | known,
    )
    return [_with_outlet(source, place)], []


def _from_manifest(source: Source, known: dict[str, dict[str, str]]) -> Source:
    """Complete a coded article from the manifest beside its table, where that has an article of the same id."""
    name = source.metadata["id"]
    article = name if name in known else name.rstrip("0123456789").rstrip("-_.:/#")
    if "outlet" in source.metadata or article not in known:
        return source
    return replace(source, metadata=known[article] | dict(source.metadata))


def _with_outlet(source: Source, place: Place) -> Source:
    if "outlet" in source.metadata:
        return source
    if place.outlet is None:
        raise InputError(source.origin, "the outlet of this text is not known", HOW_TO_NAME_AN_OUTLET)
    return _with(source, "outlet", place.outlet)


def _with(source: Source, key: str, value: str) -> Source:
    if source.metadata.get(key) == value:
        return source
    return replace(source, metadata={**source.metadata, key: value})

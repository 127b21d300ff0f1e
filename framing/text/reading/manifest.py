"""A manifest says which files of a folder are the corpus, and what is known of each."""

from __future__ import annotations

from difflib import get_close_matches
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from framing.errors import InputError
from framing.text.reading.metadata import NAMES, entry_metadata
from framing.yamlfile import Entry, load_yaml, reject_unknown

MANIFEST = "manifest.yaml"
FORMAT = "framing-manifest/1"
KEYS = frozenset({*NAMES, "file", "original", "sha256"})


class Listed(NamedTuple):
    """One article of a manifest: its file, what is known of it, and the digest its bytes must have (None: any)."""

    path: Path
    known: dict[str, str]
    sha256: str | None


class Manifest(NamedTuple):
    """A manifest read: the corpus's name, its articles in order, and the table of coded sentences it may name."""

    name: str
    articles: tuple[Listed, ...]
    coded: Path | None = None


def load_manifest(path: Path) -> Manifest:
    """Read a manifest; raises InputError at file:line:column for what is wrong in it or not there."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(str(path), f"the manifest cannot be read: {error}", "save it as UTF-8") from error
    top = load_yaml(text, path)
    entries = top.mapping("a manifest")
    reject_unknown(entries, ("format", "name", "coded", "articles"), "a manifest")
    said = entries["format"].text("format") if "format" in entries else None
    if said != FORMAT:
        raise InputError(str(path), f"not a manifest (its format is {said})", f"begin with `format: {FORMAT}`")
    if "articles" not in entries:
        raise InputError(str(path), "the manifest lists no articles", "add `articles:` with one item a file")
    name = entries["name"].text("name") if "name" in entries else None
    articles: list[Listed] = []
    ids: dict[str, int] = {}
    for entry in entries["articles"].items("articles"):
        listed = _listed(entry, path.parent)
        article = listed.known["id"]
        if article in ids:
            raise InputError(str(entry.place), f"a second article {article}", f"the first is on line {ids[article]}")
        ids[article] = entry.place.line
        articles.append(listed)
    coded = _named_file(entries["coded"], path.parent) if "coded" in entries else None
    return Manifest(name or path.parent.name, tuple(articles), coded)


def check_digest(listed: Listed, content: bytes) -> None:
    """Raise InputError where the bytes of a file are not those the manifest was written for."""
    found = sha256(content).hexdigest()
    if listed.sha256 is not None and found != listed.sha256.casefold():
        raise InputError(
            str(listed.path),
            f"the file has changed: its SHA-256 is {found[:12]}..., and {MANIFEST} says {listed.sha256[:12]}...",
            f"restore the file, or put sha256: {found} into the manifest",
        )


def _listed(entry: Entry, folder: Path) -> Listed:
    fields = entry.mapping("an article")
    reject_unknown(fields, KEYS, "an article")
    for key in ("file", "outlet"):
        if key not in fields or not fields[key].text(key):
            raise InputError(str(entry.place), f"an article without `{key}`", f"add `{key}: ...`")
    path = _named_file(fields["file"], folder)
    known = entry_metadata(fields)
    known.setdefault("id", path.stem)
    return Listed(path, known, fields["sha256"].text("sha256") if "sha256" in fields else None)


def _named_file(entry: Entry, folder: Path) -> Path:
    file = entry.text("a file name") or ""
    path = folder / file
    if not path.is_file():
        near = get_close_matches(file, [item.name for item in folder.iterdir()], n=1)
        remedy = f"did you mean {near[0]}?" if near else "correct the name or delete the item"
        raise InputError(str(entry.place), f"there is no file {file}", remedy)
    return path

"""The file of a baseline to its value; a file from a stranger is looked at before it is believed."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from hashlib import sha256

from framing.baseline.columns import Column, kept_of, read_column
from framing.baseline.derive import Head, assemble
from framing.baseline.fields import Fields, parsed
from framing.baseline.file import FORMAT, LINES, MANIFEST, MEMBERS, VERSION
from framing.baseline.heading import Heading, read_heading
from framing.baseline.records import read_articles, read_forms, read_quotes, read_terms
from framing.baseline.sound import (
    DamagedError,
    check_articles,
    check_bags,
    check_marks,
    check_quotes,
    check_terms,
    check_unfolded,
    check_units,
)
from framing.baseline.values import Baseline
from framing.errors import InputError

MAX_BYTES = 1 << 30
"""Size above which a file is not opened: about 400,000 articles. Nothing in a file is compressed, so that what it takes
in memory is bounded by its size: 550 MB for a file of 12 MB with 5,000 articles."""

REBUILD = "build it again with `framing baseline build`, or get an undamaged copy"
GIVE = "give a file that `framing baseline build` wrote"


def from_bytes(data: bytes, *, where: str) -> Baseline:
    """Return the baseline whose file is `data`; `where` is what errors call it.

    Nothing in the file is trusted: names, sizes, hashes, columns, ranges and order are checked before a number is used.

    Raises InputError for what is no baseline, is damaged or cut short, was made by a newer version, or cannot be true.
    """
    try:
        return _opened(data, where)
    except DamagedError as error:
        raise InputError(where, f"this baseline is damaged: {error}", REBUILD) from error


def refuse_size(size: int, *, where: str) -> None:
    """Raise InputError for a file of more than MAX_BYTES, which need not be read to be refused."""
    if size > MAX_BYTES:
        raise InputError(where, f"the file is larger than {MAX_BYTES >> 20} MB", "build smaller baselines")


def _opened(data: bytes, where: str) -> Baseline:
    refuse_size(len(data), where=where)
    manifest, members = _unpacked(data, where)
    heading = read_heading(manifest)
    for name, content in members.items():
        listed = heading.members[name]
        if len(content) != listed.size or sha256(content).hexdigest() != listed.sha256:
            raise DamagedError(f"{name} is not what was written")
        if name in LINES and content.count(b"\n") != listed.rows:
            raise DamagedError(f"{name} has not the rows it should")
    return _baseline(members, heading, digest=sha256(data).hexdigest(), size=len(data))


def _unpacked(data: bytes, where: str) -> tuple[Fields, dict[str, bytes]]:
    """Return the manifest and the members of the ZIP, none of which is compressed or has a name of its own."""
    if not data.startswith(b"PK"):
        raise InputError(where, "this is no baseline" if data else "the file is empty", GIVE)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            names = [entry.filename for entry in entries]
            if MANIFEST not in names:
                raise InputError(where, "this ZIP is no baseline", GIVE)
            if any(entry.compress_type != zipfile.ZIP_STORED or entry.flag_bits & 1 for entry in entries):
                raise DamagedError("a member is compressed or encrypted, which none may be")
            if sum(entry.file_size for entry in entries) > len(data):
                raise DamagedError("its members say they are larger than the file")
            manifest = _manifest(archive.read(MANIFEST), where)
            if tuple(names) != (MANIFEST, *MEMBERS):
                raise DamagedError("it does not hold the members it should")
            return manifest, {name: archive.read(name) for name in MEMBERS}
    except (zipfile.BadZipFile, EOFError, NotImplementedError, ValueError, OSError, RuntimeError) as error:
        raise DamagedError(f"it was cut short or changed ({error})") from error


def _manifest(content: bytes, where: str) -> Fields:
    """Return the manifest; what another program or a newer version made is refused before anything else is read."""
    manifest = parsed(content, "its manifest")
    if manifest.value("format") != FORMAT:
        raise InputError(where, "this ZIP is no baseline", GIVE)
    version = manifest.number("version")
    if version > VERSION:
        what = f"this baseline has format {version}, and this framing reads {VERSION}"
        raise InputError(where, what, "update framing, or build the baseline again with this version")
    if version != VERSION:
        raise DamagedError(f"its format is {version}, and there is none before {VERSION}")
    return manifest


def _baseline(members: Mapping[str, bytes], heading: Heading, *, digest: str, size: int) -> Baseline:
    kept = kept_of(
        {
            name: read_column(name, Column(heading.members[name].kind, content), heading.members[name].rows)
            for name, content in members.items()
            if name not in LINES
        },
        forms=read_forms(members["forms.txt"]),
        stop_sha256=heading.stop_words_sha256,
    )
    articles, story, inputs = read_articles(members["articles.jsonl"])
    terms = read_terms(members["terms.jsonl"])
    stories = int(story.max(initial=-1)) + 1
    check_unfolded(len(kept.units.article), len(heading.measures), stories, len(kept.bags.forms), size=size)
    check_articles(articles, story)
    check_terms(terms, heading.measures, heading.lexicons)
    check_units(kept.units, len(articles))
    check_marks(kept.marks, kept.units, len(terms))
    check_bags(kept.bags, kept.units, len(articles))
    quotes = tuple(read_quotes(members["quotes.jsonl"], articles, heading.measures))
    check_quotes(quotes, with_quotes=heading.with_quotes)
    head = Head(
        name=heading.name,
        by=heading.by,
        measures=heading.measures,
        terms=terms,
        quotes=quotes,
        with_quotes=heading.with_quotes,
        lexicons=heading.lexicons,
        lexicon_versions=heading.lexicon_versions,
        titles=heading.titles,
        cues_sha256=heading.cues_sha256,
        version=heading.tool,
        tokens_sha256=heading.tokens_sha256,
        inputs=inputs,
        sha256=digest,
    )
    return assemble(articles, kept, head, story=story)

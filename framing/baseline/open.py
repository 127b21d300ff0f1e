"""The file of a baseline to its value; a file from a stranger is looked at before it is believed."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from framing.baseline.derive import Head, assemble
from framing.baseline.file import FORMAT, MANIFEST, SCHEMAS, VERSION
from framing.baseline.heading import Heading, read_heading
from framing.baseline.sound import (
    DamagedError,
    check_articles,
    check_bags,
    check_marks,
    check_quotes,
    check_terms,
    check_units,
)
from framing.baseline.values import Bags, Baseline, BaselineArticle, IntArray, Kept, Marks, Units
from framing.errors import InputError
from framing.model import BaselineQuote

MAX_BYTES = 1 << 30
"""Size above which a file is not opened: about two million articles."""

MAX_ROWS_A_BYTE = 64
MAX_ROWS = 100_000
"""Rows that a table may have for each of its bytes, and that any table may have: equal values take hardly a byte. Real
tables have 0.2 to 4 rows a byte."""

REBUILD = "build it again with `framing baseline build`, or get an undamaged copy"


def from_bytes(data: bytes, *, where: str) -> Baseline:
    """Return the baseline whose file is `data`; `where` is what errors call it.

    Nothing in the file is trusted: names, sizes, hashes, columns, ranges and order are checked before a number is used.

    Raises InputError for what is no baseline, is damaged or cut short, was made by a newer version, or cannot be true.
    """
    try:
        return _opened(data, where)
    except DamagedError as fault:
        raise InputError(where, f"this baseline is damaged: {fault}", REBUILD) from fault


def refuse_size(size: int, *, where: str) -> None:
    """Raise InputError for a file of more than MAX_BYTES, which need not be read to be refused."""
    if size > MAX_BYTES:
        raise InputError(where, f"the file is larger than {MAX_BYTES >> 20} MB", "build smaller baselines")


def _opened(data: bytes, where: str) -> Baseline:
    refuse_size(len(data), where=where)
    members = _members(data, where)
    heading = read_heading(members.pop(MANIFEST))
    tables = {name: _table(name, members[name], heading) for name in SCHEMAS}
    return _baseline(tables, heading, digest=sha256(data).hexdigest())


def _members(data: bytes, where: str) -> dict[str, bytes]:
    """Return the members of the ZIP, none of which is compressed or has a name of its own."""
    if not data.startswith(b"PK"):
        what = "the file is empty" if not data else "this is no baseline"
        raise InputError(where, what, "give a file that `framing baseline build` wrote")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            if MANIFEST not in archive.namelist():
                raise InputError(where, "this ZIP is no baseline", "give a file that `framing baseline build` wrote")
            if any(entry.compress_type != zipfile.ZIP_STORED or entry.flag_bits & 1 for entry in entries):
                raise DamagedError("a member is compressed or encrypted, which none may be")
            _check_version(archive.read(MANIFEST), where)
            names = [entry.filename for entry in entries]
            if names != [MANIFEST, *SCHEMAS]:
                raise DamagedError(f"it holds {', '.join(names[:12])!r} instead of the tables it should")
            if sum(entry.file_size for entry in entries) > len(data):
                raise DamagedError("its members say they are larger than the file")
            return {name: archive.read(name) for name in names}
    except (zipfile.BadZipFile, EOFError, NotImplementedError, ValueError, OSError, RuntimeError) as error:
        raise DamagedError(f"it was cut short or changed ({error})") from error


def _check_version(manifest: bytes, where: str) -> None:
    """Refuse what another program or a newer version made, before anything else is looked at."""
    try:
        found = json.loads(manifest)
    except (ValueError, RecursionError) as error:
        raise DamagedError("its manifest cannot be read") from error
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        raise InputError(where, "this ZIP is no baseline", "give a file that `framing baseline build` wrote")
    version = found.get("version")
    if isinstance(version, int) and version > VERSION:
        what = f"this baseline has format {version}, and this framing reads {VERSION}"
        raise InputError(where, what, "update framing, or build the baseline again with this version")
    if version != VERSION:
        raise DamagedError(f"its format is {version!r}, and there is none before {VERSION}")


def _table(name: str, content: bytes, heading: Heading) -> pa.Table:
    """Return one table, after its hash, size, columns and number of rows were checked."""
    listed = heading.members[name]
    if len(content) != listed.size or sha256(content).hexdigest() != listed.sha256:
        raise DamagedError(f"{name} is not what was written")
    texts = [field.name for field in SCHEMAS[name] if field.type == pa.string()]
    try:
        # A text repeated a million times is read as one text and a million numbers, never as a million texts.
        file = pq.ParquetFile(io.BytesIO(content), read_dictionary=texts)
        _check_size(name, file.metadata, listed.rows, len(content))
        if file.schema_arrow.names != SCHEMAS[name].names:
            raise DamagedError(f"{name} has other columns than it should")
        table = file.read(use_threads=False)
        if any(
            column.null_count for column, field in zip(table.columns, SCHEMAS[name], strict=True) if not field.nullable
        ):
            raise DamagedError(f"{name} has holes")
        for column in texts:
            _check_texts(name, table[column])
        return table.cast(SCHEMAS[name])
    except (pa.ArrowException, OSError, ValueError) as error:
        raise DamagedError(f"{name} cannot be read ({error})") from error


def _check_size(name: str, metadata: Any, rows: int, size: int) -> None:
    groups = [metadata.row_group(number) for number in range(metadata.num_row_groups)]
    columns = [(group, group.column(number)) for group in groups for number in range(group.num_columns)]
    if metadata.num_rows != rows or sum(group.num_rows for group in groups) != rows or rows < 0:
        raise DamagedError(f"{name} has not the rows it should")
    if rows > MAX_ROWS + MAX_ROWS_A_BYTE * size:
        raise DamagedError(f"{name} has more rows than its size can hold")
    if any(column.num_values != group.num_rows or column.compression != "UNCOMPRESSED" for group, column in columns):
        raise DamagedError(f"{name} is compressed, or its columns differ in length")


LONGEST = 2000
"""Characters of the longest text a table may hold: ids, outlets, titles, terms, words, sentences."""


def _check_texts(name: str, column: pa.ChunkedArray) -> None:
    for chunk in column.chunks:
        values = chunk.dictionary if isinstance(chunk, pa.DictionaryArray) else chunk
        if any(len(value) > 4 * LONGEST for value in values.cast(pa.binary()).to_pylist() if value is not None):
            raise DamagedError(f"{name} holds a text of more than {LONGEST} characters")


def _baseline(tables: Mapping[str, pa.Table], heading: Heading, *, digest: str) -> Baseline:
    kept = Kept(
        units=Units(**_numbers(tables["units.parquet"])),
        marks=Marks(**_numbers(tables["hits.parquet"])),
        bags=Bags(
            forms=tuple(tables["forms.parquet"]["form"].to_pylist()),
            **_numbers(tables["words.parquet"]),
            stop_sha256=heading.stop_words_sha256,
        ),
    )
    columns = {name: tables["articles.parquet"][name].to_pylist() for name in SCHEMAS["articles.parquet"].names}
    articles = tuple(
        BaselineArticle(
            id=name, outlet=outlet, title=title, published=published, sha256=text.hex(), words_sha256=words.hex()
        )
        for name, outlet, title, published, text, words in zip(
            *(columns[key] for key in ("id", "outlet", "title", "published", "text_sha256", "words_sha256")),
            strict=True,
        )
    )
    story = np.array(columns["story"], dtype=np.int64)
    terms = tuple(zip(*(column.to_pylist() for column in tables["terms.parquet"].columns), strict=True))
    check_articles(articles, story)
    check_terms(terms, heading.measures, heading.lexicons)
    check_units(kept.units, len(articles))
    check_marks(kept.marks, kept.units, len(terms))
    check_bags(kept.bags, kept.units, len(articles))
    quotes = _quotes(tables["quotes.parquet"], articles, heading)
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
        inputs={
            article.id: "" if found is None else found.hex()
            for article, found in zip(articles, columns["input_sha256"], strict=True)
        },
        sha256=digest,
    )
    return assemble(articles, kept, head, story=story)


def _numbers(table: pa.Table) -> dict[str, IntArray]:
    return {name: table[name].to_numpy().astype(np.int64) for name in table.column_names}


def _quotes(table: pa.Table, articles: tuple[BaselineArticle, ...], heading: Heading) -> tuple[BaselineQuote, ...]:
    found = []
    for row in table.to_pylist():
        if not (0 <= row["article"] < len(articles) and 0 <= row["measure"] < len(heading.measures)):
            raise DamagedError("a quotation is of no article or measure")
        article = articles[row["article"]]
        found.append(
            BaselineQuote(
                outlet=article.outlet,
                article=article.id,
                title=article.title,
                published=article.published,
                measure=heading.measures[row["measure"]],
                text=row["text"],
                hits=tuple(_span(span) for span in row["hits"].split()),
            )
        )
    return tuple(found)


def _span(written: str) -> tuple[int, int]:
    start, _, end = written.partition(":")
    if not (start.isdecimal() and end.isdecimal() and len(written) < 12):
        raise DamagedError("a quotation has marks that are none")
    return int(start), int(end)

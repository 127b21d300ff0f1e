"""Bytes become text, or an error that names the file and says what it looks like."""

from __future__ import annotations

import codecs
from pathlib import PurePath
from typing import NamedTuple

import regex

from framing.encodings import FIRST_BYTES, marked_encoding
from framing.errors import InputError

SAVE_AS_TEXT = "save the article as .txt, .md or .html and hand that in"
# What a file begins with, and what it then is.
SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a zip archive (Word, Excel and OpenDocument files are such)"),
    (b"PK\x05\x06", "an empty zip archive"),
    (b"\xd0\xcf\x11\xe0", "an old Word, Excel or PowerPoint file"),
    (b"{\\rtf", "an RTF document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"II*\x00", "a TIFF picture"),
    (b"MM\x00*", "a TIFF picture"),
    (b"RIFF", "a sound, film or WebP file"),
    (b"ID3", "an MP3 sound file"),
    (b"OggS", "an Ogg sound file"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"SQLite format 3", "an SQLite database"),
    (b"PAR1", "a Parquet table (its name should end in .parquet)"),
)
# English and the languages it is most often found beside. Without the fence a short English text with one curly
# quotation mark is taken for a Greek, Hebrew or mainframe code page.
LIKELY = [
    "cp1252",
    "cp1250",
    "cp1251",
    "koi8_r",
    "koi8_u",
    "iso8859_2",
    "mac_roman",
    "cp1253",
    "cp1254",
    "gb18030",
    "big5",
]
LIKELY += ["shift_jis", "euc_jp", "euc_kr", "utf_16_le", "utf_16_be"]
DECLARED = regex.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{2,20})|<\?xml[^>]{0,100}encoding=[\"']([\w-]{2,20})"
)
# Typographic marks, small letters with accents, and capitals with accents at the beginning of a word.
WESTERN = regex.compile(
    r"[‘’‚“”„–—…•·«»‹›€£¥§©®™°\u00a0\u00ad¡¿½¼¾×]|(?!\p{ASCII})\p{Ll}|(?<!\p{L})(?!\p{ASCII})\p{Lu}(?=\p{Ll})"
)
MOST_LETTERS = 0.1


class Decoded(NamedTuple):
    """A text and the encoding it was in."""

    text: str
    encoding: str


def decode(content: bytes, path: PurePath) -> Decoded:
    """Return the text of a file: by its byte order mark, else as UTF-8, as the page declares, or as what fits.

    Raises InputError where the bytes are no text, or no encoding fits them.
    """
    refuse_other_kinds(content, path)
    marked = marked_encoding(content)
    if marked is not None:
        return _strictly(content, marked, path)
    if b"\x00" in content:
        raise InputError(str(path), "not a text: it holds zero bytes, as programs and media files do", SAVE_AS_TEXT)
    try:
        return Decoded(content.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return _detected(content, path)


def refuse_other_kinds(content: bytes, path: PurePath) -> None:
    """Raise InputError where the beginning of a file says that it is something other than a text."""
    for signature, kind in SIGNATURES:
        if content.startswith(signature):
            raise InputError(str(path), f"not a text: this is {kind}", SAVE_AS_TEXT)


def _strictly(content: bytes, encoding: str, path: PurePath) -> Decoded:
    try:
        return Decoded(content.decode(encoding), encoding)
    except UnicodeDecodeError as error:
        what = f"it begins as {encoding} text, but byte {error.start + 1} cannot be read"
        raise InputError(str(path), what, "save it again as UTF-8") from error


def _is_western(content: bytes) -> bool:
    """Whether the bytes read as English in Windows-1252: few accented letters, each where such a one can stand.

    A detector has too little to go by in an English text with a dozen curly quotation marks, and takes it for anything.
    """
    try:
        text = content.decode("cp1252")
    except UnicodeDecodeError:
        return False
    foreign = [char for char in text if not char.isascii()]
    letters = sum(char.isalpha() for char in foreign)
    return letters <= MOST_LETTERS * len(text) and len(foreign) == len(WESTERN.findall(text))


def _detected(content: bytes, path: PurePath) -> Decoded:
    declared = DECLARED.search(content[:FIRST_BYTES])
    if declared is not None:
        name = (declared[1] or declared[2]).decode("ascii")
        try:
            return Decoded(content.decode(name), codecs.lookup(name).name)
        except (LookupError, UnicodeDecodeError):
            pass  # a page that declares the wrong encoding is common; the bytes are looked at instead
    if _is_western(content):
        return Decoded(content.decode("cp1252"), "cp1252")
    from charset_normalizer import from_bytes  # for the few files that are neither UTF-8 nor western

    best = from_bytes(content, cp_isolation=LIKELY).best()
    if best is None:
        raise InputError(str(path), "its bytes are not text in any known encoding", "save it again as UTF-8")
    return Decoded(str(best), best.encoding)

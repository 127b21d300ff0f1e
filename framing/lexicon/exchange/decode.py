"""Bytes of a dictionary to text."""

from __future__ import annotations

import codecs
import hashlib
import re
from pathlib import Path

from framing.encodings import FIRST_BYTES, marked_encoding
from framing.errors import LexiconError
from framing.lexicon.exchange.values import Source

# Programs of the nineties wrote Western European Windows text, and most published dictionaries come from them.
ASSUMED = "cp1252"
SAVE_AGAIN = "save it as UTF-8, or name its encoding with --encoding"
_DECLARED = re.compile(rb"""<\?xml[^>]{0,100}encoding=["']([\w.-]{2,20})["']""")


def decode(content: bytes, path: Path, *, encoding: str | None = None) -> Source:
    """Return the text of a dictionary, its line ends made line feeds.

    The encoding is the one named, else what a byte order mark, UTF-8 or an XML declaration says, else Windows-1252.
    Raises LexiconError for bytes that are no text, with the line, and for an encoding that there is not.
    """
    told = encoding or marked_encoding(content) or _fitting(content, path)
    used = told or ASSUMED
    try:
        text = content.decode(used)
    except LookupError:
        raise LexiconError(str(path), f"there is no encoding {used}", "name one such as utf-8 or cp1252") from None
    except UnicodeDecodeError as error:
        where = f"{path}:{_line(content, error.start)}"
        raise LexiconError(where, f"byte {error.start + 1} is not {used} text", SAVE_AGAIN) from None
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise LexiconError(f"{path}:{line}", "not a dictionary: it holds zero bytes, as programs do", SAVE_AGAIN)
    return Source(
        path=path,
        text=text,
        encoding=_name(used),
        sha256=hashlib.sha256(content).hexdigest(),
        guessed=told is None,
    )


def _fitting(content: bytes, path: Path) -> str | None:
    """Return UTF-8 where the bytes are that, else what an XML declaration says, else None."""
    if b"\0" in content:
        where = f"{path}:{_line(content, content.index(0))}"
        raise LexiconError(where, "not a dictionary: it holds zero bytes, as programs do", SAVE_AGAIN)
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        declared = _DECLARED.search(content[:FIRST_BYTES])
        return declared[1].decode("ascii") if declared else None
    return "utf-8"


def _line(content: bytes, offset: int) -> int:
    before = content[:offset]
    return before.replace(b"\r\n", b"\n").replace(b"\r", b"\n").count(b"\n") + 1


def _name(encoding: str) -> str:
    return codecs.lookup(encoding).name.removesuffix("-sig")

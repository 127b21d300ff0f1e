"""What the first bytes of a file say about its encoding."""

from __future__ import annotations

import codecs

MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# In UTF-16 without a mark every second byte of English text is zero; in no other encoding of text is a byte ever zero.
SHARE_OF_ZEROS = 0.3
FIRST_BYTES = 4096


def marked_encoding(content: bytes) -> str | None:
    """Return the encoding that a byte order mark names, or UTF-16 where half of the bytes is zero; None otherwise."""
    for mark, encoding in MARKS:
        if content.startswith(mark):
            return encoding
    return _wide(content)


def _wide(content: bytes) -> str | None:
    start = content[:FIRST_BYTES]
    if len(start) < 4:
        return None
    even, odd = start[0::2].count(0) / len(start), start[1::2].count(0) / len(start)
    if odd >= SHARE_OF_ZEROS and even == 0:
        return "utf-16-le"
    return "utf-16-be" if even >= SHARE_OF_ZEROS and odd == 0 else None

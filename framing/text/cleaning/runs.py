"""How many words a text has at least, told without finding them: enough for most questions about a line."""

from __future__ import annotations

_JOINING = b"'.,"
_LETTERS = bytes(code for code in range(128) if chr(code).isalnum())
_PARTING = bytes(code for code in range(128) if code not in _LETTERS + _JOINING)
_APART = bytes.maketrans(_PARTING, b" " * len(_PARTING))
_UNTOLD = _JOINING + bytes(range(128, 256))


def least_words(content: bytes) -> int:
    """Return a number of words that a text in UTF-8 has at least.

    Letters and digits of ASCII that another sign of ASCII parts stand in words of their own. A full stop, comma or
    apostrophe may join them, and so may what is not ASCII.
    """
    return len(content.translate(_APART, _UNTOLD).split())


def most_words(content: bytes) -> int:
    """Return a number of words that a text in UTF-8 does not exceed."""
    return 1 + len(content.translate(None, _LETTERS))

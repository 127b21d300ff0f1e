"""Text is normalised once, here; whatever comes later works on the result and never changes it."""

from __future__ import annotations

import itertools
import unicodedata

import regex

# Lines of hard-wrapped mail and of Project Gutenberg books are 60 to 80 characters long; 100 leaves room for ragged
# ones, and a paragraph of a copied page (median of the five seeds: 430 characters) is far above it.
WIDEST_WRAP = 100
NARROWEST_WRAP = 45
FEWEST_LINES = 6
FULL_LINE = 0.7
SHARE_OF_FULL_LINES = 0.7
SHARE_BROKEN_INSIDE = 0.5
SHARE_IN_LOWER_CASE = 0.4

LINE_END = regex.compile(r"\r\n?|[\v\f\x1c-\x1e\x85\u2028\u2029]")
# Tab and every Unicode space, non-breaking ones too; then characters that are not seen: controls, soft hyphen,
# zero-width spaces, direction marks, byte order mark. Zero-width joiners carry meaning in Arabic, Indic scripts and
# emoji: there they stay.
SPACE = regex.compile(r"[\t\p{Zs}]")
UNSEEN = regex.compile(
    r"[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\u00ad\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]"
    r"|(?<![\p{Arabic}\p{Syriac}\p{Devanagari}\p{Bengali}\p{Tamil}\p{Telugu}\p{Malayalam}\p{Sinhala}\p{So}\p{Mn}\p{Emoji_Modifier}])"
    r"[\u200c\u200d]"
)
SPACES = regex.compile(r" {2,}")
SPACES_AT_LINE_END = regex.compile(r" +$", regex.MULTILINE)
SPACES_AT_LINE_START = regex.compile(r"^ +", regex.MULTILINE)
BLANK_LINES = regex.compile(r"\n{3,}")
# Characters of ASCII that are left alone; parts of Korean syllables, which become one with each other; and the end of
# the plane in which letters only join as marks do.
PLAIN = bytes(range(32, 127)) + b"\n"
JOINING = ("\u1100", "\u11ff")
BEYOND = "\U00010000"
SENTENCE_END = regex.compile(r"[.?!:…][\"'”’»)\]]*$")
CONTINUING = regex.compile(r"[\p{Ll}\p{Nd}\"'“‘«(]")


def normalise(text: str, *, unwrap: bool = True) -> str:
    """Return `text` in the one form the rest of the program knows.

    Unicode NFC; lines end in LF; every kind of space is a plain space, and never two in a row; zero-width characters,
    soft hyphens and control characters are gone; no spaces at the ends of lines, at most one blank line, none at
    either end. With `unwrap`, the lines of hard-wrapped text are joined, so that each line is one paragraph.

    Applying it twice gives the same as applying it once.
    """
    if not _is_plain(text):
        text = LINE_END.sub("\n", text)
        text = unicodedata.normalize("NFC", UNSEEN.sub("", SPACE.sub(" ", text)))
    if " \n" in text or text.endswith(" "):
        text = SPACES_AT_LINE_END.sub("", text)
    if unwrap:
        text = unwrapped(text)
    if "\n " in text or "  " in text or text.startswith(" "):
        text = SPACES.sub(" ", SPACES_AT_LINE_START.sub("", text))
    if "\n\n\n" in text:
        text = BLANK_LINES.sub("\n\n", text)
    return text.strip("\n")


def _is_plain(text: str) -> bool:
    """Whether every character is one that stays as it is, whatever stands beside it."""
    others = text.encode("utf-8", "surrogatepass").translate(None, PLAIN)
    return not others or all(map(_STAYS.__getitem__, set(others.decode("utf-8", "surrogatepass"))))


class _Stays(dict[str, bool]):
    """Whether a character is left alone, whatever stands beside it: a letter, number or sign that is its own NFC."""

    def __missing__(self, char: str) -> bool:
        seen = unicodedata.category(char)[0] in "LNPS" and not JOINING[0] <= char <= JOINING[1]
        self[char] = seen and char < BEYOND and unicodedata.is_normalized("NFC", char)
        return self[char]


_STAYS = _Stays()
stays = _STAYS.__getitem__
"""Whether a character that is not of ASCII is left alone by `normalise`, whatever stands beside it."""


def unwrapped(text: str) -> str:
    """Join the lines of hard-wrapped text into paragraphs; return other text as it is.

    Text is taken as wrapped where no line is longer than WIDEST_WRAP characters, most lines inside its blocks are
    nearly full, and most break off in mid-sentence. A line is joined to the one before where its first word would not
    have fitted there; an indented line starts a paragraph of its own.
    """
    lines = text.split("\n")
    width = max(map(len, lines))
    if not NARROWEST_WRAP <= width <= WIDEST_WRAP:
        return text
    inner = [(line, after) for line, after in itertools.pairwise(lines) if line.strip() and after.strip()]
    if not _is_wrapped(inner, width):
        return text
    joined: list[str] = []
    last = ""
    for line in lines:
        if joined and last.strip() and line.strip() and _belongs(last, line, width):
            joined[-1] += ("" if _is_broken_word(last) else " ") + line.strip()
        else:
            joined.append(line)
        last = line
    return "\n".join(joined)


def _is_wrapped(inner: list[tuple[str, str]], width: int) -> bool:
    if len(inner) < FEWEST_LINES:
        return False
    full = sum(len(line) >= FULL_LINE * width for line, _ in inner)
    broken = sum(SENTENCE_END.search(line) is None for line, _ in inner)
    lower = sum(CONTINUING.match(after.lstrip()) is not None for _, after in inner)
    return (
        full >= SHARE_OF_FULL_LINES * len(inner)
        and broken >= SHARE_BROKEN_INSIDE * len(inner)
        and lower >= SHARE_IN_LOWER_CASE * len(inner)
    )


def _belongs(last: str, line: str, width: int) -> bool:
    if line.startswith(" ") and not last.startswith(" "):
        return False
    first_word = line.split(maxsplit=1)[0]
    return len(last) + 1 + len(first_word) > width


def _is_broken_word(last: str) -> bool:
    return regex.search(r"\p{Ll}-$", last) is not None

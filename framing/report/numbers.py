"""Numbers, counts and dates as the brief prints them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

MINUS = "−"
NAME_LIMIT = 40
"""Characters of an outlet's name in a sentence, a title or under a quotation."""
WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Scale:
    """How rates are printed: `factor` turns a rate into the printed unit, `digits` decimals are kept.

    `unit` follows a value ("%"), `gap` names a difference ("points"), `name` says what is counted.
    """

    factor: float
    digits: int
    unit: str
    gap: str
    name: str
    short: str

    def value(self, rate: float | None) -> str:
        """Return a rate with its unit: 0.27 -> "27%"; a dash where there is none."""
        return "–" if rate is None else f"{self.bare(rate)}{self.unit}"

    def bare(self, rate: float) -> str:
        """Return a rate without its unit, with a true minus sign and never a negative zero."""
        text = f"{abs(rate) * self.factor:.{self.digits}f}"
        return f"{MINUS}{text}" if rate < 0 and float(text) != 0 else text

    def signed(self, rate: float) -> str:
        """Return a difference with its sign: "+17", "−4", "0"."""
        text = self.bare(rate)
        return text if text.startswith(MINUS) or float(text) == 0 else f"+{text}"

    def span(self, low: float | None, high: float | None) -> str:
        """Return an interval: "14 to 40"; empty where there is none."""
        return "" if low is None or high is None else f"{self.bare(low)} to {self.bare(high)}"

    def plot(self, rate: float) -> float:
        """Return a rate in the printed unit, for a chart."""
        return round(rate * self.factor, 6)


def share_scale(half_widths: Iterable[float]) -> Scale:
    """Return the scale of a share of sentences.

    Decimals are printed only where the intervals are narrow enough to carry them.
    """
    widths = sorted(half_widths)
    narrow = bool(widths) and widths[len(widths) // 2] < 0.015
    return Scale(
        factor=100.0, digits=1 if narrow else 0, unit="%", gap="points", name="share of sentences", short="per cent"
    )


def rate_scale() -> Scale:
    """Return the scale of hits per 1,000 words."""
    return Scale(factor=1.0, digits=1, unit="", gap="hits per 1,000 words", name="hits per 1,000 words", short="hits")


def percent(part: float, whole: float) -> str:
    """Return a share of a count in whole per cent; a dash where there is nothing to share."""
    return f"{100 * part / whole:.0f}%" if whole else "–"


def count(n: int) -> str:
    """Return a count with thousands marked: 10,400."""
    return f"{n:,}"


def plural(n: int, one: str, many: str | None = None) -> str:
    """Return a count with its noun: "1 article", "1,204 articles"."""
    return f"{count(n)} {one if n == 1 else (many or one + 's')}"


def in_words(n: int, *, capital: bool = False) -> str:
    """Return a small count as a word, a larger one in figures."""
    text = WORDS[n] if 0 <= n < len(WORDS) else count(n)
    return text[:1].upper() + text[1:] if capital else text


def join(items: Sequence[str], last: str = "and") -> str:
    """Return a list as a sentence has it: "a, b and c"."""
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} {last} {items[-1]}" if items else ""


def day(value: date) -> str:
    """Return a date as "3 September 2026"."""
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"


def days(first: date, last: date) -> str:
    """Return a range of dates without what both ends share: "3 to 30 September 2026"."""
    if first == last:
        return day(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {day(last)}"
    if first.year == last.year:
        return f"{first.day} {MONTHS[first.month - 1]} to {day(last)}"
    return f"{day(first)} to {day(last)}"


def printable(text: str) -> str:
    """Return text that any output can hold: control characters and lone surrogates out, white space folded.

    XML forbids them, and one in a title would stop the whole brief.
    """
    kept = (" " if c.isspace() else c for c in text if c.isspace() or unicodedata.category(c) not in ("Cc", "Cs", "Cn"))
    return " ".join("".join(kept).split())


def shorten(text: str, limit: int) -> str:
    """Return text of at most `limit` characters, cut at a word with an ellipsis where it is longer."""
    text = printable(text)
    if len(text) <= limit:
        return text
    cut = text[: limit - 1]
    head = cut.rsplit(" ", 1)[0] if " " in cut[limit // 2 :] else cut
    return head.rstrip(" ,;:–-") + "…"

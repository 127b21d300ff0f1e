"""Readings made up word by word, so that every rule of voice is met in every company: no cue file has to know them."""

from __future__ import annotations

from random import Random
from typing import NamedTuple

from framing.batch.layout import LISTS, PHRASED
from framing.model import Token
from framing.text.voices.cued import Phrase, Reading
from framing.text.voices.quotes import Quotation

WORDS = (
    *("that", "to", "by", "as", "who", "it", "only", "with", "It", "That", "To", "By", "As", "Who", "Only", "With"),
    *("US", "us", "THE", "A", "10", "7", "not", "No", "officials", "official", "officials'", "said", "says", "saying"),
    *("asked", "speaking", "claims", "being", "went", "added", "Berlin", "Moscow's", "MOSCOW’s", "Vitaly", "KYIV"),
)
SPACES = (" ",) * 12
GAPS = (", ", ": ", "; ", " - ", " – ", "—", " (", ") ", ", “", ": “", ":” ", ",” ", "...", "! ", '" ', ' "', ":", ".")
# Lists that meet at every turn of the rules stand more than once.
COMMON = ("prepositions", "relatives", "conjunctions", "subordinators", "finite", "adverbs", "sources", "pronouns")
LISTED = (*LISTS[PHRASED:], *COMMON * 3)
VERBS = ("speech", "claims", "judgements", "opinions", "acts")
OTHERS = tuple(name for name in LISTS[:PHRASED] if name not in VERBS)
LONGEST = 26


class Invented(NamedTuple):
    """A reading, the quotations of its text, and whether the sentence begins inside one."""

    reading: Reading
    quotations: tuple[Quotation, ...]
    starts_before: bool


def invented(random: Random) -> Invented:
    """Return a reading; the same for the same state of `random`."""
    size = random.choice((0, 1, 2, 3, *range(4, LONGEST), *range(4, LONGEST), 90, 170))
    text, tokens, end = _text(random, size)
    quotes = _runs(random, size)
    flags = [set(random.choices(LISTED, k=random.choice((0, 0, 1, 1, 2, 3)))) for _ in range(size)]
    found: dict[str, list[Phrase]] = {}
    for name in random.choices(VERBS, k=random.choice((0, 1, 2, 3))) + random.choices(
        OTHERS, k=random.choice((0, 1, 2))
    ):
        phrase = _phrase(random, name, size)
        if phrase is not None:
            found.setdefault(name, []).append(phrase)
            for index in range(*phrase):
                flags[index].add(name)
    reading = Reading(
        text=text,
        start=2,
        end=end,
        tokens=tokens,
        quotes=tuple(quotes),
        aside=tuple(random.random() < random.choice((0, 0, 0.2)) for _ in range(size)),
        found={name: sorted(phrases) for name, phrases in found.items()},
        flags=tuple(frozenset(words) for words in flags),
        names=frozenset(random.sample(WORDS, 8)),
    )
    before = bool(quotes) and quotes[0] >= 0 and random.random() < 0.3
    return Invented(reading, _quotations(random, reading, starts_before=before), before)


def _text(random: Random, size: int) -> tuple[str, tuple[Token, ...], int]:
    """Return an article's text, the words of a sentence that begins at 2, and where the sentence ends."""
    text = ". " + random.choice(("", "", "", "“", "(", "- "))
    gaps = SPACES + GAPS if random.random() < 0.7 else SPACES
    tokens = []
    for number in range(size):
        word = random.choice(WORDS)
        tokens.append(Token(len(text), len(text) + len(word), word))
        text += word + (random.choice(gaps) if number < size - 1 else random.choice((".", ".", ":", "", ",”", "; ")))
    return text + "” and so on.", tuple(tokens), len(text)


def _runs(random: Random, size: int) -> list[int]:
    """Return the number of the quotation of each word, or -1."""
    quotes: list[int] = []
    number = -1
    while len(quotes) < size:
        inside = random.random() < 0.35
        number += 1 if inside else 0
        quotes += [number if inside else -1] * random.choice((1, 1, 2, 3, 5, 9, 20))
    return quotes[:size] if random.random() < 0.6 else [-1] * size


def _phrase(random: Random, name: str, size: int) -> Phrase | None:
    if size == 0:
        return None
    start = random.randrange(size)
    longest = 20 if name == "idioms" else 3 if name in VERBS else 6
    return Phrase(start, min(size, start + random.choice((1, 1, 2, 3, longest))))


def _quotations(random: Random, reading: Reading, *, starts_before: bool) -> tuple[Quotation, ...]:
    made = []
    for number in range(max(reading.quotes, default=-1) + 1):
        inside = [token for token, quote in zip(reading.tokens, reading.quotes, strict=True) if quote == number]
        start = 0 if number == 0 and starts_before else max(reading.start, inside[0].start - 1)
        end = inside[-1].end + random.choice((0, 1, 2))
        made.append(Quotation(start, end if random.random() < 0.8 else len(reading.text), number, closed=True))
    return tuple(made)

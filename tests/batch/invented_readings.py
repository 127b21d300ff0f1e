"""Readings made up word by word, so that every rule of voice is met in every company: no cue file has to know them."""

from __future__ import annotations

from collections.abc import Sequence
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
ENDS = (".", ".", ":", "", ",”", "; ")
# Lists that meet at every turn of the rules stand more than once.
COMMON = ("prepositions", "relatives", "conjunctions", "subordinators", "finite", "adverbs", "sources", "pronouns")
LISTED = (*LISTS[PHRASED:], *COMMON * 3)
VERBS = ("speech", "claims", "judgements", "opinions", "acts")
OTHERS = tuple(name for name in LISTS[:PHRASED] if name not in VERBS)
GROUPED = ("auxiliaries", "adverbs", "negators", "modals", "being", "being", "obligations")
SUBJECTS = ("sources", "pronouns", "documents", "first_persons", "quantifiers", "relatives", "contrasts", "demonyms")
KINDS = ("evidence", "documented", "nounlike", "passives", "passives", "addressing", "being")
LONGEST = 26


class Invented(NamedTuple):
    """A reading, the quotations of its text, and whether the sentence begins inside one."""

    reading: Reading
    quotations: tuple[Quotation, ...]
    starts_before: bool


def invented(random: Random) -> Invented:
    """Return a reading; the same for the same state of `random`."""
    size = random.choice((0, 1, 2, 3, *range(4, LONGEST), *range(4, LONGEST), 90, 170))
    words = random.choices(WORDS, k=size)
    flags = [set(random.choices(LISTED, k=random.choice((0, 0, 1, 1, 2, 3)))) for _ in range(size)]
    found: dict[str, list[Phrase]] = {}
    for _ in range(random.choice((0, 1, 2, 3)) if size else 0):
        phrase = _phrase(random, size, longest=3)
        found.setdefault(random.choice(VERBS), []).append(phrase)
        _surround(random, phrase, words, flags)
    for _ in range(random.choice((0, 1, 2)) if size else 0):
        found.setdefault(random.choice(OTHERS), []).append(_phrase(random, size, longest=random.choice((4, 20))))
    for name, phrases in found.items():
        for index in (index for phrase in phrases for index in range(*phrase)):
            flags[index].add(name)
    text, tokens, end = _text(random, words)
    reading = Reading(
        text=text,
        start=2,
        end=end,
        tokens=tokens,
        quotes=tuple(_runs(random, size)),
        aside=tuple(random.random() < random.choice((0, 0, 0.2)) for _ in range(size)),
        found={name: sorted(phrases) for name, phrases in found.items()},
        flags=tuple(frozenset(lists) for lists in flags),
        names=frozenset(random.sample(WORDS, 8)),
    )
    before = size > 0 and reading.quotes[0] >= 0 and random.random() < 0.3
    return Invented(reading, _quotations(random, reading, starts_before=before), before)


def _surround(random: Random, verb: Phrase, words: list[str], flags: list[set[str]]) -> None:
    """Put before the verb what may stand there: a subject, its auxiliaries; and behind it what it may introduce."""
    start = verb.start
    for _ in range(random.choice((0, 0, 1, 2))):
        start -= 1
        if start >= 0:
            flags[start].add(random.choice(GROUPED))
    if start > 0 and random.random() < 0.6:
        subject = random.choice(SUBJECTS)
        flags[start - 1].update({subject, "subordinators"} if subject == "contrasts" else {subject})
    if start > 1 and random.random() < 0.2:
        words[start - 2] = random.choice(("as", "who", "with", "to", "No"))
    if verb.end < len(words) and random.random() < 0.4:
        words[verb.end] = random.choice(("that", "that", "by", "to"))
    if random.random() < 0.3:
        flags[verb.start].add(random.choice(KINDS))


def _text(random: Random, words: Sequence[str]) -> tuple[str, tuple[Token, ...], int]:
    """Return an article's text, the words of a sentence that begins at 2, and where the sentence ends."""
    text = ". " + random.choice(("", "", "", "“", "(", "- "))
    gaps = SPACES + GAPS if random.random() < 0.7 else SPACES
    tokens = []
    for number, word in enumerate(words):
        tokens.append(Token(len(text), len(text) + len(word), word))
        text += word + random.choice(gaps if number < len(words) - 1 else ENDS)
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


def _phrase(random: Random, size: int, *, longest: int) -> Phrase:
    start = random.randrange(size)
    return Phrase(start, min(size, start + random.choice((1, 1, 2, 3, longest))))


def _quotations(random: Random, reading: Reading, *, starts_before: bool) -> tuple[Quotation, ...]:
    made = []
    for number in range(max(reading.quotes, default=-1) + 1):
        inside = [token for token, quote in zip(reading.tokens, reading.quotes, strict=True) if quote == number]
        start = 0 if number == 0 and starts_before else max(reading.start, inside[0].start - 1)
        end = inside[-1].end + random.choice((0, 1, 2))
        made.append(Quotation(start, end if random.random() < 0.8 else len(reading.text), number, closed=True))
    return tuple(made)

"""The cues of voice: which lists each word belongs to, and where the phrases stand: `VoiceCues.find`, on arrays.

A cue of one word, as most are, is a matter of the word's type: its lists are looked up when the type is learned.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from framing.batch.compiled import compiled, inlined
from framing.batch.layout import LISTS, PHRASED, Ints, Phrases, Words
from framing.batch.terms.profiles import Profiles
from framing.batch.terms.spans import Spans, sort
from framing.batch.voices.readings import Found
from framing.lexicon.syntax import Alternatives, Node, Word
from framing.text.voices.cued import FLAGGED_WORDS, VoiceCues

_PHRASES = (1 << PHRASED) - 1


class CueLists:
    """The cues of LISTS as two lists of terms: those that are one word, and the others, each with its list's number."""

    def __init__(self, cues: VoiceCues) -> None:
        of = {name: number for number, name in enumerate(LISTS)}
        known = [(of[name], tree) for name, tree in cues.cues if name in of]
        self.single = [tree for _, tree in known if _is_a_word(tree)]
        self.longer = [tree for _, tree in known if not _is_a_word(tree)]
        self._bit_of_single = np.array([1 << number for number, tree in known if _is_a_word(tree)], np.int64)
        self.list_of_longer = np.array([number for number, tree in known if not _is_a_word(tree)], np.int64)

    def bits_of(self, profiles: Profiles, begin: int) -> Ints:
        """Return the lists of each profile of `single` from `begin` on, as bits, (p,)."""
        first, terms = profiles.straight_first[begin:], profiles.straight[profiles.straight_first[begin] :]
        bits: Ints = np.zeros(len(first) - 1, np.int64)
        np.bitwise_or.at(bits, np.repeat(np.arange(len(bits)), np.diff(first)), self._bit_of_single[terms])
        return bits


def _is_a_word(tree: Node) -> bool:
    choices: Sequence[Node] = tree.choices if isinstance(tree, Alternatives) else (tree,)
    return all(isinstance(choice, Word) for choice in choices)


def found_of(words: Words, lists: Ints, longer: Phrases, list_of: Ints) -> Found:
    """Return the flags of all words and the phrases of the first PHRASED lists, each once.

    `lists` (w,) are those of each word by itself, as bits; `longer` the cues of several words, and `list_of` the lists
    of their terms.
    """
    flags = np.empty(len(words.type), np.int64)
    count = _flag(lists, longer, list_of, flags)
    first = np.zeros(len(words.first), np.int64)
    phrases = Spans(*(np.empty(count, np.int64) for _ in range(3)))
    count = _list(words, lists, longer, list_of, first, phrases)
    return Found(flags, first, phrases.start[:count], phrases.end[:count], phrases.tag[:count])


@compiled
def _flag(lists: Ints, longer: Phrases, list_of: Ints, flags: Ints) -> int:
    """Fill in the flags; return how many phrases there may be."""
    count = 0
    for word in range(len(lists)):
        of = lists[word]
        flags[word] = of
        of &= _PHRASES
        while of != 0:
            of &= of - 1
            count += 1
    for phrase in range(len(longer.term)):
        number = list_of[longer.term[phrase]]
        count += number < PHRASED
        if longer.end[phrase] - longer.start[phrase] <= FLAGGED_WORDS:
            for word in range(longer.start[phrase], longer.end[phrase]):
                flags[word] |= 1 << number
    return count


@compiled
def _list(words: Words, lists: Ints, longer: Phrases, list_of: Ints, first: Ints, phrases: Spans) -> int:
    """Fill in the phrases by sentence, as list, start and end in the columns; return their number."""
    top = 0
    phrase = 0
    for sentence in range(len(first) - 1):
        low, begin = top, words.first[sentence]
        for word in range(begin, words.first[sentence + 1]):
            of = lists[word] & _PHRASES
            if of != 0:
                top = _list_word(of, word - begin, phrases, top)
        while phrase < len(longer.term) and longer.sentence[phrase] == sentence:
            number = list_of[longer.term[phrase]]
            if number < PHRASED:
                top = _put(phrases, top, number, longer.start[phrase] - begin, longer.end[phrase] - begin)
            phrase += 1
        if top > low + 1:
            sort(phrases, low, top)
            top = _each_once(phrases, low, top)
        first[sentence + 1] = top
    return top


@compiled
def _list_word(lists: int, word: int, phrases: Spans, top: int) -> int:
    for number in range(PHRASED):
        if lists >> number & 1 != 0:
            top = _put(phrases, top, number, word, word + 1)
    return top


@compiled
def _each_once(phrases: Spans, low: int, high: int) -> int:
    """Leave of equal phrases the first; return where they end now."""
    kept = low + 1
    for at in range(low + 1, high):
        number, start, end = phrases.start[at], phrases.end[at], phrases.tag[at]
        last = kept - 1
        if number != phrases.start[last] or start != phrases.end[last] or end != phrases.tag[last]:
            kept = _put(phrases, kept, number, start, end)
    return kept


@inlined
def _put(phrases: Spans, top: int, number: int, start: int, end: int) -> int:
    phrases.start[top] = number
    phrases.end[top] = start
    phrases.tag[top] = end
    return top + 1

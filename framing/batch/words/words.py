"""The words of sentences, on arrays: the rules of `framing.text.sentences.tokenize`, with what stands between them."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import numpy as np

from framing.batch.compiled import compiled, inlined
from framing.batch.layout import Codes, Ints, Sentences, Texts, Words
from framing.batch.words.characters import DECIMAL, LETTER, Classes, classes, past
from framing.batch.words.forms import (
    ASCII,
    FULL,
    Forms,
    packed,
    type_of_letters,
)
from framing.batch.words.gaps import gap, signs
from framing.batch.words.letters import (
    APOSTROPHES,
    GOES_ON,
    STARTS,
    Letters,
    letters_at,
    letters_of,
    next_word,
)
from framing.batch.words.vocabulary import Vocabulary

_STOP, _COMMA = ord("."), ord(",")

_LETTERS_PER_WORD = 4  # fewer than in any language we know: room for the words of a batch at first


# Above the bits of characters.py: ASCII letters and digits, and what of ASCII surely ends a word of them.
PLAIN = 1 << 16
ENDS = 1 << 17


class _Source(NamedTuple):
    """What is read, and what every code point is to words and to what stands between them."""

    texts: Texts
    letters: Letters
    classes: Classes
    signs: Classes


class _Found(NamedTuple):
    """Words without their numbers: `letters` and `more` are those of the form, packed."""

    start: Ints
    end: Ints
    gap: Ints
    letters: Ints
    more: Ints


def words_of(texts: Texts, sentences: Sentences, vocabulary: Vocabulary) -> Words:
    """Return the words of the sentences, with their numbers in the vocabulary, which learns those that are new."""
    vocabulary.begin()
    found = _room(len(texts.codes) // _LETTERS_PER_WORD + 1)
    first = np.zeros(len(sentences.start) + 1, np.int64)
    tail = np.empty(len(sentences.start), np.int64)
    source = _Source(texts, letters_of(texts), kinds(), signs())
    at = 0
    while (at := _read(source, sentences, found, (first, tail), at)) < len(tail):
        found = _with_room(found)
    count = int(first[-1])
    types = np.empty(count, np.int64)
    at = 0
    while (at := _number(vocabulary.arrays, texts.codes, found, types, at)) < count:
        vocabulary.grow()
    vocabulary.learn()
    return Words(found.start[:count], found.end[:count], types, found.gap[:count], first, tail)


@cache
def kinds() -> Classes:
    """Return what every code point is to words, (CODE_POINTS,). Made once; not to be written to."""
    made = classes().copy()
    plain = made[:ASCII] & STARTS != 0
    made[:ASCII] |= np.where(plain, PLAIN, ENDS).astype(np.int32)
    made[[_STOP, _COMMA, *(code for code in APOSTROPHES if code < ASCII)]] &= ~ENDS
    return made


def _room(words: int) -> _Found:
    return _Found(*(np.empty(words, np.int64) for _ in _Found._fields))


def _with_room(found: _Found) -> _Found:
    made = _room(2 * len(found.start))
    for old, new in zip(found, made, strict=True):
        new[: len(old)] = old
    return made


@compiled
def _read(source: _Source, sentences: Sentences, found: _Found, edges: tuple[Ints, Ints], sentence: int) -> int:
    """Read words from a sentence on; return the first one for which room lacks."""
    firsts, tail = edges
    while sentence < len(sentences.start):
        start, end = sentences.start[sentence], sentences.end[sentence]
        first = firsts[sentence]
        if first + (end - start + 1) // 2 > len(found.start):  # the most words it can have
            break
        behind = _read_sentence(source, sentences.article[sentence], (start, end), found, first)
        last = found.end[behind - 1] if behind > first else start
        tail[sentence] = gap(source.texts.codes, last, end, source.signs)
        sentence += 1
        firsts[sentence] = behind
    return sentence


@compiled
def _number(forms: Forms, codes: Codes, found: _Found, types: Ints, word: int) -> int:
    """Give the words from one on their numbers; return the first one for which the vocabulary has no room.

    In a loop of its own, because a look-up waits for memory: so the next ones can begin meanwhile.
    """
    while word < len(types):
        letters = (found.letters[word], found.more[word])
        types[word] = type_of_letters(forms, letters, codes, found.start[word], found.end[word])
        if types[word] == FULL:
            break
        word += 1
    return word


@inlined
def _read_sentence(source: _Source, article: int, place: tuple[int, int], found: _Found, word: int) -> int:
    """Read the words of one sentence of an article; return the number of the next one."""
    codes, letters = source.texts.codes, source.letters
    before, end = place
    at = next_word(letters, before + article, end + article)
    while at < end + article:
        start = at - article
        length, first, second = letters_at(letters, at)
        stop = start + length
        if length == 0 or stop > end:
            if not source.classes[codes[start]] & STARTS:
                at = next_word(letters, at + 1, end + article)
                continue
            stop = word_end(codes, (source.texts.starts[article], start, end), source.classes)
            first, second = packed(codes, start, stop)
        found.start[word] = start
        found.end[word] = stop
        found.letters[word] = first
        found.more[word] = second
        found.gap[word] = gap(codes, before, start, source.signs)
        word += 1
        before = stop
        at = next_word(letters, stop + article, end + article)
    return word


@inlined
def word_end(codes: Codes, place: tuple[int, int, int], classes: Classes) -> int:
    """Return where the word that starts at the letter or digit ends: dotted letters if it can be, else any word."""
    begin, start, end = place
    if start + 2 < end and codes[start + 1] == _STOP and (start == begin or not classes[codes[start - 1]] & STARTS):
        stop = _dotted_end(codes, start, end, classes)
        if stop > start:
            return stop
    at = past(codes, start + 1, end, classes, GOES_ON)
    while at + 1 < end and classes[codes[at + 1]] & STARTS and _joins(codes, at, classes):
        at = past(codes, at + 2, end, classes, GOES_ON)
    return at


@inlined
def _joins(codes: Codes, at: int, classes: Classes) -> bool:
    """Say whether the mark belongs inside a word: an apostrophe, or a separator between digits."""
    code = codes[at]
    if code in (_STOP, _COMMA):
        return bool(classes[codes[at - 1]] & classes[codes[at + 1]] & DECIMAL)
    return code in APOSTROPHES


@inlined
def _dotted_end(codes: Codes, start: int, end: int, classes: Classes) -> int:
    """Return the end of the dotted letters that begin at `start`, or `start` where there are none."""
    if not classes[codes[start]] & LETTER:
        return start
    at = start + 1
    while at + 1 < end and codes[at] == _STOP and classes[codes[at + 1]] & LETTER:
        at += 2
    if at < end and classes[codes[at]] & GOES_ON:  # the last letter begins a word: "U.S.Army"
        at -= 2
    if at <= start + 1:
        return start
    if at < end and codes[at] == _STOP:
        at += 1
    if at + 1 < end and codes[at] in APOSTROPHES and classes[codes[at + 1]] & LETTER:
        at = past(codes, at + 1, end, classes, LETTER)
    return at

"""The words of sentences, on arrays: the rules of `framing.text.sentences.tokenize`, with what stands between them."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import numpy as np

from framing.batch.characters import DECIMAL, LETTER, MARK, NUMBER, Classes, classes
from framing.batch.compiled import compiled, inlined
from framing.batch.forms import ASCII, SHORT, Forms, has_room, packed, type_of, type_of_long, type_of_short
from framing.batch.gaps import gap, signs
from framing.batch.layout import Codes, Sentences, Texts, Words
from framing.batch.vocabulary import Vocabulary

_STARTS = LETTER | NUMBER
_GOES_ON = LETTER | MARK | NUMBER
_STOP, _COMMA = ord("."), ord(",")
_APOSTROPHES = (ord("'"), ord("’"), ord("ʼ"))

_LETTERS_PER_WORD = 4  # fewer than in any language we know: room for the words of a batch at first


# Above the bits of characters.py: ASCII letters and digits, and what of ASCII surely ends a word of them. Nine of ten
# words are plain letters up to there, and are read in one go.
_PLAIN = 1 << 16
_ENDS = 1 << 17


class _Tables(NamedTuple):
    classes: Classes
    signs: Classes


class _Done(NamedTuple):
    """How far a batch is read: sentences and words."""

    sentences: int
    words: int


def words_of(texts: Texts, sentences: Sentences, vocabulary: Vocabulary) -> Words:
    """Return the words of the sentences, with their numbers in the vocabulary, which learns those that are new."""
    vocabulary.begin()
    tables = _Tables(_kinds(), signs())
    words = _blank(len(texts.codes) // _LETTERS_PER_WORD + 1, len(sentences.start))
    done = _Done(0, 0)
    while True:
        done = _Done(*_read(texts, sentences, tables, vocabulary.arrays, words, done))
        if done.sentences == len(sentences.start):
            break
        start, end = sentences.start[done.sentences], sentences.end[done.sentences]
        if not _fits(words, done.words, start, end):
            words = _with_room(words)
        else:
            vocabulary.grow()
    vocabulary.learn()
    whole = slice(0, done.words)
    return words._replace(start=words.start[whole], end=words.end[whole], type=words.type[whole], gap=words.gap[whole])


@cache
def _kinds() -> Classes:
    made = classes().copy()
    plain = made[:ASCII] & _STARTS != 0
    made[:ASCII] |= np.where(plain, _PLAIN, _ENDS).astype(np.int32)
    made[[_STOP, _COMMA, *(code for code in _APOSTROPHES if code < ASCII)]] &= ~_ENDS
    return made


def _blank(words: int, sentences: int) -> Words:
    columns = {name: np.empty(words, dtype=np.int64) for name in ("start", "end", "type", "gap")}
    return Words(**columns, first=np.zeros(sentences + 1, np.int64), tail=np.empty(sentences, np.int64))


def _with_room(words: Words) -> Words:
    made = _blank(2 * len(words.start), len(words.tail))
    for old, new in zip(words, made, strict=True):
        new[: len(old)] = old
    return made


@compiled
def _read(
    texts: Texts, sentences: Sentences, tables: _Tables, forms: Forms, words: Words, done: _Done
) -> tuple[int, int]:
    """Read words from the sentence on that is to be next; return the first sentence for which room lacks."""
    sentence, word = done.sentences, done.words
    while sentence < len(sentences.start):
        start, end = sentences.start[sentence], sentences.end[sentence]
        if not _fits(words, word, start, end) or not has_room(forms, (end - start + 1) // 2, end - start):
            break
        begin = texts.starts[sentences.article[sentence]]
        first = word
        word = _read_sentence(texts.codes, (begin, start, end), tables, forms, words, word)
        last = words.end[word - 1] if word > first else start
        words.tail[sentence] = gap(texts.codes, last, end, tables.signs)
        sentence += 1
        words.first[sentence] = word
    return sentence, word


@inlined
def _fits(words: Words, word: int, start: int, end: int) -> bool:
    """Say whether there is room for the most words a sentence can have."""
    return word + (end - start + 1) // 2 <= len(words.start)


@compiled
def _read_sentence(
    codes: Codes, place: tuple[int, int, int], tables: _Tables, forms: Forms, words: Words, word: int
) -> int:
    """Read the words of one sentence; return the number of the next one. `place` begins with the article's start."""
    begin, before, end = place
    at = before
    while at < end:
        if not tables.classes[codes[at]] & _STARTS:
            at += 1
            continue
        stop, letters = _plain_end(codes, at, end, tables.classes)
        if stop == end or tables.classes[codes[stop]] & _ENDS:
            if stop - at <= SHORT:
                words.type[word] = type_of_short(forms, letters, codes, at, stop)
            else:
                words.type[word] = type_of_long(forms, codes, at, stop)
        else:
            stop = _word_end(codes, (begin, at, end), tables.classes)
            words.type[word] = type_of(forms, codes, at, stop)
        words.start[word] = at
        words.end[word] = stop
        words.gap[word] = gap(codes, before, at, tables.signs)
        word += 1
        before = at = stop
    return word


@inlined
def _plain_end(codes: Codes, at: int, end: int, classes: Classes) -> tuple[int, int]:
    """Return where the plain letters end that begin there, and the last of them packed."""
    letters = 0
    while at < end and classes[codes[at]] & _PLAIN:
        letters = packed(letters, codes[at])
        at += 1
    return at, letters


@inlined
def _word_end(codes: Codes, place: tuple[int, int, int], classes: Classes) -> int:
    """Return where the word that starts at the letter or digit ends: dotted letters if it can be, else any word."""
    begin, start, end = place
    if start + 2 < end and codes[start + 1] == _STOP and (start == begin or not classes[codes[start - 1]] & _STARTS):
        stop = _dotted_end(codes, start, end, classes)
        if stop > start:
            return stop
    at = _past(codes, start + 1, end, classes, _GOES_ON)
    while at + 1 < end and classes[codes[at + 1]] & _STARTS and _joins(codes, at, classes):
        at = _past(codes, at + 2, end, classes, _GOES_ON)
    return at


@inlined
def _joins(codes: Codes, at: int, classes: Classes) -> bool:
    """Say whether the mark belongs inside a word: an apostrophe, or a separator between digits."""
    code = codes[at]
    if code in (_STOP, _COMMA):
        return bool(classes[codes[at - 1]] & classes[codes[at + 1]] & DECIMAL)
    return code in _APOSTROPHES


@inlined
def _dotted_end(codes: Codes, start: int, end: int, classes: Classes) -> int:
    """Return the end of the dotted letters that begin at `start`, or `start` where there are none."""
    if not classes[codes[start]] & LETTER:
        return start
    at = start + 1
    while at + 1 < end and codes[at] == _STOP and classes[codes[at + 1]] & LETTER:
        at += 2
    if at < end and classes[codes[at]] & _GOES_ON:  # the last letter begins a word: "U.S.Army"
        at -= 2
    if at <= start + 1:
        return start
    if at < end and codes[at] == _STOP:
        at += 1
    if at + 1 < end and codes[at] in _APOSTROPHES and classes[codes[at + 1]] & LETTER:
        at = _past(codes, at + 1, end, classes, LETTER)
    return at


@inlined
def _past(codes: Codes, at: int, end: int, classes: Classes, kind: int) -> int:
    while at < end and classes[codes[at]] & kind:
        at += 1
    return at

"""Every match of a list of terms in the sentences of a batch: `Terms.find`, on arrays.

A sentence is looked at as `framing.lexicon.program` does. The classes of its words are collected; terms that are one
word of a class are found with that, and words in a row where the one stands that looks the rarest; of the others those
are tried whose needed classes are all there.
"""

from __future__ import annotations

import numpy as np

from framing.batch.compiled import compiled, inlined
from framing.batch.layout import GAP_JOINT, Bools, Ints, Phrases, Words
from framing.batch.terms.evaluating import HIGH, LOW, Search, belongs, columns, memory_of, take_hints, work_out
from framing.batch.terms.plans import END, FIRST, ROOT, SECOND, TERM, THIRD, VALUE, Plan
from framing.batch.terms.spans import FULL, Spans, add, sort
from framing.batch.terms.terms import TermTable, TypeClasses

_ROOM = 1024  # spans that there is room for at first


def find(table: TermTable, words: Words, which: int, sentences: Bools | None = None) -> Phrases:
    """Return the matches of list `which` of the table, overlaps left in, in the order of sentence, start, end and term.

    `sentences` (s,) are those to look at, all where it is None. Every type of `words` must have been learned.
    """
    chosen = np.ones(len(words.tail), np.bool_) if sentences is None else sentences
    plan, known = table.plans[which], table.classes(which)
    room, at, found = _ROOM, 0, 0
    out, of = columns(room), np.empty(room, np.int64)
    while True:
        search = Search(words, known, plan, memory_of(plan, room), out, of)
        at, found = _find(search, chosen, at, found)
        if at == len(chosen):
            return Phrases(of[:found], out.start[:found], out.end[:found], out.tag[:found])
        room *= 2
        out, of = Spans(*(_doubled(column) for column in out)), _doubled(of)


def _doubled(column: Ints) -> Ints:
    larger = np.empty(2 * len(column), np.int64)
    larger[: len(column)] = column
    return larger


@compiled
def _find(search: Search, chosen: Bools, begin: int, found: int) -> tuple[int, int]:
    """Look at the sentences from `begin` on; return the one that there was no room for, and the number of matches."""
    for sentence in range(begin, len(chosen)):
        if not chosen[sentence]:
            continue
        top = _in_sentence(search, sentence, found)
        if top == FULL:
            return sentence, found
        if top > found + 1:
            sort(search.out, found, top)
        for place in range(found, top):
            search.sentence[place] = sentence
        found = top
    return len(chosen), found


@inlined
def _in_sentence(search: Search, sentence: int, top: int) -> int:
    """Write the matches of one sentence from `top` on, in any order."""
    plan, memory = search.plan, search.memory
    mark = sentence + 1
    top, places, present = _look_through(search, sentence, top)
    if top == FULL:
        return FULL
    written = 0
    tried = False
    for met in range(present):
        number = memory.present[met]
        for at in range(plan.tried_first[number], plan.tried_first[number + 1]):
            row = plan.tried[at]
            if memory.class_mark[row[SECOND]] == mark == memory.class_mark[row[THIRD]]:
                if not tried:
                    take_hints(search, places)
                    tried = True
                written = work_out(search, row[ROOT], (mark, places), written)
                top = FULL if written == FULL else _write(search, row[TERM], row[ROOT], top)
                if top == FULL:
                    return FULL
    return top


@inlined
def _look_through(search: Search, sentence: int, top: int) -> tuple[int, int, int]:
    """Write the straight terms and note which classes are there; return top, and how many places and triggers are."""
    words, plan, memory, known = search.words, search.plan, search.memory, search.known
    mark = sentence + 1
    places = 0
    present = 0
    for word in range(words.first[sentence], words.first[sentence + 1]):
        kind = words.type[word]
        at, end = known.first[kind], known.first[kind + 1]
        if at == end:
            continue
        if places >= len(memory.place):
            return FULL, 0, 0
        memory.place[places] = word
        places += 1
        while at < end and known.classes[at] < plan.triggers:
            number = known.classes[at]
            if number < plan.anchors:
                top = _anchored(search, sentence, number, word, top)
            if number >= plan.marked and memory.class_mark[number] != mark:
                memory.class_mark[number] = mark
                memory.present[present] = number
                present += 1
            at += 1
        while at < end and known.classes[at] < plan.sieved:
            memory.class_mark[known.classes[at]] = mark
            at += 1
        top = _straight(plan, known, (at, end), word, search.out, top) if top != FULL else FULL
        if top == FULL:
            return FULL, 0, 0
    return top, places, present


@inlined
def _anchored(search: Search, sentence: int, number: int, word: int, top: int) -> int:
    """Write the terms that are words in a row of which this word, of the class, looked the rarest."""
    words, plan = search.words, search.plan
    for at in range(plan.anchored_first[number], plan.anchored_first[number + 1]):
        term = plan.anchored[at]
        node = plan.nodes[plan.root[term]]
        start = word - plan.anchor[term]
        end = start + node[END] - node[FIRST]
        if start < words.first[sentence] or end > words.first[sentence + 1]:
            continue
        place = start
        while place < end and (place == start or words.gap[place] & GAP_JOINT != 0):
            part = plan.parts[node[FIRST] + place - start]
            if place != word and not belongs(search.known, words.type[place], plan.nodes[part, VALUE]):
                break
            place += 1
        if place == end and top != FULL:
            top = add(search.out, top, start, end, term)
    return top


@inlined
def _straight(plan: Plan, known: TypeClasses, classes: tuple[int, int], word: int, out: Spans, top: int) -> int:
    """Write the terms that are a word of one of the type's last classes and nothing more."""
    at = classes[1] - 1
    while at >= classes[0] and known.classes[at] >= plan.inner and top != FULL:
        row = known.classes[at] - plan.inner
        for place in range(plan.straight_first[row], plan.straight_first[row + 1]):
            top = add(out, top, word, word + 1, plan.straight[place]) if top != FULL else FULL
        at -= 1
    return top


@inlined
def _write(search: Search, term: int, root: int, top: int) -> int:
    """Write the spans of a term's root, which is worked out."""
    memory = search.memory
    for place in range(memory.state[root, LOW], memory.state[root, HIGH]):
        top = add(search.out, top, memory.spans.start[place], memory.spans.end[place], term)
        if top == FULL:
            return FULL
    return top

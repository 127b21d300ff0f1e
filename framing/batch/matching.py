"""Every match of a list of terms in the sentences of a batch: `Terms.find`, on arrays.

A sentence is looked at as `framing.lexicon.program` does. The classes of its words are collected; terms that are one
word of a class are found with that; of the others those are tried whose needed classes are all there. The nodes of a
term are worked out from its root down, parts first, each once a sentence and only where the answer depends on it.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from framing.batch.compiled import compiled, inlined
from framing.batch.layout import Bools, Ints, Phrases, Words
from framing.batch.spans import FULL, Spans, add, distinct, followed, joined, sort, unblocked
from framing.batch.terms import ANY_OF, ANY_WORD, BACKWARD, FORWARD, GUARD, NEAR, ROW, Plan, TermTable, TypeClasses

_NOTHING = -1  # a node of which no span is left
_ROOM = 1024  # spans that there is room for at first


class Memory(NamedTuple):
    """What is known of the sentence that is looked at; a mark of another sentence says that nothing is.

    By class, (c,): `class_mark`, `head` and `last`, the ends of the chain of the places where it stands. `place` and
    `onward` are those chains, `present` the classes met. By node, (n,): `node_mark`, and its spans, `low` to `high` of
    `spans`. `stack` and `step` are the nodes being worked out, and which of their parts.
    """

    class_mark: Ints
    head: Ints
    last: Ints
    present: Ints
    place: Ints
    onward: Ints
    node_mark: Ints
    low: Ints
    high: Ints
    spans: Spans
    stack: Ints
    step: Ints


class _Search(NamedTuple):
    words: Words
    known: TypeClasses
    plan: Plan
    memory: Memory
    out: Spans
    sentence: Ints


def find(table: TermTable, words: Words, which: int, sentences: Bools | None = None) -> Phrases:
    """Return the matches of list `which` of the table, overlaps left in, in the order of sentence, start, end and term.

    `sentences` (s,) are those to look at, all where it is None. Every type of `words` must have been learned.
    """
    chosen = np.ones(len(words.tail), np.bool_) if sentences is None else sentences
    plan, known = table.plans[which], table.classes(which)
    room, at, found = _ROOM, 0, 0
    out, of = _spans(room), np.empty(room, np.int64)
    while True:
        search = _Search(words, known, plan, _memory(plan, room), out, of)
        at, found = _find(search, chosen, at, found)
        if at == len(chosen):
            return Phrases(of[:found], out.start[:found], out.end[:found], out.tag[:found])
        room *= 2
        out, of = Spans(*(_doubled(column) for column in out)), _doubled(of)


def _memory(plan: Plan, room: int) -> Memory:
    classes, nodes, depth = len(plan.inner), len(plan.kind), plan.depth + 1
    return Memory(
        class_mark=np.zeros(classes, np.int64),
        head=np.empty(classes, np.int64),
        last=np.empty(classes, np.int64),
        present=np.empty(classes, np.int64),
        place=np.empty(room, np.int64),
        onward=np.empty(room, np.int64),
        node_mark=np.zeros(nodes, np.int64),
        low=np.empty(nodes, np.int64),
        high=np.empty(nodes, np.int64),
        spans=_spans(room),
        stack=np.empty(depth, np.int64),
        step=np.empty(depth, np.int64),
    )


def _spans(room: int) -> Spans:
    return Spans(*(np.empty(room, np.int64) for _ in range(3)))


def _doubled(column: Ints) -> Ints:
    larger = np.empty(2 * len(column), np.int64)
    larger[: len(column)] = column
    return larger


@compiled
def _find(search: _Search, chosen: Bools, begin: int, found: int) -> tuple[int, int]:
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


@compiled
def _in_sentence(search: _Search, sentence: int, top: int) -> int:
    """Write the matches of one sentence from `top` on, in any order."""
    words, plan, memory = search.words, search.plan, search.memory
    mark = sentence + 1
    links = 0
    present = 0
    for word in range(words.first[sentence], words.first[sentence + 1]):
        kind = words.type[word]
        for at in range(search.known.first[kind], search.known.first[kind + 1]):
            number = search.known.classes[at]
            top = _straight(plan, number, word, search.out, top)
            if top == FULL or links >= len(memory.place):
                return FULL
            if plan.inner[number]:
                present += _met(memory, number, mark, present)
                _link(memory, number, word, links)
                links += 1
    written = 0
    for met in range(present):
        number = memory.present[met]
        for at in range(plan.tried_first[number], plan.tried_first[number + 1]):
            term = plan.tried[at]
            if _possible(plan, memory, plan.root[term], mark):
                written = _work_out(search, plan.root[term], mark, written)
                top = FULL if written == FULL else _write(search, term, top)
                if top == FULL:
                    return FULL
    return top


@inlined
def _straight(plan: Plan, number: int, word: int, out: Spans, top: int) -> int:
    """Write the terms that are a word of the class and nothing more."""
    for at in range(plan.straight_first[number], plan.straight_first[number + 1]):
        top = add(out, top, word, word + 1, plan.straight[at])
        if top == FULL:
            return FULL
    return top


@inlined
def _met(memory: Memory, number: int, mark: int, present: int) -> int:
    """Begin the chain of a class met for the first time in a sentence, and return 1; 0 where it is known."""
    if memory.class_mark[number] == mark:
        return 0
    memory.class_mark[number] = mark
    memory.present[present] = number
    memory.head[number] = -1
    return 1


@inlined
def _link(memory: Memory, number: int, word: int, link: int) -> None:
    """Put a place at the end of the chain of a class."""
    memory.place[link] = word
    memory.onward[link] = -1
    if memory.head[number] == -1:
        memory.head[number] = link
    else:
        memory.onward[memory.last[number]] = link
    memory.last[number] = link


@inlined
def _possible(plan: Plan, memory: Memory, node: int, mark: int) -> bool:
    """Say whether every class that the node needs is there."""
    for at in range(plan.needs_first[node], plan.needs_first[node + 1]):
        if memory.class_mark[plan.needs[at]] != mark:
            return False
    return True


@compiled
def _write(search: _Search, term: int, top: int) -> int:
    """Write the spans of a term's root, which is worked out."""
    memory = search.memory
    root = search.plan.root[term]
    for place in range(memory.low[root], memory.high[root]):
        top = add(search.out, top, memory.spans.start[place], memory.spans.end[place], term)
        if top == FULL:
            return FULL
    return top


@compiled
def _work_out(search: _Search, root: int, mark: int, top: int) -> int:
    """Work out a node and whatever it depends on, writing spans from `top` on."""
    plan, memory = search.plan, search.memory
    if memory.node_mark[root] == mark:
        return top
    depth = 0
    memory.stack[0] = root
    memory.step[0] = 0
    while depth >= 0:
        node = memory.stack[depth]
        step = _next_part(plan, memory, node, memory.step[depth], mark)
        if step >= 0 and plan.parts_first[node] + step < plan.parts_first[node + 1]:
            memory.step[depth] = step
            depth += 1
            memory.stack[depth] = plan.parts[plan.parts_first[node] + step]
            memory.step[depth] = 0
            continue
        memory.low[node] = memory.high[node] = top
        memory.node_mark[node] = mark
        if step != _NOTHING:
            top = _operate(search, node, mark, top)
            if top == FULL:
                return FULL
        depth -= 1
    return top


@compiled
def _next_part(plan: Plan, memory: Memory, node: int, step: int, mark: int) -> int:
    """Return the next part to work out, the number of parts where all are, _NOTHING where the node has no span."""
    first, kind = plan.parts_first[node], plan.kind[node]
    parts = plan.parts_first[node + 1] - first
    for at in range(step, parts):
        part = plan.parts[first + at]
        if memory.node_mark[part] != mark:
            if kind == ANY_OF and not _possible(plan, memory, part, mark):
                continue
            return at
        if kind != ANY_OF and memory.low[part] == memory.high[part] and not (kind == GUARD and at == 1):
            return _NOTHING
    return int(parts)


@compiled
def _operate(search: _Search, node: int, mark: int, top: int) -> int:
    """Write the spans of a node whose parts are worked out, and note where they are."""
    plan, memory = search.plan, search.memory
    spans, kind = memory.spans, plan.kind[node]
    if kind == ANY_WORD:
        high = _places(memory, plan.value[node], mark, top)
    elif kind == ANY_OF:
        high = _either(plan, memory, node, mark, top)
    elif kind == ROW:
        high = _in_a_row(search, node, top)
    else:
        high = _near(plan, memory, node, top)
    if high == FULL:
        return FULL
    if kind in (ROW, ANY_OF, NEAR) and high > memory.low[node] + 1:
        high = distinct(spans, memory.low[node], high)
    memory.high[node] = high
    return int(high)


@inlined
def _places(memory: Memory, number: int, mark: int, top: int) -> int:
    """Write where words of a class stand."""
    link = memory.head[number] if memory.class_mark[number] == mark else -1
    while link >= 0:
        word = memory.place[link]
        top = add(memory.spans, top, word, word + 1, 0)
        if top == FULL:
            return FULL
        link = memory.onward[link]
    return top


@compiled
def _either(plan: Plan, memory: Memory, node: int, mark: int, top: int) -> int:
    """Write the spans of every branch that could match."""
    spans = memory.spans
    for at in range(plan.parts_first[node], plan.parts_first[node + 1]):
        branch = plan.parts[at]
        if memory.node_mark[branch] != mark:
            continue
        for place in range(memory.low[branch], memory.high[branch]):
            top = add(spans, top, spans.start[place], spans.end[place], 0)
            if top == FULL:
                return FULL
    return top


@compiled
def _in_a_row(search: _Search, node: int, top: int) -> int:
    """Write the spans over the parts in a row, and set `low` where they begin."""
    plan, memory = search.plan, search.memory
    first = plan.parts[plan.parts_first[node]]
    one = (memory.low[first], memory.high[first])
    for at in range(plan.parts_first[node] + 1, plan.parts_first[node + 1]):
        part = plan.parts[at]
        memory.low[node] = top
        top = joined(memory.spans, one, (memory.low[part], memory.high[part]), search.words.gap, top)
        if top == FULL:
            return FULL
        one = (memory.low[node], top)
    return top


@compiled
def _near(plan: Plan, memory: Memory, node: int, top: int) -> int:
    """Write the spans over two parts near each other, or those of the left that no right one is near to."""
    left, right = plan.parts[plan.parts_first[node]], plan.parts[plan.parts_first[node] + 1]
    one, other = (memory.low[left], memory.high[left]), (memory.low[right], memory.high[right])
    sides, reach, spans = plan.value[node], plan.reach[node], memory.spans
    if plan.kind[node] == GUARD:
        return unblocked(spans, one, other, (sides, reach), top)
    if sides & FORWARD != 0:
        top = followed(spans, one, other, reach, top)
    if sides & BACKWARD != 0 and top != FULL:
        top = followed(spans, other, one, reach, top)
    return top

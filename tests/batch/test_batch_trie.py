"""A trie gives what looking through all its texts would give."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from framing.batch.lookup.trie import Node, branch, trie_of, value_of
from framing.batch.words.characters import texts_of

TEXTS = st.text(alphabet="\0ab{\x7f", max_size=5)


@given(st.sets(TEXTS), TEXTS, TEXTS)
def test_values_are_those_of_the_longest_text(texts: set[str], start: str, sought: str) -> None:
    """Forwards and backwards, from any text on; what goes on elsewhere has the value of the last of the texts."""
    begun = sorted(texts | {start})
    nodes = [Node(text, 2 * number + 1, 2 * number + 2) for number, text in enumerate(begun)]
    slots = trie_of(nodes)
    whole = start + sought
    beginnings = [node for node in nodes if whole.startswith(node.text)]
    expected = beginnings[-1].whole if beginnings[-1].text == whole else beginnings[-1].along
    if beginnings[-1].text != whole and any(text.startswith(whole) for text in begun):  # a place between two texts
        expected = beginnings[-1].along
    forwards, backwards = (texts_of([letters]).codes for letters in (sought, sought[::-1]))
    slot = branch(slots, start)
    assert value_of(slots, slot, forwards, 0, 1) == expected
    assert value_of(slots, slot, backwards, len(sought) - 1, -1) == expected


def test_texts_with_nothing_in_common_find_room() -> None:
    """More letters than there is room for at first."""
    texts = sorted(chr(code) + "a" * 9 for code in range(128))
    slots = trie_of([Node(text, 0, number) for number, text in enumerate(texts)])
    assert len(slots) > len("".join(texts))
    for number, text in enumerate(texts):
        assert value_of(slots, 0, texts_of([text]).codes, 0, 1) == number

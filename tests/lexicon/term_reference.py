"""A plain, slow, obvious matcher for the term language, and Hypothesis strategies for terms and texts."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from hypothesis import strategies as st

from framing.lexicon.pattern import parse
from framing.lexicon.syntax import Alternatives, Node, Phrase, Proximity, Relation, SetRef, Word, alternatives, phrase
from framing.model import Token

INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"


def forms(word: str, *, exact: bool) -> set[str]:
    """Return the word in the forms in which it may match, written out again from the documentation."""
    plain = unicodedata.normalize("NFC", "".join(char for char in word if char not in INVISIBLE))
    for mark in "’‘ʼ＇":
        plain = plain.replace(mark, "'")
    plain = plain.lstrip("'").rstrip("'.")
    bare = plain
    while bare.endswith(("'s", "'S", "'", ".")):
        bare = bare[:-2] if bare[-1] in "sS" else bare[:-1]
    both = {form for form in (plain, bare) if form}
    return both if exact else {unicodedata.normalize("NFC", form.casefold()) for form in both}


def fits(glob: str, word: str) -> bool:
    """Match a word with wildcards, character by character."""
    if not glob:
        return not word
    if glob[0] == "*":
        return fits(glob[1:], word) or (bool(word) and fits(glob, word[1:]))
    return bool(word) and glob[0] in ("?", word[0]) and fits(glob[1:], word[1:])


def word_fits(term: Word, token: str) -> bool:
    """Say whether a token is the term's word."""
    glob = unicodedata.normalize("NFC", term.text).replace("’", "'").lstrip("'").rstrip("'.")
    if not term.exact:
        glob = unicodedata.normalize("NFC", glob.casefold())
    return any(fits(glob, form) for form in forms(token, exact=term.exact))


def places(
    tree: Node, tokens: tuple[Token, ...], text: str, sets: Mapping[str, tuple[str, ...]]
) -> set[tuple[int, int]]:
    """Return every span of a term, straight from the definition of each operator."""
    match tree:
        case Word():
            return {(at, at + 1) for at, token in enumerate(tokens) if word_fits(tree, token.text)}
        case SetRef():
            return {span for entry in sets[tree.name] for span in places(parse(entry), tokens, text, sets)}
        case Alternatives():
            return {span for choice in tree.choices for span in places(choice, tokens, text, sets)}
        case Phrase():
            found = places(tree.parts[0], tokens, text, sets)
            for part in tree.parts[1:]:
                after = places(part, tokens, text, sets)
                found = {(a, d) for a, b in found for c, d in after if b == c and in_a_row(tokens, text, b)}
            return found
        case Proximity():
            left = places(tree.left, tokens, text, sets)
            right = places(tree.right, tokens, text, sets)
            if tree.guard:
                return {one for one in left if not any(forbidden(tree, one, other) for other in right)}
            return {joined for one in left for other in right for joined in near(tree, one, other)}


def in_a_row(tokens: tuple[Token, ...], text: str, at: int) -> bool:
    """Say whether only what the documentation allows stands before token `at`."""
    between = text[tokens[at - 1].end : tokens[at].start]
    left = "".join(char for char in between if char not in "'\"“”„‟‘’‚‛«»‹›" + INVISIBLE)
    return re.fullmatch(r"\.?(\s*|[-‐‑‒–−]\s*)", left) is not None


def near(tree: Proximity, one: tuple[int, int], other: tuple[int, int]) -> set[tuple[int, int]]:
    """Return the span over both, where they stand as asked."""
    found = set()
    if tree.relation in {"BEFORE", "NEAR"} and 1 <= other[0] - one[1] + 1 <= tree.distance:
        found.add((one[0], other[1]))
    if tree.relation in {"AFTER", "NEAR"} and 1 <= one[0] - other[1] + 1 <= tree.distance:
        found.add((other[0], one[1]))
    return found


def forbidden(tree: Proximity, one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Say whether a guard takes `one` away because of `other`."""
    follows = other[1] > one[1] and other[0] - one[1] + 1 <= tree.distance
    precedes = other[0] < one[0] and one[0] - other[1] + 1 <= tree.distance
    inside = other[0] >= one[0] and other[1] <= one[1]
    return {"BEFORE": follows, "AFTER": precedes, "NEAR": follows or precedes or inside}[tree.relation]


LETTERS = "abAB1éßİsS"
WORDS = st.one_of(
    st.text(alphabet=LETTERS, min_size=1, max_size=3),
    st.sampled_from(
        [
            "U.S.",
            "a's",
            "A’s",
            "STRASSE",
            "straße",
            "x\u0301",
            "İ",
            "i̇",
            "I",
            "ı",
            "10,000",
            "NEAR",
            "NOT",
            "BEFORE2",
            "or",
        ]
    ),
)
GLOBS = st.builds(
    "".join,
    st.lists(st.sampled_from(["a", "b", "s", "é", "ß", "*", "?"]), min_size=1, max_size=4),
).filter(lambda glob: glob.strip("*?") != "")
LEAVES: st.SearchStrategy[Node] = st.one_of(
    st.builds(Word, WORDS.map(lambda word: unicodedata.normalize("NFC", word)), st.booleans()),
    st.builds(Word, GLOBS, st.booleans()),
)
RELATIONS: st.SearchStrategy[Relation] = st.sampled_from(("BEFORE", "AFTER", "NEAR"))


def grown(inner: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    """Return the ways to make a larger tree of smaller ones."""
    several = st.lists(inner, min_size=2, max_size=3).map(tuple)
    return st.one_of(
        several.map(phrase),
        several.map(alternatives),
        st.builds(Proximity, inner, RELATIONS, st.integers(1, 4), inner, st.booleans()),
    )


TREES = st.recursive(LEAVES, grown, max_leaves=6)
TREES_WITH_SETS = st.recursive(st.one_of(LEAVES, st.just(SetRef("small-set"))), grown, max_leaves=6)
GAPS = st.sampled_from([" ", "-", ", ", "\r\n", " - ", "’ ", " “", ". ", " 😀 ", "—", "\u200b", "!!", "  "])
TEXTS = st.lists(st.tuples(WORDS, GAPS), max_size=8).map(lambda pairs: "".join(word + gap for word, gap in pairs))

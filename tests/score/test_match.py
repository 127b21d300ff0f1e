"""Hits: the longest of a facet wins, a word counts once a facet, and each hit knows its place."""

from __future__ import annotations

from itertools import pairwise

import pytest
from documents import paragraphs
from hypothesis import given
from hypothesis import strategies as st

from framing.errors import LexiconError
from framing.lexicon.pattern import compile_terms
from framing.model import Article, Facet, Hit, Lexicon, Term
from framing.score.match import Matcher
from framing.text.sentences import segment


def lexicon(**facets: tuple[str, ...]) -> Lexicon:
    """Return a lexicon of these facets; a term's weight is its place in its facet."""
    return Lexicon(
        name="small",
        title="Small",
        version="1",
        about="",
        sets={"names": ("Kyiv", "Bankova Street")},
        facets=tuple(
            Facet(
                name=name,
                title=name,
                terms=tuple(
                    Term(id=f"small/{name}/{pattern}", pattern=pattern, facet=name, weight=float(place))
                    for place, pattern in enumerate(patterns, start=1)
                ),
            )
            for name, patterns in facets.items()
        ),
    )


def found(frame: Lexicon, *sentences: str) -> list[tuple[int, str, str, str]]:
    """Return (sentence, facet, pattern, text) of each hit."""
    read = paragraphs(*sentences)
    return [
        (hit.sentence, hit.facet, hit.term.split("/", 2)[2], read.article.text[hit.start : hit.end])
        for hit in Matcher(frame).match(read)
    ]


def test_a_hit_carries_term_place_weight_and_voice() -> None:
    """Offsets are into the article, the voice is the sentence's, the stance waits for its judge."""
    (hit,) = Matcher(lexicon(one=("x", "red line*"))).match(paragraphs("Quiet.", "The red lines held.", voice="source"))
    assert hit == Hit(
        article="a",
        sentence=1,
        lexicon="small",
        facet="one",
        term="small/one/red line*",
        start=12,
        end=21,
        weight=2.0,
        stance="asserted",
        voice="source",
    )


@pytest.mark.parametrize(
    ("patterns", "sentence", "hits"),
    [
        (("nuclear", "nuclear threat"), "a nuclear threat", [("nuclear threat", "nuclear threat")]),
        (
            ("threat", "nuclear NEAR/4 threat"),
            "nuclear or other threat",
            [("nuclear NEAR/4 threat", "nuclear or other threat")],
        ),
        (("a b", "b c"), "a b c", [("a b", "a b")]),
        (("b c", "a b"), "a b c", [("a b", "a b")]),
        (("b c d", "a b"), "a b c d", [("b c d", "b c d")]),
        (("escalat*", "escalation"), "escalation", [("escalat*", "escalation")]),
        (("escalation", "escalat*"), "escalation", [("escalation", "escalation")]),
        (("x", "x"), "x", [("x", "x")]),
        (("x",), "x y x", [("x", "x"), ("x", "x")]),
        (("a b", "c"), "c a b c", [("c", "c"), ("a b", "a b"), ("c", "c")]),
        (("@names BEFORE/2 act*",), "Bankova Street acts", [("@names BEFORE/2 act*", "Bankova Street acts")]),
    ],
)
def test_the_longest_hit_of_a_facet_wins(patterns: tuple[str, ...], sentence: str, hits: list[tuple[str, str]]) -> None:
    """Then the earlier one, then the term that stands first in the file."""
    assert [(pattern, text) for _, _, pattern, text in found(lexicon(one=patterns), sentence)] == hits


def test_a_word_may_count_in_several_facets() -> None:
    """Facets do not compete; within one place they come in the order of the lexicon."""
    frame = lexicon(one=("nuclear threat",), two=("threat", "nuclear"))
    assert found(frame, "A nuclear threat.", "A threat.") == [
        (0, "two", "nuclear", "nuclear"),
        (0, "one", "nuclear threat", "nuclear threat"),
        (0, "two", "threat", "threat"),
        (1, "two", "threat", "threat"),
    ]


def test_no_hit_reaches_over_a_sentence() -> None:
    """Operators and rows end where the sentence ends."""
    assert found(lexicon(one=("a NEAR/5 b", "a b")), "It is a", "b it is") == []


def test_the_text_between_words_is_looked_at() -> None:
    """A comma ends a row, wherever in the article the sentence stands."""
    assert found(lexicon(one=("red line",)), "First.", "A red, line.", "A red-line.") == [
        (2, "one", "red line", "red-line")
    ]


def test_a_faulty_term_is_refused_with_the_lexicons_name() -> None:
    """A lexicon made by hand gets the same errors as one from a file."""
    with pytest.raises(LexiconError, match="small: term `a near/2 b`, column 3"):
        Matcher(lexicon(one=("a near/2 b",)))


def test_an_empty_document_has_no_hits() -> None:
    """No sentences, no words: no hits."""
    matcher = Matcher(lexicon(one=("a",)))
    assert matcher.match(paragraphs()) == ()
    assert matcher.match(paragraphs("... --- ...")) == ()


PATTERNS = st.lists(
    st.sampled_from(["a", "b", "a b", "a*", "a BEFORE/3 b", "b NEAR/2 c", "c NOT NEAR/1 a", "(a | b) c", "=A"]),
    min_size=1,
    max_size=5,
)
TEXTS = st.lists(st.sampled_from(["a", "A", "b", "c", "ab", ","]), max_size=12).map(" ".join)


@given(st.lists(PATTERNS, min_size=1, max_size=2), st.lists(TEXTS, max_size=3))
def test_hits_of_a_facet_never_overlap_and_leave_nothing_out(facets: list[list[str]], sentences: list[str]) -> None:
    """In text order; no word counts twice in a facet; every match overlaps a hit at least as long."""
    frame = lexicon(**{f"f{number}": tuple(patterns) for number, patterns in enumerate(facets)})
    read = paragraphs(*sentences)
    hits = Matcher(frame).match(read)
    assert list(hits) == sorted(hits, key=lambda hit: (hit.start, hit.end, hit.facet))
    for facet in frame.facets:
        kept = [hit for hit in hits if hit.facet == facet.name]
        assert all(one.end <= two.start for one, two in pairwise(kept))
        terms = compile_terms([term.pattern for term in facet.terms])
        for sentence in read.sentences:
            for match in terms.find(sentence.tokens, text=read.article.text):
                start, end = sentence.tokens[match.start].start, sentence.tokens[match.end - 1].end
                rivals = [hit for hit in kept if hit.start < end and start < hit.end]
                words = [sum(hit.start <= token.start < hit.end for token in sentence.tokens) for hit in rivals]
                assert max(words, default=0) >= match.end - match.start


def test_segmented_articles_match_too() -> None:
    """What reading makes of an article is what matching takes."""
    text = "The U.S. warned of escalation. Kyiv acts."
    article = Article(id="a", outlet="o", text=text, origin="a.txt", sha256="")
    hits = Matcher(lexicon(one=("=U.S.", "escalat*"), two=("@names act*",))).match(segment(article))
    assert [(hit.sentence, text[hit.start : hit.end]) for hit in hits] == [
        (0, "U.S."),
        (0, "escalation"),
        (1, "Kyiv acts"),
    ]

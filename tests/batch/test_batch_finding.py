"""Hits, stances and voice cues of whole batches: those of `Matcher`, `Judge` and `VoiceCues`, whatever the text."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

import numpy as np
import pytest
from batch_makers import as_read
from documents import document_of, paragraphs
from finding_reference import compare, on_arrays, same_cues
from hypothesis import given, settings
from hypothesis import strategies as st
from term_reference import TEXTS, TREES_WITH_SETS

from framing.batch.layout import Texts
from framing.batch.terms.finding import Finder
from framing.batch.words.characters import texts_of
from framing.batch.words.vocabulary import Vocabulary
from framing.batch.words.words import words_of
from framing.lexicon.load import load_cues, load_lexicon
from framing.lexicon.pattern import PatternError, parse
from framing.lexicon.syntax import Node, to_text
from framing.model import CueLists, Document, Facet, Lexicon, Term
from framing.score.match import Matcher
from framing.score.stance import KINDS, Judge
from framing.text.voices.cued import VoiceCues, voice_cues

ROOT = Path(__file__).parents[2]
CUES = load_cues()
SETS = {"small-set": ("a", "b a", "=B", "é*")}
HOUSE = [Matcher(load_lexicon(path)) for path in sorted((ROOT / "lexicons").glob("*.yaml"))]
JUDGE = Judge(CUES)
VOICE = voice_cues(CUES)


def lexicon_of(name: str, facets: Sequence[Sequence[Node]], *, judged: bool = True) -> Lexicon:
    """Return a lexicon of the terms that can be compiled."""
    made = []
    for number, trees in enumerate(facets):
        facet = f"{name}-{number}"
        terms = []
        for at, tree in enumerate(trees):
            try:
                parse(to_text(tree), SETS)
            except PatternError:  # a guard that always holds
                continue
            terms.append(Term(id=f"{facet}/{at}", pattern=to_text(tree), facet=facet))
        made.append(Facet(name=facet, title=facet, terms=tuple(terms)))
    stance: Literal["cues", "asserted"] = "cues" if judged else "asserted"
    return Lexicon(name=name, title=name, version="1", about="", facets=tuple(made), sets=SETS, stance=stance)


# A cue word for each kind, alone and in a row, so that sentences of few words meet every rule.
STANCE_LISTS = {
    "negators": ("n", "n n"),
    "forward": ("f", "f g"),
    "overtaken": ("o",),
    "discounters": ("d", "n d"),
    "outcomes": ("u",),
    "affirmers": ("a", "a n"),
    "cautions": ("c",),
    "negated_questions": ("q", "q h"),
    "contrasts": ("k", "k k"),
    "denying_facets": ("one-1",),
}
STANCE_JUDGE = Judge(CueLists(lists=STANCE_LISTS))
# Lists of one word and of more, looked for as phrases or not, with terms that find the same words.
SMALL_VOICE = VoiceCues(
    {
        "reporting_speech": ("a", "a b", "=A", "a*", "(n | a) BEFORE/3 k"),
        "reporting_bridges": ("n", "b", "(a | b)"),
        "reporting_modals": ("n", "a NEAR/30 n", "(a | b) (n | k)"),
        "quotation_mentions": ("b n", "k"),
        "quotation_elisions": ("x",),
    }
)
FACETS = st.lists(st.lists(TREES_WITH_SETS, min_size=1, max_size=3), min_size=1, max_size=3)
SENTENCES = st.lists(TEXTS, max_size=3)


@settings(max_examples=100)
@given(FACETS, FACETS, SENTENCES, SENTENCES)
def test_hits_of_any_lexicons(one: list[list[Node]], two: list[list[Node]], here: list[str], there: list[str]) -> None:
    """Overlaps are removed inside a facet, and the order is that of the sentence, the lexicon and `Matcher`."""
    matchers = [Matcher(lexicon_of("one", one)), Matcher(lexicon_of("two", two, judged=False))]
    compare([paragraphs(*here), paragraphs(*there)], matchers, STANCE_JUDGE, SMALL_VOICE)


CUE_WORDS = st.sampled_from([*"nfgoduacqk", "h", "h", "H", "h1", "x", "y"])
BETWEEN = st.sampled_from([" "] * 8 + [", ", "; ", " — ", " - ", ": ", " “", "” "])
ENDS = st.sampled_from([".", "?", "?”", '?" ', "?’)", "", "!?", ")"])
CUED = st.builds(
    lambda pairs, end: "".join(word + gap for word, gap in pairs).strip() + end,
    st.lists(st.tuples(CUE_WORDS, BETWEEN), max_size=14),
    ENDS,
)


@settings(max_examples=400)
@given(st.lists(CUED, min_size=1, max_size=4))
def test_stances_of_any_cues(sentences: list[str]) -> None:
    """Negators, borders, turned cues, affirmers, cautions, questions, denying facets and shared thoughts."""
    denying = lexicon_of("one", [[parse("h"), parse("h x")], [parse("h1"), parse("x y")]])
    other = lexicon_of("two", [[parse("x*"), parse("=H")]])
    compare([paragraphs(*sentences)], [Matcher(denying), Matcher(other)], STANCE_JUDGE, SMALL_VOICE)


def test_every_kind_of_cue_is_in_the_small_lists() -> None:
    """A kind that is added must be tried here too."""
    assert set(KINDS) < STANCE_LISTS.keys()


def coded(name: str) -> list[Document]:
    """Return the sentences of a coded set as a document."""
    with (ROOT / "tests" / "coded" / name).open(encoding="utf-8", newline="") as stream:
        return [paragraphs(*(row["text"] for row in csv.DictReader(stream, delimiter="\t")))]


def test_hits_and_stances_of_the_traps() -> None:
    """The coded sentences made to trap the stance rules: asserted and discounted hits, as the object code has them."""
    rows = compare(coded("traps.tsv"), HOUSE, JUDGE, VOICE)
    assert {row[-1] is None for row in rows} == {True, False}


def test_real_articles() -> None:
    """The first paragraphs of the seeds, with the house's lexicons and cues."""
    documents = []
    for path in sorted((ROOT / "seeds").glob("*.txt"))[:3]:
        text = path.read_text(encoding="utf-8")[:3000]
        documents.append(document_of(text, path.stem))
    assert compare(documents, HOUSE, JUDGE, VOICE)


@pytest.mark.parametrize("bound", [1, 1000])
def test_a_vocabulary_is_followed(bound: int) -> None:
    """Forms are learned once, and all of them again where the vocabulary was emptied."""
    finder, vocabulary = Finder(HOUSE, JUDGE, VOICE), Vocabulary(bound=bound)
    for text in ("A war would escalate.", "Will it escalate, or is it a nuclear war?", "A war would escalate."):
        document = paragraphs(text)
        batch = as_read([document])
        texts = Texts(batch.codes, np.array([0, len(batch.codes)]))
        words = words_of(texts, batch.sentences, vocabulary)
        finder.follow(vocabulary)
        alone = Finder(HOUSE, JUDGE, VOICE)
        alone.learn(texts_of(batch.forms))
        assert on_arrays(batch._replace(words=words), finder, HOUSE) == on_arrays(batch, alone, HOUSE)
        same_cues([document], finder.cue_flags(words), VOICE)

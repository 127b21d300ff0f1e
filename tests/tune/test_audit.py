"""What an audit says of each term, on texts small enough to count by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from makers import make_lexicon, make_scores

from framing.errors import LexiconError
from framing.lexicon.check import check
from framing.lexicon.load import load_cues
from framing.model import Article, Document, Lexicon, Scores, Setting
from framing.score.scorer import Scorer
from framing.text.sentences import segment, tokenize
from framing.text.voices import attribute
from framing.tune.audit import Audit, TermAudit, audit

CUES = load_cues()


def lexicon_of(facets: dict[str, list[str]]) -> Lexicon:
    """Return a lexicon with the given terms a facet; lines count from 1."""
    made = make_lexicon("risk", facets)
    line = iter(range(1, 1000))
    placed = tuple(replace(f, terms=tuple(replace(t, line=next(line)) for t in f.terms)) for f in made.facets)
    return replace(made, facets=placed)


def score_of(texts: list[tuple[str, str]], lexicon: Lexicon) -> Scores:
    """Return the scores of (outlet, text) pairs, read and judged as a corpus is."""
    documents = [
        attribute(segment(Article(id=f"a{n}", outlet=outlet, text=text, origin=f"a{n}.txt", sha256=str(n))), CUES)
        for n, (outlet, text) in enumerate(texts)
    ]
    return Scorer([lexicon], CUES).score(documents)


def audited(texts: list[tuple[str, str]], facets: dict[str, list[str]], setting: Setting | None = None) -> Audit:
    """Return the audit of a lexicon over (outlet, text) pairs."""
    return audit(score_of(texts, lexicon_of(facets)), setting=setting or Setting())


def term(found: Audit, pattern: str) -> TermAudit:
    return next(one for one in found.terms if one.pattern == pattern)


TEXTS = [
    (
        "North",
        "War is near. The war warms the warehouse. “A war is coming,” said Anna Berg. There will be no war at all.",
    ),
    ("South", "Bread is cheap. A great war began. Nothing else happened here today."),
]


def test_counts_are_those_of_the_texts() -> None:
    """Hits, articles, outlets, stance and voice of a term are what a reader counts."""
    found = term(audited(TEXTS, {"war": ["war"], "bread": ["bread"]}), "war")
    assert (found.hits, found.articles, found.outlets) == (5, 2, {"North": 4, "South": 1})
    assert found.discounted == 1
    assert found.quoted == 1
    assert found.sentences == 5
    assert found.share == 5 / 6


def test_a_wildcard_shows_every_word_it_caught_and_which_are_strangers() -> None:
    """`war*` catches warehouse and warms: they are counted, and named as no forms of war."""
    found = audited(TEXTS, {"war": ["war*"]})
    (catch,) = term(found, "war*").catches
    assert catch.wildcard == "war*"
    assert dict(catch.words) == {"war": 5, "warehouse": 1, "warms": 1}
    assert dict(catch.strangers) == {"warehouse": 1, "warms": 1}
    assert any(risk.kind == "wildcard" and "warehouse 1" in risk.reason for risk in term(found, "war*").risks)


def test_a_dead_term_a_shadowed_term_and_a_live_term_are_told_apart() -> None:
    """`great war` takes every place where `great` matches; `zeppelin` stands nowhere."""
    found = audited(TEXTS, {"war": ["great", "great war", "zeppelin"]})
    assert {one.pattern: one.status for one in found.terms} == {
        "great": "shadowed",
        "great war": "live",
        "zeppelin": "dead",
    }
    assert [one.pattern for one in found.dead] == ["zeppelin"]
    assert [one.pattern for one in found.worst_first] == ["great war", "great"]
    (overlap,) = found.overlaps
    assert {overlap.first_wins, overlap.second_wins} == {0, 1}
    assert overlap.shared == 1
    assert "always loses to `great war`" in term(found, "great").risks[0].reason


def test_terms_of_two_facets_on_the_same_words_both_count() -> None:
    """A word counts once a facet and may count in several."""
    (overlap,) = audited(TEXTS, {"war": ["great war"], "size": ["great"]}).overlaps
    assert (overlap.both, overlap.first_wins, overlap.second_wins) == (1, 0, 0)


def test_coverage_adds_up_over_the_outlets() -> None:
    """The first row is the whole corpus, the others sum to it."""
    whole, *outlets = audited(TEXTS, {"war": ["war"]}).coverage
    for name in ("articles", "touched_articles", "sentences", "touched_sentences", "asserted", "tokens", "hits"):
        assert getattr(whole, name) == sum(getattr(one, name) for one in outlets)
    assert [one.outlet for one in outlets] == ["North", "South"]
    assert outlets[0].sentence_share == 1.0


def test_leverage_is_the_difference_without_the_term() -> None:
    """Of two words that carry an outlet's sentences, each alone keeps what the other carries."""
    texts = [("North", "War came. Strike came. Bread came. Rain came."), ("South", "Bread came. Rain came.")]
    found = audit(make_scores(texts, make_lexicon("risk", {"war": ["war", "strike"]})))
    assert found.leading is not None
    assert found.leading.value == 0.5
    carried = next(one for one in found.terms if one.pattern == "war").leverage
    assert carried is not None
    assert carried.remaining == 0.25
    assert {row.left_out for row in found.leverage} == {"a0", "a1"}


def test_a_term_that_one_outlet_uses_more_is_found_and_one_used_alike_is_not() -> None:
    """Twelve articles an outlet: `war` in all of North's and none of South's, `bread` in all."""
    filler = " ".join(["They met again in the town hall."] * 6)
    texts = [("North", f"War came. Bread was dear. {filler}")] * 12 + [("South", f"Bread was dear. {filler}")] * 12
    lexicon = make_lexicon("risk", {"war": ["war"], "food": ["bread"]})
    found = audit(make_scores(texts, lexicon), setting=Setting(permutations=999))
    by_term = {one.pattern: {rate.outlet: rate.verdict for rate in one.rates} for one in found.terms}
    assert by_term["war"] == {"North": "higher", "South": "lower"}
    assert set(by_term["bread"].values()) == {"not distinguishable"}
    assert any(risk.kind == "uneven" for risk in found.terms[0].risks)


def test_a_repeated_term_carries_the_finding_of_the_check() -> None:
    """What `lexicon check` says of doubles stands beside the term's counts."""
    lexicon = lexicon_of({"war": ["war", "war"]})
    lexicon = replace(lexicon, facets=(replace(lexicon.facets[0], hits=("War.",), misses=("Peace.",)),))
    found = audit(score_of(TEXTS, lexicon), findings=check(lexicon, tokenize=tokenize))
    assert [note.kind for note in found.notes] == ["duplicate"]


def test_voice_narrows_everything() -> None:
    """Only the source's sentence is looked at."""
    found = audited(TEXTS, {"war": ["war"]}, setting=Setting(voice="source"))
    assert found.hits == 1
    assert term(found, "war").quoted == 1


def test_scores_of_several_lexicons_need_a_name() -> None:
    """The audit is of one lexicon, and a wrong name is answered with the nearest."""
    scores = make_scores([("North", "War came.")], make_lexicon("risk"), make_lexicon("fear", {"fear": ["fear"]}))
    assert audit(scores, lexicon="risk").lexicon.name == "risk"
    assert audit(scores, lexicon="risk").hits == 1
    with pytest.raises(LexiconError, match="several lexicons"):
        audit(scores)
    with pytest.raises(LexiconError, match="did you mean risk"):
        audit(scores, lexicon="rsk")


def test_an_audit_without_a_hit_is_an_audit_all_the_same() -> None:
    """Every term is dead, nothing is divided by zero."""
    found = audited([("North", "Bread is cheap.")], {"war": ["war*"]})
    assert found.hits == 0
    assert [one.status for one in found.terms] == ["dead"]
    assert found.terms[0].share is None


WORDS = st.sampled_from(["war", "warm", "strike", "bread", "peace", "great"])
SENTENCES = st.lists(WORDS, min_size=1, max_size=5).map(lambda words: f"The {' '.join(words)} came.")
ARTICLES = st.lists(SENTENCES, min_size=1, max_size=4).map(" ".join)


@given(st.lists(st.tuples(st.sampled_from(["North", "South"]), ARTICLES), min_size=1, max_size=4))
def test_the_parts_of_a_term_never_exceed_it(texts: list[tuple[str, str]]) -> None:
    """Matches hold hits, outlets and forms sum to hits, terms sum to the frame, sole is a part of sentences."""
    found = audited(texts, {"war": ["war*", "great war", "strike"], "food": ["bread", "great"]})
    assert sum(one.hits for one in found.terms) == found.hits
    for one in found.terms:
        assert one.matches >= one.hits >= max(one.discounted, one.quoted, one.sentences)
        assert sum(one.outlets.values()) == one.hits == sum(number for _, number in one.forms)
        assert one.sole <= one.sentences
        assert all(catch.count >= one.hits for catch in one.catches)
    assert {one.term for one in found.worst_first} | {one.term for one in found.dead} == {
        one.term for one in found.terms
    }


def test_a_document_of_nothing_is_no_division_by_zero() -> None:
    """An outlet without sentences has no share."""
    empty = Document(article=Article(id="x", outlet="Void", text="", origin="x", sha256=""), sentences=())
    lexicon = lexicon_of({"war": ["war"]})
    found = audit(Scorer([lexicon], CUES).score([empty]))
    assert found.coverage[0].sentence_share is None

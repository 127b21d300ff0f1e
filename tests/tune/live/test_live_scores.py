"""A corpus held ready gives the numbers of scoring everything anew."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.compare.outlets import compare
from framing.errors import LexiconError
from framing.lexicon.load import load_cues
from framing.model import Article, Document, Facet, Lexicon, Measure, Term
from framing.score.scorer import Scorer
from framing.text.sentences import segment
from framing.text.voices import attribute
from framing.tune.coded import CodedTable, documents, parse_coded
from framing.tune.coding import coding_from_options
from framing.tune.live import Coded, Live
from framing.tune.validate import to_validity, validate

TEXTS = (
    (
        "North Post",
        (
            "War is near, and war will spread. The minister said that no nuclear war would come.\n\n"
            "“A red line was crossed,” the general said. Nobody fears a wider war any more, but the red lines stay.\n\n"
            "Peace talks began. Critics waved the threat away; the US did not answer us."
        ),
    ),
    (
        "South Star",
        (
            "The threat of a nuclear strike is not real. Warnings of war were overblown.\n\n"
            "He warned of war. Still, nothing came of it. Strikes and wars have followed strikes before.\n\n"
            "A metro line, red as ever, opened. The red line opened."
        ),
    ),
    ("South Star", "Nothing happened.\n\nThe US warned of a strike, a war and a threat."),
)
POOL = (
    "war",
    "war*",
    "nuclear war*",
    "(nuclear | wider) war",
    "red line*",
    "red line* NOT NEAR/2 (metro | opened)",
    "@strike",
    "strike*",
    "threat* BEFORE/5 @strike",
    "=US",
    "us",
    "warn* of war",
    "war AFTER/6 warn*",
    "peace talks",
    "unicorn",
)
SETS = {"strike": ("strike*", "war")}
CODED = "id\trisk\ttext\na-1\t1\tWar is near.\na-2\t0\tRain fell.\na-3\t1\tA threat was made.\nb-1\t0\tNo war came.\n"
MANY = 40  # lexicons one after the other; each costs some milliseconds


def document(number: int, outlet: str, text: str) -> Document:
    """Return a text in sentences with voices."""
    article = Article(id=f"a{number}", outlet=outlet, text=text, origin=f"a{number}.txt", sha256="")
    return attribute(segment(article), load_cues(None))


@cache
def corpus() -> tuple[Document, ...]:
    """Return the texts, read once."""
    return tuple(document(number, *pair) for number, pair in enumerate(TEXTS))


@cache
def coded() -> Coded:
    """Return a small coded table with its documents."""
    table: CodedTable = parse_coded(CODED.encode(), origin="coded.tsv", coding=coding_from_options(["risk=risk:1"]))
    return Coded(table=table, documents=tuple(attribute(one, load_cues(None)) for one in documents(table)))


@cache
def live() -> Live:
    """Return one corpus held ready, which remembers what every example before asked of it."""
    return Live(corpus(), load_cues(None), coded=coded())


def facet(name: str, patterns: dict[str, float]) -> Facet:
    """Return a facet of patterns with their weights."""
    terms = tuple(
        Term(id=f"risk/{name}/{pattern}", pattern=pattern, facet=name, weight=w) for pattern, w in patterns.items()
    )
    return Facet(name=name, title=name.capitalize(), terms=terms)


def lexicon(risk: dict[str, float], away: dict[str, float], **fields: object) -> Lexicon:
    """Return a lexicon of two facets; hits of the second deny those around them."""
    made = Lexicon(
        name="risk",
        title="Risk",
        version="1",
        about="made for a test",
        facets=(facet("raised", risk), facet("waved-away", away)),
        sets=SETS,
    )
    for name, value in fields.items():
        object.__setattr__(made, name, value)
    return made


weighted = st.dictionaries(st.sampled_from(POOL), st.sampled_from([1.0, 2.0, -1.0]), min_size=1, max_size=8)
lexicons = st.builds(
    lexicon,
    weighted,
    weighted,
    compare_by=st.sampled_from(["frame", "facets"]),
    stance=st.sampled_from(["cues", "cues", "asserted"]),
)


@settings(max_examples=MANY)
@given(made=lexicons)
def test_a_changed_lexicon_scores_as_if_it_were_the_first(made: Lexicon) -> None:
    """Hits, estimates and validity are those of a fresh scorer, comparison and validation, whatever came before."""
    state = live().score(made)
    scorer = Scorer((made,), load_cues(None))
    fresh = scorer.score(corpus())
    assert [state.hits(number) for number in range(len(corpus()))] == [one.hits for one in fresh.documents]
    assert state.hit_counts == tuple(len(one.hits) for one in fresh.documents)
    comparison = compare(fresh)
    assert state.unit == comparison.unit
    assert state.outlets == comparison.outlets
    assert {key: state.estimates[key] for key in comparison.cells} == dict(comparison.cells)
    judged = validate(scorer.score(coded().documents), coded().table)
    assert dict(state.validity) == to_validity(judged)


@settings(max_examples=MANY)
@given(made=lexicons)
def test_facts_of_terms_add_up_to_the_hits(made: Lexicon) -> None:
    """A term's hits are its hits in the texts, of either stance; facets hold the sum of their terms."""
    state = live().score(made)
    hits = [hit for number in range(len(corpus())) for hit in state.hits(number)]
    outlet_of = {one.article.id: one.article.outlet for one in corpus()}
    for term in made.terms:
        own = [hit for hit in hits if hit.term == term.id]
        facts = state.terms[term.id]
        assert facts.hits == len(own) == facts.asserted + facts.discounted
        assert facts.articles == len({hit.article for hit in own})
        assert facts.outlets == len({outlet_of[hit.article] for hit in own})
        assert facts.in_sources == sum(hit.voice == "source" for hit in own)
        assert facts.overlapped >= 0
    for one in made.facets:
        assert state.facets[one.name].hits == sum(state.terms[term.id].hits for term in one.terms)


def test_a_state_stays_what_it_was_after_later_edits() -> None:
    """The saved version beside the draft keeps its own hits."""
    first = live().score(lexicon({"war*": 1}, {"unicorn": 1}))
    before = first.hits(0)
    live().score(lexicon({"peace talks": 1}, {"unicorn": 1}))
    assert first.hits(0) == before
    assert before


def test_dead_and_carrying_terms_are_marked() -> None:
    """A term without a hit is dead, one that is always inside longer terms says so, one with most hits carries."""
    state = live().score(lexicon({"nuclear war": 1, "nuclear": 1, "red line*": 1, "unicorn": 1}, {"peace talks": 1}))
    assert state.terms["risk/raised/unicorn"].risk == ("dead",)
    assert any("of the frame" in risk for risk in state.terms["risk/raised/red line*"].risk)
    inside = live().score(lexicon({"nuclear (war | strike)": 1, "nuclear": 1}, {"unicorn": 1}))
    assert inside.terms["risk/raised/nuclear"].risk == ("always inside longer terms (2)",)


def test_an_article_that_is_not_there_is_refused() -> None:
    """Negative numbers are no articles either."""
    state = live().score(lexicon({"war": 1}, {"peace": 1}))
    for number in (-1, len(corpus())):
        with pytest.raises(IndexError):
            state.hits(number)


def test_a_term_that_cannot_be_read_is_an_error_and_changes_nothing() -> None:
    """The next lexicon is scored as before."""
    with pytest.raises(LexiconError):
        live().score(lexicon({"(war": 1}, {"peace": 1}))
    assert sum(live().score(lexicon({"war": 1}, {"peace": 1})).hit_counts) > 0


def test_without_a_coded_table_there_is_no_validity() -> None:
    """Empty, not zero."""
    state = Live(corpus(), load_cues(None)).score(lexicon({"war": 1}, {"peace": 1}))
    assert state.validity == {}
    assert Measure("risk") in state.measures

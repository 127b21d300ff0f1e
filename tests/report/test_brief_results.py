"""results.json: documented, complete, and the same every time."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest
from report_fixtures import make_analysis

from framing.report.data import measure_id, results, schema

ANALYSIS = make_analysis(articles=2)


@pytest.fixture(scope="module")
def found() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(results(ANALYSIS))
    return loaded


@pytest.mark.parametrize("outlets", [1, 2, 5])
def test_results_keep_to_their_schema(outlets: int) -> None:
    """The schema is a valid one and every run keeps to it."""
    jsonschema.Draft202012Validator.check_schema(schema())
    jsonschema.validate(json.loads(results(make_analysis(outlets=outlets, sentences=8))), schema())


def test_results_are_the_same_bytes() -> None:
    """Two writings of one analysis are equal, and so are those of two equal analyses."""
    assert results(ANALYSIS) == results(ANALYSIS) == results(make_analysis(articles=2))


def test_counts_add_up_to_the_estimates(found: dict[str, Any]) -> None:
    """The articles' counts of an outlet sum to the numerator and denominator of its estimate."""
    outlet_of = {a["id"]: a["outlet"] for a in found["articles"]}
    for estimate in found["comparison"]["estimates"]:
        measure = next(m for m in found["measures"] if m["id"] == estimate["measure"])
        rows = [
            c
            for c in found["counts"]
            if outlet_of[c["article"]] == estimate["outlet"]
            and (c["frame"], c["facet"]) == (measure["frame"], measure["facet"])
        ]
        assert sum(c[measure["stance"]] for c in rows) == estimate["carrying"]
        assert sum(c["sentences"] for c in rows) == estimate["total"]


def test_every_hit_is_there_with_its_words(found: dict[str, Any]) -> None:
    """Each hit has the words it matched; the sum over terms is the number of hits; no article text is copied."""
    hits = [h for d in ANALYSIS.scores.documents for h in d.hits]
    assert len(found["hits"]) == len(hits)
    assert sum(t["hits"] for x in found["lexicons"] for t in x["terms"]) == len(hits)
    assert all(len(h["text"]) == h["end"] - h["start"] for h in found["hits"])
    whole = ANALYSIS.corpus.documents[0].article.text
    assert whole[:200] not in results(ANALYSIS).decode()


def test_a_measure_has_one_name() -> None:
    """No two measures share an identity."""
    names = [measure_id(m) for m in ANALYSIS.comparison.measures]
    assert len(set(names)) == len(names)
    assert names[1] == "flood-risk:discounted"
    assert names[2] == "residents/agent"

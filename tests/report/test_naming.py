"""What a measure is called before a reader."""

from __future__ import annotations

from dataclasses import replace

import pytest
from makers import make_lexicon

from framing.model import Measure
from framing.report.naming import base_title


@pytest.mark.parametrize(
    ("facet", "title"),
    [
        ("nuclear", "Risk: nuclear"),
        ("Nuclear", "Risk: nuclear"),
        ("NEGATION", "Risk: NEGATION"),
        ("HarmVirtue", "Risk: HarmVirtue"),
    ],
)
def test_a_name_keeps_its_capitals(facet: str, title: str) -> None:
    """A one-word title stands after its frame's in lower case, unless it has capitals inside: then it is a name."""
    lexicon = make_lexicon(facets={facet: ["war"]})
    facets = (replace(lexicon.facets[0], title=facet),)
    assert base_title(replace(lexicon, facets=facets), Measure(frame="risk", facet=facet)) == title

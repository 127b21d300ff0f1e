"""Every dictionary in docs/from-other-tools.md becomes what the page says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from framing.lexicon.exchange.convert import read_dictionary
from framing.lexicon.exchange.formats import NAMES

PAGE = (Path(__file__).parents[3] / "docs" / "from-other-tools.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```$\n+^```carried\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize(("kind", "content", "carried"), BLOCKS, ids=[block[0] for block in BLOCKS])
def test_a_dictionary_becomes_what_the_page_shows(tmp_path: Path, kind: str, content: str, carried: str) -> None:
    """Facet by facet, with every weight, and every entry that is lost or changed."""
    path = tmp_path / ("one.yaml" if kind == "quanteda" else f"one.{kind}")
    path.write_text(content, encoding="utf-8")
    read = read_dictionary(path)
    lines = [
        f"{facet.name}: " + " | ".join(t.pattern + (f" ({t.weight:g})" if t.weight != 1 else "") for t in facet.terms)
        for facet in read.lexicon.facets
    ]
    differing = [(item.line, "lost", item.entry) for item in read.report.lost]
    differing += [(item.line, "changed", item.entry) for item in read.report.changed]
    lines += [f"{what} {line}: {entry}" for line, what, entry in sorted(differing)]
    assert lines == carried.splitlines()


def test_every_format_has_an_example_and_its_name() -> None:
    """No format is forgotten on the page."""
    assert {kind for kind, _, _ in BLOCKS} == {"dic", "dicx", "quanteda", "cat", "ykd", "lc3", "lcd"}
    for name in NAMES:
        assert f"`{name}`" in PAGE

"""The generated lexicons are what they say, and peers and framing count the same."""

from __future__ import annotations

from pathlib import Path

import dictionaries
import numpy as np
import pytest
from news import take
from peers import ARRAYS, OBJECTS, PEERS
from tasks import Task, plain

from framing.lexicon.load import load_lexicon
from framing.model import Lexicon

INSTALLED = (ARRAYS, "NLTK tokens + dict", "scikit-learn CountVectorizer")


@pytest.fixture(scope="module")
def lexicons(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Lexicon]:
    """Return both lexicons, read back by framing."""
    folder = tmp_path_factory.mktemp("lexicons")
    shapes = {"small": dictionaries.SMALL, "large": dictionaries.LARGE}
    return {
        name: load_lexicon(dictionaries.write_dictionary(folder / f"{name}.yaml", shape))
        for name, shape in shapes.items()
    }


@pytest.fixture(scope="module")
def texts() -> list[str]:
    """Return some twenty articles."""
    return [row["text"] for row in take(0.1)]


def test_the_large_lexicon_is_as_large_as_said(lexicons: dict[str, Lexicon]) -> None:
    """6,500 entries in 60 categories, two of five with a wildcard, one of twenty a phrase, one of five in two."""
    patterns = [term.pattern for term in lexicons["large"].terms]
    entries = set(patterns)
    assert len(entries) == 6500
    assert len(lexicons["large"].facets) == 60
    assert 0.36 < sum("*" in entry for entry in entries) / 6500 < 0.46
    assert 0.03 < sum(" " in entry for entry in entries) / 6500 < 0.07
    assert 1.1 < len(patterns) / 6500 < 1.3


def test_the_small_lexicon_is_as_small_as_said(lexicons: dict[str, Lexicon]) -> None:
    """150 entries in four categories."""
    assert len({term.pattern for term in lexicons["small"].terms}) == 150
    assert len(lexicons["small"].facets) == 4


def test_a_lexicon_is_the_same_each_time(tmp_path: Path) -> None:
    """The same shape gives the same bytes."""
    first = dictionaries.write_dictionary(tmp_path / "made.yaml", dictionaries.SMALL).read_bytes()
    assert dictionaries.write_dictionary(tmp_path / "made.yaml", dictionaries.SMALL).read_bytes() == first


@pytest.mark.parametrize(
    ("first", "second", "both"),
    [("war*", "warm", False), ("warm", "war*", False), ("warm", "warms", True), ("red line*", "lines", False),
     ("red line", "line", False), ("wa*", "war*", False), ("war*", "wa*", False), ("long-range", "long", False)],
)  # fmt: skip
def test_entries_that_could_catch_one_word_are_kept_out_of_one_category(first: str, second: str, both: bool) -> None:
    """The second of two entries is refused where a word could be caught by both; another category takes it."""
    made = dictionaries.Dictionary(2)
    assert made.add(first, 0)
    assert made.add(second, 0) is both
    assert made.add(second, 1)


@pytest.mark.parametrize("size", ["small", "large"])
@pytest.mark.parametrize("peer", INSTALLED)
def test_peers_count_what_framing_counts(peer: str, size: str, lexicons: dict[str, Lexicon], texts: list[str]) -> None:
    """On every article and in every category the counts are equal, and there are some."""
    task = Task(texts, lexicons[size])
    expected = PEERS[OBJECTS].make(task)()
    assert np.array_equal(PEERS[peer].make(task)(), expected)
    assert expected.sum() > 500


def test_wildcards_are_written_out_as_the_words_they_catch(tmp_path: Path) -> None:
    """For tools without wildcards, each word of the texts that an entry catches has the entry's categories."""
    path = tmp_path / "two.yaml"
    path.write_text(
        "format: framing-lexicon/1\nname: two\ntitle: Two\nversion: '1'\n"
        "facets:\n  a: {terms: [war*, red line*]}\n  b: {terms: [warm]}\n",
        "utf-8",
    )
    task = Task(["Warm wars, red lines and a red-lined wall."], load_lexicon(path))
    assert task.written_out == {"warm": (0, 1), "wars": (0,), "red lined": (0,), "red lines": (0,)}


def test_plain_text_is_without_what_framing_sees_through() -> None:
    """Case, hyphens, quotation marks and possessives are gone; dashes stand apart."""
    assert plain("“Red-line,” the Kremlin’s man—Putin's—said") == "red line, the kremlin man — putin — said"

"""Counting terms by article and category with other tools, as their users would: what benchmarks/scale.py holds beside.

Each peer is a function of a task that returns a function to be timed; that returns (articles, categories). What is made
once (an automaton, a vocabulary, a table in a database) is made before the clock starts, as for framing. Tools without
wildcards are given every word of the texts that a wildcard catches, found before the clock starts: that flatters them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import array_peers
import text_peers
import word_peers
from tasks import Count, Task


class Peer(NamedTuple):
    """A tool: how it counts, and what it cannot do of the task, if anything."""

    make: Callable[[Task], Count]
    lacks: str = ""


OBJECTS, ARRAYS = OF_FRAMING = ("framing, objects", "framing, arrays")
PEERS = {
    OBJECTS: Peer(word_peers.objects),
    ARRAYS: Peer(array_peers.arrays),
    "NLTK tokens + dict": Peer(word_peers.nltk),
    "scikit-learn CountVectorizer": Peer(word_peers.scikit_learn),
    "spaCy PhraseMatcher": Peer(word_peers.spacy),
    "flashtext": Peer(word_peers.flashtext, "overlaps between categories"),
    "liwc": Peer(word_peers.liwc, "phrases; `war*` hides `warm`"),
    "pyahocorasick with boundaries": Peer(text_peers.pyahocorasick),
    "ahocorasick_rs with boundaries": Peer(text_peers.ahocorasick_rs),
    "polars extract_many": Peer(text_peers.polars),
    "DuckDB": Peer(text_peers.duckdb),
    "hyperscan": Peer(text_peers.hyperscan),
}

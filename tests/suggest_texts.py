"""A small corpus, lexicon and coded table for the tests of suggestions, all invented."""

from __future__ import annotations

from pathlib import Path

LEXICON = """\
format: framing-lexicon/1
name: heat
title: Heat
version: 1.0.0
about: Made for a test.

facets:
  fire:
    title: Fire
    terms:
      - fire        # the word itself
      - 'defence line'
      # more to come
  storm:
    title: Storm
    terms: [storm, 'gale']   # in one line
"""

ARTICLES = {
    "north/one.txt": (
        "The fire took the barn before dawn. A blaze took the second barn an hour later. "
        "Nobody was hurt in the village. The mayor met the farmers on Monday. "
        "A storm is expected at the coast by the evening. Rain fell in the hills."
    ),
    "north/two.txt": (
        "The fires were put out by noon. A blaze spread along the river. The mayor thanked the crews for their work. "
        "Farmers asked for seed and fodder. The council will meet again next week to talk about money for the roads."
    ),
    "south/three.txt": (
        "Another blaze reached the town. The defense line held through the night. The school opened late on Tuesday. "
        "Prices of bread rose again in May. The fire was near the old mill. A blaze like this one is rare in spring."
    ),
    "south/four.txt": (
        "The team won by two goals. The captain spoke of a long season. The crowd sang until the lights went out. "
        "A blaze of colour marked the parade in the square. The band played the old songs for an hour or more."
    ),
}

# id, article, code, text: `blaze` is right in three articles of four, `river` in one only, `town` hardly ever.
CODED = [
    ("a-1", "1", "The fire took the barn before dawn."),
    ("a-2", "1", "A blaze took the second barn an hour later."),
    ("a-3", "0", "Nobody was hurt in the village."),
    ("a-4", "0", "The mayor met the farmers on Monday."),
    ("b-1", "1", "A blaze spread along the river."),
    ("b-2", "0", "The mayor thanked the crews for their work."),
    ("b-3", "0", "Farmers asked for seed and fodder."),
    ("c-1", "1", "Another blaze reached the town."),
    ("c-2", "0", "Prices of bread rose again in May."),
    ("c-3", "1", "The fire was near the old mill."),
    ("d-1", "0", "A blaze of colour marked the parade in the square."),
    ("d-2", "0", "The team won by two goals."),
    ("e-1", "0", "The town council met in the town hall."),
    ("e-2", "0", "Every town has a school."),
    ("e-3", "0", "Nobody in town had heard of it."),
    ("e-4", "0", "The bus to town was late."),
]


def write_all(folder: Path) -> None:
    """Write heat.yaml, articles/ and coded.tsv."""
    (folder / "heat.yaml").write_text(LEXICON, encoding="utf-8")
    for name, text in ARTICLES.items():
        path = folder / "articles" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    rows = ["id\theat\ttext", *("\t".join(row) for row in CODED)]
    (folder / "coded.tsv").write_text("\n".join(rows) + "\n", encoding="utf-8")

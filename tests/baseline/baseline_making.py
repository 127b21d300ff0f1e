"""Make baselines out of short invented articles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from hashlib import sha256
from typing import NamedTuple

import numpy as np
from makers import make_document, make_lexicon

from framing.baseline.build import build
from framing.baseline.values import Baseline
from framing.model import Scores

LEXICONS = (
    replace(make_lexicon("risk"), sha256="a" * 64),
    replace(
        make_lexicon("money", {"cost": ["price", "bill"]}, compare_by="facets", stance="asserted"), sha256="b" * 64
    ),
)
SUBJECTS = (
    ("harbour", "ferry", "pilot", "quay", "tide", "cargo"),
    ("orchard", "frost", "cider", "blossom", "hail", "ladder"),
)
MARKS = ("war", "strike", "peace", "price", "bill", "not war", "not a strike", "War", "PRICE")


class Told(NamedTuple):
    """One invented article: its id, who published it when, and its text."""

    id: str
    outlet: str
    published: date | None
    text: str
    group: str | None = None


def told(number: int, *, seed: int = 0, sentences: int = 9) -> Told:
    """Return an article of its own: two subjects, some marked words, three paragraphs, a source here and there."""
    dice = np.random.default_rng([seed, number])
    subject = SUBJECTS[number % 2]
    lines = []
    for line in range(sentences):
        first, second = (subject[dice.integers(6)] for _ in range(2))
        words = [first, "of", second.capitalize(), "and", MARKS[dice.integers(len(MARKS))], f"x{number}"]
        sentence = f"The {' '.join(words)} came up with {subject[dice.integers(6)]} {line}."
        lines.append(f'"{sentence}' if dice.random() < 0.3 else sentence)
    paragraphs = [" ".join(lines[start::3]) for start in range(3)]
    outlet = ("North Star", "Harbour Post", "Die Wächter")[dice.integers(3)]
    day = None if dice.random() < 0.1 else date(2024, 1, 1) + timedelta(days=int(dice.integers(90)))
    return Told(
        id=f"story-{number % 5}",
        outlet=outlet,
        published=day,
        text="\n\n".join(paragraphs),
        group=f"side {len(outlet) % 2}",
    )


def scores_of(articles: Sequence[Told]) -> Scores:
    """Return the scores of articles."""
    documents = []
    for article in articles:
        scored = make_document(article.id, article.outlet, article.text, LEXICONS)
        known = replace(
            scored.document.article,
            published=article.published,
            title=f"On {article.text.split()[1]}",
            sha256=sha256(article.text.encode()).hexdigest(),
            group=article.group,
        )
        documents.append(replace(scored, document=replace(scored.document, article=known)))
    return Scores(lexicons=LEXICONS, documents=tuple(documents))


def baseline_of(articles: Sequence[Told], *, with_quotes: bool = False, name: str = "tests") -> Baseline:
    """Return the baseline of articles."""
    return build(scores_of(articles), name=name, with_quotes=with_quotes, cues_sha256="c" * 64)

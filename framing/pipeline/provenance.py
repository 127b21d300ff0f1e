"""What is needed to make the same result again."""

from __future__ import annotations

import platform
from collections.abc import Mapping, Sequence
from importlib import metadata

from framing import __version__
from framing.model import Article, Provenance
from framing.score.scorer import Scorer

# Libraries whose version can change a figure or a byte of the brief.
PACKAGES = ("scikit-learn", "scipy", "numpy", "nltk", "trafilatura", "weasyprint", "matplotlib", "jinja2")


def provenance(
    articles: Sequence[Article], scorer: Scorer, *, seed: int, command: str, files: Mapping[str, str] | None = None
) -> Provenance:
    """Return versions, seed, and the hash of every input; `files` are SHA-256 of further ones by name."""
    dates = [article.published for article in articles if article.published is not None]
    return Provenance(
        command=command,
        version=__version__,
        python=platform.python_version(),
        packages={name: metadata.version(name) for name in PACKAGES},
        inputs={article.origin: article.sha256 for article in articles} | dict(files or {}),
        lexicons={lexicon.name: lexicon.sha256 for lexicon in scorer.lexicons},
        cues_sha256=scorer.cues.sha256,
        seed=seed,
        date=max(dates, default=None),
    )

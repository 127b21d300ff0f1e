"""What is suggested for a lexicon, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from framing.model import Span
from framing.tune.rates import Change, Figures

Kind = Literal["missed", "collocation", "contrast", "variant"]
KINDS: Final[tuple[Kind, ...]] = ("missed", "collocation", "contrast", "variant")


TOP: Final = 20
EXAMPLES: Final = 2


@dataclass(frozen=True, kw_only=True, slots=True)
class Wanted:
    """What to look for and how much to show: kinds of evidence, one facet or all, how many candidates and examples.

    `top` is None for all candidates; those that would lower F1 are among them only with `lowering`. `seed` is of the
    bootstrap intervals.
    """

    kinds: tuple[Kind, ...] = KINDS
    facet: str | None = None
    top: int | None = TOP
    examples: int = EXAMPLES
    lowering: bool = False
    seed: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class Evidence:
    """One reason for a candidate: its kind, a sentence with the figures, and how strong it is.

    `strength` compares candidates of one kind only: rows for `missed`, the log-likelihood ratio for `collocation`, z
    for `contrast`, occurrences for `variant`.
    """

    kind: Kind
    detail: str
    strength: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Example:
    """A sentence with the words a candidate would catch; `marks` are half-open offsets into `text`."""

    article: str
    outlet: str
    text: str
    marks: tuple[Span, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class CrossValidated:
    """The candidate put to the test on articles that did not speak for it.

    For each of `articles` articles it is accepted if it raises F1 on the others, and then counts on that article.
    `accepted` is how often it was; `after` are the figures over all articles, `change` how far F1 is above that without
    the candidate.
    """

    articles: int
    accepted: int
    after: Figures
    change: Change


@dataclass(frozen=True, kw_only=True, slots=True)
class Effect:
    """What adding a candidate does to one judgement of the coded file, scored anew with its overlaps and stances.

    `right` and `wrong` are the ids of rows that would newly be found, which the coder does and does not see so; `lost`
    those that would no longer be found (their hit is now part of a longer one, or of another stance). `texts` holds the
    rows' sentences by id. `change` is of F1. `crossed` is None with too few articles.
    """

    judgement: str
    before: Figures
    after: Figures
    change: Change
    right: tuple[str, ...]
    wrong: tuple[str, ...]
    lost: tuple[str, ...]
    texts: Mapping[str, str]
    crossed: CrossValidated | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Candidate:
    """A term that might be added to `facet`.

    `hits`, `articles` and `outlets` count where it stands in the corpus, `new` the sentences among them in which the
    lexicon finds nothing yet. `effects` has one value a judgement that would change, the one it is ranked by first;
    empty without a coded file. `alike` are other candidates that stand in the very same sentences, `cautions` say why
    it should be looked at twice.
    """

    number: int
    pattern: str
    facet: str
    evidence: tuple[Evidence, ...]
    hits: int
    articles: int
    outlets: int
    new: int
    examples: tuple[Example, ...]
    effects: tuple[Effect, ...]
    alike: tuple[str, ...]
    cautions: tuple[str, ...]

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """The kinds of evidence, each once."""
        return tuple(dict.fromkeys(evidence.kind for evidence in self.evidence))


@dataclass(frozen=True, kw_only=True, slots=True)
class Suggestions:
    """The candidates, best first, of `found` that were weighed; `left_out` of these would lower F1.

    `corpus_sha256` is one digest over the articles. `sentences` counts those of the corpus, `missed` the coded
    sentences in which nothing is found now. `coded` names the coded file and `coded_sha256` its bytes, None and ""
    without one.
    """

    lexicon: str
    lexicon_sha256: str
    candidates: tuple[Candidate, ...]
    found: int
    left_out: int
    corpus_sha256: str
    sentences: int
    coded: str | None = None
    coded_sha256: str = ""
    missed: int = 0
    seed: int = 0

"""What is suggested for a lexicon, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from framing.model import Span
from framing.tune.rates import Tally

Kind = Literal["missed", "collocation", "contrast", "variant"]
KINDS: Final[tuple[Kind, ...]] = ("missed", "collocation", "contrast", "variant")


@dataclass(frozen=True, kw_only=True, slots=True)
class Evidence:
    """One reason for a candidate: its kind, a sentence with the figures, and how strong it is.

    `strength` compares candidates of one kind only: rows for `missed`, the log-likelihood ratio for `collocation`, z for
    `contrast`, occurrences for `variant`.
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
    `accepted` is how often it was; `before` and `after` are the tallies over all articles.
    """

    articles: int
    accepted: int
    before: Tally
    after: Tally

    @property
    def gain(self) -> float:
        """The change of F1, in [-1, 1]; where F1 is undefined it counts as 0."""
        return (self.after.f1 or 0.0) - (self.before.f1 or 0.0)


@dataclass(frozen=True, kw_only=True, slots=True)
class Effect:
    """What adding a candidate does to one judgement of the coded file, scored anew with its overlaps and stances.

    `right` and `wrong` are the ids of rows that would newly be found, which the coder does and does not see so; `lost`
    those that would no longer be found (their hit is now part of a longer one, or of another stance). `texts` holds the
    rows' sentences by id. `crossed` is None with too few articles.
    """

    judgement: str
    before: Tally
    after: Tally
    right: tuple[str, ...]
    wrong: tuple[str, ...]
    lost: tuple[str, ...]
    texts: tuple[tuple[str, str], ...]
    crossed: CrossValidated | None

    @property
    def gain(self) -> float:
        """The change of F1, in [-1, 1]; where F1 is undefined it counts as 0."""
        return (self.after.f1 or 0.0) - (self.before.f1 or 0.0)


@dataclass(frozen=True, kw_only=True, slots=True)
class Candidate:
    """A term that might be added to `facet`.

    `hits`, `articles` and `outlets` count where it stands in the corpus, `new` the sentences among them in which the
    lexicon finds nothing yet. `effects` has one value a judgement that would change, the one it is ranked by first;
    empty without a coded file. `cautions` say why it should be looked at twice.
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
    cautions: tuple[str, ...]

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """The kinds of evidence, each once."""
        return tuple(dict.fromkeys(evidence.kind for evidence in self.evidence))

    @property
    def gain(self) -> float | None:
        """The change of F1 by the judgement it is ranked by; None where no coded sentence is moved."""
        return self.effects[0].gain if self.effects else None


@dataclass(frozen=True, kw_only=True, slots=True)
class Suggestions:
    """The candidates, best first; `found` counts all that were weighed, `missed` the coded sentences not found now."""

    lexicon: str
    candidates: tuple[Candidate, ...]
    found: int
    sentences: int
    coded: str | None = None
    missed: int = 0

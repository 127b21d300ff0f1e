"""What a coder is asked: each column of a coding as a question with answers in words."""

from __future__ import annotations

from dataclasses import dataclass

from framing.model import Lexicon
from framing.tune.coding import Coding, Judgement


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    """A code, and what it means in words."""

    code: str
    label: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Question:
    """One column: `title` asks, `about` explains, and exactly one of the answers holds."""

    column: str
    title: str
    about: str
    answers: tuple[Answer, ...]


def questions(coding: Coding, lexicon: Lexicon) -> tuple[Question, ...]:
    """Return the questions of a coding, in words taken from its judgements and the lexicon's titles."""
    return tuple(_question(column, coding, lexicon) for column in coding.columns)


def _question(column: str, coding: Coding, lexicon: Lexicon) -> Question:
    judgements = [judgement for judgement in coding.judgements if judgement.column == column]
    codes = coding.codes.get(column) or tuple(sorted({code for j in judgements for code in j.positive} | {"0"}))
    voice = any(judgement.subject == "voice" for judgement in judgements)
    facets = {facet.name: facet.title for facet in lexicon.facets}
    named = {j.subject.facet for j in judgements if j.subject != "voice" and j.subject.facet is not None}
    title = "Whose words are these?" if voice else lexicon.title
    if len(named) == 1 and named <= set(facets):
        title = f"{lexicon.title}: {facets[min(named)]}"
    return Question(
        column=column,
        title=title,
        about="" if voice else " ".join(lexicon.about.split()),
        answers=tuple(
            Answer(code=code, label=_label(code, judgements, facets=facets, alone=len(named) < 2))
            for code in codes
            if code
        ),
    )


def _label(code: str, judgements: list[Judgement], *, facets: dict[str, str], alone: bool) -> str:
    """Return what a code means: the measures it says yes to, or that there is none of them."""
    said = []
    for judgement in judgements:
        if code not in judgement.positive:
            continue
        subject = judgement.subject
        if subject == "voice":
            said.append("a source's: quoted or attributed")
        elif alone:
            said.append(subject.stance)
        else:
            title = facets.get(subject.facet or "", subject.facet or subject.frame)
            said.append(title if subject.stance == "asserted" else f"{title}, discounted")
    if said:
        return " and ".join(said)
    return "the outlet's or author's own" if any(j.subject == "voice" for j in judgements) else "absent"

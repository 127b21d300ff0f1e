"""Is a risk raised, or raised to be denied? Hits are judged by the cues around them, and the cue is kept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import NamedTuple, TypeAlias

from framing.errors import LexiconError
from framing.lexicon.pattern import Node, Terms, compile_terms
from framing.model import Cue, CueLists, Document, Hit, Sentence

# How many words a cue reaches over. Swept 3 to 12 (negators) and 1 to 5 (overtaken) on the development sets of
# tests/coded: below 6 "will not, he argued, lead to an escalatory spiral" is missed, above 8 negators reach into the
# next clause.
NEGATOR_REACH = 7
OVERTAKEN_REACH = 2

DENIALS = ("negators", "forward", "overtaken", "discounters", "outcomes")
KINDS = (*DENIALS, "affirmers", "cautions", "negated_questions", "contrasts")
DECIDING = (*DENIALS, "negated_questions")
DENYING = "denying_facets"

QUESTION_TAIL = "\"'”’»“) "  # what may stand behind the question mark of a sentence

Span: TypeAlias = tuple[int, int]  # words of a sentence, half-open


@dataclass(frozen=True, slots=True)
class Found:
    """A cue in a sentence: what list it is of, and its words, half-open."""

    kind: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Read:
    """What of a sentence decides stances, whatever the lexicon: its cues, and where a new thought may begin.

    `breaks` are the words after a semicolon or a dash, `comma` the first word after a comma that may end an opening
    contrast, `question` the opening of a question that expects a no.
    """

    found: tuple[Found, ...]
    breaks: tuple[int, ...]
    comma: int | None
    question: Found | None


class Weighed(NamedTuple):
    """The cues of a sentence beside some hits: all that were found, those that keep their force, and the borders.

    A border is the index of a word at which a new thought begins.
    """

    found: list[Found]
    live: list[Found]
    borders: list[int]


class Judge:
    """Tells asserted hits from discounted ones. Built once from the cue lists, then only read."""

    def __init__(self, cues: CueLists) -> None:
        missing = [kind for kind in (*KINDS, DENYING) if kind not in cues.lists]
        if missing:
            remedy = "add it, or use the cue files that ship"
            raise LexiconError(cues.origin, f"the cue list `{missing[0]}` is missing", remedy)
        self.denying = frozenset(cues.lists[DENYING])
        entries = [(kind, term) for kind in KINDS for term in cues.lists[kind]]
        self._kinds = tuple(kind for kind, _ in entries)
        self._terms: Terms = compile_terms([term for _, term in entries], sets=cues.lists, where=cues.origin)

    @property
    def cues(self) -> tuple[tuple[str, Node], ...]:
        """Every cue, as its kind and its tree."""
        return tuple(zip(self._kinds, self._terms.trees, strict=True))

    @property
    def deniers(self) -> tuple[Node, ...]:
        """The cues without one of which, and without a hit of a denying facet, every hit of a sentence is asserted."""
        return tuple(tree for kind, tree in self.cues if kind in DECIDING)

    def judge(self, document: Document, hits: Sequence[Hit]) -> tuple[Hit, ...]:
        """Return the hits of one document, in the same order, each with its stance and the cue that decided it."""
        judged: list[Hit] = []
        for index, group in groupby(hits, key=lambda hit: hit.sentence):
            judged.extend(self._judge_sentence(document, document.sentences[index], tuple(group)))
        return tuple(judged)

    def read(self, document: Document, sentence: Sentence) -> Read:
        """Return what of the sentence decides stances."""
        matches = self._terms.find(sentence.tokens, text=document.article.text)
        found = tuple(Found(self._kinds[match.term], match.start, match.end) for match in matches)
        text, tokens = document.article.text, sentence.tokens
        gaps = [(i + 1, text[tokens[i].end : tokens[i + 1].start]) for i in range(len(tokens) - 1)]
        return Read(
            found=found,
            breaks=tuple(i for i, gap in gaps if ";" in gap or "—" in gap or " – " in gap or " - " in gap),
            comma=next((i for i, gap in gaps if "," in gap and i > 1), None),
            question=_negated_question(document, sentence, found),
        )

    def decide(self, read: Read, spans: Sequence[Span], denying: Sequence[bool]) -> list[Found | None]:
        """Return the cue that discounts each hit of a sentence, None where the hit is asserted.

        `spans` are the words of the hits, half-open, in the order of the hits; `denying` says of each whether its facet
        denies.
        """
        _, live, borders = weigh(read, spans, denying)
        if not live and read.question is None:
            return [None] * len(spans)
        own = [read.question or _deciding(span, live, borders) for span in spans]
        return [cue or _shared(span, spans, own, borders) for span, cue in zip(spans, own, strict=True)]

    def _judge_sentence(self, document: Document, sentence: Sentence, hits: tuple[Hit, ...]) -> Iterator[Hit]:
        spans = [_token_span(sentence, hit) for hit in hits]
        denying = [hit.facet in self.denying for hit in hits]
        for hit, cue in zip(hits, self.decide(self.read(document, sentence), spans, denying), strict=True):
            yield replace(hit, stance="discounted", cue=as_cue(document, sentence, cue)) if cue else hit


def weigh(read: Read, spans: Sequence[Span], denying: Sequence[bool]) -> Weighed:
    """Return what the cues of a sentence are worth beside these hits; see `Judge.decide`."""
    outcomes = [Found("outcomes", *span) for span, denies in zip(spans, denying, strict=True) if denies]
    found = [*read.found, *outcomes]
    borders = _borders(read, found)
    return Weighed(found, _live(found, borders), borders)


def reaches(cue: Found, span: Span, borders: Sequence[int]) -> bool:
    """Say whether a cue that keeps its force denies a hit on the words of `span`."""
    start, end = span
    if cue.kind == "negated_questions":
        return True
    if not _same_thought(cue.start, start, borders):  # an outcome has the last word: "warned of war, but nothing came"
        return cue.kind == "outcomes" and end <= cue.start
    before = start - cue.end  # words between a cue and the hit that follows it
    match cue.kind:
        case "discounters" | "outcomes":
            return True
        case "forward":
            return before >= 0 or start <= cue.start < end
        case "overtaken":
            return 0 <= before < OVERTAKEN_REACH
        case _:  # a negator within the hit denies it too: "the button has not been pressed"
            return 0 <= before < NEGATOR_REACH or start < cue.start < end


def as_cue(document: Document, sentence: Sentence, cue: Found) -> Cue:
    """Return a cue with its words and its place in the article."""
    start, end = sentence.tokens[cue.start].start, sentence.tokens[cue.end - 1].end
    return Cue(text=document.article.text[start:end], kind=cue.kind, start=start, end=end)


def _token_span(sentence: Sentence, hit: Hit) -> Span:
    """Return the half-open range of tokens a hit covers."""
    inside = [i for i, token in enumerate(sentence.tokens) if token.start < hit.end and token.end > hit.start]
    return inside[0], inside[-1] + 1


def _borders(read: Read, found: Sequence[Found]) -> list[int]:
    """Return the token indexes at which a new thought begins: at a contrast, a semicolon, or a spaced dash.

    A contrast that opens the sentence ("While many fear ..., others ...") ends at the first comma after it. One that a
    denial begins with is part of it ("still waiting").
    """
    taken = {cue.start for cue in found if cue.kind in DENIALS}
    contrasts = [cue for cue in found if cue.kind == "contrasts" and cue.start not in taken]
    borders = {*read.breaks, *(cue.start for cue in contrasts if cue.start > 0)}
    if read.comma is not None and any(cue.start == 0 and cue.end == 1 for cue in contrasts):
        borders.add(read.comma)
    return sorted(borders)


def _same_thought(a: int, b: int, borders: Sequence[int]) -> bool:
    return not any(min(a, b) < border <= max(a, b) for border in borders)


def _live(found: Sequence[Found], borders: Sequence[int]) -> list[Found]:
    """Return the cues that keep their force.

    An affirmer takes it from every cue it overlaps and from those after it in the same thought ("naive to think that it
    will not"); a caution does so with negators only, for what must not happen is feared ("must not provoke"). A negator
    right before a longer cue turns that one round ("did not dismiss"), and both lose it.
    """
    cues = [cue for cue in found if cue.kind in DENIALS]
    turned = {
        cue
        for negator in cues
        for longer in cues
        if negator.kind == "negators"
        and longer.kind in ("forward", "discounters")
        and negator.end <= longer.start <= negator.start + 2
        for cue in (negator, longer)
    }
    turners = [cue for cue in found if cue.kind in ("affirmers", "cautions")]
    return [cue for cue in cues if cue not in turned and not any(_turns(a, cue, borders) for a in turners)]


def _turns(turner: Found, cue: Found, borders: Sequence[int]) -> bool:
    if turner.kind == "cautions" and cue.kind != "negators":
        return False
    overlaps = turner.start < cue.end and cue.start < turner.end
    return overlaps or (turner.start < cue.end and _same_thought(turner.start, cue.start, borders))


def _deciding(span: Span, cues: Sequence[Found], borders: Sequence[int]) -> Found | None:
    """Return the nearest cue that reaches the hit, or None."""
    reaching = [cue for cue in cues if reaches(cue, span, borders)]
    return min(reaching, key=lambda cue: (_gap(cue, span), cue.start), default=None)


def _gap(cue: Found, span: Span) -> int:
    return max(span[0] - cue.end, cue.start - span[1], 0)


def _shared(span: Span, spans: Sequence[Span], own: Sequence[Found | None], borders: Sequence[int]) -> Found | None:
    """Return the cue of a neighbour in the same thought: what denies one part of a thought denies the thought."""
    return next(
        (
            cue
            for other, cue in zip(spans, own, strict=True)
            if cue is not None and _same_thought(span[0], other[0], borders)
        ),
        None,
    )


def _negated_question(document: Document, sentence: Sentence, found: Sequence[Found]) -> Found | None:
    """Return the opening of a question that expects a no ("Wasn't that supposed to start World War III?")."""
    text = document.article.text[sentence.start : sentence.end]
    if not text.rstrip(QUESTION_TAIL).endswith("?"):
        return None
    opening = (cue for cue in found if cue.kind == "negated_questions")
    return next((cue for cue in opening if cue.start <= 1 or _opens_speech(document, sentence, cue.start)), None)


def _opens_speech(document: Document, sentence: Sentence, index: int) -> bool:
    """Say whether a colon stands right before a word ("A reader asks: 'Didn't they tell us ...?'")."""
    gap = document.article.text[sentence.tokens[index - 1].end : sentence.tokens[index].start]
    return ":" in gap

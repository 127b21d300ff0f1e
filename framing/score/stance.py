"""Is a risk raised, or raised to be denied? Hits are judged by the cues around them, and the cue is kept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from framing.errors import LexiconError
from framing.lexicon.pattern import Terms, compile_terms
from framing.model import Cue, CueLists, Document, Hit, Sentence

# How many words a cue reaches over. Swept 3 to 12 (negators) and 1 to 5 (overtaken) on the development sets of
# tests/coded: below 6 "will not, he argued, lead to an escalatory spiral" is missed, above 8 negators reach into the
# next clause.
NEGATOR_REACH = 7
OVERTAKEN_REACH = 2

DENIALS = ("negators", "forward", "overtaken", "discounters", "outcomes")
KINDS = (*DENIALS, "affirmers", "cautions", "negated_questions", "contrasts")
DENYING = "denying_facets"


@dataclass(frozen=True, slots=True)
class _Found:
    kind: str
    start: int
    end: int


class Judge:
    """Tells asserted hits from discounted ones. Built once from the cue lists, then only read."""

    def __init__(self, cues: CueLists) -> None:
        missing = [kind for kind in (*KINDS, DENYING) if kind not in cues.lists]
        if missing:
            remedy = "add it, or use the cue files that ship"
            raise LexiconError(cues.origin, f"the cue list `{missing[0]}` is missing", remedy)
        self._denying = frozenset(cues.lists[DENYING])
        entries = [(kind, term) for kind in KINDS for term in cues.lists[kind]]
        self._kinds = tuple(kind for kind, _ in entries)
        self._terms: Terms = compile_terms([term for _, term in entries], sets=cues.lists, where=cues.origin)

    def judge(self, document: Document, hits: Sequence[Hit]) -> tuple[Hit, ...]:
        """Return the hits of one document, in the same order, each with its stance and the cue that decided it."""
        judged: list[Hit] = []
        for index, group in groupby(hits, key=lambda hit: hit.sentence):
            judged.extend(self._judge_sentence(document, document.sentences[index], tuple(group)))
        return tuple(judged)

    def _judge_sentence(self, document: Document, sentence: Sentence, hits: tuple[Hit, ...]) -> Iterator[Hit]:
        spans = [_token_span(sentence, hit) for hit in hits]
        denying = [
            _Found("outcomes", *span) for hit, span in zip(hits, spans, strict=True) if hit.facet in self._denying
        ]
        found = self._cues(document, sentence) + denying
        borders = _borders(document, sentence, found)
        live = _live(found, borders)
        question = _negated_question(document, sentence, found)
        own = [question or _deciding(span, live, borders) for span in spans]
        for hit, span, cue in zip(hits, spans, own, strict=True):
            shared = cue or _shared(span, spans, own, borders)
            yield replace(hit, stance="discounted", cue=_as_cue(document, sentence, shared)) if shared else hit

    def _cues(self, document: Document, sentence: Sentence) -> list[_Found]:
        matches = self._terms.find(sentence.tokens, text=document.article.text)
        return [_Found(self._kinds[match.term], match.start, match.end) for match in matches]


def _token_span(sentence: Sentence, hit: Hit) -> tuple[int, int]:
    """Return the half-open range of tokens a hit covers."""
    inside = [i for i, token in enumerate(sentence.tokens) if token.start < hit.end and token.end > hit.start]
    return inside[0], inside[-1] + 1


def _borders(document: Document, sentence: Sentence, found: Sequence[_Found]) -> list[int]:
    """Return the token indexes at which a new thought begins: at a contrast, a semicolon, or a spaced dash.

    A contrast that opens the sentence ("While many fear ..., others ...") ends at the first comma after it. One that a
    denial begins with is part of it ("still waiting").
    """
    text, tokens = document.article.text, sentence.tokens
    taken = {cue.start for cue in found if cue.kind in DENIALS}
    contrasts = [cue for cue in found if cue.kind == "contrasts" and cue.start not in taken]
    borders = {cue.start for cue in contrasts if cue.start > 0}
    gaps = [(i + 1, text[tokens[i].end : tokens[i + 1].start]) for i in range(len(tokens) - 1)]
    borders |= {i for i, gap in gaps if ";" in gap or "—" in gap or " – " in gap or " - " in gap}
    if any(cue.start == 0 and cue.end == 1 for cue in contrasts):
        borders |= set([i for i, gap in gaps if "," in gap and i > 1][:1])
    return sorted(borders)


def _same_thought(a: int, b: int, borders: Sequence[int]) -> bool:
    return not any(min(a, b) < border <= max(a, b) for border in borders)


def _live(found: Sequence[_Found], borders: Sequence[int]) -> list[_Found]:
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


def _turns(turner: _Found, cue: _Found, borders: Sequence[int]) -> bool:
    if turner.kind == "cautions" and cue.kind != "negators":
        return False
    overlaps = turner.start < cue.end and cue.start < turner.end
    return overlaps or (turner.start < cue.end and _same_thought(turner.start, cue.start, borders))


def _deciding(span: tuple[int, int], cues: Sequence[_Found], borders: Sequence[int]) -> _Found | None:
    """Return the nearest cue that reaches the hit, or None."""
    reaching = [cue for cue in cues if _reaches(cue, span, borders)]
    return min(reaching, key=lambda cue: (_gap(cue, span), cue.start), default=None)


def _reaches(cue: _Found, span: tuple[int, int], borders: Sequence[int]) -> bool:
    start, end = span
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


def _gap(cue: _Found, span: tuple[int, int]) -> int:
    return max(span[0] - cue.end, cue.start - span[1], 0)


def _shared(
    span: tuple[int, int], spans: Sequence[tuple[int, int]], own: Sequence[_Found | None], borders: Sequence[int]
) -> _Found | None:
    """Return the cue of a neighbour in the same thought: what denies one part of a thought denies the thought."""
    return next(
        (
            cue
            for other, cue in zip(spans, own, strict=True)
            if cue is not None and _same_thought(span[0], other[0], borders)
        ),
        None,
    )


def _negated_question(document: Document, sentence: Sentence, found: Sequence[_Found]) -> _Found | None:
    """Return the opening of a question that expects a no ("Wasn't that supposed to start World War III?")."""
    text = document.article.text[sentence.start : sentence.end]
    if not text.rstrip("\"'”’»“) ").endswith("?"):
        return None
    opening = (cue for cue in found if cue.kind == "negated_questions")
    return next((cue for cue in opening if cue.start <= 1 or _opens_speech(document, sentence, cue.start)), None)


def _opens_speech(document: Document, sentence: Sentence, index: int) -> bool:
    """Say whether a colon stands right before a word ("A reader asks: 'Didn't they tell us ...?'")."""
    gap = document.article.text[sentence.tokens[index - 1].end : sentence.tokens[index].start]
    return ":" in gap


def _as_cue(document: Document, sentence: Sentence, cue: _Found) -> Cue:
    start, end = sentence.tokens[cue.start].start, sentence.tokens[cue.end - 1].end
    return Cue(text=document.article.text[start:end], kind=cue.kind, start=start, end=end)

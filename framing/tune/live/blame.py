"""What stands in the way of a term that nearly matches: the words of the sentence, and a reason that names them."""

from __future__ import annotations

from collections.abc import Sequence

from framing.lexicon.pattern import Terms
from framing.lexicon.program import unblocked
from framing.lexicon.syntax import Node, Proximity, Word
from framing.lexicon.words import folded_forms, normal
from framing.tune.live.loosen import Loosened, changed, lemma, parts, unguarded
from framing.tune.live.place import Selected, Span
from framing.tune.live.values import NearReason


def reason_of(way: Loosened, span: Span, selected: Selected) -> NearReason:
    """Return why a loosened term matches `span` of the sentence and the term itself does not."""
    evidence, reason = _blame(way, span, selected)
    start, end = selected.chars(span)
    return NearReason(
        term=way.term.id,
        pattern=way.term.pattern,
        facet=way.term.facet,
        line=way.term.line,
        kind=way.kind,
        text=selected.text(span),
        start=start,
        end=end,
        evidence=tuple(evidence),
        reason=f"`{way.term.pattern}` {reason}",
    )


def _blame(way: Loosened, span: Span, selected: Selected) -> tuple[list[Span], str]:
    """Return the places of the words in the way, and what is said of them."""
    match way.kind, way.part:
        case "guard", tree:
            return _guarded(tree, span, selected)
        case "distance", Proximity() as part:
            return _too_far(part, span, selected)
        case "order", Proximity() as part:
            return _other_way_round(part, span, selected)
        case "case", Word() as word:
            return _other_case(word, span, selected)
        case "inflection", Word() as word:
            return _other_form(word, span, selected)
        case _:
            return _parted(span, selected)


def _guarded(tree: Node, span: Span, selected: Selected) -> tuple[list[Span], str]:
    """Say which words a guard of the term forbids here."""
    for guard in parts(tree):
        if not (isinstance(guard, Proximity) and guard.guard):
            continue
        left, right = _spans([changed(guard.left, unguarded), guard.right], selected)
        inside = [one for one in left if span[0] <= one[0] and one[1] <= span[1]]
        blockers = [
            other for other in right if inside and not unblocked(guard.relation, inside, [other], guard.distance - 1)
        ]
        if blockers:
            shown = ", ".join(dict.fromkeys(f"“{selected.text(other)}”" for other in blockers))
            operator = f"NOT {guard.relation}/{guard.distance}"
            return [selected.chars(other) for other in blockers], f"is held off by {shown} ({operator})."
    return [], "is held off by its guards."


def _too_far(part: Proximity, span: Span, selected: Selected) -> tuple[list[Span], str]:
    left, right = (_within(side, span, selected) for side in (part.left, part.right))
    where = f"{part.relation}/{part.distance}"
    gaps = [(_distance(one, other), one, other) for one in left for other in right if _in_order(part, one, other)]
    far = [gap for gap in gaps if gap[0] > part.distance]
    if not far:
        return [], f"wants its words within {where}."
    distance, one, other = min(far)
    reason = f"wants “{selected.text(one)}” and “{selected.text(other)}” within {where}; here it is {distance}."
    return [selected.chars(one), selected.chars(other)], reason


def _distance(one: Span, other: Span) -> int:
    return max(other[0] - one[1], one[0] - other[1]) + 1


def _in_order(part: Proximity, one: Span, other: Span) -> bool:
    """Say whether two spans do not overlap and stand as the operator wants them."""
    return (part.relation != "AFTER" and one[1] <= other[0]) or (part.relation != "BEFORE" and other[1] <= one[0])


def _other_way_round(part: Proximity, span: Span, selected: Selected) -> tuple[list[Span], str]:
    left, right = (_within(side, span, selected) for side in (part.left, part.right))
    pairs = [(one, other) for one in left for other in right if _distance(one, other) > 0]
    side = "before" if part.relation == "BEFORE" else "after"
    if not pairs:
        return [], f"wants its words the other way round ({part.relation})."
    one, other = pairs[0]
    reason = f"wants “{selected.text(one)}” {side} “{selected.text(other)}”; here they stand the other way round."
    return [selected.chars(one), selected.chars(other)], reason


def _other_case(word: Word, span: Span, selected: Selected) -> tuple[list[Span], str]:
    places = _within(Word(word.text), span, selected)
    shown = selected.text(places[0]) if places else selected.text(span)
    return [selected.chars(place) for place in places], f"wants exactly “{word.text}”; the text has “{shown}”."


def _parted(span: Span, selected: Selected) -> tuple[list[Span], str]:
    text, tokens = selected.document.article.text, selected.sentence.tokens
    gaps = [(tokens[i].end, tokens[i + 1].start) for i in range(span[0], span[1] - 1)]
    marks = [gap for gap in gaps if text[slice(*gap)].strip()]
    shown = ", ".join(dict.fromkeys(f"“{text[slice(*gap)].strip()}”" for gap in marks))
    return marks, f"wants its words in a row; {shown} stands between them."


def _other_form(word: Word, span: Span, selected: Selected) -> tuple[list[Span], str]:
    own = lemma(normal(word.text, exact=False))
    places = [
        (i, i + 1)
        for i in range(*span)
        if own in {lemma(form) for form in folded_forms(selected.sentence.tokens[i].text)}
    ]
    shown = selected.text(places[0]) if places else selected.text(span)
    return [selected.chars(place) for place in places], f"has “{word.text}”, not its form “{shown}”."


def _within(tree: Node, span: Span, selected: Selected) -> list[Span]:
    (found,) = _spans([tree], selected)
    return [one for one in found if span[0] <= one[0] and one[1] <= span[1]]


def _spans(trees: Sequence[Node], selected: Selected) -> list[list[Span]]:
    """Return where each tree matches in the sentence."""
    found: list[list[Span]] = [[] for _ in trees]
    for match in Terms(trees).find(selected.sentence.tokens, text=selected.document.article.text):
        found[match.term].append((match.start, match.end))
    return found

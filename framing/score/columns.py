"""The columns of the rows that scores are written as, with their types: the same whatever the rows hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from framing.model import Lexicon
from framing.score.rows import RowUnit

Columns = Mapping[str, type[str] | type[int] | type[float]]

_PLACE: Columns = {"article": str, "outlet": str, "index": int, "paragraph": int}
_COUNTED: Columns = {
    "frame": str,
    "facet": str,
    "sentences": int,
    "tokens": int,
    "asserted": int,
    "discounted": int,
    "asserted_hits": int,
    "discounted_hits": int,
    "share": float,
    "discounted_share": float,
    "per_1000": float,
    "outlet_sentences": int,
    "outlet_asserted": int,
    "outlet_discounted": int,
    "source_sentences": int,
    "source_asserted": int,
    "source_discounted": int,
}


def columns(unit: RowUnit, lexicons: Sequence[Lexicon]) -> Columns:
    """Return the columns of the flat rows of a unit, in their order. Any value but a count may be missing."""
    match unit:
        case "hit":
            found: Columns = {"frame": str, "facet": str, "term": str, "text": str, "start": int, "end": int}
            judged: Columns = {"stance": str, "cue": str, "voice": str, "speaker": str, "weight": float}
            return {**_PLACE, **found, **judged}
        case "sentence":
            said: Columns = {"start": int, "end": int, "text": str, "voice": str, "speaker": str}
            return {**_PLACE, **said, **frame_columns(lexicons)}
        case "article":
            return {"article": str, "outlet": str, "title": str, "date": str, **_COUNTED}
        case "outlet":
            return {"outlet": str, "articles": int, **_COUNTED}


def frame_columns(lexicons: Sequence[Lexicon]) -> Columns:
    """Return the columns of a sentence that count its hits by frame and facet."""
    facets = {lexicon.name: ("", *(f"facets.{facet.name}." for facet in lexicon.facets)) for lexicon in lexicons}
    return {
        f"frames.{name}.{facet}{stance}": int
        for name, inner in facets.items()
        for facet in inner
        for stance in ("asserted", "discounted")
    }


def flat(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return a row without nesting: {"frames": {"x": {"asserted": 1}}} becomes {"frames.x.asserted": 1}."""
    found: dict[str, Any] = {}
    for key, value in row.items():
        if isinstance(value, Mapping):
            found.update({f"{key}.{inner}": held for inner, held in flat(value).items()})
        else:
            found[key] = value
    return found

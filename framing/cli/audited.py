"""An audit in a terminal: what the lexicon touches, the terms to look at, and a table of each thing found."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from framing.cli.show import table_text, terminal_width
from framing.report.audit_data import differing, listed
from framing.report.numbers import percent, plural, shorten

if TYPE_CHECKING:
    from framing.model import Difference
    from framing.tune.audit import Audit, Catch, Coverage, TermAudit

TERM = 44  # characters of a term in a table
WIDE = 100  # where it has a line for itself
WORDS = 8  # words of a wildcard that are shown
Row = Mapping[str, Any]


def audit_text(found: Audit, *, corpus: str, limit: int) -> str:
    """Return an audit as text, each part of it cut to `limit` rows and saying what was cut."""
    whole = found.coverage[0]
    dead, shadowed = len(found.dead), sum(term.status == "shadowed" for term in found.terms)
    head = (
        f"{found.lexicon.name} {found.lexicon.version} on {corpus}: {plural(whole.hits, 'hit')} in "
        f"{whole.touched_articles} of {plural(whole.articles, 'article')} and "
        f"{whole.touched_sentences} of {plural(whole.sentences, 'sentence')}\n"
        f"{plural(len(found.terms), 'term')}: {len(found.terms) - dead - shadowed} hit, {shadowed} only match where "
        f"another wins, {dead} match nowhere"
    )
    parts = [
        ("By outlet", _coverage(found.coverage[1:]), len(found.coverage) - 1),
        ("Terms", _terms(found), len(found.worst_first)),
        ("Wildcards, and what they caught", _catches(found), sum(len(term.catches) for term in found.terms)),
        ("Terms on the same words", _overlaps(found), len(found.overlaps)),
        (_leading(found.leading), _leverage(found), len(found.leverage)),
        ("Terms that outlets use differently (q at most 0.05)", _differing(found), _uneven(found)),
        ("Terms that match nowhere", _dead(found), dead),
    ]
    shown = [text for title, rows, number in parts if (text := _part(title, rows, number, limit))]
    return "\n\n".join([head, *filter(None, [_look(found, limit)]), *shown]) + "\n"


def _part(title: str, rows: Iterator[Row], number: int, limit: int) -> str:
    kept = [row for row, _ in zip(rows, range(limit), strict=False)]
    if not kept:
        return ""
    more = "" if number <= limit else f"\n... and {number - limit:,} more; -n {number} shows all"
    return f"{title}\n{table_text(kept, width=terminal_width()).rstrip()}{more}"


def _look(found: Audit, limit: int) -> str:
    """Return the terms with a reason to look at them, worst first, each reason on a line."""
    risky = [term for term in found.worst_first if term.risks]
    if not risky:
        return ""
    lines = [f"Look at these first ({len(risky)})"]
    for term in risky[:limit]:
        lines.append(f"  line {term.line}  {shorten(term.label, WIDE)}")
        lines += [f"      {risk.reason}" for risk in term.risks]
    if len(risky) > limit:
        lines.append(f"... and {len(risky) - limit:,} more; -n {len(risky)} shows all")
    return "\n".join(lines)


def _coverage(outlets: Sequence[Coverage]) -> Iterator[Row]:
    for one in outlets:
        yield {
            "outlet": one.outlet,
            "articles": one.articles,
            "with a hit": one.touched_articles,
            "sentences": one.sentences,
            "with hit": one.touched_sentences,
            "share": percent(one.touched_sentences, one.sentences),
            "asserted": one.asserted,
            "hits": one.hits,
        }


def _terms(found: Audit) -> Iterator[Row]:
    for term in sorted(found.worst_first, key=lambda term: -term.hits):
        yield {
            "line": term.line,
            "term": shorten(term.label, TERM),
            "facet": term.facet,
            "hits": term.hits,
            "share": percent(term.hits, found.hits),
            "discounted": term.discounted,
            "by a source": term.quoted,
            "sole": term.sole,
            "articles": term.articles,
            "outlets": len(term.outlets),
            "without it": _points(None if term.leverage is None else term.leverage.remaining),
        }


def _catches(found: Audit) -> Iterator[Row]:
    pairs = [(term, catch) for term in found.terms for catch in term.catches]
    for term, catch in sorted(pairs, key=lambda pair: (-len(pair[1].words), -pair[1].count)):
        yield {"line": term.line, "wildcard": catch.wildcard, "caught": _words(catch), "forms": len(catch.words)}


def _words(catch: Catch) -> str:
    more = len(catch.words) - WORDS
    return listed(catch.words[:WORDS]) + (f" and {more} more" if more > 0 else "")


def _overlaps(found: Audit) -> Iterator[Row]:
    named = {term.term: term for term in reversed(found.terms)}
    for overlap in found.overlaps:
        first, second = named[overlap.first], named[overlap.second]
        yield {
            "first": f"{first.line} {shorten(first.label, TERM)}",
            "second": f"{second.line} {shorten(second.label, TERM)}",
            "places": overlap.shared,
            "first wins": overlap.first_wins,
            "second wins": overlap.second_wins,
            "both count": overlap.both,
        }


def _leading(leading: Difference | None) -> str:
    if leading is None:
        return ""
    facet = "" if leading.measure.facet is None else f" in {leading.measure.facet}"
    gap = f"{leading.outlet} minus {leading.other}{facet}: {_points(leading.value)} points ({leading.verdict})"
    return f"{gap}; without an article"


def _leverage(found: Audit) -> Iterator[Row]:
    for row in found.leverage:
        yield {
            "article": row.left_out,
            f"share of {row.outlet}": percent(row.share, 1),
            "difference left": _points(row.remaining),
        }


def _differing(found: Audit) -> Iterator[Row]:
    for term in found.worst_first:
        for rate in differing(term):
            yield {
                "line": term.line,
                "term": shorten(term.label, TERM),
                "outlet": rate.outlet,
                "verdict": rate.verdict,
                "share": percent(rate.share.carrying, rate.share.total),
                "against the others": _points(rate.gap),
                "q": rate.q,
            }


def _uneven(found: Audit) -> int:
    return sum(len(differing(term)) for term in found.worst_first)


def _dead(found: Audit) -> Iterator[Row]:
    for term in found.dead:
        yield {"line": term.line, "facet": term.facet, "term": shorten(_pattern(term), WIDE)}


def _pattern(term: TermAudit) -> str:
    return " ".join(term.pattern.split())


def _points(value: float | None) -> str:
    return "–" if value is None else f"{100 * value:+.1f}"

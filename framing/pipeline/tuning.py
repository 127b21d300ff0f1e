"""A corpus and a lexicon to what tuning needs: the concordance and the audit."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from framing.errors import LexiconError, nearest
from framing.lexicon import catalog
from framing.lexicon.check import check
from framing.lexicon.load import load_cues
from framing.model import Corpus, Lexicon, Setting
from framing.pipeline.progress import Progress, silent
from framing.pipeline.scoring import load_lexicons, score_documents
from framing.score.scorer import Scorer
from framing.text.sentences import tokenize
from framing.tune.kwic import CONTEXT, KwicLine, concordance, query_lexicon

if TYPE_CHECKING:
    from framing.tune.audit import Audit

_AT_LINE = re.compile(r"(?P<name>[^\s:/]+):(?P<line>\d+)")


def kwic(
    corpus: Corpus,
    query: str,
    *,
    lexicons: Sequence[str | Path | Lexicon] = (),
    cues: str | Path | None = None,
    context: int = CONTEXT,
    progress: Progress = silent,
) -> list[KwicLine]:
    """Return the concordance of a lexicon, of a part of it, or of a term in the lexicon language, in text order.

    `query` is a lexicon's name, `name/facet`, `name:LINE` (the term on that line of the file), or a term. A name is
    looked for among `lexicons`, or where none is given among those of the house; a term may use the word sets of
    `lexicons`. `context` counts characters on each side.

    Raises LexiconError for a facet or a line there is not, and for a term that cannot be read.
    """
    searched = _searched(query, lexicons)
    scores = score_documents(Scorer((searched.lexicon,), load_cues(cues)), corpus.documents, progress)
    return list(concordance(scores, facet=searched.facet, term=searched.term, context=context))


def kwic_page(lines: Sequence[KwicLine], *, query: str, corpus: Corpus, found: int | None = None) -> str:
    """Return a concordance as one offline HTML page; `found` counts the hits where `lines` are only the first."""
    from framing.report.kwic_page import kwic_page as page

    return page(lines, query=query, corpus=corpus, found=found)


def audit(
    corpus: Corpus,
    lexicon: str | Path | Lexicon,
    *,
    cues: str | Path | None = None,
    setting: Setting | None = None,
    progress: Progress = silent,
) -> Audit:
    """Return what each term of a lexicon (by name, file or value) does to a corpus.

    `setting` names the voice that is looked at, and the seed and number of the permutations.
    """
    from framing.tune.audit import audit as audited

    (loaded,) = load_lexicons([lexicon])
    lists = load_cues(cues)
    scores = score_documents(Scorer((loaded,), lists), corpus.documents, progress)
    progress("auditing", 0, 1)
    found = audited(
        scores, setting=setting or Setting(), findings=check(loaded, tokenize=tokenize), cues_sha256=lists.sha256
    )
    progress("auditing", 1, 1)
    return found


def audit_page(found: Audit, *, corpus: Corpus) -> str:
    """Return an audit as one offline HTML page in the style of the brief."""
    from framing.report.audit_page import audit_page as page

    return page(found, corpus=corpus)


class _Searched(NamedTuple):
    """What a query asks for: a lexicon, and the facet or the term of it to show."""

    lexicon: Lexicon
    facet: str | None = None
    term: str | None = None


def _searched(query: str, lexicons: Sequence[str | Path | Lexicon]) -> _Searched:
    at_line = _AT_LINE.fullmatch(query)
    frame, _, facet = query.partition("/")
    name = at_line["name"] if at_line else frame
    # A free query must not wait for the house's lexicons, which take seconds to read: only a name is loaded.
    named = lexicons or ([name] if name in catalog.names() else [])
    loaded = load_lexicons(named) if named else ()
    chosen = next((lexicon for lexicon in loaded if lexicon.name == name), None)
    if chosen is None:
        return _Searched(query_lexicon(query, sets={k: v for one in reversed(loaded) for k, v in one.sets.items()}))
    if at_line:
        return _Searched(chosen, term=_at_line(chosen, int(at_line["line"])))
    facets = sorted(each.name for each in chosen.facets)
    if facet and facet not in facets:
        raise LexiconError(query, f"{frame} has no facet {facet}", nearest(facet, facets))
    return _Searched(chosen, facet=facet or None)


def _at_line(lexicon: Lexicon, line: int) -> str:
    found = next((term.id for term in lexicon.terms if term.line == line), None)
    if found is None:
        near = sorted((term.line for term in lexicon.terms), key=lambda other: (abs(other - line), other))[:3]
        remedy = f"terms stand on lines {', '.join(map(str, sorted(near)))}"
        raise LexiconError(f"{lexicon.origin or lexicon.name}:{line}", "no term stands on this line", remedy)
    return found

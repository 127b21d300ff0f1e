"""A corpus, a lexicon and perhaps a coded table to candidate terms; accepted ones to the lexicon's file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from framing.errors import InputError, LexiconError
from framing.lexicon import catalog
from framing.lexicon.edit import Draft
from framing.lexicon.load import load_cues
from framing.model import Corpus, Lexicon
from framing.pipeline.progress import Progress, silent
from framing.pipeline.scoring import load_lexicons, score_documents
from framing.pipeline.validating import score_coded
from framing.saving import ensure_writable
from framing.score.scorer import Scorer
from framing.score.stance import Judge
from framing.tune.coded import read_coded
from framing.tune.coding import Coding
from framing.tune.suggesting import Coded, Suggestions, Wanted
from framing.tune.suggesting import suggest as suggest_terms
from framing.tune.suggesting.accepting import Accepted, accept, parse_accepted
from framing.tune.suggesting.suggest import DEFAULT


def suggest(
    corpus: Corpus,
    lexicon: str | Path | Lexicon,
    *,
    coded: Path | None = None,
    coding: Coding | None = None,
    cues: str | Path | None = None,
    wanted: Wanted = DEFAULT,
    progress: Progress = silent,
) -> Suggestions:
    """Return candidate terms for a lexicon, best first; `framing.tune.suggesting.suggest` says how they are ranked.

    Raises InputError where no column of `coded` is about the lexicon's frame, LexiconError for an unknown facet.
    """
    scorer = Scorer(load_lexicons([lexicon]), load_cues(cues))
    tried = None
    if coded is not None:
        table = read_coded(coded, coding)
        tried = Coded(score_coded(scorer, table, silent), table, Judge(scorer.cues))
        if not tried.judgements():
            (judged,) = scorer.lexicons
            where, what = table.origin, f"no column is about {judged.name}"
            raise InputError(where, what, f"map one to it: --map COLUMN={judged.name}:YES")
    scores = score_documents(scorer, corpus.documents, progress)
    return suggest_terms(scores, tried, wanted)


def open_draft(lexicon: str | Path) -> Draft:
    """Return a lexicon's file ready to be edited.

    Raises LexiconError for a lexicon that came with framing, which the next installation would overwrite, and
    OutputError where the file cannot be written.
    """
    path = catalog.find(lexicon)
    if str(lexicon) in catalog.names() or path.resolve().is_relative_to(catalog.PACKAGE):
        copy = f"{path.stem}.yaml"
        raise LexiconError(
            str(lexicon), "this lexicon came with framing and is not edited", f"copy it: cp {path} {copy}"
        )
    ensure_writable(path.resolve())
    return Draft.open(path)


def read_accepted(path: Path) -> tuple[Accepted, ...]:
    """Return the candidates ticked in a table that `framing lexicon suggest` wrote. Raises InputError."""
    try:
        content = path.read_bytes()
    except FileNotFoundError as error:
        raise InputError(str(path), "there is no such file", "give the edited table of candidates") from error
    except OSError as error:
        raise InputError(str(path), f"the table cannot be read ({error.strerror})", "give a readable file") from error
    return parse_accepted(content, origin=str(path))


def accept_terms(
    draft: Draft, accepted: Iterable[Accepted], *, proposed: Mapping[str, str] | None = None
) -> tuple[Draft, tuple[str, ...]]:
    """Return the draft with the accepted terms, and a note on each that was there already; see `accept`."""
    return accept(draft, accepted, proposed=proposed or {})

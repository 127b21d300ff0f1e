"""A corpus and two versions of a lexicon to what moves between them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from framing.lexicon.load import load_cues
from framing.lexicon.revision import as_revision, checked_out
from framing.model import Corpus, CueLists, Document, Lexicon, Scores, Setting
from framing.pipeline.progress import Progress, silent
from framing.pipeline.scoring import load_lexicons
from framing.score.scorer import Scorer
from framing.text.voices import attribute
from framing.tune.coded import CodedTable, documents, read_coded
from framing.tune.coding import Coding
from framing.tune.diff import LexiconDiff, diff, renamed


def lexicon_at(written: str | Path | Lexicon) -> Lexicon:
    """Return a lexicon by name, by file, or as it stood in a git revision (`main:lexicons/mine.yaml`).

    Raises LexiconError as loading does, and what `checked_out` raises where git cannot give the file.
    """
    wanted = None if isinstance(written, Lexicon) else as_revision(written)
    if wanted is None:
        return load_lexicons([written])[0]
    with checked_out(wanted) as path:
        return replace(load_lexicons([path])[0], origin=str(wanted))


def cues_at(written: str | Path | None) -> CueLists:
    """Return cue lists of a folder or file, or as they stood in a git revision (`main:cues`); None is the house's."""
    wanted = None if written is None else as_revision(written)
    if wanted is None:
        return load_cues(written)
    with checked_out(wanted) as path:
        return replace(load_cues(path), origin=str(wanted))


@contextmanager
def cues_path(written: str | Path | None) -> Iterator[str | Path | None]:
    """Give a path to cue lists that `read` takes: of a git revision, a temporary one."""
    wanted = None if written is None else as_revision(written)
    if wanted is None:
        yield written
        return
    with checked_out(wanted) as path:
        yield path


def lexicon_diff(
    corpus: Corpus,
    old: str | Path | Lexicon,
    new: str | Path | Lexicon,
    *,
    cues: tuple[str | Path | None, str | Path | None] = (None, None),
    coded: tuple[Path, Coding | None] | None = None,
    setting: Setting | None = None,
    progress: Progress = silent,
) -> LexiconDiff:
    """Return what moves when `new` takes the place of `old`; see `lexicon_at` for what they may be.

    `cues` are the cue lists of both, None the house's: where only they differ, what moves is stance and voice. `coded`
    is a table of coded sentences and the coding of its columns (None: the house's).

    The corpus is read once and scored twice.
    """
    second = lexicon_at(new)
    first = renamed(lexicon_at(old), second.name)
    table = None if coded is None else read_coded(coded[0], coded[1])
    lists = cues_at(cues[0]), cues_at(cues[1])
    scorers = Scorer((first,), lists[0]), Scorer((second,), lists[1])
    before, after = _scored(scorers, corpus.documents, progress)
    progress("comparing", 0, 1)
    found = diff(
        before,
        after,
        coded=None if table is None else _coded(scorers, table),
        setting=setting or Setting(),
    )
    progress("comparing", 1, 1)
    return replace(found, cues_before=lists[0].sha256, cues_after=lists[1].sha256)


def diff_page(found: LexiconDiff, *, corpus: Corpus) -> str:
    """Return what moved as one offline HTML page in the style of the brief."""
    from framing.report.diff_page import diff_page as page

    return page(found, corpus=corpus)


def _scored(
    scorers: tuple[Scorer, Scorer], read_documents: Sequence[Document], progress: Progress
) -> tuple[Scores, Scores]:
    """Return the scores of both; the documents were read with the cues of the second."""
    total = 2 * len(read_documents)
    before = scorers[0].score(_voiced(scorers, read_documents), done=lambda n: progress("scoring", n, total))
    after = scorers[1].score(read_documents, done=lambda n: progress("scoring", len(read_documents) + n, total))
    return before, after


def _coded(scorers: tuple[Scorer, Scorer], table: CodedTable) -> tuple[Scores, Scores, CodedTable]:
    read = [attribute(document, scorers[1].cues) for document in documents(table)]
    return (*_scored(scorers, read, lambda *_: None), table)


def _voiced(scorers: tuple[Scorer, Scorer], read_documents: Sequence[Document]) -> Sequence[Document]:
    """Return the documents with the voices that the first cues hear in them."""
    first, second = (scorer.cues for scorer in scorers)
    same = first.sha256 == second.sha256
    return read_documents if same else [attribute(document, first) for document in read_documents]

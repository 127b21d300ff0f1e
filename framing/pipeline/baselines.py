"""Outlets counted once and kept: baselines built, saved, opened, added to and merged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from framing.baseline.build import By, build, describe
from framing.baseline.counting import counting_of, counting_with, refuse_difference
from framing.baseline.doubles import counted_instead, left_out
from framing.baseline.file import to_bytes
from framing.baseline.join import join
from framing.baseline.open import from_bytes, refuse_size
from framing.baseline.values import Baseline
from framing.errors import InputError, nearest
from framing.lexicon import catalog
from framing.lexicon.load import load_cues
from framing.model import Corpus, Lexicon, Skipped
from framing.pipeline.progress import Progress, silent
from framing.pipeline.scoring import load_lexicons, score
from framing.pipeline.texts import DEFAULT_READING, Reading, read
from framing.saving import ensure_writable, replacing


@dataclass(frozen=True, kw_only=True, slots=True)
class Counted:
    """A baseline, and what was left out of it: texts that are none, and copies of a text that counts once."""

    baseline: Baseline
    skipped: tuple[Skipped, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Keeping:
    """What a baseline holds beside each other, the group of articles that name none, and whether it keeps sentences."""

    by: By = "outlet"
    group: str | None = None
    with_quotes: bool = False


OUTLETS = Keeping()


def build_baseline(
    paths: Sequence[str | Path],
    *,
    keeping: Keeping = OUTLETS,
    name: str | None = None,
    lexicons: Sequence[str | Path | Lexicon] = (),
    cues: str | Path | None = None,
    options: Reading = DEFAULT_READING,
    progress: Progress = silent,
) -> Counted:
    """Read, score and count articles once; lexicons and cue lists as in `score`, reading as in `read`.

    The same articles give the same baseline in whatever order they are named. Of several copies of a text the earliest
    published counts. Raises InputError where nothing is left to count, or by group where an article has none.
    """
    corpus = _distinct(read(paths, options=replace(options, doubles=True), cues=cues, progress=progress), keeping)
    scores = score(corpus, lexicons=lexicons, cues=cues, progress=progress)
    baseline = build(
        scores,
        name=name or corpus.name,
        by=keeping.by,
        cues_sha256=load_cues(cues).sha256,
        with_quotes=keeping.with_quotes,
    )
    return Counted(baseline=baseline, skipped=corpus.skipped)


def add_to_baseline(
    baseline: Baseline,
    paths: Sequence[str | Path],
    *,
    group: str | None = None,
    lexicons: Sequence[str | Path | Lexicon] = (),
    cues: str | Path | None = None,
    options: Reading = DEFAULT_READING,
    progress: Progress = silent,
) -> Counted:
    """Count new articles as the old ones were counted and join them: what a fresh build of old and new would give.

    Without `lexicons` those of the house are taken that the baseline was counted with. A text the baseline holds is not
    counted twice. Raises InputError for lexicons and cue lists other than the baseline's, before anything is read.
    """
    loaded = lexicons_of_baseline(baseline, lexicons, cues=cues)
    new = build_baseline(
        paths,
        keeping=Keeping(by=baseline.by, group=group, with_quotes=baseline.with_quotes),
        name=baseline.name,
        lexicons=loaded,
        cues=cues,
        options=options,
        progress=progress,
    )
    joined, doubles = join([baseline, new.baseline], name=baseline.name)
    return Counted(baseline=joined, skipped=(*new.skipped, *doubles))


def merge_baselines(
    baselines: Sequence[Baseline], *, name: str | None = None, called: Sequence[str] | None = None
) -> Counted:
    """Join baselines of different articles to one; `called` is what errors call each.

    Quotations are kept where all have them. Raises InputError where they were counted in different ways.
    """
    names = sorted({one.name for one in baselines})
    joined, doubles = join(baselines, name=name or " + ".join(names), called=called)
    return Counted(baseline=joined, skipped=doubles)


def lexicons_of_baseline(
    baseline: Baseline,
    lexicons: Sequence[str | Path | Lexicon] = (),
    *,
    cues: str | Path | None = None,
    where: str | None = None,
) -> tuple[Lexicon, ...]:
    """Return the lexicons with which new texts must be scored to be held beside a baseline or added to it.

    None given means those of the house that have the baseline's names; `where` is what errors call the baseline. Raises
    InputError, with what differs, unless lexicons, cue lists and the rules for sentences and words are those the
    baseline was counted with.
    """
    place = where or baseline.name
    loaded = load_lexicons(lexicons or [_of_house(name, place) for name in sorted(baseline.lexicons)])
    remedy = (
        "give the lexicons and cue lists it was counted with (--lexicon, --cues), or build it again from its articles: "
        "framing baseline build CORPUS -o FILE"
    )
    now = counting_with(loaded, load_cues(cues).sha256)
    refuse_difference(counting_of(baseline), now, where=place, remedy=remedy)
    return loaded


def open_baseline(path: str | Path) -> Baseline:
    """Return the baseline in a file. Nothing in it is run or trusted; see docs/baseline-format.md.

    Raises InputError for a file that is missing, is no baseline, is damaged, or was made by a newer version.
    """
    file = Path(path)
    try:
        if file.is_dir():
            raise InputError(str(file), "this is a folder", "give a file that `framing baseline build` wrote")
        refuse_size(file.stat().st_size, where=str(file))
        data = file.read_bytes()
    except FileNotFoundError as error:
        known = [item.name for item in file.parent.glob("*.baseline")] if file.parent.is_dir() else []
        remedy = nearest(file.name, known, otherwise="build one with `framing baseline build`")
        raise InputError(str(file), "there is no such file", remedy) from error
    except OSError as error:
        what = f"the file cannot be read ({error.strerror})"
        raise InputError(str(file), what, "check the file and its permissions") from error
    return from_bytes(data, where=str(file))


def save_baseline(baseline: Baseline, path: str | Path) -> Baseline:
    """Write a baseline to a file, all or nothing, and return it with the SHA-256 of that file.

    Raises OutputError where the file cannot be written.
    """
    file = Path(path)
    ensure_writable(file)
    data = to_bytes(baseline)
    with replacing(file) as partial:
        partial.write_bytes(data)
    return replace(baseline, sha256=sha256(data).hexdigest())


def _distinct(corpus: Corpus, keeping: Keeping) -> Corpus:
    """Return a corpus in which every text stands once, with its group, and the copies among what is left out."""
    documents = tuple(
        replace(document, article=replace(document.article, group=document.article.group or keeping.group))
        for document in corpus.documents
    )
    described = describe(documents, by=keeping.by)
    instead = counted_instead(described, [document.article.sha256 for document in documents])
    doubles = tuple(
        left_out(described[index], described[kept], origin=documents[index].article.origin)
        for index, kept in sorted(instead.items())
    )
    return replace(
        corpus,
        documents=tuple(document for index, document in enumerate(documents) if index not in instead),
        skipped=(*corpus.skipped, *doubles),
    )


def _of_house(name: str, where: str) -> str:
    if name not in catalog.names():
        what = f"this baseline was counted with the lexicon {name}, which is not one of the house's"
        raise InputError(where, what, "give its file: --lexicon FILE, once for each lexicon")
    return name

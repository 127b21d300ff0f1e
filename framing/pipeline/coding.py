"""A corpus to sentences worth coding, and coders' sheets to a coded table."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path, PurePath

from framing.errors import InputError
from framing.lexicon.load import load_cues
from framing.model import Corpus, Lexicon
from framing.pipeline.progress import Progress, silent
from framing.pipeline.scoring import load_lexicons, score_documents
from framing.score.scorer import Scorer
from framing.tune.coded import read_coded
from framing.tune.coding import Coding, Judgement
from framing.tune.merge import RESERVED, Merged, sheet_coding
from framing.tune.merge import merge as merge_tables
from framing.tune.sample import Sample, coding_for, draw, for_sample
from framing.tune.sample_file import parse_sample


def coding_of_frame(
    frame: str | Path | Lexicon, coding: Coding | None = None, *, voice: bool = False
) -> tuple[Lexicon, Coding]:
    """Return a frame's lexicon (by name, file or value) and what is to be asked of its sentences.

    None asks what the house asks. `voice` asks whose voice a sentence is, too. Raises InputError where `coding` asks
    nothing about the frame, or names a column as the sheets name one of theirs.
    """
    (lexicon,) = load_lexicons([frame])
    asked = coding_for(lexicon) if coding is None else for_sample(_about(coding, lexicon, voice=voice))
    if voice and all(judgement.subject != "voice" for judgement in asked.judgements):
        asked = _with_voice(asked)
    taken = sorted(RESERVED.intersection(asked.columns))
    if taken:
        raise InputError(asked.name, f"a sheet has a column {taken[0]} already", "give that column another name")
    return lexicon, asked


def sample(
    corpus: Corpus,
    lexicon: Lexicon,
    coding: Coding,
    *,
    size: int,
    seed: int = 0,
    cues: str | Path | None = None,
    progress: Progress = silent,
) -> Sample:
    """Return `size` sentences to code for a lexicon's frame, with the questions of `coding_of_frame`."""
    scores = score_documents(Scorer([lexicon], load_cues(cues)), corpus.documents, progress)
    return draw(scores, frame=lexicon.name, size=size, seed=seed, coding=coding, corpus=corpus.name)


def merge_sheets(
    sampled: Path,
    sheets: Sequence[Path],
    *,
    settling: Path | None = None,
    majority: bool = False,
    seed: int = 0,
) -> Merged:
    """Return the codes in coders' sheets of the sample in the file `sampled`, with how far the coders agree.

    Raises InputError for what is no sample, or a sheet that is not of this sample.
    """
    drawn = parse_sample(_text(sampled), where=str(sampled))
    coding = sheet_coding(drawn.coding)
    return merge_tables(
        drawn,
        dict(zip(_names(sheets), (read_coded(path, coding, sheet=True) for path in sheets), strict=True)),
        settling=None if settling is None else read_coded(settling, coding, sheet=True),
        majority=majority,
        seed=seed,
    )


def _about(coding: Coding, lexicon: Lexicon, *, voice: bool) -> Coding:
    """Return the part of a coding that asks about the lexicon's frame, and about the voice where that is wanted."""
    kept = tuple(j for j in coding.judgements if (voice if j.subject == "voice" else j.subject.frame == lexicon.name))
    if all(judgement.subject == "voice" for judgement in kept):
        raise InputError(coding.name, f"no column is about {lexicon.name}", "add one, or leave the coding away")
    columns = {judgement.column for judgement in kept}
    codes = {column: codes for column, codes in coding.codes.items() if column in columns}
    return Coding(judgements=kept, codes=codes, name=coding.name)


def _with_voice(coding: Coding) -> Coding:
    asked = Judgement(subject="voice", column="voice", positive=frozenset({"S"}), ignored=frozenset({""}))
    return Coding(
        judgements=(*coding.judgements, asked),
        codes={**coding.codes, "voice": ("O", "S", "")},
        article=coding.article,
        weight=coding.weight,
        name=coding.name,
    )


def _names(sheets: Sequence[Path]) -> list[str]:
    """Return a name for each coder: the file's stem where that tells them apart, else the path."""
    stems = [PurePath(path).stem for path in sheets]
    names = stems if len(set(stems)) == len(stems) else [str(path) for path in sheets]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise InputError(twice, "this sheet is given twice", "give each coder's sheet once")
    return names


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise InputError(
            str(path), "there is no such file", "give the folder that `framing code sample` wrote"
        ) from error
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(str(path), f"the sample cannot be read ({error})", "draw it again") from error

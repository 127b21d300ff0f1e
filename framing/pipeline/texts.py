"""Files and folders to a corpus."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from framing.errors import InputError
from framing.lexicon.load import load_cues
from framing.model import Article, Corpus, Skipped, Source
from framing.pipeline.progress import Progress, silent
from framing.text.cleaning import MIN_WORDS, Marked, clean, deduplicate, load_rules, mark
from framing.text.reading import corpus_name, read_sources
from framing.text.sentences import segment
from framing.text.voices import attribute


@dataclass(frozen=True, kw_only=True, slots=True)
class Reading:
    """How texts are read: the outlet of texts that name none, the shortest article, extra rules, rows as sentences.

    With `doubles` the same text twice stays twice, for whoever counts to choose between.
    """

    outlet: str | None = None
    min_words: int = MIN_WORDS
    rules: tuple[Path, ...] = ()
    as_is: bool = False
    doubles: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Cleaned:
    """A text as handed in, what was marked in it, and the article it became or why it is left out."""

    source: Source
    marked: Marked | None
    result: Article | Skipped


DEFAULT_READING = Reading()


def read(
    paths: Sequence[str | Path],
    *,
    options: Reading = DEFAULT_READING,
    name: str | None = None,
    cues: str | Path | None = None,
    progress: Progress = silent,
) -> Corpus:
    """Read files and folders to a corpus: cleaned, without duplicates, in sentences with their voices.

    Raises InputError where a path is missing, a file cannot be read, or nothing is left to analyse.
    """
    lists = load_cues(cues)
    sources, unread = _sources(paths, options)
    rules = load_rules(*options.rules)
    articles: list[Article] = []
    skipped = list(unread)
    rows = {}
    for number, source in enumerate(sources, start=1):
        result = clean(source, rules, min_words=options.min_words)
        if isinstance(result, Skipped):
            skipped.append(result)
        else:
            articles.append(result)
            rows[result.id] = source.rows
        progress("cleaning", number, len(sources))
    kept, doubles = (tuple(articles), ()) if options.as_is or options.doubles else deduplicate(articles)
    skipped += doubles
    if not kept:
        raise nothing_left(paths, skipped)
    read_documents = []
    for number, article in enumerate(kept, start=1):
        read_documents.append(attribute(segment(article, rows=rows[article.id]), lists))
        progress("reading", number, len(kept))
    return Corpus(documents=tuple(read_documents), skipped=tuple(skipped), name=name or corpus_name(paths))


def clean_all(
    paths: Sequence[str | Path], *, options: Reading = DEFAULT_READING
) -> tuple[tuple[Cleaned, ...], tuple[Skipped, ...]]:
    """Return every text with what cleaning made of it, and the inputs without any text."""
    sources, unread = _sources(paths, options)
    rules = load_rules(*options.rules)
    cleaned = tuple(
        Cleaned(
            source=source,
            marked=None if source.media_type == "sentences" else mark(source, rules),
            result=clean(source, rules, min_words=options.min_words),
        )
        for source in sources
    )
    return cleaned, unread


def _sources(paths: Sequence[str | Path], options: Reading) -> tuple[tuple[Source, ...], tuple[Skipped, ...]]:
    return read_sources([Path(path) for path in paths], as_is=options.as_is, outlet=options.outlet)


def nothing_left(paths: Iterable[str | Path], skipped: Sequence[Skipped]) -> InputError:
    """Return what to say where every text was left out."""
    reasons = "; ".join(f"{item.origin}: {item.detail}" for item in skipped[:3])
    what = "no article is left to analyse" + (f" ({reasons})" if reasons else "")
    where = ", ".join(str(path) for path in paths)
    return InputError(where, what, "see what `framing clean` removes, or lower --min-words")

"""How like real news the generated news is: the same figures of the five seeds and of a sample of it.

    python benchmarks/likeness.py

Rates of cues and voices are what framing itself finds. The growth of the vocabulary is that of lower-cased words: the
seeds have some 3,000 words, all on one topic, so only its beginning can be compared.
"""

from __future__ import annotations

import argparse
import math
import re
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import mean

from news import write_news

from framing.model import Article, ScoredDocument
from framing.pipeline.streaming.job import Job, Scoring, loaded
from framing.score.scorer import Scorer
from framing.text.cleaning import clean
from framing.text.reading import plan, read_batch
from framing.text.sentences import segment
from framing.text.voices import attribute

SEEDS = Path(__file__).parents[1] / "seeds"
GROWTH = (500, 1000, 2000, 3000)
REPORTING = re.compile(r"\b(said|says|say|told|tells|warned|argued|insisted|added|noted|claimed|according to)\b", re.I)
ABBREVIATION = re.compile(r"\b([A-Z]\.){2,}|\b(Mr|Mrs|Ms|Dr|Gen|Sen|Rep|Gov|Col|Lt|Inc|No|Jan|Feb|Sept|Oct|Nov|Dec)\.")


def main() -> None:
    """Print the figures of the seeds and of generated news side by side."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--mb", type=float, default=1.0, help="million bytes of generated text to look at")
    given = parser.parse_args()
    job = loaded(Scoring(unit="article", form="jsonl"))
    with tempfile.TemporaryDirectory(prefix="framing-likeness-") as name:
        path = Path(name) / "news.jsonl"
        write_news(path, mb=given.mb)
        columns = [measured(scored([SEEDS], job)), measured(scored([path], job))]
    print("| | five seeds | generated |\n|---|---|---|")
    print("\n".join(lines(columns)))


def scored(paths: Sequence[Path], job: Job) -> list[ScoredDocument]:
    """Return the articles of files, read, cleaned and scored."""
    articles = []
    for batch in plan(paths).batches:
        sources, _ = read_batch(batch, as_is=False)
        cleaned = (clean(source, job.rules, min_words=job.reading.min_words) for source in sources)
        articles += [article for article in cleaned if isinstance(article, Article)]
    documents = [attribute(segment(article), job.cues) for article in articles]
    return list(Scorer(job.lexicons, job.cues).score(documents).documents)


@dataclass(frozen=True, kw_only=True)
class Figures:
    """What is compared: means, shares in [0, 1] and rates per 1,000 words."""

    words_an_article: float
    bytes_a_word: float
    words_a_sentence: float
    middle_sentence: int
    long_sentence: int
    sentences_a_paragraph: float
    of_a_source: float
    with_a_quotation: float
    in_quotations: float
    reporting_words: float
    abbreviations: float
    hits: float
    with_a_hit: float
    discounted: float
    by_lexicon: tuple[float, ...]
    growth: tuple[float, ...]


def measured(documents: Sequence[ScoredDocument]) -> Figures:
    """Return the figures of scored articles."""
    texts = [scored.document.article.text for scored in documents]
    whole = "\n".join(texts)
    sentences = [s for scored in documents for s in scored.document.sentences]
    words = [token.text.lower() for s in sentences for token in s.tokens]
    hits = [hit for scored in documents for hit in scored.hits]
    lengths = sorted(len(s.tokens) for s in sentences)
    thousands = len(words) / 1000
    names = sorted({hit.lexicon for hit in hits})
    return Figures(
        words_an_article=len(words) / len(documents),
        bytes_a_word=len(whole.encode()) / len(words),
        words_a_sentence=mean(lengths),
        middle_sentence=lengths[len(lengths) // 2],
        long_sentence=lengths[len(lengths) * 9 // 10],
        sentences_a_paragraph=len(sentences) / sum(text.count("\n\n") + 1 for text in texts),
        of_a_source=mean(s.voice == "source" for s in sentences),
        with_a_quotation=mean(bool(s.quoted) for s in sentences),
        in_quotations=sum(end - start for s in sentences for start, end in s.quoted) / len(whole),
        reporting_words=len(REPORTING.findall(whole)) / thousands,
        abbreviations=len(ABBREVIATION.findall(whole)) / thousands,
        hits=len(hits) / thousands,
        with_a_hit=len({(hit.article, hit.sentence) for hit in hits}) / len(sentences),
        discounted=mean(hit.stance == "discounted" for hit in hits if hit.lexicon == "escalation-risk"),
        by_lexicon=tuple(sum(hit.lexicon == name for hit in hits) / thousands for name in names),
        growth=tuple(_different(words, size) for size in GROWTH),
    )


def exponent(few: int, small: int, many: int, large: int) -> float:
    """Return the exponent by which the vocabulary grows from `small` words in `few` to `large` in `many`.

    Source: Heaps (1978), Information Retrieval: Computational and Theoretical Aspects.
    """
    return math.log(large / small) / math.log(many / few)


def _different(words: Sequence[str], size: int) -> float:
    """Return how many different words there are in so many, the mean of some stretches."""
    starts = range(0, max(1, len(words) - size), max(1000, len(words) // 30))
    return mean(len(set(words[start : start + size])) for start in starts)


def lines(columns: Sequence[Figures]) -> list[str]:
    """Return the rows of a table with a column for each corpus."""
    rows: list[tuple[str, Callable[[Figures], str]]] = [
        ("words an article", lambda f: f"{f.words_an_article:.0f}"),
        ("bytes a word", lambda f: f"{f.bytes_a_word:.1f}"),
        (
            "words a sentence: mean, median, nine in ten at most",
            lambda f: f"{f.words_a_sentence:.0f}, {f.middle_sentence}, {f.long_sentence}",
        ),
        ("sentences a paragraph", lambda f: f"{f.sentences_a_paragraph:.1f}"),
        ("sentences in a source's voice", lambda f: f"{f.of_a_source:.0%}"),
        (
            "sentences with quoted speech, share of the text",
            lambda f: f"{f.with_a_quotation:.0%}, {f.in_quotations:.0%}",
        ),
        ("reporting words per 1,000 words", lambda f: f"{f.reporting_words:.0f}"),
        ("abbreviations per 1,000 words", lambda f: f"{f.abbreviations:.0f}"),
        (
            "hits per 1,000 words: all, escalation risk, Ukrainian agency, US politics",
            lambda f: ", ".join(f"{rate:.0f}" for rate in (f.hits, *f.by_lexicon)),
        ),
        ("sentences with a hit", lambda f: f"{f.with_a_hit:.0%}"),
        ("escalation risk: hits that are discounted", lambda f: f"{f.discounted:.0%}"),
        (
            f"different words in {', '.join(f'{size:,}' for size in GROWTH)}",
            lambda f: ", ".join(f"{number:.0f}" for number in f.growth),
        ),
    ]
    return [" | ".join(["", name, *(said(column) for column in columns), ""]).strip() for name, said in rows]


if __name__ == "__main__":
    main()

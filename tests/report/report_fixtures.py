"""A made-up corpus with everything a brief must show; the arithmetic is simple, the shapes are the real ones."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import TypeVar

from report_arithmetic import MEASURES, cluster, compare, keywords, leverage, sensitivity, within
from report_texts import FILLER, LEXICONS, OUTLETS, SPEAKERS, TEMPLATES

from framing.model import (
    Analysis,
    Article,
    Corpus,
    Cue,
    Document,
    Hit,
    Provenance,
    Removal,
    ScoredDocument,
    Scores,
    Sentence,
    Setting,
    Skipped,
    Token,
    Unit,
    Validity,
    Voice,
)

WORD = re.compile(r"\w+(?:[’']\w+)*")


T = TypeVar("T")


class Dice:
    """Throws that depend on the key alone, on every machine and version."""

    def __init__(self, key: str) -> None:
        self.key, self.throws = key, 0

    def random(self) -> float:
        """Return the next throw in [0, 1)."""
        self.throws += 1
        digest = hashlib.sha256(f"{self.key}/{self.throws}".encode()).digest()
        return int.from_bytes(digest[:6]) / 2**48

    def choice(self, items: Sequence[T]) -> T:
        """Return one of the items."""
        return items[int(self.random() * len(items))]

    def weighted(self, items: Sequence[T], weights: Sequence[float]) -> T:
        """Return one of the items, each as likely as its weight."""
        left = self.random() * sum(weights)
        for item, weight in zip(items, weights, strict=True):
            left -= weight
            if left < 0:
                return item
        return items[-1]


def make_analysis(
    *, outlets: int = 5, articles: int = 1, sentences: int = 30, contrast: float = 1.0, seed: int = 7
) -> Analysis:
    """Return a synthetic `Analysis`: `contrast` 0 makes all outlets alike, 1 sets some of them apart."""
    names = [OUTLETS[i] if i < len(OUTLETS) else f"Outlet {i + 1}" for i in range(outlets)]
    scored = tuple(
        make_document(name, i, j, sentences=sentences, contrast=contrast, seed=seed)
        for i, name in enumerate(names)
        for j in range(articles)
    )
    return analysis_of(scored, names, articles=articles)


def analysis_of(scored: tuple[ScoredDocument, ...], names: Sequence[str], *, articles: int = 1) -> Analysis:
    """Return the `Analysis` of scored documents."""
    skipped = (
        Skipped(origin="corpus/stub.txt", reason="too-short", detail="12 words, fewer than 60", outlet=None),
        Skipped(origin="corpus/again.txt", reason="duplicate", detail="same text as the first article", title="Again"),
    )
    documents = tuple(s.document for s in scored)
    unit: Unit = "article" if articles > 1 else "paragraph"
    published = compare(scored, names, Setting(seed=20261122), unit)
    widest = published.widest(MEASURES[0]) or (published.pairs[0] if published.pairs else None)
    voices: tuple[Voice, ...] = ("outlet", "source")
    clustering = cluster(documents)
    ids = tuple(d.article.id for d in documents)
    return Analysis(
        name="The harbour tunnel",
        corpus=Corpus(documents=documents, skipped=skipped, name="The harbour tunnel"),
        scores=Scores(lexicons=LEXICONS, documents=scored),
        comparison=published,
        by_voice={v: compare(scored, names, Setting(voice=v, seed=20261122), unit) for v in voices},
        sensitivity=sensitivity(scored, names, unit, widest),
        leverage=leverage(widest),
        keywords={n: keywords(i) for i, n in enumerate(names)},
        clustering=clustering,
        within_story=within(scored, clustering, unit),
        validity={
            m: Validity(
                measure=m,
                precision=0.9 - 0.05 * i,
                precision_interval=(0.75 - 0.05 * i, 0.97),
                recall=0.85,
                recall_interval=(0.7, 0.95),
                f1=0.87 - 0.03 * i,
                f1_interval=(0.7, 0.94),
                sentences=149,
                positives=20 + i,
                coded="coded_sentences.tsv",
                lexicon_sha256="ab" * 32,
            )
            for i, m in enumerate(MEASURES[:4])
        },
        near_duplicates=((ids[0], ids[1], 0.83),) if len(ids) > 1 else (),
        provenance=Provenance(
            command="framing report corpus/ -o reports/harbour.pdf --seed 20261122",
            version="0.1.0",
            python="3.11.7",
            packages={"numpy": "2.4.6", "matplotlib": "3.11.2", "weasyprint": "70.0"},
            inputs={d.article.origin: d.article.sha256 for d in documents},
            lexicons={lexicon.name: lexicon.sha256 for lexicon in LEXICONS},
            cues_sha256="c0" * 32,
            seed=20261122,
            date=None,
        ),
    )


def make_document(outlet: str, number: int, copy: int, *, sentences: int, contrast: float, seed: int) -> ScoredDocument:
    """Return one scored article whose frames follow the outlet's own weights."""
    rng = Dice(f"{seed}-{number}-{copy}")
    weights = [1 + contrast * 5 * ((number * 2 + k) % 5 == 0) for k in range(len(TEMPLATES))]
    parts: list[tuple[str, Voice, str | None]] = []
    for _ in range(sentences + 3 * (number % 4)):
        if rng.random() < 0.45:
            parts.append((rng.choice(FILLER), "outlet", None))
            continue
        text = rng.choice(rng.weighted(TEMPLATES, weights))
        if rng.random() < 0.35:
            speaker = rng.choice(SPEAKERS)
            who = speaker if speaker is not None else "officials"
            parts.append((f"“{text[:-1]},” said {who}.", "source", speaker))
        else:
            parts.append((text, "outlet", None))
    return scored_document(outlet, number, copy, parts)


def scored_document(
    outlet: str, number: int, copy: int, parts: Sequence[tuple[str, Voice, str | None]], *, title: str | None = None
) -> ScoredDocument:
    """Return a document made of sentences, three to a paragraph, with every hit of the made-up lexicons."""
    key = f"{number:02d}-{copy:02d}"
    text, sentences = "", []
    for i, (words, voice, speaker) in enumerate(parts):
        text += "" if not i else ("\n\n" if i % 3 == 0 else " ")
        start = len(text)
        text += words
        tokens = tuple(Token(start + m.start(), start + m.end(), m.group()) for m in WORD.finditer(words))
        sentences.append(
            Sentence(
                article=key,
                index=i,
                paragraph=i // 3,
                start=start,
                end=len(text),
                tokens=tokens,
                voice=voice,
                speaker=speaker,
            )
        )
    article = Article(
        id=key,
        outlet=outlet,
        text=text,
        origin=f"corpus/{key}.txt",
        sha256=f"{number * 100 + copy:064x}",
        title=f"How the harbour tunnel reached Łódź street {copy + 1}" if title is None else title,
        published=date(2026, 9, 3) + timedelta(days=number * 3 + copy),
        date_basis="stated" if number % 2 else "inferred: the Friday after the vote",
        removed=removals(number),
    )
    document = Document(article=article, sentences=tuple(sentences))
    return ScoredDocument(document=document, hits=tuple(find_hits(document)))


def find_hits(document: Document) -> list[Hit]:
    """Return the hits of every made-up term; a cue word in the sentence discounts the cue lexicon."""
    hits = []
    for sentence in document.sentences:
        cue = re.search(r"\b(overblown|exaggerated|never came)\b", document.text_of(sentence))
        for lexicon in LEXICONS:
            for term in lexicon.terms:
                pattern = r"\b" + re.escape(term.pattern).replace(r"\*", r"\w*") + r"\b"
                for m in re.finditer(pattern, document.text_of(sentence), re.IGNORECASE):
                    told = cue if lexicon.stance == "cues" else None
                    hits.append(
                        Hit(
                            article=sentence.article,
                            sentence=sentence.index,
                            lexicon=lexicon.name,
                            facet=term.facet,
                            term=term.id,
                            start=sentence.start + m.start(),
                            end=sentence.start + m.end(),
                            stance="discounted" if told else "asserted",
                            voice=sentence.voice,
                            cue=Cue(
                                text=told.group(),
                                kind="discounter",
                                start=sentence.start + told.start(),
                                end=sentence.start + told.end(),
                            )
                            if told
                            else None,
                        )
                    )
    return sorted(hits, key=lambda h: (h.start, h.end, h.lexicon, h.facet))


def removals(number: int) -> tuple[Removal, ...]:
    """Return a few removals, more for later articles."""
    kinds = (("advert", "advert-line", "Subscribe now"), ("repeated title", "title-again", "The title"))
    return tuple(
        Removal(reason=kind, rule=rule, start=i * 20, end=i * 20 + len(text), line=i + 1, text=text)
        for i, (kind, rule, text) in enumerate(kinds[: 1 + number % 2])
    )

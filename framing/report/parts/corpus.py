"""Part 3: what was read, what cleaning took out, what was left out and why, near-duplicates."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from framing.model import Document, Skipped
from framing.report.context import Context
from framing.report.numbers import count, day, in_words, join, plural, printable, shorten
from framing.report.view import Cell, Column, CorpusPart, Row, Table

MAX_ARTICLES = 60  # about a page and a half; the rest is in the attachment
MAX_SKIPPED = 25
MAX_REASONS = 8
MAX_DUPLICATES = 10


def corpus_part(context: Context) -> CorpusPart:
    """Return the third part."""
    corpus = context.analysis.corpus
    return CorpusPart(
        title="What was read",
        lead=_lead(context),
        table=articles_table(corpus.documents) if len(corpus.documents) <= MAX_ARTICLES else _outlets(context),
        removed=_removed(context),
        skipped=skipped_table(corpus.skipped),
        duplicates=_duplicates(context),
    )


def _lead(context: Context) -> str:
    documents = context.analysis.corpus.documents
    skipped = context.analysis.corpus.skipped
    removed = sum(len(d.article.removed) for d in documents)
    words = sum(_words(d) for d in documents)
    text = (
        f"{plural(sum(len(d.sentences) for d in documents), 'sentence')} and {plural(words, 'word')}, "
        "after cleaning took out "
        f"{plural(removed, 'passage')}"
    )
    if not skipped:
        return f"{text}; no text was left out."
    return f"{text}; {plural(len(skipped), 'text')} {'was' if len(skipped) == 1 else 'were'} left out."


def _words(document: Document) -> int:
    return sum(len(s.tokens) for s in document.sentences)


def articles_table(documents: Sequence[Document], *, limit: int = MAX_ARTICLES) -> Table:
    """Return the articles with title, date and size, at most `limit` of them."""
    rows = []
    left = len(documents) - limit
    for document in documents[:limit]:
        article = document.article
        rows.append(
            Row(
                head=Cell(text=shorten(article.outlet, 60)),
                cells=(
                    Cell(text=shorten(article.title or "(no title)", 110), note=printable(article.author or "")),
                    Cell(
                        text="no date" if article.published is None else day(article.published),
                        note=shorten(article.date_basis or "", 60),
                    ),
                    Cell(text=count(_words(document))),
                    Cell(text=count(len(document.sentences))),
                    Cell(text=count(len(article.removed))),
                ),
            )
        )
    return Table(
        title="The articles",
        subtitle="",
        columns=(
            Column(title="Outlet"),
            Column(title="Title"),
            Column(title="Date and its basis"),
            Column(title="Words", align="right"),
            Column(title="Sentences", align="right"),
            Column(title="Removed", align="right"),
        ),
        rows=tuple(rows),
        note=f"{plural(left, 'article')} more in results.json." if left > 0 else "",
        style="tight corpus",
    )


def _outlets(context: Context) -> Table:
    rows = []
    for outlet in context.outlets[:MAX_ARTICLES]:
        documents = [scored.document for scored in context.by_outlet.get(outlet, ())]
        dates = sorted(d.article.published for d in documents if d.article.published is not None)
        span = f"{day(dates[0])} to {day(dates[-1])}" if dates else "no date"
        rows.append(
            Row(
                head=Cell(text=shorten(outlet, 60)),
                cells=(
                    Cell(text=count(len(documents))),
                    Cell(text=span),
                    Cell(text=count(sum(_words(d) for d in documents))),
                    Cell(text=count(sum(len(d.sentences) for d in documents))),
                    Cell(text=count(sum(len(d.article.removed) for d in documents))),
                ),
            )
        )
    left = len(context.outlets) - len(rows)
    return Table(
        title="The outlets",
        subtitle="Counts after cleaning",
        columns=(
            Column(title="Outlet"),
            Column(title="Articles", align="right"),
            Column(title="Dates"),
            Column(title="Words", align="right"),
            Column(title="Sentences", align="right"),
            Column(title="Removed", align="right"),
        ),
        rows=tuple(rows),
        note=f"{plural(len(context.analysis.corpus.documents), 'article')} are too many to list here: "
        "each is in results.json." + (f" So are {plural(left, 'more outlet')}." if left > 0 else ""),
        style="tight",
    )


def _removed(context: Context) -> Table | None:
    """Return what cleaning took out by reason, with an example of each."""
    tally: Counter[str] = Counter()
    articles: dict[str, set[str]] = {}
    examples: dict[str, str] = {}
    for document in context.analysis.corpus.documents:
        for removal in document.article.removed:
            tally[removal.reason] += 1
            articles.setdefault(removal.reason, set()).add(document.article.id)
            examples.setdefault(removal.reason, removal.text)
    if not tally:
        return None
    ranked = sorted(tally, key=lambda reason: (-tally[reason], reason))
    shown, others = ranked[:MAX_REASONS], ranked[MAX_REASONS:]
    return Table(
        title="What cleaning took out",
        subtitle="Passages by reason; `framing clean` shows each in its place".replace("`", ""),
        columns=(
            Column(title="Reason"),
            Column(title="Passages", align="right"),
            Column(title="Articles", align="right"),
            Column(title="First example"),
        ),
        rows=tuple(
            Row(
                head=Cell(text=printable(reason).replace("-", " ")),
                cells=(
                    Cell(text=count(tally[reason])),
                    Cell(text=count(len(articles[reason]))),
                    Cell(text=f"“{shorten(examples[reason], 72)}”"),
                ),
            )
            for reason in shown
        ),
        note=f"Also: {join([f'{printable(r)} {tally[r]}' for r in others])}." if others else "",
        style="tight snug",
    )


def skipped_table(skipped: Sequence[Skipped]) -> Table | None:
    """Return what was left out, and why; None where nothing was."""
    if not skipped:
        return None
    left = len(skipped) - MAX_SKIPPED
    return Table(
        title="What was left out, and why",
        subtitle=f"{in_words(len(skipped), capital=True)} of the texts handed in",
        columns=(Column(title="Text"), Column(title="Reason"), Column(title="Detail")),
        rows=tuple(
            Row(
                head=Cell(text=shorten(s.title or s.origin, 60), note=shorten(s.outlet or "", 40)),
                cells=(Cell(text=s.reason.replace("-", " ")), Cell(text=shorten(s.detail, 120))),
            )
            for s in skipped[:MAX_SKIPPED]
        ),
        note=f"{plural(left, 'text')} more in results.json." if left > 0 else "",
        style="tight snug",
    )


def _duplicates(context: Context) -> tuple[str, ...]:
    """Return a line for each near-duplicate that was kept."""
    lines = []
    for first, second, similarity in context.analysis.near_duplicates[:MAX_DUPLICATES]:
        names = [
            f"{printable(context.documents[key].document.article.outlet)}, "
            f"“{shorten(context.documents[key].document.article.title or key, 60)}”"
            if key in context.documents
            else printable(key)
            for key in (first, second)
        ]
        lines.append(
            f"{names[0]} and {names[1]} share {100 * similarity:.0f}% of their five-word runs. Both were kept."
        )
    left = len(context.analysis.near_duplicates) - MAX_DUPLICATES
    return (*lines, f"{plural(left, 'pair')} more in results.json.") if left > 0 else tuple(lines)

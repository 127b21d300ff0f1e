"""Part 7: the method in plain words, and how right each frame is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from framing.model import Lexicon, Measure, Validity
from framing.report.context import Context
from framing.report.numbers import count, plural, printable
from framing.report.view import Box, Cell, Column, Method, Row, Table


def method(context: Context) -> Method:
    """Return the seventh part."""
    return Method(
        title="How it was done",
        lead="In plain words, with the settings of this run.",
        sections=(
            _reading(context),
            _hits(context),
            _stance(context),
            _intervals(context),
            _differences(context),
            _stories(),
            _words(),
            _not_shown(),
        ),
        validity=validity_table(context, context.analysis.validity),
    )


def _reading(context: Context) -> Box:
    removed = sum(len(d.article.removed) for d in context.analysis.corpus.documents)
    titles = "Titles are counted." if context.analysis.comparison.setting.titles else "Titles are not counted."
    return Box(
        title="Reading",
        paragraphs=(
            (
                f"Each text is cleaned by rules kept in a file: {plural(removed, 'passage')} taken out, "
                "each with its reason. "
                f"What is left is cut into paragraphs, sentences and words, and never changed again. {titles}"
            ),
        ),
    )


def _hits(context: Context) -> Box:
    terms = sum(len(lexicon.terms) for lexicon in context.lexicons.values())
    return Box(
        title="Hits",
        paragraphs=(
            f"{plural(terms, 'term')} are looked for inside single sentences. The longest hit of a "
            "group of terms wins, and a "
            "word counts once a group. A sentence carries a measure if it holds one hit or more: "
            "that share of sentences is "
            "what a person can check by reading."
            if context.scale.unit
            else f"{plural(terms, 'term')} are looked for inside single sentences. The longest hit of "
            "a group of terms wins. The "
            "measure is hits per 1,000 words.",
        ),
    )


def _stance(context: Context) -> Box:
    voice = context.analysis.comparison.setting.voice
    which = {"all": "All text is counted", "outlet": "Only the outlets’ own words are counted"}.get(
        voice, "Only sources’ words are counted"
    )
    return Box(
        title="Stance and voice",
        paragraphs=(
            (
                "A hit is discounted where the sentence denies it, mocks it or shows it as overtaken; "
                "the cue that decided is kept with the hit. A sentence is the outlet’s own, or a source’s if its "
                "main claim is quoted or attributed. "
                f"{which} unless a row says otherwise."
            ),
        ),
    )


def _intervals(context: Context) -> Box:
    comparison = context.analysis.comparison
    unit = comparison.unit
    why = (
        "Each outlet has several articles, so the article is the unit"
        if unit == "article"
        else "Some outlet has a single article, so the paragraph is the unit and the intervals speak "
        "of these articles only"
    )
    return Box(
        title="Intervals",
        paragraphs=(
            (
                f"Sentences of one text are not independent draws. {why}. A share gets a "
                f"{100 * comparison.setting.confidence:.0f}% interval from its effective sample size "
                "(Korn and Graubard 1998); a "
                "count of zero never gets the interval 0 to 0."
            ),
        ),
    )


def _differences(context: Context) -> Box:
    comparison = context.analysis.comparison
    tests = sum(d.p is not None for d in (*comparison.pairs, *comparison.against_rest))
    little = comparison.too_little
    extra = f" Too little text for a test: {', '.join(printable(o) for o in little[:8])}." if little else ""
    return Box(
        title="Differences",
        paragraphs=(
            (
                f"Two-sided permutation of {comparison.unit}s, {count(comparison.setting.permutations)} "
                "draws, adjusted for "
                f"{plural(tests, 'test')} (Benjamini and Hochberg 1995). Verdicts are words: higher, "
                "lower, not distinguishable, "
                f"too little text. Not distinguishable is not the same as equal.{extra}"
            ),
        ),
    )


def _stories() -> Box:
    return Box(
        title="Same story first",
        paragraphs=(
            (
                "Texts are grouped by subject, with the lexicons’ own terms left out, so that a frame "
                "cannot make the groups it is "
                "then compared in. How often a group comes back in resamples is printed with it."
            ),
        ),
    )


def _words() -> Box:
    return Box(
        title="Words that set an outlet apart",
        paragraphs=(
            (
                "Weighted log-odds with an informative Dirichlet prior (Monroe, Colaresi and Quinn "
                "2008), outlet against all "
                "others. A word must stand in two articles of an outlet that has two."
            ),
        ),
    )


def _not_shown() -> Box:
    return Box(
        title="What this does not show",
        paragraphs=(
            (
                "Intent, bias, truth, or what a reader takes away. Which stories an outlet left out. "
                "Frames outside the lexicons."
            ),
        ),
    )


class Named(Protocol):
    """What the table of validity needs of a brief: its measures, their titles and lexicons."""

    @property
    def measures(self) -> tuple[Measure, ...]:
        """The measures shown."""

    @property
    def titles(self) -> Mapping[Measure, str]:
        """What each is called."""

    @property
    def lexicons(self) -> Mapping[str, Lexicon]:
        """The lexicons by name."""


def validity_table(context: Named, validity: Mapping[Measure, Validity]) -> Table:
    """Return how right each measure was against coded sentences, or that it is unvalidated."""
    rows = tuple(_row(context, measure, validity.get(measure)) for measure in context.measures)
    coded = sorted({printable(v.coded) for v in validity.values()})
    return Table(
        title="How right each measure is" if validity else "No measure of this run was checked against coded sentences",
        subtitle=f"Against sentences coded by hand ({', '.join(coded)}), with 95% intervals"
        if coded
        else "Unvalidated",
        columns=(
            Column(title="Measure"),
            Column(title="Precision", align="right"),
            Column(title="Recall", align="right"),
            Column(title="F1", align="right"),
            Column(title="Coded (with it)", align="right"),
            Column(title="Lexicon SHA-256"),
        ),
        rows=rows,
        note="Precision: how many of our sentences a coder marks too; recall: how many of a coder’s "
        "we find; F1: both in one. "
        "New texts will score lower.",
        style="stamps",
    )


def _row(context: Named, measure: Measure, found: Validity | None) -> Row:
    head = Cell(text=context.titles[measure])
    lexicon = context.lexicons.get(measure.frame)
    digest = "" if lexicon is None else lexicon.sha256[:12]
    if found is None:
        blank = Cell(text="–", tone="muted")
        return Row(head=head, cells=(Cell(text="unvalidated", tone="muted"), blank, blank, blank, Cell(text=digest)))
    stale = "earlier version" if lexicon is not None and found.lexicon_sha256 != lexicon.sha256 else ""
    return Row(
        head=head,
        cells=(
            _score(found.precision, found.precision_interval),
            _score(found.recall, found.recall_interval),
            _score(found.f1, found.f1_interval),
            Cell(text=count(found.sentences), note=f"({found.positives})"),
            Cell(text=found.lexicon_sha256[:12], note=stale),
        ),
    )


def _score(value: float | None, interval: tuple[float, float] | None) -> Cell:
    if value is None:
        return Cell(text="–", tone="muted")
    return Cell(text=f"{value:.2f}", note="" if interval is None else f"({interval[0]:.2f} to {interval[1]:.2f})")

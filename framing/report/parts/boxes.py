"""Part 1, its side boxes: what was counted, how to read it, what it does not show, how to check it."""

from __future__ import annotations

from framing.report.context import Context
from framing.report.numbers import count, in_words, join, plural, printable
from framing.report.view import Box


def boxes(context: Context) -> tuple[Box, ...]:
    """Return the side boxes of the first page."""
    found = [_counted(context), _reading(context)]
    if context.analysis.comparison.unit == "paragraph" and context.outlets:
        found.append(
            Box(
                title="One article an outlet"
                if all(len(context.by_outlet.get(o, ())) == 1 for o in context.outlets)
                else "Few articles an outlet",
                paragraphs=(
                    "These intervals speak of the articles, not of the outlets as a whole: another may differ.",
                ),
            )
        )
    return (*found, _limits(context), _check())


def _counted(context: Context) -> Box:
    frames = join([printable(lexicon.title) for lexicon in context.lexicons.values()])
    terms = sum(len(lexicon.terms) for lexicon in context.lexicons.values())
    skipped = len(context.analysis.corpus.skipped)
    return Box(
        title="What we counted",
        paragraphs=(
            (
                f"Sentences with words or phrases from {plural(len(context.lexicons), 'lexicon')} ({frames}; "
                f"{plural(terms, 'term')}). A hit that is denied or played down counts as discounted, apart."
            ),
            f"{plural(len(context.analysis.corpus.documents), 'article')}"
            + (f"; {count(skipped)} left out, with reasons" if skipped else ", none left out")
            + ".",
        ),
        refer="corpus",
        refer_to="What was read",
    )


def _reading(context: Context) -> Box:
    confidence = 100 * context.analysis.comparison.setting.confidence
    return Box(
        title="How to read the chart",
        paragraphs=(
            (
                "A mark is the share of an outlet’s sentences that carry the measure. The line is the "
                "range that would hold "
                f"the true share in {confidence:.0f} of 100 samples. Only shaded rows hold a difference."
            ),
        ),
    )


def _limits(context: Context) -> Box:
    judged = [v for m, v in context.analysis.validity.items() if v.f1 is not None and m in context.titles]
    texts = ["A lexicon finds words, not intent. This is no measure of bias, accuracy or effect on readers."]
    if judged:
        best, worst = max(judged, key=lambda v: v.f1 or 0), min(judged, key=lambda v: v.f1 or 0)
        texts.append(
            f"Against {plural(best.sentences, 'coded sentence')} the measures reach F1 {worst.f1:.2f} "
            f"({context.titles[worst.measure]}) to {best.f1:.2f} ({context.titles[best.measure]})."
        )
    unjudged = len(context.measures) - len([m for m in context.measures if m in context.analysis.validity])
    if unjudged:
        texts.append(
            f"{in_words(unjudged, capital=True)} of {in_words(len(context.measures))} measures are unvalidated."
        )
    return Box(title="What this does not show", paragraphs=tuple(texts), refer="method", refer_to="How it was done")


def _check() -> Box:
    return Box(
        title="Check it yourself",
        paragraphs=(
            (
                "Every count, interval and hit is attached to the PDF as results.json. The last part has "
                "the command that makes this brief again."
            ),
        ),
        refer="reproduce",
        refer_to="Make it again",
    )

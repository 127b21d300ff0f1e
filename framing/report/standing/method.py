"""How it was done, in plain words, and how right each frame is."""

from __future__ import annotations

from framing.report.numbers import count, plural
from framing.report.parts.method import validity_table
from framing.report.standing.context import StandingContext
from framing.report.view import Box, Method


def method(context: StandingContext) -> Method:
    """Return the part on the method."""
    return Method(
        title="How it was done",
        lead="In plain words, with the settings of this run.",
        sections=(
            _counting(context),
            _intervals(context),
            _drawn(),
            _percentile(context),
            _differences(context),
            _matched(),
            _like(),
            _power(),
            _not_shown(),
        ),
        validity=validity_table(context, context.compared.validity),
    )


def _box(title: str, *sentences: str) -> Box:
    return Box(title=title, paragraphs=(" ".join(sentences),))


def _counting(context: StandingContext) -> Box:
    terms = sum(len(lexicon.terms) for lexicon in context.lexicons.values())
    voice = context.compared.standings.setting.voice
    which = {"all": "All text is counted.", "outlet": "Only outlets’ own words are counted."}.get(
        voice, "Only sources’ words are counted."
    )
    return _box(
        "Counting",
        f"{plural(terms, 'term')} are looked for inside single sentences; a hit that is denied, mocked or shown as "
        "overtaken is discounted. The share of sentences with a hit is what a person can check by reading.",
        f"{which} The baseline was counted with the same lexicons and cue lists, or it would have been refused.",
    )


def _intervals(context: StandingContext) -> Box:
    return _box(
        "Intervals",
        "Sentences of one text are not independent draws: the article is the unit. How alike they are is learnt from "
        f"both sides together, and a share gets a {context.confidence} interval from the effective sample size that "
        "leaves, with Jeffreys’ prior (Brown, Cai and DasGupta 2001).",
    )


def _drawn() -> Box:
    return _box(
        "Drawn toward the baseline",
        "A few sentences say little about an outlet. A beta-binomial model, whose prior is the spread of the baseline, "
        "draws the share toward it: much for a short text, hardly for a long one. The interval with it is a credible "
        "interval.",
    )


def _percentile(context: StandingContext) -> Box:
    known = context.compared.standings.baseline.by
    return _box(
        "Percentile",
        f"The share of the baseline’s {known}s that stand below the new one, with an interval that counts the doubt in "
        f"both. With few {known}s it is wide; no bell curve is assumed.",
    )


def _differences(context: StandingContext) -> Box:
    tests = sum(
        d is not None and d.p is not None
        for s in context.standings
        for p in (*s.placements, *s.matched.placements)
        for d in (p.difference, p.nearest, p.farthest)
    )
    setting = context.compared.standings.setting
    return _box(
        "Differences",
        "The new texts against the baseline’s outlets pooled, and against the nearest and the farthest of them, which "
        "were picked by looking and pay for it.",
        f"Articles are dealt out anew up to {count(setting.permutations)} times; fewer than eight are judged by what "
        "the baseline’s articles lead one to expect of so few. "
        f"Adjusted for {plural(tests, 'test')}, all that is shown. "
        "Verdicts are words: higher, lower, not distinguishable, too little text. Not distinguishable is not the same "
        "as equal.",
    )


def _matched() -> Box:
    return _box(
        "Same story first",
        "An outlet that covers other events is not framing differently. The new texts are held beside those articles "
        "of the baseline that tell the same stories (words without the lexicons’ own) in the same period, where there "
        "are any.",
    )


def _like() -> Box:
    return _box(
        "Reads like",
        "By frames: Jensen–Shannon distance of the shares. By words: cosine distance of the weighed words (TF-IDF). "
        "Words used more and less: by weighted log-odds (Monroe, Colaresi and Quinn 2008). Support is how often the "
        "same outlet is the nearest when the texts are drawn again.",
    )


def _power() -> Box:
    return _box(
        "What could be seen",
        "For each measure the brief gives the smallest difference that texts of this size show in four of five tries. "
        "How often verdicts and intervals are wrong is measured on texts without any difference; the method page of "
        "framing’s documentation has the figures, and `framing calibrate` measures it on your own texts.".replace(
            "`", ""
        ),
    )


def _not_shown() -> Box:
    return _box(
        "What this does not show",
        "Intent, bias, truth, or what a reader takes away. Which stories an outlet left out. Frames outside the "
        "lexicons. Whether the baseline is the right company to be measured by.",
    )

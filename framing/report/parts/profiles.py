"""Part 4: one profile an outlet."""

from __future__ import annotations

from framing.compare.leading import differs
from framing.model import CellKey, Difference, Measure
from framing.report.context import Context
from framing.report.figures import ProfilePlot, ProfileRow
from framing.report.numbers import count, in_words, join, percent, plural, printable
from framing.report.parts.stance import voices
from framing.report.quotes import CUT_RULE, STRONG_RULE, TYPICAL_RULE, furthest_above, key_of, quote, strongest, typical
from framing.report.view import Figure, Profile, Profiles, Quotation

MAX_PROFILES = 8  # two a page: four pages; the figures of the others are in the attachment
MAX_POSITIONS = 400  # ticks of one row that can be told apart
MAX_KEYWORDS = 8
KEYWORD_Z = 1.96  # two-sided 5 %: a lower z is a word that may be common to all


def profiles(context: Context) -> Profiles:
    """Return the fourth part: the outlets that stand out most first where there are too many to show."""
    shown = _shown(context)
    found = tuple(_profile(context, outlet) for outlet in shown)
    left = len(context.outlets) - len(shown)
    lead = (
        "Dark bars: sentences in the outlet’s own voice; light: in sources’. Strips: where in the article they stand. "
        "Words: how often here : in all others."
    )
    if left > 0:
        lead += (
            f" {in_words(len(shown), capital=True)} of {count(len(context.outlets))} outlets: "
            "those with most differences."
        )
    return Profiles(
        title="One outlet at a time",
        lead=lead,
        profiles=found,
        key=key_of(context, [q for p in found for q in p.quotations]),
        rule=f"{STRONG_RULE} {TYPICAL_RULE} {CUT_RULE}",
    )


def _shown(context: Context) -> tuple[str, ...]:
    if len(context.outlets) <= MAX_PROFILES:
        return context.outlets
    weight = dict.fromkeys(context.outlets, 0)
    for d in context.analysis.comparison.against_rest:
        weight[d.outlet] += differs(d)
    ranked = sorted(context.outlets, key=lambda o: (-weight[o], context.outlets.index(o)))[:MAX_PROFILES]
    return tuple(o for o in context.outlets if o in ranked)


def _profile(context: Context, outlet: str) -> Profile:
    documents = [scored.document for scored in context.by_outlet.get(outlet, ())]
    sentences = [s for d in documents for s in d.sentences]
    spoken = sum(s.voice == "source" for s in sentences)
    rows = tuple(_row(context, outlet, measure) for measure in context.measures)
    return Profile(
        title=printable(outlet),
        facts=f"{plural(len(documents), 'article')}, {plural(len(sentences), 'sentence')}, "
        f"{plural(sum(len(s.tokens) for s in sentences), 'word')}; {percent(spoken, len(sentences))} "
        "of the sentences are "
        "sources’ claims.",
        figure=Figure(
            title=_title(context, outlet),
            subtitle=f"{context.scale.name.capitalize()}, {context.scale.short}, against the others together",
            description=f"{printable(outlet)}: {'; '.join(_words(r) for r in rows)}.",
            chart=ProfilePlot(mark=context.mark_of(outlet), rows=rows, unit=context.scale.unit),
        ),
        quotations=_quotations(context, outlet),
        keywords=_keywords(context, outlet),
    )


def _title(context: Context, outlet: str) -> str:
    """Return what sets the outlet apart, by its verdicts."""
    held = [d for d in context.analysis.comparison.against_rest if d.outlet == outlet and differs(d)]
    if len(context.outlets) < 2:
        return f"{printable(outlet)} on its own"
    if not held:
        return "Nothing sets it apart from the others"
    more = [context.inline[d.measure] + _stance(d.measure) for d in held if d.verdict == "higher"]
    less = [context.inline[d.measure] + _stance(d.measure) for d in held if d.verdict == "lower"]
    parts = [f"more {join(more[:3])}"] if more else []
    parts += [f"less {join(less[:3])}"] if less else []
    text = ", ".join(parts) + " than the others"
    return text[:1].upper() + text[1:]


def _stance(measure: Measure) -> str:
    return " discounted" if measure.stance == "discounted" else ""


def _row(context: Context, outlet: str, measure: Measure) -> ProfileRow:
    cell = context.analysis.comparison.cells.get(CellKey(outlet, measure))
    rest = context.rest(outlet, measure)
    own, source = voices(context, outlet, measure)
    scale = context.scale
    places = []
    for scored in context.by_outlet.get(outlet, ()):
        last = max(len(scored.document.sentences) - 1, 1)
        places += [round(index / last, 4) for index in sorted(context.carried(scored, measure))]
    have = cell is not None and cell.value is not None and cell.low is not None and cell.high is not None
    return ProfileRow(
        label=context.titles[measure],
        value=scale.plot(cell.value) if have and cell is not None and cell.value is not None else None,
        low=scale.plot(cell.low) if have and cell is not None and cell.low is not None else None,
        high=scale.plot(cell.high) if have and cell is not None and cell.high is not None else None,
        rest=_rest_value(context, cell.value if cell is not None else None, rest),
        aside=_aside(context, rest),
        strong=differs(rest),
        own=own,
        source=source,
        positions=tuple(places[:MAX_POSITIONS]),
    )


def _rest_value(context: Context, own: float | None, rest: Difference | None) -> float | None:
    if own is None or rest is None or rest.value is None:
        return None
    return context.scale.plot(max(0.0, own - rest.value))


def _aside(context: Context, rest: Difference | None) -> str:
    if rest is None:
        return ""
    if rest.value is None or rest.verdict == "too little text":
        return "too little text"
    return f"{context.scale.signed(rest.value)} ({context.scale.span(rest.low, rest.high)})"


def _words(row: ProfileRow) -> str:
    if row.value is None:
        return f"{row.label}: too little text"
    rest = "" if row.rest is None else f", the others {row.rest:.0f}, difference {row.aside}"
    return f"{row.label} {row.value:.0f}{rest}; {row.own} in its own voice, {row.source} in sources’"


def _quotations(context: Context, outlet: str) -> tuple[Quotation, ...]:
    measure = furthest_above(context, outlet)
    if measure is None:
        return ()
    strong = strongest(context, outlet, measure)
    usual = typical(context, outlet, without=strong)
    found = [] if strong is None else [quote(context, strong, kind="Strong")]
    return (*found, *([] if usual is None else [quote(context, usual, kind="Typical")]))


def _keywords(context: Context, outlet: str) -> str:
    """Return the words that set the outlet apart, with their counts here and elsewhere."""
    strong = [k for k in context.analysis.keywords.get(outlet, ()) if k.z >= KEYWORD_Z][:MAX_KEYWORDS]
    if not strong:
        return "No word stands out against the other outlets."
    listed = ", ".join(f"{printable(k.word)} ({k.count}:{k.rest_count})" for k in strong)
    return f"{listed}."

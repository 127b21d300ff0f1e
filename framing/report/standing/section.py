"""One new outlet: where it stands, whether that holds within the story, what makes it, and how firm it is."""

from __future__ import annotations

from framing.model import Keyword, Sensitivity, Standing
from framing.report.figures import LikePlot, LikeRow
from framing.report.numbers import NAME_LIMIT, count, in_words, join, percent, plural, printable, shorten
from framing.report.parts.checks import changed_figure
from framing.report.standing.context import StandingContext
from framing.report.standing.drift import drift_figure
from framing.report.standing.evidence import evidence
from framing.report.standing.figure import standing_figure
from framing.report.standing.tables import matched_table, placements_table
from framing.report.standing.view import Section, Words
from framing.report.standing.wording import claim_of, claim_sentence, held, matched_words, name, subject, tested, told
from framing.report.view import Figure

MAX_LIKE = 6
MAX_WORDS = 10
WORD_Z = 1.96  # two-sided 5 %: a lower z is a word that may be common to all


def sections(context: StandingContext) -> tuple[Section, ...]:
    """Return a section for each new outlet that is told of by itself."""
    return tuple(_section(context, s, i) for i, s in enumerate(told(context)))


def _section(context: StandingContext, standing: Standing, number: int) -> Section:
    alone = len(context.standings) == 1
    table = matched_table(context, standing)
    return Section(
        anchor=f"outlet-{number + 1}",
        title=f"Where {name(standing)} stands" if alone else name(standing),
        facts=_facts(context, standing),
        lead=_lead(context, standing),
        figure=None if alone else standing_figure(context, [standing]),
        placements=placements_table(context, standing),
        matched_title="Within the same story" if table is not None else "No like with like",
        matched_lead=_matched_lead(context, standing),
        matched=table,
        evidence=evidence(context, standing),
        like=_like(context, standing),
        words=_words(standing),
        drift=drift_figure(context, standing),
        sensitivity=_sensitivity(context, standing),
    )


def _facts(context: StandingContext, standing: Standing) -> str:
    sentences = [s for d in context.by_outlet.get(standing.outlet, ()) for s in d.document.sentences]
    spoken = sum(s.voice == "source" for s in sentences)
    voice = f"; {percent(spoken, len(sentences))} of the sentences are sources’ claims" if sentences else ""
    return (
        f"{plural(standing.articles, 'article')}, {plural(standing.sentences, 'sentence')}, "
        f"{plural(standing.words, 'word')}{voice}. The {standing.unit} is the unit of every interval and test here."
    )


def _lead(context: StandingContext, standing: Standing) -> str:
    found = held(standing)
    if found:
        claims = [claim_sentence(context, claim_of(standing, p)) for p in found[:3]]
        more = f" {in_words(len(found) - 3, capital=True)} more below." if len(found) > 3 else ""
        return f"{join(claims)}.{more}"
    if not tested(standing):
        return f"There is too little text of {name(standing)} for a verdict; what was counted is below."
    return f"On no measure is the difference between {subject(standing)[0]} and the baseline more than chance makes."


def _matched_lead(context: StandingContext, standing: Standing) -> str:
    if not standing.matched.placements:
        return f"{printable(standing.matched.reason)} Part of any difference may be the subject."
    measure = standing.leading or standing.matched.placements[0].measure
    return f"{printable(standing.matched.reason)} {matched_words(context, standing, measure)}"


def _like(context: StandingContext, standing: Standing) -> Figure | None:
    if max(len(standing.frames_like), len(standing.words_like)) < 2:
        return None  # the only outlet there is says nothing as the nearest
    frames, words = (
        tuple(
            LikeRow(label=shorten(found.outlet, NAME_LIMIT), distance=found.distance, support=found.support)
            for found in ranked[:MAX_LIKE]
        )
        for ranked in (standing.frames_like, standing.words_like)
    )
    listed = [
        f"by {what}: "
        + ", ".join(f"{r.label} {r.distance:.2f} (nearest in {percent(r.support, 1)} of resamples)" for r in rows)
        for what, rows in (("frames", frames), ("words", words))
        if rows
    ]
    known = len(context.compared.standings.baseline.outlets)
    more = f" The nearest {MAX_LIKE} of {known} are shown." if known > MAX_LIKE else ""
    return Figure(
        title=_like_title(frames, words),
        subtitle="The baseline’s outlets, nearest first; the bar is the share of resamples in which each is nearest",
        description=f"Which outlet of the baseline {name(standing)} reads like, {'; '.join(listed)}.",
        chart=LikePlot(frames=frames, words=words),
        note="By frames: Jensen–Shannon distance of the shares; by words: cosine distance. 0 is alike, 1 has nothing "
        f"in common. A nearest outlet that changes from resample to resample is no finding.{more}",
    )


def _like_title(frames: tuple[LikeRow, ...], words: tuple[LikeRow, ...]) -> str:
    """Return what the resamples allow to say."""
    parts = [
        f"{rows[0].label} by {what}"
        for what, rows in (("frames", frames), ("words", words))
        if rows and rows[0].support >= 0.5
    ]
    return f"It reads most like {' and '.join(parts)}" if parts else "It reads like no one outlet of the baseline"


def _words(standing: Standing) -> Words:
    over, under = _listed(standing.over), _listed(standing.under)
    return Words(
        over=over or "No word stands out.",
        under=under or "No word stands out.",
        note="How often here : in the baseline. Words of the lexicons are not left out.",
    )


def _listed(words: tuple[Keyword, ...]) -> str:
    strong = [k for k in words if abs(k.z) >= WORD_Z][:MAX_WORDS]
    return ", ".join(f"{printable(k.word)} ({count(k.count)}:{count(k.rest_count)})" for k in strong)


def _sensitivity(context: StandingContext, standing: Standing) -> Figure | None:
    """Return the leading difference with one choice changed at a time."""
    placement = None if standing.leading is None else context.placement(standing, standing.leading)
    if placement is None or not standing.sensitivity:
        return None
    setting = context.compared.standings.setting
    published = Sensitivity(label="As published", setting=setting, difference=placement.difference, order_kept=None)
    others = tuple(s for s in standing.sensitivity if s.setting != setting)
    return changed_figure(context, (published, *others), other="the baseline")

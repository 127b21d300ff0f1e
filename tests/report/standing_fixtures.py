"""Made-up comparisons with a baseline, in every shape a brief must stand; the arithmetic is simple, the shapes real."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from statistics import mean

from report_arithmetic import MEASURES, difference, estimate
from report_fixtures import Dice, make_document
from report_texts import LEXICONS, OUTLETS

from framing.model import (
    BaselineFacts,
    BaselineQuote,
    Compared,
    Corpus,
    Difference,
    Drift,
    Estimate,
    Keyword,
    Leverage,
    Likeness,
    Matched,
    Measure,
    Percentile,
    Placement,
    Provenance,
    ScoredDocument,
    Scores,
    Sensitivity,
    Setting,
    Skipped,
    Standing,
    Standings,
    Unit,
)

NEW = ("Meridian Post", "Świt Codzienny", "Northern Wire")
SETTING = Setting(seed=20261122)
SHARES = (0.16, 0.06, 0.12, 0.14, 0.09, 0.11)
SPREAD = (-0.05, -0.02, 0.0, 0.03, 0.05)


def make_compared(
    *,
    new: int = 1,
    articles: int = 12,
    sentences: int = 30,
    known: int = 5,
    contrast: float = 1.0,
    matched: bool = True,
    dated: bool = True,
    quotes: bool = False,
) -> Compared:
    """Return a synthetic comparison: `contrast` 0 makes the new outlets like the baseline, 1 sets the first apart."""
    scored = tuple(
        make_document(NEW[i % 3] if i < 3 else f"New outlet {i + 1}", i, j, sentences=sentences, contrast=1, seed=3)
        for i in range(new)
        for j in range(articles)
    )
    names = list(dict.fromkeys(s.document.article.outlet for s in scored))
    standings = tuple(
        _standing(name, [s for s in scored if s.document.article.outlet == name], known, contrast / (i + 1), dated)
        for i, name in enumerate(names)
    )
    if not matched:
        reason = "None of the baseline’s articles tells the same story in the same period."
        standings = tuple(
            replace(
                s,
                matched=Matched(
                    articles=(), outlets=(), stories=(), first=None, last=None, placements=(), reason=reason
                ),
            )
            for s in standings
        )
    return _assembled(scored, standings, known, dated=dated, quotes=quotes)


def too_little() -> Compared:
    """Return a comparison of two sentences: every verdict is too little text."""
    made = make_compared(articles=1, sentences=2, contrast=0.0, matched=False)
    standing = made.standings.standings[0]
    placements = tuple(
        replace(
            p,
            difference=replace(p.difference, p=None, q=None, verdict="too little text"),
            nearest=None,
            farthest=None,
            percentile=None,
            detectable=None,
        )
        for p in standing.placements
    )
    return replaced(made, placements=placements, leverage=(), sensitivity=(), over=(), under=(), leading=None)


def replaced(compared: Compared, **changes: object) -> Compared:
    """Return the comparison with its first standing changed."""
    first, *others = compared.standings.standings
    changed = replace(first, **changes)  # type: ignore[arg-type]  # the caller names fields of Standing
    return replace(compared, standings=replace(compared.standings, standings=(changed, *others)))


def _standing(name: str, scored: Sequence[ScoredDocument], known: int, contrast: float, dated: bool) -> Standing:
    total = sum(len(s.document.sentences) for s in scored)
    unit: Unit = "article" if len(scored) > 2 else "paragraph"
    placements = tuple(_placement(name, m, i, total, known, contrast) for i, m in enumerate(MEASURES))
    leading = max(placements, key=lambda p: abs(p.difference.value or 0)).measure
    published = next(p for p in placements if p.measure == leading).difference
    others = [_known_name(i) for i in range(known)]
    return Standing(
        outlet=name,
        articles=len(scored),
        sentences=total,
        words=sum(len(x.tokens) for s in scored for x in s.document.sentences),
        unit=unit,
        placements=placements,
        matched=Matched(
            articles=tuple(f"b{i:03d}" for i in range(23)),
            outlets=tuple(others[:3]),
            stories=(2,),
            first=date(2026, 8, 4) if dated else None,
            last=date(2026, 10, 14) if dated else None,
            placements=tuple(_placement(name, m, i, total, 3, contrast * 0.7) for i, m in enumerate(MEASURES)),
            reason="23 articles of three outlets tell the same story within 30 days.",
        ),
        leading=leading,
        leverage=_leverage(name, leading, published.value or 0.0, scored),
        sensitivity=_sensitivity(published),
        over=(_word("surveyor", 14, 22), _word("cellar", 9, 11)),
        under=(_word("tram", 1, 240),),
        frames_like=tuple(_like(o, 0.05 + 0.03 * i, 0.62 / (i + 1) ** 2) for i, o in enumerate(others)),
        words_like=tuple(_like(o, 0.21 + 0.04 * i, 0.4 / (i + 1)) for i, o in enumerate(reversed(others))),
        drift=_drift(total) if dated else (),
    )


def _known_name(i: int) -> str:
    return OUTLETS[i] if i < len(OUTLETS) else f"Known outlet {i + 1}"


def _placement(name: str, measure: Measure, i: int, total: int, known: int, contrast: float) -> Placement:
    rates = {_known_name(k): max(0.0, SHARES[i] + SPREAD[(k + i) % 5] * 0.8) for k in range(known)}
    outlets = {k: estimate(round(r * 900), 900, 30) for k, r in rates.items()}
    baseline = estimate(round(mean(rates.values()) * 900 * known), 900 * known, 30 * known)
    own = SHARES[i] + contrast * (0.22 if i == 0 else 0.02 * (i % 3 - 1))
    new = estimate(round(own * total), total, 12)
    against = {k: _difference(measure, name, k, new, e) for k, e in outlets.items()}
    ranked = sorted(against.values(), key=lambda d: abs(d.value or 0.0))
    below = sum((e.value or 0.0) < (new.value or 0.0) for e in outlets.values())
    return Placement(
        measure=measure,
        new=new,
        shrunk=_drawn(new, baseline),
        baseline=baseline,
        outlets=outlets,
        percentile=Percentile(
            value=100 * below / known,
            low=max(0.0, 100 * below / known - 40),
            high=min(100.0, 100 * below / known + 20),
            outlets=known,
        ),
        difference=_difference(measure, name, None, new, baseline),
        nearest=ranked[0] if ranked else None,
        farthest=ranked[-1] if ranked else None,
        needed=((0.05, 9000 // max(total, 1)), (0.1, 2400 // max(total, 1)), (0.2, None)),
        detectable=2.8 * ((new.value or 0.05) * 0.9 / max(total * 0.75, 1)) ** 0.5,
    )


def _difference(measure: Measure, name: str, other: str | None, a: Estimate, b: Estimate) -> Difference:
    return difference(measure, name, other, a, b)


def _drawn(new: Estimate, baseline: Estimate) -> Estimate | None:
    if new.value is None or baseline.value is None or new.low is None or new.high is None:
        return None
    weight = new.total / (new.total + 60)
    value = weight * new.value + (1 - weight) * baseline.value
    half = (new.high - new.low) / 2 * weight**0.5
    return replace(new, value=value, low=max(0.0, value - half), high=min(1.0, value + half))


def _leverage(name: str, measure: Measure, published: float, scored: Sequence[ScoredDocument]) -> tuple[Leverage, ...]:
    terms = [t for x in LEXICONS if x.name == measure.frame for t in x.terms if measure.facet in (None, t.facet)]
    rows = [("term", t.id, 0.5 / (i + 1)) for i, t in enumerate(terms[:3])]
    rows += [("article", s.document.article.id, 0.3 / (i + 1)) for i, s in enumerate(scored[:3])]
    return tuple(
        Leverage(
            measure=measure,
            outlet=name,
            other="the baseline",
            kind="term" if kind == "term" else "article",
            left_out=left_out,
            share=share,
            published=published,
            remaining=published * (1 - share),
        )
        for kind, left_out, share in rows
    )


def _sensitivity(published: Difference) -> tuple[Sensitivity, ...]:
    own = Setting(seed=20261122, voice="outlet")
    return (
        Sensitivity(label="outlet's own voice only", setting=own, difference=published, order_kept=None),
        Sensitivity(
            label="hits per 1,000 words",
            setting=Setting(seed=20261122, rate="per_1000"),
            difference=replace(published, value=4.2, low=1.0, high=7.4),
            order_kept=None,
        ),
    )


def _word(word: str, count: int, rest: int) -> Keyword:
    return Keyword(word=word, log_odds=1.4, z=4.1, count=count, rest_count=rest, articles=3)


def _like(outlet: str, distance: float, support: float) -> Likeness:
    return Likeness(outlet=outlet, distance=round(min(distance, 1.0), 4), support=round(support, 4))


def _drift(total: int) -> tuple[Drift, ...]:
    found = []
    for i, measure in enumerate(MEASURES):
        rng = Dice(f"drift-{i}")
        periods = []
        for month in range(8):
            first = date(2026, month + 1, 1)
            share = max(0.0, SHARES[i] + 0.06 * (rng.random() - 0.5))
            periods.append((first, first + timedelta(days=27), estimate(round(share * 420), 420, 14)))
        new = estimate(round((SHARES[i] + 0.1 * (i == 0)) * total), total, 12)
        found.append(Drift(measure=measure, periods=tuple(periods), new=(date(2026, 9, 3), date(2026, 9, 14), new)))
    return tuple(found)


def _assembled(
    scored: tuple[ScoredDocument, ...], standings: tuple[Standing, ...], known: int, *, dated: bool, quotes: bool
) -> Compared:
    documents = tuple(s.document for s in scored)
    facts = BaselineFacts(
        name="The harbour tunnel",
        by="outlet",
        outlets={_known_name(i): 30 for i in range(known)},
        articles=30 * known,
        sentences=900 * known,
        words=19_400 * known,
        first=date(2026, 1, 5) if dated else None,
        last=date(2026, 8, 28) if dated else None,
        version="0.1.0",
        sha256="ba5e" * 16,
        lexicons={lexicon.name: lexicon.sha256 for lexicon in LEXICONS},
        cues_sha256="c0" * 32,
        quotes=quotes,
    )
    return Compared(
        name="The harbour tunnel",
        corpus=Corpus(
            documents=documents,
            skipped=(
                Skipped(origin="new/again.txt", reason="duplicate", detail="the baseline holds this text", title="A"),
            ),
            name="new",
        ),
        scores=Scores(lexicons=LEXICONS, documents=scored),
        standings=Standings(
            setting=SETTING,
            measures=MEASURES,
            baseline=facts,
            standings=standings,
            quotes=tuple(_quote(m, i) for i, m in enumerate(MEASURES)) if quotes else (),
        ),
        validity={},
        provenance=Provenance(
            command="framing compare new/ --baseline tunnel.baseline -o reports/new.pdf",
            version="0.1.0",
            python="3.11.7",
            packages={"numpy": "2.4.6"},
            inputs={d.article.origin: d.article.sha256 for d in documents} | {"tunnel.baseline": "ba5e" * 16},
            lexicons={lexicon.name: lexicon.sha256 for lexicon in LEXICONS},
            cues_sha256="c0" * 32,
            seed=20261122,
            date=max((d.article.published for d in documents if d.article.published), default=None) if dated else None,
        ),
    )


def _quote(measure: Measure, i: int) -> BaselineQuote:
    text = "Engineers warned that a flood would reach the market before the pumps could be turned on."
    return BaselineQuote(
        outlet=_known_name(i % 5),
        article=f"b{i:03d}",
        title="What the seabed told them",
        published=date(2026, 3, 1 + i),
        measure=measure,
        text=text,
        hits=((text.index("flood"), text.index("flood") + 5),),
    )

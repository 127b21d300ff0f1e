"""The simple arithmetic of the made-up analysis: shares, differences, stories, and what varies them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import combinations

from report_texts import CLUSTER_WORDS

from framing.model import (
    CellKey,
    Clustering,
    Comparison,
    Difference,
    Document,
    Estimate,
    Keyword,
    Leverage,
    Measure,
    Merge,
    ScoredDocument,
    Sensitivity,
    Setting,
    Unit,
    Verdict,
)

MEASURES = (
    Measure("flood-risk"),
    Measure("flood-risk", None, "discounted"),
    Measure("residents", "agent"),
    Measure("residents", "recipient"),
    Measure("city-politics", "campaign"),
    Measure("city-politics", "office"),
)


def estimate(carrying: int, total: int, units: int) -> Estimate:
    """Return a share with a Wilson interval at three quarters of the sample."""
    if not total:
        return Estimate(value=None, low=None, high=None, carrying=0, total=0, units=units)
    n, p, z = total * 0.75, carrying / total, 1.96
    mid = (p + z * z / (2 * n)) / (1 + z * z / n)
    half = z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / (1 + z * z / n)
    return Estimate(
        value=p,
        low=max(0.0, mid - half),
        high=min(1.0, mid + half),
        carrying=carrying,
        total=total,
        units=units,
        effective=n,
    )


def difference(measure: Measure, outlet: str, other: str | None, a: Estimate, b: Estimate) -> Difference:
    """Return a difference with a normal interval; the verdict asks for p below 0.01."""
    if a.value is None or b.value is None:
        return Difference(
            measure=measure,
            outlet=outlet,
            other=other,
            value=None,
            low=None,
            high=None,
            p=None,
            q=None,
            verdict="too little text",
        )
    value = a.value - b.value
    spread = math.sqrt(
        sum(max(e.value or 0, 0.02) * max(1 - (e.value or 0), 0.02) / (e.effective or 1) for e in (a, b))
    )
    p = math.erfc(abs(value) / (spread * math.sqrt(2)))
    verdict: Verdict = "not distinguishable" if p >= 0.01 else ("higher" if value > 0 else "lower")
    return Difference(
        measure=measure,
        outlet=outlet,
        other=other,
        value=value,
        low=value - 1.96 * spread,
        high=value + 1.96 * spread,
        p=p,
        q=min(1.0, p * 3),
        verdict=verdict,
    )


def compare(scored: Sequence[ScoredDocument], names: Sequence[str], setting: Setting, unit: Unit) -> Comparison:
    """Return the comparison of the outlets under one setting."""
    tally: dict[tuple[str, Measure], int] = {}
    total: dict[str, int] = dict.fromkeys(names, 0)
    for s in scored:
        outlet = s.document.article.outlet
        chosen = {x.index for x in s.document.sentences if setting.voice in ("all", x.voice)}
        total[outlet] += len(chosen)
        for m in MEASURES:
            hit = {h.sentence for h in s.hits if h.lexicon == m.frame and m.facet in (None, h.facet)}
            if setting.stance == "cues":
                hit = {
                    h.sentence
                    for h in s.hits
                    if h.sentence in hit
                    and h.lexicon == m.frame
                    and m.facet in (None, h.facet)
                    and h.stance == m.stance
                }
            tally[outlet, m] = tally.get((outlet, m), 0) + len(hit & chosen)

    def cell(m: Measure, members: Sequence[str]) -> Estimate:
        return estimate(sum(tally.get((o, m), 0) for o in members), sum(total[o] for o in members), 8 * len(members))

    pairs = tuple(difference(m, a, b, cell(m, [a]), cell(m, [b])) for m in MEASURES for a, b in combinations(names, 2))
    rest = tuple(
        difference(m, o, None, cell(m, [o]), cell(m, [x for x in names if x != o])) for m in MEASURES for o in names
    )
    return Comparison(
        setting=setting,
        unit=unit,
        outlets=tuple(names),
        measures=MEASURES,
        cells={CellKey(o, m): cell(m, [o]) for o in names for m in MEASURES},
        pairs=pairs,
        against_rest=rest if len(names) > 1 else (),
    )


def sensitivity(
    scored: Sequence[ScoredDocument], names: Sequence[str], unit: Unit, widest: Difference | None
) -> tuple[Sensitivity, ...]:
    """Return the widest difference under a few other settings."""
    if widest is None:
        return ()
    rows = []
    for label, setting in (
        ("Outlet's own voice only", Setting(voice="outlet", seed=20261122)),
        ("Sources' voice only", Setting(voice="source", seed=20261122)),
        ("Stance ignored", Setting(stance="ignored", seed=20261122)),
    ):
        found = compare(scored, names, setting, unit)
        pair = next(
            d
            for d in found.pairs
            if d.measure == widest.measure and {d.outlet, d.other} == {widest.outlet, widest.other}
        )
        rows.append(Sensitivity(label=label, setting=setting, difference=pair, order_kept=0.8))
    return tuple(rows)


def leverage(widest: Difference | None) -> tuple[Leverage, ...]:
    """Return what is left of the widest difference without one term."""
    if widest is None or widest.value is None or widest.other is None:
        return ()
    return tuple(
        Leverage(
            measure=widest.measure,
            outlet=widest.outlet,
            other=widest.other,
            kind="term",
            left_out=left_out,
            share=0.4 - 0.1 * i,
            published=widest.value,
            remaining=widest.value * (0.6 + 0.1 * i),
        )
        for i, left_out in enumerate(("flood-risk/risk/flood*", "flood-risk/risk/collapse*"))
    )


def keywords(number: int) -> tuple[Keyword, ...]:
    """Return made-up keywords."""
    return tuple(
        Keyword(word=word, log_odds=2.0 - 0.2 * i, z=3.1 - 0.3 * i, count=9 - i, rest_count=i, articles=1)
        for i, word in enumerate(CLUSTER_WORDS[number % 2] if number != 3 else ())
    )


def cluster(documents: Sequence[Document]) -> Clustering:
    """Return two stories: even outlets and odd ones, joined at the last merge."""
    n = len(documents)
    labels = [int(d.article.id[:2]) % 2 if n > 2 else 0 for d in documents]
    order = sorted(range(n), key=lambda i: (labels[i], i))
    merges: list[Merge] = []
    tops: list[tuple[int, int]] = []
    for label in sorted(set(labels)):
        members = [i for i in order if labels[i] == label]
        node, size = members[0], 1
        for step, leaf in enumerate(members[1:]):
            size += 1
            merges.append(
                Merge(left=node, right=leaf, distance=0.35 + 0.3 * step / n, size=size, support=0.9 - 0.1 * step / n)
            )
            node = n + len(merges) - 1
        tops.append((node, size))
    if len(tops) == 2:
        merges.append(Merge(left=tops[0][0], right=tops[1][0], distance=0.9, size=n, support=None))
    k = len(set(labels))
    return Clustering(
        articles=tuple(d.article.id for d in documents),
        labels=tuple(labels),
        silhouette=0.31 if k > 1 else None,
        stability=tuple(0.91 - 0.2 * i for i in range(k)) if k > 1 else (None,),
        words=CLUSTER_WORDS[:k],
        merges=tuple(merges),
        order=tuple(order),
        points=tuple((math.cos(i * 2.4) + 3 * labels[i], math.sin(i * 2.4)) for i in range(n)),
        verdict=f"{k} stories, found in most resamples." if k > 1 else "Too few texts to look for groups.",
        method="TF-IDF, average linkage on cosine distance",
    )


def within(scored: Sequence[ScoredDocument], clustering: Clustering, unit: Unit) -> dict[int, Comparison]:
    """Return a comparison for each story with two outlets or more."""
    found = {}
    for label in sorted(set(clustering.labels)):
        members = [s for s, own in zip(scored, clustering.labels, strict=True) if own == label]
        names = list(dict.fromkeys(s.document.article.outlet for s in members))
        if len(names) > 1:
            found[label] = compare(members, names, Setting(), unit)
    return found

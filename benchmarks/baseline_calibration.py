"""Measure how often new texts beside a baseline are called different when they are not, and how often intervals hold.

    python benchmarks/baseline_calibration.py             # all tables, as docs/method-calibration.md shows them
    python benchmarks/baseline_calibration.py alarms      # articles of one outlet split into "baseline" and "new"
    python benchmarks/baseline_calibration.py unlike      # the same shares, but other articles than the baseline's
    python benchmarks/baseline_calibration.py coverage    # intervals of a new outlet's share, rate and difference
    python benchmarks/baseline_calibration.py power       # how often a difference is seen, and what a brief says of it

Articles are generated as in calibration.py: frames cluster in articles (beta-binomial, the correlation ICC) and again
in paragraphs. Nothing is read or written but the tables on standard output; seeds are fixed.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from itertools import product

import numpy as np
from calibration import (
    HITS_PER_SENTENCE,
    WORDS_PER_SENTENCE,
    IntArray,
    Outlet,
    World,
    beside,
    make_outlet,
    show,
    wald,
)

from framing.baseline.calibrate import naive_alarm
from framing.baseline.family import answers, tests_of
from framing.baseline.place import Beside, place
from framing.baseline.placing import Scene, placements
from framing.baseline.spread import interval, spread
from framing.compare.intervals import Interval, difference_interval
from framing.model import Measure, Setting
from framing.score.measure import UnitTable

SHARES = (0.01, 0.05, 0.1, 0.5)
ICCS = (0.0, 0.1, 0.3)
OUTLETS = 4
BASE = 100
"""Outlets and articles of the baseline in the tables of coverage and power."""

QUICK = Setting(permutations=1999)
"""Permutations in the tables of alarms and power; a brief makes 9,999, which takes five times as long."""

SPLITS = ((1, 20, 1), (1, 100, 4), (3, 20, 1), (3, 100, 4), (10, 40, 4), (40, 100, 4))
"""New articles, articles of the baseline, and the outlets that those are dealt to."""


def table_of(outlet: Outlet, picked: IntArray, names: IntArray) -> UnitTable:
    """Return articles `picked` as a table, dealt to outlets `names` (len(picked),)."""
    return UnitTable(
        unit="article",
        outlets=tuple(f"outlet {n}" for n in range(int(names.max()) + 1)),
        measures=tuple(Measure(f"frame {number}") for number in range(outlet.carrying.shape[1])),
        outlet=names,
        articles=picked,
        sentences=outlet.sentences[picked],
        tokens=outlet.tokens[picked],
        carrying=outlet.carrying[picked],
        hits=outlet.hits[picked],
    )


def scene_of(outlet: Outlet, *, new: int, outlets: int, setting: Setting, order: IntArray | None = None) -> Scene:
    """Return the first `new` articles (in `order`) beside the others, dealt to `outlets`."""
    n = len(outlet.sentences)
    ordered = np.arange(n) if order is None else order
    base = table_of(outlet, ordered[new:], np.arange(n - new) % outlets)
    fresh = table_of(outlet, ordered[:new], np.zeros(new, dtype=np.int64))
    return Scene(base=base, new=fresh, setting=setting, spread=spread(base, setting=setting))


def placed(scene: Scene) -> tuple[Beside, ...]:
    """Return every frame of the new articles beside the baseline."""
    return place(scene.base, scene.new, setting=scene.setting, spread=scene.spread)


def alarms(world: World, *, new: int, outlets: int, splits: int, seed: int) -> tuple[float, float]:
    """Return how often `new` articles of one outlet are called different from its others in any frame.

    The second figure is how often a chi-square test on sentences would.
    """
    rng = np.random.default_rng(seed)
    ours = naive = 0
    for _ in range(splits):
        outlet = make_outlet(world, rng)
        order = rng.permutation(world.articles)
        ours += _called(scene_of(outlet, new=new, outlets=outlets, setting=QUICK, order=order))
        naive += naive_alarm(outlet.carrying, outlet.sentences, np.isin(np.arange(world.articles), order[:new]))
    return ours / splits, naive / splits


def unlike(base: World, *, new: int, icc: float, median: float, repeats: int, seed: int) -> float:
    """Return how often an outlet of the baseline's shares is called different whose articles are of another kind.

    Its frames have the correlation `icc` in articles, its articles a `median` of so many sentences.
    """
    rng = np.random.default_rng([seed, new])
    own = World(articles=new, share=base.share, icc=icc, frames=base.frames)
    return (
        sum(
            _called(
                scene_of(
                    beside(make_outlet(own, rng, median=median), make_outlet(base, rng)),
                    new=new,
                    outlets=OUTLETS,
                    setting=QUICK,
                )
            )
            for _ in range(repeats)
        )
        / repeats
    )


def coverage(world: World, *, new: int, repeats: int, seed: int) -> tuple[float, ...]:
    """Return how often 95 % intervals hold the truth: share, rate, difference, naive share; and the widths of two.

    The baseline and the new outlet are one: the true difference is none.
    """
    rng = np.random.default_rng([seed, new])
    rate = 1000 * world.share * (1 + HITS_PER_SENTENCE) / WORDS_PER_SENTENCE
    share_setting, rate_setting = Setting(), Setting(rate="per_1000")
    found = np.zeros(6)
    for _ in range(repeats):
        outlet = make_outlet(world, rng)
        scenes = [scene_of(outlet, new=new, outlets=OUTLETS, setting=s) for s in (share_setting, rate_setting)]
        for frame in range(world.frames):
            own, hits = (_interval(scene, scene.new, frame) for scene in scenes)
            gap = difference_interval(own, _interval(scenes[0], scenes[0].base, frame))
            table = scenes[0].new
            naive = wald(int(table.carrying[:, frame].sum()), int(table.sentences.sum()))
            for at, (low, high, truth) in enumerate(
                (
                    (own.low, own.high, world.share),
                    (hits.low, hits.high, rate),
                    (gap.low, gap.high, 0.0),
                    (*naive, world.share),
                )
            ):
                found[at] += low is not None and high is not None and low <= truth <= high
            found[4:] += ((own.high or 0) - (own.low or 0), naive[1] - naive[0])
    return tuple(found / (repeats * world.frames))


def power(world: World, *, gap: float, new: int, repeats: int, seed: int) -> tuple[float, float | None]:
    """Return how often `new` articles with `gap` more of the first of five frames are called higher in it.

    The second figure is the mean of the smallest difference that a brief says so many articles show.
    """
    rng = np.random.default_rng([seed, new])
    shares = [world.share + gap] + [world.share] * (world.frames - 1)
    few = World(articles=new, share=world.share, icc=world.icc, frames=world.frames)
    seen = 0
    said: list[float] = []
    for _ in range(repeats):
        both = beside(make_outlet(few, rng, shares=shares), make_outlet(world, rng))
        scene = scene_of(both, new=new, outlets=OUTLETS, setting=QUICK)
        found = placed(scene)
        tests = tests_of(found)
        shown = placements(scene, found, "new", iter(answers(tests, confidence=0.95)), tests=len(tests))
        seen += shown[0].difference.verdict == "higher"
        said += [p.detectable for p in shown[1:] if p.detectable is not None]
    return seen / repeats, float(np.mean(said)) if said else None


def _called(scene: Scene) -> bool:
    """Return whether any frame is called higher or lower than the baseline or one of its outlets."""
    said = answers(tests_of(placed(scene)), confidence=0.95)
    return any(verdict in ("higher", "lower") for _, verdict in said)


def _interval(scene: Scene, table: UnitTable, frame: int) -> Interval:
    whole = np.ones(len(table.outlet), dtype=bool)
    return interval(table, whole, frame, setting=scene.setting, expected=scene.spread.within[frame])


def _alarm_rows(arguments: argparse.Namespace) -> Iterator[Sequence[str]]:
    for new, base, outlets in SPLITS:
        for share in (0.01, 0.1, 0.5):
            found = [
                alarms(
                    World(articles=new + base, share=share, icc=icc),
                    new=new,
                    outlets=outlets,
                    splits=arguments.repeats,
                    seed=arguments.seed,
                )
                for icc in ICCS
            ]
            ours, naive = zip(*found, strict=True)
            yield (
                f"{new}",
                f"{base}",
                f"{outlets}",
                f"{share:.2f}",
                *(f"{100 * rate:.1f} %" for rate in ours),
                *(f"{100 * rate:.0f} %" for rate in naive),
            )


def _unlike_rows(arguments: argparse.Namespace) -> Iterator[Sequence[str]]:
    for new, share in product((3, 10), (0.1, 0.5)):
        kinds = ((0.1, 0.3, 22.0), (0.0, 0.3, 22.0), (0.1, 0.1, 40.0))
        found = (
            unlike(
                World(articles=BASE, share=share, icc=known),
                new=new,
                icc=icc,
                median=median,
                repeats=arguments.repeats,
                seed=arguments.seed,
            )
            for known, icc, median in kinds
        )
        yield (f"{new}", f"{share:.2f}", *(f"{100 * rate:.1f} %" for rate in found))


def _coverage_rows(arguments: argparse.Namespace) -> Iterator[Sequence[str]]:
    for new, share, icc in product((3, 5, 10, 40, 200), SHARES, ICCS):
        world = World(articles=new + BASE, share=share, icc=icc)
        *held, width, naive = coverage(world, new=new, repeats=arguments.repeats, seed=arguments.seed)
        yield (
            f"{new}",
            f"{share:.2f}",
            f"{icc:.1f}",
            *(f"{100 * value:.1f} %" for value in held),
            f"{100 * width:.1f}",
            f"{100 * naive:.1f}",
        )


def _power_rows(arguments: argparse.Namespace) -> Iterator[Sequence[str]]:
    for icc, new in product((0.1, 0.3), (1, 3, 7, 10, 20, 40, 100)):
        world = World(articles=BASE, share=0.1, icc=icc)
        found = [
            power(world, gap=gap, new=new, repeats=arguments.repeats, seed=arguments.seed)
            for gap in (0.05, 0.1, 0.2, 0.4)
        ]
        said = found[0][1]
        yield (
            f"{icc:.1f}",
            f"{new}",
            *(f"{100 * seen:.0f} %" for seen, _ in found),
            "–" if said is None else f"{100 * said:.0f}",
        )


TABLES = {
    "alarms": (
        (
            "new",
            "baseline",
            "outlets",
            "share",
            *(f"ICC {icc}" for icc in ICCS),
            *(f"chi-square, ICC {icc}" for icc in ICCS),
        ),
        _alarm_rows,
        300,
    ),
    "unlike": (
        ("new", "share", "ICC 0.3 beside 0.1", "ICC 0.3 beside 0", "40 sentences beside 22"),
        _unlike_rows,
        150,
    ),
    "coverage": (
        (
            "new articles",
            "share",
            "ICC",
            "share held",
            "rate held",
            "difference held",
            "naive held",
            "width",
            "naive width",
        ),
        _coverage_rows,
        200,
    ),
    "power": (
        ("ICC", "new articles", "5 points", "10 points", "20 points", "40 points", "said to be seen"),
        _power_rows,
        200,
    ),
}


def main() -> None:
    """Print the tables that are asked for."""
    parser = argparse.ArgumentParser(description="Measure the comparison with a baseline.")
    parser.add_argument("what", nargs="?", choices=("all", *TABLES), default="all")
    parser.add_argument("--repeats", type=int, help="draws of each row, in place of the table's own number")
    parser.add_argument("--seed", type=int, default=20261124)
    arguments = parser.parse_args()
    for name in TABLES if arguments.what == "all" else (arguments.what,):
        header, rows, repeats = TABLES[name]
        print(f"\n{name}, {arguments.repeats or repeats} draws a row\n")
        show(header, rows(argparse.Namespace(repeats=arguments.repeats or repeats, seed=arguments.seed)))


if __name__ == "__main__":
    main()

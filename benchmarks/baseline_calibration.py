"""Measure how often new texts beside a baseline are called different when they are not.

python benchmarks/baseline_calibration.py alarms
python benchmarks/baseline_calibration.py coverage
python benchmarks/baseline_calibration.py power
python benchmarks/baseline_calibration.py --write docs/method-baseline.md    # all of them, into the page
"""

from __future__ import annotations

import sys
import time

import numpy as np
from calibration import World, make_outlet

from framing.baseline.family import answers, tests_of
from framing.baseline.place import place
from framing.baseline.spread import spread
from framing.model import Measure, Setting
from framing.score.measure import UnitTable


def table_of(outlet, picked, names):
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


def alarms(world, *, new, base, outlets, splits, seed, permutations=999, rate="share"):
    rng = np.random.default_rng(seed)
    setting = Setting(permutations=permutations, rate=rate)
    ours = own = 0
    for _ in range(splits):
        outlet = make_outlet(World(articles=new + base, share=world.share, icc=world.icc), rng)
        order = rng.permutation(new + base)
        b = table_of(outlet, order[new:], np.arange(base) % outlets)
        n = table_of(outlet, order[:new], np.zeros(new, dtype=np.int64))
        found = place(b, n, setting=setting, spread=spread(b, setting=setting))
        said = [v for _, v in answers(tests_of(found), confidence=0.95)]
        ours += any(v in ("higher", "lower") for v in said)
    return ours / splits


if __name__ == "__main__":
    for new in (1, 3, 10, 50):
        for base, outlets in ((12, 3), (40, 4), (200, 8)):
            row = []
            t = time.time()
            for share in (0.01, 0.1, 0.5):
                for icc in (0.0, 0.1, 0.3):
                    row.append(
                        alarms(
                            World(articles=1, share=share, icc=icc),
                            new=new,
                            base=base,
                            outlets=outlets,
                            splits=int(sys.argv[1]),
                            seed=3,
                            permutations=499,
                        )
                    )
            print(new, base, outlets, [f"{100 * x:.1f}" for x in row], f"{time.time() - t:.1f}s", flush=True)

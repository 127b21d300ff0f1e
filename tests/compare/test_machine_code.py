"""The loops of an archive give the same as machine code and as Python."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import numpy as np

from framing.compare.nearest import near_pairs, rows_of
from framing.compare.splitting import split
from framing.compare.subject import Subjects
from framing.compare.together import Contest, together_p

ROOT = Path(__file__).parents[2]


def results() -> str:
    """Return what every loop makes of small generated input, to the last digit."""
    sys.path.insert(0, str(ROOT / "benchmarks"))
    from stories import make_subjects

    rng = np.random.default_rng(5)
    outlet = np.repeat(np.arange(3), (5, 9, 7))
    sentences = rng.integers(5, 30, 21)
    carrying = rng.binomial(sentences[:, None], 0.3, (21, 2))
    contests = [Contest(0, 1), Contest(2, None)]
    ps = together_p(carrying, sentences, outlet, contests, permutations=199, seed=1)
    corpus: Subjects = make_subjects((8, 7, 3), rng)
    found = split(corpus, np.arange(18), seed=0, resamples=2)
    few = near_pairs(rows_of(corpus.vectors(), least=0.05), least=0.05, most=2)
    assert found.grouping is not None
    groups = [found.grouping.labels.tolist(), *(labels.tolist() for labels in found.again)]
    return repr([ps.tolist(), groups, *(part.tolist() for part in few)])


def test_machine_code_gives_what_python_gives() -> None:
    """Shared deals, near pairs, joints and groups are equal with and without compiling."""
    words = [sys.executable, __file__]
    printed = [
        subprocess.run(
            words,
            check=True,
            capture_output=True,
            text=True,
            env={**os.environ, "NUMBA_DISABLE_JIT": switch, "PYTHONPATH": str(ROOT)},
        ).stdout
        for switch in ("0", "1")
    ]
    assert printed[0] == printed[1]
    assert len(printed[0]) > 500


if __name__ == "__main__":
    print(results())

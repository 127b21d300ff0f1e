"""Kernels are compiled once, and run as they are where compiling is off."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

KERNELS = """
from framing.batch.compiled import compiled, inlined


@inlined
def above(pair, number):
    return pair[0] + pair[1] + number


@compiled
def added(count):
    total = 0
    place = (0, 1)
    for number in range(count):
        total = above(place, total)
        place = (number, total)
    return total


print(added(3), len(getattr(above, "signatures", ())))
"""


@pytest.mark.parametrize(("disabled", "expected"), [("0", "5 1"), ("1", "5 0")])
def test_a_number_in_the_code_makes_no_kernel_of_its_own(tmp_path: Path, disabled: str, expected: str) -> None:
    """A function called with numbers of the code and with others is compiled once, and adds up as in plain Python."""
    script = tmp_path / "kernels.py"
    script.write_text(KERNELS, encoding="utf-8")
    environment = {**os.environ, "NUMBA_DISABLE_JIT": disabled, "FRAMING_CACHE": str(tmp_path / "cache")}
    run = subprocess.run([sys.executable, script], env=environment, capture_output=True, text=True, check=True)
    assert run.stdout.split() == expected.split()

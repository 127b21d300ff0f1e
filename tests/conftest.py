"""Its place puts this folder on the path, so that tests of every room can import makers.py."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser

# Kernels run as plain Python, so that coverage sees them and no minute is spent compiling. Set to 0 outside, the same
# tests run on compiled code. It must stand here: numba reads it once, when the first of the tests imports it.
os.environ.setdefault("NUMBA_DISABLE_JIT", "1")

# A busy machine is no fault of the code: examples are not timed.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start a real browser once."""
    from browsing import started_browser

    yield from started_browser()

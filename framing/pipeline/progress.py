"""How far the work is, told to whoever wants to know."""

from __future__ import annotations

from collections.abc import Callable

Progress = Callable[[str, int, int], None]
"""Called with the stage, the steps done and the steps there are."""


def silent(stage: str, done: int, total: int) -> None:
    """Tell nobody."""

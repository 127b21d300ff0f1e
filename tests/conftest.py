"""Its place puts this folder on the path, so that tests of every room can import makers.py."""

from __future__ import annotations

from hypothesis import settings

# A busy machine is no fault of the code: examples are not timed.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

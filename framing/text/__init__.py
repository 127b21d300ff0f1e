"""Bytes in, clean articles with sentences and voices out. Each room has one door: import from it, not past it.

`reading` makes sources of files, `cleaning` articles of sources, `sentences` documents of articles, and `voices` says
who speaks in them. The first two and `voices` do not know each other; all may use `sentences`.
"""

import logging

# Trafilatura logs a warning for each page it cannot read; that outcome is a value here and is said by whoever asked.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)

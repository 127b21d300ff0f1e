"""Composes the rooms: texts in; scores, stories, an analysis or a brief out. Progress goes out through a callback.

The functions are imported when they are first used: scoring needs neither the statistics nor the page maker, which take
a second to import.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from framing.pipeline.analysing import analyse
    from framing.pipeline.baselines import (
        Counted,
        Keeping,
        add_to_baseline,
        build_baseline,
        lexicons_of_baseline,
        merge_baselines,
        open_baseline,
        save_baseline,
    )
    from framing.pipeline.calibrating import calibrate
    from framing.pipeline.coding import coding_of_frame, merge_sheets, sample
    from framing.pipeline.comparing import Opened, compare, open_for_comparison
    from framing.pipeline.converting import convert
    from framing.pipeline.diffing import cues_path, diff_page, lexicon_diff
    from framing.pipeline.progress import Progress
    from framing.pipeline.ready import hold_ready
    from framing.pipeline.scoring import load_lexicons, score
    from framing.pipeline.stories import cluster
    from framing.pipeline.suggesting import accept_terms, open_draft, read_accepted, suggest
    from framing.pipeline.texts import DEFAULT_READING, Cleaned, Reading, clean_all, read
    from framing.pipeline.tuning import audit, audit_page, kwic, kwic_page
    from framing.pipeline.validating import validate
    from framing.pipeline.watching import Reported, Watching, watch
    from framing.pipeline.writing import report, report_comparison

__all__ = [
    "DEFAULT_READING",
    "Cleaned",
    "Counted",
    "Keeping",
    "Opened",
    "Progress",
    "Reading",
    "Reported",
    "Watching",
    "accept_terms",
    "add_to_baseline",
    "analyse",
    "audit",
    "audit_page",
    "build_baseline",
    "calibrate",
    "clean_all",
    "cluster",
    "coding_of_frame",
    "compare",
    "convert",
    "cues_path",
    "diff_page",
    "hold_ready",
    "kwic",
    "kwic_page",
    "lexicon_diff",
    "lexicons_of_baseline",
    "load_lexicons",
    "merge_baselines",
    "merge_sheets",
    "open_baseline",
    "open_draft",
    "open_for_comparison",
    "read",
    "read_accepted",
    "report",
    "report_comparison",
    "sample",
    "save_baseline",
    "score",
    "suggest",
    "validate",
    "watch",
]

_HOME = {
    "Counted": "baselines",
    "Keeping": "baselines",
    "add_to_baseline": "baselines",
    "build_baseline": "baselines",
    "lexicons_of_baseline": "baselines",
    "merge_baselines": "baselines",
    "open_baseline": "baselines",
    "save_baseline": "baselines",
    "accept_terms": "suggesting",
    "analyse": "analysing",
    "audit": "tuning",
    "audit_page": "tuning",
    "calibrate": "calibrating",
    "cluster": "stories",
    "coding_of_frame": "coding",
    "hold_ready": "ready",
    "Opened": "comparing",
    "compare": "comparing",
    "open_for_comparison": "comparing",
    "convert": "converting",
    "cues_path": "diffing",
    "diff_page": "diffing",
    "kwic": "tuning",
    "kwic_page": "tuning",
    "lexicon_diff": "diffing",
    "load_lexicons": "scoring",
    "merge_sheets": "coding",
    "open_draft": "suggesting",
    "read_accepted": "suggesting",
    "sample": "coding",
    "Progress": "progress",
    "report": "writing",
    "report_comparison": "writing",
    "Reported": "watching",
    "Watching": "watching",
    "watch": "watching",
    "score": "scoring",
    "suggest": "suggesting",
    "validate": "validating",
}


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME.get(name, 'texts')}"), name)

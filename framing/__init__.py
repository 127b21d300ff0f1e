"""Show how outlets frame the same story, with evidence an editor can check.

The functions to use from Python are in `framing.pipeline`: read, score, cluster, kwic, validate, analyse and report.
"""

__version__ = "0.1.0"

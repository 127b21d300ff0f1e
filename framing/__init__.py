"""Show how outlets frame the same story, with evidence an editor can check."""

__version__ = "0.1.0"

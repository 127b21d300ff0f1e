"""Documents learn who speaks in each sentence: the outlet itself, or a source, and which."""

from framing.text.voices.voice import attribute

__all__ = ["attribute"]

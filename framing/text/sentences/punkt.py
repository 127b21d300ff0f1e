"""NLTK's Punkt without the rest of NLTK."""

from __future__ import annotations

import importlib
import sys
from importlib.util import find_spec
from types import ModuleType

NAME = "nltk.tokenize.punkt"


def load_punkt() -> ModuleType:
    """Return the module `nltk.tokenize.punkt`.

    The package `nltk` imports all it has, and with it SciPy and scikit-learn: 1.2 s of processor time at the start of
    every command, for a module that needs 0.2 s. So the module is imported below an empty package, which is taken away
    again: whoever imports `nltk` later gets the whole.
    """
    spec = find_spec("nltk")
    if _loaded() or spec is None or spec.submodule_search_locations is None:
        return importlib.import_module(NAME)
    package = ModuleType("nltk")
    package.__path__ = spec.submodule_search_locations
    package.__spec__ = spec
    sys.modules["nltk"] = package
    try:
        return importlib.import_module(NAME)
    finally:
        for name in _loaded():
            del sys.modules[name]


def _loaded() -> list[str]:
    return [name for name in sys.modules if name.partition(".")[0] == "nltk"]

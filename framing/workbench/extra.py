"""Is the optional extra installed? Asked before any of it is imported."""

from __future__ import annotations

from importlib.util import find_spec

from framing.errors import DependencyError

NEEDED = {"starlette": "starlette", "uvicorn": "uvicorn", "python_multipart": "python-multipart"}


def ensure_installed() -> None:
    """Raise DependencyError, with the command to run, where a package of the extra `workbench` is missing."""
    missing = [package for module, package in NEEDED.items() if find_spec(module) is None]
    if missing:
        what = f"the workbench needs {', '.join(missing)}"
        raise DependencyError("framing tune", what, f"install it: python -m pip install {' '.join(missing)}")

"""A real browser for the tests of pages: the system's Chromium, driven by Playwright. Nothing is downloaded."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MAC = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
HOW = "brew install --cask chromium" if sys.platform == "darwin" else "sudo apt-get install -y chromium"


def browser_path() -> str:
    """Return the system's browser. Fails, and does not skip, where there is none: these tests are part of the suite."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    found = found or next((path for path in MAC if Path(path).exists()), None)
    if found is None:
        pytest.fail(f"the tests of pages need Chromium; install it with: {HOW}")
    return found


def started_browser() -> Iterator[Browser]:
    """Yield a browser for a fixture, and close it."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path(), args=["--no-sandbox"])
        yield browser
        browser.close()


def serious_findings(page: Page) -> list[str]:
    """Return what axe-core finds serious or critical on the page, one line a finding with its element."""
    violations = Axe().run(page).response["violations"]
    return [
        f"{found['id']}: {found['help']} ({found['nodes'][0]['html'][:120]})"
        for found in violations
        if found["impact"] in {"serious", "critical"}
    ]


def assert_sound(browser: Browser, html: str, *, width: int) -> None:
    """Check that a page stays inside a window of this width, loads nothing, and that axe-core finds nothing serious."""
    page = browser.new_page(viewport={"width": width, "height": 900})
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.set_content(html)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert [url for url in asked if not url.startswith("data:")] == []
    assert serious_findings(page) == []
    page.close()

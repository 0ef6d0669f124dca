"""Real Chromium, with an empty profile, for pages that learners publish."""

import os
import shutil
from pathlib import Path

import pytest

OPTIONS = (
    "--headless --no-sandbox --disable-gpu --no-first-run "
    "--disable-background-networking --disable-component-update --disable-sync"
).split()
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def chromium():
    return next(filter(None, map(shutil.which, NAMES)), None)


def missing(what):
    """Skip a test for want of something, but not where all of it has to be there."""
    if os.environ.get("CI"):
        pytest.fail(what)
    pytest.skip(what)


@pytest.fixture(scope="session")
def browser():
    from playwright.sync_api import sync_playwright

    path = chromium()
    if path is None:
        missing("there is no Chromium on this machine")
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=path, args=OPTIONS)
        yield found
        found.close()


@pytest.fixture(scope="session")
def axe():
    """The text of axe-core, which checks whether a page is accessible."""
    place = os.environ.get("AXE_CORE")
    if not place:
        missing("AXE_CORE does not say where axe.min.js of axe-core is")
    return Path(place).read_text(encoding="utf-8")

"""Fixtures of the browser tests: a running site, a browser, visitors."""

from pathlib import Path

import pytest
from playwright.sync_api import expect, sync_playwright

from tests.e2e.server import Site
from tests.e2e.visitor import WATCH_LAYOUT_SHIFT, Setting, Visitor

HERE = Path(__file__).parent
CHROMIUM = "/usr/bin/chromium"
# Without these, the browser looks for a sandbox, a screen and its maker's servers.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
]
HEIGHTS = {390: 844, 1280: 900}
PATIENCE = 30_000


def pytest_collection_modifyitems(items):
    """Mark everything in this folder, so that `-m "not e2e"` leaves it out."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.e2e)


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """The populated site, running."""
    site = Site(tmp_path_factory.mktemp("site"))
    site.populate()
    try:
        site.start()
        yield site
    finally:
        site.stop()


@pytest.fixture(scope="session")
def browser():
    """One browser for all tests; each visitor has a window and cookies of their own."""
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def visit(browser, site):
    """Return a function that lets somebody new come to the site."""
    windows = []

    def arrive(language="da", width=1280, script=True, **options):
        window = browser.new_context(
            base_url=site.address,
            viewport={"width": width, "height": HEIGHTS.get(width, 900)},
            locale={"da": "da-DK", "en": "en-GB"}[language],
            java_script_enabled=script,
            reduced_motion="reduce",
            **options,
        )
        windows.append(window)
        window.set_default_timeout(PATIENCE)
        window.add_init_script(WATCH_LAYOUT_SHIFT)
        return Visitor(window.new_page(), site, Setting(language, width, script))

    yield arrive
    for window in windows:
        window.close()

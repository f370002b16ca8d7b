"""Somebody with a browser: what they see is checked at every stop."""

import gzip
import re
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

SCREENSHOTS = Path(__file__).resolve().parents[2] / "var" / "screenshots"
MOST_BYTES = 60_000
MOST_SCRIPT = 10_000
COMPRESSIBLE = ("text/", "application/json", "application/javascript", "image/svg+xml")

# Told to the page before its own scripts: notes what moved, as browsers report it.
WATCH_LAYOUT_SHIFT = """
window.layoutShifts = [];
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) {
    if (!entry.hadRecentInput) {
      const moved = entry.sources.map((source) => source.node?.outerHTML?.slice(0, 120));
      window.layoutShifts.push([entry.value, ...moved]);
    }
  }
}).observe({ type: "layout-shift", buffered: true });
"""

# Resolves once colours that change slowly have changed: the admin's buttons do.
SETTLE = """
Promise.allSettled(
  document.getAnimations().filter((one) => one instanceof CSSTransition).map((one) => one.finished)
)
"""


@dataclass(frozen=True)
class Setting:
    """How somebody meets the site: language, width of the window, with or without script."""

    language: str
    width: int
    script: bool

    def __str__(self):
        return f"{self.language}-{self.width}-{'script' if self.script else 'plain'}"

    @property
    def prefix(self):
        """Return the part of addresses that stands for the language."""
        return "" if self.language == "da" else f"/{self.language}"


@dataclass
class Visitor:
    """A browser window that notes every request, error and shift of the layout."""

    page: object
    site: object
    setting: Setting
    responses: list = field(default_factory=list)
    complaints: list = field(default_factory=list)

    def __post_init__(self):
        self.page.on("response", lambda answer: self.responses.append(answer))
        self.page.on("request", self._note_request)
        self.page.on("requestfailed", self._note_failure)
        self.page.on("pageerror", lambda error: self.complaints.append(f"script: {error}"))
        self.page.on("console", self._note_message)

    def _note_request(self, request):
        if not request.url.startswith((self.site.address, "data:", "blob:")):
            self.complaints.append(f"request to another host: {request.url}")

    def _note_failure(self, request):
        # Leaving a page ends what it was still loading; that is no fault.
        if "ERR_ABORTED" not in (request.failure or ""):
            self.complaints.append(f"failed: {request.url} {request.failure}")

    def _note_message(self, message):
        if message.type == "error":
            self.complaints.append(f"console: {message.text}")

    @contextmanager
    def expecting_status(self, *statuses):
        """Let pass the browser's own message about an answer that is meant to be an error."""
        before = len(self.complaints)
        yield
        self.complaints[before:] = [
            complaint
            for complaint in self.complaints[before:]
            if not any(f"status of {status}" in complaint for status in statuses)
        ]

    def open(self, path, status=200):
        """Go to a page of the site by its address."""
        address = path if path.startswith("http") else self.site.address + path
        # What the last page still loads would be counted for the next one.
        self.page.wait_for_load_state("networkidle")
        self.responses.clear()
        with self.expecting_status(status):
            answer = self.page.goto(address, wait_until="load")
        assert answer.status == status, f"{path} answered {answer.status}\n{self.site.logs()}"
        return self

    def sign_in(self, email, password, path="/admin/"):
        """Sign in where a page that is not for everybody sends people who are not."""
        page = self.page
        page.goto(path)
        expect(page.locator("[name=login]")).to_be_visible()
        page.locator("[name=login]").fill(email)
        page.locator("[name=password]").fill(password)
        page.locator("main form button[type=submit]").first.click()
        expect(page).to_have_url(re.compile(rf"{path}$"))

    def look(self, name):
        """Check what is on the screen now, in light and dark, and keep a picture of it."""
        assert self.complaints == []
        language = self.page.locator("html").get_attribute("lang")
        assert language == self.setting.language
        assert self.overflow() <= 0, f"{name} is wider than the window"
        for scheme in ("light", "dark"):
            self.page.emulate_media(color_scheme=scheme)
            self.page.evaluate(SETTLE)
            if self.setting.script:
                self.assert_accessible(f"{name}, {scheme}")
            self.keep_picture(f"{name}-{scheme}")
        self.page.emulate_media(color_scheme="light")

    def assert_accessible(self, where):
        """Let axe look at the page: nothing may be found."""
        options = {"rules": {"target-size": {"enabled": True}}}
        found = Axe().run(self.page, options=options).response["violations"]
        shown = [
            f"{rule['id']} ({rule['help']}): "
            + "; ".join(f"{node['target']} {node['html'][:160]}" for node in rule["nodes"][:4])
            for rule in found
        ]
        assert not shown, "\n".join([where, *shown])

    def assert_light(self):
        """Weigh the page that was opened last: bytes over the wire, script, layout shift."""
        self.page.wait_for_load_state("networkidle")
        weights = {answer.url: weight_of(answer) for answer in self.responses}
        pictures = {url for url in weights if is_content_picture(url)}
        total = sum(weight for url, weight in weights.items() if url not in pictures)
        script = sum(
            weights[answer.url]
            for answer in self.responses
            if answer.request.resource_type == "script"
        )
        assert total <= MOST_BYTES, f"{total} bytes: {weights}"
        assert script <= MOST_SCRIPT, f"{script} bytes of script: {weights}"
        if self.setting.script:
            assert self.page.evaluate("window.layoutShifts") == []
        return total, script

    def keep_picture(self, name):
        """Save a picture of the whole page for people to look at."""
        folder = SCREENSHOTS / str(self.setting)
        folder.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=folder / f"{name}.png", full_page=True, animations="disabled")

    def overflow(self):
        """Return how many pixels the page is wider than the window."""
        return self.page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )


def is_content_picture(url):
    """Tell a picture that editors or citizens brought from what belongs to the design."""
    return "/media/" in url or "/photo" in url or "/foto" in url


def weight_of(answer):
    """Return the bytes of a response over the wire, compressed as the proxy in front does it."""
    if answer.status in {204, 301, 302, 303, 304}:
        return 0
    body = answer.body()
    headers = answer.headers
    if headers.get("content-encoding"):
        return answer.request.sizes()["responseBodySize"]
    if headers.get("content-type", "").startswith(COMPRESSIBLE):
        return len(gzip.compress(body, 6))
    return len(body)

"""Every page and state that one can reach: accessible, light, without a shift, at home."""

import re
import urllib.request
from functools import partial

import pytest

from core.decorators import MOST_GUESSES
from demo.accounts import PASSWORD
from tests.e2e.scenes import CITIZEN

# States that no link in the sitemap leads to, by language.
STATES = {
    "da": {
        "search": ("/soeg/?q=havnen", 200),
        "search-empty": ("/soeg/?q=xyzzy", 200),
        "filter-empty": ("/projekter/?state=planned&topic=none", 200),
        "sign-in": ("/konto/login/", 200),
        "sign-up": ("/konto/signup/", 200),
        "missing": ("/findes/ikke/", 404),
    },
    "en": {
        "search": ("/en/search/?q=harbour", 200),
        "search-empty": ("/en/search/?q=xyzzy", 200),
        "filter-empty": ("/en/projects/?state=planned&topic=none", 200),
        "sign-in": ("/en/account/login/", 200),
        "sign-up": ("/en/account/signup/", 200),
        "missing": ("/en/not/there/", 404),
    },
}

# What people bring, as they are seen without an account; a scene brings them about.
SEEN = (
    *("idea", "support", "list", "list-empty", "data", "comment", "report", "account-form"),
    *("closed-form", "young-form", "waiting", "merged", "rejected"),
)
MINE = ("my-page", "delete-account")


def name_of(path):
    """Return a file name for an address."""
    return re.sub(r"\W+", "-", path).strip("-") or "home"


def problems_of(visitor, path, status, name):
    """Open a page and return what is wrong with it, so that one flaw does not hide the next."""
    visitor.open(path, status)
    checks = (visitor.assert_light, partial(visitor.look, name))
    return [problem for check in checks for problem in problem_of(visitor, path, check)]


def problem_of(visitor, path, check):
    """Return what a check finds wrong, as a list of one or none."""
    try:
        check()
    except AssertionError as problem:
        return [f"{path}: {problem}"]
    finally:
        visitor.complaints.clear()
    return []


def problems_of_answer(visitor, button, status, name):
    """Press a button of the form on screen and return what is wrong with the answer."""
    page = visitor.page
    with visitor.expecting_status(status), page.expect_navigation() as answer:
        page.locator(f"main form {button}").click()
    assert answer.value.status == status
    return problem_of(visitor, page.url, partial(visitor.look, name))


def guess_too_often(visitor, path):
    """Try a private link that leads nowhere until one is asked to wait."""
    for _guess in range(MOST_GUESSES + 1):
        if visitor.page.request.get(path).status == 429:
            return
    raise AssertionError("One can guess for ever.")


@pytest.fixture(scope="module")
def addresses(site):
    """The addresses of the sitemap, by language."""
    with urllib.request.urlopen(f"{site.address}/sitemap.xml") as answer:
        listed = re.findall(r"<loc>(.*?)</loc>", answer.read().decode())
    paths = [re.sub(r"^https?://[^/]+", "", address) for address in listed]
    english = [path for path in paths if path.startswith("/en/")]
    return {"da": [path for path in paths if path not in english], "en": english}


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("language", ["da", "en"])
def test_every_page_of_the_sitemap(visit, addresses, language, width):
    assert len(addresses[language]) >= 12
    visitor = visit(language=language, width=width)
    problems = []
    for path in addresses[language]:
        problems += problems_of(visitor, path, 200, f"page-{name_of(path)}")
    assert not problems, "\n".join(problems)


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("language", ["da", "en"])
def test_states_that_no_page_stands_for(visit, language, width):
    visitor = visit(language=language, width=width)
    problems = []
    for name, (path, status) in STATES[language].items():
        problems += problems_of(visitor, path, status, f"state-{name}")
    assert not problems, "\n".join(problems)


@pytest.fixture(scope="module")
def states(site):
    """Addresses of what people have brought, in every state, by language."""
    return site.stage("states")


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("language", ["da", "en"])
def test_states_of_what_people_bring(visit, states, language, width):
    visitor, addresses = visit(language=language, width=width), states[language]
    problems = []
    for name in SEEN:
        problems += problems_of(visitor, addresses[name], 200, f"state-{name}")
    for name, button in (("comment", ".btn--send"), ("rejected", "[value=appeal]")):
        visitor.open(addresses[name])
        problems += problems_of_answer(visitor, button, 422, f"state-{name}-mistake")
    visitor.open(addresses["report"])
    problems += problems_of_answer(visitor, ".btn--send", 422, "state-report-mistake")
    visitor.page.locator("[name=kind]").first.check()
    problems += problems_of_answer(visitor, ".btn--send", 200, "state-report-thanks")
    guessed = addresses["waiting"].removesuffix("/") + "x/"
    guess_too_often(visitor, guessed)
    problems += problems_of(visitor, guessed, 429, "state-too-often")
    visitor.sign_in(CITIZEN, PASSWORD, addresses["my-page"])
    for name in MINE:
        problems += problems_of(visitor, addresses[name], 200, f"state-{name}")
    assert not problems, "\n".join(problems)


def test_pages_keep_their_width_at_a_zoom_of_four(visit, addresses):
    """320 CSS pixels are what is left of 1280 at 400 %."""
    visitor = visit(width=320)
    wide = {}
    for path in addresses["da"]:
        wide[path] = visitor.open(path).overflow()
    assert {path: pixels for path, pixels in wide.items() if pixels > 0} == {}

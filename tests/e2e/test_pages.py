"""Every page and state that one can reach: accessible, light, without a shift, at home."""

import re
import urllib.request
from functools import partial

import pytest

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


def name_of(path):
    """Return a file name for an address."""
    return re.sub(r"\W+", "-", path).strip("-") or "home"


def problems_of(visitor, path, status, name):
    """Open a page and return what is wrong with it, so that one flaw does not hide the next."""
    problems = []
    visitor.open(path, status)
    for check in (visitor.assert_light, partial(visitor.look, name)):
        try:
            check()
        except AssertionError as problem:
            problems.append(f"{path}: {problem}")
    visitor.complaints.clear()
    return problems


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


def test_pages_keep_their_width_at_a_zoom_of_four(visit, addresses):
    """320 CSS pixels are what is left of 1280 at 400 %."""
    visitor = visit(width=320)
    wide = {}
    for path in addresses["da"]:
        wide[path] = visitor.open(path).overflow()
    assert {path: pixels for path, pixels in wide.items() if pixels > 0} == {}

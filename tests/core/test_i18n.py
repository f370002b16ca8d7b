"""Two languages at two addresses, and the way from one to the other."""

import re

import pytest
from django.urls import reverse
from django.utils import translation

from tests import builders

pytestmark = pytest.mark.django_db
BASE = "http://testserver"
LINK = re.compile(r'<link rel="alternate" hreflang="([^"]+)" href="([^"]+)">')
CANONICAL = re.compile(r'<link rel="canonical" href="([^"]+)">')


@pytest.fixture
def both():
    """A call in both languages, deep in the tree."""
    danish = builders.idea_call(title="Idéer til havnen")
    english = builders.home("en")
    for page in (builders.project_index(), danish.get_parent().specific, danish):
        english = builders.translated(page, english)
    return danish, english


def versions(response):
    return {version["code"]: version for version in response.context["versions"]}


@pytest.mark.parametrize("preferred", ["da", "en", "de", ""])
@pytest.mark.parametrize(("address", "language"), [("/", "da"), ("/en/", "en")])
def test_the_address_decides_the_language(client, address, language, preferred):
    builders.home("en")
    client.cookies["django_language"] = preferred
    response = client.get(address, headers={"accept-language": preferred})
    assert (response.status_code, response["Content-Language"]) == (200, language)
    assert f'<html lang="{language}">' in response.text


@pytest.mark.parametrize("name", ["account_login", "account_signup", "search"])
def test_own_views_exist_in_both_languages(client, name):
    addresses = {}
    for code in ("da", "en"):
        with translation.override(code):
            addresses[code] = reverse(name)
    assert addresses["en"].startswith("/en/")
    for code, address in addresses.items():
        response = client.get(address)
        assert (response.status_code, response["Content-Language"]) == (200, code)
        assert {key: one["url"] for key, one in versions(response).items()} == addresses


def test_the_switch_of_a_view_keeps_the_question(client):
    shown = versions(client.get(reverse("search"), {"q": "havn"}))
    assert shown["da"]["url"] == f"{reverse('search')}?q=havn"
    with translation.override("en"):
        assert shown["en"]["url"] == f"{reverse('search')}?q=havn"


def test_the_switch_stays_on_the_page_and_on_what_lies_below(client, both):
    danish, english = both
    idea = builders.contribution(danish)
    for ending in (
        ("", ""),
        ("deltag/", "take-part/"),
        (f"ide/{idea.pk}/", f"idea/{idea.pk}/"),
    ):
        expected = {"da": danish.url + ending[0], "en": english.url + ending[1]}
        for address in expected.values():
            response = client.get(address)
            assert response.status_code == 200
            assert {code: one["url"] for code, one in versions(response).items()} == expected


def test_the_switch_keeps_what_a_list_is_narrowed_to(client, both):
    index = builders.project_index()
    response = client.get(f"{index.url}?topic=havn&state=active&x=1")
    shown = versions(response)
    assert shown["en"]["url"] == f"{shown['en']['address']}?state=active&topic=havn"
    assert shown["da"]["address"] == index.url


def test_search_engines_learn_of_every_version(client, both):
    danish, english = both
    expected = {
        "da": BASE + danish.url,
        "en": BASE + english.url,
        "x-default": BASE + danish.url,
    }
    for page in both:
        text = client.get(f"{page.url}?progress=done").text
        assert dict(LINK.findall(text)) == expected
        assert CANONICAL.findall(text) == [BASE + page.url]


def test_a_page_only_in_one_language_says_so_and_leads_home(client):
    builders.home("en")
    danish = builders.standard_page(title="Kun dansk")
    response = client.get(danish.url)
    shown = versions(response)
    assert (shown["en"]["url"], shown["en"]["is_translated"]) == ("/en/", False)
    assert dict(LINK.findall(response.text)) == {
        "da": BASE + danish.url,
        "x-default": BASE + danish.url,
    }
    english = builders.standard_page(builders.home("en"), title="Only English")
    response = client.get(english.url)
    assert versions(response)["da"]["url"] == "/"
    assert dict(LINK.findall(response.text)) == {
        "en": BASE + english.url,
        "x-default": BASE + english.url,
    }


@pytest.mark.parametrize(
    ("query", "kept"),
    [
        ("", ""),
        ("?page=2", "?page=2"),
        ("?page=12&topic=havn", "?page=12"),
        ("?page=1", ""),
        ("?page=x", ""),
        ("?page=²", ""),
        ("?topic=havn", ""),
    ],
)
def test_the_canonical_address_keeps_only_the_page_of_a_list(client, query, kept):
    index = builders.project_index()
    assert CANONICAL.findall(client.get(index.url + query).text) == [BASE + index.url + kept]

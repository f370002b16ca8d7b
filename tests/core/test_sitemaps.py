"""The sitemap: every public page once, with its versions and the day it changed."""

from datetime import UTC, datetime
from xml.etree import ElementTree

import pytest
from wagtail.models import Page, PageViewRestriction

from tests import builders

pytestmark = pytest.mark.django_db
NAMES = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "x": "http://www.w3.org/1999/xhtml",
}
BASE = "http://testserver"


def entries(client):
    """Return the sitemap's rows by address: the change date and the alternates by language."""
    response = client.get("/sitemap.xml")
    assert response.status_code == 200
    root = ElementTree.fromstring(response.content)  # noqa: S314 (our own answer)
    return {
        row.findtext("s:loc", namespaces=NAMES): (
            row.findtext("s:lastmod", namespaces=NAMES),
            {link.get("hreflang"): link.get("href") for link in row.findall("x:link", NAMES)},
        )
        for row in root.findall("s:url", NAMES)
    }


def test_the_sitemap_names_every_public_page_in_every_language(client):
    danish = builders.standard_page(title="Om os")
    english = builders.translated(danish, builders.home("en"), title="About us")
    only_danish = builders.standard_page(title="Kun dansk")
    builders.standard_page(title="Kladde", live=False)
    private = builders.standard_page(title="Privat")
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    Page.objects.update(last_published_at=datetime(2027, 3, 2, tzinfo=UTC))
    homes = {"da": f"{BASE}/", "en": f"{BASE}/en/", "x-default": f"{BASE}/"}
    pages = {
        "da": BASE + danish.url,
        "en": BASE + english.url,
        "x-default": BASE + danish.url,
    }
    assert entries(client) == {
        f"{BASE}/": ("2027-03-02", homes),
        f"{BASE}/en/": ("2027-03-02", homes),
        BASE + danish.url: ("2027-03-02", pages),
        BASE + english.url: ("2027-03-02", pages),
        BASE + only_danish.url: ("2027-03-02", {}),
    }


def test_a_page_only_in_english_has_no_other_version(client):
    only_english = builders.standard_page(builders.home("en"), title="Only English")
    assert entries(client)[BASE + only_english.url][1] == {}


def test_an_empty_site_has_an_empty_sitemap(client):
    builders.home().unpublish()
    builders.home("en").unpublish()
    assert entries(client) == {}


def test_the_sitemap_costs_the_same_however_many_pages(client, django_assert_max_num_queries):
    builders.home("en")
    for number in range(20):
        builders.standard_page(title=f"Side {number}")
    with django_assert_max_num_queries(8):
        assert len(entries(client)) == 22

"""Small public views, and what is said when there is no page."""

import pytest
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from wagtail.models import Site

from core import views
from core.models import SiteSettings
from tests import builders

pytestmark = pytest.mark.django_db


def test_was_leads_to_the_accessibility_statement(client):
    page = builders.standard_page(title="Tilgængelighed")
    own = SiteSettings.for_site(Site.objects.get())
    assert client.get("/was").status_code == 404
    own.accessibility_page = page
    own.save()
    for address in ("/was", "/was/"):
        response = client.get(address)
        assert (response.status_code, response["Location"]) == (302, page.url)
    page.unpublish()
    assert client.get("/was").status_code == 404


def test_robots_are_welcome_except_in_the_admin(client):
    response = client.get("/robots.txt")
    assert response["Content-Type"] == "text/plain"
    assert response.text == (
        "User-agent: *\nDisallow: /admin/\nSitemap: http://testserver/sitemap.xml\n"
    )


def test_all_that_search_engines_read_names_the_published_address(client, settings):
    settings.BASE_URL = "https://samskab.example.org"
    danish = builders.standard_page(title="Om os")
    english = builders.translated(danish, builders.home("en"), title="About us")
    full = {page: settings.BASE_URL + page.url for page in (danish, english)}
    page = client.get(danish.url).text
    assert f'<link rel="canonical" href="{full[danish]}">' in page
    for code, version in (("da", danish), ("en", english), ("x-default", danish)):
        assert f'hreflang="{code}" href="{full[version]}"' in page
    assert f"<loc>{full[danish]}</loc>" in client.get("/sitemap.xml").text
    assert f"Sitemap: {settings.BASE_URL}/sitemap.xml" in client.get("/robots.txt").text
    assert danish.get_json_ld(RequestFactory().get("/"))["url"] == full[danish]


def test_health_asks_the_database_and_is_not_stored(client):
    response = client.get("/healthz")
    assert (response.status_code, response.json()) == (200, {"status": "ok"})
    assert response["Cache-Control"] == "no-store"


# --- No page ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "language"),
    [
        ("/findes-ikke/", "da"),
        ("/en/nothing/", "en"),
        ("/english/", "da"),
        ("/en/nothing/at/all/?x=1", "en"),
    ],
)
def test_what_is_missing_is_said_in_the_language_of_the_address(client, address, language):
    builders.home("en")
    response = client.get(address)
    assert response.status_code == 404
    assert f'<html lang="{language}">' in response.text
    assert response.context["elsewhere"] == []
    assert [version["url"] for version in response.context["versions"]] == ["/", "/en/"]


def test_what_exists_in_another_language_is_offered(client):
    danish = builders.standard_page(title="Om os")
    english = builders.translated(danish, builders.home("en"), title="About us", slug="about-us")
    english.unpublish()
    for address in (english.url or "/en/about-us/", "/en/om-os/"):
        response = client.get(address)
        assert response.status_code == 404
        assert [page.pk for page in response.context["elsewhere"]] == [danish.pk]
        assert f'href="{danish.url}"' in response.text
        urls = {version["code"]: version["url"] for version in response.context["versions"]}
        assert urls == {"da": danish.url, "en": "/en/"}


def test_a_danish_reader_is_offered_the_english_page(client):
    danish = builders.standard_page(title="Om os")
    english = builders.translated(danish, builders.home("en"), title="About us")
    danish.unpublish()
    response = client.get("/om-os/")
    assert [page.pk for page in response.context["elsewhere"]] == [english.pk]


def test_a_page_nobody_may_see_is_not_offered(client):
    danish = builders.standard_page(title="Om os")
    danish.unpublish()
    assert client.get("/en/om-os/").context["elsewhere"] == []


def test_without_a_site_there_is_still_an_answer(client):
    Site.objects.all().delete()
    assert client.get("/findes-ikke/").status_code == 404


# --- What we cannot take -----------------------------------------------------------------------


@pytest.mark.parametrize(
    "address",
    ["/%00/", "/projekter/%00/", "/bidrag/%00/x/", "/en/contribution/%00/", "/admin/%00/"],
)
def test_no_address_has_a_nul_byte(client, address):
    builders.home("en")
    assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    "address",
    ["/?page=%00", "/s%C3%B8g/?q=%00", "/en/search/?q=a%00b", "/?topic=%00", "/admin/?q=%00"],
)
def test_nor_has_a_query(client, address):
    response = client.get(address)
    assert response.status_code == 400
    assert f'<html lang="{"en" if address.startswith("/en/") else "da"}">' in response.text


@pytest.mark.parametrize(
    ("address", "said"), [("/min-side/", "Brug din browsers tilbageknap"), ("/en/", "back button")]
)
def test_too_much_text_is_answered_in_the_site_s_look(settings, address, said):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100
    client = Client(enforce_csrf_checks=True)
    client.cookies[settings.CSRF_COOKIE_NAME] = "x" * 32
    response = client.post(address, {"text": "x" * 200})
    assert response.status_code == 400
    assert said in response.text
    assert "css/tokens.css" in response.text
    assert response["Content-Security-Policy"]


def test_a_name_that_is_not_ours_is_a_bad_request(client, settings):
    settings.ALLOWED_HOSTS = ["samskab.example.org"]
    assert client.get("/", headers={"host": "example.com"}).status_code == 400


# --- Our fault -------------------------------------------------------------------------------


@pytest.mark.parametrize(("address", "language"), [("/", "da"), ("/en/", "en"), ("/en", "en")])
def test_an_error_is_said_without_asking_the_database(address, language):
    with CaptureQueriesContext(connection) as captured:
        response = views.server_error(RequestFactory().get(address))
    assert (response.status_code, len(captured)) == (500, 0)
    assert f'<html lang="{language}">' in response.text


def test_an_error_anywhere_is_answered_with_that_page(monkeypatch):
    builders.home()

    def fail(*_args):
        raise RuntimeError

    monkeypatch.setattr("home.queries.home_context", fail)
    response = Client(raise_request_exception=False).get("/")
    assert response.status_code == 500
    assert '<html lang="da">' in response.text
    assert response["Content-Security-Policy"]


def test_an_error_in_the_error_page_is_still_answered(monkeypatch):
    def fail(*_args):
        raise ValueError("no manifest")

    monkeypatch.setattr(views, "render_to_string", fail)
    response = views.server_error(RequestFactory().get("/"))
    assert (response.status_code, response.content.decode()) == (500, views.LAST_WORDS)

"""Which answers are kept, for whom, and what goes with them."""

import gzip
import re
from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from time_machine import travel
from wagtail.documents import get_document_model
from wagtail.models import PageViewRestriction, Site

from core import page_cache
from core.middleware import ContentSecurityPolicyMiddleware, PageCacheMiddleware
from core.models import NavigationMenu, SiteSettings, SiteTexts, Topic
from tests import builders

pytestmark = pytest.mark.django_db

NOON = datetime(2027, 3, 2, 12, 0, tzinfo=UTC)
POLICY = {
    "default-src 'self'",
    "img-src 'self' data:",
    "media-src 'self'",
    "script-src 'self'",
    "style-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
}


@pytest.fixture
def page():
    return builders.standard_page(title="Om os", summary="Hvem vi er.")


def made_of(call):
    """Return a response, and of how many queries and templates it was made."""
    with CaptureQueriesContext(connection) as captured:
        response = call()
    return response, len(captured) + len(response.templates)


def is_kept(address, client=None, **headers):
    """Ask twice and tell whether the second answer came without a query or a template."""
    (client or Client()).get(address, headers=headers)
    _response, count = made_of(lambda: (client or Client()).get(address, headers=headers))
    return count == 0


# --- What is kept ------------------------------------------------------------------------


def test_a_kept_page_is_made_of_nothing_and_is_the_same(client, page):
    first, asked = made_of(lambda: client.get(page.url))
    second, asked_again = made_of(lambda: client.get(page.url))
    assert (asked > 0, asked_again) == (True, 0)
    assert second.content == first.content
    assert dict(second.headers) == dict(first.headers)
    assert second.cookies == first.cookies == {}


def test_what_goes_with_a_kept_page(client, page):
    client.get(page.url)
    response = client.get(page.url)
    headers = dict(response.headers)
    csp = headers.pop("Content-Security-Policy")
    assert {directive.strip() for directive in csp.split(";")} == POLICY
    assert headers == {
        "Cache-Control": "no-cache",
        "Content-Language": "da",
        "Content-Length": str(len(response.content)),
        "Content-Type": "text/html; charset=utf-8",
        "Cross-Origin-Opener-Policy": "same-origin",
        "ETag": headers["ETag"],
        "Permissions-Policy": settings.PERMISSIONS_POLICY,
        "Referrer-Policy": "same-origin",
        "Vary": "Accept-Encoding, Cookie",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
    }


def test_a_kept_page_travels_small_where_the_browser_allows(client, page):
    plain = client.get(page.url)
    small = client.get(page.url, headers={"accept-encoding": "br, gzip"})
    assert small["Content-Encoding"] == "gzip"
    assert gzip.decompress(small.content) == plain.content
    assert small["Content-Length"] == str(len(small.content))
    assert small["ETag"] == plain["ETag"]


def test_a_browser_that_has_the_page_gets_no_second_copy(client, page):
    mark = client.get(page.url)["ETag"]
    again = client.get(page.url, headers={"if-none-match": mark})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", mark)
    assert "Content-Security-Policy" in again.headers
    other = client.get(page.url, headers={"if-none-match": 'W/"else"'})
    assert other.status_code == 200


def test_head_is_answered_from_what_get_kept(client, page):
    client.head(page.url)
    _response, asked = made_of(lambda: client.get(page.url))
    assert asked > 0
    response, asked = made_of(lambda: client.head(page.url))
    assert (response.status_code, response.content, asked) == (200, b"", 0)
    assert response["ETag"] == client.get(page.url)["ETag"]


def test_each_host_and_language_has_its_own(page):
    english = builders.translated(page, builders.home("en"), title="About us")
    assert is_kept(page.url)
    _response, asked = made_of(lambda: Client().get(page.url, headers={"host": "b.example.org"}))
    assert asked > 0
    danish = Client().get(page.url)
    response, asked = made_of(lambda: Client().get(english.url))
    assert asked > 0
    assert (danish["Content-Language"], response["Content-Language"]) == ("da", "en")


def test_kept_pages_are_danish_whatever_the_browser_prefers(page):
    english = Client().get(page.url, headers={"accept-language": "en"})
    danish, asked = made_of(lambda: Client().get(page.url, headers={"accept-language": "da"}))
    assert (english.content, asked) == (danish.content, 0)
    assert english["Content-Language"] == "da"


def test_tracking_changes_neither_key_nor_content(page):
    index = builders.project_index()
    for _number in range(13):
        builders.project(index)
    tracked = Client().get(f"{index.url}?utm_source=brev&fbclid=x")
    assert "utm_source" not in tracked.text
    plain, asked = made_of(lambda: Client().get(index.url))
    assert (plain.content, asked) == (tracked.content, 0)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("?page=1", True),
        ("?topic=havn&state=active", True),
        ("?x=1", False),
        ("?page=1&x=1", False),
        ("?page=1&page=2", False),
    ],
)
def test_only_known_queries_are_kept(page, query, expected):
    assert is_kept(builders.project_index().url + query) is expected


def test_the_first_reader_with_a_session_is_not_answered_for_all(client, page):
    client.force_login(builders.superuser())
    assert is_kept(page.url, client) is False
    _response, asked = made_of(lambda: Client().get(page.url))
    assert asked > 0
    assert is_kept(page.url) is True
    _response, asked = made_of(lambda: client.get(page.url))
    assert asked > 0


def test_a_reader_with_a_message_sees_it(client, page):
    assert is_kept(page.url)
    client.cookies["messages"] = "x"
    _response, asked = made_of(lambda: client.get(page.url))
    assert asked > 0


def test_a_cookie_of_no_weight_changes_nothing(client, page):
    client.cookies[settings.CSRF_COOKIE_NAME] = "x" * 32
    assert is_kept(page.url, client) is True
    assert client.get(page.url).cookies == {}


def test_a_page_asked_for_with_credentials_is_not_kept(page):
    assert is_kept(page.url, authorization="Basic eDp5") is False


# --- What is never kept ------------------------------------------------------------------


def test_forms_are_not_kept(page):
    call = builders.idea_call()
    response = Client().get(call.take_part_url)
    assert "private" in response["Cache-Control"] or "no-store" in response["Cache-Control"]
    assert is_kept(call.take_part_url) is False
    assert is_kept(reverse("account_login")) is False


def test_an_answer_with_a_cookie_is_not_kept_also_for_a_reader_who_has_it(client):
    client.get(reverse("account_login"))
    assert settings.CSRF_COOKIE_NAME in client.cookies
    assert is_kept(reverse("account_login"), client) is False


def test_a_page_with_something_of_ones_own_is_kept_for_everybody_else():
    def get_response(request):
        page_cache.note_cookie(request, "mine")
        return HttpResponse(request.COOKIES.get("mine", "everybody's"))

    def get(**cookies):
        request = RequestFactory().get("/")
        request.COOKIES = cookies
        return PageCacheMiddleware(get_response)(request)

    for cookies, words in [({"mine": "a"}, b"a"), ({}, b"everybody's"), ({"mine": "b"}, b"b")]:
        assert get(**cookies).content == words
    assert get().content == b"everybody's"
    assert get(another="c").content == b"everybody's"
    assert "private" in get(mine="a")["Cache-Control"]
    page_cache.start_generation()
    assert "private" in get(mine="a")["Cache-Control"]


def test_errors_and_redirects_are_not_kept(page):
    assert Client().get("/findes-ikke/").status_code == 404
    assert is_kept("/findes-ikke/") is False
    assert Client().get(page.url.rstrip("/")).status_code == 301
    made = builders.standard_page(title="Findes ikke", slug="findes-ikke")
    assert Client().get(made.url).status_code == 200


def test_posts_are_not_kept(client):
    call = builders.idea_call()
    client.post(call.url)
    _response, asked = made_of(lambda: client.get(call.url))
    assert asked > 0


@pytest.mark.parametrize("kind", [PageViewRestriction.LOGIN, PageViewRestriction.PASSWORD])
def test_private_pages_are_not_kept_and_leave_at_once(
    page, kind, django_capture_on_commit_callbacks
):
    assert is_kept(page.url)
    with django_capture_on_commit_callbacks(execute=True):
        restriction = PageViewRestriction.objects.create(
            page=page, restriction_type=kind, password="nøgle"
        )
    response = Client().get(page.url)
    assert "Hvem vi er." not in response.text
    assert is_kept(page.url) is False
    with django_capture_on_commit_callbacks(execute=True):
        restriction.delete()
    assert "Hvem vi er." in Client().get(page.url).text


def test_drafts_and_previews_are_neither_kept_nor_answered_from_what_is(page):
    assert is_kept(page.url)
    page.title = "Kladde"
    page.save_revision()
    preview = page.get_latest_revision_as_object().make_preview_request()
    assert "Kladde" in preview.text
    assert "Kladde" not in Client().get(page.url).text


def test_documents_are_not_kept(client):
    document = get_document_model().objects.create(title="Plan", file=builders.upload("plan.txt"))
    for _time in range(2):
        response, asked = made_of(lambda: client.get(document.url))
        assert (response.status_code, asked > 0) == (200, True)
        assert response.getvalue()
    document.file.close()


# --- Freshness -------------------------------------------------------------------------------


@pytest.fixture
def changes(django_capture_on_commit_callbacks):
    """Return a function that makes a change and tells whether kept pages were dropped by it."""

    def dropped_by(change):
        before = page_cache.current_generation()
        with django_capture_on_commit_callbacks(execute=True):
            change()
        return page_cache.current_generation() != before

    return dropped_by


def test_editors_changes_drop_kept_pages(page, changes):
    page.title = "Nyt navn"
    assert changes(lambda: page.save_revision().publish())
    assert "Nyt navn" in Client().get(page.url).text
    page.slug = "et-andet-ord"
    assert changes(lambda: page.save_revision().publish())
    assert changes(lambda: page.move(builders.standard_page(), pos="last-child"))
    page.refresh_from_db()
    assert Client().get(page.url).status_code == 200
    assert changes(page.unpublish)
    assert Client().get(page.url).status_code == 404
    assert changes(builders.standard_page().delete)


def test_a_draft_drops_nothing(page, changes):
    page.title = "Kladde"
    assert changes(page.save_revision) is False


def test_a_scheduled_change_shows_when_its_time_has_come(page, changes):
    with travel(NOON, tick=False) as clock:
        page.go_live_at = NOON + timedelta(hours=1)
        page.title = "Fra klokken et"
        assert changes(lambda: page.save_revision().publish())
        clock.shift(3601)
        assert changes(lambda: call_command("publish_scheduled"))
        assert "Fra klokken et" in Client().get(page.url).text
        page.refresh_from_db()
        page.expire_at = NOON + timedelta(hours=2)
        page.save_revision().publish()
        clock.shift(3601)
        assert changes(lambda: call_command("publish_scheduled"))
        assert Client().get(page.url).status_code == 404


def test_snippets_settings_pictures_and_documents_drop_kept_pages(page, changes):
    danish = builders.language("da")
    texts = SiteTexts(locale=danish, tagline="Din by")
    assert changes(texts.save)
    topic = Topic(locale=danish, name="Havn", slug="havn")
    assert changes(topic.save)
    assert changes(topic.delete)
    menu = NavigationMenu(locale=danish, place="header")
    menu.items = [
        menu._meta.get_field("items").related_model(label="Om os", page=page, locale=danish)
    ]
    assert changes(menu.save)
    own_settings = SiteSettings.for_site(Site.objects.get())
    own_settings.municipality = "En anden kommune"
    assert changes(own_settings.save)
    picture = builders.picture()
    picture.credit = "Ida"
    assert changes(picture.save)
    document = get_document_model()(title="Plan", file=builders.upload("plan.txt"))
    assert changes(document.save)
    assert changes(Site.objects.get().save)


def test_a_deadline_ends_what_is_kept():
    with travel(NOON, tick=False) as clock:
        call = builders.idea_call(closes_at=NOON + timedelta(seconds=90))
        assert is_kept(call.url)
        clock.shift(89)
        _response, asked = made_of(lambda: Client().get(call.url))
        assert asked == 0
        clock.shift(1)
        response, asked = made_of(lambda: Client().get(call.url))
        assert asked > 0
        assert call.take_part_url not in response.text


def test_an_opening_ends_what_is_kept_on_home_and_project():
    with travel(NOON, tick=False) as clock:
        call = builders.idea_call(
            opens_at=NOON + timedelta(seconds=60), closes_at=NOON + timedelta(days=9)
        )
        project = call.get_parent()
        for address in (builders.home().url, project.url, call.url):
            assert is_kept(address)
        clock.shift(60)
        for address in (builders.home().url, project.url, call.url):
            _response, asked = made_of(lambda address=address: Client().get(address))
            assert asked > 0, address
        assert call.take_part_url in Client().get(project.url).text


def test_pages_are_kept_for_no_longer_than_set(page):
    with travel(NOON, tick=False) as clock:
        assert is_kept(page.url)
        clock.shift(settings.PAGE_CACHE_SECONDS)
        _response, asked = made_of(lambda: Client().get(page.url))
        assert asked > 0


def test_nothing_is_kept_where_that_is_switched_off(page, settings):
    settings.PAGE_CACHE_SECONDS = 0
    assert is_kept(page.url) is False


def test_what_changed_while_a_page_was_made_is_not_lost(page, monkeypatch):
    """A page begun before a change is kept where nobody looks after it."""
    original = page_cache.true_until

    def change_meanwhile(request):
        page_cache.start_generation()
        return original(request)

    monkeypatch.setattr(page_cache, "true_until", change_meanwhile)
    Client().get(page.url)
    monkeypatch.undo()
    _response, asked = made_of(lambda: Client().get(page.url))
    assert asked > 0


# --- Policies --------------------------------------------------------------------------------


def test_the_admin_has_the_policy_it_needs(client):
    client.force_login(builders.superuser())
    policy = client.get("/admin/")["Content-Security-Policy"]
    assert "script-src 'self' 'unsafe-inline'" in policy
    assert "img-src 'self' data: blob:" in policy
    assert "object-src 'none'" in policy


@pytest.mark.parametrize(
    "address", ["/findes-ikke/", reverse("account_login"), "/robots.txt", "/admin/"]
)
def test_every_answer_carries_the_policies(client, address):
    builders.home()
    response = client.get(address)
    assert response["Permissions-Policy"] == settings.PERMISSIONS_POLICY
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"]


def test_only_a_preview_may_stand_in_a_frame_and_only_in_our_own(client, page):
    client.force_login(builders.superuser())
    preview_url = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    sent = {"title": "Om os", "slug": page.slug, "summary": "", "picture_alt": "", "body-count": 0}
    assert client.post(preview_url, sent).json()["is_valid"] is True
    preview = client.get(preview_url)
    assert preview["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in preview["Content-Security-Policy"]
    public = client.get(page.url)
    assert public["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in public["Content-Security-Policy"]


INLINE = re.compile(
    r"""\sstyle\s*=|<style[\s>]|\son[a-z]+\s*=\s*["']"""
    r"""|<script(?![^>]*(?:\ssrc=|type="application/(?:ld\+)?json"))|javascript:""",
    re.IGNORECASE,
)
FOREIGN = re.compile(r"""\s(?:src|srcset|action)\s*=\s*["'](?:https?:)?//[^"']*""", re.IGNORECASE)


def test_no_public_answer_has_anything_inline_or_from_elsewhere(client):
    """Walk every link of a small site in both languages; what is inline would not work."""
    call = builders.idea_call(title="Idéer")
    builders.contribution(call)
    english = builders.home("en")
    for version in (builders.project_index(), call.get_parent().specific, call):
        english = builders.translated(version, english)
    waiting, seen = ["/", "/en/", "/findes-ikke/", f"{reverse('search')}?q=ide"], set()
    while waiting:
        address = waiting.pop()
        response = client.get(address)
        seen.add(address)
        if response.get("Content-Type", "").startswith("text/html"):
            assert INLINE.findall(response.text) == [], address
            assert FOREIGN.findall(response.text) == [], address
            links = re.findall(r'href="(/[^"#]*)', response.text)
            new = {link.replace("&amp;", "&") for link in links if "/static/" not in link}
            waiting += [link for link in new - seen - set(waiting) if link.count("=") < 2]
        if response.streaming:
            b"".join(response.streaming_content)
    assert {call.url, call.take_part_url, builders.home("en").url} <= seen


def test_debug_pages_may_be_drawn_as_django_draws_them(settings):
    settings.DEBUG = True
    answers = iter([HttpResponse(status=404), HttpResponse(status=200)])
    middleware = ContentSecurityPolicyMiddleware(lambda _request: next(answers))
    policies = [
        middleware(RequestFactory().get("/")).get("Content-Security-Policy") for _time in range(2)
    ]
    assert policies[0] is None
    assert set(policies[1].split("; ")) == POLICY


def test_no_proxy_keeps_what_was_made_for_one_reader(client, page):
    client.force_login(builders.superuser())
    assert client.get(page.url)["Cache-Control"] == "private"

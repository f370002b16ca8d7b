"""What everybody sees of an idea: its page, its photo, its place in the list of the call."""

import re
from datetime import timedelta

import boto3
import pytest
import time_machine
from django.utils import timezone
from moto import mock_aws
from storages.backends.s3 import S3Storage
from wagtail.models import PageViewRestriction

from contributions import services
from contributions.models import Contribution, Progress, State
from tests import builders

pytestmark = pytest.mark.django_db

HIDDEN_STATES = [state for state in State.values if state != State.PUBLISHED]
PRIVATE_WORDS = {
    "email": "nabo@example.org",
    "phone": "12 34 56 78",
    "name": "Ukendt nabo",
}


@pytest.fixture
def call():
    """An open call for ideas."""
    return builders.idea_call()


def with_photo(call, **fields):
    """Return a published idea with a photo that was released."""
    fields = {"photo_released": True, "published_at": timezone.now(), **fields}
    idea = builders.contribution(call, **fields)
    for name in ("photo", "photo_small"):
        getattr(idea, name).save("photo.webp", builders.upload().file, save=False)
    idea.save()
    return idea


def bytes_of(response):
    """Return what a response streams, to the end."""
    return b"".join(response.streaming_content)


def english_version(call):
    """Return the English version of a call."""
    return builders.translated(call, builders.home("en"))


# --- The idea's page -------------------------------------------------------------------------


def test_a_published_idea_has_a_page(client, call):
    idea = builders.contribution(call, place="Ved kranen", name="En nabo", show_name=True)
    html = client.get(call.get_contribution_url(idea)).content.decode()
    for words in (idea.title, idea.text, "Ved kranen", "En nabo"):
        assert words in html


def test_name_and_place_stand_in_the_language_they_were_written_in(client, call):
    idea = builders.contribution(call, place="Ved kranen", name="En nabo", show_name=True)
    english = english_version(call)
    html = client.get(english.get_contribution_url(idea)).content.decode()
    assert '<dd><span lang="da">En nabo</span></dd>' in html
    assert '<dd><span lang="da">Ved kranen</span></dd>' in html
    assert "<dd>En nabo</dd>" in client.get(call.get_contribution_url(idea)).content.decode()


def test_search_engines_get_one_address_of_an_idea_in_each_language(client, call):
    idea = builders.contribution(call)
    english = english_version(call)
    addresses = {
        page.locale.language_code: page.get_contribution_url(idea) for page in (call, english)
    }
    addresses["x-default"] = addresses["da"]
    html = client.get(f"{addresses['en']}?page=2&topic=havnen").content.decode()
    shown = re.findall(
        r'<link rel="alternate" hreflang="([^"]+)" href="http://[^/]+([^"]+)">', html
    )
    assert dict(shown) == addresses


def test_nothing_private_is_shown_anywhere(client, call):
    idea = builders.contribution(call, **PRIVATE_WORDS, progress=Progress.PLANNED)
    services.answer(idea, None, progress=Progress.PLANNED, texts={"da": "Vi bygger den."})
    project = call.get_parent()
    for address in (call.get_contribution_url(idea), call.url, project.url, "/"):
        html = client.get(address).content.decode()
        assert idea.title in html
        for words in (*PRIVATE_WORDS.values(), idea.reference, idea.private_token):
            assert words not in html


@pytest.mark.parametrize("state", HIDDEN_STATES)
@pytest.mark.parametrize("who", ["anonymous", "citizen", "moderator"])
def test_only_published_ideas_are_shown_to_anybody(client, call, state, who):
    idea = with_photo(call)
    services.answer(idea, None, progress=Progress.PLANNED, texts={"da": "Vi bygger den."})
    Contribution.objects.filter(pk=idea.pk).update(state=state)
    if who == "citizen":
        client.force_login(builders.user())
    if who == "moderator":
        client.force_login(builders.moderator(call))
    assert client.get(call.get_contribution_url(idea)).status_code == 404
    assert client.get(idea.get_photo_url()).status_code == 404
    for address in (call.url, call.get_parent().url, "/"):
        assert idea.title not in client.get(address).content.decode()


@pytest.mark.parametrize("days", [-2, 0, 40], ids=["before", "open", "after"])
def test_what_is_published_stays_whatever_the_phase(client, call, days):
    idea = builders.contribution(call)
    with time_machine.travel(timezone.now() + timedelta(days=days)):
        assert client.get(call.get_contribution_url(idea)).status_code == 200
        assert idea.title in client.get(call.url).content.decode()


def test_an_idea_of_another_call_is_not_found_here(client, call):
    idea = builders.contribution(builders.idea_call())
    assert client.get(call.get_contribution_url(idea)).status_code == 404


def test_it_is_seen_at_once_and_gone_at_once(client, call, django_capture_on_commit_callbacks):
    idea = builders.contribution(call, state=State.RECEIVED)
    address = call.get_contribution_url(idea)
    assert idea.title not in client.get(call.url).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        services.publish(idea, None, version=1, state_read=State.RECEIVED)
    assert idea.title in client.get(call.url).content.decode()
    assert client.get(address).status_code == 200
    with django_capture_on_commit_callbacks(execute=True):
        services.withdraw(idea)
    assert idea.title not in client.get(call.url).content.decode()
    assert client.get(address).status_code == 404


def test_each_language_leads_to_the_same_idea(client, call):
    english = english_version(call)
    idea = builders.contribution(call)
    danish_url, english_url = (page.get_contribution_url(idea) for page in (call, english))
    assert danish_url == f"{call.url}ide/{idea.pk}/"
    assert english_url == f"{english.url}idea/{idea.pk}/"
    assert f'href="{english_url}"' in client.get(danish_url).content.decode()
    assert f'href="{danish_url}"' in client.get(english_url).content.decode()
    assert client.get(f"{call.url}idea/{idea.pk}/").url == danish_url


def test_the_words_of_the_author_are_marked_in_their_language(client, call):
    english = english_version(call)
    idea = builders.contribution(call, text="Flere bænke")
    html = client.get(english.get_contribution_url(idea)).content.decode()
    assert re.search(r'<h1[^>]* lang="da"', html)
    assert re.search(r'lang="da"><p>Flere bænke', html)
    html = client.get(call.get_contribution_url(idea)).content.decode()
    assert not re.search(r'lang="da"><p>Flere bænke', html)


def test_answers_are_shown_in_the_language_of_the_reader_or_else_in_danish(client, call):
    english = english_version(call)
    idea = builders.contribution(call)
    first = services.answer(
        idea, None, progress=Progress.CONSIDERED, texts={"da": "Vi ser på den.", "en": "We look."}
    )
    services.answer(
        idea,
        None,
        progress=Progress.PLANNED,
        texts={"da": "Vi bygger den."},
        last_read=first.pk,
    )
    html = client.get(english.get_contribution_url(idea)).content.decode()
    assert html.index("Vi bygger den.") < html.index("We look.")
    assert re.search(r'lang="da">Vi bygger den.', html)
    assert "Vi ser på den." not in html


# --- The page it belongs to ------------------------------------------------------------------


def take_down(page):
    """Take a page off the site, after it has been on it."""
    page.save_revision().publish()
    type(page).objects.get(pk=page.pk).unpublish()


def make_private(page):
    """Let only those who know a password see a page."""
    PageViewRestriction.objects.create(
        page=page, restriction_type=PageViewRestriction.PASSWORD, password="havn"
    )


@pytest.mark.parametrize("hide", [take_down, make_private])
@pytest.mark.parametrize("whole_project", [False, True])
def test_of_a_hidden_call_nothing_is_shown_in_any_language(client, call, hide, whole_project):
    english = english_version(call)
    idea = with_photo(call, progress=Progress.DONE)
    services.answer(idea, None, progress=Progress.DONE, texts={"da": "Den står der."})
    hidden = call.get_parent().specific if whole_project and hide is make_private else call
    hide(hidden)
    assert list(Contribution.objects.public()) == []
    assert client.get(idea.get_photo_url()).status_code == 404
    for address in (call.get_contribution_url(idea), english.get_contribution_url(idea)):
        assert idea.title not in client.get(address).content.decode()
    for address in ("/", "/en/", english.url, call.get_parent().url):
        assert idea.title not in client.get(address, follow=True).content.decode()


def test_who_may_see_a_private_call_sees_its_photos(client, call):
    idea = with_photo(call)
    make_private(call)
    session = client.session
    session["passed_page_view_restrictions"] = [PageViewRestriction.objects.get().pk]
    session.save()
    assert bytes_of(client.get(idea.get_photo_url()))
    assert client.get(call.get_contribution_url(idea)).status_code == 200


def test_a_danish_version_in_the_making_hides_nothing(client):
    english = builders.idea_call(builders.project(builders.project_index(builders.home("en"))))
    idea = builders.contribution(english)
    builders.translated(english, builders.project(), live=False)
    idea.refresh_from_db()
    assert client.get(english.get_contribution_url(idea)).status_code == 200
    assert list(Contribution.objects.public()) == [idea]


# --- Photos ------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", ["small", "large"])
def test_a_released_photo_is_served(client, call, size):
    idea = with_photo(call)
    response = client.get(idea.get_photo_url(size))
    assert response["Content-Type"] == "image/webp"
    assert bytes_of(response)
    assert "no-cache" in response["Cache-Control"]
    again = client.get(idea.get_photo_url(size), HTTP_IF_NONE_MATCH=response["ETag"])
    assert again.status_code == 304
    assert (
        idea.get_photo_url(size)
        in (
            client.get(call.url if size == "small" else call.get_contribution_url(idea))
        ).content.decode()
    )


def test_a_photo_not_released_is_nowhere(client, call):
    idea = with_photo(call, photo_released=False)
    assert client.get(idea.get_photo_url()).status_code == 404
    html = client.get(call.get_contribution_url(idea)).content.decode()
    assert idea.get_photo_url() not in html
    assert idea.photo.name not in html


def test_a_photo_of_another_version_or_size_is_not_found(client, call):
    idea = with_photo(call)
    assert client.get(idea.get_photo_url("huge")).status_code == 404
    idea.version = 2
    assert client.get(idea.get_photo_url()).status_code == 404


@mock_aws
def test_in_object_storage_the_photo_is_private_and_served_by_us(client, call, monkeypatch):
    boto3.client("s3", region_name="us-east-1").create_bucket(Bucket="private")
    storage = S3Storage(
        bucket_name="private",
        default_acl="private",
        file_overwrite=False,
        region_name="us-east-1",
        access_key="x",
        secret_key="x",
    )
    for name in ("photo", "photo_small"):
        monkeypatch.setattr(Contribution._meta.get_field(name), "storage", storage)
    idea = with_photo(call)
    grants = storage.bucket.Object(idea.photo.name).Acl().grants
    assert [grant["Grantee"]["Type"] for grant in grants] == ["CanonicalUser"]
    assert bytes_of(client.get(idea.get_photo_url()))
    services.withdraw(idea)
    assert client.get(idea.get_photo_url()).status_code == 404


# --- The list of the call ----------------------------------------------------------------------


def titles(response):
    """Return the titles of the ideas on a page of the list."""
    return [idea.title for idea in response.context["ideas"]]


def test_the_list_has_pages_newest_first(client, call):
    now = timezone.now()
    for number in range(25):
        builders.contribution(
            call, title=f"Idé {number}", published_at=now - timedelta(minutes=number)
        )
    first, second = client.get(call.url), client.get(f"{call.url}?page=2")
    assert titles(first) == [f"Idé {number}" for number in range(20)]
    assert titles(second) == [f"Idé {number}" for number in range(20, 25)]
    assert first.context["ideas"].paginator.count == 25


@pytest.mark.parametrize("page", ["99", "0", "x", ""])
def test_a_page_that_is_not_there_shows_one_that_is(client, call, page):
    idea = builders.contribution(call)
    assert titles(client.get(f"{call.url}?page={page}")) == [idea.title]


def test_the_list_can_be_narrowed_to_how_far_ideas_have_come(client, call):
    done = builders.contribution(call, progress=Progress.DONE)
    other = builders.contribution(call)
    assert titles(client.get(f"{call.url}?progress=done")) == [done.title]
    for value in ("", "nonsense"):
        assert titles(client.get(f"{call.url}?progress={value}")) == [other.title, done.title]


def test_every_language_lists_the_same_ideas(client, call):
    english = english_version(call)
    danish_idea = builders.contribution(call)
    english_idea = builders.contribution(english, language="en")
    for page in (call, english):
        assert titles(client.get(page.url)) == [english_idea.title, danish_idea.title]

"""The home page: what one can take part in now, what came of it, where to begin."""

from datetime import timedelta

import pytest
import time_machine
from django.test import RequestFactory
from django.utils import timezone

from contributions import services
from contributions.models import Progress
from home import queries
from projects.models import ProjectState
from tests import builders

pytestmark = pytest.mark.django_db


def board(client, address="/"):
    """Return what the home page has gathered."""
    response = client.get(address)
    assert response.status_code == 200
    return response.context


def idea_with_answer(call, **fields):
    """Return a published idea that the municipality has answered."""
    idea = builders.contribution(call, **fields)
    services.answer(idea, None, progress=Progress.PLANNED, texts={"da": "Vi bygger den."})
    return idea


# --- What one can take part in ----------------------------------------------------------------


def test_open_calls_hang_in_the_order_of_their_deadlines(client):
    now = timezone.now()
    project = builders.project()
    late, soon, never = (
        builders.idea_call(project, closes_at=closes)
        for closes in (now + timedelta(days=9), now + timedelta(days=2), None)
    )
    builders.idea_call(project, opens_at=now + timedelta(days=1))
    builders.idea_call(project, closes_at=now - timedelta(hours=1))
    builders.idea_call(project, live=False)
    assert board(client)["calls"] == [soon, late, never]


def test_no_more_hang_than_there_is_room_for(client):
    project = builders.project()
    calls = [builders.idea_call(project) for _number in range(queries.SHEETS + 2)]
    answered = [idea_with_answer(call) for call in calls[-2:]]
    shown = board(client)
    assert shown["calls"] == calls[: queries.SHEETS]
    assert {idea.page_id for idea in answered} <= shown["call_by_pk"].keys()


def test_the_kept_page_ends_when_a_call_opens_or_closes():
    now = timezone.now().replace(microsecond=0)
    home, project = builders.home(), builders.project()
    request = RequestFactory().get("/")
    with time_machine.travel(now, tick=False):
        builders.idea_call(project, closes_at=now + timedelta(hours=2))
        assert queries.home_context(home, request)["board"].calls
        assert request.shown_until == now + timedelta(hours=2)
        builders.idea_call(project, opens_at=now + timedelta(hours=1))
        assert queries.home_context(home, request)["board"].calls
        assert request.shown_until == now + timedelta(hours=1)


def test_running_projects_hang_beside_the_calls(client):
    index = builders.project_index()
    now = timezone.now()
    older, newer = (
        builders.project(index, latest_revision_created_at=now - timedelta(days=days))
        for days in (5, 1)
    )
    never_edited = builders.project(index)
    builders.project(index, state=ProjectState.COMPLETED)
    assert board(client)["projects"] == [newer, older, never_edited]


def test_an_empty_board_says_so(client):
    builders.home()
    response = client.get("/")
    assert response.context["calls"] == response.context["projects"] == []
    assert 'class="empty' in response.content.decode()


# --- What came of it --------------------------------------------------------------------------


def test_the_latest_answers_are_shown_with_the_call_they_belong_to(client):
    call = builders.idea_call()
    closed = builders.idea_call(closes_at=timezone.now() - timedelta(hours=1))
    ideas = [idea_with_answer(call) for _number in range(3)]
    latest = idea_with_answer(closed)
    shown = board(client)
    assert shown["answered"] == [latest, ideas[2], ideas[1]]
    assert shown["call_by_pk"][closed.pk] == closed
    assert closed.get_contribution_url(latest) in client.get("/").content.decode()


def test_news_are_shown_newest_first(client):
    today = timezone.localdate()
    project = builders.project()
    updates = [
        builders.project_update(project, date=today - timedelta(days=days)) for days in range(4)
    ]
    assert board(client)["updates"] == updates[:3]


# --- In both languages ------------------------------------------------------------------------


def test_the_english_board_shows_english_versions_and_marks_what_has_none(client):
    english = builders.home("en")
    call, only_danish = builders.idea_call(), builders.idea_call()
    translated = builders.translated(call, english)
    shown = board(client, "/en/")
    assert shown["calls"] == [translated, only_danish]
    assert shown["calls"][0].canonical == call
    assert "Only in Danish yet" in client.get("/en/").content.decode()


def test_what_exists_only_in_english_hangs_on_both_boards(client):
    call = builders.idea_call(builders.project(builders.project_index(builders.home("en"))))
    for address in ("/", "/en/"):
        assert board(client, address)["calls"] == [call]


def test_a_danish_deadline_decides_on_the_english_board(client):
    call = builders.idea_call()
    builders.translated(call, builders.home("en"))
    call.closes_at = timezone.now() - timedelta(hours=1)
    call.save()
    assert board(client, "/en/")["calls"] == []


def test_a_version_taken_down_leaves_the_other_one(client):
    call = builders.idea_call()
    builders.translated(call, builders.home("en"), live=False)
    assert board(client, "/en/")["calls"] == [call]


# --- Ways in ----------------------------------------------------------------------------------


@pytest.fixture
def ways():
    """Return a home page with ways to an open call, to its form, and to a project."""
    call = builders.idea_call()
    project = call.get_parent().specific
    builders.translated(call, builders.home("en"))
    way = {"kind": "project", "title": "Kom med en idé", "text": ""}
    for code in ("da", "en"):
        home = builders.home(code)
        home.ways = [
            ("way", {**way, "page": call, "to_form": True}),
            ("way", {**way, "page": call, "to_form": False}),
            ("way", {**way, "page": project, "to_form": True}),
        ]
        home.action_label, home.action_page_id = "Vær med", call.pk
        home.quiet_title, home.quiet_action = "Stille", "Læs mere"
        home.quiet_page_id = project.pk
        home.save()
    return call


def test_a_way_leads_to_the_page_or_to_its_open_form(client, ways):
    shown = board(client)
    project = ways.get_parent()
    assert [way["url"] for way in shown["ways"]] == [ways.take_part_url, ways.url, project.url]
    assert shown["page"].action.url == ways.take_part_url
    assert shown["page"].quiet_url == project.url


def test_a_way_leads_to_the_version_in_the_language_of_the_reader(client, ways):
    shown = board(client, "/en/")
    english = ways.get_translation(builders.language("en"))
    assert [way["url"] for way in shown["ways"]] == [
        english.take_part_url,
        english.url,
        ways.get_parent().url,
    ]
    assert shown["page"].action.url == english.take_part_url


def test_a_way_to_a_closed_form_leads_to_its_page(client, ways):
    with time_machine.travel(ways.closes_at, tick=False):
        shown = board(client)
        assert shown["ways"][0]["url"] == ways.url
        assert shown["page"].action.url == ways.url


def test_a_way_to_a_page_that_was_taken_down_is_left_out(client, ways):
    ways.unpublish()
    ways.get_translation(builders.language("en")).unpublish()
    shown = board(client)
    assert len(shown["ways"]) == 1
    assert shown["page"].action is None


def test_a_home_page_without_choices_has_no_ink_slip(client):
    home = builders.home()
    assert (home.action, home.quiet_url) == (None, "")
    assert board(client)["ways"] == []


# --- Addresses --------------------------------------------------------------------------------


def test_every_page_is_found_however_deep(client):
    home = builders.home()
    top = builders.standard_page(home)
    middle = builders.standard_page(top)
    deepest = builders.standard_page(middle)
    for page in (top, middle, deepest):
        response = client.get(page.url)
        assert response.context["page"] == page
        assert [crumb.pk for crumb in response.context["page"].trail] == [
            above.pk for above in page.get_ancestors().filter(depth__gte=2)
        ]


@pytest.mark.parametrize("rest", ["nej/", "a/b/c/", "/".join("x" * 50) + "/"])
def test_an_address_that_leads_nowhere_is_not_found(client, rest):
    page = builders.standard_page()
    assert client.get(f"/{rest}").status_code == 404
    assert client.get(f"{page.url}{rest}").status_code == 404


def test_a_draft_is_not_found_but_what_lies_below_is(client):
    draft = builders.standard_page(live=False)
    below = builders.standard_page(draft)
    assert client.get(draft.url).status_code == 404
    assert client.get(below.url).status_code == 200


def test_the_home_page_stands_for_the_site(rf):
    home = builders.home()
    assert home.get_json_ld(rf.get("/"))["@type"] == "WebSite"

"""Standing behind an idea: once a browser, once an account, seen at once by whoever pressed."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import time_machine
from django.core.cache import caches
from django.core.cache.backends.locmem import LocMemCache
from django.db import connection, connections
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageViewRestriction

from contributions import services
from contributions.models import Contribution, Kind, Progress, State, Support
from contributions.views import supports
from core import page_cache
from tests import builders

pytestmark = pytest.mark.django_db
FROM_HERE = {"Sec-Fetch-Site": "same-origin"}


@pytest.fixture
def call():
    return builders.idea_call()


@pytest.fixture
def idea(call):
    return builders.contribution(call)


def address(idea):
    return reverse("contribution_support", args=[idea.pk])


def press(client, idea, action="support", **headers):
    """Press the button as a browser does, all the way to the page it leads to."""
    headers = {**FROM_HERE, **headers}
    return client.post(address(idea), {"action": action}, headers=headers, follow=True)


def count_of(idea):
    """Return the count on the row, having made sure that it is the number of rows."""
    idea.refresh_from_db()
    assert idea.support_count == Support.objects.filter(contribution=idea).count()
    return idea.support_count


def support_together(idea, call, presses):
    """Let several threads support an idea at the same moment; raise what went wrong in any."""
    barrier = threading.Barrier(len(presses))

    def run(who):
        try:
            barrier.wait(20)
            services.support(idea, call, **who)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(presses)) as pool:
        list(pool.map(run, presses))


# --- Once -------------------------------------------------------------------------------------


def test_a_browser_counts_once(client, call, idea):
    assert press(client, idea).redirect_chain[-1] == (
        f"{call.get_contribution_url(idea)}#support",
        302,
    )
    press(client, idea)
    assert count_of(idea) == 1
    press(Client(), idea)
    assert count_of(idea) == 2


def test_an_account_counts_once_wherever_it_is_signed_in(idea):
    person = builders.user()
    for _browser in range(2):
        client = Client()
        client.force_login(person)
        press(client, idea)
    assert count_of(idea) == 1
    assert Support.objects.get().user == person
    assert Support.objects.get().browser == ""


def test_a_call_that_wants_to_know_of_nobody_notes_no_account(client):
    idea = builders.contribution(builders.idea_call(is_anonymous=True))
    client.force_login(builders.user())
    press(client, idea)
    assert Support.objects.get().user is None
    assert count_of(idea) == 1


def test_it_can_be_taken_back_and_given_again(client, idea):
    press(client, idea, "undo")
    assert count_of(idea) == 0
    press(client, idea)
    press(client, idea, "undo")
    press(client, idea, "undo")
    assert count_of(idea) == 0
    press(client, idea)
    assert count_of(idea) == 1


def test_nobody_takes_back_what_another_gave(client, idea):
    press(client, idea)
    press(Client(), idea, "undo")
    assert count_of(idea) == 1


def test_the_cookie_comes_with_the_first_press_and_tells_nothing(client, call, idea):
    client.get(call.get_contribution_url(idea))
    assert not client.cookies
    press(client, idea)
    cookie = client.cookies[supports.COOKIE]
    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"]) == (True, "Lax", 31536000)
    assert set(client.cookies) == {supports.COOKIE}
    stored = Support.objects.get().browser
    assert len(stored) == 64
    assert cookie.value.partition(":")[0] not in stored
    press(client, idea)
    assert client.cookies[supports.COOKIE].value == cookie.value


def test_a_forged_cookie_counts_as_none(client, idea):
    client.cookies[supports.COOKIE] = "made-up:signature"
    press(client, idea)
    assert client.cookies[supports.COOKIE].value != "made-up:signature"
    assert count_of(idea) == 1


def test_a_browser_that_keeps_no_cookie_is_told_so(idea):
    response = Client().post(f"{address(idea)}?marked=1", headers=FROM_HERE)
    assert response.status_code == 422
    assert count_of(idea) == 0


def test_pressing_twice_before_the_cookie_came_counts_once(idea):
    """Both presses get a mark; the browser keeps the last and follows that answer alone."""
    first, second = Client(), Client()
    answers = [client.post(address(idea), headers=FROM_HERE) for client in (first, second)]
    assert [answer.status_code for answer in answers] == [307, 307]
    assert count_of(idea) == 0
    second.post(answers[-1].url, headers=FROM_HERE)
    assert count_of(idea) == 1


@pytest.mark.django_db(transaction=True)
def test_presses_of_one_browser_at_the_same_time_count_once(call):
    idea, person = builders.contribution(call), builders.user()
    support_together(idea, call, [{"browser": "a" * 64}] * 6)
    assert count_of(idea) == 1
    support_together(idea, call, [{"user": person}] * 6)
    assert count_of(idea) == 2


@pytest.mark.django_db(transaction=True)
def test_presses_of_many_browsers_at_the_same_time_all_count(call):
    idea = builders.contribution(call)
    support_together(idea, call, [{"browser": f"{number:064}"} for number in range(8)])
    assert count_of(idea) == 8


def test_a_support_is_somebodys(call, idea):
    with pytest.raises(ValueError, match="browser"):
        services.support(idea, call)
    assert count_of(idea) == 0


# --- When -------------------------------------------------------------------------------------


@pytest.mark.parametrize("state", [state for state in State.values if state != State.PUBLISHED])
def test_only_what_is_published_can_be_supported(client, idea, state):
    Contribution.objects.filter(pk=idea.pk).update(state=state)
    assert press(client, idea).status_code == 404
    assert count_of(idea) == 0


@pytest.mark.parametrize(
    ("progress", "expected"),
    [
        (Progress.NONE, 1),
        (Progress.CONSIDERED, 1),
        (Progress.PLANNED, 1),
        (Progress.UNDER_WAY, 1),
        (Progress.DONE, 0),
        (Progress.DECLINED, 0),
    ],
)
def test_it_takes_supports_until_it_is_decided(client, call, progress, expected):
    idea = builders.contribution(call, progress=progress)
    response = press(client, idea)
    assert response.status_code == (200 if expected else 409)
    assert count_of(idea) == expected


def test_what_was_given_can_be_taken_back_also_after_the_decision(client, call, idea):
    press(client, idea)
    Contribution.objects.filter(pk=idea.pk).update(progress=Progress.DONE)
    assert "undo" in client.get(call.get_contribution_url(idea)).text
    press(client, idea, "undo")
    assert count_of(idea) == 0


@pytest.mark.parametrize("days", [-5, 0, 60], ids=["before", "open", "after"])
def test_the_phase_of_the_call_does_not_matter(client, idea, days):
    with time_machine.travel(timezone.now() + timedelta(days=days)):
        press(client, idea)
    assert count_of(idea) == 1


def test_a_comment_cannot_be_supported(client, call, idea):
    comment = builders.contribution(call, about=idea, kind=Kind.COMMENT)
    assert press(client, comment).status_code == 404


@pytest.mark.parametrize("rule", ["allows_supports", "publishes"])
def test_a_call_may_want_none(client, rule):
    idea = builders.contribution(builders.idea_call(**{rule: False}))
    assert press(client, idea).status_code in {404, 409}
    assert count_of(idea) == 0


def test_ideas_of_a_private_call_are_not_found(client, call, idea):
    PageViewRestriction.objects.create(
        page=call, restriction_type=PageViewRestriction.PASSWORD, password="havn"
    )
    assert press(client, idea).status_code == 404


# --- Who sends it -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "none"},
        {"Sec-Fetch-Site": "cross-site", "Origin": "http://testserver"},
        {"Origin": "https://elsewhere.example"},
        {"Origin": "null"},
        {},
    ],
)
def test_what_may_come_from_elsewhere_is_asked_again(idea, headers):
    client = Client(enforce_csrf_checks=True)
    response = client.post(address(idea), {"action": "support"}, headers=headers)
    assert response.status_code == 200
    assert "csrfmiddlewaretoken" in response.text
    assert count_of(idea) == 0


def test_the_page_that_asks_again_counts_with_its_token(idea):
    client = Client(enforce_csrf_checks=True)
    client.post(address(idea))
    data = {"action": "support", "csrfmiddlewaretoken": client.cookies["csrftoken"].value}
    client.post(address(idea), data, follow=True)
    assert count_of(idea) == 1
    forged = {**data, "csrfmiddlewaretoken": "x" * 32}
    assert Client(enforce_csrf_checks=True).post(address(idea), forged).status_code == 403
    assert count_of(idea) == 1


def test_our_own_origin_is_enough_for_older_browsers(idea):
    client = Client(enforce_csrf_checks=True)
    client.post(address(idea), headers={"Origin": "http://testserver"}, follow=True)
    client.post(address(idea), headers={"Origin": "http://testserver"})
    assert count_of(idea) == 1


def test_opening_the_address_changes_nothing(client, idea):
    response = client.get(address(idea))
    assert idea.title in response.text
    assert "no-store" in response["Cache-Control"]
    assert count_of(idea) == 0


def test_a_script_gets_the_new_button_alone(client, idea):
    press(client, idea)
    response = press(client, idea, "undo", **{"X-Fragment": "support"})
    assert "<html" not in response.text
    assert 'value="support"' in response.text
    response = press(client, idea, **{"X-Fragment": "support"})
    assert 'value="undo"' in response.text


# --- How often --------------------------------------------------------------------------------


def test_a_class_of_forty_gets_through_and_a_machine_does_not(idea):
    marked = f"{address(idea)}?marked=1"
    statuses = []
    for _child in range(supports.MOST_ON_ONE + 1):
        client = Client()
        client.post(address(idea), headers=FROM_HERE)
        statuses.append(client.post(marked, headers=FROM_HERE).status_code)
    assert statuses[:40] == [302] * 40
    assert statuses[-1] == 429
    assert count_of(idea) == supports.MOST_ON_ONE


def test_there_is_a_limit_for_all_ideas_together(call, monkeypatch):
    monkeypatch.setattr(supports, "MOST_IN_ALL", 2)
    client = Client()
    ideas = [builders.contribution(call) for _number in range(3)]
    assert [press(client, idea).status_code for idea in ideas] == [200, 200, 429]


# --- What is seen -----------------------------------------------------------------------------


def test_who_pressed_sees_it_at_once_and_others_within_seconds(
    call, idea, monkeypatch, django_capture_on_commit_callbacks
):
    # Redis has a clock of its own, which nobody can set here.
    monkeypatch.setattr(page_cache, "cache", LocMemCache("counts of supports", {}))
    shown_at = call.get_contribution_url(idea)
    reader, supporter = Client(), Client()
    start = timezone.now()
    with time_machine.travel(start, tick=False) as clock:
        assert 'value="support"' in reader.get(shown_at).text
        with django_capture_on_commit_callbacks(execute=True):
            press(supporter, idea)
        own = supporter.get(shown_at)
        assert 'value="undo"' in own.text
        assert "<b>1</b>" in own.text
        assert "private" in own["Cache-Control"]
        clock.shift(page_cache.COUNT_SECONDS)
        fresh = reader.get(shown_at).text
        assert "<b>1</b>" in fresh
        assert 'value="support"' in fresh


def test_readers_are_answered_from_the_cache_without_a_cookie(call, idea):
    shown_at = call.get_contribution_url(idea)
    Client().get(shown_at)
    with CaptureQueriesContext(connection) as captured:
        response = Client().get(shown_at)
    assert len(captured) == 0
    assert not response.cookies
    assert "csrfmiddlewaretoken" not in response.text


def test_no_button_where_nothing_can_be_supported(client):
    call = builders.idea_call(allows_supports=False)
    idea = builders.contribution(call, support_count=3)
    assert address(idea) not in client.get(call.get_contribution_url(idea)).text
    done = builders.contribution(builders.idea_call(), progress=Progress.DONE)
    page = done.page.specific
    assert address(done) not in client.get(page.get_contribution_url(done)).text


def test_the_answer_leads_back_in_the_language_of_the_button(call, idea):
    english = builders.translated(call, builders.home("en"))
    html = Client().get(english.get_contribution_url(idea)).text
    place = f"/en/contribution/{idea.pk}/support/"
    assert place in html
    response = Client().post(place, headers=FROM_HERE, follow=True)
    assert response.redirect_chain[-1][0] == f"{english.get_contribution_url(idea)}#support"


# --- What goes with it ------------------------------------------------------------------------


@pytest.mark.parametrize("erases", [True, False])
def test_when_an_account_is_deleted_its_supports_count_on(call, idea, erases):
    person = builders.user()
    services.support(idea, call, user=person)
    services.let_go(person, erases=erases)
    person.delete()
    assert count_of(idea) == 1
    caches["default"].clear()
    services.support(idea, call, browser="b" * 64)
    assert count_of(idea) == 2

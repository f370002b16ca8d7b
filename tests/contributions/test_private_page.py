"""The author's own page: seen by link alone, changed by POST alone."""

import pytest
from django.test import Client

from contributions import services
from contributions.models import Contribution, Progress, State
from core.models import RetentionRule
from core.models.records import new_nonce
from tests import builders

pytestmark = pytest.mark.django_db

REASON = "Den nævner en nabo ved navn."


@pytest.fixture
def idea():
    """Something that was just received."""
    return builders.contribution(state=State.RECEIVED, place="Ved kranen")


def page_of(idea):
    """Return the author's page as an anonymous browser gets it."""
    return Client().get(idea.get_private_url())


@pytest.mark.parametrize("view", ["contribution_private", "contribution_receipt"])
def test_what_was_sent_can_be_seen_by_link(client, idea, view):
    response = client.get(idea.get_private_url(view))
    html = response.content.decode()
    assert idea.reference in html
    assert idea.title in html
    assert response["Referrer-Policy"] == "no-referrer"
    assert response["X-Robots-Tag"] == "noindex"
    assert "no-store" in response["Cache-Control"]
    assert '<meta name="robots" content="noindex">' in html


def test_it_shows_words_place_state_and_history(idea):
    services.reject(idea, None, version=1, state_read=State.RECEIVED, reason=REASON)
    html = page_of(idea).content.decode()
    for words in (idea.text, idea.place, REASON, State.REJECTED.label):
        assert str(words) in html


def test_the_internal_note_stays_inside(idea):
    services.reject(
        idea, None, version=1, state_read=State.RECEIVED, reason=REASON, note="Kendt fra sidst"
    )
    assert "Kendt fra sidst" not in page_of(idea).content.decode()


def test_a_published_idea_leads_to_the_board_and_shows_its_answers(idea):
    services.publish(idea, None, version=1, state_read=State.RECEIVED)
    services.answer(idea, None, progress=Progress.PLANNED, texts={"da": "Vi bygger den."})
    html = page_of(idea).content.decode()
    assert idea.page.specific.get_contribution_url(idea) in html
    assert "Vi bygger den." in html


def test_nothing_leads_to_a_board_that_was_taken_down(idea):
    services.publish(idea, None, version=1, state_read=State.RECEIVED)
    call = idea.page.specific
    call.unpublish()
    assert call.get_contribution_url(idea) not in page_of(idea).content.decode()


@pytest.mark.parametrize("view", ["contribution_private", "contribution_receipt"])
def test_a_wrong_or_revoked_link_leads_nowhere(client, idea, view):
    address = idea.get_private_url(view)
    assert client.get(address.replace(idea.private_token, "0" * 32)).status_code == 404
    assert client.post(address.replace(idea.private_token, "0" * 32)).status_code in {404, 405}
    Contribution.objects.update(nonce=new_nonce())
    assert client.get(address).status_code == 404
    idea.refresh_from_db()
    assert idea.state == State.RECEIVED


@pytest.mark.parametrize("method", ["get", "head"])
@pytest.mark.parametrize("query", ["", "?action=withdraw", "?action=erase"])
def test_looking_changes_nothing(client, idea, method, query):
    assert getattr(client, method)(idea.get_private_url() + query).status_code == 200
    idea.refresh_from_db()
    assert idea.state == State.RECEIVED
    assert not idea.decisions.exists()


def test_it_can_be_taken_back_without_script_or_cookies():
    idea = builders.contribution()
    browser = Client(enforce_csrf_checks=True)
    response = browser.post(
        idea.get_private_url(), {"action": "withdraw"}, HTTP_ORIGIN="null", secure=True
    )
    assert response.status_code == 302
    assert response.url == idea.get_private_url()
    idea.refresh_from_db()
    assert idea.state == State.WITHDRAWN
    html = page_of(idea).content.decode()
    assert str(State.WITHDRAWN.label) in html
    assert 'value="withdraw"' not in html


@pytest.mark.parametrize("data", [{}, {"action": "publish"}])
def test_a_post_that_asks_for_nothing_changes_nothing(client, idea, data):
    response = client.post(idea.get_private_url(), data)
    assert response.status_code == 400
    assert idea.title in response.content.decode()
    idea.refresh_from_db()
    assert idea.state == State.RECEIVED


def test_the_browser_is_asked_for_no_cookie(idea):
    assert not page_of(idea).cookies


def test_it_can_be_deleted_altogether(client, idea):
    address = idea.get_private_url()
    response = client.post(address, {"action": "erase"}, follow=True)
    assert response.redirect_chain == [(idea.page.specific.url, 302)]
    assert [str(message) for message in response.context["messages"]]
    idea.refresh_from_db()
    assert (idea.state, idea.text) == (State.WITHDRAWN, "")
    assert client.get(address).status_code == 404


def test_from_a_filed_case_nothing_is_deleted(client, idea):
    RetentionRule.objects.update_or_create(kind="contribution", defaults={"legal_hold": True})
    assert 'value="erase"' not in page_of(idea).content.decode()
    response = client.post(idea.get_private_url(), {"action": "erase"})
    assert response.url == idea.get_private_url()
    idea.refresh_from_db()
    assert (idea.state, idea.erased_at) == (State.WITHDRAWN, None)
    assert idea.text


def test_each_author_has_the_page_in_their_language():
    call = builders.idea_call()
    english = builders.translated(call, builders.home("en"))
    idea = builders.contribution(call, language="en")
    assert idea.get_private_url().startswith("/en/")
    response = page_of(idea)
    assert '<html lang="en">' in response.content.decode()
    assert response.context["call"] == english


@pytest.mark.parametrize("who", ["anonymous", "citizen", "moderator"])
def test_the_link_is_enough_and_an_account_is_no_substitute(client, idea, who):
    if who == "citizen":
        client.force_login(builders.user())
    if who == "moderator":
        client.force_login(builders.moderator(idea.page))
    assert client.get(idea.get_private_url()).status_code == 200
    wrong = idea.get_private_url().replace(idea.private_token, "0" * 32)
    assert client.get(wrong).status_code == 404
    assert client.post(wrong, {"action": "withdraw"}).status_code == 404

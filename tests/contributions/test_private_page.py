"""The author's own page: seen by link alone, changed by POST alone."""

import pytest
from django.test import Client

from contributions import services
from contributions.models import Contribution, Progress, State
from core import decorators
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


# --- Where it stands ---------------------------------------------------------------------------


STANDS = {
    "waiting": ({}, "We write to you when that has happened."),
    "waiting without an address": ({"email": ""}, "Come back to this page"),
    "unconfirmed": ({"awaits_confirmation": True}, "confirm your e-mail address"),
    "for the administration": ({"administration_only": True}, "It is never shown."),
    "suspected": ({"suspicion": "links"}, "We write to you when that has happened."),
    "published": ({"state": State.PUBLISHED}, "The municipality has not answered yet."),
    "done": ({"state": State.PUBLISHED, "progress": Progress.DONE}, "It has become real."),
    "hidden": ({"state": State.HIDDEN}, "we have taken it down"),
    "rejected": ({"state": State.REJECTED}, "do not show it"),
    "joined": ({"state": State.MERGED}, "we have joined the two"),
    "taken back": ({"state": State.WITHDRAWN}, "You have taken it back."),
}


@pytest.mark.parametrize(("fields", "words"), STANDS.values(), ids=STANDS)
def test_it_says_in_plain_words_where_it_stands(fields, words):
    call = builders.idea_call()
    builders.translated(call, builders.home("en"))
    fields = {"state": State.RECEIVED, "email": "nabo@example.org", "language": "en", **fields}
    html = page_of(builders.contribution(call, **fields)).content.decode()
    assert words in html
    assert "spam" not in html


def test_what_is_joined_leads_to_the_other_one(idea):
    other = builders.contribution(idea.page.specific)
    services.merge(idea, other, None, version=1, state_read=State.RECEIVED)
    address = idea.page.specific.get_contribution_url(other)
    assert f'href="{address}"' in page_of(idea).content.decode()
    Contribution.objects.filter(pk=other.pk).update(state=State.HIDDEN)
    html = page_of(idea).content.decode()
    assert address not in html
    assert other.title not in html


def test_it_shows_everything_that_was_sent_and_what_is_shown_of_it(idea):
    Contribution.objects.update(
        name="Ida",
        form_data={
            "trees": {"question": "Træer?", "answer": "Ja", "values": [], "is_public": False}
        },
    )
    idea.attachments.create(
        file="attachments/a.pdf",
        original_name="tegning.pdf",
        content_type="application/pdf",
        size=2048,
        digest="a",
    )
    html = page_of(idea).content.decode()
    for words in ("Ida", "Træer?", "tegning.pdf", "2 kB"):
        assert words in html


@pytest.mark.parametrize("state", State.values)
def test_it_can_be_changed_while_it_waits_alone(idea, state):
    Contribution.objects.update(state=state)
    address = idea.get_private_url("contribution_change")
    assert (f'href="{address}"' in page_of(idea).content.decode()) == (state == State.RECEIVED)


def test_an_answer_says_all_of_it(idea):
    services.publish(idea, None, version=1, state_read=State.RECEIVED)
    services.answer(idea, None, progress=Progress.DONE, texts={"da": "Den står der.\n\nKom og se."})
    html = page_of(idea).content.decode()
    assert "<p>Den står der.</p>" in html
    assert "<p>Kom og se.</p>" in html


# --- My page ----------------------------------------------------------------------------------


def test_who_is_signed_in_can_put_it_on_their_page(client, idea):
    citizen = builders.user()
    client.force_login(citizen)
    assert 'value="join"' in client.get(idea.get_private_url()).content.decode()
    response = client.post(idea.get_private_url(), {"action": "join"})
    assert response.url == idea.get_private_url()
    idea.refresh_from_db()
    assert idea.user == citizen
    assert 'value="join"' not in client.get(idea.get_private_url()).content.decode()


def test_nobody_else_can(client, idea):
    for browser, owner in ((Client(), None), (client, builders.user())):
        Contribution.objects.update(user=owner)
        if owner:
            browser.force_login(builders.user())
        assert 'value="join"' not in browser.get(idea.get_private_url()).content.decode()
        assert browser.post(idea.get_private_url(), {"action": "join"}).status_code == 409
        idea.refresh_from_db()
        assert idea.user == owner


# --- Guesses ----------------------------------------------------------------------------------


def test_all_wrong_links_look_alike(client, idea):
    right = idea.get_private_url()
    services.withdraw_and_erase(builders.contribution())
    answers = {
        client.get(address).status_code
        for address in (
            right.replace(idea.private_token, "0" * 32),
            right.replace(idea.private_token, idea.private_token.upper()),
            right.replace(idea.reference, "AAAA-AAAA"),
            right.replace(idea.private_token, "%C3%A6"),
            right.replace(idea.private_token, "x" * 2000),
        )
    }
    assert answers == {404}


def test_many_guesses_are_slowed_and_the_right_link_always_works(client, idea, monkeypatch):
    monkeypatch.setattr(decorators, "MOST_GUESSES", 2)
    wrong = idea.get_private_url().replace(idea.private_token, "0" * 32)
    assert [client.get(wrong).status_code for _guess in range(3)] == [404, 404, 429]
    assert client.post(wrong, {"action": "withdraw"}).status_code == 429
    assert client.get(idea.get_private_url()).status_code == 200
    assert client.get(wrong, REMOTE_ADDR="192.0.2.7").status_code == 404

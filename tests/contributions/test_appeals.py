"""An author asks for a second look at a decision: once, and another moderator gets it."""

import pytest
from django.core import mail

from contributions import services, tasks
from contributions.models import Appeal, Outcome, State
from contributions.waiting import count_waiting
from tests import builders

pytestmark = pytest.mark.django_db

REASON = "Den nævner en nabo ved navn."
WHY = "Naboen er min egen hund."
BAD_INPUT = {"nothing": "", "spaces": "  ", "too long": "a" * 2001, "nul": "Se\x00"}


@pytest.fixture
def commit(django_capture_on_commit_callbacks):
    """Do what waits for the end of the transaction, as the worker would."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def refused(state=State.REJECTED, **fields):
    """Return an idea that a moderator decided against."""
    start = State.RECEIVED if state == State.REJECTED else State.PUBLISHED
    idea = builders.contribution(state=start, **fields)
    verb = services.reject if state == State.REJECTED else services.hide
    return verb(idea, None, version=1, state_read=start, reason=REASON)


def ask(client, idea, text=WHY):
    """Ask for a second look by the private page."""
    return client.post(idea.get_private_url(), {"action": "appeal", "text": text})


def page_of(client, idea):
    """Return the author's page."""
    return client.get(idea.get_private_url()).content.decode()


def settle(appeal, outcome, answer="Vi har set på det igen."):
    """Let another moderator answer."""
    row = appeal.contribution
    row.refresh_from_db()
    return services.settle_appeal(
        appeal,
        builders.moderator(row.page),
        outcome=outcome,
        answer=answer,
        version=row.version,
        state_read=row.state,
    )


@pytest.mark.parametrize("state", [State.REJECTED, State.HIDDEN])
def test_a_second_look_is_asked_for_once(client, state):
    idea = refused(state)
    assert 'value="appeal"' in page_of(client, idea)
    assert ask(client, idea).status_code == 302
    appeal = Appeal.objects.get()
    assert (appeal.contribution, appeal.decision) == (idea, idea.decisions.last())
    assert (appeal.text, appeal.outcome) == (WHY, Outcome.OPEN)
    html = page_of(client, idea)
    assert 'value="appeal"' not in html
    assert WHY in html
    ask(client, idea, "Og en gang til.")
    assert Appeal.objects.get().text == WHY


@pytest.mark.parametrize("text", BAD_INPUT.values(), ids=BAD_INPUT)
def test_it_needs_words(client, text):
    idea = refused()
    response = ask(client, idea, text)
    assert response.status_code == 422
    assert 'role="alert"' in response.content.decode()
    assert not Appeal.objects.exists()


@pytest.mark.parametrize("state", [State.RECEIVED, State.PUBLISHED, State.MERGED, State.WITHDRAWN])
def test_there_is_nothing_to_look_at_again_where_nobody_refused(client, state):
    idea = builders.contribution(state=state)
    assert 'value="appeal"' not in page_of(client, idea)
    assert ask(client, idea).status_code == 409
    with pytest.raises(services.Changed):
        services.appeal(idea, text=WHY)
    assert not Appeal.objects.exists()


def test_what_its_author_wants_shown_to_nobody_has_no_second_look(client):
    idea = refused(administration_only=True)
    assert 'value="appeal"' not in page_of(client, idea)
    assert ask(client, idea).status_code == 409


def test_each_decision_has_its_own_second_look(client):
    idea = refused()
    ask(client, idea)
    settle(Appeal.objects.get(), Outcome.CHANGED)
    idea.refresh_from_db()
    assert idea.state == State.PUBLISHED
    assert 'value="appeal"' not in page_of(client, idea)
    services.hide(idea, None, version=1, state_read=State.PUBLISHED, reason=REASON)
    assert 'value="appeal"' in page_of(client, idea)
    assert ask(client, idea).status_code == 302
    assert Appeal.objects.count() == 2


def test_after_the_second_look_there_is_no_third(client):
    idea = refused()
    ask(client, idea)
    settle(Appeal.objects.get(), Outcome.UPHELD)
    html = page_of(client, idea)
    assert "Vi har set på det igen." in html
    assert 'value="appeal"' not in html
    ask(client, idea, "Og en gang til.")
    assert Appeal.objects.get().text == WHY


@pytest.mark.parametrize("method", ["get", "head"])
def test_looking_asks_for_nothing(client, method):
    idea = refused()
    getattr(client, method)(f"{idea.get_private_url()}?action=appeal&text={WHY}")
    assert not Appeal.objects.exists()


def test_only_who_holds_the_link_can_ask(client):
    idea = refused()
    wrong = idea.get_private_url().replace(idea.private_token, "0" * 32)
    assert client.post(wrong, {"action": "appeal", "text": WHY}).status_code == 404
    assert not Appeal.objects.exists()


def test_words_are_escaped(client):
    idea = refused()
    ask(client, idea, "<script>alert(1)</script>")
    assert "<script>alert" not in page_of(client, idea)


def test_an_author_who_takes_it_back_is_not_asked_anything_more(client):
    idea = refused()
    ask(client, idea)
    services.withdraw(idea)
    html = page_of(client, idea)
    assert 'value="appeal"' not in html
    assert 'id="second-look"' not in html


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("outcome", [Outcome.UPHELD, Outcome.CHANGED])
def test_the_author_is_told_what_came_of_it(commit, language, outcome):
    idea = refused(email="nabo@example.org", language=language)
    appeal = services.appeal(idea, text=WHY)
    mail.outbox.clear()
    with commit():
        settle(appeal, outcome)
    (sent,) = mail.outbox
    for body in (sent.body, sent.alternatives[0][0]):
        assert "Vi har set på det igen." in body
        assert idea.get_private_url() in body
        address = idea.page.specific.get_contribution_url(idea)
        assert (address in body) == (outcome == Outcome.CHANGED)


def test_nothing_is_told_before_it_is_settled():
    appeal = services.appeal(refused(email="nabo@example.org"), text=WHY)
    tasks.mail_appeal_settled.call(appeal.pk)
    assert mail.outbox == []


@pytest.mark.parametrize("state", [State.REJECTED, State.HIDDEN])
def test_a_comment_can_be_looked_at_again_too(client, state):
    about = builders.contribution()
    start = State.RECEIVED if state == State.REJECTED else State.PUBLISHED
    comment = builders.comment(about, state=start)
    verb = services.reject if state == State.REJECTED else services.hide
    verb(comment, None, version=1, state_read=start, reason=REASON)
    assert ask(client, comment).status_code == 302
    assert Appeal.objects.get().contribution == comment


def test_what_its_author_takes_back_waits_for_nobody():
    idea = refused()
    services.appeal(idea, text=WHY)
    somebody = builders.moderator()
    assert count_waiting(somebody).appealed == 1
    services.withdraw(idea)
    assert count_waiting(somebody).appealed == 0

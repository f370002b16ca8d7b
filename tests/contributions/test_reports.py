"""Anybody can tell that something should not be shown: stored once, shown to nobody."""

from uuid import uuid4

import pytest
from django.core import mail

from contributions import services, tasks
from contributions.models import Contribution, Outcome, Report, ReportKind, State
from contributions.views import reports
from tests import builders

pytestmark = pytest.mark.django_db

WORDS = "Den nævner min nabo ved navn."
ADDRESS = "vidne@example.org"
BAD_INPUT = {
    "no kind": {"kind": ""},
    "a kind we do not know": {"kind": "boring"},
    "something else, but what": {"kind": ReportKind.OTHER, "text": " "},
    "too long": {"text": "a" * 2001},
    "nul": {"text": "Se\x00"},
    "no address": {"email": "vidne"},
    "two addresses": {"email": f"{ADDRESS}\nb@example.org"},
}


@pytest.fixture
def commit(django_capture_on_commit_callbacks):
    """Do what waits for the end of the transaction, as the worker would."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def idea():
    """A published idea."""
    return builders.contribution()


def form_of(contribution):
    """Return the address of the form."""
    return contribution.page.specific.get_report_url(contribution)


def send(client, contribution, **data):
    """Send a report as a browser does."""
    fields = {"token": str(uuid4()), "kind": ReportKind.PERSONAL, "text": WORDS}
    return client.post(form_of(contribution), {**fields, **data})


def stored(contribution, **fields):
    """Return a report as the form would store it."""
    fields = {"kind": ReportKind.PERSONAL, "text": WORDS, **fields}
    return services.report(contribution, fields, token=uuid4())


# --- Sending ----------------------------------------------------------------------------------


def test_a_report_is_stored_and_thanked_for(client, idea):
    response = send(client, idea)
    report = Report.objects.get()
    assert response.status_code == 200
    assert report.reference in response.content.decode()
    assert (report.contribution, report.kind, report.text) == (idea, ReportKind.PERSONAL, WORDS)
    assert (report.email, report.user, report.outcome) == ("", None, Outcome.OPEN)
    assert "no-store" in response["Cache-Control"]


def test_ideas_and_comments_lead_to_the_form(client, idea):
    comment = builders.comment(idea)
    call = idea.page.specific
    html = client.get(call.get_contribution_url(idea)).content.decode()
    for shown in (idea, comment):
        address = form_of(shown)
        assert address == f"{call.url}ide/{shown.pk}/anmeld/"
        assert f'href="{address}"' in html
        assert shown.text in client.get(address).content.decode()


def test_a_comment_can_be_reported(client, idea):
    comment = builders.comment(idea)
    assert send(client, comment).status_code == 200
    assert Report.objects.get().contribution == comment


def test_each_language_has_its_own_address(client, idea):
    english = builders.translated(idea.page.specific, builders.home("en"))
    address = english.get_report_url(idea)
    assert address == f"{english.url}idea/{idea.pk}/report/"
    assert client.get(f"{english.url}idea/{idea.pk}/anmeld/").status_code == 404
    assert client.get(f"{english.url}ide/{idea.pk}/anmeld/").url == address
    client.post(address, {"kind": ReportKind.SPAM})
    assert Report.objects.get().language == "en"


@pytest.mark.parametrize("data", BAD_INPUT.values(), ids=BAD_INPUT)
def test_what_is_wrong_is_said_and_nothing_is_lost(client, idea, data):
    response = send(client, idea, **{"email": ADDRESS, **data})
    html = response.content.decode()
    assert response.status_code == 422
    assert 'role="alert"' in html
    assert (WORDS if "text" not in data else ADDRESS) in html
    assert not Report.objects.exists()


def test_words_are_needed_for_something_else_only(client, idea):
    assert send(client, idea, text="").status_code == 200
    assert send(client, idea, kind=ReportKind.OTHER).status_code == 200
    assert Report.objects.count() == 2


def test_the_same_form_sent_twice_is_one_report(client, idea, commit):
    token = str(uuid4())
    with commit():
        answers = [send(client, idea, token=token, email=ADDRESS) for _press in range(2)]
    report = Report.objects.get()
    assert all(report.reference in answer.content.decode() for answer in answers)
    assert len(mail.outbox) == 1


def test_other_words_with_the_same_form_are_kept_too(client, idea):
    token = str(uuid4())
    for words in (WORDS, "Og en til."):
        send(client, idea, token=token, text=words)
    assert list(Report.objects.values_list("text", flat=True)) == [WORDS, "Og en til."]


@pytest.mark.parametrize("state", [state for state in State.values if state != State.PUBLISHED])
def test_only_what_is_public_can_be_reported(client, idea, state):
    comment = builders.comment(idea)
    Contribution.objects.filter(pk=idea.pk).update(state=state)
    for row in (idea, comment):
        assert client.get(form_of(row)).status_code == 404
        assert send(client, row).status_code == 404
    assert not Report.objects.exists()


def test_nothing_shows_that_something_was_reported(client, idea):
    address = idea.page.specific.get_contribution_url(idea)
    before = client.get(address).content
    send(client, idea, email=ADDRESS)
    assert client.get(address).content == before
    html = client.get(idea.get_private_url()).content.decode()
    for words in (WORDS, ADDRESS, Report.objects.get().reference):
        assert words not in html


def test_who_is_signed_in_finds_it_again(client, idea):
    citizen = builders.user()
    client.force_login(citizen)
    send(client, idea)
    assert Report.objects.get().user == citizen


def test_too_many_from_one_address_are_asked_to_wait_with_their_words_kept(
    client, idea, monkeypatch
):
    monkeypatch.setattr(reports, "MOST_AN_HOUR", 1)
    send(client, idea)
    response = send(client, idea, text="Og en til.")
    assert response.status_code == 429
    assert "Og en til." in response.content.decode()
    assert Report.objects.count() == 1


# --- Mails ------------------------------------------------------------------------------------


def test_who_left_an_address_gets_a_receipt(client, idea, commit):
    with commit():
        send(client, idea, email=ADDRESS)
    (sent,) = mail.outbox
    report = Report.objects.get()
    assert sent.to == [ADDRESS]
    assert report.reference in sent.subject
    assert WORDS not in sent.body


def test_who_left_none_gets_no_mail(client, idea, commit):
    with commit():
        send(client, idea)
    tasks.mail_report_settled.call(Report.objects.get().pk)
    assert mail.outbox == []


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("outcome", [Outcome.UPHELD, Outcome.CHANGED])
def test_what_came_of_it_is_told(idea, commit, language, outcome):
    report = stored(idea, email=ADDRESS)
    Report.objects.update(language=language)
    moderator = builders.moderator(idea.page)
    read = {"version": 1, "state_read": State.PUBLISHED}
    mail.outbox.clear()
    with commit():
        services.settle_report(report, moderator, outcome=outcome, reason="Den er grov.", **read)
    (sent,) = mail.outbox
    assert sent.to == [ADDRESS]
    assert report.reference in sent.subject
    address = idea.page.specific.get_contribution_url(idea)
    for body in (sent.body, sent.alternatives[0][0]):
        assert (address in body) == (outcome == Outcome.UPHELD)
        assert (idea.title in body) == (outcome == Outcome.UPHELD)
        assert "Den er grov." not in body


def test_who_was_forgotten_is_told_nothing(idea):
    report = stored(idea, email=ADDRESS)
    services.erase_report(report)
    tasks.mail_report_settled.call(report.pk)
    tasks.mail_report_receipt.call(report.pk)
    assert mail.outbox == []

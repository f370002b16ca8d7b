"""What people say about an idea: sent, told what looks private, moderated, shown beneath it."""

from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.core import mail
from django.utils import timezone
from wagtail.models import PageViewRestriction

from contributions import services
from contributions.models import Contribution, Kind, Report, State, WhoMay
from contributions.views import taking_part
from core.spam import SpamSignal
from tests import builders

pytestmark = pytest.mark.django_db

WORDS = "Ja tak, gerne med ryglæn."
PHONE = "Ring på 20 30 40 50."
BAD_INPUT = {
    "nothing": {"text": ""},
    "spaces": {"text": "   "},
    "too long": {"text": "a" * 2001},
    "nul": {"text": "Ja\x00"},
    "a name too long": {"name": "a" * 81},
    "no address": {"email": "nabo"},
    "two addresses": {"email": "a@example.org\nb@example.org"},
}


@pytest.fixture
def idea():
    """A published idea under an open call."""
    return builders.contribution()


def call_of(idea):
    """Return the call of an idea, read anew."""
    return idea.page.specific_class.objects.get(pk=idea.page_id)


def change(idea, **settings):
    """Change what the call of an idea says."""
    idea.page.specific_class.objects.filter(pk=idea.page_id).update(**settings)


def form_of(idea):
    """Return the address of the form."""
    return call_of(idea).get_comment_url(idea)


def send(client, idea, text=WORDS, **data):
    """Send a comment as a browser does."""
    return client.post(form_of(idea), {"token": str(uuid4()), "text": text, **data})


def page_of(client, idea):
    """Return the idea's page as everybody gets it."""
    return client.get(call_of(idea).get_contribution_url(idea)).content.decode()


def the_comment():
    """Return the only comment there is."""
    return Contribution.objects.get(kind=Kind.COMMENT)


# --- Sending ---------------------------------------------------------------------------------


def test_a_comment_is_stored_and_waits(client, idea):
    response = send(client, idea, name="En nabo", email="nabo@example.org")
    comment = the_comment()
    assert response.url == comment.get_private_url("contribution_receipt")
    assert (comment.about, comment.page_id) == (idea, idea.page_id)
    assert (comment.state, comment.text) == (State.RECEIVED, WORDS)
    assert (comment.title, comment.author, comment.email) == ("", "En nabo", "nabo@example.org")
    assert comment.erase_after is not None
    assert comment in Contribution.objects.waiting()
    assert WORDS not in page_of(client, idea)


def test_the_idea_leads_to_a_form_of_its_own_that_nobody_keeps(client, idea):
    address = form_of(idea)
    assert address == f"{call_of(idea).url}ide/{idea.pk}/kommentar/"
    assert f'href="{address}"' in page_of(client, idea)
    response = client.get(address)
    assert response.status_code == 200
    assert response["Cache-Control"] == "private, max-age=0"


def test_the_page_of_the_idea_stays_one_that_can_be_kept(client, idea):
    response = client.get(call_of(idea).get_contribution_url(idea))
    assert not response.cookies
    assert "csrfmiddlewaretoken" not in response.content.decode()
    assert response["Cache-Control"] == "no-cache"


def test_each_language_has_its_own_address(client, idea):
    english = builders.translated(call_of(idea), builders.home("en"))
    address = english.get_comment_url(idea)
    assert address == f"{english.url}idea/{idea.pk}/comment/"
    assert client.get(address).status_code == 200
    wrong = f"{english.url}ide/{idea.pk}/kommentar/"
    assert client.get(wrong).url == address
    client.post(address, {"text": "Yes, please."})
    assert the_comment().language == "en"


@pytest.mark.parametrize("data", BAD_INPUT.values(), ids=BAD_INPUT)
def test_what_is_wrong_is_said_and_nothing_is_lost(client, idea, data):
    response = send(client, idea, **{"text": WORDS, "name": "En nabo", **data})
    html = response.content.decode()
    assert response.status_code == 422
    assert 'role="alert"' in html
    assert (WORDS if "text" not in data else "En nabo") in html
    assert not Contribution.objects.filter(kind=Kind.COMMENT).exists()


def test_the_longest_comment_is_taken(client, idea):
    assert send(client, idea, "a" * 2000).status_code == 302
    assert len(the_comment().text) == 2000


def test_state_and_kind_cannot_be_forged(client, idea):
    send(client, idea, state="published", kind="idea", administration_only="on", progress="done")
    comment = the_comment()
    assert (comment.state, comment.progress) == (State.RECEIVED, "")
    assert not comment.administration_only


HARMLESS = {
    "emoji and other scripts": "Ja 🎉 \u202eنعم\u202c — да",
    "markup": "<script>alert(1)</script> {{ 7 * 7 }} %s",
    "many lines": "Et\n\nTo\n\n\nTre",
}


@pytest.mark.parametrize("text", HARMLESS.values(), ids=HARMLESS)
def test_words_are_kept_as_they_were_written(client, idea, text):
    assert send(client, idea, text).status_code == 302
    assert the_comment().text == text


def test_a_megabyte_is_answered_like_any_other_mistake(client, idea):
    assert send(client, idea, "a" * 1_000_000).status_code == 422
    assert not Contribution.objects.filter(kind=Kind.COMMENT).exists()


def test_a_name_stays_on_one_line(client, idea):
    send(client, idea, name="Ida\r\nBcc: alle@example.org"[:20])
    assert the_comment().name == "Ida Bcc: alle@examp"


# --- Once -----------------------------------------------------------------------------------


def test_the_same_form_sent_twice_is_one_comment(client, idea):
    token = str(uuid4())
    answers = {send(client, idea, token=token).url for _press in range(2)}
    assert answers == {the_comment().get_private_url("contribution_receipt")}


def test_the_same_form_sent_again_after_the_end_gives_the_receipt(client, idea):
    token = str(uuid4())
    receipt = send(client, idea, token=token).url
    with time_machine.travel(timezone.now() + timedelta(days=40)):
        assert send(client, idea, token=token).url == receipt


def test_the_same_form_with_other_words_is_asked_about(client, idea):
    token = str(uuid4())
    send(client, idea, token=token)
    response = send(client, idea, "Nej tak.", token=token)
    assert response.status_code == 409
    assert "Nej tak." in response.content.decode()
    assert the_comment().text == WORDS


def test_it_can_be_a_correction(client, idea):
    token = str(uuid4())
    send(client, idea, token=token)
    for _press in range(2):
        response = send(client, idea, "Nej tak.", token=token, meaning="correction")
        assert response.status_code == 302
    comment = the_comment()
    assert (comment.text, comment.version, comment.about) == ("Nej tak.", 2, idea)


def test_it_can_be_another_comment(client, idea):
    token = str(uuid4())
    send(client, idea, token=token)
    for _press in range(2):
        assert send(client, idea, "Nej tak.", token=token, meaning="new").status_code == 302
    texts = Contribution.objects.filter(about=idea).values_list("text", flat=True)
    assert sorted(texts) == [WORDS, "Nej tak."]


def test_what_is_decided_can_no_longer_be_corrected(client, idea):
    token = str(uuid4())
    send(client, idea, token=token)
    services.publish(the_comment(), None, version=1, state_read=State.RECEIVED)
    response = send(client, idea, "Nej tak.", token=token, meaning="correction")
    assert response.status_code == 409
    assert 'value="correction"' not in response.content.decode()
    assert the_comment().text == WORDS


# --- Private things --------------------------------------------------------------------------


def test_what_looks_private_is_told_before_it_is_stored(client, idea):
    response = send(client, idea, PHONE)
    html = response.content.decode()
    assert response.status_code == 422
    assert "20 30 40 50</li>" in html
    assert PHONE in html
    assert not Contribution.objects.filter(kind=Kind.COMMENT).exists()


def test_it_can_be_left_out_of_what_the_public_reads(client, idea):
    assert send(client, idea, PHONE, private="leave_out").status_code == 302
    comment = the_comment()
    assert comment.text == PHONE
    assert "20 30 40 50" not in comment.public_view().text
    assert not comment.has_open_findings


def test_it_can_be_sent_as_it_is_and_is_marked_for_the_moderator(client, idea):
    assert send(client, idea, PHONE, private="keep").status_code == 302
    comment = the_comment()
    assert comment.redactions == {}
    assert comment.has_open_findings


def test_a_choice_holds_for_the_words_it_was_made_about_alone(client, idea):
    html = send(client, idea, PHONE, private="keep", email="nabo").content.decode()
    assert 'name="private" value="keep"' not in html


# --- Who may, and when -----------------------------------------------------------------------


CLOSED = {
    "not yet open": {"opens_at": timedelta(days=1)},
    "closed": {"closes_at": timedelta(hours=-1)},
    "without comments": {"allows_comments": False},
}


@pytest.mark.parametrize("settings", CLOSED.values(), ids=CLOSED)
def test_where_no_comments_are_taken_it_is_said_and_the_text_kept(client, idea, settings):
    now = timezone.now()
    change(idea, **{k: now + v if isinstance(v, timedelta) else v for k, v in settings.items()})
    page = client.get(form_of(idea))
    assert page.status_code == 200
    assert "<textarea" not in page.content.decode()
    response = send(client, idea)
    assert response.status_code == 409
    assert WORDS in response.content.decode()
    assert not Contribution.objects.filter(kind=Kind.COMMENT).exists()
    assert form_of(idea) not in page_of(client, idea)


def test_where_nothing_is_shown_there_is_nothing_to_comment_on(client, idea):
    change(idea, publishes=False)
    assert client.get(form_of(idea)).status_code == 404
    assert send(client, idea).status_code == 404


@pytest.mark.parametrize("rule", ["login", "password"])
def test_a_call_that_is_not_for_everybody_takes_nothing_from_others(client, idea, rule):
    PageViewRestriction.objects.create(page=idea.page, restriction_type=rule, password="havn")
    for address in (form_of(idea), call_of(idea).get_report_url(idea)):
        assert idea.title not in client.get(address).content.decode()
        client.post(address, {"text": WORDS, "kind": "spam"})
    assert not Contribution.objects.filter(kind=Kind.COMMENT).exists()
    assert not Report.objects.exists()


def test_a_call_without_an_end_takes_comments_all_the_time(client, idea):
    change(idea, closes_at=None)
    with time_machine.travel(timezone.now() + timedelta(days=400)):
        assert send(client, idea).status_code == 302


@pytest.mark.parametrize("state", [state for state in State.values if state != State.PUBLISHED])
def test_only_what_is_public_takes_comments(client, idea, state):
    Contribution.objects.update(state=state)
    address = form_of(idea)
    assert client.get(address).status_code == 404
    assert client.post(address, {"text": WORDS}).status_code == 404


def test_comments_take_no_comments_and_ideas_those_of_their_own_call_only(client, idea):
    comment = builders.comment(idea)
    call = call_of(idea)
    assert client.get(f"{call.url}ide/{comment.pk}/kommentar/").status_code == 404
    other = builders.idea_call()
    assert client.get(other.get_comment_url(idea)).status_code == 404


def test_a_call_for_people_with_an_account(client, idea):
    change(idea, who_may=WhoMay.ACCOUNT)
    assert "<textarea" not in client.get(form_of(idea)).content.decode()
    response = send(client, idea)
    assert response.status_code == 403
    assert WORDS in response.content.decode()
    citizen = builders.user()
    client.force_login(citizen)
    assert send(client, idea).status_code == 302
    assert the_comment().user == citizen


def test_a_call_for_people_who_confirm_an_address(client, idea, django_capture_on_commit_callbacks):
    change(idea, who_may=WhoMay.EMAIL)
    assert send(client, idea).status_code == 422
    with django_capture_on_commit_callbacks(execute=True):
        assert send(client, idea, email="nabo@example.org").status_code == 302
    comment = the_comment()
    assert comment.awaits_confirmation
    assert comment not in Contribution.objects.waiting()
    assert [message.to for message in mail.outbox] == [["nabo@example.org"]]


def test_a_call_that_wants_to_know_of_nobody(client, idea):
    change(idea, is_anonymous=True, who_may=WhoMay.ACCOUNT, asks_age_band=True)
    client.force_login(builders.user())
    html = client.get(form_of(idea)).content.decode()
    for name in ("name", "email", "age_band"):
        assert f'name="{name}"' not in html
    send(client, idea, name="Ida", email="ida@example.org", age_band="0-14")
    comment = the_comment()
    assert (comment.name, comment.email, comment.age_band, comment.user) == ("", "", "", None)


@pytest.mark.parametrize(("age", "shown"), [("0-14", ""), ("15-17", "Ida"), ("", "Ida")])
def test_the_name_of_a_child_is_never_shown(client, idea, age, shown):
    change(idea, asks_age_band=True)
    send(client, idea, name="Ida", age_band=age)
    assert the_comment().author == shown


def test_names_are_shown_where_the_call_shows_names(client, idea):
    change(idea, shows_names=False)
    send(client, idea, name="En nabo")
    assert the_comment().author == ""


# --- Machines ---------------------------------------------------------------------------------


def test_what_a_machine_seems_to_send_is_kept_apart(client, idea):
    send(client, idea, homepage="https://example.org")
    comment = the_comment()
    assert comment.suspicion == SpamSignal.HONEYPOT
    assert comment not in Contribution.objects.waiting()
    assert comment in Contribution.objects.suspects()


def test_more_than_a_meeting_sends_is_kept_apart_and_never_refused(client, idea, monkeypatch):
    monkeypatch.setattr(taking_part, "MOST_AN_HOUR", 1)
    for number in range(2):
        assert send(client, idea, f"Ja {number}").status_code == 302
    said = Contribution.objects.filter(about=idea).order_by("pk")
    assert list(said.values_list("suspicion", flat=True)) == ["", SpamSignal.TOO_MANY]


# --- Shown ------------------------------------------------------------------------------------


def test_comments_are_shown_beneath_the_idea_the_oldest_first(client, idea):
    now = timezone.now()
    late = builders.comment(idea, created_at=now, name="En nabo", show_name=True)
    early = builders.comment(idea, created_at=now - timedelta(days=2), language="en")
    html = page_of(client, idea)
    assert html.index(early.text) < html.index(late.text)
    assert f'id="comment-{late.pk}"' in html
    assert "En nabo" in html
    assert f'<div class="comment__text" lang="en"><p>{early.text}' in html


def test_words_of_people_are_escaped(client, idea):
    builders.comment(idea, text="<script>alert(1)</script>", name="<b>", show_name=True)
    html = page_of(client, idea)
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    assert "&lt;b&gt;" in html


def test_what_was_blanked_is_not_shown(client, idea):
    builders.comment(idea, text=PHONE, redactions={"text": [[8, 19]]})
    html = page_of(client, idea)
    assert "Ring på" in html
    assert "20 30 40 50" not in html


@pytest.mark.parametrize("state", [state for state in State.values if state != State.PUBLISHED])
def test_only_approved_comments_are_shown(client, idea, state):
    comment = builders.comment(idea, state=state)
    assert comment.text not in page_of(client, idea)


def test_a_new_comment_is_seen_at_once(client, idea, django_capture_on_commit_callbacks):
    comment = builders.comment(idea, state=State.RECEIVED)
    assert comment.text not in page_of(client, idea)
    with django_capture_on_commit_callbacks(execute=True):
        services.publish(comment, None, version=1, state_read=State.RECEIVED)
    assert comment.text in page_of(client, idea)


SHOWN_WITH = {
    State.RECEIVED: False,
    State.PUBLISHED: True,
    State.REJECTED: False,
    State.HIDDEN: False,
    State.MERGED: False,
    State.WITHDRAWN: False,
}


@pytest.mark.parametrize(("state", "is_shown"), SHOWN_WITH.items())
def test_a_comment_is_shown_with_its_idea_alone(idea, state, is_shown):
    comment = builders.comment(idea)
    Contribution.objects.filter(pk=idea.pk).update(state=state)
    for rows in (Contribution.objects.published_comments(), Contribution.objects.public_comments()):
        assert (comment in rows) == is_shown


def test_comments_on_what_is_joined_are_read_beneath_the_other_one(client, idea):
    other = builders.contribution(call_of(idea))
    own, brought = builders.comment(other), builders.comment(idea)
    services.merge(idea, other, None, version=1, state_read=State.PUBLISHED)
    html = page_of(client, other)
    assert own.text in html
    assert brought.text in html
    brought = Contribution.objects.select_related("about").get(pk=brought.pk)
    address = call_of(idea).get_contribution_url(other)
    assert call_of(idea).get_contribution_url(brought) == f"{address}#comment-{brought.pk}"
    Contribution.objects.filter(pk=other.pk).update(state=State.HIDDEN)
    assert not Contribution.objects.published_comments().exists()


def test_comments_are_on_pages_of_twenty_and_each_has_its_address(client, idea):
    start = timezone.now()
    said = [
        builders.comment(idea, created_at=start + timedelta(seconds=number), text=f"Ord ({number})")
        for number in range(21)
    ]
    address = call_of(idea).get_contribution_url(idea)
    first, second = (client.get(f"{address}?page={number}").content.decode() for number in (1, 2))
    assert said[19].text in first
    assert said[20].text not in first
    assert said[20].text in second
    assert 'href="?page=2#comments"' in first
    call = call_of(idea)
    assert call.get_contribution_url(said[19]) == f"{address}#comment-{said[19].pk}"
    assert call.get_contribution_url(said[20]) == f"{address}?page=2#comment-{said[20].pk}"


def test_twenty_comments_cost_no_more_questions_than_one(
    client, idea, django_assert_max_num_queries
):
    builders.comment(idea)
    with django_assert_max_num_queries(100) as one:
        page_of(client, idea)
    for _number in range(19):
        builders.comment(idea, name="En nabo", show_name=True)
    with django_assert_max_num_queries(len(one)):
        html = client.get(f"{call_of(idea).get_contribution_url(idea)}?page=1").content.decode()
    assert html.count('class="comment"') == 20


def test_comments_are_in_no_list_of_ideas(client, idea):
    comment = builders.comment(idea, text="Bænkeforslaget er godt")
    services.answer(idea, None, progress="planned", texts={"da": "Vi bygger den."})
    call = call_of(idea)
    for rows in (Contribution.objects.published(), Contribution.objects.public()):
        assert list(rows) == [idea]
    for address in (call.url, call.get_parent().url, "/"):
        html = client.get(address).content.decode()
        assert idea.title in html
        assert comment.text not in html
    assert comment.text not in client.get("/sitemap.xml").content.decode()
    assert f"/ide/{comment.pk}/" not in client.get("/sitemap.xml").content.decode()
    assert client.get(f"{call.url}ide/{comment.pk}/").status_code == 404


def test_a_correction_of_a_comment_counts_once(idea):
    call, fields, token = call_of(idea), {"text": WORDS}, uuid4()
    comment = services.comment(idea, call, fields, token=token)
    assert services.correct(call, comment, fields, token=token).version == 1
    corrected = {"text": "Nej tak."}
    assert services.correct(call, comment, corrected, token=token).version == 2
    assert services.comment(idea, call, corrected, token=token).version == 2
    assert Contribution.objects.filter(about=idea).count() == 1


# --- Words -----------------------------------------------------------------------------------


def test_a_comment_is_never_called_an_idea_to_its_author(
    client, idea, django_capture_on_commit_callbacks
):
    english = builders.translated(call_of(idea), builders.home("en"))
    with django_capture_on_commit_callbacks(execute=True):
        client.post(english.get_comment_url(idea), {"text": WORDS, "email": "nabo@example.org"})
    comment = the_comment()
    with django_capture_on_commit_callbacks(execute=True):
        services.publish(comment, None, version=1, state_read=State.RECEIVED)
    with django_capture_on_commit_callbacks(execute=True):
        services.hide(comment, None, version=1, state_read=State.PUBLISHED, reason="Because.")
    said = [message.subject + message.body + message.alternatives[0][0] for message in mail.outbox]
    assert len(said) == 3
    for view in ("contribution_private", "contribution_receipt"):
        said.append(client.get(comment.get_private_url(view)).content.decode())
    for words in said:
        assert "your comment" in words.lower()
        assert "your idea" not in words.lower()


def test_the_mail_about_a_published_comment_leads_to_it(
    client, idea, django_capture_on_commit_callbacks
):
    comment = builders.comment(idea, state=State.RECEIVED, email="nabo@example.org")
    with django_capture_on_commit_callbacks(execute=True):
        services.publish(comment, None, version=1, state_read=State.RECEIVED)
    (sent,) = mail.outbox
    address = call_of(idea).get_contribution_url(idea)
    assert f"http://testserver{address}#comment-{comment.pk}" in sent.body
    assert idea.title in sent.body


def test_the_mail_names_no_idea_that_is_hidden(client, idea, django_capture_on_commit_callbacks):
    comment = builders.comment(idea, state=State.RECEIVED, email="nabo@example.org")
    Contribution.objects.filter(pk=idea.pk).update(state=State.HIDDEN)
    with django_capture_on_commit_callbacks(execute=True):
        services.publish(comment, None, version=1, state_read=State.RECEIVED)
    (sent,) = mail.outbox
    assert idea.title not in sent.body
    assert "#comment" not in sent.body

"""Before sending: how it will look, what seems private, and what its author wants done with it."""

import re
from html import unescape

import pytest
import time_machine
from django.test import Client

from contributions import services
from contributions.models import Contribution, PendingUpload, State
from tests import builders
from tests.contributions.test_form import WRITTEN, filled

pytestmark = pytest.mark.django_db

PHONE, CPR = "20 30 40 50", "010190-1234"


@pytest.fixture
def call():
    """An open call for ideas."""
    return builders.idea_call()


def written(call, **changes):
    """Return what a browser sends from the form, to be looked at once more."""
    fields = filled(call, **changes)
    del fields["step"]
    return fields


def on_screen(response, step="send"):
    """Return what a step on the way sends when one of its buttons is pressed."""
    html = response.content.decode()
    form = re.search(r'<form class="(?:form|btns)".*?</form>', html, re.DOTALL).group()
    fields = {}
    for tag in re.findall(r"<input [^>]*>", form):
        name = re.search(r'name="([^"]*)"', tag).group(1)
        value = re.search(r'value="([^"]*)"', tag)
        if ('type="radio"' in tag or 'type="checkbox"' in tag) and " checked" not in tag:
            continue
        if name != "csrfmiddlewaretoken":
            fields.setdefault(name, []).append(unescape(value.group(1)) if value else "")
    for name, words in re.findall(
        r'<textarea name="(\w+)"[^>]*>\n?(.*?)</textarea>', form, re.DOTALL
    ):
        fields[name] = [unescape(words)]
    return {**fields, "step": step}


def choice_in(response):
    """Return the name of the one choice that a review asks for."""
    names = set(re.findall(r'name="(private-\w+)"', response.content.decode()))
    assert len(names) == 1
    return names.pop()


# --- Looking -------------------------------------------------------------------------------


def test_the_form_leads_to_a_look_at_it_and_nothing_is_stored(client, call):
    response = client.post(call.take_part_url, written(call))
    html = response.content.decode()
    assert response.status_code == 200
    assert not Contribution.objects.exists()
    for name in ("title", "place", "name", "email"):
        assert WRITTEN[name] in html
    assert "no-store" in response["Cache-Control"]
    assert "private-" not in html


def test_it_is_sent_as_it_was_seen(client, call):
    seen = client.post(call.take_part_url, written(call))
    receipt = client.post(call.take_part_url, on_screen(seen))
    idea = Contribution.objects.get()
    assert receipt.url == idea.get_private_url("contribution_receipt")
    assert (idea.title, idea.place, idea.email) == (
        WRITTEN["title"],
        WRITTEN["place"],
        WRITTEN["email"],
    )
    assert (idea.redactions, idea.administration_only) == ({}, False)


def test_sending_twice_from_the_review_gives_one_receipt(client, call):
    seen = client.post(call.take_part_url, written(call, text=f"Ring {PHONE}"))
    receipts = {client.post(call.take_part_url, on_screen(seen)).url for _time in range(2)}
    assert len(receipts) == 1
    assert Contribution.objects.count() == 1


def test_reloading_the_review_or_coming_back_to_it_asks_again_and_finds_the_receipt(client, call):
    fields = written(call)
    first = client.post(call.take_part_url, on_screen(client.post(call.take_part_url, fields)))
    again = client.post(call.take_part_url, fields)
    assert again.status_code == 200
    assert client.post(call.take_part_url, on_screen(again)).url == first.url


def test_changing_something_finds_the_form_with_all_that_was_typed(client, call):
    seen = client.post(call.take_part_url, written(call, photo=builders.upload("kran.jpg")))
    response = client.post(call.take_part_url, on_screen(seen, step="change"))
    html = response.content.decode()
    assert response.status_code == 200
    assert not response.context["form"].errors
    for name in ("title", "place", "name", "email"):
        assert f'value="{WRITTEN[name]}"' in html
    assert "kran.jpg" in html
    assert not Contribution.objects.exists()


def test_the_photo_is_shown_to_its_author_and_goes_along(client, call):
    seen = client.post(call.take_part_url, written(call, photo=builders.upload()))
    assert 'src="data:image/webp;base64,' in seen.content.decode()
    client.post(call.take_part_url, on_screen(seen))
    assert Contribution.objects.get().photo
    assert not PendingUpload.objects.exists()


def test_what_is_wrong_by_now_is_said_instead_of_sent(client, call):
    seen = on_screen(client.post(call.take_part_url, written(call)))
    response = client.post(call.take_part_url, {**seen, "title": "", "state": "published"})
    assert response.status_code == 422
    assert response.context["form"].errors.keys() == {"title"}
    assert not Contribution.objects.exists()


def test_forged_fields_set_no_state(client, call):
    forged = {
        "state": "published",
        "published_at": "2020-01-01",
        "progress": "done",
        "photo_released": "on",
        "user": "1",
        "redactions": "x",
        "findings": "x",
        "suspicion": "",
        "version": "9",
        "page": "1",
        "form_data": "x",
    }
    seen = on_screen(client.post(call.take_part_url, {**written(call), **forged}))
    client.post(call.take_part_url, seen)
    idea = Contribution.objects.get()
    assert (idea.state, idea.published_at, idea.progress) == (State.RECEIVED, None, "")
    assert (idea.photo_released, idea.user, idea.version) == (False, None, 1)
    assert (idea.redactions, idea.findings, idea.page_id) == ({}, {}, call.pk)


def test_after_closing_the_words_are_shown_to_be_copied(client, call):
    seen = on_screen(client.post(call.take_part_url, written(call, text=f"Ring {PHONE}")))
    with time_machine.travel(call.closes_at, tick=False):
        for fields in (seen, {**seen, "step": "change"}, {**seen, "step": ""}):
            response = client.post(call.take_part_url, fields)
            assert response.status_code == 409
            assert PHONE in response.content.decode()
    assert not Contribution.objects.exists()


# --- What seems private ----------------------------------------------------------------------


def test_a_phone_number_is_told_and_left_out_for_the_public(client, call):
    seen = client.post(call.take_part_url, written(call, text=f"Ring til mig på {PHONE}."))
    choice = choice_in(seen)
    assert on_screen(seen)[choice] == ["leave_out"]
    assert f'<p class="told__words">{PHONE}</p>' in seen.content.decode()
    client.post(call.take_part_url, on_screen(seen))
    idea = Contribution.objects.get()
    assert idea.text == f"Ring til mig på {PHONE}."
    assert PHONE not in idea.public_view().text
    assert idea.redactions == {"text": [[16, 27]]}
    assert idea.findings == {"text": [["phone", 16, 27, False]]}
    assert not idea.has_open_findings


def test_what_may_be_shown_stays_and_waits_for_a_moderator(client, call):
    seen = client.post(call.take_part_url, written(call, text=f"Ring {PHONE}"))
    client.post(call.take_part_url, {**on_screen(seen), choice_in(seen): "show"})
    idea = Contribution.objects.get()
    assert PHONE in idea.public_view().text
    assert (idea.redactions, idea.has_open_findings) == ({}, True)


def test_it_can_be_sent_to_the_administration_alone(client, call):
    seen = client.post(call.take_part_url, written(call, text=f"Mit CPR er {CPR}"))
    client.post(call.take_part_url, {**on_screen(seen), "administration_only": "1"})
    idea = Contribution.objects.get()
    assert (idea.administration_only, idea.text) == (True, f"Mit CPR er {CPR}")
    with pytest.raises(services.Changed):
        services.publish(idea, None, version=1, state_read=State.RECEIVED)


@pytest.mark.parametrize("field", ["title", "text", "place", "name"])
def test_every_text_that_is_shown_is_looked_through(client, call, field):
    seen = client.post(call.take_part_url, written(call, **{field: f"Hos {PHONE}"}))
    client.post(call.take_part_url, {**on_screen(seen)})
    assert Contribution.objects.get().redactions == {field: [[4, 15]]}
    assert choice_in(seen)


def test_what_is_not_shown_is_not_asked_about(client):
    call = builders.idea_call(shows_names=False)
    seen = client.post(call.take_part_url, written(call, name=f"Ida {PHONE}"))
    assert "private-" not in seen.content.decode()
    call = builders.idea_call(publishes=False)
    seen = client.post(call.take_part_url, written(call, text=PHONE))
    assert "private-" not in seen.content.decode()


def test_sending_without_having_been_told_is_told_first(client, call):
    response = client.post(call.take_part_url, filled(call, text=f"Ring {PHONE}"))
    assert response.status_code == 200
    assert not Contribution.objects.exists()
    assert client.post(call.take_part_url, on_screen(response)).status_code == 302


@pytest.mark.parametrize("answer", ["", "publish", "leave_out " * 3])
def test_a_forged_choice_is_asked_again(client, call, answer):
    seen = client.post(call.take_part_url, written(call, text=f"Ring {PHONE}"))
    forged = {**on_screen(seen), choice_in(seen): answer}
    assert client.post(call.take_part_url, forged).status_code == 200
    assert not Contribution.objects.exists()


def test_a_number_that_comes_later_is_told_again_and_choices_made_hold(client, call):
    seen = client.post(call.take_part_url, written(call, text=f"Ring {PHONE}"))
    chosen = {**on_screen(seen, step="change"), choice_in(seen): "show"}
    form = client.post(call.take_part_url, chosen)
    assert f'name="{choice_in(seen)}" value="show"' in form.content.decode()
    later = {**chosen, "step": "send", "text": f"Nej, ring {PHONE} eller 33 44 55 66"}
    again = client.post(call.take_part_url, later)
    assert again.status_code == 200
    client.post(call.take_part_url, on_screen(again))
    public = Contribution.objects.get().public_view().text
    assert PHONE in public
    assert "33 44 55 66" not in public


def test_the_same_words_with_another_choice_are_other_content(client, call):
    seen = client.post(call.take_part_url, written(call, text=f"Ring {PHONE}"))
    client.post(call.take_part_url, on_screen(seen))
    asked = client.post(call.take_part_url, {**on_screen(seen), choice_in(seen): "show"})
    assert asked.status_code == 409
    client.post(call.take_part_url, {**on_screen(asked), "meaning": "correction"})
    idea = Contribution.objects.get()
    assert (idea.version, idea.redactions, idea.has_open_findings) == (2, {}, True)


def test_a_false_alarm_stops_nobody(client, call):
    text = "Sagsnummer 010190-1234 fra 1990"
    seen = client.post(call.take_part_url, written(call, text=text))
    response = client.post(call.take_part_url, {**on_screen(seen), choice_in(seen): "show"})
    assert response.status_code == 302
    assert Contribution.objects.get().public_view().text == text


def test_what_was_typed_is_escaped_wherever_it_is_repeated(client, call):
    attack = '"><script>alert(1)</script>'
    seen = client.post(call.take_part_url, written(call, title=attack, text=f"{attack} {PHONE}"))
    assert "<script>alert" not in seen.content.decode()
    assert client.post(call.take_part_url, {**written(call), attack: attack}).status_code == 200


def test_a_browser_without_script_gets_through_with_the_protection_on(call):
    browser = Client(enforce_csrf_checks=True)
    page = browser.get(call.take_part_url)
    token = page.cookies["csrftoken"].value
    fields = {**written(call), "csrfmiddlewaretoken": token}
    seen = browser.post(call.take_part_url, fields)
    sent = {**on_screen(seen), "csrfmiddlewaretoken": token}
    assert browser.post(call.take_part_url, sent).status_code == 302


# --- Hostile input ---------------------------------------------------------------------------


@pytest.mark.parametrize("step", ["", "send", "change"])
@pytest.mark.parametrize("field", ["title", "text", "place", "name", "email"])
@pytest.mark.parametrize("hostile", ["\0", "ord " * 250_000, "a\0b"])
def test_what_cannot_be_taken_is_said_kindly(client, call, field, hostile, step):
    response = client.post(call.take_part_url, filled(call, **{field: hostile, "step": step}))
    assert response.status_code == (200 if step == "change" else 422)
    assert response.context["form"].errors.keys() == (set() if step == "change" else {field})
    assert not Contribution.objects.exists()


@pytest.mark.parametrize(
    "words", ["🌊" * 60, "مقعد على الميناء", "\u202eplads", "<b>&amp;</b>", "{{ 7 }}"]
)
def test_words_of_any_kind_arrive_as_they_were_written(client, call, words):
    seen = client.post(call.take_part_url, written(call, title=words, text=words))
    client.post(call.take_part_url, on_screen(seen))
    idea = Contribution.objects.get()
    assert (idea.title, idea.text) == (words, words)


def test_bytes_that_are_no_text_break_nothing(client, call):
    body = b"title=\xff\xfe&text=\xc3\x28&step=send"
    response = client.post(call.take_part_url, body, "application/x-www-form-urlencoded")
    assert response.status_code == 302
    assert client.get(response.url).status_code == 200

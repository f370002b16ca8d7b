"""Until somebody has decided, the private link leads to a form that changes what was sent."""

import pytest
import time_machine
from django.test import Client

from contributions import services
from contributions.models import Contribution, State
from tests import builders
from tests.contributions.test_attachments import letters
from tests.contributions.test_form import WRITTEN, filled
from tests.contributions.test_review import PHONE, on_screen

pytestmark = pytest.mark.django_db


@pytest.fixture
def call():
    """A call that takes files."""
    return builders.idea_call(asks_attachments=True)


@pytest.fixture
def idea(call):
    """Something that was just sent, with a photo and two files."""
    files = {"photo": builders.upload(), "attachments": letters(2)}
    Client().post(call.take_part_url, filled(call, **files))
    return Contribution.objects.get()


def address(idea):
    """Return where an idea is changed."""
    return idea.get_private_url("contribution_change")


def changed(client, idea, **changes):
    """Go through the form and the review with these changes and return the last answer."""
    form = on_screen(client.get(address(idea)), step="")
    seen = client.post(address(idea), {**form, **changes})
    return client.post(address(idea), on_screen(seen))


def test_the_form_holds_what_was_sent(client, idea):
    response = client.get(address(idea))
    html = response.content.decode()
    for name in ("title", "place", "name", "email"):
        assert f'value="{WRITTEN[name]}"' in html
    assert "Vi kunne dyrke tomater sammen." in html
    assert [file.original_name for file in response.context["form"].kept_attachments] == [
        "brev-0.txt",
        "brev-1.txt",
    ]
    assert response.context["form"].kept_photo == idea
    assert response["Referrer-Policy"] == "no-referrer"
    assert "no-store" in response["Cache-Control"]
    assert '<meta name="robots" content="noindex">' in html


def test_a_change_is_looked_at_and_then_stored_with_the_files_kept(client, idea):
    response = changed(client, idea, text="Nye ord")
    after = Contribution.objects.get()
    assert response.url == idea.get_private_url("contribution_receipt")
    assert (after.text, after.title, after.version) == ("Nye ord", idea.title, 2)
    assert (after.photo.name, after.attachments.count()) == (idea.photo.name, 2)
    assert after.photo.storage.exists(after.photo.name)


def test_it_can_be_changed_again_and_twice_is_once(client, idea):
    for text in ("Nye ord", "Nyere ord", "Nyere ord"):
        changed(client, idea, text=text)
    assert Contribution.objects.get().version == 3


def test_files_can_be_exchanged(client, idea, django_capture_on_commit_callbacks):
    first = idea.attachments.first()
    form = {**on_screen(client.get(address(idea)), step=""), "remove_attachment": first.digest}
    without = client.post(address(idea), {**form, "photo": builders.upload(content=red())})
    assert without.status_code == 200
    with django_capture_on_commit_callbacks(execute=True):
        client.post(address(idea), on_screen(without))
    after = Contribution.objects.get()
    assert [file.original_name for file in after.attachments.all()] == ["brev-1.txt"]
    assert after.photo.name != idea.photo.name
    assert not idea.photo.storage.exists(idea.photo.name)
    assert not first.file.storage.exists(first.file.name)


def red():
    """Return the bytes of another picture."""
    return builders.picture_bytes(color="#ff0000")


def test_what_seems_private_is_told_here_too(client, idea):
    form = on_screen(client.get(address(idea)), step="")
    seen = client.post(address(idea), {**form, "text": f"Ring {PHONE}"})
    assert PHONE in seen.content.decode()
    client.post(address(idea), on_screen(seen))
    assert PHONE not in Contribution.objects.get().public_view().text


def test_a_mistake_is_said_and_nothing_is_changed(client, idea):
    form = on_screen(client.get(address(idea)), step="send")
    response = client.post(address(idea), {**form, "title": ""})
    assert (response.status_code, Contribution.objects.get().version) == (422, 1)


def test_what_was_meant_for_the_administration_alone_stays_so(client, idea):
    Contribution.objects.update(administration_only=True)
    changed(client, idea, text="Nye ord")
    assert Contribution.objects.get().administration_only


def test_after_a_decision_what_was_typed_can_be_copied(client, idea):
    form = on_screen(client.get(address(idea)), step="send")
    services.publish(idea, None, version=1, state_read=State.RECEIVED)
    response = client.post(address(idea), {**form, "text": "Nye ord, for sent"})
    html = response.content.decode()
    assert response.status_code == 409
    assert "Nye ord, for sent" in html
    assert idea.get_private_url() in html
    assert Contribution.objects.get().text == idea.text
    assert client.get(address(idea)).status_code == 200
    assert "<textarea" not in client.get(address(idea)).content.decode()


def test_a_decision_in_the_same_moment_wins(client, idea, monkeypatch):
    correct = services.correct

    def decided(*args, **kwargs):
        services.publish(idea, None, version=1, state_read=State.RECEIVED)
        return correct(*args, **kwargs)

    form = on_screen(client.get(address(idea)), step="send")
    monkeypatch.setattr(services, "correct", decided)
    response = client.post(address(idea), {**form, "text": "Nye ord"})
    assert response.status_code == 409
    assert "Nye ord" in response.content.decode()


def test_after_closing_nothing_is_changed(client, call, idea):
    form = on_screen(client.get(address(idea)), step="send")
    with time_machine.travel(call.closes_at, tick=False):
        response = client.post(address(idea), {**form, "text": "Nye ord"})
        assert "<textarea" not in client.get(address(idea)).content.decode()
    assert response.status_code == 409
    assert "Nye ord" in response.content.decode()
    assert Contribution.objects.get().version == 1


def test_the_form_s_own_token_cannot_be_exchanged(client, idea):
    other = builders.contribution(idea.page.specific, state=State.RECEIVED)
    changed(client, idea, text="Nye ord", token=str(other.token))
    other.refresh_from_db()
    assert other.version == 1
    assert Contribution.objects.get(pk=idea.pk).text == "Nye ord"


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_guessed_link_leads_nowhere(client, idea, method):
    wrong = address(idea).replace(idea.private_token, "0" * 32)
    assert getattr(client, method)(wrong).status_code == 404


def test_it_works_without_cookies_on_a_page_without_referrer(idea):
    browser = Client(enforce_csrf_checks=True)
    form = on_screen(browser.get(address(idea)), step="send")
    sent = {**form, "text": "Nye ord"}
    response = browser.post(address(idea), sent, headers={"origin": "null"}, secure=True)
    assert response.status_code == 302


def test_a_comment_is_not_changed_by_the_form_of_ideas(client, idea):
    comment = builders.contribution(
        idea.page.specific, about=idea, kind="comment", state=State.RECEIVED
    )
    assert client.get(address(comment)).status_code == 404


def test_answers_and_place_come_back_as_they_were_chosen(client):
    call = builders.idea_call(
        places=[("place", "Kranen")],
        questions=[("question", {"kind": "singleline", "label": "Hvornår?", "choices": []})],
    )
    place = call.places[0].id
    question = f"q_{call.questions[0].id}"
    fields = filled(call, place="", place_key=place, **{question: "Om sommeren"})
    client.post(call.take_part_url, fields)
    idea = Contribution.objects.get()
    assert idea.place == "Kranen"
    changed(client, idea, text="Nye ord")
    after = Contribution.objects.get()
    assert (after.place, after.place_key, after.version) == ("Kranen", place, 2)
    assert after.form_data == idea.form_data

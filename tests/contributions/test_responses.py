"""Responses to a consultation: what people are told first, choose, and may send until when."""

import re
from datetime import timedelta
from html import unescape

import pytest
import time_machine
from django.core import mail
from django.utils import timezone

from contributions import services
from contributions.models import Contribution, Kind, OnBehalf, State
from tests import builders
from tests.contributions.test_review import on_screen

pytestmark = pytest.mark.django_db

CVR = "29188599"
WRITTEN = {
    "title": "",
    "text": "Husene ved roklubben er for høje. Byg i tre etager langs vandet i stedet.",
    "on_behalf": "self",
    "name": "Beboer i Sydhavnen",
    "show_name": "no",
    "email": "beboer@example.org",
}


@pytest.fixture
def page():
    """An open consultation."""
    return builders.consultation(title="Lokalplan for den sydlige havn")


def opened(client, page):
    """Return what the form on the screen sends besides what is typed."""
    html = client.get(page.take_part_url).content.decode()
    names = ("token", "shown_at")
    return {name: re.search(rf'name="{name}" value="([^"]+)"', html).group(1) for name in names}


def sent(client, page, **changes):
    """Send a response for good and return the answer of the site."""
    fields = {**opened(client, page), **WRITTEN, "step": "send", **changes}
    return client.post(page.take_part_url, fields)


def stored(client, page, **changes):
    """Send a response and return the row."""
    assert sent(client, page, **changes).status_code == 302
    return Contribution.objects.get()


# --- What is told and asked -------------------------------------------------------------------


def test_the_form_tells_before_the_text_what_becomes_of_it(client, page):
    html = unescape(client.get(page.take_part_url).content.decode())
    form = html[html.index('<form class="form"') :]
    told = form.index("Før du skriver") if "Før du skriver" in form else form.index("Before you")
    assert told < form.index('name="text"')
    assert form.count("before-writing") == 2


def test_it_asks_in_the_words_of_a_response(client, page):
    english = builders.translated(page, builders.home("en"))
    html = unescape(client.get(english.take_part_url).content.decode())
    assert "<title>Write a response" in html
    assert "Your response" in html
    assert "15 minutes more" in html
    assert re.findall(r"\bideas?\b", re.sub(r"<[^>]+>", "", html), re.IGNORECASE) == []


def test_a_response_needs_no_title_and_may_be_long(client, page):
    response = stored(client, page, text="ord " * 4999 + "slut")
    assert response.kind == Kind.RESPONSE
    assert response.title == ""
    assert response.headline.startswith("ord ord ord")


def test_what_is_longer_is_not_cut_off(client, page):
    answer = sent(client, page, text="o" * 20_001)
    assert answer.status_code == 422
    assert "o" * 20_001 in answer.content.decode()


def test_an_idea_is_as_short_as_before(client):
    call = builders.idea_call()
    fields = {**opened(client, call), "title": "Bænk", "text": "o" * 5001, "step": "send"}
    assert client.post(call.take_part_url, fields).status_code == 422


# --- Who writes -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "kept"),
    [(CVR, CVR), (f"DK {CVR}", CVR), ("29 18 85 99", CVR), ("", "")],
)
def test_a_right_cvr_number_is_kept_as_eight_digits(client, page, typed, kept):
    response = stored(
        client, page, on_behalf=OnBehalf.COMPANY, on_behalf_of="Havnens Smedje", cvr=typed
    )
    assert (response.cvr, response.on_behalf_of) == (kept, "Havnens Smedje")


@pytest.mark.parametrize(
    "typed", ["29188598", "2918859", "291885999", "02918859", "abc", "29818599"]
)
def test_a_wrong_cvr_number_is_told_at_the_field(client, page, typed):
    answer = sent(
        client, page, on_behalf=OnBehalf.COMPANY, on_behalf_of="Havnens Smedje", cvr=typed
    )
    assert answer.status_code == 422
    assert 'id="id_cvr_error"' in answer.content.decode()
    assert not Contribution.objects.exists()


def test_a_cvr_number_without_a_company_is_a_contradiction(client, page):
    assert sent(client, page, cvr=CVR).status_code == 422


@pytest.mark.parametrize(("choice", "shown"), [("yes", "Beboer i Sydhavnen"), ("no", "")])
def test_the_writer_chooses_who_sees_the_name(client, page, choice, shown):
    response = stored(client, page, show_name=choice)
    assert response.name == "Beboer i Sydhavnen"
    assert response.public_view().author == shown


def test_of_somebody_with_a_protected_address_neither_name_nor_place_is_shown(client):
    page = builders.consultation(asks_place=True)
    response = stored(client, page, show_name="yes", place="Strandvejen 3", protected_address="on")
    assert response.protected_address
    assert (response.name, response.place) == ("Beboer i Sydhavnen", "Strandvejen 3")
    public = response.public_view()
    assert (public.author, public.place) == ("", "")


def test_what_only_we_see_is_listed_before_sending(client, page):
    fields = {**WRITTEN, "on_behalf": "company", "on_behalf_of": "Havnens Smedje", "cvr": CVR}
    fields |= {**opened(client, page), "protected_address": "on"}
    html = client.post(page.take_part_url, fields).content.decode()
    ours = html[html.index('id="ours"') : html.index("</dl></section>", html.index('id="ours"'))]
    assert [words in ours for words in (CVR, "Beboer i Sydhavnen", "beboer@example.org")] == [
        True
    ] * 3


def test_an_author_changes_all_of_it(client, page):
    response = stored(client, page, show_name="yes")
    form = client.get(response.get_private_url("contribution_change"))
    fields = on_screen(form)
    assert fields["show_name"] == ["yes"]
    fields |= {"show_name": "no", "protected_address": "on", "text": "Byg lavere."}
    answer = client.post(response.get_private_url("contribution_change"), fields)
    assert answer.status_code == 302
    response.refresh_from_db()
    assert (response.text, response.show_name, response.protected_address) == (
        "Byg lavere.",
        False,
        True,
    )


# --- Until when -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("opened_before", "sent_after", "status"),
    [
        (timedelta(hours=1), timedelta(minutes=-1), 302),
        (timedelta(hours=1), timedelta(0), 302),
        (timedelta(seconds=1), timedelta(minutes=14, seconds=59), 302),
        (timedelta(hours=1), timedelta(minutes=15), 409),
        (timedelta(hours=1), timedelta(days=1), 409),
    ],
)
def test_a_form_opened_in_time_may_come_a_little_late(
    client, page, opened_before, sent_after, status
):
    with time_machine.travel(page.closes_at - opened_before, tick=False):
        begun = opened(client, page)
    with time_machine.travel(page.closes_at + sent_after, tick=False):
        answer = client.post(page.take_part_url, {**begun, **WRITTEN, "step": "send"})
    assert answer.status_code == status
    assert Contribution.objects.count() == (status == 302)


@pytest.mark.parametrize(
    "stamp", ["", "forged", ":1xV1Et:jSdRLygPe4n7lya4GVskpOGKbk6vYCbvjWHNttvEi3c"]
)
def test_without_proof_of_when_it_was_opened_there_is_no_grace(client, page, stamp):
    begun = {**opened(client, page), "shown_at": stamp}
    with time_machine.travel(page.closes_at + timedelta(minutes=1), tick=False):
        answer = client.post(page.take_part_url, {**begun, **WRITTEN, "step": "send"})
    assert answer.status_code == 409
    assert WRITTEN["text"] in answer.content.decode()


def test_a_form_opened_too_late_gets_no_grace(client, page):
    with time_machine.travel(page.closes_at + timedelta(minutes=1), tick=False):
        assert 'name="text"' not in client.get(page.take_part_url).content.decode()
        assert not page.takes_what_began(timezone.now())


def test_a_call_for_ideas_closes_to_the_minute(client):
    call = builders.idea_call()
    begun = opened(client, call)
    with time_machine.travel(call.closes_at, tick=False):
        fields = {**begun, "title": "Bænk", "text": "En bænk.", "step": "send"}
        assert client.post(call.take_part_url, fields).status_code == 409


def test_a_deadline_moved_in_danish_holds_in_english(client, page):
    english = builders.translated(page, builders.home("en"))
    page.closes_at = timezone.now() - timedelta(hours=1)
    page.save()
    assert 'name="text"' not in client.get(english.take_part_url).content.decode()


# --- What others see --------------------------------------------------------------------------


def published(page, **fields):
    """Return a published response."""
    fields = {"kind": Kind.RESPONSE, "title": "", "text": WRITTEN["text"], **fields}
    return builders.contribution(page, **fields)


def test_a_response_lives_at_its_own_address(client, page):
    response = published(page)
    address = page.get_contribution_url(response)
    assert address == f"{page.url}svar/{response.pk}/"
    assert client.get(address).status_code == 200
    english = builders.translated(page, builders.home("en"))
    assert english.get_contribution_url(response) == f"{english.url}response/{response.pk}/"
    for word in ("ide", "idea", "response"):
        answer = client.get(f"{page.url}{word}/{response.pk}/")
        assert (answer.status_code, answer.url) == (302, address)


def test_its_page_speaks_of_a_response(client, page):
    response = published(page)
    english = builders.translated(page, builders.home("en"))
    html = unescape(client.get(english.get_contribution_url(response)).content.decode())
    words = re.sub(r"<script.*?</script>|<style.*?</style>|<[^>]+>", " ", html, flags=re.DOTALL)
    assert "See all responses" in words
    assert "Husene ved roklubben er for høje. Byg i" in words
    assert re.findall(r"\bideas?\b|How far it has come|supports?", words, re.IGNORECASE) == []


def test_the_mails_speak_of_a_response(client, page, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        response = stored(client, page)
    with django_capture_on_commit_callbacks(execute=True):
        services.publish(response, None, version=1, state_read=State.RECEIVED)
    response.refresh_from_db()
    with django_capture_on_commit_callbacks(execute=True):
        services.hide(response, None, version=1, state_read=State.PUBLISHED, reason="Privat.")
    assert len(mail.outbox) == 3
    bodies = "\n".join(f"{message.subject}\n{message.body}" for message in mail.outbox)
    assert re.findall(r"\bidé\w*|\bidea\w*|opslagstavle\w*|\bboard\b", bodies, re.IGNORECASE) == []
    assert f"{page.url}svar/{response.pk}/" in bodies


def test_a_response_is_never_joined_with_another(page):
    one, other = (published(page, state=State.RECEIVED) for _number in range(2))
    with pytest.raises(services.Changed):
        services.merge(one, other, None, version=1, state_read=State.RECEIVED)


def test_responses_are_found_by_who_sent_them(client, page):
    published(page, text="Fra en forening.", on_behalf=OnBehalf.ASSOCIATION, on_behalf_of="Roerne")
    published(page, text="Fra en nabo.")
    html = client.get(page.url, {"on_behalf": "association"}).content.decode()
    assert ("Fra en forening." in html, "Fra en nabo." in html) == (True, False)
    both = client.get(page.url, {"on_behalf": "nobody"}).content.decode()
    assert ("Fra en forening." in both, "Fra en nabo." in both) == (True, True)


def test_responses_can_be_read_in_the_order_they_were_published(client, page):
    now = timezone.now()
    published(page, text="Den nye.", published_at=now)
    published(page, text="Den gamle.", published_at=now - timedelta(days=3))
    newest = client.get(page.url).content.decode()
    oldest = client.get(page.url, {"order": "oldest"}).content.decode()
    assert newest.index("Den nye.") < newest.index("Den gamle.")
    assert oldest.index("Den gamle.") < oldest.index("Den nye.")

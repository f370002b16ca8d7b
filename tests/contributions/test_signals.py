"""What looks like spam, or comes in masses, is stored apart and refused to nobody."""

import pytest
from django.test import Client

from contributions.models import Contribution
from contributions.views import taking_part
from core.spam import make_stamp
from tests import builders
from tests.contributions.test_form import filled
from tests.contributions.test_review import on_screen, written

pytestmark = pytest.mark.django_db


@pytest.fixture
def call():
    """An open call for ideas."""
    return builders.idea_call()


@pytest.mark.parametrize(
    ("changes", "suspicion"),
    [
        ({}, ""),
        ({"homepage": "http://example.org"}, "honeypot"),
        ({"text": "http://a.dk http://b.dk www.c.dk"}, "links"),
    ],
)
def test_it_is_stored_apart_and_its_sender_sees_the_same_receipt(client, call, changes, suspicion):
    response = client.post(call.take_part_url, filled(call, **changes))
    idea = Contribution.objects.get()
    assert response.url == idea.get_private_url("contribution_receipt")
    assert idea.suspicion == suspicion
    assert Contribution.objects.waiting().count() == (not suspicion)
    assert Contribution.objects.suspects().count() == bool(suspicion)


def test_a_form_sent_faster_than_anybody_writes_is_a_suspect(client, call):
    stamp = make_stamp()
    client.post(call.take_part_url, filled(call, shown_at=stamp, homepage="x"))
    assert Contribution.objects.get().suspicion == "honeypot too_fast"


def test_the_review_keeps_when_the_form_was_shown_and_what_was_filled_in(client, call):
    stamp = make_stamp()
    fields = {**written(call), "shown_at": stamp, "homepage": "x"}
    seen = on_screen(client.post(call.take_part_url, fields))
    assert (seen["shown_at"], seen["homepage"]) == ([stamp], ["x"])
    back = on_screen(client.post(call.take_part_url, {**seen, "step": "change"}), step="send")
    client.post(call.take_part_url, back)
    assert Contribution.objects.get().suspicion == "honeypot too_fast"


def test_what_comes_in_masses_from_one_address_is_stored_apart(call, monkeypatch):
    monkeypatch.setattr(taking_part, "MOST_AN_HOUR", 2)
    for number in range(3):
        response = Client().post(call.take_part_url, filled(call, title=f"Idé {number}"))
        assert response.status_code == 302
    assert list(Contribution.objects.order_by("pk").values_list("suspicion", flat=True)) == [
        "",
        "",
        "too_many",
    ]


def test_a_class_of_forty_writes_three_each(call):
    assert taking_part.MOST_AN_HOUR >= 40 * 3

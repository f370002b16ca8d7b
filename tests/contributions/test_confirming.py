"""Where addresses are to be confirmed, nothing is read before that; machines cannot do it."""

from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.utils import timezone

from contributions import services
from contributions.models import Contribution, State, WhoMay
from contributions.words import what_happens_next
from tests import builders
from tests.contributions.test_form import WRITTEN, filled
from tests.contributions.test_services import daily_work

pytestmark = pytest.mark.django_db


@pytest.fixture
def call():
    """A call that asks people to confirm their address."""
    return builders.idea_call(who_may=WhoMay.EMAIL, asks_attachments=True)


def sent(client, call, commits, **changes):
    """Send an idea and return it."""
    with commits(execute=True):
        client.post(call.take_part_url, filled(call, client, **changes))
    return Contribution.objects.get()


@pytest.fixture
def idea(client, call, django_capture_on_commit_callbacks):
    """An idea that waits for its address to be confirmed."""
    return sent(client, call, django_capture_on_commit_callbacks, photo=builders.upload())


def test_it_waits_out_of_every_queue_and_a_mail_asks(idea):
    assert idea.awaits_confirmation
    assert not Contribution.objects.waiting().exists()
    assert not Contribution.objects.suspects().exists()
    (asked,) = mail.outbox
    assert asked.to == [WRITTEN["email"]]
    assert f"http://testserver{idea.get_confirmation_url()}" in asked.body
    assert idea.private_token not in asked.body


def test_the_receipt_says_to_look_in_the_mail(client, idea):
    html = client.get(idea.get_private_url("contribution_receipt")).content.decode()
    assert idea.get_confirmation_url() not in html
    assert WRITTEN["email"] in html


@pytest.mark.parametrize("method", ["get", "head"])
def test_opening_the_link_changes_nothing(client, idea, method):
    response = getattr(client, method)(idea.get_confirmation_url())
    assert response.status_code == 200
    assert response["Referrer-Policy"] == "no-referrer"
    assert Contribution.objects.waiting().count() == 0


def test_pressing_the_button_lets_it_in_and_sends_the_receipt(
    client, idea, django_capture_on_commit_callbacks
):
    for _time in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            response = client.post(idea.get_confirmation_url())
        assert response.url == idea.get_private_url()
    assert list(Contribution.objects.waiting()) == [idea]
    assert len(mail.outbox) == 2
    assert idea.get_private_url() in mail.outbox[1].body
    assert client.get(idea.get_confirmation_url()).url == idea.get_private_url()


def test_the_private_link_does_not_confirm(client, idea):
    """It stands on the screen, so it says nothing about who reads the mail."""
    address = idea.get_private_url("contribution_confirm")
    assert client.post(address).status_code == 404
    assert Contribution.objects.get().awaits_confirmation


def test_another_address_is_confirmed_anew(client, call, idea, django_capture_on_commit_callbacks):
    fields = {**WRITTEN, "email": "anden@example.org", "photo_kept": idea.photo_digest}
    services.confirm(idea)
    with django_capture_on_commit_callbacks(execute=True):
        services.correct(call, idea, fields, token=idea.token)
    after = Contribution.objects.get()
    assert after.awaits_confirmation
    assert mail.outbox[-1].to == ["anden@example.org"]
    assert client.post(idea.get_confirmation_url()).status_code == 404
    assert client.post(after.get_confirmation_url()).status_code == 302
    assert not Contribution.objects.get().awaits_confirmation


def test_a_correction_with_the_same_address_needs_no_new_confirmation(call, idea):
    services.confirm(idea)
    services.correct(call, idea, {**WRITTEN, "text": "Nye ord"}, token=idea.token)
    assert not Contribution.objects.get().awaits_confirmation


@pytest.mark.parametrize(("email", "awaits"), [("mig@example.org", False), ("x@example.org", True)])
def test_an_address_that_the_account_has_confirmed_is_not_asked_about(
    client, call, django_capture_on_commit_callbacks, email, awaits
):
    client.force_login(builders.user("mig@example.org"))
    idea = sent(client, call, django_capture_on_commit_callbacks, email=email)
    assert idea.awaits_confirmation == awaits


def test_an_address_is_needed(client, call):
    response = client.post(call.take_part_url, filled(call, email=""))
    assert response.status_code == 422
    assert response.context["form"].errors.keys() == {"email"}


@pytest.mark.parametrize("settings", [{}, {"is_anonymous": True}])
def test_elsewhere_nothing_waits(client, settings, django_capture_on_commit_callbacks):
    call = builders.idea_call(**settings)
    idea = sent(client, call, django_capture_on_commit_callbacks)
    assert list(Contribution.objects.waiting()) == [idea]


def test_what_nobody_confirms_is_forgotten_after_14_days(idea, django_capture_on_commit_callbacks):
    confirmed = builders.contribution(state=State.RECEIVED)
    with time_machine.travel(timezone.now() + timedelta(days=13, hours=23), tick=False):
        assert services.forget_unconfirmed() == 0
    with (
        time_machine.travel(timezone.now() + timedelta(days=14, hours=1), tick=False),
        django_capture_on_commit_callbacks(execute=True),
    ):
        assert "unconfirmed forgotten: 1" in daily_work()
        assert "unconfirmed forgotten: 0" in daily_work()
    assert list(Contribution.objects.all()) == [confirmed]
    assert not idea.photo.storage.exists(idea.photo.name)


def test_another_address_has_14_days_of_its_own(call, idea, django_capture_on_commit_callbacks):
    services.confirm(idea)
    late = timezone.now() + timedelta(days=20)
    with time_machine.travel(late, tick=False):
        services.correct(call, idea, {**WRITTEN, "email": "ny@example.org"}, token=idea.token)
        assert Contribution.objects.get().awaits_confirmation
        assert services.forget_unconfirmed() == 0
    with time_machine.travel(late + timedelta(days=14, hours=1), tick=False):
        assert services.forget_unconfirmed() == 1
    assert not Contribution.objects.exists()


def test_what_is_joined_with_a_forgotten_one_stands_on_its_own_again(call, idea):
    services.confirm(idea)
    alike = builders.contribution(call, state=State.MERGED, merged_into=idea)
    taken_back = builders.contribution(call, state=State.WITHDRAWN, merged_into=idea)
    services.correct(call, idea, {**WRITTEN, "email": "ny@example.org"}, token=idea.token)
    with time_machine.travel(timezone.now() + timedelta(days=15), tick=False):
        assert services.forget_unconfirmed() == 1
    assert list(Contribution.objects.waiting()) == [alike]
    assert set(Contribution.objects.filter(merged_into=None)) == {alike, taken_back}


@pytest.mark.parametrize("state", [State.PUBLISHED, State.REJECTED, State.MERGED])
def test_nobody_decides_about_what_nobody_has_confirmed(idea, state):
    assert not idea.can_become(state)
    services.confirm(idea)
    assert Contribution.objects.get().can_become(state)


def test_what_was_taken_back_is_not_let_in_by_a_confirmation(client, call, idea):
    services.withdraw(idea)
    client.post(idea.get_confirmation_url())
    assert Contribution.objects.get().state == State.WITHDRAWN
    assert Contribution.objects.get().awaits_confirmation
    assert len(mail.outbox) == 1
    page = client.get(idea.get_confirmation_url(), follow=True)
    taken_back = builders.contribution(state=State.WITHDRAWN)
    assert page.context["next_step"] == what_happens_next(taken_back, call)

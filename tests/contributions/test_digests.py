"""One mail that tells a moderator what waits, instead of a mail an idea."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.core import mail
from django.core.management import call_command
from django.urls import reverse
from wagtail.users.models import UserProfile

from contributions import services, tasks
from contributions.models import DigestSetting, ModerationScope, State
from contributions.services.digests import setting_of
from tests import builders
from tests.contributions.test_queue import appeal_about, report_about

pytestmark = pytest.mark.django_db

MONDAY = datetime(2026, 3, 2, 6, tzinfo=UTC)
DAY = timedelta(days=1)
DAILY, WEEKLY, NEVER = DigestSetting.Frequency


@pytest.fixture(autouse=True)
def _monday():
    """It is a Monday morning."""
    with time_machine.travel(MONDAY, tick=False):
        yield


@pytest.fixture
def send(django_capture_on_commit_callbacks):
    """Send the mails of a day and return how many the daily run says it were."""

    def send(day=MONDAY):
        with (
            time_machine.travel(day, tick=False),
            django_capture_on_commit_callbacks(execute=True),
        ):
            return services.send_digests()

    return send


def waits(call=None, **fields):
    """Return an idea that waits for its decision."""
    return builders.contribution(call, **{"state": State.RECEIVED, **fields})


def wants(person, frequency, **fields):
    """Let somebody have said how often to be told."""
    return DigestSetting.objects.create(user=person, frequency=frequency, **fields)


def sent_to():
    """Return who got a mail, in order."""
    return [message.to[0] for message in mail.outbox]


# --- Who gets it, and when ----------------------------------------------------------------------


def test_a_moderator_who_has_said_nothing_is_told_on_working_days(send):
    person = builders.moderator()
    waits()

    days = [send(MONDAY + number * DAY) for number in range(7)]

    assert days == [1, 1, 1, 1, 1, 0, 0]
    assert set(sent_to()) == {person.email}


def test_a_day_is_sent_once_however_often_the_daily_run_comes(send):
    builders.moderator()
    waits()

    assert [send(), send(), send(MONDAY + timedelta(hours=9))] == [1, 0, 0]
    assert len(mail.outbox) == 1


def test_two_workers_at_once_send_one_mail(send, monkeypatch):
    person = builders.moderator()
    waits()
    setting = wants(person, DAILY)
    # The other has claimed the day after this one has found the mail to be due.
    find = setting_of

    def find_and_be_overtaken(user):
        found = find(user)
        DigestSetting.objects.filter(pk=setting.pk).update(sent_on=MONDAY.date())
        return found

    monkeypatch.setattr("contributions.services.digests.setting_of", find_and_be_overtaken)

    assert send() == 0
    assert mail.outbox == []


def test_nothing_is_sent_when_nothing_waits(send):
    person = builders.moderator()
    builders.contribution()
    waits(suspicion="links")
    waits(awaits_confirmation=True)

    assert send() == 0
    assert mail.outbox == []
    # What comes later that day waits for the next one.
    waits()
    assert (send(), send(MONDAY + DAY)) == (0, 1)
    assert sent_to() == [person.email]


def test_the_weekly_mail_comes_on_mondays(send):
    wants(builders.moderator(), WEEKLY)
    waits()

    days = [send(MONDAY + number * DAY) for number in range(8)]

    assert days == [1, 0, 0, 0, 0, 0, 0, 1]


def test_a_weekly_mail_that_was_missed_is_made_good_for(send):
    wants(builders.moderator(), WEEKLY, sent_on=(MONDAY - 7 * DAY).date())
    waits()

    assert [send(MONDAY + number * DAY) for number in (2, 3, 7)] == [1, 0, 1]


def test_a_weekly_mail_just_asked_for_waits_for_its_monday(send):
    wants(builders.moderator(), WEEKLY)
    waits()

    assert [send(MONDAY + number * DAY) for number in (2, 7)] == [0, 1]


def test_who_wants_none_gets_none(send):
    wants(builders.moderator(), NEVER)
    waits()

    assert send() == 0


def test_administrators_get_it_only_if_they_ask(send):
    silent, asking = builders.superuser(), builders.superuser()
    wants(asking, DAILY)
    waits()

    assert send() == 1
    assert sent_to() == [asking.email]
    assert not DigestSetting.objects.filter(user=silent).exists()


def without_permission():
    """Is in a group with a scope, but may not moderate."""
    group = Group.objects.create(name="Former moderators")
    ModerationScope.objects.create(group=group, page=builders.home())
    return builders.user(groups=[group.name])


def retired():
    """Moderated once."""
    person = builders.moderator()
    person.is_active = False
    person.save()
    return person


def consultant():
    """Writes pages, moderates none."""
    return builders.user(groups=["Culture consultants"])


@pytest.mark.parametrize("person", [without_permission, retired, consultant])
@pytest.mark.parametrize("has_asked", [True, False])
def test_others_get_none(send, person, has_asked):
    somebody = person()
    if has_asked:
        wants(somebody, DAILY)
    waits()

    assert send() == 0
    assert mail.outbox == []


# --- What it says -------------------------------------------------------------------------------


def test_it_tells_counts_and_ages_by_page_and_nobody_s_words(send):
    person = builders.moderator()
    call, other = builders.idea_call(), builders.idea_call()
    idea = waits(
        call,
        title="Hemmelig titel",
        text="Hemmelige ord",
        name="Ida Hemmelig",
        email="hemmelig@example.org",
        created_at=MONDAY - 3 * DAY,
    )
    waits(call)
    waits(other)

    send()

    [message] = mail.outbox
    html = message.alternatives[0].content
    for body in (message.body, html):
        assert f"{call.title}" in body
        assert f"{other.title}" in body
        assert "3\xa0dage" in body
        assert f"{reverse('contributions:index')}?page={call.pk}" in body
        assert reverse("wagtailadmin_account") in body
        for secret in ("emmelig", idea.reference):
            assert secret not in body + message.subject
    assert message.to == [person.email]


def test_it_counts_reports_and_second_looks(send):
    UserProfile.objects.create(user=builders.moderator(), preferred_language="en")
    report_about(builders.contribution())
    appeal_about(builders.contribution(state=State.REJECTED), None)

    send()

    [message] = mail.outbox
    assert message.subject == "2 contributions wait for you"
    for words in (
        "1 contribution has been reported",
        "?state=reported",
        "1 author asks for a second look",
        "?state=appealed",
    ):
        assert words in message.body
        assert words in message.alternatives[0].content


def test_it_counts_only_what_is_in_one_s_scope(send):
    call, other = builders.idea_call(), builders.idea_call()
    person = builders.moderator(scope=call)
    UserProfile.objects.create(user=person, preferred_language="en")
    waits(call)
    for _row in range(4):
        waits(other)

    send()

    [message] = mail.outbox
    assert message.subject == "1 contribution waits for you"
    assert other.title not in message.body


@pytest.mark.parametrize(("language", "word"), [("da", 'lang="da"'), ("en", 'lang="en"')])
def test_it_is_in_the_moderator_s_language(send, language, word):
    UserProfile.objects.create(user=builders.moderator(), preferred_language=language)
    waits()

    send()

    assert word in mail.outbox[0].alternatives[0].content


def test_what_was_decided_before_the_mail_left_is_not_told():
    setting = wants(builders.moderator(), DAILY)

    tasks.mail_digest.func(setting.pk)
    tasks.mail_digest.func(setting.pk + 1)

    assert mail.outbox == []


def test_the_daily_command_sends_it(django_capture_on_commit_callbacks, capsys):
    builders.moderator()
    waits()

    with django_capture_on_commit_callbacks(execute=True):
        call_command("due_work")

    assert "mails about what waits: 1" in capsys.readouterr().out
    assert len(mail.outbox) == 1


# --- Choosing it ----------------------------------------------------------------------------------


def account_form(client):
    """Return what the account page of the admin would send as it stands."""
    tabs = client.get(reverse("wagtailadmin_account")).context["panels_by_tab"].values()
    fields = [field for panels in tabs for panel in panels for field in panel.get_form()]
    return {field.html_name: field.value() for field in fields if field.value()}


@pytest.mark.parametrize("frequency", [DAILY, WEEKLY, NEVER])
def test_moderators_choose_it_on_their_account_page(client, frequency):
    person = builders.moderator(first_name="En", last_name="Moderator")
    client.force_login(person)

    data = account_form(client)
    response = client.post(
        reverse("wagtailadmin_account"), {**data, "moderation_digest-frequency": frequency}
    )

    assert response.status_code == 302
    assert DigestSetting.objects.get(user=person).frequency == frequency


def test_the_account_page_shows_what_holds_now(client):
    moderator, administrator = builders.moderator(), builders.superuser()

    shown = {}
    for person in (moderator, administrator):
        client.force_login(person)
        shown[person] = account_form(client)["moderation_digest-frequency"]

    assert shown == {moderator: DAILY, administrator: NEVER}
    assert not DigestSetting.objects.exists()


def test_who_moderates_nothing_is_not_asked(client):
    client.force_login(consultant())

    assert "moderation_digest-frequency" not in account_form(client)


def test_an_unknown_choice_is_refused(client):
    person = builders.moderator(first_name="En", last_name="Moderator")
    client.force_login(person)

    data = account_form(client)
    client.post(reverse("wagtailadmin_account"), {**data, "moderation_digest-frequency": "hourly"})

    assert not DigestSetting.objects.filter(user=person).exists()

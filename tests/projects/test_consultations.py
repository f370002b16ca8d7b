"""Consultations: a lawful period at every door, and states that turn by themselves."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupApprovalTask, Workflow, WorkflowPage, WorkflowTask
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from core.exceptions import PublicationRefused
from projects.models import ConsultationKind, ConsultationPage, ConsultationState
from tests import builders

pytestmark = pytest.mark.django_db

COPENHAGEN = ZoneInfo("Europe/Copenhagen")
# A Monday, in winter time.
MONDAY = datetime(2027, 1, 4, 10, 0, tzinfo=COPENHAGEN)


def at(words):
    """Return a moment by Danish clocks."""
    return datetime.fromisoformat(words).replace(tzinfo=COPENHAGEN)


@pytest.fixture
def monday():
    """Be there on a Monday at ten."""
    with time_machine.travel(MONDAY, tick=False):
        yield MONDAY


def draft(closes_at="2027-02-01 23:59", **fields):
    """Return a consultation of four weeks' law that is not public yet."""
    fields = {"minimum_weeks": 4, "opens_at": MONDAY, "closes_at": at(closes_at), **fields}
    return builders.consultation(live=False, **fields)


def is_live(page):
    """Whether a page is public now."""
    return ConsultationPage.objects.get(pk=page.pk).live


# --- The period ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("closes_at", "fields", "is_lawful"),
    [
        ("2027-02-01 23:59", {}, True),
        ("2027-02-02 00:00", {}, True),
        ("2027-02-01 23:58", {}, False),
        ("2027-01-20 12:00", {}, False),
        ("2027-01-20 12:00", {"short_period_reason": "Hastesag efter § 24, stk. 4."}, True),
        ("2027-01-20 12:00", {"short_period_reason": "  "}, False),
        ("2027-01-20 12:00", {"minimum_weeks": 0}, True),
        # From the opening, where that comes after the publication.
        ("2027-02-01 23:59", {"opens_at": at("2027-01-05 08:00")}, False),
        ("2027-02-02 23:59", {"opens_at": at("2027-01-05 08:00")}, True),
        # From the publication, where that comes after the opening.
        ("2027-02-01 23:59", {"opens_at": at("2026-12-01 08:00")}, True),
    ],
)
def test_a_page_becomes_public_only_with_a_lawful_period(monday, closes_at, fields, is_lawful):
    page = draft(closes_at, **fields)
    revision = page.save_revision()
    if is_lawful:
        revision.publish()
    else:
        with pytest.raises(PublicationRefused):
            revision.publish()
    assert is_live(page) is is_lawful


def test_the_refusal_says_the_law_and_the_first_working_day(monday):
    page = draft("2027-01-20 12:00", opens_at=at("2027-01-09 10:00"))
    with pytest.raises(PublicationRefused) as refused:
        page.save_revision().publish()
    words = " ".join(refused.value.messages)
    assert "Planloven § 24, stk. 3" in words
    assert "8. februar 2027 kl. 23.59" in words


def test_a_page_made_public_by_code_is_refused_as_well(monday):
    with pytest.raises(PublicationRefused):
        builders.consultation(minimum_weeks=4, opens_at=MONDAY, closes_at=at("2027-01-20 12:00"))


def test_a_page_that_was_told_no_language_takes_that_of_its_parent(monday):
    page = ConsultationPage(
        title="En lokalplan",
        consultation_kind=ConsultationKind.objects.get(minimum_weeks=2),
        opens_at=MONDAY,
        closes_at=at("2027-02-01 23:59"),
        participation_promise="Alle svar bliver læst.",
    )
    builders.project().add_child(instance=page)
    assert (is_live(page), page.locale.language_code) == (True, "da")


def test_what_is_public_can_be_corrected_while_its_period_stays(monday):
    page = draft()
    page.save_revision().publish()
    page = ConsultationPage.objects.get(pk=page.pk)
    ConsultationKind.objects.update(minimum_weeks=12)
    page.title = "Et nyt navn"
    page.save_revision().publish()
    page = ConsultationPage.objects.get(pk=page.pk)
    assert (page.title, page.live) == ("Et nyt navn", True)


def test_a_public_deadline_cannot_be_brought_below_the_law(monday):
    page = draft()
    page.save_revision().publish()
    page = ConsultationPage.objects.get(pk=page.pk)
    page.closes_at = at("2027-01-22 12:00")
    with pytest.raises(PublicationRefused):
        page.save_revision().publish()
    assert ConsultationPage.objects.get(pk=page.pk).closes_at == at("2027-02-01 23:59")


def test_a_translation_supplies_words_only(monday):
    page = draft()
    page.save_revision().publish()
    english = builders.translated(
        page,
        builders.home("en"),
        consultation_kind=page.consultation_kind,
        closes_at=at("2027-01-10 12:00"),
    )
    assert english.live


def test_a_schedule_is_checked_against_the_day_it_is_for(monday):
    page = draft("2027-02-05 23:59", go_live_at=at("2027-01-11 08:00"))
    with pytest.raises(PublicationRefused):
        page.save_revision().publish()
    page.closes_at = at("2027-02-08 23:59")
    page.save_revision().publish()
    assert not is_live(page)
    with time_machine.travel(at("2027-01-11 08:05")):
        call_command("publish_scheduled")
        assert is_live(page)
    assert ConsultationPage.objects.get(pk=page.pk).closes_at == at("2027-02-08 23:59")


def test_a_schedule_that_runs_late_gives_people_the_time_they_are_owed(monday):
    page = draft("2027-02-08 23:59", go_live_at=at("2027-01-11 08:00"))
    page.save_revision().publish()
    other = builders.project(live=False, go_live_at=at("2027-01-11 08:00"))
    other.save_revision().publish()
    with time_machine.travel(at("2027-01-15 09:00")):
        call_command("publish_scheduled")
    page = ConsultationPage.objects.get(pk=page.pk)
    assert (page.live, page.closes_at) == (True, at("2027-02-12 23:59"))
    other.refresh_from_db()
    assert other.live


# --- In the admin ----------------------------------------------------------------------------


def form_of(page, **changes):
    """Return what the editor's form sends for a page."""
    data = {
        "title": page.title,
        "slug": page.slug,
        "summary": "",
        "consultation_kind": page.consultation_kind_id,
        "opens_at": timezone.localtime(page.opens_at).strftime("%Y-%m-%d %H:%M"),
        "closes_at": timezone.localtime(page.closes_at).strftime("%Y-%m-%d %H:%M"),
        "participation_level": page.participation_level,
        "participation_promise": page.participation_promise,
        "who_may": page.who_may,
        "decision": rich_text(""),
        "intro": streamfield([]),
        "documents": streamfield([]),
        "next_steps": streamfield([]),
        "places": streamfield([]),
        "questions": streamfield([]),
        **changes,
    }
    return nested_form_data(data)


def edit(client, page, **changes):
    """Send the editor's form of a page."""
    return client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), form_of(page, **changes))


@pytest.fixture
def editor(client):
    """Somebody who may publish, signed in."""
    person = builders.superuser()
    client.force_login(person)
    return person


def test_the_editor_is_told_beside_the_deadline(client, monday, editor):
    page = draft("2027-01-20 12:00")
    page.save_revision()
    response = edit(client, page, **{"action-publish": "1"})
    assert response.status_code == 200
    assert "closes_at" in response.context["form"].errors
    assert not is_live(page)


def test_a_draft_with_a_short_period_can_be_saved_and_shows_the_clock(client, monday, editor):
    page = draft("2027-01-20 12:00")
    page.save_revision()
    assert edit(client, page).status_code == 302
    shown = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert "help-critical" in shown


def test_publishing_many_at_once_is_refused_with_words(client, monday, editor):
    page = draft("2027-01-20 12:00")
    page.save_revision()
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    response = client.post(
        f"{address}?id={page.pk}", HTTP_REFERER="http://testserver/admin/pages/", follow=True
    )
    assert "Planloven § 24, stk. 3" in response.content.decode()
    assert not is_live(page)


def test_an_approval_that_comes_too_late_is_refused_with_words(client, monday, editor):
    page = draft()
    page.save_revision()
    workflow = Workflow.objects.create(name="Godkendelse")
    task = GroupApprovalTask.objects.create(name="Se efter")
    WorkflowTask.objects.create(workflow=workflow, task=task)
    WorkflowPage.objects.create(workflow=workflow, page=page)
    state = workflow.start(page, editor)
    with time_machine.travel(at("2027-01-12 09:00"), tick=False):
        client.force_login(editor)
        response = edit(
            client,
            page,
            **{"action-workflow-action": "1", "workflow-action-name": "approve"},
        )
        shown = client.get(reverse("wagtailadmin_home")).content.decode()
    assert response.status_code == 302
    assert "9. februar 2027 kl. 23.59" in shown
    state.refresh_from_db()
    assert (state.status, is_live(page)) == ("in_progress", False)


# --- Where it stands -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("now", "state", "days"),
    [
        ("2027-01-31 23:59:59", ConsultationState.COMING, None),
        ("2027-02-01 00:00", ConsultationState.OPEN, None),
        ("2027-03-24 23:58", ConsultationState.OPEN, None),
        ("2027-03-24 23:59", ConsultationState.CLOSING_SOON, None),
        ("2027-03-31 23:58:59", ConsultationState.CLOSING_SOON, None),
        ("2027-03-31 23:59", ConsultationState.PROCESSING, 0),
        ("2027-04-30 12:00", ConsultationState.PROCESSING, 30),
    ],
)
def test_it_turns_by_itself_across_the_change_of_clocks(now, state, days):
    page = builders.consultation(
        opens_at=at("2027-02-01 00:00"), closes_at=at("2027-03-31 23:59"), minimum_weeks=0
    )
    with time_machine.travel(at(now), tick=False):
        page = ConsultationPage.objects.get(pk=page.pk)
        assert (page.state, page.days_without_result) == (state, days)


def test_it_is_decided_on_the_day_of_the_decision():
    page = builders.consultation(
        opens_at=at("2027-02-01 00:00"),
        closes_at=at("2027-03-31 23:59"),
        decided_on=at("2027-06-01 00:00").date(),
    )
    for day, state in ((31, ConsultationState.PROCESSING), (32, ConsultationState.DECIDED)):
        with time_machine.travel(at("2027-05-01 12:00") + timedelta(days=day - 1), tick=False):
            assert ConsultationPage.objects.get(pk=page.pk).state == state


def test_kept_pages_end_where_the_state_turns(monday):
    page = builders.consultation(opens_at=at("2027-01-05 08:00"), closes_at=at("2027-02-05 23:59"))
    for now, moment in (
        ("2027-01-04 12:00", "2027-01-05 08:00"),
        ("2027-01-06 12:00", "2027-01-29 23:59"),
        ("2027-01-30 12:00", "2027-02-05 23:59"),
    ):
        with time_machine.travel(at(now), tick=False):
            assert page.next_change_at == at(moment)

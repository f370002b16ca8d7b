"""What becomes of reports and of requests for a second look."""

import uuid

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from django.urls import reverse
from wagtail.models import ModelLogEntry

from contributions import services
from contributions.models import Appeal, Contribution, Outcome, Report, State
from tests import builders

pytestmark = pytest.mark.django_db


def reported(row=None, **fields):
    """Return a report of a published idea."""
    row = row or builders.contribution(email="ida@example.org")
    defaults = {"kind": "hurtful", "text": "Den er ikke rar.", "email": "ole@example.org"}
    return Report.objects.create(contribution=row, token=uuid.uuid4(), **{**defaults, **fields})


def appealed(decider=None, verb="reject", **fields):
    """Return an appeal against what somebody decided."""
    state = State.RECEIVED if verb == "reject" else State.PUBLISHED
    row = builders.contribution(**{"state": state, "email": "ida@example.org", **fields})
    decide = getattr(services, verb)
    row = decide(row, decider, version=row.version, state_read=row.state, reason="En grund.")
    return services.appeal(row, text="Se på den igen.")


def read(row):
    """Return a row as the verbs ask what was read of it."""
    row = Contribution.objects.get(pk=row.pk)
    return {"version": row.version, "state_read": row.state}


def report_url(report):
    """Return where a report is settled."""
    return reverse("contributions:report", args=[report.contribution_id, report.pk])


def appeal_url(appeal):
    """Return where a second look is given."""
    return reverse("contributions:appeal", args=[appeal.contribution_id, appeal.pk])


def post_report(client, report, outcome, **fields):
    """Send what becomes of a report."""
    data = {**read(report.contribution), "outcome": outcome, **fields}
    return client.post(report_url(report), data)


def post_appeal(client, appeal, outcome, **fields):
    """Send what becomes of a second look."""
    data = {**read(appeal.contribution), "outcome": outcome, "answer": "Vi har set.", **fields}
    return client.post(appeal_url(appeal), data)


def actions(row):
    """Return what the log says was done to a contribution."""
    return set(ModelLogEntry.objects.for_instance(row).values_list("action", flat=True))


# --- Reports ------------------------------------------------------------------------------


def test_a_report_is_read_beside_what_it_is_about(client, moderator):
    report = reported()

    page = client.get(report_url(report)).content.decode()

    for words in (report.contribution.text, "Den er ikke rar.", report.reference):
        assert words in page
    edit = reverse("contributions:edit", args=[report.contribution_id])
    assert report_url(report) in client.get(edit).content.decode()


def test_what_is_kept_stays_and_the_reporter_is_told(
    client, moderator, django_capture_on_commit_callbacks
):
    report = reported()

    with django_capture_on_commit_callbacks(execute=True):
        response = post_report(client, report, "upheld")

    report.refresh_from_db()
    row = report.contribution
    assert response.status_code == 302
    assert (report.outcome, report.handled_by) == (Outcome.UPHELD, moderator)
    assert report.handled_at is not None
    assert (row.state, row.decisions.count()) == (State.PUBLISHED, 0)
    assert [message.to for message in mail.outbox] == [["ole@example.org"]]
    assert actions(row) == {"contributions.report_upheld"}


def test_what_is_hidden_takes_a_reason_for_its_author(
    client, moderator, django_capture_on_commit_callbacks
):
    report = reported()

    refused = post_report(client, report, "changed", note="Min note.")
    assert refused.status_code == 422
    assert "Min note." in refused.content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        post_report(client, report, "changed", reason="Den rammer en nabo.")

    report.refresh_from_db()
    row = report.contribution
    assert (report.outcome, row.state) == (Outcome.CHANGED, State.HIDDEN)
    assert row.decisions.get().reason == "Den rammer en nabo."
    assert {message.to[0] for message in mail.outbox} == {"ida@example.org", "ole@example.org"}
    assert actions(row) == {"contributions.hidden", "contributions.report_changed"}


@pytest.mark.parametrize("through", ["report", "decision"])
def test_hiding_settles_every_open_report_about_it(through):
    row = builders.contribution()
    first, second, settled = reported(row), reported(row), reported(row)
    services.settle_report(settled, None, outcome=Outcome.UPHELD, **read(row))

    if through == "report":
        services.settle_report(first, None, outcome=Outcome.CHANGED, reason="Ord.", **read(row))
    else:
        services.hide(row, None, reason="Ord.", **read(row))

    outcomes = dict(row.reports.values_list("pk", "outcome"))
    assert outcomes == {
        first.pk: Outcome.CHANGED,
        second.pk: Outcome.CHANGED,
        settled.pk: Outcome.UPHELD,
    }


def test_a_report_is_settled_once(client, moderator):
    report = reported()
    services.settle_report(report, None, outcome=Outcome.UPHELD, **read(report.contribution))

    response = post_report(client, report, "changed", reason="Min begrundelse.")

    row = Contribution.objects.get(pk=report.contribution_id)
    assert (response.status_code, row.state) == (409, State.PUBLISHED)
    with pytest.raises(services.Changed):
        services.settle_report(report, None, outcome=Outcome.CHANGED, reason="x", **read(row))


def test_a_report_is_settled_about_what_was_read(client, moderator):
    report = reported()
    stale = read(report.contribution)
    Contribution.objects.filter(pk=report.contribution_id).update(version=2)

    response = client.post(
        report_url(report), {**stale, "outcome": "changed", "reason": "Min begrundelse."}
    )

    assert response.status_code == 409
    assert "Min begrundelse." in response.content.decode()
    assert Report.objects.get().outcome == Outcome.OPEN


@pytest.mark.parametrize("state", [State.HIDDEN, State.WITHDRAWN, State.MERGED])
def test_what_is_no_longer_shown_only_closes_the_report(client, moderator, state):
    report = reported()
    Contribution.objects.filter(pk=report.contribution_id).update(state=state)

    assert post_report(client, report, "changed").status_code == 302

    report.refresh_from_db()
    assert (report.outcome, report.contribution.state) == (Outcome.CHANGED, state)
    assert report.contribution.decisions.count() == 0


def test_leaving_something_out_settles_a_report_without_hiding_it(client, moderator):
    report = reported(builders.contribution(text="Et bord til Ida Holm"))
    row = report.contribution
    assert post_report(client, report, "redacted").status_code == 422

    stamp = services.shown_stamp(row)
    services.redact(row, moderator, shown_read=stamp, redactions={"text": [[12, 20]]}, **read(row))
    assert client.get(report_url(report)).context["form"].can_say_redacted
    assert post_report(client, report, "redacted").status_code == 302

    report.refresh_from_db()
    assert (report.outcome, report.contribution.state) == (Outcome.CHANGED, State.PUBLISHED)


@pytest.mark.parametrize("outcome", ["", "gone"])
def test_an_unknown_outcome_settles_nothing(client, moderator, outcome):
    report = reported()

    assert post_report(client, report, outcome).status_code == 422
    assert Report.objects.get().outcome == Outcome.OPEN


def test_a_report_of_another_contribution_is_not_there(client, moderator):
    report, other = reported(), builders.contribution()

    address = reverse("contributions:report", args=[other.pk, report.pk])

    assert client.get(address).status_code == 404


# --- The second look ------------------------------------------------------------------------


def test_another_moderator_reads_what_was_asked_and_decided(client, moderator):
    appeal = appealed(builders.moderator())

    page = client.get(appeal_url(appeal)).content.decode()

    for words in ("Se på den igen.", "En grund.", appeal.contribution.text):
        assert words in page
    edit = reverse("contributions:edit", args=[appeal.contribution_id])
    assert appeal_url(appeal) in client.get(edit).content.decode()


def test_what_was_decided_stays_with_an_answer(
    client, moderator, django_capture_on_commit_callbacks
):
    appeal = appealed(builders.moderator())

    with django_capture_on_commit_callbacks(execute=True):
        response = post_appeal(client, appeal, "upheld")

    appeal.refresh_from_db()
    row = appeal.contribution
    assert response.status_code == 302
    assert (appeal.outcome, appeal.handled_by) == (Outcome.UPHELD, moderator)
    assert (appeal.answer, row.state) == ("Vi har set.", State.REJECTED)
    assert [message.to for message in mail.outbox] == [["ida@example.org"]]
    assert "Vi har set." in mail.outbox[0].body
    assert "contributions.appeal_upheld" in actions(row)


@pytest.mark.parametrize("verb", ["reject", "hide"])
def test_it_is_published_after_all(client, moderator, verb, django_capture_on_commit_callbacks):
    appeal = appealed(builders.moderator(), verb, text="Et bord til Ida Holm")

    with django_capture_on_commit_callbacks(execute=True):
        post_appeal(client, appeal, "changed", words="Ida Holm")

    appeal.refresh_from_db()
    row = appeal.contribution
    assert (appeal.outcome, row.state) == (Outcome.CHANGED, State.PUBLISHED)
    assert "Ida Holm" not in row.public_view().text
    assert row.decisions.last().moderator == moderator
    assert [message.to for message in mail.outbox] == [["ida@example.org"]]


def test_the_second_look_too_asks_about_personal_data(client, moderator):
    appeal = appealed(builders.moderator(), text="Ring 98 22 33 44")

    response = post_appeal(client, appeal, "changed")

    assert response.status_code == 422
    assert "Vi har set." in response.content.decode()
    assert post_appeal(client, appeal, "upheld").status_code == 302


def test_whoever_decided_sees_it_and_cannot_settle_it(client, moderator):
    appeal = appealed(moderator)

    page = client.get(appeal_url(appeal))
    assert page.status_code == 200
    assert "Se på den igen." in page.content.decode()
    assert not page.context["is_yours"]
    response = post_appeal(client, appeal, "changed")

    appeal.refresh_from_db()
    assert (response.status_code, appeal.outcome) == (403, Outcome.OPEN)
    assert appeal.contribution.state == State.REJECTED


def test_nor_can_anybody_go_round_the_second_look(client, moderator):
    appeal = appealed(moderator)
    row = Contribution.objects.get(pk=appeal.contribution_id)
    edit = reverse("contributions:edit", args=[row.pk])

    assert "publish" not in client.get(edit).context["form"].verbs
    assert client.post(edit, {**read(row), "decision": "publish"}).status_code == 409
    with pytest.raises(services.Changed):
        services.publish(row, builders.moderator(), **read(row))


def test_an_administrator_settles_it_where_nobody_else_is_left():
    decider = builders.superuser()
    appeal = appealed(decider)
    other = builders.moderator(scope=appeal.contribution.page)
    look = {"outcome": Outcome.UPHELD, "answer": "Vi har set."}

    with pytest.raises(services.NotYours):
        services.settle_appeal(appeal, decider, **look, **read(appeal.contribution))
    other.is_active = False
    other.save()
    services.settle_appeal(appeal, decider, **look, **read(appeal.contribution))

    appeal.refresh_from_db()
    assert (appeal.outcome, appeal.handled_by) == (Outcome.UPHELD, decider)


@pytest.mark.parametrize("left", ["elsewhere", "not allowed"])
def test_who_may_not_moderate_it_is_nobody_else(left):
    decider = builders.superuser()
    appeal = appealed(decider)
    if left == "elsewhere":
        builders.moderator(scope=builders.project())
    else:
        person = builders.moderator(scope=appeal.contribution.page)
        Group.objects.get(user=person).permissions.clear()

    assert services.may_settle(appeal, decider)


def test_an_only_moderator_does_not_review_their_own_decision():
    decider = builders.moderator()
    appeal = appealed(decider)

    with pytest.raises(services.NotYours):
        services.settle_appeal(
            appeal,
            decider,
            outcome=Outcome.UPHELD,
            answer="Nej.",
            **read(appeal.contribution),
        )


def test_a_second_look_is_given_once(client, moderator):
    appeal = appealed(builders.moderator())
    services.settle_appeal(
        appeal,
        builders.moderator(),
        outcome=Outcome.UPHELD,
        answer="Set.",
        **read(appeal.contribution),
    )

    response = post_appeal(client, appeal, "changed")

    appeal.refresh_from_db()
    assert (response.status_code, appeal.answer) == (409, "Set.")
    assert appeal.contribution.state == State.REJECTED


def test_a_second_look_is_about_what_was_read(client, moderator):
    appeal = appealed(builders.moderator())
    stale = read(appeal.contribution)
    services.withdraw(appeal.contribution)

    response = client.post(
        appeal_url(appeal), {**stale, "outcome": "changed", "answer": "Mit svar."}
    )

    assert response.status_code == 409
    assert "Mit svar." in response.content.decode()
    assert Appeal.objects.get().outcome == Outcome.OPEN


def test_an_answer_is_needed(client, moderator):
    appeal = appealed(builders.moderator())

    response = post_appeal(client, appeal, "upheld", answer="  ")

    assert response.status_code == 422
    assert Appeal.objects.get().outcome == Outcome.OPEN

"""What becomes of reports and of requests for a second look: each is settled once."""

from django.contrib.auth.backends import ModelBackend
from django.db import transaction
from django.db.models import Q
from wagtail.log_actions import log

from contributions import tasks
from contributions.models import MODERATE, Appeal, Contribution, Outcome, Report, State
from contributions.services.exceptions import Changed, NotYours
from contributions.services.moderation import close_report, hide, make_public, settle


def settle_report(
    report, moderator, *, outcome, version, state_read, reason="", note="", hides=True
):
    """Keep what was reported, or hide it with a reason for its author; tell who reported it.

    `version` and `state_read` are those of the contribution that was on screen. Hiding settles
    every open report about it. Where a change was enough, such as words that are blanked by now,
    `hides` is False. Raises `Changed` when the report is settled, or the contribution
    is not as it was read.
    """
    with transaction.atomic():
        row = Contribution.objects.select_for_update().get(pk=report.contribution_id)
        if (row.version, row.state) != (version, state_read):
            raise Changed
        settled = Report.objects.select_for_update().get(pk=report.pk)
        if settled.outcome != Outcome.OPEN:
            raise Changed
        if outcome == Outcome.CHANGED and hides and row.state == State.PUBLISHED:
            hide(row, moderator, version=version, state_read=state_read, reason=reason, note=note)
            settled.refresh_from_db()
            return settled
        return close_report(settled, moderator, outcome)


def settle_appeal(appeal, moderator, *, outcome, answer, version, state_read, note="", **shown):
    """Give an author the second look: what was decided stays, or it is published after all.

    `version` and `state_read` are those of the contribution that was on screen; `shown` is as
    for `publish`. The author gets the answer by mail. Raises `NotYours` for whoever made the
    decision, unless nobody else could; `Changed` when it is settled, or the contribution is not
    as it was read; and what `publish` raises.
    """
    with transaction.atomic():
        row = Contribution.objects.select_for_update().get(pk=appeal.contribution_id)
        current = Appeal.objects.select_for_update().select_related("decision").get(pk=appeal.pk)
        if current.outcome != Outcome.OPEN or (row.version, row.state) != (version, state_read):
            raise Changed
        if not may_settle(current, moderator):
            raise NotYours
        current.answer = answer
        settle(current, moderator, outcome)
        if outcome == Outcome.CHANGED:
            make_public(row, moderator, note=note, **shown)
        log(row, f"contributions.appeal_{outcome}", user=moderator)
        if row.email:
            transaction.on_commit(lambda: tasks.mail_appeal_settled.enqueue(current.pk))
    return current


def may_settle(appeal, moderator):
    """Whether this person can give the second look: not whoever had the first.

    An administrator can where nobody else is left who may moderate the contribution.
    """
    if appeal.decision.moderator_id != moderator.pk:
        return True
    return moderator.is_superuser and not _others_who_may(appeal.contribution, moderator).exists()


def _others_who_may(contribution, moderator):
    """Return everybody else who moderates a contribution."""
    path, step = contribution.page.path, contribution.page.steplen
    above = [path[: end + step] for end in range(0, len(path), step)]
    people = ModelBackend().with_perm(MODERATE)
    in_scope = Q(is_superuser=True) | Q(groups__moderation_scopes__page__path__in=above)
    return people.filter(in_scope).exclude(pk=moderator.pk)

"""What moderators decide."""

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from contributions import tasks
from contributions.models import Appeal, Contribution, InternalNote, Outcome, Report, State
from contributions.services import redaction
from contributions.services.exceptions import Changed
from contributions.services.moves import move
from core import page_cache

# Each decision names what the moderator had on screen, the version and the state. It raises
# `Changed` if that is no longer what is there: two moderators never undo each other unseen.


def publish(contribution, moderator, *, version, state_read, note="", **shown):
    """Make a contribution public as the moderator read it.

    `shown` says what is to be seen of it (see `redaction.show`): `show_photo`,
    `shown_attachments`, `redactions`, `accepted`, `topics`. Photo and attachments stay
    withheld unless they are named. Raises `OpenFindings`, `SpanOutside` and `NotOpened` as
    that does. Where its author waits for a second look, only that look can publish it.
    """
    with transaction.atomic():
        current = locked(contribution, version, state_read, State.PUBLISHED)
        if has_open_appeal(current):
            raise Changed
        decision = make_public(current, moderator, note=note, **shown)
        _mail(current, decision)
    return current


def reject(contribution, moderator, *, version, state_read, reason, note=""):
    """Keep a contribution from the public, with a reason for its author.

    What is for the administration only is closed by it: the reason is the answer then.
    """
    with transaction.atomic():
        current = locked(contribution, version, state_read, State.REJECTED)
        decide(current, State.REJECTED, moderator, reason=reason, note=note)
    return current


def hide(contribution, moderator, *, version, state_read, reason, note=""):
    """Take a published contribution off the public pages, with a reason for its author.

    Reports about it that are still open are settled by it, and whoever sent them is told.
    """
    with transaction.atomic():
        current = locked(contribution, version, state_read, State.HIDDEN)
        current.photo_released = False
        current.attachments.update(is_released=False)
        decide(current, State.HIDDEN, moderator, reason=reason, note=note)
        for report in current.reports.filter(outcome=Outcome.OPEN):
            close_report(report, moderator, Outcome.CHANGED)
    return current


def redact(contribution, moderator, *, version, state_read, shown_read, **shown):
    """Show something else of a published contribution than before: other words, other files.

    `shown_read` is the `redaction.shown_stamp` that the moderator had on screen; `shown` is as
    for `publish`. Whatever was blanked before and is not named again can be read again.
    """
    with transaction.atomic():
        current = Contribution.objects.select_for_update().get(pk=contribution.pk)
        is_as_read = (current.version, current.state) == (version, state_read)
        if not is_as_read or current.state != State.PUBLISHED:
            raise Changed
        if redaction.shown_stamp(current) != shown_read:
            raise Changed
        redaction.show(current, **shown)
        current.save()
        log(current, "contributions.redact", user=moderator)
        page_cache.drop_all()
    return current


def clear_suspicion(contribution, moderator):
    """Say that something is not spam: it joins what waits. Doing it twice changes nothing."""
    with transaction.atomic():
        current = Contribution.objects.select_for_update().get(pk=contribution.pk)
        if current.suspicion:
            current.suspicion = ""
            current.save(update_fields=["suspicion"])
            log(current, "contributions.clear_suspicion", user=moderator)
    return current


def add_note(contribution, moderator, text):
    """Write down what other moderators should know; it decides nothing."""
    with transaction.atomic():
        note = InternalNote.objects.create(contribution=contribution, author=moderator, text=text)
        log(contribution, "contributions.note", user=moderator)
    return note


# --- What decisions share ------------------------------------------------------------------


def locked(contribution, version, state_read, state):
    """Return the row, locked, if it is as it was read and can go to that state.

    To be called inside a transaction. Raises `Changed` otherwise.
    """
    current = Contribution.objects.select_for_update().get(pk=contribution.pk)
    if (current.version, current.state) != (version, state_read) or not current.can_become(state):
        raise Changed
    return current


def has_open_appeal(contribution):
    """Whether its author waits for a second look."""
    return Appeal.objects.filter(contribution=contribution, outcome=Outcome.OPEN).exists()


def close_report(report, moderator, outcome):
    """Write down what came of a report and tell whoever sent it; the row is locked before."""
    settled = Report.objects.select_for_update().get(pk=report.pk)
    if settled.outcome != Outcome.OPEN:
        raise Changed
    settle(settled, moderator, outcome)
    log(settled.contribution, f"contributions.report_{outcome}", user=moderator)
    if settled.email:
        transaction.on_commit(lambda: tasks.mail_report_settled.enqueue(settled.pk))
    return settled


def settle(handled, moderator, outcome):
    """Write down who settled a report or an appeal, and how."""
    handled.outcome, handled.handled_by, handled.handled_at = outcome, moderator, timezone.now()
    handled.save()


def make_public(contribution, moderator, *, note="", **shown):
    """Publish a locked row that was checked, and return the decision; its author is not told."""
    if not contribution.can_become(State.PUBLISHED):
        raise Changed
    redaction.show(contribution, **shown)
    contribution.suspicion = ""
    return move(contribution, State.PUBLISHED, moderator, contribution.version, note=note)


def decide(contribution, state, moderator, *, reason="", note=""):
    """Move a locked row that was checked, and tell its author."""
    decision = move(contribution, state, moderator, contribution.version, reason=reason, note=note)
    _mail(contribution, decision)


def _mail(contribution, decision):
    if contribution.email:
        transaction.on_commit(lambda: tasks.mail_decision.enqueue(decision.pk))

"""What moderators decide about many at a time: each row by the same verb as alone."""

from django.db import models, transaction
from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from contributions.models import State
from contributions.services.exceptions import Changed, NotOpened, OpenFindings
from contributions.services.moderation import clear_suspicion, locked, publish, reject
from contributions.services.moves import move
from core import page_cache


class WhyNot(models.TextChoices):
    """Why a row is left as it is."""

    DECIDED = "decided", _("Somebody has decided about it already.")
    CHANGED = "changed", _("Its author has changed it since you read it.")
    SUSPECT = "suspect", _("It looks like spam. Look through those first.")
    NOT_SUSPECT = "not_suspect", _("It does not look like spam, or somebody has said so.")
    ADMINISTRATION = "administration", _("It is for the administration only. Open it to close it.")
    FINDINGS = "findings", _("There is personal data in it. Open it to leave that out.")
    UNREAD = "unread", _("Nobody has opened its attachment yet.")


def bulk_publish(contributions, moderator):
    """Publish rows as they were read, without photos and attachments.

    The `version` of each row is the one the moderator had on screen. Returns those that are
    published now and those that are left, as pairs of row and `WhyNot`.
    """
    return _each(contributions, why_not_publish, lambda row: _publish(row, moderator))


def bulk_reject(contributions, moderator, *, reason_template):
    """Keep rows from the public, with the same reason for each author, in the author's language.

    Returns those that are rejected now and those that are left, as `bulk_publish` does.
    """
    return _each(
        contributions,
        why_not_reject,
        lambda row: reject(
            row,
            moderator,
            version=row.version,
            state_read=row.state,
            reason=reason_template.in_language(row.language),
        ),
    )


def bulk_clear_suspicion(contributions, moderator):
    """Say of rows that they are not spam: they join what waits. Returns as `bulk_publish`."""
    return _each(contributions, why_not_suspect, lambda row: clear_suspicion(row, moderator))


def bulk_reject_as_spam(contributions, moderator):
    """Reject suspects without a mail: its address may be that of somebody who never wrote to us.

    The reason stands on the private page, where an author can ask for a second look. Returns as
    `bulk_publish`.
    """
    return _each(contributions, why_not_suspect, lambda row: _reject_as_spam(row, moderator))


# --- Which rows can be taken ----------------------------------------------------------------


def why_not_publish(contribution):
    """Return why a row cannot be published together with others, or None."""
    if why := why_not_reject(contribution):
        return why
    if contribution.administration_only:
        return WhyNot.ADMINISTRATION
    if not all(file.may_be_released for file in contribution.attachments.all()):
        return WhyNot.UNREAD
    return WhyNot.FINDINGS if contribution.has_open_findings else None


def why_not_reject(contribution):
    """Return why a row does not wait for a decision, or None."""
    if contribution.state != State.RECEIVED or contribution.awaits_confirmation:
        return WhyNot.DECIDED
    return WhyNot.SUSPECT if contribution.suspicion else None


def why_not_suspect(contribution):
    """Return why a row is no suspect, or None."""
    if contribution.state != State.RECEIVED or contribution.awaits_confirmation:
        return WhyNot.DECIDED
    return None if contribution.suspicion else WhyNot.NOT_SUSPECT


# --- Doing it -------------------------------------------------------------------------------


def _each(contributions, why_not, verb):
    """Do the same with each row that can be taken, in the order that all lock them in."""
    done, left = [], []
    with transaction.atomic(), page_cache.dropped_once():
        for row in sorted(contributions, key=lambda row: row.pk):
            why = why_not(row) or _refusal(verb, row)
            if why:
                left.append((row, why))
            else:
                done.append(row)
    return done, left


def _refusal(verb, row):
    """Do it and return None, or why it was refused."""
    try:
        verb(row)
    except Changed:
        return WhyNot.CHANGED
    except OpenFindings:
        return WhyNot.FINDINGS
    except NotOpened:
        return WhyNot.UNREAD
    return None


def _publish(row, moderator):
    publish(row, moderator, version=row.version, state_read=row.state)


def _reject_as_spam(row, moderator):
    with transaction.atomic():
        current = locked(row, row.version, row.state, State.REJECTED)
        with translation.override(current.language):
            reason = gettext("It looks like advertising or nonsense.")
        move(current, State.REJECTED, moderator, current.version, reason=reason)

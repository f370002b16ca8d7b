"""What moderators decide."""

from django.db import transaction

from contributions import tasks
from contributions.models import Contribution, State
from contributions.services.exceptions import Changed
from contributions.services.moves import move

# Each decision names what the moderator had on screen, the version and the state. It raises
# `Changed` if that is no longer what is there: two moderators never undo each other unseen.


def publish(contribution, moderator, *, version, state_read, show_photo=False, note=""):
    """Make a contribution public as the moderator read it."""
    read = (version, state_read)
    return _decide(contribution, State.PUBLISHED, moderator, read, note=note, show_photo=show_photo)


def reject(contribution, moderator, *, version, state_read, reason, note=""):
    """Keep a contribution from the public, with a reason for its author."""
    read = (version, state_read)
    return _decide(contribution, State.REJECTED, moderator, read, reason=reason, note=note)


def hide(contribution, moderator, *, version, state_read, reason, note=""):
    """Take a published contribution off the public pages, with a reason for its author."""
    read = (version, state_read)
    return _decide(contribution, State.HIDDEN, moderator, read, reason=reason, note=note)


def _decide(contribution, state, moderator, read, *, reason="", note="", show_photo=False):
    with transaction.atomic():
        current = Contribution.objects.select_for_update().get(pk=contribution.pk)
        if (current.version, current.state) != read or not current.can_become(state):
            raise Changed
        current.photo_released = state == State.PUBLISHED and bool(current.photo and show_photo)
        decision = move(current, state, moderator, current.version, reason=reason, note=note)
        if current.email:
            transaction.on_commit(lambda: tasks.mail_decision.enqueue(decision.pk))
    return current

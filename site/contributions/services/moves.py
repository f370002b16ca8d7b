"""How a contribution moves from one state to another: always with a decision and a log entry."""

from django.utils import timezone
from wagtail.log_actions import log

from contributions.models import Decision, State
from core import page_cache


def move(contribution, state, moderator, version, *, reason="", note=""):
    """Take a contribution to another state and return the decision; kept pages are dropped.

    To be called inside a transaction, with the row locked. `moderator` is None where its author
    moves it.
    """
    contribution.state = state
    if state == State.PUBLISHED and contribution.published_at is None:
        contribution.published_at = timezone.now()
    contribution.save()
    decision = Decision.objects.create(
        contribution=contribution,
        moderator=moderator,
        state=state,
        version=version,
        reason=reason,
        note=note,
    )
    log(contribution, f"contributions.{state}", user=moderator)
    page_cache.drop_all()
    return decision

"""Joining contributions that say the same, and parting them again."""

from django.db import transaction
from django.db.models import Q
from wagtail.log_actions import log

from contributions.models import Contribution, State, Support
from contributions.services.exceptions import CannotMerge, Changed
from contributions.services.moderation import decide, locked

MERGE_TARGETS = (State.RECEIVED, State.PUBLISHED)


def merge(contribution, into, moderator, *, version, state_read, into_read=None):
    """Join a contribution with another on the same page that says the same; mail its author.

    Its supports move over, none is doubled; its comments are read beneath the other one. What
    was joined with it before follows, so that nothing is ever joined with something joined.
    `into_read` is the (version, state) of the other one that was on screen. Raises `Changed`
    when either is no longer as it was read, `CannotMerge` when the two cannot be joined.
    """
    with transaction.atomic():
        current = locked(contribution, version, state_read, State.MERGED)
        target = Contribution.objects.select_for_update().get(pk=into.pk)
        if into_read is not None and (target.version, target.state) != into_read:
            raise Changed
        if not can_merge(current, target):
            raise CannotMerge
        current.merged.update(merged_into=target)
        _move_supports(current, target)
        current.merged_into = target
        decide(current, State.MERGED, moderator)
        log(target, "contributions.merged_here", user=moderator)
    return current


def part(contribution, moderator):
    """Undo that a contribution was joined with another: it waits for a decision of its own.

    The supports it brought along go back with it. Raises `Changed` when it is not joined.
    """
    with transaction.atomic():
        current = Contribution.objects.select_for_update().get(pk=contribution.pk)
        if current.state != State.MERGED:
            raise Changed
        target, current.merged_into = current.merged_into, None
        Support.objects.filter(moved_from=current).update(contribution=current, moved_from=None)
        _count_supports(current)
        decide(current, State.RECEIVED, moderator)
        _count_supports(target)
        log(target, "contributions.parted", user=moderator)
    return current


def part_all_from(contribution):
    """Part everything from a contribution that goes away: what its authors said is theirs."""
    for joined in contribution.merged.filter(state=State.MERGED):
        part(joined, None)
    contribution.merged.update(merged_into=None)


def can_merge(contribution, into):
    """Whether two contributions stand on their own, on the same page, and can be joined."""
    return (
        contribution.pk != into.pk
        and contribution.page_id == into.page_id
        and contribution.about_id is None
        and into.about_id is None
        and into.state in MERGE_TARGETS
        and not into.administration_only
        and not into.awaits_confirmation
    )


def _move_supports(contribution, target):
    """Bring supports along, except of those who support the other one already."""
    theirs = target.supports.all()
    double = Q(browser__in=theirs.exclude(browser="").values("browser")) | Q(
        user__in=theirs.exclude(user=None).values("user")
    )
    coming = list(contribution.supports.exclude(double).values_list("pk", "moved_from"))
    Support.objects.filter(pk__in=[pk for pk, origin in coming if origin is None]).update(
        moved_from=contribution
    )
    Support.objects.filter(pk__in=[pk for pk, _origin in coming]).update(contribution=target)
    _count_supports(contribution)
    _count_supports(target)


def _count_supports(contribution):
    contribution.support_count = contribution.supports.count()
    contribution.save(update_fields=["support_count"])

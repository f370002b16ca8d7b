"""What belongs to an account: joined to it by the private link, let go of when it is deleted."""

from django.db import transaction

from contributions.models import Contribution, Report
from contributions.services.erasure import erase_report
from contributions.services.exceptions import Changed
from contributions.services.submissions import withdraw_and_erase
from contributions.services.supports import keep_supports


def join(contribution, user):
    """Put what was sent without signing in on a person's own page; twice is as good as once.

    Whoever holds the private link may do so. Raises `Changed` where it is somebody's already,
    has been erased, or came to a call that wants to know of nobody.
    """
    with transaction.atomic():
        current = Contribution.objects.select_for_update().get(pk=contribution.pk)
        if current.user_id == user.pk:
            return current
        is_taken = current.user_id is not None or current.erased_at is not None
        if is_taken or current.page.specific.canonical.is_anonymous:
            raise Changed
        current.user = user
        current.save(update_fields=["user"])
    return current


def let_go(user, *, erases):
    """Part an account that is about to be deleted from what it sent.

    With `erases` all of it is taken back and forgotten, as far as the law lets us; else it stays
    and belongs to nobody. What it supports counts on.
    """
    with transaction.atomic():
        keep_supports(user)
        if erases:
            for contribution in Contribution.objects.filter(user=user, erased_at=None):
                withdraw_and_erase(contribution)
            for report in Report.objects.filter(user=user, erased_at=None):
                erase_report(report)

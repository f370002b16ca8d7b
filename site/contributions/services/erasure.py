"""Forgetting who sent something: when its author or an editor asks, or when its day has come."""

import uuid

from dateutil.relativedelta import relativedelta
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from contributions import queries
from contributions.models import Contribution, State
from contributions.services.uploads import delete_after_commit
from core import page_cache
from core.models import RetentionRule


def erase(contribution):
    """Forget the person behind a contribution; what is published stays, without a name."""
    with transaction.atomic():
        current = Contribution.objects.select_for_update().get(pk=contribution.pk)
        current.erase_person()
        current.show_name = False
        current.token, current.content_hash, current.photo_digest = uuid.uuid4(), "", ""
        is_public = current.state == State.PUBLISHED
        if not is_public:
            current.title, current.text, current.place = "–", "", ""
        if not (is_public and current.photo_released):
            delete_after_commit(current.photo.name, current.photo_small.name)
            current.photo = current.photo_small = ""
            current.photo_released = False
        current.save()
        # Reasons and notes were written to and about the person.
        current.decisions.update(reason="", note="")
        page_cache.drop_all()
    return current


def erase_due():
    """Erase who sent each contribution past its date; return how many rows that were.

    The date follows the rule as it is today, and the deadline as it is now. Filed cases may
    not be erased: there the name is only no longer shown.
    """
    rule = queries.retention_rule()
    _renew_dates(rule)
    due = Contribution.objects.filter(erase_after__lt=timezone.localdate(), erased_at=None)
    if rule.legal_hold:
        hidden = due.filter(show_name=True).update(show_name=False)
        if hidden:
            page_cache.drop_all()
        return hidden
    rows = list(due)
    for contribution in rows:
        erase(contribution)
    return len(rows)


def _renew_dates(rule):
    kept = Contribution.objects.filter(erased_at=None).order_by()
    pages = Page.objects.filter(pk__in=kept.values("page_id")).specific()
    pages = {page.pk: page for page in pages}
    stale = []
    for row in kept.only("erase_after", "created_at", "page_id").iterator():
        date = erase_after(pages[row.page_id], row.created_at, rule)
        if row.erase_after != date:
            row.erase_after = date
            stale.append(row)
    Contribution.objects.bulk_update(stale, ["erase_after"], batch_size=500)


def erase_after(page, received_at, rule):
    """Return the date until which we keep who sent something to a page."""
    start = timezone.localtime(received_at).date()
    closes_at = page.canonical.closes_at
    if rule.counted_from == RetentionRule.CountedFrom.CLOSED and closes_at:
        start = max(start, timezone.localtime(closes_at).date())
    return start + relativedelta(months=rule.months)

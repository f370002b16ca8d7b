"""Standing behind what somebody else has said: once a browser, or once an account."""

import secrets

from django.db import transaction

from contributions.models import Contribution, Support
from contributions.services.exceptions import Closed
from core import page_cache


def support(contribution, page, *, browser="", user=None):
    """Note that somebody supports a contribution and return how many do; twice counts once.

    An account counts as itself wherever it is signed in; without one the browser counts, by a
    keyed hash of its cookie. `page` is the one the contribution belongs to. Raises `Closed` when
    it takes no supports (any longer).
    """
    with transaction.atomic():
        current = Contribution.objects.select_for_update().get(pk=contribution.pk)
        if not page.takes_supports_on(current):
            raise Closed
        current.supports.get_or_create(**_whose(browser, user))
        return _count(current)


def unsupport(contribution, *, browser="", user=None):
    """Take a support back and return how many there are; also after it takes no new ones."""
    with transaction.atomic():
        current = Contribution.objects.select_for_update().get(pk=contribution.pk)
        current.supports.filter(**_whose(browser, user)).delete()
        return _count(current)


def is_supported(contribution, *, browser="", user=None):
    """Whether this browser or account supports a contribution."""
    return contribution.supports.filter(**_whose(browser, user)).exists()


def keep_supports(user):
    """Let the supports of an account that goes away count on, tied to nobody."""
    rows = list(Support.objects.filter(user=user))
    for row in rows:
        row.user, row.browser = None, secrets.token_hex(32)
    Support.objects.bulk_update(rows, ["user", "browser"])


def _whose(browser, user):
    if not (browser or user):
        raise ValueError("A support is a browser's or an account's.")
    return {"browser": "", "user": user} if user else {"browser": browser, "user": None}


def _count(contribution):
    """Count the rows anew: the number on the row can then never drift from them."""
    count = contribution.supports.count()
    if count != contribution.support_count:
        contribution.support_count = count
        contribution.save(update_fields=["support_count"])
        page_cache.drop_soon()
    return count

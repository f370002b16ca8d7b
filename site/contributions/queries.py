"""Questions about contributions that more than one room of the app asks."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from contributions.models import Contribution
from core.models import RetentionRule


def retention_rule(kind=Contribution.retention_kind):
    """Return how long we keep who sent something; the defaults if nobody has said."""
    return RetentionRule.objects.filter(kind=kind).first() or RetentionRule(kind=kind)


def retention_words(page):
    """Say how long name and address of somebody who takes part on this page are kept."""
    rule = retention_rule()
    if rule.legal_hold:
        return _("What you send becomes part of a case that the law tells us to keep.")
    months = {"count": rule.months}
    if rule.counted_from == RetentionRule.CountedFrom.CLOSED and page.canonical.closes_at:
        return (
            ngettext(
                "We delete your name and e-mail address %(count)d month after the call closes.",
                "We delete your name and e-mail address %(count)d months after the call closes.",
                rule.months,
            )
            % months
        )
    return (
        ngettext(
            "We delete your name and e-mail address %(count)d month after you have sent it.",
            "We delete your name and e-mail address %(count)d months after you have sent it.",
            rule.months,
        )
        % months
    )

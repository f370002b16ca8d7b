"""Words made from dates and numbers, in the reader's language."""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext


def days_left(until):
    """Return the number of calendar days from today to the day of `until` (aware)."""
    return (timezone.localtime(until).date() - timezone.localdate()).days


def day_words(moment):
    """Return a moment as `Tuesday 3 March 2027`, in local time."""
    return date_format(timezone.localtime(moment), _("l j F Y"))


def deadline(call):
    """Say in a few words when a call opens, closes or has closed."""
    rules = call.canonical
    if call.is_coming:
        return _("Opens %(day)s.") % {"day": day_words(rules.opens_at)}
    if rules.closes_at is None:
        return _("Open all year round.")
    if not call.is_open:
        return _("Closed %(day)s.") % {"day": day_words(rules.closes_at)}
    left = days_left(rules.closes_at)
    day = day_words(rules.closes_at)
    if left == 0:
        time = date_format(timezone.localtime(rules.closes_at), _("H:i"))
        return _("Closes today at %(time)s.") % {"time": time}
    if left <= 14:
        words = ngettext("%(count)d day left", "%(count)d days left", left) % {"count": left}
        return _("Until %(day)s: %(left)s.") % {"day": day, "left": words}
    return _("Until %(day)s.") % {"day": day}

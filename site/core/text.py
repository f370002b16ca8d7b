"""Words made from dates and numbers, in the reader's language."""

import re
from datetime import timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

AFTER_NUMBER = re.compile(r"(?<=\d) (?=[^\W\d_])|(?<=\d\.) (?=[a-zæøå])")


def last_day(until):
    """Return the last day before `until` (aware): what ends at midnight ends the day before."""
    return timezone.localtime(until - timedelta(microseconds=1)).date()


def days_left(until):
    """Return the number of calendar days from today to the last day before `until` (aware)."""
    return (last_day(until) - timezone.localdate()).days


def keep_numbers(words):
    """Keep a number on one line with the word after it: the day with its month, a count."""
    return AFTER_NUMBER.sub("\N{NO-BREAK SPACE}", words)


def day_words(day):
    """Return a day as `Tuesday 3 March 2027`, with day and month on the same line."""
    return keep_numbers(date_format(day, _("l j F Y")))


def exact_deadline(moment):
    """Say until which minute (aware) something can be sent."""
    local = timezone.localtime(moment)
    words = {"day": day_words(local), "time": date_format(local, _("H:i"))}
    return _("The deadline is %(day)s at %(time)s.") % words


def deadline(call):
    """Say in a few words when a call opens, closes or has closed."""
    rules = call.canonical
    if call.is_coming:
        return _("Opens %(day)s.") % {"day": day_words(timezone.localtime(rules.opens_at))}
    if rules.closes_at is None:
        return _("Open all year round.")
    if not call.is_open:
        return _("Closed %(day)s.") % {"day": day_words(last_day(rules.closes_at))}
    left = days_left(rules.closes_at)
    day = day_words(last_day(rules.closes_at))
    if left == 0:
        closes_at = timezone.localtime(rules.closes_at)
        if closes_at.date() != timezone.localdate():
            return _("Closes tonight at midnight.")
        time = date_format(closes_at, _("H:i"))
        return _("Closes today at %(time)s.") % {"time": time}
    if left <= 14:
        words = ngettext("%(count)d day left", "%(count)d days left", left) % {"count": left}
        return _("Until %(day)s: %(left)s.") % {"day": day, "left": words}
    return _("Until %(day)s.") % {"day": day}

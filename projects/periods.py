"""How long a consultation lasts by law, and which days are better avoided.

The periods are those of the Danish Planning Act (planloven) § 24; the weeks of each kind lie in
the database, since the act changes. The day of publication does not count, and the last day
counts whole: a plan published on a Monday with four weeks closes at the end of a Monday.
"""

from datetime import date, datetime, time, timedelta
from functools import lru_cache

import holidays
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

END_OF_DAY = time(23, 59)
# The weeks in which most people are away: the school's summer holiday, and Christmas.
SUMMER = ((6, 28), (8, 9))
CHRISTMAS = ((12, 20), (1, 2))
AWAY_SHARE = 0.5


def shortest_end(start, weeks):
    """Return the first moment (aware) at which a period may end that begins at `start` (aware)."""
    last_day = timezone.localdate(start) + timedelta(weeks=weeks)
    return timezone.make_aware(datetime.combine(last_day, END_OF_DAY))


def proposed_end(start, weeks):
    """Return the end of the first working day that the law allows as the last one."""
    day = timezone.localdate(shortest_end(start, weeks))
    while is_day_off(day):
        day += timedelta(days=1)
    return timezone.make_aware(datetime.combine(day, END_OF_DAY))


def is_day_off(day):
    """Whether a day is a Saturday, a Sunday or a Danish public holiday or bank holiday."""
    return day.weekday() >= 5 or day in _days_off(day.year)


def cautions(opens_at, closes_at):
    """Return what an editor should think over about a period, as sentences; often none."""
    first, last = timezone.localdate(opens_at), timezone.localdate(closes_at)
    said = []
    if is_day_off(last):
        said.append(
            _("The last day, %(day)s, is a weekend or holiday: nobody can be asked for help.")
            % {"day": date_format(last, _("l j F Y"))}
        )
    length = (last - first).days + 1
    for name, season in (
        (_("the summer holiday"), SUMMER),
        (_("Christmas and New Year"), CHRISTMAS),
    ):
        away = sum(_in_season(first + timedelta(days=number), season) for number in range(length))
        if away > length * AWAY_SHARE or (away and _in_season(last, season)):
            said.append(
                _("%(days)d of %(length)d days fall into %(name)s. Consider a later deadline.")
                % {"days": away, "length": length, "name": name}
            )
    return said


@lru_cache
def _days_off(year):
    return holidays.country_holidays("DK", years=year, categories=("public", "optional"))


def _in_season(day, season):
    first, last = (date(day.year, *bound) for bound in season)
    return first <= day <= last if first <= last else day >= first or day <= last

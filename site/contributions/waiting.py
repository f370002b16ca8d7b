"""What waits for a moderator: how much, since when, and what has waited too long."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.db.models import Count, Exists, Min, OuterRef, Q
from django.utils import timezone

from contributions.models import Appeal, Contribution, Outcome, Report, State

# Working days after which something has waited too long. Public holidays count as working days:
# a mark that comes a day early harms nobody.
PATIENCE = 3
REFUSED = (State.REJECTED, State.HIDDEN)
FRIDAY = 4


@dataclass(frozen=True)
class Waiting:
    """How much waits for one moderator, by what it is."""

    contributions: int
    suspects: int
    reported: int
    appealed: int

    @property
    def total(self):
        """All that somebody waits for an answer to; suspects are looked through at leisure."""
        return self.contributions + self.reported + self.appealed


def is_working_day(day):
    """Whether people are at work on this date."""
    return day.weekday() <= FRIDAY


def late_before(now=None):
    """Return the moment before which something that waits has come too long ago."""
    moment = timezone.localtime(now)
    if not is_working_day(moment):
        days_off = moment.weekday() - FRIDAY
        moment = timezone.make_aware(datetime.combine(moment.date(), time.min))
        moment -= timedelta(days=days_off - 1)
    left = PATIENCE
    while left:
        moment -= timedelta(days=1)
        left -= is_working_day(moment)
    return moment


def in_queue(rows):
    """Leave out of some contributions what no queue shows.

    Suspects are looked through apart, and what waits for its author to confirm an address is
    nobody's task yet.
    """
    return rows.exclude(Q(awaits_confirmation=True) | ~Q(suspicion=""), state=State.RECEIVED)


def open_reports():
    """Return the reports about each contribution of a query that nobody has settled."""
    return Report.objects.filter(contribution=OuterRef("pk"), outcome=Outcome.OPEN)


def open_appeals(user):
    """Return the requests for a second look at each contribution that this moderator is to have.

    Whoever has decided leaves the second look to another; administrators see all, so that none
    is without anybody to look. What its author has taken back needs no second look.
    """
    waiting = Appeal.objects.filter(
        contribution=OuterRef("pk"), contribution__state__in=REFUSED, outcome=Outcome.OPEN
    )
    return waiting if user.is_superuser else waiting.exclude(decision__moderator=user)


def count_waiting(user):
    """Count what waits for this moderator."""
    rows = Contribution.objects.for_moderator(user)
    received = rows.filter(state=State.RECEIVED, awaits_confirmation=False).aggregate(
        contributions=Count("pk", Q(suspicion="")), suspects=Count("pk", ~Q(suspicion=""))
    )
    return Waiting(
        **received,
        reported=rows.filter(Exists(open_reports())).count(),
        appealed=rows.filter(Exists(open_appeals(user))).count(),
    )


def waiting_by_page(user):
    """Return what waits for this moderator as rows of page, title, count and oldest."""
    return (
        Contribution.objects.for_moderator(user)
        .waiting()
        .values("page_id", "page__title")
        .annotate(count=Count("pk"), oldest=Min("created_at"))
        .order_by("oldest")
    )

"""How long a consultation lasts by law: days that count, clocks that change, days off."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation

from projects import periods

COPENHAGEN = ZoneInfo("Europe/Copenhagen")


def at(words):
    """Return a moment by Danish clocks."""
    return datetime.fromisoformat(words).replace(tzinfo=COPENHAGEN)


@pytest.mark.parametrize(
    ("start", "weeks", "end"),
    [
        ("2027-01-04 09:00", 4, "2027-02-01 23:59"),
        ("2027-01-04 00:00", 2, "2027-01-18 23:59"),
        ("2027-01-04 23:59", 2, "2027-01-18 23:59"),
        # Clocks go forward on 28 March and back on 31 October.
        ("2027-03-01 12:00", 8, "2027-04-26 23:59"),
        ("2027-10-04 12:00", 4, "2027-11-01 23:59"),
        # Across the end of a year and a leap day.
        ("2027-12-13 08:00", 8, "2028-02-07 23:59"),
        ("2028-02-01 08:00", 4, "2028-02-29 23:59"),
    ],
)
def test_the_day_of_publication_does_not_count_and_the_last_one_counts_whole(start, weeks, end):
    assert periods.shortest_end(at(start), weeks) == at(end)


@pytest.mark.parametrize(
    ("start", "weeks", "end"),
    [
        ("2027-01-04 09:00", 4, "2027-02-01 23:59"),
        # A Saturday gives way to the Monday, Maundy Thursday to the Tuesday after Easter.
        ("2027-01-02 09:00", 4, "2027-02-01 23:59"),
        ("2027-02-25 09:00", 4, "2027-03-30 23:59"),
        ("2027-11-26 09:00", 4, "2027-12-27 23:59"),
    ],
)
def test_the_deadline_that_is_proposed_is_a_working_day(start, weeks, end):
    assert periods.proposed_end(at(start), weeks) == at(end)


@pytest.mark.parametrize(
    ("day", "is_off"),
    [
        (date(2027, 1, 1), True),
        (date(2027, 3, 25), True),
        (date(2027, 3, 30), False),
        (date(2027, 4, 23), False),
        (date(2027, 6, 5), True),
        (date(2027, 12, 24), True),
        (date(2027, 12, 31), True),
        (date(2027, 11, 20), True),
        (date(2027, 11, 22), False),
    ],
)
def test_days_off(day, is_off):
    assert periods.is_day_off(day) is is_off


@pytest.mark.parametrize(
    ("opens", "closes", "words"),
    [
        ("2027-02-01 09:00", "2027-03-01 23:59", []),
        ("2027-02-01 09:00", "2027-02-28 23:59", ["The last day, Sunday 28 February 2027"]),
        ("2027-06-20 09:00", "2027-08-16 23:59", ["fall into the summer holiday"]),
        ("2027-05-31 09:00", "2027-07-26 23:59", ["fall into the summer holiday"]),
        ("2027-12-13 09:00", "2028-01-10 23:59", []),
        ("2027-12-17 09:00", "2028-01-07 23:59", ["fall into Christmas and New Year"]),
    ],
)
def test_what_an_editor_should_think_over(opens, closes, words):
    with translation.override("en"):
        said = periods.cautions(at(opens), at(closes))
    assert len(said) == len(words)
    assert all(word in sentence for word, sentence in zip(words, said, strict=True))

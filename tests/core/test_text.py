"""Dates in words: when a call opens, how long there is, when it closed."""

from datetime import datetime
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.utils import timezone, translation

from core import text

COPENHAGEN = ZoneInfo("Europe/Copenhagen")


def at(moment):
    """Return a moment of 2027 in Danish time, written `3-14 09:00`."""
    return datetime.strptime(f"2027-{moment}", "%Y-%m-%d %H:%M").replace(tzinfo=COPENHAGEN)


def call(closes):
    """Return a call that opens on 1 March at nine."""
    rules = SimpleNamespace(opens_at=at("3-1 09:00"), closes_at=at(closes) if closes else None)
    now = timezone.now()
    is_open = rules.opens_at <= now and (rules.closes_at is None or now < rules.closes_at)
    return SimpleNamespace(canonical=rules, is_coming=now < rules.opens_at, is_open=is_open)


@pytest.mark.parametrize(
    ("now", "closes", "expected"),
    [
        ("2-27 12:00", "3-31 23:59", "Opens Monday 1 March 2027."),
        ("3-2 12:00", None, "Open all year round."),
        ("3-2 12:00", "3-31 23:59", "Until Wednesday 31 March 2027."),
        ("3-17 00:01", "3-31 23:59", "Until Wednesday 31 March 2027: 14 days left."),
        ("3-30 23:59", "3-31 12:00", "Until Wednesday 31 March 2027: 1 day left."),
        ("3-31 00:01", "3-31 12:00", "Closes today at 12:00."),
        ("3-31 12:00", "3-31 12:00", "Closed Wednesday 31 March 2027."),
        ("3-30 12:00", "4-1 00:00", "Until Wednesday 31 March 2027: 1 day left."),
        ("3-31 12:00", "4-1 00:00", "Closes tonight at midnight."),
        ("4-1 00:00", "4-1 00:00", "Closed Wednesday 31 March 2027."),
    ],
)
def test_a_deadline_in_words(now, closes, expected):
    with time_machine.travel(at(now), tick=False), translation.override("en"):
        assert text.deadline(call(closes)) == expected.replace(" March", "\N{NO-BREAK SPACE}March")


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("til og med 4. januar 2027", "til og med 4._januar 2027"),
        ("until 4 January 2027", "until 4_January 2027"),
        ("Det er i 2027. Kom og vær med.", "Det er i 2027. Kom og vær med."),
    ],
)
def test_a_number_stays_with_the_word_it_belongs_to(words, kept):
    assert text.keep_numbers(words) == kept.replace("_", "\N{NO-BREAK SPACE}")


def test_day_and_month_stay_on_one_line_in_danish():
    with translation.override("da"):
        assert text.day_words(at("3-1 12:00")) == "mandag 1.\N{NO-BREAK SPACE}marts 2027"


@pytest.mark.parametrize(
    ("now", "until", "days"),
    [
        ("3-1 23:59", "3-3 00:01", 2),
        ("3-1 23:59", "3-3 00:00", 1),
        ("3-27 12:00", "3-29 12:00", 2),
    ],
)
def test_days_are_counted_by_the_calendar(now, until, days):
    with time_machine.travel(at(now), tick=False):
        assert text.days_left(at(until)) == days

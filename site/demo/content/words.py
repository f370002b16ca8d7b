"""How the example content is written down: two languages, relative dates, named pictures."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from django.conf import settings
from django.utils import timezone, translation
from django.utils.dateformat import format as format_date


class T(NamedTuple):
    """One text in both languages."""

    da: str
    en: str


@dataclass(frozen=True)
class Day:
    """A day counted from the day the content is loaded."""

    offset: int
    at: time = time(12)

    @property
    def date(self):
        """Return the day."""
        return timezone.localdate() + timedelta(days=self.offset)

    @property
    def moment(self):
        """Return the day at its time, where the municipality is."""
        return datetime.combine(self.date, self.at, tzinfo=timezone.get_default_timezone())


@dataclass(frozen=True)
class Shown:
    """A picture in a text, with what it shows and a caption."""

    name: str
    caption: T


@dataclass(frozen=True)
class Link:
    """A way to another page of the example content."""

    key: str


EXAMPLE = (
    "note",
    T(
        "<p><b>Eksempel.</b> Siden viser, hvordan det kan se ud. Datoer, svar, tal og citater "
        "er fundet på.</p>",
        "<p><b>Example.</b> This page shows what it can look like. Dates, answers, figures and "
        "quotations are made up.</p>",
    ),
)

OPENED = Day(-24, time(8))
CLOSES = Day(43, time(23, 59))

DATE_FORMATS = {"da": "j. F Y", "en": "j F Y"}


def day_in_words(day: date, language):
    """Return a date as people say it: 3. marts 2027, 3 March 2027."""
    with translation.override(language):
        return format_date(day, DATE_FORMATS[language])


def in_language(value, language):
    """Return the content in one language: every T becomes its text, dates are filled in."""
    if isinstance(value, T):
        text = getattr(value, language)
        return text.replace("{opened}", day_in_words(OPENED.date, language)).replace(
            "{closes}", day_in_words(CLOSES.date, language)
        )
    if isinstance(value, dict):
        return {key: in_language(item, language) for key, item in value.items()}
    if type(value) in {list, tuple}:
        return type(value)(in_language(item, language) for item in value)
    return value


LANGUAGES = [code for code, _name in settings.LANGUAGES]

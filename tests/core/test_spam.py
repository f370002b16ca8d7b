"""Forms that machines fill in are told apart, and nothing is refused for it."""

from datetime import UTC, datetime, timedelta

import pytest
from django import forms
from django.core.signing import TimestampSigner
from django.http import QueryDict
from django.template import Context, Template
from django.utils import translation
from time_machine import travel

from core.forms import SiteFormRenderer
from core.spam import SpamSignal, SpamSignals, make_stamp

NOON = datetime(2027, 3, 2, 12, 0, tzinfo=UTC)


class SuggestionForm(SpamSignals, forms.Form):
    default_renderer = SiteFormRenderer

    title = forms.CharField()
    text = forms.CharField(required=False)


def sent(after=60, prefix=None, **data):
    """Return the signals of a form sent so many seconds after it was shown."""
    with travel(NOON, tick=False) as clock:
        stamp = SuggestionForm(prefix=prefix).spam_fields["shown_at"].value()
        clock.shift(timedelta(seconds=after))
        data = {"title": "En bænk", "homepage": "", "shown_at": stamp, **data}
        if prefix:
            data = {f"{prefix}-{name}": value for name, value in data.items()}
        form = SuggestionForm(data, prefix=prefix)
        assert form.is_valid()
        return form.spam_signals()


def test_a_person_gives_no_signal():
    assert sent() == set()


def test_a_filled_trap_is_a_signal():
    assert sent(homepage="https://example.com") == {SpamSignal.HONEYPOT}


@pytest.mark.parametrize(("after", "is_fast"), [(0, True), (2, True), (4, False), (90_000, False)])
def test_a_form_sent_at_once_is_a_signal(after, is_fast):
    assert sent(after=after) == ({SpamSignal.TOO_FAST} if is_fast else set())


def test_how_fast_is_too_fast_is_a_setting(settings):
    settings.FORM_SECONDS = 10
    assert sent(after=8) == {SpamSignal.TOO_FAST}


@pytest.mark.parametrize(
    "stamp",
    [
        "",
        "now",
        ":::",
        "::",
        "\N{SNOWMAN}",
        pytest.param(TimestampSigner(salt="another").sign(""), id="signed for another purpose"),
        pytest.param("x" * 100_000, id="long"),
    ],
)
def test_a_stamp_that_says_nothing_is_no_signal(stamp):
    assert sent(after=0, shown_at=stamp) == set()


def test_a_stamp_that_is_missing_is_no_signal():
    form = SuggestionForm({"title": "En bænk"})
    assert form.is_valid()
    assert form.spam_signals() == set()


@pytest.mark.parametrize(
    ("text", "is_many"),
    [
        ("Se https://a.example og http://b.example", False),
        ("Se https://a.example, http://b.example og www.c.example", True),
        ("Se HTTPS://a.example HTTPS://b.example WWW.c.example", True),
        ("https://www.a.example https://www.b.example", False),
        ("awww.so awww.nice awww.yes", False),
    ],
)
def test_many_links_are_a_signal(text, is_many):
    assert sent(text=text) == ({SpamSignal.LINKS} if is_many else set())


def test_all_signals_are_told_and_kept_as_words():
    signals = sent(after=0, homepage="x", text="http://a http://b http://c")
    assert " ".join(sorted(signals)) == "honeypot links too_fast"
    with translation.override("en"):
        assert SpamSignal("honeypot").label == "A field that nobody sees was filled in."


def test_values_that_are_no_text_are_no_matter():
    class Numbers(SpamSignals, forms.Form):
        number = forms.IntegerField()

    form = Numbers({"number": "3"})
    assert form.is_valid()
    assert form.spam_signals() == set()


def test_forms_beside_each_other_are_told_apart():
    assert sent(prefix="first", homepage="x") == {SpamSignal.HONEYPOT}


# --- How it is drawn ----------------------------------------------------------------------


def drawn(form):
    template = "{% for field in form %}{{ field.name }} {% endfor %}|{{ form.spam_fields }}"
    with translation.override("en"):
        return Template(template).render(Context({"form": form})).partition("|")


def test_the_fields_are_drawn_apart_from_the_others():
    with travel(NOON, tick=False):
        names, _bar, html = drawn(SuggestionForm())
        stamp = make_stamp()
    assert names == "title text "
    assert html.strip() == (
        '<div class="trap" aria-hidden="true">'
        '<label for="id_homepage">Leave this field empty</label>'
        '<input type="text" name="homepage" autocomplete="off" tabindex="-1" id="id_homepage">'
        f'</div><input type="hidden" name="shown_at" value="{stamp}" id="id_shown_at">'
    )


def test_a_form_shown_again_keeps_its_first_stamp():
    with travel(NOON, tick=False) as clock:
        stamp = make_stamp()
        clock.shift(timedelta(minutes=10))
        data = QueryDict(mutable=True)
        data.update({"title": "", "shown_at": stamp})
        form = SuggestionForm(data)
        assert not form.is_valid()
        assert list(form.errors) == ["title"]
        assert f'value="{stamp}"' in drawn(form)[2]


def test_what_was_sent_is_written_as_words():
    form = SuggestionForm({"title": "x", "homepage": '"><script>'})
    assert "<script>" not in drawn(form)[2]

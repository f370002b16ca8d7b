"""Signals that a form was filled in by a machine. Nothing is refused for them.

A consultation response is lawful whoever sends it and however fast: a caller stores it with the
signals it gave, apart from the rest, and a person looks through them.
"""

import re
from datetime import UTC, datetime

from django import forms
from django.conf import settings
from django.core.signing import BadSignature, TimestampSigner, b62_decode
from django.db.models import TextChoices
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

SALT = "samskab.form-shown"
LINK = re.compile(r"https?://(?:www\.)?|\bwww\.", re.IGNORECASE)
MANY_LINKS = 3


class SpamSignal(TextChoices):
    """What makes a form look filled in by a machine."""

    HONEYPOT = "honeypot", _("A field that nobody sees was filled in.")
    TOO_FAST = "too_fast", _("The form was sent faster than anybody writes.")
    LINKS = "links", _("There are many links in the text.")
    TOO_MANY = "too_many", _("Very many forms came from the same address within an hour.")


def make_stamp():
    """Return the present time, signed, so that a form can tell later when it was shown."""
    return TimestampSigner(salt=SALT).sign("")


def is_too_fast(stamp):
    """Whether a form was shown less than `FORM_SECONDS` ago (Django setting).

    A stamp that is missing, forged or signed with a key we no longer have says nothing.
    """
    try:
        TimestampSigner(salt=SALT).unsign(stamp, max_age=settings.FORM_SECONDS)
    except BadSignature:  # Among them is the one of a stamp that is older.
        return False
    return True


def stamped_at(stamp):
    """Return when a form was shown (aware); None for a stamp that is missing or forged."""
    try:
        TimestampSigner(salt=SALT).unsign(stamp)
    except BadSignature:
        return None
    seconds = b62_decode(stamp.split(":")[-2])
    return datetime.fromtimestamp(seconds, tz=UTC)


class SpamFields(forms.Form):
    """The fields of a form that no person fills in; drawn by `components/spam_fields.html`."""

    template_name = "components/spam_fields.html"

    homepage = forms.CharField(
        label=_("Leave this field empty"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )
    shown_at = forms.CharField(required=False, widget=forms.HiddenInput, initial=make_stamp)


class SpamSignals:
    """Mixin of a form: tells whether a machine seems to have filled it in.

    A template writes `{{ form.spam_fields }}` once between the form's tags. These fields are a
    form of their own, so `{% for field in form %}`, the errors and the data know nothing of
    them. A form that is shown again after an error, or on a step of review, keeps its first stamp.
    The form must come uncached.
    """

    @cached_property
    def spam_fields(self):
        """The fields that no person fills in, with what was sent in them."""
        return SpamFields(
            self.data if self.is_bound else None, prefix=self.prefix, auto_id=self.auto_id
        )

    @property
    def opened_at(self):
        """When a bound form was first shown (aware), or None if that cannot be told."""
        return stamped_at(self.spam_fields["shown_at"].value() or "")

    def spam_signals(self):
        """Return the signals of a bound form as a set of `SpamSignal`, each one also a word.

        Links are looked for in what the form's `cleaned_data` holds, so ask after validation.
        """
        found = {
            SpamSignal.HONEYPOT: self.spam_fields["homepage"].value(),
            SpamSignal.TOO_FAST: is_too_fast(self.spam_fields["shown_at"].value() or ""),
            SpamSignal.LINKS: any(map(_has_many_links, self.cleaned_data.values())),
        }
        return {signal for signal, is_given in found.items() if is_given}


def _has_many_links(value):
    return isinstance(value, str) and len(LINK.findall(value)) >= MANY_LINKS

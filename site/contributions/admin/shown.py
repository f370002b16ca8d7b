"""The choice of what everybody will see of a contribution: words, photo, files, topics."""

import copy
from dataclasses import dataclass

from django import forms
from django.conf import settings
from django.utils.functional import cached_property
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from contributions import services
from contributions.admin.marking import found_in, kind_label, label_of, place_name, place_of
from contributions.services.scanning import may_be_public
from core.models import Topic

BLANK, SHOW = "blank", "show"
LONGEST_EXCERPT = 60


class PlacesField(forms.Field):
    """Places in the texts, each named as `place_name` does."""

    widget = forms.MultipleHiddenInput

    def clean(self, value):
        """Return them as (field, start, end)."""
        try:
            return [place_of(name) for name in value or []]
        except ValueError:
            raise forms.ValidationError(gettext("Choose again what is to be blanked.")) from None


@dataclass(frozen=True)
class BlankedPlace:
    """A place that is blanked, or was until the moderator took that back."""

    name: str
    label: str
    words: str
    is_checked: bool


@dataclass(frozen=True)
class FileChoice:
    """An attachment and the box that releases it."""

    attachment: object
    box: object
    kinds: str


class ShownForm(forms.Form):
    """What is to be seen once it is published, about the version that is on screen.

    Each finding is blanked or accepted, never left open. Other places are blanked by their
    words or, with script, by selecting them in the sheet.
    """

    shown_read = forms.CharField(required=False, widget=forms.HiddenInput)
    places = PlacesField(required=False)
    words = forms.CharField(
        label=_("Blank these words too"),
        help_text=_("One a line, as they stand in the text, for example a neighbour's name."),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    show_photo = forms.BooleanField(
        label=_("Show the photo to everybody"),
        help_text=_("Only if nobody in it can be recognised, or everybody has agreed."),
        required=False,
    )
    topics = forms.TypedMultipleChoiceField(
        label=_("Topics"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, contribution, *args, **kwargs):
        self.contribution = contribution
        self.found = [
            found for found in found_in(contribution) if may_be_public(contribution, found.field)
        ]
        self.attachments = list(contribution.attachments.all())
        initial = {
            "shown_read": services.shown_stamp(contribution),
            "show_photo": contribution.photo_released,
            "topics": list(contribution.topics.values_list("pk", flat=True)),
            "places": self._blanked_places(),
            **(kwargs.pop("initial", None) or {}),
        }
        super().__init__(*args, initial=initial, **kwargs)
        topics = Topic.objects.filter(locale__language_code=settings.LANGUAGE_CODE)
        self.fields["topics"].choices = list(topics.order_by("name").values_list("pk", "name"))
        if not contribution.photo:
            del self.fields["show_photo"]
        self._add_findings()
        self._add_attachments()

    def _add_findings(self):
        is_open = set(services.open_findings(self.contribution))
        for found in self.found:
            is_shown = found.is_accepted and (found.field, found.start, found.end) not in is_open
            field = forms.ChoiceField(
                label=gettext("%(kind)s in “%(field)s”: %(words)s")
                % {
                    "kind": found.label,
                    "field": label_of(self.contribution, found.field),
                    "words": found.words,
                },
                choices=[(BLANK, _("Blank it")), (SHOW, _("It may be shown"))],
                initial=SHOW if is_shown else BLANK,
                required=False,
                widget=forms.RadioSelect,
            )
            self.fields[f"finding:{found.place}"] = field

    def _add_attachments(self):
        for attachment in self.attachments:
            self.fields[f"attachment:{attachment.pk}"] = forms.BooleanField(
                label=_("Show this file to everybody"),
                required=False,
                initial=attachment.is_released,
            )

    def clean(self):
        """Each finding has its answer, words to blank stand in the text, files have been read."""
        data = super().clean()
        for found in self.found:
            name = f"finding:{found.place}"
            if not data.get(name) and not self.has_error(name):
                self.add_error(name, _("Blank it, or say that it may be shown."))
        self._written_places = self._find_words(data.get("words", ""))
        for attachment in self.attachments:
            name = f"attachment:{attachment.pk}"
            if data.get(name) and not attachment.may_be_released:
                self.add_error(name, _("Open it first, and look through it."))
        try:
            services.checked_spans(self.contribution, self.redactions)
        except services.SpanOutside:
            self.add_error("places", _("Choose again what is to be blanked."))
        return data

    def _find_words(self, typed):
        """Return every place where one of these lines stands; an error names those that do not."""
        places, missing = [], []
        for words in filter(None, map(str.strip, typed.splitlines())):
            found = list(places_of_words(self.contribution, words))
            places += found
            if not found:
                missing.append(words)
        if missing:
            self.add_error(
                "words",
                ngettext(
                    "These words do not stand in the text: %(words)s",
                    "None of these words stand in the text: %(words)s",
                    len(missing),
                )
                % {"words": "; ".join(missing)},
            )
        return places

    @cached_property
    def redactions(self):
        """Every place to blank, by field."""
        chosen = [
            (found.field, found.start, found.end)
            for found in self.found
            if self.cleaned_data.get(f"finding:{found.place}") == BLANK
        ]
        redactions = {}
        for field, start, end in [
            *chosen,
            *self.cleaned_data.get("places", []),
            *self._written_places,
        ]:
            redactions.setdefault(field, []).append([start, end])
        return redactions

    @property
    def shown(self):
        """What the verbs that show something are told."""
        data = self.cleaned_data
        return {
            "show_photo": data.get("show_photo", False),
            "shown_attachments": [
                row.pk for row in self.attachments if data[f"attachment:{row.pk}"]
            ],
            "redactions": self.redactions,
            "accepted": [
                (found.field, found.start, found.end)
                for found in self.found
                if data[f"finding:{found.place}"] == SHOW
            ],
            "topics": data["topics"],
        }

    @property
    def preview(self):
        """What everybody would read, without anything being stored."""
        seen = copy.copy(self.contribution)
        seen.redactions = services.checked_spans(self.contribution, self.redactions)
        seen.photo_released = self.cleaned_data.get("show_photo", False)
        return seen.public_view()

    @property
    def file_names(self):
        """What the files are called that everybody would see."""
        chosen = self.shown["shown_attachments"]
        return [row.original_name for row in self.attachments if row.pk in chosen]

    # --- For the template -------------------------------------------------------------------

    @property
    def finding_fields(self):
        """The choice about each finding."""
        return [self[f"finding:{found.place}"] for found in self.found]

    @property
    def file_choices(self):
        """Each attachment with its box and with what was found in it."""
        return [
            FileChoice(
                attachment,
                self[f"attachment:{attachment.pk}"],
                ", ".join(
                    dict.fromkeys(str(kind_label(found[0])) for found in attachment.findings)
                ),
            )
            for attachment in self.attachments
        ]

    @property
    def blanked_places(self):
        """What is blanked besides findings, each to be taken back."""
        before, now = self.initial["places"], self["places"].value() or []
        places = []
        for name in dict.fromkeys([*before, *now]):
            try:
                field, start, end = place_of(name)
                words = self.contribution.written_texts[field][start:end]
            except (KeyError, ValueError):
                continue
            label = label_of(self.contribution, field)
            places.append(BlankedPlace(name, label, words[:LONGEST_EXCERPT], name in now))
        return places

    def _blanked_places(self):
        """Return the names of what is blanked now and is no finding of its own."""
        findings = {found.place for found in self.found}
        names = [
            place_name(field, start, end)
            for field, spans in self.contribution.redactions.items()
            for start, end in spans
        ]
        return [name for name in names if name not in findings]


def places_of_words(contribution, words):
    """Yield every place where these words stand in what the author wrote, in any letter case."""
    for field, text in contribution.written_texts.items():
        haystack, wanted = text.lower(), words.lower()
        # A few letters change length in lower case.
        if (len(haystack), len(wanted)) != (len(text), len(words)):
            haystack, wanted = text, words
        start = haystack.find(wanted)
        while start >= 0:
            yield field, start, start + len(wanted)
            start = haystack.find(wanted, start + len(wanted))

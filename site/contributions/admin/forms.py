"""What a moderator decides, and what the municipality answers."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from contributions.models import Answer, State

VERBS = {
    "publish": State.PUBLISHED,
    "reject": State.REJECTED,
    "hide": State.HIDDEN,
}


class DecisionForm(forms.Form):
    """The moves that are possible now, about the version and the state that are on screen."""

    required_css_class = "required"

    version = forms.IntegerField(widget=forms.HiddenInput)
    state_read = forms.ChoiceField(choices=State.choices, widget=forms.HiddenInput)
    decision = forms.ChoiceField()
    show_photo = forms.BooleanField(
        label=_("Show the photo to everybody"),
        help_text=_("Only if nobody in it can be recognised, or everybody has agreed."),
        required=False,
    )
    reason = forms.CharField(
        label=_("Reason, sent to the author"),
        help_text=_(
            "Needed if it is not to be shown. Say what is missing, and what the author can do."
        ),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    note = forms.CharField(
        label=_("Internal note"),
        help_text=_("Seen by moderators only. It can be asked for under the rules on access."),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, contribution, *args, **kwargs):
        initial = {
            "version": contribution.version,
            "state_read": contribution.state,
            **(kwargs.pop("initial", None) or {}),
        }
        super().__init__(*args, initial=initial, **kwargs)
        self.verbs = [verb for verb, state in VERBS.items() if contribution.can_become(state)]
        self.fields["decision"].choices = [(verb, verb) for verb in self.verbs]
        if "publish" not in self.verbs or not contribution.photo:
            del self.fields["show_photo"]
        if not {"reject", "hide"} & set(self.verbs):
            del self.fields["reason"]

    @property
    def is_stale(self):
        """Whether it speaks of something else than what there is now."""
        read = (self.cleaned_data.get("version"), self.cleaned_data.get("state_read"))
        return read != (self.initial["version"], self.initial["state_read"])

    def clean(self):
        """Nobody is turned away without being told why."""
        data = super().clean()
        turns_away = data.get("decision") in {"reject", "hide"}
        if turns_away and not data.get("reason", "").strip():
            self.add_error("reason", _("Write the reason: the author gets it by mail."))
        return data


class AnswerForm(forms.Form):
    """An official answer: how far it has come, and the words in each language."""

    required_css_class = "required"

    last_read = forms.IntegerField(required=False, widget=forms.HiddenInput)
    progress = forms.ChoiceField(
        label=_("How far has it come?"),
        choices=Answer._meta.get_field("progress").choices,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for code, language in settings.LANGUAGES:
            self.fields[f"text_{code}"] = forms.CharField(
                label=_("Answer in %(language)s") % {"language": language},
                required=code == settings.LANGUAGE_CODE,
                max_length=5000,
                widget=forms.Textarea(attrs={"rows": 6, "lang": code}),
            )
        self.fields[f"text_{settings.LANGUAGE_CODE}"].help_text = _(
            "Shown under the idea and sent to its author. Readers of other languages see it "
            "where theirs is missing."
        )

    @property
    def texts(self):
        """The words by language code."""
        return {code: self.cleaned_data[f"text_{code}"] for code, _name in settings.LANGUAGES}

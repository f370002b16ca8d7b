"""What a moderator decides, and what the municipality answers."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from contributions import services
from contributions.models import Answer, InternalNote, Outcome, ReasonTemplate, State

VERBS = {
    "publish": State.PUBLISHED,
    "reject": State.REJECTED,
    "hide": State.HIDDEN,
}
TURNING_AWAY = {"reject", "hide"}
NOTE_HELP = _("Seen by moderators only. It can be asked for under the rules on access.")


class ReasonSelect(forms.Select):
    """A list of reasons that brings the words of each, for the script to put into the box."""

    language = settings.LANGUAGE_CODE

    def create_option(self, name, value, *args, **kwargs):
        """Add the words in the author's language."""
        option = super().create_option(name, value, *args, **kwargs)
        if value:
            option["attrs"]["data-text"] = value.instance.in_language(self.language)
        return option


class ReadForm(forms.Form):
    """A form about the version and the state of a contribution that are on screen."""

    required_css_class = "required"

    version = forms.IntegerField(widget=forms.HiddenInput)
    state_read = forms.ChoiceField(choices=State.choices, widget=forms.HiddenInput)

    def __init__(self, contribution, *args, **kwargs):
        self.contribution = contribution
        initial = {
            "version": contribution.version,
            "state_read": contribution.state,
            **(kwargs.pop("initial", None) or {}),
        }
        super().__init__(*args, initial=initial, **kwargs)

    @property
    def is_stale(self):
        """Whether it speaks of something else than what there is now."""
        read = (self.cleaned_data.get("version"), self.cleaned_data.get("state_read"))
        return read != (self.initial["version"], self.initial["state_read"])

    @property
    def read(self):
        """What the moderator had on screen, as the verbs ask for it."""
        return {name: self.cleaned_data[name] for name in ("version", "state_read")}


class ReasonForm(ReadForm):
    """A form that may turn somebody away, which nobody does without saying why."""

    template = forms.ModelChoiceField(
        label=_("A reason that is often given"),
        queryset=ReasonTemplate.objects.all(),
        required=False,
        empty_label=_("None: I write it myself"),
        widget=ReasonSelect,
        help_text=_("It is sent in the author's language if you leave the box below empty."),
    )
    reason = forms.CharField(
        label=_("Reason, sent to the author"),
        help_text=_(
            "Needed if it is not to be shown. Say what is missing, and what the author can do."
        ),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5, "data-w-kbd-target": "element"}),
    )
    note = forms.CharField(
        label=_("Internal note"),
        help_text=NOTE_HELP,
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, contribution, *args, **kwargs):
        super().__init__(contribution, *args, **kwargs)
        self.fields["template"].widget.language = contribution.language
        self.fields["reason"].widget.attrs["lang"] = contribution.language

    def fill_reason(self, data):
        """Use the words that were chosen where none were written; there have to be some."""
        template = data.get("template")
        if not data.get("reason") and template:
            data["reason"] = template.in_language(self.contribution.language)
        if not data.get("reason"):
            self.add_error("reason", _("Write the reason: the author gets it by mail."))


class DecisionForm(ReasonForm):
    """The moves that are possible now."""

    decision = forms.ChoiceField()

    def __init__(self, contribution, *args, **kwargs):
        super().__init__(contribution, *args, **kwargs)
        self.verbs = [verb for verb, state in VERBS.items() if contribution.can_become(state)]
        if services.has_open_appeal(contribution):
            self.verbs = [verb for verb in self.verbs if verb != "publish"]
        if contribution.state == State.PUBLISHED:
            self.verbs.append("redact")
        if self.shows:
            self.verbs.append("preview")
        self.fields["decision"].choices = [(verb, verb) for verb in self.verbs]
        if not TURNING_AWAY & set(self.verbs):
            del self.fields["reason"], self.fields["template"]

    @property
    def shows(self):
        """Whether something can be shown, now or from now on."""
        return bool({"publish", "redact"} & set(self.verbs))

    def clean(self):
        """Nobody is turned away without being told why."""
        data = super().clean()
        if data.get("decision") in TURNING_AWAY:
            self.fill_reason(data)
        return data


class ReportForm(ReasonForm):
    """What becomes of something that was reported: kept, hidden, or changed by now."""

    REDACTED = "redacted"

    outcome = forms.ChoiceField(choices=[(Outcome.UPHELD, ""), (Outcome.CHANGED, "")])

    def __init__(self, contribution, *args, is_redacted=False, **kwargs):
        super().__init__(contribution, *args, **kwargs)
        self.can_say_redacted = is_redacted and self.can_hide
        if self.can_say_redacted:
            self.fields["outcome"].choices += [(self.REDACTED, "")]

    @property
    def can_hide(self):
        """Whether it is still to be seen."""
        return self.contribution.can_become(State.HIDDEN)

    def clean(self):
        """What is hidden is hidden for a reason."""
        data = super().clean()
        if data.get("outcome") == Outcome.CHANGED and self.can_hide:
            self.fill_reason(data)
        return data

    @property
    def settled(self):
        """What the verb is told."""
        data = self.cleaned_data
        hides = data["outcome"] != self.REDACTED
        return {
            **self.read,
            "outcome": data["outcome"] if hides else Outcome.CHANGED,
            "hides": hides,
            "reason": data["reason"],
            "note": data["note"],
        }


class AppealForm(ReadForm):
    """The second look: what was decided stays, or it is published after all."""

    outcome = forms.ChoiceField(choices=[(Outcome.UPHELD, ""), (Outcome.CHANGED, "")])
    answer = forms.CharField(
        label=_("Answer to the author"),
        help_text=_("Say what you have looked at, and why you decide as you do."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Write the answer: the author gets it by mail.")},
    )

    def __init__(self, contribution, *args, **kwargs):
        super().__init__(contribution, *args, **kwargs)
        self.fields["answer"].widget.attrs["lang"] = contribution.language
        self.can_publish = contribution.can_become(State.PUBLISHED)
        if not self.can_publish:
            self.fields["outcome"].choices = [(Outcome.UPHELD, "")]


class NoteForm(forms.Form):
    """A word to other moderators, without a decision."""

    text = forms.CharField(
        label=_("Write a note"),
        help_text=NOTE_HELP,
        max_length=InternalNote._meta.get_field("text").max_length,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class MergeForm(ReadForm):
    """Which contribution another is joined with, as both were read."""

    into = forms.IntegerField(widget=forms.HiddenInput)
    into_version = forms.IntegerField(widget=forms.HiddenInput)
    into_state = forms.ChoiceField(choices=State.choices, widget=forms.HiddenInput)


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

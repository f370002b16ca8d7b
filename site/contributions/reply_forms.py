"""The short forms by which people reply: a comment, a report, a wish for a second look."""

import uuid

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from contributions import queries
from contributions.forms import OneLineField, token_in
from contributions.models import AgeBand, Report, ReportKind, WhoMay
from core.forms import SiteFormRenderer
from core.privacy_scan import scan
from core.spam import SpamSignals


class OnceForm(forms.Form):
    """A form of a public page; its token names this sending of it."""

    default_renderer = SiteFormRenderer

    token = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, page, data=None):
        if data is not None:
            data = data.copy()
            data["token"] = token_in(data)
        super().__init__(data)
        self.page = page
        if not self.is_bound:
            self.initial["token"] = uuid.uuid4()

    @property
    def written(self):
        """What was typed so far, as label and words, to be read or copied."""
        return [
            (field.label, field.value()) for field in self if not field.is_hidden and field.value()
        ]


class CommentForm(SpamSignals, OnceForm):
    """What somebody says about an idea.

    `private` says what its writer wants done with what looks private: left out of what the
    public reads, or kept, since it is not.
    """

    LEAVE_OUT, KEEP = "leave_out", "keep"

    private = forms.CharField(required=False, max_length=10, widget=forms.HiddenInput)
    text = forms.CharField(
        label=_("Your comment"),
        help_text=_("Spelling does not matter. Write in your own language."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Write your comment. One sentence is enough.")},
    )
    name = OneLineField(
        label=_("What shall we call you?"),
        help_text=_("A first name, your age or “a neighbour”. It is shown beside the comment."),
        max_length=80,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
    )
    age_band = forms.ChoiceField(
        label=_("How old are you?"),
        help_text=_("We never show the name of anybody under 15."),
        choices=[("", _("I would rather not say")), *AgeBand.choices],
        required=False,
    )
    email = forms.EmailField(
        label=_("Your e-mail address"),
        help_text=_("Only so that we can tell you when it is shown. We never show it."),
        max_length=254,
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": _("Write your e-mail address. We send you a mail to confirm it."),
            "invalid": _("The address must look like name@example.com."),
        },
    )

    def __init__(self, page, data=None):
        super().__init__(page, data)
        rules = page.canonical
        if not rules.asks_name:
            del self.fields["name"]
        if not (rules.asks_name and rules.asks_age_band):
            del self.fields["age_band"]
        if rules.who_may == WhoMay.EMAIL:
            self.fields["email"].required = True
        elif not rules.asks_email:
            del self.fields["email"]
        if rules.is_anonymous:
            self.fields = {key: self.fields[key] for key in ("token", "private", "text")}

    @property
    def retention(self):
        """How long we keep who sent it, in words."""
        return queries.retention_words(self.page)

    @property
    def must_look_again(self):
        """Whether something looks private that its writer has not been told of yet."""
        has_chosen = self.cleaned_data["private"] in {self.LEAVE_OUT, self.KEEP}
        return bool(self.private_findings) and not has_chosen

    def forget_choice(self):
        """Let nothing be chosen when the form is shown again: its words may be others then."""
        if self.is_bound:
            self.data["private"] = ""

    @cached_property
    def private_findings(self):
        """The personal data that a valid form seems to hold, by field."""
        found = {name: scan(self.cleaned_data.get(name, "")) for name in ("text", "name")}
        return {name: findings for name, findings in found.items() if findings}

    @property
    def private_words(self):
        """What was found, as kind and words, to be shown to the writer."""
        return [
            (finding.kind.label, self.cleaned_data[name][finding.start : finding.end])
            for name, findings in self.private_findings.items()
            for finding in findings
        ]

    @property
    def private_spans(self):
        """Where it was found, by field, to be left out of what the public reads."""
        return {
            name: [finding.span for finding in findings]
            for name, findings in self.private_findings.items()
        }


class ReportForm(OnceForm):
    """Why something should not be shown."""

    kind = forms.ChoiceField(
        label=_("What is wrong?"),
        choices=ReportKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what is wrong.")},
    )
    text = forms.CharField(
        label=_("Tell us more"),
        help_text=_("Which words are they, and why should they not be there?"),
        max_length=Report._meta.get_field("text").max_length,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    email = forms.EmailField(
        label=_("Your e-mail address"),
        help_text=_("Only so that we can tell you what came of it. Nobody else sees it."),
        max_length=254,
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"invalid": _("The address must look like name@example.com.")},
    )

    def clean(self):
        """Ask for words where the kind says nothing yet."""
        data = super().clean()
        if data.get("kind") == ReportKind.OTHER and not (
            data.get("text") or self.has_error("text")
        ):
            self.add_error("text", _("Tell us in a few words what is wrong."))
        return data


class AppealForm(forms.Form):
    """What an author asks another moderator to look at again."""

    default_renderer = SiteFormRenderer

    text = forms.CharField(
        label=_("What should we look at again?"),
        help_text=_("Tell us what you think we have misunderstood."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Write what we should look at again.")},
    )

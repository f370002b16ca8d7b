"""The form by which somebody brings something to a page, as the page's settings shape it."""

import uuid

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _
from stdnum.dk import cvr
from stdnum.exceptions import InvalidFormat, InvalidLength
from stdnum.exceptions import ValidationError as InvalidNumber

from contributions import queries, questions
from contributions.blocks import QuestionKind
from contributions.file_fields import FILE_FIELDS, AttachmentsField, DigestsField, KeepsFiles
from contributions.models import AgeBand, OnBehalf, WhoMay
from core.forms import OneLineField, SiteFormRenderer
from core.spam import SpamSignals

ABOUT_YOU = (
    *("name", "show_name", "protected_address", "age_band"),
    *("on_behalf", "on_behalf_of", "cvr", "email"),
)


class ContributionForm(SpamSignals, KeepsFiles, forms.Form):
    """What a page asks people; `token` names this sending of the form."""

    default_renderer = SiteFormRenderer

    token = forms.UUIDField(widget=forms.HiddenInput)
    photo_kept = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)
    attachments_kept = DigestsField()
    title = OneLineField(
        max_length=120,
    )
    text = forms.CharField(widget=forms.Textarea(attrs={"rows": 7}))
    place_key = forms.ChoiceField(
        label=_("Where should it be?"),
        widget=forms.RadioSelect,
        required=False,
        error_messages={
            "invalid_choice": _(
                "This place is no longer on the list. Choose another one, or use your own words."
            )
        },
    )
    place = OneLineField(
        label=_("Where should it be?"),
        help_text=_("In your own words: by the old crane, on our street."),
        max_length=120,
        required=False,
    )
    photo = forms.FileField(
        label=_("Drawing or photo"),
        help_text=_("At most 10 MB. Ask first if there are other people in the picture."),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/*"}),
    )
    attachments = AttachmentsField()
    name = OneLineField(
        max_length=80,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
    )
    show_name = forms.TypedChoiceField(
        label=_("Who may see your name?"),
        choices=[
            ("yes", _("Everybody, beside my response")),
            ("no", _("Only those who work with the case")),
        ],
        coerce=lambda value: value == "yes",
        initial="no",
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose who may see your name.")},
    )
    protected_address = forms.BooleanField(
        label=_("I have a protected name and address"),
        help_text=_(
            "Then we never show your name or a place, and whoever reads your response is told to "
            "take care. Leave both out of the text and out of your files."
        ),
        required=False,
    )
    age_band = forms.ChoiceField(
        label=_("How old are you?"),
        choices=[("", _("I would rather not say")), *AgeBand.choices],
        required=False,
    )
    on_behalf = forms.ChoiceField(
        label=_("For whom do you write?"),
        choices=OnBehalf,
        widget=forms.RadioSelect,
        initial=OnBehalf.SELF,
        error_messages={"required": _("Choose for whom you write.")},
    )
    on_behalf_of = OneLineField(
        label=_("What is the association, company or group called?"),
        help_text=_("Leave it empty when you write for yourself."),
        max_length=120,
        required=False,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "organization",
                "data-unless": f"on_behalf={OnBehalf.SELF}",
            }
        ),
    )
    cvr = OneLineField(
        label=_("CVR number"),
        help_text=_("Eight digits, if there is one. We do not show it."),
        max_length=20,
        required=False,
        widget=forms.TextInput(
            attrs={
                "inputmode": "numeric",
                "autocomplete": "off",
                "data-unless": f"on_behalf={OnBehalf.SELF}",
            }
        ),
    )
    email = forms.EmailField(
        label=_("Your e-mail address"),
        help_text=_("Only so that we can answer. We never show it."),
        max_length=254,
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "invalid": _("The address must look like name@example.com. Check it, or leave it out.")
        },
    )

    def __init__(self, page, data=None, files=None, **kwargs):
        if data is not None:
            data = data.copy()
            data["token"] = token_in(data)
        super().__init__(data, files, **kwargs)
        self.page, self.rules = page, page.canonical
        self.questions = questions.questions_of(page)
        for name in _not_asked(page):
            del self.fields[name]
        self.fields.update(questions.fields_for(self.questions))
        self._use_wording()
        self._order()
        self._fit_place()
        self._fit_names()
        self._mark_conditional()
        if page.admits == WhoMay.EMAIL:
            self._require_email()
        if not self.is_bound:
            self.initial.setdefault("token", uuid.uuid4())

    @classmethod
    def empty(cls, page, request):
        """Return the form as somebody meets it: with what the address and the account know."""
        form = cls(page)
        for question in form.questions:
            if question.field_type == QuestionKind.HIDDEN:
                word = request.GET.get(questions.LINK_WORD, "")
                form.initial[question.clean_name] = form.fields[question.clean_name].clean(word)
        if request.user.is_authenticated and "email" in form.fields:
            form.initial["email"] = request.user.email
        return form

    @classmethod
    def of(cls, page, contribution):
        """Return the form with what somebody sent, to be changed."""
        form = cls(page)
        for name in form.fields.keys() - {"photo", "attachments"}:
            form.initial.setdefault(name, getattr(contribution, name, ""))
        form.initial["show_name"] = "yes" if contribution.show_name else "no"
        form.initial |= {
            "token": contribution.token,
            "photo_kept": contribution.photo_digest,
            "attachments_kept": list(contribution.attachments.values_list("digest", flat=True)),
            **questions.initial_answers(form.questions, contribution.form_data),
        }
        if contribution.place_key in dict(questions.places_of(page)):
            form.initial["place"] = ""
        else:
            form.initial["place_key"] = ""
        return form

    def _use_wording(self):
        """Ask in the words of what people bring to this page."""
        wording = self.page.wording
        title, text = self.fields["title"], self.fields["text"]
        title.label, title.help_text = wording.title_label, wording.title_hint
        title.required = not self.page.is_hearing
        title.error_messages["required"] = wording.title_missing
        text.label, text.help_text = wording.text_label, wording.text_hint
        text.error_messages["required"] = wording.text_missing
        text.max_length = self.page.longest_text
        text.validators.append(MaxLengthValidator(self.page.longest_text))
        text.widget.attrs["maxlength"] = self.page.longest_text
        if self.page.is_hearing:
            text.widget.attrs["rows"] = 14
        if "name" in self.fields:
            self.fields["name"].label = wording.name_label
            self.fields["name"].help_text = wording.name_hint

    def _order(self):
        asked = [question.clean_name for question in self.questions]
        about_you = [name for name in ABOUT_YOU if name in self.fields]
        rest = [name for name in self.fields if name not in {*asked, *about_you}]
        after_text = rest.index("text") + 1
        self.order_fields([*rest[:after_text], *asked, *rest[after_text:], *about_you])

    def _fit_place(self):
        """Where there are places to choose from, own words are for all the others."""
        if "place_key" not in self.fields:
            return
        elsewhere = ("", _("Somewhere else, or nowhere in particular"))
        self.fields["place_key"].choices = [*questions.places_of(self.page), elsewhere]
        place = self.fields["place"]
        place.label = _("Where, in your own words?")
        place.help_text = _("Only if it is not on the list: by the old crane, on our street.")
        place.widget.attrs["data-when"] = "place_key="

    def _fit_names(self):
        """Say beforehand what becomes of a name."""
        is_shown = self.rules.publishes and self.rules.shows_names
        if "name" not in self.fields:
            return
        if not is_shown:
            self.fields["name"].help_text = _("It is not shown. Only those who read this see it.")
        elif "age_band" in self.fields:
            self.fields["age_band"].help_text = _("We never show the name of anybody under 15.")

    def _mark_conditional(self):
        """A field that goes with one answer is neither asked of everybody nor as they like."""
        for field in self.fields.values():
            field.is_conditional = not {"data-when", "data-unless"}.isdisjoint(field.widget.attrs)

    def _require_email(self):
        email = self.fields["email"]
        email.required = True
        email.help_text = _(
            "We send you a link to press. What you have written is read once you have pressed "
            "it. We never show your address."
        )
        email.error_messages |= {
            "required": _("Write your e-mail address: here it has to be confirmed."),
            "invalid": _("The address must look like name@example.com."),
        }

    @property
    def is_taken(self):
        """Whether the page takes this form now; see `InvitesContributions.takes_what_began`."""
        return self.page.takes_what_began(self.opened_at)

    @property
    def retention(self):
        """How long we keep who sent it, in words."""
        return queries.retention_words(self.page)

    @property
    def written(self):
        """What was typed so far, as label and words, to be read or copied."""
        asked = {question.clean_name for question in self.questions}
        return [
            (field.label, words)
            for field in self
            if (not field.is_hidden or field.name in asked)
            and field.name not in FILE_FIELDS
            and (words := _in_words(field))
        ]

    @property
    def sections(self):
        """The fields under their headings: what it is about, then who says it."""
        about_you = [field for field in self if field.name in ABOUT_YOU]
        return [
            ("", [field for field in self if field.name not in ABOUT_YOU]),
            *([(_("About you"), about_you)] if about_you else []),
        ]

    def clean(self):
        """Bring what was written into the form that services store."""
        data = super().clean()
        self._read_place(data)
        self._read_on_behalf(data)
        self._read_cvr(data)
        data["form_data"] = questions.form_data(self.questions, data)
        return data

    def _read_place(self, data):
        key = data.setdefault("place_key", "")
        if not key:
            return
        if data.get("place"):
            self.add_error(
                "place",
                _("Choose a place from the list or write one in your own words, not both."),
            )
        data["place"] = str(dict(self.fields["place_key"].choices)[key])

    def _read_on_behalf(self, data):
        whose = data.setdefault("on_behalf", OnBehalf.SELF)
        name = data.setdefault("on_behalf_of", "")
        if whose == OnBehalf.SELF and (name or data.get("cvr")):
            self.add_error(
                "on_behalf",
                _("You have written a name below. Choose whose it is, or leave it out."),
            )
        elif whose != OnBehalf.SELF and not name and "on_behalf_of" not in self.errors:
            self.add_error(
                "on_behalf_of", _("Write what the association, company or group is called.")
            )

    def _read_cvr(self, data):
        """Take the number without spaces and the country's letters, if its check digit is right."""
        number = data.get("cvr")
        if not number:
            return
        try:
            data["cvr"] = cvr.validate(number)
        except (InvalidFormat, InvalidLength):
            self.add_error("cvr", _("A CVR number has eight digits. Count them once more."))
        except InvalidNumber:
            self.add_error(
                "cvr", _("This is no CVR number: a digit is wrong, or two have changed places.")
            )


def _not_asked(page):
    """Return the names of the fields that a page's settings leave out of its form."""
    rules = page.canonical
    asks_who = not rules.is_anonymous
    is_asked = {
        "place_key": rules.asks_place and len(rules.places) > 0,
        "place": rules.asks_place,
        "photo": rules.asks_photo,
        "photo_kept": rules.asks_photo,
        "attachments": rules.asks_attachments,
        "attachments_kept": rules.asks_attachments,
        "name": asks_who and rules.asks_name,
        "show_name": asks_who
        and rules.asks_name
        and page.is_hearing
        and rules.publishes
        and rules.shows_names,
        "protected_address": asks_who and rules.asks_name and page.is_hearing,
        "age_band": rules.asks_age_band,
        "on_behalf": asks_who and rules.asks_on_behalf,
        "on_behalf_of": asks_who and rules.asks_on_behalf,
        "cvr": asks_who and rules.asks_on_behalf and page.is_hearing,
        "email": asks_who and (rules.asks_email or page.admits == WhoMay.EMAIL),
    }
    return [name for name, asked in is_asked.items() if not asked]


def _in_words(field):
    """Return what stands in a bound field as somebody reads it: chosen labels, not keys."""
    value = field.value()
    if isinstance(field.field, forms.BooleanField):
        return _("Yes") if field.field.to_python(value) else ""
    if not isinstance(field.field, forms.ChoiceField):
        return value
    chosen = value if isinstance(value, list) else [value]
    labels = [str(label) for key, label in field.field.choices if key and str(key) in chosen]
    return ", ".join(labels)


def token_in(data):
    """Return the form's token; a new one when it is missing or was tampered with."""
    try:
        return uuid.UUID(data.get("token", ""))
    except ValueError:
        return uuid.uuid4()

"""A page's own questions and places: what its form asks, and what was answered.

The canonical page decides what is asked; a translation supplies words. The two are matched by
the ids of the blocks, which no rewording, reordering or translation changes.
"""

import re
from dataclasses import dataclass

from django import forms
from django.utils.formats import date_format, get_format, number_format
from django.utils.html import conditional_escape, format_html
from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.contrib.forms.forms import FormBuilder

from contributions.blocks import NEEDS_CHOICES, QuestionKind
from core.forms import OneLineField
from core.templatetags.look import quoted

# The word that a link to the form may end with, `.../take-part/?via=library`.
LINK_WORD = "via"
SAFE_LINK_WORD = re.compile(r"[\w-]{1,40}")
FIELD_PREFIX = "q_"


class Said(str):
    """Words together with their language, which need not be the reader's."""

    def __new__(cls, words, language):
        said = super().__new__(cls, words)
        said.language = language
        return said

    @property
    def is_foreign(self):
        """Whether a reader's voice has to change language for it."""
        return self.language != get_language()

    def __html__(self):
        if not self.is_foreign:
            return conditional_escape(str(self))
        return format_html('<span lang="{}">{}</span>', self.language, str(self))


@dataclass(frozen=True)
class Question:
    """A question as this page puts it; the names are those that Wagtail's form builder reads."""

    key: str
    field_type: str
    label: Said
    help_text: str
    choices: list
    required: bool
    is_public: bool
    default_value: str = ""

    @property
    def clean_name(self):
        """The name of its field in the form."""
        return f"{FIELD_PREFIX}{self.key}"

    def complaint(self, words):
        """Return an error that says which question it is about, as a summary needs it."""
        return f"{quoted(self.label)}: {words}"


def questions_of(page):
    """Return the questions that this version of a page asks now, as the canonical one decides."""
    own = {child.id: child.value for child in page.questions}
    return [_question(page, child, own.get(child.id)) for child in page.canonical.questions]


def places_of(page):
    """Return the places to choose from, as pairs of key and name in this page's words."""
    own = {child.id: child.value for child in page.places}
    return [
        (child.id, _said(page, child.value, own.get(child.id))) for child in page.canonical.places
    ]


def _question(page, child, own):
    rules = child.value
    own_choices = {item.id: item.value for item in own["choices"].bound_blocks} if own else {}
    choices = rules["choices"].bound_blocks if rules["kind"] in NEEDS_CHOICES else []
    return Question(
        key=child.id,
        field_type=rules["kind"],
        label=_said(page, rules["label"], own and own["label"]),
        help_text=_said(page, rules["help_text"], own and own["help_text"]),
        choices=[(item.id, _said(page, item.value, own_choices.get(item.id))) for item in choices],
        required=rules["is_required"],
        is_public=rules["is_public"] and rules["kind"] != QuestionKind.HIDDEN,
    )


def _said(page, words, own):
    """Return this version's words; the canonical ones where it has no others of its own.

    Words that nobody has translated yet stand in a translation as they stand in its source.
    """
    if words and own and own != words:
        return Said(own, page.locale.language_code)
    return Said(words or "", page.canonical.locale.language_code)


class WordedSelect(forms.Select):
    """A list that marks choices in another language than the page's."""

    def create_option(self, name, value, label, *args, **kwargs):
        """An option cannot hold an element, so it carries the language itself."""
        option = super().create_option(name, value, str(label), *args, **kwargs)
        if getattr(label, "is_foreign", False):
            option["attrs"]["lang"] = label.language
        return option


class NumberField(forms.DecimalField):
    """A number as people write it: 1.000 and 2,5 in Danish, 1,000 and 2.5 in English.

    Who reads English here may still write 2,5.
    """

    def to_python(self, value):
        """Take the language's marks between thousands away; any other mark divides decimals."""
        digits = "".join((value or "").split())
        mark = get_format("THOUSAND_SEPARATOR")
        if re.fullmatch(rf"-?\d{{1,3}}(?:{re.escape(mark)}\d{{3}})+(?:[.,]\d+)?", digits):
            digits = digits.replace(mark, "")
        return super().to_python(digits.replace(",", "."))


class LinkWordField(forms.CharField):
    """A word that the form's address brought along; anything else than a word is dropped."""

    widget = forms.HiddenInput

    def clean(self, value):
        """Return the word or nothing; what a person cannot see is never an error of theirs."""
        return value if SAFE_LINK_WORD.fullmatch(value or "") else ""


class QuestionFields(FormBuilder):
    """Wagtail's form builder with the site's controls, and choices stored by their keys."""

    def get_formatted_field_choices(self, field):
        return field.choices

    def get_formatted_field_initial(self, field):
        return []

    def get_field_options(self, field):
        """Add errors that name the question."""
        missing = _("Choose an answer.") if field.choices else _("Write an answer.")
        if field.field_type == QuestionKind.CHECKBOX:
            missing = _("Tick the box.")
        errors = {"required": field.complaint(missing)}
        invalid = {
            QuestionKind.EMAIL: _("The address must look like name@example.com."),
            QuestionKind.NUMBER: _("Write a number, for example 12."),
            QuestionKind.URL: _("The address must look like www.example.com."),
            QuestionKind.DATE: _("Write the date as day, month and year."),
            QuestionKind.DATETIME: _("Write the date and the time."),
        }
        if field.field_type in invalid:
            errors["invalid"] = field.complaint(invalid[field.field_type])
        if field.field_type in NEEDS_CHOICES:
            errors["invalid_choice"] = field.complaint(_("Choose one of the answers."))
        return {**super().get_field_options(field), "error_messages": errors}

    def create_singleline_field(self, field, options):
        return OneLineField(max_length=255, **options)

    def create_multiline_field(self, field, options):
        return forms.CharField(max_length=5000, widget=forms.Textarea(attrs={"rows": 5}), **options)

    def create_email_field(self, field, options):
        return forms.EmailField(max_length=254, **options)

    def create_url_field(self, field, options):
        return super().create_url_field(field, {**options, "max_length": 500})

    def create_number_field(self, field, options):
        """Text with a number pad: a number control changes what it holds when one scrolls."""
        widget = forms.TextInput(attrs={"inputmode": "decimal", "class": "in--short"})
        return NumberField(max_digits=15, decimal_places=4, widget=widget, **options)

    def create_date_field(self, field, options):
        """The browser's own calendar; a date typed without one is read as the language does."""
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "in--short"})
        return forms.DateField(widget=widget, **options)

    def create_datetime_field(self, field, options):
        widget = forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"})
        return forms.DateTimeField(widget=widget, **options)

    def create_dropdown_field(self, field, options):
        """Nothing is chosen before somebody chooses."""
        choices = [("", _("Choose")), *field.choices]
        return forms.ChoiceField(choices=choices, widget=WordedSelect, **options)

    def create_multiselect_field(self, field, options):
        """Boxes to tick: a list of the browser's own forgets all choices at a plain click."""
        return self.create_checkboxes_field(field, options)

    def create_hidden_field(self, field, options):
        return LinkWordField(**{**options, "required": False})


def fields_for(questions):
    """Return the form fields of questions by name, in order."""
    return QuestionFields(questions).formfields


def form_data(questions, cleaned):
    """Return what was answered, as a contribution keeps it: by key, in the words of the form.

    `values` holds what a form starts with again where the answer is words made from it: the keys
    of choices, and dates. `order` tells the order of asking, which a JSON column forgets.
    Questions left open are left out.
    """
    return {
        question.key: {
            "question": str(question.label),
            "answer": _in_words(question, value),
            "values": _machine_values(question, value),
            "is_public": question.is_public,
            "order": order,
        }
        for order, question in enumerate(questions)
        if _is_given(value := cleaned.get(question.clean_name))
    }


def initial_answers(questions, given):
    """Return what a form starts with when answers given before are to be changed."""
    initial = {}
    for question in questions:
        if question.key not in given:
            continue
        values = given[question.key]["values"]
        if question.field_type in _SEVERAL:
            initial[question.clean_name] = values
        else:
            initial[question.clean_name] = values[0] if values else given[question.key]["answer"]
    return initial


def _is_given(value):
    """Whether a question was answered; nought is an answer too."""
    return value not in (None, "", []) and value is not False


_SEVERAL = {QuestionKind.CHECKBOXES, QuestionKind.MULTISELECT}


def _chosen(question, value):
    return value if question.field_type in _SEVERAL else [value]


def _in_words(question, value):
    """Return an answer as a person reads it."""
    if question.choices:
        chosen = _chosen(question, value)
        return ", ".join(str(label) for key, label in question.choices if key in chosen)
    words = {
        QuestionKind.CHECKBOX: lambda: _("Yes"),
        QuestionKind.NUMBER: lambda: number_format(value),
        QuestionKind.DATE: lambda: date_format(value, _("l j F Y")),
        QuestionKind.DATETIME: lambda: date_format(localtime(value), _("j F Y, H:i")),
    }
    return words.get(question.field_type, lambda: str(value))()


def _machine_values(question, value):
    """Return an answer as keys or ISO dates; nothing where the words themselves can be typed."""
    if question.choices:
        return list(_chosen(question, value))
    values = {
        QuestionKind.CHECKBOX: lambda: ["on"],
        QuestionKind.DATE: lambda: [value.isoformat()],
        QuestionKind.DATETIME: lambda: [
            localtime(value).replace(tzinfo=None).isoformat("T", "minutes")
        ],
    }
    return values.get(question.field_type, list)()

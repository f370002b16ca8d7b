"""What a page asks people in its own words."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

NEEDS_CHOICES = {"dropdown", "multiselect", "radio", "checkboxes"}


class QuestionKind(models.TextChoices):
    """The kinds of form field that Wagtail's form builder knows.

    The hidden one keeps the word that the link to the form ends with: with `?via=library` behind
    the address in a QR code, editors learn which poster led people here. It is a single word
    of letters, digits and hyphens, never shown to the public and never an error.
    """

    SINGLELINE = "singleline", _("One line of text")
    MULTILINE = "multiline", _("Several lines of text")
    EMAIL = "email", _("E-mail address")
    NUMBER = "number", _("A number")
    URL = "url", _("Web address")
    CHECKBOX = "checkbox", _("One box to tick")
    CHECKBOXES = "checkboxes", _("Boxes to tick, several may be chosen")
    DROPDOWN = "dropdown", _("List, one is chosen")
    MULTISELECT = "multiselect", _("List, several may be chosen")
    RADIO = "radio", _("Choices side by side, one is chosen")
    DATE = "date", _("Date")
    DATETIME = "datetime", _("Date and time")
    HIDDEN = "hidden", _("A word from the link, asked of nobody")


class QuestionBlock(blocks.StructBlock):
    """One question; its block's id is the key that its answers are stored under.

    So the key survives every rewording, reordering and translation. The same holds for each
    choice: the id of its list item is what is stored.
    """

    label = blocks.CharBlock(label=_("Question"), max_length=200)
    help_text = blocks.CharBlock(label=_("Help beneath it"), max_length=200, required=False)
    kind = blocks.ChoiceBlock(
        label=_("Kind of answer"),
        choices=QuestionKind.choices,
        default=QuestionKind.SINGLELINE,
        help_text=_(
            "A word from the link: write ?via=library behind the form's address, in a QR code for "
            "example, and “library” is kept with what people send from there."
        ),
    )
    choices = blocks.ListBlock(
        blocks.CharBlock(label=_("Choice"), max_length=120),
        label=_("Choices"),
        default=[],
        help_text=_(
            "Only for lists, boxes and choices. What people have answered stays as it was when "
            "you change a choice here."
        ),
    )
    is_required = blocks.BooleanBlock(label=_("It has to be answered"), required=False)
    is_public = blocks.BooleanBlock(
        label=_("The answer may be shown to everybody"), required=False, default=False
    )

    class Meta:
        icon = "help"
        label = _("Question")
        label_format = "{label}"

    def clean(self, value):
        """Somebody who chooses needs at least two things to choose from, each of them once."""
        value = super().clean(value)
        if value["kind"] not in NEEDS_CHOICES:
            return value
        error = None
        if len(value["choices"]) < 2:
            error = _("Write at least two choices.")
        elif len({choice.casefold() for choice in value["choices"]}) < len(value["choices"]):
            error = _("Write each choice once.")
        if error:
            raise blocks.StructBlockValidationError({"choices": ValidationError(error)})
        return value

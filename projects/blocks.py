"""Blocks that only projects use."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class PhaseBlock(blocks.StructBlock):
    """One stage of a project, with its dates."""

    title = blocks.CharBlock(label=_("Phase"), max_length=40)
    starts = blocks.DateBlock(label=_("From"))
    ends = blocks.DateBlock(label=_("Until"), required=False)
    text = blocks.TextBlock(label=_("What happens"), required=False, max_length=300)

    class Meta:
        icon = "calendar"
        label = _("Phase")

    def clean(self, value):
        """A phase ends after it begins."""
        value = super().clean(value)
        if value["ends"] and value["ends"] < value["starts"]:
            raise blocks.StructBlockValidationError(
                {"ends": ValidationError(_("Choose a day after the first one."))}
            )
        return value


class LessonBlock(blocks.StructBlock):
    """Something learned that others can use."""

    title = blocks.CharBlock(label=_("Lesson"), max_length=120)
    text = blocks.TextBlock(label=_("How we know"), required=False)

    class Meta:
        icon = "pick"
        label = _("Lesson")


class NextStepBlock(blocks.StructBlock):
    """What happens after somebody has sent something."""

    title = blocks.CharBlock(label=_("When"), max_length=60)
    text = blocks.TextBlock(label=_("What happens"), max_length=300)

    class Meta:
        icon = "order"
        label = _("Step")

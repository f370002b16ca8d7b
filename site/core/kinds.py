"""The kinds of notices on the board: each has a cut form, a word and a colour."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """What a page is about; templates turn the value into a form and a colour."""

    PROJECT = "project", _("Project")
    WORKSHOP = "workshop", _("Workshop")
    CONSULT = "consult", _("Consultation")
    ART = "art", _("Art")
    HELP = "help", _("Lend a hand")
    SKY = "sky", _("Quiet")

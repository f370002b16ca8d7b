"""What every row from a person shares: a receipt number, a private link, a date of erasure."""

import secrets

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from core import private_links

# No 0/O, 1/I/L, 2/Z, 5/S, 8/B, U/V: the number is read aloud on the telephone.
REFERENCE_ALPHABET = "34679ACDEFGHJKMNPQRTVWXY"


def new_reference():
    """Return an unguessed receipt number such as `K7MF-4PQW`."""
    letters = [secrets.choice(REFERENCE_ALPHABET) for _number in range(8)]
    return f"{''.join(letters[:4])}-{''.join(letters[4:])}"


def new_nonce():
    """Return the secret part of a private link; a new one makes the old link useless."""
    return secrets.token_urlsafe(12)


class CitizenRecord(models.Model):
    """Something a person sent us, with or without saying who they are.

    `__str__` is the reference alone, so that no log, message or usage list repeats what
    the person wrote.
    """

    reference = models.CharField(
        _("reference"), max_length=9, unique=True, default=new_reference, editable=False
    )
    nonce = models.CharField(max_length=20, default=new_nonce, editable=False)
    name = models.CharField(_("name"), max_length=80, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    phone = models.CharField(_("telephone"), max_length=30, blank=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("account"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    language = models.CharField(
        _("language"), max_length=10, choices=settings.LANGUAGES, default=get_language
    )
    created_at = models.DateTimeField(_("received"), default=timezone.now, editable=False)
    erase_after = models.DateField(_("personal data kept until"), null=True, blank=True)
    erased_at = models.DateTimeField(_("personal data erased"), null=True, blank=True)

    class Meta:
        abstract = True

    def __str__(self):
        return self.reference

    @property
    def private_token(self):
        """The secret half of the private link, derived and never stored."""
        return private_links.make_token(self)

    def erase_person(self):
        """Forget who sent this; what may stay public stays. Does not save."""
        self.name = self.email = self.phone = ""
        self.user = None
        self.nonce = new_nonce()
        self.erased_at = timezone.now()


class RetentionRule(models.Model):
    """How long personal data of one kind is kept, counted from what, and why."""

    class CountedFrom(models.TextChoices):
        RECEIVED = "received", _("the day it was received")
        CLOSED = "closed", _("the day the call or event ends")

    kind = models.CharField(_("kind"), max_length=40, unique=True)
    purpose = models.CharField(_("purpose"), max_length=255)
    months = models.PositiveSmallIntegerField(_("months"), default=12)
    counted_from = models.CharField(
        _("counted from"), max_length=10, choices=CountedFrom, default=CountedFrom.CLOSED
    )
    legal_hold = models.BooleanField(
        _("part of a filed case"),
        default=False,
        help_text=_("Filed cases may not be erased; they are hidden instead."),
    )

    panels = ["kind", "purpose", "months", "counted_from", "legal_hold"]

    class Meta:
        verbose_name = _("retention rule")
        verbose_name_plural = _("retention rules")
        ordering = ["kind"]

    def __str__(self):
        return self.kind

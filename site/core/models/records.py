"""What every row from a person shares: a receipt number, a private link, a date of erasure."""

import secrets

from django.apps import apps
from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import get_language, gettext, ngettext
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

    # The kind of the rule that says how long such a row tells who sent it.
    retention_kind = ""

    class Meta:
        abstract = True

    def __str__(self):
        return self.reference

    @property
    def private_token(self):
        """The secret half of the private link, derived and never stored."""
        return private_links.make_token(self)

    @property
    def headline(self):
        """What its author knows it by; engines whose rows have words say more."""
        return self.reference

    @property
    def kind_name(self):
        """What sort of thing it is, in one word."""
        return self._meta.verbose_name

    def get_private_url(self):
        """Return the path of the author's own page of it; empty where there is none."""
        return ""

    def export_data(self):
        """Return what we hold of it for its author, as plain values by name."""
        return {
            "reference": self.reference,
            "kind": str(self.kind_name),
            "language": self.language,
            "received": self.created_at.isoformat(),
            "name": self.name,
            "email": self.email,
            "phone": self.phone,
            "kept_until": self.erase_after and self.erase_after.isoformat(),
        }

    def export_files(self):
        """Return the files that came with it, each as a name and an open-able file."""
        return []

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

    kind = models.CharField(_("kind"), max_length=40, unique=True, editable=False)
    purpose_da = models.CharField(_("why we keep it, in Danish"), max_length=255)
    purpose_en = models.CharField(_("why we keep it, in English"), max_length=255, blank=True)
    months = models.PositiveSmallIntegerField(_("months"), default=12)
    counted_from = models.CharField(
        _("counted from"), max_length=10, choices=CountedFrom, default=CountedFrom.CLOSED
    )
    legal_hold = models.BooleanField(
        _("part of a filed case"),
        default=False,
        help_text=_("Filed cases may not be erased; they are hidden instead."),
    )

    panels = ["purpose_da", "purpose_en", "months", "counted_from", "legal_hold"]

    class Meta:
        verbose_name = _("retention rule")
        verbose_name_plural = _("retention rules")
        ordering = ["kind"]

    def __str__(self):
        return str(self.what)

    @property
    def what(self):
        """What is kept, in the reader's words: the plural of the rows this rule is about."""
        names = {
            model.retention_kind: model._meta.verbose_name_plural
            for model in apps.get_models()
            if issubclass(model, CitizenRecord)
        }
        return names.get(self.kind, self.kind)

    @property
    def purpose(self):
        """Why it is kept, in the reader's language; in Danish where we have no other words."""
        return getattr(self, f"purpose_{get_language()}", "") or self.purpose_da

    @property
    def period(self):
        """How long it is kept, in words."""
        if self.legal_hold:
            return gettext("As long as the law tells us to keep the case.")
        texts = {
            self.CountedFrom.RECEIVED: ngettext(
                "%(count)d month from the day we received it.",
                "%(count)d months from the day we received it.",
                self.months,
            ),
            self.CountedFrom.CLOSED: ngettext(
                "%(count)d month after the call or event has ended.",
                "%(count)d months after the call or event has ended.",
                self.months,
            ),
        }
        return texts[self.CountedFrom(self.counted_from)] % {"count": self.months}

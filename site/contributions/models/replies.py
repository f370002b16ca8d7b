"""What people do about what others have said: support it, report it, ask for a second look."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.models import CitizenRecord


class Support(models.Model):
    """Somebody supports an idea: one a browser, or one an account. It is no vote."""

    contribution = models.ForeignKey(
        "contributions.Contribution", on_delete=models.CASCADE, related_name="supports"
    )
    # A keyed hash of what the browser's signed cookie holds; empty for accounts.
    browser = models.CharField(max_length=64, blank=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="+",
    )
    # What it was given to, where that is joined with another now: parted, it takes it back.
    moved_from = models.ForeignKey(
        "contributions.Contribution",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        editable=False,
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("support")
        verbose_name_plural = _("supports")
        constraints = [
            models.UniqueConstraint(
                fields=["contribution", "browser"],
                condition=~Q(browser=""),
                name="one_support_a_browser",
            ),
            models.UniqueConstraint(
                fields=["contribution", "user"],
                condition=Q(user__isnull=False),
                name="one_support_an_account",
            ),
        ]

    def __str__(self):
        return str(self.pk)


class Outcome(models.TextChoices):
    """What came of a report or an appeal."""

    OPEN = "", _("Waiting")
    UPHELD = "upheld", _("It stays as it was")
    CHANGED = "changed", _("It was changed")


class ReportKind(models.TextChoices):
    """Why somebody thinks that a contribution should not be shown."""

    PERSONAL = "personal", _("It tells something private about a person")
    HURTFUL = "hurtful", _("It is hurtful or threatening")
    UNTRUE = "untrue", _("It is not true")
    SPAM = "spam", _("It is advertising or nonsense")
    OTHER = "other", _("Something else")


class Handled(models.Model):
    """Something that waits for a moderator and is then settled, once."""

    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome, blank=True)
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("handled by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    handled_at = models.DateTimeField(_("handled"), null=True, blank=True)

    class Meta:
        abstract = True


class Report(CitizenRecord, Handled):
    """Somebody tells that a published contribution should not be shown."""

    contribution = models.ForeignKey(
        "contributions.Contribution", on_delete=models.CASCADE, related_name="reports"
    )
    kind = models.CharField(_("what is wrong?"), max_length=10, choices=ReportKind)
    text = models.TextField(_("in your own words"), max_length=2000, blank=True)
    # Of the form it was sent with: one report is stored once.
    token = models.UUIDField(unique=True, editable=False)

    retention_kind = "report"
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        ordering = ["created_at", "pk"]
        default_permissions = ()
        indexes = [models.Index(fields=["outcome", "created_at"], name="open_reports")]

    def __str__(self):
        return self.reference

    def export_data(self):
        """Return what its author reported, and what came of it."""
        return {
            **super().export_data(),
            "about": self.contribution.reference,
            "what_is_wrong": self.get_kind_display(),
            "text": self.text,
            "outcome": self.get_outcome_display(),
        }


class Appeal(Handled):
    """An author asks for a second look at a decision; another moderator gets it."""

    contribution = models.ForeignKey(
        "contributions.Contribution", on_delete=models.CASCADE, related_name="appeals"
    )
    # One a decision: the second look has been had, and its answer is another decision.
    decision = models.OneToOneField(
        "contributions.Decision", on_delete=models.CASCADE, related_name="appeal"
    )
    text = models.TextField(_("what should we look at again?"), max_length=2000)
    answer = models.TextField(_("answer to the author"), max_length=2000, blank=True)
    created_at = models.DateTimeField(_("received"), default=timezone.now, editable=False)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("request for a second look")
        verbose_name_plural = _("requests for a second look")
        ordering = ["created_at", "pk"]
        default_permissions = ()
        indexes = [models.Index(fields=["outcome", "created_at"], name="open_appeals")]

    def __str__(self):
        return str(self.pk)

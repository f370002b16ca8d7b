"""Who may decide about what, what they tell each other, and how they hear of what waits."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

EXPORT_PERSONAL_DATA = "contributions.export_personal_data"


class ModerationScope(models.Model):
    """A group moderates what people bring to a page and to all pages under it."""

    group = models.ForeignKey(
        "auth.Group",
        verbose_name=_("group"),
        on_delete=models.CASCADE,
        related_name="moderation_scopes",
    )
    page = models.ForeignKey(
        Page, verbose_name=_("page and all under it"), on_delete=models.CASCADE, related_name="+"
    )

    panels = ["group", "page"]

    class Meta:
        verbose_name = _("moderation scope")
        verbose_name_plural = _("moderation scopes")
        permissions = [
            ("moderate_contribution", _("Can moderate contributions")),
            ("export_personal_data", _("Can download contributions with personal data")),
        ]
        constraints = [models.UniqueConstraint(fields=["group", "page"], name="one_scope_a_page")]

    def __str__(self):
        return f"{self.group}: {self.page}"

    def clean(self):
        """A scope lies on the Danish page where there is one: contributions belong to that."""
        super().clean()
        if self.page_id:
            versions = Page.objects.filter(translation_key=self.page.translation_key)
            danish = versions.filter(locale__language_code=settings.LANGUAGE_CODE).first()
            self.page = danish or self.page


class InternalNote(models.Model):
    """What moderators tell each other about a contribution; the author never sees it.

    It can be asked for under the rules on access to documents.
    """

    contribution = models.ForeignKey(
        "contributions.Contribution", on_delete=models.CASCADE, related_name="internal_notes"
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("written by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    text = models.TextField(_("note"), max_length=2000)
    created_at = models.DateTimeField(_("when"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("internal note")
        verbose_name_plural = _("internal notes")
        ordering = ["created_at", "pk"]
        default_permissions = ()

    def __str__(self):
        return str(self.pk)


class DigestSetting(models.Model):
    """How often a moderator is told by mail what waits."""

    class Frequency(models.TextChoices):
        DAILY = "daily", _("Every working day, if something waits")
        WEEKLY = "weekly", _("Every Monday, if something waits")
        NEVER = "never", _("Never")

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="moderation_digest"
    )
    frequency = models.CharField(
        _("mail about what waits"), max_length=10, choices=Frequency, default=Frequency.DAILY
    )
    sent_on = models.DateField(null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("mail about what waits")
        verbose_name_plural = _("mails about what waits")
        default_permissions = ()

    def __str__(self):
        return str(self.pk)

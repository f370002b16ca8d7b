"""What was decided about a contribution, and what the municipality answered."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from contributions.models.contributions import Contribution, Progress, State


class Decision(models.Model):
    """One move of a contribution: who, when, and what was said about it."""

    contribution = models.ForeignKey(
        Contribution, on_delete=models.CASCADE, related_name="decisions"
    )
    moderator = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("moderator"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    state = models.CharField(_("new state"), max_length=10, choices=State)
    version = models.PositiveIntegerField(_("version read"))
    reason = models.TextField(_("reason, sent to the author"), blank=True)
    note = models.TextField(_("internal note"), blank=True)
    created_at = models.DateTimeField(_("when"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        ordering = ["created_at", "pk"]

    def __str__(self):
        return f"{self.contribution_id}: {self.state}"


class Answer(models.Model):
    """What the municipality answers an idea, and how far it has come."""

    contribution = models.ForeignKey(Contribution, on_delete=models.CASCADE, related_name="answers")
    progress = models.CharField(
        _("progress"), max_length=10, choices=[choice for choice in Progress.choices if choice[0]]
    )
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(_("when"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        ordering = ["-created_at", "-pk"]
        get_latest_by = ["created_at", "pk"]

    def __str__(self):
        return f"{self.contribution_id}: {self.progress}"

    @property
    def words(self):
        """Return the text in the reader's language, the Danish one as a fallback, or None."""
        texts = {text.language: text for text in self.texts.all()}
        return texts.get(get_language()) or texts.get(settings.LANGUAGE_CODE)


class AnswerText(models.Model):
    """The words of an answer in one language."""

    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="texts")
    language = models.CharField(max_length=10, choices=settings.LANGUAGES)
    text = models.TextField(_("answer"))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["answer", "language"], name="one_text_a_language")
        ]

    def __str__(self):
        return f"{self.answer_id} {self.language}"


class ReasonTemplate(models.Model):
    """A reason that moderators often give, ready in each language of the site."""

    name = models.CharField(
        _("name"),
        max_length=60,
        help_text=_("Seen by moderators only, for example “Private data”."),
    )
    text_da = models.TextField(_("reason in Danish"), max_length=2000)
    text_en = models.TextField(_("reason in English"), max_length=2000)
    sort_order = models.PositiveSmallIntegerField(_("place in the list"), default=0)

    panels = ["name", "text_da", "text_en", "sort_order"]

    class Meta:
        verbose_name = _("reason for not publishing")
        verbose_name_plural = _("reasons for not publishing")
        ordering = ["sort_order", "name"]

    def __str__(self):
        return self.name

    def in_language(self, language):
        """Return the words in the author's language, the Danish ones where we have no other."""
        return getattr(self, f"text_{language}", "") or self.text_da

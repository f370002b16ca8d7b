"""What people say: contributions, what was decided about them, and who may decide."""

import uuid
from dataclasses import dataclass

from django.conf import settings
from django.core.files.storage import storages
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from contributions.protection import keep_contributions
from core.models import CitizenRecord
from core.queries import shown_to_everybody

MODERATE = "contributions.moderate_contribution"


def private_storage():
    """Return the storage that is never served directly."""
    return storages["private"]


def photo_path(_contribution, filename):
    """Name a photo by chance: neither the file's own name nor the author shows."""
    return f"contributions/{uuid.uuid4().hex}{filename[filename.rfind('.') :]}"


def pending_path(_upload, _filename):
    """Name a photo of an unfinished form."""
    return f"pending/{uuid.uuid4().hex}.webp"


class Kind(models.TextChoices):
    """What people can bring."""

    IDEA = "idea", _("Idea")
    RESPONSE = "response", _("Response")
    COMMENT = "comment", _("Comment")
    PROPOSAL = "proposal", _("Proposal")


class State(models.TextChoices):
    """Where a contribution stands on its way to the public page."""

    RECEIVED = "received", _("Waiting for review")
    PUBLISHED = "published", _("Published")
    REJECTED = "rejected", _("Not published")
    HIDDEN = "hidden", _("Hidden again")
    WITHDRAWN = "withdrawn", _("Withdrawn by the author")


ALLOWED_MOVES = {
    State.RECEIVED: {State.PUBLISHED, State.REJECTED, State.WITHDRAWN},
    State.PUBLISHED: {State.HIDDEN, State.WITHDRAWN},
    State.HIDDEN: {State.PUBLISHED, State.WITHDRAWN},
    State.REJECTED: {State.PUBLISHED, State.WITHDRAWN},
    State.WITHDRAWN: set(),
}


class Progress(models.TextChoices):
    """What becomes of a published idea."""

    NONE = "", _("No answer yet")
    CONSIDERED = "considered", _("Being considered")
    PLANNED = "planned", _("Planned")
    UNDER_WAY = "under_way", _("Under way")
    DONE = "done", _("Done")
    DECLINED = "declined", _("Will not be done")


class ParticipationLevel(models.TextChoices):
    """How much say people have (after the IAP2 spectrum of public participation)."""

    INFORM = "inform", _("We inform")
    CONSULT = "consult", _("We listen")
    INVOLVE = "involve", _("We work it out together")
    CODECIDE = "codecide", _("We decide together")


@dataclass(frozen=True)
class PublicView:
    """All that the public may know of a contribution, whatever shows it."""

    title: str
    text: str
    place: str
    author: str
    photo: bool
    language: str
    published_at: object


class ContributionQuerySet(models.QuerySet):
    """Finding contributions, by who asks."""

    def published(self):
        """Only what a moderator has approved and nobody has taken back.

        A page shows these to those who may see the page; whatever gathers from many pages
        takes `public()`.
        """
        return self.filter(state=State.PUBLISHED)

    def public(self):
        """Only what everybody may see: published, on a page that is neither down nor private."""
        return self.published().filter(page__in=shown_to_everybody(Page.objects.all()))

    def for_moderator(self, user):
        """Only what this person may moderate.

        The one gate of every admin view: administrators see all, others need the permission,
        and see what lies under a page that one of their groups moderates. What was erased
        altogether is nobody's task.
        """
        if not (user.is_active and user.has_perm(MODERATE)):
            return self.none()
        rows = self.exclude(erased_at__isnull=False, text="")
        if user.is_superuser:
            return rows
        scopes = ModerationScope.objects.filter(group__user=user).values_list(
            "page__path", flat=True
        )
        under = Q(pk__in=[])
        for path in scopes:
            under |= Q(page__path__startswith=path)
        return rows.filter(under)


class Contribution(CitizenRecord):
    """An idea or a response, in the words of its author."""

    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.IDEA)
    page = models.ForeignKey(
        Page, verbose_name=_("page"), on_delete=keep_contributions, related_name="contributions"
    )
    title = models.CharField(_("title"), max_length=120)
    text = models.TextField(_("text"), max_length=5000)
    place = models.CharField(_("place"), max_length=120, blank=True)
    show_name = models.BooleanField(_("name may be shown"), default=False)
    photo = models.FileField(
        _("photo"), storage=private_storage, upload_to=photo_path, max_length=200, blank=True
    )
    photo_small = models.FileField(
        storage=private_storage, upload_to=photo_path, max_length=200, blank=True, editable=False
    )
    photo_digest = models.CharField(max_length=64, blank=True, editable=False)
    photo_released = models.BooleanField(_("photo is shown"), default=False)

    state = models.CharField(_("state"), max_length=10, choices=State, default=State.RECEIVED)
    progress = models.CharField(
        _("progress"), max_length=10, choices=Progress, default=Progress.NONE, blank=True
    )
    # Rises with each change by the author: a moderator publishes the version that was read.
    version = models.PositiveIntegerField(default=1, editable=False)
    published_at = models.DateTimeField(_("published"), null=True, blank=True, editable=False)
    # Of the form it was sent with, and of what it held: one submission is stored once.
    token = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    content_hash = models.CharField(max_length=64, blank=True, editable=False)

    objects = ContributionQuerySet.as_manager()

    # Page usage lists would show the rows to people who may not moderate them.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("contribution")
        verbose_name_plural = _("contributions")
        ordering = ["-published_at", "-pk"]
        # Wagtail's reports show the log of every model a person holds any permission on,
        # whatever the row; so none is tied to this one (see ModerationScope).
        default_permissions = ()
        indexes = [
            models.Index(fields=["page", "state", "-published_at", "-id"], name="public_list"),
            models.Index(fields=["state", "created_at"], name="queue"),
            models.Index(fields=["erase_after"], name="erasure"),
        ]

    @property
    def author(self):
        """The name as the public sees it; nothing for those who did not want theirs shown."""
        return self.name if self.show_name else ""

    def public_view(self):
        """Return what may be shown; pages, search, feeds and exports read nothing else."""
        return PublicView(
            title=self.title,
            text=self.text,
            place=self.place,
            author=self.author,
            photo=bool(self.photo and self.photo_released),
            language=self.language,
            published_at=self.published_at,
        )

    def can_become(self, state):
        """Whether the rules allow this move; what was erased can no longer be shown."""
        if state == State.PUBLISHED and self.erased_at and not self.text:
            return False
        return state in ALLOWED_MOVES[State(self.state)]

    def get_private_url(self, view="contribution_private"):
        """Return the path of the author's private page, in the author's language."""
        with translation.override(self.language):
            return reverse(view, args=[self.reference, self.private_token])

    def get_photo_url(self, size="large"):
        """Return the path the released photo is served at."""
        return reverse("contribution_photo", args=[self.pk, self.version, size])


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
        permissions = [("moderate_contribution", _("Can moderate contributions"))]
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


class PendingUpload(models.Model):
    """A photo of a form that is not sent yet, kept for a day so that an error loses nothing."""

    token = models.UUIDField(unique=True)
    photo = models.FileField(storage=private_storage, upload_to=pending_path, max_length=200)
    digest = models.CharField(max_length=64)
    original_name = models.CharField(max_length=100, blank=True)
    created_at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        verbose_name = _("photo of an unfinished form")
        verbose_name_plural = _("photos of unfinished forms")

    def __str__(self):
        return str(self.pk)

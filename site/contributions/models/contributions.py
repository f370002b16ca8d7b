"""What somebody has said: an idea, a response, a comment; and where it stands."""

import uuid
from dataclasses import dataclass

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import translation
from django.utils.text import Truncator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from contributions.models.files import photo_path, private_storage
from contributions.protection import keep_contributions
from core import privacy_scan, private_links
from core.models import CitizenRecord
from core.queries import shown_to_everybody

WORDS_OF_A_HEADLINE = 8
MODERATE = "contributions.moderate_contribution"
SCANNED_FIELDS = ("title", "text", "place", "name", "on_behalf_of")


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
    MERGED = "merged", _("Joined with another")
    WITHDRAWN = "withdrawn", _("Withdrawn by the author")


ALLOWED_MOVES = {
    State.RECEIVED: {State.PUBLISHED, State.REJECTED, State.MERGED, State.WITHDRAWN},
    State.PUBLISHED: {State.HIDDEN, State.MERGED, State.WITHDRAWN},
    State.HIDDEN: {State.PUBLISHED, State.WITHDRAWN},
    State.REJECTED: {State.PUBLISHED, State.WITHDRAWN},
    # Parted again, it waits for a decision of its own.
    State.MERGED: {State.RECEIVED, State.WITHDRAWN},
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


class WhoMay(models.TextChoices):
    """Who can send something to a page."""

    ANYONE = "anyone", _("Everybody, without an account")
    EMAIL = "email", _("Everybody who confirms an e-mail address")
    ACCOUNT = "account", _("Only people who are signed in")


class AgeBand(models.TextChoices):
    """How old somebody is, as roughly as will do; a birth date is never asked for."""

    UNDER_15 = "0-14", _("Under 15")
    FROM_15 = "15-17", _("15 to 17")
    FROM_18 = "18-29", _("18 to 29")
    FROM_30 = "30-49", _("30 to 49")
    FROM_50 = "50-66", _("50 to 66")
    FROM_67 = "67+", _("67 or older")


class OnBehalf(models.TextChoices):
    """For whom somebody speaks."""

    SELF = "self", _("Myself")
    ASSOCIATION = "association", _("An association")
    COMPANY = "company", _("A company")
    OTHER = "other", _("A group or others")


class Channel(models.TextChoices):
    """By which way somebody has reached us."""

    WEB = "web", _("On this site")
    LETTER = "letter", _("Letter or e-mail")
    MEETING = "meeting", _("At a meeting")
    PHONE = "phone", _("By telephone")


@dataclass(frozen=True)
class GivenAnswer:
    """What somebody answered to one of a page's own questions, as both read then."""

    key: str
    question: str
    answer: str


@dataclass(frozen=True)
class PublicView:
    """All that the public may know of a contribution, whatever shows it.

    What a moderator has blanked is gone from every text in here.
    """

    title: str
    text: str
    place: str
    channel: Channel
    author: str
    photo: bool
    language: str
    published_at: object
    given_answers: tuple
    on_behalf_of: str
    # Whether words are left out of what is shown.
    is_blanked: bool

    @property
    def headline(self):
        """Its title, or the first words of what has none."""
        return self.title or first_words(self.text)


def first_words(text):
    """Return what stands for the title of a text that has none."""
    return Truncator(" ".join(text.split())).words(WORDS_OF_A_HEADLINE)


class ContributionQuerySet(models.QuerySet):
    """Finding contributions, by who asks."""

    def published(self):
        """Only what a moderator has approved and nobody has taken back; without comments.

        A page shows these to those who may see the page; whatever gathers from many pages
        takes `public()`.
        """
        return self._on_pages_that_publish().filter(state=State.PUBLISHED, about=None)

    def counting_joined(self):
        """Tell of each, as `joined_count`, how many others are joined with it."""
        return self.annotate(
            joined_count=models.Count("merged", filter=Q(merged__state=State.MERGED))
        )

    def published_comments(self):
        """Only comments that are approved, on something that is published itself.

        What was said about an idea that is joined with another is shown beneath that one.
        """
        beneath_another = Q(about__state=State.MERGED, about__merged_into__state=State.PUBLISHED)
        return self._on_pages_that_publish().filter(
            Q(about__state=State.PUBLISHED) | beneath_another, state=State.PUBLISHED
        )

    def _on_pages_that_publish(self):
        """Leave out what was sent to pages that show nothing of it, approved or not."""
        rows = self
        for model in apps.get_models():
            if hasattr(model, "contribution_kind"):
                keeping = model.objects.filter(publishes=False).values("pk")
                rows = rows.exclude(page__in=keeping)
        return rows

    def waiting(self):
        """What a moderator has to decide about: neither suspects nor unconfirmed addresses."""
        return self.filter(state=State.RECEIVED, suspicion="", awaits_confirmation=False)

    def suspects(self):
        """What looks like spam, kept apart for a moderator to look through."""
        return self.filter(state=State.RECEIVED, awaits_confirmation=False).exclude(suspicion="")

    def public(self):
        """Only what everybody may see: published, on a page that is neither down nor private."""
        return self.published().filter(page__in=shown_to_everybody(Page.objects.all()))

    def public_comments(self):
        """Only comments that everybody may see, on pages that are neither down nor private."""
        return self.published_comments().filter(page__in=shown_to_everybody(Page.objects.all()))

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
        scopes = apps.get_model("contributions", "ModerationScope").objects
        scopes = scopes.filter(group__user=user).values_list("page__path", flat=True)
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
    # What a comment is about; nothing for what stands on its own.
    about = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.CASCADE, related_name="comments"
    )
    title = models.CharField(_("title"), max_length=120, blank=True)
    # As long as the longest page allows; each form says how long its own may be.
    text = models.TextField(_("text"), max_length=20_000)
    # By the stable key of each question: its words and the answer's as they were shown then,
    # the keys of what was chosen, and whether the answer may be public, as was promised then:
    # {"question": "", "answer": "", "values": [], "is_public": False, "order": 0}.
    form_data = models.JSONField(_("answers to the page's questions"), default=dict, blank=True)
    place = models.CharField(_("place"), max_length=120, blank=True)
    # Of a place chosen from the page's list; `place` holds its name as shown then.
    place_key = models.CharField(max_length=36, blank=True, editable=False)
    on_behalf = models.CharField(
        _("on behalf of"), max_length=12, choices=OnBehalf, default=OnBehalf.SELF
    )
    on_behalf_of = models.CharField(_("name of those spoken for"), max_length=120, blank=True)
    cvr = models.CharField(_("CVR number"), max_length=8, blank=True)
    protected_address = models.BooleanField(
        _("protected address"),
        default=False,
        help_text=_("Name and place are never shown. Look for them in the text and in files."),
    )
    channel = models.CharField(
        _("came by"), max_length=8, choices=Channel, default=Channel.WEB, editable=False
    )
    # Who typed in what came by another way.
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("entered by"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    age_band = models.CharField(_("age"), max_length=5, choices=AgeBand, blank=True)
    show_name = models.BooleanField(_("name may be shown"), default=False)
    administration_only = models.BooleanField(
        _("for the administration only"),
        default=False,
        help_text=_("Its author does not want it shown to the public."),
    )
    topics = models.ManyToManyField(
        "core.Topic", verbose_name=_("topics"), blank=True, related_name="+"
    )
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
    merged_into = models.ForeignKey(
        "self",
        verbose_name=_("joined with"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="merged",
    )
    # Why it looks like spam, as words separated by spaces; empty once a moderator has looked.
    suspicion = models.CharField(_("looks like spam"), max_length=80, blank=True)
    awaits_confirmation = models.BooleanField(_("e-mail address not confirmed yet"), default=False)
    # When its author was asked to confirm the address there is now.
    confirmation_asked_at = models.DateTimeField(null=True, blank=True, editable=False)
    # Personal data found in it, by field: [[kind, start, end], ...]. See core.privacy_scan.
    findings = models.JSONField(default=dict, blank=True, editable=False)
    has_open_findings = models.BooleanField(_("personal data found"), default=False)
    # What is blanked in public, by field: [[start, end], ...], of the version there is now.
    redactions = models.JSONField(default=dict, blank=True, editable=False)
    support_count = models.PositiveIntegerField(_("supports"), default=0, editable=False)

    # Rises with each change by the author: a moderator publishes the version that was read.
    version = models.PositiveIntegerField(default=1, editable=False)
    published_at = models.DateTimeField(_("published"), null=True, blank=True, editable=False)
    # Of the form it was sent with, and of what it held: one submission is stored once.
    token = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    content_hash = models.CharField(max_length=64, blank=True, editable=False)

    objects = ContributionQuerySet.as_manager()

    retention_kind = "contribution"
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
            models.Index(fields=["page", "state", "-support_count", "-id"], name="most_supported"),
            models.Index(fields=["about", "state", "created_at"], name="comments"),
            models.Index(fields=["state", "created_at"], name="queue"),
            models.Index(fields=["erase_after"], name="erasure"),
        ]

    @classmethod
    def from_db(cls, db, field_names, values):
        """Put the answers into the order of asking, which PostgreSQL's JSON forgets."""
        loaded = super().from_db(db, field_names, values)
        if "form_data" in field_names:
            in_order = sorted(loaded.form_data.items(), key=lambda item: item[1].get("order", 0))
            loaded.form_data = dict(in_order)
        return loaded

    @property
    def author(self):
        """The name as the public sees it; nothing for children or those who want none shown."""
        is_kept_back = self.protected_address or self.age_band == AgeBand.UNDER_15
        return self.name if self.show_name and not is_kept_back else ""

    def public_view(self):
        """Return what may be shown; pages, search, feeds and exports read nothing else."""
        return PublicView(
            title=self._blanked("title", self.title),
            text=self._blanked("text", self.text),
            place="" if self.protected_address else self._blanked("place", self.place),
            channel=Channel(self.channel),
            author=self._blanked("name", self.author),
            photo=bool(self.photo and self.photo_released),
            language=self.language,
            published_at=self.published_at,
            given_answers=tuple(
                GivenAnswer(
                    key, given["question"], self._blanked(f"form_data.{key}", given["answer"])
                )
                for key, given in self.form_data.items()
                if given["answer"] and given["is_public"]
            ),
            on_behalf_of=self._blanked("on_behalf_of", self.on_behalf_of),
            is_blanked=self._is_blanked,
        )

    @property
    def _is_blanked(self):
        shown = {"title", "text", "place", "on_behalf_of"}
        shown |= {"name"} if self.author else set()
        shown |= {f"form_data.{key}" for key, given in self.form_data.items() if given["is_public"]}
        return any(spans for field, spans in self.redactions.items() if field in shown)

    def _blanked(self, field, text):
        """Return a text without the spans that a moderator has blanked, in its own language."""
        spans = self.redactions.get(field)
        if not spans:
            return text
        with translation.override(self.language):
            return privacy_scan.blank(text, spans, gettext("[left out]"))

    @property
    def is_refused(self):
        """Whether a moderator has decided against showing it."""
        return self.state in {State.REJECTED, State.HIDDEN}

    @property
    def shown_beneath(self):
        """The key of the contribution that a comment is read beneath."""
        return self.about.merged_into_id or self.about_id

    @property
    def written_texts(self):
        """Every text of the author by the name that findings and redactions know it by."""
        texts = {name: getattr(self, name) for name in SCANNED_FIELDS}
        texts |= {f"form_data.{key}": given["answer"] for key, given in self.form_data.items()}
        return texts

    def can_become(self, state):
        """Whether the rules allow this move; what was erased can no longer be shown.

        What waits for its address to be confirmed is nobody's to decide, but its author's. A
        response is never joined with another: each stands in its case by itself.
        """
        if state == State.MERGED and self.kind == Kind.RESPONSE:
            return False
        if self.awaits_confirmation and state != State.WITHDRAWN:
            return False
        is_kept_back = self.administration_only or (self.erased_at and not self.text)
        if state == State.PUBLISHED and is_kept_back:
            return False
        return state in ALLOWED_MOVES[State(self.state)]

    def get_private_url(self, view="contribution_private"):
        """Return the path of the author's private page, in the author's language."""
        with translation.override(self.language):
            return reverse(view, args=[self.reference, self.private_token])

    @property
    def headline(self):
        """Its title, or the first words of what has none."""
        return self.title or first_words(self.text)

    @property
    def kind_name(self):
        """Idea, response, comment or proposal."""
        return self.get_kind_display()

    def export_data(self):
        """Return everything its author wrote, and what was decided and answered."""
        return {
            **super().export_data(),
            "page": self.page.title,
            "state": self.get_state_display(),
            "progress": self.get_progress_display(),
            "title": self.title,
            "text": self.text,
            "place": self.place,
            "answers": {given["question"]: given["answer"] for given in self.form_data.values()},
            "age": self.get_age_band_display(),
            "on_behalf": self.get_on_behalf_display(),
            "on_behalf_of": self.on_behalf_of,
            "cvr": self.cvr,
            "protected_address": self.protected_address,
            "came_by": self.get_channel_display(),
            "name_may_be_shown": self.show_name,
            "administration_only": self.administration_only,
            "decisions": [
                {
                    "state": decision.get_state_display(),
                    "when": decision.created_at.isoformat(),
                    "reason": decision.reason,
                }
                for decision in self.decisions.all()
            ],
            "official_answers": [
                {
                    "progress": answer.get_progress_display(),
                    "when": answer.created_at.isoformat(),
                    "text": {text.language: text.text for text in answer.texts.all()},
                }
                for answer in self.answers.all()
            ],
            "second_looks": [
                {"text": appeal.text, "answer": appeal.answer} for appeal in self.appeals.all()
            ],
        }

    def export_files(self):
        """Return the photo and the attachments."""
        files = [("photo.webp", self.photo)] if self.photo else []
        return files + [(row.original_name, row.file) for row in self.attachments.all()]

    @property
    def confirmation_purpose(self):
        """What names the link that confirms this e-mail address: for another one it is another."""
        return f"confirm:{self.email}"

    def get_confirmation_url(self):
        """Return the path at which the author confirms the address; it is told by mail alone."""
        token = private_links.make_token(self, self.confirmation_purpose)
        with translation.override(self.language):
            return reverse("contribution_confirm", args=[self.reference, token])

    def get_photo_url(self, size="large"):
        """Return the path the released photo is served at."""
        return reverse("contribution_photo", args=[self.pk, self.version, size])

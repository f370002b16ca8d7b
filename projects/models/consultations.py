"""A consultation: what the law wants of it, and where it stands today."""

from datetime import datetime, time, timedelta

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import strip_tags
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.fields import RichTextField
from wagtail.log_actions import log
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from contributions.mixins import InvitesContributions
from contributions.models import Kind as ContributionKind
from core.blocks import BodyBlock
from core.exceptions import PublicationRefused
from core.fields import StreamField
from core.kinds import Kind
from core.models import Action, AnswersMixin, BasePage, Slip
from core.text import deadline
from projects import periods, queries
from projects.blocks import NextStepBlock
from projects.forms import ConsultationForm
from projects.models.projects import SHORT_TEXT
from projects.panels import PeriodPanel

DAYS_CLOSING_SOON = 7
# A form opened before the deadline may be sent for this long after it.
GRACE = timedelta(minutes=15)


class ConsultationKind(models.Model):
    """What is consulted about, with the shortest period that the law allows and its source."""

    name_da = models.CharField(_("name in Danish"), max_length=80)
    name_en = models.CharField(_("name in English"), max_length=80)
    minimum_weeks = models.PositiveSmallIntegerField(
        _("shortest period in weeks"),
        default=0,
        help_text=_("0 where the law sets no period."),
    )
    source = models.CharField(
        _("where that is written"),
        max_length=120,
        blank=True,
        help_text=_("The paragraph, for example “Planloven § 24, stk. 3”."),
    )
    sort_order = models.PositiveSmallIntegerField(_("place in the list"), default=0)

    panels = [
        FieldRowPanel(["name_da", "name_en"]),
        FieldRowPanel(["minimum_weeks", "source"]),
        "sort_order",
    ]

    class Meta:
        verbose_name = _("kind of consultation")
        verbose_name_plural = _("kinds of consultation")
        ordering = ["sort_order", "name_da"]

    def __str__(self):
        return self.name

    @property
    def name(self):
        """Its name in the reader's language, the Danish one where we have no other."""
        return getattr(self, f"name_{get_language()}", "") or self.name_da

    def clean(self):
        """Nobody can check a period whose source is not said."""
        super().clean()
        if self.minimum_weeks and not self.source:
            raise ValidationError({"source": _("Say where the period is written.")})


class ConsultationState(models.TextChoices):
    """Where a consultation stands; it follows from dates and the decision, never from a job."""

    COMING = "coming", _("Coming")
    OPEN = "open", _("Open")
    CLOSING_SOON = "closing_soon", _("Closes soon")
    PROCESSING = "processing", _("Being processed")
    DECIDED = "decided", _("Decided")


STATE_FORMS = {
    ConsultationState.COMING: "sun",
    ConsultationState.OPEN: "bubble",
    ConsultationState.CLOSING_SOON: "bubble",
    ConsultationState.PROCESSING: "arrow",
    ConsultationState.DECIDED: "tick",
}


class ConsultationPage(InvitesContributions, AnswersMixin, BasePage):
    """People are heard about a plan or a policy before it is decided."""

    consultation_kind = models.ForeignKey(
        ConsultationKind,
        verbose_name=_("kind of consultation"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    short_period_reason = models.TextField(
        _("why the period is shorter than the law says"),
        max_length=500,
        blank=True,
        help_text=_(
            "Leave it empty unless you have a legal ground. It is kept with the case and shown "
            "beside the deadline."
        ),
    )
    case_number = models.CharField(_("case number"), max_length=40, blank=True)
    plandata_reference = models.CharField(
        _("plan number in Plandata.dk"), max_length=40, blank=True
    )
    area = models.CharField(
        _("area"), max_length=160, blank=True, help_text=_("In words that residents use.")
    )
    intro = StreamField(BodyBlock(), verbose_name=_("what it is about"), blank=True)
    documents = StreamField(
        [("document", DocumentChooserBlock(label=_("Document")))],
        verbose_name=_("documents"),
        blank=True,
    )
    next_steps = StreamField(
        [("step", NextStepBlock())], verbose_name=_("what happens next"), blank=True
    )
    contacts = ParentalManyToManyField(
        "core.Contact", verbose_name=_("contacts"), blank=True, related_name="+"
    )
    neighbourhoods = ParentalManyToManyField(
        "core.Neighbourhood", verbose_name=_("neighbourhoods"), blank=True, related_name="+"
    )
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    decision = RichTextField(_("what was decided"), features=SHORT_TEXT, blank=True)

    # What a form for responses asks unless an editor says otherwise.
    asks_photo = models.BooleanField(_("ask for a photo or drawing"), default=False)
    asks_place = models.BooleanField(_("ask for a place"), default=False)
    asks_on_behalf = models.BooleanField(_("ask on whose behalf people write"), default=True)
    asks_attachments = models.BooleanField(_("take files"), default=True)
    # Responses count for their reasons: nobody supports or comments on another's.
    allows_supports = models.BooleanField(default=False, editable=False)
    allows_comments = models.BooleanField(default=False, editable=False)

    base_form_class = ConsultationForm
    kind = Kind.CONSULT
    contribution_kind = ContributionKind.RESPONSE
    is_hearing = True
    longest_text = 20_000
    longest_countdown = 62
    grace = GRACE

    content_panels = [
        *BasePage.content_panels,
        AnswersMixin.answers_panel,
        MultiFieldPanel(
            [
                "consultation_kind",
                FieldRowPanel(["case_number", "plandata_reference"]),
                FieldRowPanel(["area", "neighbourhoods"]),
                "short_period_reason",
            ],
            heading=_("The case"),
        ),
        PeriodPanel(),
        *InvitesContributions.participation_panels[:-1],
        MultiFieldPanel(
            [
                FieldPanel(
                    "publishes",
                    help_text=_("Otherwise only those who work with the case read the responses."),
                ),
                FieldPanel(
                    "shows_names",
                    help_text=_("Of those who let others see their name, and of nobody else."),
                ),
            ],
            heading=_("What others see"),
        ),
        "intro",
        "documents",
        "next_steps",
        "contacts",
        MultiFieldPanel(["decided_on", "decision"], heading=_("The decision")),
    ]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("intro"),
        index.SearchField("area"),
        index.SearchField("case_number"),
    ]
    override_translatable_fields = [
        *InvitesContributions.synchronized_settings,
        *(
            SynchronizedField(name, overridable=False)
            for name in (
                "consultation_kind",
                "case_number",
                "plandata_reference",
                "contacts",
                "neighbourhoods",
                "decided_on",
            )
        ),
    ]
    parent_page_types = ["projects.ProjectPage"]
    subpage_types = []
    template = "projects/consultation_page.html"

    class Meta:
        verbose_name = _("consultation")
        verbose_name_plural = _("consultations")

    # --- The period ------------------------------------------------------------------------

    def clean(self):
        """A consultation has an end, and a decision a day."""
        super().clean()
        errors = {}
        if self.opens_at and not self.closes_at:
            errors["closes_at"] = _("Say until when people can respond.")
        if strip_tags(self.decision).strip() and not self.decided_on:
            errors["decided_on"] = _("Say on which day it was decided.")
        closed_on = self.closes_at and timezone.localdate(self.closes_at)
        if self.decided_on and closed_on and self.decided_on < closed_on:
            errors["decided_on"] = _("Nothing is decided before everybody has been heard.")
        if errors:
            raise ValidationError(errors)

    def starts_at(self, public_at):
        """Return when the period begins that the law counts, if the page is public at a time."""
        return max(self.opens_at, self.first_published_at or public_at)

    def check_period(self, public_at):
        """Raise `PublicationRefused` if people would have less time than the law gives them.

        Counted from the later of the opening and `public_at`, the moment the page becomes
        public. A recorded reason lets a shorter period through.
        """
        weeks = self.consultation_kind.minimum_weeks
        start = self.starts_at(public_at)
        if not weeks or self.short_period_reason.strip() or self.closes_at is None:
            return
        if self.closes_at >= periods.shortest_end(start, weeks):
            return
        proposal = periods.proposed_end(start, weeks)
        raise PublicationRefused(
            {
                "closes_at": ngettext(
                    "%(kind)s needs at least %(weeks)d week (%(source)s), counted from "
                    "%(start)s. Choose %(proposal)s or later, or write down why the period may "
                    "be shorter.",
                    "%(kind)s needs at least %(weeks)d weeks (%(source)s), counted from "
                    "%(start)s. Choose %(proposal)s or later, or write down why the period may "
                    "be shorter.",
                    weeks,
                )
                % {
                    "kind": self.consultation_kind.name,
                    "weeks": weeks,
                    "source": self.consultation_kind.source,
                    "start": date_format(timezone.localtime(start), _("l j F Y")),
                    "proposal": date_format(timezone.localtime(proposal), _("j F Y, H:i")),
                }
            }
        )

    @property
    def decides_itself(self):
        """Whether this version is the one whose dates count."""
        return self.canonical is self

    def save(self, *args, **kwargs):
        """Refuse to be public with too short a period, by whatever door; see `check_period`."""
        if self.locale_id is None:
            self.locale = self.get_default_locale()
        if self.live and self.decides_itself and not self._is_public_with_this_period():
            self.check_period(timezone.now())
        return super().save(*args, **kwargs)

    def _is_public_with_this_period(self):
        """Whether the same period is public already: a change of the law does not reach back."""
        return (
            type(self)
            .objects.filter(
                pk=self.pk,
                live=True,
                opens_at=self.opens_at,
                closes_at=self.closes_at,
                consultation_kind=self.consultation_kind_id,
            )
            .exists()
        )

    def publish(self, revision, user=None, changed=True, log_action=True, **kwargs):
        """Publish, or schedule, what has a lawful period.

        A schedule that runs late moves the deadline instead of failing: nobody is there to be
        told, and people get the time they are owed.
        """
        draft = revision.as_object()
        is_scheduled_run = log_action == "wagtail.publish.scheduled"
        if draft.decides_itself and draft.go_live_at and draft.go_live_at > timezone.now():
            draft.check_period(draft.go_live_at)
        elif draft.decides_itself and is_scheduled_run:
            revision = _with_lawful_deadline(draft, revision)
        return super().publish(revision, user, changed, log_action, **kwargs)

    # --- Where it stands ---------------------------------------------------------------------

    @property
    def state(self):
        """Where it stands at this moment, by the server's clock and the canonical page."""
        rules, now = self.canonical, timezone.now()
        if rules.decided_on and rules.decided_on <= timezone.localdate(now):
            return ConsultationState.DECIDED
        if self.is_coming:
            return ConsultationState.COMING
        if not self.is_open:
            return ConsultationState.PROCESSING
        if now >= _closing_soon_from(rules.closes_at):
            return ConsultationState.CLOSING_SOON
        return ConsultationState.OPEN

    @property
    def days_without_result(self):
        """For how many days a closed consultation has been waiting for its decision, or None."""
        if self.state != ConsultationState.PROCESSING:
            return None
        return (timezone.localdate() - timezone.localdate(self.canonical.closes_at)).days

    @property
    def state_form(self):
        """The name of the form that stands beside the word for the state."""
        return STATE_FORMS[self.state]

    @property
    def case_documents(self):
        """The documents of this version; those of the deciding one while it has none itself."""
        return self.documents or self.canonical.documents

    @property
    def decided(self):
        """What was decided, with its language, once it is; the deciding version lends its words."""
        version = self if strip_tags(self.decision).strip() else self.canonical
        is_decided = self.state == ConsultationState.DECIDED
        return version if is_decided and strip_tags(version.decision).strip() else None

    @property
    def short_period(self):
        """The version that says why the period is shorter than the law has it, or None."""
        if not self.canonical.short_period_reason:
            return None
        return self if self.short_period_reason else self.canonical

    @property
    def next_change_at(self):
        """The next moment at which the page looks different by itself, or None."""
        rules, now = self.canonical, timezone.now()
        moments = [super().next_change_at]
        if rules.closes_at:
            moments.append(_closing_soon_from(rules.closes_at))
            if self.days_without_result is not None or rules.decided_on:
                moments.append(_next_midnight(now))
        return min((moment for moment in moments if moment and moment > now), default=None)

    @property
    def slips(self):
        """The answers, with those filled in that follow from the dates."""
        return [
            Slip(_("What is it?"), self.answer_what or self.summary),
            Slip(_("Can I take part?"), self.answer_join or self.can_i_join),
            Slip(_("Until when?"), deadline(self)),
        ]

    @property
    def action(self):
        """Lead to the form while it is open."""
        return Action(self.wording.write, self.take_part_url) if self.is_open else None

    def get_json_ld(self, request):
        """Tell search engines the period and the case besides the page."""
        rules = self.canonical
        described = super().get_json_ld(request)
        if rules.closes_at:
            period = (timezone.localtime(moment).isoformat() for moment in self.period)
            described["temporalCoverage"] = "/".join(period)
        if rules.case_number:
            described["identifier"] = rules.case_number
        if self.area or rules.area:
            described["spatialCoverage"] = self.area or rules.area
        return described

    @property
    def period(self):
        """The first and the last moment for responses, by the version that decides."""
        return self.canonical.opens_at, self.canonical.closes_at

    def get_context(self, request, *args, **kwargs):
        """Add the responses on the page of the list that was asked for."""
        context = super().get_context(request, *args, **kwargs)
        context["listing"] = queries.ideas_asked_for(self, request)
        context["ideas"] = context["listing"].page
        context["contacts"] = queries.contacts_in_language(self)
        return context


def _next_midnight(now):
    """Return when the next day begins: what counts days, or waits for one, then looks different."""
    tomorrow = timezone.localdate(now) + timedelta(days=1)
    return timezone.make_aware(datetime.combine(tomorrow, time.min))


def _closing_soon_from(closes_at):
    """Return when the last days before a deadline begin, by the clock on the wall."""
    on_the_wall = timezone.make_naive(closes_at) - timedelta(days=DAYS_CLOSING_SOON)
    return timezone.make_aware(on_the_wall)


def _with_lawful_deadline(draft, revision):
    """Return a revision whose period is lawful from now, the given one if it is already."""
    try:
        draft.check_period(timezone.now())
    except PublicationRefused:
        weeks = draft.consultation_kind.minimum_weeks
        draft.closes_at = periods.proposed_end(draft.starts_at(timezone.now()), weeks)
        revision = draft.save_revision(clean=False, log_action=False)
        log(draft, "projects.deadline_moved", data={"closes_at": draft.closes_at.isoformat()})
    return revision

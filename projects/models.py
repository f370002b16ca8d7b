"""Projects and what hangs under them."""

from django.db import models
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from contributions.mixins import InvitesContributions
from contributions.models import Kind as ContributionKind
from contributions.models import ParticipationLevel
from core.blocks import BodyBlock
from core.fields import StreamField
from core.kinds import Kind
from core.models import Action, AnswersMixin, BasePage, Slip
from core.text import deadline
from projects import queries
from projects.blocks import LessonBlock, NextStepBlock, PhaseBlock

SHORT_TEXT = ["bold", "italic", "link", "ol", "ul"]


class ProjectState(models.TextChoices):
    """How far a project has come."""

    PLANNED = "planned", _("Planned")
    ACTIVE = "active", _("Under way")
    COMPLETED = "completed", _("Completed")


class ProjectIndexPage(BasePage):
    """All projects, with filters."""

    kind = Kind.PROJECT
    max_count_per_parent = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = ["projects.ProjectPage"]
    template = "projects/project_index_page.html"

    class Meta:
        verbose_name = _("list of projects")
        verbose_name_plural = _("lists of projects")

    def get_context(self, request, *args, **kwargs):
        """Add the projects that match the filters of the address, and the counts beside them."""
        context = super().get_context(request, *args, **kwargs)
        context["listing"] = queries.project_listing(self, request.GET)
        return context


class ProjectPage(AnswersMixin, BasePage):
    """Why, how and who; what has been learned; what one can take part in."""

    state = models.CharField(
        _("state"), max_length=10, choices=ProjectState, default=ProjectState.ACTIVE
    )
    why = RichTextField(_("why"), features=SHORT_TEXT, blank=True)
    how = RichTextField(_("how"), features=SHORT_TEXT, blank=True)
    who = RichTextField(_("who"), features=SHORT_TEXT, blank=True)
    phases = StreamField([("phase", PhaseBlock())], verbose_name=_("phases"), blank=True)
    participation_level = models.CharField(
        _("level of participation"),
        max_length=10,
        choices=ParticipationLevel,
        default=ParticipationLevel.INVOLVE,
    )
    participation_promise = models.TextField(
        _("what people can change"), max_length=300, blank=True
    )
    body = StreamField(BodyBlock(), verbose_name=_("more about it"), blank=True)
    quote = models.TextField(_("quotation"), max_length=300, blank=True)
    quote_by = models.CharField(
        _("said by"), max_length=80, blank=True, help_text=_("By role or age, never by name.")
    )
    lessons = StreamField(
        [("lesson", LessonBlock())], verbose_name=_("lessons learned"), blank=True
    )
    follow_up = RichTextField(_("what follows"), features=SHORT_TEXT, blank=True)
    contacts = ParentalManyToManyField(
        "core.Contact", verbose_name=_("contacts"), blank=True, related_name="+"
    )
    topics = ParentalManyToManyField(
        "core.Topic", verbose_name=_("topics"), blank=True, related_name="+"
    )
    neighbourhoods = ParentalManyToManyField(
        "core.Neighbourhood", verbose_name=_("neighbourhoods"), blank=True, related_name="+"
    )

    kind = Kind.PROJECT

    content_panels = [
        *BasePage.content_panels,
        AnswersMixin.answers_panel,
        MultiFieldPanel(["why", "how", "who"], heading=_("Why, how and who")),
        "state",
        "phases",
        MultiFieldPanel(
            ["participation_level", "participation_promise"], heading=_("How much people decide")
        ),
        "body",
        MultiFieldPanel([FieldPanel("quote"), FieldPanel("quote_by")], heading=_("Quotation")),
        "lessons",
        "follow_up",
        MultiFieldPanel(
            ["contacts", FieldRowPanel(["topics", "neighbourhoods"])],
            heading=_("Contacts, topics and places"),
        ),
    ]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("why"),
        index.SearchField("how"),
        index.SearchField("who"),
        index.SearchField("body"),
        index.FilterField("state"),
    ]
    override_translatable_fields = [
        SynchronizedField("state", overridable=False),
        SynchronizedField("participation_level", overridable=False),
        SynchronizedField("contacts", overridable=False),
        SynchronizedField("topics", overridable=False),
        SynchronizedField("neighbourhoods", overridable=False),
    ]
    parent_page_types = ["projects.ProjectIndexPage"]
    subpage_types = ["projects.IdeaCallPage", "projects.ProjectUpdatePage"]
    template = "projects/project_page.html"

    class Meta:
        verbose_name = _("project")
        verbose_name_plural = _("projects")

    @cached_property
    def phase_list(self):
        """The phases with their standing today: done, now or next.

        The words are this version's; the canonical version says when.
        """
        return queries.phases_today(self.phases, self.canonical.phases, timezone.localdate())

    @cached_property
    def current_phase(self):
        """The phase we are in, or None."""
        return next((phase for phase in self.phase_list if phase.standing == "now"), None)

    @cached_property
    def calls(self):
        """The calls under this project, in its language."""
        return queries.calls_under(self)

    @property
    def open_call(self):
        """The call under this project that closes first among those open now, or None."""
        return next((call for call in self.calls if call.is_open), None)

    @property
    def action(self):
        """Lead to the open call, if there is one."""
        call = self.open_call
        return Action(_("Share an idea"), call.take_part_url) if call else None

    def get_context(self, request, *args, **kwargs):
        """Add what hangs under the project: calls, ideas, answers, updates, contacts."""
        context = super().get_context(request, *args, **kwargs)
        context.update(queries.project_context(self, request))
        return context


class ProjectUpdatePage(BasePage):
    """Something happened in a project."""

    date = models.DateField(_("date"), default=timezone.localdate)
    body = StreamField(BodyBlock(), verbose_name=_("text"), blank=True)

    kind = Kind.PROJECT

    content_panels = [*BasePage.content_panels, "date", "body"]
    search_fields = [*BasePage.search_fields, index.SearchField("body")]
    override_translatable_fields = [SynchronizedField("date", overridable=False)]
    parent_page_types = ["projects.ProjectPage"]
    subpage_types = []
    template = "projects/project_update_page.html"

    class Meta:
        verbose_name = _("project update")
        verbose_name_plural = _("project updates")

    def get_json_ld(self, request):
        """An update is news with a date."""
        return {
            **super().get_json_ld(request),
            "@type": "NewsArticle",
            "headline": self.title,
            "datePublished": self.canonical.date.isoformat(),
        }


class IdeaCallPage(InvitesContributions, AnswersMixin, BasePage):
    """People are asked for ideas, and see what others have come up with."""

    intro = StreamField(BodyBlock(), verbose_name=_("more about the call"), blank=True)
    next_steps = StreamField(
        [("step", NextStepBlock())], verbose_name=_("what happens next"), blank=True
    )

    kind = Kind.PROJECT
    contribution_kind = ContributionKind.IDEA

    content_panels = [
        *BasePage.content_panels,
        AnswersMixin.answers_panel,
        *InvitesContributions.participation_panels,
        "intro",
        "next_steps",
    ]
    search_fields = [*BasePage.search_fields, index.SearchField("intro")]
    override_translatable_fields = InvitesContributions.synchronized_settings
    parent_page_types = ["projects.ProjectPage"]
    subpage_types = []
    template = "projects/idea_call_page.html"

    class Meta:
        verbose_name = _("call for ideas")
        verbose_name_plural = _("calls for ideas")

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
        return Action(_("Share an idea"), self.take_part_url) if self.is_open else None

    def get_context(self, request, *args, **kwargs):
        """Add the ideas on the page of the list that was asked for."""
        context = super().get_context(request, *args, **kwargs)
        context["listing"] = queries.ideas_asked_for(self, request)
        context["ideas"] = context["listing"].page
        return context

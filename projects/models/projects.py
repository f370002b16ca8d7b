"""A project and the list of all projects."""

from django.db import models
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from contributions.models import ParticipationLevel
from core.blocks import BodyBlock
from core.fields import StreamField
from core.kinds import Kind
from core.models import AnswersMixin, BasePage
from projects import queries
from projects.blocks import LessonBlock, PhaseBlock

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
    subpage_types = [
        "projects.ConsultationPage",
        "projects.IdeaCallPage",
        "projects.ProjectUpdatePage",
    ]
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

    @cached_property
    def consultations(self):
        """The consultations under this project, in its language."""
        return queries.consultations_under(self)

    @property
    def open_call(self):
        """What closes first of the calls and consultations open now, or None."""
        is_open = [call for call in (*self.calls, *self.consultations) if call.is_open]
        return min(is_open, key=queries.by_deadline, default=None)

    @property
    def action(self):
        """Lead to the open call, if there is one."""
        call = self.open_call
        return call.action if call else None

    def get_context(self, request, *args, **kwargs):
        """Add what hangs under the project: calls, ideas, answers, updates, contacts."""
        context = super().get_context(request, *args, **kwargs)
        context.update(queries.project_context(self, request))
        return context

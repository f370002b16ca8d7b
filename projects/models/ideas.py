"""A call for ideas."""

from django.utils.translation import gettext_lazy as _
from wagtail.search import index

from contributions.mixins import InvitesContributions
from contributions.models import Kind as ContributionKind
from core.blocks import BodyBlock
from core.fields import StreamField
from core.kinds import Kind
from core.models import Action, AnswersMixin, BasePage, Slip
from core.text import deadline
from projects import queries
from projects.blocks import NextStepBlock


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
        return Action(self.wording.write, self.take_part_url) if self.is_open else None

    def get_context(self, request, *args, **kwargs):
        """Add the ideas on the page of the list that was asked for."""
        context = super().get_context(request, *args, **kwargs)
        context["listing"] = queries.ideas_asked_for(self, request)
        context["ideas"] = context["listing"].page
        return context

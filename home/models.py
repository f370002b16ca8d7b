"""The home page and pages of plain text."""

from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, PageChooserPanel
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from core.blocks import BodyBlock
from core.fields import StreamField
from core.kinds import Kind
from core.models import Action, AnswersMixin, BasePage
from home import queries


class WayBlock(blocks.StructBlock):
    """A way into the site, in the words of the person who takes it."""

    kind = blocks.ChoiceBlock(choices=Kind.choices, label=_("Kind"))
    title = blocks.CharBlock(label=_("I would like to …"), max_length=60)
    text = blocks.CharBlock(label=_("What it takes"), max_length=120, required=False)
    page = blocks.PageChooserBlock(label=_("Page"))
    to_form = blocks.BooleanBlock(
        label=_("Straight to the form"),
        required=False,
        help_text=_("For a call that is open: skip its page."),
    )

    class Meta:
        icon = "link"
        label = _("Way in")


class HomePage(AnswersMixin, BasePage):
    """What one can take part in now, what came of it, and where to begin."""

    action_label = models.CharField(_("text of the ink slip"), max_length=40, blank=True)
    action_page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("where the ink slip leads"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    ways = StreamField([("way", WayBlock())], verbose_name=_("ways in"), blank=True)
    quiet_title = models.CharField(_("heading of the quiet band"), max_length=60, blank=True)
    quiet_text = models.TextField(
        _("text of the quiet band"),
        max_length=500,
        blank=True,
        help_text=_("For people who have little to spare. No counting, no hurry."),
    )
    quiet_page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("page behind the quiet band"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    quiet_action = models.CharField(_("text of its button"), max_length=60, blank=True)

    content_panels = [
        *BasePage.content_panels,
        AnswersMixin.answers_panel,
        MultiFieldPanel(
            [FieldPanel("action_label"), PageChooserPanel("action_page")], heading=_("Ink slip")
        ),
        "ways",
        MultiFieldPanel(
            ["quiet_title", "quiet_text", "quiet_page", "quiet_action"], heading=_("Quiet band")
        ),
    ]
    override_translatable_fields = [
        SynchronizedField("action_page"),
        SynchronizedField("quiet_page"),
    ]
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["home.StandardPage", "projects.ProjectIndexPage"]
    template = "home/home_page.html"

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    @cached_property
    def targets(self):
        """Where the chosen pages are to be read in this page's language."""
        return queries.targets_of(self)

    @property
    def action(self):
        """The ink slip leads to the chosen page, straight to the form where it has one."""
        target = self.targets.get(self.action_page_id)
        return Action(self.action_label, target.form_url) if target and self.action_label else None

    @property
    def quiet_url(self):
        """The address of the page behind the quiet band, or nothing."""
        target = self.targets.get(self.quiet_page_id)
        return target.url if target else ""

    def route(self, request, path_components):
        """Find the page below in two queries, however deep it lies."""
        page, rest = queries.page_at(self, path_components)
        if page:
            return page.route(request, rest)
        # The versions are needed for the language switch; two queries less if asked first.
        here = next(version for version in self.versions if version.pk == self.pk)
        self.locale, self.picture = here.locale, here.picture
        return super().route(request, rest)

    def get_context(self, request, *args, **kwargs):
        """Add what is on the board now and what came of earlier contributions."""
        context = super().get_context(request, *args, **kwargs)
        context.update(queries.home_context(self, request))
        return context

    def get_json_ld(self, request):
        """The home page stands for the whole site."""
        return {**super().get_json_ld(request), "@type": "WebSite"}


class StandardPage(BasePage):
    """A page of text: about us, the accessibility statement, the privacy notice."""

    body = StreamField(BodyBlock(), verbose_name=_("text"), blank=True)

    content_panels = [*BasePage.content_panels, "body"]
    search_fields = [*BasePage.search_fields, index.SearchField("body")]
    parent_page_types = ["home.HomePage", "home.StandardPage"]
    subpage_types = ["home.StandardPage"]
    template = "home/standard_page.html"

    class Meta:
        verbose_name = _("page of text")
        verbose_name_plural = _("pages of text")

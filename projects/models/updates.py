"""News of a project."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from core.blocks import BodyBlock
from core.fields import StreamField
from core.kinds import Kind
from core.models import BasePage


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

"""Lists of projects and calls for editors, across the tree."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.tables import DateColumn
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.admin.viewsets.pages import PageListingViewSet

from projects.models import IdeaCallPage, ProjectPage


class ProjectListingViewSet(PageListingViewSet):
    """All projects with their state."""

    model = ProjectPage
    name = "projects"
    icon = "folder-open-inverse"
    menu_label = _("Projects")
    list_display = [*PageListingViewSet.columns[:2], "state", *PageListingViewSet.columns[2:]]
    list_filter = ["state", "topics", "neighbourhoods"]


class CallListingViewSet(PageListingViewSet):
    """All calls with their times."""

    model = IdeaCallPage
    name = "calls"
    icon = "comment-add"
    menu_label = _("Calls for ideas")
    list_display = [
        *PageListingViewSet.columns[:2],
        DateColumn("opens_at", label=_("Opens"), sort_key="opens_at"),
        DateColumn("closes_at", label=_("Closes"), sort_key="closes_at"),
        *PageListingViewSet.columns[2:],
    ]
    list_filter = ["participation_level"]


class ProjectsGroup(ViewSetGroup):
    """One menu for both."""

    items = (ProjectListingViewSet, CallListingViewSet)
    menu_label = _("Projects")
    menu_icon = "folder-open-inverse"
    menu_order = 160


@hooks.register("register_admin_viewset")
def register_listings():
    """Open the lists."""
    return ProjectsGroup()

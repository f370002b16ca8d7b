"""Lists of projects and calls for editors, across the tree."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.viewsets.pages import PageListingViewSet

from projects.models import ConsultationKind, ConsultationPage, IdeaCallPage, ProjectPage


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


class ConsultationListingViewSet(CallListingViewSet):
    """All consultations with their times."""

    model = ConsultationPage
    name = "consultations"
    icon = "openquote"
    menu_label = _("Consultations")
    list_filter = ["consultation_kind"]


class ConsultationKindViewSet(ModelViewSet):
    """What the law says about the periods of each kind of consultation."""

    model = ConsultationKind
    name = "consultation-kinds"
    icon = "date"
    menu_order = 640
    add_to_settings_menu = True
    copy_view_enabled = False
    list_display = [
        Column("name", label=_("Kind")),
        "minimum_weeks",
        "source",
    ]


class ProjectsGroup(ViewSetGroup):
    """One menu for all of them."""

    items = (ProjectListingViewSet, CallListingViewSet, ConsultationListingViewSet)
    menu_label = _("Projects")
    menu_icon = "folder-open-inverse"
    menu_order = 160


@hooks.register("register_admin_viewset")
def register_listings():
    """Open the lists."""
    return [ProjectsGroup(), ConsultationKindViewSet()]


@hooks.register("register_log_actions")
def register_log_actions(actions):
    """Name what happens to a deadline when a schedule runs late."""
    actions.register_action(
        "projects.deadline_moved",
        _("Move the deadline"),
        _("Moved the deadline, since the page was published later than planned"),
    )

"""How the admin's addresses and menus lead to contributions and to who may moderate them."""

from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column
from wagtail.admin.viewsets.model import ModelViewSet

from contributions.admin import views
from contributions.models import Contribution, ModerationScope


class QueueMenuItem(MenuItem):
    """The way to the queue, with how many wait there."""

    def is_shown(self, request):
        """Moderators see it, also when nothing waits."""
        return views.may_moderate(request.user)

    def render_component(self, request):
        """Count anew for each request; the item itself is shared by all."""
        component = super().render_component(request)
        count = views.waiting(request.user).count()
        if count:
            component.label = f"{self.label} ({count})"
        return component


class ContributionViewSet(ModelViewSet):
    """The queue and what can be done with a row of it: no adding, editing or deleting."""

    model = Contribution
    name = "contributions"
    icon = "comment"
    menu_label = _("Contributions")
    menu_order = 150
    menu_item_class = QueueMenuItem
    add_to_admin_menu = True
    add_to_reference_index = False
    copy_view_enabled = False
    panels = []
    ordering = "created_at"
    list_per_page = 25
    search_fields = ["title", "text", "reference", "name", "place"]
    search_backend_name = None
    list_export = [
        "reference",
        "get_kind_display",
        "get_state_display",
        "get_progress_display",
        "page",
        "title",
        "text",
        "place",
        "author",
        "language",
        "created_at",
        "published_at",
    ]
    export_headings = {
        "get_kind_display": _("Kind"),
        "get_state_display": _("State"),
        "get_progress_display": _("Progress"),
        "author": _("Name, if it may be shown"),
    }
    index_view_class = views.QueueView
    history_view_class = views.HistoryView

    def get_common_view_kwargs(self, **kwargs):
        """Tell each view where the others are."""
        return super().get_common_view_kwargs(
            **{
                "add_url_name": None,
                "delete_url_name": None,
                "usage_url_name": None,
                "answer_url_name": self.get_url_name("answer"),
                "photo_url_name": self.get_url_name("photo"),
                **kwargs,
            }
        )

    def get_urlpatterns(self):
        """Only these addresses exist."""
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
            path("<int:pk>/", self.construct_view(views.DecisionView), name="edit"),
            path("<int:pk>/answer/", self.construct_view(views.AnswerView), name="answer"),
            path("<int:pk>/photo/", self.construct_view(views.PhotoView), name="photo"),
            path("<int:pk>/history/", self.history_view, name="history"),
            path("<int:pk>/history/results/", self.history_results_view, name="history_results"),
        ]


class ModerationScopeViewSet(ModelViewSet):
    """Which group moderates which part of the site; for those who manage groups."""

    model = ModerationScope
    name = "moderation-scopes"
    icon = "group"
    menu_label = _("Moderation scopes")
    menu_order = 620
    add_to_settings_menu = True
    copy_view_enabled = False
    list_display = ["group", Column("page", label=_("Page and all under it"))]
    list_filter = ["group"]
    ordering = "group__name"

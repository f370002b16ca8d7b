"""How the admin's addresses and menus lead to contributions and to who may moderate them."""

from django.urls import path
from django.utils.text import Truncator
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column
from wagtail.admin.viewsets.model import ModelViewSet

from contributions.admin import views
from contributions.models import Contribution, ModerationScope, ReasonTemplate


class QueueMenuItem(MenuItem):
    """The way to the queue, with how many wait there."""

    def is_shown(self, request):
        """Moderators see it, also when nothing waits."""
        return views.may_moderate(request.user)

    def render_component(self, request):
        """Count anew for each request; the item itself is shared by all."""
        component = super().render_component(request)
        count = views.waiting_for(request).total
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
    search_fields = views.SEARCHED
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
                "case_file_url_name": self.get_url_name("case_file"),
                "photo_url_name": self.get_url_name("photo"),
                "namespace": self.url_namespace,
                **kwargs,
            }
        )

    def get_suspects_view(self, **kwargs):
        """Return the list of suspects, which is made as the queue is."""
        names = {
            "index_url_name": self.get_url_name("suspects"),
            "index_results_url_name": self.get_url_name("suspects_results"),
        }
        kwargs = {**self.get_index_view_kwargs(), **names, **kwargs}
        return self.construct_view(views.SuspectsView, **kwargs)

    def get_urlpatterns(self):
        """Only these addresses exist."""
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
            path("suspects/", self.get_suspects_view(), name="suspects"),
            path(
                "suspects/results/",
                self.get_suspects_view(results_only=True),
                name="suspects_results",
            ),
            path("case-file/", self.construct_view(views.CaseFileView), name="case_file"),
            path("<int:pk>/", self.construct_view(views.DecisionView), name="edit"),
            path("<int:pk>/answer/", self.construct_view(views.AnswerView), name="answer"),
            path("<int:pk>/photo/", self.construct_view(views.PhotoView), name="photo"),
            path("<int:pk>/file/<int:file_pk>/", self.construct_view(views.FileView), name="file"),
            path("<int:pk>/note/", self.construct_view(views.NoteView), name="note"),
            path("<int:pk>/not-spam/", self.construct_view(views.NotSpamView), name="not_spam"),
            path("<int:pk>/merge/", self.construct_view(views.MergeView), name="merge"),
            path("<int:pk>/part/", self.construct_view(views.PartView), name="part"),
            path(
                "<int:pk>/report/<int:report_pk>/",
                self.construct_view(views.ReportView),
                name="report",
            ),
            path(
                "<int:pk>/appeal/<int:appeal_pk>/",
                self.construct_view(views.AppealView),
                name="appeal",
            ),
            path("<int:pk>/history/", self.history_view, name="history"),
            path("<int:pk>/history/results/", self.history_results_view, name="history_results"),
        ]


def opening(reason):
    """Return how a reason begins, in the language of whoever looks."""
    return Truncator(reason.in_language(get_language())).words(12)


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


class ReasonTemplateViewSet(ModelViewSet):
    """The reasons that moderators often give; for those who may edit them."""

    model = ReasonTemplate
    name = "reasons"
    icon = "edit"
    menu_label = _("Reasons for not publishing")
    menu_order = 630
    add_to_settings_menu = True
    copy_view_enabled = False
    list_display = ["name", Column("text", label=_("Reason"), accessor=opening)]
    ordering = ["sort_order", "name"]

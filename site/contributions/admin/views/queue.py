"""The queue: what people have brought, oldest first, with filters, search and export."""

import re

import django_filters
from django import forms
from django.conf import settings
from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.text import Truncator
from django.utils.timesince import timesince
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import (
    BulkActionsCheckboxColumn,
    Column,
    StatusTagColumn,
    TitleColumn,
)
from wagtail.admin.views import generic
from wagtail.admin.views.bulk_action.registry import bulk_action_registry
from wagtail.admin.widgets import BooleanRadioSelect
from wagtail.admin.widgets.button import Button, ListingButton
from wagtail.models import Page

from contributions.admin.views.common import may_export_people, waiting_for
from contributions.admin.views.exports import ExportMixin
from contributions.models import Attachment, Contribution, Kind, State
from contributions.waiting import in_queue, late_before, open_appeals, open_reports
from core.models import Topic

ALL_STATES, REPORTED, APPEALED = "all", "reported", "appealed"
SHOWN = [
    (State.RECEIVED, State.RECEIVED.label),
    (REPORTED, _("Reported")),
    (APPEALED, _("Second look asked for")),
    *[(state.value, state.label) for state in State if state != State.RECEIVED],
    (ALL_STATES, _("All")),
]
MOST_WORDS = 20
SEARCHED = ("title", "text", "reference", "name", "place")


# --- What can be chosen ---------------------------------------------------------------------


def pages_of(request):
    """Return the pages whose contributions this person moderates."""
    mine = Contribution.objects.for_moderator(request.user)
    return Page.objects.filter(pk__in=mine.values("page_id")).order_by("title")


def topics_of(request):
    """Return the topics in which contributions of this person's are sorted."""
    mine = Contribution.objects.for_moderator(request.user)
    return Topic.objects.filter(pk__in=mine.values("topics")).order_by("name")


class RowFilterSet(WagtailFilterSet):
    """What to see of some contributions."""

    page = django_filters.ModelChoiceFilter(label=_("Page"), queryset=pages_of)
    kind = django_filters.ChoiceFilter(
        label=_("Kind"), choices=Kind, empty_label=_("All"), widget=forms.RadioSelect
    )
    topic = django_filters.ModelChoiceFilter(
        label=_("Topic"), field_name="topics", queryset=topics_of
    )
    findings = django_filters.BooleanFilter(
        label=_("Personal data found"), field_name="has_open_findings", widget=BooleanRadioSelect
    )
    files = django_filters.ChoiceFilter(
        label=_("Photos and files"),
        choices=[("photo", _("With a photo")), ("attachment", _("With an attachment"))],
        empty_label=_("All"),
        method="filter_files",
        widget=forms.RadioSelect,
    )
    language = django_filters.ChoiceFilter(
        label=_("Language"),
        choices=settings.LANGUAGES,
        empty_label=_("All"),
        widget=forms.RadioSelect,
    )

    class Meta:
        model = Contribution
        fields = ["page", "kind", "topic", "findings", "files", "language"]

    def filter_files(self, queryset, _name, value):
        """Narrow to rows that came with a photo, or with an attachment."""
        if value == "photo":
            return queryset.exclude(photo="")
        return queryset.filter(pk__in=Attachment.objects.values("contribution"))


class QueueFilterSet(RowFilterSet):
    """What to see of the queue; without a choice, that which waits."""

    state = django_filters.ChoiceFilter(
        label=_("State"),
        choices=SHOWN,
        empty_label=None,
        initial=State.RECEIVED,
        method="filter_state",
        widget=forms.RadioSelect,
    )

    class Meta(RowFilterSet.Meta):
        fields = ["state", *RowFilterSet.Meta.fields]

    def __init__(self, data=None, *args, **kwargs):
        data = data.copy() if data is not None else {}
        data.setdefault("state", State.RECEIVED)
        super().__init__(data, *args, **kwargs)

    def filter_state(self, queryset, _name, value):
        """Narrow to one state, or to what somebody has asked us to look at again."""
        if value == REPORTED:
            return queryset.filter(Exists(open_reports()))
        if value == APPEALED:
            return queryset.filter(Exists(open_appeals(self.request.user)))
        return queryset if value == ALL_STATES else queryset.filter(state=value)


# --- How a row looks ----------------------------------------------------------------------


class WordsColumn(TitleColumn):
    """What it is about, with marks for what a moderator should know before opening it."""

    cell_template_name = "contributions/admin/tables/words_cell.html"

    def get_value(self, instance):
        """Return the title; a comment has none, so it speaks for itself."""
        return instance.title or Truncator(instance.text).words(12)


class AgeColumn(Column):
    """How long ago it came, in the largest unit that fits, and whether that is too long."""

    cell_template_name = "contributions/admin/tables/age_cell.html"

    def get_value(self, instance):
        """Return the age in words."""
        return timesince(instance.created_at, depth=1)

    def get_cell_context_data(self, instance, parent_context):
        """Add whether it has waited too long."""
        context = super().get_cell_context_data(instance, parent_context)
        waits = instance.state == State.RECEIVED
        return {**context, "is_late": waits and instance.created_at < self.late_before}

    @cached_property
    def late_before(self):
        """The moment before which something has come too long ago; asked once a listing."""
        return late_before()


# --- The listings ---------------------------------------------------------------------------


class RowsView(ExportMixin, generic.IndexView):
    """A list of contributions within the scopes of whoever asks."""

    model = Contribution
    template_name = "contributions/admin/queue.html"
    results_template_name = "contributions/admin/queue_results.html"
    any_permission_required = ["view"]
    search_fields = SEARCHED
    bulk_actions = ()
    case_file_url_name = ""

    @cached_property
    def columns(self):
        """Show what helps to decide what to open first."""
        return [
            BulkActionsCheckboxColumn("bulk_actions", obj_type="contribution"),
            self._get_title_column(
                "title",
                column_class=WordsColumn,
                get_title_id=lambda row: f"contribution_{row.pk}_title",
            ),
            AgeColumn("age", label=_("Age"), sort_key="created_at", classname="queue__narrow"),
            Column("page", label=_("Page"), accessor="page.title", sort_key="page__title"),
            Column("language", label=_("Language"), accessor="get_language_display"),
        ]

    def get_base_queryset(self):
        """Return the rows of this person's scopes, with what the list shows of them."""
        mine = self.narrow(Contribution.objects.for_moderator(self.request.user))
        files = Attachment.objects.filter(contribution=OuterRef("pk")).order_by()
        counted = files.values("contribution").annotate(count=Count("pk")).values("count")
        return mine.select_related("page", "about").annotate(
            attachment_count=Coalesce(Subquery(counted), 0),
            open_report=Subquery(open_reports().values("pk")[:1]),
            open_appeal=Subquery(open_appeals(self.request.user).values("pk")[:1]),
        )

    def narrow(self, rows):
        """Return which of a moderator's rows this list is about."""
        raise NotImplementedError

    def search_queryset(self, queryset):
        """Find rows that hold every word, whatever its capitals, Danish letters too.

        SQLite compares only A to Z without regard to capitals, except in regular expressions.
        """
        for word in self.search_query.split()[:MOST_WORDS]:
            found = Q()
            for field in self.search_fields:
                found |= Q(**{f"{field}__iregex": re.escape(word)})
            queryset = queryset.filter(found)
        return queryset

    def get_list_buttons(self, instance):
        """The title leads to the decision; there is nothing else to do from the list."""
        return []

    @cached_property
    def header_more_buttons(self):
        """Add the case file, for those who may take personal data out of the house."""
        buttons = super().header_more_buttons
        if self.case_file_url_name and may_export_people(self.request.user):
            url = f"{reverse(self.case_file_url_name)}?{self.request.GET.urlencode()}"
            label = _("Download the case file, with personal data")
            buttons.append(Button(label, url=url, icon_name="lock", priority=120))
        return buttons

    def get_context_data(self, *args, **kwargs):
        """Add the ways between the lists, with how much waits in each."""
        return super().get_context_data(
            *args, tabs=self.get_tabs(), bulk_buttons=self.get_bulk_buttons(), **kwargs
        )

    def get_bulk_buttons(self):
        """Return what can be done with many rows of this list; Wagtail's tag knows no lists."""
        model = [self.model._meta.app_label, self.model._meta.model_name]
        actions = [
            bulk_action_registry.get_bulk_action_class(*model, name) for name in self.bulk_actions
        ]
        return [
            ListingButton(
                action.display_name,
                reverse("wagtail_bulk_action", args=[*model, action.action_type]),
                attrs={"aria-label": action.aria_label, "data-bulk-action-button": ""},
                classname=f"bulk-action-btn {action.button_class}",
            )
            for action in actions
        ]

    def get_tabs(self):
        """Return each list's name, address and length, and whether it is the one on screen."""
        counts = waiting_for(self.request)
        queue = reverse("contributions:index")
        tabs = [
            (_("Waiting"), queue, counts.contributions),
            (_("Reported"), f"{queue}?state={REPORTED}", counts.reported),
            (_("Second looks"), f"{queue}?state={APPEALED}", counts.appealed),
            (_("Looks like spam"), reverse("contributions:suspects"), counts.suspects),
        ]
        here = self.get_tab_url()
        return [
            {"label": label, "url": url, "count": count, "is_here": url == here}
            for label, url, count in tabs
        ]

    def get_tab_url(self):
        """Return the address of the tab that is on screen, if it is one."""
        return self.index_url


class QueueView(RowsView):
    """What people have brought, oldest first."""

    page_title = _("Contributions")
    filterset_class = QueueFilterSet
    bulk_actions = ("publish", "reject")

    @cached_property
    def columns(self):
        """Add where each stands, unless all of them wait."""
        if self.shown == State.RECEIVED:
            return super().columns
        state = StatusTagColumn(
            "state",
            label=_("State"),
            accessor="get_state_display",
            primary=lambda row: row.state == State.RECEIVED,
        )
        return [*super().columns, state]

    @property
    def shown(self):
        """What the list on screen is about: a state, or what somebody has asked."""
        return self.request.GET.get("state") or State.RECEIVED

    def narrow(self, rows):
        """Suspects have a list of their own."""
        return in_queue(rows)

    def get_edit_url(self, instance):
        """Lead to what is asked about it, where the list is about that."""
        for asked, name, pk in (
            (REPORTED, "contributions:report", instance.open_report),
            (APPEALED, "contributions:appeal", instance.open_appeal),
        ):
            if self.shown == asked and pk:
                return reverse(name, args=[instance.pk, pk])
        return super().get_edit_url(instance)

    def get_tab_url(self):
        """Return the address of the tab that is on screen; most states have none."""
        queue = reverse("contributions:index")
        return queue if self.shown == State.RECEIVED else f"{queue}?state={self.shown}"


class SuspectsView(RowsView):
    """What looks like spam, for a moderator to look through."""

    page_title = _("Contributions")
    filterset_class = RowFilterSet
    bulk_actions = ("not_spam", "spam")

    def get_page_subtitle(self):
        """Say that these are apart."""
        return gettext("Looks like spam")

    def narrow(self, rows):
        """Return the suspects."""
        return rows.suspects()


def listed(view_class, request):
    """Return all that a list shows to this person, on all its pages, oldest first."""
    view = view_class(index_results_url_name="contributions:index_results")
    view.setup(request)
    return view.get_queryset().order_by("created_at", "pk")

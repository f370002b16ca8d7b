"""The queue: what people have brought, oldest first, with filters, search and export."""

import django_filters
from django import forms
from django.utils.functional import cached_property
from django.utils.timesince import timesince
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, StatusTagColumn, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.views.mixins import SpreadsheetExportMixin
from wagtail.models import Page

from contributions.models import Contribution, State

ALL_STATES = "all"
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def age(contribution):
    """Say how long ago it came, in the largest unit that fits."""
    return timesince(contribution.created_at, depth=1)


def without_formula(text):
    """Keep a spreadsheet from running what somebody typed into our form."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def pages_of(request):
    """Return the pages whose contributions this person moderates."""
    mine = Contribution.objects.for_moderator(request.user)
    return Page.objects.filter(pk__in=mine.values("page_id")).order_by("title")


class QueueFilterSet(WagtailFilterSet):
    """What to see of the queue; without a choice, that which waits."""

    state = django_filters.ChoiceFilter(
        label=_("State"),
        choices=[*State.choices, (ALL_STATES, _("All"))],
        empty_label=None,
        initial=State.RECEIVED,
        method="filter_state",
        widget=forms.RadioSelect,
    )
    page = django_filters.ModelChoiceFilter(label=_("Page"), queryset=pages_of)

    class Meta:
        model = Contribution
        fields = ["state", "page"]

    def __init__(self, data=None, *args, **kwargs):
        data = data.copy() if data is not None else {}
        data.setdefault("state", State.RECEIVED)
        super().__init__(data, *args, **kwargs)

    def filter_state(self, queryset, _name, value):
        """Narrow to one state."""
        return queryset if value == ALL_STATES else queryset.filter(state=value)


class QueueView(generic.IndexView):
    """What people have brought, oldest first."""

    page_title = _("Contributions")
    any_permission_required = ["view"]
    filterset_class = QueueFilterSet
    custom_value_preprocess = {
        **SpreadsheetExportMixin.custom_value_preprocess,
        str: {SpreadsheetExportMixin.FORMAT_CSV: without_formula},
    }

    @cached_property
    def columns(self):
        """Show what helps to decide what to open first."""
        return [
            self._get_title_column("title", column_class=TitleColumn),
            Column("page", label=_("Page"), accessor="page.title", sort_key="page__title"),
            StatusTagColumn(
                "state",
                label=_("State"),
                accessor="get_state_display",
                primary=lambda row: row.state == State.RECEIVED,
            ),
            Column("age", label=_("Waiting for"), accessor=age, sort_key="created_at"),
            Column("photo", label=_("Photo"), accessor=lambda row: _("Yes") if row.photo else ""),
            Column("language", label=_("Language"), accessor="get_language_display"),
        ]

    def get_base_queryset(self):
        """Return the rows of this person's scopes."""
        rows = Contribution.objects.for_moderator(self.request.user)
        return rows.select_related("page")

    def get_list_buttons(self, instance):
        """The title leads to the decision; there is nothing else to do from the list."""
        return []

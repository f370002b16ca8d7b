"""The queue, the decision and the answer, built on Wagtail's own views.

Each of them finds its rows through `Contribution.objects.for_moderator`: what lies outside a
person's scopes does not exist for them.
"""

import django_filters
from django import forms
from django.http import FileResponse, Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.timesince import timesince
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, StatusTagColumn, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.views.generic.base import BaseObjectMixin, WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.views.mixins import SpreadsheetExportMixin
from wagtail.admin.widgets.button import HeaderButton
from wagtail.models import Page
from wagtail.permissions import policy_registry

from contributions import services
from contributions.admin.forms import AnswerForm, DecisionForm
from contributions.models import Contribution, State

ALL_STATES = "all"
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def may_moderate(user):
    """Whether this person moderates anything at all."""
    return policy_registry.get_by_type(Contribution).user_has_permission(user, "view")


def waiting(user):
    """Return what waits for this person's decision, oldest first."""
    return (
        Contribution.objects.for_moderator(user)
        .filter(state=State.RECEIVED)
        .order_by("created_at", "pk")
    )


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


class RowMixin(PermissionCheckedMixin, BaseObjectMixin):
    """A view about one contribution within the scopes of whoever asks."""

    model = Contribution
    permission_required = "change"
    index_url_name = edit_url_name = history_url_name = ""
    answer_url_name = photo_url_name = ""

    def get_base_object_queryset(self):
        """Everything outside the person's scopes is simply not there."""
        rows = Contribution.objects.for_moderator(self.request.user)
        return rows.select_related("page__locale")

    def url_for(self, name):
        """Return the address of another view about the same row."""
        return reverse(name, args=[self.object.pk])


class RowPageView(RowMixin, WagtailAdminTemplateMixin, View):
    """A page of the admin about one contribution."""

    page_title = _("Contribution")
    header_icon = "comment"

    def get_page_subtitle(self):
        """Return the reference: titles of the admin carry no person's words."""
        return self.object.reference

    def get_breadcrumbs_items(self):
        """Lead back to the queue."""
        return [
            *self.breadcrumbs_items,
            {"url": reverse(self.index_url_name), "label": gettext("Contributions")},
            {"url": "", "label": self.object.reference},
        ]

    def get_context_data(self, **kwargs):
        """Add the row and where its photo is."""
        return super().get_context_data(
            contribution=self.object,
            answers=list(self.object.answers.prefetch_related("texts")),
            photo_url=self.url_for(self.photo_url_name) if self.object.photo else "",
            **kwargs,
        )


class DecisionView(RowPageView):
    """Everything the author wrote, as it was written, and the decision about it."""

    template_name = "contributions/admin/decide.html"

    @cached_property
    def header_buttons(self):
        """Lead to the history, and to the answer of what is public."""
        buttons = [
            HeaderButton(_("History"), url=self.url_for(self.history_url_name), icon_name="history")
        ]
        if self.object.state == State.PUBLISHED:
            url = self.url_for(self.answer_url_name)
            buttons.append(HeaderButton(_("Answer"), url=url, icon_name="comment-add"))
        return buttons

    def get_context_data(self, **kwargs):
        """Add where it belongs, what was decided so far, and how many wait."""
        call = self.object.page.specific
        is_public = self.object.state == State.PUBLISHED and call.live
        return super().get_context_data(
            call=call,
            public_url=call.get_contribution_url(self.object) if is_public else "",
            decisions=list(self.object.decisions.select_related("moderator")),
            waiting_count=waiting(self.request.user).count(),
            **kwargs,
        )

    def get(self, request, *args, **kwargs):
        """Show it."""
        return self._show(DecisionForm(self.object))

    def post(self, request, *args, **kwargs):
        """Decide, if it is still what was read."""
        form = DecisionForm(self.object, request.POST)
        if not form.is_valid():
            is_changed = form.is_stale or form.has_error("decision")
            return self._changed() if is_changed else self._show(form, 422)
        was_waiting = self.object.state == State.RECEIVED
        try:
            self._decide(form.cleaned_data)
        except services.Changed:
            self.object = self.get_object()
            return self._changed()
        return redirect(self._next_url() if was_waiting else reverse(self.index_url_name))

    def _decide(self, data):
        common = {name: data[name] for name in ("version", "state_read", "note")}
        if data["decision"] == "publish":
            show_photo = data.get("show_photo", False)
            services.publish(self.object, self.request.user, show_photo=show_photo, **common)
            said = _("%(reference)s is published.")
        elif data["decision"] == "reject":
            services.reject(self.object, self.request.user, reason=data["reason"], **common)
            said = _("%(reference)s is not published.")
        else:
            services.hide(self.object, self.request.user, reason=data["reason"], **common)
            said = _("%(reference)s is hidden again.")
        messages.success(self.request, said % {"reference": self.object.reference})

    def _changed(self):
        """Show what it is now, with what the moderator has typed still in its place."""
        messages.warning(
            self.request,
            _(
                "It has changed since you opened it, so nothing was decided. Read it again; "
                "what you wrote is still here."
            ),
        )
        typed = {name: self.request.POST.get(name, "") for name in ("reason", "note")}
        form = DecisionForm(self.object, initial=typed)
        left_over = "" if "reason" in form.fields else typed["reason"]
        return self._show(form, 409, left_over=left_over)

    def _show(self, form, status=200, **context):
        context = self.get_context_data(form=form, **context)
        return self.render_to_response(context, status=status)

    def _next_url(self):
        following = waiting(self.request.user).first()
        if following is None:
            messages.success(self.request, _("Nothing more waits for you."))
            return reverse(self.index_url_name)
        return reverse(self.edit_url_name, args=[following.pk])


class AnswerView(RowPageView):
    """Answer a published idea officially, in every language."""

    template_name = "contributions/admin/answer.html"
    page_title = _("Answer")

    def dispatch(self, request, *args, **kwargs):
        """Only what the public can read is answered; an answer that was typed is not lost."""
        if self.object.state != State.PUBLISHED and request.method != "POST":
            messages.warning(request, _("Publish it first: the answer is shown beneath it."))
            return redirect(self.url_for(self.edit_url_name))
        return super().dispatch(request, *args, **kwargs)

    def get(self, request, *args, **kwargs):
        """Show the form with where the idea stands."""
        return self._show(AnswerForm(initial=self._now()))

    def post(self, request, *args, **kwargs):
        """Store the answer and tell the author."""
        form = AnswerForm(request.POST)
        if not form.is_valid():
            return self._show(form, 422)
        data = form.cleaned_data
        try:
            services.answer(
                self.object,
                request.user,
                progress=data["progress"],
                texts=form.texts,
                last_read=data["last_read"],
            )
        except services.Changed:
            return self._changed(data)
        messages.success(request, _("The answer is shown beneath the idea."))
        return redirect(self.url_for(self.edit_url_name))

    def _changed(self, typed):
        """Say what it is now, with the answer still in its place."""
        self.object = self.get_object()
        if self.object.state == State.PUBLISHED:
            said = _(
                "Somebody has answered since you opened the page, so yours was not sent. Read "
                "the other answer below; yours is still here."
            )
        else:
            said = _("The idea is no longer shown, so your answer was not sent. It is still here.")
        messages.warning(self.request, said)
        return self._show(AnswerForm(initial={**typed, **self._now(typed["progress"])}), 409)

    def _now(self, progress=None):
        latest = self.object.answers.first()
        return {
            "progress": progress or self.object.progress,
            "last_read": latest.pk if latest else None,
        }

    def _show(self, form, status=200):
        return self.render_to_response(self.get_context_data(form=form), status=status)


class HistoryView(RowMixin, generic.HistoryView):
    """What was done with a contribution, and by whom."""

    any_permission_required = None

    def get_page_subtitle(self):
        """Return the reference: titles of the admin carry no person's words."""
        return self.object.reference


class PhotoView(RowMixin, View):
    """Show a photo from private storage to those who decide about it."""

    def get(self, request, *args, **kwargs):
        """Send the file, to be kept by nobody."""
        if not self.object.photo:
            raise Http404
        return FileResponse(self.object.photo.open("rb"), content_type="image/webp")


def count_label(total, waiting_total):
    """Say how many contributions there are, and how many wait."""
    label = ngettext("%(count)d contribution", "%(count)d contributions", total)
    label %= {"count": total}
    if waiting_total:
        label += ", " + gettext("%(count)d waiting") % {"count": waiting_total}
    return label

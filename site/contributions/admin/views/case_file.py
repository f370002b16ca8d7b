"""The case file: contributions with all that we know of who sent them, for those who may."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.log_actions import log

from contributions.admin.views.common import may_export_people
from contributions.admin.views.exports import CaseRow, TableMixin
from contributions.admin.views.queue import QueueView, listed

FORMATS = [("xlsx", "Excel (XLSX)"), ("csv", "CSV"), ("json", "JSON")]


class CaseFileForm(forms.Form):
    """Which kind of file somebody wants."""

    file_format = forms.ChoiceField(
        label=_("File"), choices=FORMATS, initial="xlsx", widget=forms.RadioSelect
    )


class CaseFileView(TableMixin, WagtailAdminTemplateMixin, FormView):
    """Ask, write down in Wagtail's log who took what along, and send the file.

    The log tells how many and by which filters. Words that were searched for are left out of it,
    since they may be somebody's name.
    """

    page_title = _("Case file with personal data")
    header_icon = "download"
    template_name = "contributions/admin/case_file.html"
    form_class = CaseFileForm
    row_class = CaseRow
    index_url_name = ""
    # Only the form downloads it: a link would leave no trace in the log.
    show_export_buttons = False

    def dispatch(self, request, *args, **kwargs):
        """Only those who may take personal data out of the house come in."""
        if not may_export_people(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def rows(self):
        """What the queue shows with these filters, on all its pages."""
        return listed(QueueView, self.request)

    @cached_property
    def queue_url(self):
        """The list that this is the file of."""
        return f"{reverse(self.index_url_name)}?{self.request.GET.urlencode()}"

    def form_valid(self, form):
        """Log it before a single row leaves."""
        user = self.request.user
        filters = {key: value for key, value in self.request.GET.items() if value}
        searched = bool(filters.pop("q", ""))
        data = {"count": self.rows.count(), "filters": filters, "searched": searched}
        log(user, "contributions.export", user=user, data=data)
        return self.as_spreadsheet(self.rows, form.cleaned_data["file_format"])

    def get_breadcrumbs_items(self):
        """Lead back to the queue."""
        return [
            *self.breadcrumbs_items,
            {"url": self.queue_url, "label": gettext("Contributions")},
            {"url": "", "label": self.get_page_title()},
        ]

    def get_context_data(self, **kwargs):
        """Add how many these are."""
        return super().get_context_data(count=self.rows.count(), queue_url=self.queue_url, **kwargs)

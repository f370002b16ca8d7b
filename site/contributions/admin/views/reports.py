"""What somebody has reported, and what becomes of it."""

from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin import messages

from contributions import services
from contributions.admin.forms import ReportForm
from contributions.admin.views.common import RowPageView, warn_changed
from contributions.models import Outcome


class ReportView(RowPageView):
    """Keep what was reported, or hide it."""

    template_name = "contributions/admin/report.html"
    page_title = pgettext_lazy("noun", "Report")
    header_icon = "warning"

    @cached_property
    def report(self):
        """The report, of this very contribution."""
        return get_object_or_404(
            self.object.reports.select_related("handled_by"), pk=self.kwargs["report_pk"]
        )

    def get(self, request, *args, **kwargs):
        """Show it beside what it is about."""
        return self._show(self._form())

    def post(self, request, *args, **kwargs):
        """Settle it, if it is still open and about what was read."""
        form = self._form(request.POST)
        is_valid = form.is_valid()
        if form.is_stale or self.report.outcome != Outcome.OPEN:
            return self._changed()
        if not is_valid:
            return self._show(form, 422)
        try:
            services.settle_report(self.report, request.user, **form.settled)
        except services.Changed:
            return self._changed()
        messages.success(request, _("The report is settled. Whoever sent it is told."))
        return redirect(self.url_for(self.edit_url_name))

    def _changed(self):
        self.object = self.get_object()
        self.__dict__.pop("report", None)
        warn_changed(self.request)
        typed = {name: self.request.POST.get(name, "") for name in ("reason", "note", "template")}
        return self._show(self._form(initial=typed), 409)

    def _form(self, *args, **kwargs):
        is_redacted = services.was_redacted_since(self.object, self.report.created_at)
        return ReportForm(self.object, *args, is_redacted=is_redacted, **kwargs)

    def _show(self, form, status=200):
        context = self.get_context_data(
            form=form, report=self.report, is_open=self.report.outcome == Outcome.OPEN
        )
        return self.render_to_response(context, status=status)

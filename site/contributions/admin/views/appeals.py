"""The second look that an author has asked for."""

from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages

from contributions import services
from contributions.admin.forms import AppealForm
from contributions.admin.shown import ShownForm
from contributions.admin.views.common import RowPageView, ShowingMixin, warn_changed
from contributions.models import Outcome


class AppealView(ShowingMixin, RowPageView):
    """Leave it as another moderator has decided, or publish it after all."""

    template_name = "contributions/admin/appeal.html"
    page_title = _("Second look")
    header_icon = "view"

    @cached_property
    def appeal(self):
        """What the author asks, about this very contribution."""
        return get_object_or_404(
            self.object.appeals.select_related("decision__moderator", "handled_by"),
            pk=self.kwargs["appeal_pk"],
        )

    @cached_property
    def is_yours(self):
        """Whether whoever asks may give the second look."""
        return services.may_settle(self.appeal, self.request.user)

    def get(self, request, *args, **kwargs):
        """Show what the author asks beside what was written and decided."""
        return self._show(AppealForm(self.object), ShownForm(self.object))

    def post(self, request, *args, **kwargs):
        """Settle it, if it is still open and about what was read."""
        form, shown = AppealForm(self.object, request.POST), ShownForm(self.object, request.POST)
        is_valid = form.is_valid()
        if form.is_stale or self.appeal.outcome != Outcome.OPEN or form.has_error("outcome"):
            return self._changed()
        publishes = form.cleaned_data["outcome"] == Outcome.CHANGED
        if not (is_valid and (not publishes or shown.is_valid())):
            return self._show(form, shown, 422)
        try:
            services.settle_appeal(
                self.appeal,
                request.user,
                outcome=form.cleaned_data["outcome"],
                answer=form.cleaned_data["answer"],
                **form.read,
                **(shown.shown if publishes else {}),
            )
        except services.NotYours:
            messages.error(request, _("You made the decision, so somebody else looks at it again."))
            return self._show(form, shown, 403)
        except services.Changed:
            return self._changed()
        except self.SHOWING_ERRORS as error:
            form.add_error(None, self.explain(error))
            return self._show(form, shown, 422)
        messages.success(request, _("The second look is done, and the author has your answer."))
        return redirect(self.url_for(self.edit_url_name))

    def _changed(self):
        self.object = self.get_object()
        self.__dict__.pop("appeal", None)
        warn_changed(self.request)
        typed = {"answer": self.request.POST.get("answer", "")}
        return self._show(AppealForm(self.object, initial=typed), ShownForm(self.object), 409)

    def _show(self, form, shown, status=200):
        context = self.get_context_data(
            form=form,
            shown=shown,
            appeal=self.appeal,
            is_open=self.appeal.outcome == Outcome.OPEN,
            is_yours=self.is_yours,
        )
        return self.render_to_response(context, status=status)

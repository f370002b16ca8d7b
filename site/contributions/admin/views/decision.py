"""One contribution and the decision about it; its history; its photo."""

from django.http import FileResponse, Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.views import generic
from wagtail.admin.widgets.button import HeaderButton

from contributions import services
from contributions.admin.forms import DecisionForm
from contributions.admin.views.common import RowMixin, RowPageView, waiting
from contributions.models import State


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

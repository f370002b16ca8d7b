"""The official answer to a published contribution."""

from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages

from contributions import services
from contributions.admin.forms import AnswerForm
from contributions.admin.views.common import RowPageView


class AnswerView(RowPageView):
    """Answer a published idea officially, in every language."""

    template_name = "contributions/admin/answer.html"
    page_title = _("Answer")

    def dispatch(self, request, *args, **kwargs):
        """Not everything is answered; an answer that was typed is not lost."""
        if not services.can_answer(self.object) and request.method != "POST":
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
        messages.success(request, self._said())
        return redirect(self.url_for(self.edit_url_name))

    def _said(self):
        if self.object.administration_only:
            return _("The answer is sent to the author. Nobody else sees it.")
        return _("The answer is shown beneath the idea.")

    def _changed(self, typed):
        """Say what it is now, with the answer still in its place."""
        self.object = self.get_object()
        if services.can_answer(self.object):
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

"""One contribution and the decision about it; notes, files, history."""

from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.views import generic
from wagtail.admin.widgets.button import HeaderButton

from contributions import services
from contributions.admin.forms import TURNING_AWAY, DecisionForm, NoteForm
from contributions.admin.shown import ShownForm
from contributions.admin.views.common import (
    RowMixin,
    RowPageView,
    ShowingMixin,
    neighbours,
    waiting,
    warn_changed,
)
from contributions.models import Outcome, State
from contributions.similar import similar_to
from core.spam import SpamSignal

DECIDED = {
    "publish": _("%(reference)s is published."),
    "reject": _("%(reference)s is not published."),
    "hide": _("%(reference)s is hidden again."),
    "redact": _("Everybody sees %(reference)s as you chose."),
}
CLOSED = _("%(reference)s is closed, and its author has been told.")


class DecisionView(ShowingMixin, RowPageView):
    """Everything the author wrote, as it was written, and the decision about it."""

    template_name = "contributions/admin/decide.html"

    @cached_property
    def header_buttons(self):
        """Lead to the history, to the answer, and to what it could be joined with."""
        buttons = [
            HeaderButton(_("History"), url=self.url_for(self.history_url_name), icon_name="history")
        ]
        if services.can_answer(self.object):
            url = self.url_for(self.answer_url_name)
            buttons.append(HeaderButton(_("Answer"), url=url, icon_name="comment-add"))
        if self.can_merge:
            url = self.address("merge")
            buttons.append(HeaderButton(_("Join with another"), url=url, icon_name="link"))
        return buttons

    @cached_property
    def can_merge(self):
        """Whether it stands on its own and could be joined with another."""
        return self.object.about_id is None and self.object.can_become(State.MERGED)

    def get_context_data(self, **kwargs):
        """Add all that was said about it so far, and what lies before and after it."""
        row = self.object
        return super().get_context_data(
            decisions=list(row.decisions.select_related("moderator")),
            notes=list(row.internal_notes.select_related("author")),
            reports=list(row.reports.select_related("handled_by")),
            appeals=list(row.appeals.select_related("handled_by", "decision__moderator")),
            merged=list(row.merged.all()),
            comment_count=row.comments.count(),
            similar=similar_to(row) if self.can_merge else [],
            neighbours=neighbours(self.request.user, row),
            note_form=kwargs.pop("note_form", None) or NoteForm(),
            open_outcome=Outcome.OPEN,
            suspicions=[SpamSignal(word).label for word in row.suspicion.split()],
            **kwargs,
        )

    def get(self, request, *args, **kwargs):
        """Show it."""
        return self._show(DecisionForm(self.object), ShownForm(self.object))

    def post(self, request, *args, **kwargs):
        """Decide, if it is still what was read."""
        form = DecisionForm(self.object, request.POST)
        is_valid = form.is_valid()
        if form.is_stale or form.has_error("decision"):
            return self._changed()
        shown = ShownForm(self.object, request.POST)
        verb = form.cleaned_data["decision"]
        if not (is_valid and (verb in TURNING_AWAY or shown.is_valid())):
            return self._show(form, shown, 422)
        if verb == "preview":
            return self._show(form, shown, preview=shown.preview, preview_files=shown.file_names)
        was_waiting = self.object.state == State.RECEIVED
        try:
            self._decide(verb, form, shown)
        except services.Changed:
            self.object = self.get_object()
            return self._changed()
        except self.SHOWING_ERRORS as error:
            form.add_error(None, self.explain(error))
            return self._show(form, shown, 422)
        return redirect(self._next_url(verb, was_waiting))

    def _decide(self, verb, form, shown):
        common = {**form.read, "note": form.cleaned_data["note"]}
        row, moderator = self.object, self.request.user
        if verb in TURNING_AWAY:
            turn_away = {"reject": services.reject, "hide": services.hide}[verb]
            turn_away(row, moderator, reason=form.cleaned_data["reason"], **common)
        elif verb == "redact":
            stamp = shown.cleaned_data["shown_read"]
            services.redact(row, moderator, shown_read=stamp, **form.read, **shown.shown)
        else:
            services.publish(row, moderator, **common, **shown.shown)
        said = CLOSED if verb == "reject" and row.administration_only else DECIDED[verb]
        messages.success(self.request, said % {"reference": row.reference})

    def _changed(self):
        """Show what it is now, with what the moderator has typed still in its place."""
        warn_changed(self.request)
        typed = {name: self.request.POST.get(name, "") for name in ("reason", "note", "template")}
        form = DecisionForm(self.object, initial=typed)
        shown = ShownForm(self.object, initial={"words": self.request.POST.get("words", "")})
        left_over = "" if "reason" in form.fields else typed["reason"]
        return self._show(form, shown, 409, left_over=left_over)

    def _show(self, form, shown, status=200, **context):
        context = self.get_context_data(form=form, shown=shown, **context)
        return self.render_to_response(context, status=status)

    def _next_url(self, verb, was_waiting):
        """Lead to what waits next, in the order of the queue; then to what waits before it."""
        if verb == "redact":
            return self.url_for(self.edit_url_name)
        if not was_waiting:
            return reverse(self.index_url_name)
        around = neighbours(self.request.user, self.object)
        following = around.next or waiting(self.request.user).first()
        if following is None:
            messages.success(self.request, _("Nothing more waits for you."))
            return reverse(self.index_url_name)
        return reverse(self.edit_url_name, args=[following.pk])


class NoteView(RowMixin, View):
    """Take a word to other moderators; nothing is decided by it."""

    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        """Store it, and return to the contribution."""
        form = NoteForm(request.POST)
        if form.is_valid():
            services.add_note(self.object, request.user, form.cleaned_data["text"])
            messages.success(request, _("Your note is there for other moderators."))
        else:
            messages.error(request, " ".join(form.errors["text"]))
        return redirect(self.url_for(self.edit_url_name) + "#notes-section")


class NotSpamView(RowMixin, View):
    """Let what looked like spam join what waits."""

    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        """Say so, and return to the contribution."""
        services.clear_suspicion(self.object, request.user)
        messages.success(request, _("It waits with the others now."))
        return redirect(self.url_for(self.edit_url_name))


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


class FileView(RowMixin, View):
    """Hand an attachment to those who decide about it, and note that it was opened.

    It is saved, never shown in the browser: nothing in it runs under the admin's address.
    """

    def get(self, request, *args, **kwargs):
        """Send the file, to be kept by nobody."""
        attachment = get_object_or_404(self.object.attachments, pk=kwargs["file_pk"])
        response = FileResponse(
            attachment.file.open("rb"),
            as_attachment=True,
            filename=attachment.original_name,
            content_type=attachment.content_type,
        )
        services.open_file(attachment, request.user)
        return response

"""The way from a form to its receipt: written, looked at once more, sent."""

from django.shortcuts import redirect
from django.utils.cache import add_never_cache_headers, patch_cache_control
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from contributions import services
from contributions.forms import ContributionForm
from contributions.review import Review, chosen_before
from contributions.views.common import render_below
from core.spam import stamped_at

# Of the buttons: sent for good, or back to the form. Without one the form wants to be looked at.
SEND, CHANGE = "send", "change"
BACK_TO_FORM = {"remove_photo", "remove_attachment"}


class Sending:
    """One request on the way; subclasses say what is shown first and what is done at the end.

    Everything travels in the form itself, so that any step can be repeated, in any order and in
    several windows. Each step checks all of it again.
    """

    def __init__(self, request, page):
        self.request, self.page = request, page

    def respond(self):
        """Answer the request."""
        if self.request.method == "POST":
            response = self._receive()
            add_never_cache_headers(response)
            return response
        response = self._closed(None, 200) if self.closed_reason else self._show(self.first_form())
        # Nobody else's, but the browser may keep it: going back finds the form as it was typed.
        patch_cache_control(response, private=True, max_age=0)
        return response

    def first_form(self):
        """Return the form as somebody meets it."""
        raise NotImplementedError

    def store(self, review):
        """Do what the form is for and return the response; may raise what services raise."""
        raise NotImplementedError

    @property
    def closed_reason(self):
        """Why nothing is taken now, in words for the heading; empty while it is open."""
        if self.page.takes_what_began(self.opened_at):
            return ""
        return _("Not open yet") if self.page.is_coming else self.page.wording.closed

    @cached_property
    def opened_at(self):
        """When the form that is sent was first shown, or None."""
        return stamped_at(self.request.POST.get("shown_at", ""))

    @cached_property
    def user(self):
        """Who is signed in, or None."""
        return self.request.user if self.request.user.is_authenticated else None

    def form(self, **kwargs):
        """Return the form that was sent."""
        return ContributionForm(self.page, self.request.POST, self.request.FILES, **kwargs)

    def again(self):
        """Show the form as it was sent, with nothing said about errors and no file kept."""
        form = ContributionForm(self.page, self.request.POST, is_only_shown=True)
        response = self._show(form, 403, is_stale=True)
        add_never_cache_headers(response)
        return response

    def _receive(self):
        data = self.request.POST
        if self._wants_form(data):
            form = self.form(is_only_shown=True)
            return self._show(form, self._status_of(form) if form.errors else 200)
        is_final = data.get("step") == SEND
        form = self.form(finds_files=not is_final)
        if form.is_valid():
            response = self._take_valid(form, is_final=is_final)
            if response:
                return response
        if self.closed_reason:
            return self._closed(form, 409)
        return self._show(form, self._status_of(form))

    def _wants_form(self, data):
        wants = data.get("step") == CHANGE or not BACK_TO_FORM.isdisjoint(data)
        return wants and not self.closed_reason

    def _take_valid(self, form, *, is_final):
        """Store it or show how it will look; None when something is wrong after all."""
        review = Review(form)
        if not (is_final and review.is_answered):
            return None if self.closed_reason else self._review(review)
        try:
            return self.store(review)
        except services.Closed:
            pass
        except services.PhotoGone:
            form.say_photo_is_gone()
        except services.AttachmentGone:
            form.say_attachment_is_gone()
        except services.StorageFailed:
            form.say_storage_failed()
        return None

    def _status_of(self, form):
        return 503 if form.storage_failed else 422

    def _show(self, form, status=200, **context):
        context = {"form": form, "carried": self.choices(form), **context}
        return self._render("form", context, status)

    def choices(self, form):
        """Return what was chosen in an earlier review, for the form to carry along."""
        return chosen_before(form.data)

    def _review(self, review):
        return self._render("review", {"form": review.form, "review": review}, 200)

    def _closed(self, form, status):
        context = {"form": form, "closed_reason": self.closed_reason}
        return self._render("closed", context, status)

    def _render(self, template, context, status):
        context = {"sending": self, **context}
        return render_below(
            self.request, self.page, f"contributions/{template}.html", context, status
        )


def receipt_of(contribution):
    """Lead to the receipt of what was stored."""
    return redirect(contribution.get_private_url("contribution_receipt"))

"""The form of a page: shown, looked at once more, sent."""

from contributions import services
from contributions.forms import ContributionForm
from contributions.models import State
from contributions.views.sending import Sending, receipt_of
from core import rate_limits
from core.spam import SpamSignal

# What comes above this from one address in an hour is stored apart from the rest: forty people
# in one library send three each.
MOST_AN_HOUR = 120


def take_part(request, page):
    """Show a page's form, keep what is wrong with it on screen, store what is right."""
    return TakingPart(request, page).respond()


def form_again(request, page):
    """Show the form as it was sent when we cannot tell whether its sender meant to send it."""
    return TakingPart(request, page).again()


def signals_of(request, form, purpose):
    """Return why a form looks like spam; nothing is refused for it."""
    found = form.spam_signals()
    if rate_limits.exceeds(request, purpose, MOST_AN_HOUR, 3600):
        found = found | {SpamSignal.TOO_MANY}
    return found


class TakingPart(Sending):
    """Somebody brings something new."""

    def first_form(self):
        """Return the form with what the address and the account know."""
        return ContributionForm.empty(self.page, self.request)

    def store(self, review):
        """Store it and lead to the receipt, or ask whether it is new or a correction."""
        verb = services.submit
        if self.request.POST.get("meaning") == "new":
            verb = services.submit_as_new
        try:
            contribution = verb(
                self.page,
                review.fields,
                token=review.fields["token"],
                user=self.user,
                signals=signals_of(self.request, review.form, "contribution"),
                opened_at=self.opened_at,
            )
        except services.AlreadySent as sent:
            return self._new_or_correction(review, sent.contribution)
        return receipt_of(contribution)

    def _new_or_correction(self, review, earlier):
        """The same form came twice with different words: ask what the person means."""
        can_correct = earlier.state == State.RECEIVED and earlier.page_id == self.page.canonical.pk
        if self.closed_reason:
            raise services.Closed
        if self.request.POST.get("meaning") == "correction" and can_correct:
            try:
                services.correct(
                    self.page,
                    earlier,
                    review.fields,
                    token=review.fields["token"],
                    opened_at=self.opened_at,
                )
            except services.Changed:
                can_correct = False
            else:
                return receipt_of(earlier)
        context = {"form": review.form, "earlier": earlier, "can_correct": can_correct}
        return self._render("already_sent", context, 409)

"""An author changes what was sent, until somebody has decided about it."""

from django.http import Http404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from contributions import services
from contributions.forms import ContributionForm
from contributions.models import Contribution, State
from contributions.review import ADMINISTRATION_ONLY
from contributions.views.sending import Sending, receipt_of
from core import private_links
from core.decorators import private_page, slows_guessing
from core.queries import in_language


@private_page
@slows_guessing
@require_http_methods(["GET", "HEAD", "POST"])
def change(request, reference, token):
    """Show an author the form with what was sent, and take what is changed in it."""
    rows = Contribution.objects.select_related("page", "about")
    mine = private_links.get_record_or_404(rows, reference, token)
    if mine.about is not None:
        raise Http404
    page = in_language([mine.page.specific], request.LANGUAGE_CODE)[0]
    return Changing(request, page, mine).respond()


class Changing(Sending):
    """Somebody changes what was sent earlier."""

    def __init__(self, request, page, earlier):
        super().__init__(request, page)
        self.earlier = earlier

    @property
    def closed_reason(self):
        """Why it can no longer be changed."""
        if self.earlier.state != State.RECEIVED:
            return _("It can no longer be changed")
        return super().closed_reason

    def first_form(self):
        """Return the form with what was sent."""
        return ContributionForm.of(self.page, self.earlier)

    def form(self, **kwargs):
        """Return the form that was sent; its files lie with those of the contribution."""
        data = self.request.POST.copy()
        data["token"] = str(self.earlier.token)
        return ContributionForm(self.page, data, self.request.FILES, **kwargs)

    def choices(self, form):
        """Return what its author chose before, now or when it was sent."""
        if form.is_bound:
            return super().choices(form)
        return [(ADMINISTRATION_ONLY, "1")] if self.earlier.administration_only else []

    def store(self, review):
        """Replace what was sent and lead to the receipt."""
        try:
            services.correct(
                self.page,
                self.earlier,
                review.fields,
                token=self.earlier.token,
                opened_at=self.opened_at,
            )
        except services.Changed:
            self.earlier.refresh_from_db()
            raise services.Closed from None
        return receipt_of(self.earlier)

    def _render(self, template, context, status):
        if template == "closed":
            template = "change_closed"
        return super()._render(template, {"earlier": self.earlier, **context}, status)

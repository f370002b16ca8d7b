"""The form by which anybody tells that something should not be shown."""

from django.utils.cache import add_never_cache_headers, patch_cache_control
from django.utils.translation import gettext as _

from contributions import services
from contributions.reply_forms import ReportForm
from contributions.views.common import render_below
from core import rate_limits

MOST_AN_HOUR = 60


def report(request, page, shown):
    """Show the form, keep what is wrong with it on screen, store what is right and say thanks."""
    form = ReportForm(page, request.POST if request.method == "POST" else None)
    if not form.is_bound:
        response = _show(request, page, shown, form)
        patch_cache_control(response, private=True, max_age=0)
        return response
    response = _receive(request, page, shown, form)
    add_never_cache_headers(response)
    return response


def _receive(request, page, shown, form):
    if not form.is_valid():
        return _show(request, page, shown, form, 422)
    if rate_limits.exceeds(request, "report", MOST_AN_HOUR, 3600):
        form.add_error(
            None,
            _(
                "We have had many reports from where you are. Wait an hour and send it again, or "
                "write to us: what you have written is kept here."
            ),
        )
        return _show(request, page, shown, form, 429)
    user = request.user if request.user.is_authenticated else None
    stored = services.report(shown, form.cleaned_data, token=form.cleaned_data["token"], user=user)
    context = {"report": stored, "idea_url": page.get_contribution_url(shown)}
    return render_below(request, page, "contributions/report_thanks.html", context)


def _show(request, page, shown, form, status=200):
    context = {
        "form": form,
        "shown": shown,
        "public": shown.public_view(),
        "idea_url": page.get_contribution_url(shown),
    }
    return render_below(request, page, "contributions/report_form.html", context, status)

"""An author confirms an e-mail address by the link that was mailed to it."""

from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from contributions import services
from contributions.models import Contribution, State
from core import private_links
from core.decorators import private_page, slows_guessing
from core.queries import in_language


@private_page
@slows_guessing
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request, reference, token):
    """Ask whether to confirm; a POST does it, since mail programs open links by themselves."""
    mine = private_links.get_record_or_404(
        Contribution.objects.select_related("page"), reference, token, purpose_of=_purpose
    )
    if request.method == "POST":
        services.confirm(mine)
    elif mine.awaits_confirmation and mine.state == State.RECEIVED:
        call = in_language([mine.page.specific], request.LANGUAGE_CODE)[0]
        context = {"contribution": mine, "call": call}
        return render(request, "contributions/confirm.html", context)
    return redirect(mine.get_private_url())


def _purpose(contribution):
    return contribution.confirmation_purpose

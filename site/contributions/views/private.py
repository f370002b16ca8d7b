"""What only its author may see of a contribution."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from contributions import queries, services
from contributions.models import Contribution, State
from core import private_links
from core.decorators import no_referrer
from core.queries import in_language


@never_cache
@no_referrer
@require_safe
def receipt(request, reference, token):
    """Say that it has arrived, with its number and the private link."""
    return render(
        request, "contributions/receipt.html", _private_context(request, reference, token)
    )


# Whoever holds the link may do this, so there is nothing to forge; and browsers send no
# origin from a page without referrer, which the usual check would refuse.
@csrf_exempt
@never_cache
@no_referrer
@require_http_methods(["GET", "HEAD", "POST"])
def private(request, reference, token):
    """Show an author what became of a contribution; a POST takes it back or has it deleted."""
    context = _private_context(request, reference, token)
    mine = context["contribution"]
    action = request.POST.get("action")
    if action not in {"withdraw", "erase"}:
        status = 400 if request.method == "POST" else 200
        return render(request, "contributions/private.html", context, status=status)
    if action == "withdraw":
        services.withdraw(mine)
        return redirect(request.path)
    if services.withdraw_and_erase(mine).erased_at is None:
        return redirect(request.path)
    messages.success(request, _("Everything you sent us has been deleted."))
    return redirect(context["call"].url)


def _private_context(request, reference, token):
    mine = private_links.get_record_or_404(
        Contribution.objects.select_related("page"), reference, token
    )
    call = mine.page.specific
    call = in_language([call], request.LANGUAGE_CODE)[0]
    is_public = mine.state == State.PUBLISHED and call.live
    return {
        "contribution": mine,
        "call": call,
        "decisions": list(mine.decisions.all()),
        "answers": list(mine.answers.prefetch_related("texts")),
        "private_url": request.build_absolute_uri(mine.get_private_url()),
        "public_url": call.get_contribution_url(mine) if is_public else "",
        "can_withdraw": mine.can_become(State.WITHDRAWN),
        "can_erase": not queries.retention_rule().legal_hold,
    }

"""The button by which people stand behind an idea, on pages that are kept for everybody."""

import secrets

from django.conf import settings
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.crypto import salted_hmac
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

from contributions import services
from contributions.views.common import get_shown_or_404
from core import rate_limits
from core.origins import is_from_here
from core.queries import in_language

COOKIE = "samskab_supporter"
SALT = "samskab.supporter"
YEAR = 365 * 24 * 60 * 60
# From one address in an hour: a class of forty, twice; and as many of a list as they can read.
MOST_ON_ONE, MOST_IN_ALL = 80, 1000


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def support(request, pk):
    """Take somebody's support of an idea, or give it back.

    The page with the button carries no token, so that it can be kept for everybody; the browser
    says that it comes from us. Where it does not say so, a page with a token asks once more.
    """
    if request.method == "POST" and is_from_here(request):
        return _press(request, pk)
    if "csrfmiddlewaretoken" in request.POST:
        return csrf_protect(_press)(request, pk)
    return _ask(request, pk)


def supporter(request, page):
    """Return who supports with this request, for the verbs: an account, a browser, or nobody.

    A call that wants to know of nobody counts browsers alone.
    """
    if not page.canonical.is_anonymous and request.user.is_authenticated:
        return {"user": request.user}
    token = request.get_signed_cookie(COOKIE, default="", salt=SALT)
    return {"browser": salted_hmac(SALT, token, algorithm="sha256").hexdigest()} if token else {}


def box_context(request, page, shown):
    """Return what the button needs to know: how many, whether this person, whether still."""
    who = supporter(request, page)
    return {
        "contribution": shown,
        "is_supported": bool(who) and services.is_supported(shown, **who),
        "takes_supports": page.takes_supports_on(shown),
    }


def _press(request, pk):
    shown, page = _find(request, pk)
    who = supporter(request, page)
    if not who:
        return _give_cookie(request, page, shown)
    is_too_often = rate_limits.exceeds(request, f"support {pk}", MOST_ON_ONE, 3600)
    if rate_limits.exceeds(request, "support", MOST_IN_ALL, 3600) or is_too_often:
        return render(request, "429.html", status=429)
    if request.POST.get("action") == "undo":
        shown.support_count = services.unsupport(shown, **who)
        return _answer(request, page, shown)
    try:
        shown.support_count = services.support(shown, page, **who)
    except services.Closed:
        return _ask(request, pk, status=409)
    return _answer(request, page, shown)


def _give_cookie(request, page, shown):
    """Mark the browser first and let it send the press again: pressing twice then counts once."""
    if "marked" in request.GET:
        context = {"page": page, "idea_url": page.get_contribution_url(shown)}
        return render(request, "contributions/support_needs_cookie.html", context, status=422)
    response = redirect(f"{request.path}?marked=1", preserve_request=True)
    response.set_signed_cookie(
        COOKIE,
        secrets.token_urlsafe(16),
        salt=SALT,
        max_age=YEAR,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )
    return response


def _answer(request, page, shown):
    """Send the new button to the script that asked for it, and everybody else back to the idea."""
    if "X-Fragment" in request.headers:
        context = {**box_context(request, page, shown), "page": page}
        return render(request, "contributions/support_box.html", context)
    return redirect(f"{page.get_contribution_url(shown)}#support")


def _ask(request, pk, status=200):
    shown, page = _find(request, pk)
    context = {
        **box_context(request, page, shown),
        "page": page,
        "public": shown.public_view(),
        "idea_url": page.get_contribution_url(shown),
    }
    return render(request, "contributions/support.html", context, status=status)


def _find(request, pk):
    shown = get_shown_or_404(request, pk=pk)
    page = in_language([shown.page.specific], request.LANGUAGE_CODE)[0]
    if not page.canonical.allows_supports:
        raise Http404
    return shown, page

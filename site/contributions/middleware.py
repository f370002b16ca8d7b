"""Leads on from addresses a call had before it was renamed or moved."""

from urllib.parse import unquote

from django.shortcuts import redirect
from django.urls import Resolver404
from wagtail.contrib.redirects import middleware
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site

from contributions.mixins import InvitesContributions


class RedirectMiddleware(middleware.RedirectMiddleware):
    """Wagtail's redirects, for what lies below a page as well.

    Wagtail remembers where a page was; the form and the ideas below it are on posters and in
    mails too. A form sent to an old address is sent on with all that was typed.
    """

    def process_response(self, request, response):
        """Answer what was not found with where it is now, if we know."""
        response = super().process_response(request, response)
        if response.status_code != 404:
            return response
        target = _new_address(request)
        if target is None:
            return response
        if request.META.get("QUERY_STRING"):
            target += f"?{request.META['QUERY_STRING']}"
        sends = request.method not in {"GET", "HEAD"}
        return redirect(target, permanent=sends, preserve_request=sends)


def _new_address(request):
    """Return where the nearest page above this address that has moved keeps the rest of it."""
    parts = request.path.strip("/").split("/")
    if "\0" in request.path or not InvitesContributions.reserved_slugs & set(parts):
        return None
    above = ["/" + "/".join(parts[:count]) for count in range(1, len(parts))]
    rows = Redirect.get_for_site(Site.find_for_request(request)).filter(
        old_path__in=above, redirect_page__live=True
    )
    for row in sorted(rows.select_related("redirect_page"), key=lambda row: -len(row.old_path)):
        page = row.redirect_page.specific
        rest = request.path.removeprefix(row.old_path)
        if _answers(page, rest, request):
            target = page.get_url(request).rstrip("/") + rest
            return target if unquote(target) != request.path else None
    return None


def _answers(page, rest, request):
    """Whether a page has something at this address below it, so that nobody goes in circles."""
    if not isinstance(page, InvitesContributions):
        return False
    try:
        _view, _args, kwargs = page.resolve_subpage(rest)
    except Resolver404:
        return False
    return "pk" not in kwargs or page.public_contributions(request).filter(**kwargs).exists()

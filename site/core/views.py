"""Small public views that belong to no page."""

import posixpath

from django.conf import settings
from django.db import connection
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.cache import add_never_cache_headers
from django.views.decorators.http import require_safe
from django.views.static import serve
from wagtail.models import Page, Site

from core.addresses import absolute
from core.models import SiteSettings
from core.queries import in_language, is_shown

# Where not even a template can be drawn, for example without collected static files.
LAST_WORDS = """<!doctype html><html lang="da"><meta charset="utf-8"><title>Samskab</title>
<h1>Noget gik galt</h1><p>Det er vores fejl, ikke din. Prøv igen om lidt.</p>
<h1 lang="en">Something went wrong</h1><p lang="en">It is our fault. Try again in a moment.</p>
"""


@require_safe
def accessibility_statement(request):
    """Lead the short address /was to the accessibility statement (as Danish sites agree on)."""
    page = SiteSettings.for_request(request).accessibility_page
    if page is None or not page.live:
        raise Http404
    return redirect(in_language([page])[0].get_url(request))


@require_safe
def robots(request):
    """Let everything public be found; private pages say noindex themselves."""
    lines = [
        "User-agent: *",
        "Disallow: /admin/",
        f"Sitemap: {absolute('/sitemap.xml')}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain")


@require_safe
def media(request, path):
    """Show a public file of a development machine, as the proxy of a server does.

    Documents go through their own view alone, which keeps the privacy of their collection.
    """
    file = posixpath.normpath(path).lstrip("/")
    if file.split("/")[0] == "documents":
        raise Http404
    return serve(request, file, settings.MEDIA_ROOT)


@require_safe
def health(request):
    """Tell a load balancer whether this process reaches its database."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    response = JsonResponse({"status": "ok"})
    response["Cache-Control"] = "no-store"
    return response


def page_not_found(request, exception):
    """Say in the reader's language that there is nothing here, and where to go instead."""
    language = _language_of(request)
    with translation.override(language):
        elsewhere = _versions_elsewhere(request, language)
        request.found_elsewhere = {page.locale.language_code: page.url for page in elsewhere}
        return render(request, "404.html", {"elsewhere": elsewhere}, status=404)


def _versions_elsewhere(request, language):
    """Return the public pages in other languages that this address would be, if it were one."""
    site = Site.find_for_request(request)
    if site is None or "\x00" in request.path_info:
        return []
    rest = request.path_info.removeprefix(f"/{language}/").removeprefix("/")
    roots = site.root_page.get_translations(inclusive=True).values_list("url_path", flat=True)
    meant = Page.objects.filter(url_path__in=[f"{root}{rest}" for root in roots])
    return list(
        Page.objects.live()
        .public()
        .filter(translation_key__in=meant.values("translation_key"))
        .exclude(locale__language_code=language)
        .select_related("locale")
    )


def bad_request(request, exception):
    """Say that we could not take this, and how to get back to what was written.

    The request itself may be what is broken, so the page is drawn without it.
    """
    return _standing_alone("400.html", request, status=400)


def csrf_failure(request, reason=""):
    """Say that we could not tell who sent a form; what was written in it is not lost.

    A page may show its form again with all that was typed (`form_again`); elsewhere on the
    public pages the words are shown, to be copied.
    """
    page, route = _page_asked_for(request)
    if page is not None:
        response = page.form_again(request, *route) if hasattr(page, "form_again") else None
        if response is not None:
            return response
    context = {"written": _written_in(request.POST) if page else []}
    response = render(request, "403_csrf.html", context, status=403)
    add_never_cache_headers(response)
    return response


def _page_asked_for(request):
    """Return the public page that a form was sent to, and what of it; None where there is none."""
    match = request.resolver_match
    if match is None or match.url_name != "wagtail_serve":
        return None, ()
    found = Page.route_for_request(request, match.args[0] if match.args else match.kwargs["path"])
    if found is None or not is_shown(found.page, request):
        return None, ()
    return found.page, found.args


def _written_in(data):
    """Return the texts in a form, as opposed to choices, keys and addresses."""
    return [
        value
        for name, values in data.lists()
        if "password" not in name
        for value in values
        if " " in value.strip()
    ]


def server_error(request):
    """Say sorry in the reader's language, without touching database or session."""
    return _standing_alone("500.html", request, status=500)


def _standing_alone(template, request, status):
    try:
        with translation.override(_language_of(request)):
            html = render_to_string(template)
    except Exception:  # noqa: BLE001 (whatever is broken, this answer must come)
        html = LAST_WORDS
    return HttpResponse(html, status=status)


def _language_of(request):
    code = request.path_info.split("/")[1]
    return code if code in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE

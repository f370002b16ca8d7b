"""Small public views that belong to no page."""

import posixpath

from django.conf import settings
from django.db import connection
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import translation
from django.views.decorators.http import require_safe
from django.views.static import serve
from wagtail.models import Page, Site

from core.addresses import absolute
from core.models import SiteSettings
from core.queries import in_language

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

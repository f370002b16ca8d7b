"""From an address to a page, with what is kept between changes."""

from copy import copy

from django.http import Http404
from django.utils.translation import get_language
from wagtail import views
from wagtail.models import Page, Site

from core import fragments
from core.middleware import NEVER_KEPT


class RoutingMiddleware:
    """Find the site and the page before Wagtail does, whose way there takes eight queries.

    Wagtail looks on the request first for what it has found before. Comes last: what it lends to
    the view is for those who only look.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        only_looks = request.method in {"GET", "HEAD"}
        if not only_looks or request.path_info.startswith(NEVER_KEPT):
            return self.get_response(request)
        with fragments.serving(request, is_public=not getattr(request, "is_dummy", False)):
            return self.get_response(request)

    def process_view(self, request, view, arguments, _named):
        """Note the site, and the page if the view is Wagtail's own."""
        if fragments.current_request() is not request:
            return
        request._wagtail_site = fragments.kept(lambda: Site.find_for_request(request), "site")
        if view is views.serve and request._wagtail_site:
            request._wagtail_route_for_request = _route(request, *arguments)


def _route(request, path):
    root = fragments.kept(lambda: _root(request._wagtail_site), "root page")
    try:
        return copy(root).route(request, [part for part in path.split("/") if part])
    except Http404:
        return None


def _root(site):
    """Return the site's home page in the active language, or else the one that is set."""
    home = site.root_page
    pages = (home.specific_class or Page)._default_manager.select_related("locale")
    versions = {page.pk: page for page in pages.filter(translation_key=home.translation_key)}
    for page in versions.values():
        if page.live and page.locale.language_code == get_language():
            return page
    return versions[home.pk]

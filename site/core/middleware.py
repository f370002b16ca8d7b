"""What happens around every request."""

from csp.middleware import CSPMiddleware
from django.conf import settings
from django.core.cache import cache
from django.http import HttpResponse
from django.utils.cache import get_conditional_response

from core import page_cache

KEPT_HEADERS = ("Content-Type", "Content-Language", "Referrer-Policy")


class ContentSecurityPolicyMiddleware(CSPMiddleware):
    """A strict policy for the public site, and the one Wagtail's admin needs for itself."""

    def get_policy_parts(self, request, response, report_only=False):
        parts = super().get_policy_parts(request, response, report_only)
        if request.path_info.startswith("/admin/") and not report_only:
            parts.replace = {**(parts.replace or {}), **settings.ADMIN_CONTENT_SECURITY_POLICY}
        return parts


class PageCacheMiddleware:
    """Answer anonymous readers from the cache, without a session, a query or a template.

    Only what nobody has an own version of is kept: a GET without a session or message cookie,
    answered with 200, no cookie and no word against storing it.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if not self._may_be_kept(request):
            return self.get_response(request)
        key = page_cache.key_for(request, page_cache.current_generation())
        kept = cache.get(key)
        if kept is None:
            response = self.get_response(request)
            if not self._is_the_same_for_all(response):
                return response
            kept = self._keep(key, request, response)
        return self._answer(request, kept)

    def _may_be_kept(self, request):
        personal = {settings.SESSION_COOKIE_NAME, "messages"} & request.COOKIES.keys()
        return (
            request.method in {"GET", "HEAD"}
            and not personal
            and not request.path_info.startswith(("/admin/", "/static/", "/media/", "/_mail/"))
        )

    def _is_the_same_for_all(self, response):
        directives = response.get("Cache-Control", "")
        return (
            response.status_code == 200
            and not response.streaming
            and not response.cookies
            and "no-store" not in directives
            and "private" not in directives
        )

    def _keep(self, key, request, response):
        headers = {name: response[name] for name in KEPT_HEADERS if name in response}
        kept = (response.content, headers)
        seconds = page_cache.seconds_to_keep(request)
        if seconds and request.method == "GET":
            cache.set(key, kept, timeout=seconds)
        return kept

    def _answer(self, request, kept):
        content, headers = kept
        response = HttpResponse(content, headers=headers)
        # The browser asks each time, so that what was just published is seen at once.
        response["Cache-Control"] = "no-cache"
        response["ETag"] = f'"{page_cache.etag(content)}"'
        return get_conditional_response(request, etag=response["ETag"], response=response)

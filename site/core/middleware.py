"""What happens around every request."""

from http import HTTPStatus
from urllib.parse import unquote

from csp.utils import build_policy
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import url_has_allowed_host_and_scheme

from core import page_cache, views
from core.exceptions import PublicationRefused

KEPT_HEADERS = ("Content-Type", "Content-Language", "Referrer-Policy", "X-Robots-Tag")
NEVER_KEPT = ("/admin/", "/documents/", "/static/", "/media/", "/_mail/")


class ContentSecurityPolicyMiddleware:
    """A strict policy for the public site, and the one Wagtail's admin needs for itself.

    The policies are written once a process: building one takes as long as answering a kept page.
    """

    def __init__(self, get_response):
        self.get_response = get_response
        self.public = build_policy()
        self.preview = build_policy(replace=settings.PREVIEW_CONTENT_SECURITY_POLICY)
        self.admin = build_policy(replace=settings.ADMIN_CONTENT_SECURITY_POLICY)

    def __call__(self, request):
        response = self.get_response(request)
        is_debug_page = settings.DEBUG and response.status_code in {404, 500}
        if not is_debug_page:
            response.headers.setdefault("Content-Security-Policy", self._policy_for(request))
        response.headers.setdefault("Permissions-Policy", settings.PERMISSIONS_POLICY)
        return response

    def _policy_for(self, request):
        if getattr(request, "is_dummy", False):
            return self.preview
        return self.admin if request.path_info.startswith("/admin/") else self.public


class PlainRequestsMiddleware:
    """Read every request as what our pages send, whatever it claims to be.

    Forms come in UTF-8: another encoding that a header names would garble the words, or be one
    that reads no text at all. No cookie of ours holds a NUL byte, which PostgreSQL refuses. And
    where Django answers a method that an address does not take with nothing, there are words.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.encoding = settings.DEFAULT_CHARSET
        for name in [name for name, value in request.COOKIES.items() if "\x00" in value]:
            del request.COOKIES[name]
        response = self.get_response(request)
        if response.status_code == HTTPStatus.METHOD_NOT_ALLOWED and not response.content:
            answer = views.bad_request(request, None)
            response.content, response["Content-Type"] = answer.content, answer["Content-Type"]
        return response


class NulBytesMiddleware:
    """Turn away addresses with a NUL byte: no page has one, and PostgreSQL takes none.

    Comes after what the page that says so needs, and before the first look for the address.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if "\x00" in request.path_info:
            raise Http404
        if "\x00" in unquote(request.META.get("QUERY_STRING", "")):
            raise BadRequest("NUL byte in the query")
        return self.get_response(request)


class PageCacheMiddleware:
    """Answer anonymous readers from the cache, without a session, a query or a template.

    Only what nobody has an own version of is kept: a GET without a session or message cookie,
    answered with 200, no cookie and no word against storing it.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if not self._may_be_kept(request):
            return self._personal(request)
        self._forget_tracking(request)
        if not page_cache.is_known(request.META.get("QUERY_STRING", "")):
            return self.get_response(request)
        generation = page_cache.current_generation()
        key = page_cache.key_for(request, generation)
        kept = page_cache.find(key)
        if kept is not None and kept.differs_by & request.COOKIES.keys():
            return self._personal(request)
        if kept is None:
            response = self.get_response(request)
            if page_cache.differs_by(request) & request.COOKIES.keys():
                response.headers.setdefault("Cache-Control", "private")
            if not self._is_the_same_for_all(response):
                return response
            kept = self._pack(request, response)
            if request.method == "GET":
                page_cache.keep(key, kept, request, generation)
        return self._answer(request, kept)

    def _pack(self, request, response):
        headers = {name: response[name] for name in KEPT_HEADERS if name in response}
        until, differs_by = page_cache.true_until(request), page_cache.differs_by(request)
        return page_cache.KeptPage.of(response.content, headers, until, differs_by)

    def _personal(self, request):
        """Let no proxy on the way keep what was made for one reader."""
        response = self.get_response(request)
        if "Cookie" in request.headers:
            response.headers.setdefault("Cache-Control", "private")
        return response

    def _may_be_kept(self, request):
        personal = {settings.SESSION_COOKIE_NAME, "messages"} & request.COOKIES.keys()
        return (
            request.method in {"GET", "HEAD"}
            and not personal
            and "Authorization" not in request.headers
            and not getattr(request, "is_dummy", False)
            and not request.path_info.startswith(NEVER_KEPT)
        )

    def _forget_tracking(self, request):
        """No link on a kept page may repeat what one reader's address carried."""
        query = request.META.get("QUERY_STRING", "")
        request.META["QUERY_STRING"] = page_cache.without_tracking(query)
        request.__dict__.pop("GET", None)

    def _is_the_same_for_all(self, response):
        directives = response.get("Cache-Control", "")
        return (
            response.status_code == 200
            and not response.streaming
            and not response.cookies
            and not response.has_header("Content-Encoding")
            and "no-store" not in directives
            and "private" not in directives
        )

    def _answer(self, request, kept):
        takes_gzip = "gzip" in request.headers.get("Accept-Encoding", "")
        content = kept.content if takes_gzip else kept.unpacked()
        response = HttpResponse(content, headers=kept.headers)
        if takes_gzip:
            response["Content-Encoding"] = "gzip"
        response["Content-Length"] = len(content)
        # The browser asks each time, so that what was just published is seen at once.
        response["Cache-Control"] = "no-cache"
        response["ETag"] = kept.etag
        patch_vary_headers(response, ["Accept-Encoding", "Cookie"])
        return get_conditional_response(request, etag=kept.etag, response=response)


class RefusedPublicationMiddleware:
    """Tell an editor why a page may not become public, whatever door was tried.

    The editor's own form says so beside the field; approving, publishing many at once and
    publishing a translation come here.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        """Lead back to where the editor came from, with the reason; nothing was published."""
        if not isinstance(exception, PublicationRefused):
            return None
        for sentence in exception.messages:
            messages.error(request, sentence)
        came_from = request.headers.get("Referer", "")
        is_ours = url_has_allowed_host_and_scheme(
            came_from, {request.get_host()}, request.is_secure()
        )
        return redirect(came_from if is_ours else "wagtailadmin_home")

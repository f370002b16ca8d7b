"""Where a request was sent from, as the browser itself tells: no page can make that up."""

from django.conf import settings


def is_from_here(request):
    """Whether a browser says that a page of this site sent the request.

    For buttons on pages that are kept for everybody, where no CSRF token can stand. False also
    where the browser says nothing: then the token has to be asked for.
    """
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    origin = request.headers.get("Origin")
    ours = f"{request.scheme}://{request.get_host()}"
    return origin is not None and origin in {ours, *settings.CSRF_TRUSTED_ORIGINS}

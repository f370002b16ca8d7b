"""Decorators for views."""

from functools import wraps


def no_referrer(view):
    """Keep the address of a private page from every site it links to."""

    @wraps(view)
    def wrapped(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        response["Referrer-Policy"] = "no-referrer"
        response["X-Robots-Tag"] = "noindex"
        return response

    return wrapped

"""Decorators for views."""

from functools import wraps

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from core import rate_limits

# Far more wrong links than a class with an old list of them follows in an hour.
MOST_GUESSES = 100


def no_referrer(view):
    """Keep the address of a private page from every site it links to."""

    @wraps(view)
    def wrapped(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        response["Referrer-Policy"] = "no-referrer"
        response["X-Robots-Tag"] = "noindex"
        return response

    return wrapped


def slows_guessing(view):
    """Ask whoever tries many private links that lead nowhere to wait; right ones always work."""

    @wraps(view)
    def wrapped(request, *args, **kwargs):
        try:
            return view(request, *args, **kwargs)
        except Http404:
            if not rate_limits.exceeds(request, "private-link", MOST_GUESSES, 60 * 60):
                raise
            return render(request, "429.html", status=429)

    return wrapped


def private_page(view):
    """Make a view a page behind a private link: kept by nobody, told to no site, hard to guess.

    Whoever holds the link may do what is done there, so there is nothing to forge; and browsers
    send no origin from a page without referrer, which the usual check would refuse.
    """
    return csrf_exempt(never_cache(no_referrer(slows_guessing(view))))

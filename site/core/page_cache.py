"""Whole pages kept for anonymous readers, and dropped the moment anything public changes.

One generation marks everything that is kept: a change after commit starts a new one, and all
processes see it, because the cache is shared. A page that was being made while the change
happened is kept under the old generation, where nobody finds it.
"""

import hashlib
import uuid

from django.core.cache import cache
from django.db import transaction
from django.utils import timezone

GENERATION_KEY = "page-cache:generation"
MAX_AGE_SECONDS = 600


def current_generation():
    """Return the generation that pages are kept under, starting one if there is none."""
    generation = cache.get(GENERATION_KEY)
    if generation is None:
        generation = uuid.uuid4().hex
        if not cache.add(GENERATION_KEY, generation, timeout=None):
            generation = cache.get(GENERATION_KEY, generation)
    return generation


def drop_all():
    """Drop every kept page once the running transaction has committed."""
    transaction.on_commit(_start_generation)


def _start_generation():
    cache.set(GENERATION_KEY, uuid.uuid4().hex, timeout=None)


def key_for(request, generation):
    """Return the key of a request's page: host, scheme and full path make it."""
    address = f"{request.scheme}://{request.get_host()}{request.get_full_path()}"
    return f"page:{generation}:{hashlib.sha256(address.encode()).hexdigest()}"


def note_change(request, when):
    """Tell that what this request shows will change at `when` (aware), e.g. a deadline.

    The page is kept until the earliest moment noted. Past moments and None are ignored.
    """
    if request is None or when is None or when <= timezone.now():
        return
    earliest = getattr(request, "shown_until", None)
    request.shown_until = min(earliest, when) if earliest else when


def seconds_to_keep(request):
    """Return how long the page made for this request may be kept."""
    shown_until = getattr(request, "shown_until", None)
    if shown_until is None:
        return MAX_AGE_SECONDS
    left = (shown_until - timezone.now()).total_seconds()
    return max(0, min(MAX_AGE_SECONDS, int(left)))


def etag(content):
    """Return a short mark that changes with the content of a page."""
    return hashlib.sha256(content).hexdigest()[:24]

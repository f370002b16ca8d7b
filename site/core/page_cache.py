"""Whole pages kept for anonymous readers, and dropped the moment anything public changes.

One generation marks everything that is kept: a change after commit starts a new one, and all
processes see it, because the cache is shared. A page that was being made while the change
happened is kept under the old generation, where nobody finds it.
"""

import gzip
import hashlib
import uuid
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from urllib.parse import parse_qsl, urlencode

from django.conf import settings
from django.core.cache import cache, caches
from django.db import transaction
from django.utils import timezone

GENERATION_KEY = "page-cache:generation"
# What a page may be asked for; anything else in an address is answered afresh.
QUERY_KEYS = {
    *("neighbourhood", "on_behalf", "order", "page", "place", "progress", "state", "topic"),
}
LONGEST_VALUE = 80
# How old a count that is bumped by many people may be, e.g. of those who support an idea.
COUNT_SECONDS = 5
# How many addresses with a query are kept at a time, so that made-up ones cannot fill the cache.
MOST_VARIANTS = 1000
TRACKING_KEYS = {"_ga", "_gl", "dclid", "fbclid", "gclid", "igshid", "mc_cid", "mc_eid", "msclkid"}
TRACKING_PREFIX = "utm_"

_held_back = ContextVar("held_back", default=None)


@dataclass(frozen=True)
class KeptPage:
    """A page as it goes over the wire, and until when it is true."""

    content: bytes
    headers: dict
    etag: str
    until: datetime
    # Whoever sends one of these cookies is shown a page of their own.
    differs_by: frozenset = frozenset()

    @classmethod
    def of(cls, content, headers, until, differs_by=frozenset()):
        """Pack a page; its mark changes with its content."""
        mark = hashlib.sha256(content).hexdigest()[:24]
        packed = gzip.compress(content, compresslevel=6, mtime=0)
        return cls(packed, headers, f'W/"{mark}"', until, differs_by)

    def unpacked(self):
        """Return the page for readers whose browser takes no gzip."""
        return gzip.decompress(self.content)


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
    held_back = _held_back.get()
    if held_back is None:
        transaction.on_commit(start_generation)
    else:
        held_back.append(drop_all)


@contextmanager
def dropped_once():
    """Let all that drops kept pages within this block drop them together, at its end."""
    held_back = []
    before = _held_back.set(held_back)
    try:
        yield
    finally:
        _held_back.reset(before)
    if held_back:
        drop_all()


def start_generation():
    """Drop every kept page now: another release may draw them otherwise."""
    cache.set(GENERATION_KEY, uuid.uuid4().hex, timeout=None)


def drop_soon():
    """Drop every kept page some seconds after the running transaction has committed.

    For what changes often and may be seen a little late: however many people press a button,
    all pages are made anew every `COUNT_SECONDS` at most.
    """
    transaction.on_commit(_end_generation_soon)


def _end_generation_soon():
    """The first to ask decides when a generation ends: later ones must not put it off."""
    generation = cache.get(GENERATION_KEY)
    if generation and cache.add(f"page-cache:ending:{generation}", 1, timeout=2 * COUNT_SECONDS):
        cache.touch(GENERATION_KEY, timeout=COUNT_SECONDS)


def without_tracking(query_string):
    """Return a query string without what senders of links add to it for themselves."""
    pairs = parse_qsl(query_string, keep_blank_values=True)
    kept = [
        (key, value)
        for key, value in pairs
        if key not in TRACKING_KEYS and not key.startswith(TRACKING_PREFIX)
    ]
    return query_string if len(kept) == len(pairs) else urlencode(kept)


def is_known(query_string):
    """Whether a query string asks only for what pages understand, each thing once and briefly."""
    pairs = parse_qsl(query_string, keep_blank_values=True)
    keys = [key for key, _value in pairs]
    return (
        set(keys) <= QUERY_KEYS
        and len(keys) == len(set(keys))
        and all(len(value) <= LONGEST_VALUE for _key, value in pairs)
    )


def key_for(request, generation):
    """Return the key of a request's page: scheme, host, path and the query in fixed order."""
    query = urlencode(sorted(parse_qsl(request.META.get("QUERY_STRING", ""))))
    address = f"{request.scheme}://{request.get_host()}{request.path}?{query}"
    return f"page:{generation}:{hashlib.sha256(address.encode()).hexdigest()}"


def find(key):
    """Return the kept page under a key if it is still true, or None."""
    kept = caches["pages"].get(key)
    return kept if kept is not None and timezone.now() < kept.until else None


def keep(key, kept, request, generation):
    """Keep a page until it changes by itself, unless that is now or there are too many."""
    seconds = int((kept.until - timezone.now()).total_seconds())
    if seconds > 0 and (not request.META.get("QUERY_STRING") or _has_room(generation)):
        caches["pages"].set(key, kept, timeout=seconds)


def _has_room(generation):
    counter = f"page-cache:variants:{generation}"
    caches["pages"].add(counter, 0, timeout=None)
    try:
        return caches["pages"].incr(counter) <= MOST_VARIANTS
    except ValueError:
        return False


def note_change(request, when):
    """Tell that what this request shows will change at `when` (aware), e.g. a deadline.

    The page is kept until the earliest moment noted. Past moments and None are ignored.
    """
    if request is None or when is None or when <= timezone.now():
        return
    earliest = getattr(request, "shown_until", None)
    request.shown_until = min(earliest, when) if earliest else when


def note_cookie(request, name):
    """Tell that what this request shows looks different to whoever sends a certain cookie.

    The page is kept for everybody else; those get it made for them.
    """
    request.differs_by = differs_by(request) | {name}


def differs_by(request):
    """Return the names of the cookies that were noted."""
    return getattr(request, "differs_by", frozenset())


def true_until(request):
    """Return until when the page made for this request may be kept.

    At midnight the day changes, and with it "3 days left" and the phase a project is in.
    """
    now = timezone.now()
    tomorrow = timezone.localdate(now) + timedelta(days=1)
    midnight = timezone.make_aware(datetime.combine(tomorrow, time.min))
    limits = [now + timedelta(seconds=settings.PAGE_CACHE_SECONDS), midnight]
    noted = getattr(request, "shown_until", None)
    return min([*limits, noted] if noted else limits)

"""What many pages show alike, kept in the memory of a process until anything public changes.

Menus, the site's words, cards of pages, which pages are private: what does not depend on who
asks. It belongs to the same generation as the kept pages (`core.page_cache`), which all processes
share, so a change is seen at once. Like a kept page it ends at midnight, after ten minutes at the
latest, and as soon as something on it changes by itself.

Kept values are shared by all requests: they must not be changed, and must hold nothing that a
visitor may see only by signing in.
"""

from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import get_language

from core import page_cache

# Made-up addresses must not fill the memory.
MOST = 2000


@dataclass(frozen=True)
class Fragment:
    """Something kept, until when at most, and the first moment at which it changes by itself."""

    value: object
    until: datetime
    changes_at: datetime | None


class Generation:
    """What this process keeps of one generation."""

    def __init__(self, name):
        self.name = name
        self.fragments = {}


class Serving:
    """A request that is being answered, and what is kept for it."""

    def __init__(self, request, is_public):
        self.request = request
        self.own = {}
        self.shared = _of_current_generation() if is_public else self.own

    @cached_property
    def host(self):
        """Where the request went, since addresses may depend on it."""
        return self.request.scheme, self.request.get_host()

    @property
    def fragments(self):
        """What may be used and added to: nothing shared while a change is not committed."""
        return self.own if _something_changes() else self.shared


_kept = Generation("")
_serving = ContextVar("serving", default=None)


@contextmanager
def serving(request, is_public):
    """Answer a request with what is kept; with what was made for it alone unless it `is_public`.

    Drafts and the admin are not: what they show is not what everybody sees.
    """
    token = _serving.set(Serving(request, is_public))
    try:
        yield
    finally:
        _serving.reset(token)


def current_request():
    """Return the request that is being answered, or None."""
    now_serving = _serving.get()
    return now_serving.request if now_serving else None


def kept(make, *key):
    """Return what `make()` returns, from memory if it was made before under this key.

    The host and the language belong to the key by themselves. Moments that `make` notes with
    `page_cache.note_change` limit how long it is kept, and how long the page is that shows it.
    Nothing is kept outside of a request, nor what looks different to those with some cookie.
    """
    now_serving = _serving.get()
    if now_serving is None:
        return make()
    fragments, request = now_serving.fragments, now_serving.request
    key = (now_serving.host, get_language(), *key)
    fragment = fragments.get(key)
    if fragment is None or fragment.until <= timezone.now():
        fragment, is_for_all = _make(make, request)
        if len(fragments) >= MOST:
            fragments.clear()
        if is_for_all:
            fragments[key] = fragment
    page_cache.note_change(request, fragment.changes_at)
    return fragment.value


def of_this_request(name):
    """Return the dict under this name that lasts as long as the request that is being answered."""
    now_serving = _serving.get()
    return now_serving.own.setdefault(name, {}) if now_serving else {}


def _make(make, request):
    """Return a new fragment, and whether it looks the same to everybody."""
    noted = _take_notes(request)
    value = make()
    until = page_cache.true_until(request)
    changes_at, cookies = _take_notes(request)
    page_cache.note_change(request, noted[0])
    request.differs_by = noted[1] | cookies
    return Fragment(value, until, changes_at), not cookies


def _take_notes(request):
    """Return what was noted for the page cache so far, and forget it: the moment, the cookies."""
    notes = request.__dict__
    return notes.pop("shown_until", None), notes.pop("differs_by", frozenset())


def _of_current_generation():
    global _kept
    name = page_cache.current_generation()
    if _kept.name != name:
        _kept = Generation(name)
    return _kept.fragments


def _something_changes():
    """Whether the running transaction has changed something public and is not committed yet."""
    connection = transaction.get_connection()
    return connection.in_atomic_block and any(
        callback is page_cache.start_generation
        for _savepoints, callback, *_robust in connection.run_on_commit
    )

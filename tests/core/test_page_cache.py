"""What is kept for anonymous readers, under which key, and until when."""

from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings
from django.core.cache import caches
from django.core.cache.backends.locmem import LocMemCache
from django.test import RequestFactory
from django.utils import timezone
from time_machine import travel

from core import page_cache

NOON = datetime(2027, 3, 2, 12, 0, tzinfo=UTC)


def request_for(address, **extra):
    return RequestFactory().get(address, **extra)


def key(address, **extra):
    return page_cache.key_for(request_for(address, **extra), "g")


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ""),
        ("page=2", "page=2"),
        ("utm_source=brev&utm_medium=mail", ""),
        ("page=2&fbclid=abc&topic=havn", "page=2&topic=havn"),
        ("gclid=1&_ga=2&mc_cid=3", ""),
        ("q=utm_source", "q=utm_source"),
    ],
)
def test_tracking_is_dropped_from_a_query(query, expected):
    assert page_cache.without_tracking(query) == expected


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", True),
        ("page=2", True),
        ("topic=havn&state=active&neighbourhood=centrum&progress=done&page=3", True),
        ("order=supported&place=0b4e4b8e-38fc-4c2c-9f43-0d4bfa0cbb3f", True),
        ("q=havn", False),
        ("page=2&x=1", False),
        ("page=1&page=2", False),
        (f"topic={'x' * 81}", False),
        ("p=2", False),
    ],
)
def test_only_known_queries_are_kept(query, expected):
    assert page_cache.is_known(query) is expected


def test_a_key_tells_pages_apart():
    addresses = ["/", "/en/", "/?page=2", "/?page=3", "/?topic=havn"]
    keys = {key(address) for address in addresses}
    keys |= {key("/", HTTP_HOST="example.org"), key("/", secure=True)}
    keys.add(page_cache.key_for(request_for("/"), "another generation"))
    assert len(keys) == len(addresses) + 3
    assert key("/?page=2&topic=havn") == key("/?topic=havn&page=2")


def test_the_generation_stays_until_something_changes(db, django_capture_on_commit_callbacks):
    first = page_cache.current_generation()
    assert page_cache.current_generation() == first
    with django_capture_on_commit_callbacks(execute=False) as callbacks:
        page_cache.drop_all()
    assert page_cache.current_generation() == first
    for callback in callbacks:
        callback()
    assert page_cache.current_generation() != first


def test_counts_that_many_people_bump_end_a_generation_once_in_a_while(
    db, monkeypatch, django_capture_on_commit_callbacks
):
    # Redis has a clock of its own, which nobody can set here.
    monkeypatch.setattr(page_cache, "cache", LocMemCache("counts", {}))

    def bump():
        with django_capture_on_commit_callbacks(execute=True):
            page_cache.drop_soon()

    with travel(NOON, tick=False) as clock:
        bump()
        first = page_cache.current_generation()
        bump()
        assert page_cache.current_generation() == first
        clock.shift(page_cache.COUNT_SECONDS - 1)
        bump()
        assert page_cache.current_generation() == first
        clock.shift(1)
        second = page_cache.current_generation()
        assert second != first
        clock.shift(60)
        assert page_cache.current_generation() == second
        bump()
        page_cache.start_generation()
        third = page_cache.current_generation()
        bump()
        assert page_cache.current_generation() == third
        clock.shift(page_cache.COUNT_SECONDS)
        assert page_cache.current_generation() not in {first, second, third}


def test_the_first_of_two_processes_names_the_generation(monkeypatch):
    monkeypatch.setattr(page_cache.cache, "add", lambda *args, **kwargs: False)
    asked = iter([None, "the other's"])
    monkeypatch.setattr(page_cache.cache, "get", lambda *args: next(asked))
    assert page_cache.current_generation() == "the other's"


def test_the_earliest_change_noted_counts():
    request = request_for("/")
    with travel(NOON, tick=False):
        page_cache.note_change(request, None)
        page_cache.note_change(request, NOON - timedelta(days=1))
        page_cache.note_change(None, NOON + timedelta(seconds=1))
        assert page_cache.true_until(request) == NOON + timedelta(
            seconds=settings.PAGE_CACHE_SECONDS
        )
        page_cache.note_change(request, NOON + timedelta(seconds=90))
        page_cache.note_change(request, NOON + timedelta(seconds=30))
        page_cache.note_change(request, NOON + timedelta(seconds=60))
        assert page_cache.true_until(request) == NOON + timedelta(seconds=30)


def test_no_page_outlives_its_day():
    late = datetime(2027, 3, 2, 22, 58, tzinfo=UTC)
    with travel(late, tick=False):
        assert page_cache.true_until(request_for("/")) == late + timedelta(minutes=2)


def kept_page(seconds=60, content=b"<p>Hej</p>"):
    until = timezone.now() + timedelta(seconds=seconds)
    return page_cache.KeptPage.of(content, {}, until)


def test_a_page_is_found_until_it_changes():
    with travel(NOON, tick=False) as clock:
        kept = kept_page(seconds=60)
        page_cache.keep("k", kept, request_for("/"), "g")
        assert page_cache.find("k") == kept
        clock.shift(59)
        assert page_cache.find("k") == kept
        clock.shift(1)
        assert page_cache.find("k") is None


def test_a_page_that_is_about_to_change_is_not_kept():
    page_cache.keep("k", kept_page(seconds=0.5), request_for("/"), "g")
    assert page_cache.find("k") is None


def test_the_mark_changes_with_the_content():
    assert kept_page(content=b"a").etag == kept_page(content=b"a").etag
    assert kept_page(content=b"a").etag != kept_page(content=b"b").etag
    assert kept_page(content=b"a").unpacked() == b"a"


def test_made_up_queries_cannot_fill_the_cache(monkeypatch):
    monkeypatch.setattr(page_cache, "MOST_VARIANTS", 2)
    for number in range(4):
        request = request_for(f"/?page={number}")
        page_cache.keep(f"k{number}", kept_page(), request, "g")
    page_cache.keep("plain", kept_page(), request_for("/"), "g")
    found = [page_cache.find(name) is not None for name in ("k0", "k1", "k2", "k3", "plain")]
    assert found == [True, True, False, False, True]
    page_cache.keep("k9", kept_page(), request_for("/?page=9"), "other")
    assert page_cache.find("k9") is not None


def test_a_counter_lost_meanwhile_keeps_nothing(monkeypatch):
    def incr(_key):
        raise ValueError

    monkeypatch.setattr(caches["pages"], "incr", incr)
    page_cache.keep("k", kept_page(), request_for("/?page=2"), "g")
    assert page_cache.find("k") is None

"""Counting hits: windows, addresses, what is stored, and when several processes count."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.cache import caches
from django.test import RequestFactory
from time_machine import travel

from core import rate_limits
from core.rate_limits import client_address, exceeds, hit

NOON = datetime(2027, 3, 2, 12, 0, tzinfo=UTC)
HOUR = 3600


def hits(count, purpose="support", who="192.0.2.1", limit=3, seconds=HOUR):
    return [hit(purpose, who, limit, seconds) for _ in range(count)]


def request(remote="192.0.2.1", forwarded=None):
    headers = {} if forwarded is None else {"X-Forwarded-For": forwarded}
    return RequestFactory().get("/", headers=headers, REMOTE_ADDR=remote)


@pytest.fixture(params=["default", "files"])
def cache(request, settings, tmp_path, monkeypatch):
    """The cache of this run (memory or Redis), and files as in development."""
    if request.param == "files":
        settings.CACHES = {
            **settings.CACHES,
            "files": {
                "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
                "LOCATION": tmp_path,
            },
        }
    monkeypatch.setattr(rate_limits, "cache", caches[request.param])
    return caches[request.param]


# --- Counting -----------------------------------------------------------------------------


@pytest.mark.usefixtures("cache")
def test_the_hits_above_the_limit_are_told():
    with travel(NOON, tick=False):
        assert hits(5) == [False, False, False, True, True]


@pytest.mark.usefixtures("cache")
def test_a_limit_of_nought_lets_nobody_through():
    assert hits(1, limit=0) == [True]


@pytest.mark.usefixtures("cache")
def test_purposes_people_and_windows_are_counted_apart():
    with travel(NOON, tick=False):
        assert hits(4)[-1]
        assert not any(hits(3, purpose="report"))
        assert not any(hits(3, who="192.0.2.2"))
        assert not any(hits(3, seconds=60))


@pytest.mark.usefixtures("cache")
def test_names_that_run_into_each_other_are_counted_apart():
    with travel(NOON, tick=False):
        hits(3, purpose="a", who="bc")
        assert not any(hits(3, purpose="ab", who="c"))


@pytest.mark.usefixtures("cache")
def test_hits_count_until_the_window_ends():
    with travel(NOON, tick=False) as clock:
        hits(2)
        clock.shift(timedelta(minutes=59))
        assert hits(2) == [False, True]
        clock.shift(timedelta(minutes=1))
        assert hits(1) == [False]


@pytest.mark.parametrize("seconds", [0, -1, 24 * HOUR + 1])
def test_no_counter_lives_longer_than_a_day(seconds):
    with pytest.raises(ValueError, match="at most 86400 seconds"):
        hit("support", "192.0.2.1", 3, seconds)


def test_a_counter_is_stored_under_a_hash_and_until_its_window_ends(cache, monkeypatch):
    kept = []
    for name in ("add", "touch"):
        real = getattr(cache, name)
        monkeypatch.setattr(
            cache,
            name,
            lambda key, *values, timeout, real=real: (
                kept.append((key, values, timeout)) or real(key, *values, timeout=timeout)
            ),
        )
    with travel(NOON + timedelta(minutes=20), tick=False):
        hits(2)
    assert {timeout for _key, _values, timeout in kept} == {40 * 60}
    assert [values for _key, values, _timeout in kept] == [(1,), (1,), ()]
    assert len({key for key, _values, _timeout in kept}) == 1
    assert "192.0.2.1" not in kept[0][0]


def test_the_hash_depends_on_the_key_of_the_site(settings):
    with travel(NOON, tick=False):
        hits(3)
        settings.SECRET_KEY = "another"
        assert not any(hits(3))


def test_a_counter_that_is_dropped_meanwhile_starts_anew(cache, monkeypatch):
    def drop_first(key):
        cache.delete(key)
        raise ValueError(key)

    with travel(NOON, tick=False):
        hits(3)
        monkeypatch.setattr(cache, "incr", drop_first)
        assert hits(1) == [False]
        monkeypatch.undo()
        monkeypatch.setattr(rate_limits, "cache", cache)
        assert hits(3) == [False, False, True]


# --- Addresses ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("trusted", "forwarded", "expected"),
    [
        (0, None, "192.0.2.1"),
        (0, "203.0.113.9", "192.0.2.1"),
        (1, "203.0.113.9", "203.0.113.9"),
        (1, "198.51.100.1, 203.0.113.9", "203.0.113.9"),
        (2, "198.51.100.1, 203.0.113.9", "198.51.100.1"),
        (2, "10.0.0.1, 198.51.100.1, 203.0.113.9", "198.51.100.1"),
        (2, "203.0.113.9", "192.0.2.1"),
        (1, None, "192.0.2.1"),
        (1, "", "192.0.2.1"),
        (1, "unknown", "192.0.2.1"),
        (1, "203.0.113.9, nonsense", "192.0.2.1"),
        (1, "203.0.113.9,", "192.0.2.1"),
        (1, "203.0.113.9:4711", "203.0.113.9"),
        (1, "[2001:db8::1]:4711", "2001:db8::/64"),
        (1, "2001:db8::1", "2001:db8::/64"),
        (1, "٢٠٣.0.113.9", "192.0.2.1"),
        (1, "999.0.113.9", "192.0.2.1"),
    ],
)
def test_only_what_trusted_proxies_say_is_believed(settings, trusted, forwarded, expected):
    settings.TRUSTED_PROXIES = trusted
    assert client_address(request(forwarded=forwarded)) == expected


@pytest.mark.parametrize(
    ("remote", "expected"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::9", "2001:db8:1:2::/64"),
        ("2001:db8:1:3::9", "2001:db8:1:3::/64"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("fe80::1%eth0", "fe80::/64"),
        ("", "unknown"),
        ("a-socket", "unknown"),
    ],
)
def test_an_address_is_a_machine_or_an_ipv6_network(remote, expected):
    assert client_address(request(remote)) == expected


def test_a_request_without_any_address_is_counted_with_its_like():
    nobody = request()
    del nobody.META["REMOTE_ADDR"]
    assert client_address(nobody) == "unknown"


def test_requests_are_counted_for_their_address(settings):
    settings.TRUSTED_PROXIES = 1
    with travel(NOON, tick=False):
        spoofed = [request(forwarded=f"10.0.0.{last}, 203.0.113.9") for last in range(3)]
        assert [exceeds(one, "support", 2, HOUR) for one in spoofed] == [False, False, True]
        assert not exceeds(request(forwarded="203.0.113.10"), "support", 2, HOUR)

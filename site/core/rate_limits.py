"""How often somebody may do something: counters in the cache that all processes share.

Whoever is counted is stored as a keyed hash alone, for the length of the window, a day at most.
Limits are to be sized for forty people behind one address: a class, a library, a meeting.

In Redis no hit is lost. In files, which development uses, two hits at the very same moment may
count as one, and a crowded folder may drop a counter: a limit then lets a few more through, and
never refuses anybody too early.
"""

import time
from ipaddress import IPv6Address, ip_address, ip_network

from django.conf import settings
from django.core.cache import cache
from django.utils.crypto import salted_hmac

SALT = "samskab.rate-limit"
LONGEST_WINDOW = 24 * 60 * 60
# One household or customer is given this many bits, and may choose the rest at will.
IPV6_PREFIX = 64
UNKNOWN = "unknown"


def hit(purpose, who, limit, seconds):
    """Count a hit and return whether it is above the limit of its window.

    Windows are `seconds` long (a day at most, or `ValueError`) and begin at fixed times, so that
    twice the limit may pass across the end of one.
    """
    if not 0 < seconds <= LONGEST_WINDOW:
        raise ValueError(f"A window lasts at most {LONGEST_WINDOW} seconds, not {seconds}.")
    window, elapsed = divmod(int(time.time()), seconds)
    return _count(_key(purpose, who, seconds, window), seconds - elapsed) > limit


def exceeds(request, purpose, limit, seconds):
    """Count a request for its address and return whether it is above the limit; see `hit`."""
    return hit(purpose, client_address(request), limit, seconds)


def client_address(request):
    """Return the address that a request comes from; one network for IPv6 (`2001:db8::/64`).

    The setting `TRUSTED_PROXIES` says how many proxies append to `X-Forwarded-For`; what stands
    further left was written by the client and is worth nothing. A request that did not pass
    them all, or names no address, counts for its peer; without one (a Unix socket) for "unknown",
    which all such requests share.
    """
    trusted = settings.TRUSTED_PROXIES
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    candidates = [request.META.get("REMOTE_ADDR", "")]
    if 0 < trusted <= len(forwarded):
        candidates.insert(0, forwarded[-trusted])
    return next(filter(None, map(_group, candidates)), UNKNOWN)


def _group(words):
    """Return the address or network that counts as one; nothing for what is no address."""
    try:
        address = ip_address(_without_port(words.strip()).partition("%")[0])
    except ValueError:
        return ""
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped:
            return str(address.ipv4_mapped)
        return str(ip_network((address, IPV6_PREFIX), strict=False))
    return str(address)


def _without_port(words):
    """Take off the port that some proxies add: `192.0.2.1:4711`, `[2001:db8::1]:4711`."""
    if words.startswith("["):
        return words[1:].partition("]")[0]
    return words.partition(":")[0] if words.count(":") == 1 else words


def _key(purpose, who, seconds, window):
    value = "\n".join([purpose, who, str(seconds), str(window)])
    return f"rate-limit:{salted_hmac(SALT, value, algorithm='sha256').hexdigest()}"


def _count(key, seconds_left):
    """Add one to a counter that lives until its window ends, and return it."""
    if cache.add(key, 1, timeout=seconds_left):
        return 1
    try:
        count = cache.incr(key)
    except ValueError:  # It was dropped in between.
        cache.set(key, 1, timeout=seconds_left)
        return 1
    # Files forget the lifetime when counting, and Redis has none for what just ran out.
    cache.touch(key, timeout=seconds_left)
    return count

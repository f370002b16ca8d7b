"""Private links: a person's way back to what they sent, without an account.

The token is derived from the row (an HMAC of its reference and nonce), so a later mail can
carry the same link although it is stored nowhere; a new nonce revokes it.
"""

from django.http import Http404
from django.utils.crypto import constant_time_compare, salted_hmac

SALT = "samskab.private-link"


def make_token(record):
    """Return the token of a record's private link (128 bits)."""
    digest = salted_hmac(SALT, f"{record.reference}:{record.nonce}", algorithm="sha256").hexdigest()
    return digest[:32]


def get_record_or_404(queryset, reference, token):
    """Return the record a private link names; any flaw in it is a plain 404."""
    record = queryset.filter(reference=reference, erased_at=None).first()
    if record is None or not constant_time_compare(make_token(record), token):
        raise Http404
    return record

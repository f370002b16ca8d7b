"""Private links: a person's way back to what they sent, without an account.

The token is derived from the row (an HMAC of its reference and nonce), so a later mail can
carry the same link although it is stored nowhere; a new nonce revokes it.
"""

from django.http import Http404
from django.utils.crypto import constant_time_compare, salted_hmac

SALT = "samskab.private-link"


def make_token(record, purpose=""):
    """Return the token of a record's private link (128 bits); one for each purpose of a link."""
    value = f"{record.reference}:{record.nonce}"
    if purpose:
        value += f":{purpose}"
    return salted_hmac(SALT, value, algorithm="sha256").hexdigest()[:32]


def get_record_or_404(queryset, reference, token, purpose_of=None):
    """Return the record a private link names; any flaw in it is a plain 404.

    `purpose_of` tells from the record what the link is for, where it is not the private page.
    """
    record = queryset.filter(reference=reference, erased_at=None).first()
    if record is None:
        raise Http404
    purpose = purpose_of(record) if purpose_of else ""
    if not constant_time_compare(make_token(record, purpose), token):
        raise Http404
    return record

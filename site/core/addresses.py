"""Full addresses, the same wherever they are written."""

from django.conf import settings
from django.utils.encoding import iri_to_uri


def absolute(address):
    """Return the full address of a path of this site, under the name it is published at.

    Canonical links, the sitemap and structured data have to agree; what a request was sent to,
    or what the row of the site says, may be another name. What is full or missing stays so.
    """
    if address and address.startswith("/"):
        address = f"{settings.BASE_URL}{address}"
    return iri_to_uri(address)

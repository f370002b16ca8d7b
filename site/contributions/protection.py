"""What people have brought outlives every change of a page.

A page that contributions belong to cannot be deleted, nor can any page above it: not from the
page's own view, not in bulk, not through the admin's API, not by code. The database rule on
`Contribution.page` is the last of these doors and says the same sentence as the first.
"""

from django.apps import apps
from django.conf import settings
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import ngettext
from wagtail.models import Page

from core import page_cache


def count_under(pages):
    """Return how many contributions belong to these pages or to any page below them."""
    under = Q(pk__in=[])
    for page in pages:
        under |= Q(page__path__startswith=page.path)
    return apps.get_model("contributions", "Contribution").objects.filter(under).count()


def refusal(count):
    """Say why pages with this many contributions stay, and what to do instead."""
    return ngettext(
        "%(count)d contribution from the public belongs here or to a page below, so nothing "
        "was deleted. Unpublish the page instead: it disappears from the site, and what "
        "people wrote is kept.",
        "%(count)d contributions from the public belong here or to pages below, so nothing "
        "was deleted. Unpublish the page instead: it disappears from the site, and what "
        "people wrote is kept.",
        count,
    ) % {"count": count}


def keep_contributions(_collector, _field, contributions, _using):
    """Refuse to delete a page that contributions belong to (an `on_delete` rule).

    Raises a `ValidationError`, which the admin's API answers with the sentence it holds.
    """
    count = len(contributions)
    if count:
        raise ValidationError({NON_FIELD_ERRORS: [refusal(count)]})


def adopt(page):
    """Move what belongs to other language versions to this one, if it is in Danish.

    A call may begin in English only. From the moment it has a Danish version that one
    decides, so what people have brought follows, and with it who may moderate it.
    """
    if page.locale.language_code != settings.LANGUAGE_CODE:
        return
    others = Page.objects.filter(translation_key=page.translation_key).exclude(pk=page.pk)
    with transaction.atomic():
        for name in ("Contribution", "ModerationScope"):
            rows = apps.get_model("contributions", name).objects.filter(page__in=others)
            if rows.update(page_id=page.pk):
                page_cache.drop_all()

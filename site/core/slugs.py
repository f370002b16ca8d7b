"""Addresses a page may not have, because they already lead to something else."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.urls import resolve
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm

HOME_DEPTH = 2


def is_taken(slug, parent):
    """Whether this word below `parent` leads to something that is no page."""
    if slug in getattr(parent.specific_class, "reserved_slugs", ()):
        return True
    return parent.depth == HOME_DEPTH and _is_ours(slug, parent.locale.language_code)


def _is_ours(slug, language):
    if slug in dict(settings.LANGUAGES):
        return True
    prefix = "" if language == settings.LANGUAGE_CODE else f"/{language}"
    with translation.override(language):
        path = f"{prefix}/{slug}/"
        files = (settings.STATIC_URL, settings.MEDIA_URL)
        return path in files or resolve(path).url_name != "wagtail_serve"


def refuse_taken(slug, parent):
    """Raise a `ValidationError` at the slug if it leads to something else below `parent`."""
    if slug and parent and is_taken(slug, parent):
        message = _("The site uses “%(slug)s” itself here. Choose another word.")
        raise ValidationError({"slug": ValidationError(message, params={"slug": slug})})


class AddressForm(WagtailAdminPageForm):
    """The form of a page in the admin: a new page does not know its place yet, the form does."""

    def clean(self):
        """Say at the field that the word is taken, before the page is made."""
        data = super().clean()
        try:
            refuse_taken(data.get("slug"), self.parent_page)
        except ValidationError as error:
            self.add_error(None, error)
        return data

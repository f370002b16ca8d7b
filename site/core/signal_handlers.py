"""Drop kept pages whenever something an editor changed may show on them."""

from django.db.models.signals import post_delete, post_save
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model
from wagtail.models import Locale, PageViewRestriction, Site
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from core import page_cache
from core.models import (
    Contact,
    CustomImage,
    NavigationItem,
    NavigationMenu,
    Neighbourhood,
    SiteSettings,
    SiteTexts,
    Topic,
)

PUBLIC_ROWS = (
    Contact,
    CustomImage,
    Locale,
    NavigationItem,
    NavigationMenu,
    Neighbourhood,
    PageViewRestriction,
    Redirect,
    Site,
    SiteSettings,
    SiteTexts,
    Topic,
)


def connect():
    """Listen to everything that changes public pages without going through a service."""
    for signal in (page_published, page_unpublished, page_slug_changed, post_page_move):
        signal.connect(_drop_pages, dispatch_uid="core.page_cache")
    for model in (*PUBLIC_ROWS, get_document_model()):
        for signal in (post_save, post_delete):
            signal.connect(_drop_pages, sender=model, dispatch_uid="core.page_cache")


def _drop_pages(**_kwargs):
    page_cache.drop_all()

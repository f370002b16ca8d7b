"""What follows from an editor's change: kept pages are dropped, pictures get their sizes."""

from functools import partial

from django.db import transaction
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
    RetentionRule,
    SiteSettings,
    SiteTexts,
    Topic,
)
from core.tasks import make_renditions

PUBLIC_ROWS = (
    Contact,
    CustomImage,
    Locale,
    NavigationItem,
    NavigationMenu,
    Neighbourhood,
    PageViewRestriction,
    Redirect,
    RetentionRule,
    Site,
    SiteSettings,
    SiteTexts,
    Topic,
)


def connect():
    """Listen to everything that changes what the public sees without going through a service."""
    for signal in (page_published, page_unpublished, page_slug_changed, post_page_move):
        signal.connect(_drop_pages, dispatch_uid="core.page_cache")
    for model in (*PUBLIC_ROWS, get_document_model()):
        for signal in (post_save, post_delete):
            signal.connect(_drop_pages, sender=model, dispatch_uid="core.page_cache")

    post_save.connect(_make_sizes, sender=CustomImage, dispatch_uid="core.renditions")
    page_published.connect(_make_sizes_of_picture, dispatch_uid="core.renditions")


def _make_sizes(instance, **_kwargs):
    transaction.on_commit(partial(make_renditions.enqueue, instance.pk))


def _make_sizes_of_picture(instance, **_kwargs):
    if getattr(instance, "picture_id", None):
        transaction.on_commit(partial(make_renditions.enqueue, instance.picture_id))


def _drop_pages(**_kwargs):
    page_cache.drop_all()

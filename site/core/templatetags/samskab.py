"""Tags every template has without loading them."""

import json

from django import template
from django.conf import settings
from django.urls import translate_url
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.models import Page

from core import navigation as menus
from core.models import BasePage, SiteSettings, SiteTexts

register = template.Library()
LANGUAGE_NAMES = {"da": "Dansk", "en": "English"}


@register.simple_tag(takes_context=True)
def navigation(context):
    """Return the menus of the reader's language: `.header` and `.footer`, lists of links."""
    request = context.get("request")
    if request is None:
        return menus.Menus([], [])
    if not hasattr(request, "samskab_menus"):
        request.samskab_menus = menus.get_menus(request, get_language())
    return request.samskab_menus


@register.simple_tag(takes_context=True)
def site_texts(context):
    """Return the words on every page in the reader's language, Danish ones as a fallback."""
    request = context.get("request")
    if request is not None and hasattr(request, "samskab_texts"):
        return request.samskab_texts
    rows = SiteTexts.objects.filter(
        locale__language_code__in={get_language(), settings.LANGUAGE_CODE}
    ).select_related("locale")
    texts = max(rows, key=lambda row: row.locale.language_code == get_language(), default=None)
    texts = texts or SiteTexts()
    if request is not None:
        request.samskab_texts = texts
    return texts


@register.simple_tag(takes_context=True)
def site_settings(context):
    """Return the settings of the current site."""
    return SiteSettings.for_request(context["request"])


@register.simple_tag(takes_context=True)
def language_versions(context):
    """Return this address in each language: code, name, url, is_current, is_translated.

    A page that lacks a version leads to the home page of that language, and says so.
    """
    request = context.get("request")
    if request is None:
        return []
    page = context.get("page")
    versions = _page_versions(request, page) if isinstance(page, BasePage) else {}
    current = get_language()
    result = []
    for code, _name in settings.LANGUAGES:
        if isinstance(page, BasePage):
            url = versions.get(code) or ("/" if code == settings.LANGUAGE_CODE else f"/{code}/")
            is_translated = code in versions
        else:
            url, is_translated = translate_url(request.get_full_path(), code), True
        result.append(
            {
                "code": code,
                "name": LANGUAGE_NAMES[code],
                "url": url,
                "is_current": code == current,
                "is_translated": is_translated or code == current,
            }
        )
    return result


def _page_versions(request, page):
    if not hasattr(page, "_samskab_versions"):
        rows = page.get_translations(inclusive=True).live().select_related("locale")
        suffixes = getattr(request, "page_suffixes", {})
        page._samskab_versions = {
            code: row.get_url(request) + suffixes.get(code, "")
            for row in rows
            for code in [row.locale.language_code]
        }
    return page._samskab_versions


@register.simple_tag(takes_context=True)
def breadcrumbs(context):
    """Return the pages above the current one, from the home page down, as label and url."""
    page, request = context.get("page"), context.get("request")
    if not isinstance(page, Page) or page.depth <= 2:
        return []
    ancestors = page.get_ancestors().filter(depth__gte=2).only("title", "url_path", "depth", "path")
    return [{"label": row.title, "url": row.get_url(request)} for row in ancestors]


@register.simple_tag
def json_ld(data):
    """Write structured data as a data block that no browser executes."""
    text = json.dumps(data, ensure_ascii=False)
    for char, escaped in (("<", "\\u003C"), (">", "\\u003E"), ("&", "\\u0026")):
        text = text.replace(char, escaped)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')  # noqa: S308


@register.simple_tag(takes_context=True)
def absolute(context, path):
    """Return a full address for a path of this site."""
    request = context.get("request")
    return request.build_absolute_uri(path) if request else f"{settings.BASE_URL}{path}"


@register.filter
def in_own_language(page):
    """Return the `lang` attribute a page's words need here, or nothing in the reader's own."""
    code = page.locale.language_code
    return mark_safe(f' lang="{code}"') if code != get_language() else ""  # noqa: S308


@register.filter
def only_in(page):
    """Say which language a page exists in, when it is not the reader's."""
    code = page.locale.language_code
    if code == get_language():
        return ""
    return _("Only in Danish yet") if code == "da" else _("Only in English yet")

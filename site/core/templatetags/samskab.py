"""Tags every template has without loading them."""

import json
import re
from urllib.parse import urlencode

from django import template
from django.conf import settings
from django.urls import translate_url
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core import addresses, fragments
from core import navigation as menus
from core.models import BasePage, SiteSettings, SiteTexts
from core.page_cache import QUERY_KEYS

register = template.Library()
PAGE_NUMBER = re.compile(r"[2-9]|[1-9][0-9]{1,5}")
LANGUAGE_NAMES = {"da": "Dansk", "en": "English"}


@register.tag
def kept(parser, token):
    """Keep what is drawn up to `{% endkept %}` until something public changes.

    For what is the same for all readers of a language. The key has to name the piece and all
    that it is drawn from.
    """
    _tag, *key = token.split_contents()
    nodelist = parser.parse(["endkept"])
    parser.delete_first_token()
    return KeptNode(nodelist, [parser.compile_filter(word) for word in key])


class KeptNode(template.Node):
    """The part of a template between `{% kept %}` and `{% endkept %}`."""

    def __init__(self, nodelist, key):
        self.nodelist = nodelist
        self.key = key

    def render(self, context):
        """Draw it, or take it as it was drawn before."""
        key = [word.resolve(context) for word in self.key]
        return fragments.kept(lambda: self.nodelist.render(context), "drawn", *key)


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
    if request is None:
        return _texts()
    if not hasattr(request, "samskab_texts"):
        request.samskab_texts = fragments.kept(_texts, "site texts")
    return request.samskab_texts


def _texts():
    rows = SiteTexts.objects.filter(
        locale__language_code__in={get_language(), settings.LANGUAGE_CODE}
    ).select_related("locale")
    texts = max(rows, key=lambda row: row.locale.language_code == get_language(), default=None)
    return texts or SiteTexts()


@register.simple_tag(takes_context=True)
def site_settings(context):
    """Return the settings of the current site."""
    return SiteSettings.for_request(context["request"])


@register.simple_tag(takes_context=True)
def language_versions(context):
    """Return this address in each language, for the language switch and for search engines.

    Each has: code, name, url (with what the list is narrowed to), address (without), is_current,
    is_translated, is_default. What lacks a version leads to the home page of that language.
    """
    request = context.get("request")
    if request is None:
        return []
    page, current = context.get("page"), get_language()
    addresses = _addresses(request, page)
    query = _narrowed_to(request) if isinstance(page, BasePage) else ""
    default = settings.LANGUAGE_CODE if settings.LANGUAGE_CODE in addresses else current
    return [
        {
            "code": code,
            "name": LANGUAGE_NAMES[code],
            "url": addresses[code] + query if code in addresses else home_path(code),
            "address": addresses.get(code, home_path(code)),
            "is_current": code == current,
            "is_translated": code in addresses or code == current,
            "is_default": code == default,
        }
        for code, _name in settings.LANGUAGES
    ]


def _addresses(request, page):
    """Return where this can be read, by language."""
    if isinstance(page, BasePage):
        return _page_versions(request, page)
    if hasattr(request, "found_elsewhere"):
        return request.found_elsewhere
    path = request.get_full_path()
    return {code: translate_url(path, code) for code, _name in settings.LANGUAGES}


def _narrowed_to(request):
    """Return the part of the query that means the same in every language."""
    kept = [(key, request.GET[key]) for key in sorted(QUERY_KEYS) if request.GET.get(key)]
    return f"?{urlencode(kept)}" if kept else ""


def home_path(code):
    """Return the address of a language's home page."""
    return "/" if code == settings.LANGUAGE_CODE else f"/{code}/"


def _page_versions(request, page):
    """Return where a page or what is shown below it can be read, by language."""
    suffixes = getattr(request, "page_suffixes", {})
    known = "versions" in page.__dict__
    urls = (
        _version_urls(page, request)
        if known
        else fragments.kept(lambda: _version_urls(page, request), "versions", page.pk)
    )
    return {code: url + suffixes.get(code, "") for code, url in urls.items()}


def _version_urls(page, request):
    return {row.locale.language_code: row.get_url(request) for row in page.versions if row.live}


@register.simple_tag(takes_context=True)
def canonical_url(context):
    """Return the full address search engines should keep: no filters, but the page of a list."""
    request = context["request"]
    number = request.GET.get("page", "")
    query = f"?page={number}" if PAGE_NUMBER.fullmatch(number) else ""
    return addresses.absolute(request.path + query)


@register.simple_tag(takes_context=True)
def breadcrumbs(context):
    """Return the pages above the current one, from the home page down, as label and url."""
    page, request = context.get("page"), context.get("request")
    if not isinstance(page, BasePage):
        return []
    return [{"label": row.title, "url": row.get_url(request)} for row in page.trail]


@register.simple_tag
def json_ld(data):
    """Write structured data as a data block that no browser executes."""
    text = json.dumps(data, ensure_ascii=False)
    for char, escaped in (("<", "\\u003C"), (">", "\\u003E"), ("&", "\\u0026")):
        text = text.replace(char, escaped)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')  # noqa: S308


@register.simple_tag
def absolute(path):
    """Return a full address for a path of this site."""
    return addresses.absolute(path)


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

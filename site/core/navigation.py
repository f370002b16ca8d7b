"""The menus of a language, in one query (two when a link lacks its own translation)."""

from dataclasses import dataclass
from urllib.parse import unquote

from django.conf import settings
from wagtail.models import Page

from core import fragments
from core.models import NavigationItem, NavigationMenu


@dataclass(frozen=True)
class Link:
    """A link in a menu, ready to draw.

    `is_here` if it leads to the very page on screen, `is_current` if that lies at it or below.
    """

    label: str
    url: str
    kind: str
    is_current: bool
    is_here: bool


@dataclass(frozen=True)
class Entry:
    """A link in a menu for whoever reads; its path comes decoded, as that of a request does."""

    label: str
    url: str
    kind: str
    path: str


@dataclass(frozen=True)
class Menus:
    """The slips at the top and the links at the foot."""

    header: list
    footer: list

    @property
    def marks(self):
        """All that tells the menus of one page from those of another."""
        return tuple((link.is_current, link.is_here) for link in (*self.header, *self.footer))


def get_menus(request, language):
    """Return both menus in a language; where it has none, the Danish ones."""
    places = fragments.kept(lambda: _places(request, language), "menus", language)
    return Menus(*[_links(request, entries) for entries in places])


def _places(request, language):
    """Return what both menus hold, whoever looks at them."""
    items = list(
        NavigationItem.objects.filter(
            menu__locale__language_code__in={language, settings.LANGUAGE_CODE}
        )
        .select_related("menu__locale", "page__locale")
        .order_by("sort_order")
    )
    menus = {place: _items_of(items, place, language) for place in NavigationMenu.Place.values}
    translated = _pages_in(language, menus)
    return [
        [
            Entry(item.label, url, item.kind, unquote(url))
            for item in menus[place]
            if _leads_somewhere(item)
            for url in [_url(request, item, translated)]
        ]
        for place in NavigationMenu.Place.values
    ]


def _items_of(items, place, language):
    own = [item for item in items if item.menu.place == place]
    for code in (language, settings.LANGUAGE_CODE):
        chosen = [item for item in own if item.menu.locale.language_code == code]
        if chosen:
            return chosen
    return []


def _pages_in(language, menus):
    foreign = {
        item.page.translation_key
        for items in menus.values()
        for item in items
        if item.page and item.page.locale.language_code != language
    }
    if not foreign:
        return {}
    pages = Page.objects.live().filter(translation_key__in=foreign, locale__language_code=language)
    return {page.translation_key: page for page in pages}


def _leads_somewhere(item):
    return item.url or (item.page and item.page.live)


def _links(request, entries):
    """Return the links of a menu; the one nearest to where the reader is, is current."""
    homes = {"/", *(f"/{code}/" for code, _name in settings.LANGUAGES)}
    around = [
        path
        for path in (entry.path for entry in entries)
        if request.path == path or (path and path not in homes and request.path.startswith(path))
    ]
    nearest = max(around, key=len, default=None)
    return [
        Link(entry.label, entry.url, entry.kind, entry.path == nearest, entry.path == request.path)
        for entry in entries
    ]


def _url(request, item, translated):
    if not item.page:
        return item.url
    return translated.get(item.page.translation_key, item.page).get_url(request)

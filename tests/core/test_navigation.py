"""The menus: in the reader's language, leading to pages in that language."""

import pytest
from django.test import RequestFactory

from core import navigation
from core.models import NavigationItem, NavigationMenu
from tests import builders

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_menus():
    NavigationMenu.objects.all().delete()


def menu(*items, code="da", place="header"):
    """Make a menu of items, each a dict of fields."""
    locale = builders.language(code)
    made = NavigationMenu(place=place, locale=locale)
    made.items = [
        NavigationItem(locale=locale, sort_order=number, **fields)
        for number, fields in enumerate(items)
    ]
    made.save()
    return made


def links(language="da", path="/", place="header"):
    menus = navigation.get_menus(RequestFactory().get(path), language)
    return [(link.label, link.url, link.is_current) for link in getattr(menus, place)]


def test_a_menu_keeps_its_order_and_knows_where_the_reader_is():
    page = builders.standard_page(title="Om os")
    menu(
        {"label": "Hjem", "page": builders.home()},
        {"label": "Om os", "page": page, "kind": "art"},
        {"label": "Kommunen", "url": "https://example.org/"},
    )
    assert links(path=f"{page.url}mere/") == [
        ("Hjem", "/", False),
        ("Om os", page.url, True),
        ("Kommunen", "https://example.org/", False),
    ]
    assert links(path="/")[0] == ("Hjem", "/", True)
    assert navigation.get_menus(RequestFactory().get("/"), "da").header[1].kind == "art"


def test_each_language_has_its_own_menu():
    menu({"label": "Om os", "url": "/om/"})
    menu({"label": "About us", "url": "/en/about/"}, code="en")
    menu({"label": "Fod", "url": "/fod/"}, place="footer")
    assert links("en") == [("About us", "/en/about/", False)]
    assert links("da") == [("Om os", "/om/", False)]
    assert links("en", place="footer") == [("Fod", "/fod/", False)]


def test_a_danish_menu_leads_english_readers_to_english_pages():
    page = builders.standard_page(title="Om os")
    only_danish = builders.standard_page(title="Kun dansk")
    english = builders.translated(page, builders.home("en"))
    menu({"label": "Om os", "page": page}, {"label": "Kun dansk", "page": only_danish})
    assert links("en") == [
        ("Om os", english.url, False),
        ("Kun dansk", only_danish.url, False),
    ]


def test_links_that_lead_nowhere_are_left_out():
    page = builders.standard_page(title="Om os")
    menu({"label": "Om os", "page": page})
    page.unpublish()
    assert links() == []


def test_without_menus_there_are_none():
    assert (links(), links(place="footer")) == ([], [])


@pytest.mark.parametrize(("language", "queries"), [("da", 1), ("en", 2)])
def test_menus_cost_one_query_or_two(language, queries, django_assert_num_queries):
    pages = [builders.standard_page(title=f"Side {number}") for number in range(4)]
    menu(*[{"label": page.title, "page": page} for page in pages])
    request = RequestFactory().get("/")
    assert pages[0].get_url(request)
    with django_assert_num_queries(queries):
        assert len(navigation.get_menus(request, language).header) == 4


def test_only_the_nearest_link_is_current_below_another():
    """A page under two links hangs one slip lower, not two."""
    call = builders.idea_call()
    projects = call.get_parent().get_parent()
    menu({"label": "Projekter", "page": projects}, {"label": "Idéer", "page": call})

    assert links(path=f"{call.url}deltag/") == [
        ("Projekter", projects.url, False),
        ("Idéer", call.url, True),
    ]


def test_letters_beyond_ascii_do_not_hide_where_the_reader_is(client):
    page = builders.standard_page(title="Får og geder", slug="får-og-geder")
    menu({"label": "Får", "page": page})
    menu({"label": "Får", "page": page}, place="footer")

    html = client.get(page.url).content.decode()

    assert "%C3%A5" in page.url
    assert html.count(f'href="{page.url}" aria-current="page"') == 2
    assert links(path="/får-og-geder/mere/") == [("Får", page.url, True)]

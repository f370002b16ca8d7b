"""What every site needs before it has content of its own, with or without examples.

The home page, the list of projects, the accessibility statement, the privacy notice, the
cookie page, the menus and the words on every page, in both languages. The example content
is built on top of it, and it is what remains when the examples are taken out.
"""

from wagtail.models import Locale, Page, Site

from core.models import NavigationItem, NavigationMenu, SiteSettings, SiteTexts
from demo.content import everywhere, home, projects, standard
from demo.content.words import T, in_language
from demo.writing import Writer, publish, translate
from home.models import HomePage, StandardPage
from projects.models import ProjectIndexPage

PAGES = {
    "projects": (ProjectIndexPage, "home", projects.START),
    "accessibility": (StandardPage, "home", standard.ACCESSIBILITY),
    "privacy": (StandardPage, "home", standard.PRIVACY),
    "cookies": (StandardPage, "home", standard.COOKIES),
}


def lay(say):
    """Make the foundation unless it is there, and return its Danish pages' keys by name."""
    home_page = HomePage.objects.get(locale__language_code="da")
    settings = SiteSettings.for_site(Site.objects.get(is_default_site=True))
    if settings.accessibility_page_id:
        return find(home_page, settings)
    say("Pages every site needs")
    pages = add_pages(PAGES, {"home": home_page.pk})
    described = {"home": (HomePage, None, home.START), **PAGES}
    write_pages(described, pages, pictures={})
    translate_pages(described, pages, pictures={})
    settings.accessibility_page_id = pages["accessibility"]
    settings.privacy_page_id = pages["privacy"]
    settings.save()
    write_menus(pages)
    write_site_texts()
    return pages


def find(home_page, settings):
    """Return the keys of the foundation's Danish pages that are still there, by name."""
    index = ProjectIndexPage.objects.child_of(home_page).first()
    cookies = StandardPage.objects.child_of(home_page).filter(slug="cookies").first()
    found = {
        "home": home_page.pk,
        "projects": index and index.pk,
        "accessibility": settings.accessibility_page_id,
        "privacy": settings.privacy_page_id,
        "cookies": cookies and cookies.pk,
    }
    return {name: pk for name, pk in found.items() if pk}


def add_pages(described, pages):
    """Add Danish pages with title and address alone, so that all can link to all."""
    danish = Locale.objects.get(language_code="da")
    made = dict(pages)
    for name, (model, parent, content) in described.items():
        page = model(title=content["title"].da, slug=content["slug"].da, locale=danish, live=False)
        if "opens_at" in content:
            page.opens_at = content["opens_at"].moment
        Page.objects.get(pk=made[parent]).add_child(instance=page)
        made[name] = page.pk
    return made


def write_pages(described, pages, pictures):
    """Write the Danish words of pages and publish them."""
    writer = Writer("da", pages=pages, pictures=pictures)
    for name, (model, _parent, content) in described.items():
        page = model.objects.get(pk=pages[name])
        set_fields(page, writer.fields(model, content, name))
        publish(page)


def translate_pages(described, pages, pictures):
    """Give pages their English versions and return those by name."""
    writer = Writer("en", pages=pages, pictures=pictures)
    translated = {}
    for name, (model, _parent, content) in described.items():
        words = writer.fields(model, content, name)
        translated[name] = translate(
            model.objects.get(pk=pages[name]), lambda twin, words=words: set_fields(twin, words)
        )
    return translated


def set_fields(instance, values):
    """Set several fields."""
    for name, value in values.items():
        setattr(instance, name, value)


def write_menus(pages):
    """Make the menus, with links to the pages that are there."""
    danish = Locale.objects.get(language_code="da")
    for place in everywhere.MENUS:
        menu = NavigationMenu(place=place, locale=danish)
        menu.save()
        fill_menu(menu, pages)


def fill_menu(menu, pages):
    """Add the links a menu lacks, in their order, and translate it."""
    rows = [row for row in everywhere.MENUS[menu.place] if row[1].key in pages]
    present = {item.page_id: item for item in menu.items.all()}
    for number, (label, link, kind) in enumerate(rows):
        pk = pages[link.key]
        item = present.get(pk) or NavigationItem(
            locale=menu.locale, label=label.da, page_id=pk, kind=kind
        )
        item.sort_order = number
        menu.items.add(item)
    menu.save()
    english = {pages[link.key]: label.en for label, link, _kind in rows}

    def words(twin):
        for item in twin.items.all():
            item.label = english.get(item.page_id, item.label)

    translate(NavigationMenu.objects.get(pk=menu.pk), words)


def write_site_texts():
    """Write the words on every page, without the notice that examples are shown."""
    values = {**everywhere.SITE_TEXTS, "notice": T("", "")}
    danish = Locale.objects.get(language_code="da")
    texts = SiteTexts.objects.create(locale=danish, **in_language(values, "da"))
    translate(texts, lambda twin: set_fields(twin, in_language(values, "en")))

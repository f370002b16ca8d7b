"""Finding pages across languages: the canonical version decides, the reader's is shown."""

from django.conf import settings
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import get_language
from wagtail.models import Page, PageViewRestriction


def canonical(pages):
    """Narrow a page queryset to canonical versions: Danish, or with no Danish counterpart."""
    danish = Page.objects.filter(
        translation_key=OuterRef("translation_key"),
        locale__language_code=settings.LANGUAGE_CODE,
    )
    return pages.filter(Q(locale__language_code=settings.LANGUAGE_CODE) | ~Exists(danish))


def shown_to_everybody(pages):
    """Narrow a page queryset to those on the site and open to all, in the query itself.

    A version that was never published (a translation still being written) hides nothing: what
    people brought then shows on the other language's page. One taken down does.
    """
    private = PageViewRestriction.objects.annotate(inner_path=OuterRef("path")).filter(
        inner_path__startswith=F("page__path")
    )
    return pages.filter(Q(live=True) | Q(first_published_at=None)).exclude(Exists(private))


def is_shown(page, request):
    """Whether a page is on the site (or not published yet) and this visitor may see it."""
    if not (page.live or page.first_published_at is None):
        return False
    return all(rule.accept_request(request) for rule in page.get_view_restrictions())


def in_language(pages, language=None):
    """Return the pages in the reader's language, each in its place, in at most one query.

    A page without a live version in that language stays as it is: shown in the language it
    has, and marked so by the template. Each result keeps its `canonical` page, whose dates
    and settings are the ones that hold.
    """
    pages = list(pages)
    language = language or get_language()
    if not pages:
        return []
    others = [page.translation_key for page in pages if page.locale.language_code != language]
    if not others:
        return pages
    versions = _versions_of(pages).filter(
        translation_key__in=others, locale__language_code=language
    )
    by_key = {version.translation_key: version for version in versions}
    result = []
    for page in pages:
        shown = by_key.get(page.translation_key, page)
        shown.__dict__["canonical"] = page
        result.append(shown)
    return result


def _versions_of(pages):
    """Return the live pages of the kind these pages are of, or of all kinds if they differ."""
    kinds = {type(page) for page in pages}
    if len(kinds) > 1 or Page in kinds:
        return Page.objects.live().select_related("locale").specific()
    return kinds.pop()._default_manager.live().select_related("locale", "picture")


def terms_in_language(model, language=None):
    """Return the names of all topics or neighbourhoods in a language, by translation key."""
    language = language or get_language()
    rows = model.objects.filter(
        locale__language_code__in=[settings.LANGUAGE_CODE, language]
    ).select_related("locale")
    names = {}
    for row in sorted(rows, key=lambda row: row.locale.language_code == language):
        names[row.translation_key] = row.name
    return names

"""Finding pages across languages: the canonical version decides, the reader's is shown."""

from dataclasses import dataclass

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, prefetch_related_objects
from django.db.models.functions import Left, Length
from django.utils.translation import get_language
from wagtail.models import Page, PageViewRestriction

from core import fragments


@dataclass(frozen=True)
class Words:
    """What a topic or neighbourhood is called: its name to the reader, its word in addresses."""

    name: str
    slug: str


def open_to_all(pages):
    """Narrow a page queryset to those on the site that everybody may see, in the query itself."""
    return without_private(pages.filter(live=True))


def shown_to_everybody(pages):
    """Narrow a page queryset to those whose contributions everybody may see.

    A version that was never published (a translation still being written) hides nothing: what
    people brought then shows on the other language's page. One taken down does.
    """
    return without_private(pages.filter(Q(live=True) | Q(first_published_at=None)))


def is_shown(page, request):
    """Whether a page is on the site (or not published yet) and this visitor may see it."""
    if not (page.live or page.first_published_at is None):
        return False
    return all(rule.accept_request(request) for rule in page.get_view_restrictions())


def without_private(pages):
    """Narrow a page queryset to those that are neither private nor below a private one."""
    for path in private_paths():
        pages = pages.exclude(path__startswith=path)
    return pages


def private_paths():
    """Return the paths of the pages that are private with all that lies below them."""
    return fragments.kept(_private_paths, "private paths")


def _private_paths():
    return tuple(PageViewRestriction.objects.values_list("page__path", flat=True).distinct())


def canonical(pages):
    """Narrow a page queryset to canonical versions: Danish, or with no Danish counterpart.

    A Danish version that was never published is none yet.
    """
    danish = Page.objects.filter(
        Q(live=True) | Q(first_published_at__isnull=False),
        translation_key=OuterRef("translation_key"),
        locale__language_code=settings.LANGUAGE_CODE,
    )
    return pages.filter(Q(locale__language_code=settings.LANGUAGE_CODE) | ~Exists(danish))


def children_in_any_language(pages, parent):
    """Narrow a page queryset to those right below a page or below one of its translations."""
    versions = Page.objects.filter(translation_key=parent.translation_key)
    parent_path = Left("path", Length("path") - Page.steplen)
    return pages.alias(parent_path=parent_path).filter(parent_path__in=versions.values("path"))


def in_language(pages, language=None):
    """Return the pages in the reader's language, each in its place, in at most one query.

    A page without a version in that language that everybody may see stays as it is: shown in
    the language it has, and marked so by the template. Each result knows its `canonical` page,
    whose dates and settings are the ones that hold.
    """
    pages = list(pages)
    language = language or get_language()
    danish = settings.LANGUAGE_CODE
    wanted = {page.translation_key for page in pages if page.locale.language_code != language}
    undecided = {page.translation_key for page in pages if page.locale.language_code != danish}
    versions = []
    if wanted or undecided:
        versions = _versions_of(pages).filter(
            Q(translation_key__in=wanted, locale__language_code=language)
            | Q(translation_key__in=undecided, locale__language_code=danish)
        )
    found = {(page.translation_key, page.locale.language_code): page for page in versions}
    private = private_paths()
    result = []
    for page in pages:
        shown = found.get((page.translation_key, language))
        if shown is None or not shown.live or shown.path.startswith(private):
            shown = page
        decides = page
        if page.locale.language_code != danish:
            decides = found.get((page.translation_key, danish), page)
        shown.__dict__["canonical"] = decides
        result.append(shown)
    return result


def all_versions(pages):
    """Return every language version of the pages in a queryset, ready for `group_versions`."""
    keys = pages.values("translation_key")
    return with_language_and_picture(pages.model._default_manager.filter(translation_key__in=keys))


def with_language_and_picture(pages):
    """Fetch along a page's language and picture."""
    return pages.select_related(*(("locale",) if pages.model is Page else ("locale", "picture")))


def group_versions(versions, language):
    """Return, from all language versions of some pages, each page once for the reader.

    What `in_language` does for a list of canonical pages, where the versions are fetched
    together anyway. Pages whose Danish version is taken down or private are left out.
    """
    groups = {}
    for page in versions:
        groups.setdefault(page.translation_key, {})[page.locale.language_code] = page
    private = private_paths()
    result = []
    for group in groups.values():
        danish = group.get(settings.LANGUAGE_CODE)
        if danish and (
            danish.path.startswith(private) or (danish.first_published_at and not danish.live)
        ):
            continue
        readable = {
            code: page
            for code, page in group.items()
            if page.live and not page.path.startswith(private)
        }
        if readable:
            shown = readable.get(language) or next(iter(readable.values()))
            shown.__dict__["canonical"] = danish or shown
            result.append(shown)
    return result


def _versions_of(pages):
    """Return the pages of the kind these pages are of, or of all kinds if they differ."""
    kinds = {type(page) for page in pages}
    if len(kinds) > 1 or Page in kinds:
        return Page.objects.select_related("locale").specific()
    return kinds.pop()._default_manager.select_related("locale", "picture")


def fetch_renditions(*lists):
    """Fetch the sizes in which the pictures of all these pages exist, in one query.

    Pages later in the same request that show one of these pictures get it with its sizes.
    """
    fetched = fragments.of_this_request("pictures")
    pages = [page for pages in lists for page in pages if page.picture_id]
    new = {page.picture_id: page.picture for page in pages if page.picture_id not in fetched}
    if new:
        prefetch_related_objects(list(new.values()), "renditions")
        fetched.update(new)
    for page in pages:
        page.picture = fetched[page.picture_id]


def words_in_language(model, language=None, *, keys=None):
    """Return what topics or neighbourhoods are called in a language, by translation key.

    All of them, or those of these translation keys (values or a query). The word in addresses is
    the Danish one everywhere, so that a shared filter works in both.
    """
    language = language or get_language()
    terms = model.objects.order_by()
    if keys is not None:
        terms = terms.filter(translation_key__in=keys)
    rows = terms.values_list("translation_key", "locale__language_code", "name", "slug")
    names, slugs = {}, {}
    for key, code, name, slug in rows:
        if code == language or key not in names:
            names[key] = name
        if code == settings.LANGUAGE_CODE or key not in slugs:
            slugs[key] = slug
    return {key: Words(name, slugs[key]) for key, name in names.items()}


def terms_in_language(model, language=None):
    """Return the names of all topics or neighbourhoods in a language, by translation key."""
    return {key: words.name for key, words in words_in_language(model, language).items()}

"""What the home page gathers from the rest of the site."""

from django.db.models import F, Q
from django.utils import timezone
from wagtail.models import Page

from contributions.models import Contribution
from core import page_cache
from core.models import BasePage
from core.queries import canonical, fetch_renditions, in_language, open_to_all
from projects.models import IdeaCallPage, ProjectPage, ProjectState, ProjectUpdatePage
from projects.queries import answered

SHEETS, ANSWERS, UPDATES = 6, 3, 3
DEEPEST = 20


def home_context(home, request):
    """Return the open calls, running projects, latest answers and news for the home page."""
    language = home.locale.language_code
    now = timezone.now()
    calls = in_language(
        canonical(open_to_all(IdeaCallPage.objects))
        .filter(Q(closes_at__gt=now) | Q(closes_at=None), opens_at__lte=now)
        .select_related("locale", "picture")
        .order_by(F("closes_at").asc(nulls_last=True), "pk")[:SHEETS],
        language,
    )
    opening_next = (
        canonical(open_to_all(IdeaCallPage.objects))
        .filter(opens_at__gt=now)
        .order_by("opens_at")
        .values_list("opens_at", flat=True)
        .first()
    )
    page_cache.note_change(request, opening_next)
    for call in calls:
        page_cache.note_change(request, call.next_change_at)
    projects = in_language(
        canonical(open_to_all(ProjectPage.objects))
        .filter(state=ProjectState.ACTIVE)
        .select_related("locale", "picture")
        .order_by("-latest_revision_created_at", "-pk")[: SHEETS - min(len(calls), 2)],
        language,
    )
    updates = in_language(
        canonical(open_to_all(ProjectUpdatePage.objects))
        .select_related("locale", "picture")
        .order_by("-date", "-pk")[:UPDATES],
        language,
    )
    ideas = list(answered(Contribution.objects.public())[:ANSWERS])
    fetch_renditions(calls, projects)
    return {
        "calls": calls,
        "projects": projects,
        "answered": ideas,
        "call_by_pk": _calls_of(ideas, calls, language),
        "updates": updates,
        "ways": _ways(home, language),
    }


def _calls_of(ideas, calls, language):
    """Return the page each answered idea belongs to, by the page's key."""
    known = {call.canonical.pk: call for call in calls}
    missing = {idea.page_id for idea in ideas} - known.keys()
    if missing:
        others = IdeaCallPage.objects.live().filter(pk__in=missing)
        others = in_language(others.select_related("locale", "picture"), language)
        known |= {call.canonical.pk: call for call in others}
    return known


def _ways(home, language):
    """Return the ways in with their addresses in the reader's language."""
    values = [child.value for child in home.ways if child.value.get("page")]
    pages = Page.objects.live().filter(pk__in=[value["page"].pk for value in values])
    pages = list(pages.select_related("locale").specific())
    shown = dict(zip([page.pk for page in pages], in_language(pages, language), strict=True))
    ways = []
    for value in values:
        page = shown.get(value["page"].pk)
        if page is None:
            continue
        is_form = value["to_form"] and getattr(page, "is_open", False)
        ways.append({**value, "url": page.take_part_url if is_form else page.url})
    return ways


def linked_page(pk, locale):
    """Return a live page by key, in the given language if it exists there, or None."""
    page = Page.objects.live().filter(pk=pk).select_related("locale").first() if pk else None
    if page is None:
        return None
    versions = in_language([page], locale.language_code)
    return versions[0].specific


def page_at(home, components):
    """Return the page that an address below a home page leads to, and what is left of the address.

    Wagtail asks twice for each level; the pages above come along here, for the breadcrumbs.
    Returns `None` and everything when there is no such page.
    """
    addresses = []
    for slug in components[:DEEPEST]:
        addresses.append(f"{addresses[-1] if addresses else home.url_path}{slug}/")
    chain = Page.objects.filter(
        slug__in=components[:DEEPEST], url_path__in=addresses, path__startswith=home.path
    ).order_by("depth")
    *above, deepest = [home, *chain]
    if deepest is home:
        return None, components
    model = deepest.specific_class or Page
    related = ("locale", "picture") if issubclass(model, BasePage) else ("locale",)
    page = model._default_manager.select_related(*related).get(pk=deepest.pk)
    page.__dict__["trail"] = above
    return page, components[len(above) :]

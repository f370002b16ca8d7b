"""What the home page gathers from the rest of the site."""

from dataclasses import dataclass

from django.db.models import Case, F, Q, When
from django.utils import timezone
from wagtail.models import Page

from contributions.models import Contribution
from core import page_cache
from core.models import BasePage
from core.queries import (
    all_versions,
    canonical,
    fetch_renditions,
    group_versions,
    open_to_all,
    with_privacy,
)
from projects.models import IdeaCallPage, ProjectPage, ProjectState, ProjectUpdatePage
from projects.queries import answered, newest_first

SHEETS, ANSWERS, UPDATES = 6, 3, 3
DEEPEST = 20


def home_context(home, request):
    """Return the open calls, running projects, latest answers and news for the home page."""
    language = home.locale.language_code
    ideas = list(answered(Contribution.objects.public())[:ANSWERS])
    known = _calls({idea.page_id for idea in ideas}, language)
    calls = [call for call in known if call.is_open][:SHEETS]
    page_cache.note_change(request, _next_opening())
    for call in calls:
        page_cache.note_change(request, call.next_change_at)
    projects = _projects(SHEETS - min(len(calls), 2), language)
    fetch_renditions([home], calls, projects)
    return {
        "calls": calls,
        "projects": projects,
        "answered": ideas,
        "call_by_pk": {call.canonical.pk: call for call in known},
        "updates": _updates(language),
        "ways": _ways(home),
    }


def _calls(wanted, language):
    """Return the open calls that close first, and those with the wanted keys, by deadline."""
    now = timezone.now()
    is_wanted = Q(pk__in=wanted)
    is_open = (Q(closes_at__gt=now) | Q(closes_at=None)) & Q(opens_at__lte=now)
    calls = (
        canonical(open_to_all(IdeaCallPage.objects))
        .filter(is_wanted | is_open)
        .order_by(
            Case(When(is_wanted, then=0), default=1), F("closes_at").asc(nulls_last=True), "pk"
        )
    )
    shown = group_versions(all_versions(calls[: SHEETS + len(wanted)]), language)
    return sorted(shown, key=_deadline)


def _deadline(call):
    rules = call.canonical
    return rules.closes_at is None, rules.closes_at or rules.opens_at, rules.pk


def _next_opening():
    """Return when the next call will join the others, or None."""
    coming = canonical(open_to_all(IdeaCallPage.objects)).filter(opens_at__gt=timezone.now())
    return coming.order_by("opens_at").values_list("opens_at", flat=True).first()


def _projects(number, language):
    """Return the projects under way that were worked on last."""
    latest = F("latest_revision_created_at").desc(nulls_last=True)
    projects = canonical(open_to_all(ProjectPage.objects)).filter(state=ProjectState.ACTIVE)
    shown = group_versions(all_versions(projects.order_by(latest, "-pk")[:number]), language)
    return sorted(shown, key=_last_worked_on, reverse=True)


def _last_worked_on(project):
    moment = project.canonical.latest_revision_created_at
    return moment is not None, moment, project.canonical.pk


def _updates(language):
    """Return the latest news of all projects."""
    updates = canonical(open_to_all(ProjectUpdatePage.objects)).order_by("-date", "-pk")
    return newest_first(group_versions(all_versions(updates[:UPDATES]), language))


def _ways(home):
    """Return the ways in with their addresses in the reader's language."""
    ways = [way["value"] for way in home.ways.raw_data]
    return [
        {**way, "url": target.form_url if way.get("to_form") else target.url}
        for way in ways
        if (target := home.targets.get(way.get("page")))
    ]


@dataclass(frozen=True)
class Target:
    """Where a link of the home page leads: to a page, or to its form while that is open."""

    url: str
    form_url: str


def targets_of(home):
    """Return where the pages chosen on a home page are to be read in its language, by key."""
    chosen = {home.action_page_id, home.quiet_page_id}
    chosen |= {way["value"].get("page") for way in home.ways.raw_data}
    chosen.discard(None)
    if not chosen:
        return {}
    language = home.locale.language_code
    pages = Page.objects.filter(pk__in=chosen)
    versions = list(all_versions(pages))
    keys = {page.pk: page.translation_key for page in versions}
    shown = {page.translation_key: page for page in group_versions(versions, language)}
    calls = with_privacy(IdeaCallPage.objects.filter(translation_key__in=shown))
    calls = {call.translation_key: call for call in group_versions(calls, language)}
    targets = {}
    for pk in chosen & keys.keys():
        page, call = shown.get(keys[pk]), calls.get(keys[pk])
        if page:
            targets[pk] = Target(
                page.url, call.take_part_url if call and call.is_open else page.url
            )
    return targets


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

"""What the home page gathers from the rest of the site."""

from copy import copy
from dataclasses import dataclass

from django.db.models import Case, F, Q, When
from django.utils import timezone
from django.utils.functional import cached_property
from wagtail.models import Page

from contributions.models import Contribution
from core import fragments, page_cache
from core.models import BasePage
from core.queries import (
    all_versions,
    canonical,
    fetch_renditions,
    group_versions,
    open_to_all,
    with_language_and_picture,
)
from projects.models import (
    ConsultationPage,
    IdeaCallPage,
    ProjectPage,
    ProjectState,
    ProjectUpdatePage,
)
from projects.queries import answered, newest_first

SHEETS, ANSWERS, UPDATES = 6, 3, 3
# What people can take part in, by what they bring.
CALLS = (IdeaCallPage, ConsultationPage)
DEEPEST = 20


class Board:
    """What hangs on the home page in a language, looked up only when it is drawn anew."""

    def __init__(self, language, request):
        self.language = language
        self.request = request

    @cached_property
    def calls(self):
        """The open calls that close first."""
        page_cache.note_change(self.request, _next_opening())
        calls = [call for call in self._known_calls if call.is_open][:SHEETS]
        for call in calls:
            page_cache.note_change(self.request, call.next_change_at)
        return calls

    @cached_property
    def projects(self):
        """The projects under way that were worked on last, as many as there is room for."""
        projects = _projects(SHEETS - min(len(self.calls), 2), self.language)
        fetch_renditions(self.calls, projects)
        return projects

    @cached_property
    def answered(self):
        """The ideas that were answered last."""
        return list(answered(Contribution.objects.public())[:ANSWERS])

    @cached_property
    def call_by_pk(self):
        """The calls that ideas and sheets lead to, by canonical key."""
        return {call.canonical.pk: call for call in self._known_calls}

    @cached_property
    def updates(self):
        """The latest news of all projects."""
        return _updates(self.language)

    @cached_property
    def _known_calls(self):
        return _calls({idea.page_id for idea in self.answered}, self.language)


def home_context(home, request):
    """Return the board and the ways in for the home page."""
    fetch_renditions([home])
    return {"board": Board(home.locale.language_code, request), "ways": _ways(home)}


def _calls(wanted, language):
    """Return the open calls that close first, and those with the wanted keys, by deadline."""
    shown = [call for model in CALLS for call in _calls_of(model, wanted, language)]
    return sorted(shown, key=_deadline)


def _calls_of(model, wanted, language):
    now = timezone.now()
    is_wanted = Q(pk__in=wanted)
    is_open = (Q(closes_at__gt=now) | Q(closes_at=None)) & Q(opens_at__lte=now)
    calls = (
        canonical(open_to_all(model.objects))
        .filter(is_wanted | is_open)
        .order_by(
            Case(When(is_wanted, then=0), default=1), F("closes_at").asc(nulls_last=True), "pk"
        )
    )
    return group_versions(all_versions(calls[: SHEETS + len(wanted)]), language)


def _deadline(call):
    rules = call.canonical
    return rules.closes_at is None, rules.closes_at or rules.opens_at, rules.pk


def _next_opening():
    """Return when the next call will join the others, or None."""
    now = timezone.now()
    first, *others = (
        canonical(open_to_all(model.objects))
        .filter(opens_at__gt=now)
        .order_by()
        .values_list("opens_at", flat=True)
        for model in CALLS
    )
    return first.union(*others).order_by("opens_at").first()


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
    return fragments.kept(lambda: _targets_of(home), "targets", home.pk)


def _targets_of(home):
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
    calls = {
        call.translation_key: call
        for model in CALLS
        if any(page.specific_class is model for page in versions)
        for call in group_versions(
            with_language_and_picture(model.objects.filter(translation_key__in=shown)), language
        )
    }
    targets = {}
    for pk in chosen & keys.keys():
        page, call = shown.get(keys[pk]), calls.get(keys[pk])
        if call:
            page_cache.note_change(fragments.current_request(), call.next_change_at)
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
    slugs = components[:DEEPEST]
    chain = fragments.kept(lambda: _chain(home, slugs), "page at", home.pk, *slugs)
    if not chain:
        return None, components
    page = copy(fragments.kept(lambda: _specific(chain[-1]), "page", chain[-1].pk))
    if getattr(page, "picture", None):
        page.picture = copy(page.picture)
    page.__dict__["trail"] = [home, *chain[:-1]]
    return page, components[len(chain) :]


def _specific(page):
    model = page.specific_class or Page
    related = ("locale", "picture") if issubclass(model, BasePage) else ("locale",)
    return model._default_manager.select_related(*related).get(pk=page.pk)


def _chain(home, slugs):
    """Return the pages from right below the home page to the deepest that these words lead to."""
    addresses = []
    for slug in slugs:
        addresses.append(f"{addresses[-1] if addresses else home.url_path}{slug}/")
    return tuple(
        Page.objects.filter(slug__in=slugs, url_path__in=addresses, path__startswith=home.path)
        .order_by("depth")
        .only("title", "path", "depth", "url_path", "content_type", "locale", "alias_of")
    )

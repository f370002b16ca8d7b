"""What the pages of a project show, found in few queries."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date

from django.apps import apps
from django.conf import settings
from django.core.paginator import Paginator
from django.db.models import OuterRef, Prefetch, Subquery
from django.utils.functional import cached_property

from contributions.listing import ideas_of
from contributions.models import Answer, Contribution
from core import fragments, page_cache
from core.filters import Choice, Filter
from core.models import Neighbourhood, Topic
from core.page_cache import LONGEST_VALUE, QUERY_KEYS
from core.queries import (
    all_versions,
    canonical,
    children_in_any_language,
    fetch_renditions,
    group_versions,
    open_to_all,
    private_paths,
    with_language_and_picture,
    words_in_language,
)

PROJECTS_A_PAGE = 12
IDEAS_ON_A_PROJECT, ANSWERS_ON_A_PROJECT, UPDATES_ON_A_PROJECT = 5, 4, 4
FILTERS = ("neighbourhood", "topic", "state")


@dataclass(frozen=True)
class Phase:
    """A phase with its place in the row and its standing today."""

    number: int
    title: str
    text: str
    starts: date
    ends: date | None
    standing: str


@dataclass(frozen=True)
class Facets:
    """What all projects of a list can be told apart by.

    `translation_keys` has the projects in their order, by canonical key. `labels` are, by filter
    and value, the word in addresses and the one that is read; `values` are, by filter, the words
    in addresses of each project; `in_use` are those that any project has.
    """

    translation_keys: dict
    labels: dict
    values: dict
    in_use: dict


@dataclass(frozen=True)
class Listing:
    """The projects that match, and the filters that led there.

    `page` holds canonical keys; the projects are fetched when a sheet is drawn anew.
    """

    page: object
    filters: list
    total: int
    is_filtered: bool
    language: str
    translation_keys: dict

    @property
    def projects(self):
        """The projects on this page in the reader's language."""
        return list(self.by_key.values())

    @cached_property
    def by_key(self):
        """The projects on this page by canonical key, in their order."""
        model = apps.get_model("projects", "ProjectPage")
        versions = all_versions(model.objects.filter(pk__in=self.page.object_list))
        found = {
            project.translation_key: project for project in group_versions(versions, self.language)
        }
        fetch_renditions(found.values())
        return {
            key: found[self.translation_keys[key]]
            for key in self.page.object_list
            if self.translation_keys[key] in found
        }


def phases_today(stream, canonical_stream, today):
    """Return the phases of a project in order; the last one begun is the one we are in.

    Dates come from the canonical version, unless it has more or fewer phases than this one: then
    nobody can tell which phase is which until the translation has caught up.
    """
    values = [child.value for child in stream]
    dates = [child.value for child in canonical_stream]
    if len(dates) != len(values):
        dates = values
    begun = [number for number, when in enumerate(dates) if when["starts"] <= today]
    current = begun[-1] if begun else -1
    phases = []
    for number, (value, when) in enumerate(zip(values, dates, strict=True)):
        is_over = when["ends"] is not None and when["ends"] < today
        standing = "next" if number > current else "now"
        if number < current or (number == current and is_over):
            standing = "done"
        phases.append(
            Phase(number + 1, value["title"], value["text"], when["starts"], when["ends"], standing)
        )
    return phases


def project_listing(index, chosen):
    """Return the projects under an index page that match the filters in `chosen` (a QueryDict).

    Values that no project has are ignored, so that an old address still shows something.
    """
    facets = fragments.kept(lambda: _facets(index), "facets", index.translation_key)
    wanted = {name: chosen.get(name) for name in FILTERS if chosen.get(name) in facets.in_use[name]}
    matching, filters = fragments.kept(
        lambda: (_matching(facets, wanted), [_filter(name, facets, wanted) for name in FILTERS]),
        *("filtered", index.translation_key, *wanted.items()),
    )
    return Listing(
        page=Paginator(matching, PROJECTS_A_PAGE).get_page(chosen.get("page")),
        filters=filters,
        total=len(matching),
        is_filtered=bool(wanted),
        language=index.locale.language_code,
        translation_keys=facets.translation_keys,
    )


def _facets(index):
    model = apps.get_model("projects", "ProjectPage")
    below = children_in_any_language(canonical(open_to_all(model.objects)), index)
    rows = below.order_by("-first_published_at", "-pk").values_list(
        "pk", "translation_key", "state"
    )
    projects = {pk: (translation_key, state) for pk, translation_key, state in rows}
    labels = {
        "neighbourhood": _words(Neighbourhood),
        "topic": _words(Topic),
        "state": {value: (value, label) for value, label in model.state.field.choices},
    }
    terms = {
        "neighbourhood": _terms_of(model.neighbourhoods.through, "neighbourhood"),
        "topic": _terms_of(model.topics.through, "topic"),
        "state": {pk: {state} for pk, (_key, state) in projects.items()},
    }
    values = {
        name: {pk: {labels[name][term][0] for term in terms[name].get(pk, ())} for pk in projects}
        for name in FILTERS
    }
    return Facets(
        translation_keys={
            pk: translation_key for pk, (translation_key, _state) in projects.items()
        },
        labels=labels,
        values=values,
        in_use={name: set().union(*values[name].values()) for name in FILTERS},
    )


def _words(model):
    """Return address word and label of every term, by translation key, in the order of labels."""
    words = words_in_language(model).items()
    return {key: (term.slug, term.name) for key, term in sorted(words, key=lambda w: w[1].name)}


def _terms_of(through, name):
    """Return the translation keys of the terms of every project, by the project's key."""
    terms = defaultdict(set)
    for pk, key in through.objects.values_list("projectpage_id", f"{name}__translation_key"):
        terms[pk].add(key)
    return terms


def _matching(facets, wanted):
    return [pk for pk in facets.translation_keys if _matches(pk, facets, wanted)]


def _matches(pk, facets, wanted, skip=""):
    return all(value in facets.values[name][pk] for name, value in wanted.items() if name != skip)


def _filter(name, facets, wanted):
    """Return a filter whose counts tell how many projects each choice would leave."""
    counts = Counter(
        value
        for pk, values in facets.values[name].items()
        if _matches(pk, facets, wanted, skip=name)
        for value in values
    )
    choices = [
        Choice(value, label, counts[value], wanted.get(name) == value)
        for value, label in facets.labels[name].values()
        if value in facets.in_use[name]
    ]
    return Filter(name, choices)


def calls_under(project):
    """Return the calls of a project in its language, soonest deadline first."""
    return _kept_under(project, "IdeaCallPage")


def consultations_under(project):
    """Return the consultations of a project in its language, soonest deadline first."""
    return _kept_under(project, "ConsultationPage")


def _kept_under(project, name):
    return fragments.kept(lambda: _calls_under(project, name), name, "under", project.pk)


def _calls_under(project, name):
    model = apps.get_model("projects", name)
    calls = with_language_and_picture(
        children_in_any_language(model.objects.order_by("path"), project)
    )
    return sorted(
        group_versions(calls, project.locale.language_code),
        key=by_deadline,
    )


def by_deadline(call):
    """Return what orders calls by their deadline, those without one last."""
    rules = call.canonical
    return rules.closes_at is None, rules.closes_at or rules.opens_at


def updates_under(project):
    """Return the latest updates of a project in its language."""
    model = apps.get_model("projects", "ProjectUpdatePage")
    latest = children_in_any_language(canonical(open_to_all(model.objects)), project)
    versions = all_versions(latest.order_by("-date", "-pk")[:UPDATES_ON_A_PROJECT])
    return newest_first(group_versions(versions, project.locale.language_code))


def newest_first(updates):
    """Sort updates by the date of the canonical version, which is the one that counts."""
    return sorted(
        updates, key=lambda update: (update.canonical.date, update.canonical.pk), reverse=True
    )


class Board:
    """What hangs under a project, looked up only when it is drawn anew."""

    def __init__(self, project):
        self.project = project

    @cached_property
    def ideas(self):
        """The ideas shown last."""
        return list(self._ideas[:IDEAS_ON_A_PROJECT])

    @cached_property
    def answered(self):
        """The ideas answered last."""
        return list(answered(self._ideas)[:ANSWERS_ON_A_PROJECT])

    @cached_property
    def call_by_pk(self):
        """The calls that the ideas belong to, by canonical key."""
        return {call.canonical.pk: call for call in self.project.calls}

    @cached_property
    def updates(self):
        """The latest news."""
        return updates_under(self.project)

    @cached_property
    def contacts(self):
        """Whom to ask."""
        return contacts_in_language(self.project)

    @property
    def _ideas(self):
        return Contribution.objects.published().filter(page_id__in=self.call_by_pk)


def project_context(project, request):
    """Return what a project page shows besides its own fields."""
    for call in (*project.calls, *project.consultations):
        page_cache.note_change(request, call.next_change_at)
    fetch_renditions([project])
    return {
        "calls": project.calls,
        "consultations": project.consultations,
        "board": Board(project),
    }


def ideas_asked_for(call, request):
    """Return the published ideas of a call that the address asks for.

    They are the same for all readers, unless the page or the one that decides is private: then
    what a visitor may see is found out each time.
    """
    asked = [(name, request.GET[name]) for name in sorted(QUERY_KEYS) if name in request.GET]
    is_private = any(page.path.startswith(private_paths()) for page in (call, call.canonical))
    if is_private or any(len(value) > LONGEST_VALUE for _name, value in asked):
        return ideas_of(call, request)
    return fragments.kept(lambda: ideas_of(call, request), "ideas", call.pk, *asked)


def answered(ideas):
    """Narrow ideas to those with an official answer, latest answer first, answers fetched."""
    latest = Answer.objects.filter(contribution=OuterRef("pk")).order_by("-created_at")
    return (
        ideas.filter(pk__in=Answer.objects.order_by().values("contribution"))
        .annotate(answered_at=Subquery(latest.values("created_at")[:1]))
        .order_by("-answered_at", "-pk")
        .prefetch_related(Prefetch("answers", Answer.objects.prefetch_related("texts")))
    )


def contacts_in_language(page):
    """Return a page's contacts in its language, Danish ones where there is no other."""
    chosen = type(page).contacts.through.objects.filter(
        **{f"{page._meta.model_name}_id": page.canonical.pk}
    )
    rows = apps.get_model("core", "Contact").objects.filter(
        translation_key__in=chosen.values("contact__translation_key")
    )
    versions = {}
    for row in rows.select_related("locale"):
        versions.setdefault(row.translation_key, {})[row.locale.language_code] = row
    language = page.locale.language_code
    return [
        group.get(language) or group.get(settings.LANGUAGE_CODE) or next(iter(group.values()))
        for group in versions.values()
    ]

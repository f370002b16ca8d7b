"""What the pages of a project show, found in few queries."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date

from django.apps import apps
from django.conf import settings
from django.core.paginator import Paginator
from django.db.models import OuterRef, Prefetch, Subquery

from contributions.models import Answer, Contribution, Progress
from core import page_cache
from core.models import Neighbourhood, Topic
from core.queries import (
    all_versions,
    canonical,
    children_in_any_language,
    fetch_renditions,
    group_versions,
    open_to_all,
    with_privacy,
    words_in_language,
)

PROJECTS_A_PAGE = 12
IDEAS_A_PAGE = 20
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
class Choice:
    """One value of a filter, with how many projects it leaves."""

    value: str
    label: str
    count: int
    is_chosen: bool


@dataclass(frozen=True)
class Filter:
    """A filter above a list."""

    name: str
    choices: list


@dataclass(frozen=True)
class Listing:
    """The projects that match, and the filters that led there."""

    projects: list
    page: object
    filters: list
    total: int
    is_filtered: bool


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
    model = apps.get_model("projects", "ProjectPage")
    below = children_in_any_language(canonical(open_to_all(model.objects)), index)
    order = ("-first_published_at", "-pk")
    states = dict(below.order_by(*order).values_list("pk", "state"))
    labels = {
        "neighbourhood": _words(Neighbourhood),
        "topic": _words(Topic),
        "state": {value: (value, label) for value, label in model.state.field.choices},
    }
    values = {
        "neighbourhood": _terms_of(model.neighbourhoods.through, "neighbourhood"),
        "topic": _terms_of(model.topics.through, "topic"),
        "state": {pk: {state} for pk, state in states.items()},
    }
    facets = {
        name: {pk: {labels[name][key][0] for key in values[name].get(pk, ())} for pk in states}
        for name in FILTERS
    }
    in_use = {name: set().union(*facets[name].values()) for name in FILTERS}
    wanted = {name: chosen.get(name) for name in FILTERS if chosen.get(name) in in_use[name]}
    matching = [pk for pk in states if _matches(pk, facets, wanted)]
    page = Paginator(matching, PROJECTS_A_PAGE).get_page(chosen.get("page"))
    versions = all_versions(model.objects.filter(pk__in=page.object_list))
    projects = group_versions(versions, index.locale.language_code)
    projects.sort(key=lambda project: matching.index(project.canonical.pk))
    fetch_renditions(projects, [index])
    return Listing(
        projects=projects,
        page=page,
        filters=[_filter(name, labels[name], facets, in_use, wanted) for name in FILTERS],
        total=len(matching),
        is_filtered=bool(wanted),
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


def _matches(pk, facets, wanted, skip=""):
    return all(value in facets[name][pk] for name, value in wanted.items() if name != skip)


def _filter(name, labels, facets, in_use, wanted):
    """Return a filter whose counts tell how many projects each choice would leave."""
    counts = Counter(
        value
        for pk, values in facets[name].items()
        if _matches(pk, facets, wanted, skip=name)
        for value in values
    )
    choices = [
        Choice(value, label, counts[value], wanted.get(name) == value)
        for value, label in labels.values()
        if value in in_use[name]
    ]
    return Filter(name, choices)


def calls_under(project):
    """Return the calls of a project in its language, soonest deadline first."""
    model = apps.get_model("projects", "IdeaCallPage")
    calls = with_privacy(children_in_any_language(model.objects.order_by("path"), project))
    return sorted(
        group_versions(calls, project.locale.language_code),
        key=lambda call: (call.canonical.closes_at is None, call.canonical.closes_at),
    )


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


def project_context(project, request):
    """Return what a project page shows besides its own fields."""
    calls = project.calls
    for call in calls:
        page_cache.note_change(request, call.next_change_at)
    ideas = Contribution.objects.published().filter(
        page_id__in=[call.canonical.pk for call in calls]
    )
    updates = updates_under(project)
    fetch_renditions([project])
    return {
        "calls": calls,
        "ideas": list(ideas[:IDEAS_ON_A_PROJECT]),
        "answered": list(answered(ideas)[:ANSWERS_ON_A_PROJECT]),
        "call_by_pk": {call.canonical.pk: call for call in calls},
        "updates": updates,
        "contacts": contacts_in_language(project),
    }


def call_context(call, request):
    """Return one page of the published ideas of a call."""
    page_cache.note_change(request, call.next_change_at)
    ideas = call.public_contributions(request)
    chosen = request.GET.get("progress", "")
    if chosen not in Progress.values:
        chosen = ""
    if chosen:
        ideas = ideas.filter(progress=chosen)
    page = Paginator(ideas, IDEAS_A_PAGE).get_page(request.GET.get("page"))
    return {"ideas": page, "progress": chosen, "progress_choices": Progress.choices[1:]}


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


def consultation_context(consultation, request):
    """Return what a consultation shows besides its own fields."""
    page_cache.note_change(request, consultation.next_change_at)
    return {"contacts": contacts_in_language(consultation)}

"""What the pages of a project show, found in few queries."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.apps import apps
from django.core.paginator import Paginator
from django.db.models import Max, Prefetch

from contributions.models import Answer, Contribution, Progress
from core import page_cache
from core.models import Neighbourhood, Topic
from core.queries import canonical, in_language, terms_in_language

PROJECTS_A_PAGE = 12
IDEAS_A_PAGE = 20


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


def phases_today(stream, today):
    """Return the phases of a project in order; the last one begun is the one we are in."""
    values = [child.value for child in stream]
    begun = [number for number, value in enumerate(values) if value["starts"] <= today]
    current = begun[-1] if begun else -1
    phases = []
    for number, value in enumerate(values):
        is_over = value["ends"] is not None and value["ends"] < today
        standing = "next" if number > current else "now"
        if number < current or (number == current and is_over):
            standing = "done"
        phases.append(
            Phase(
                number + 1, value["title"], value["text"], value["starts"], value["ends"], standing
            )
        )
    return phases


def project_listing(index, chosen):
    """Return the projects under an index page that match the filters in `chosen` (a QueryDict)."""
    model = apps.get_model("projects", "ProjectPage")
    projects = list(
        canonical(model.objects.live().descendant_of(index.canonical))
        .select_related("locale", "picture")
        .prefetch_related(
            Prefetch("topics", Topic.objects.order_by()),
            Prefetch("neighbourhoods", Neighbourhood.objects.order_by()),
        )
        .order_by("-first_published_at")
    )
    facets = _facets(projects)
    wanted = {name: chosen.get(name, "") for name in facets}
    matching = [p for p in projects if _matches(p, facets, wanted)]
    page = Paginator(matching, PROJECTS_A_PAGE).get_page(chosen.get("page"))
    return Listing(
        projects=in_language(page.object_list),
        page=page,
        filters=[
            _filter(name, values, projects, facets, wanted)
            for name, values in _choices(projects, facets).items()
        ],
        total=len(matching),
        is_filtered=any(wanted.values()),
    )


def _facets(projects):
    """Return how to read each filter's values off a project, as a dict of functions."""
    return {
        "neighbourhood": lambda project: [term.slug for term in project.neighbourhoods.all()],
        "topic": lambda project: [term.slug for term in project.topics.all()],
        "state": lambda project: [project.state],
    }


def _matches(project, facets, wanted, skip=""):
    return all(
        not value or name == skip or value in facets[name](project)
        for name, value in wanted.items()
    )


def _choices(projects, facets):
    """Return the labels of the values in use, by filter."""
    labels = {name: {} for name in facets}
    places, topics = terms_in_language(Neighbourhood), terms_in_language(Topic)
    for project in projects:
        for term in project.neighbourhoods.all():
            labels["neighbourhood"][term.slug] = places.get(term.translation_key, term.name)
        for term in project.topics.all():
            labels["topic"][term.slug] = topics.get(term.translation_key, term.name)
        labels["state"][project.state] = project.get_state_display()
    return labels


def _filter(name, labels, projects, facets, wanted):
    counts = Counter(
        value
        for project in projects
        if _matches(project, facets, wanted, skip=name)
        for value in facets[name](project)
    )
    choices = [
        Choice(value, label, counts[value], wanted[name] == value)
        for value, label in sorted(labels.items(), key=lambda item: str(item[1]))
    ]
    return Filter(name, choices)


def calls_under(project):
    """Return the live calls of a project in the reader's language, soonest deadline first."""
    model = apps.get_model("projects", "IdeaCallPage")
    calls = canonical(model.objects.live().child_of(project.canonical)).select_related(
        "locale", "picture"
    )
    ordered = sorted(calls, key=lambda call: (call.closes_at is None, call.closes_at))
    return in_language(ordered, project.locale.language_code)


def project_context(project, request):
    """Return what a project page shows besides its own fields."""
    calls = calls_under(project)
    for call in calls:
        page_cache.note_change(request, call.next_change_at)
    ideas = Contribution.objects.published().filter(
        page_id__in=[call.canonical.pk for call in calls]
    )
    updates = apps.get_model("projects", "ProjectUpdatePage").objects.live()
    return {
        "calls": calls,
        "ideas": with_answers(ideas)[:6],
        "answered": with_answers(answered(ideas))[:4],
        "call_by_pk": {call.canonical.pk: call for call in calls},
        "updates": in_language(
            canonical(updates.child_of(project.canonical))
            .select_related("locale", "picture")
            .order_by("-date")[:4],
            project.locale.language_code,
        ),
        "contacts": contacts_in_language(project),
    }


def call_context(call, request):
    """Return one page of the published ideas of a call."""
    page_cache.note_change(request, call.next_change_at)
    ideas = with_answers(call.contributions().published())
    chosen = request.GET.get("progress", "")
    if chosen in Progress.values and chosen:
        ideas = ideas.filter(progress=chosen)
    page = Paginator(ideas, IDEAS_A_PAGE).get_page(request.GET.get("page"))
    return {"ideas": page, "progress": chosen, "progress_choices": Progress.choices[1:]}


def with_answers(ideas):
    """Fetch the official answers along with ideas."""
    return ideas.prefetch_related(
        Prefetch("answers", Answer.objects.prefetch_related("texts").order_by("-created_at"))
    )


def answered(ideas):
    """Narrow ideas to those with an official answer, latest answer first."""
    return (
        ideas.exclude(progress=Progress.NONE)
        .annotate(answered_at=Max("answers__created_at"))
        .order_by("-answered_at")
    )


def contacts_in_language(project):
    """Return a project's contacts in its language, Danish ones where there is no other."""
    chosen = list(project.canonical.contacts.all())
    model = apps.get_model("core", "Contact")
    versions = {
        contact.translation_key: contact
        for contact in model.objects.filter(
            translation_key__in=[contact.translation_key for contact in chosen],
            locale_id=project.locale_id,
        )
    }
    return [versions.get(contact.translation_key, contact) for contact in chosen]

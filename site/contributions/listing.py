"""The public list of what people have brought to a page: ordered, narrowed, counted."""

from collections import Counter
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.db.models import Count, OuterRef, Subquery
from django.utils.translation import gettext_lazy as _

from contributions import queries
from contributions.models import Answer, Contribution, OnBehalf, Progress
from core import page_cache
from core.filters import Choice, Filter
from core.models import Topic
from core.queries import words_in_language

IDEAS_A_PAGE = 20
NEWEST, OLDEST, SUPPORTED, ANSWERED = "newest", "oldest", "supported", "answered"
ORDERS = {
    NEWEST: _("Newest"),
    OLDEST: _("Earliest first"),
    SUPPORTED: _("Most supported"),
    ANSWERED: _("Latest answers"),
}
UNANSWERED = "none"
FROM_WHOM = {
    OnBehalf.SELF: _("People for themselves"),
    OnBehalf.ASSOCIATION: _("Associations"),
    OnBehalf.COMPANY: _("Companies"),
    OnBehalf.OTHER: _("Groups and others"),
}


@dataclass(frozen=True)
class IdeaList:
    """One page of a list, and what led there."""

    page: object
    filters: list
    orders: list
    order: str
    is_filtered: bool


@dataclass(frozen=True)
class Order:
    """A way to order a list; the usual one has no value in the address."""

    value: str | None
    label: str
    is_chosen: bool


class CountedPaginator(Paginator):
    """Pages of a list whose length is known already."""

    def __init__(self, *args, count, **options):
        super().__init__(*args, **options)
        self.count = count


def ideas_of(call, request):
    """Return the published ideas of a call that the address asks for.

    Values that mean nothing here are ignored, so that an old address still shows something. The
    latest answers are a list of what has been answered alone.
    """
    page_cache.note_change(request, call.next_change_at)
    order = _order(call, request.GET.get("order"))
    rows = call.public_contributions(request)
    if order == ANSWERED:
        rows = rows.exclude(progress=Progress.NONE)
    facets = _Facets(call, rows, request.GET)
    paginator = CountedPaginator(
        _ordered(facets.matching(), order), IDEAS_A_PAGE, count=facets.total
    )
    page = paginator.get_page(request.GET.get("page"))
    page.object_list = list(page.object_list)
    comments = queries.comment_counts(page.object_list)
    for idea in page.object_list:
        idea.comment_count = comments[idea.pk]
    return IdeaList(
        page=page,
        filters=facets.filters(),
        orders=[
            Order(None if value == NEWEST else value, label, value == order)
            for value, label in ORDERS.items()
            if _is_offered(call, value)
        ],
        order="" if order == NEWEST else order,
        is_filtered=bool(facets.wanted),
    )


def _is_offered(call, order):
    return {
        NEWEST: True,
        OLDEST: call.is_hearing,
        SUPPORTED: call.canonical.allows_supports,
        ANSWERED: not call.is_hearing,
    }[order]


def _order(call, value):
    return value if value in ORDERS and _is_offered(call, value) else NEWEST


def _ordered(rows, order):
    if order == OLDEST:
        return rows.order_by("published_at", "pk")
    if order == SUPPORTED:
        return rows.order_by("-support_count", "-pk")
    if order == ANSWERED:
        latest = Answer.objects.filter(contribution=OuterRef("pk")).order_by("-created_at")
        answered_at = Subquery(latest.values("created_at")[:1])
        return rows.annotate(answered_at=answered_at).order_by("-answered_at", "-pk")
    return rows


class _Facets:
    """What a list can be narrowed to; each count holds what the other filters leave.

    How far ideas have come (of a hearing: from whom responses are) and where they belong is
    counted together, in one query; their topics, of which one may have several, in another.
    """

    def __init__(self, call, rows, chosen):
        self._call, self._rows = call, rows
        self._trait = "on_behalf" if call.is_hearing else "progress"
        self._places = _places_of(call)
        self._topics = None
        self.wanted = self._read(chosen)
        self._counts = self._count()
        self.total = sum(
            count for found, count in self._counts.items() if self._fits(found, skip="")
        )

    def matching(self):
        """Return the rows that fit every filter."""
        return self._narrowed(self._with_topic())

    def filters(self):
        """Return the filters that have something to choose."""
        trait, place = Counter(), Counter()
        for (value, key), count in self._counts.items():
            trait[value] += count * self._fits((value, key), skip=self._trait)
            place[key] += count * self._fits((value, key), skip="place")
        named = FROM_WHOM if self._call.is_hearing else dict(Progress.choices)
        labels = {value: str(label) for value, label in named.items()}
        made = [
            self._filter(self._trait, labels, trait, lambda value: value or UNANSWERED),
            self._filter("place", self._places, place, str),
            self._topic_filter(),
        ]
        return [filter for filter in made if filter.choices]

    def _read(self, chosen):
        wanted = {}
        trait = chosen.get(self._trait, "")
        if trait == UNANSWERED and not self._call.is_hearing:
            wanted["progress"] = Progress.NONE
        elif trait in (OnBehalf.values if self._call.is_hearing else Progress.values[1:]):
            wanted[self._trait] = trait
        if chosen.get("place") in self._places:
            wanted["place"] = chosen["place"]
        if chosen.get("topic"):
            keys = {words.slug: key for key, words in self._topic_words().items()}
            if chosen["topic"] in keys:
                wanted["topic"] = keys[chosen["topic"]]
        return wanted

    def _count(self):
        rows = self._with_topic().order_by().values_list(self._trait, "place_key")
        return {(trait, place): count for trait, place, count in rows.annotate(count=Count("pk"))}

    def _fits(self, found, skip):
        trait, place = found
        return all(
            name == skip or self.wanted.get(name, value) == value
            for name, value in ((self._trait, trait), ("place", place))
        )

    def _narrowed(self, rows):
        fields = {self._trait: self._trait, "place_key": "place"}
        return rows.filter(
            **{field: self.wanted[name] for field, name in fields.items() if name in self.wanted}
        )

    def _with_topic(self):
        if "topic" not in self.wanted:
            return self._rows
        sorted_by = Contribution.topics.through.objects.filter(
            topic__translation_key=self.wanted["topic"]
        )
        return self._rows.filter(pk__in=sorted_by.values("contribution"))

    def _topic_words(self):
        if self._topics is None:
            self._topics = words_in_language(Topic)
        return self._topics

    def _topic_filter(self):
        rows = self._narrowed(self._rows).order_by()
        sorted_by = Contribution.topics.through.objects.filter(contribution__in=rows.values("pk"))
        counts = dict(
            sorted_by.values_list("topic__translation_key").annotate(
                count=Count("contribution", distinct=True)
            )
        )
        if not counts and "topic" not in self.wanted:
            return Filter("topic", [])
        words = sorted(self._topic_words().items(), key=lambda item: item[1].name)
        labels = {key: topic.name for key, topic in words}
        return self._filter("topic", labels, counts, lambda key: self._topic_words()[key].slug)

    def _filter(self, name, labels, counts, in_address):
        """Return a filter with the choices that leave something, and the one that is chosen."""
        choices = [
            Choice(in_address(value), label, counts.get(value, 0), self.wanted.get(name) == value)
            for value, label in labels.items()
            if counts.get(value) or self.wanted.get(name) == value
        ]
        return Filter(name, choices)


def _places_of(call):
    """Return the names of the places a call lists, by key, in the reader's language.

    The canonical page says which there are; a version that lacks one borrows its name.
    """
    own = {place.id: place.value for place in call.places}
    return {place.id: own.get(place.id, place.value) for place in call.canonical.places}

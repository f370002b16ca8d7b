"""Finding pages for a reader: own language first, then what exists in no other."""

from collections import Counter
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.core.paginator import Paginator
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, get_page_models

from core import fragments, page_cache
from core.models import Topic
from core.queries import canonical, in_language, open_to_all, terms_in_language
from projects.models import (
    ConsultationPage,
    IdeaCallPage,
    ProjectIndexPage,
    ProjectPage,
    ProjectUpdatePage,
)
from search import index
from search import words as wording

RESULTS_A_PAGE = 10
# Shorter words (and, for, the) say nothing by themselves.
SHORTEST_TELLING = 4
SUGGESTED_CALLS = 3
SUGGESTED_TOPICS = 8


@dataclass(frozen=True)
class ResultKind:
    """A sort of page as a reader knows it."""

    value: str
    one: str
    many: str
    models: tuple


KINDS = (
    ResultKind("project", _("Project"), _("Projects"), (ProjectPage,)),
    ResultKind("call", _("Call for ideas"), _("Calls for ideas"), (IdeaCallPage,)),
    ResultKind("consultation", _("Consultation"), _("Consultations"), (ConsultationPage,)),
    ResultKind("update", _("News from a project"), _("News from projects"), (ProjectUpdatePage,)),
    ResultKind("page", _("Page"), _("Other pages"), ()),
)


@dataclass(frozen=True)
class Choice:
    """A kind to narrow the results to, with how many there are of it."""

    value: str
    label: str
    count: int
    is_chosen: bool


@dataclass(frozen=True)
class Result:
    """A page that was found, with the words that were looked for marked."""

    page: Page
    kind: str
    kind_label: str
    title_html: str
    excerpt_html: str
    url: str
    lang: str


@dataclass(frozen=True)
class Found:
    """What a search came to; `corrected` are the words used instead of those typed."""

    results: list
    page_obj: object
    kinds: list
    total: int
    corrected: str


@dataclass(frozen=True)
class Suggestions:
    """Where to go instead, asked for only if there is nothing better to show."""

    language: str

    @cached_property
    def calls(self):
        """The open calls that close first."""
        return fragments.kept(self._calls, "suggested calls")

    @cached_property
    def topics(self):
        """Topics that projects are about, as label and address of the list of projects."""
        return fragments.kept(self._topics, "suggested topics")

    def _calls(self):
        now, request = timezone.now(), fragments.current_request()
        calls = canonical(open_to_all(IdeaCallPage.objects)).select_related("locale", "picture")
        is_open = Q(closes_at__gt=now) | Q(closes_at=None), Q(opens_at__lte=now)
        soonest = calls.filter(*is_open).order_by(F("closes_at").asc(nulls_last=True))
        shown = in_language(soonest[:SUGGESTED_CALLS], self.language)
        for call in shown:
            page_cache.note_change(request, call.next_change_at)
        coming = calls.filter(opens_at__gt=now).order_by("opens_at")
        page_cache.note_change(request, coming.values_list("opens_at", flat=True).first())
        return shown

    def _topics(self):
        projects = canonical(open_to_all(ProjectIndexPage.objects)).select_related("locale")
        lists = in_language(projects[:1], self.language)
        if not lists:
            return []
        names = terms_in_language(Topic, self.language)
        in_use = open_to_all(ProjectPage.objects).values("topics")
        topics = Topic.objects.filter(pk__in=in_use)[:SUGGESTED_TOPICS]
        return [
            {
                "label": names.get(topic.translation_key, topic.name),
                "url": f"{lists[0].url}?topic={topic.slug}",
            }
            for topic in topics
        ]


def find(query, language, kind="", number=1):
    """Return the pages that match what was typed, ten at a time.

    All words together are tried first, then in other languages (the reader gets the own version
    of what they find), then with slips of the pen corrected, then any word that says something.
    """
    words = wording.words_of(query)
    rows, words, corrected = _matching(words, language) if words else ([], [], "")
    kinds = _kinds_of_content_types()
    counts = Counter(kinds[row["content_type"]].value for row in rows)
    chosen = kind if kind in counts else ""
    choices = [
        Choice(option.value, option.many, counts[option.value], option.value == chosen)
        for option in KINDS
        if counts[option.value]
    ]
    shown = [row for row in rows if not chosen or kinds[row["content_type"]].value == chosen]
    page_obj = Paginator(shown, RESULTS_A_PAGE).get_page(number)
    results = _results([row["pk"] for row in page_obj.object_list], words, language, kinds)
    return Found(results, page_obj, choices, len(shown), corrected)


def _matching(words, language):
    readable, ranks = _readable(language), index.ranks(words)
    rows = _ordered(readable, ranks, language)
    rows = rows or _ordered(readable, _ranks_of_versions(readable, ranks), language)
    if rows:
        return rows, words, ""
    likest = index.nearest(words, _vocabulary(readable, language))
    if likest:
        meant = [likest.get(word, word) for word in words]
        rows = _ordered(readable, index.ranks(meant), language)
        if rows:
            return rows, meant, " ".join(meant)
    telling = [word for word in words if len(word) >= SHORTEST_TELLING]
    if len(words) > 1 and telling:
        rows = _ordered(readable, index.ranks(telling, together=False), language)
    return rows, telling or words, ""


def _vocabulary(readable, language):
    """Return what is needed to tell slips of the pen in words of the readable pages."""
    return fragments.kept(
        lambda: index.vocabulary(list(readable.values_list("pk", flat=True))),
        *("vocabulary", language),
    )


def _ranks_of_versions(readable, ranks):
    """Return ranks for the readable versions of pages that have the words in another language."""
    found = open_to_all(Page.objects).filter(pk__in=ranks) if ranks else Page.objects.none()
    keys = dict(found.values_list("translation_key", "pk"))
    own = readable.filter(translation_key__in=keys) if keys else Page.objects.none()
    return {pk: ranks[keys[key]] for pk, key in own.values_list("pk", "translation_key")}


def _readable(language):
    """Return the public pages in a language, and those that do not exist in it."""
    same = Page.objects.live().filter(
        translation_key=OuterRef("translation_key"), locale__language_code=language
    )
    return (
        open_to_all(Page.objects)
        .filter(depth__gt=1)
        .filter(Q(locale__language_code=language) | ~Exists(same))
    )


def _ordered(pages, ranks, language):
    if not ranks:
        return []
    rows = pages.filter(pk__in=ranks).values("pk", "content_type", "locale__language_code")
    return sorted(
        rows,
        key=lambda row: (
            row["locale__language_code"] != language,
            -ranks[row["pk"]],
            -row["pk"],
        ),
    )


def _kinds_of_content_types():
    """Return the kind each sort of page counts as; what has none of its own is a page."""
    by_model = {model: kind for kind in KINDS for model in kind.models}
    types = ContentType.objects.get_for_models(*get_page_models())
    return {type_.pk: by_model.get(model, KINDS[-1]) for model, type_ in types.items()}


def _results(keys, words, language, kinds):
    if not keys:
        return []
    pages = Page.objects.select_related("locale", "content_type").in_bulk(keys)
    texts = index.texts(keys)
    found = wording.pattern(words)
    return [
        Result(
            page=page,
            kind=getattr(page.specific_class, "kind", "sky"),
            kind_label=kinds[page.content_type_id].one,
            title_html=wording.marked(page.title, found),
            excerpt_html=wording.excerpt(texts.get(page.pk, ""), found),
            url=page.url,
            lang="" if page.locale.language_code == language else page.locale.language_code,
        )
        for page in (pages[key] for key in keys)
    ]

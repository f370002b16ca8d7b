"""The list of a call: ordered, narrowed, counted, and kind where there is nothing to show."""

import json
import re
from collections import Counter
from urllib.parse import unquote

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from contributions import services
from contributions.models import Contribution, Kind, Progress, State
from core.models import Topic
from tests import builders
from tests.test_query_counts import MOST, statements_of

pytestmark = pytest.mark.django_db
QUAY, SHED = (f"0b4e4b8e-38fc-4c2c-9f43-0d4bfa0cbb3{number}" for number in (1, 2))


def places(*names):
    """Return places as a page stores them."""
    keys = (QUAY, SHED)
    return json.dumps(
        [
            {"type": "place", "value": name, "id": key}
            for key, name in zip(keys, names, strict=False)
        ]
    )


@pytest.fixture
def call():
    return builders.idea_call(places=places("Kajen", "Skuret"))


def topic(name, slug):
    return Topic.objects.create(name=name, slug=slug, locale=builders.language("da"))


def comment(idea, **fields):
    return builders.contribution(idea.page.specific, about=idea, kind=Kind.COMMENT, **fields)


def titles(client, address):
    return [idea.title for idea in client.get(address).context["ideas"]]


def counts(client, address):
    """Return what stands beside each choice of the filters."""
    return {
        filter.name: {choice.value: choice.count for choice in filter.choices}
        for filter in client.get(address).context["listing"].filters
    }


# --- Order ---------------------------------------------------------------------------------


def test_the_most_supported_come_first(client, call):
    for number, supports in enumerate([2, 9, 0, 9]):
        builders.contribution(call, title=f"{number}", support_count=supports)
    assert titles(client, f"{call.url}?order=supported") == ["3", "1", "0", "2"]


def test_what_was_answered_last_comes_first_and_the_rest_not_at_all(client, call):
    first, _silent, last = (builders.contribution(call, title=name) for name in "abc")
    for idea in (last, first):
        services.answer(idea, None, progress=Progress.PLANNED, texts={"da": "Ja."})
    ideas = client.get(f"{call.url}?order=answered").context["ideas"]
    assert [idea.title for idea in ideas] == ["a", "c"]
    assert ideas.paginator.count == 2


def test_without_supports_nobody_orders_by_them(client):
    call = builders.idea_call(allows_supports=False)
    for supports in (5, 0):
        builders.contribution(call, title=str(supports), support_count=supports)
    response = client.get(f"{call.url}?order=supported")
    assert [idea.title for idea in response.context["ideas"]] == ["0", "5"]
    assert "order=supported" not in response.text
    assert "order=answered" in response.text
    assert "idea__counts" not in re.sub(r"<p[^>]*>\s*</p>", "", response.text)


@pytest.mark.parametrize("query", ["order=x", "place=x", "topic=x", "progress=x", "page=x"])
def test_words_that_mean_nothing_are_ignored(client, call, query):
    idea = builders.contribution(call)
    assert titles(client, f"{call.url}?{query}") == [idea.title]


# --- Filters ---------------------------------------------------------------------------------


@pytest.fixture
def mixed(call):
    """Four ideas that differ in place, progress and topic."""
    art, sport = topic("Kunst", "kunst"), topic("Idræt", "idraet")
    described = [
        ("a", QUAY, Progress.DONE, [art]),
        ("b", QUAY, Progress.NONE, [art, sport]),
        ("c", SHED, Progress.DONE, [sport]),
        ("d", "", Progress.NONE, []),
    ]
    for title, place, progress, topics in described:
        idea = builders.contribution(call, title=title, place_key=place, progress=progress)
        idea.topics.set(topics)
    return call


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", "dcba"),
        ("progress=done", "ca"),
        ("progress=none", "db"),
        (f"place={QUAY}", "ba"),
        ("topic=idraet", "cb"),
        (f"place={QUAY}&topic=kunst&progress=done", "a"),
        (f"place={SHED}&topic=kunst", ""),
        ("progress=done&order=answered", "ca"),
    ],
)
def test_the_list_is_narrowed(client, mixed, query, expected):
    assert "".join(titles(client, f"{mixed.url}?{query}")) == expected


def test_the_counts_tell_what_each_choice_would_leave(client, mixed):
    assert counts(client, mixed.url) == {
        "progress": {"none": 2, "done": 2},
        "place": {QUAY: 2, SHED: 1},
        "topic": {"kunst": 2, "idraet": 2},
    }
    assert counts(client, f"{mixed.url}?place={QUAY}") == {
        "progress": {"none": 1, "done": 1},
        "place": {QUAY: 2, SHED: 1},
        "topic": {"kunst": 2, "idraet": 1},
    }
    assert counts(client, f"{mixed.url}?topic=kunst&progress=done") == {
        "progress": {"none": 1, "done": 1},
        "place": {QUAY: 1},
        "topic": {"kunst": 1, "idraet": 1},
    }


def test_what_is_not_public_counts_nowhere(client, mixed):
    Contribution.objects.filter(title="a").update(state=State.HIDDEN)
    comment(Contribution.objects.get(title="b"), place_key=QUAY, progress=Progress.DONE)
    assert counts(client, mixed.url) == {
        "progress": {"none": 2, "done": 1},
        "place": {QUAY: 1, SHED: 1},
        "topic": {"kunst": 1, "idraet": 2},
    }


def test_places_and_topics_have_the_words_of_the_reader(client, mixed):
    english = builders.translated(mixed, builders.home("en"), places=places("The quay"))
    art = Topic.objects.get(slug="kunst")
    Topic.objects.create(
        name="Art",
        slug="art",
        locale=builders.language("en"),
        translation_key=art.translation_key,
    )
    html = client.get(f"{english.url}?place={QUAY}&topic=kunst").text
    assert f'<option value="{QUAY}" selected>The quay (2)</option>' in html
    assert '<option value="kunst" selected>Art (2)</option>' in html
    danish = f'href="{mixed.url}?place={QUAY}&amp;topic=kunst"'
    assert danish in html


def test_an_address_that_is_shared_is_answered_from_the_cache(client, mixed):
    address = f"{mixed.url}?order=supported&place={QUAY}&topic=kunst&progress=done"
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    assert len(captured) == 0


def test_order_and_filters_hold_from_page_to_page(client, call):
    for number in range(25):
        builders.contribution(call, place_key=QUAY, support_count=number)
    html = client.get(f"{call.url}?order=supported&place={QUAY}").text
    assert f"?order=supported&amp;place={QUAY}&amp;page=2#ideas" in html
    assert '<input type="hidden" name="order" value="supported">' in html
    assert len(titles(client, f"{call.url}?order=supported&place={QUAY}&page=2")) == 5


# --- Cards -------------------------------------------------------------------------------------


def test_cards_tell_how_many_support_and_comment(client, call):
    idea = builders.contribution(call, support_count=7)
    joined = builders.contribution(call, state=State.MERGED, merged_into=idea)
    for about in (idea, idea, joined):
        comment(about)
    comment(idea, state=State.RECEIVED)
    shown = client.get(call.url).context["ideas"][0]
    assert (shown.support_count, shown.comment_count) == (7, 3)
    html = client.get(call.url).text
    assert re.search(r'idea__counts"><span>7 .*?</span><span>3 .*?</span>', html)


def test_an_answered_idea_says_so(client, call):
    builders.contribution(call, progress=Progress.PLANNED)
    assert re.search(r'class="tag">.*?Planlagt</span>', client.get(call.url).text)


# --- Nothing to show ---------------------------------------------------------------------------


def test_a_call_that_shows_nothing_says_so(client):
    call = builders.idea_call(publishes=False)
    english = builders.translated(call, builders.home("en"))
    idea = builders.contribution(call)
    html = client.get(call.url).text
    assert idea.title not in html
    assert call.get_data_url() not in html
    assert "Nothing of it is shown" in client.get(english.url).text
    assert client.get(call.get_contribution_url(idea)).status_code == 404


@pytest.mark.parametrize(("query", "leads_on"), [("", False), ("progress=done", True)])
def test_an_empty_list_says_what_to_do(client, call, query, leads_on):
    if leads_on:
        builders.contribution(call)
    html = unquote(client.get(f"{call.url}?{query}").text)
    empty = html[html.index('class="empty"') :]
    way_out = f'<a class="btn" href="{unquote(call.url)}#ideas">'
    assert (way_out in empty[: empty.index("</section>")]) is leads_on


# --- Cost ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("query", ["", f"order=answered&place={QUAY}&topic=kunst&progress=done"])
def test_the_list_costs_the_same_however_much_there_is(mixed, query):
    address = f"{mixed.url}?{query}"
    few = statements_of(address)
    art = Topic.objects.get(slug="kunst")
    for number in range(60):
        idea = builders.contribution(
            mixed, place_key=QUAY, progress=Progress.DONE, support_count=number
        )
        idea.topics.add(art)
        comment(idea)
    many = statements_of(address)
    assert len(many) <= MOST
    assert len(many) == len(few)
    assert [statement for statement, times in Counter(many).items() if times > 1] == []


# --- An idea's page ------------------------------------------------------------------------------


def test_how_far_it_has_come_is_a_way_of_four_steps(client, call):
    idea = builders.contribution(call)
    given = None
    for progress in (Progress.CONSIDERED, Progress.UNDER_WAY):
        given = services.answer(
            idea, None, progress=progress, texts={"da": "Ja."}, last_read=given and given.pk
        )
    steps = client.get(call.get_contribution_url(idea)).context["steps"]
    assert [(step.value, step.standing, bool(step.reached_at)) for step in steps] == [
        ("considered", "done", True),
        ("planned", "done", False),
        ("under_way", "now", True),
        ("done", "next", False),
    ]


def test_what_is_declined_ends_there(client, call):
    idea = builders.contribution(call)
    services.answer(idea, None, progress=Progress.DECLINED, texts={"da": "Nej, fordi."})
    response = client.get(call.get_contribution_url(idea))
    steps = [(step.value, step.standing) for step in response.context["steps"]]
    assert steps == [("considered", "done"), ("declined", "now")]
    assert "Nej, fordi." in response.text


def test_only_answers_that_may_be_public_are_shown_with_their_question(client, call):
    given = {"question": "Hvem er den for?", "answer": "Alle børn", "values": []}
    kept = {"question": "Din alder?", "answer": "Elleve", "values": []}
    idea = builders.contribution(
        call,
        form_data={"a": {**given, "is_public": True}, "b": {**kept, "is_public": False}},
        on_behalf_of="Bådelauget",
    )
    html = client.get(call.get_contribution_url(idea)).text
    for words in ("Hvem er den for?", "Alle børn", "Bådelauget"):
        assert words in html
    for words in kept.values():
        assert not words or words not in html


def test_left_out_words_are_explained_where_they_show(client, call):
    idea = builders.contribution(call, text="Ring 12 34 56 78 nu", redactions={"text": [[5, 16]]})
    html = client.get(call.get_contribution_url(idea)).text
    assert "12 34 56 78" not in html
    assert "hint mt-m" in html
    unseen = builders.contribution(call, name="Nabo", redactions={"name": [[0, 4]]})
    assert "hint mt-m" not in client.get(call.get_contribution_url(unseen)).text


def test_topics_lead_to_the_list(client, mixed):
    idea = Contribution.objects.get(title="a")
    html = client.get(mixed.get_contribution_url(idea)).text
    assert f'<a href="{mixed.url}?topic=kunst#ideas">Kunst</a>' in html


def test_an_idea_that_was_joined_leads_to_the_other(client, call):
    idea = builders.contribution(call)
    joined = builders.contribution(call, state=State.MERGED, merged_into=idea)
    builders.contribution(call, state=State.WITHDRAWN, merged_into=idea)
    response = client.get(call.get_contribution_url(joined))
    assert (response.status_code, response.url) == (302, call.get_contribution_url(idea))
    assert client.get(response.url).context["suggested_by"] == 2
    Contribution.objects.filter(pk=idea.pk).update(state=State.HIDDEN)
    assert client.get(call.get_contribution_url(joined)).status_code == 404


def test_the_page_of_an_idea_with_everything_costs_little(mixed):
    idea = Contribution.objects.get(title="b")
    builders.contribution(mixed, state=State.MERGED, merged_into=idea)
    Contribution.objects.filter(pk=idea.pk).update(published_at=timezone.now())
    services.answer(idea, None, progress=Progress.PLANNED, texts={"da": "Ja.", "en": "Yes."})
    for _number in range(30):
        comment(idea)
    asked = statements_of(mixed.get_contribution_url(idea))
    assert len(asked) <= MOST
    assert [statement for statement, times in Counter(asked).items() if times > 1] == []

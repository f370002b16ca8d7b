"""Projects, what hangs under them, and the list of them all."""

import re
from datetime import date, timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.utils import timezone, translation
from wagtail.blocks import StructBlockValidationError
from wagtail.models import PageViewRestriction

from contributions import services
from contributions.models import ParticipationLevel, Progress
from core.models import Contact, Neighbourhood, Topic
from projects import queries
from projects.blocks import PhaseBlock
from projects.models import ProjectState
from tests import builders

pytestmark = pytest.mark.django_db


def term(model, name, english=""):
    """Return a topic or neighbourhood, with an English version if named."""
    made = model.objects.create(name=name, slug=name.lower(), locale=builders.language("da"))
    if english:
        model.objects.create(
            name=english,
            slug=english.lower(),
            locale=builders.language("en"),
            translation_key=made.translation_key,
        )
    return made


def project(*terms, **fields):
    """Return a project with topics and neighbourhoods."""
    made = builders.project(**fields)
    for one in terms:
        getattr(made, "topics" if isinstance(one, Topic) else "neighbourhoods").add(one)
    made.save()
    return made


# --- The list ---------------------------------------------------------------------------------


@pytest.fixture
def listing(client):
    """Return what the list of projects shows at an address."""

    def show(query="", code="da"):
        index = builders.project_index(builders.home(code))
        response = client.get(f"{index.url}{query}")
        assert response.status_code == 200
        return response.context["listing"]

    return show


def choices(listing, name):
    """Return the values and counts of one filter."""
    chosen = next(one for one in listing.filters if one.name == name)
    return {choice.value: choice.count for choice in chosen.choices}


@pytest.fixture
def sorted_projects():
    """Return three projects by topic, place and state."""
    harbour, health = term(Topic, "Havnen", "Harbour"), term(Topic, "Sundhed")
    south, north = term(Neighbourhood, "Syd"), term(Neighbourhood, "Nord")
    term(Topic, "Ubrugt")
    return {
        "harbour": project(harbour, south, state=ProjectState.ACTIVE),
        "both": project(harbour, health, south, state=ProjectState.PLANNED),
        "health": project(health, north, state=ProjectState.COMPLETED),
    }


def test_all_projects_are_shown_with_counts_of_what_is_in_use(listing, sorted_projects):
    shown = listing()
    assert {page.pk for page in shown.projects} == {page.pk for page in sorted_projects.values()}
    assert (shown.total, shown.is_filtered) == (3, False)
    assert choices(shown, "topic") == {"havnen": 2, "sundhed": 2}
    assert choices(shown, "neighbourhood") == {"nord": 1, "syd": 2}
    assert choices(shown, "state") == {"planned": 1, "active": 1, "completed": 1}


def test_states_stand_in_their_natural_order(listing, sorted_projects):
    assert list(choices(listing(), "state")) == ["planned", "active", "completed"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("?topic=havnen", {"harbour", "both"}),
        ("?topic=havnen&neighbourhood=syd&state=planned", {"both"}),
        ("?topic=havnen&neighbourhood=nord", set()),
        ("?topic=nonsense", {"harbour", "both", "health"}),
        ("?topic=ubrugt&state=active", {"harbour"}),
        ("?page=99", {"harbour", "both", "health"}),
    ],
)
def test_filters_narrow_the_list_and_unknown_values_are_ignored(
    listing, sorted_projects, query, expected
):
    shown = listing(query)
    assert {page.pk for page in shown.projects} == {sorted_projects[name].pk for name in expected}
    assert shown.total == len(expected)


def test_counts_tell_what_each_choice_would_leave(listing, sorted_projects):
    shown = listing("?topic=havnen")
    assert shown.is_filtered
    assert choices(shown, "topic") == {"havnen": 2, "sundhed": 2}
    assert choices(shown, "neighbourhood") == {"nord": 0, "syd": 2}
    assert choices(shown, "state") == {"planned": 1, "active": 1, "completed": 0}


def test_an_address_means_the_same_in_both_languages(listing, sorted_projects):
    builders.translated(builders.project_index(), builders.home("en"))
    shown = listing("?topic=havnen", "en")
    assert shown.total == 2
    topics = next(one for one in shown.filters if one.name == "topic").choices
    assert [(choice.label, choice.is_chosen) for choice in topics] == [
        ("Harbour", True),
        ("Sundhed", False),
    ]


def test_the_english_list_shows_danish_projects_and_says_so(client, listing):
    index = builders.project_index()
    english_index = builders.translated(index, builders.home("en"))
    danish, translated = builders.project(index), builders.project(index)
    english = builders.translated(translated, english_index)
    only_english = builders.project(english_index)
    assert {page.pk for page in listing("", "en").projects} == {
        danish.pk,
        english.pk,
        only_english.pk,
    }
    assert {page.pk for page in listing().projects} == {danish.pk, translated.pk, only_english.pk}
    html = client.get(english_index.url).content.decode()
    assert html.count("Only in Danish yet") == 1


def test_drafts_and_private_projects_are_left_out(listing):
    builders.project(live=False)
    private = builders.project()
    PageViewRestriction.objects.create(
        page=private, restriction_type=PageViewRestriction.LOGIN, password=""
    )
    assert listing().total == 0


def test_long_lists_have_pages_in_a_steady_order(listing):
    projects = [builders.project() for _number in range(queries.PROJECTS_A_PAGE + 1)]
    first, second = listing(), listing("?page=2")
    shown = [page.pk for page in [*first.projects, *second.projects]]
    assert shown == [page.pk for page in reversed(projects)]


# --- A project --------------------------------------------------------------------------------


def phases(*starts, ends=None):
    """Return phases that begin that many days from today."""
    today = timezone.localdate()
    return [
        (
            "phase",
            {
                "title": f"Fase {days}",
                "starts": today + timedelta(days=days),
                "ends": None if ends is None else today + timedelta(days=ends),
                "text": "",
            },
        )
        for days in starts
    ]


@pytest.mark.parametrize(
    ("stream", "expected"),
    [
        (phases(), []),
        (phases(5, 9), ["next", "next"]),
        (phases(-9, -1, 5), ["done", "now", "next"]),
        (phases(-9, 0), ["done", "now"]),
        (phases(-9, -5, ends=-1), ["done", "done"]),
    ],
)
def test_phases_stand_where_they_are_today(stream, expected):
    made = builders.project(phases=stream)
    assert [phase.standing for phase in made.phase_list] == expected
    now = made.current_phase
    assert (now.standing if now else None) == ("now" if "now" in expected else None)


def test_a_phase_ends_after_it_begins():
    block = PhaseBlock()
    today = timezone.localdate()
    value = {"title": "Idéer", "starts": today, "ends": today - timedelta(days=1), "text": ""}
    with pytest.raises(StructBlockValidationError):
        block.clean(block.to_python(value))
    assert block.clean(block.to_python({**value, "ends": today}))["ends"] == today


def test_a_project_shows_what_hangs_under_it(client):
    made = builders.project()
    closed = builders.idea_call(made, closes_at=timezone.now() - timedelta(hours=1))
    all_year = builders.idea_call(made, closes_at=None)
    call = builders.idea_call(made)
    builders.idea_call()
    update = builders.project_update(made)
    idea, answered = builders.contribution(call), builders.contribution(closed)
    services.answer(answered, None, progress=Progress.DONE, texts={"da": "Den står der."})
    context = client.get(made.url).context
    assert context["calls"] == [closed, call, all_year]
    assert context["ideas"] == [answered, idea]
    assert context["answered"] == [answered]
    assert context["call_by_pk"] == {page.pk: page for page in (closed, call, all_year)}
    assert context["updates"] == [update]


def test_a_project_invites_to_the_open_call_that_closes_first():
    made = builders.project()
    builders.idea_call(made, closes_at=timezone.now() - timedelta(hours=1))
    assert made.action is None
    builders.idea_call(made, closes_at=None)
    call = builders.idea_call(made)
    fresh = type(made).objects.get(pk=made.pk)
    assert fresh.open_call == call
    assert fresh.action.url == call.take_part_url


def test_updates_are_shown_newest_first_and_not_all(client):
    made = builders.project()
    today = timezone.localdate()
    updates = [
        builders.project_update(made, date=today - timedelta(days=days)) for days in (3, 1, 2, 9, 5)
    ]
    shown = client.get(made.url).context["updates"]
    assert shown == [updates[1], updates[2], updates[0], updates[4]]


def test_the_english_project_shows_english_versions_and_danish_ones_where_there_is_none(client):
    english_home = builders.home("en")
    made = builders.project()
    english = builders.translated(made, english_home)
    call, only_danish = builders.idea_call(made), builders.idea_call(made)
    english_call = builders.translated(call, english)
    only_english = builders.idea_call(english)
    idea = builders.contribution(call)
    context = client.get(english.url).context
    assert context["calls"] == [english_call, only_danish, only_english]
    assert [page.canonical for page in context["calls"]] == [call, only_danish, only_english]
    assert context["ideas"] == [idea]
    assert context["call_by_pk"][call.pk] == english_call
    assert client.get(made.url).context["calls"] == [call, only_danish, only_english]


def test_contacts_are_shown_in_the_language_of_the_page_or_else_in_danish(client):
    danish, english = builders.language("da"), builders.language("en")
    shared = Contact.objects.create(role="Kulturkonsulent", email="k@example.org", locale=danish)
    Contact.objects.create(
        role="Culture Consultant",
        email="k@example.org",
        locale=english,
        translation_key=shared.translation_key,
    )
    only_danish = Contact.objects.create(role="Projektleder", phone="12 34 56 78", locale=danish)
    made = builders.project()
    made.contacts.set([shared, only_danish])
    made.save()
    translated = builders.translated(made, builders.home("en"))

    def roles(page):
        return [contact.role for contact in client.get(page.url).context["contacts"]]

    assert roles(made) == ["Kulturkonsulent", "Projektleder"]
    assert roles(translated) == ["Culture Consultant", "Projektleder"]


def test_an_update_is_news_with_a_date(rf):
    update = builders.project_update(date=timezone.localdate())
    data = update.get_json_ld(rf.get("/"))
    assert (data["@type"], data["datePublished"]) == ("NewsArticle", update.date.isoformat())


# --- A call -----------------------------------------------------------------------------------


def test_a_call_answers_what_and_until_when_by_itself():
    call = builders.idea_call(summary="Hvad skal pakhuset bruges til?")
    with translation.override("en"):
        what, can_i, until = (str(slip.text) for slip in call.slips)
    assert what == "Hvad skal pakhuset bruges til?"
    assert "everybody" in can_i
    assert until


def test_what_the_editor_answers_comes_first():
    call = builders.idea_call(answer_what="Et pakhus", answer_join="Ja, fra 10 år")
    assert [slip.text for slip in call.slips[:2]] == ["Et pakhus", "Ja, fra 10 år"]


def test_a_call_invites_while_it_is_open():
    call = builders.idea_call()
    assert call.action.url == call.take_part_url
    assert call.next_change_at == call.closes_at
    with time_machine.travel(call.closes_at, tick=False):
        assert (call.action, call.next_change_at, call.is_coming) == (None, None, False)
    with time_machine.travel(call.opens_at - timedelta(hours=1), tick=False):
        assert (call.action, call.next_change_at, call.is_coming) == (None, call.opens_at, True)


def test_a_call_closes_after_it_opens():
    now = timezone.now()
    call = builders.idea_call()
    call.opens_at, call.closes_at = now, now
    with pytest.raises(ValidationError) as refusal:
        call.full_clean()
    assert "closes_at" in refusal.value.message_dict


# --- The Danish page decides ------------------------------------------------------------------


def content_of(client, address):
    """Return a page as the reader gets it."""
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def in_english(made, **fields):
    """Return the English version of a project, under an English list of projects."""
    home = builders.home("en")
    index = builders.project_index().get_translation_or_none(home.locale)
    index = index or builders.translated(builders.project_index(), home)
    return builders.translated(made, index, **fields)


def test_the_level_of_participation_is_the_danish_one(client):
    level = {"participation_promise": "Vi beslutter sammen.", "participation_level": "inform"}
    made = builders.project(**level)
    english = in_english(made, **level)
    made.participation_level = "codecide"
    made.save()
    html = content_of(client, english.url)
    shown = re.findall(r'<li aria-current="true">.*?</svg>([^<]+)</li>', html)
    with translation.override("en"):
        assert shown == [str(ParticipationLevel.CODECIDE.label)]


def test_the_state_on_the_board_is_the_danish_one(client):
    made = builders.project(state=ProjectState.PLANNED)
    english = in_english(made, state=ProjectState.PLANNED)
    made.state = ProjectState.COMPLETED
    made.save()
    html = content_of(client, english.get_parent().url)
    assert '<p class="sheet__when"><b>Completed</b>' in html


def test_the_date_of_news_is_the_danish_one(client):
    made = builders.project()
    english = in_english(made)
    update = builders.project_update(made, date=date(2027, 1, 4))
    english_update = builders.translated(update, english, date=date(2027, 1, 4))
    update.date = date(2027, 2, 5)
    update.save()
    for address in (english.url, english_update.url, builders.home("en").url):
        html = content_of(client, address)
        assert 'datetime="2027-02-05"' in html
        assert "2027-01-04" not in html


def test_the_dates_of_phases_are_the_danish_ones(client):
    made = builders.project(phases=phases(-9, 5))
    english = in_english(made, phases=phases(-9, 5))
    english.phases[0].value["title"], english.phases[1].value["title"] = "Ideas", "Building"
    english.save()
    made.phases = phases(-9, -1)
    made.save()
    fresh = type(made).objects.get(pk=english.pk)
    assert [(phase.title, phase.standing) for phase in fresh.phase_list] == [
        ("Ideas", "done"),
        ("Building", "now"),
    ]
    assert "We are on the second." in content_of(client, english.url)


def test_a_translation_with_fewer_phases_keeps_its_own_dates():
    made = builders.project(phases=phases(-9, -5, 5))
    english = in_english(made, phases=phases(-9, 5))
    assert [phase.standing for phase in english.phase_list] == ["now", "next"]


# --- Words and their language -----------------------------------------------------------------


def test_a_project_with_one_step_says_so(client):
    made = builders.project(phases=phases(-1))
    english = in_english(made, phases=phases(-1))
    assert "<h2>Ét trin. Det er i gang.</h2>" in content_of(client, made.url)
    assert "<h2>One step. It is under way.</h2>" in content_of(client, english.url)


def test_only_the_title_of_a_danish_call_is_marked_as_danish(client):
    made = builders.project()
    english, call = in_english(made), builders.idea_call(made)
    html = content_of(client, english.url)
    assert f'<a href="{call.url}"><b lang="da">{call.title}</b> <span>Until ' in html


def test_the_phase_of_a_danish_project_is_marked_as_danish(client):
    made = builders.project(phases=phases(-1))
    english_index = builders.translated(builders.project_index(), builders.home("en"))
    html = content_of(client, english_index.url)
    assert '<b lang="da">Fase -1</b> <span>Step 1 of 1</span>' in html
    assert "<b>Fase -1</b>" in content_of(client, made.get_parent().url)


def test_name_and_place_of_a_danish_idea_are_marked_as_danish(client):
    call = builders.idea_call()
    english = builders.translated(call, builders.home("en"))
    builders.contribution(call, place="Ved kranen", name="Nabo", show_name=True)
    assert (
        'From <span lang="da">Nabo</span>&nbsp;· <span lang="da">Ved kranen</span>'
        in content_of(client, english.url)
    )
    assert "Fra Nabo&nbsp;· Ved kranen" in content_of(client, call.url)

"""What the public page of a consultation tells, and where else it is found."""

import json
import re
from datetime import timedelta
from html import unescape

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from contributions.models import Kind
from core.models import Contact
from tests import builders

pytestmark = pytest.mark.django_db


def text_of(client, page, **query):
    """Return the words of a page."""
    html = client.get(page.url, query).content.decode()
    main = html[html.index("<main") :]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split())


@pytest.fixture
def page():
    """A consultation with a case."""
    return builders.consultation(
        title="Lokalplan for den sydlige havn",
        minimum_weeks=4,
        case_number="24/1234",
        plandata_reference="3912-100",
        area="Fra kranen til roklubben",
        documents=[("document", builders.document(title="Forslag til lokalplan"))],
        closes_at=timezone.now() + timedelta(days=40),
    )


@pytest.fixture
def english(page):
    """Its English version, which has words of its own and no documents."""
    return builders.translated(
        page,
        builders.home("en"),
        title="Local plan for the southern harbour",
        documents=[],
    )


def test_the_case_is_told_with_its_source_and_documents(client, english):
    words = text_of(client, english)
    for told in (
        "Local plan",
        "At least 4 weeks (Planloven § 24, stk. 3)",
        "24/1234",
        "3912-100",
        "Fra kranen til roklubben",
        "Forslag til lokalplan",
        "TXT · 1 kB",
    ):
        assert told in words


def test_a_recorded_reason_stands_beside_the_period(client, page, english):
    page.short_period_reason = "Hastesag"
    page.save()
    html = client.get(english.url).content.decode()
    assert '<dt>Why shorter</dt><dd lang="da">Hastesag</dd>' in html


def test_nothing_is_said_of_a_reason_that_nobody_needed(client, english):
    assert "Why shorter" not in text_of(client, english)


@pytest.mark.parametrize(
    ("days", "told"),
    [
        (-50, "Coming"),
        (0, "Open"),
        (35, "Closes soon"),
        (40, "Being processed"),
    ],
)
def test_the_state_is_a_word_that_turns_by_itself(client, page, english, days, told):
    with time_machine.travel(timezone.now() + timedelta(days=days, minutes=1), tick=False):
        assert f"{told} " in text_of(client, english)


def test_days_left_are_counted(client, english):
    assert "40 days left" in text_of(client, english)


def test_a_closed_consultation_says_how_long_it_has_waited(client, page, english):
    with time_machine.travel(page.closes_at + timedelta(days=12), tick=False):
        words = text_of(client, english)
    assert "It closed 12 days ago and has no result yet." in words
    assert "Write a response" not in words


def test_the_kept_page_counts_on_at_midnight(page):
    with time_machine.travel(page.closes_at + timedelta(days=3), tick=False):
        change = timezone.localtime(page.next_change_at)
        assert change == timezone.localtime(page.next_change_at).replace(
            hour=0, minute=0, second=0, microsecond=0
        )
        assert timedelta(0) < change - timezone.now() <= timedelta(days=1)


def test_the_decision_stands_in_danish_where_there_is_no_english(client, page, english):
    page.decided_on = timezone.localdate(page.closes_at) + timedelta(days=20)
    page.decision = "<p>Byrådet vedtog planen.</p>"
    page.save()
    with time_machine.travel(page.closes_at + timedelta(days=30), tick=False):
        html = client.get(english.url).content.decode()
    assert re.search(r'lang="da"[^>]*><p[^>]*>Byrådet vedtog planen.', html)
    assert "no result yet" not in html


def test_contacts_are_shown_by_role(client, page):
    contact = Contact.objects.create(
        role="Projektleder", email="projekt@example.org", locale=page.locale
    )
    page.contacts.set([contact])
    page.save()
    assert "projekt@example.org" in text_of(client, page)


def test_published_responses_are_listed_by_their_first_words(client, page, english):
    builders.contribution(
        page, kind=Kind.RESPONSE, title="", text="Bevar de gamle siloer, de er byens vartegn."
    )
    words = text_of(client, english)
    assert "1 response " in words
    assert "Bevar de gamle siloer, de er byens vartegn." in words
    assert re.findall(r"\bideas?\b", words, re.IGNORECASE) == []


def test_data_for_machines_tell_case_and_period(client, page):
    html = client.get(page.url).content.decode()
    found = re.findall(r'<script type="application/ld\+json"[^>]*>(.*?)</script>', html, re.DOTALL)
    described = [json.loads(block) for block in found]
    case = next(block for block in described if block.get("identifier"))
    start, end = (timezone.localtime(moment).isoformat() for moment in page.period)
    assert case["identifier"] == "24/1234"
    assert case["temporalCoverage"] == f"{start}/{end}"


# --- Where it is found ------------------------------------------------------------------------


def test_it_hangs_on_the_board_while_it_is_open(client, page):
    home = builders.home()
    assert page.title in text_of(client, home)
    with time_machine.travel(page.closes_at + timedelta(days=1), tick=False):
        assert page.title not in text_of(client, home)


def test_it_joins_the_board_the_moment_it_opens(client):
    opens_at = timezone.now() + timedelta(days=1)
    page = builders.consultation(title="Planstrategi", opens_at=opens_at)
    home = builders.home()
    assert page.title not in text_of(client, home)
    with time_machine.travel(opens_at + timedelta(seconds=1), tick=False):
        assert page.title in text_of(client, home)


def test_its_project_leads_to_it_and_to_its_form(client, page):
    project = page.get_parent().specific
    html = client.get(project.url).content.decode()
    assert f'href="{page.url}"' in html
    assert project.action.url == page.take_part_url


def test_search_finds_it_by_its_kind(client, page):
    found = client.get(reverse("search"), {"q": "Lokalplan", "kind": "consultation"})
    assert [result.page.pk for result in found.context["results"]] == [page.pk]
    assert [(kind.value, kind.count) for kind in found.context["kinds"]] == [("consultation", 1)]


def test_the_sitemap_has_it(client, page):
    assert f"{page.url}</loc>" in client.get("/sitemap.xml").content.decode()


def test_editors_find_it_in_their_list(client, page):
    client.force_login(builders.superuser())
    assert page.title in client.get(reverse("consultations:index")).content.decode()

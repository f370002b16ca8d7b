"""The lists of contributions that moderators work from, and what they say about themselves."""

import uuid
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.users.models import UserProfile

from contributions import waiting
from contributions.admin.views import count_label
from contributions.models import (
    Appeal,
    Attachment,
    Contribution,
    Kind,
    Outcome,
    Report,
    ReportKind,
    State,
)
from core.models import Topic
from tests import builders
from tests.population import populate

pytestmark = pytest.mark.django_db


@pytest.fixture
def call():
    """Where everything was sent to, unless a test is about pages."""
    return builders.idea_call()


def waits(call, **fields):
    """Return an idea that waits for its decision."""
    return builders.contribution(call, **{"state": State.RECEIVED, **fields})


def report_about(row, **fields):
    """Return a report that nobody has settled."""
    defaults = {"kind": ReportKind.HURTFUL, "token": uuid.uuid4()}
    return Report.objects.create(contribution=row, **{**defaults, **fields})


def appeal_about(row, decided_by, **fields):
    """Return a request for a second look at a rejection."""
    decision = row.decisions.create(state=row.state, version=row.version, moderator=decided_by)
    return Appeal.objects.create(contribution=row, decision=decision, text="Se igen", **fields)


def attached_to(row):
    """Return a file that came with a contribution."""
    return Attachment.objects.create(
        contribution=row, original_name="brev.pdf", content_type="application/pdf", size=1
    )


def url(view="index"):
    """Return an address of the queue."""
    return reverse(f"contributions:{view}")


def listed(client, query="", view="index"):
    """Return the keys of the rows a list shows, in order."""
    return [row.pk for row in client.get(url(view) + query).context["object_list"]]


def tabs(client, address=None):
    """Return the number that each tab shows, in order, and which of them is on screen."""
    shown = client.get(address or url()).context["tabs"]
    return [tab["count"] for tab in shown], [tab["is_here"] for tab in shown].index(True)


# --- What is in which list -------------------------------------------------------------------


def test_the_queue_holds_what_waits_and_neither_suspects_nor_unconfirmed_addresses(
    client, moderator, call
):
    row = waits(call)
    suspect = waits(call, suspicion="fast links")
    waits(call, awaits_confirmation=True)
    published = builders.contribution(call)

    assert listed(client) == [row.pk]
    assert listed(client, view="suspects") == [suspect.pk]
    assert set(listed(client, "?state=all")) == {row.pk, published.pk}


def test_what_was_rejected_as_spam_is_found_among_the_rejected(client, moderator, call):
    row = builders.contribution(call, state=State.REJECTED, suspicion="links")

    assert listed(client, "?state=rejected") == [row.pk]


def test_reports_and_second_looks_are_in_the_same_queue(client, moderator, call):
    reported, settled = builders.contribution(call), builders.contribution(call)
    report = report_about(reported)
    report_about(settled, outcome=Outcome.UPHELD)
    rejected = builders.contribution(call, state=State.REJECTED)
    appeal = appeal_about(rejected, builders.superuser())

    reports = client.get(url() + "?state=reported")
    appeals = client.get(url() + "?state=appealed")

    assert [row.pk for row in reports.context["object_list"]] == [reported.pk]
    assert [row.pk for row in appeals.context["object_list"]] == [rejected.pk]
    assert reverse("contributions:report", args=[reported.pk, report.pk]) in (
        reports.content.decode()
    )
    assert reverse("contributions:appeal", args=[rejected.pk, appeal.pk]) in (
        appeals.content.decode()
    )


def test_a_second_look_is_not_for_whoever_decided_but_for_others(client, moderator, call):
    row = builders.contribution(call, state=State.REJECTED)
    appeal_about(row, moderator)

    assert listed(client, "?state=appealed") == []
    assert waiting.count_waiting(moderator).appealed == 0
    assert waiting.count_waiting(builders.moderator()).appealed == 1


def test_an_administrator_sees_every_second_look(client, call):
    administrator = builders.superuser()
    client.force_login(administrator)
    row = builders.contribution(call, state=State.REJECTED)
    appeal_about(row, administrator)

    assert listed(client, "?state=appealed") == [row.pk]


def test_tabs_count_what_each_list_holds(client, moderator, call):
    for _row in range(3):
        waits(call)
    report_about(builders.contribution(call))
    for _row in range(2):
        waits(call, suspicion="links")
    appeal_about(builders.contribution(call, state=State.REJECTED), builders.superuser())

    assert tabs(client) == ([3, 1, 1, 2], 0)
    assert tabs(client, url() + "?state=reported") == ([3, 1, 1, 2], 1)
    assert tabs(client, url() + "?state=appealed") == ([3, 1, 1, 2], 2)
    assert tabs(client, url("suspects")) == ([3, 1, 1, 2], 3)


def test_two_reports_about_one_contribution_are_one_row(client, moderator, call):
    row = builders.contribution(call)
    report_about(row)
    report_about(row)

    assert listed(client, "?state=reported") == [row.pk]
    assert tabs(client)[0] == [0, 1, 0, 0]


def test_nothing_of_other_scopes_is_counted_or_listed(client, call):
    client.force_login(builders.moderator(scope=builders.project()))
    waits(call)
    waits(call, suspicion="links")
    report_about(builders.contribution(call))
    appeal_about(builders.contribution(call, state=State.REJECTED), None)

    assert tabs(client)[0] == [0, 0, 0, 0]
    for query in ("", "?state=all", "?state=reported", "?state=appealed"):
        assert listed(client, query) == []
    assert listed(client, view="suspects") == []


# --- Filters and search -----------------------------------------------------------------------


@pytest.fixture
def one_of_each(call):
    """One waiting row for each filter, by the filter that finds it alone."""
    topic = Topic.objects.create(name="Vandet", slug="vandet", locale=builders.language("da"))
    rows = {
        "kind=response": waits(call, kind=Kind.RESPONSE),
        "findings=true": waits(call, has_open_findings=True),
        "files=photo": waits(call, photo="contributions/1.webp"),
        "files=attachment": waits(call),
        "language=en": waits(call, language="en"),
        f"page={(other := builders.idea_call()).pk}": waits(other),
        f"topic={topic.pk}": waits(call),
    }
    attached_to(rows["files=attachment"])
    rows[f"topic={topic.pk}"].topics.add(topic)
    return rows


def test_each_filter_finds_its_rows_and_no_others(client, moderator, one_of_each):
    found = {query: listed(client, f"?{query}") for query in one_of_each}

    assert found == {query: [row.pk] for query, row in one_of_each.items()}


def test_suspects_have_the_same_filters(client, moderator, one_of_each):
    Contribution.objects.update(suspicion="links")

    found = {query: listed(client, f"?{query}", view="suspects") for query in one_of_each}

    assert found == {query: [row.pk] for query, row in one_of_each.items()}


@pytest.mark.parametrize(
    "query", ["?state=gone", "?kind=gone", "?page=999999", "?page=x", "?topic=x", "?files=gone"]
)
def test_a_filter_that_there_is_not_is_no_error(client, moderator, call, query):
    waits(call)

    assert client.get(url() + query).status_code == 200


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("åbne", "ÅBNE VANDE"),
        ("ÆBLE", "Et æbletræ"),
        ("ølegade", "Ved Ølegade 3"),
        ("kran bænk", "En bænk under den gamle kran"),
        ("100 %", "Vi bruger 100 % træ"),
        ("(kajen)", "Midt på byen (kajen)"),
        ("snake_case", "Kaldt snake_case"),
    ],
)
def test_search_finds_danish_letters_in_any_size_and_every_word(
    client, moderator, call, typed, text
):
    wanted = waits(call, text=text)
    waits(call, text="Noget helt andet om snakescase 1000")

    assert [row.pk for row in client.get(url(), {"q": typed}).context["object_list"]] == [wanted.pk]


def test_a_reference_is_found_in_small_letters(client, moderator, call):
    wanted = waits(call)
    waits(call)

    assert listed(client, f"?q={wanted.reference.lower()}") == [wanted.pk]


@pytest.mark.parametrize("typed", ["[", "\\", "a{99999}", "(?i", "*", "x" * 5000])
def test_search_takes_words_as_they_are(client, moderator, call, typed):
    waits(call)

    response = client.get(url(), {"q": typed})

    assert response.status_code == 200
    assert list(response.context["object_list"]) == []


# --- How a row looks ------------------------------------------------------------------------


def page_of(client, query=""):
    """Return the queue as it reads."""
    return client.get(url() + query).content.decode()


@pytest.mark.parametrize(
    ("fields", "mark"),
    [
        ({"has_open_findings": True}, "Personal data found"),
        ({"administration_only": True}, "For the administration only"),
        ({"photo": "contributions/1.webp"}, "queue__mark"),
    ],
)
def test_a_row_is_marked_with_what_to_know_before_opening_it(client, moderator, call, fields, mark):
    english(moderator)
    waits(call)
    assert mark not in marks_of(client)

    waits(call, **fields)

    assert mark in marks_of(client)


def english(person):
    """Let somebody read the admin in English."""
    UserProfile.objects.update_or_create(user=person, defaults={"preferred_language": "en"})


def marks_of(client):
    """Return the table of the queue as it reads, without what stands around it."""
    page = client.get(url("index_results")).content.decode()
    return page[page.index("<tbody>") : page.index("</tbody>")].replace('class="queue__marks"', "")


def test_a_comment_says_what_it_is_about(client, moderator, call):
    idea = builders.contribution(call, title="Et bord til alle")
    waits(call, kind=Kind.COMMENT, about=idea, title="", text="Og en bænk dertil")

    page = page_of(client)

    assert "Et bord til alle" in page
    assert "Og en bænk dertil" in page


def test_words_are_shown_as_words(client, moderator, call):
    waits(call, title="<script>alert(1)</script>", text="<b>fed</b>")

    page = page_of(client)

    assert "&lt;script&gt;alert(1)" in page
    assert "<script>alert(1)" not in page
    assert "<b>fed" not in page


MONDAY = datetime(2026, 3, 2, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "latest"),
    [
        (MONDAY + timedelta(days=3), MONDAY),
        (MONDAY + timedelta(days=4), MONDAY + timedelta(days=1)),
        # Saturday and Sunday are no working days: what came on Friday is late on Wednesday.
        (MONDAY + timedelta(days=7), MONDAY + timedelta(days=2)),
        (MONDAY + timedelta(days=8), MONDAY + timedelta(days=3)),
        (MONDAY + timedelta(days=9), MONDAY + timedelta(days=4)),
        # At the weekend nothing gets any later: three days are Wednesday to Friday.
        (MONDAY + timedelta(days=5), datetime(2026, 3, 3, 23, tzinfo=UTC)),
        (MONDAY + timedelta(days=6), datetime(2026, 3, 3, 23, tzinfo=UTC)),
    ],
)
def test_what_has_waited_for_more_than_three_working_days_is_late(now, latest):
    assert waiting.late_before(now) == latest


def test_only_what_waits_is_marked_as_late(client, moderator, call):
    english(moderator)
    long_ago = timezone.now() - timedelta(days=30)
    waits(call)
    builders.contribution(call, created_at=long_ago)
    assert "Over 3 working days" not in page_of(client, "?state=all")

    waits(call, created_at=long_ago)

    assert page_of(client, "?state=all").count("Over 3 working days") == 1


# --- The first page and the menu ----------------------------------------------------------------


def first_page(client):
    """Return the first page of the admin as it reads."""
    return client.get(reverse("wagtailadmin_home")).content.decode()


def test_the_first_page_leads_to_everything_that_waits(client, moderator, call):
    english(moderator)
    waits(call, created_at=timezone.now() - timedelta(days=9))
    waits(call, suspicion="links")
    report_about(builders.contribution(call))
    appeal_about(builders.contribution(call, state=State.REJECTED), None)

    page = first_page(client)

    for words in (
        "1 contribution waits for a decision.",
        "That is more than 3 working days.",
        "1 contribution has been reported",
        "1 author asks for a second look",
        "1 contribution looks like spam",
        f'href="{url()}?state=reported"',
        f'href="{url()}?state=appealed"',
        f'href="{url("suspects")}"',
    ):
        assert words in page


def test_the_first_page_names_no_list_that_is_empty(client, moderator, call):
    english(moderator)
    waits(call)

    page = first_page(client)

    assert "1 contribution waits for a decision." in page
    for words in ("3 working days", "reported", "second look", "spam"):
        assert words not in page


def test_the_menu_counts_all_that_somebody_waits_for(client, moderator, call):
    waits(call)
    report_about(builders.contribution(call))
    appeal_about(builders.contribution(call, state=State.REJECTED), None)
    waits(call, suspicion="links")

    assert "(3)" in first_page(client)


def test_a_call_counts_what_its_queue_shows(client, call):
    client.force_login(builders.superuser())
    waits(call)
    waits(call, suspicion="links")
    waits(call, awaits_confirmation=True)
    builders.contribution(call)

    page = client.get(reverse("wagtailadmin_pages:edit", args=[call.pk])).content.decode()

    assert count_label(2, 1) in page
    assert len(listed(client, f"?state=all&page={call.pk}")) == 2


# --- What it costs ------------------------------------------------------------------------------


SMALL = {"pages": 20, "contributions": 400}
LARGE = {"pages": 20, "contributions": 10_000}
# Wagtail alone asks nine times who somebody is, what they may and how they like it, and six times
# more on its first page.
MOST = {"lists": 20, "first page": 22}


def asked_by(client, address):
    """Return what a page asks the database once the process has warmed up."""
    assert client.get(address).status_code == 200
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return [query["sql"] for query in captured.captured_queries]


def asked_on_a_site_of(size):
    """Return what the lists and the first page ask a site of that size."""
    with transaction.atomic():
        populate(**size)
        received = Contribution.objects.filter(state=State.RECEIVED).values_list("pk", flat=True)
        Contribution.objects.filter(pk__in=list(received)[::2]).update(suspicion="links")
        for row in Contribution.objects.filter(state=State.PUBLISHED)[:30]:
            report_about(row)
        client = Client()
        client.force_login(builders.moderator())
        asked = {
            query: asked_by(client, url() + query)
            for query in ("", "?state=all", "?state=all&q=havnen", "?state=reported", "suspects/")
        }
        asked["first page"] = asked_by(client, reverse("wagtailadmin_home"))
        transaction.set_rollback(True)
    return asked


@pytest.fixture(scope="module")
def small(django_db_setup, django_db_blocker):
    """What is asked on a small site."""
    with django_db_blocker.unblock():
        return asked_on_a_site_of(SMALL)


@pytest.fixture(scope="module")
def large(django_db_setup, django_db_blocker):
    """What is asked on a large site."""
    with django_db_blocker.unblock():
        return asked_on_a_site_of(LARGE)


def test_lists_and_first_page_ask_little(large):
    counts = {name: len(asked) for name, asked in large.items()}
    most = {name: MOST.get(name, MOST["lists"]) for name in large}

    assert min(counts.values()) > 0
    assert {name: count for name, count in counts.items() if count > most[name]} == {}


def test_lists_and_first_page_ask_no_more_on_a_large_site(small, large):
    assert {name: len(asked) for name, asked in large.items()} == {
        name: len(asked) for name, asked in small.items()
    }

"""What is public as data: all of it, nothing else, and safe to open."""

import csv
import io
import json
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook
from wagtail.models import PageViewRestriction

from contributions import open_data, services
from contributions.models import Contribution, Kind, Progress, State
from contributions.views import open_data as views
from core.models import Topic
from tests import builders

pytestmark = pytest.mark.django_db
KINDS = ["csv", "xlsx", "json"]
NOON = datetime(2027, 3, 2, 12, 0, tzinfo=UTC)


@pytest.fixture
def call():
    return builders.idea_call()


def body_of(response):
    return b"".join(response.streaming_content)


def fetch(client, call, kind):
    """Return the rows of a file as dicts of texts (CSV, XLSX) or of values (JSON)."""
    response = client.get(call.get_data_url(kind))
    assert response.status_code == 200
    content = body_of(response)
    if kind == "json":
        return json.loads(content)["contributions"]
    if kind == "csv":
        return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    columns, *rows = load_workbook(io.BytesIO(content)).worksheets[0].iter_rows(values_only=True)
    return [dict(zip(columns, row, strict=True)) for row in rows]


def everything(client, call):
    """Return all that the three files hold, as one text to search in."""
    return " ".join(
        json.dumps(fetch(client, call, kind), ensure_ascii=False, default=str) for kind in KINDS
    )


def test_the_page_of_the_data_is_linked_and_explains(client, call):
    builders.contribution(call)
    english = builders.translated(call, builders.home("en"))
    for page in (call, english):
        assert f'href="{page.get_data_url()}"' in client.get(page.url).text
        html = client.get(page.get_data_url()).text
        for kind in KINDS:
            assert f'href="{page.get_data_url(kind)}"' in html
        for name in open_data.COLUMNS:
            assert f"<code>{name}</code>" in html
    assert english.get_data_url() in client.get(call.get_data_url()).text


def test_a_row_tells_what_the_page_tells(client, call):
    topic = Topic.objects.create(name="Kunst", slug="kunst", locale=builders.language("da"))
    idea = builders.contribution(
        call,
        title="Bænke",
        text="Flere bænke.",
        place="Kajen",
        name="En nabo",
        show_name=True,
        on_behalf_of="Bådelauget",
        support_count=4,
        published_at=NOON,
        form_data={
            "a": {"question": "For hvem?", "answer": "Alle", "values": [], "is_public": True}
        },
    )
    idea.topics.add(topic)
    builders.contribution(call, state=State.MERGED, merged_into=idea)
    services.answer(
        idea, None, progress=Progress.PLANNED, texts={"da": "Vi bygger.", "en": "We build."}
    )
    [row] = fetch(client, call, "json")
    days = {"day": row["official_answers_da"][0]["day"], "progress": "planned"}
    assert row == {
        "number": idea.pk,
        "kind": "idea",
        "about": None,
        "address": f"http://testserver{call.get_contribution_url(idea)}",
        "published": "2027-03-02T13:00:00+01:00",
        "language": "da",
        "title": "Bænke",
        "text": "Flere bænke.",
        "place": "Kajen",
        "author": "En nabo",
        "on_behalf_of": "Bådelauget",
        "topics": ["Kunst"],
        "answers": [{"question": "For hvem?", "answer": "Alle"}],
        "suggested_by": 2,
        "supports": 4,
        "progress": "planned",
        "official_answers_da": [{**days, "text": "Vi bygger."}],
        "official_answers_en": [{**days, "text": "We build."}],
    }
    for kind in ("csv", "xlsx"):
        [table] = fetch(client, call, kind)
        assert list(table) == list(open_data.COLUMNS)
        assert str(table["number"]) == str(idea.pk)
        assert table["answers"] == "For hvem?: Alle"
        assert table["official_answers_en"].endswith("planned: We build.")


def test_comments_are_in_it_with_what_they_are_about(client, call):
    idea = builders.contribution(call)
    joined = builders.contribution(call, state=State.MERGED, merged_into=idea)
    fields = {"kind": Kind.COMMENT, "title": "", "text": "Godt!"}
    for about in (idea, joined):
        builders.contribution(call, about=about, **fields)
    builders.contribution(call, about=idea, state=State.RECEIVED, **fields)
    _idea, *comments = fetch(client, call, "json")
    assert [(row["kind"], row["about"], row["text"]) for row in comments] == [
        ("comment", idea.pk, "Godt!")
    ] * 2


@pytest.mark.parametrize("state", [state for state in State.values if state != State.PUBLISHED])
def test_only_what_is_published_is_in_it(client, call, state):
    shown = builders.contribution(call)
    builders.contribution(call, state=state)
    builders.contribution(builders.idea_call())
    for kind in KINDS:
        assert [str(row["number"]) for row in fetch(client, call, kind)] == [str(shown.pk)]


def test_nothing_private_is_in_it(client, call):
    idea = builders.contribution(
        call,
        name="Ukendt Nabo",
        email="nabo@example.org",
        phone="12 34 56 78",
        text="Ring til 87 65 43 21 nu",
        redactions={"text": [[9, 20]]},
        form_data={
            "b": {"question": "Alder?", "answer": "Elleve", "values": [], "is_public": False}
        },
        age_band="0-14",
        show_name=True,
        photo="contributions/hemmelig.webp",
    )
    builders.contribution(
        call, about=idea, kind=Kind.COMMENT, name="Skjult Ven", email="ven@example.org"
    )
    found = everything(client, call)
    assert "Ring til" in found
    for words in (
        *("Ukendt Nabo", "nabo@example.org", "12 34 56 78", "87 65 43 21", "Elleve", "Alder?"),
        *("0-14", "hemmelig", "Skjult Ven", "ven@example.org", idea.reference, idea.nonce),
    ):
        assert words not in found


FORMULAS = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    " =1",
    "ok;=1+1",
    "a\n=cmd|' /C calc'!A0",
    "＝1",
]


@pytest.mark.parametrize("formula", FORMULAS)
def test_no_spreadsheet_runs_what_people_wrote(client, call, formula):
    builders.contribution(call, title=formula, text=f"{formula} ord", place=formula)
    [row] = fetch(client, call, "csv")
    assert row["title"] != formula
    assert not row["title"].lstrip().startswith(("=", "+", "-", "@", "＝"))
    content = body_of(client.get(call.get_data_url("xlsx")))
    for sheet in load_workbook(io.BytesIO(content)).worksheets:
        for cells in sheet.iter_rows():
            assert [cell.value for cell in cells if cell.data_type == "f"] == []
    [row] = fetch(client, call, "json")
    assert row["title"] == formula


def test_what_no_worksheet_can_hold_is_left_out(client, call):
    builders.contribution(call, title="A\x0bB\x1f 😀 עברית")
    assert fetch(client, call, "xlsx")[0]["title"] == "AB 😀 עברית"


def test_the_workbook_says_what_it_is(client, call):
    builders.contribution(call)
    content = body_of(client.get(call.get_data_url("xlsx")))
    about = load_workbook(io.BytesIO(content)).worksheets[1]
    told = dict(about.iter_rows(values_only=True))
    assert told[call.title] == f"http://testserver{call.url}"
    assert open_data.terms() in told.values()
    assert set(open_data.COLUMNS) <= set(told)
    assert json.loads(body_of(client.get(call.get_data_url("json"))))["terms"] == open_data.terms()


@pytest.mark.parametrize("kind", KINDS)
def test_a_call_without_ideas_has_empty_files(client, call, kind):
    assert fetch(client, call, kind) == []


@pytest.mark.parametrize("kind", KINDS)
def test_files_are_downloads_that_nobody_keeps(client, call, kind):
    builders.contribution(call)
    response = client.get(call.get_data_url(kind))
    assert response["Content-Type"] == views.TYPES[kind]
    assert response["Content-Disposition"].startswith("attachment; ")
    assert f".{kind}" in response["Content-Disposition"]
    assert {"private", "no-cache"} <= set(response["Cache-Control"].split(", "))
    body_of(response)


def test_other_addresses_lead_nowhere(client, call):
    builders.contribution(call)
    assert client.get(f"{call.get_data_url()}exe/").status_code == 404
    assert client.post(call.get_data_url("csv")).status_code == 405
    hidden = builders.idea_call(publishes=False)
    for kind in ("", *KINDS):
        assert client.get(hidden.get_data_url(kind)).status_code == 404


@pytest.mark.parametrize("kind", ["", *KINDS])
def test_the_data_of_a_private_call_is_private_in_every_language(client, call, kind):
    idea = builders.contribution(call, title="Hemmelig bænk")
    english = builders.translated(call, builders.home("en"))
    PageViewRestriction.objects.create(
        page=call, restriction_type=PageViewRestriction.PASSWORD, password="havn"
    )
    assert client.get(call.get_data_url(kind)).status_code in {302, 200}
    for page in (call, english):
        response = client.get(page.get_data_url(kind), follow=True)
        content = body_of(response) if response.streaming else response.content
        assert idea.title.encode() not in content
        assert str(idea.pk) not in str(fetch_numbers(content, kind))


def fetch_numbers(content, kind):
    """Return the numbers of ideas in a file, whatever its kind; none in a page that asks for
    a password."""
    if content.lstrip().startswith(b"<!doctype"):
        return []
    if kind == "xlsx":
        rows = load_workbook(io.BytesIO(content)).worksheets[0].iter_rows(values_only=True)
        return [row[0] for row in rows][1:]
    if kind == "csv":
        return [row["number"] for row in csv.DictReader(io.StringIO(content.decode("utf-8-sig")))]
    return [row["number"] for row in json.loads(content)["contributions"]]


def test_a_machine_that_asks_all_the_time_has_to_wait(client, call, monkeypatch):
    monkeypatch.setattr(views, "MOST_FILES_AN_HOUR", 2)
    statuses = []
    for _time in range(3):
        response = client.get(call.get_data_url("csv"))
        statuses.append(response.status_code)
        if response.streaming:
            body_of(response)
    assert statuses == [200, 200, 429]


def test_many_rows_cost_as_few_queries_as_few(client, call):
    def asked():
        with CaptureQueriesContext(connection) as captured:
            body_of(client.get(call.get_data_url("json")))
        return len(captured)

    idea = builders.contribution(call)
    builders.contribution(call, about=idea, kind=Kind.COMMENT)
    services.answer(idea, None, progress=Progress.PLANNED, texts={"da": "Ja."})
    asked()
    few = asked()
    for _number in range(50):
        row = builders.contribution(call)
        builders.contribution(call, about=row, kind=Kind.COMMENT)
        services.answer(row, None, progress=Progress.PLANNED, texts={"da": "Ja."})
    assert asked() == few
    assert Contribution.objects.count() == 102


def test_no_page_takes_the_word_of_the_data(call):
    assert "data" in type(call).reserved_slugs

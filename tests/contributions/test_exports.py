"""Contributions as files to take along: without personal data, or as the case file with it."""

import csv
import io
import json
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from django.utils import timezone, translation
from openpyxl import load_workbook
from wagtail.models import ModelLogEntry
from wagtail.users.models import UserProfile

from contributions.models import Attachment, Contribution, InternalNote, State
from core.spreadsheets import without_formula
from tests import builders

pytestmark = pytest.mark.django_db

FORMATS = ["csv", "xlsx", "json"]
# The words of one author, each in a field of its own.
PERSONAL = {
    "name": "Ida Hemmelig",
    "email": "hemmelig@example.org",
    "phone": "20 30 40 50",
    "on_behalf_of": "Foreningen Hemmelig",
}


def moderator(*, may_export=False, scope=None):
    """Return somebody who moderates, and may take personal data along or not."""
    person = builders.moderator(scope=scope)
    UserProfile.objects.create(user=person, preferred_language="en")
    if may_export:
        person.user_permissions.add(Permission.objects.get(codename="export_personal_data"))
    return person


def url(view="index", query=""):
    """Return an address of the queue."""
    return reverse(f"contributions:{view}") + query


def body(response):
    """Return the bytes of a file that is sent."""
    assert response.status_code == 200
    return b"".join(response.streaming_content)


def table(response, file_format):
    """Return a file's rows as lists of words, the headings first."""
    content = body(response)
    if file_format == "json":
        rows = json.loads(content)
        return [list(rows[0]) if rows else [], *([*row.values()] for row in rows)]
    if file_format == "csv":
        return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    sheet = load_workbook(io.BytesIO(content)).active
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def download(client, file_format, query="?state=all"):
    """Return the list as a file without personal data."""
    return client.get(url(query=f"{query}&export={file_format}"))


def case_file(client, file_format, query="?state=all"):
    """Return the list as a file with personal data."""
    return client.post(url("case_file", query), {"file_format": file_format})


def full_row(**fields):
    """Return a contribution with something in every field."""
    row = builders.contribution(
        **{
            "title": "Et bord til alle",
            "text": "Midt på kajen.",
            "place": "Ved kranen",
            "form_data": {
                "k": {"question": "Hvornår?", "answer": "Til maj", "values": [], "is_public": False}
            },
            **PERSONAL,
            **fields,
        }
    )
    Attachment.objects.create(
        contribution=row, original_name="brev.pdf", content_type="application/pdf", size=1
    )
    row.decisions.create(state=row.state, version=1, reason="En grund", note="En bemærkning")
    InternalNote.objects.create(contribution=row, text="Mellem os")
    return row


INTERNAL = [*PERSONAL.values(), "Til maj", "brev.pdf", "En grund", "En bemærkning", "Mellem os"]


def as_text(rows):
    """Return all that rows say."""
    return json.dumps(rows, ensure_ascii=False, default=str)


# --- What is in them -----------------------------------------------------------------------------


@pytest.mark.parametrize("file_format", FORMATS)
def test_the_list_is_downloaded_without_personal_data(client, file_format):
    client.force_login(moderator(may_export=True))
    row = full_row()

    rows = table(download(client, file_format), file_format)

    assert len(rows) == 2
    for words in (row.reference, "Et bord til alle", "Midt på kajen.", "Ved kranen"):
        assert words in as_text(rows)
    assert [words for words in INTERNAL if words in as_text(rows)] == []


@pytest.mark.parametrize("file_format", FORMATS)
def test_the_case_file_holds_all_that_we_know(client, file_format):
    client.force_login(moderator(may_export=True))
    row = full_row()

    rows = table(case_file(client, file_format), file_format)

    assert len(rows) == 2
    assert [words for words in [row.reference, *INTERNAL] if words not in as_text(rows)] == []


@pytest.mark.parametrize("file_format", FORMATS)
def test_what_is_blanked_or_looks_personal_is_left_out_of_the_list(client, file_format):
    client.force_login(moderator(may_export=True))
    text = "Ring 20304050 eller 30405060 eller 40506070."
    builders.contribution(
        text=text,
        redactions={"text": [[5, 13]]},
        findings={"text": [["phone", 20, 28, False], ["phone", 35, 43, True]]},
    )

    rows = table(download(client, file_format), file_format)
    whole = table(case_file(client, file_format), file_format)

    assert "Ring [left out] eller [left out] eller 40506070." in as_text(rows)
    assert text in as_text(whole)


@pytest.mark.parametrize("file_format", FORMATS)
def test_files_follow_filters_search_and_order(client, file_format):
    client.force_login(moderator(may_export=True))
    call, other = builders.idea_call(), builders.idea_call()
    now = timezone.now()
    late = builders.contribution(call, title="Bænk", created_at=now)
    early = builders.contribution(call, title="En bænk til", created_at=now - timedelta(days=1))
    builders.contribution(call, title="Et bord")
    builders.contribution(other, title="Bænk")
    builders.contribution(call, title="Bænk", state=State.RECEIVED)

    query = f"?state=published&page={call.pk}&q=bænk"
    for fetch in (download, case_file):
        rows = table(fetch(client, file_format, query), file_format)
        assert [row[0] for row in rows[1:]] == [early.reference, late.reference]


@pytest.mark.parametrize("file_format", FORMATS)
def test_files_hold_only_what_is_in_one_s_scope(client, file_format):
    call = builders.idea_call()
    client.force_login(moderator(may_export=True, scope=call))
    mine = builders.contribution(call)
    builders.contribution(text="Hemmelige ord")

    for fetch in (download, case_file):
        rows = table(fetch(client, file_format), file_format)
        assert [row[0] for row in rows[1:]] == [mine.reference]


@pytest.mark.parametrize("file_format", FORMATS)
def test_an_empty_list_is_an_empty_table(client, file_format):
    client.force_login(moderator(may_export=True))
    builders.home()

    assert len(table(download(client, file_format), file_format)) == 1


@pytest.mark.parametrize("fetch", [download, case_file])
@pytest.mark.parametrize("file_format", ["csv", "xlsx"])
@pytest.mark.parametrize(("language", "heading"), [("da", "Titel"), ("en", "Title")])
def test_a_file_speaks_the_language_of_whoever_asks(client, fetch, file_format, language, heading):
    person = moderator(may_export=True)
    UserProfile.objects.filter(user=person).update(preferred_language=language)
    client.force_login(person)
    full_row()

    # Read in another language than it was asked for in, as a server does.
    response = fetch(client, file_format)
    with translation.override("en" if language == "da" else "da"):
        headings, row = table(response, file_format)

    assert heading in headings
    assert row[headings.index(heading)] == "Et bord til alle"


def test_suspects_are_downloaded_too(client):
    client.force_login(moderator())
    row = builders.contribution(state=State.RECEIVED, suspicion="links")
    builders.contribution(state=State.RECEIVED)

    rows = table(client.get(url("suspects", "?export=csv")), "csv")

    assert [line[0] for line in rows[1:]] == [row.reference]


# --- Formulas and other traps ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        ("+45 20 30", "'+45 20 30"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("  =1+1", "  '=1+1"),
        ("\t=1+1", "\t'=1+1"),
        ('"=1+1"', '"\'=1+1"'),
        ("＝1+1", "'＝1+1"),
        # A Danish spreadsheet begins a cell at a semicolon, and a line where it sees one.
        ("x;=1+1;y", "x;'=1+1;y"),
        ("x\n=1+1", "x\n'=1+1"),
        ("x\r\n@a", "x\r\n'@a"),
        ("a-b = c, +1 - 2", "a-b = c, +1 - 2"),
        ("", ""),
    ],
)
def test_what_a_spreadsheet_may_run_is_disarmed_in_csv(typed, written):
    assert without_formula(typed) == written


HOSTILE = "=cmd|' /C calc'!A1"


@pytest.mark.parametrize("fetch", [download, case_file])
def test_nothing_typed_by_anybody_is_a_formula_in_any_cell(client, fetch):
    client.force_login(moderator(may_export=True))
    answer = {"question": HOSTILE, "answer": HOSTILE, "values": [], "is_public": True}
    row = full_row(
        title=HOSTILE,
        text=HOSTILE,
        place=HOSTILE,
        show_name=True,
        form_data={"k": answer},
        **dict.fromkeys(("name", "phone", "on_behalf_of"), HOSTILE),
    )
    row.attachments.update(original_name=HOSTILE)
    row.page.title = HOSTILE
    row.page.save()

    cells = [cell for line in table(fetch(client, "csv"), "csv") for cell in line]
    assert HOSTILE in "".join(cells)
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))] == []
    sheet = load_workbook(io.BytesIO(body(fetch(client, "xlsx")))).active
    types = {cell.data_type for line in sheet.iter_rows() for cell in line}
    assert "f" not in types
    assert HOSTILE in as_text(table(fetch(client, "json"), "json"))


@pytest.mark.parametrize("fetch", [download, case_file])
@pytest.mark.parametrize("file_format", FORMATS)
def test_odd_characters_do_not_break_a_file(client, fetch, file_format):
    client.force_login(moderator(may_export=True))
    builders.contribution(title="Æ\x0b\x1f", text='Et "citat", og\nen linje; 😀 \u202eפ')

    rows = table(fetch(client, file_format), file_format)

    assert len(rows) == 2
    assert "😀" in as_text(rows)


# --- Who may ------------------------------------------------------------------------------


def test_only_administrators_have_the_permission_from_the_start():
    has = Permission.objects.get(codename="export_personal_data").group_set

    assert Group.objects.exists()
    assert not has.exists()


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize(
    "person",
    [
        moderator,
        lambda: builders.user(groups=["Editors"]),
        lambda: builders.user(groups=["Culture consultants"]),
        builders.user,
    ],
)
def test_others_cannot_take_personal_data_along(client, person, method):
    full_row()
    client.force_login(person())

    response = getattr(client, method)(url("case_file", "?state=all"), {"file_format": "csv"})

    assert response.status_code == 302
    assert ModelLogEntry.objects.filter(action="contributions.export").count() == 0


def test_the_permission_alone_opens_nothing(client):
    full_row()
    person = builders.user(groups=["Culture consultants"])
    person.user_permissions.add(Permission.objects.get(codename="export_personal_data"))
    client.force_login(person)

    assert case_file(client, "csv").status_code == 302


def test_the_way_to_it_is_shown_to_those_who_may(client):
    shown = []
    for may_export in (False, True):
        client.force_login(moderator(may_export=may_export))
        shown.append(url("case_file") in client.get(url()).content.decode())

    assert shown == [False, True]


def test_an_administrator_takes_it_along(client):
    client.force_login(builders.superuser())
    full_row()

    assert "Ida Hemmelig" in as_text(table(case_file(client, "csv"), "csv"))


# --- The log -----------------------------------------------------------------------------------


def test_the_log_tells_who_took_how_much_along_and_nobody_s_words(client):
    person = moderator(may_export=True)
    client.force_login(person)
    row = full_row()

    asked = client.get(url("case_file", f"?state=all&page={row.page_id}&q=Hemmelig"))
    assert asked.context["count"] == 1
    assert not ModelLogEntry.objects.filter(action="contributions.export").exists()
    case_file(client, "json", f"?state=all&page={row.page_id}&q=Hemmelig")

    entry = ModelLogEntry.objects.get(action="contributions.export")
    assert entry.user == person
    assert entry.data == {
        "count": 1,
        "filters": {"state": "all", "page": str(row.page_id)},
        "searched": True,
    }
    with translation.override("en"):
        assert entry.message == "Downloaded 1 contribution with personal data"


def test_a_link_never_downloads_personal_data(client):
    client.force_login(moderator(may_export=True))
    full_row()

    response = client.get(url("case_file", "?state=all&export=csv"))

    assert not response.streaming
    assert "Ida Hemmelig" not in response.content.decode()


def test_an_unknown_kind_of_file_is_refused_and_not_logged(client):
    client.force_login(moderator(may_export=True))
    full_row()

    response = case_file(client, "pdf")

    assert not response.streaming
    assert set(response.context["form"].errors) == {"file_format"}
    assert not ModelLogEntry.objects.filter(action="contributions.export").exists()


def test_a_file_is_kept_by_nobody_on_the_way(client):
    client.force_login(moderator(may_export=True))
    full_row()

    assert "no-store" in case_file(client, "csv")["Cache-Control"]


# --- What it costs -----------------------------------------------------------------------------


@pytest.mark.parametrize("file_format", FORMATS)
def test_a_file_costs_a_few_questions_each_some_hundred_rows(
    client, file_format, django_assert_max_num_queries
):
    client.force_login(moderator(may_export=True))
    call = builders.idea_call()
    Contribution.objects.bulk_create(
        Contribution(page_id=call.pk, title=f"Idé {number}", text="Ord", state=State.PUBLISHED)
        for number in range(1200)
    )

    with django_assert_max_num_queries(40):
        rows = table(case_file(client, file_format), file_format)

    assert len(rows) == 1201

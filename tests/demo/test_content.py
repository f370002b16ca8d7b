"""The example texts and pictures as they are written down."""

import re
from dataclasses import fields, is_dataclass

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone
from PIL import Image

from core import privacy_scan
from core.attachments import inspect
from demo.content import calls, everywhere, home, ideas, projects, standard
from demo.content.pictures import IDEA_PICTURES, PICTURES
from demo.content.words import CLOSES, OPENED, Shown, T, in_language
from demo.drawing import LINES, lamp_sheet
from demo.sending import FOLDER
from demo.services import IDEAS, ON_FOUNDATION, PAGES
from tests.demo.lix import lix, readable

LARGEST_PICTURE = 150_000
HARDEST = 40
MODULES = (calls, everywhere, home, ideas, projects, standard)
ALL_IDEAS = [idea for rows in IDEAS.values() for idea in rows]
# Kept free for films and books by the British regulator (Ofcom): nobody has one of them.
NOBODYS_NUMBER = re.compile(r"\+44 7700 900\d{3}")


def texts(value):
    """Yield every text in both languages, wherever it stands."""
    if isinstance(value, T):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from texts(item)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from texts(item)
    elif is_dataclass(value):
        for field in fields(value):
            yield from texts(getattr(value, field.name))


def words_of(module):
    """Return every text of a module of content."""
    return [text for name, value in vars(module).items() if name.isupper() for text in texts(value)]


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__)
def test_every_text_is_there_in_both_languages(module):
    for text in words_of(module):
        assert bool(text.da) == bool(text.en), text


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("name", [*PAGES, *ON_FOUNDATION])
def test_every_page_is_easy_to_read(name, language):
    content = {**PAGES, **ON_FOUNDATION}[name][2]
    whole = "\n".join(readable(in_language(text, language)) for text in texts(content))
    assert lix(whole) < HARDEST


@pytest.mark.parametrize("idea", ALL_IDEAS, ids=lambda idea: idea.title)
def test_answers_are_easy_to_read(idea):
    for text in texts(idea.answers):
        assert lix(text.da) < HARDEST
        assert lix(text.en) < HARDEST


@pytest.mark.parametrize("name", PICTURES)
def test_every_picture_is_small_and_described_in_both_languages(name):
    title, alt = PICTURES[name]
    file = FOLDER / f"{name}.png"
    assert file.stat().st_size < LARGEST_PICTURE
    with Image.open(file) as picture:
        assert picture.width >= 1200
    for text in (title, alt):
        assert text.da
        assert text.en
        assert text.da != text.en


def test_no_picture_is_without_use_and_none_is_missing():
    used = {shown.name for module in MODULES for shown in shown_in(vars(module))}
    used |= {page[2]["picture"] for page in PAGES.values() if "picture" in page[2]}
    used |= {page[2]["picture"] for page in ON_FOUNDATION.values() if "picture" in page[2]}
    assert used == set(PICTURES)
    assert {path.stem for path in FOLDER.glob("*.png")} == {*PICTURES, *IDEA_PICTURES}
    assert {idea.photo for idea in ALL_IDEAS} - {""} == set(IDEA_PICTURES)


def shown_in(value):
    """Yield every picture in a text."""
    if isinstance(value, Shown):
        yield value
    elif isinstance(value, dict):
        for name, item in value.items():
            if not str(name).startswith("__"):
                yield from shown_in(item)
    elif type(value) in {list, tuple}:
        for item in value:
            yield from shown_in(item)


def test_ideas_show_every_state_and_every_answer():
    assert {idea.state for idea in ALL_IDEAS} == {
        "received",
        "published",
        "rejected",
        "hidden",
        "withdrawn",
    }
    assert {answer[0] for idea in ALL_IDEAS for answer in idea.answers} == {
        "considered",
        "planned",
        "under_way",
        "done",
        "declined",
    }
    assert len(ideas.HARBOUR) >= 15
    for rows in IDEAS.values():
        assert {idea.language for idea in rows} == {"da", "en"}


def test_reasons_are_given_where_something_is_not_shown():
    for idea in ALL_IDEAS:
        is_refused = idea.state in {"rejected", "hidden"} or idea.appeal is not None
        assert bool(idea.reason) == is_refused, idea.title


def test_nothing_is_said_about_an_idea_before_it_was_read_or_after_today():
    for idea in ALL_IDEAS:
        days = [days for _progress, days, _texts in idea.answers]
        days += [days for _text, days in idea.notes]
        days += [comment.days_ago for comment in idea.comments]
        days += [idea.report.days_ago] if idea.report else []
        assert all(0 <= day < max(idea.days_ago, 1) for day in days), idea.title


def test_a_youth_call_asks_nobody_who_they_are():
    assert calls.YOUNG_CALL["is_anonymous"]
    assert {idea.by + idea.email for idea in ideas.YOUNG} == {""}
    assert {idea.age_band for idea in ideas.YOUNG} <= {"0-14", "15-17"}


def test_addresses_and_numbers_are_nobodys():
    written = "\n".join(
        [
            *(text for module in MODULES for pair in words_of(module) for text in pair),
            *(f"{idea.text} {idea.by} {idea.email}" for idea in ALL_IDEAS),
            *(comment.text for idea in ALL_IDEAS for comment in idea.comments),
            *(text for idea in ALL_IDEAS for text, _days in idea.notes),
            *(contact["email"] for contact in everywhere.CONTACTS.values()),
        ]
    )
    addresses = re.findall(r"[\w.+-]+@[\w.-]+\w", written)
    assert addresses
    assert {address.partition("@")[2] for address in addresses} == {"example.org"}
    assert re.findall(r"\b\d{6}-\d{4}\b", written) == []
    assert set(re.findall(r"\b\d{2}(?: \d{2}){3}\b", written)) == {everywhere.PHONE}
    found = [
        written[finding.start : finding.end]
        for finding in privacy_scan.scan(written)
        if finding.kind != privacy_scan.FindingKind.EMAIL
    ]
    assert found
    assert [words for words in found if not NOBODYS_NUMBER.fullmatch(words)] == []


def test_the_call_is_open_whenever_the_content_is_loaded():
    assert OPENED.moment < timezone.now()
    assert (CLOSES.date - timezone.localdate()).days > 28


def test_the_drawn_sheet_is_a_file_that_people_could_send():
    sheet = inspect(ContentFile(lamp_sheet(), name="lamper.pdf"))
    assert sheet.is_readable
    for line in LINES.values():
        assert line in sheet.text
    assert not privacy_scan.has_findings(sheet.text)


def test_danish_uses_danish_quotation_marks():
    for module in MODULES:
        for text in words_of(module):
            assert "“" not in text.da
            assert '"' not in readable(text.da)

"""What has been published on a page as data, to be used by anybody for anything."""

import csv
import json
import tempfile
from itertools import chain

from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from contributions.models import Contribution, State
from core.addresses import absolute
from core.models import Topic
from core.queries import words_in_language
from core.spreadsheets import without_control, without_formula

CHUNK = 500
# The columns and what they tell; the names stay the same in every language and year.
COLUMNS = {
    "number": _("The number of the idea or comment in its address."),
    "kind": _("What it is: idea, response, proposal or comment."),
    "about": _("For a comment: the number of the idea it is about."),
    "address": _("Where it can be read."),
    "published": _("When it was shown for the first time."),
    "language": _("The language it is written in."),
    "title": _("Its title."),
    "text": _("What the author wrote."),
    "place": _("Where it is to be."),
    "author": _("What the author wants to be called, where that is shown."),
    "on_behalf_of": _("On whose behalf the author wrote."),
    "topics": _("What it is about, as we sort it."),
    "answers": _("Answers to the questions of the call that may be shown."),
    "suggested_by": _("How many have suggested the same."),
    "supports": _("How many support it. Supports are no votes."),
    "progress": _("How far it has come: considered, planned, under_way, done or declined."),
    "official_answers_da": _("What the municipality has answered, in Danish."),
    "official_answers_en": _("What the municipality has answered, in English."),
}


def terms():
    """Say what one may do with the data."""
    return gettext(
        "You are free to use the data, also for something new and to earn money. Say where it "
        "comes from and when you took it. Do not make it look as if we stand behind what you make "
        "of it, and do not try to find out who wrote what."
    )


def rows_of(page, request):
    """Yield what the public may know of each contribution and comment, oldest first.

    Everything an author wrote comes from `public_view()`. However many there are, only some are
    held at a time.
    """
    topics = {key: words.name for key, words in words_in_language(Topic).items()}
    joined = Contribution.objects.filter(page_id=page.canonical.pk, state=State.MERGED)
    joined = dict(joined.order_by().values_list("merged_into").annotate(count=Count("pk")))
    ideas = page.public_contributions(request).prefetch_related("topics", "answers__texts")
    comments = page.public_comments(request).select_related("about")
    for row in chain(_in_chunks(ideas), _in_chunks(comments)):
        yield _comment(row, page) if row.about_id else _idea(row, page, topics, joined)


def csv_lines(rows):
    """Yield the lines of a CSV file; in it nothing is read as a formula, whatever opens it."""
    writer = csv.writer(_Echo(), quoting=csv.QUOTE_ALL)
    yield "\N{BYTE ORDER MARK}" + writer.writerow(COLUMNS)
    for row in rows:
        yield writer.writerow([without_formula(_in_cell(row[name])) for name in COLUMNS])


def json_lines(page, rows):
    """Yield the text of a JSON file, a line for each row."""
    about = {
        "title": page.title,
        "address": absolute(page.url),
        "taken_at": timezone.localtime().isoformat(timespec="seconds"),
        "terms": terms(),
    }
    yield json.dumps(about, ensure_ascii=False)[:-1] + ', "contributions": ['
    separator = "\n"
    for row in rows:
        yield separator + json.dumps(row, ensure_ascii=False)
        separator = ",\n"
    yield "\n]}\n"


def xlsx_file(page, rows):
    """Return an open file with a workbook: the rows, and a sheet that says what they are."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(gettext("Data"))
    sheet.append(list(COLUMNS))
    for row in rows:
        sheet.append([_worksheet_cell(sheet, row[name]) for name in COLUMNS])
    about = book.create_sheet(gettext("About"))
    told = {
        page.title: absolute(page.url),
        gettext("Taken"): timezone.localdate().isoformat(),
        gettext("Terms"): terms(),
        **COLUMNS,
    }
    for line in told.items():
        about.append([_worksheet_cell(about, value) for value in line])
    file = tempfile.TemporaryFile()  # noqa: SIM115 (the response closes it)
    book.save(file)
    file.seek(0)
    return file


# --- Rows ---------------------------------------------------------------------------------


def _in_chunks(rows):
    return rows.order_by("pk").iterator(chunk_size=CHUNK)


def _said(contribution):
    public = contribution.public_view()
    return {
        **dict.fromkeys(COLUMNS),
        "number": contribution.pk,
        "kind": contribution.kind,
        "published": timezone.localtime(public.published_at).isoformat(timespec="seconds"),
        "language": public.language,
        "text": public.text,
        "author": public.author,
    }


def _comment(comment, page):
    beneath = comment.shown_beneath
    address = absolute(page.get_address_of(beneath))
    return {**_said(comment), "about": beneath, "address": address}


def _idea(idea, page, topics, joined):
    public = idea.public_view()
    answers = list(idea.answers.all())
    return {
        **_said(idea),
        "address": absolute(page.get_contribution_url(idea)),
        "title": public.title,
        "place": public.place,
        "on_behalf_of": public.on_behalf_of,
        "topics": sorted(topics[topic.translation_key] for topic in idea.topics.all()),
        "answers": [
            {"question": given.question, "answer": given.answer} for given in public.given_answers
        ],
        "suggested_by": 1 + joined.get(idea.pk, 0),
        "supports": idea.support_count if page.canonical.allows_supports else None,
        "progress": idea.progress,
        "official_answers_da": _answered(answers, "da"),
        "official_answers_en": _answered(answers, "en"),
    }


def _answered(answers, language):
    """Return what was answered in a language, the latest first."""
    return [
        {
            "day": timezone.localtime(answer.created_at).date().isoformat(),
            "progress": answer.progress,
            "text": text.text,
        }
        for answer in answers
        for text in answer.texts.all()
        if text.language == language
    ]


# --- Cells --------------------------------------------------------------------------------


class _Echo:
    """A file that hands back what is written to it."""

    def write(self, line):
        return line


def _in_cell(value):
    """Return a value as the text of one cell: lists line by line."""
    if isinstance(value, dict):
        return ": ".join(filter(None, value.values()))
    if isinstance(value, list):
        return "\n".join(map(_in_cell, value))
    return "" if value is None else str(value)


def _worksheet_cell(sheet, value):
    """Return a number as it is, and every text as a text: none becomes a formula."""
    if isinstance(value, int):
        return value
    text = without_control(_in_cell(value))
    if not text.startswith("="):
        return text
    cell = WriteOnlyCell(sheet, text)
    cell.data_type = "s"
    return cell

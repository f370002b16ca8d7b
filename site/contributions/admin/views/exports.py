"""Tables to take along: the list on screen, and the case file with personal data."""

import csv
import json
from datetime import datetime
from functools import cache

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Prefetch
from django.http import StreamingHttpResponse
from django.utils import timezone, translation
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from openpyxl.cell import WriteOnlyCell
from wagtail.admin.views.mixins import Echo, SpreadsheetExportMixin
from wagtail.admin.widgets.button import Button

from contributions.models import Contribution
from core import privacy_scan
from core.spreadsheets import without_control, without_formula

CHUNK = 500
JSON = "json"


class InChunks:
    """Rows of a queryset that are walked through once and never held all at a time."""

    def __init__(self, rows):
        self.model = rows.model
        self._rows = rows

    def __iter__(self):
        return self._rows.iterator(chunk_size=CHUNK)


@cache
def labels(field, language):
    """Return what the choices of a field are called: looked up for a file, not for each row."""
    with translation.override(language):
        choices = Contribution._meta.get_field(field).flatchoices
        return {value: str(label) for value, label in choices}


class Row:
    """What a table says about a contribution, without personal data.

    Left out is what a moderator has blanked, and what looks like personal data to the scan until
    a moderator has said that it is none.
    """

    fields = {
        "reference": _("Reference"),
        "kind": _("Kind"),
        "state": _("State"),
        "progress": _("Progress"),
        "page": _("Page"),
        "about": _("About"),
        "title": _("Title"),
        "text": _("Text"),
        "place": _("Place"),
        "author": _("Name, if it may be shown"),
        "language": _("Language"),
        "supports": _("Supports"),
        "received": _("Received"),
        "published": _("Published"),
    }
    fetched_along = ()

    def __init__(self, contribution):
        self._row = contribution
        self.reference = contribution.reference
        self.kind = self._label("kind")
        self.state = self._label("state")
        self.progress = contribution.progress and self._label("progress")
        self.page = contribution.page.title
        self.about = contribution.about.reference if contribution.about else ""
        self.title = self._words("title", contribution.title)
        self.text = self._words("text", contribution.text)
        self.place = self._words("place", contribution.place)
        self.author = self._words("name", contribution.author)
        self.language = self._label("language")
        self.supports = contribution.support_count
        self.received = contribution.created_at
        self.published = contribution.published_at

    def _label(self, field):
        """Return what a choice is called."""
        return labels(field, translation.get_language()).get(getattr(self._row, field), "")

    def _words(self, field, text):
        """Return a text of the author's without what may be personal."""
        found = [
            finding[1:3]
            for finding in self._row.findings.get(field, [])
            if not (len(finding) > 3 and finding[3])
        ]
        spans = [*self._row.redactions.get(field, []), *found]
        return privacy_scan.blank(text, spans, gettext("[left out]")) if spans else text


class CaseRow(Row):
    """All that we know of a contribution: words as they were written, and who wrote them."""

    fields = {
        **{name: label for name, label in Row.fields.items() if name != "author"},
        "answers": _("Answers to the page's questions"),
        "topics": _("Topics"),
        "name": _("Name"),
        "name_may_be_shown": _("Name may be shown"),
        "email": _("E-mail address"),
        "phone": _("Telephone"),
        "age": _("Age"),
        "on_behalf": _("On behalf of"),
        "on_behalf_of": _("Name of those spoken for"),
        "cvr": _("CVR number"),
        "protected_address": _("Protected name and address"),
        "channel": _("Came by"),
        "administration_only": _("For the administration only"),
        "photo": _("Photo"),
        "attachments": _("Attachments"),
        "decisions": _("Decisions"),
        "replies": _("Answers to the author"),
        "notes": _("Internal notes"),
        "kept_until": _("Personal data kept until"),
    }
    # As plain lists: a manager would be asked anew for each row.
    fetched_along = (
        *(
            Prefetch(name, to_attr=f"all_{name}")
            for name in ("topics", "attachments", "decisions", "answers", "internal_notes")
        ),
        Prefetch("all_answers__texts", to_attr="all_texts"),
    )

    def __init__(self, contribution):
        super().__init__(contribution)
        self.answers = [
            {"question": given["question"], "answer": given["answer"]}
            for given in contribution.form_data.values()
        ]
        self.topics = [topic.name for topic in contribution.all_topics]
        self.name = contribution.name
        self.name_may_be_shown = contribution.show_name
        self.email = contribution.email
        self.phone = contribution.phone
        self.age = self._label("age_band")
        self.on_behalf = self._label("on_behalf")
        self.on_behalf_of = contribution.on_behalf_of
        self.cvr = contribution.cvr
        self.protected_address = contribution.protected_address
        self.channel = self._label("channel")
        self.administration_only = contribution.administration_only
        self.photo = bool(contribution.photo)
        self.attachments = [file.original_name for file in contribution.all_attachments]
        states = labels("state", translation.get_language())
        self.decisions = [
            {
                "when": decision.created_at,
                "state": states.get(decision.state, ""),
                "reason": decision.reason,
                "note": decision.note,
            }
            for decision in contribution.all_decisions
        ]
        self.replies = [
            {"when": answer.created_at, "language": words.language, "text": words.text}
            for answer in contribution.all_answers
            for words in answer.all_texts
        ]
        self.notes = [
            {"when": note.created_at, "text": note.text} for note in contribution.all_internal_notes
        ]
        self.kept_until = contribution.erase_after

    def _words(self, _field, text):
        """The case file holds what was written."""
        return text


def in_words(value):
    """Return a value as a cell of a table says it: local time, yes or no, lists line by line."""
    if isinstance(value, bool):
        return gettext("Yes") if value else gettext("No")
    if isinstance(value, datetime):
        return timezone.localtime(value).strftime("%Y-%m-%d %H:%M")
    if isinstance(value, dict):
        return " | ".join(text for text in map(in_words, value.values()) if text)
    if isinstance(value, list):
        return "\n".join(map(in_words, value))
    return "" if value is None else str(value)


def in_this_language(stream):
    """Make a stream in the language of now: it is read after the admin has left it."""
    language = translation.get_language()

    def read():
        with translation.override(language):
            yield from stream

    return read()


class TableMixin(SpreadsheetExportMixin):
    """Write contributions into files as Wagtail does, and as JSON, a few of them at a time."""

    FORMATS = (*SpreadsheetExportMixin.FORMATS, JSON)
    row_class = Row

    @property
    def list_export(self):
        """The columns are what the rows tell."""
        return list(self.row_class.fields)

    def get_filename(self):
        """Name the file by what it holds and the day."""
        return f"{gettext('contributions')}-{timezone.localdate():%Y-%m-%d}"

    def get_heading(self, _queryset, field):
        """Return what a column is called."""
        return str(self.row_class.fields[field])

    def to_row_dict(self, item):
        """Return what a row says, by column."""
        row = self.row_class(item)
        return {field: getattr(row, field) for field in self.row_class.fields}

    def preprocess_field_value(self, field, value, export_format):
        """Return what stands in a cell; nothing that somebody has typed is run there."""
        if export_format == self.FORMAT_XLSX:
            if isinstance(value, datetime):
                return timezone.make_naive(value)
            return value if isinstance(value, int) else without_control(in_words(value))
        return without_formula(in_words(value))

    def generate_xlsx_row(self, worksheet, row_dict, date_format=None):
        """Leave empty cells out, which most are, and take what looks like a formula as text."""
        for field, value in row_dict.items():
            written = self.preprocess_field_value(field, value, self.FORMAT_XLSX)
            if isinstance(written, datetime):
                cell = WriteOnlyCell(worksheet, written)
                cell.number_format = date_format
                yield cell
            elif isinstance(written, str) and written.startswith("="):
                cell = WriteOnlyCell(worksheet, written)
                cell.data_type = "s"
                yield cell
            else:
                yield None if written == "" else written

    def stream_csv(self, queryset):
        """Quote every cell, and begin with the mark by which spreadsheets know our letters."""
        writer = csv.DictWriter(Echo(), self.list_export, quoting=csv.QUOTE_ALL)
        yield "\N{BYTE ORDER MARK}".encode()
        yield writer.writerow({name: self.get_heading(queryset, name) for name in self.list_export})
        for item in queryset:
            yield self.write_csv_row(writer, self.to_row_dict(item))

    def as_spreadsheet(self, queryset, spreadsheet_format):
        """Return the table as a file."""
        rows = InChunks(queryset.prefetch_related(*self.row_class.fetched_along))
        if spreadsheet_format == JSON:
            response = StreamingHttpResponse(self._stream_json(rows), "application/json")
            name = f"{self.get_filename()}.json"
            response["Content-Disposition"] = f'attachment; filename="{name}"'
        else:
            response = super().as_spreadsheet(rows, spreadsheet_format)
        if spreadsheet_format != self.FORMAT_XLSX:
            response.streaming_content = in_this_language(response.streaming_content)
        return response

    def _stream_json(self, rows):
        separator = "[\n"
        for item in rows:
            row = self.to_row_dict(item)
            yield separator + json.dumps(row, cls=DjangoJSONEncoder, ensure_ascii=False)
            separator = ",\n"
        yield "\n]\n" if separator == ",\n" else "[]\n"


class ExportMixin(TableMixin):
    """Let people download the list that is on screen."""

    def get(self, request, *args, **kwargs):
        """Send the table at once, without making a page of the list."""
        if self.is_export:
            return self.as_spreadsheet(self.get_queryset(), request.GET["export"])
        return super().get(request, *args, **kwargs)

    @cached_property
    def header_more_buttons(self):
        """Add JSON to Wagtail's two."""
        return [
            *super().header_more_buttons,
            Button(
                _("Download JSON"),
                url=self.get_export_url(JSON),
                icon_name="download",
                priority=110,
            ),
        ]

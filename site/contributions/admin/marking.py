"""A text in pieces, so that a page can show what was found in it and what is blanked."""

from dataclasses import dataclass
from itertools import pairwise

from django.utils.translation import gettext_lazy as _

from contributions.services.scanning import is_blanked
from core import privacy_scan

FIELD_LABELS = {
    "title": _("Title"),
    "text": _("Text"),
    "place": _("Place"),
    "name": _("Name"),
    "on_behalf_of": _("Name of those spoken for"),
}


@dataclass(frozen=True)
class Piece:
    """Some characters of a text, all of one kind; a line break stands alone."""

    start: int
    text: str
    label: str = ""
    is_blanked: bool = False

    @property
    def is_break(self):
        """Whether it is the end of a line."""
        return self.text in {"\n", "\r\n"}


@dataclass(frozen=True)
class Words:
    """One text of the author, by the name that redactions know it by."""

    field: str
    label: str
    pieces: list


@dataclass(frozen=True)
class GivenWords:
    """A question of the page's own, what was answered, and whether everybody may read that."""

    question: str
    words: Words | None
    is_public: bool


@dataclass(frozen=True)
class Found:
    """Personal data at a place of one of the author's texts."""

    field: str
    start: int
    end: int
    label: str
    words: str
    is_accepted: bool

    @property
    def place(self):
        """What forms call it."""
        return place_name(self.field, self.start, self.end)


def place_name(field, start, end):
    """Name a place in a text, as forms and the script do; `place_of` reads it."""
    return f"{field}:{start}:{end}"


def place_of(name):
    """Return (field, start, end) of a named place; raise `ValueError` if it names none."""
    field, start, end = name.rsplit(":", 2)
    return field, int(start), int(end)


def label_of(contribution, field):
    """Say which text of the author's this is: a field of the form, or the page's own question."""
    key = field.removeprefix("form_data.")
    return contribution.form_data[key]["question"] if key != field else FIELD_LABELS[field]


def written(contribution):
    """Return the author's texts in pieces, by field."""
    return {
        field: Words(
            field,
            label_of(contribution, field),
            pieces(
                text,
                contribution.findings.get(field, []),
                contribution.redactions.get(field, []),
            ),
        )
        for field, text in contribution.written_texts.items()
        if text
    }


def given_answers(contribution):
    """Return the answers to the page's own questions, in their order."""
    texts = written(contribution)
    return [
        GivenWords(given["question"], texts.get(f"form_data.{key}"), given["is_public"])
        for key, given in contribution.form_data.items()
    ]


def found_in(contribution):
    """Return the personal data found in the author's texts, in the order of the page."""
    texts = contribution.written_texts
    return [
        Found(field, start, end, kind_label(kind), texts[field][start:end], is_accepted)
        for field, findings in contribution.findings.items()
        for kind, start, end, is_accepted in findings
    ]


def kind_label(kind):
    """Return the word for a kind of personal data."""
    return privacy_scan.FindingKind(kind).label


def pieces(text, findings, blanked):
    """Cut a text where personal data begins or ends, where blanked places do, and at lines."""
    cuts = {0, len(text)}
    for start, end in [*([f[1], f[2]] for f in findings), *blanked]:
        cuts |= {min(start, len(text)), min(end, len(text))}
    for position, character in enumerate(text):
        if character == "\n":
            start = position - (text[position - 1 : position] == "\r")
            cuts |= {start, position + 1}
    ordered = sorted(cuts)
    return [
        Piece(
            start, text[start:end], _labels(findings, start, end), is_blanked(blanked, start, end)
        )
        for start, end in pairwise(ordered)
    ]


def _labels(findings, start, end):
    kinds = [kind for kind, first, last, *_more in findings if first <= start and end <= last]
    return ", ".join(str(kind_label(kind)) for kind in dict.fromkeys(kinds))

"""What all kinds of attached files share."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

# More text than this is no letter; what lies beyond is not scanned, so it counts as unread.
MOST_CHARACTERS = 1_000_000


class Kind(TextChoices):
    """What sort of file it is, as a person would say."""

    PDF = "pdf", _("PDF")
    PICTURE = "picture", _("Picture")
    DOCUMENT = "document", _("Document")
    SPREADSHEET = "spreadsheet", _("Spreadsheet")
    SLIDES = "slides", _("Slides")
    TEXT = "text", _("Text")


@dataclass(frozen=True)
class Inspected:
    """An attached file as it may be kept.

    `content` is what to store: without metadata where that can be taken out safely. `text` is what
    the privacy scan reads. `is_readable` says that the scan sees all there is to read; a picture
    has no text and is readable. `extension` begins with a dot.
    """

    kind: Kind
    content_type: str
    extension: str
    text: str
    is_readable: bool
    content: bytes


def not_taken():
    """Return the error for files of kinds that we do not take, or cannot read at all."""
    return ValidationError(
        _(
            "We cannot take this file. Choose a PDF, a picture, or a document, spreadsheet or "
            "slides saved as DOCX, XLSX, PPTX, ODT, ODS or ODP."
        ),
        code="not_taken",
    )


def storable(text):
    """Return a text without what no database takes: NUL and halves of characters."""
    return text.replace("\0", "").encode(errors="ignore").decode()

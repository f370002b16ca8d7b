"""Files that people attach: taken by their content alone, cleaned, read, and handed out again.

Neither the name of a file nor what a browser says of it counts. What is kept has been written
anew where that is possible, so that it tells nothing of its author and holds nothing else.
"""

import re
import unicodedata

from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import FileResponse
from django.utils.translation import gettext_lazy as _

from core.attachments import office, pdf, plain, raster
from core.attachments.common import Inspected, Kind
from core.templatetags.look import file_size

__all__ = ["ACCEPT", "Inspected", "Kind", "attachment_name", "attachment_response", "inspect"]

# For the `accept` attribute of a file field: a help in choosing, no check.
ACCEPT = ".pdf,.docx,.odt,.xlsx,.ods,.pptx,.odp,.txt,image/jpeg,image/png,image/webp,image/heic"
LONGEST_NAME = 100
ENDING = re.compile(r"\.[A-Za-z0-9]{1,5}$")
NOT_IN_NAMES = re.compile(r'[<>:"|?*%;]')
EXTENSIONS = {
    pdf.CONTENT_TYPE: ".pdf",
    plain.CONTENT_TYPE: ".txt",
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/webp": ".webp",
    **{
        content_type: extension
        for content_type, (_kind, extension) in (
            office.OPENXML_TYPES | office.OPENDOCUMENT_TYPES
        ).items()
    },
}
UNKNOWN_TYPE = "application/octet-stream"
POLICY = "default-src 'none'; sandbox"


def inspect(file):
    """Return an uploaded file as `Inspected`: what it is, what it says, and what to keep of it.

    Raises `ValidationError` with a sentence for the person who chose it: empty, larger than
    `ATTACHMENT_MAX_BYTES` (Django setting), of a kind we do not take, with macros, or broken.
    """
    file.seek(0)
    content = file.read(settings.ATTACHMENT_MAX_BYTES + 1)
    if len(content) > settings.ATTACHMENT_MAX_BYTES:
        raise ValidationError(
            _("The file is larger than %(size)s. Choose a smaller one."),
            code="too_large",
            params={"size": file_size(settings.ATTACHMENT_MAX_BYTES)},
        )
    if not content:
        raise ValidationError(_("The file is empty."), code="empty")
    if content.startswith(pdf.SIGNATURE):
        return pdf.inspect(content)
    if content.startswith(office.SIGNATURE):
        return office.inspect(content)
    if content.startswith(office.OLE_SIGNATURE):
        office.refuse_ole(content)
    if raster.SIGNATURE.match(content):
        return raster.inspect(content)
    return plain.inspect(content)


def attachment_name(name, extension):
    """Return a file's name as it may be kept and shown: one line, no path, the ending that is true.

    The words are the person's own and may tell who they are, so scan them as any other text.
    """
    name = unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2]
    stem = "".join(char for char in ENDING.sub("", name) if char.isprintable())
    stem = " ".join(NOT_IN_NAMES.sub(" ", stem).split()).strip(" .")
    return (stem or "file")[: LONGEST_NAME - len(extension)] + extension


def attachment_response(file, filename, content_type):
    """Return a response that hands out a kept file as a download and lets it do nothing.

    The type is one of those that `inspect` names, or it is sent as bytes of no known type; the
    name's ending follows the type. Whether it may be cached is for the caller to say.
    """
    extension = EXTENSIONS.get(content_type, ".bin")
    content_type = content_type if content_type in EXTENSIONS else UNKNOWN_TYPE
    if content_type == plain.CONTENT_TYPE:
        content_type += "; charset=utf-8"
    response = FileResponse(
        file,
        as_attachment=True,
        filename=attachment_name(filename, extension),
        content_type=content_type,
    )
    response["Content-Security-Policy"] = POLICY
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["X-Content-Type-Options"] = "nosniff"
    return response

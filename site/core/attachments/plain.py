"""Plain text, in the encodings that text editors write."""

import codecs
import re

from core.attachments.common import MOST_CHARACTERS, Inspected, Kind, not_taken

CONTENT_TYPE = "text/plain"
# What a browser or a shell would run, and formats whose programs do more than show text.
RUNS = re.compile(
    r"\s*(?:#!|%!PS|\{\\rtf|<[!?a-z])|.{0,1024}?%PDF-|.*?<(?:html|script|svg|iframe)\b",
    re.IGNORECASE | re.DOTALL,
)
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")


def inspect(content):
    """Return a text as UTF-8, or raise `ValidationError` for what is none, or is a program."""
    text = _decode(content)
    if CONTROLS.search(text) or RUNS.match(text):
        raise not_taken()
    return Inspected(
        kind=Kind.TEXT,
        content_type=CONTENT_TYPE,
        extension=".txt",
        text=text[:MOST_CHARACTERS],
        is_readable=len(text) <= MOST_CHARACTERS,
        content=text.encode(),
    )


def _decode(content):
    """Return bytes as text: as their mark says, else UTF-8, else the Windows of Western Europe."""
    has_mark = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    for encoding in ["utf-16"] if has_mark else ["utf-8-sig", "cp1252"]:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise not_taken()

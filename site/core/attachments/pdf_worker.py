"""Read a PDF file in a process of its own: `python pdf_worker.py <in.pdf >out`.

A hostile file may loop or eat memory whatever a library does, so the process has bounds that the
system keeps. It writes one line of JSON (what `pdf.read` takes) and then the file written anew,
where that is safe. It stands alone: nothing of Django or of this site is imported.
"""

import io
import json
import re
import resource
import sys
import time

from pypdf import PdfReader, PdfWriter

MOST_PAGES = 300
MOST_CHARACTERS = 1_000_000
TEXT_SECONDS = 8
CPU_SECONDS = 12
MEMORY_BYTES = 1024 * 1024 * 1024
# The operators that paint shapes and pictures, and those that paint text (ISO 32000, annex A).
PAINTS = re.compile(rb"(?:^|\s)(?:B\*?|b\*?|f\*?|F|S|s|Do|sh|EI)(?=\s|$)")
PAINTS_TEXT = re.compile(rb"(?:T[jJ]|['\"])(?=\s|$)")
# For letters of a font that does not tell which ones they are.
UNKNOWN_LETTER = "\N{REPLACEMENT CHARACTER}"
ACTIVE = {"/ImportData", "/JavaScript", "/Launch", "/SubmitForm"}
TOLD_BY_ITSELF = ("/AA", "/Metadata", "/OpenAction", "/PieceInfo")


def read(content):
    """Return what a PDF says as a dictionary, and its reader; None for what must not be rewritten.

    The dictionary holds `state` ("read", "locked" with a password or "broken"), `text`, and
    `is_readable`: whether the text is all that there is to read.
    """
    found = {"state": "read", "text": "", "is_readable": False}
    try:
        reader = PdfReader(io.BytesIO(content))
        if reader.is_encrypted and not _unlock(reader):
            return {**found, "state": "locked"}, None
        pages = len(reader.pages)
    except Exception:  # noqa: BLE001 - pypdf raises whatever it stumbles over
        return {**found, "state": "broken"}, None
    if not pages:
        return {**found, "state": "broken"}, None
    found["text"], is_complete = _text(reader)
    found["is_readable"] = is_complete and not _hides_more(reader)
    # Another byte would break a signature; a file locked against changes stays as it is.
    is_sealed = reader.is_encrypted or b"/ByteRange" in content
    return found, None if is_sealed else reader


def rewritten(reader):
    """Return the bytes of a PDF without author, history, scripts; nothing where that fails."""
    writer = PdfWriter(clone_from=reader)
    writer.pdf_header = reader.pdf_header
    writer.metadata = None
    root = writer.root_object
    _drop(root, TOLD_BY_ITSELF)
    _drop(_at(root, "/Names") or {}, ["/JavaScript"])
    for page in writer.pages:
        _drop(page, TOLD_BY_ITSELF)
        for annotation in _annotations(page):
            _drop(annotation, ["/AA"])
            if _at(annotation, "/A", "/S") in ACTIVE:
                _drop(annotation, ["/A"])
    writer.compress_identical_objects(remove_duplicates=False, remove_unreferenced=True)
    out = io.BytesIO()
    writer.write(out)
    if len(PdfReader(out).pages) != len(reader.pages):
        return b""
    return out.getvalue()


def _unlock(reader):
    """Open a file that is locked against changes alone, with an empty password."""
    try:
        return bool(reader.decrypt(""))
    except Exception:  # noqa: BLE001 - a cipher that we lack, or none at all
        return False


def _text(reader):
    """Return the text of the pages, within bounds, and whether it is all of it."""
    parts, characters, is_complete = [], 0, len(reader.pages) <= MOST_PAGES
    deadline = time.monotonic() + TEXT_SECONDS
    for number in range(min(len(reader.pages), MOST_PAGES)):
        try:
            page = reader.pages[number]
            text = page.extract_text()
            is_complete &= UNKNOWN_LETTER not in text
            is_complete &= bool(text.strip()) or not _shows_something(page, text)
            parts.append("\n".join([text, *_said_in_annotations(page)]))
            characters += len(parts[-1])
        except Exception:  # noqa: BLE001 - one bad page leaves the others readable
            is_complete = False
        if characters > MOST_CHARACTERS or time.monotonic() > deadline:
            return "\n".join(parts)[:MOST_CHARACTERS], False
    return "\n".join(parts), is_complete


def _shows_something(page, text):
    """Whether a page without words draws something all the same: a scan, letters as pictures.

    Word processors write a space on an empty page, and it is read as one.
    """
    contents = page.get_contents()
    drawn = contents.get_data() if contents is not None else b""
    return bool(PAINTS.search(drawn) or (not text and PAINTS_TEXT.search(drawn)))


def _said_in_annotations(page):
    """Return the remarks, the filled-in fields and the links of a page."""
    said = []
    for annotation in _annotations(page):
        for keys in (["/Contents"], ["/V"], ["/Parent", "/V"], ["/A", "/URI"]):
            value = _at(annotation, *keys)
            said += [str(value)] if isinstance(value, str) else []
    return said


def _hides_more(reader):
    """Whether there is more in the file than its pages: other files, or a form made of XML."""
    places = (["/Names", "/EmbeddedFiles"], ["/AcroForm", "/XFA"], ["/Collection"])
    return any(_at(reader.root_object, *place) for place in places)


def _annotations(page):
    return [row.get_object() for row in _at(page, "/Annots") or []]


def _at(value, *keys):
    """Return what lies under some keys, one within the other, or None."""
    for key in keys:
        if not isinstance(value, dict) or key not in value:
            return None
        value = value[key].get_object()
    return value


def _drop(dictionary, keys):
    for key in keys:
        dictionary.pop(key, None)


def main():
    """Read standard input, write standard output."""
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    found, reader = read(sys.stdin.buffer.read())
    out = sys.stdout.buffer
    out.write(json.dumps(found).encode() + b"\n")
    out.flush()
    if reader:
        out.write(rewritten(reader))


if __name__ == "__main__":
    main()

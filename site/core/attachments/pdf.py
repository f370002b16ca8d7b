"""PDF files, read by a process that may die of them."""

import json
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from zipfile import is_zipfile

from core.attachments.common import Inspected, Kind, not_taken, storable

SIGNATURE = b"%PDF-"
CONTENT_TYPE = "application/pdf"
WORKER = Path(__file__).with_name("pdf_worker.py")
SECONDS = 20


def inspect(content):
    """Return a PDF without what it tells of its author, and its text.

    Raises `ValidationError` for a broken file and for one that is a PDF and a ZIP archive at
    once. Signed files and those locked stay as they came. A file that took too long to
    read counts as unread.
    """
    if is_zipfile(BytesIO(content)):
        raise not_taken()
    found, clean = _read(content)
    if found["state"] == "broken":
        raise not_taken()
    return Inspected(
        kind=Kind.PDF,
        content_type=CONTENT_TYPE,
        extension=".pdf",
        text=storable(found["text"]),
        is_readable=found["is_readable"],
        content=clean if clean.startswith(SIGNATURE) else content,
    )


def _read(content):
    """Return what the worker says, and the file written anew if there was time for it."""
    # -P: the folder beside the worker must not stand in for modules of the same name.
    command = [sys.executable, "-P", str(WORKER)]
    try:
        done = subprocess.run(  # noqa: S603 - no word of the command comes from outside
            command, input=content, capture_output=True, timeout=SECONDS, check=False
        )
        out, is_whole = done.stdout, done.returncode == 0
    except subprocess.TimeoutExpired as expired:
        out, is_whole = expired.stdout or b"", False
    header, newline, clean = out.partition(b"\n")
    if not newline:
        return {"state": "unknown", "text": "", "is_readable": False}, b""
    return json.loads(header), clean if is_whole else b""

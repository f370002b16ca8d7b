"""Files that people attach: what is taken, what is refused, what is read and what is kept."""

import json
import subprocess
import sys
import time
import zipfile
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils import translation
from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    TextStringObject,
)

from core import pictures
from core.attachments import (
    ACCEPT,
    Kind,
    attachment_name,
    attachment_response,
    common,
    inspect,
    office,
    pdf,
    pdf_worker,
    plain,
    raster,
)
from tests.core.test_pictures import TURNED_RIGHT, assert_tells_nothing, looks, photo_file

WORDS = "Vi vil have bænke. Ring 22345678."
DOCX = office.OPENXML + "wordprocessingml.document"
XLSX = office.OPENXML + "spreadsheetml.sheet"
PPTX = office.OPENXML + "presentationml.presentation"
ODT = office.OPENDOCUMENT + "text"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
O = (  # noqa: E741
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
)


def inspected(content, name="Somebody's own.name"):
    with translation.override("en"):
        return inspect(ContentFile(content, name=name))


def refused(content):
    """Return the sentence that a person reads who sends this."""
    with translation.override("en"), pytest.raises(ValidationError) as raised:
        inspect(ContentFile(content, name="letter.pdf"))
    with translation.override("en"):
        [sentence] = raised.value.messages
    return sentence


NOT_TAKEN = (
    "We cannot take this file. Choose a PDF, a picture, or a document, spreadsheet or "
    "slides saved as DOCX, XLSX, PPTX, ODT, ODS or ODP."
)
MACROS = "The file holds macros, which are small programs. Save it without them, or as PDF."
TOO_LARGE_UNPACKED = "The file is too large when it is unpacked. Send a part of it, or a PDF."


# --- Any file -----------------------------------------------------------------------------


def test_an_empty_file_is_refused():
    assert refused(b"") == "The file is empty."


def test_a_large_file_is_refused_whatever_it_says_of_its_size(settings):
    settings.ATTACHMENT_MAX_BYTES = 1024 * 1024
    file = ContentFile(b"x" * (1024 * 1024 + 1), name="x.txt")
    file.size = 3
    with translation.override("en"), pytest.raises(ValidationError, match="larger than 1 MB"):
        inspect(file)
    assert inspected(b"x" * 1024 * 1024).kind == Kind.TEXT


def test_a_file_is_read_from_its_beginning():
    file = ContentFile(b"Hej", name="x.txt")
    file.read()
    assert inspect(file).text == "Hej"


@pytest.mark.parametrize(
    "content",
    [
        b"MZ\x90\x00\x03program",
        b"\x7fELF\x02\x01\x01\x00",
        b"#!/bin/sh\necho",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"\xef\xbb\xbf  <!DOCTYPE html><p>",
        b"<?xml version='1.0'?><svg/>",
        b"<?php phpinfo();",
        b"Kind regards\n" * 1000 + b"<script>alert(1)</script>",
        b"\xff\xfe" + "<html>".encode("utf-16-le"),
        b"{\\rtf1\\ansi Hej}",
        b"%!PS-Adobe-3.0",
        b"GIF89a\x01\x00\x01\x00",
        b"BM\x00\x00\x00\x00",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600,
        b"Rar!\x1a\x07\x00",
        b"7z\xbc\xaf\x27\x1c\x00",
        b"\x1f\x8b\x08\x00\x00",
        b"junk first\n%PDF-1.7\n",
        b"Hej\x00",
        b"Hej \x81",
        b"\xff\xfe\x00\xd8",
        b"PK\x05\x06" + b"\x00" * 18,
        b"PK\x03\x04 and no archive",
        b"%PDF-1.7 and no more",
        b"%PDF-",
    ],
    ids=lambda content: repr(content[:12]),
)
def test_what_is_not_on_the_list_is_refused(content):
    assert refused(content) == NOT_TAKEN


def test_the_chooser_offers_every_kind():
    assert set(ACCEPT.split(",")) == {
        ".pdf", ".docx", ".odt", ".xlsx", ".ods", ".pptx", ".odp", ".txt",
        "image/jpeg", "image/png", "image/webp", "image/heic",
    }  # fmt: skip


# --- Text ---------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_text_is_taken_in_the_encodings_of_editors(encoding):
    found = inspected("Ærø: 3 < 4\r\n\tHilsen\f".encode(encoding))
    assert (found.kind, found.content_type, found.extension) == (Kind.TEXT, "text/plain", ".txt")
    assert found.text == "Ærø: 3 < 4\r\n\tHilsen\f"
    assert found.content == found.text.encode()
    assert found.is_readable


def test_text_too_long_to_scan_counts_as_unread(monkeypatch):
    monkeypatch.setattr(plain, "MOST_CHARACTERS", 5)
    found = inspected(b"123456")
    assert (found.text, found.is_readable, found.content) == ("12345", False, b"123456")
    assert inspected(b"12345").is_readable


# --- Pictures -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("image_format", "extension"),
    [
        ("JPEG", ".jpg"),
        ("MPO", ".jpg"),
        ("HEIF", ".jpg"),
        ("AVIF", ".jpg"),
        ("WEBP", ".jpg"),
        ("PNG", ".png"),
    ],
)
def test_a_picture_is_drawn_anew_and_tells_nothing(image_format, extension):
    found = inspected(photo_file(image_format).read())
    photo = assert_tells_nothing(found.content)
    assert looks(photo) == ["red", "blue"]
    assert photo.format == {".jpg": "JPEG", ".png": "PNG"}[extension]
    assert found.content_type == Image.MIME[photo.format]
    assert (found.kind, found.extension) == (Kind.PICTURE, extension)
    assert (found.text, found.is_readable) == ("", True)


def test_a_picture_taken_sideways_stands_upright_and_a_large_one_shrinks(monkeypatch):
    monkeypatch.setattr(raster, "LONGEST_SIDE", 100)
    found = inspected(photo_file(size=(400, 200), orientation=TURNED_RIGHT).read())
    assert Image.open(BytesIO(found.content)).size == (50, 100)


@pytest.mark.parametrize(("image_format", "mode"), [("WEBP", "RGBA"), ("PNG", "P"), ("PNG", "LA")])
def test_what_is_transparent_stays_so(image_format, mode):
    out = BytesIO()
    options = {"transparency": 0} if mode == "P" else {}
    Image.new(mode, (10, 10)).save(out, image_format, **options)
    found = inspected(out.getvalue())
    assert found.content_type == "image/png"
    assert Image.open(BytesIO(found.content)).convert("RGBA").getpixel((5, 5))[3] == 0


@pytest.mark.parametrize("mode", ["L", "P", "1", "I;16", "CMYK"])
def test_unusual_colours_are_taken(mode):
    out = BytesIO()
    Image.new(mode, (10, 10)).save(out, "JPEG" if mode == "CMYK" else "PNG")
    assert inspected(out.getvalue()).kind == Kind.PICTURE


def test_what_hangs_on_a_picture_is_gone():
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("program.exe", "MZ")
    content = photo_file("PNG").read() + out.getvalue()
    assert zipfile.is_zipfile(BytesIO(content))
    assert not zipfile.is_zipfile(BytesIO(inspected(content).content))


@pytest.mark.parametrize("image_format", ["JPEG", "PNG", "WEBP", "HEIF"])
def test_a_picture_cut_short_is_refused(image_format):
    content = photo_file(image_format, size=(400, 400)).read()
    assert "could not read the file as a picture" in refused(content[: len(content) // 2])


def test_a_picture_of_too_many_pixels_is_refused(monkeypatch):
    monkeypatch.setattr(pictures, "MAX_PIXELS", 100)
    assert "too many pixels" in refused(photo_file().read())


# --- PDF ----------------------------------------------------------------------------------


def pdf_writer(*pages):
    """Return a writer of a PDF with these words on its pages; None draws a picture instead."""
    writer = PdfWriter()
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
            NameObject("/Encoding"): NameObject("/WinAnsiEncoding"),
        }
    )
    for words in pages:
        page = writer.add_blank_page(300, 300)
        stream = DecodedStreamObject()
        if words is None:
            stream.set_data(b"0 0 10 10 re f\n" * 50)
        else:
            stream.set_data(f"BT /F1 12 Tf 10 100 Td ({words}) Tj ET".encode("cp1252"))
        page[NameObject("/Contents")] = writer._add_object(stream)
        page[NameObject("/Resources")] = DictionaryObject(
            {NameObject("/Font"): DictionaryObject({NameObject("/F1"): font})}
        )
    return writer


def pdf_bytes(*pages, change=None):
    writer = pdf_writer(*pages)
    if change:
        change(writer)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def annotation(**entries):
    """Return an annotation; a dictionary stands for a PDF dictionary, a slash for a PDF name."""

    def wrapped(value):
        if isinstance(value, dict):
            return DictionaryObject({NameObject(f"/{k}"): wrapped(v) for k, v in value.items()})
        return NameObject(value) if value.startswith("/") else TextStringObject(value)

    return wrapped({"Type": "/Annot", "Subtype": "/Text", **entries})


def with_annotation(**entries):
    def change(writer):
        writer.pages[0][NameObject("/Annots")] = ArrayObject([annotation(**entries)])

    return change


def with_script(writer):
    script = annotation(S="/JavaScript", JS="open()")
    writer.root_object[NameObject("/OpenAction")] = script
    writer.root_object[NameObject("/Names")] = DictionaryObject(
        {NameObject("/JavaScript"): writer._add_object(script)}
    )


def with_author(writer):
    writer.add_metadata({"/Author": "Somebody Important", "/Title": "Secret title"})


def test_a_pdf_is_read_and_its_author_taken_out():
    found = inspected(pdf_bytes(WORDS, "Side to", change=with_author))
    assert (found.kind, found.content_type, found.extension) == (
        Kind.PDF,
        "application/pdf",
        ".pdf",
    )
    assert found.text == f"{WORDS}\nSide to"
    assert found.is_readable
    assert found.content.startswith(b"%PDF-")
    assert b"Important" not in found.content
    assert b"Secret" not in found.content
    assert [page.extract_text() for page in PdfReader(BytesIO(found.content)).pages] == [
        WORDS,
        "Side to",
    ]


def test_scripts_in_a_pdf_are_taken_out():
    def change(writer):
        with_script(writer)
        with_annotation(A={"S": "/Launch", "F": "program.exe"}, AA={"U": {"S": "/JavaScript"}})(
            writer
        )

    content = pdf_bytes(WORDS, change=change)
    assert b"JavaScript" in content
    assert b"Launch" in content
    clean = inspected(content).content
    assert b"JavaScript" not in clean
    assert b"Launch" not in clean
    assert len(PdfReader(BytesIO(clean)).pages[0]["/Annots"]) == 1


@pytest.mark.parametrize(
    ("entries", "said"),
    [
        ({"Contents": "Note 1"}, "Note 1"),
        ({"Subtype": "/Widget", "V": "Field 2"}, "Field 2"),
        ({"Subtype": "/Widget", "Parent": {"V": "Field 3"}}, "Field 3"),
        ({"Subtype": "/Link", "A": {"S": "/URI", "URI": "mailto:a@b.dk"}}, "mailto:a@b.dk"),
    ],
)
def test_remarks_fields_and_links_of_a_pdf_are_read(entries, said):
    found = inspected(pdf_bytes(WORDS, change=with_annotation(**entries)))
    assert found.text == f"{WORDS}\n{said}"
    assert found.is_readable


def test_a_scanned_page_leaves_a_pdf_unread():
    found = inspected(pdf_bytes(WORDS, None))
    assert found.text.strip() == WORDS
    assert not found.is_readable


def test_an_empty_page_has_nothing_to_read():
    found = inspected(pdf_bytes(WORDS, " ", change=lambda writer: writer.add_blank_page(10, 10)))
    assert found.is_readable


@pytest.mark.parametrize("drawing", [b"/X1 Do", b"0 0 9 9 re\nf*", b"0 0 m 9 9 l S", b"BI ID x EI"])
def test_a_page_that_draws_and_says_nothing_leaves_a_pdf_unread(drawing):
    def change(writer):
        writer.pages[1]["/Contents"].set_data(b"q " + drawing + b" Q")

    assert not inspected(pdf_bytes(WORDS, "x", change=change)).is_readable


def test_a_pdf_with_files_inside_counts_as_unread():
    found = inspected(pdf_bytes(WORDS, change=lambda pdf: pdf.add_attachment("x.txt", b"Hej")))
    assert not found.is_readable


def test_a_pdf_that_is_a_form_of_xml_counts_as_unread():
    def change(writer):
        form = DictionaryObject({NameObject("/XFA"): TextStringObject("<xml/>")})
        writer.root_object[NameObject("/AcroForm")] = form

    assert not inspected(pdf_bytes(WORDS, change=change)).is_readable


def test_a_pdf_locked_with_a_password_is_kept_unread():
    content = pdf_bytes(WORDS, change=lambda pdf: pdf.encrypt("secret", algorithm="RC4-128"))
    found = inspected(content)
    assert (found.text, found.is_readable, found.content) == ("", False, content)


def test_a_pdf_locked_against_changes_is_read_and_left_as_it_is():
    content = pdf_bytes(WORDS, change=lambda pdf: pdf.encrypt("", "owner", algorithm="RC4-128"))
    found = inspected(content)
    assert (found.text, found.is_readable, found.content) == (WORDS, True, content)


def test_a_signed_pdf_is_left_as_it_is():
    def change(writer):
        with_author(writer)
        signature = DictionaryObject({NameObject("/ByteRange"): ArrayObject([NumberObject(0)])})
        writer.root_object[NameObject("/Signed")] = writer._add_object(signature)

    content = pdf_bytes(WORDS, change=change)
    found = inspected(content)
    assert (found.text, found.is_readable, found.content) == (WORDS, True, content)


def test_a_pdf_that_is_an_archive_too_is_refused():
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("program.exe", "MZ")
    assert refused(pdf_bytes(WORDS) + out.getvalue()) == NOT_TAKEN


def test_a_pdf_without_pages_is_refused():
    assert refused(pdf_bytes()) == NOT_TAKEN


@pytest.mark.parametrize(
    ("part", "key", "value"),
    [("/Resources", "/Font", DictionaryObject()), ("/Contents", "/Filter", NameObject("/Odd"))],
)
def test_a_pdf_with_one_bad_page_is_kept_unread(part, key, value):
    def change(writer):
        writer.pages[1][part][NameObject(key)] = value

    found = inspected(pdf_bytes(WORDS, "Side to", change=change))
    assert found.text.startswith(WORDS)
    assert not found.is_readable


PDF_SAMPLES = {
    "plain": pdf_bytes(WORDS, "Side to"),
    "scan": pdf_bytes(None),
    "remark": pdf_bytes(WORDS, change=with_annotation(Contents="Note 1")),
    "script": pdf_bytes(WORDS, change=with_script),
    "locked": pdf_bytes(WORDS, change=lambda pdf: pdf.encrypt("secret", algorithm="RC4-128")),
    "file": pdf_bytes(WORDS, change=lambda pdf: pdf.add_attachment("x.txt", b"Hej")),
}


@pytest.mark.parametrize("content", PDF_SAMPLES.values(), ids=PDF_SAMPLES)
def test_the_process_apart_finds_what_the_code_finds(content):
    found, reader = pdf_worker.read(content)
    result = inspected(content)
    assert (result.text, result.is_readable) == (found["text"], found["is_readable"])
    assert result.content == (pdf_worker.rewritten(reader) if reader else content)


def test_a_pdf_that_loses_pages_in_the_writing_stays_as_it_is(monkeypatch):
    _found, reader = pdf_worker.read(pdf_bytes(WORDS, "Side to"))
    monkeypatch.setattr(pdf_worker, "PdfReader", lambda _out: PdfReader(BytesIO(pdf_bytes(WORDS))))
    assert pdf_worker.rewritten(reader) == b""


@pytest.mark.parametrize("content", [b"%PDF-1.7 and no more", pdf_bytes()])
def test_a_broken_pdf_is_told_by_the_worker(content):
    found, reader = pdf_worker.read(content)
    assert (found["state"], reader) == ("broken", None)


def test_words_that_no_database_takes_are_left_out():
    assert common.storable("a\0b\ud800c æ") == "abc æ"


@pytest.mark.parametrize(("name", "bound"), [("MOST_PAGES", 1), ("MOST_CHARACTERS", 5)])
def test_a_pdf_is_read_within_bounds(monkeypatch, name, bound):
    monkeypatch.setattr(pdf_worker, name, bound)
    found, reader = pdf_worker.read(pdf_bytes(WORDS, "Side to"))
    assert not found["is_readable"]
    assert found["text"] == (WORDS if name == "MOST_PAGES" else WORDS[:5])
    assert reader is not None


def test_a_pdf_is_read_for_some_seconds_only(monkeypatch):
    monkeypatch.setattr(pdf_worker, "TEXT_SECONDS", -1)
    found, _reader = pdf_worker.read(pdf_bytes(WORDS, "Side to"))
    assert (found["text"], found["is_readable"]) == (WORDS, False)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("import time; time.sleep(60)", ("", False)),
        ("raise SystemExit(3)", ("", False)),
        ("x = bytearray(10**15)", ("", False)),
        ("print({found!r}, flush=True); import time; time.sleep(60)", ("Hej", True)),
        ("print({found!r}, flush=True); raise SystemExit(3)", ("Hej", True)),
        ("print({found!r}); print('no pdf')", ("Hej", True)),
    ],
    ids=["hangs", "dies", "eats", "hangs later", "dies later", "nonsense"],
)
def test_a_worker_that_fails_leaves_the_file_as_it_came(monkeypatch, tmp_path, written, expected):
    found = json.dumps({"state": "read", "text": "Hej", "is_readable": True})
    (tmp_path / "worker.py").write_text(written.replace("{found!r}", repr(found)))
    monkeypatch.setattr(pdf, "WORKER", tmp_path / "worker.py")
    monkeypatch.setattr(pdf, "SECONDS", 2)
    content = pdf_bytes(WORDS)
    result = inspected(content)
    assert (result.text, result.is_readable) == expected
    assert result.content == content


def test_the_worker_stands_alone():
    command = [sys.executable, "-P", str(pdf.WORKER)]
    done = subprocess.run(  # noqa: S603
        command, input=pdf_bytes(WORDS), capture_output=True, check=True, cwd="/", env={}
    )
    header, _newline, clean = done.stdout.partition(b"\n")
    assert json.loads(header) == {"state": "read", "text": WORDS, "is_readable": True}
    assert clean.startswith(b"%PDF-")


def test_a_hostile_pdf_ends_within_its_bounds(monkeypatch):
    monkeypatch.setattr(pdf, "SECONDS", 5)
    stream = b"BT /F1 12 Tf " + b"(aaaa) Tj " * 900_000 + b"ET"
    data = DecodedStreamObject()
    data.set_data(stream)

    def change(writer):
        reference = writer._add_object(data.flate_encode())
        for page in writer.pages:
            page[NameObject("/Contents")] = reference

    content = pdf_bytes(*["x"] * 20, change=change)
    started = time.monotonic()
    assert not inspected(content).is_readable
    assert time.monotonic() - started < 10


# --- Office files -------------------------------------------------------------------------


def archive_bytes(members, compression=zipfile.ZIP_DEFLATED):
    out = BytesIO()
    with zipfile.ZipFile(out, "w", compression) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def openxml(content_type=DOCX, **members):
    """Return an OOXML file; of member names a double underscore is a slash, a single one a dot."""
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f'<Override PartName="/word/document.xml" ContentType="{content_type}.main+xml"/></Types>'
    )
    parts = {"[Content_Types].xml": types, "docProps/core.xml": "<x>Somebody Important</x>"}
    given = {name.replace("__", "/").replace("_", "."): part for name, part in members.items()}
    return archive_bytes(parts | given)


def docx(body=f"<w:p><w:r><w:t>{WORDS}</w:t></w:r></w:p>", **members):
    return openxml(
        **{"word__document_xml": f"<w:document {W}><w:body>{body}</w:body></w:document>", **members}
    )


def opendocument(content_type=ODT, body=f"<text:p>{WORDS}</text:p>", manifest="", **members):
    parts = {
        "mimetype": content_type,
        "content.xml": f"<office:document-content {O}>{body}</office:document-content>",
        "meta.xml": "<x>Somebody Important</x>",
        "META-INF/manifest.xml": f"<manifest>{manifest}</manifest>",
    }
    given = {name.replace("__", "/").replace("_", "."): part for name, part in members.items()}
    return archive_bytes(parts | given)


@pytest.mark.parametrize(
    ("content_type", "kind", "extension"),
    [
        (DOCX, Kind.DOCUMENT, ".docx"),
        (XLSX, Kind.SPREADSHEET, ".xlsx"),
        (PPTX, Kind.SLIDES, ".pptx"),
    ],
)
def test_microsofts_formats_are_known_by_their_main_part(content_type, kind, extension):
    found = inspected(openxml(content_type, ppt__slide_xml="<p>Hej</p>"))
    assert (found.content_type, found.kind, found.extension) == (content_type, kind, extension)
    assert (found.text, found.is_readable) == ("Hej", True)


@pytest.mark.parametrize(
    ("name", "kind", "extension"),
    [
        ("text", Kind.DOCUMENT, ".odt"),
        ("spreadsheet", Kind.SPREADSHEET, ".ods"),
        ("presentation", Kind.SLIDES, ".odp"),
    ],
)
def test_the_open_formats_are_known_by_their_first_member(name, kind, extension):
    found = inspected(opendocument(office.OPENDOCUMENT + name))
    assert found.content_type == office.OPENDOCUMENT + name
    assert (found.kind, found.extension) == (kind, extension)
    assert (found.text, found.is_readable) == (WORDS, True)


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<w:p><w:r><w:t>010203</w:t></w:r><w:r><w:t>-1234</w:t></w:r></w:p>", "010203-1234"),
        ("<w:p><w:t>a</w:t></w:p><w:p><w:t>b</w:t></w:p>", "a\nb"),
        ("<w:p><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t></w:p>", "a b\nc"),
        ("<w:p><w:del><w:delText>slettet</w:delText></w:del></w:p>", "slettet"),
        ("<w:p><w:t>&lt;&amp;&#230;</w:t></w:p>", "<&æ"),
    ],
)
def test_a_document_is_read_as_it_is_seen(body, text):
    assert inspected(docx(body)).text == text


def test_all_parts_of_a_document_are_read():
    text = inspected(
        docx(
            "<w:p><w:t>body</w:t></w:p>",
            word__header1_xml=f"<w:hdr {W}><w:p><w:t>header</w:t></w:p></w:hdr>",
            word__comments_xml=f"<w:comments {W}><w:t>comment</w:t></w:comments>",
            word___rels__document_xml_rels='<r><Relationship Target="mailto:a@b.dk" '
            'TargetMode="External"/><Relationship Target="styles.xml"/></r>',
        )
    ).text
    assert text.split() == ["body", "header", "comment", "mailto:a@b.dk"]


def test_templates_of_slides_are_read_too():
    found = inspected(
        openxml(
            PPTX,
            ppt__slideMasters__master1_xml="<x>Ring 22345678</x>",
            ppt__slides__slide1_xml="<x>Hej</x>",
        )
    )
    assert (found.text, found.is_readable) == ("Hej\nRing 22345678", True)


def test_cells_are_read_apart_and_numbers_of_texts_left_out():
    sheet = (
        '<sheetData><row><c t="s"><v>22345678</v></c><c><v>010203</v></c>'
        '<c t="inlineStr"><is><t>her</t></is></c></row></sheetData>'
    )
    strings = "<sst><si><t>a</t></si><si><r><t>b</t></r><r><t>c</t></r></si></sst>"
    found = inspected(openxml(XLSX, xl__sheet1_xml=sheet, xl__sharedStrings_xml=strings))
    assert found.text.split() == ["010203", "her", "a", "bc"]


def test_open_documents_keep_their_spaces():
    body = "<text:p>22<text:s/>34<text:tab/>56<text:line-break/>78</text:p>"
    assert inspected(opendocument(body=body)).text == "22 34 56\n78"


@pytest.mark.parametrize("content", [docx(), opendocument()], ids=["docx", "odt"])
def test_who_wrote_it_is_taken_out(content):
    clean = inspected(content).content
    with zipfile.ZipFile(BytesIO(content)) as before, zipfile.ZipFile(BytesIO(clean)) as after:
        assert after.testzip() is None
        assert after.namelist() == before.namelist()
        told = b"".join(map(after.read, after.namelist()))
        assert {row.date_time for row in after.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert b"Important" not in told
    assert WORDS.encode() in told
    assert inspected(clean).text == WORDS


def test_what_lies_before_between_and_behind_the_members_is_gone():
    assert inspected(docx() + b"%PDF-1.7 hidden").content == inspected(docx()).content
    assert refused(b"%PDF-1.7\n" + docx()) == NOT_TAKEN


@pytest.mark.parametrize(
    "content",
    [
        openxml("application/vnd.ms-word.document.macroEnabled"),
        docx(word__vbaProject_bin=b"macros"),
        docx(xl__macrosheets__sheet1_xml="<x/>"),
        docx(word__activeX__activeX1_xml="<x/>"),
        opendocument(Basic__Standard__Module1_xml="<x/>"),
        opendocument(Scripts__python__run_py="x"),
    ],
)
def test_macros_are_refused(content):
    assert refused(content) == MACROS


def test_an_empty_library_is_no_macro():
    found = inspected(
        archive_bytes(
            {
                "mimetype": ODT,
                "content.xml": f"<x>{WORDS}</x>",
                "META-INF/manifest.xml": "<x/>",
                "Basic/": "",
                "Basic/script-lc.xml": "<x/>",
            }
        )
    )
    assert found.text == WORDS


@pytest.mark.parametrize(
    "content",
    [
        archive_bytes({"letter.txt": "Hej"}),
        archive_bytes({"[Content_Types].xml": "<Types/>"}),
        archive_bytes({"[Content_Types].xml": "no xml"}),
        archive_bytes({"mimetype": "application/epub+zip", "content.xml": "<x/>"}),
        archive_bytes({"content.xml": "<x/>", "mimetype": ODT}),
        archive_bytes({"mimetype": ODT, "content.xml": "<x/>"}),
        archive_bytes({"mimetype": b"\xff", "content.xml": "<x/>"}),
        openxml("application/vnd.openxmlformats-officedocument.wordprocessingml.template"),
        docx(word__program_exe="MZ"),
        docx(word__page_html="<p>"),
        archive_bytes({"mimetype": ODT, "content.xml": "<x/>", "../x": ""}),
        archive_bytes({"mimetype": ODT, "content.xml": "<x/>", "/x": ""}),
        archive_bytes({"mimetype": ODT, "content.xml": "<x/>"}, zipfile.ZIP_BZIP2),
        docx("<w:p>"),
        docx()[:-30],
        docx().replace(b"PK\x01\x02", b"PK\x01\x03"),
    ],
)
def test_other_archives_are_refused(content):
    assert refused(content) == NOT_TAKEN


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_members_of_a_name_are_refused():
    out = BytesIO(docx())
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("word/document.xml", "<x>another</x>")
    assert refused(out.getvalue()) == NOT_TAKEN


@pytest.mark.parametrize(
    "entity",
    [
        '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>',
        '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>',
        '<!DOCTYPE x SYSTEM "http://example.com/x.dtd"><x/>',
    ],
)
def test_xml_that_reaches_out_or_swells_is_refused(entity):
    assert refused(docx(word__footer_xml=entity)) == NOT_TAKEN
    types = archive_bytes({"[Content_Types].xml": entity})
    assert refused(types) == NOT_TAKEN


def test_a_bomb_is_refused_before_it_is_unpacked(monkeypatch):
    bomb = docx(word__media__x_png=b"\0" * (office.RATIO_MATTERS_FROM + 1))
    monkeypatch.setattr(zipfile.ZipFile, "read", lambda *_args: pytest.fail("was unpacked"))
    assert refused(bomb) == TOO_LARGE_UNPACKED


@pytest.mark.parametrize(("name", "bound"), [("MOST_BYTES", 100), ("MOST_MEMBERS", 1)])
def test_an_archive_of_too_much_is_refused(monkeypatch, name, bound):
    monkeypatch.setattr(office, name, bound)
    assert refused(docx()) == TOO_LARGE_UNPACKED


def test_a_member_that_lies_about_its_size_is_refused():
    content = bytearray(docx(word__media__x_png=b"\0" * 100_000))
    entry = content.rindex(b"PK\x01\x02")
    content[entry + 24 : entry + 28] = (10).to_bytes(4, "little")
    assert refused(bytes(content)) == NOT_TAKEN


@pytest.mark.parametrize(
    "content",
    [
        docx("", word__media__scan_png=b"x"),
        openxml(
            PPTX,
            ppt__slides__slide1_xml="<x/>",
            ppt__slideMasters__master1_xml="<x>Click to edit</x>",
            ppt__media__scan_png=b"x",
        ),
        docx(word__embeddings__sheet_xlsx=b"x"),
        docx(word__afchunk_mht=b"x"),
        archive_bytes(
            {
                "mimetype": ODT,
                "content.xml": "<x>Hej</x>",
                "META-INF/manifest.xml": "<x/>",
                "Object 1": b"x",
            }
        ),
    ],
    ids=[
        "only a picture",
        "only pictures on slides",
        "a file inside",
        "a web page inside",
        "an object inside",
    ],
)
def test_what_the_scan_cannot_see_leaves_a_file_unread(content):
    assert not inspected(content).is_readable


@pytest.mark.parametrize("name", ["MOST_CHARACTERS", "MOST_ELEMENTS", "MOST_XML_BYTES"])
def test_a_file_with_more_words_than_are_scanned_counts_as_unread(monkeypatch, name):
    monkeypatch.setattr(office, name, 3)
    found = inspected(docx())
    assert not found.is_readable
    assert len(found.text) <= len(WORDS)


@pytest.mark.parametrize(
    "content",
    [
        office.OLE_SIGNATURE + b"\0" * 500 + "EncryptedPackage".encode("utf-16-le"),
        archive_bytes({"mimetype": ODT, "encrypted-package": b"x", "META-INF/manifest.xml": ""}),
    ],
)
def test_a_file_that_may_hide_macros_behind_a_password_is_refused(content):
    assert refused(content) == (
        "The file is locked with a password. Save it without one, and choose it again."
    )


def test_an_open_document_locked_with_a_password_is_kept_unread():
    content = opendocument(body="ikke xml", manifest="<x:encryption-data/>")
    found = inspected(content)
    assert (found.text, found.is_readable, found.content) == ("", False, content)


@pytest.mark.parametrize(
    "content",
    [
        docx(_xmlsignatures__sig1_xml="<x/>"),
        archive_bytes(
            {
                "mimetype": ODT,
                "content.xml": f"<x>{WORDS}</x>",
                "META-INF/manifest.xml": "<x/>",
                "META-INF/documentsignatures.xml": "<x/>",
            }
        ),
    ],
)
def test_a_signed_file_is_left_as_it_is(content):
    if b".xmlsignatures" in content:
        content = content.replace(b".xmlsignatures", b"_xmlsignatures")
    found = inspected(content)
    assert (found.text, found.is_readable, found.content) == (WORDS, True, content)


# --- Names and handing out ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Høringssvar.PDF", "Høringssvar.pdf"),
        ("svar.pdf.exe", "svar.pdf.pdf"),
        ("Svar nr. 3", "Svar nr. 3.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Users\\navn\\svar.doc", "svar.pdf"),
        ("a\r\nSet-Cookie: x.pdf", "aSet-Cookie x.pdf"),
        ('"quoted"; x=y.pdf', "quoted x=y.pdf"),
        ("exe.\N{RIGHT-TO-LEFT OVERRIDE}fdp.scr", "exe.fdp.pdf"),
        ("A\N{COMBINING RING ABOVE}ben by.pdf", "Åben by.pdf"),
        ("halv\ud800.pdf", "halv.pdf"),
        (".pdf", "file.pdf"),
        ("", "file.pdf"),
        ("...", "file.pdf"),
        ("a" * 300 + ".pdf", "a" * 96 + ".pdf"),
    ],
)
def test_a_name_is_one_line_with_the_ending_that_is_true(name, expected):
    assert attachment_name(name, ".pdf") == expected


@pytest.mark.parametrize(
    ("content_type", "filename", "expected_type", "expected_name"),
    [
        ("application/pdf", "svar.pdf", "application/pdf", "svar.pdf"),
        ("text/plain", "svar.html", "text/plain; charset=utf-8", "svar.txt"),
        (DOCX, "svar.docx", DOCX, "svar.docx"),
        ("image/webp", "foto.webp", "image/webp", "foto.webp"),
        ("text/html", "svar.html", "application/octet-stream", "svar.bin"),
        ("image/svg+xml", "tegning.svg", "application/octet-stream", "tegning.bin"),
    ],
)
def test_a_file_is_handed_out_as_a_download_that_does_nothing(
    content_type, filename, expected_type, expected_name
):
    response = attachment_response(ContentFile(b"Hej"), filename, content_type)
    assert response.getvalue() == b"Hej"
    assert response["Content-Type"] == expected_type
    assert response["Content-Disposition"] == f'attachment; filename="{expected_name}"'
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"


def test_a_name_beyond_ascii_is_told_as_browsers_agreed():
    response = attachment_response(ContentFile(b"x"), "Høring.pdf", "application/pdf")
    assert response["Content-Disposition"] == "attachment; filename*=utf-8''H%C3%B8ring.pdf"


def test_every_type_that_is_kept_is_handed_out_as_itself():
    samples = [pdf_bytes(WORDS), docx(), opendocument(), b"Hej", photo_file().read()]
    for found in map(inspected, samples):
        response = attachment_response(ContentFile(found.content), "x", found.content_type)
        assert response["Content-Type"].startswith(found.content_type)
        assert response["Content-Disposition"] == f'attachment; filename="x{found.extension}"'

"""Documents, spreadsheets and slides: archives of XML, in Microsoft's and the open format."""

import re
import zlib
from io import BytesIO
from xml.sax import SAXException
from xml.sax.handler import ContentHandler
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from defusedxml.common import DefusedXmlException
from defusedxml.sax import parseString
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from core.attachments.common import MOST_CHARACTERS, Inspected, Kind, not_taken

SIGNATURE = b"PK\x03\x04"
# Microsoft's formats of before 2007, and today's ones with a password around them.
OLE_SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
OLE_LOCKED = "EncryptedPackage".encode("utf-16-le")
OPENXML = "application/vnd.openxmlformats-officedocument."
OPENDOCUMENT = "application/vnd.oasis.opendocument."
# Microsoft's formats by the type of their main part, the open ones by their first member.
OPENXML_TYPES = {
    f"{OPENXML}wordprocessingml.document": (Kind.DOCUMENT, ".docx"),
    f"{OPENXML}spreadsheetml.sheet": (Kind.SPREADSHEET, ".xlsx"),
    f"{OPENXML}presentationml.presentation": (Kind.SLIDES, ".pptx"),
}
OPENDOCUMENT_TYPES = {
    f"{OPENDOCUMENT}text": (Kind.DOCUMENT, ".odt"),
    f"{OPENDOCUMENT}spreadsheet": (Kind.SPREADSHEET, ".ods"),
    f"{OPENDOCUMENT}presentation": (Kind.SLIDES, ".odp"),
}
MOST_MEMBERS = 5_000
MOST_BYTES = 100 * 1024 * 1024
MOST_XML_BYTES = 30 * 1024 * 1024
# Each takes about two microseconds, words or not.
MOST_ELEMENTS = 1_500_000
# Spreadsheets shrink to a fiftieth; small files may do as they like.
LARGEST_RATIO = 200
RATIO_MATTERS_FROM = 5 * 1024 * 1024
LOCKED_FLAG = 0x1

MACROS = re.compile(
    r"vba(Project|Data)|macrosheets/|activeX/|^Scripts/|^Basic/(?!.*script-l[bc]\.xml$).*[^/]$",
    re.IGNORECASE,
)
PROGRAMS = re.compile(
    r"\.(apk|bat|class|cmd|com|dll|exe|hta|html?|jar|js|jse|msi|ps1|scr|sh|vbe|vbs|wsf)$",
    re.IGNORECASE,
)
UNREAD = re.compile(r"/embeddings/|^Object [^/]*$|/afchunk|\.(doc|xls|ppt|rtf|pdf)$", re.IGNORECASE)
SIGNED = re.compile(r"^_xmlsignatures/|^META-INF/documentsignatures\.xml$")
WITH_TEXT = re.compile(r"^(word|xl|ppt|customXml)/.*\.xml$|(^|/)(content|styles)\.xml$|\.rels$")
TEMPLATE = re.compile(r"^ppt/(slideLayouts|\w+Masters)/")
PICTURES = re.compile(r"(^|/)(media|Pictures)/.")
# Who wrote it, where, when and for how long; each is replaced by a part that says nothing.
METADATA = {
    re.compile(r"^docProps/core\.xml$|\.psmdcp$"): (
        b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><cp:coreProperties xmlns:cp='
        b'"http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>'
    ),
    re.compile(r"^docProps/app\.xml$"): (
        b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Properties xmlns='
        b'"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>'
    ),
    re.compile(r"^docProps/custom\.xml$"): (
        b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Properties xmlns='
        b'"http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"/>'
    ),
    re.compile(r"^meta\.xml$"): (
        b'<?xml version="1.0" encoding="UTF-8"?><office:document-meta xmlns:office='
        b'"urn:oasis:names:tc:opendocument:xmlns:office:1.0" office:version="1.2"/>'
    ),
}
# What reading an archive and its XML raises where they are broken or made to harm.
UNREADABLE = (
    BadZipFile,
    DefusedXmlException,
    EOFError,
    LookupError,
    NotImplementedError,
    OSError,
    RuntimeError,
    SAXException,
    ValueError,
    zlib.error,
)


def inspect(content):
    """Return an office file without what it tells of its author, and its text.

    Raises `ValidationError` for other archives, macros and programs, and for files that unpack
    to more than is good. Signed files and those whose parts are encrypted stay as they came; of
    the latter, and where other files lie within, the text is not all there is to read.
    """
    try:
        with ZipFile(BytesIO(content)) as archive:
            _check(archive, len(content))
            content_type, kind, extension, is_encrypted = _type(archive)
            text, is_complete = ("", False) if is_encrypted else _text(archive)
            is_sealed = is_encrypted or any(map(SIGNED.search, archive.namelist()))
            clean = content if is_sealed else _rewritten(archive)
    except UNREADABLE:
        raise not_taken() from None
    return Inspected(kind, content_type, extension, text, is_complete, clean)


def refuse_ole(content):
    """Raise `ValidationError` for an old office file, or one that is locked with a password.

    Behind a password there may be macros, and nobody here could open it anyway.
    """
    raise _is_locked() if OLE_LOCKED in content else not_taken()


def _check(archive, size):
    """Raise `ValidationError` for what harms: bombs, programs, macros, two members of a name."""
    members, names = archive.infolist(), archive.namelist()
    total = sum(member.file_size for member in members)
    is_bomb = total > MOST_BYTES or (total > RATIO_MATTERS_FROM and total > LARGEST_RATIO * size)
    if is_bomb or len(members) > MOST_MEMBERS:
        raise ValidationError(
            _("The file is too large when it is unpacked. Send a part of it, or a PDF."),
            code="too_large",
        )
    if any(map(MACROS.search, names)):
        raise _has_macros()
    is_odd = len(set(names)) < len(names) or any(map(PROGRAMS.search, names))
    if is_odd or any(_is_strange(member) for member in members):
        raise not_taken()


def _has_macros():
    return ValidationError(
        _("The file holds macros, which are small programs. Save it without them, or as PDF."),
        code="macros",
    )


def _is_locked():
    return ValidationError(
        _("The file is locked with a password. Save it without one, and choose it again."),
        code="locked",
    )


def _is_strange(member):
    parts = member.filename.split("/")
    return (
        bool(member.flag_bits & LOCKED_FLAG)
        or member.compress_type not in {ZIP_STORED, ZIP_DEFLATED}
        or ".." in parts
        or parts[0] == ""
        or "\\" in member.filename
    )


def _type(archive):
    """Return content type, kind and extension, and whether the file is locked with a password."""
    names = set(archive.namelist())
    if "[Content_Types].xml" in names:
        types = _Attributes("ContentType").read(archive.read("[Content_Types].xml"))
        if any("macroenabled" in name.lower() for name in types):
            raise _has_macros()
        for content_type, (kind, extension) in OPENXML_TYPES.items():
            if f"{content_type}.main+xml" in types:
                return content_type, kind, extension, False
    elif "encrypted-package" in names:
        raise _is_locked()
    elif archive.namelist()[0] == "mimetype" and "content.xml" in names:
        content_type = archive.read("mimetype").decode("ascii")
        if content_type in OPENDOCUMENT_TYPES:
            manifest = archive.read("META-INF/manifest.xml")
            is_encrypted = b"encryption-data" in manifest
            return content_type, *OPENDOCUMENT_TYPES[content_type], is_encrypted
    raise not_taken()


# --- Text ---------------------------------------------------------------------------------


class _Enough(Exception):
    """There is more than anybody reads."""


class _Attributes(ContentHandler):
    """Collects the values of one attribute."""

    def __init__(self, name):
        super().__init__()
        self.name = name
        self.values = set()

    def read(self, xml):
        """Return the values in an XML file."""
        parseString(xml, self, forbid_dtd=True)
        return self.values

    def startElement(self, _name, attributes):  # noqa: N802 - named by xml.sax
        if self.name in attributes:
            self.values.add(attributes[self.name])


class _Words(ContentHandler):
    """Collects the text of XML: paragraphs and cells apart, and what stands within one together.

    Word cuts a sentence into runs wherever it likes, also in the middle of a number.
    """

    APART = {"br", "c", "cell", "comment", "cr", "h", "line-break", "p", "row", "si", "table-cell"}
    SPACE = {"s", "tab"}

    def __init__(self):
        super().__init__()
        self.parts = []
        self.size = self.elements = 0
        self.is_index = False

    def read(self, xml):
        """Add the words of an XML file, and raise `_Enough` when they are too many."""
        parseString(xml, self, forbid_dtd=True)
        self._add("\n")

    @property
    def text(self):
        """The words so far."""
        return "".join(self.parts).strip()

    def startElement(self, name, attributes):  # noqa: N802 - named by xml.sax
        self.elements += 1
        if self.elements > MOST_ELEMENTS:
            raise _Enough
        local = name.rpartition(":")[2]
        if local == "c":
            # The cell holds the number of a text that stands elsewhere.
            self.is_index = attributes.get("t") == "s"
        if "Target" in attributes and attributes.get("TargetMode") == "External":
            self._add(attributes["Target"] + "\n")
        if local in self.SPACE:
            self._add(" ")

    def endElement(self, name):  # noqa: N802 - named by xml.sax
        local = name.rpartition(":")[2]
        if local == "c":
            self.is_index = False
        if local in self.APART:
            self._add("\n")

    def characters(self, content):
        if not self.is_index:
            self._add(content)

    def _add(self, words):
        self.parts.append(words)
        self.size += len(words)
        if self.size > MOST_CHARACTERS:
            raise _Enough


def _text(archive):
    """Return the text of all parts, within bounds, and whether it is all there is to read."""
    members = [member for member in archive.infolist() if WITH_TEXT.search(member.filename)]
    if sum(member.file_size for member in members) > MOST_XML_BYTES:
        return "", False
    names = archive.namelist()
    is_complete = not any(map(UNREAD.search, names))
    # What stands in a template tells nothing of what is on the slides.
    own, template = _Words(), _Words()
    try:
        for member in members:
            words = template if TEMPLATE.search(member.filename) else own
            words.read(archive.read(member))
    except _Enough:
        is_complete = False
    is_picture_only = not own.text and any(map(PICTURES.search, names))
    return f"{own.text}\n{template.text}".strip(), is_complete and not is_picture_only


# --- Writing anew -------------------------------------------------------------------------


def _rewritten(archive):
    """Return the archive with its members alone: no metadata, no times, nothing in between."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as clean:
        for member in archive.infolist():
            info = ZipInfo(member.filename)
            info.compress_type = member.compress_type
            clean.writestr(info, _without_metadata(archive, member))
    return out.getvalue()


def _without_metadata(archive, member):
    for name, empty in METADATA.items():
        if name.search(member.filename):
            return empty
    return archive.read(member)

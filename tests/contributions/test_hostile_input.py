"""Whatever is sent to whatever address, there is a clear answer in the reader's language.

Never an error of ours, never a bare technical page; what a person has typed is still there, and
nothing that was not published is told.
"""

import html
import struct
import zlib
from io import BytesIO
from uuid import uuid4

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image, PngImagePlugin

from contributions.blocks import NEEDS_CHOICES, QuestionKind
from contributions.models import (
    Contribution,
    Outcome,
    ReasonTemplate,
    Report,
    ReportKind,
    State,
)
from core import private_links
from tests import builders
from tests.contributions.test_questions import CHOICES, question

pytestmark = pytest.mark.django_db

ATTACK = "<script>alert(1)</script>"
MARK = "HEMMELIGT-STED"
TEXTS = {
    "script": f"{ATTACK}\"'><img src=x onerror=alert(1)>{{{{ 7 }}}}{{% debug %}}",
    "a megabyte": "å" * 500_000,
    "nul": "Hej\x00med dig",
    "letters": "👩‍👩‍👧 \u202eנאמן\u202c e\u0301 \u200bæøå \ufffd",
    "header": "Ida\r\nBcc: spy@example.org\r\n\r\nKøb nu",
    "other line ends": "Ida\x0b\x0c\x1c\x85\u2028Bcc: spy@example.org",
    "a long number": "9" * 5000,
    "a large number": "9" * 25,
    "below nought": "-1",
    "infinite": "1e999999",
    "nested": '{"a":' * 20_000,
    "format": "%s%n{0.__class__}\\x00\\u0000",
    "path": "../../../../etc/passwd",
}
CLEAR = {200, 302, 400, 403, 404, 405, 409, 422}


def said(response, language="da"):
    """Return the words of an answer that is a page of the site in the reader's language."""
    assert response.status_code in CLEAR
    if response.status_code == 302:
        assert response.url.startswith("/")
        assert not response.url.startswith("//")
        return ""
    text = response.content.decode()
    assert f'<html lang="{language}"' in text
    assert ATTACK not in text
    assert "onerror=alert(1)>" not in text
    return text


def holds(text, words):
    """Whether a page shows these words, written as HTML writes them."""
    return html.escape(words) in text


# --- Words in public forms --------------------------------------------------------------------


@pytest.fixture
def call():
    """A call that asks everything there is to ask, in both languages."""
    questions = [
        question(kind, kind, choices=CHOICES if kind in NEEDS_CHOICES else [])
        for kind in QuestionKind
    ]
    danish = builders.idea_call(
        asks_attachments=True,
        asks_age_band=True,
        asks_on_behalf=True,
        questions=questions,
        places=[{"type": "place", "value": "Ved kranen", "id": "crane"}],
    )
    english = builders.project(builders.project_index(builders.home("en")))
    builders.translated(danish, english)
    return danish


@pytest.fixture(params=["da", "en"])
def page(request, call):
    """The call in one of its languages."""
    if request.param == "da":
        return call
    return type(call).objects.get(translation_key=call.translation_key, locale__language_code="en")


WORDS = "Vi kunne dyrke tomater sammen & dele <dem>."
IDEA = {"title": "Et drivhus", "text": WORDS, "on_behalf": "self", "step": "send"}
# Those of one line go into one form: each is looked at by itself. Words that are let through go
# on to be stored.
IDEA_FIELDS = [
    ["title"],
    ["text"],
    ["name"],
    ["place", "on_behalf_of"],
    ["place_key", "age_band", "on_behalf", "email"],
    ["photo", "attachments", "photo_kept", "attachments_kept"],
    ["token", "homepage", "shown_at", "csrfmiddlewaretoken", "unheard_of"],
    ["remove_photo", "remove_attachment", "photo_kept", "attachments_kept"],
    ["step"],
    ["meaning", "administration_only", "private-0123456789abcdef"],
    [f"q_{kind}" for kind in QuestionKind],
    [f"q_{kind}" for kind in ("singleline", "multiline", "hidden", "checkbox")],
]
COMMENT_FIELDS = [["text"], ["name"], ["age_band", "email", "private"], ["token", "shown_at"]]
REPORT_FIELDS = [["kind", "email"], ["text"], ["token"]]


def together(groups, text):
    """Return which fields get a text in one form: what is large alone is too much for two."""
    if len(TEXTS[text]) < 100_000:
        return groups
    return [[name] for names in groups for name in names]


def send(client, address, language, fields, names, hostile):
    """Send a form with something hostile in some of its fields; return whether it was stored."""
    answer = client.post(
        address, {"token": str(uuid4()), **fields, **dict.fromkeys(names, hostile)}
    )
    shown = said(answer, language)
    is_stored = answer.status_code == 302 or "report" in (answer.context or {})
    if not is_stored and "text" not in names:
        assert holds(shown, WORDS)
    if answer.status_code == 302:
        said(client.get(answer.url), language)
    return is_stored


@pytest.mark.parametrize("text", TEXTS)
def test_no_field_of_the_form_for_ideas_does_harm(client, page, text):
    for names in together(IDEA_FIELDS, text):
        send(client, page.take_part_url, page.locale.language_code, IDEA, names, TEXTS[text])
    send(client, page.take_part_url, page.locale.language_code, IDEA, [], "")

    assert set(Contribution.objects.values_list("state", "page")) == {
        (State.RECEIVED, page.canonical.pk)
    }


@pytest.mark.parametrize("text", TEXTS)
def test_no_field_of_a_change_does_harm(client, call, text):
    for names in together(IDEA_FIELDS, text):
        mine = builders.contribution(call, state=State.RECEIVED)
        send(client, mine.get_private_url("contribution_change"), "da", IDEA, names, TEXTS[text])
        mine.refresh_from_db()
        assert mine.state == State.RECEIVED


@pytest.mark.parametrize("text", TEXTS)
def test_no_field_of_a_comment_or_a_report_does_harm(client, page, text):
    idea, language = builders.contribution(page.canonical), page.locale.language_code
    fields = {"text": WORDS, "kind": ReportKind.SPAM}
    for names in together(COMMENT_FIELDS, text):
        send(client, page.get_comment_url(idea), language, fields, names, TEXTS[text])
    for names in together(REPORT_FIELDS, text):
        send(client, page.get_report_url(idea), language, fields, names, TEXTS[text])

    assert set(idea.comments.values_list("state", flat=True)) <= {State.RECEIVED}
    assert not idea.reports.exclude(outcome=Outcome.OPEN).exists()


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("field", ["action", "text"])
def test_nothing_sent_to_a_private_page_does_harm(client, page, text, field):
    language = page.locale.language_code
    mine = builders.contribution(page.canonical, state=State.REJECTED, language=language)
    mine.decisions.create(state=State.REJECTED, version=1, reason="Sådan er det.")
    sent = {"action": "appeal", "text": WORDS, field: TEXTS[text]}

    said(client.post(mine.get_private_url(), sent), language)

    mine.refresh_from_db()
    assert mine.state == State.REJECTED


@pytest.mark.parametrize("text", TEXTS)
def test_an_account_is_not_deleted_by_nonsense(client, text):
    person = builders.user()
    client.force_login(person)

    for names in (["proof"], ["erases"], ["proof", "erases"]):
        said(client.post(reverse("delete_account"), dict.fromkeys(names, TEXTS[text])))

    person.refresh_from_db()
    assert person.is_active


def test_a_child_s_name_and_a_decision_cannot_be_forged(client, call):
    forged = {
        "state": State.PUBLISHED,
        "version": "7",
        "photo_released": "on",
        "show_name": "on",
        "published_at": "2027-01-01",
        "suspicion": "",
        "support_count": "900",
        "progress": "done",
        "reference": "AAAA-AAAA",
        "user": "1",
        "merged_into": "1",
        "redactions": "{}",
        "findings": "{}",
    }
    client.post(call.take_part_url, {**IDEA, "name": "Ida", "age_band": "0-14", **forged})

    idea = Contribution.objects.get()
    assert (idea.state, idea.version, idea.progress) == (State.RECEIVED, 1, "")
    assert (idea.photo_released, idea.support_count, idea.published_at) == (False, 0, None)
    assert (idea.author, idea.user, idea.merged_into) == ("", None, None)
    assert idea.reference != "AAAA-AAAA"


def test_a_form_cannot_take_over_what_another_one_sent(client, call):
    """The token of an idea in the form of a comment, and the other way round."""
    public = builders.contribution(call)
    idea = builders.contribution(call, state=State.RECEIVED)
    comment = builders.comment(public, state=State.RECEIVED)
    for meaning in ("", "new", "correction"):
        sent = {"text": WORDS, "meaning": meaning}
        said(client.post(call.get_comment_url(public), {**sent, "token": str(idea.token)}))
        said(client.post(call.take_part_url, {**IDEA, **sent, "token": str(comment.token)}))

    idea.refresh_from_db()
    comment.refresh_from_db()
    assert (idea.about, bool(idea.title)) == (None, True)
    assert (comment.about, comment.title) == (public, "")


# --- Mail ------------------------------------------------------------------------------------


ADDRESSES = [
    "ida@example.org\nBcc: spy@example.org",
    "ida@example.org, spy@example.org",
    "ida@example.org\r\n\r\nKøb nu",
    '"ida\x0bBcc: spy"@example.org',
    '"ida\x0cBcc: spy"@example.org',
    '"ida, spy@example.org"@example.org',
    "Ida <spy@example.org>",
    "ida@example.org%0ABcc:spy@example.org",
    "ida@[127.0.0.1]",
    "æ@example.org",
]


@pytest.mark.parametrize("address", [*ADDRESSES, "ida@example.org"])
@pytest.mark.parametrize("words", ["header", "other line ends"])
def test_no_word_of_anybody_s_becomes_a_header(
    client, call, django_capture_on_commit_callbacks, address, words
):
    hostile = TEXTS[words]
    with django_capture_on_commit_callbacks(execute=True):
        client.post(
            call.take_part_url,
            {
                **IDEA,
                "title": hostile,
                "name": hostile,
                "email": address,
                "administration_only": "1",
            },
        )

    for message in mail.outbox:
        headers = message.message().items()
        assert {name.lower() for name, _value in headers} <= {
            *("content-type", "mime-version", "subject", "from", "to", "date", "message-id"),
        }
        assert len(message.recipients()) == 1
        assert "spy@example.org" not in str(dict(headers)["To"]).split("@", 1)[1]
        assert len(message.subject.splitlines()) == 1
    assert (address == "ida@example.org") <= (len(mail.outbox) == 1)


# --- Files ------------------------------------------------------------------------------------


def png_with(width, height, rows, *chunks):
    """Return the bytes of a PNG made by hand: its size need not be that of its rows."""

    def chunk(name, data):
        return (
            struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        )

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = [(b"IHDR", header), *chunks, (b"IDAT", zlib.compress(rows)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(*part) for part in parts)


def polyglot(content):
    """Return a picture that is a web page too."""
    return content + f"<html>{ATTACK}</html>".encode()


PICTURE = builders.picture_bytes(200, 150)
MUCH_TEXT = b"a\0\0" + zlib.compress(b"x" * 70_000_000)
NO_PICTURES = {
    "a bomb of pixels": png_with(50_000, 50_000, b"\0" * 1000),
    "a bomb of text": png_with(1, 1, b"\0" * 4, (b"zTXt", MUCH_TEXT)),
    "cut short": PICTURE[: len(PICTURE) // 2],
    "only a head": PICTURE[:20],
    "a page": f"<html>{ATTACK}</html>".encode(),
    "svg": f'<svg xmlns="http://www.w3.org/2000/svg">{ATTACK}</svg>'.encode(),
    "php": b"\xff\xd8\xff<?php system($_GET['c']); ?>",
    "gif with script": b"GIF89a/*" + b"\0" * 40 + b"*/=1;alert(1)",
    "nothing": b"",
    "nul bytes": b"\0" * 4000,
}


@pytest.mark.parametrize("content", NO_PICTURES)
@pytest.mark.parametrize("field", ["photo", "attachments"])
def test_what_only_looks_like_a_picture_is_refused_or_harmless(client, call, content, field):
    file = SimpleUploadedFile("x.jpg\r\nX-Evil: 1", NO_PICTURES[content], "image/jpeg")

    answer = client.post(call.take_part_url, {**IDEA, field: file})

    shown = said(answer)
    if answer.status_code == 302:  # A text without any mark-up of ours is a text.
        assert field == "attachments"
        assert Contribution.objects.get().attachments.get().content_type == "text/plain"
    else:
        assert answer.context["form"].errors.keys() == {field}
        assert holds(shown, WORDS)


def told(image_format, **options):
    """Return a picture whose metadata tell a place."""
    exif = Image.Exif()
    exif[0x010E] = MARK
    exif.get_ifd(0x8825).update({1: "N", 2: (54.0, 46.0, 0.0), 29: MARK})
    return builders.picture_bytes(image_format=image_format, exif=exif, **options)


def with_segment(marker, data):
    """Return a JPEG with a segment of metadata."""
    segment = bytes([0xFF, marker]) + struct.pack(">H", len(data) + 2) + data
    return PICTURE[:2] + segment + PICTURE[2:]


def png_text():
    """Return a PNG with a place in each kind of text block."""
    texts = PngImagePlugin.PngInfo()
    texts.add_text("GPS", MARK)
    texts.add_text("Location", MARK, zip=True)
    texts.add_itxt("XML:com.adobe.xmp", f"<x:xmpmeta>{MARK}</x:xmpmeta>")
    return builders.picture_bytes(image_format="PNG", pnginfo=texts)


IPTC = (
    b"Photoshop 3.0\x008BIM\x04\x04\0\0"
    + struct.pack(">I", 5 + len(MARK))
    + (b"\x1c\x02\x5a" + struct.pack(">H", len(MARK)) + MARK.encode())
)
TELLING = {
    "EXIF in JPEG": told("JPEG"),
    "EXIF in PNG": told("PNG"),
    "EXIF and XMP in WebP": told("WEBP", xmp=f"<x:xmpmeta>{MARK}</x:xmpmeta>".encode()),
    "EXIF in HEIC": told("HEIF"),
    "EXIF in AVIF": told("AVIF"),
    "XMP in JPEG": with_segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + MARK.encode()),
    "IPTC in JPEG": with_segment(0xED, IPTC),
    "comment in JPEG": with_segment(0xFE, MARK.encode()),
    "unknown block in JPEG": with_segment(0xEB, MARK.encode()),
    "texts in PNG": png_text(),
    "unknown block in PNG": png_with(1, 1, b"\0" * 4, (b"teLl", MARK.encode())),
    "after the end": PICTURE + MARK.encode(),
    "a page after the end": polyglot(PICTURE) + MARK.encode(),
}


@pytest.mark.parametrize("picture", TELLING)
def test_no_kept_picture_tells_where_it_was_taken(client, call, picture):
    content = TELLING[picture]
    files = {
        "photo": SimpleUploadedFile("a.jpg", content, "image/jpeg"),
        "attachments": SimpleUploadedFile("b.jpg", content, "text/html"),
    }

    assert client.post(call.take_part_url, {**IDEA, **files}).status_code == 302

    idea = Contribution.objects.get()
    for stored in (idea.photo, idea.photo_small, idea.attachments.get().file):
        with stored.open("rb") as file:
            kept = file.read()
        assert Image.open(BytesIO(kept)).size == Image.open(BytesIO(content)).size
        assert MARK.encode() not in kept
        assert ATTACK.encode() not in kept
        assert not Image.open(BytesIO(kept)).getexif()


# --- Addresses and queries --------------------------------------------------------------------


VALUES = ["9" * 25, "9" * 5000, "-1", "²", "٣", "%FF%FE", "a" * 300, "..", ATTACK]
PATHS = [
    *("{call}ide/{value}/", "{call}ide/{value}/kommentar/", "{call}ide/{value}/anmeld/"),
    *("{call}data/{value}/", "/bidrag/{value}/attachment/1/", "/bidrag/{idea}/attachment/{value}/"),
    *("/bidrag/{value}/photo/1/large/", "/bidrag/{idea}/photo/{value}/large/"),
    *("/bidrag/{value}/støt/", "/bidrag/{value}/{value}/", "/bidrag/{value}/{value}/kvittering/"),
]


@pytest.mark.parametrize("path", PATHS)
def test_an_address_that_names_nothing_leads_to_a_page_that_says_so(client, call, path):
    idea = builders.contribution(call)
    for value in VALUES:
        address = path.format(call=call.url, idea=idea.pk, value=value.replace("/", "%2F"))
        for method in (client.get, client.post):
            answer = method(address)
            assert answer.status_code in {404, 405}
            said(answer)


PARAMETERS = ["order", "page", "place", "topic", "progress", "via", "marked", "next", "q"]
QUERIES = ["9" * 25, "9" * 5000, "-1", "%FF%FE", "%ED%A0%80", "a+" * 2000, "%0D%0AX-Evil:1"]


@pytest.mark.parametrize("query", [*QUERIES, "%3Cscript%3Ealert(1)%3C/script%3E", "//evil.example"])
def test_no_query_does_harm(client, page, query):
    idea = builders.contribution(page.canonical)
    everything = "&".join(f"{name}={query}" for name in PARAMETERS)
    for address in (
        page.url,
        page.take_part_url,
        page.get_contribution_url(idea),
        page.get_comment_url(idea),
        page.get_data_url(),
    ):
        answer = client.get(f"{address}?{everything}")
        assert answer.status_code == 200
        assert "X-Evil" not in answer
        assert 'href="//evil.example' not in said(answer, page.locale.language_code)


@pytest.mark.parametrize("kind", ["csv", "xlsx", "json"])
def test_files_of_data_take_no_notice_of_a_query(client, call, kind):
    answer = client.get(f"{call.get_data_url(kind)}?q=%FF&page={'9' * 5000}")
    assert answer.status_code == 200
    assert b"".join(answer.streaming_content)


ELSEWHERE = ["//evil.example/", "https://evil.example/", "/\\evil.example", "javascript:alert(1)"]


@pytest.mark.parametrize("target", [*ELSEWHERE, "\t//evil.example", "http:evil.example"])
def test_nobody_is_led_elsewhere(client, call, target):
    client.force_login(builders.superuser())
    row = builders.contribution(call, state=State.RECEIVED)
    bulk = reverse("wagtail_bulk_action", args=["contributions", "contribution", "publish"])
    answers = [
        client.get("/_util/login/", {"next": target}),
        client.get("/admin/login/", {"next": target}),
        client.post(f"{bulk}?id={row.pk}&next={target}", {"read": f"{row.pk}.1"}),
        client.get(call.url + "take-part/", {"next": target}),
    ]
    for answer in answers:
        assert "evil.example" not in getattr(answer, "url", "").partition("?")[0]
        assert not getattr(answer, "url", "").startswith(("//", "javascript", "/\\"))


@pytest.mark.parametrize("host", ["evil.example", "a b", "[::1", "testserver:80@evil.example"])
def test_another_host_is_told_nothing(call, settings, host):
    settings.ALLOWED_HOSTS = ["testserver"]
    mine = builders.contribution(call, state=State.RECEIVED)
    for address in (call.url, mine.get_private_url(), mine.get_private_url("contribution_receipt")):
        answer = Client().get(address, headers={"host": host})
        assert answer.status_code == 400
        assert "evil.example" not in said(answer)


def test_a_header_of_a_proxy_names_no_other_host(client, call):
    mine = builders.contribution(call, state=State.RECEIVED)
    headers = {"x-forwarded-host": "evil.example", "x-original-url": "/admin/"}
    answer = client.get(mine.get_private_url("contribution_receipt"), headers=headers)
    assert mine.get_private_url() in said(answer)
    assert "evil.example" not in said(answer)


@pytest.mark.parametrize("view", ["private", "receipt", "change", "confirm"])
def test_a_guessed_private_link_opens_nothing(client, call, view):
    mine = builders.contribution(call, state=State.RECEIVED, title="Hemmelig titel")
    other = builders.contribution(call, state=State.RECEIVED)
    right = private_links.make_token(mine)
    purpose = mine.confirmation_purpose if view == "confirm" else ""
    own = private_links.make_token(mine, purpose)
    guesses = ["0" * 32, own[:-1], own.upper() + "0", "", own[::-1], "æ" * 32]
    guesses += [private_links.make_token(other, purpose), right if purpose else "x"]
    for guess in filter(None, guesses):
        address = reverse(f"contribution_{view}", args=[mine.reference, guess])
        answer = client.get(address)
        assert answer.status_code == 404
        assert mine.title not in said(answer)


# --- How it is sent ---------------------------------------------------------------------------


PART = b'--x\r\nContent-Disposition: form-data; name="text"\r\n\r\nH\xff\xfej\x00\r\n--x--\r\n'
LINES = b"text=%FF%FE%00&title=\xff\xfe&token=%00&name=%ED%A0%80"
ODD_TYPES = [
    *("multipart/form-data", "multipart/form-data; boundary=", "application/json", "", "a/b"),
    *(f"multipart/form-data; boundary=x; charset={name}" for name in ("hex", "idna", "utf-7")),
    "application/x-www-form-urlencoded; charset=utf-16",
    "application/x-www-form-urlencoded; charset=hex",
    "multipart/form-data; boundary=" + "x" * 300,
]


@pytest.mark.parametrize("content_type", ODD_TYPES)
def test_what_is_sent_in_no_form_we_know_is_answered_in_words(client, page, content_type):
    idea, language = builders.contribution(page.canonical), page.locale.language_code
    mine = builders.contribution(page.canonical, state=State.RECEIVED, language=language)
    for address in (page.take_part_url, page.get_report_url(idea), mine.get_private_url()):
        for body in (PART, LINES, b"{" * 50, b""):
            answer = client.generic("POST", address, body, content_type=content_type)
            assert answer.status_code in {400, 422}
            said(answer, language)


@pytest.mark.parametrize("charset", ["utf-16", "none of them"])
def test_a_reader_may_name_any_encoding(client, call, charset):
    headers = {"content-type": f"text/html; charset={charset}"}
    assert client.get(f"{call.url}?order=newest", headers=headers).status_code == 200


@pytest.mark.parametrize(
    ("number", "status"), [(9_000, 422), (10_100, 400)], ids=["many", "too many"]
)
def test_a_form_of_thousands_of_fields_is_answered_in_words(client, page, number, status):
    fields = {f"attachments_kept{field}": "x" for field in range(number - 3)}
    answer = client.post(page.take_part_url, {"text": WORDS, "title": "", **fields})
    assert answer.status_code == status
    shown = said(answer, page.locale.language_code)
    assert holds(shown, WORDS) is (status == 422)


def test_thousands_of_values_for_one_field_are_answered_in_words(client, call):
    kept = [f"{number:064x}" for number in range(9_000)]
    assert holds(said(client.post(call.take_part_url, {**IDEA, "attachments_kept": kept})), WORDS)


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "TRACE", "OPTIONS", "MAKE"])
def test_other_methods_change_nothing_and_are_answered_in_words(client, call, method):
    idea = builders.contribution(call)
    mine = builders.contribution(call, state=State.RECEIVED)
    for address in (
        mine.get_private_url(),
        mine.get_private_url("contribution_receipt"),
        mine.get_private_url("contribution_change"),
        reverse("contribution_support", args=[idea.pk]),
        reverse("my_data"),
    ):
        answer = client.generic(method, address)
        assert answer.status_code in {302, 405}
        said(answer)
    for address in (call.take_part_url, call.get_report_url(idea), call.get_comment_url(idea)):
        assert client.generic(method, address).status_code in {200, 403, 405}
    assert (Contribution.objects.count(), Report.objects.count()) == (2, 0)


COOKIES = [
    'sessionid="\\000abcdefgh"',
    f"sessionid={'x' * 4000}",
    'samskab_supporter="\\000"',
    "samskab_supporter=a:b",
    'csrftoken="\\000"',
    'messages="[[\\000"',
    "django_language=../../x",
    "=;;;=\xff",
]


@pytest.mark.parametrize("cookie", COOKIES)
def test_no_cookie_does_harm(client, call, cookie):
    idea = builders.contribution(call)
    support = reverse("contribution_support", args=[idea.pk])
    headers = {"cookie": cookie, "sec-fetch-site": "same-origin"}
    for address in (call.url, call.take_part_url, call.get_contribution_url(idea), support):
        assert client.get(address, headers=headers).status_code == 200
    assert client.get(reverse("my_page"), headers=headers).status_code == 302
    assert client.post(support, headers=headers).status_code in {302, 307}


# --- The admin --------------------------------------------------------------------------------


@pytest.fixture
def moderator(client):
    """Somebody who may do everything, signed in."""
    client.force_login(builders.superuser())


ADMIN_TEXTS = ["9" * 25, "9" * 5000, "a " * 1000, "²", "(["]
LISTS = ["index", "index_results", "suspects", "suspects_results", "case_file"]
FILTERS = ["q", "page", "state", "kind", "topic", "findings", "files", "language", "p", "ordering"]


@pytest.mark.parametrize("text", [*ADMIN_TEXTS, TEXTS["script"]])
def test_no_filter_of_a_list_does_harm(client, call, moderator, text):
    builders.contribution(call, state=State.RECEIVED)
    for view in LISTS:
        for names in (["q"], FILTERS, ["export"]):
            query = dict.fromkeys(names, text)
            answer = client.get(reverse(f"contributions:{view}"), query)
            assert answer.status_code == 200
            assert ATTACK not in answer.content.decode()


@pytest.mark.parametrize("text", ADMIN_TEXTS)
def test_no_key_of_a_choice_of_rows_does_harm(client, call, moderator, text):
    row = builders.contribution(call, state=State.RECEIVED)
    for action in ("publish", "reject", "not_spam", "spam"):
        url = reverse("wagtail_bulk_action", args=["contributions", "contribution", action])
        assert client.get(url, {"id": text}).status_code in {302, 404}
        for read in (text, f"{text}.1", f"{row.pk}.{text}", f"{row.pk}.1.1"):
            assert client.post(url, {"read": read}).status_code in {200, 302, 404}
    merge = reverse("contributions:merge", args=[row.pk])
    assert client.get(merge, {"into": text, "q": text}).status_code == 200
    row.refresh_from_db()
    assert row.state == State.RECEIVED


DECISION_FIELDS = [
    *("decision", "version", "state_read", "reason", "note", "template", "places", "words"),
    *("topics", "show_photo", "shown_read"),
]


@pytest.mark.parametrize("text", TEXTS)
def test_no_field_of_a_decision_does_harm(client, call, moderator, text):
    row = builders.contribution(call, state=State.RECEIVED)
    url = reverse("contributions:edit", args=[row.pk])
    for name in DECISION_FIELDS:
        read = {"version": row.version, "state_read": row.state, "decision": "preview"}
        answer = client.post(url, {**read, "reason": WORDS, name: TEXTS[text]})
        assert answer.status_code in {200, 409, 422}
        assert ATTACK not in answer.content.decode()
        if name not in {"reason", "decision"}:
            assert holds(answer.content.decode(), WORDS)
    row.refresh_from_db()
    assert (row.state, row.redactions) == (State.RECEIVED, {})


@pytest.mark.parametrize(
    "place",
    [
        *("text:-5:3", "text:3:1", "text:0:99999", f"text:0:{'9' * 25}", f"text:{'9' * 5000}:1"),
        *("state:0:1", "email:0:1", "form_data.x:0:1", ":0:1", "::", "text:a:b", "text:0:1\x00"),
        *('{"text": [[0, 1]]}', "__class__:0:1", "text:1e3:2", ATTACK),
    ],
)
def test_only_places_in_the_text_are_blanked(client, call, moderator, place):
    row = builders.contribution(call, state=State.RECEIVED)
    read = {"version": row.version, "state_read": row.state, "decision": "publish"}

    answer = client.post(
        reverse("contributions:edit", args=[row.pk]), {**read, "places": ["text:0:2", place]}
    )

    row.refresh_from_db()
    assert (answer.status_code, row.state, row.redactions) == (422, State.RECEIVED, {})
    assert ATTACK not in answer.content.decode()


def test_words_are_blanked_in_every_text_whatever_letters_it_holds(client, call, moderator):
    """Some letters change their length in lower case."""
    row = builders.contribution(
        call, state=State.RECEIVED, title="İ og Peter", text="Spørg Peter", place="Hos PETER"
    )
    read = {"version": row.version, "state_read": row.state, "decision": "publish"}

    client.post(reverse("contributions:edit", args=[row.pk]), {**read, "words": "Peter"})

    public = Contribution.objects.get().public_view()
    assert not [text for text in (public.title, public.text, public.place) if "eter" in text]
    assert public.place == "Hos [udeladt]"


@pytest.mark.parametrize("text", TEXTS)
def test_no_field_of_another_form_of_the_admin_does_harm(client, call, moderator, text):
    hostile = TEXTS[text]
    row = builders.contribution(call)
    report = row.reports.create(kind=ReportKind.OTHER, text="x", token=uuid4())
    refused = builders.contribution(call, state=State.REJECTED)
    decision = refused.decisions.create(state=State.REJECTED, version=1, reason="x")
    appeal = refused.appeals.create(decision=decision, text="x")
    read = {"version": "1", "state_read": "published", "into_version": "1", "into": row.pk}
    for view, keys, names in (
        ("report", [row.pk, report.pk], ["outcome", "reason", "note", "template", "version"]),
        ("appeal", [refused.pk, appeal.pk], ["outcome", "answer", "version", "state_read"]),
        ("merge", [row.pk], ["into", "into_version", "into_state", "version"]),
        ("answer", [row.pk], ["progress", "text_da", "text_en", "last_read"]),
        ("note", [row.pk], ["text"]),
    ):
        sent = {**read, **dict.fromkeys(names, hostile)}
        answer = client.post(reverse(f"contributions:{view}", args=keys), sent)
        assert answer.status_code in {200, 302, 404, 409, 422}
        assert ATTACK not in answer.content.decode()
    sent = dict.fromkeys(["name", "text_da", "text_en", "sort_order"], hostile)
    assert client.post(reverse("reasons:add"), sent).status_code == 200
    row.refresh_from_db()
    refused.refresh_from_db()
    assert (row.state, refused.state) == (State.PUBLISHED, State.REJECTED)
    assert ATTACK not in client.get(reverse("contributions:edit", args=[row.pk])).content.decode()


def test_a_reason_with_script_in_it_is_shown_as_it_was_written(client, call, moderator):
    ReasonTemplate.objects.create(name=ATTACK, text_da=TEXTS["script"], text_en=TEXTS["script"])
    row = builders.contribution(call, state=State.RECEIVED, title=ATTACK, text=TEXTS["script"])
    for address in (
        reverse("contributions:edit", args=[row.pk]),
        reverse("contributions:index"),
        reverse("reasons:index"),
    ):
        page = client.get(address).content.decode()
        assert ATTACK not in page
        assert html.escape(ATTACK) in page

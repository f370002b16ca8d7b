"""Our texts in both languages: complete, alike, plain, and each on its own pages only."""

import re
import uuid

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone, translation

from contributions import services
from contributions.models import Answer, AnswerText, Progress
from tests import builders
from tests.demo.lix import lix, readable
from tests.messages import PLACEHOLDER, ForeignTexts, PageTexts, catalogue, pairs, placeholders

OURS, OTHERS = 0, 1
# Inside a sentence only: at its beginning it may be the ordinary "de".
FORMAL = re.compile(r"(?<=[\wæøå,;] )(?:De|Dem|Deres)\b")
ENGLISH_QUOTES = re.compile(r"[“”„‟]")
HARDEST = 40
SHORT = 12


# --- The catalogues ---------------------------------------------------------------------------


def told(language, number):
    """Return source and translation of all texts of a catalogue."""
    return [pair for entry in catalogue(language, number) for pair in pairs(entry)]


def is_long(text):
    """Whether a text is long enough for its readability to mean something."""
    return len(text.split()) > SHORT


def spoken(text):
    """Return a text as it is read aloud, with something in its placeholders."""
    return readable(PLACEHOLDER.sub("ord", text))


@pytest.mark.parametrize("number", [OURS, OTHERS])
@pytest.mark.parametrize("language", ["da", "en"])
def test_no_text_is_a_guess(language, number):
    assert [entry.msgid for entry in catalogue(language, number) if entry.fuzzy] == []


@pytest.mark.parametrize("number", [OURS, OTHERS])
def test_danish_is_complete(number):
    assert [entry.msgid for entry in catalogue("da", number).untranslated_entries()] == []


def test_english_says_what_the_sources_say():
    assert [entry.msgid for entry in catalogue("en").translated_entries()] == []


@pytest.mark.parametrize("language", ["da", "en"])
def test_texts_of_others_are_not_told_twice(language):
    ours = {(entry.msgctxt, entry.msgid) for entry in catalogue(language).translated_entries()}
    others = {(entry.msgctxt, entry.msgid) for entry in catalogue(language, OTHERS)}
    assert ours & others == set()


def test_translations_leave_the_same_things_open():
    assert [
        source
        for source, translated in told("da", OURS)
        if placeholders(translated) != placeholders(source)
    ] == []


def test_texts_of_others_leave_open_nothing_new():
    assert [
        source
        for source, translated in told("da", OTHERS) + told("en", OTHERS)
        if not set(placeholders(translated)) <= set(placeholders(source))
    ] == []


@pytest.mark.parametrize("number", [OURS, OTHERS])
def test_danish_says_du_and_quotes_as_danes_do(number):
    texts = [translated for _source, translated in told("da", number)]
    assert [text for text in texts if FORMAL.search(text) or ENGLISH_QUOTES.search(text)] == []


@pytest.mark.parametrize("number", [OURS, OTHERS])
def test_danish_reads_easily(number):
    texts = [spoken(translated) for _source, translated in told("da", number)]
    assert {text: lix(text) for text in texts if is_long(text) and lix(text) >= HARDEST} == {}


@pytest.mark.parametrize(
    ("name", "args", "danish", "english"),
    [
        ("my_page", [], "/min-side/", "/en/my-page/"),
        ("search", [], "/soeg/", "/en/search/"),
        ("account_login", [], "/konto/login/", "/en/account/login/"),
        ("contribution_private", ["A", "b"], "/bidrag/A/b/", "/en/contribution/A/b/"),
        (
            "contribution_receipt",
            ["A", "b"],
            "/bidrag/A/b/kvittering/",
            "/en/contribution/A/b/receipt/",
        ),
    ],
)
def test_addresses_are_in_the_language_of_the_page(name, args, danish, english):
    for language, address in (("da", danish), ("en", english)):
        with translation.override(language):
            assert reverse(name, args=args) == address


# --- The pages --------------------------------------------------------------------------------


@pytest.fixture
def site():
    """A small site in both languages with all that a page can show, and an answered idea."""
    today = timezone.localdate()
    home = builders.home()
    index = builders.project_index(home, title="Havnen")
    project = builders.project(
        index,
        title="Kajen",
        summary="Kaj og kran.",
        why="<p>Kaj.</p>",
        how="<p>Kran.</p>",
        who="<p>Os.</p>",
        phases=[
            ("phase", {"title": title, "text": "Kran.", "starts": today.replace(year=year)})
            for title, year in (("A", today.year - 2), ("B", today.year - 1), ("C", 2100))
        ],
        quote="Kaj og kran.",
        quote_by="Os",
        participation_promise="Kaj.",
    )
    call = builders.idea_call(project, title="Kranen")
    pages = [
        project,
        call,
        builders.project_update(project, date=today, summary="Kaj."),
        builders.standard_page(home, body=[("text", "<p>Kaj og kran.</p>")]),
    ]
    english_home = builders.home("en")
    english_index = builders.translated(index, english_home, title="The harbour")
    english_project = builders.translated(project, english_index, title="The quay")
    english_call = builders.translated(call, english_project, title="The crane")
    idea = builders.contribution(
        call, progress=Progress.DONE, name="Kaj", show_name=True, place="Kran"
    )
    answer = Answer.objects.create(contribution=idea, progress=Progress.DONE)
    AnswerText.objects.create(answer=answer, language="da", text="Kaj og kran.")
    waiting = builders.contribution(call, state="received", email="kaj@example.org")
    return {
        "da": {"pages": [home, index, *pages], "call": call},
        "en": {
            "pages": [english_home, english_index, english_project, english_call],
            "call": english_call,
        },
        "idea": idea,
        "waiting": waiting,
    }


def read(client, address, data=None):
    """Return a page; addresses that lead on are followed."""
    if data is None:
        return client.get(address, follow=True).text
    return client.post(address, data, follow=True).text


def shown(client, site, language):
    """Return what a citizen can come across in one language, by address."""
    call, waiting = site[language]["call"], site["waiting"]
    form = call.take_part_url
    private = [waiting.reference, waiting.private_token]
    sent = {"token": uuid.uuid4(), "title": "Kaj", "text": "Kran.", "email": "kaj@example.org"}
    with translation.override(language):
        missing = reverse("my_page") + "mangler/"
        visits = [
            *((page.url, None) for page in site[language]["pages"]),
            (call.get_contribution_url(site["idea"]), None),
            (form, None),
            (form, {"token": uuid.uuid4(), "title": "", "text": "", "email": "kaj"}),
            (form, {**sent, "text": "20 30 40 50, kaj@example.org, 010190-1234"}),
            (form, {**sent, "step": "send"}),
            (form, {**sent, "title": "Kran", "step": "send"}),
            (reverse("contribution_change", args=private), None),
            (reverse("contribution_private", args=private), None),
            (reverse("contribution_receipt", args=private), None),
            (reverse("search"), None),
            (reverse("search") + "?q=kajen", None),
            (reverse("search") + "?q=quay", None),
            (reverse("search") + "?q=xyzzy", None),
            (missing, None),
            *((reverse(name), None) for name in ("account_login", "account_signup")),
            (reverse("account_login"), {"login": "kaj", "password": ""}),
            (reverse("account_login"), {"login": "kaj@example.org", "password": "kran"}),
            (reverse("account_signup"), {"email": "kaj", "password1": "1234", "password2": "1"}),
            (reverse("account_request_login_code"), None),
            (reverse("account_reset_password"), None),
            (reverse("account_reset_password"), {"email": "kaj@example.org"}),
        ]
        signed_in = [
            (reverse(name), None)
            for name in (
                "my_page",
                "account_email",
                "account_change_password",
                "mfa_index",
                "mfa_activate_totp",
                "account_logout",
            )
        ]
    texts = {f"{address} {data or ''}": read(client, address, data) for address, data in visits}
    client.force_login(builders.user())
    texts.update({address: read(client, address) for address, _data in signed_in})
    return texts


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["da", "en"])
def test_pages_speak_one_language(client, site, language):
    foreign = ForeignTexts(language)
    found = {
        address: foreign.on(html)
        for address, html in shown(client, site, language).items()
        if foreign.on(html)
    }
    assert found == {}


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["da", "en"])
def test_mails_speak_one_language(site, language, django_capture_on_commit_callbacks):
    moderator, call = builders.superuser(), site[language]["call"]
    said = {"moderator": moderator, "version": 1, "note": ""}
    turned_away = {**said, "reason": "Kaj og kran."}
    with django_capture_on_commit_callbacks(execute=True), translation.override(language):
        sent, other = (
            services.submit(
                call,
                {"title": "Kaj", "text": "Kran.", "email": "kaj@example.org"},
                token=uuid.uuid4(),
            )
            for _number in range(2)
        )
    for act in (
        lambda: services.publish(sent, show_photo=False, state_read="received", **said),
        lambda: services.answer(sent, moderator, progress="planned", texts={"da": "Kaj."}),
        lambda: services.hide(sent, state_read="published", **turned_away),
        lambda: services.reject(other, state_read="received", **turned_away),
    ):
        with django_capture_on_commit_callbacks(execute=True):
            act()
        sent.refresh_from_db()
    foreign = ForeignTexts(language)
    assert len(mail.outbox) == 6
    assert {
        message.subject: foreign.on(part.content)
        for message in mail.outbox
        for part in message.alternatives
        if foreign.on(part.content)
    } == {}


def test_a_foreign_text_is_found():
    page = '<html lang="da"><p>Se idéerne</p><p>See the ideas</p><b lang="en">Search</b></html>'
    assert ForeignTexts("da").on(page) == ["See the ideas"]
    assert ForeignTexts("en").on(page.replace('"da"', '"en"', 1)) == ["Se idéerne"]
    assert PageTexts('<html lang="da"><img alt="Et billede">').texts == ["Et billede"]

"""The main job of the site: an idea travels to the public page, is answered, and back again."""

import re
from itertools import product
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from demo.accounts import PASSWORD
from tests.builders import picture_bytes
from tests.e2e.scenes import PHONE
from tests.e2e.visitor import Setting

HARBOUR = {"da": "/projekter/havnen/", "en": "/en/projects/the-harbour/"}
CALL = {"da": "ideer/", "en": "ideas/"}
FORM = {"da": "deltag/", "en": "take-part/"}
SETTINGS = [Setting(*chosen) for chosen in product(("da", "en"), (390, 1280), (True, False))]


def link_to(page, path):
    """Return the first link to an address in the content of the page."""
    return page.locator(f'main a[href="{path}"]').first


@pytest.mark.parametrize("setting", SETTINGS, ids=str)
def test_an_idea_travels_to_the_public_page_and_back(visit, site, setting):
    options = {"language": setting.language, "width": setting.width, "script": setting.script}
    citizen, stranger = visit(**options), visit(**options)
    page = citizen.page
    harbour = HARBOUR[setting.language]
    call = harbour + CALL[setting.language]
    form = call + FORM[setting.language]
    title = f"Et gyngestativ ved kajen, {setting}"
    email = f"{setting}@example.org"

    # From the home page to the form, by links alone.
    citizen.open(f"{setting.prefix}/")
    citizen.look("1-home")
    link_to(page, harbour).click()
    expect(page).to_have_url(re.compile(f"{harbour}$"))
    citizen.look("2-project")
    link_to(page, call).click()
    expect(page).to_have_url(re.compile(f"{call}$"))
    citizen.look("3-call")
    link_to(page, form).click()
    expect(page).to_have_url(re.compile(f"{form}$"))
    citizen.look("4-form")

    # A mistake, and what was typed is still there.
    typed = {
        "text": f"Med udsigt til vandet.\nÆldre og børn kan bruge det sammen. Ring {PHONE}.",
        "place": "Ved den gamle kran",
        "name": "En nabo",
        "email": email,
    }
    for name, words in typed.items():
        page.locator(f"[name={name}]").fill(words)
    if setting.script:
        # Something goes wrong with the page, and what was typed is back.
        page.reload()
        expect(page.locator("[data-draft-note]")).to_be_visible()
        for name, words in typed.items():
            expect(page.locator(f"[name={name}]")).to_have_value(words)
        citizen.look("4-draft")
    page.locator("[name=photo]").set_input_files(
        {
            "name": "gynge.jpg",
            "mimeType": "image/jpeg",
            "buffer": picture_bytes(400, 300, "#FFC629"),
        }
    )
    send = page.locator("main form .btn--send")
    with citizen.expecting_status(422):
        send.click()
        expect(page.locator(".summary")).to_be_visible()
    for name, words in typed.items():
        expect(page.locator(f"[name={name}]")).to_have_value(words)
    expect(page.locator(".kept")).to_contain_text("gynge.jpg")
    expect(page.locator("[name=title]")).to_have_attribute("aria-invalid", "true")
    citizen.look("5-mistake")
    page.locator("[name=title]").fill(title)
    send.click()

    # How it will look; the telephone number is told and left out, on the way back and forth.
    told, shown = page.locator(".told__words"), page.locator(".preview")
    expect(told).to_have_text(PHONE)
    expect(shown).to_contain_text(title)
    expect(shown).not_to_contain_text(PHONE)
    expect(shown.locator("img")).to_be_visible()
    citizen.look("6-review")
    page.locator("button[value=change]").click()
    expect(page.locator("[name=title]")).to_have_value(title)
    expect(page.locator(".kept")).to_contain_text("gynge.jpg")
    send.click()
    expect(told).to_have_text(PHONE)
    page.locator("button[value=send]").click()

    # The receipt: a number and a private link, on screen and by mail.
    number = page.locator(".receipt__no")
    expect(number).to_have_text(re.compile(r"^[A-Z0-9]{4}-[A-Z0-9]{4}$"))
    reference = number.inner_text()
    private_link = page.locator(".copyline a").get_attribute("href")
    expect(page.locator(".receipt")).to_contain_text(title)
    citizen.look("6-receipt")
    if setting.script:
        assert page.evaluate("sessionStorage.length") == 0
    receipt = site.mail_to(email)
    assert reference in receipt.text
    assert private_link in receipt.text
    assert f'lang="{setting.language}"' in receipt.html

    # Nobody has read it yet, so its author changes it; the photo stays.
    citizen.open(private_link)
    citizen.look("6-waiting")
    change = page.locator(f'main a[href^="{urlsplit(private_link).path}"]')
    change.click()
    expect(page.locator("[name=title]")).to_have_value(title)
    expect(page.locator(".kept")).to_be_visible()
    citizen.look("6-change")
    page.locator("[name=text]").fill(f"{typed['text']}\nMåske to gynger.")
    send.click()
    expect(told).to_have_text(PHONE)
    expect(shown).to_contain_text("Måske to gynger.")
    expect(shown.locator("img")).to_be_visible()
    page.locator("button[value=send]").click()
    expect(number).to_have_text(reference)

    # Nothing is public before somebody has read it; the list is kept in the page cache.
    stranger.open(call)
    expect(stranger.page.get_by_text(title)).to_have_count(0)

    # A moderator reads and publishes it.
    moderator = visit(**{**options, "language": "da"})
    moderator.sign_in("moderator@example.org", PASSWORD)
    desk = moderator.page
    desk.goto("/admin/contributions/")
    desk.get_by_role("link", name=title).first.click()
    expect(desk.get_by_text(reference).first).to_be_visible()
    expect(desk.get_by_text("Ved den gamle kran")).to_be_visible()
    moderator.keep_picture("7-decision")
    desk.locator("[name=show_photo]").check()
    desk.locator("[name=decision][value=publish]").click()
    expect(desk.locator(".messages .success")).to_be_visible()
    assert moderator.complaints == []

    # Everybody sees it at once, and the author hears of it.
    stranger.open(call)
    stranger.look("8-call-with-idea")
    stranger.page.get_by_role("link", name=title).first.click()
    expect(stranger.page.locator("h1")).to_have_text(title)
    expect(stranger.page.get_by_text("Måske to gynger.")).to_be_visible()
    expect(stranger.page.get_by_text("En nabo")).to_be_visible()
    expect(stranger.page.locator('main img[src*="/photo/"]').first).to_be_visible()
    assert email not in stranger.page.content()
    assert PHONE not in stranger.page.content()
    public_address = stranger.page.url
    stranger.look("9-idea")
    published = site.mail_to(email, containing=public_address)
    assert f'lang="{setting.language}"' in published.html
    assert published["Subject"] != receipt["Subject"]

    # The author takes it back, and it is gone for everybody.
    citizen.open(private_link)
    expect(change).to_have_count(0)
    citizen.look("10-private")
    page.locator("details summary").first.click()
    page.locator("button[value=withdraw]").click()
    expect(page.locator("button[value=withdraw]")).to_have_count(0)
    citizen.look("11-withdrawn")
    stranger.open(public_address, status=404)
    stranger.open(call)
    expect(stranger.page.get_by_text(title)).to_have_count(0)
    assert citizen.complaints == stranger.complaints == []


@pytest.fixture(scope="module")
def ideas(site):
    """A published idea for each setting."""
    return site.stage("ideas", [(str(setting), setting.language) for setting in SETTINGS])


@pytest.mark.parametrize("setting", SETTINGS, ids=str)
def test_an_idea_is_supported_talked_about_and_carried_out(visit, site, ideas, setting):
    options = {"language": setting.language, "width": setting.width, "script": setting.script}
    neighbour, moderator = visit(**options), visit(**{**options, "language": "da"})
    page, desk = neighbour.page, moderator.page
    idea = ideas[str(setting)]
    said = f"Min nabo hjælper gerne, {setting}."

    # A neighbour supports it, and is known again.
    neighbour.open(idea["path"])
    neighbour.look("20-idea")
    page.locator("#support button").click()
    expect(page.locator(".support__mine")).to_be_visible()
    expect(page.locator(".support__count b")).to_have_text("1")
    neighbour.open(idea["path"])
    expect(page.locator(".support__mine")).to_be_visible()
    neighbour.look("21-supported")

    # The neighbour says something about it, is told what seems private and leaves it out.
    page.locator('main a[href*="/kommentar/"], main a[href*="/comment/"]').first.click()
    neighbour.look("22-comment")
    send = page.locator("main form .btn--send")
    with neighbour.expecting_status(422):
        send.click()
        expect(page.locator(".summary")).to_be_visible()
    expect(page.locator("[name=text]")).to_have_attribute("aria-invalid", "true")
    page.locator("[name=text]").fill(f"{said} Ring {PHONE}.")
    with neighbour.expecting_status(422):
        send.click()
        expect(page.locator(".summary")).to_contain_text(PHONE)
    neighbour.look("23-comment-private")
    page.locator("button[value=leave_out]").click()
    expect(page.locator(".receipt__no")).to_be_visible()
    neighbour.look("24-comment-receipt")
    neighbour.open(idea["path"])
    expect(page.locator(".comment")).to_have_count(0)

    # A moderator reads it, and then everybody does.
    moderator.sign_in("moderator@example.org", PASSWORD)
    desk.goto("/admin/contributions/")
    desk.get_by_role("link", name=said).click()
    expect(desk.get_by_text(PHONE).first).to_be_visible()
    desk.locator("[name=decision][value=publish]").click()
    expect(desk.locator(".messages .success")).to_be_visible()
    neighbour.open(idea["path"])
    expect(page.locator(".comment")).to_have_count(1)
    expect(page.locator(".comment")).to_contain_text(said)
    expect(page.locator(".comment")).not_to_contain_text(PHONE)
    neighbour.look("25-commented")

    # The municipality plans it, and later it is done; each time its author is told.
    progress = {}
    for step in ("planned", "done"):
        words = {"da": f"Vi siger ja ({step}).", "en": f"We say yes ({step})."}
        desk.goto(f"/admin/contributions/{idea['pk']}/answer/")
        desk.locator(f"[name=progress][value={step}]").check()
        for language, text in words.items():
            desk.locator(f"[name=text_{language}]").fill(text)
        desk.locator("main form[method=post] .button:not(.button-secondary)").click()
        expect(desk.locator(".messages .success")).to_be_visible()
        mail = site.mail_to(idea["email"], containing=words[setting.language])
        assert f'lang="{setting.language}"' in mail.html
        assert idea["path"] in mail.text
        progress[step] = mail["Subject"]
        neighbour.open(idea["path"])
        answer = page.locator(".said__a", has_text=words[setting.language])
        expect(answer).to_be_visible()
        neighbour.look(f"26-{step}")
    assert progress["planned"] != progress["done"]
    expect(page.locator(".way-on__step[aria-current=step]")).to_have_count(1)
    expect(page.locator(".support form")).to_have_count(1)
    assert neighbour.complaints == moderator.complaints == []

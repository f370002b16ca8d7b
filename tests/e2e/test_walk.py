"""The main job of the site: an idea travels from a phone to the public page and back again."""

import re
from itertools import product

import pytest
from playwright.sync_api import expect

from demo.accounts import PASSWORD
from tests.builders import picture_bytes
from tests.e2e.visitor import Setting

PHONE = "20 30 40 50"
HARBOUR = {"da": "/projekter/havnen/", "en": "/en/projects/the-harbour/"}
CALL = {"da": "ideer/", "en": "ideas/"}
FORM = {"da": "deltag/", "en": "take-part/"}
SETTINGS = [Setting(*chosen) for chosen in product(("da", "en"), (390, 1280), (True, False))]


def link_to(page, path):
    """Return the first link to an address in the content of the page."""
    return page.locator(f'main a[href="{path}"]').first


def sign_in(visitor, email):
    """Sign in where the admin sends people who are not."""
    page = visitor.page
    page.goto("/admin/")
    expect(page.locator("[name=login]")).to_be_visible()
    page.locator("[name=login]").fill(email)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("main form button[type=submit]").first.click()
    expect(page).to_have_url(re.compile(r"/admin/$"))


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

    # Nothing is public before somebody has read it; the list is kept in the page cache.
    stranger.open(call)
    expect(stranger.page.get_by_text(title)).to_have_count(0)

    # A moderator reads and publishes it.
    moderator = visit(**{**options, "language": "da"})
    sign_in(moderator, "moderator@example.org")
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
    citizen.look("10-private")
    page.locator("details summary").first.click()
    page.locator("button[value=withdraw]").click()
    expect(page.locator("button[value=withdraw]")).to_have_count(0)
    citizen.look("11-withdrawn")
    stranger.open(public_address, status=404)
    stranger.open(call)
    expect(stranger.page.get_by_text(title)).to_have_count(0)
    assert citizen.complaints == stranger.complaints == []

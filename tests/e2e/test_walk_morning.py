"""A moderator's morning: forty ideas, a report and a second look wait, and at the end nothing."""

import re

import pytest
from playwright.sync_api import expect

from demo.accounts import PASSWORD
from tests.e2e.scenes import BENCHES, PHONE, WAITING
from tests.e2e.visitor import Setting

QUEUE = "/admin/contributions/"
REASON = "select[name=template]"
# Each language, width and way with each other once; many are decided at a time by script alone.
SETTINGS = [
    Setting("da", 1280, True),
    Setting("en", 390, True),
    Setting("da", 390, False),
    Setting("en", 1280, False),
]


@pytest.fixture(scope="module")
def mornings(site):
    """What waits for the moderator of each setting."""
    return site.stage("mornings", [(str(setting), setting.language) for setting in SETTINGS])


class Morning:
    """What a moderator does, one after the other."""

    def __init__(self, moderator, found):
        self.moderator, self.found = moderator, found
        self.page = moderator.page
        self.rows = self.page.locator("main table.listing tbody tr")

    def open(self, path):
        """Go to a page of the admin by its address."""
        self.moderator.open(path)

    def expect_waiting(self, count, asked):
        """Read on the first page how many ideas wait, and how many things are asked."""
        self.open("/admin/")
        panel = self.page.locator("#contributions-waiting-section")
        if count:
            expect(panel).to_contain_text(re.compile(rf"\b{count}\b"))
        expect(panel.locator("li")).to_have_count(asked)
        expect(panel.locator(".button")).to_have_count(2 if count else 1)
        self.moderator.look(f"desk-{count}-wait")

    def expect_done(self, words=""):
        """Read what the admin says was done."""
        done = self.page.locator(".messages .success", has_text=words)
        expect(done.first).to_be_visible()

    def press(self, name, value):
        """Press a button of the form on screen."""
        self.page.locator(f"button[name={name}][value={value}]").click()

    def choose_reason(self):
        """Choose a reason that is often given; with script its words can be read then."""
        self.page.locator(REASON).select_option(index=1)
        if self.moderator.setting.script:
            expect(self.page.locator("[name=reason]")).not_to_have_value("")

    def read_the_queue(self):
        """Open the queue from the panel: the oldest comes first, and one can look for words."""
        self.page.locator(f'a[href="{QUEUE}"].button').click()
        expect(self.rows.first).to_contain_text("Et langbord 1")
        expect(self.rows.first.locator(".queue__mark--warning").first).to_be_visible()
        self.moderator.look("desk-queue")

    def publish_with_a_redaction(self):
        """Leave out the telephone number that was found, and words that were chosen."""
        self.page.get_by_role("link", name="Et langbord 1").click()
        expect(self.page.locator(".contribution__found")).to_contain_text(PHONE)
        self.page.locator("[name=words]").fill("spørg i nummer 7")
        self.press("decision", "preview")
        preview = self.page.locator(".contribution__preview")
        expect(preview).to_be_visible()
        expect(preview).not_to_contain_text(PHONE)
        expect(preview).not_to_contain_text("nummer 7")
        self.moderator.look("desk-decision")
        self.press("decision", "publish")
        self.expect_done()

    def reject_with_a_reason(self):
        """The next one is on screen already: it is an advertisement."""
        expect(self.page.locator("#words-title")).to_have_text("Billige cykler 2")
        self.choose_reason()
        self.press("decision", "reject")
        self.expect_done()
        expect(self.page.locator("#words-title")).to_have_text("En bænk 3")

    def go_on_and_back(self):
        """Go to the next one and back, by keys where there is script."""
        for key, title in (("n", "En bænk 4"), ("n", "En bænk 5"), ("p", "En bænk 4")):
            if self.moderator.setting.script:
                self.page.wait_for_load_state()
                self.page.keyboard.press(key)
            else:
                self.page.locator(f"[aria-keyshortcuts={key}]").click()
            expect(self.page.locator("#words-title")).to_have_text(title)

    def publish_the_benches(self):
        """Publish all ideas about benches together; the one with a number in it is left."""
        self.open(f"{QUEUE}?q=bænk")
        self.page.locator("[data-bulk-action-select-all-checkbox]:visible").first.check()
        self.page.locator("[data-bulk-action-num-objects-in-listing]").click()
        self.page.locator(".bulk-action-btn").first.click()
        expect(self.page.locator(".queue__chosen").first.locator("li")).to_have_count(BENCHES - 1)
        expect(self.page.locator(".queue__chosen").last.locator("li")).to_have_count(1)
        self.moderator.look("desk-bulk")
        self.page.locator("main form[method=post] button[type=submit]").click()
        self.expect_done(str(BENCHES - 1))
        expect(self.rows).to_have_count(1)
        expect(self.rows.locator(".queue__mark--warning").first).to_be_visible()

    def publish_the_rest(self):
        """Publish what is left on one page, and what was left on its own."""
        self.open(QUEUE)
        rest = WAITING - 2 - (BENCHES - 1)
        expect(self.rows).to_have_count(rest)
        self.page.locator("[data-bulk-action-select-all-checkbox]:visible").first.check()
        self.page.locator(".bulk-action-btn").first.click()
        self.page.locator("main form[method=post] button[type=submit]").click()
        self.expect_done(str(rest - 1))
        expect(self.rows).to_have_count(1)
        self.rows.first.get_by_role("link", name="En bænk").click()
        expect(self.page.locator(".contribution__found")).to_contain_text(PHONE)
        self.press("decision", "publish")
        self.expect_done()
        expect(self.page).to_have_url(re.compile(rf"{QUEUE}(#.*)?$"))

    def settle_the_report(self):
        """Read what was reported and hide it."""
        self.open(f"{QUEUE}?state=reported")
        self.rows.get_by_role("link", name="En boldbane").click()
        expect(self.page.locator("blockquote")).to_have_text("Hårde ord.")
        self.moderator.look("desk-report")
        self.choose_reason()
        self.press("outcome", "changed")
        self.expect_done()

    def take_the_second_look(self):
        """Read what another moderator has decided, and see it differently."""
        self.open(f"{QUEUE}?state=appealed")
        self.rows.get_by_role("link", name="En loppedag").click()
        expect(self.page.locator("blockquote")).to_have_text("Det er ikke reklame, vi er naboer.")
        self.moderator.look("desk-appeal")
        self.page.locator("[name=answer]").fill("Du har ret.")
        self.press("outcome", "changed")
        self.expect_done()


@pytest.mark.parametrize("setting", SETTINGS, ids=str)
def test_a_moderators_morning(visit, mornings, setting):
    moderator = visit(language=setting.language, width=setting.width, script=setting.script)
    found = mornings[str(setting)]
    morning = Morning(moderator, found)
    moderator.sign_in(found["email"], PASSWORD)
    morning.expect_waiting(WAITING, asked=2)
    morning.read_the_queue()
    morning.publish_with_a_redaction()
    morning.reject_with_a_reason()
    morning.go_on_and_back()
    if setting.script:
        morning.publish_the_benches()
        morning.publish_the_rest()
    morning.settle_the_report()
    morning.take_the_second_look()
    morning.expect_waiting(0 if setting.script else WAITING - 2, asked=0)
    assert moderator.complaints == []

"""Putting the example content in and taking it out."""

from datetime import timedelta
from io import StringIO
from unittest import mock

from allauth.account.models import EmailAddress
from django.apps import apps
from django.contrib.auth import authenticate, get_user_model
from django.core import mail
from django.core.files.storage import default_storage, storages
from django.core.management import CommandError, call_command
from django.test import TestCase, override_settings
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import ModelLogEntry, Page
from wagtail_localize.models import String, StringTranslation, Translation

from contributions.models import (
    Answer,
    Appeal,
    Attachment,
    Contribution,
    InternalNote,
    Outcome,
    Report,
    State,
)
from contributions.questions import places_of, questions_of
from contributions.services import may_settle
from contributions.services.digests import setting_of
from core import privacy_scan
from core.models import Contact, CustomImage, NavigationItem, RetentionRule, SiteTexts, Topic
from core.queries import in_language
from demo import services
from demo.accounts import GROUPS, PASSWORD, SIGN_INS
from demo.models import DemoObject
from home.models import HomePage, StandardPage
from projects.models import IdeaCallPage, ProjectPage
from tests import builders

# Traces of work rather than content: what was done when, tasks, and words that search keeps.
TRACES = {
    "dbtaskresult",
    "modellogentry",
    "pagelogentry",
    "referenceindex",
    "revision",
    "translationlog",
    "permission",
    "contenttype",
    "template",
}


def run(command, **options):
    """Run a command and return what it said."""
    out = StringIO()
    call_command(command, stdout=out, **options)
    return out.getvalue()


def counts():
    """Return how many rows each model has, leaving out traces and what search keeps."""
    return {
        model._meta.label: model._base_manager.count()
        for model in apps.get_models()
        if model._meta.model_name not in TRACES and model._meta.managed
    }


class RefusalTests(TestCase):
    """Known passwords stay off public sites."""

    def test_not_outside_development(self):
        with self.assertRaisesMessage(CommandError, "--force"):
            run("load_demo")
        assert not services.is_loaded()

    def test_nothing_to_remove(self):
        with mock.patch("demo.services.foundation.lay") as lay:
            assert "There was no example content." in run("remove_demo")
        lay.assert_called_once()

    @override_settings(DEBUG=True)
    def test_what_visitors_sent_while_developing_goes_too(self):
        with mock.patch("demo.services.remove") as remove:
            run("remove_demo")
        assert remove.call_args.kwargs == {"with_foreign": True}


class LoadedTests(TestCase):
    """The loaded site; each test finds it as it was loaded."""

    @classmethod
    def setUpTestData(cls):
        run("start_site")
        cls.before = counts()
        with cls.captureOnCommitCallbacks() as callbacks:
            cls.said = run("load_demo", force=True)
        for callback in callbacks:
            if callback.__module__.startswith("contributions"):
                callback()

    def test_says_whom_to_sign_in_as(self):
        for email in SIGN_INS:
            assert email in self.said
        assert PASSWORD in self.said

    def test_a_second_run_changes_nothing(self):
        before = counts()
        revisions = list(Page.objects.values_list("pk", "latest_revision_id"))
        assert "already here" in run("load_demo", force=True)
        assert counts() == before
        assert list(Page.objects.values_list("pk", "latest_revision_id")) == revisions

    def test_every_page_is_live_in_both_languages(self):
        danish = Page.objects.filter(locale__language_code="da", depth__gt=1)
        assert danish.count() == 17
        for page in danish:
            english = page.get_translations().get(locale__language_code="en")
            assert page.live, page
            assert english.live, page
            assert not english.has_unpublished_changes
            assert english.alias_of_id is None

    def test_every_translation_is_complete_and_open_to_translators(self):
        assert Translation.objects.count() >= 17
        for translation in Translation.objects.all():
            total, translated = translation.get_progress()
            assert total == translated, translation.source
            assert translation.enabled
        assert StringTranslation.objects.filter(has_error=True).count() == 0

    def test_english_says_it_in_english(self):
        project = ProjectPage.objects.get(locale__language_code="en", slug="the-harbour")
        assert project.why.startswith("<p>The harbour was built for ships")
        assert project.phases[0].value["title"] == "Listen"
        assert project.body[2].value[1]["value"] == "1.4 kilometres of quay"
        danish = ProjectPage.objects.get(locale__language_code="da", slug="havnen")
        assert project.state == danish.state
        assert list(project.contacts.all()) == list(danish.contacts.all())
        assert [child.id for child in project.body] == [child.id for child in danish.body]

    def test_no_redirects_are_left_behind(self):
        assert not Redirect.objects.exists()

    def test_every_page_says_that_it_is_an_example(self):
        for path, words in (("/cookies/", "Eksempel: "), ("/en/cookies/", "Example: ")):
            assert words in self.client.get(path).content.decode()
        for page in Page.objects.filter(pk__in=DemoObject.objects.keys(Page)).specific():
            text = getattr(page, "body", None) or page.intro
            word = "Eksempel" if page.locale.language_code == "da" else "Example"
            assert word in text[0].value.source, page

    def test_every_picture_says_what_it_shows(self):
        assert CustomImage.objects.filter(description="").count() == 0
        for page in Page.objects.live().filter(depth__gt=1).specific():
            assert bool(page.picture_id) == bool(page.picture_alt), page
            for picture in pictures_in(getattr(page, "body", [])):
                assert picture.contextual_alt_text, page

    def test_menus_lead_to_pages_in_both_languages(self):
        for code, word in (("da", "Projekter"), ("en", "Projects")):
            items = NavigationItem.objects.filter(menu__locale__language_code=code)
            assert items.filter(label=word).exists()
            assert items.filter(menu__place="header").count() == 5
            assert items.filter(menu__place="footer").count() == 5

    def test_the_statement_has_its_short_address(self):
        statement = StandardPage.objects.get(slug="tilgaengelighedserklaering")
        assert self.client.get("/was").url.endswith(statement.url)

    def test_people_can_sign_in_and_do_their_work(self):
        for email in SIGN_INS:
            user = authenticate(email=email, password=PASSWORD)
            assert user is not None, email
            assert user.has_perm("wagtailadmin.access_admin"), email
            assert EmailAddress.objects.get(user=user).verified
            names = [GROUPS[email]] if email in GROUPS else []
            assert list(user.groups.values_list("name", flat=True)) == names
        assert get_user_model().objects.get(email="administrator@example.org").is_superuser

    def test_ideas_are_as_if_people_had_sent_them(self):
        call = Contribution.objects.get(title="Gem kranen").page.specific
        assert call.is_open
        assert {idea.state for idea in call.contributions()} == set(State)
        for idea in Contribution.objects.published():
            assert idea.created_at < idea.published_at
            assert idea.photo_released == bool(idea.photo)
            assert idea.decisions.last().created_at == idea.published_at
            assert not idea.has_open_findings
        for answer in Answer.objects.all():
            assert answer.texts.count() == 2
            assert answer.created_at > answer.contribution.published_at
        assert Contribution.objects.exclude(photo="").count() == 4

    def test_moderators_have_something_of_everything_to_look_at(self):
        moderator = get_user_model().objects.get(email="moderator@example.org")
        rows = Contribution.objects.for_moderator(moderator)
        assert rows.waiting().filter(has_open_findings=True).count() == 1
        assert rows.suspects().count() == 1
        assert rows.waiting().filter(administration_only=True).count() == 1
        assert rows.waiting().exclude(about=None).count() == 1
        assert sorted(Report.objects.values_list("outcome", flat=True)) == ["", "changed"]
        assert sorted(Appeal.objects.values_list("outcome", flat=True)) == ["", "changed"]
        assert InternalNote.objects.exists()
        assert setting_of(moderator).pk
        assert not Contribution.objects.exclude(about=None).filter(
            about__page__slug="unge-paa-kajen"
        )

    def test_second_looks_are_given_by_somebody_else(self):
        settled = Appeal.objects.get(outcome=Outcome.CHANGED)
        assert settled.handled_by != settled.decision.moderator
        assert settled.decision.created_at < settled.created_at < settled.handled_at
        assert settled.contribution.state == State.PUBLISHED
        waiting = Appeal.objects.get(outcome=Outcome.OPEN)
        moderator = get_user_model().objects.get(email="moderator@example.org")
        assert may_settle(waiting, moderator)

    def test_the_log_tells_the_same_days(self):
        loaded = timezone.now() - timedelta(hours=2)
        said = ModelLogEntry.objects.filter(action__startswith="contributions.")
        assert {"contributions.merged_here", "contributions.appeal_changed"} <= set(
            said.values_list("action", flat=True)
        )
        recent = said.filter(timestamp__gt=loaded).exclude(action="contributions.note")
        assert list(recent.values_list("action", flat=True)) == []

    def test_what_is_private_is_left_out_of_what_is_shown(self):
        shown = [idea.public_view() for idea in Contribution.objects.published()]
        assert any(view.is_blanked for view in shown)
        assert not any(privacy_scan.has_findings(view.text) for view in shown)

    def test_supports_add_up_and_follow_what_is_joined(self):
        for idea in Contribution.objects.filter(about=None):
            assert idea.support_count == idea.supports.count()
        joined = Contribution.objects.get(state=State.MERGED)
        assert joined.merged_into.supports.filter(moved_from=joined).exists()

    def test_answers_to_questions_are_stored_as_the_form_does(self):
        idea = Contribution.objects.get(title="Signs we can all read")
        questions = questions_of(in_language([idea.page.specific], "en")[0])
        first = idea.form_data[questions[0].key]
        assert first["answer"] == "All year round"
        assert first["values"] == [questions[0].choices[2][0]]
        assert [given.answer for given in idea.public_view().given_answers] == ["All year round"]

    def test_places_are_chosen_from_the_list_where_they_are_on_it(self):
        call = Contribution.objects.get(title="Gem kranen").page.specific
        by_key = dict(places_of(call))
        chosen = call.contributions().exclude(place_key="")
        assert chosen.count() > 5
        for idea in chosen:
            assert by_key[idea.place_key] == idea.place

    def test_the_privacy_notice_follows_the_retention_rules(self):
        RetentionRule.objects.filter(kind="contribution").update(months=7)
        html = self.client.get("/behandling-af-personoplysninger/").content.decode()
        assert RetentionRule.objects.get(kind="contribution").period in html

    def test_no_mail_was_sent(self):
        assert mail.outbox == []

    def test_removing_leaves_none_of_it(self):
        library, private = default_storage, storages["private"]
        files = [image.file.name for image in CustomImage.objects.all()]
        sent = [idea.photo.name for idea in Contribution.objects.exclude(photo="")]
        sent += [attachment.file.name for attachment in Attachment.objects.all()]
        assert len(sent) == 5
        assert all(private.exists(name) for name in sent)
        with self.captureOnCommitCallbacks(execute=True):
            run("remove_demo", force=True)
        assert counts() == self.before
        assert not any(library.exists(name) for name in files)
        assert not any(private.exists(name) for name in sent)
        assert not DemoObject.objects.exists()
        assert not String.objects.filter(data__contains="havn").exists()
        assert not SiteTexts.objects.exclude(notice="").exists()
        home = HomePage.objects.get(locale__language_code="en")
        assert home.answer_until == "All year round."
        assert home.title == "We make our town together"
        assert home.action_page is None
        assert not home.has_unpublished_changes
        self.check_what_stays()

    def check_what_stays(self):
        """The foundation works in both languages."""
        pages = Page.objects.live().filter(depth__gt=1).specific()
        assert sorted(page.slug for page in pages) == [
            "accessibility-statement",
            "behandling-af-personoplysninger",
            "cookies",
            "cookies",
            "privacy-notice",
            "projects",
            "projekter",
            "samskab-da",
            "samskab-en",
            "tilgaengelighedserklaering",
        ]
        for page in pages:
            assert self.client.get(page.url).status_code == 200, page.url
        labels = NavigationItem.objects.filter(menu__locale__language_code="en")
        assert set(labels.values_list("label", flat=True)) == {
            "Projects",
            "Accessibility statement",
            "Privacy notice",
            "Cookies",
        }

    def test_resetting_removes_and_loads(self):
        with mock.patch("demo.management.commands.reset_demo.call_command") as command:
            run("reset_demo", force=True)
        assert [call.args[0] for call in command.mock_calls] == ["remove_demo", "load_demo"]
        assert all(call.kwargs["force"] for call in command.mock_calls)

    def test_a_picture_put_in_again_has_another_file(self):
        """A task that deletes the file of the earlier one may run late."""
        names = []
        for _time in range(2):
            picture = CustomImage.objects.get(pk=services.add_picture("beet"))
            names.append(picture.file.name)
            default_storage.delete(picture.file.name)
        assert names[0] != names[1]

    def test_what_editors_wrote_since_stays(self):
        home = HomePage.objects.get(locale__language_code="da")
        home.summary = "Vores egne ord."
        home.save_revision().publish()
        own = builders.standard_page(home, title="Vores side")
        topic = Topic.objects.create(name="Egen", slug="egen", locale=home.locale)
        run("remove_demo", force=True)
        home.refresh_from_db()
        assert home.summary == "Vores egne ord."
        assert home.action_label == ""
        assert list(Topic.objects.all()) == [topic]
        own.refresh_from_db()
        assert not Contact.objects.exists()

    def test_own_pages_below_examples_stop_the_removal(self):
        project = ProjectPage.objects.get(slug="havnen")
        builders.project_update(project, title="Vores nyhed")
        with self.assertRaisesMessage(CommandError, "Vores nyhed"):
            run("remove_demo", force=True)
        assert services.is_loaded()

    def test_ideas_of_visitors_stop_the_removal_of_a_public_site(self):
        builders.contribution(IdeaCallPage.objects.filter(locale__language_code="da").first())
        with self.assertRaisesMessage(CommandError, "Visitors have sent 1"):
            run("remove_demo")
        assert services.is_loaded()
        with mock.patch("demo.services.remove") as remove:
            run("remove_demo", force=True)
        assert remove.call_args.kwargs == {"with_foreign": True}


def pictures_in(stream):
    """Yield the pictures of a page's text."""
    for child in stream:
        if child.block_type == "image":
            yield child.value["image"]
        elif child.block_type == "gallery":
            for item in child.value["pictures"]:
                yield item["image"]

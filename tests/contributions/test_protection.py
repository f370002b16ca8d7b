"""What people have brought outlives whatever is done to pages."""

import json

import pytest
from django.contrib.messages import get_messages
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from wagtail.actions.copy_for_translation import CopyPageForTranslationAction
from wagtail.models import Locale, Page, Site
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from contributions.models import Contribution, ModerationScope, State
from contributions.protection import count_under
from projects.models import IdeaCallPage
from tests import builders

pytestmark = pytest.mark.django_db


@pytest.fixture
def call():
    """A call with two ideas, one of them on show."""
    call = builders.idea_call()
    builders.contribution(call)
    builders.contribution(call, state=State.RECEIVED)
    return call


@pytest.fixture
def english(call):
    """The English version of the call, under English versions of all that is above it."""
    return in_english(call)


@pytest.fixture
def admin(client):
    """An administrator, signed in: may do all that can be done."""
    client.force_login(builders.superuser())
    return client


def in_english(page):
    """Translate a page and those above it into English, as an editor would."""
    builders.home("en")
    action = CopyPageForTranslationAction(page.specific, builders.language("en"), copy_parents=True)
    translated = action.execute(skip_permission_checks=True)
    return type(page.specific).objects.get(pk=translated.pk)


def rows_of(page):
    """Return the keys of what belongs to a page."""
    return set(Contribution.objects.filter(page_id=page.pk).values_list("pk", flat=True))


def all_rows():
    """Return the keys of everything people have brought."""
    return set(Contribution.objects.values_list("pk", flat=True))


def said(response):
    """Return what the admin told the person."""
    return " ".join(str(message) for message in get_messages(response.wsgi_request))


def assert_refused(response, page, count):
    """The page is still there, and the person was told why and what to do instead."""
    words = said(response)
    assert Page.objects.filter(pk=page.pk).exists()
    assert str(count) in words
    assert len(words) > 80
    assert Contribution.objects.count() == count


# --- Deleting ------------------------------------------------------------------------------

ABOVE = ["call", "project", "index", "home"]


def named(call, name):
    """Return the call or one of the pages above it."""
    pages = dict(zip(ABOVE, call.get_ancestors(inclusive=True).reverse(), strict=False))
    return pages[name].specific


@pytest.mark.parametrize("name", ABOVE)
@pytest.mark.parametrize("method", ["get", "post"])
def test_the_delete_view_refuses_and_explains(admin, call, name, method):
    page = named(call, name)

    response = getattr(admin, method)(
        reverse("wagtailadmin_pages:delete", args=[page.pk]), {"confirm_site_name": "Samskab"}
    )

    assert response.status_code == 302
    assert_refused(response, page, 2)


@pytest.mark.parametrize("name", ABOVE)
def test_deleting_many_refuses_and_deletes_none_of_them(admin, call, name):
    page, empty = named(call, name), builders.project()
    query = f"?id={empty.pk}&id={page.pk}&next=/admin/"

    response = admin.post(
        reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"]) + query,
        {"confirm_site_name": "Samskab"},
    )

    assert_refused(response, page, 2)
    assert Page.objects.filter(pk=empty.pk).exists()


@pytest.mark.parametrize("name", ABOVE)
def test_the_admin_s_api_refuses_and_explains(admin, call, name):
    page = named(call, name)

    response = admin.post(f"/admin/api/main/pages/{page.pk}/action/delete/")

    assert response.status_code == 400
    assert "2" in json.dumps(response.json())
    assert Page.objects.filter(pk=page.pk).exists()
    assert Contribution.objects.count() == 2


@pytest.mark.parametrize("name", ABOVE)
def test_code_is_refused_too(call, name):
    page = named(call, name)

    for delete in (page.delete, Page.objects.filter(pk=page.pk).delete):
        with pytest.raises(ValidationError, match="2"):
            delete()

    assert Contribution.objects.count() == 2


@pytest.mark.parametrize("state", State.values)
def test_what_was_taken_back_or_turned_down_counts_as_well(admin, state):
    row = builders.contribution(state=state)

    response = admin.post(reverse("wagtailadmin_pages:delete", args=[row.page_id]))

    assert_refused(response, row.page, 1)


def test_a_page_nobody_has_sent_anything_to_can_be_deleted(admin, call):
    empty = builders.idea_call(parent=call.get_parent().specific)

    admin.post(reverse("wagtailadmin_pages:delete", args=[empty.pk]))

    assert not Page.objects.filter(pk=empty.pk).exists()
    assert count_under([call.get_parent()]) == 2


def test_the_danish_page_stays_although_there_is_an_english_one(admin, call, english):
    response = admin.post(reverse("wagtailadmin_pages:delete", args=[call.pk]))

    assert_refused(response, call, 2)


def test_a_translation_can_be_deleted_for_nothing_belongs_to_it(admin, call, english):
    before = rows_of(call)

    admin.post(reverse("wagtailadmin_pages:delete", args=[english.pk]))

    assert not Page.objects.filter(pk=english.pk).exists()
    assert rows_of(call) == before


def test_a_call_that_exists_in_english_only_stays(admin):
    parent = in_english(builders.project())
    call = builders.idea_call(parent=parent)
    builders.contribution(call)

    response = admin.post(reverse("wagtailadmin_pages:delete", args=[parent.pk]))

    assert_refused(response, call, 1)


def test_neither_language_can_be_deleted_while_pages_are_written_in_it(admin, call, english):
    for code in ("da", "en"):
        locale = Locale.objects.get(language_code=code)
        admin.post(reverse("wagtaillocales:delete", args=[locale.pk]))

    assert Locale.objects.count() == 2
    assert Contribution.objects.count() == 2


def test_deleting_the_site_record_leaves_its_pages(admin, call):
    admin.post(reverse("wagtailsites:delete", args=[Site.objects.get().pk]))

    assert not Site.objects.exists()
    assert Contribution.objects.count() == 2


def test_deleting_the_author_s_account_keeps_the_idea(call):
    author = builders.user()
    row = builders.contribution(call, user=author)

    author.delete()

    row.refresh_from_db()
    assert row.user is None


# --- Everything else that is done to pages -----------------------------------------------------


def test_reverting_to_an_older_revision_changes_no_row(admin, call):
    before = rows_of(call)
    old = call.save_revision()
    builders.contribution(call)
    call.title = "Et andet navn"
    call.save_revision().publish()

    old.publish()

    call.refresh_from_db()
    assert rows_of(call) == all_rows()
    assert len(rows_of(call)) == len(before) + 1
    assert call.title != "Et andet navn"


def test_translating_and_syncing_doubles_no_row(call):
    builders.home("en")
    before = rows_of(call)
    for page in call.get_ancestors(inclusive=True).filter(depth__gt=2):
        source, _created = TranslationSource.update_or_create_from_instance(page.specific)
        translation = Translation.objects.create(
            source=source, target_locale=builders.language("en")
        )
        translation.save_target(publish=True)
    english = call.get_translation(builders.language("en"))

    call.title = "Et andet navn"
    call.save_revision().publish()
    source.update_from_db()
    StringTranslation.objects.all().delete()
    translation.save_target(publish=True)

    assert rows_of(call) == before == all_rows()
    assert rows_of(english) == set()
    assert set(english.contributions().values_list("pk", flat=True)) == before


@pytest.mark.parametrize("recursive", [True, False])
def test_a_copy_takes_nothing_along(call, recursive):
    before = rows_of(call)
    original = call.get_parent().specific if recursive else call

    copy = original.copy(recursive=recursive, update_attrs={"slug": "kopi", "title": "Kopi"})

    assert count_under([copy]) == 0
    assert rows_of(call) == before == all_rows()


def test_an_alias_takes_nothing_along(call):
    before = rows_of(call)

    alias = call.create_alias(update_slug="alias")

    assert rows_of(alias) == set()
    assert rows_of(call) == before


def test_a_moved_call_keeps_its_ideas(client, call):
    before = rows_of(call)
    project = builders.project()

    call.move(project, pos="last-child")

    assert rows_of(call) == before
    assert count_under([Page.objects.get(pk=project.pk)]) == 2


def test_an_unpublished_call_keeps_its_ideas(call):
    before = rows_of(call)

    call.unpublish()
    call.refresh_from_db()
    call.save_revision().publish()

    assert rows_of(call) == before == all_rows()


# --- A Danish version appears --------------------------------------------------------------------


def english_only():
    """Return a call that exists in English only, with an idea and a moderator of its own."""
    call = builders.idea_call(parent=in_english(builders.project()))
    builders.contribution(call, language="en")
    return call


def test_what_was_sent_to_the_english_page_belongs_to_the_danish_one_once_it_exists():
    english = english_only()
    moderator = builders.moderator(scope=english)
    before = rows_of(english)
    assert before

    action = CopyPageForTranslationAction(english, builders.language("da"))
    danish = IdeaCallPage.objects.get(pk=action.execute(skip_permission_checks=True).pk)

    assert rows_of(danish) == before == all_rows()
    assert rows_of(english) == set()
    assert set(Contribution.objects.for_moderator(moderator).values_list("pk", flat=True)) == before
    english = IdeaCallPage.objects.get(pk=english.pk)
    assert set(english.contributions().values_list("pk", flat=True)) == before


def test_a_row_that_came_in_at_that_very_moment_follows_at_the_next_save():
    english = english_only()
    action = CopyPageForTranslationAction(english, builders.language("da"))
    danish = IdeaCallPage.objects.get(pk=action.execute(skip_permission_checks=True).pk)
    late = Contribution.objects.create(page_id=english.pk, title="Late", text="Words")

    danish.save()

    assert late.pk in rows_of(danish)


def test_an_english_version_takes_nothing(call):
    before = rows_of(call)

    english = in_english(call)
    english.save()

    assert rows_of(call) == before
    assert rows_of(english) == set()


def test_a_danish_deadline_holds_in_english_at_once(call, english):
    call.closes_at = timezone.now()
    call.save_revision().publish()

    assert not IdeaCallPage.objects.get(pk=english.pk).is_open


def test_a_scope_is_kept_on_the_danish_page(english, call):
    group = builders.moderator(scope=builders.project()).groups.get()
    scope = ModerationScope(group=group, page=Page.objects.get(pk=english.pk))

    scope.full_clean()

    assert scope.page_id == call.pk

"""What a new site begins with, before anybody has written a word."""

from importlib import import_module

import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from wagtail.models import GroupApprovalTask, Locale, Page, Site

from contributions.models import ModerationScope
from core.models import RetentionRule
from home.models import HomePage
from tests import builders

pytestmark = pytest.mark.django_db

PAGE = {"add_page", "change_page", "publish_page"}


def permissions(group):
    """Return what a group may do, as `app.codename`."""
    names = Group.objects.get(name=group).permissions.values_list(
        "content_type__app_label", "codename"
    )
    return {f"{label}.{codename}" for label, codename in names}


def page_permissions(group):
    """Return what a group may do with which pages."""
    rows = Group.objects.get(name=group).page_permissions
    return set(rows.values_list("page__slug", "permission__codename"))


def library_permissions(group):
    """Return what a group may do in the library."""
    rows = Group.objects.get(name=group).collection_permissions
    return set(rows.values_list("permission__codename", flat=True))


def test_there_is_a_home_page_in_each_language_and_nothing_else():
    pages = Page.objects.filter(depth__gt=1)
    danish, english = HomePage.objects.order_by("path")

    assert {page.pk for page in pages} == {danish.pk, english.pk}
    assert [danish.locale.language_code, english.locale.language_code] == ["da", "en"]
    assert danish.translation_key == english.translation_key
    assert set(Locale.objects.values_list("language_code", flat=True)) == {"da", "en"}


def test_the_tree_is_sound():
    assert Page.find_problems() == ([], [], [], [], [])


def test_the_site_begins_at_the_danish_home(client):
    site = Site.objects.get()

    assert (site.site_name, site.is_default_site) == ("Samskab", True)
    assert site.root_page.locale.language_code == "da"
    assert client.get("/").status_code == 200
    assert client.get("/en/").status_code == 200


def test_pages_can_be_added_below_both():
    for code in ("da", "en"):
        home = HomePage.objects.get(locale__language_code=code)
        page = builders.standard_page(parent=home)
        assert page.get_parent().pk == home.pk
        assert page.path.startswith(home.path)


def test_there_are_three_groups():
    assert set(Group.objects.values_list("name", flat=True)) == {
        "Editors",
        "Culture consultants",
        "Moderators",
    }


def test_what_moderators_may_do():
    assert permissions("Moderators") == {
        "wagtailadmin.access_admin",
        "contributions.moderate_contribution",
    }
    assert page_permissions("Moderators") == set()
    assert library_permissions("Moderators") == set()


@pytest.mark.parametrize(
    ("group", "more"),
    [
        ("Editors", {"lock_page", "unlock_page", "bulk_delete_page"}),
        ("Culture consultants", set()),
    ],
)
def test_what_those_who_write_may_do_with_pages_and_the_library(group, more):
    assert page_permissions(group) == {
        (slug, codename) for slug in ("samskab-da", "samskab-en") for codename in PAGE | more
    }
    assert library_permissions(group) == {
        f"{verb}_{kind}" for verb in ("add", "change", "choose") for kind in ("image", "document")
    }


def test_what_editors_may_do_besides():
    snippets = ("topic", "neighbourhood", "contact", "navigationmenu", "sitetexts")

    assert permissions("Editors") == {
        "wagtailadmin.access_admin",
        "contributions.moderate_contribution",
        "core.change_sitesettings",
        "wagtail_localize.submit_translation",
        *(f"wagtailredirects.{verb}_redirect" for verb in ("add", "change", "delete")),
        *(f"contributions.{verb}_reasontemplate" for verb in ("add", "change", "delete")),
        *(f"core.{verb}_{name}" for verb in ("add", "change", "delete") for name in snippets),
    }


def test_what_culture_consultants_may_do_besides():
    assert permissions("Culture consultants") == {
        "wagtailadmin.access_admin",
        "wagtail_localize.submit_translation",
        "core.add_contact",
        "core.change_contact",
    }


def test_editors_and_moderators_moderate_the_whole_site():
    assert set(ModerationScope.objects.values_list("group__name", "page__depth")) == {
        ("Editors", 1),
        ("Moderators", 1),
    }


def test_whoever_approves_a_page_may_publish_it():
    for task in GroupApprovalTask.objects.all():
        for group in task.groups.all():
            assert "publish_page" in {codename for _slug, codename in page_permissions(group.name)}


def test_from_the_start_it_is_said_how_long_personal_data_is_kept_and_why():
    rules = RetentionRule.objects.order_by("kind")

    assert list(rules.values_list("kind", "months", "counted_from")) == [
        ("contribution", 12, "closed"),
        ("report", 6, "received"),
    ]
    for rule in rules:
        assert rule.purpose_da
        assert rule.purpose_en


@pytest.mark.parametrize(
    ("module", "function"),
    [
        ("home.migrations.0002_first_pages", "make_first_pages"),
        ("home.migrations.0003_groups", "make_groups"),
        ("contributions.migrations.0003_retention_rule", "make_rule"),
    ],
)
def test_running_it_again_doubles_nothing(module, function):
    def counts():
        models = (Page, Site, Locale, Group, ModerationScope, RetentionRule, GroupApprovalTask)
        return [model.objects.count() for model in models]

    before = counts()
    getattr(import_module(module), function)(apps, None)

    assert counts() == before
    assert Page.find_problems() == ([], [], [], [], [])

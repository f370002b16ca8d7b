"""Words and lists, rules of retention, addresses that are taken, previews of blocks."""

import pytest
from django.core.exceptions import ValidationError
from django.test import RequestFactory
from django.urls import reverse
from django.utils import translation
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from core.blocks import BodyBlock
from core.models import Contact, NavigationMenu, Neighbourhood, RetentionRule, SiteTexts, Topic
from home.models import StandardPage
from tests import builders

pytestmark = pytest.mark.django_db

WORDS_AND_LISTS = [Contact, NavigationMenu, Neighbourhood, SiteTexts, Topic]
BLOCKS = BodyBlock().child_blocks


@pytest.fixture
def editor(client):
    """An editor, signed in."""
    person = builders.user(groups=["Editors"])
    client.force_login(person)
    return person


def snippet_url(model, view, *args):
    """Return an address of a word or list."""
    return reverse(model.snippet_viewset.get_url_name(view), args=args)


# --- Words and lists ------------------------------------------------------------------------


@pytest.mark.parametrize("model", WORDS_AND_LISTS)
def test_editors_look_after_words_and_lists(client, editor, model):
    index = client.get(snippet_url(model, "list"))

    assert index.status_code == 200
    assert client.get(snippet_url(model, "add")).status_code == 200
    assert snippet_url(model, "list") in client.get("/admin/").content.decode()


@pytest.mark.parametrize("model", WORDS_AND_LISTS)
def test_moderators_do_not(client, model):
    client.force_login(builders.moderator())

    assert client.get(snippet_url(model, "list")).status_code == 302


def test_a_topic_is_made_and_listed_with_its_language(client, editor):
    client.post(snippet_url(Topic, "add"), {"name": "Havn", "slug": "havn"})

    page = client.get(snippet_url(Topic, "list") + "?q=hav")

    assert [topic.name for topic in page.context["object_list"]] == ["Havn"]
    assert "locale_id" in page.context["table"].columns


def test_a_menu_is_made_with_its_links(client, editor):
    data = nested_form_data(
        {
            "place": "header",
            "items": inline_formset(
                [{"label": "Om os", "page": builders.home().pk, "url": "", "kind": "sky"}]
            ),
        }
    )

    client.post(snippet_url(NavigationMenu, "add"), data)

    assert [item.label for item in NavigationMenu.objects.get().items.all()] == ["Om os"]


def test_retention_rules_are_for_administrators(client, editor):
    rule = RetentionRule.objects.get(kind="contribution")
    address = reverse("retention-rules:edit", args=[rule.pk])
    assert client.get(address).status_code == 302

    client.force_login(builders.superuser())
    assert client.get(reverse("retention-rules:index")).status_code == 200
    client.post(
        address,
        {"purpose_da": "Så vi kan svare.", "months": 6, "counted_from": "received"},
    )

    rule.refresh_from_db()
    assert (rule.months, rule.counted_from, rule.legal_hold) == (6, "received", False)


def test_editors_change_the_site_s_settings(client, editor):
    site = builders.home().get_site()

    response = client.get(reverse("wagtailsettings:edit", args=["core", "sitesettings", site.pk]))

    assert response.status_code == 200


# --- Addresses that are taken ----------------------------------------------------------------


@pytest.mark.parametrize("slug", ["deltag", "take-part", "ide", "idea"])
def test_words_of_a_call_s_own_addresses_are_no_page(slug):
    call = builders.idea_call()
    page = StandardPage(title="En side", slug=slug)

    with pytest.raises(ValidationError) as refused:
        call.add_child(instance=page)

    assert set(refused.value.message_dict) == {"slug"}
    assert slug in refused.value.message_dict["slug"][0]


@pytest.mark.parametrize("slug", ["admin", "en", "was", "static", "media"])
def test_words_of_the_site_s_own_addresses_are_no_page(slug):
    with pytest.raises(ValidationError):
        builders.standard_page(slug=slug)


def test_the_same_words_are_free_elsewhere():
    about = builders.standard_page()

    for slug in ("deltag", "admin", "en"):
        assert builders.standard_page(parent=about, slug=slug).slug == slug


def test_the_addresses_of_each_language_are_taken_there():
    english, danish = builders.home("en"), builders.home()

    with pytest.raises(ValidationError):
        builders.standard_page(parent=english, slug="search")
    assert builders.standard_page(parent=danish, slug="search").slug == "search"


def page_data(**fields):
    """Return what the form of a page of text sends."""
    return nested_form_data(
        {
            "title": "En side",
            "slug": "en-side",
            "summary": "",
            "picture_alt": "",
            "body": streamfield([("text", rich_text("<p>Ord</p>"))]),
            "comments": inline_formset([]),
            **fields,
        }
    )


def test_the_editor_says_at_the_field_that_a_word_is_taken(client, editor):
    parent = builders.home()
    address = reverse("wagtailadmin_pages:add", args=["home", "standardpage", parent.pk])

    response = client.post(address, page_data(slug="was"))

    assert response.status_code == 200
    assert set(response.context["form"].errors) == {"slug"}
    assert not StandardPage.objects.filter(slug="was").exists()
    client.post(address, page_data(slug="om-os"))
    assert StandardPage.objects.filter(slug="om-os").exists()


def test_a_page_cannot_take_such_a_word_later(client, editor):
    page = builders.standard_page(slug="om-os")

    response = client.post(
        reverse("wagtailadmin_pages:edit", args=[page.pk]), page_data(slug="was")
    )

    page.refresh_from_db()
    assert set(response.context["form"].errors) == {"slug"}
    assert page.slug == "om-os"


# --- Lists across the tree ----------------------------------------------------------------------


def test_calls_are_listed_with_their_times(client, editor):
    call = builders.idea_call()

    page = client.get(reverse("calls:index"))

    assert [row.pk for row in page.context["object_list"]] == [call.pk]
    assert {"opens_at", "closes_at"} <= {
        column.name for column in page.context["table"].columns.values()
    }


def test_projects_are_listed_by_state(client, editor):
    builders.project(state="completed")
    active = builders.project(state="active")

    page = client.get(reverse("projects:index") + "?state=active")

    assert [row.pk for row in page.context["object_list"]] == [active.pk]


# --- Previews of blocks ------------------------------------------------------------------------


@pytest.mark.parametrize("name", sorted(BLOCKS))
def test_each_block_says_what_it_is_for_and_has_a_template(name):
    block = BLOCKS[name]

    assert block.get_description()
    assert block.meta.template.startswith("blocks/")
    assert block.is_previewable


@pytest.mark.parametrize("name", sorted(BLOCKS))
@pytest.mark.parametrize("library", ["empty", "filled"])
def test_each_block_is_previewed_in_the_site_s_own_look(client, editor, name, library):
    if library == "filled":
        builders.picture(title="Et billede af kajen")
        builders.document(title="Et kort over kajen")
    block = BLOCKS[name]

    response = client.get(reverse("wagtailadmin_block_preview") + f"?id={block.definition_prefix}")

    page = response.content.decode()
    assert response.status_code == 200
    assert "css/components.css" in page
    if name in {"image", "gallery"} and library == "filled":
        assert "<img" in page
    elif name == "documents" and library == "filled":
        assert "Et kort over kajen" in page
    else:
        assert "<p>" in page or f"block-{name}" in page


def test_a_preview_shows_the_words_of_the_block():
    request = RequestFactory().get("/")

    for name in ("quote", "questions", "said_done"):
        block = BLOCKS[name]
        html = block.render(block.get_preview_value(), {"request": request})
        first = next(iter(str(html).strip()))
        assert first == "<"
        assert len(html) > 40


def test_the_table_of_what_is_kept_follows_the_rules():
    RetentionRule.objects.filter(kind="report").update(months=7, purpose_en="To answer you.")
    block = BodyBlock().child_blocks["retention"]
    with translation.override("en"):
        words = " ".join(block.render(None).split())
    assert "<dt>Reports</dt><dd>To answer you. 7 months from the day we received it.</dd>" in words
    assert "<dt>Contributions</dt>" in words

"""Pages and documents that are not for everybody: asked for in our own words, kept by nobody."""

import pytest
from django.http import Http404
from django.urls import reverse
from django.utils import translation
from wagtail.models import Collection, CollectionViewRestriction, PageViewRestriction

from core import views
from tests import builders

pytestmark = pytest.mark.django_db
WORD = "havnen-2027"


@pytest.fixture
def pages():
    """A page behind a password, in both languages."""
    danish = builders.standard_page(title="Hemmelig", summary="Ingen må vide det.")
    english = builders.translated(danish, builders.home("en"), title="Secret")
    for page in (danish, english):
        PageViewRestriction.objects.create(page=page, restriction_type="password", password=WORD)
    return {"da": danish, "en": english}


@pytest.mark.parametrize(
    ("language", "heading"), [("da", "Her skal du bruge en adgangskode"), ("en", "This takes a")]
)
def test_a_page_behind_a_password_asks_in_the_site_s_look(client, pages, language, heading):
    response = client.get(pages[language].url)

    assert f'<html lang="{language}">' in response.text
    assert heading in response.text
    assert "css/tokens.css" in response.text
    assert "no-store" in response["Cache-Control"]
    assert "Ingen må vide det." not in response.text


def test_the_password_opens_it(client, pages):
    page = pages["da"]
    form = client.get(page.url).context
    fields = {"return_url": page.url}

    wrong = client.post(form["action_url"], {**fields, "password": "forkert"})
    assert 'class="err"' in wrong.text
    assert "no-store" in wrong["Cache-Control"]

    assert client.post(form["action_url"], {**fields, "password": WORD}).url == page.url
    assert "Ingen må vide det." in client.get(page.url).text


def test_the_password_form_is_never_kept(client, pages):
    restriction = PageViewRestriction.objects.get(page=pages["da"])
    address = reverse(
        "wagtailcore_authenticate_with_password", args=[restriction.pk, pages["da"].pk]
    )
    assert "no-store" in client.get(address)["Cache-Control"]


@pytest.fixture
def document():
    """A document in a collection behind a password."""
    collection = Collection.get_first_root_node().add_child(name="Lukket")
    CollectionViewRestriction.objects.create(
        collection=collection, restriction_type="password", password=WORD
    )
    return builders.document(collection=collection)


def test_a_document_behind_a_password_asks_too(client, document):
    builders.home()
    response = client.get(document.url)

    assert "Her skal du bruge en adgangskode" in response.text
    assert "css/tokens.css" in response.text

    form = response.context
    fields = {"return_url": document.url, "password": WORD}
    assert client.post(form["action_url"], fields).url == document.url
    assert b"".join(client.get(document.url).streaming_content) == b"Ord"


def test_the_file_of_a_document_has_no_address_of_its_own(rf, document):
    picture = builders.picture()
    for path in (document.file.name, f"/{document.file.name}", f"x/../{document.file.name}"):
        with pytest.raises(Http404):
            views.media(rf.get("/"), path)
    response = views.media(rf.get("/"), picture.file.name)
    assert response.status_code == 200
    response.close()


# --- Pages for people who are signed in --------------------------------------------------------


@pytest.mark.parametrize("language", ["da", "en"])
def test_a_page_for_those_signed_in_leads_to_the_sign_in_and_back(client, language):
    danish = builders.standard_page(title="Kun for os")
    page = danish if language == "da" else builders.translated(danish, builders.home("en"))
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    person = builders.user()

    door = client.get(page.url, follow=True).redirect_chain[-1][0]

    with translation.override(language):
        assert door.startswith(reverse("account_login"))
    response = client.post(door, {"login": person.email, "password": builders.PASSWORD})
    assert response.url == page.url
    assert client.get(page.url).status_code == 200


def test_a_page_for_others_says_no_instead_of_going_round_in_circles(client):
    page = builders.standard_page(title="Kun for redaktører")
    restriction = PageViewRestriction.objects.create(page=page, restriction_type="groups")
    restriction.groups.set([])
    client.force_login(builders.user())

    response = client.get(page.url, follow=True)

    assert response.status_code == 403
    assert len(response.redirect_chain) == 1

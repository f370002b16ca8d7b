"""The search page: what it shows, what it must never do."""

import pytest
from django.core.cache import caches
from django.urls import reverse
from django.utils import translation

from tests import builders

pytestmark = pytest.mark.django_db


@pytest.fixture
def harbour():
    return builders.project(title="Havnen", summary="Bænke ved vandet.")


def search(client, query, language="da", **more):
    with translation.override(language):
        address = reverse("search")
    return client.get(address, {"q": query, **more})


def test_the_page_shows_what_was_found(client, harbour):
    response = search(client, "havn")
    assert response.status_code == 200
    context = response.context
    assert (context["query"], context["total"], context["corrected"]) == ("havn", 1, "")
    assert [result.page.pk for result in context["results"]] == [harbour.pk]
    assert "<mark>Havnen</mark>" in response.text


def test_results_of_a_search_are_stored_nowhere(client, harbour):
    response = search(client, "havn")
    assert response["Cache-Control"] == ("max-age=0, no-cache, no-store, must-revalidate, private")
    assert response["X-Robots-Tag"] == "noindex"
    assert response.cookies == {}
    harbour.title = "Kajen"
    harbour.save()
    assert search(client, "kajen").context["total"] == 1
    for cache in caches.all():
        assert b"kajen" not in str(getattr(cache, "_cache", "")).encode()


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize(
    "query",
    [
        "",
        " ",
        "a",
        "'",
        '"',
        '"havn',
        "%",
        "_",
        "|",
        "&",
        "!",
        "*",
        "havn*",
        "havn & | !",
        "a:b",
        "havn:*",
        "-havn",
        "NEAR(havn vand)",
        "havn AND",
        "{title} : havn",
        "<script>alert(1)</script>",
        "\\",
        "😀",
        "ÆØÅ",
        "i",
        "og i på",
        "x" * 5000,
        "ord " * 2000,
        "(((((",
        "' OR 1=1 --",
    ],
)
def test_no_query_breaks_the_page(client, harbour, query, language):
    response = search(client, query, language)
    assert response.status_code == 200
    assert "<script>alert" not in response.text
    assert len(response.context["query"]) <= 200


@pytest.mark.parametrize("address", ["?q=%ff%fe", "?q=%ED%A0%80", "?kind=x&page=-1&q=havn", "?q"])
def test_no_address_breaks_the_page(client, harbour, address):
    assert client.get(reverse("search") + address).status_code == 200


def test_nothing_found_suggests_where_to_go(client, harbour):
    call = builders.idea_call(harbour, title="Kom med en idé")
    response = search(client, "hvalross")
    assert response.context["total"] == 0
    assert [page.pk for page in response.context["suggestions"].calls] == [call.pk]
    assert "Kom med en idé" in response.text


def test_a_search_is_only_read(client):
    assert client.post(reverse("search"), {"q": "havn"}).status_code == 405


def test_a_correction_is_said(client, harbour):
    response = search(client, "hovnen")
    assert (response.context["corrected"], response.context["total"]) == ("havnen", 1)

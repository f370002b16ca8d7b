"""The way from an address to a page, walked once between changes."""

import pytest
from django.test import Client
from wagtail.models import PageViewRestriction, Site

from tests import builders

# Committed, since nothing is kept while a change is not.
pytestmark = pytest.mark.django_db(transaction=True)
# An address that is never kept whole.
APART = "?x=1"
WORD = "havnen-2027"


def test_the_next_reader_of_a_page_asks_the_database_nothing(client, django_assert_num_queries):
    page = builders.standard_page(summary="Om os.")
    first = client.get(f"{page.url}{APART}")
    with django_assert_num_queries(0):
        second = client.get(f"{page.url}{APART}")
    assert first.content == second.content
    assert "Om os." in second.text


def test_every_request_has_a_page_of_its_own(client):
    page = builders.project(picture=builders.picture())
    shown = [client.get(f"{page.url}{APART}").context["page"] for _time in range(3)]
    assert shown == [page] * 3
    assert len({id(each) for each in shown}) == len({id(each.picture) for each in shown}) == 3


def test_a_moved_page_is_found_where_it_is_and_its_old_address_leads_there(client):
    first, second = builders.standard_page(), builders.standard_page(slug="to")
    page = builders.standard_page(first, slug="under")
    old = page.url
    assert client.get(f"{old}{APART}").status_code == 200
    page.move(second, "last-child")
    page.refresh_from_db()
    assert client.get(f"/to/under/{APART}").status_code == 200
    assert client.get(f"{old}{APART}").url == "/to/under/"


def test_an_address_that_leads_nowhere_is_not_found_time_and_again(client):
    builders.home()
    assert [client.get(f"/intet/her/{APART}").status_code for _time in range(2)] == [404, 404]


def test_without_a_site_there_is_no_page(client):
    builders.home()
    Site.objects.all().delete()
    assert client.get(f"/{APART}").status_code == 404


def test_a_page_becomes_private_at_once_and_opens_for_one_visitor_only(client):
    page = builders.standard_page(summary="Ikke for alle.")
    assert "Ikke for alle." in client.get(f"{page.url}{APART}").text
    PageViewRestriction.objects.create(page=page, restriction_type="password", password=WORD)
    form = client.get(f"{page.url}{APART}")
    assert "Ikke for alle." not in form.text
    fields = {"return_url": page.url, "password": WORD}
    client.post(form.context["action_url"], fields)
    assert "Ikke for alle." in client.get(f"{page.url}{APART}").text
    assert "Ikke for alle." not in Client().get(f"{page.url}{APART}").text


def test_what_one_visitor_may_see_is_shown_to_no_other(client):
    """The Danish page decides, and is private; its ideas are for those who have its password."""
    call = builders.idea_call()
    english = builders.translated(call, builders.home("en"))
    idea = builders.contribution(call, title="Sauna ved kajen")
    PageViewRestriction.objects.create(page=call, restriction_type="password", password=WORD)
    form = client.get(call.url)
    client.post(form.context["action_url"], {"return_url": call.url, "password": WORD})
    assert idea.title in client.get(f"{english.url}{APART}").text
    for address in (english.url, english.get_parent().url, "/en/", "/"):
        assert idea.title not in Client().get(f"{address}{APART}").text

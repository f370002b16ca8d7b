"""A form that comes without proof of who sent it is shown again with all that was typed."""

import re

import pytest
from django.test import Client

from contributions.models import Contribution, PendingUpload, WhoMay
from tests import builders
from tests.contributions.test_form import WRITTEN, english_version, filled
from tests.contributions.test_review import on_screen

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser():
    """A browser whose protection is on, and whose form has grown old."""
    return Client(enforce_csrf_checks=True)


@pytest.fixture
def call():
    """An open call for ideas."""
    return builders.idea_call()


def test_what_was_typed_comes_back_and_can_be_sent(browser, call):
    fields = filled(call, photo=builders.upload())
    response = browser.post(call.take_part_url, fields)
    html = response.content.decode()
    assert response.status_code == 403
    for name in ("token", "title", "place", "name", "email"):
        assert f'value="{fields[name]}"' in html
    assert Contribution.objects.count() == PendingUpload.objects.count() == 0
    assert "no-store" in response["Cache-Control"]
    fresh = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', html).group(1)
    seen = browser.post(call.take_part_url, {**on_screen(response), "csrfmiddlewaretoken": fresh})
    assert seen.status_code == 302
    assert Contribution.objects.get().title == WRITTEN["title"]


def test_it_is_said_in_the_reader_s_language(browser, call):
    english = english_version(call)
    response = browser.post(english.take_part_url, filled(english))
    assert '<html lang="en">' in response.content.decode()
    assert "Please send it once more" in response.content.decode()


def test_nothing_is_judged_or_removed(browser, call):
    response = browser.post(call.take_part_url, filled(call, title="", remove_photo="1"))
    assert response.status_code == 403
    assert not response.context["form"].errors


def test_what_needs_an_account_is_shown_to_be_copied(browser):
    call = builders.idea_call(who_may=WhoMay.ACCOUNT)
    response = browser.post(call.take_part_url, WRITTEN)
    assert response.status_code == 403
    assert WRITTEN["title"] in response.content.decode()
    assert "csrfmiddlewaretoken" not in response.content.decode()


def test_a_page_that_is_closed_to_the_visitor_shows_nothing(browser, call):
    call.view_restrictions.create(restriction_type="login")
    response = browser.post(call.take_part_url, WRITTEN)
    assert response.status_code == 403
    assert call.title not in response.content.decode()


@pytest.mark.parametrize("address", ["/admin/contributions/", "/login/", "/nowhere/", "/"])
def test_elsewhere_the_answer_is_plain(browser, address):
    builders.home()
    response = browser.post(address, {"password": "en lang sætning", "text": "To ord"})
    assert response.status_code in {403, 404}
    assert "en lang sætning" not in response.content.decode()


def test_words_sent_to_another_page_are_shown_to_be_copied(browser, call):
    idea = builders.contribution(call)
    words = "<b>Sikke en god idé</b>"
    response = browser.post(call.get_comment_url(idea), {"text": words, "token": "x"})
    assert response.status_code == 403
    assert "&lt;b&gt;Sikke en god idé" in response.content.decode()

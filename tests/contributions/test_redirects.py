"""Addresses on posters and in mails lead on when a call is renamed or moved."""

import pytest
from django.test import Client, TestCase

from contributions.models import Contribution, State
from tests import builders
from tests.contributions.test_form import WRITTEN, filled

pytestmark = pytest.mark.django_db


@pytest.fixture
def call():
    """A call below a project."""
    return builders.idea_call()


def rename(page, slug):
    """Give a page another word in its address, as an editor does."""
    page = type(page).objects.get(pk=page.pk)
    page.slug = slug
    with TestCase.captureOnCommitCallbacks(execute=True):
        page.save_revision().publish()
    return type(page).objects.get(pk=page.pk)


def test_form_and_ideas_of_a_renamed_call_are_found(client, call):
    idea = builders.contribution(call)
    renamed = rename(call, "en-kø-af-idéer")
    for old, new in (
        (call.take_part_url, renamed.take_part_url),
        (call.get_contribution_url(idea), renamed.get_contribution_url(idea)),
    ):
        response = client.get(f"{old}?fra=plakat", follow=True)
        assert response.redirect_chain == [(f"{new}?fra=plakat", 302)]
        assert response.status_code == 200


def test_below_a_project_that_was_renamed_and_moved_they_are_found(client, call):
    rename(call.get_parent().specific, "et-nyt-navn")
    project = type(call).objects.get(pk=call.pk).get_parent()
    with TestCase.captureOnCommitCallbacks(execute=True):
        project.move(builders.standard_page(), pos="last-child")
    moved = type(call).objects.get(pk=call.pk)

    response = client.get(call.take_part_url, follow=True)

    assert moved.url != call.url
    assert response.redirect_chain == [(moved.take_part_url, 302)]


def test_what_was_typed_is_sent_on(call):
    browser = Client()
    fields = filled(call, browser)
    renamed = rename(call, "nye-idéer")

    sent = browser.post(call.take_part_url, fields)
    followed = browser.post(call.take_part_url, fields, follow=True)

    assert (sent.status_code, sent.url) == (308, renamed.take_part_url)
    assert followed.status_code == 200
    assert Contribution.objects.get().title == WRITTEN["title"]


def test_what_is_not_there_any_more_is_not_sought_in_circles(client, call):
    hidden = builders.contribution(call, state=State.HIDDEN)
    old_slug = call.slug
    renamed = rename(call, "nye-ideer")
    for rest in ("ide/999999/", f"ide/{hidden.pk}/", "deltag/mere/", "andet/"):
        assert client.get(call.url + rest).status_code == 404
    rename(renamed, old_slug)
    assert client.get(f"{call.url}ide/999999/").status_code == 404
    assert client.get(call.take_part_url).status_code == 200
    assert client.get(f"{renamed.url}deltag/").url == call.take_part_url


def test_pages_that_ask_nothing_lead_no_further_than_themselves(client):
    project = builders.project()
    rename(project, "et-nyt-navn")
    assert client.get(f"{project.url}deltag/").status_code == 404

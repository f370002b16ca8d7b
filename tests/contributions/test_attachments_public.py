"""Attached files that were released: there for everybody who sees the idea, and no longer."""

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from wagtail.models import PageViewRestriction

from contributions.models import Attachment, Contribution, State
from tests import builders

pytestmark = pytest.mark.django_db


@pytest.fixture
def idea():
    return builders.contribution(builders.idea_call())


def attach(idea, **fields):
    defaults = {
        "file": ContentFile(b"%PDF-1.7 tegning", name="x.pdf"),
        "original_name": "Hanne Nabos tegning.pdf",
        "content_type": "application/pdf",
        "size": 120_000,
        "is_released": True,
    }
    return Attachment.objects.create(contribution=idea, **{**defaults, **fields})


def address(file):
    return reverse("contribution_attachment", args=[file.contribution_id, file.pk])


def page_of(client, idea):
    return client.get(idea.page.specific.get_contribution_url(idea)).text


def test_a_released_file_is_a_download_under_a_name_that_tells_nothing(client, idea):
    file = attach(idea)
    html = page_of(client, idea)
    assert f'href="{address(file)}"' in html
    assert "PDF, 117 kB" in html
    assert "Hanne" not in html
    response = client.get(address(file))
    assert b"".join(response.streaming_content) == b"%PDF-1.7 tegning"
    assert response["Content-Disposition"].startswith("attachment; ")
    assert "Hanne" not in response["Content-Disposition"]
    assert "sandbox" in response["Content-Security-Policy"]
    assert {"private", "no-cache"} <= set(response["Cache-Control"].split(", "))


def test_a_file_that_was_not_released_is_nowhere(client, idea):
    file = attach(idea, is_released=False)
    assert address(file) not in page_of(client, idea)
    assert client.get(address(file)).status_code == 404


def test_a_file_belongs_to_its_own_idea(client, idea):
    other = builders.contribution(idea.page.specific)
    file = attach(other)
    elsewhere = reverse("contribution_attachment", args=[idea.pk, file.pk])
    assert b"".join(client.get(address(file)).streaming_content)
    assert client.get(elsewhere).status_code == 404


@pytest.mark.parametrize("state", [state for state in State.values if state != State.PUBLISHED])
def test_with_its_idea_a_file_is_gone(client, idea, state):
    file = attach(idea)
    Contribution.objects.filter(pk=idea.pk).update(state=state)
    assert client.get(address(file)).status_code == 404


def test_files_of_a_private_call_are_not_handed_out(client, idea):
    file = attach(idea)
    PageViewRestriction.objects.create(
        page=idea.page, restriction_type=PageViewRestriction.PASSWORD, password="havn"
    )
    assert client.get(address(file)).status_code == 404

"""A person's own page: what they sent while signed in, and nobody else's."""

import pytest
from django.urls import reverse

from contributions import services
from contributions.models import Contribution, State
from tests import builders

pytestmark = pytest.mark.django_db


def test_it_is_for_those_who_are_signed_in(client):
    response = client.get(reverse("my_page"))

    assert response.url.startswith(reverse("account_login"))


def test_it_lists_one_s_own_newest_first_with_state_and_private_link(client):
    person = builders.user()
    client.force_login(person)
    first = builders.contribution(user=person, state=State.RECEIVED)
    second = builders.contribution(user=person, state=State.PUBLISHED)
    builders.contribution(user=builders.user())
    builders.contribution()

    response = client.get(reverse("my_page"))

    page = response.content.decode()
    assert response.context["records"] == [second, first]
    for row in (first, second):
        assert row.get_private_url() in page
        assert str(row.get_state_display()) in page


def test_what_was_erased_is_not_listed(client):
    person = builders.user()
    client.force_login(person)
    row = builders.contribution(user=person)
    services.erase(row)

    assert client.get(reverse("my_page")).context["records"] == []


def test_an_idea_sent_while_signed_in_is_there(client):
    person = builders.user()
    client.force_login(person)
    call = builders.idea_call()
    form = client.get(call.take_part_url).context["form"]

    client.post(
        call.take_part_url,
        {"token": form["token"].value(), "title": "Et bord", "text": "Til alle."},
    )

    row = Contribution.objects.get()
    assert row.user == person
    assert client.get(reverse("my_page")).context["records"] == [row]


def test_it_is_never_kept_by_a_cache(client):
    client.force_login(builders.user())

    assert "no-store" in client.get(reverse("my_page"))["Cache-Control"]

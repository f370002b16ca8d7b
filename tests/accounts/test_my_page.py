"""A person's own page: what they sent while signed in, and nobody else's."""

import json
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from accounts.models import User
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
        {"token": form["token"].value(), "title": "Et bord", "text": "Til alle.", "step": "send"},
    )

    row = Contribution.objects.get()
    assert row.user == person
    assert client.get(reverse("my_page")).context["records"] == [row]


def test_it_is_never_kept_by_a_cache(client):
    client.force_login(builders.user())

    assert "no-store" in client.get(reverse("my_page"))["Cache-Control"]


def test_a_comment_is_known_by_its_first_words(client):
    person = builders.user()
    client.force_login(person)
    builders.contribution(user=person, kind="comment", title="", text="Et to tre fire fem seks syv")
    assert "Et to tre fire fem seks syv" in client.get(reverse("my_page")).content.decode()


# --- Taking everything along -------------------------------------------------------------------


def archive_of(client):
    """Return the archive that a signed-in person fetches."""
    response = client.get(reverse("my_data"))
    assert "no-store" in response["Cache-Control"]
    return ZipFile(BytesIO(b"".join(response.streaming_content)))


def test_one_s_data_are_all_that_one_sent_and_nobody_else_s(client):
    person, call = builders.user(first_name="Anna"), builders.idea_call()
    mine = builders.contribution(call, user=person, email="anna@example.org", name="Anna")
    mine.attachments.create(
        original_name="../../min tegning.pdf",
        content_type="application/pdf",
        size=3,
        file=ContentFile(b"Ord", name="tegning.pdf"),
    )
    builders.contribution(call, user=builders.user(), text="En andens ord")
    client.force_login(person)
    archive = archive_of(client)
    data = json.loads(archive.read("data.json"))
    assert data["account"]["first_name"] == "Anna"
    assert [sent["reference"] for sent in data["sent"]] == [mine.reference]
    assert (data["sent"][0]["text"], data["sent"][0]["email"]) == (mine.text, "anna@example.org")
    assert set(archive.namelist()) == {"data.json", f"{mine.reference}/1-min tegning.pdf"}
    assert archive.read(f"{mine.reference}/1-min tegning.pdf") == b"Ord"


def test_who_has_sent_nothing_gets_the_account_alone(client):
    client.force_login(builders.user())
    assert json.loads(archive_of(client).read("data.json"))["sent"] == []


# --- Joining by the private link -----------------------------------------------------------------


def test_what_was_sent_before_can_be_joined_once_and_again():
    idea, person = builders.contribution(), builders.user()
    for _attempt in range(2):
        assert services.join(idea, person).user == person


def test_what_is_somebody_s_already_stays_theirs():
    owner = builders.user()
    idea = builders.contribution(user=owner)
    with pytest.raises(services.Changed):
        services.join(idea, builders.user())
    idea.refresh_from_db()
    assert idea.user == owner


def test_where_nobody_is_to_be_known_nothing_is_joined():
    idea = builders.contribution(builders.idea_call(is_anonymous=True))
    with pytest.raises(services.Changed):
        services.join(idea, builders.user())


# --- Leaving -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("erases", "state", "name"), [("", State.PUBLISHED, "Anna"), ("yes", State.WITHDRAWN, "")]
)
def test_an_account_is_deleted_with_or_without_what_it_sent(client, erases, state, name):
    person = builders.user()
    idea = builders.contribution(user=person, name="Anna")
    other = builders.contribution(user=builders.user(), name="Berit")
    client.force_login(person)
    response = client.post(
        reverse("delete_account"), {"erases": erases, "proof": builders.PASSWORD}
    )
    assert (response.status_code, response.url) == (302, "/")
    assert not User.objects.filter(pk=person.pk).exists()
    idea.refresh_from_db()
    other.refresh_from_db()
    assert (idea.user, idea.state, idea.name) == (None, state, name)
    assert (other.state, other.name) == (State.PUBLISHED, "Berit")
    assert client.get(reverse("my_page")).status_code == 302


@pytest.mark.parametrize(
    ("has_password", "proof", "status"),
    [
        (True, "", 422),
        (True, "not-it", 422),
        (False, "someone@example.org", 422),
        (False, "anna@example.org", 302),
        (False, " ANNA@example.org ", 302),
    ],
)
def test_it_takes_a_proof_to_leave(client, has_password, proof, status):
    person = builders.user("anna@example.org")
    if not has_password:
        person.set_unusable_password()
        person.save()
    client.force_login(person)
    response = client.post(reverse("delete_account"), {"erases": "", "proof": proof})
    assert response.status_code == status
    assert User.objects.filter(pk=person.pk).exists() is (status == 422)


def test_staff_leave_through_an_administrator(client):
    person = builders.moderator()
    client.force_login(person)
    client.post(reverse("delete_account"), {"erases": "", "proof": builders.PASSWORD})
    assert User.objects.filter(pk=person.pk).exists()


def test_nobody_deletes_an_account_by_following_a_link(client):
    person = builders.user()
    client.force_login(person)
    assert client.get(reverse("delete_account")).status_code == 200
    assert User.objects.filter(pk=person.pk).exists()

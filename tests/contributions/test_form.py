"""The short form: nothing typed is lost, one submission is stored once."""

import re
import threading
from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.utils import timezone

from contributions import services
from contributions.models import Contribution, PendingUpload, State
from contributions.services import submissions
from core import pictures
from tests import builders
from tests.core.test_pictures import TURNED_RIGHT, assert_tells_nothing, photo_file

pytestmark = pytest.mark.django_db

WRITTEN = {
    "title": "Et drivhus, hvor man må plukke",
    "text": "Vi kunne dyrke tomater sammen.\r\n\r\nAlle må plukke.",
    "place": "Ved den gamle kran",
    "name": "En nabo",
    "email": "nabo@example.org",
}
SENT = {**WRITTEN, "step": "send"}


@pytest.fixture
def call():
    """An open call for ideas."""
    return builders.idea_call()


def filled(call, client=None, **changes):
    """Return what a browser sends for good, having looked at it once more."""
    html = (client or Client()).get(call.take_part_url).content.decode()
    token = re.search(r'name="token" value="([^"]+)"', html).group(1)
    return {"token": token, "photo_kept": "", **SENT, **changes}


def kept_in(response):
    """Return the mark of the photo that the form on the screen holds."""
    return re.search(r'name="photo_kept" value="(\w+)"', response.content.decode()).group(1)


# --- Sending -------------------------------------------------------------------------------


def test_letters_beyond_ascii_in_the_address_lead_to_form_and_idea(client):
    """The request's path comes decoded, the page's address does not."""
    call = builders.idea_call(slug="idéer-på-øen")
    assert "%C3%B8" in call.url
    assert client.get(call.take_part_url).status_code == 200
    assert client.post(call.take_part_url, filled(call)).status_code == 302
    idea = builders.contribution(call)
    assert client.get(call.get_contribution_url(idea)).status_code == 200
    assert client.get(f"{call.url}take-part/").url == call.take_part_url


def test_what_is_sent_is_stored_and_a_receipt_shown(client, call):
    response = client.post(call.take_part_url, filled(call), follow=True)
    idea = Contribution.objects.get()
    assert (idea.title, idea.place, idea.name) == (
        WRITTEN["title"],
        WRITTEN["place"],
        WRITTEN["name"],
    )
    assert (idea.page_id, idea.kind, idea.state) == (call.pk, "idea", State.RECEIVED)
    assert (idea.email, idea.language, idea.version) == (WRITTEN["email"], "da", 1)
    assert response.redirect_chain == [(idea.get_private_url("contribution_receipt"), 302)]
    assert idea.reference in response.content.decode()
    assert f"http://testserver{idea.get_private_url()}" in response.content.decode()


def test_title_and_text_are_enough(client, call):
    fields = filled(call, place="", name="", email="")
    client.post(call.take_part_url, fields)
    idea = Contribution.objects.get()
    assert (idea.name, idea.show_name, idea.email, idea.user) == ("", False, "", None)


def test_the_name_given_is_the_name_shown(client, call):
    client.post(call.take_part_url, filled(call))
    assert Contribution.objects.get().author == WRITTEN["name"]


def test_short_fields_are_kept_on_one_line(client, call):
    client.post(call.take_part_url, filled(call, title="Et\r\ndrivhus  til\talle"))
    assert Contribution.objects.get().title == "Et drivhus til alle"


def test_a_signed_in_citizen_finds_it_again(client, call):
    citizen = builders.user()
    client.force_login(citizen)
    client.post(call.take_part_url, filled(call, client))
    assert Contribution.objects.get().user == citizen


def test_the_english_form_makes_an_english_idea_of_the_danish_call(client, call):
    english = english_version(call)
    response = client.post(english.take_part_url, filled(english), follow=True)
    idea = Contribution.objects.get()
    assert (idea.page_id, idea.language) == (call.pk, "en")
    assert response.redirect_chain[0][0].startswith("/en/")


def test_the_form_asks_only_what_the_call_asks(client):
    call = builders.idea_call(asks_place=False, asks_photo=False, asks_name=False)
    html = client.get(call.take_part_url).content.decode()
    assert set(re.findall(r'name="(\w+)"', html)) & {
        "title",
        "text",
        "place",
        "photo",
        "photo_kept",
        "name",
        "email",
    } == {"title", "text", "email"}
    client.post(call.take_part_url, {**filled(call), "photo_kept": "x" * 64})
    idea = Contribution.objects.get()
    assert (idea.place, idea.name, idea.photo_digest) == ("", "", "")


def test_before_sending_it_says_who_reads_it_and_how_long_it_is_kept(client, call):
    html = client.get(call.take_part_url).content.decode()
    assert "Guldborgsund Kommune" in html
    assert "12" in html


# --- Errors ----------------------------------------------------------------------------------


def test_an_error_keeps_everything_that_was_typed(client, call):
    fields = filled(call, text="", email="nabo.example.org")
    response = client.post(call.take_part_url, fields)
    html = response.content.decode()
    assert response.status_code == 422
    assert response.context["form"].errors.keys() == {"text", "email"}
    for name in ("token", "title", "place", "name", "email"):
        assert f'value="{fields[name]}"' in html
    assert 'role="alert"' in html
    assert not Contribution.objects.exists()


def test_a_photo_survives_an_error(client, call):
    photo = builders.upload("tegning.jpg")
    response = client.post(call.take_part_url, filled(call, text="", photo=photo))
    assert response.status_code == 422
    assert "tegning.jpg" in response.content.decode()
    fields = {**filled(call), "token": PendingUpload.objects.get().token}
    client.post(call.take_part_url, {**fields, "photo_kept": kept_in(response)})
    idea = Contribution.objects.get()
    assert idea.photo
    assert idea.photo_small
    assert not PendingUpload.objects.exists()


def test_another_photo_replaces_the_kept_one(client, call):
    fields = filled(call, text="")
    client.post(call.take_part_url, {**fields, "photo": builders.upload()})
    first = PendingUpload.objects.get()
    other = builders.upload(content=builders.picture_bytes(color="#ff0000"))
    client.post(call.take_part_url, {**fields, "photo": other})
    second = PendingUpload.objects.get()
    assert second.digest != first.digest
    assert not first.file.storage.exists(first.file.name)


def test_a_kept_photo_can_be_removed_and_nothing_else_is_lost(client, call):
    fields = filled(call, text="")
    client.post(call.take_part_url, {**fields, "photo": builders.upload()})
    upload = PendingUpload.objects.get()
    response = client.post(
        call.take_part_url, {**fields, "photo_kept": upload.digest, "remove_photo": "1"}
    )
    html = response.content.decode()
    assert response.status_code == 200
    assert not response.context["form"].errors
    assert f'value="{WRITTEN["title"]}"' in html
    assert f'value="{fields["token"]}"' in html
    assert not PendingUpload.objects.exists()
    assert not upload.file.storage.exists(upload.file.name)


def test_a_photo_that_is_no_longer_kept_is_asked_for_again(client, call):
    fields = filled(call, photo_kept="0" * 64)
    response = client.post(call.take_part_url, fields)
    assert response.status_code == 422
    assert response.context["form"].errors.keys() == {"photo"}
    assert client.post(call.take_part_url, {**fields, "photo_kept": ""}).status_code == 302


def test_a_photo_that_goes_while_it_is_sent_is_asked_for_again(client, call, monkeypatch):
    def gone(*_args):
        raise services.PhotoGone

    monkeypatch.setattr(submissions, "_write_photo", gone)
    response = client.post(call.take_part_url, filled(call, photo=builders.upload()))
    assert response.status_code == 422
    assert response.context["form"].errors.keys() == {"photo"}


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("brev.pdf", b"%PDF-1.7 not a picture"),
        ("tegning.svg", b'<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'),
        ("photo.jpg", builders.picture_bytes(400, 400)[:600]),
        ("kort.gif", builders.picture_bytes(image_format="GIF")),
    ],
)
def test_what_is_no_photo_is_refused_kindly(client, call, name, content):
    photo = SimpleUploadedFile(name, content, "image/jpeg")
    response = client.post(call.take_part_url, filled(call, photo=photo))
    assert response.status_code == 422
    assert response.context["form"].errors.keys() == {"photo"}
    assert not PendingUpload.objects.exists()
    assert WRITTEN["title"] in response.content.decode()


@pytest.mark.parametrize(
    ("image_format", "orientation", "size"),
    [("JPEG", TURNED_RIGHT, (40, 80)), ("HEIF", None, (80, 40))],
)
def test_a_stored_photo_stands_upright_and_tells_nothing(
    client, call, image_format, orientation, size
):
    photo = photo_file(image_format, size=(80, 40), orientation=orientation).read()
    upload = builders.upload(f"photo.{image_format.lower()}", photo)
    client.post(call.take_part_url, filled(call, photo=upload))
    idea = Contribution.objects.get()
    for stored in (idea.photo, idea.photo_small):
        with stored.open("rb") as file:
            kept = assert_tells_nothing(file.read())
        assert (kept.format, kept.size) == ("WEBP", size)
        assert "photo" not in stored.name.rpartition("/")[2]


def test_a_photo_that_is_too_large_is_refused_kindly(client, call, monkeypatch):
    monkeypatch.setattr(pictures, "MAX_BYTES", 100)
    response = client.post(call.take_part_url, filled(call, photo=builders.upload()))
    assert response.status_code == 422
    assert response.context["form"].errors.keys() == {"photo"}
    assert WRITTEN["title"] in response.content.decode()


def test_a_form_without_a_token_is_taken_all_the_same(client, call):
    client.post(call.take_part_url, {**SENT, "token": "nonsense"})
    assert Contribution.objects.get().title == WRITTEN["title"]


def test_a_stale_upload_is_dropped_by_the_daily_work(client, call):
    fields = filled(call, text="", photo=builders.upload())
    client.post(call.take_part_url, fields)
    upload = PendingUpload.objects.get()
    assert services.drop_stale_uploads() == 0
    with time_machine.travel(timezone.now() + timedelta(hours=25), tick=False):
        assert services.drop_stale_uploads() == 1
        assert services.drop_stale_uploads() == 0
    assert not upload.file.storage.exists(upload.file.name)


# --- One submission, once ------------------------------------------------------------------


def test_the_same_form_sent_twice_gives_the_same_receipt(client, call):
    fields = filled(call)
    first = client.post(call.take_part_url, fields)
    second = client.post(call.take_part_url, fields)
    assert first.url == second.url
    assert Contribution.objects.count() == 1


def test_the_same_photo_sent_twice_is_the_same_content(client, call):
    fields = filled(call)
    first = client.post(call.take_part_url, {**fields, "photo": builders.upload("a.jpg")})
    second = client.post(call.take_part_url, {**fields, "photo": builders.upload("b.jpg")})
    assert first.url == second.url
    assert not PendingUpload.objects.exists()


def test_another_photo_under_the_same_name_is_other_content(client, call):
    fields = filled(call)
    client.post(call.take_part_url, {**fields, "photo": builders.upload()})
    other = builders.upload(content=builders.picture_bytes(color="#ff0000"))
    response = client.post(call.take_part_url, {**fields, "photo": other})
    assert response.status_code == 409


def test_going_back_and_sending_again_finds_the_kept_photo_sent(client, call):
    fields = filled(call)
    error = client.post(call.take_part_url, {**fields, "text": "", "photo": builders.upload()})
    fields["photo_kept"] = kept_in(error)
    first = client.post(call.take_part_url, fields)
    again = client.post(call.take_part_url, fields)
    assert first.url == again.url
    assert Contribution.objects.count() == 1


def test_changed_content_asks_what_is_meant(client, call):
    fields = filled(call)
    client.post(call.take_part_url, fields)
    response = client.post(call.take_part_url, {**fields, "text": "Andre ord."})
    html = response.content.decode()
    assert response.status_code == 409
    assert Contribution.objects.get().reference in html
    assert 'value="correction"' in html
    assert 'value="new"' in html
    assert 'value="Andre ord."' in html


def test_a_correction_replaces_the_words_and_raises_the_version(client, call):
    fields = filled(call)
    client.post(call.take_part_url, fields)
    changed = {**fields, "text": "Andre ord.", "name": "", "meaning": "correction"}
    first = client.post(call.take_part_url, changed)
    second = client.post(call.take_part_url, changed)
    idea = Contribution.objects.get()
    assert (idea.text, idea.version, idea.show_name) == ("Andre ord.", 2, False)
    assert first.url == second.url == idea.get_private_url("contribution_receipt")


def test_a_correction_keeps_the_photo_the_form_speaks_of(client, call):
    fields = filled(call)
    client.post(call.take_part_url, {**fields, "photo": builders.upload()})
    before = Contribution.objects.get()
    changed = {**fields, "text": "Andre ord.", "photo_kept": before.photo_digest}
    client.post(call.take_part_url, {**changed, "meaning": "correction"})
    after = Contribution.objects.get()
    assert (after.photo.name, after.version) == (before.photo.name, 2)


def test_a_correction_may_bring_or_drop_a_photo(client, call, django_capture_on_commit_callbacks):
    fields = filled(call)
    client.post(call.take_part_url, fields)
    asked = client.post(call.take_part_url, {**fields, "photo": builders.upload()})
    kept = {**fields, "photo_kept": kept_in(asked)}
    client.post(call.take_part_url, {**kept, "meaning": "correction"})
    with_photo = Contribution.objects.get()
    assert with_photo.photo
    with django_capture_on_commit_callbacks(execute=True):
        client.post(call.take_part_url, {**fields, "photo_kept": "", "meaning": "correction"})
    without = Contribution.objects.get()
    assert (without.photo.name, without.version) == ("", 3)
    assert not with_photo.photo.storage.exists(with_photo.photo.name)


def test_what_has_been_decided_cannot_be_corrected(client, call):
    fields = filled(call)
    client.post(call.take_part_url, fields)
    idea = Contribution.objects.get()
    services.publish(idea, None, version=1, state_read=State.RECEIVED)
    changed = {**fields, "text": "Andre ord."}
    response = client.post(call.take_part_url, {**changed, "meaning": "correction"})
    assert response.status_code == 409
    assert 'value="correction"' not in response.content.decode()
    assert Contribution.objects.get().text == idea.text


def test_a_decision_made_in_between_wins_over_a_correction(client, call, monkeypatch):
    fields = filled(call)
    client.post(call.take_part_url, fields)

    def decided(*_args, **_kwargs):
        raise services.Changed

    monkeypatch.setattr(services, "correct", decided)
    response = client.post(
        call.take_part_url, {**fields, "text": "Andre ord.", "meaning": "correction"}
    )
    assert response.status_code == 409
    assert 'value="correction"' not in response.content.decode()


def test_something_new_is_stored_once_however_often_it_is_sent(client, call):
    fields = filled(call)
    client.post(call.take_part_url, fields)
    changed = {**fields, "title": "Noget andet", "meaning": "new"}
    first = client.post(call.take_part_url, changed)
    again = client.post(call.take_part_url, changed)
    without_meaning = client.post(call.take_part_url, {**changed, "meaning": ""})
    assert first.url == again.url == without_meaning.url
    assert set(Contribution.objects.values_list("title", flat=True)) == {
        WRITTEN["title"],
        "Noget andet",
    }


@pytest.mark.parametrize("photo_comes", ["with the first", "with the second"])
def test_the_photo_follows_what_is_sent_as_new(client, call, photo_comes):
    fields, photo = filled(call), builders.upload("hund.jpg")
    if photo_comes == "with the first":
        client.post(call.take_part_url, {**fields, "photo": photo})
        kept = Contribution.objects.get().photo_digest
    else:
        client.post(call.take_part_url, fields)
        kept = kept_in(client.post(call.take_part_url, {**fields, "photo": photo}))
    changed = {**fields, "title": "Noget andet", "photo_kept": kept, "meaning": "new"}
    assert client.post(call.take_part_url, changed).status_code == 302
    new = Contribution.objects.get(title="Noget andet")
    assert new.photo.size > 0
    assert not PendingUpload.objects.exists()
    for idea in Contribution.objects.exclude(photo=""):
        assert idea.photo.storage.exists(idea.photo.name)


def test_a_form_of_another_call_is_not_taken_for_a_correction(client, call):
    fields = filled(call)
    client.post(call.take_part_url, fields)
    other = builders.idea_call()
    response = client.post(other.take_part_url, fields)
    assert response.status_code == 409
    assert 'value="correction"' not in response.content.decode()


def test_a_call_that_asks_for_no_photo_asks_what_is_meant_all_the_same(client):
    call = builders.idea_call(asks_photo=False)
    fields = filled(call)
    client.post(call.take_part_url, fields)
    assert client.post(call.take_part_url, {**fields, "text": "Andre ord."}).status_code == 409


@pytest.mark.django_db(transaction=True)
def test_two_at_the_same_time_store_one_and_show_one_receipt():
    call = builders.idea_call()
    fields = {**SENT, "token": str(uuid4())}
    barrier, receipts = threading.Barrier(2), []

    def send():
        browser = Client()
        barrier.wait()
        photo = builders.upload()
        receipts.append(browser.post(call.take_part_url, {**fields, "photo": photo}).url)
        connection.close()

    threads = [threading.Thread(target=send) for _number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(receipts) == 2
    assert len(set(receipts)) == 1
    idea = Contribution.objects.get()
    assert idea.photo.storage.exists(idea.photo.name)


# --- Open and closed -----------------------------------------------------------------------


def english_version(call):
    """Return the English version of a call."""
    return builders.translated(call, builders.home("en"))


def test_before_the_opening_the_form_says_so(client):
    now = timezone.now()
    call = builders.idea_call(opens_at=now + timedelta(days=1), closes_at=now + timedelta(days=9))
    response = client.get(call.take_part_url)
    assert response.status_code == 200
    assert "form" not in response.context or response.context["form"] is None
    assert client.post(call.take_part_url, SENT).status_code == 409
    assert not Contribution.objects.exists()


@pytest.mark.parametrize("changes", [{}, {"text": ""}])
def test_after_closing_what_was_typed_is_shown_to_be_copied(client, call, changes):
    fields = filled(call, photo=builders.upload(), **changes)
    with time_machine.travel(call.closes_at, tick=False):
        response = client.post(call.take_part_url, fields)
    html = response.content.decode()
    assert response.status_code == 409
    for name in ("title", "place", "name", "email"):
        assert WRITTEN[name] in html
    assert not Contribution.objects.exists()
    assert not PendingUpload.objects.exists()


def test_the_last_second_counts(client, call):
    fields = filled(call)
    with time_machine.travel(call.closes_at - timedelta(seconds=1), tick=False):
        assert client.post(call.take_part_url, fields).status_code == 302


def test_a_second_click_after_closing_still_finds_the_receipt(client, call):
    fields = filled(call)
    first = client.post(call.take_part_url, fields)
    with time_machine.travel(call.closes_at, tick=False):
        second = client.post(call.take_part_url, fields)
        changed = client.post(
            call.take_part_url, {**fields, "text": "Andre ord.", "meaning": "correction"}
        )
        new = client.post(call.take_part_url, {**fields, "text": "Andre ord.", "meaning": "new"})
    assert second.url == first.url
    assert (changed.status_code, new.status_code) == (409, 409)
    assert "Andre ord." in changed.content.decode()
    assert Contribution.objects.get().version == 1


def test_a_danish_deadline_moves_the_english_one_at_once(client, call):
    english = english_version(call)
    late = call.closes_at + timedelta(days=1)
    with time_machine.travel(late, tick=False):
        assert client.post(english.take_part_url, SENT).status_code == 409
        call.closes_at = late + timedelta(days=7)
        call.save_revision().publish()
        response = client.get(english.url)
        assert english.take_part_url in response.content.decode()
        assert client.post(english.take_part_url, filled(english)).status_code == 302
    with time_machine.travel(call.closes_at, tick=False):
        assert client.post(english.take_part_url, SENT).status_code == 409


def test_an_english_form_closes_when_the_danish_call_is_taken_down(client, call):
    english = english_version(call)
    call.save_revision().publish()
    type(call).objects.get(pk=call.pk).unpublish()
    assert client.post(english.take_part_url, SENT).status_code == 409


def test_a_danish_version_in_the_making_leaves_the_english_form_open(client):
    english = builders.idea_call(builders.project(builders.project_index(builders.home("en"))))
    builders.translated(english, builders.project(), live=False)
    assert client.post(english.take_part_url, SENT).status_code == 302


@pytest.mark.parametrize("who", ["anonymous", "citizen", "moderator"])
@pytest.mark.parametrize(("phase", "expected"), [("before", 409), ("open", 302), ("after", 409)])
def test_who_may_send_when(client, who, phase, expected):
    now = timezone.now()
    opens, closes = {
        "before": (now + timedelta(hours=1), now + timedelta(hours=2)),
        "open": (now - timedelta(hours=1), now + timedelta(hours=2)),
        "after": (now - timedelta(hours=2), now - timedelta(hours=1)),
    }[phase]
    call = builders.idea_call(opens_at=opens, closes_at=closes)
    if who == "citizen":
        client.force_login(builders.user())
    if who == "moderator":
        client.force_login(builders.moderator(call))
    assert client.get(call.take_part_url).status_code == 200
    assert client.post(call.take_part_url, SENT).status_code == expected
    assert Contribution.objects.count() == (1 if expected == 302 else 0)


# --- Addresses and caching -------------------------------------------------------------------


def test_each_language_has_its_own_word_for_the_form(client, call):
    english = english_version(call)
    assert call.take_part_url == f"{call.url}deltag/"
    assert english.take_part_url == f"{english.url}take-part/"
    assert client.get(f"{call.url}take-part/").url == call.take_part_url
    assert client.get(f"{english.url}deltag/").url == english.take_part_url
    assert english.take_part_url in client.get(call.take_part_url).content.decode()


def test_the_form_stays_in_the_browser_and_nowhere_else(client, call):
    got = client.get(call.take_part_url)["Cache-Control"]
    assert "private" in got
    assert "no-store" not in got
    assert "no-store" in client.post(call.take_part_url, {})["Cache-Control"]


def test_nothing_can_be_put_below_a_call(call):
    assert call.allowed_subpage_models() == []

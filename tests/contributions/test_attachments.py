"""Files that go with a contribution: kept from the first attempt, stored once, never lost."""

import threading
from uuid import uuid4

import pytest
from botocore.exceptions import EndpointConnectionError
from django.core.files.storage import FileSystemStorage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client

from contributions import file_fields, services
from contributions.models import Attachment, Contribution, PendingUpload
from contributions.services import uploads
from tests import builders
from tests.contributions.test_form import SENT, WRITTEN, filled
from tests.contributions.test_review import on_screen, written

pytestmark = pytest.mark.django_db


@pytest.fixture
def call():
    """A call that takes files."""
    return builders.idea_call(asks_attachments=True)


def letter(name="brev.txt", words="Et brev om havnen."):
    """Return a file of text as a form receives it."""
    return SimpleUploadedFile(name, words.encode(), "text/plain")


def letters(count, words="Brev"):
    """Return several files of text, each with other words."""
    return [letter(f"brev-{number}.txt", f"{words} {number}") for number in range(count)]


def names_kept(response):
    """Return the names of the files that the form on the screen holds."""
    return [file.original_name for file in response.context["form"].kept_attachments]


# --- Sending -------------------------------------------------------------------------------


def test_a_call_that_takes_no_files_asks_for_none(client):
    call = builders.idea_call()
    assert 'name="attachments"' not in client.get(call.take_part_url).content.decode()
    client.post(call.take_part_url, filled(call, attachments=letter()))
    assert (Contribution.objects.count(), Attachment.objects.count()) == (1, 0)


def test_files_are_stored_with_what_they_say_and_shown_to_nobody(client, call):
    files = [letter(words="Ring 20 30 40 50"), builders.upload("tegning.jpg")]
    client.post(call.take_part_url, filled(call, attachments=files))
    sent, drawing = Attachment.objects.all()
    assert (sent.original_name, sent.content_type, sent.text.strip()) == (
        "brev.txt",
        "text/plain",
        "Ring 20 30 40 50",
    )
    assert sent.findings == [["phone", 5, 16]]
    assert (drawing.original_name, drawing.findings) == ("tegning.jpg", [])
    assert {sent.is_released, drawing.is_released} == {False}
    assert sent.size == sent.file.size > 0
    assert "brev" not in sent.file.name
    assert sent.contribution.has_open_findings
    assert not PendingUpload.objects.exists()


def test_the_review_names_them_and_tells_what_seems_private(client, call):
    files = [letter(words="Skriv til ida@example.org"), letter("20304050.txt", "Hej")]
    seen = client.post(call.take_part_url, written(call, attachments=files))
    html = seen.content.decode()
    assert [told.words for told in seen.context["review"].file_findings] == [
        "ida@example.org",
        "20304050",
    ]
    assert "brev.txt" in html
    client.post(call.take_part_url, on_screen(seen))
    assert Attachment.objects.count() == 2


def test_an_error_elsewhere_keeps_them_and_more_can_be_added(client, call):
    error = client.post(call.take_part_url, written(call, text="", attachments=letters(2)))
    assert (error.status_code, names_kept(error)) == (422, ["brev-0.txt", "brev-1.txt"])
    more = {**on_screen(error), "text": "Nu med ord", "attachments": letters(2, "Nyt")}
    client.post(call.take_part_url, more)
    assert Attachment.objects.count() == 4


def test_one_bad_file_is_named_and_costs_none_of_the_others(client, call):
    files = [letter(), SimpleUploadedFile("spil.exe", b"MZ\0\1\2" * 50), letter("tom.txt", "")]
    response = client.post(call.take_part_url, filled(call, attachments=files))
    errors = response.context["form"].errors["attachments"]
    assert response.status_code == 422
    assert [error.split(":")[0] for error in errors] == ["spil.exe", "tom.txt"]
    assert names_kept(response) == ["brev.txt"]
    client.post(call.take_part_url, on_screen(response))
    assert Attachment.objects.count() == 1


def test_there_is_room_for_five(client, call):
    response = client.post(call.take_part_url, filled(call, attachments=letters(6)))
    assert response.status_code == 422
    assert [error.split(":")[0] for error in response.context["form"].errors["attachments"]] == [
        "brev-5.txt"
    ]
    assert len(names_kept(response)) == 5


def test_together_they_may_weigh_so_much(client, call, monkeypatch):
    monkeypatch.setattr(file_fields, "MOST_BYTES", 10)
    response = client.post(call.take_part_url, filled(call, attachments=letters(3)))
    assert [error.split(":")[0] for error in response.context["form"].errors["attachments"]] == [
        "brev-1.txt",
        "brev-2.txt",
    ]


def test_a_kept_file_can_be_taken_out(client, call):
    error = client.post(call.take_part_url, written(call, text="", attachments=letters(2)))
    first = PendingUpload.objects.get(original_name="brev-0.txt")
    fields = {**on_screen(error), "text": "Ord", "step": "", "remove_attachment": first.digest}
    response = client.post(call.take_part_url, fields)
    assert (response.status_code, names_kept(response)) == (200, ["brev-1.txt"])
    assert not first.file.storage.exists(first.file.name)
    client.post(call.take_part_url, on_screen(response))
    assert Attachment.objects.get().original_name == "brev-1.txt"


def test_going_back_to_the_empty_form_finds_the_files_again(client, call):
    fields = written(call, photo=builders.upload(), attachments=letter())
    client.post(call.take_part_url, fields)
    again = {key: value for key, value in fields.items() if key not in {"photo", "attachments"}}
    seen = client.post(call.take_part_url, again)
    client.post(call.take_part_url, on_screen(seen))
    idea = Contribution.objects.get()
    assert idea.photo
    assert idea.attachments.get().original_name == "brev.txt"


def test_a_file_of_another_form_is_nobody_s(client, call):
    client.post(call.take_part_url, written(call, text="", attachments=letter()))
    foreign = PendingUpload.objects.get().digest
    response = client.post(call.take_part_url, filled(call, attachments_kept=foreign))
    assert response.status_code == 422
    assert response.context["form"].errors.keys() == {"attachments"}
    assert client.post(call.take_part_url, on_screen(response)).status_code == 302
    assert not Attachment.objects.exists()


def test_a_file_that_goes_while_it_is_sent_is_asked_for_again(client, call, monkeypatch):
    seen = client.post(call.take_part_url, written(call, attachments=letter()))
    monkeypatch.setattr(uploads, "find_attachments", lambda *_args: {})
    monkeypatch.setattr(services.submissions, "find_attachments", lambda *_args: {})
    response = client.post(call.take_part_url, on_screen(seen))
    assert response.status_code == 422
    assert response.context["form"].errors.keys() == {"attachments"}
    assert not Contribution.objects.exists()


@pytest.mark.parametrize("forged", ["\0" * 64, "../../etc/passwd", "x" * 70_000, "𓀀"])
@pytest.mark.parametrize("field", ["photo_kept", "attachments_kept", "remove_attachment"])
def test_a_forged_digest_names_no_file(client, call, field, forged):
    fields = {**filled(call, text=""), field: forged}
    assert client.post(call.take_part_url, fields).status_code == (
        200 if field == "remove_attachment" else 422
    )


# --- Once ------------------------------------------------------------------------------------


def test_the_same_files_sent_twice_are_the_same_content(client, call):
    fields = filled(call)
    receipts = {
        client.post(call.take_part_url, {**fields, "attachments": letters(2)}).url
        for _time in range(2)
    }
    assert (len(receipts), Attachment.objects.count()) == (1, 2)


def test_another_file_is_other_content_and_a_correction_brings_it(
    client, call, django_capture_on_commit_callbacks
):
    fields = filled(call)
    client.post(call.take_part_url, {**fields, "attachments": letters(2)})
    gone, stays = Attachment.objects.all()
    changed = {**fields, "attachments_kept": stays.digest, "attachments": letter("nyt.txt", "Nyt")}
    asked = client.post(call.take_part_url, changed)
    assert asked.status_code == 409
    with django_capture_on_commit_callbacks(execute=True):
        client.post(call.take_part_url, {**on_screen(asked), "meaning": "correction"})
    assert [file.original_name for file in Attachment.objects.all()] == ["brev-1.txt", "nyt.txt"]
    assert Attachment.objects.get(pk=stays.pk).file.name == stays.file.name
    assert not gone.file.storage.exists(gone.file.name)


def test_files_follow_what_is_sent_as_new(client, call):
    fields = filled(call)
    client.post(call.take_part_url, {**fields, "attachments": letters(1)})
    kept = Attachment.objects.get()
    asked = client.post(
        call.take_part_url, {**fields, "title": "Andet", "attachments_kept": kept.digest}
    )
    for _time in range(2):
        client.post(call.take_part_url, {**on_screen(asked), "meaning": "new"})
    assert Contribution.objects.count() == 2
    copy = Contribution.objects.get(title="Andet").attachments.get()
    assert (copy.original_name, copy.text) == (kept.original_name, kept.text)
    assert copy.file.name != kept.file.name
    assert not PendingUpload.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_four_at_the_same_time_store_one_with_each_file_once():
    call = builders.idea_call(asks_attachments=True)
    fields = {**SENT, "token": str(uuid4())}
    barrier, receipts = threading.Barrier(4), []

    def send():
        browser = Client()
        barrier.wait()
        files = {"photo": builders.upload(), "attachments": letters(2)}
        receipts.append(browser.post(call.take_part_url, {**fields, **files}).url)
        connection.close()

    threads = [threading.Thread(target=send) for _number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(receipts), len(set(receipts))) == (4, 1)
    idea = Contribution.objects.get()
    assert idea.attachments.count() == 2
    stored = {file.name.rpartition("/")[2] for file in [row.file for row in idea.attachments.all()]}
    assert set(uploads._files_in("attachments")) >= stored
    assert all(row.file.storage.exists(row.file.name) for row in idea.attachments.all())
    assert idea.photo.storage.exists(idea.photo.name)


def test_a_retry_after_a_broken_connection_finds_what_was_stored(client, call, monkeypatch):
    """The answer never came: the browser sends the same again, by then the files are elsewhere."""
    seen = on_screen(client.post(call.take_part_url, written(call, attachments=letters(2))))
    with monkeypatch.context() as broken:
        broken.setattr(services.submissions, "drop_upload", broken_connection)
        with pytest.raises(ConnectionError):
            client.post(call.take_part_url, seen)
    receipt = client.post(call.take_part_url, seen)
    assert receipt.status_code == 302
    assert (Contribution.objects.count(), Attachment.objects.count()) == (1, 2)
    assert not PendingUpload.objects.exists()


def broken_connection(*_args):
    """Fail as a worker that is stopped does."""
    raise ConnectionError


# --- A storage that fails ----------------------------------------------------------------------


@pytest.mark.parametrize(
    "error", [OSError("full"), EndpointConnectionError(endpoint_url="http://bucket")]
)
@pytest.mark.parametrize("field", ["photo", "attachments"])
def test_a_file_that_cannot_be_kept_costs_nothing_else(client, call, monkeypatch, error, field):
    def full(*_args, **_kwargs):
        raise error

    file = builders.upload() if field == "photo" else letter()
    with monkeypatch.context() as broken:
        broken.setattr(FileSystemStorage, "_save", full)
        response = client.post(call.take_part_url, filled(call, **{field: file}))
    html = response.content.decode()
    assert response.status_code == 503
    assert response.context["form"].errors.keys() == {field}
    assert WRITTEN["title"] in html
    assert not PendingUpload.objects.exists()
    assert client.post(call.take_part_url, on_screen(response)).status_code == 302


def test_a_storage_that_fails_while_sending_keeps_the_form_and_its_files(client, call, monkeypatch):
    seen = client.post(call.take_part_url, written(call, attachments=letters(2)))
    save, saved = FileSystemStorage._save, []

    def full(storage, name, content):
        if saved:
            raise OSError("full")
        saved.append(save(storage, name, content))
        return saved[0]

    with monkeypatch.context() as broken:
        broken.setattr(FileSystemStorage, "_save", full)
        response = client.post(call.take_part_url, on_screen(seen))
    assert response.status_code == 503
    assert names_kept(response) == ["brev-0.txt", "brev-1.txt"]
    assert not Contribution.objects.exists()
    assert not PendingUpload().file.storage.exists(saved[0])
    assert client.post(call.take_part_url, on_screen(response)).status_code == 302
    assert Attachment.objects.count() == 2


def test_the_form_is_shown_even_if_its_files_cannot_be_read(client, call, monkeypatch):
    def unreachable(*_args):
        raise OSError("away")

    files = {"photo": builders.upload(), "attachments": letters(1)}
    seen = client.post(call.take_part_url, written(call, **files))
    for name in ("size", "_open"):
        monkeypatch.setattr(FileSystemStorage, name, unreachable)
    again = client.post(call.take_part_url, {**on_screen(seen), "step": ""})
    assert again.status_code == 200
    assert "brev-0.txt" in again.content.decode()
    response = client.post(call.take_part_url, on_screen(again))
    assert response.status_code == 503
    assert names_kept(response) == ["brev-0.txt"]
    assert not Contribution.objects.exists()


def test_a_file_that_cannot_be_deleted_does_not_take_the_receipt_away(client, call, monkeypatch):
    def stuck(*_args):
        raise OSError("busy")

    seen = client.post(call.take_part_url, written(call, attachments=letter()))
    monkeypatch.setattr(FileSystemStorage, "delete", stuck)
    assert client.post(call.take_part_url, on_screen(seen)).status_code == 302
    assert Attachment.objects.count() == 1

"""What is left of a contribution or a report when its author is forgotten, also after a restore."""

from datetime import timedelta
from io import StringIO
from uuid import uuid4

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.utils import timezone

from contributions import services
from contributions.models import (
    Appeal,
    Attachment,
    Contribution,
    Decision,
    InternalNote,
    Report,
    State,
)
from core import erasures
from core.models import RetentionRule
from tests import builders

pytestmark = pytest.mark.django_db

WRITTEN = {
    "language": "en",
    "title": "Ring til mig",
    "text": "Mit nummer er 23 45 67 89.",
    "place": "Hos Anna",
    "name": "Anna",
    "email": "anna@example.org",
    "age_band": "18-29",
    "on_behalf": "association",
    "on_behalf_of": "Annas forening",
    "show_name": True,
    "findings": {"text": [["phone", 14, 25, False]]},
    "redactions": {"text": [[14, 25]], "place": [[4, 8]], "form_data.open": [[0, 4]]},
    "form_data": {
        "open": {"question": "Hvem?", "answer": "Anna og jeg", "values": [], "is_public": True},
        "closed": {"question": "Alder?", "answer": "33", "values": [], "is_public": False},
    },
}


def attached(contribution, name, **fields):
    """Return a file that was sent with a contribution."""
    attachment = Attachment(
        contribution=contribution,
        original_name=f"Annas {name}",
        content_type="application/pdf",
        size=3,
        digest=name,
        text="Annas ord",
        **fields,
    )
    attachment.file.save(name, ContentFile(b"Ord"))
    return attachment


def report(contribution, **fields):
    """Return what somebody has reported about a contribution."""
    return Report.objects.create(
        contribution=contribution,
        kind="personal",
        text="Det er min datter",
        email="far@example.org",
        token=uuid4(),
        **fields,
    )


def test_what_is_public_stays_without_its_author_and_without_what_was_blanked():
    idea = builders.contribution(**WRITTEN)
    before = idea.public_view()
    after = services.erase(idea)
    assert (after.title, after.text) == ("Ring til mig", "Mit nummer er [left out].")
    assert (after.place, after.on_behalf_of) == ("Hos [left out]", "Annas forening")
    assert {key: data["answer"] for key, data in after.form_data.items()} == {
        "open": "[left out] og jeg"
    }
    assert (after.findings, after.redactions) == ({}, {})
    assert (after.name, after.email, after.age_band) == ("", "", "")
    public = after.public_view()
    assert (before.author, public.author) == ("Anna", "")
    assert (public.title, public.text, public.place) == (before.title, before.text, before.place)
    assert public.given_answers == before.given_answers


@pytest.mark.parametrize(
    "state", [State.RECEIVED, State.REJECTED, State.HIDDEN, State.MERGED, State.WITHDRAWN]
)
def test_of_what_is_not_public_nothing_stays_but_that_it_was(state):
    idea = builders.contribution(state=state, **WRITTEN)
    after = services.erase(idea)
    left = (after.title, after.text, after.place, after.on_behalf_of, after.form_data)
    assert left == ("–", "", "", "", {})
    assert Contribution.objects.filter(page=idea.page, state=state).count() == 1


def test_files_that_nobody_sees_go_and_others_lose_their_names(
    django_capture_on_commit_callbacks,
):
    idea = builders.contribution(**WRITTEN)
    shown, kept_back = attached(idea, "a.pdf", is_released=True), attached(idea, "b.pdf")
    with django_capture_on_commit_callbacks(execute=True):
        services.erase(idea)
    left = Attachment.objects.get()
    assert (left.pk, left.text, left.original_name) == (shown.pk, "", "–")
    storage = shown.file.storage
    assert storage.exists(shown.file.name)
    assert not storage.exists(kept_back.file.name)


def test_no_file_stays_of_what_was_not_public(django_capture_on_commit_callbacks):
    idea = builders.contribution(state=State.WITHDRAWN, **WRITTEN)
    files = [attached(idea, "a.pdf", is_released=True), attached(idea, "b.pdf")]
    with django_capture_on_commit_callbacks(execute=True):
        services.erase(idea)
    assert not Attachment.objects.exists()
    assert [file.file.storage.exists(file.file.name) for file in files] == [False, False]


def test_what_was_said_to_and_about_the_author_goes():
    idea = builders.contribution(state=State.REJECTED)
    decision = Decision.objects.create(
        contribution=idea, state=State.REJECTED, version=1, reason="Kære Anna", note="Ring"
    )
    Appeal.objects.create(contribution=idea, decision=decision, text="Se igen", answer="Nej, Anna")
    InternalNote.objects.create(contribution=idea, text="Anna har ringet")
    services.erase(idea)
    decision.refresh_from_db()
    appeal = Appeal.objects.get()
    assert (decision.reason, decision.note, appeal.text, appeal.answer) == ("", "", "", "")
    assert not InternalNote.objects.exists()


def test_a_report_is_forgotten_after_its_time():
    RetentionRule.objects.filter(kind="report").update(months=6)
    idea = builders.contribution()
    old = report(idea, created_at=timezone.now() - timedelta(days=190))
    new = report(idea, created_at=timezone.now() - timedelta(days=170))
    assert services.erase_due() == 1
    old.refresh_from_db()
    new.refresh_from_db()
    assert (old.text, old.email, old.kind) == ("", "", "personal")
    assert (new.text, new.email) == ("Det er min datter", "far@example.org")


def test_a_report_that_belongs_to_a_filed_case_stays():
    RetentionRule.objects.filter(kind="report").update(legal_hold=True)
    kept = report(builders.contribution(), created_at=timezone.now() - timedelta(days=900))
    assert services.erase_due() == 0
    kept.refresh_from_db()
    assert kept.email == "far@example.org"


# --- After a backup was restored --------------------------------------------------------------


def replay():
    """Erase again what the register knows; return what the command says."""
    out = StringIO()
    call_command("replay_erasures", stdout=out)
    return out.getvalue().strip()


def restored(row, **fields):
    """Bring a row back as the backup had it."""
    type(row).objects.filter(pk=row.pk).update(erased_at=None, **fields)


def test_a_restored_backup_forgets_again(django_capture_on_commit_callbacks):
    shown, taken_back = builders.contribution(**WRITTEN), builders.contribution(**WRITTEN)
    other, reported = builders.contribution(**WRITTEN), report(shown)
    with django_capture_on_commit_callbacks(execute=True):
        services.erase(shown)
        services.withdraw_and_erase(taken_back)
        services.erase_report(reported)
    restored(shown, name="Anna", show_name=True)
    restored(taken_back, name="Anna", text="Mine ord", state=State.PUBLISHED)
    restored(reported, email="far@example.org")
    with django_capture_on_commit_callbacks(execute=True):
        assert replay() == "erased again: 3"
    for row in (shown, taken_back, other, reported):
        row.refresh_from_db()
    assert (shown.name, shown.state, shown.title) == ("", State.PUBLISHED, "Ring til mig")
    assert (taken_back.name, taken_back.state, taken_back.text) == ("", State.WITHDRAWN, "")
    assert (other.name, reported.email) == ("Anna", "")
    assert replay() == "erased again: 0"


def test_the_register_says_no_more_than_the_reference(django_capture_on_commit_callbacks):
    idea = builders.contribution(**WRITTEN)
    with django_capture_on_commit_callbacks(execute=True):
        services.erase(idea)
    assert dict(erasures.remembered())[idea.reference] is True
    storage = Contribution._meta.get_field("photo").storage
    with storage.open(f"{erasures.FOLDER}/{idea.reference}.json") as file:
        assert file.read() == b'{"stays_public": true}'


def test_an_erasure_that_fails_is_not_remembered(django_capture_on_commit_callbacks):
    idea = builders.contribution()
    with django_capture_on_commit_callbacks(execute=False):
        services.erase(idea)
    assert idea.reference not in dict(erasures.remembered())


def test_the_register_forgets_what_no_backup_holds(settings, django_capture_on_commit_callbacks):
    settings.BACKUP_DAYS = 30
    idea = builders.contribution()
    with django_capture_on_commit_callbacks(execute=True):
        services.erase(idea)
    with time_machine.travel(timezone.now() + timedelta(days=29)):
        erasures.drop_old()
    assert idea.reference in dict(erasures.remembered())
    with time_machine.travel(timezone.now() + timedelta(days=31)):
        erasures.drop_old()
    assert idea.reference not in dict(erasures.remembered())

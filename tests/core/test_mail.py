"""Mails go out in the reader's language, as text and as HTML."""

import traceback
from datetime import UTC, datetime
from smtplib import SMTPRecipientsRefused

import pytest
import time_machine
from django.core import mail as outbox
from django.template import engines
from django.test import override_settings
from django_tasks_db.models import DBTaskResult

from contributions import tasks
from core import mail
from tests import builders

TEMPLATES = {
    "note.txt": "{% load i18n %}{% get_current_language as code %}Emne {{ code }}: {{ word }}\n\n"
    "Hej {{ base_url }}",
    "note.html": "<h1>{{ subject }}</h1>{{ word }}",
}


@pytest.fixture
def _templates():
    """Let two small templates be found."""
    templates = [
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "OPTIONS": {
                "loaders": [("django.template.loaders.locmem.Loader", TEMPLATES)],
                "builtins": ["django.templatetags.i18n"],
            },
        }
    ]
    with override_settings(TEMPLATES=templates):
        engines._engines = {}
        yield
    engines._engines = {}


@pytest.mark.django_db
@pytest.mark.usefixtures("_templates")
@pytest.mark.parametrize("language", ["da", "en"])
def test_the_first_line_is_the_subject(language, settings):
    mail.send_mail("note", "nabo@example.org", language, {"word": "havn"})
    sent = outbox.outbox[0]
    assert sent.subject == f"Emne {language}: havn"
    assert sent.body == f"Hej {settings.BASE_URL}"
    assert sent.to == ["nabo@example.org"]
    html, kind = sent.alternatives[0]
    assert kind == "text/html"
    assert html == f"<h1>{sent.subject}</h1>havn"


@pytest.mark.django_db
@pytest.mark.usefixtures("_templates")
def test_a_subject_stays_on_its_line():
    mail.send_mail("note", "nabo@example.org", "da", {"word": "a\nBcc: b@example.org"})
    assert outbox.outbox[0].subject == "Emne da: a"


# --- Trying again ---------------------------------------------------------------------------


@pytest.fixture
def database_tasks(settings):
    """Keep tasks in the database, as in production, instead of running them at once."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


@pytest.mark.django_db
@pytest.mark.usefixtures("database_tasks")
def test_a_mail_that_does_not_get_through_is_tried_again_later(monkeypatch):
    monkeypatch.setattr(tasks, "send_mail", refuse)
    idea = builders.contribution(email="nabo@example.org")
    with time_machine.travel("2027-03-02 12:00+00:00", tick=False):
        tasks.mail_receipt.call(idea.pk)
    waiting = waiting_mails().get()
    assert waiting.args_kwargs == {"args": [idea.pk, 1], "kwargs": {}}
    assert waiting.run_after == datetime(2027, 3, 2, 12, 1, tzinfo=UTC)


@pytest.mark.django_db
@pytest.mark.usefixtures("database_tasks")
def test_a_mail_that_never_gets_through_fails_without_naming_anybody(monkeypatch):
    monkeypatch.setattr(tasks, "send_mail", refuse)
    idea = builders.contribution(email="nabo@example.org")
    with pytest.raises(mail.MailNotSent) as failure:
        tasks.mail_receipt.call(idea.pk, len(mail.WAITS))
    assert "nabo" not in "".join(traceback.format_exception(failure.value))
    assert not waiting_mails().exists()


@pytest.mark.django_db
def test_without_a_queue_a_mail_that_does_not_get_through_fails_at_once(monkeypatch):
    monkeypatch.setattr(tasks, "send_mail", refuse)
    idea = builders.contribution(email="nabo@example.org")
    with pytest.raises(mail.MailNotSent):
        tasks.mail_receipt.call(idea.pk)


def waiting_mails():
    """Return the receipts that are still to be sent."""
    return DBTaskResult.objects.filter(task_path="contributions.tasks.mail_receipt")


def refuse(*_args):
    """Answer as a mail server that knows no such person."""
    raise SMTPRecipientsRefused({"nabo@example.org": (550, b"nabo@example.org unknown")})

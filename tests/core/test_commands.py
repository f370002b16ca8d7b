"""Commands: catalogues compiled, due work done."""

import os
from datetime import timedelta
from io import StringIO

import polib
import pytest
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from core.signals import due_work


@pytest.fixture
def catalogue(tmp_path, settings):
    """Return a catalogue with one message, in a folder of its own."""
    settings.LOCALE_PATHS = [tmp_path]
    folder = tmp_path / "da" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    catalogue = polib.POFile()
    catalogue.append(polib.POEntry(msgid="harbour", msgstr="havn"))
    catalogue.save(str(folder / "django.po"))
    return folder / "django.po"


def run(name):
    out = StringIO()
    call_command(name, stdout=out)
    return out.getvalue()


def test_catalogues_are_compiled_once(catalogue):
    assert run("compile_catalogues") == "da/django.po\n"
    [entry] = polib.mofile(str(catalogue.with_suffix(".mo")))
    assert (entry.msgid, entry.msgstr) == ("harbour", "havn")
    assert run("compile_catalogues") == ""


def test_a_changed_catalogue_is_compiled_again(catalogue):
    run("compile_catalogues")
    compiled = catalogue.with_suffix(".mo")
    earlier = catalogue.stat().st_mtime - 10
    os.utime(compiled, (earlier, earlier))
    assert run("compile_catalogues") == "da/django.po\n"


@pytest.mark.django_db
def test_due_work_asks_every_app_and_says_what_was_done():
    def receiver(**_kwargs):
        return {"erased": 3, "reminded": 0}

    due_work.connect(receiver)
    try:
        lines = run("due_work").splitlines()
    finally:
        due_work.disconnect(receiver)
    assert lines[-2:] == ["erased: 3", "reminded: 0"]


@pytest.mark.django_db
def test_due_work_forgets_old_sessions_and_finished_tasks():
    now = timezone.now()
    for days in (-1, 1):
        Session.objects.create(
            session_key=f"key{days}", session_data="", expire_date=now + timedelta(days=days)
        )
    fields = {"args_kwargs": {}, "task_path": "x", "backend_name": "default"}
    for days in (13, 15):
        DBTaskResult.objects.create(
            **fields, status="SUCCESSFUL", finished_at=now - timedelta(days=days)
        )
    DBTaskResult.objects.create(**fields, status="READY")
    run("due_work")
    assert [session.session_key for session in Session.objects.all()] == ["key1"]
    assert sorted(DBTaskResult.objects.values_list("status", flat=True)) == ["READY", "SUCCESSFUL"]

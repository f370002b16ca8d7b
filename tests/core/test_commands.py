"""Commands: catalogues compiled, due work done."""

import os
from io import StringIO

import polib
import pytest
from django.core.management import call_command

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

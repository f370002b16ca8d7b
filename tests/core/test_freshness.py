"""What is published shows at once in every web process: two real ones, sharing a cache."""

import http.client
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.database import SqliteTemplate
from tests.e2e.server import free_port, until

ROOT = Path(__file__).resolve().parents[2]
HOST = "samskab.example.org"
FRESH_WITHIN = 1
EDITOR = """
import sys, django
django.setup()
from datetime import timedelta
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction
from contributions import services
from core.models import SiteTexts
from tests import builders
print("ready", flush=True)
for line in sys.stdin:
    exec(line)
    print("done", flush=True)
"""


class Processes:
    """Two web servers and an editor at work in a third process."""

    def __init__(self, folder):
        self.folder = folder
        self.ports = [free_port(), free_port()]
        self.running = []
        database = folder / "db.sqlite3"
        template = SqliteTemplate()
        template.build()
        template.copy_to(str(database))
        redis = os.environ.get("REDIS_URL", "").rpartition("/")[0]
        self.environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "config.settings.production",
            "SECRET_KEY": "a-key-for-tests-and-for-nothing-else-0123456789-abcdefgh",
            "ALLOWED_HOSTS": HOST,
            "DATABASE_URL": f"sqlite:///{database}",
            "REDIS_URL": f"{redis}/15" if redis else "",
            "HTTPS": "off",
            "VAR_DIR": str(folder),
            "LOG_LEVEL": "WARNING",
            "PYTHONPATH": f"{ROOT / 'site'}{os.pathsep}{ROOT}",
        }

    def start(self):
        """Start all, and wait until each is ready."""
        static = [sys.executable, "manage.py", "collectstatic", "--noinput", "--verbosity=0"]
        subprocess.run(static, cwd=ROOT, env=self.environment, check=True)  # noqa: S603
        self.editor = self._run("-c", EDITOR, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        for port in self.ports:
            self._run("-m", "gunicorn", "config.wsgi", "--workers=1", f"--bind=127.0.0.1:{port}")
        assert self.editor.stdout.readline() == "ready\n"
        until(self._answer, 60, lambda: "The servers did not start.")

    def _run(self, *arguments, **options):
        process = subprocess.Popen(  # noqa: S603
            [sys.executable, *arguments], cwd=ROOT, env=self.environment, text=True, **options
        )
        self.running.append(process)
        return process

    def _answer(self):
        try:
            return [self.get("/healthz", port)[0] for port in self.ports] == [200, 200]
        except OSError:
            return False

    def stop(self):
        """Stop what was started."""
        self.editor.stdin.close()
        for process in self.running:
            process.terminate()
        for process in self.running:
            process.wait(20)
        self.editor.stdout.close()

    def get(self, path, port):
        """Return status and text of a page, from one of the servers."""
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
        connection.request("GET", path, headers={"Host": HOST})
        response = connection.getresponse()
        text = response.read().decode()
        connection.close()
        return response.status, text

    def edit(self, line):
        """Let the editor do something; return when it is done."""
        self.editor.stdin.write(f"{line}\n")
        self.editor.stdin.flush()
        assert self.editor.stdout.readline() == "done\n"

    def everywhere(self, path, words, status=200, there=True):
        """Whether all servers answer with (or without) these words in time; say how, if not.

        The page is asked for as it is kept whole, and as it is put together from kept pieces.
        """
        limit = time.monotonic() + FRESH_WITHIN
        answers = []
        while time.monotonic() < limit:
            answers = [
                self.get(address, port) for address in (path, f"{path}?x=1") for port in self.ports
            ]
            if all(code == status and (words in text) is there for code, text in answers):
                return True
        return [(code, words in text) for code, text in answers]


@pytest.fixture
def site(tmp_path):
    processes = Processes(tmp_path)
    try:
        processes.start()
        yield processes
    finally:
        processes.stop()


CALL = "/projekter/havnen/kald/"


def test_every_process_shows_every_change_within_a_second(site):
    site.edit("index = builders.project_index(slug='projekter')")
    site.edit("project = builders.project(index, title='Havnen', slug='havnen')")
    site.edit("call = builders.idea_call(project, title='Kald', slug='kald')")
    site.edit("moderator = builders.superuser()")
    site.edit("call.save_revision().publish()")
    assert site.everywhere(CALL, "Kald") is True
    for check in (_is_kept, _published, _snippet, _idea, _scheduled, _private, _taken_down):
        check(site)


def _is_kept(site):
    """A row changed behind everybody's back does not show: no process asks the database."""
    site.edit("Page.objects.filter(pk=call.pk).update(title='Bag om ryggen')")
    assert [site.get(CALL, port)[1].count("Bag om ryggen") for port in site.ports] == [0, 0]
    pieces = [(page, port) for page in ("/?x=2", "/projekter/?x=2") for port in site.ports]
    assert ["Havnen" in site.get(page, port)[1] for page, port in pieces] == [True] * 4
    site.edit("Page.objects.filter(pk=project.pk).update(title='Bag om ryggen')")
    assert ["Havnen" in site.get(page, port)[1] for page, port in pieces] == [True] * 4
    site.edit("Page.objects.filter(pk=project.pk).update(title='Havnen')")
    site.edit("Page.objects.filter(pk=call.pk).update(title='Kald')")


def _published(site):
    site.edit("call.title = 'Kom med'; call.save_revision().publish()")
    for page in (CALL, "/projekter/havnen/", "/"):
        assert site.everywhere(page, "Kom med") is True
    site.edit("project.title = 'Kajen'; project.save_revision().publish()")
    for page in ("/projekter/havnen/", "/projekter/", "/", CALL):
        assert site.everywhere(page, "Kajen") is True


def _snippet(site):
    site.edit("texts = SiteTexts.objects.filter(locale=call.locale).first()")
    site.edit("texts = texts or SiteTexts(locale=call.locale)")
    site.edit("texts.notice = 'Vi holder lukket'; texts.save()")
    assert site.everywhere(CALL, "Vi holder lukket") is True


def _idea(site):
    site.edit("idea = builders.contribution(call, title='Sauna ved kajen', state='received')")
    read = "version=idea.version, state_read=idea.state"
    site.edit(f"services.publish(idea, moderator, {read})")
    assert site.everywhere(CALL, "Sauna ved kajen") is True
    site.edit("services.withdraw(idea)")
    for page in (CALL, "/projekter/havnen/"):
        assert site.everywhere(page, "Sauna ved kajen", there=False) is True


def _scheduled(site):
    site.edit("call.title = 'Fra nu af'; call.go_live_at = timezone.now() + timedelta(seconds=0.2)")
    site.edit("call.save_revision().publish()")
    site.edit("while timezone.now() < call.go_live_at: pass")
    site.edit("call_command('publish_scheduled')")
    assert site.everywhere(CALL, "Fra nu af") is True


def _private(site):
    site.edit("rule = PageViewRestriction.objects.create(page=call, restriction_type='login')")
    assert site.everywhere(CALL, "", status=302) is True
    for page in ("/", "/projekter/havnen/"):
        assert site.everywhere(page, "Fra nu af", there=False) is True
    site.edit("rule.delete()")
    for page in (CALL, "/", "/projekter/havnen/"):
        assert site.everywhere(page, "Fra nu af") is True


def _taken_down(site):
    site.edit("call.refresh_from_db(); call.unpublish()")
    assert site.everywhere(CALL, "", status=404) is True

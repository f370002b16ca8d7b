"""The site running for real: its own data, two web processes, the task worker, a mail folder."""

import email
import email.policy
import hashlib
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

from tests.database import SqliteTemplate, one_process_at_a_time

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "var" / "tests"
READY_WITHIN = 60
MAIL_WITHIN = 20


def free_port():
    """Return a port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def until(condition, within, failure):
    """Return the first true value of `condition()`; fail when none comes in time."""
    limit = time.monotonic() + within
    while time.monotonic() < limit:
        value = condition()
        if value:
            return value
        time.sleep(0.1)
    raise AssertionError(failure())


class Site:
    """A populated site in a folder of its own, started and stopped as a whole."""

    def __init__(self, folder):
        self.folder = Path(folder)
        self.address = f"http://localhost:{free_port()}"
        self.processes = []

    @property
    def environment(self):
        """Production settings, spoken to without TLS, on files."""
        kept = {
            name: value
            for name, value in os.environ.items()
            if name not in {"DATABASE_URL", "REDIS_URL", "EMAIL_URL", "PYTEST_XDIST_WORKER"}
        }
        return {
            **kept,
            "DJANGO_SETTINGS_MODULE": "config.settings.production",
            "SECRET_KEY": "a-key-for-walks-in-the-browser-and-for-nothing-else-0123456789",
            "ALLOWED_HOSTS": "localhost",
            "BASE_URL": self.address,
            "HTTPS": "off",
            "VAR_DIR": str(self.folder),
            "LOG_LEVEL": "WARNING",
        }

    def manage(self, *arguments):
        """Run a management command on this site's data and return what it printed."""
        outcome = subprocess.run(
            [sys.executable, str(ROOT / "manage.py"), *arguments],
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        if outcome.returncode:
            raise RuntimeError(f"{arguments} failed:\n{outcome.stdout}\n{outcome.stderr}")
        return outcome.stdout

    def stage(self, scene, *arguments):
        """Play a scene of `tests.e2e.scenes` on this site's data and return what it tells."""
        play = f"from tests.e2e import scenes; scenes.play({scene!r}, *{arguments!r})"
        return json.loads(self.manage("shell", "--no-imports", "-c", play).splitlines()[-1])

    def populate(self):
        """Fill the folder: database, demo content and collected static files."""
        template = SqliteTemplate()
        template.build()
        populated = FOLDER / f"demo-{fingerprint()}"
        with one_process_at_a_time():
            if not populated.exists():
                for old in FOLDER.glob("demo-*"):
                    shutil.rmtree(old)
                own_folder, self.folder = self.folder, populated.with_suffix(".unfinished")
                shutil.rmtree(self.folder, ignore_errors=True)
                self.folder.mkdir(parents=True)
                template.copy_to(str(self.folder / "db.sqlite3"))
                self.manage("compile_catalogues")
                self.manage("load_demo", "--force")
                self.manage("db_worker", "--batch", "--no-startup-delay", "--no-reload")
                self.folder.rename(populated)
                self.folder = own_folder
        shutil.copytree(populated, self.folder, dirs_exist_ok=True)
        self.manage("compile_catalogues")
        self.manage("collectstatic", "--noinput", "--verbosity=0")

    def start(self):
        """Start the web server and the worker; wait for the first page."""
        port = self.address.rpartition(":")[2]
        self._start(
            "web",
            *(sys.executable, "-m", "gunicorn", "tests.e2e.wsgi", "--pythonpath", "site,."),
            *("--bind", f"localhost:{port}", "--workers", "2", "--threads", "2"),
        )
        self._start(
            "worker",
            *(sys.executable, "manage.py", "db_worker"),
            *("--interval", "0.2", "--no-startup-delay", "--no-reload"),
        )
        until(self._answers, READY_WITHIN, self.logs)

    def _start(self, name, *command):
        with (self.folder / f"{name}.log").open("w") as log:
            self.processes.append(
                subprocess.Popen(
                    command, cwd=ROOT, env=self.environment, stdout=log, stderr=subprocess.STDOUT
                )
            )

    def _answers(self):
        for process in self.processes:
            if process.poll() is not None:
                raise AssertionError(self.logs())
        try:
            with urllib.request.urlopen(self.address, timeout=20):
                return True
        except urllib.error.HTTPError:
            return True
        except OSError:
            return False

    def stop(self):
        """Stop what was started."""
        for process in self.processes:
            process.terminate()
        for process in self.processes:
            process.wait(20)

    def logs(self):
        """Return what the processes have said, for a failure message."""
        return "\n".join(
            f"--- {path.name}\n{path.read_text(errors='replace')[-4000:]}"
            for path in sorted(self.folder.glob("*.log"))
        )

    def mail_to(self, address, containing=""):
        """Wait for a mail to that address and return it; `containing` tells it from others."""

        def find():
            return next(
                (
                    mail
                    for mail in self.mails()
                    if address in mail["To"] and containing in mail["Subject"] + mail.text
                ),
                None,
            )

        return until(find, MAIL_WITHIN, lambda: f"No mail to {address}.\n{self.logs()}")

    def mails(self):
        """Return all mails sent so far, newest first."""
        found = []
        for path in sorted((self.folder / "mail").glob("*.log"), reverse=True):
            for part in re.split(rb"^-{79}\n", path.read_bytes(), flags=re.MULTILINE):
                if part.strip():
                    mail = email.message_from_bytes(part, policy=email.policy.default)
                    body = mail.get_body(("plain",))
                    mail.text = body.get_content() if body else ""
                    mail.html = (mail.get_body(("html",)) or body).get_content()
                    found.append(mail)
        return found


def fingerprint():
    """Return a short name for the demo content: its files, the schema and the models."""
    shaping = [
        path
        for pattern in ("site/demo/**/*", "site/*/models*/**/*.py", "*/models.py", "*/blocks.py")
        for path in ROOT.glob(pattern)
        if path.is_file() and "__pycache__" not in path.parts
    ]
    digest = hashlib.sha256(SqliteTemplate().path.name.encode())
    for path in sorted(shaping):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]

"""A migrated database in a moment: one template a schema, copied for each test process.

Migrating from nothing takes the better part of a minute, copying takes milliseconds. The
template is named after everything that shapes the schema, so a changed migration makes a new one.
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connection, connections

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "var" / "tests"


def fingerprint():
    """Return a short name for the schema: our migrations and the versions of everyone else's."""
    shaping = [
        ROOT / "requirements" / "base.txt",
        *ROOT.glob("*/migrations/*.py"),
        *ROOT.glob("site/*/migrations/*.py"),
        *ROOT.glob("site/config/settings/*.py"),
    ]
    digest = hashlib.sha256()
    for path in sorted(shaping):
        digest.update(str(path.relative_to(ROOT)).encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


@contextmanager
def one_process_at_a_time():
    """Let the first process build the template while the others wait for it."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (FOLDER / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def migrate(url):
    """Migrate the database at that address in a process of its own."""
    outcome = subprocess.run(  # noqa: S603
        [sys.executable, str(ROOT / "manage.py"), "migrate", "--verbosity=0"],
        env={**os.environ, "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "config.settings.test"},
        capture_output=True,
        text=True,
        check=False,
    )
    if outcome.returncode:
        raise RuntimeError(f"The test database could not be migrated:\n{outcome.stderr}")


class SqliteTemplate:
    """A migrated file, copied beside itself."""

    def __init__(self):
        self.path = FOLDER / f"template-{fingerprint()}.sqlite3"

    def build(self):
        """Make the template unless it is there; drop those of other schemas."""
        with one_process_at_a_time():
            if self.path.exists():
                return
            for old in FOLDER.glob("template-*"):
                old.unlink()
            unfinished = self.path.with_suffix(".unfinished")
            migrate(f"sqlite:///{unfinished}")
            unfinished.rename(self.path)

    def copy_to(self, name):
        """Put a fresh copy there, whatever was there before."""
        self.remove(name)
        shutil.copyfile(self.path, name)

    def remove(self, name):
        """Remove a copy with the files SQLite keeps beside it."""
        for suffix in ("", "-wal", "-shm"):
            Path(name + suffix).unlink(missing_ok=True)

    def name_for(self, process):
        """Return the name of a test process's own copy."""
        return str(FOLDER / f"{process}.sqlite3")


class PostgresTemplate:
    """A migrated database on the server, which PostgreSQL copies by itself."""

    def __init__(self):
        # Checkouts that share a server do not touch each other's.
        self.family = f"samskab_{hashlib.sha256(str(ROOT).encode()).hexdigest()[:6]}"
        self.template = f"{self.family}_template_{fingerprint()}"

    def server(self):
        """Connect to the server, outside any of the databases concerned."""
        import psycopg

        return psycopg.connect(
            host=connection.settings_dict["HOST"],
            port=connection.settings_dict["PORT"] or None,
            user=connection.settings_dict["USER"],
            password=connection.settings_dict["PASSWORD"] or None,
            dbname="postgres",
            autocommit=True,
        )

    def run(self, *statements):
        """Run statements, each by itself."""
        with self.server() as server:
            for statement in statements:
                server.execute(statement)

    def templates(self):
        """Return the names of all templates, those of earlier schemas too."""
        with self.server() as server:
            rows = server.execute("SELECT datname FROM pg_database").fetchall()
        return [name for (name,) in rows if name.startswith(f"{self.family}_template")]

    def build(self):
        """Make the template unless it is there."""
        with one_process_at_a_time():
            present = self.templates()
            if self.template in present:
                return
            unfinished = f"{self.template}_unfinished"
            self.run(
                *(f"DROP DATABASE {name} WITH (FORCE)" for name in present),
                f"CREATE DATABASE {unfinished} ENCODING 'UTF8' TEMPLATE template0",
            )
            head = os.environ["DATABASE_URL"].rsplit("/", 1)[0]
            migrate(f"{head}/{unfinished}")
            self.run(f"ALTER DATABASE {unfinished} RENAME TO {self.template}")

    def copy_to(self, name):
        """Put a fresh copy there, whatever was there before."""
        self.remove(name)
        self.run(f"CREATE DATABASE {name} TEMPLATE {self.template}")

    def remove(self, name):
        """Remove a copy, also when a thread still holds a connection to it."""
        self.run(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")

    def name_for(self, process):
        """Return the name of a test process's own copy."""
        return f"{self.family}_test_{process}"


class CopiedDatabase:
    """The database that the tests of one process use."""

    def __init__(self, process):
        self.template = SqliteTemplate() if connection.vendor == "sqlite" else PostgresTemplate()
        self.name = self.template.name_for(process)

    def set_up(self):
        """Copy the template and point Django at the copy."""
        self.template.build()
        connections.close_all()
        settings.DATABASES["default"]["NAME"] = self.name
        connection.settings_dict["NAME"] = self.name
        self.template.copy_to(self.name)

    def restore(self):
        """Return to the migrated state after a test that committed something."""
        connections.close_all()
        self.template.copy_to(self.name)

    def tear_down(self):
        """Leave nothing behind but the template."""
        connections.close_all()
        self.template.remove(self.name)

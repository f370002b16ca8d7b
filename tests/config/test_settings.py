"""Settings come from the environment, and every variable that is documented works."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import boto3
import pytest
from aiosmtpd.controller import Controller
from django.core.files.base import ContentFile
from django.core.files.storage.handler import StorageHandler
from django.core.mail import send_mail
from django.test import override_settings
from moto import mock_aws

from tests.e2e.server import free_port

ROOT = Path(__file__).resolve().parents[2]
NEEDED = {
    "SECRET_KEY": "a-key-for-tests-and-for-nothing-else-0123456789-abcdefgh",
    "ALLOWED_HOSTS": "samskab.example.org",
    "BASE_URL": "https://samskab.example.org",
}
SHOW = """
import importlib, json, pathlib, sys
settings = importlib.import_module("config.settings." + sys.argv[1])
shown = {name: getattr(settings, name) for name in dir(settings) if name.isupper()}
plain = lambda value: str(value) if isinstance(value, pathlib.Path) else type(value).__name__
print(json.dumps(shown, default=plain))
"""
DOCUMENTED = re.compile(r"^#?([A-Z][A-Z0-9_]*)=", re.MULTILINE)
READ = re.compile(r"""env\.\w+\(\s*"([A-Z0-9_]+)\"""")


def environment(folder, variables):
    """Return an environment without this machine's own settings."""
    documented = DOCUMENTED.findall((ROOT / ".env.example").read_text())
    kept = {name: value for name, value in os.environ.items() if name not in documented}
    return {**kept, "VAR_DIR": str(folder), "PYTHONPATH": str(ROOT / "site"), **variables}


@pytest.fixture
def settings_with(tmp_path):
    """Return a function that evaluates settings under some variables."""

    def evaluate(module="production", **variables):
        outcome = subprocess.run(  # noqa: S603
            [sys.executable, "-c", SHOW, module],
            env=environment(tmp_path, variables),
            capture_output=True,
            text=True,
            check=False,
        )
        if outcome.returncode:
            raise RuntimeError(outcome.stderr.strip().rpartition("\n")[2])
        return json.loads(outcome.stdout)

    return evaluate


def test_every_variable_is_documented_and_every_documented_one_is_read():
    read = {
        name
        for path in (ROOT / "site" / "config" / "settings").glob("*.py")
        for name in READ.findall(path.read_text())
    }
    assert set(DOCUMENTED.findall((ROOT / ".env.example").read_text())) == read


def test_production_passes_its_own_checks(tmp_path):
    outcome = subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=ROOT,
        env={
            **environment(tmp_path, NEEDED),
            "DJANGO_SETTINGS_MODULE": "config.settings.production",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert (outcome.returncode, outcome.stderr) == (0, "")


@pytest.mark.parametrize(
    ("missing", "message"),
    [
        ("SECRET_KEY", "Set SECRET_KEY to a long random value."),
        ("ALLOWED_HOSTS", "Set ALLOWED_HOSTS to the names the site answers to."),
    ],
)
def test_production_does_not_start_half_configured(settings_with, missing, message):
    with pytest.raises(RuntimeError, match=message):
        settings_with(**{name: value for name, value in NEEDED.items() if name != missing})


def test_without_any_variable_development_runs_on_files(settings_with, tmp_path):
    settings = settings_with("dev")
    assert settings["DEBUG"] is True
    assert settings["DATABASES"]["default"]["NAME"] == str(tmp_path / "db.sqlite3")
    assert settings["DATABASES"]["default"]["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    locations = {name: cache["LOCATION"] for name, cache in settings["CACHES"].items()}
    assert locations == {
        "default": str(tmp_path / "cache"),
        "pages": str(tmp_path / "cache" / "pages"),
        "renditions": str(tmp_path / "cache" / "renditions"),
    }
    assert settings["EMAIL_BACKEND"] == "django.core.mail.backends.filebased.EmailBackend"
    assert settings["EMAIL_FILE_PATH"] == str(tmp_path / "mail")


def test_production_is_closed_by_default(settings_with):
    settings = settings_with(**NEEDED)
    assert {name: settings[name] for name in settings if "COOKIE_SECURE" in name} == {
        "CSRF_COOKIE_SECURE": True,
        "LANGUAGE_COOKIE_SECURE": True,
        "SESSION_COOKIE_SECURE": True,
    }
    assert settings["SESSION_COOKIE_NAME"] == "__Host-sessionid"
    assert settings["CSRF_COOKIE_NAME"] == "__Host-csrftoken"
    assert settings["SESSION_COOKIE_HTTPONLY"] is True
    assert (settings["SECURE_SSL_REDIRECT"], settings["SECURE_HSTS_SECONDS"]) == (True, 31_536_000)
    assert (settings["DEBUG"], settings["SECURE_PROXY_SSL_HEADER"]) == (False, None)
    assert settings["PAGE_CACHE_SECONDS"] == 600


def test_services_and_proxies_are_chosen_by_variables(settings_with):
    settings = settings_with(
        **NEEDED,
        DATABASE_URL="postgres://ida:secret@db.example.org:5433/samskab",
        CONN_MAX_AGE="30",
        REDIS_URL="redis://cache.example.org:6379/3",
        TRUSTED_PROXIES="2",
        CSRF_TRUSTED_ORIGINS="https://a.example.org,https://b.example.org",
        DEFAULT_FROM_EMAIL="Byen <byen@example.org>",
        HSTS_SECONDS="60",
        LOG_LEVEL="ERROR",
    )
    database = settings["DATABASES"]["default"]
    assert (database["HOST"], database["PORT"], database["NAME"], database["CONN_MAX_AGE"]) == (
        "db.example.org",
        5433,
        "samskab",
        30,
    )
    backend = settings["WAGTAILSEARCH_BACKENDS"]["default"]
    assert backend["SEARCH_CONFIG"] == "danish_unaccent"
    assert {cache["LOCATION"] for cache in settings["CACHES"].values()} == {
        "redis://cache.example.org:6379/3"
    }
    assert settings["SECURE_PROXY_SSL_HEADER"] == ["HTTP_X_FORWARDED_PROTO", "https"]
    assert settings["ALLAUTH_TRUSTED_PROXY_COUNT"] == 2
    assert settings["CSRF_TRUSTED_ORIGINS"] == ["https://a.example.org", "https://b.example.org"]
    assert settings["DEFAULT_FROM_EMAIL"] == settings["SERVER_EMAIL"] == "Byen <byen@example.org>"
    assert settings["SECURE_HSTS_SECONDS"] == 60
    assert settings["LOGGING"]["root"]["level"] == "ERROR"


def test_a_rehearsal_may_do_without_tls(settings_with):
    settings = settings_with(**NEEDED, HTTPS="off")
    assert settings["SECURE_SSL_REDIRECT"] is False
    assert settings["SECURE_HSTS_SECONDS"] == 0
    assert settings["SESSION_COOKIE_SECURE"] is False
    assert "SESSION_COOKIE_NAME" not in settings


# --- Mail ------------------------------------------------------------------------------------


class Inbox:
    """A mail server that keeps what it is sent."""

    def __init__(self):
        self.mails = []

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 (named by aiosmtpd)
        self.mails.append((envelope.mail_from, envelope.rcpt_tos, envelope.content.decode()))
        return "250 OK"


def test_mail_goes_through_the_server_that_is_named(settings_with):
    inbox = Inbox()
    port = free_port()
    server = Controller(inbox, hostname="127.0.0.1", port=port)
    server.start()
    try:
        settings = settings_with(**NEEDED, EMAIL_URL=f"smtp://127.0.0.1:{port}")
        mail = {name: value for name, value in settings.items() if name.startswith("EMAIL_")}
        with override_settings(**mail):
            send_mail("Emne", "Hej", "samskab@example.org", ["ida@example.org"])
    finally:
        server.stop()
    [(sender, receivers, content)] = inbox.mails
    assert (sender, receivers) == ("samskab@example.org", ["ida@example.org"])
    assert "Subject: Emne" in content


@pytest.mark.parametrize(
    ("scheme", "tls", "ssl"),
    [("smtp", None, None), ("smtp+tls", True, None), ("smtp+ssl", None, True)],
)
def test_mail_may_travel_encrypted(settings_with, scheme, tls, ssl):
    settings = settings_with(**NEEDED, EMAIL_URL=f"{scheme}://ida:secret@mail.example.org:465")
    assert (settings.get("EMAIL_USE_TLS"), settings.get("EMAIL_USE_SSL")) == (tls, ssl)
    assert (settings["EMAIL_HOST_USER"], settings["EMAIL_HOST_PASSWORD"]) == ("ida", "secret")
    assert (settings["EMAIL_HOST"], settings["EMAIL_PORT"]) == ("mail.example.org", 465)


# --- Storage ---------------------------------------------------------------------------------

S3 = {
    "S3_BUCKET": "samskab",
    "S3_PRIVATE_BUCKET": "samskab-hidden",
    "S3_ACCESS_KEY": "key",
    "S3_SECRET_KEY": "secret",
    "S3_REGION": "eu-north-1",
}


def names_in(bucket):
    """Return what lies in a bucket."""
    listed = boto3.client("s3", region_name="eu-north-1").list_objects_v2(Bucket=bucket)
    return [row["Key"] for row in listed.get("Contents", [])]


def test_media_is_public_and_uploads_are_private(settings_with, monkeypatch):
    settings = settings_with(**NEEDED, **S3)
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "test")
    with mock_aws():
        for bucket in ("samskab", "samskab-hidden"):
            boto3.client("s3", region_name="eu-north-1").create_bucket(
                Bucket=bucket,
                CreateBucketConfiguration={"LocationConstraint": "eu-north-1"},
            )
        stores = StorageHandler(settings["STORAGES"])
        public = stores["default"].save("images/havn.jpg", ContentFile(b"picture"))
        private = stores["private"].save("pending/havn.webp", ContentFile(b"photo"))
        assert (names_in("samskab"), names_in("samskab-hidden")) == ([public], [private])
        address = stores["default"].url(public)
        assert "?" not in address
        assert any(address.startswith(f"{origin}/") for origin in settings["MEDIA_ORIGIN"])
        assert "Signature" in stores["private"].url(private)
        assert stores["default"].save("images/havn.jpg", ContentFile(b"other")) != public


@pytest.mark.parametrize(
    ("more", "origins"),
    [
        ({}, ["https://s3.amazonaws.com", "https://samskab.s3.amazonaws.com"]),
        ({"S3_PUBLIC_DOMAIN": "media.example.org"}, ["https://media.example.org"]),
        (
            {"S3_ENDPOINT_URL": "https://s3.example.org/"},
            ["https://s3.example.org", "https://samskab.s3.example.org"],
        ),
    ],
)
def test_browsers_may_fetch_pictures_from_the_bucket(settings_with, more, origins):
    settings = settings_with(**NEEDED, **S3, **more)
    directives = settings["CONTENT_SECURITY_POLICY"]["DIRECTIVES"]
    assert directives["img-src"] == ["'self'", "data:", *origins]
    assert directives["media-src"] == ["'self'", *origins]
    assert settings["ADMIN_CONTENT_SECURITY_POLICY"]["img-src"][-len(origins) :] == origins


def test_the_private_bucket_is_another_one(settings_with):
    with pytest.raises(RuntimeError, match="must be another bucket"):
        settings_with(**NEEDED, **{**S3, "S3_PRIVATE_BUCKET": "samskab"})
    settings = settings_with(**NEEDED, S3_BUCKET="samskab")
    assert settings["STORAGES"]["private"]["OPTIONS"]["bucket_name"] == "samskab-private"

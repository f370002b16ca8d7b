"""Mails go out in the reader's language, as text and as HTML."""

import pytest
from django.core import mail as outbox
from django.template import engines
from django.test import override_settings

from core import mail

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


@pytest.mark.usefixtures("_templates")
def test_a_subject_stays_on_its_line():
    mail.send_mail("note", "nabo@example.org", "da", {"word": "a\nBcc: b@example.org"})
    assert outbox.outbox[0].subject == "Emne da: a"

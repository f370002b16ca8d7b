"""Private links: derived, revocable, and kept out of logs and referrers."""

import logging

import pytest
from django.http import Http404, HttpResponse
from django.test import RequestFactory

from contributions.models import Contribution
from core import private_links
from core.decorators import no_referrer
from core.logs import MaskPrivateLinks
from core.models.records import REFERENCE_ALPHABET, new_nonce, new_reference
from tests import builders


@pytest.fixture
def record():
    """Return something a person has sent."""
    return builders.contribution(name="En nabo", email="nabo@example.org", phone="12 34 56 78")


def test_a_reference_can_be_read_aloud():
    reference = new_reference()
    assert len(reference) == 9
    assert set(reference.replace("-", "")) <= set(REFERENCE_ALPHABET)
    assert not set("01258BILOSUZ") & set(REFERENCE_ALPHABET)


@pytest.mark.django_db
def test_the_label_of_a_record_is_its_reference(record):
    assert str(record) == record.reference


@pytest.mark.django_db
def test_a_private_link_finds_its_record(record):
    found = private_links.get_record_or_404(
        Contribution.objects, record.reference, record.private_token
    )
    assert found == record


@pytest.mark.django_db
@pytest.mark.parametrize("token", ["", "0" * 32, "å" * 32])
def test_a_wrong_token_finds_nothing(record, token):
    with pytest.raises(Http404):
        private_links.get_record_or_404(Contribution.objects, record.reference, token)


@pytest.mark.django_db
def test_the_token_of_another_record_finds_nothing(record):
    other = builders.contribution()
    with pytest.raises(Http404):
        private_links.get_record_or_404(Contribution.objects, record.reference, other.private_token)


@pytest.mark.django_db
def test_a_new_nonce_revokes_the_link(record):
    token = record.private_token
    record.nonce = new_nonce()
    record.save()
    assert record.private_token != token
    with pytest.raises(Http404):
        private_links.get_record_or_404(Contribution.objects, record.reference, token)


@pytest.mark.django_db
def test_an_erased_person_leaves_nothing_behind(record):
    token = record.private_token
    record.erase_person()
    record.save()
    record.refresh_from_db()
    assert (record.name, record.email, record.phone, record.user) == ("", "", "", None)
    with pytest.raises(Http404):
        private_links.get_record_or_404(Contribution.objects, record.reference, token)
    with pytest.raises(Http404):
        private_links.get_record_or_404(
            Contribution.objects, record.reference, record.private_token
        )


def test_a_private_page_sends_no_referrer_and_stays_out_of_search():
    response = no_referrer(lambda _request: HttpResponse())(RequestFactory().get("/"))
    assert response["Referrer-Policy"] == "no-referrer"
    assert response["X-Robots-Tag"] == "noindex"


SECRET = "0123456789abcdef0123456789abcdef"
PATH = f"/bidrag/K7MF-4PQW/{SECRET}/kvittering/"


@pytest.mark.parametrize(
    ("message", "args"),
    [
        (f"Not Found: {PATH}", ()),
        ('"%s" %s %s', (f"GET {PATH} HTTP/1.1", "200", "512")),
        (
            '%(h)s "%(r)s" %(s)s "%(f)s"',
            ({"h": "10.0.0.1", "r": f"GET {PATH} HTTP/1.1", "s": "200", "f": PATH},),
        ),
        (f"GET {PATH.replace(SECRET, SECRET[:-1])}", ()),
        (f"GET {PATH.lower()}", ()),
        (f"GET /bidrag/K7MF-4PQW/{SECRET}?from=mail", ()),
    ],
    ids=["django.request", "django.server", "gunicorn.access", "cut", "small letters", "query"],
)
def test_logs_never_hold_a_private_link(message, args):
    record = logging.LogRecord("name", logging.INFO, __file__, 1, message, args, None)
    assert MaskPrivateLinks().filter(record)
    line = record.getMessage()
    assert SECRET[:-1] not in line
    assert "k7mf-4pqw/…" in line.lower()


def test_other_lines_are_left_alone():
    record = logging.LogRecord("name", logging.INFO, __file__, 1, "%d idéer", (3,), None)
    assert MaskPrivateLinks().filter(record)
    assert (record.msg, record.args) == ("%d idéer", (3,))


def test_every_handler_of_the_site_masks(settings):
    handlers = settings.LOGGING["handlers"].values()
    assert all("mask_private_links" in handler["filters"] for handler in handlers)

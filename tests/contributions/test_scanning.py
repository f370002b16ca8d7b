"""What the scan leaves open for a moderator, and what counts as settled."""

import pytest

from contributions import services
from contributions.models import Attachment
from tests import builders

pytestmark = pytest.mark.django_db

PHONE = "20304050"


def scanned(**fields):
    """Return a contribution that was looked through, without saving it."""
    contribution = builders.contribution(**fields)
    services.scan_record(contribution)
    return contribution


def answer(words, *, is_public):
    """Return an answer to a page's own question."""
    given = {"question": "Hvem?", "answer": words, "values": [], "is_public": is_public}
    return {"form_data": {"who": given}}


@pytest.mark.parametrize(
    ("fields", "findings", "is_open"),
    [
        ({"text": "Bænke"}, {}, False),
        ({"text": PHONE}, {"text": [["phone", 0, 8, False]]}, True),
        ({"title": PHONE}, {"title": [["phone", 0, 8, False]]}, True),
        ({"name": PHONE, "show_name": True}, {"name": [["phone", 0, 8, False]]}, True),
        ({"name": PHONE, "show_name": False}, {"name": [["phone", 0, 8, False]]}, False),
        (
            {"name": PHONE, "show_name": True, "age_band": "0-14"},
            {"name": [["phone", 0, 8, False]]},
            False,
        ),
        ({"email": "ida@example.org"}, {}, False),
        (answer(PHONE, is_public=True), {"form_data.who": [["phone", 0, 8, False]]}, True),
        (answer(PHONE, is_public=False), {"form_data.who": [["phone", 0, 8, False]]}, False),
        (
            {"text": PHONE, "redactions": {"text": [[0, 4], [4, 8]]}},
            {"text": [["phone", 0, 8, False]]},
            False,
        ),
        (
            {"text": PHONE, "redactions": {"text": [[0, 7]]}},
            {"text": [["phone", 0, 8, False]]},
            True,
        ),
        (
            {"text": PHONE, "findings": {"text": [["phone", 0, 8, True]]}},
            {"text": [["phone", 0, 8, True]]},
            False,
        ),
        (
            {"text": PHONE, "findings": {"text": [["phone", 1, 8, True]]}},
            {"text": [["phone", 0, 8, False]]},
            True,
        ),
    ],
)
def test_what_is_found_and_what_is_open(fields, findings, is_open):
    contribution = scanned(**fields)
    assert (contribution.findings, contribution.has_open_findings) == (findings, is_open)


@pytest.mark.parametrize(("findings", "is_open"), [([], False), ([["cpr", 0, 10]], True)])
def test_a_file_is_open_until_somebody_has_opened_it(findings, is_open):
    contribution = builders.contribution()
    file = Attachment.objects.create(contribution=contribution, size=1, findings=findings)
    services.scan_record(contribution)
    assert contribution.has_open_findings == is_open
    services.open_file(file, None)
    contribution.refresh_from_db()
    assert not contribution.has_open_findings

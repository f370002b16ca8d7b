"""What editors may upload, and how documents are handed out."""

import pytest
from django.core.exceptions import ValidationError
from wagtail.documents import get_document_model
from wagtail.images.fields import WagtailImageField

from tests import builders

pytestmark = pytest.mark.django_db
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


@pytest.mark.parametrize("name", ["drawing.svg", "drawing.png", "drawing.jpg", "page.html"])
def test_no_picture_may_carry_script(name):
    with pytest.raises(ValidationError):
        WagtailImageField().clean(builders.upload(name, SVG, "image/svg+xml"))


def test_ordinary_pictures_are_taken():
    assert WagtailImageField().clean(builders.upload()).name == "photo.jpg"


@pytest.mark.parametrize("name", ["page.html", "drawing.svg", "program.exe", "script.js"])
def test_documents_a_browser_would_run_are_not_taken(name):
    document = get_document_model()(title="Plan", file=builders.upload(name, b"x", "text/html"))
    with pytest.raises(ValidationError) as raised:
        document.full_clean()
    assert "file" in raised.value.message_dict


@pytest.mark.parametrize("name", ["plan.pdf", "plan.txt"])
def test_documents_are_downloads_and_never_guessed_at(client, name):
    document = get_document_model().objects.create(
        title="Plan", file=builders.upload(name, b"%PDF-1.4")
    )
    response = client.get(document.url)
    assert response.getvalue() == b"%PDF-1.4"
    assert response["Content-Disposition"] == f'attachment; filename="{document.filename}"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'"
    document.file.close()

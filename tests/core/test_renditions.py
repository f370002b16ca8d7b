"""Pictures have their sizes before anybody looks."""

import pytest
from django.core.cache import caches
from django.test import Client

from core import renditions
from core.models import CustomImage, CustomRendition
from core.tasks import make_renditions
from tests import builders

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("is_drawing", [True, False])
def test_a_visitor_never_waits_for_a_picture(is_drawing):
    """Whatever size a template asks for is in the list of those that are made beforehand."""
    picture, beside = (builders.picture(is_drawing=is_drawing) for _number in range(2))
    value = {"image": {"image": beside.pk, "alt_text": "", "decorative": True}, "caption": ""}
    text = builders.standard_page(picture=picture)
    text.body = [
        {"type": "image", "value": value},
        {"type": "gallery", "value": {"pictures": [value, value]}},
    ]
    text.save_revision().publish()
    project = builders.project(picture=picture)
    pages = [
        builders.project_index(),
        project,
        builders.idea_call(project, picture=picture),
        builders.project_update(project, picture=picture),
        text,
    ]
    for image in (picture, beside):
        make_renditions.enqueue(image.pk)
    made = CustomRendition.objects.count()
    assert made == 2 * len(renditions.specs_for(picture))
    for page in pages:
        for cache in caches.all():
            cache.clear()
        response = Client().get(page.url)
        assert response.status_code == 200
        assert "/media/images/" in response.text, page
    assert CustomRendition.objects.count() == made


def test_uploading_and_publishing_make_the_sizes(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        picture = builders.picture()
    made = CustomRendition.objects.filter(image=picture)
    assert made.count() == len(renditions.specs_for(picture))
    made.delete()
    project = builders.project(picture=picture)
    with django_capture_on_commit_callbacks(execute=True):
        project.save_revision().publish()
    assert CustomRendition.objects.filter(image=picture).count() == 9


def test_a_picture_deleted_meanwhile_is_no_error():
    picture = builders.picture()
    pk = picture.pk
    picture.delete()
    make_renditions.enqueue(pk)
    assert not CustomImage.objects.filter(pk=pk).exists()

"""Slow work of the core, done by the worker. Arguments are primary keys only."""

from django_tasks import task

from core import renditions
from core.models import CustomImage


@task()
def make_renditions(image_pk):
    """Make a picture's sizes; none of it is left for the first visitor's request."""
    image = CustomImage.objects.filter(pk=image_pk).first()
    if image is not None:
        renditions.make_all(image)

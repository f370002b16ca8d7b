"""The sizes and formats pictures are shown in, made before anybody asks for them."""

from wagtail.images.models import Filter

# Every size the templates ask for, kept true by a test.
SHARED = "fill-1200x630|format-jpeg"
PHOTO = "width-{480,640,960,1280}|format-{avif,webp}"
DRAWING = "width-{480,640,800,960,1280,1600}|format-webp-lossless"


def specs_for(image):
    """Return the sizes and formats a picture is shown in: drawings are kept without loss."""
    return [SHARED, *Filter.expand_spec(DRAWING if image.is_drawing else PHOTO)]


def make_all(image):
    """Make what is still missing of a picture's sizes."""
    for rendition in image.get_renditions(*specs_for(image)).values():
        rendition.file.close()

"""Pictures, drawn anew: whatever else the file held is gone."""

import re
from io import BytesIO

from django.core.files.base import ContentFile

from core import pictures
from core.attachments.common import Inspected, Kind

SIGNATURE = re.compile(
    rb"\xff\xd8\xff|\x89PNG\r\n\x1a\n|RIFF....WEBP|....ftyp(?:avi[fs]|he[iv][cmsx]|m[is]f1)",
    re.DOTALL,
)
PNG = b"\x89PNG"
# Enough for a drawing on A3 at 250 dots an inch.
LONGEST_SIDE = 4096


def inspect(content):
    """Return a picture as JPEG, or as PNG where it came so or is transparent, without metadata.

    Raises `ValidationError` as `pictures.open_photo` does. Colour profiles stay.
    """
    photo = pictures.open_photo(ContentFile(content), LONGEST_SIDE)
    profile = photo.info.get("icc_profile")
    is_png = content.startswith(PNG) or photo.has_transparency_data
    if photo.has_transparency_data:
        photo = photo.convert("RGBA")
    elif not is_png:
        photo = photo.convert("RGB")
    photo.info.clear()
    out = BytesIO()
    if is_png:
        photo.save(out, "PNG", icc_profile=profile)
    else:
        photo.save(out, "JPEG", quality=90, icc_profile=profile)
    return Inspected(
        kind=Kind.PICTURE,
        content_type="image/png" if is_png else "image/jpeg",
        extension=".png" if is_png else ".jpg",
        text="",
        is_readable=True,
        content=out.getvalue(),
    )

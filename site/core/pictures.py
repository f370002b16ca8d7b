"""What happens to every picture file before it is kept."""

import struct
import zlib
from io import BytesIO

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps
from pillow_heif import register_heif_opener

register_heif_opener()

MAX_BYTES = 10 * 1024 * 1024
MAX_PIXELS = 60_000_000
PHOTO_FORMATS = {"AVIF", "HEIF", "JPEG", "MPO", "PNG", "WEBP"}
SAVE_OPTIONS = {
    "AVIF": {"quality": 90},
    "GIF": {},
    "JPEG": {"quality": 92},
    "PNG": {"optimize": True},
    "WEBP": {"quality": 92},
}
# What Pillow and its plug-ins raise on files that are broken, cut short or made to harm.
UNREADABLE = (
    Image.DecompressionBombError,
    EOFError,
    IndexError,
    KeyError,
    OSError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
    struct.error,
    zlib.error,
)


def open_photo(file, longest_side):
    """Open an uploaded photo, the right way up and no longer than `longest_side`.

    Raises `ValidationError` with a sentence for the person who chose the file: too large,
    not a picture, or of a kind that we cannot read. The type is judged by content alone; of
    a moving picture only the first frame is taken.
    """
    if file.size > MAX_BYTES:
        raise ValidationError(_("The picture is larger than 10 MB. Choose a smaller one."))
    file.seek(0)
    try:
        photo = Image.open(file)
        if photo.format not in PHOTO_FORMATS:
            raise SyntaxError(photo.format)
        is_too_large = photo.width * photo.height > MAX_PIXELS
        if not is_too_large:
            photo.thumbnail((longest_side, longest_side))
            photo = ImageOps.exif_transpose(photo)
    except UNREADABLE:
        raise ValidationError(
            _("We could not read the file as a picture. Choose a JPEG, PNG, WebP or HEIC picture.")
        ) from None
    if is_too_large:
        raise ValidationError(_("The picture has too many pixels. Choose a smaller one."))
    return photo


def as_webp(photo, longest_side):
    """Return the photo as WebP bytes no longer than `longest_side`, with no metadata at all."""
    photo = photo.convert("RGBA" if photo.has_transparency_data else "RGB")
    photo.thumbnail((longest_side, longest_side))
    photo.info.clear()
    out = BytesIO()
    photo.save(out, "WEBP", quality=82)
    return ContentFile(out.getvalue())


def without_metadata(file):
    """Return a copy of a picture file without EXIF, XMP or comments (GPS, names, times).

    The orientation is applied first, so the picture looks the same; colour profiles stay.
    HEIC pictures become JPEG and are named so. What is no picture is returned as it came.
    """
    file.seek(0)
    try:
        photo = Image.open(file)
        form = "JPEG" if photo.format in {"HEIF", "MPO"} else photo.format
        if form not in SAVE_OPTIONS:
            return file
        if form != "JPEG" and getattr(photo, "is_animated", False):
            return ContentFile(_frames_without_metadata(photo, form), name=file.name)
        clean = ImageOps.exif_transpose(photo)
    except UNREADABLE:
        return file
    profile = clean.info.get("icc_profile")
    clean.info = {key: clean.info[key] for key in ("transparency",) if key in clean.info}
    if form == "JPEG" and clean.mode not in {"RGB", "L", "CMYK"}:
        clean = clean.convert("RGB")
    out = BytesIO()
    clean.save(out, form, icc_profile=profile, exif=b"", **SAVE_OPTIONS[form])
    return ContentFile(out.getvalue(), name=_name_for(file.name, photo.format))


def _frames_without_metadata(photo, form):
    """Return the bytes of a moving picture; its timing stays."""
    for key in ("exif", "xmp", "XML:com.adobe.xmp", "comment"):
        photo.info.pop(key, None)
    out = BytesIO()
    photo.save(out, form, save_all=True, exif=b"", **SAVE_OPTIONS[form])
    return out.getvalue()


def _name_for(name, form):
    if form == "HEIF" and name:
        return f"{name.rpartition('.')[0] or name}.jpg"
    return name

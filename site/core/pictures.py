"""What happens to every picture file before it is kept."""

from io import BytesIO

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps, UnidentifiedImageError
from pillow_heif import register_heif_opener

register_heif_opener()

MAX_BYTES = 10 * 1024 * 1024
MAX_PIXELS = 60_000_000
PHOTO_FORMATS = {"JPEG", "PNG", "WEBP", "HEIF", "MPO"}
SAVE_OPTIONS = {"JPEG": {"quality": 92}, "WEBP": {"quality": 92}, "PNG": {"optimize": True}}


def open_photo(file):
    """Open an uploaded photo, turned the right way up.

    Raises `ValidationError` with a sentence for the person who chose the file: too large,
    not a picture, or of a kind that we cannot read. The type is judged by content alone.
    """
    if file.size > MAX_BYTES:
        raise ValidationError(_("The picture is larger than 10 MB. Choose a smaller one."))
    file.seek(0)
    try:
        photo = Image.open(file)
        if photo.width * photo.height > MAX_PIXELS:
            raise ValidationError(_("The picture has too many pixels. Choose a smaller one."))
        if photo.format not in PHOTO_FORMATS:
            raise UnidentifiedImageError
        return ImageOps.exif_transpose(photo)
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        raise ValidationError(
            _("We could not read the file as a picture. Choose a JPEG, PNG, WebP or HEIC picture.")
        ) from None


def as_webp(photo, width):
    """Return the photo as WebP bytes at most `width` pixels wide, with no metadata at all."""
    photo = photo.convert("RGBA" if "A" in photo.getbands() else "RGB")
    photo.thumbnail((width, width * 3))
    photo.info.clear()
    out = BytesIO()
    photo.save(out, "WEBP", quality=82)
    return ContentFile(out.getvalue())


def without_metadata(file):
    """Return a copy of a picture file without EXIF, XMP or comments (GPS, names, times).

    The orientation is applied first, so the picture looks the same. Animated pictures and
    formats that Pillow cannot write again are returned as they came.
    """
    file.seek(0)
    try:
        photo = Image.open(file)
        form = "JPEG" if photo.format in {"HEIF", "MPO"} else photo.format
        if form not in SAVE_OPTIONS or getattr(photo, "is_animated", False) and form != "JPEG":
            return file
        if not (photo.getexif() or photo.info):
            return file
        clean = ImageOps.exif_transpose(photo)
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError):
        return file
    profile = clean.info.get("icc_profile")
    clean.info = {}
    if form == "JPEG" and clean.mode not in {"RGB", "L", "CMYK"}:
        clean = clean.convert("RGB")
    out = BytesIO()
    clean.save(out, form, icc_profile=profile, **SAVE_OPTIONS[form])
    return ContentFile(out.getvalue(), name=file.name)

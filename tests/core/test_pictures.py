"""Pictures: taken in many forms, kept the right way up, without a word about anybody."""

from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.utils import translation
from PIL import Image, ImageCms, ImageDraw

from core import pictures
from core.models import CustomImage
from tests import builders

GPS, ORIENTATION, ARTIST, DESCRIPTION = 0x8825, 0x0112, 0x013B, 0x010E
TURNED_RIGHT = 6


def photo_file(image_format="JPEG", size=(80, 40), orientation=None, **options):
    """Return a picture, red on the left and blue on the right, that tells where it was taken."""
    photo = Image.new("RGB", size, "blue")
    ImageDraw.Draw(photo).rectangle((0, 0, size[0] // 2, size[1]), fill="red")
    exif = Image.Exif()
    exif[ARTIST] = "Somebody"
    exif[DESCRIPTION] = "At home"
    exif.get_ifd(GPS).update({1: "N", 2: (54.0, 46.0, 0.0)})
    if orientation:
        exif[ORIENTATION] = orientation
    out = BytesIO()
    photo.save(out, image_format, exif=exif, **options)
    return ContentFile(out.getvalue(), name=f"photo.{image_format.lower()}")


def assert_tells_nothing(content):
    """No EXIF, no XMP, no comment: only what is needed to show the picture."""
    photo = Image.open(BytesIO(content))
    assert not photo.getexif()
    assert not {"exif", "xmp", "comment", "XML:com.adobe.xmp"} & photo.info.keys()
    assert b"Somebody" not in content
    assert b"At home" not in content
    return photo


def looks(photo):
    """Return the colours at the top left and the bottom right, roughly."""
    photo = photo.convert("RGB")
    corners = photo.getpixel((2, 2)), photo.getpixel((photo.width - 3, photo.height - 3))
    return ["red" if red > blue else "blue" for red, _green, blue in corners]


@pytest.mark.parametrize("image_format", ["JPEG", "PNG", "WEBP", "HEIF", "AVIF", "MPO"])
def test_a_photo_is_kept_as_webp_that_tells_nothing(image_format):
    kept = pictures.as_webp(pictures.open_photo(photo_file(image_format), 100), 100)
    photo = assert_tells_nothing(kept.read())
    assert photo.format == "WEBP"
    assert looks(photo) == ["red", "blue"]


def test_a_photo_taken_sideways_stands_upright():
    kept = pictures.open_photo(photo_file(size=(2000, 1000), orientation=TURNED_RIGHT), 400)
    assert kept.size == (200, 400)
    assert looks(kept) == ["red", "blue"]
    assert kept.getpixel((190, 10))[0] > 200


def test_a_large_photo_is_made_smaller_and_a_small_one_left():
    assert pictures.open_photo(photo_file(size=(3000, 1500)), 1600).size == (1600, 800)
    assert pictures.open_photo(photo_file(size=(80, 40)), 1600).size == (80, 40)


def test_transparency_is_kept():
    out = BytesIO()
    Image.new("RGBA", (10, 10), (255, 0, 0, 0)).save(out, "PNG")
    kept = pictures.as_webp(pictures.open_photo(ContentFile(out.getvalue()), 100), 100)
    assert Image.open(kept).getpixel((5, 5))[3] == 0


@pytest.mark.parametrize("mode", ["L", "P", "1", "I;16", "CMYK"])
def test_unusual_colours_are_taken(mode):
    out = BytesIO()
    Image.new(mode, (10, 10)).save(out, "JPEG" if mode == "CMYK" else "PNG")
    assert pictures.as_webp(pictures.open_photo(ContentFile(out.getvalue()), 100), 100).size


def test_of_a_moving_picture_the_first_frame_is_taken():
    kept = pictures.as_webp(pictures.open_photo(moving("WEBP"), 100), 100)
    photo = Image.open(kept)
    assert not getattr(photo, "is_animated", False)
    assert looks(photo) == ["red", "red"]


def test_a_photo_of_too_many_bytes_is_refused(monkeypatch):
    monkeypatch.setattr(pictures, "MAX_BYTES", 100)
    with pytest.raises(ValidationError, match="10 MB"):
        pictures.open_photo(photo_file(), 100)


def test_a_photo_of_too_many_pixels_is_refused_before_it_is_read(monkeypatch):
    monkeypatch.setattr(Image.Image, "thumbnail", lambda *_args: pytest.fail("was read"))
    out = BytesIO()
    Image.new("1", (9000, 9000)).save(out, "PNG")
    with translation.override("en"), pytest.raises(ValidationError, match="pixels"):
        pictures.open_photo(ContentFile(out.getvalue()), 100)


def test_a_decompression_bomb_is_refused(monkeypatch):
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", 1000)
    with pytest.raises(ValidationError):
        pictures.open_photo(photo_file(size=(100, 100)), 100)


@pytest.mark.parametrize(
    "content",
    [b"", b"hello", b"<svg xmlns='http://www.w3.org/2000/svg'/>", photo_file().read()[:500]],
    ids=["empty", "text", "svg", "cut short"],
)
def test_what_cannot_be_read_is_refused(content):
    with pytest.raises(ValidationError):
        pictures.open_photo(ContentFile(content), 100)


@pytest.mark.filterwarnings("ignore::UserWarning:PIL")
@pytest.mark.parametrize("image_format", ["JPEG", "PNG", "WEBP", "HEIF", "AVIF"])
def test_what_is_damaged_within_is_refused_or_repaired(image_format):
    """Each library has its own errors for it, and some draw what they can make out."""
    content = photo_file(image_format, size=(200, 200)).read()
    for start in range(0, len(content), 7):
        damaged = content[:start] + b"\xff" * 7 + content[start + 7 :]
        try:
            photo = pictures.open_photo(ContentFile(damaged), 100)
        except ValidationError:
            continue
        assert photo.size <= (100, 100)
    with pytest.raises(ValidationError):
        pictures.open_photo(ContentFile(content[: len(content) // 2]), 100)


@pytest.mark.parametrize("image_format", ["GIF", "BMP", "TIFF"])
def test_formats_that_no_camera_makes_are_refused(image_format):
    content = builders.picture_bytes(image_format=image_format)
    with pytest.raises(ValidationError):
        pictures.open_photo(ContentFile(content), 100)


# --- The library of pictures ----------------------------------------------------------------


def moving(image_format):
    """Return a picture of two frames, red and blue, with a word about its maker."""
    exif = Image.Exif()
    exif[ARTIST] = "Somebody"
    frames = [Image.new("RGB", (20, 20), color) for color in ("red", "blue")]
    options = {"comment": b"Somebody"} if image_format == "GIF" else {"exif": exif}
    out = BytesIO()
    frames[0].save(
        out, image_format, save_all=True, append_images=frames[1:], duration=200, **options
    )
    return ContentFile(out.getvalue(), name=f"moving.{image_format.lower()}")


@pytest.mark.parametrize("image_format", ["JPEG", "PNG", "WEBP", "AVIF", "MPO", "HEIF"])
def test_a_picture_in_the_library_tells_nothing(image_format):
    clean = pictures.without_metadata(photo_file(image_format))
    photo = assert_tells_nothing(clean.read())
    assert looks(photo) == ["red", "blue"]
    assert clean.name.endswith("jpg" if image_format == "HEIF" else image_format.lower())


@pytest.mark.parametrize("image_format", ["GIF", "PNG", "WEBP"])
def test_a_moving_picture_keeps_moving_and_tells_nothing(image_format):
    clean = pictures.without_metadata(moving(image_format)).read()
    assert b"Somebody" not in clean
    photo = Image.open(BytesIO(clean))
    assert photo.n_frames == 2


def test_a_colour_profile_stays():
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    clean = pictures.without_metadata(photo_file(icc_profile=profile))
    assert Image.open(clean).info["icc_profile"] == profile


@pytest.mark.parametrize("content", [b"no picture", builders.picture_bytes(image_format="BMP")])
def test_what_cannot_be_written_again_is_left_as_it_came(content):
    file = ContentFile(content, name="x.bin")
    assert pictures.without_metadata(file) is file


@pytest.mark.django_db
def test_an_uploaded_picture_is_stripped_and_measured_upright():
    file = photo_file(size=(80, 40), orientation=TURNED_RIGHT)
    picture = CustomImage.objects.create(title="Havnen", file=ImageFile(file, name="havn.jpg"))
    with picture.file.open("rb") as stored:
        assert_tells_nothing(stored.read())
    assert (picture.width, picture.height) == (40, 80)
    assert picture.file_size == picture.file.size
    assert str(picture) == "Havnen"


@pytest.mark.django_db
def test_an_uploaded_heic_picture_becomes_a_jpeg():
    file = ImageFile(photo_file("HEIF"), name="havn.heic")
    picture = CustomImage.objects.create(title="Havnen", file=file)
    assert picture.filename.endswith(".jpg")
    with picture.file.open("rb") as stored:
        assert Image.open(stored).format == "JPEG"


@pytest.mark.django_db
def test_a_picture_saved_again_keeps_its_file():
    picture = builders.picture()
    name = picture.file.name
    picture.title = "Et andet navn"
    picture.save()
    assert CustomImage.objects.get().file.name == name

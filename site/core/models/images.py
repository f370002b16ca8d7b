"""Pictures: who made them, who is on them, and nothing hidden inside the file."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import AbstractImage, AbstractRendition, Image
from wagtail.search import index

from core.pictures import without_metadata


class PhotoConsent(models.TextChoices):
    """Whether people who can be recognised have agreed to be shown."""

    NOT_NEEDED = "not_needed", _("Nobody can be recognised")
    GIVEN = "given", _("Everybody shown has agreed")
    MISSING = "missing", _("Not asked yet")


class CustomImage(AbstractImage):
    """A picture in the library, with credit and a note on consent."""

    credit = models.CharField(
        _("credit"),
        max_length=255,
        blank=True,
        help_text=_("Who made the picture, as they wish to be named."),
    )
    is_drawing = models.BooleanField(
        _("drawing"),
        default=False,
        help_text=_(
            "Flat drawings are kept without loss, so that their colour meets the poster's exactly."
        ),
    )
    consent = models.CharField(
        _("consent"), max_length=12, choices=PhotoConsent, default=PhotoConsent.NOT_NEEDED
    )
    consent_note = models.TextField(
        _("note on consent"),
        blank=True,
        help_text=_("Where the agreement is filed. Never shown to the public."),
    )

    admin_form_fields = (
        *Image.admin_form_fields,
        "credit",
        "is_drawing",
        "consent",
        "consent_note",
    )
    search_fields = [*AbstractImage.search_fields, index.SearchField("credit")]

    class Meta(AbstractImage.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")

    def __str__(self):
        return self.title

    def save(self, *args, **kwargs):
        """Strip GPS, names and other metadata from a new file before it is stored."""
        if self.file and not self.file._committed:
            self.file.file = without_metadata(self.file.file)
            # A HEIC picture has become a JPEG.
            self.file.name = self.file.file.name or self.file.name
            self._set_image_file_metadata()
        super().save(*args, **kwargs)


class CustomRendition(AbstractRendition):
    """A picture in one size and format."""

    image = models.ForeignKey(CustomImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("image", "filter_spec", "focal_point_key"), name="unique_rendition"
            )
        ]

    def __str__(self):
        return f"{self.image_id} {self.filter_spec}"

"""Files that people send: of forms that are not sent yet, and of those that are."""

import uuid

from django.core.files.storage import storages
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


def private_storage():
    """Return the storage that is never served directly."""
    return storages["private"]


def extension(filename):
    """Return how a file's name ends, with the dot."""
    return filename[filename.rfind(".") :] if "." in filename else ""


def photo_path(_contribution, filename):
    """Name a photo by chance: neither the file's own name nor the author shows."""
    return f"contributions/{uuid.uuid4().hex}{extension(filename)}"


def attachment_path(_attachment, filename):
    """Name an attachment by chance, for the same reason."""
    return f"attachments/{uuid.uuid4().hex}{extension(filename)}"


def pending_path(_upload, filename):
    """Name a file of an unfinished form."""
    return f"pending/{uuid.uuid4().hex}{extension(filename)}"


class PendingUpload(models.Model):
    """A file of a form that is not sent yet, kept for a day so that an error loses nothing."""

    class Purpose(models.TextChoices):
        PHOTO = "photo", _("Photo")
        ATTACHMENT = "attachment", _("Attachment")

    token = models.UUIDField(db_index=True)
    purpose = models.CharField(max_length=10, choices=Purpose, default=Purpose.PHOTO)
    file = models.FileField(storage=private_storage, upload_to=pending_path, max_length=200)
    digest = models.CharField(max_length=64)
    original_name = models.CharField(max_length=100, blank=True)
    content_type = models.CharField(max_length=100, default="image/webp")
    # What the privacy scan reads; nothing where nobody can tell what the file says.
    text = models.TextField(blank=True)
    is_readable = models.BooleanField(default=True)
    created_at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        verbose_name = _("file of an unfinished form")
        verbose_name_plural = _("files of unfinished forms")
        constraints = [
            models.UniqueConstraint(
                fields=["token", "purpose", "digest"], name="one_pending_upload_a_file"
            )
        ]

    def __str__(self):
        return str(self.pk)


class Attachment(models.Model):
    """A file that somebody sent with a contribution; shown only when a moderator releases it."""

    contribution = models.ForeignKey(
        "contributions.Contribution", on_delete=models.CASCADE, related_name="attachments"
    )
    file = models.FileField(storage=private_storage, upload_to=attachment_path, max_length=200)
    original_name = models.CharField(_("file name"), max_length=100)
    content_type = models.CharField(_("type"), max_length=100)
    size = models.PositiveIntegerField(_("size in bytes"))
    digest = models.CharField(max_length=64, editable=False)
    # Kept for the privacy scan alone; never searched, never shown to the public.
    text = models.TextField(blank=True, editable=False)
    is_readable = models.BooleanField(_("its text could be read"), default=True)
    # Spans of personal data found in the text: [kind, start, end].
    findings = models.JSONField(default=list, blank=True, editable=False)
    # What nobody can read by machine is withheld until a moderator has opened it.
    opened_at = models.DateTimeField(_("opened by a moderator"), null=True, blank=True)
    is_released = models.BooleanField(_("shown to everybody"), default=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")
        ordering = ["pk"]

    def __str__(self):
        return str(self.pk)

    @property
    def may_be_released(self):
        """Whether the scan could read it and found nothing, or a person has opened it."""
        return (self.is_readable and not self.findings) or self.opened_at is not None

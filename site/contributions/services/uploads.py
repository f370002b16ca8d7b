"""Files of forms that are not sent yet, and how files come and go."""

import hashlib
from datetime import timedelta

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from contributions.models import Attachment, Contribution, PendingUpload
from core import pictures

PHOTO_SIZE = 1600
UPLOAD_LIFETIME = timedelta(hours=24)
UPLOAD_FOLDERS = ("attachments", "contributions", "pending")


def digest_of(file):
    """Return what names the content of a file, whatever it is called."""
    file.seek(0)
    return hashlib.file_digest(file, "sha256").hexdigest()


def keep_upload(token, file):
    """Keep the photo of an unfinished form, stripped; return its digest.

    Raises `ValidationError` when the file is no photo we can take.
    """
    photo = pictures.as_webp(pictures.open_photo(file, PHOTO_SIZE), PHOTO_SIZE)
    digest = digest_of(file)
    keep(token, digest, photo.read(), file.name)
    return digest


def find_photo(token, digest):
    """Return what holds the photo of a form, a pending upload or what was sent, or None."""
    if not digest:
        return None
    return (
        PendingUpload.objects.filter(
            token=token, digest=digest, purpose=PendingUpload.Purpose.PHOTO
        ).first()
        or Contribution.objects.filter(token=token, photo_digest=digest).first()
    )


def drop_upload(token):
    """Forget the photo of an unfinished form."""
    for upload in PendingUpload.objects.filter(token=token):
        upload.delete()
        upload.file.delete(save=False)


def drop_stale_uploads():
    """Forget photos of forms that were never sent; return how many."""
    stale = PendingUpload.objects.filter(created_at__lt=timezone.now() - UPLOAD_LIFETIME)
    tokens = list(stale.values_list("token", flat=True))
    for token in tokens:
        drop_upload(token)
    return len(tokens)


def drop_unused_files():
    """Delete files in private storage that nothing has spoken of for a day; return how many.

    What was cut off between writing a file and storing its row leaves such a file behind.
    """
    storage = Contribution._meta.get_field("photo").storage
    present = [f"{folder}/{name}" for folder in UPLOAD_FOLDERS for name in _files_in(folder)]
    used = {
        name
        for rows in (
            Contribution.objects.order_by().values_list("photo", "photo_small"),
            Attachment.objects.order_by().values_list("file"),
            PendingUpload.objects.values_list("file"),
        )
        for names in rows
        for name in names
    }
    before = timezone.now() - UPLOAD_LIFETIME
    unused = [
        name for name in present if name not in used and storage.get_modified_time(name) < before
    ]
    delete_files(unused)
    return len(unused)


def _files_in(folder):
    """Return the names of the files in a folder of private storage; none if it is not there."""
    try:
        return Contribution._meta.get_field("photo").storage.listdir(folder)[1]
    except FileNotFoundError:
        return []


def keep(token, digest, content, name):
    """Store the photo of an unfinished form; an earlier one of the same form goes."""
    photos = PendingUpload.objects.filter(token=token, purpose=PendingUpload.Purpose.PHOTO)
    earlier = list(photos)
    upload = PendingUpload(token=token, digest=digest, original_name=name[-100:])
    upload.file.save("photo.webp", ContentFile(content), save=False)
    with transaction.atomic():
        photos.delete()
        upload.save()
    delete_files([row.file.name for row in earlier])


def bytes_of(holder):
    """Return what the file of an upload or the photo of a contribution holds."""
    file = holder.file if isinstance(holder, PendingUpload) else holder.photo
    with file.open("rb") as content:
        return content.read()


def delete_after_commit(*names):
    """Delete files by name once the running transaction has committed."""
    transaction.on_commit(lambda: delete_files(names))


def delete_files(names):
    """Delete files by name; empty names are passed over."""
    storage = Contribution._meta.get_field("photo").storage
    for name in filter(None, names):
        storage.delete(name)

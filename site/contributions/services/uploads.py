"""Files of forms that are not sent yet, and how files come and go."""

import base64
import hashlib
import logging
import re
from contextlib import contextmanager
from datetime import timedelta

from botocore.exceptions import BotoCoreError, ClientError
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.utils import timezone

from contributions.models import Attachment, Contribution, PendingUpload
from contributions.models.files import extension
from contributions.services.exceptions import StorageFailed
from core import attachments, pictures

PHOTO_SIZE = 1600
PREVIEW_SIZE = 640
UPLOAD_LIFETIME = timedelta(hours=24)
UPLOAD_FOLDERS = ("attachments", "contributions", "pending")
# What a folder or a bucket raises when it is full, cannot be reached or refuses.
STORAGE_ERRORS = (OSError, BotoCoreError, ClientError)

DIGEST = re.compile("[0-9a-f]{64}")

PHOTO, ATTACHMENT = PendingUpload.Purpose.PHOTO, PendingUpload.Purpose.ATTACHMENT
logger = logging.getLogger(__name__)


def digest_of(file):
    """Return what names the content of a file, whatever it is called."""
    file.seek(0)
    return hashlib.file_digest(file, "sha256").hexdigest()


def is_digest(value):
    """Whether this names a file; what a form sends may be anything."""
    return bool(DIGEST.fullmatch(value or ""))


@contextmanager
def storing():
    """Turn what a storage raises into `StorageFailed`."""
    try:
        yield
    except STORAGE_ERRORS as error:
        raise StorageFailed from error


def keep_upload(token, file):
    """Keep the photo of an unfinished form, stripped; return its digest. An earlier one goes.

    Raises `ValidationError` when the file is no photo we can take, `StorageFailed` when it
    could not be stored.
    """
    photo = pictures.as_webp(pictures.open_photo(file, PHOTO_SIZE), PHOTO_SIZE)
    digest = digest_of(file)
    name = attachments.attachment_name(file.name, extension(file.name))
    keep(PendingUpload(token=token, digest=digest, original_name=name), "photo.webp", photo)
    earlier = PendingUpload.objects.filter(token=token, purpose=PHOTO)
    _drop(earlier.exclude(digest=digest))
    return digest


def keep_attachment(token, file):
    """Keep an attachment of an unfinished form with the text it holds; return its digest.

    Raises `ValidationError` when the file is none we can take, `StorageFailed` when it could not
    be stored.
    """
    read = attachments.inspect(file)
    kept = PendingUpload(
        token=token,
        purpose=ATTACHMENT,
        digest=digest_of(file),
        original_name=attachments.attachment_name(file.name, read.extension),
        content_type=read.content_type,
        text=read.text,
        is_readable=read.is_readable,
    )
    keep(kept, kept.original_name, ContentFile(read.content))
    return kept.digest


def keep(upload, name, content):
    """Store a file of an unfinished form and its row, unless the form holds it already."""
    same = {name: getattr(upload, name) for name in ("token", "purpose", "digest")}
    if PendingUpload.objects.filter(**same).exists():
        return
    content.seek(0)
    with storing():
        upload.file.save(name, content, save=False)
    try:
        with transaction.atomic():
            upload.save()
    except IntegrityError:  # The same form came twice at once.
        delete_files([upload.file.name])


def find_photo(token, digest):
    """Return what holds the photo of a form, a pending upload or what was sent, or None."""
    if not is_digest(digest):
        return None
    return (
        PendingUpload.objects.filter(token=token, digest=digest, purpose=PHOTO).first()
        or Contribution.objects.filter(token=token, photo_digest=digest).first()
    )


def find_attachments(token, digests):
    """Return what holds the attachments of a form, by digest and in this order; gone ones miss."""
    digests = list(filter(is_digest, digests))
    sent = Attachment.objects.filter(contribution__token=token, digest__in=digests)
    pending = PendingUpload.objects.filter(token=token, digest__in=digests, purpose=ATTACHMENT)
    found = {row.digest: row for rows in (sent, pending) for row in rows}
    return {digest: found[digest] for digest in digests if digest in found}


def pending_photo(token):
    """Return the digest of the photo that waits for a form to be sent; empty without one."""
    return _pending_digests(token, PHOTO).first() or ""


def pending_attachments(token):
    """Return the digests of the attachments that wait for a form to be sent, oldest first."""
    return list(_pending_digests(token, ATTACHMENT))


def _pending_digests(token, purpose):
    rows = PendingUpload.objects.filter(token=token, purpose=purpose).order_by("pk")
    return rows.values_list("digest", flat=True)


def drop_upload(token):
    """Forget the files of an unfinished form."""
    _drop(PendingUpload.objects.filter(token=token))


def drop_file(token, digest):
    """Forget one file of an unfinished form; what is no digest names none."""
    if is_digest(digest):
        _drop(PendingUpload.objects.filter(token=token, digest=digest))


def _drop(uploads):
    names = list(uploads.values_list("file", flat=True))
    uploads.filter(file__in=names).delete()
    delete_files(names)


def drop_stale_uploads():
    """Forget files of forms that were never sent; return how many."""
    stale = PendingUpload.objects.filter(created_at__lt=timezone.now() - UPLOAD_LIFETIME)
    count = stale.count()
    _drop(stale)
    return count


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


def bytes_of(holder):
    """Return what the file of an upload or attachment, or the photo of a contribution, holds."""
    file = holder.photo if isinstance(holder, Contribution) else holder.file
    with file.open("rb") as content:
        return content.read()


def size_of(holder):
    """Return how many bytes the file of an upload or an attachment has.

    Raises `StorageFailed` when it cannot be told just now.
    """
    with storing():
        return holder.file.size


def preview_of(holder):
    """Return a small copy of a form's photo as a data address, for its author's eyes alone.

    The photo of a form that is not sent yet has no address of its own: nothing would guard it.
    """
    with storing():
        small = pictures.open_photo(ContentFile(bytes_of(holder)), PREVIEW_SIZE)
    content = base64.b64encode(pictures.as_webp(small, PREVIEW_SIZE).read()).decode()
    return f"data:image/webp;base64,{content}"


def delete_after_commit(*names):
    """Delete files by name once the running transaction has committed."""
    transaction.on_commit(lambda: delete_files(names))


def delete_files(names):
    """Delete files by name; empty names are passed over.

    What cannot be deleted now is left to `drop_unused_files`.
    """
    storage = Contribution._meta.get_field("photo").storage
    for name in filter(None, names):
        try:
            storage.delete(name)
        except STORAGE_ERRORS:
            logger.warning("A file that nothing needs any more could not be deleted yet.")

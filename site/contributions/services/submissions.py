"""What an author does: send, correct, take back."""

import hashlib
import json
import uuid

from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.utils.translation import get_language

from contributions import queries, tasks
from contributions.models import Contribution, PendingUpload, State
from contributions.services.erasure import erase, erase_after
from contributions.services.exceptions import AlreadySent, Changed, Closed, PhotoGone
from contributions.services.moves import move
from contributions.services.uploads import (
    bytes_of,
    delete_after_commit,
    delete_files,
    drop_upload,
    find_photo,
    keep,
)
from core import pictures

SMALL_PHOTO_SIZE = 640
WRITTEN_FIELDS = ("title", "text", "place", "name", "email")


def submit(page, fields, *, token, user=None):
    """Store what a person sent to a page, exactly once, and return it.

    `fields` holds what was written and, as `photo_kept`, the digest of the photo that goes with
    it. The same token with the same content returns the first row again. Raises
    `AlreadySent` when the content differs, `Closed` when the page takes nothing now, and
    `PhotoGone` when the photo lies nowhere any more.
    """
    content_hash = _hash(page, fields)
    earlier = _sent_with(token, content_hash)
    if earlier is None:
        if not page.is_open:
            raise Closed
        try:
            return _store(page, fields, token, content_hash, user)
        except (IntegrityError, PhotoGone):
            # Perhaps the same form came twice at once, and the other one was faster.
            earlier = Contribution.objects.filter(token=token).first()
            if earlier is None:
                raise
    if earlier.content_hash != content_hash:
        raise AlreadySent(earlier)
    drop_upload(token)
    return earlier


def submit_as_new(page, fields, *, token, user=None):
    """Store what came with a form that was sent before as something new; its photo follows.

    The new token follows from the old one and the content: doing it twice stores one row.
    """
    new_token = _next_token(token, _hash(page, fields))
    digest = fields.get("photo_kept")
    source = find_photo(token, digest) if digest else None
    if source and find_photo(new_token, digest) is None:
        keep(new_token, digest, bytes_of(source), getattr(source, "original_name", ""))
    contribution = submit(page, fields, token=new_token, user=user)
    drop_upload(token)
    return contribution


def correct(page, contribution, fields, *, token):
    """Replace what a person sent while nobody has decided about it; the version rises.

    The receipt goes out again, since the address may be another one now. Raises `Changed` once
    a decision has been made, `Closed` when the page takes nothing now, and `PhotoGone` when the
    photo lies nowhere any more.
    """
    if not page.is_open:
        raise Closed
    content_hash, digest = _hash(page, fields), fields.get("photo_kept", "")
    replaces_photo = digest != contribution.photo_digest
    photo = _photo_files(token, digest) if replaces_photo else {}
    is_stored = False
    try:
        with transaction.atomic():
            current = Contribution.objects.select_for_update().get(pk=contribution.pk)
            if current.state != State.RECEIVED or current.page_id != page.canonical.pk:
                raise Changed
            if current.content_hash == content_hash:
                return current
            _write(current, fields)
            if replaces_photo:
                delete_after_commit(current.photo.name, current.photo_small.name)
                current.photo, current.photo_small = photo.get("photo"), photo.get("photo_small")
                current.photo_digest = digest
            current.version += 1
            current.content_hash = content_hash
            current.save()
            if current.email:
                transaction.on_commit(lambda: tasks.mail_receipt.enqueue(current.pk))
            is_stored = True
    finally:
        if not is_stored:
            delete_files(photo.values())
    drop_upload(token)
    return current


def withdraw(contribution):
    """Take a contribution back, as its author wishes. Doing it twice changes nothing."""
    with transaction.atomic():
        current = Contribution.objects.select_for_update().get(pk=contribution.pk)
        if current.state == State.WITHDRAWN:
            return current
        move(current, State.WITHDRAWN, None, current.version)
    return current


def withdraw_and_erase(contribution):
    """Take a contribution back and forget it altogether, as its author wishes.

    Part of a filed case is only taken back: what is filed may not be erased.
    """
    with transaction.atomic():
        current = withdraw(contribution)
        if queries.retention_rule().legal_hold:
            return current
        return erase(current)


def _sent_with(token, content_hash):
    """Return what was sent with this form, or as new from it with this very content, or None."""
    rows = Contribution.objects.filter(token__in=[token, _next_token(token, content_hash)])
    return min(rows, key=lambda row: row.content_hash != content_hash, default=None)


def _next_token(token, content_hash):
    return uuid.uuid5(token, content_hash)


def _store(page, fields, token, content_hash, user):
    contribution = Contribution(
        kind=page.contribution_kind,
        page_id=page.canonical.pk,
        token=token,
        content_hash=content_hash,
        user=user,
        language=get_language(),
        photo_digest=fields.get("photo_kept", ""),
    )
    _write(contribution, fields)
    contribution.erase_after = erase_after(page, contribution.created_at, queries.retention_rule())
    photo = _photo_files(token, contribution.photo_digest)
    for name, file_name in photo.items():
        setattr(contribution, name, file_name)
    try:
        with transaction.atomic():
            contribution.save(force_insert=True)
            if contribution.email:
                transaction.on_commit(lambda: tasks.mail_receipt.enqueue(contribution.pk))
    except IntegrityError:
        delete_files(photo.values())
        raise
    drop_upload(token)
    return contribution


def _write(contribution, fields):
    for name in WRITTEN_FIELDS:
        setattr(contribution, name, fields.get(name) or "")
    contribution.show_name = bool(contribution.name)


def _photo_files(token, digest):
    """Write the photo of a form to where contributions keep theirs; return names by field."""
    if not digest:
        return {}
    upload = find_photo(token, digest)
    if not isinstance(upload, PendingUpload):
        raise PhotoGone
    content = bytes_of(upload)
    small = pictures.as_webp(
        pictures.open_photo(ContentFile(content), SMALL_PHOTO_SIZE), SMALL_PHOTO_SIZE
    )
    holder = Contribution()
    holder.photo.save("photo.webp", ContentFile(content), save=False)
    holder.photo_small.save("photo.webp", small, save=False)
    return {"photo": holder.photo.name, "photo_small": holder.photo_small.name}


def _hash(page, fields):
    """Return what names the content of a submission: its words, its photo and its page."""
    content = {name: fields.get(name) or "" for name in (*WRITTEN_FIELDS, "photo_kept")}
    content["page"] = page.canonical.pk
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()

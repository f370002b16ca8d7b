"""The verbs of contributions. Each is one transaction; mails go out once it has committed.

Files are written before a transaction and removed after it, so that slow storage never holds
up other writers.
"""

import hashlib
import json
import uuid
from datetime import timedelta

from dateutil.relativedelta import relativedelta
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import get_language
from wagtail.log_actions import log
from wagtail.models import Page

from contributions import queries, tasks
from contributions.models import (
    Answer,
    AnswerText,
    Contribution,
    Decision,
    PendingUpload,
    State,
)
from core import page_cache, pictures
from core.models import RetentionRule

PHOTO_SIZE, SMALL_PHOTO_SIZE = 1600, 640
UPLOAD_LIFETIME = timedelta(hours=24)
UPLOAD_FOLDERS = ("contributions", "pending")
WRITTEN_FIELDS = ("title", "text", "place", "name", "email")


class AlreadySent(Exception):
    """The same form was sent before with other content; `.contribution` is what we have."""

    def __init__(self, contribution):
        super().__init__(contribution.reference)
        self.contribution = contribution


class Changed(Exception):
    """What the moderator read is not what is there now, or somebody else has decided."""


class Closed(Exception):
    """The call is not open."""


class PhotoGone(Exception):
    """The photo the form speaks of is no longer kept."""


# --- What the author does ---------------------------------------------------------------


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
        _keep(new_token, digest, _bytes_of(source), getattr(source, "original_name", ""))
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
                _delete_after_commit(current.photo.name, current.photo_small.name)
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
            _delete_files(photo.values())
    drop_upload(token)
    return current


def withdraw(contribution):
    """Take a contribution back, as its author wishes. Doing it twice changes nothing."""
    with transaction.atomic():
        current = Contribution.objects.select_for_update().get(pk=contribution.pk)
        if current.state == State.WITHDRAWN:
            return current
        _move(current, State.WITHDRAWN, None, current.version)
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


# --- What moderators do -----------------------------------------------------------------


# Each decision names what the moderator had on screen, the version and the state. It raises
# `Changed` if that is no longer what is there: two moderators never undo each other unseen.


def publish(contribution, moderator, *, version, state_read, show_photo=False, note=""):
    """Make a contribution public as the moderator read it."""
    read = (version, state_read)
    return _decide(contribution, State.PUBLISHED, moderator, read, note=note, show_photo=show_photo)


def reject(contribution, moderator, *, version, state_read, reason, note=""):
    """Keep a contribution from the public, with a reason for its author."""
    read = (version, state_read)
    return _decide(contribution, State.REJECTED, moderator, read, reason=reason, note=note)


def hide(contribution, moderator, *, version, state_read, reason, note=""):
    """Take a published contribution off the public pages, with a reason for its author."""
    read = (version, state_read)
    return _decide(contribution, State.HIDDEN, moderator, read, reason=reason, note=note)


def answer(contribution, moderator, *, progress, texts, last_read=None):
    """Answer an idea officially: how far it is, and the words by language; mail its author.

    `last_read` is the key of the latest answer the moderator saw, None if there was none. The
    same answer sent twice is stored and mailed once. Raises `Changed` when another answer has
    come since, or the idea is no longer public.
    """
    with transaction.atomic():
        current = Contribution.objects.select_for_update().get(pk=contribution.pk)
        if current.state != State.PUBLISHED:
            raise Changed
        latest = current.answers.first()
        if (latest and latest.pk) != last_read:
            if _says(latest, progress, texts):
                return latest
            raise Changed
        given = Answer.objects.create(
            contribution=current, progress=progress, answered_by=moderator
        )
        AnswerText.objects.bulk_create(
            AnswerText(answer=given, language=language, text=text)
            for language, text in texts.items()
            if text
        )
        current.progress = progress
        current.save(update_fields=["progress"])
        log(current, "contributions.answer", user=moderator, data={"progress": progress})
        page_cache.drop_all()
        if current.email:
            transaction.on_commit(lambda: tasks.mail_answer.enqueue(given.pk))
    return given


def _says(given, progress, texts):
    """Whether an answer that was given says the same."""
    words = {text.language: text.text for text in given.texts.all()} if given else None
    said = {language: text for language, text in texts.items() if text}
    return words == said and given.progress == progress


def _decide(contribution, state, moderator, read, *, reason="", note="", show_photo=False):
    with transaction.atomic():
        current = Contribution.objects.select_for_update().get(pk=contribution.pk)
        if (current.version, current.state) != read or not current.can_become(state):
            raise Changed
        current.photo_released = state == State.PUBLISHED and bool(current.photo and show_photo)
        decision = _move(current, state, moderator, current.version, reason=reason, note=note)
        if current.email:
            transaction.on_commit(lambda: tasks.mail_decision.enqueue(decision.pk))
    return current


def _move(contribution, state, moderator, version, *, reason="", note=""):
    contribution.state = state
    if state == State.PUBLISHED and contribution.published_at is None:
        contribution.published_at = timezone.now()
    contribution.save()
    decision = Decision.objects.create(
        contribution=contribution,
        moderator=moderator,
        state=state,
        version=version,
        reason=reason,
        note=note,
    )
    log(contribution, f"contributions.{state}", user=moderator)
    page_cache.drop_all()
    return decision


# --- Photos of forms that are not sent yet ------------------------------------------------


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
    _keep(token, digest, photo.read(), file.name)
    return digest


def find_photo(token, digest):
    """Return what holds the photo of a form, a pending upload or what was sent, or None."""
    if not digest:
        return None
    return (
        PendingUpload.objects.filter(token=token, digest=digest).first()
        or Contribution.objects.filter(token=token, photo_digest=digest).first()
    )


def drop_upload(token):
    """Forget the photo of an unfinished form."""
    for upload in PendingUpload.objects.filter(token=token):
        upload.delete()
        upload.photo.delete(save=False)


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
            PendingUpload.objects.values_list("photo"),
        )
        for names in rows
        for name in names
    }
    before = timezone.now() - UPLOAD_LIFETIME
    unused = [
        name for name in present if name not in used and storage.get_modified_time(name) < before
    ]
    _delete_files(unused)
    return len(unused)


def _files_in(folder):
    """Return the names of the files in a folder of private storage; none if it is not there."""
    try:
        return Contribution._meta.get_field("photo").storage.listdir(folder)[1]
    except FileNotFoundError:
        return []


def _keep(token, digest, content, name):
    earlier = PendingUpload.objects.filter(token=token).first()
    upload = PendingUpload(token=token)
    upload.photo.save("photo.webp", ContentFile(content), save=False)
    PendingUpload.objects.update_or_create(
        token=token,
        defaults={
            "photo": upload.photo.name,
            "digest": digest,
            "original_name": name[-100:],
            "created_at": timezone.now(),
        },
    )
    if earlier:
        earlier.photo.delete(save=False)


def _bytes_of(holder):
    with holder.photo.open("rb") as file:
        return file.read()


# --- Erasure ------------------------------------------------------------------------------


def erase(contribution):
    """Forget the person behind a contribution; what is published stays, without a name."""
    with transaction.atomic():
        current = Contribution.objects.select_for_update().get(pk=contribution.pk)
        current.erase_person()
        current.show_name = False
        current.token, current.content_hash, current.photo_digest = uuid.uuid4(), "", ""
        is_public = current.state == State.PUBLISHED
        if not is_public:
            current.title, current.text, current.place = "–", "", ""
        if not (is_public and current.photo_released):
            _delete_after_commit(current.photo.name, current.photo_small.name)
            current.photo = current.photo_small = ""
            current.photo_released = False
        current.save()
        # Reasons and notes were written to and about the person.
        current.decisions.update(reason="", note="")
        page_cache.drop_all()
    return current


def erase_due():
    """Erase who sent each contribution past its date; return how many rows that were.

    The date follows the rule as it is today, and the deadline as it is now. Filed cases may
    not be erased: there the name is only no longer shown.
    """
    rule = queries.retention_rule()
    _renew_dates(rule)
    due = Contribution.objects.filter(erase_after__lt=timezone.localdate(), erased_at=None)
    if rule.legal_hold:
        hidden = due.filter(show_name=True).update(show_name=False)
        if hidden:
            page_cache.drop_all()
        return hidden
    rows = list(due)
    for contribution in rows:
        erase(contribution)
    return len(rows)


def _renew_dates(rule):
    kept = Contribution.objects.filter(erased_at=None).order_by()
    pages = Page.objects.filter(pk__in=kept.values("page_id")).specific()
    pages = {page.pk: page for page in pages}
    stale = []
    for row in kept.only("erase_after", "created_at", "page_id").iterator():
        date = _erase_after(pages[row.page_id], row.created_at, rule)
        if row.erase_after != date:
            row.erase_after = date
            stale.append(row)
    Contribution.objects.bulk_update(stale, ["erase_after"], batch_size=500)


def _erase_after(page, received_at, rule):
    start = timezone.localtime(received_at).date()
    closes_at = page.canonical.closes_at
    if rule.counted_from == RetentionRule.CountedFrom.CLOSED and closes_at:
        start = max(start, timezone.localtime(closes_at).date())
    return start + relativedelta(months=rule.months)


# --- Storing ------------------------------------------------------------------------------


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
    contribution.erase_after = _erase_after(page, contribution.created_at, queries.retention_rule())
    photo = _photo_files(token, contribution.photo_digest)
    for name, file_name in photo.items():
        setattr(contribution, name, file_name)
    try:
        with transaction.atomic():
            contribution.save(force_insert=True)
            if contribution.email:
                transaction.on_commit(lambda: tasks.mail_receipt.enqueue(contribution.pk))
    except IntegrityError:
        _delete_files(photo.values())
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
    upload = PendingUpload.objects.filter(token=token, digest=digest).first()
    if upload is None:
        raise PhotoGone
    content = _bytes_of(upload)
    small = pictures.as_webp(
        pictures.open_photo(ContentFile(content), SMALL_PHOTO_SIZE), SMALL_PHOTO_SIZE
    )
    holder = Contribution()
    holder.photo.save("photo.webp", ContentFile(content), save=False)
    holder.photo_small.save("photo.webp", small, save=False)
    return {"photo": holder.photo.name, "photo_small": holder.photo_small.name}


def _delete_after_commit(*names):
    transaction.on_commit(lambda: _delete_files(names))


def _delete_files(names):
    storage = Contribution._meta.get_field("photo").storage
    for name in filter(None, names):
        storage.delete(name)


def _hash(page, fields):
    """Return what names the content of a submission: its words, its photo and its page."""
    content = {name: fields.get(name) or "" for name in (*WRITTEN_FIELDS, "photo_kept")}
    content["page"] = page.canonical.pk
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()

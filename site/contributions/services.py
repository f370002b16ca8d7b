"""The verbs of contributions. Each is one transaction; mails go out once it has committed."""

import hashlib
import json
from datetime import timedelta

from dateutil.relativedelta import relativedelta
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import get_language
from wagtail.log_actions import log

from contributions import tasks
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

PHOTO_WIDTH, SMALL_WIDTH = 1600, 640
UPLOAD_LIFETIME = timedelta(hours=24)
WRITTEN_FIELDS = ("title", "text", "place", "name", "email", "show_name")


class AlreadySent(Exception):
    """The same form was sent before with other content; `.contribution` is what we have."""

    def __init__(self, contribution):
        super().__init__(contribution.reference)
        self.contribution = contribution


class Changed(Exception):
    """What the moderator read is not what is there now, or somebody else has decided."""


class Closed(Exception):
    """The call is not open."""


def submit(page, fields, *, token, user=None):
    """Store what a person sent to a page, exactly once, and return it.

    The same token with the same content returns the first row again. Raises `AlreadySent`
    when the content differs, and `Closed` when the page takes nothing now.
    """
    content_hash = _hash(fields, token)
    earlier = Contribution.objects.filter(token=token).first()
    if earlier is None:
        if not page.is_open:
            raise Closed
        try:
            return _store(page, fields, token, content_hash, user)
        except IntegrityError:
            earlier = Contribution.objects.get(token=token)
    if earlier.content_hash != content_hash:
        raise AlreadySent(earlier)
    return earlier


def _store(page, fields, token, content_hash, user):
    photos = _photo_files(token)
    with transaction.atomic():
        contribution = Contribution(
            kind=page.contribution_kind,
            page_id=page.canonical.pk,
            token=token,
            content_hash=content_hash,
            user=user,
            language=get_language(),
            erase_after=_erase_after(page),
            **{name: fields.get(name) or "" for name in WRITTEN_FIELDS if name != "show_name"},
            show_name=bool(fields.get("show_name")),
        )
        for name, file in photos.items():
            getattr(contribution, name).save("photo.webp", file, save=False)
        contribution.save(force_insert=True)
        if contribution.email:
            transaction.on_commit(lambda: tasks.mail_receipt.enqueue(contribution.pk))
    drop_upload(token)
    return contribution


def correct(contribution, fields, *, token):
    """Replace what a person sent while nobody has decided about it; the version rises.

    Raises `Changed` once a decision has been made.
    """
    content_hash = _hash(fields, token)
    photos = _photo_files(token)
    with transaction.atomic():
        current = Contribution.objects.select_for_update().get(pk=contribution.pk)
        if current.state != State.RECEIVED:
            raise Changed
        for name in WRITTEN_FIELDS:
            setattr(current, name, fields.get(name) or (False if name == "show_name" else ""))
        for name, file in photos.items():
            getattr(current, name).save("photo.webp", file, save=False)
        current.version += 1
        current.content_hash = content_hash
        current.save()
    drop_upload(token)
    return current


def publish(contribution, moderator, *, version, show_photo=False, note=""):
    """Make a contribution public as the moderator read it. Raises `Changed` if it is not that."""
    return _decide(
        contribution, State.PUBLISHED, moderator, version, note=note, show_photo=show_photo
    )


def reject(contribution, moderator, *, version, reason, note=""):
    """Keep a contribution from the public, with a reason for its author."""
    return _decide(contribution, State.REJECTED, moderator, version, reason=reason, note=note)


def hide(contribution, moderator, *, version, reason, note=""):
    """Take a published contribution off the public pages, with a reason for its author."""
    return _decide(contribution, State.HIDDEN, moderator, version, reason=reason, note=note)


def withdraw(contribution):
    """Take a contribution back, as its author wishes. Doing it twice changes nothing."""
    with transaction.atomic():
        current = Contribution.objects.select_for_update().get(pk=contribution.pk)
        if current.state == State.WITHDRAWN:
            return current
        _move(current, State.WITHDRAWN, None, current.version)
    return current


def answer(contribution, moderator, *, progress, texts):
    """Answer an idea officially: how far it is, and the words by language; mail its author."""
    with transaction.atomic():
        current = Contribution.objects.select_for_update().get(pk=contribution.pk)
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


def _decide(contribution, state, moderator, version, *, reason="", note="", show_photo=False):
    with transaction.atomic():
        current = Contribution.objects.select_for_update().get(pk=contribution.pk)
        if current.version != version or not current.can_become(state):
            raise Changed
        current.photo_released = state == State.PUBLISHED and bool(current.photo and show_photo)
        decision = _move(current, state, moderator, version, reason=reason, note=note)
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


def keep_upload(token, file):
    """Keep the photo of an unfinished form, stripped; return its row.

    Raises `ValidationError` when the file is no photo we can take.
    """
    clean = pictures.as_webp(pictures.open_photo(file), PHOTO_WIDTH)
    drop_upload(token)
    upload = PendingUpload(token=token, original_name=file.name[-100:])
    upload.photo.save("photo.webp", clean, save=False)
    upload.save()
    return upload


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


def erase(contribution):
    """Forget the person behind a contribution; what is published stays, without a name."""
    with transaction.atomic():
        current = Contribution.objects.select_for_update().get(pk=contribution.pk)
        current.erase_person()
        current.show_name = False
        files = []
        if current.state != State.PUBLISHED:
            current.title, current.text, current.place = "–", "", ""
            files = [current.photo.name, current.photo_small.name]
            current.photo = current.photo_small = ""
        current.save()
        page_cache.drop_all()
        storage = Contribution._meta.get_field("photo").storage
        transaction.on_commit(lambda: [storage.delete(name) for name in files if name])
    return current


def erase_due():
    """Erase the personal data of every contribution past its date; return how many."""
    due = Contribution.objects.filter(erase_after__lt=timezone.localdate(), erased_at=None)
    if RetentionRule.objects.filter(kind="contribution", legal_hold=True).exists():
        return 0
    rows = list(due)
    for contribution in rows:
        erase(contribution)
    return len(rows)


def _erase_after(page):
    rule = RetentionRule.objects.filter(kind="contribution").first() or RetentionRule()
    start = timezone.localdate()
    closes_at = page.canonical.closes_at
    if rule.counted_from == RetentionRule.CountedFrom.CLOSED and closes_at:
        start = max(start, timezone.localtime(closes_at).date())
    return start + relativedelta(months=rule.months)


def _photo_files(token):
    upload = PendingUpload.objects.filter(token=token).first()
    if upload is None:
        return {}
    with upload.photo.open("rb") as file:
        photo = pictures.open_photo(file)
        return {
            "photo": pictures.as_webp(photo.copy(), PHOTO_WIDTH),
            "photo_small": pictures.as_webp(photo, SMALL_WIDTH),
        }


def _hash(fields, token):
    upload = PendingUpload.objects.filter(token=token).values_list("original_name", flat=True)
    content = {name: fields.get(name) or "" for name in WRITTEN_FIELDS}
    content["photo"] = next(iter(upload), "")
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()

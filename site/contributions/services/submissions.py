"""What an author does: send, confirm, correct, take back."""

import hashlib
import json
import uuid
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta

from django.core.files.base import ContentFile, File
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import get_language

from contributions import queries, tasks
from contributions.models import Attachment, Contribution, Kind, PendingUpload, State, WhoMay
from contributions.services.erasure import erase, erase_after
from contributions.services.exceptions import (
    AlreadySent,
    AttachmentGone,
    Changed,
    Closed,
    PhotoGone,
    SignInNeeded,
)
from contributions.services.merging import part_all_from
from contributions.services.moves import move
from contributions.services.scanning import scan_record, spans_in
from contributions.services.uploads import (
    bytes_of,
    delete_after_commit,
    delete_files,
    drop_upload,
    find_attachments,
    find_photo,
    keep,
    storing,
)
from core import pictures

SMALL_PHOTO_SIZE = 640
WRITTEN_FIELDS = (
    "title",
    "text",
    "place",
    "place_key",
    "name",
    "email",
    "age_band",
    "on_behalf_of",
    "cvr",
)
CONFIRMATION_TIME = timedelta(days=14)
LONGEST_SUSPICION = Contribution._meta.get_field("suspicion").max_length


def draft(page, fields, about=None):
    """Return a contribution with these fields as it would be stored, unsaved."""
    contribution = Contribution(
        kind=Kind.COMMENT if about else page.contribution_kind,
        page_id=page.canonical.pk,
        about=about,
        language=get_language(),
    )
    _write(contribution, page, fields)
    return contribution


def submit(page, fields, *, token, user=None, signals=frozenset(), about=None, opened_at=None):
    """Store what a person sent to a page, exactly once, and return it.

    `fields` holds what was written, what the author wants left out in public (`redactions`,
    `administration_only`) and the digests of the files that go with it (`photo_kept`,
    `attachments_kept`). `signals` are the words for why it looks like spam: it is stored all the
    same, apart from the rest. `about` is the contribution that a comment is about. `opened_at` is
    when the form was shown, for pages that wait a little for what was begun in time. The same
    token with the same content returns the first row again.

    Raises `AlreadySent` when the content differs, `Closed` when the page takes nothing now,
    `SignInNeeded` when it takes something from people with an account only, `PhotoGone` and
    `AttachmentGone` when a file lies nowhere any more, `StorageFailed` when one could not be
    stored.
    """
    content_hash = _hash(page, fields, about)
    earlier = _sent_with(token, content_hash)
    if earlier is None:
        if not (page.takes_comments_on(about) if about else page.takes_what_began(opened_at)):
            raise Closed
        if user is None and needs_account(page):
            raise SignInNeeded
        try:
            return _store(page, fields, token, content_hash, user, signals, about)
        except (IntegrityError, PhotoGone, AttachmentGone):
            # Perhaps the same form came twice at once, and the other one was faster.
            earlier = Contribution.objects.filter(token=token).first()
            if earlier is None:
                raise
    if earlier.content_hash != content_hash:
        raise AlreadySent(earlier)
    drop_upload(token)
    return earlier


def submit_as_new(page, fields, *, token, **options):
    """Store what came with a form that was sent before as something new; its files follow.

    The new token follows from the old one and the content: doing it twice stores one row. The
    options are those of `submit`.
    """
    new_token = _next_token(token, _hash(page, fields, options.get("about")))
    _copy_files(token, new_token, fields)
    contribution = submit(page, fields, token=new_token, **options)
    drop_upload(token)
    return contribution


def correct(page, contribution, fields, *, token, opened_at=None):
    """Replace what a person sent while nobody has decided about it; the version rises.

    The receipt goes out again, since the address may be another one now; where addresses are to
    be confirmed, another one is confirmed anew. Raises `Changed` once a decision has been made,
    and otherwise what `submit` raises.
    """
    if not page.takes_what_began(opened_at):
        raise Closed
    content_hash = _hash(page, fields, contribution.about)
    missing = _missing_files(contribution, fields)
    with _written_files(token, missing) as files, transaction.atomic():
        current = Contribution.objects.select_for_update().get(pk=contribution.pk)
        if current.state != State.RECEIVED or current.page_id != page.canonical.pk:
            raise Changed
        if current.content_hash == content_hash:
            delete_files(files.names)
            return current
        address = current.email
        _write(current, page, fields)
        if current.email != address:
            _ask_to_confirm(page, current)
        _exchange_files(current, fields, files)
        current.version += 1
        current.content_hash = content_hash
        current.findings = {}
        scan_record(current)
        current.save()
        _mail_receipt(current)
    drop_upload(token)
    return current


def confirm(contribution):
    """Let in what waited for its author to confirm the address; doing it twice changes nothing.

    What its author has taken back in the meantime stays taken back.
    """
    with transaction.atomic():
        current = Contribution.objects.select_for_update().get(pk=contribution.pk)
        if current.awaits_confirmation and current.state == State.RECEIVED:
            current.awaits_confirmation, current.confirmation_asked_at = False, None
            current.save(update_fields=["awaits_confirmation", "confirmation_asked_at"])
            _mail_receipt(current)
    return current


def forget_unconfirmed():
    """Delete what waited for its address to be confirmed for 14 days; return how many rows.

    What is joined with such a row stands on its own again first.
    """
    late = Contribution.objects.filter(
        awaits_confirmation=True, confirmation_asked_at__lt=timezone.now() - CONFIRMATION_TIME
    )
    count = 0
    for pk in list(late.values_list("pk", flat=True)):
        with transaction.atomic():
            current = late.select_for_update().filter(pk=pk).first()
            if current is None:
                continue
            part_all_from(current)
            files = current.attachments.values_list("file", flat=True)
            delete_after_commit(current.photo.name, current.photo_small.name, *files)
            current.delete()
            count += 1
    return count


def withdraw(contribution):
    """Take a contribution back, as its author wishes. Doing it twice changes nothing.

    What others had said alike and was joined with it stands on its own again.
    """
    with transaction.atomic():
        current = Contribution.objects.select_for_update().get(pk=contribution.pk)
        if current.state == State.WITHDRAWN:
            return current
        move(current, State.WITHDRAWN, None, current.version)
        part_all_from(current)
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


def needs_account(page):
    """Whether a page takes something from people who are signed in alone."""
    return page.admits == WhoMay.ACCOUNT


def _ask_to_confirm(page, contribution):
    """Let it wait for its address to be confirmed where it has to; does not save."""
    contribution.awaits_confirmation = _needs_confirmation(page, contribution)
    contribution.confirmation_asked_at = (
        timezone.now() if contribution.awaits_confirmation else None
    )


def _needs_confirmation(page, contribution):
    """Whether the address is to be confirmed: not if the account it was sent from has done so."""
    user = contribution.user
    return page.admits == WhoMay.EMAIL and not (
        user
        and user.emailaddress_set.filter(verified=True, email__iexact=contribution.email).exists()
    )


def _mail_receipt(contribution):
    """Send the receipt, or the question whether the address is theirs, once this is stored."""
    if not contribution.email:
        return
    mail = tasks.mail_confirmation if contribution.awaits_confirmation else tasks.mail_receipt
    transaction.on_commit(lambda: mail.enqueue(contribution.pk))


# --- One submission, once -----------------------------------------------------------------


def _sent_with(token, content_hash):
    """Return what was sent with this form, or as new from it with this very content, or None."""
    rows = Contribution.objects.filter(token__in=[token, _next_token(token, content_hash)])
    return min(rows, key=lambda row: row.content_hash != content_hash, default=None)


def _next_token(token, content_hash):
    return uuid.uuid5(token, content_hash)


def _hash(page, fields, about):
    """Return what names the content of a submission: its words, choices, files and page."""
    content = {name: fields.get(name) or "" for name in (*WRITTEN_FIELDS, "photo_kept")}
    content["on_behalf"] = fields.get("on_behalf") or ""
    content["administration_only"] = bool(fields.get("administration_only"))
    content["protected_address"] = bool(fields.get("protected_address"))
    content["show_name"] = _wants_name_shown(fields)
    content["redactions"] = fields.get("redactions") or {}
    content["attachments"] = sorted(fields.get("attachments_kept") or [])
    # A question that an editor puts in other words in the meantime is the same question.
    content["answers"] = {
        key: given["values"] or given["answer"]
        for key, given in (fields.get("form_data") or {}).items()
    }
    content["page"] = page.canonical.pk
    content["about"] = about and about.pk
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


# --- Storing ------------------------------------------------------------------------------


def _store(page, fields, token, content_hash, user, signals, about):
    contribution = draft(page, fields, about)
    contribution.token = token
    contribution.content_hash = content_hash
    contribution.user = None if page.canonical.is_anonymous else user
    contribution.suspicion = " ".join(sorted(signals))[:LONGEST_SUSPICION]
    _ask_to_confirm(page, contribution)
    contribution.erase_after = erase_after(page, contribution.created_at, queries.retention_rule())
    with _written_files(token, fields) as files, transaction.atomic():
        contribution.save(force_insert=True)
        _exchange_files(contribution, fields, files)
        scan_record(contribution)
        contribution.save()
        _mail_receipt(contribution)
    drop_upload(token)
    return contribution


def _write(contribution, page, fields):
    for name in WRITTEN_FIELDS:
        setattr(contribution, name, fields.get(name) or "")
    contribution.on_behalf = fields.get("on_behalf") or contribution.on_behalf
    contribution.form_data = fields.get("form_data") or {}
    contribution.administration_only = bool(fields.get("administration_only"))
    contribution.redactions = fields.get("redactions") or {}
    contribution.protected_address = bool(fields.get("protected_address"))
    may_show = page.canonical.shows_names and not contribution.protected_address
    contribution.show_name = bool(contribution.name) and may_show and _wants_name_shown(fields)


def _wants_name_shown(fields):
    """Whether the author lets others see the name; who is not asked has been told that they do."""
    return bool(fields.get("show_name", True))


# --- Files --------------------------------------------------------------------------------


@dataclass
class _Files:
    """The files of a form, written to where contributions keep theirs."""

    photo: dict = field(default_factory=dict)
    attachments: list = field(default_factory=list)

    @property
    def names(self):
        return [*self.photo.values(), *(row.file.name for row in self.attachments)]


@contextmanager
def _written_files(token, fields):
    """Write the files that a form speaks of; they go again if what is done with them fails."""
    files = _Files()
    try:
        with storing():
            _write_photo(files, token, fields.get("photo_kept"))
            _write_attachments(files, token, fields.get("attachments_kept") or [])
        yield files
    except BaseException:
        delete_files(files.names)
        raise


def _write_photo(files, token, digest):
    if not digest:
        return
    upload = find_photo(token, digest)
    if not isinstance(upload, PendingUpload):
        raise PhotoGone
    content = bytes_of(upload)
    small = pictures.as_webp(
        pictures.open_photo(ContentFile(content), SMALL_PHOTO_SIZE), SMALL_PHOTO_SIZE
    )
    holder = Contribution()
    for name, size in (("photo", ContentFile(content)), ("photo_small", small)):
        getattr(holder, name).save("photo.webp", size, save=False)
        files.photo[name] = getattr(holder, name).name


def _write_attachments(files, token, digests):
    found = find_attachments(token, digests)
    for digest in digests:
        upload = found.get(digest)
        if not isinstance(upload, PendingUpload):
            raise AttachmentGone
        row = Attachment(
            original_name=upload.original_name,
            content_type=upload.content_type,
            size=upload.file.size,
            digest=digest,
            text=upload.text,
            is_readable=upload.is_readable,
            findings=spans_in(upload.text),
        )
        with upload.file.open("rb") as content:
            row.file.save(upload.original_name, File(content), save=False)
        files.attachments.append(row)


def _missing_files(contribution, fields):
    """Return which of the files a correction speaks of are not the contribution's already."""
    photo = fields.get("photo_kept", "")
    kept = set(contribution.attachments.values_list("digest", flat=True))
    return {
        "photo_kept": photo if photo != contribution.photo_digest else "",
        "attachments_kept": [
            digest for digest in fields.get("attachments_kept") or [] if digest not in kept
        ],
    }


def _exchange_files(contribution, fields, files):
    """Give a contribution the files that were written; what the form no longer names goes.

    Does not save the contribution, but the rows of its attachments.
    """
    photo = fields.get("photo_kept", "")
    if photo != contribution.photo_digest:
        delete_after_commit(contribution.photo.name, contribution.photo_small.name)
        contribution.photo = files.photo.get("photo", "")
        contribution.photo_small = files.photo.get("photo_small", "")
        contribution.photo_digest = photo
    gone = contribution.attachments.exclude(digest__in=fields.get("attachments_kept") or [])
    delete_after_commit(*gone.values_list("file", flat=True))
    gone.delete()
    for row in files.attachments:
        row.contribution = contribution
        row.save()


def _copy_files(token, new_token, fields):
    """Keep the files of one form for another as well."""
    digests = fields.get("attachments_kept") or []
    sources = [find_photo(token, fields.get("photo_kept"))]
    sources += find_attachments(token, digests).values()
    for source in filter(None, sources):
        keep(*_pending_copy(source, new_token))


def _pending_copy(source, token):
    """Return what `keep` needs to hold a file of an upload or a contribution for a form."""
    if isinstance(source, Contribution):
        upload = PendingUpload(token=token, digest=source.photo_digest)
        return upload, "photo.webp", ContentFile(bytes_of(source))
    names = ("digest", "original_name", "content_type", "text", "is_readable")
    upload = PendingUpload(token=token, **{name: getattr(source, name) for name in names})
    upload.purpose = getattr(source, "purpose", PendingUpload.Purpose.ATTACHMENT)
    with storing():
        return upload, source.file.name, ContentFile(bytes_of(source))

"""What everybody will see of a contribution: which words are blanked, which files are shown.

The author's own words are never touched: a redaction is a place in one field of the version
that was read, and `Contribution.public_view()` leaves out what lies there.
"""

import hashlib
import json

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry

from contributions.models import Attachment, Contribution
from contributions.services.exceptions import NotOpened, OpenFindings, SpanOutside
from contributions.services.scanning import open_findings, scan_record
from core import privacy_scan


def shown_stamp(contribution):
    """Return what names all that a moderator has chosen to show, so that a change is noticed."""
    chosen = [
        contribution.redactions,
        contribution.photo_released,
        sorted(contribution.attachments.filter(is_released=True).values_list("pk", flat=True)),
        sorted(contribution.topics.values_list("pk", flat=True)),
    ]
    return hashlib.sha256(json.dumps(chosen, sort_keys=True).encode()).hexdigest()


def was_redacted_since(contribution, moment):
    """Whether a moderator has changed since then what everybody sees of a contribution."""
    entries = ModelLogEntry.objects.for_instance(contribution)
    return entries.filter(action="contributions.redact", timestamp__gte=moment).exists()


def show(
    contribution,
    *,
    show_photo=False,
    shown_attachments=(),
    redactions=None,
    accepted=None,
    topics=None,
):
    """Write onto a locked row what is to be seen of it; the row itself is not saved here.

    `redactions` holds spans by field, `accepted` the places (field, start, end) of findings that
    may be shown, `shown_attachments` and `topics` are keys; what is None stays as it was. Raises
    `SpanOutside` for a place that the text does not have, `OpenFindings` when personal data is
    neither blanked nor accepted, and `NotOpened` for a file that nobody has read.
    """
    if redactions is not None:
        contribution.redactions = checked_spans(contribution, redactions)
    scan_record(contribution)
    if accepted is not None:
        _accept(contribution, set(accepted))
    if open_findings(contribution):
        raise OpenFindings
    contribution.photo_released = bool(contribution.photo and show_photo)
    _release(contribution, set(shown_attachments))
    if topics is not None:
        contribution.topics.set(topics)
    contribution.has_open_findings = False


def checked_spans(contribution, redactions):
    """Return the spans of each field, merged; raise `SpanOutside` where there is no such place."""
    texts = contribution.written_texts
    checked = {}
    for field, spans in redactions.items():
        length = len(texts.get(field, ""))
        if not all(0 <= start < end <= length for start, end in spans):
            raise SpanOutside(field)
        if spans:
            checked[field] = privacy_scan.merge_spans(spans)
    return checked


def open_file(attachment, moderator):
    """Note that a moderator opens a file: what no machine can read may be shown after that."""
    with transaction.atomic():
        current = Attachment.objects.select_for_update().get(pk=attachment.pk)
        if current.opened_at is None:
            current.opened_at = timezone.now()
            current.save(update_fields=["opened_at"])
            log(current.contribution, "contributions.open_file", user=moderator)
            _renew_mark(current.contribution_id)
    return current


def _renew_mark(key):
    """A file that has been opened no longer keeps its contribution from being published."""
    contribution = Contribution.objects.select_for_update().get(pk=key)
    scan_record(contribution)
    contribution.save(update_fields=["findings", "has_open_findings"])


def _accept(contribution, accepted):
    contribution.findings = {
        field: [
            [kind, start, end, (field, start, end) in accepted]
            for kind, start, end, _was_accepted in found
        ]
        for field, found in contribution.findings.items()
    }


def _release(contribution, keys):
    """Show these attachments and withhold the others."""
    for attachment in contribution.attachments.all():
        is_released = attachment.pk in keys
        if is_released and not attachment.may_be_released:
            raise NotOpened
        if attachment.is_released != is_released:
            attachment.is_released = is_released
            attachment.save(update_fields=["is_released"])

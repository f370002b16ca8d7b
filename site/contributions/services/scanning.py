"""What the privacy scan finds in a contribution, and which of it a moderator still has to see."""

from core import privacy_scan


def scan_record(contribution):
    """Fill `findings` and `has_open_findings` from what the contribution says now.

    Findings are stored by field as `[kind, start, end, is_accepted]`; what a moderator has
    accepted at a place stays accepted. Open is what could become public: neither blanked nor
    accepted, or in a file that nobody has opened. Does not save.
    """
    contribution.findings = _findings(contribution)
    contribution.has_open_findings = bool(open_findings(contribution)) or _is_open_in_files(
        contribution
    )


def spans_in(text):
    """Return the personal data found in a text as JSON keeps it: `[kind, start, end]`."""
    return [[str(found.kind), found.start, found.end] for found in privacy_scan.scan(text)]


def _findings(contribution):
    accepted = {
        (field, *entry[:3])
        for field, entries in contribution.findings.items()
        for entry in entries
        if entry[3]
    }
    findings = {
        field: [[*span, (field, *span) in accepted] for span in spans_in(text)]
        for field, text in contribution.written_texts.items()
    }
    return {field: entries for field, entries in findings.items() if entries}


def open_findings(contribution):
    """Return what a publication would show and nobody has accepted, as (field, start, end)."""
    return [
        (field, start, end)
        for field, entries in contribution.findings.items()
        if may_be_public(contribution, field)
        for _kind, start, end, is_accepted in entries
        if not is_accepted and not is_blanked(contribution.redactions.get(field, []), start, end)
    ]


def _is_open_in_files(contribution):
    return any(
        attachment.findings and attachment.opened_at is None
        for attachment in (contribution.attachments.all() if contribution.pk else ())
    )


def is_blanked(redactions, start, end):
    """Whether spans cover a place from end to end."""
    spans = privacy_scan.merge_spans(redactions)
    return any(first <= start and end <= last for first, last in spans)


def may_be_public(contribution, field):
    """Whether a text of a contribution is of those that are shown once it is published."""
    key = field.removeprefix("form_data.")
    if key != field:
        return contribution.form_data[key]["is_public"]
    return field != "name" or bool(contribution.author)

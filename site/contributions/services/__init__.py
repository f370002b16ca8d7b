"""The verbs of contributions. Each is one transaction; mails go out once it has committed.

Files are written before a transaction and removed after it, so that slow storage never holds
up other writers.
"""

from contributions.services.accounts import join, let_go
from contributions.services.answers import answer, can_answer
from contributions.services.appeals import appeal, can_appeal
from contributions.services.bulk import (
    bulk_clear_suspicion,
    bulk_publish,
    bulk_reject,
    bulk_reject_as_spam,
)
from contributions.services.comments import comment, comment_as_new
from contributions.services.digests import send_digests
from contributions.services.erasure import erase, erase_again, erase_due, erase_report
from contributions.services.exceptions import (
    AlreadySent,
    AttachmentGone,
    CannotMerge,
    Changed,
    Closed,
    NotOpened,
    NotYours,
    OpenFindings,
    PhotoGone,
    SignInNeeded,
    SpanOutside,
    StorageFailed,
)
from contributions.services.merging import can_merge, merge, part
from contributions.services.moderation import (
    add_note,
    clear_suspicion,
    has_open_appeal,
    hide,
    publish,
    redact,
    reject,
)
from contributions.services.redaction import (
    checked_spans,
    open_file,
    shown_stamp,
    was_redacted_since,
)
from contributions.services.reports import report
from contributions.services.scanning import open_findings, scan_record
from contributions.services.settling import may_settle, settle_appeal, settle_report
from contributions.services.submissions import (
    confirm,
    correct,
    draft,
    forget_unconfirmed,
    needs_account,
    submit,
    submit_as_new,
    withdraw,
    withdraw_and_erase,
)
from contributions.services.supports import is_supported, keep_supports, support, unsupport
from contributions.services.uploads import (
    digest_of,
    drop_file,
    drop_stale_uploads,
    drop_unused_files,
    drop_upload,
    find_attachments,
    find_photo,
    keep_attachment,
    keep_upload,
    pending_attachments,
    pending_photo,
    preview_of,
    size_of,
)

__all__ = [
    "AlreadySent",
    "AttachmentGone",
    "CannotMerge",
    "Changed",
    "Closed",
    "NotOpened",
    "NotYours",
    "OpenFindings",
    "PhotoGone",
    "SignInNeeded",
    "SpanOutside",
    "StorageFailed",
    "add_note",
    "answer",
    "appeal",
    "bulk_clear_suspicion",
    "bulk_publish",
    "bulk_reject",
    "bulk_reject_as_spam",
    "can_answer",
    "can_appeal",
    "can_merge",
    "checked_spans",
    "clear_suspicion",
    "comment",
    "comment_as_new",
    "confirm",
    "correct",
    "digest_of",
    "draft",
    "drop_file",
    "drop_stale_uploads",
    "drop_unused_files",
    "drop_upload",
    "erase",
    "erase_again",
    "erase_due",
    "erase_report",
    "find_attachments",
    "find_photo",
    "forget_unconfirmed",
    "has_open_appeal",
    "hide",
    "is_supported",
    "join",
    "keep_attachment",
    "keep_supports",
    "keep_upload",
    "let_go",
    "may_settle",
    "merge",
    "needs_account",
    "open_file",
    "open_findings",
    "part",
    "pending_attachments",
    "pending_photo",
    "preview_of",
    "publish",
    "redact",
    "reject",
    "report",
    "scan_record",
    "send_digests",
    "settle_appeal",
    "settle_report",
    "shown_stamp",
    "size_of",
    "submit",
    "submit_as_new",
    "support",
    "unsupport",
    "was_redacted_since",
    "withdraw",
    "withdraw_and_erase",
]

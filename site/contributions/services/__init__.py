"""The verbs of contributions. Each is one transaction; mails go out once it has committed.

Files are written before a transaction and removed after it, so that slow storage never holds
up other writers.
"""

from contributions.services.accounts import join, let_go
from contributions.services.answers import answer
from contributions.services.erasure import erase, erase_again, erase_due, erase_report
from contributions.services.exceptions import AlreadySent, Changed, Closed, PhotoGone
from contributions.services.moderation import hide, publish, reject
from contributions.services.submissions import (
    correct,
    submit,
    submit_as_new,
    withdraw,
    withdraw_and_erase,
)
from contributions.services.uploads import (
    digest_of,
    drop_stale_uploads,
    drop_unused_files,
    drop_upload,
    find_photo,
    keep_upload,
)

__all__ = [
    "AlreadySent",
    "Changed",
    "Closed",
    "PhotoGone",
    "answer",
    "correct",
    "digest_of",
    "drop_stale_uploads",
    "drop_unused_files",
    "drop_upload",
    "erase",
    "erase_again",
    "erase_due",
    "erase_report",
    "find_photo",
    "hide",
    "join",
    "keep_upload",
    "let_go",
    "publish",
    "reject",
    "submit",
    "submit_as_new",
    "withdraw",
    "withdraw_and_erase",
]

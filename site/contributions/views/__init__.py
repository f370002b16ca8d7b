"""Public views: the form, the receipt, an idea, replies to it, and its author's private page."""

from contributions.views.changing import change
from contributions.views.comments import comment
from contributions.views.confirming import confirm
from contributions.views.private import private, receipt
from contributions.views.public import contribution, photo
from contributions.views.reports import report
from contributions.views.taking_part import form_again, take_part

__all__ = [
    "change",
    "comment",
    "confirm",
    "contribution",
    "form_again",
    "photo",
    "private",
    "receipt",
    "report",
    "take_part",
]

"""Public views: the form, the receipt, an idea, replies to it, and its author's private page."""

from contributions.views.changing import change
from contributions.views.comments import comment
from contributions.views.confirming import confirm
from contributions.views.open_data import data_file, data_page
from contributions.views.private import private, receipt
from contributions.views.public import attachment, contribution, photo
from contributions.views.reports import report
from contributions.views.supports import support
from contributions.views.taking_part import form_again, take_part

__all__ = [
    "attachment",
    "change",
    "comment",
    "confirm",
    "contribution",
    "data_file",
    "data_page",
    "form_again",
    "photo",
    "private",
    "receipt",
    "report",
    "support",
    "take_part",
]

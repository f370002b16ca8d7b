"""Public views: the form, the receipt, an idea, and its author's private page."""

from contributions.views.private import private, receipt
from contributions.views.public import contribution, photo
from contributions.views.taking_part import take_part

__all__ = ["contribution", "photo", "private", "receipt", "take_part"]

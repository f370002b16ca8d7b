"""The queue, the decision and the answer, built on Wagtail's own views.

Each of them finds its rows through `Contribution.objects.for_moderator`: what lies outside a
person's scopes does not exist for them.
"""

from contributions.admin.views.answer import AnswerView
from contributions.admin.views.common import count_label, may_moderate, waiting
from contributions.admin.views.decision import DecisionView, HistoryView, PhotoView
from contributions.admin.views.queue import QueueView

__all__ = [
    "AnswerView",
    "DecisionView",
    "HistoryView",
    "PhotoView",
    "QueueView",
    "count_label",
    "may_moderate",
    "waiting",
]

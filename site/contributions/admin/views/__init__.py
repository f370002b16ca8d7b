"""The queue, the decision and the answer, built on Wagtail's own views.

Each of them finds its rows through `Contribution.objects.for_moderator`: what lies outside a
person's scopes does not exist for them.
"""

from contributions.admin.views.answer import AnswerView
from contributions.admin.views.appeals import AppealView
from contributions.admin.views.case_file import CaseFileView
from contributions.admin.views.common import count_label, may_moderate, waiting, waiting_for
from contributions.admin.views.decision import (
    DecisionView,
    FileView,
    HistoryView,
    NoteView,
    NotSpamView,
    PhotoView,
)
from contributions.admin.views.merging import MergeView, PartView
from contributions.admin.views.queue import SEARCHED, QueueView, SuspectsView
from contributions.admin.views.reports import ReportView

__all__ = [
    "SEARCHED",
    "AnswerView",
    "AppealView",
    "CaseFileView",
    "DecisionView",
    "FileView",
    "HistoryView",
    "MergeView",
    "NotSpamView",
    "NoteView",
    "PartView",
    "PhotoView",
    "QueueView",
    "ReportView",
    "SuspectsView",
    "count_label",
    "may_moderate",
    "waiting",
    "waiting_for",
]

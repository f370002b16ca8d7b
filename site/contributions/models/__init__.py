"""What people say: contributions, what was decided about them, and who may decide."""

from contributions.models.contributions import (
    ALLOWED_MOVES,
    MODERATE,
    AgeBand,
    Channel,
    Contribution,
    Kind,
    OnBehalf,
    ParticipationLevel,
    Progress,
    PublicView,
    State,
    WhoMay,
)
from contributions.models.decisions import Answer, AnswerText, Decision, ReasonTemplate
from contributions.models.files import Attachment, PendingUpload, private_storage
from contributions.models.moderators import (
    EXPORT_PERSONAL_DATA,
    DigestSetting,
    InternalNote,
    ModerationScope,
)
from contributions.models.replies import Appeal, Outcome, Report, ReportKind, Support

__all__ = [
    "ALLOWED_MOVES",
    "EXPORT_PERSONAL_DATA",
    "MODERATE",
    "AgeBand",
    "Answer",
    "AnswerText",
    "Appeal",
    "Attachment",
    "Channel",
    "Contribution",
    "Decision",
    "DigestSetting",
    "InternalNote",
    "Kind",
    "ModerationScope",
    "OnBehalf",
    "Outcome",
    "ParticipationLevel",
    "PendingUpload",
    "Progress",
    "PublicView",
    "ReasonTemplate",
    "Report",
    "ReportKind",
    "State",
    "Support",
    "WhoMay",
    "private_storage",
]

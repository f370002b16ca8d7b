"""Projects and what hangs under them."""

from projects.models.consultations import ConsultationKind, ConsultationPage, ConsultationState
from projects.models.ideas import IdeaCallPage
from projects.models.projects import ProjectIndexPage, ProjectPage, ProjectState
from projects.models.updates import ProjectUpdatePage

__all__ = [
    "ConsultationKind",
    "ConsultationPage",
    "ConsultationState",
    "IdeaCallPage",
    "ProjectIndexPage",
    "ProjectPage",
    "ProjectState",
    "ProjectUpdatePage",
]

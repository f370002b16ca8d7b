"""Everything the other apps build on."""

from core.models.images import CustomImage, CustomRendition, PhotoConsent
from core.models.pages import Action, AnswersMixin, BasePage, Slip
from core.models.records import CitizenRecord, RetentionRule
from core.models.settings import SiteSettings
from core.models.snippets import (
    Contact,
    NavigationItem,
    NavigationMenu,
    Neighbourhood,
    Portrait,
    SiteTexts,
    Topic,
)

__all__ = [
    "Action",
    "AnswersMixin",
    "BasePage",
    "CitizenRecord",
    "Contact",
    "CustomImage",
    "CustomRendition",
    "NavigationItem",
    "NavigationMenu",
    "Neighbourhood",
    "PhotoConsent",
    "Portrait",
    "RetentionRule",
    "SiteSettings",
    "SiteTexts",
    "Slip",
    "Topic",
]

"""The demo app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DemoConfig(AppConfig):
    """Example content in both languages, put in and taken out by commands."""

    name = "demo"
    verbose_name = _("example content")
    default_auto_field = "django.db.models.BigAutoField"

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ContributionsConfig(AppConfig):
    name = "contributions"
    verbose_name = _("Contributions")

    def ready(self):
        from wagtail.permissions import register_permission_policy

        from contributions import signal_handlers
        from contributions.admin.permissions import ModerationPolicy
        from contributions.models import Contribution

        signal_handlers.connect()
        register_permission_policy(Contribution, ModerationPolicy(Contribution))

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from wagtail.users.apps import WagtailUsersAppConfig


class AccountsConfig(AppConfig):
    default = True
    name = "accounts"
    verbose_name = _("Accounts")


class PeopleConfig(WagtailUsersAppConfig):
    """Wagtail's own list of people, with our forms."""

    user_viewset = "accounts.viewsets.PersonViewSet"

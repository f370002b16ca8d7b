"""What accounts add to Wagtail's admin."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks


@hooks.register("register_account_menu_item")
def sign_in_and_security(request):
    """Lead from the admin's account page to where passwords and codes are looked after."""
    return {
        "url": reverse("mfa_index"),
        "label": _("Sign-in and security"),
        "help_text": _("Password, e-mail address and two-step sign-in."),
    }

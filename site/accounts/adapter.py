"""How allauth works here."""

from allauth.account.adapter import DefaultAccountAdapter
from django.urls import reverse

from core.mail import sender


class AccountAdapter(DefaultAccountAdapter):
    """Lead people to where they have something to do."""

    def get_login_redirect_url(self, request):
        """Editors go to the admin, everybody else to their own page."""
        if request.user.has_perm("wagtailadmin.access_admin"):
            return reverse("wagtailadmin_home")
        return reverse("my_page")

    def render_mail(self, template_prefix, email, context, headers=None):
        """Sign these mails as all others."""
        return super().render_mail(template_prefix, email, {**context, **sender()}, headers)

    def get_logout_redirect_url(self, request):
        """Stay in the reader's language."""
        return reverse("wagtail_serve", args=[""])

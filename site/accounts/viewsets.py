"""People in Wagtail's admin, known by their address alone."""

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.users.views.users import IndexView, UserViewSet

from accounts.forms import PersonCreationForm, PersonEditForm
from accounts.models import User


class PersonIndexView(IndexView):
    """The list of people, with their address where Wagtail speaks of a user name."""

    @cached_property
    def columns(self):
        """Call the address what it is."""
        columns = super().columns
        for column in columns:
            if column.name == User.USERNAME_FIELD:
                column.label = _("E-mail address")
        return columns


class PersonViewSet(UserViewSet):
    """Making and changing accounts."""

    index_view_class = PersonIndexView

    def get_form_class(self, for_update=False):
        """Use the forms that know of no user name."""
        return PersonEditForm if for_update else PersonCreationForm

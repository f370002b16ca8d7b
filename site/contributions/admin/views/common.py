"""Who sees which rows, and what the views about one row share."""

from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import View
from wagtail.admin.views.generic.base import BaseObjectMixin, WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.permissions import policy_registry

from contributions.models import Contribution


def may_moderate(user):
    """Whether this person moderates anything at all."""
    return policy_registry.get_by_type(Contribution).user_has_permission(user, "view")


def waiting(user):
    """Return what waits for this person's decision, oldest first."""
    rows = Contribution.objects.for_moderator(user).waiting()
    return rows.order_by("created_at", "pk")


def count_label(total, waiting_total):
    """Say how many contributions there are, and how many wait."""
    label = ngettext("%(count)d contribution", "%(count)d contributions", total)
    label %= {"count": total}
    if waiting_total:
        label += ", " + gettext("%(count)d waiting") % {"count": waiting_total}
    return label


class RowMixin(PermissionCheckedMixin, BaseObjectMixin):
    """A view about one contribution within the scopes of whoever asks."""

    model = Contribution
    permission_required = "change"
    index_url_name = edit_url_name = history_url_name = ""
    answer_url_name = photo_url_name = ""

    def get_base_object_queryset(self):
        """Everything outside the person's scopes is simply not there."""
        rows = Contribution.objects.for_moderator(self.request.user)
        return rows.select_related("page__locale")

    def url_for(self, name):
        """Return the address of another view about the same row."""
        return reverse(name, args=[self.object.pk])


class RowPageView(RowMixin, WagtailAdminTemplateMixin, View):
    """A page of the admin about one contribution."""

    page_title = _("Contribution")
    header_icon = "comment"

    def get_page_subtitle(self):
        """Return the reference: titles of the admin carry no person's words."""
        return self.object.reference

    def get_breadcrumbs_items(self):
        """Lead back to the queue."""
        return [
            *self.breadcrumbs_items,
            {"url": reverse(self.index_url_name), "label": gettext("Contributions")},
            {"url": "", "label": self.object.reference},
        ]

    def get_context_data(self, **kwargs):
        """Add the row and where its photo is."""
        return super().get_context_data(
            contribution=self.object,
            answers=list(self.object.answers.prefetch_related("texts")),
            photo_url=self.url_for(self.photo_url_name) if self.object.photo else "",
            **kwargs,
        )

"""Who sees which rows, and what the views about one row share."""

import re
from dataclasses import dataclass

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import BaseObjectMixin, WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.permissions import policy_registry

from contributions import queries, services
from contributions.admin.marking import given_answers, written
from contributions.models import EXPORT_PERSONAL_DATA, Contribution
from contributions.waiting import count_waiting

NUMBER = re.compile(r"[0-9]{1,18}")


def may_moderate(user):
    """Whether this person moderates anything at all."""
    return policy_registry.get_by_type(Contribution).user_has_permission(user, "view")


def may_export_people(user):
    """Whether this person may take personal data of those who take part out of the house."""
    return may_moderate(user) and user.has_perm(EXPORT_PERSONAL_DATA)


def waiting_for(request):
    """Count what waits for whoever asks, once a request: menu, panel and queue all show it."""
    if not hasattr(request, "waiting_counts"):
        request.waiting_counts = count_waiting(request.user)
    return request.waiting_counts


def waiting(user):
    """Return what waits for this person's decision, oldest first."""
    rows = Contribution.objects.for_moderator(user).waiting()
    return rows.order_by("created_at", "pk")


@dataclass(frozen=True)
class Neighbours:
    """What lies before and after a contribution in the queue, and how far on it is."""

    previous: Contribution | None
    next: Contribution | None
    position: int
    count: int


def neighbours(user, contribution):
    """Return what waits for this person around a contribution, whether it waits itself or not."""
    rows = waiting(user)
    before = Q(created_at__lt=contribution.created_at) | Q(
        created_at=contribution.created_at, pk__lt=contribution.pk
    )
    return Neighbours(
        previous=rows.filter(before).last(),
        next=rows.exclude(pk=contribution.pk).exclude(before).first(),
        position=rows.filter(before).count() + 1,
        count=rows.count(),
    )


def number_in(text):
    """Return a key or a version that an address or a form names.

    Raises `ValueError` for what is none, or larger than a database counts.
    """
    if not NUMBER.fullmatch(text):
        raise ValueError(text)
    return int(text)


def count_label(total, waiting_total):
    """Say how many contributions there are, and how many wait."""
    label = ngettext("%(count)d contribution", "%(count)d contributions", total)
    label %= {"count": total}
    if waiting_total:
        label += ", " + gettext("%(count)d waiting") % {"count": waiting_total}
    return label


def warn_changed(request):
    """Say that what was read is no longer what is there."""
    messages.warning(
        request,
        _(
            "It has changed since you opened it, so nothing was decided. Read it again; "
            "what you wrote is still here."
        ),
    )


class RowMixin(PermissionCheckedMixin, BaseObjectMixin):
    """A view about one contribution within the scopes of whoever asks."""

    model = Contribution
    permission_required = "change"
    index_url_name = edit_url_name = history_url_name = ""
    answer_url_name = photo_url_name = namespace = ""

    def get_base_object_queryset(self):
        """Everything outside the person's scopes is simply not there."""
        rows = Contribution.objects.for_moderator(self.request.user)
        return rows.select_related("page__locale", "about", "merged_into")

    def url_for(self, name):
        """Return the address of another view about the same row."""
        return reverse(name, args=[self.object.pk])

    def address(self, view, *keys):
        """Return the address of another view about the same row, or about a row of it."""
        return reverse(f"{self.namespace}:{view}", args=[self.object.pk, *keys])


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
        """Add the row, what was found in its words, and where its photo is."""
        call = self.object.page.specific
        return super().get_context_data(
            contribution=self.object,
            written=written(self.object),
            given_answers=given_answers(self.object),
            call=call,
            may_edit_call=call.permissions_for_user(self.request.user).can_edit(),
            public_url=queries.public_path(self.object, call),
            answers=list(self.object.answers.prefetch_related("texts")),
            photo_url=self.url_for(self.photo_url_name) if self.object.photo else "",
            **kwargs,
        )


class ShowingMixin:
    """A view whose form chooses what everybody will see."""

    SHOWING_ERRORS = (services.OpenFindings, services.SpanOutside, services.NotOpened)

    def get_object(self):
        """Scan it again, without storing that: the scan may have learnt since it was sent."""
        contribution = super().get_object()
        services.scan_record(contribution)
        return contribution

    def explain(self, error):
        """Say why nothing was published."""
        return {
            services.OpenFindings: _(
                "There is personal data that is neither blanked nor accepted. Choose for each."
            ),
            services.SpanOutside: _("A place to blank lies outside the text. Choose it again."),
            services.NotOpened: _("A file was chosen that nobody has opened. Open it first."),
        }[type(error)]

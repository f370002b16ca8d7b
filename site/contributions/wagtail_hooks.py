"""What contributions add to Wagtail's admin."""

from django.db.models import Count, Q
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.ui.components import Component
from wagtail.admin.widgets.button import Button

from contributions import protection
from contributions.admin.views import count_label, may_moderate, waiting
from contributions.admin.viewsets import ContributionViewSet, ModerationScopeViewSet
from contributions.mixins import InvitesContributions
from contributions.models import Contribution, State


@hooks.register("register_admin_viewset")
def register_viewsets():
    """Open the queue and the scopes."""
    return [ContributionViewSet(), ModerationScopeViewSet()]


@hooks.register("register_log_actions")
def register_log_actions(actions):
    """Name in the logs what is done to contributions."""
    for action, label, message in (
        ("published", _("Publish"), _("Published")),
        ("rejected", _("Do not publish"), _("Not published")),
        ("hidden", _("Hide"), _("Hidden again")),
        ("withdrawn", _("Withdraw"), _("Withdrawn by the author")),
        ("answer", _("Answer"), _("Answered")),
    ):
        actions.register_action(f"contributions.{action}", label, message)


class WaitingPanel(Component):
    """What waits, on the first page after signing in."""

    name = "contributions_waiting"
    template_name = "contributions/admin/panel.html"
    order = 110

    def get_context_data(self, parent_context):
        """Find the oldest that waits, and count the others."""
        rows = waiting(parent_context["request"].user)
        oldest = rows.first()
        return {
            "heading": _("Contributions"),
            "count": rows.count() if oldest else 0,
            "oldest": oldest and oldest.created_at,
            "next_url": oldest and reverse("contributions:edit", args=[oldest.pk]),
        }


@hooks.register("construct_homepage_panels")
def add_waiting_panel(request, panels):
    """Greet moderators with what waits."""
    if may_moderate(request.user):
        panels.append(WaitingPanel())


@hooks.register("register_page_header_buttons")
def page_header_buttons(page, user, view_name, next_url=None):
    """Lead from a call to what people have sent to it, with live counts."""
    is_call = issubclass(page.specific_class or type(page), InvitesContributions)
    if not (is_call and may_moderate(user)):
        return
    call = page.specific.canonical
    rows = Contribution.objects.for_moderator(user).filter(page_id=call.pk)
    counts = rows.aggregate(total=Count("pk"), waiting=Count("pk", Q(state=State.RECEIVED)))
    yield Button(
        count_label(counts["total"], counts["waiting"]),
        url=reverse("contributions:index") + f"?state=all&page={call.pk}",
        icon_name="comment",
        priority=12,
    )


@hooks.register("before_delete_page")
def refuse_to_delete(request, page):
    """Explain why a page that people have brought something to stays."""
    return _refused(request, [page], reverse("wagtailadmin_explore", args=[page.pk]))


@hooks.register("before_bulk_action")
def refuse_to_delete_many(request, action_type, objects, action):
    """Explain it for a choice of pages too; none of them is deleted."""
    if action_type == "delete" and action.model is protection.Page:
        return _refused(request, objects, action.next_url)
    return None


def _refused(request, pages, url):
    count = protection.count_under(pages)
    if not count:
        return None
    messages.error(request, protection.refusal(count))
    return redirect(url)

"""What contributions add to Wagtail's admin."""

from django import forms
from django.db.models import Count, Q
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.ui.components import Component
from wagtail.admin.views.account import BaseSettingsPanel, notifications_tab
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import LogFormatter

from contributions import protection
from contributions.admin.bulk import ACTIONS
from contributions.admin.views import count_label, may_moderate, waiting, waiting_for
from contributions.admin.viewsets import (
    ContributionViewSet,
    ModerationScopeViewSet,
    ReasonTemplateViewSet,
)
from contributions.mixins import InvitesContributions
from contributions.models import Contribution, DigestSetting, State
from contributions.services.digests import setting_of
from contributions.waiting import in_queue, late_before


@hooks.register("register_admin_viewset")
def register_viewsets():
    """Open the queue, the scopes and the reasons."""
    return [ContributionViewSet(), ModerationScopeViewSet(), ReasonTemplateViewSet()]


@hooks.register("register_log_actions")
def register_log_actions(actions):
    """Name in the logs what is done to contributions."""
    for action, label, message in (
        ("published", _("Publish"), _("Published")),
        ("rejected", _("Do not publish"), _("Not published")),
        ("hidden", _("Hide"), _("Hidden again")),
        ("withdrawn", _("Withdraw"), _("Withdrawn by the author")),
        ("merged", _("Join with another"), _("Joined with another")),
        ("received", _("Part"), _("Parted again: it waits for a decision")),
        ("merged_here", _("Join another with it"), _("Another was joined with it")),
        ("parted", _("Part"), _("Another was parted from it")),
        ("redact", _("Change what is seen"), _("Changed what everybody sees")),
        ("clear_suspicion", _("Not spam"), _("Said that it is not spam")),
        ("note", _("Write a note"), _("Wrote a note")),
        ("open_file", _("Open a file"), _("Opened a file")),
        ("report_upheld", _("Settle a report"), _("Kept what was reported")),
        ("report_changed", _("Settle a report"), _("Settled a report: it is no longer shown")),
        ("appeal_upheld", _("Second look"), _("Left it as it was after a second look")),
        ("appeal_changed", _("Second look"), _("Published it after a second look")),
        ("answer", _("Answer"), _("Answered")),
    ):
        actions.register_action(f"contributions.{action}", label, message)
    actions.register_action("contributions.export")(ExportFormatter)


class ExportFormatter(LogFormatter):
    """Tells how much was taken along; by which filters is in the entry's data."""

    label = _("Download the case file")

    def format_message(self, log_entry):
        """Return the number of contributions."""
        count = log_entry.data.get("count", 0)
        return ngettext(
            "Downloaded %(count)d contribution with personal data",
            "Downloaded %(count)d contributions with personal data",
            count,
        ) % {"count": count}


for action in ACTIONS:
    hooks.register("register_bulk_action", action)


class DigestForm(forms.ModelForm):
    """How often somebody wants to hear of what waits."""

    class Meta:
        model = DigestSetting
        fields = ["frequency"]
        widgets = {"frequency": forms.RadioSelect}


class DigestPanel(BaseSettingsPanel):
    """Choosing it, among the notifications of Wagtail's own account page."""

    name = "moderation_digest"
    title = _("Contributions")
    tab = notifications_tab
    order = 200
    form_class = DigestForm

    def is_active(self):
        """Only who moderates hears of it."""
        return may_moderate(self.user)

    def get_form(self):
        """Return the form about this person's own choice."""
        data = self.request.POST if self.request.method == "POST" else None
        return self.form_class(data, instance=setting_of(self.user), prefix=self.name)


@hooks.register("register_account_settings_panel")
def register_digest_panel(request, user, profile):
    """Let moderators choose how often they get the mail."""
    return DigestPanel(request, user, profile)


class WaitingPanel(Component):
    """What waits, on the first page after signing in."""

    name = "contributions_waiting"
    template_name = "contributions/admin/panel.html"
    order = 110

    def get_context_data(self, parent_context):
        """Count what waits, and find the oldest."""
        request = parent_context["request"]
        oldest = waiting(request.user).only("created_at").first()
        return {
            "heading": _("Contributions"),
            "counts": waiting_for(request),
            "oldest": oldest,
            "is_late": oldest and oldest.created_at < late_before(),
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
    rows = in_queue(Contribution.objects.for_moderator(user)).filter(page_id=call.pk)
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

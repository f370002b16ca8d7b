"""What can be done with many rows of the queue at a time, as Wagtail's bulk actions."""

from django import forms
from django.http import Http404
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin import messages
from wagtail.admin.views.bulk_action import BulkAction

from contributions import services
from contributions.admin.views.common import may_moderate, number_in
from contributions.admin.views.queue import QueueView, SuspectsView, listed
from contributions.models import Contribution, ReasonTemplate
from contributions.services import bulk

# As many as somebody can read on one page, and a request can decide about.
MOST = 200
# How many that were left a message names.
NAMED = 10


class ReadForm(forms.Form):
    """Carries which rows were on screen, and the version of each."""

    read = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean_read(self):
        """Return versions by key; nothing else than what was on screen is decided about."""
        return versions_read(self.cleaned_data["read"])


class RejectForm(ReadForm):
    """The reason that each author gets."""

    reason = forms.ModelChoiceField(
        label=_("Reason, sent to each author in their language"),
        queryset=ReasonTemplate.objects.all(),
        widget=forms.RadioSelect,
        empty_label=None,
    )


def versions_read(text):
    """Return what a form says was on screen, as versions by key. Raises `Http404` for nonsense."""
    try:
        pairs = [pair.split(".") for pair in text.split()]
        return {number_in(key): number_in(version) for key, version in pairs[:MOST]}
    except ValueError:
        raise Http404 from None


class RowsAction(BulkAction):
    """Something done with many contributions within the scopes of whoever asks."""

    models = [Contribution]
    form_class = ReadForm
    template_name = "contributions/admin/bulk.html"
    listing = QueueView
    header = button = explanation = ""
    button_class = ""

    def dispatch(self, request, *args, **kwargs):
        """For others than moderators there is nothing here."""
        if not may_moderate(request.user):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self):
        """Write into the form what is on screen."""
        kwargs = super().get_form_kwargs()
        if self.request.method != "POST":
            read = " ".join(f"{row.pk}.{row.version}" for row in self._can_be_taken)
            kwargs["initial"] = {"read": read}
        return kwargs

    @cached_property
    def _read(self):
        return versions_read(self.request.POST.get("read", ""))

    @cached_property
    def _chosen(self):
        """All rows that were chosen in the list, or read on the page that was sent."""
        if self.request.method == "POST":
            rows = Contribution.objects.for_moderator(self.request.user)
            return rows.filter(pk__in=self._read).order_by("created_at", "pk")
        keys = self.request.GET.getlist("id")
        if "all" in keys:
            return listed(self.listing, self.request)
        try:
            keys = [number_in(key) for key in keys[:MOST]]
        except ValueError:
            raise Http404 from None
        rows = Contribution.objects.for_moderator(self.request.user)
        return rows.filter(pk__in=keys).order_by("created_at", "pk")

    @cached_property
    def _rows(self):
        rows = self._chosen.select_related("page", "about").prefetch_related("attachments")
        rows = list(rows[:MOST])
        for row in rows:
            row.version = self._read.get(row.pk, row.version)
        return rows

    @cached_property
    def _left(self):
        pairs = [(row, self.why_not(row)) for row in self._rows]
        return [(row, why) for row, why in pairs if why]

    @cached_property
    def _can_be_taken(self):
        left = {row.pk for row, _why in self._left}
        return [row for row in self._rows if row.pk not in left]

    def get_actionable_objects(self):
        """Return what was chosen, as far as it is this person's and can be taken."""
        return self._can_be_taken, {"left": self._left, "items_with_no_access": []}

    def object_context(self, obj):
        """Add all that would become public of a row: somebody is to read it before."""
        return {**super().object_context(obj), "public": obj.public_view()}

    def why_not(self, row):
        """Return why a row is left as it is, or None."""
        raise NotImplementedError

    def act(self, rows, form):
        """Do it; return the rows it was done with, and those that were left."""
        raise NotImplementedError

    def get_context_data(self, **kwargs):
        """Add how many wait for another time."""
        return super().get_context_data(
            action=self,
            most=MOST,
            remaining=max(0, self._chosen.count() - MOST),
            **kwargs,
        )

    def get_execution_context(self):
        """Hand the view itself on: Wagtail calls a class method."""
        return {"view": self}

    @classmethod
    def execute_action(cls, objects, view=None, **_kwargs):
        """Do it, and say what was left."""
        # What was refused on the way in is tried again: it is told with the others then.
        done, left = view.act(view._rows, view.cleaned_form.cleaned_data)
        view.tell(left)
        return len(done), 0

    def get_success_message(self, count, _others):
        """Say how many it was done with, if any."""
        return self.said(count) % {"count": count} if count else None

    def said(self, count):
        """Return the words for it, with a place for the number."""
        raise NotImplementedError

    def tell(self, left):
        """Say which rows were left as they are, and why; by reference, never by words."""
        if not left:
            return
        named = [f"{row.reference}: {why.label}" for row, why in left[:NAMED]]
        if len(left) > NAMED:
            more = len(left) - NAMED
            named.append(
                ngettext("and %(count)d more.", "and %(count)d more.", more) % {"count": more}
            )
        intro = ngettext(
            "%(count)d is left as it was.", "%(count)d are left as they were.", len(left)
        ) % {"count": len(left)}
        messages.warning(self.request, " ".join([intro, *named]))


class PublishAction(RowsAction):
    """Publish many."""

    display_name = button = _("Publish")
    header = _("Publish these?")
    action_type = "publish"
    aria_label = _("Publish the chosen contributions")
    action_priority = 10
    explanation = _(
        "Everybody can read these afterwards. Photos and attachments stay hidden: open a "
        "contribution to show them."
    )

    def why_not(self, row):
        return bulk.why_not_publish(row)

    def act(self, rows, form):
        return services.bulk_publish(rows, self.request.user)

    def said(self, count):
        return ngettext("%(count)d is published.", "%(count)d are published.", count)


class RejectAction(RowsAction):
    """Keep many from the public, for the same reason."""

    display_name = button = _("Do not publish")
    header = _("Keep these from the public?")
    action_type = "reject"
    aria_label = _("Do not publish the chosen contributions")
    action_priority = 20
    form_class = RejectForm
    button_class = "no"
    explanation = _("Each author who left an address gets a mail with the reason you choose.")

    def why_not(self, row):
        return bulk.why_not_reject(row)

    def act(self, rows, form):
        return services.bulk_reject(rows, self.request.user, reason_template=form["reason"])

    def said(self, count):
        return ngettext("%(count)d is not published.", "%(count)d are not published.", count)


class NotSpamAction(RowsAction):
    """Let many suspects join what waits."""

    display_name = button = _("Not spam")
    header = _("Are these not spam?")
    action_type = "not_spam"
    aria_label = _("Say of the chosen contributions that they are not spam")
    action_priority = 30
    listing = SuspectsView
    explanation = _("These join what waits for a decision. Nothing is published yet.")

    def why_not(self, row):
        return bulk.why_not_suspect(row)

    def act(self, rows, form):
        return services.bulk_clear_suspicion(rows, self.request.user)

    def said(self, count):
        return ngettext(
            "%(count)d waits for a decision now.", "%(count)d wait for a decision now.", count
        )


class SpamAction(RowsAction):
    """Reject many suspects."""

    display_name = button = _("Reject as spam")
    header = _("Reject these as spam?")
    action_type = "spam"
    aria_label = _("Reject the chosen contributions as spam")
    action_priority = 40
    listing = SuspectsView
    button_class = "no"
    explanation = _(
        "Nobody gets a mail about it. Authors who kept their private link read the reason there "
        "and can ask for a second look."
    )

    def why_not(self, row):
        return bulk.why_not_suspect(row)

    def act(self, rows, form):
        return services.bulk_reject_as_spam(rows, self.request.user)

    def said(self, count):
        return ngettext("%(count)d is rejected.", "%(count)d are rejected.", count)


ACTIONS = (PublishAction, RejectAction, NotSpamAction, SpamAction)

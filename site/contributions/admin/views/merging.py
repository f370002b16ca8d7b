"""Joining a contribution with another that says the same, and parting the two again."""

from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.forms.search import SearchForm

from contributions import services
from contributions.admin.forms import MergeForm
from contributions.admin.marking import given_answers, written
from contributions.admin.views.common import RowMixin, RowPageView, number_in
from contributions.models import Contribution, State
from contributions.similar import candidates, similar_to

MOST_RESULTS = 20
SEARCHED = ("title", "text", "place")


class MergeView(RowPageView):
    """Find what says the same, read both side by side, and join them."""

    template_name = "contributions/admin/merge.html"
    page_title = _("Join with another")

    def dispatch(self, request, *args, **kwargs):
        """A comment, or what is joined or taken back, has nothing to be joined with."""
        if self.object.about_id or not self.object.can_become(State.MERGED):
            messages.warning(request, _("It cannot be joined with another."))
            return redirect(self.url_for(self.edit_url_name))
        return super().dispatch(request, *args, **kwargs)

    def get(self, request, *args, **kwargs):
        """Show what was found, or both side by side."""
        into = self._candidate(request.GET.get("into"))
        return self._confirm(into) if into else self._search()

    def post(self, request, *args, **kwargs):
        """Join them, if both still are what was read."""
        form = MergeForm(self.object, request.POST)
        if not form.is_valid():
            return self._changed()
        data = form.cleaned_data
        into = get_object_or_404(Contribution.objects.for_moderator(request.user), pk=data["into"])
        try:
            services.merge(
                self.object,
                into,
                request.user,
                into_read=(data["into_version"], data["into_state"]),
                **form.read,
            )
        except (services.Changed, services.CannotMerge):
            return self._changed()
        messages.success(
            request,
            _("%(reference)s is joined with %(other)s, and its author is told.")
            % {"reference": self.object.reference, "other": into.reference},
            buttons=[
                messages.button(
                    reverse(self.edit_url_name, args=[self.object.pk]), _("See it, or undo this")
                )
            ],
        )
        return redirect(reverse(self.edit_url_name, args=[into.pk]))

    def _changed(self):
        """Nothing was joined; what there is now can be read again."""
        messages.warning(
            self.request,
            _("One of the two has changed since you opened them, so nothing was joined."),
        )
        return redirect(self.url_for(self.edit_url_name))

    def _candidates(self):
        return candidates(self.object).filter(
            pk__in=Contribution.objects.for_moderator(self.request.user).values("pk")
        )

    def _candidate(self, key):
        try:
            return self._candidates().filter(pk=number_in(key or "")).first()
        except ValueError:
            return None

    def _search(self):
        form = SearchForm(self.request.GET, placeholder=_("Words, or a number"))
        words = form.cleaned_data["q"].split() if form.is_valid() else []
        found = list(self._matching(words)[:MOST_RESULTS]) if words else []
        context = self.get_context_data(
            search_form=form,
            is_search=bool(words),
            found=found or ([] if words else similar_to(self.object)),
        )
        return self.render_to_response(context)

    def _matching(self, words):
        """Return candidates that hold all of these words, or have them as their number."""
        rows = self._candidates().order_by("-pk")
        holds_all = Q()
        for word in words[:8]:
            holds = Q(reference__iexact=word)
            for field in SEARCHED:
                holds |= Q(**{f"{field}__icontains": word})
            holds_all &= holds
        return rows.filter(holds_all)

    def _confirm(self, into):
        form = MergeForm(
            self.object,
            initial={"into": into.pk, "into_version": into.version, "into_state": into.state},
        )
        context = self.get_context_data(
            form=form,
            into=into,
            into_written=written(into),
            into_answers=given_answers(into),
        )
        return self.render_to_response(context)


class PartView(RowMixin, View):
    """Undo that a contribution was joined with another."""

    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        """Part them, and return to the contribution, which waits again."""
        try:
            services.part(self.object, request.user)
        except services.Changed:
            messages.warning(request, _("It was not joined with another any more."))
        else:
            messages.success(request, _("It stands on its own again, and waits for a decision."))
        return redirect(self.url_for(self.edit_url_name))

"""What only its author may see of a contribution."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from contributions import queries, services, words
from contributions.models import Contribution, Outcome, State
from contributions.reply_forms import AppealForm
from core import private_links
from core.decorators import private_page
from core.queries import in_language

MOVES = {
    State.RECEIVED: ("arrow", gettext_lazy("It stands on its own again")),
    State.PUBLISHED: ("tick", gettext_lazy("We made it public")),
    State.REJECTED: ("cross", gettext_lazy("We decided not to show it")),
    State.HIDDEN: ("cross", gettext_lazy("We took it down")),
    State.MERGED: ("arrow", gettext_lazy("We joined it with another")),
    State.WITHDRAWN: ("cross", gettext_lazy("It was taken back")),
}


@dataclass(frozen=True)
class Event:
    """Something that has happened to a contribution, as its author is told."""

    when: datetime
    icon: str
    what: str
    text: str = ""


@private_page
@require_safe
def receipt(request, reference, token):
    """Say that it has arrived, with its number and the private link."""
    return render(
        request, "contributions/receipt.html", _private_context(request, reference, token)
    )


@private_page
@require_http_methods(["GET", "HEAD", "POST"])
def private(request, reference, token):
    """Show an author what became of a contribution; a POST does what its `action` says."""
    context = _private_context(request, reference, token)
    if request.method != "POST":
        return _show(request, context)
    act = ACTIONS.get(request.POST.get("action"))
    return act(request, context) if act else _show(request, context, 400)


def _show(request, context, status=200):
    mine, call = context["contribution"], context["call"]
    decisions, appeals = list(mine.decisions.all()), list(mine.appeals.all())
    refusal = decisions[-1] if decisions and mine.is_refused else None
    context = {
        "next_step": words.what_happens_next(mine, call),
        "history": _history(mine, decisions, appeals, refusal),
        "refusal": refusal,
        "appeal": next((row for row in appeals if refusal and row.decision == refusal), None),
        "appeal_form": AppealForm() if services.can_appeal(mine) else None,
        "joined_with": _joined_with(mine, call),
        "answers": list(mine.answers.prefetch_related("texts")),
        "attachments": list(mine.attachments.all()),
        "change_url": _change_url(mine, call),
        "can_withdraw": mine.can_become(State.WITHDRAWN),
        "can_erase": not queries.retention_rule().legal_hold,
        "can_join": _can_join(request, mine, call),
        **context,
    }
    return render(request, "contributions/private.html", context, status=status)


# --- What an author does --------------------------------------------------------------------


def _withdraw(request, context):
    services.withdraw(context["contribution"])
    return redirect(request.path)


def _erase(request, context):
    if services.withdraw_and_erase(context["contribution"]).erased_at is None:
        return redirect(request.path)
    messages.success(request, _("Everything you sent us has been deleted."))
    return redirect(context["call"].url)


def _appeal(request, context):
    form = AppealForm(request.POST)
    if not form.is_valid():
        return _show(request, {**context, "appeal_form": form}, 422)
    try:
        services.appeal(context["contribution"], text=form.cleaned_data["text"])
    except services.Changed:
        return _show(request, context, 409)
    return redirect(f"{request.path}#second-look")


def _join(request, context):
    if request.user.is_authenticated:
        try:
            services.join(context["contribution"], request.user)
        except services.Changed:
            pass
        else:
            return redirect(request.path)
    return _show(request, context, 409)


ACTIONS = {"withdraw": _withdraw, "erase": _erase, "appeal": _appeal, "join": _join}


# --- What an author sees --------------------------------------------------------------------


def _private_context(request, reference, token):
    mine = private_links.get_record_or_404(
        Contribution.objects.select_related("page", "about", "merged_into"), reference, token
    )
    call = in_language([mine.page.specific], request.LANGUAGE_CODE)[0]
    return {
        **words.for_author(mine),
        "contribution": mine,
        "call": call,
        "change_path": mine.get_private_url("contribution_change"),
        "private_url": request.build_absolute_uri(mine.get_private_url()),
        "public_url": queries.public_path(mine, call),
        "about_url": queries.public_path(mine.about, call) if mine.about else "",
    }


def _change_url(mine, call):
    """Return where it can be changed: not a comment, and not once it is decided."""
    can_change = mine.state == State.RECEIVED and mine.about_id is None and call.is_open
    return mine.get_private_url("contribution_change") if can_change else ""


def _can_join(request, mine, call):
    is_nobodys = mine.user_id is None and not call.canonical.is_anonymous
    return is_nobodys and request.user.is_authenticated


def _joined_with(mine, call):
    """Return title and address of what it was joined with, as far as everybody may see that."""
    other = mine.merged_into
    path = queries.public_path(other, call) if other else ""
    return {"public": other.public_view(), "url": path} if path else None


def _history(mine, decisions, appeals, refusal):
    """Return what has happened, the oldest first; the reason of the last refusal stands apart."""
    events = [Event(mine.created_at, "arrow", _("We received it"))]
    for decision in decisions:
        icon, what = MOVES[State(decision.state)]
        reason = "" if decision == refusal else decision.reason
        events.append(Event(decision.created_at, icon, what, reason))
    for appeal in appeals:
        events.append(Event(appeal.created_at, "arrow", _("You asked for a second look")))
        if appeal.outcome != Outcome.OPEN:
            answer = "" if appeal.decision == refusal else appeal.answer
            events.append(Event(appeal.handled_at, "tick", _("We looked a second time"), answer))
    return sorted(events, key=lambda event: event.when)

"""Public views: the form, the receipt, an idea, and its author's private page."""

from django.contrib import messages
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import (
    add_never_cache_headers,
    get_conditional_response,
    patch_cache_control,
)
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.models import Page

from contributions import queries, services
from contributions.forms import ContributionForm
from contributions.models import Contribution, State
from core import page_cache, private_links
from core.decorators import no_referrer
from core.queries import in_language, is_shown

# --- The form -----------------------------------------------------------------------------


def take_part(request, page):
    """Show a page's form, keep what is wrong with it on screen, store what is right."""
    if request.method == "POST":
        response = _receive(request, page)
        add_never_cache_headers(response)
        return response
    if page.is_open:
        response = _show_form(request, page, ContributionForm(page))
    else:
        response = _closed(request, page, None, 200)
    # Nobody else's, but the browser may keep it: going back finds the form as it was typed.
    patch_cache_control(response, private=True, max_age=0)
    return response


def _receive(request, page):
    if "remove_photo" in request.POST and page.is_open:
        return _show_form(request, page, ContributionForm.without_photo(page, request.POST))
    form = ContributionForm(page, request.POST, request.FILES)
    if form.is_valid():
        try:
            return _send(request, page, form)
        except services.Closed:
            pass
        except services.PhotoGone:
            form.say_photo_is_gone()
    if not page.is_open:
        return _closed(request, page, form, 409)
    return _show_form(request, page, form, 422)


def _send(request, page, form):
    fields, token = form.cleaned_data, form.cleaned_data["token"]
    user = request.user if request.user.is_authenticated else None
    verb = services.submit
    if request.POST.get("meaning") == "new":
        verb = services.submit_as_new
    try:
        contribution = verb(page, fields, token=token, user=user)
    except services.AlreadySent as sent:
        return _new_or_correction(request, page, form, sent.contribution)
    return redirect(contribution.get_private_url("contribution_receipt"))


def _new_or_correction(request, page, form, earlier):
    """The same form came twice with different words: ask what the person means."""
    can_correct = earlier.state == State.RECEIVED and earlier.page_id == page.canonical.pk
    if not page.is_open:
        raise services.Closed
    if request.POST.get("meaning") == "correction" and can_correct:
        fields, token = form.cleaned_data, form.cleaned_data["token"]
        try:
            services.correct(page, earlier, fields, token=token)
        except services.Changed:
            can_correct = False
        else:
            return redirect(earlier.get_private_url("contribution_receipt"))
    context = {"form": form, "earlier": earlier, "can_correct": can_correct}
    return _render(request, page, "contributions/already_sent.html", context, 409)


def _show_form(request, page, form, status=200):
    return _render(request, page, "contributions/form.html", {"form": form}, status)


def _closed(request, page, form, status):
    return _render(request, page, "contributions/closed.html", {"form": form}, status)


def _render(request, page, template, context, status=200):
    """Render a page below a page, without what only the page itself has to gather."""
    return render(request, template, {**Page.get_context(page, request), **context}, status=status)


# --- What everybody may see ---------------------------------------------------------------


def contribution(request, page, shown):
    """Show one published contribution with its official answers."""
    page_cache.note_change(request, page.next_change_at)
    context = {
        "contribution": shown,
        "public": shown.public_view(),
        "answers": list(shown.answers.prefetch_related("texts")),
    }
    return _render(request, page, "contributions/contribution.html", context)


@require_safe
def photo(request, pk, version, size):
    """Serve the released photo of a published contribution from private storage.

    Asked again each time, so that a photo is gone the moment its idea is.
    """
    shown = get_object_or_404(
        Contribution.objects.published().select_related("page"),
        pk=pk,
        version=version,
        photo_released=True,
    )
    file = {"small": shown.photo_small, "large": shown.photo}.get(size)
    if not file or not is_shown(shown.page, request):
        raise Http404
    etag = f'"{pk}-{version}-{size}"'
    response = get_conditional_response(request, etag=etag)
    if response is None:
        response = FileResponse(file.open("rb"), content_type="image/webp")
        response["ETag"] = etag
    patch_cache_control(response, private=True, no_cache=True)
    return response


# --- What only its author may see -----------------------------------------------------------


@never_cache
@no_referrer
@require_safe
def receipt(request, reference, token):
    """Say that it has arrived, with its number and the private link."""
    return render(
        request, "contributions/receipt.html", _private_context(request, reference, token)
    )


# Whoever holds the link may do this, so there is nothing to forge; and browsers send no
# origin from a page without referrer, which the usual check would refuse.
@csrf_exempt
@never_cache
@no_referrer
@require_http_methods(["GET", "HEAD", "POST"])
def private(request, reference, token):
    """Show an author what became of a contribution; a POST takes it back or has it deleted."""
    context = _private_context(request, reference, token)
    mine = context["contribution"]
    action = request.POST.get("action")
    if action not in {"withdraw", "erase"}:
        status = 400 if request.method == "POST" else 200
        return render(request, "contributions/private.html", context, status=status)
    if action == "withdraw":
        services.withdraw(mine)
        return redirect(request.path)
    if services.withdraw_and_erase(mine).erased_at is None:
        return redirect(request.path)
    messages.success(request, _("Everything you sent us has been deleted."))
    return redirect(context["call"].url)


def _private_context(request, reference, token):
    mine = private_links.get_record_or_404(
        Contribution.objects.select_related("page"), reference, token
    )
    call = mine.page.specific
    call = in_language([call], request.LANGUAGE_CODE)[0]
    is_public = mine.state == State.PUBLISHED and call.live
    return {
        "contribution": mine,
        "call": call,
        "decisions": list(mine.decisions.all()),
        "answers": list(mine.answers.prefetch_related("texts")),
        "private_url": request.build_absolute_uri(mine.get_private_url()),
        "public_url": call.get_contribution_url(mine) if is_public else "",
        "can_withdraw": mine.can_become(State.WITHDRAWN),
        "can_erase": not queries.retention_rule().legal_hold,
    }

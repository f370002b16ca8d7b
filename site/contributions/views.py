"""Public views: the form, the receipt, an idea, and its author's private page."""

from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import add_never_cache_headers, patch_cache_control
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from contributions import services
from contributions.forms import ContributionForm
from contributions.models import Contribution, State
from core import private_links
from core.decorators import no_referrer


def take_part(request, page):
    """Show a page's form, keep what is wrong with it on screen, store what is right."""
    if not page.is_open:
        response = _render(request, page, "contributions/closed.html", {})
        add_never_cache_headers(response)
        return response
    form = ContributionForm(page, request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid() and "remove_photo" not in request.POST:
        return _send(request, page, form)
    status = 422 if request.method == "POST" and form.errors else 200
    response = _render(request, page, "contributions/form.html", {"form": form}, status)
    add_never_cache_headers(response)
    return response


def _send(request, page, form):
    fields, token = form.cleaned_data, form.cleaned_data["token"]
    user = request.user if request.user.is_authenticated else None
    try:
        contribution = services.submit(page, fields, token=token, user=user)
    except services.Closed:
        response = _render(request, page, "contributions/closed.html", {"form": form}, 409)
    except services.AlreadySent as sent:
        response = _new_or_correction(request, page, form, sent.contribution)
    else:
        response = redirect(contribution.get_private_url("contribution_receipt"))
    add_never_cache_headers(response)
    return response


def _new_or_correction(request, page, form, earlier):
    """The same form came twice with different words: ask what the person means."""
    fields, token = form.cleaned_data, form.cleaned_data["token"]
    can_correct = earlier.state == State.RECEIVED
    if request.POST.get("meaning") == "correction" and can_correct:
        try:
            services.correct(earlier, fields, token=token)
        except services.Changed:
            can_correct = False
        else:
            return redirect(earlier.get_private_url("contribution_receipt"))
    context = {"form": form, "earlier": earlier, "can_correct": can_correct}
    return _render(request, page, "contributions/already_sent.html", context, 409)


def contribution(request, page, shown):
    """Show one published contribution with its official answers."""
    answers = shown.answers.prefetch_related("texts").order_by("-created_at")
    context = {"contribution": shown, "public": shown.public_view(), "answers": list(answers)}
    return _render(request, page, "contributions/contribution.html", context)


def _render(request, page, template, context, status=200):
    return render(
        request, template, {**page.get_context(request), "page": page, **context}, status=status
    )


@never_cache
@no_referrer
@require_GET
def receipt(request, reference, token):
    """Say that it has arrived, with its number and the private link."""
    return render(
        request, "contributions/receipt.html", _private_context(request, reference, token)
    )


@never_cache
@no_referrer
@require_http_methods(["GET", "POST"])
def private(request, reference, token):
    """Show an author what became of a contribution; a POST takes it back."""
    context = _private_context(request, reference, token)
    if request.method == "POST":
        services.withdraw(context["contribution"])
        return redirect(request.path)
    return render(request, "contributions/private.html", context)


def _private_context(request, reference, token):
    mine = private_links.get_record_or_404(
        Contribution.objects.select_related("page"), reference, token
    )
    page = mine.page.specific
    versions = page.get_translations(inclusive=True).live()
    page = versions.filter(locale__language_code=request.LANGUAGE_CODE).first() or page
    return {
        "contribution": mine,
        "call": page,
        "decisions": list(mine.decisions.all()),
        "answers": list(mine.answers.prefetch_related("texts")),
        "private_url": request.build_absolute_uri(mine.get_private_url()),
        "public_url": page.get_contribution_url(mine) if mine.state == State.PUBLISHED else "",
        "can_withdraw": mine.can_become(State.WITHDRAWN),
    }


@require_GET
def photo(request, pk, version, size):
    """Serve the released photo of a published contribution from private storage."""
    shown = get_object_or_404(
        Contribution.objects.published(), pk=pk, version=version, photo_released=True
    )
    file = shown.photo_small if size == "small" and shown.photo_small else shown.photo
    if not file:
        raise Http404
    response = FileResponse(file.open("rb"), content_type="image/webp")
    patch_cache_control(response, public=True, max_age=300)
    return response

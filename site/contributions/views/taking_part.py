"""The form of a page: shown, corrected, sent."""

from django.shortcuts import redirect
from django.utils.cache import add_never_cache_headers, patch_cache_control

from contributions import services
from contributions.forms import ContributionForm
from contributions.models import State
from contributions.views.common import render_below


def take_part(request, page):
    """Show a page's form, keep what is wrong with it on screen, store what is right."""
    if request.method == "POST":
        response = _receive(request, page)
        add_never_cache_headers(response)
        return response
    if page.is_open:
        response = _show_form(request, page, ContributionForm.empty(page, request))
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
    return render_below(request, page, "contributions/already_sent.html", context, 409)


def _show_form(request, page, form, status=200):
    return render_below(request, page, "contributions/form.html", {"form": form}, status)


def _closed(request, page, form, status):
    return render_below(request, page, "contributions/closed.html", {"form": form}, status)

"""The form of a comment: shown, looked through for private things, sent."""

from django.utils.cache import add_never_cache_headers, patch_cache_control

from contributions import services
from contributions.models import State
from contributions.reply_forms import CommentForm
from contributions.views.common import render_below
from contributions.views.sending import receipt_of
from contributions.views.taking_part import signals_of


def comment(request, page, about):
    """Show the form of a comment, keep what is wrong with it on screen, store what is right."""
    if request.method == "POST":
        response = _receive(request, page, about)
        add_never_cache_headers(response)
        return response
    if not page.takes_comments_on(about):
        response = _closed(request, page, about, None, 200)
    elif services.needs_account(page) and not request.user.is_authenticated:
        response = _sign_in_first(request, page, None, 200)
    else:
        response = _show(request, page, about, CommentForm(page))
    # Nobody else's, but the browser may keep it: going back finds the form as it was typed.
    patch_cache_control(response, private=True, max_age=0)
    return response


def _receive(request, page, about):
    form = CommentForm(page, request.POST)
    if form.is_valid():
        if form.must_look_again and page.takes_comments_on(about):
            return _show(request, page, about, form, 422, private_words=form.private_words)
        try:
            return _send(request, page, about, form)
        except services.SignInNeeded:
            return _sign_in_first(request, page, form, 403)
        except services.Closed:
            pass
    if not page.takes_comments_on(about):
        return _closed(request, page, about, form, 409)
    return _show(request, page, about, form, 422)


def _send(request, page, about, form):
    token, fields = form.cleaned_data["token"], dict(form.cleaned_data)
    if fields.pop("private") == CommentForm.LEAVE_OUT:
        fields["redactions"] = form.private_spans
    user = request.user if request.user.is_authenticated else None
    options = {"user": user, "signals": signals_of(request, form, "comment")}
    verb = services.comment
    if request.POST.get("meaning") == "new":
        verb = services.comment_as_new
    try:
        stored = verb(about, page, fields, token=token, **options)
    except services.AlreadySent as sent:
        return _new_or_correction(request, page, form, fields, sent.contribution)
    return receipt_of(stored)


def _new_or_correction(request, page, form, fields, earlier):
    """The same form came twice with different words: ask what the person means."""
    can_correct = earlier.state == State.RECEIVED and earlier.page_id == page.canonical.pk
    if request.POST.get("meaning") == "correction" and can_correct:
        try:
            services.correct(page, earlier, fields, token=form.cleaned_data["token"])
        except services.Changed:
            can_correct = False
        else:
            return receipt_of(earlier)
    context = {"form": form, "earlier": earlier, "can_correct": can_correct}
    return render_below(request, page, "contributions/comment_already_sent.html", context, 409)


def _show(request, page, about, form, status=200, private_words=()):
    form.forget_choice()
    context = {
        "form": form,
        "about": about,
        "public": about.public_view(),
        "private_words": private_words,
        "idea_url": page.get_contribution_url(about),
    }
    return render_below(request, page, "contributions/comment_form.html", context, status)


def _sign_in_first(request, page, form, status):
    context = {"form": form, "back": request.get_full_path()}
    return render_below(request, page, "contributions/sign_in_first.html", context, status)


def _closed(request, page, about, form, status):
    context = {"form": form, "about": about, "idea_url": page.get_contribution_url(about)}
    return render_below(request, page, "contributions/comments_closed.html", context, status)

"""What stands in place of a page's form: a wish to sign in first, or an editor's preview of it."""

from django.utils.cache import add_never_cache_headers

from contributions.forms import ContributionForm
from contributions.views.common import render_below


def preview_form(request, page):
    """Show an editor the form of a draft, with nothing in it and no way to send it."""
    return render_below(request, page, "contributions/form.html", {"form": ContributionForm(page)})


def sign_in_first(request, page):
    """Say that only people who are signed in can take part, and lead there and back again.

    Somebody whose session ended while writing gets the words back, to be copied.
    """
    is_sent = request.method == "POST"
    form = ContributionForm(page, request.POST) if is_sent else None
    context = {"form": form, "back": request.get_full_path()}
    template, status = "contributions/sign_in_first.html", 403 if is_sent else 200
    response = render_below(request, page, template, context, status)
    add_never_cache_headers(response)
    return response

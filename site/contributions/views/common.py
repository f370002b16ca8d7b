"""What several views share."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from wagtail.models import Page

from contributions.models import Contribution
from core.queries import is_shown


def render_below(request, page, template, context, status=200):
    """Render a page below a page, without what only the page itself has to gather."""
    return render(request, template, {**Page.get_context(page, request), **context}, status=status)


def get_shown_or_404(request, **described):
    """Return a published contribution, its page fetched along, if this visitor may see that."""
    shown = get_object_or_404(Contribution.objects.published().select_related("page"), **described)
    if not is_shown(shown.page, request):
        raise Http404
    return shown

"""What several views share."""

from django.shortcuts import render
from wagtail.models import Page


def render_below(request, page, template, context, status=200):
    """Render a page below a page, without what only the page itself has to gather."""
    return render(request, template, {**Page.get_context(page, request), **context}, status=status)

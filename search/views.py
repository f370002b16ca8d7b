"""Search over pages in the reader's language."""

from django.shortcuts import render


def search(request):
    """Show the pages that match `q`."""
    return render(request, "search/search.html", {})

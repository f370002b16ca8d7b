"""Search over pages in the reader's language."""

from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from search import queries
from search.words import LONGEST_QUERY


@require_safe
@never_cache
def search(request):
    """Show the pages that match `q`, of one `kind` if asked; nothing of it is stored."""
    query = " ".join(request.GET.get("q", "")[:LONGEST_QUERY].split())
    language = get_language()
    found = queries.find(query, language, request.GET.get("kind", ""), request.GET.get("page"))
    context = {
        "query": query,
        "results": found.results,
        "page_obj": found.page_obj,
        "kinds": found.kinds,
        "total": found.total,
        "corrected": found.corrected,
        "suggestions": queries.Suggestions(language),
    }
    response = render(request, "search/search.html", context)
    response["X-Robots-Tag"] = "noindex"
    return response

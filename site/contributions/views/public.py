"""What everybody may see of a contribution."""

from django.core.paginator import Paginator
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404
from django.utils.cache import get_conditional_response, patch_cache_control
from django.views.decorators.http import require_safe

from contributions import queries
from contributions.models import Contribution
from contributions.views.common import render_below
from core import page_cache
from core.queries import is_shown


def contribution(request, page, shown):
    """Show one published contribution with its official answers and what people say about it."""
    page_cache.note_change(request, page.next_change_at)
    comments = Paginator(queries.comments_on(shown.pk), queries.COMMENTS_A_PAGE)
    context = {
        "contribution": shown,
        "public": shown.public_view(),
        "answers": list(shown.answers.prefetch_related("texts")),
        "comments": comments.get_page(request.GET.get("page")),
        "takes_comments": page.takes_comments_on(shown),
    }
    return render_below(request, page, "contributions/contribution.html", context)


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

"""What everybody may see of a contribution."""

from django.core.paginator import Paginator
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from contributions import progress, queries
from contributions.views.common import get_shown_or_404, render_below
from contributions.views.supports import COOKIE, box_context
from core import fragments, page_cache
from core.attachments import attachment_response


def contribution(request, page, shown):
    """Show one published contribution with its official answers and what people say about it.

    `shown` comes with its `joined_count`.
    """
    page_cache.note_cookie(request, COOKIE)
    context = {**box_context(request, page, shown), **_told_to_all(request, page, shown)}
    return render_below(request, page, "contributions/contribution.html", context)


def _told_to_all(request, page, shown):
    """Return what a contribution tells everybody who may see its page, which is known by now."""
    number = request.GET.get("page", "")

    def tell():
        page_cache.note_change(request, page.next_change_at)
        return _told(page, shown, number)

    if len(number) > page_cache.LONGEST_VALUE:
        return tell()
    return fragments.kept(tell, "contribution", page.pk, shown.pk, number)


def _told(page, shown, number):
    comments = Paginator(queries.comments_on(shown.pk), queries.COMMENTS_A_PAGE).get_page(number)
    comments.object_list = list(comments.object_list)
    answers = list(shown.answers.prefetch_related("texts"))
    return {
        "public": shown.public_view(),
        "answers": answers,
        "steps": progress.steps(shown, answers),
        "attachments": list(shown.attachments.filter(is_released=True)),
        "topics": queries.topics_of(shown),
        "suggested_by": shown.joined_count + 1,
        "comments": comments,
        "takes_comments": page.takes_comments_on(shown),
    }


@require_safe
def attachment(request, pk, number):
    """Hand out a released file of a published contribution, under a name that tells nothing.

    Asked again each time, so that a file is gone the moment its idea is.
    """
    shown = get_shown_or_404(request, pk=pk)
    file = get_object_or_404(shown.attachments, pk=number, is_released=True)
    response = attachment_response(file.file.open("rb"), gettext("attachment"), file.content_type)
    patch_cache_control(response, private=True, no_cache=True)
    return response


@require_safe
def photo(request, pk, version, size):
    """Serve the released photo of a published contribution from private storage.

    Asked again each time, so that a photo is gone the moment its idea is.
    """
    shown = get_shown_or_404(request, pk=pk, version=version, photo_released=True)
    file = {"small": shown.photo_small, "large": shown.photo}.get(size)
    if not file:
        raise Http404
    etag = f'"{pk}-{version}-{size}"'
    response = get_conditional_response(request, etag=etag)
    if response is None:
        response = FileResponse(file.open("rb"), content_type="image/webp")
        response["ETag"] = etag
    patch_cache_control(response, private=True, no_cache=True)
    return response

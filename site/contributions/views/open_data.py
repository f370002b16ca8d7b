"""What has been published on a page, as data for everybody."""

from django.http import FileResponse, Http404, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from contributions import open_data as data
from contributions.views.common import render_below
from core import page_cache, rate_limits

CSV, XLSX, JSON = "csv", "xlsx", "json"
TYPES = {
    CSV: "text/csv; charset=utf-8",
    XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    JSON: "application/json",
}
MOST_FILES_AN_HOUR = 60


@require_safe
def data_page(request, page):
    """Say what there is, what the columns mean and what one may do with it."""
    _must_publish(page)
    page_cache.note_change(request, page.next_change_at)
    context = {
        "files": [(kind.upper(), page.get_data_url(kind)) for kind in (XLSX, CSV, JSON)],
        "columns": data.COLUMNS.items(),
        "terms": data.terms(),
        "count": page.public_contributions(request).count(),
    }
    return render_below(request, page, "contributions/open_data.html", context)


@require_safe
def data_file(request, page, kind):
    """Hand out a file, made at this moment: what was taken down a second ago is not in it."""
    _must_publish(page)
    if kind not in TYPES:
        raise Http404
    if rate_limits.exceeds(request, "open data", MOST_FILES_AN_HOUR, 3600):
        return render(request, "429.html", status=429)
    rows = data.rows_of(page, request)
    name = f"{slugify(page.title) or 'data'}-{timezone.localdate().isoformat()}.{kind}"
    if kind == XLSX:
        response = FileResponse(data.xlsx_file(page, rows), as_attachment=True, filename=name)
    else:
        lines = data.csv_lines(rows) if kind == CSV else data.json_lines(page, rows)
        response = StreamingHttpResponse(lines)
        response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Content-Type"] = TYPES[kind]
    patch_cache_control(response, private=True, no_cache=True)
    return response


def _must_publish(page):
    if not page.canonical.publishes:
        raise Http404

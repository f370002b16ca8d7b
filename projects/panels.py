"""What editors see beside the fields of a page."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import Panel

from projects import periods


class PeriodPanel(Panel):
    """The clock of a consultation: where it stands, what the law asks, what to think over."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "projects/admin/period_panel.html"

        def is_shown(self):
            """Only the version that decides has a clock, and only once it has times."""
            page = self.instance
            has_times = page.pk and page.opens_at and page.closes_at and page.consultation_kind_id
            return bool(super().is_shown() and has_times and page.decides_itself)

        def get_context_data(self, parent_context=None):
            """Add the state and what follows from the dates as they were saved."""
            context = super().get_context_data(parent_context)
            page = self.instance
            weeks = page.consultation_kind.minimum_weeks
            start = page.starts_at(timezone.now())
            return {
                **context,
                "page": page,
                "weeks": weeks,
                "shortest_end": periods.shortest_end(start, weeks) if weeks else None,
                "proposed_end": periods.proposed_end(start, weeks) if weeks else None,
                "is_too_short": bool(weeks) and page.closes_at < periods.shortest_end(start, weeks),
                "cautions": periods.cautions(start, page.closes_at),
            }

    def __init__(self, **kwargs):
        super().__init__(**{"heading": _("The clock"), **kwargs})

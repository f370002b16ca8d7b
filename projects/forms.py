"""What the editor's forms check besides the fields themselves."""

from django.utils import timezone

from core.exceptions import PublicationRefused
from core.slugs import AddressForm


class ConsultationForm(AddressForm):
    """Says beside the deadline that the law asks for more time, before anything is published."""

    publishes = ("action-publish",)

    def _post_clean(self):
        super()._post_clean()
        page = self.instance
        is_complete = all((page.opens_at, page.closes_at, page.consultation_kind_id))
        if not (is_complete and any(name in self.data for name in self.publishes)):
            return
        if not page.decides_itself:
            return
        try:
            page.check_period(max(page.go_live_at or timezone.now(), timezone.now()))
        except PublicationRefused as refused:
            self.add_error(None, refused)

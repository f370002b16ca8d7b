"""What happens to contributions when pages change, and once a day."""

from core.signals import due_work
from django.db.models.signals import post_save

from contributions import protection, services
from contributions.mixins import InvitesContributions


def connect():
    """Listen to the daily run, and to pages that become the ones that decide."""
    due_work.connect(_do_due_work, dispatch_uid="contributions.due_work")
    post_save.connect(_adopt, dispatch_uid="contributions.adopt")


def _adopt(sender, instance, raw=False, **_kwargs):
    if issubclass(sender, InvitesContributions) and not raw:
        protection.adopt(instance)


def _do_due_work(**_kwargs):
    return {
        "erased": services.erase_due(),
        "uploads dropped": services.drop_stale_uploads(),
    }

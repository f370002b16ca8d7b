"""What happens to contributions when pages change, and once a day."""

from core.signals import due_work

from contributions import services


def connect():
    """Listen to the daily run."""
    due_work.connect(_do_due_work, dispatch_uid="contributions.due_work")


def _do_due_work(**_kwargs):
    return {
        "erased": services.erase_due(),
        "uploads dropped": services.drop_stale_uploads(),
    }

"""What happens to contributions when pages change, and once a day."""

from django.db.models.signals import post_save
from wagtail.models import Page

from contributions import protection, services
from contributions.mixins import InvitesContributions
from core.signals import due_work, erase_again, person_leaves


def connect():
    """Listen to the daily run, and to pages that become the ones that decide."""
    due_work.connect(_do_due_work, dispatch_uid="contributions.due_work")
    erase_again.connect(_erase_again, dispatch_uid="contributions.erase_again")
    person_leaves.connect(_let_go, dispatch_uid="contributions.person_leaves")
    post_save.connect(_adopt, dispatch_uid="contributions.adopt")


def _adopt(sender, instance, created, **_kwargs):
    """Calls are looked after at every save, so that a row sent at that very moment follows."""
    if issubclass(sender, InvitesContributions) or (created and issubclass(sender, Page)):
        protection.adopt(instance)


def _do_due_work(**_kwargs):
    return {
        "erased": services.erase_due(),
        "unconfirmed forgotten": services.forget_unconfirmed(),
        "uploads dropped": services.drop_stale_uploads(),
        "unused files deleted": services.drop_unused_files(),
        "mails about what waits": services.send_digests(),
    }


def _erase_again(references, **_kwargs):
    return services.erase_again(references)


def _let_go(user, erases, **_kwargs):
    services.let_go(user, erases=erases)

"""Do what dates ask for: erase, purge, remind."""

from datetime import timedelta

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from wagtail.models import Site

from core import erasures
from core.signals import due_work

# How long the worker's records of what it did are of use to somebody looking for a fault.
TASK_DAYS = 14


class Command(BaseCommand):
    """Run every app's due work; meant for a daily timer, harmless to run again."""

    help = "Erases what is past its date and drops leftovers. Run it once a day."

    def handle(self, **options):
        call_command("clearsessions", stdout=self.stdout)
        self.stdout.write(f"finished tasks: {_forget_finished_tasks()}")
        self.stdout.write(f"old erasures forgotten: {erasures.drop_old()}")
        for _receiver, counts in due_work.send(sender=Site):
            for what, count in counts.items():
                self.stdout.write(f"{what}: {count}")


def _forget_finished_tasks():
    """Drop old records of finished tasks and return how many there were."""
    limit = timezone.now() - timedelta(days=TASK_DAYS)
    count, _by_model = DBTaskResult.objects.finished().filter(finished_at__lte=limit).delete()
    return count

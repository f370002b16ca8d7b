"""Do what dates ask for: erase, purge, remind."""

from django.core.management.base import BaseCommand
from wagtail.models import Site

from core.signals import due_work


class Command(BaseCommand):
    """Run every app's due work; meant for a daily timer, harmless to run again."""

    help = "Erases what is past its date and drops leftovers. Run it once a day."

    def handle(self, **options):
        for _receiver, counts in due_work.send(sender=Site):
            for what, count in counts.items():
                self.stdout.write(f"{what}: {count}")

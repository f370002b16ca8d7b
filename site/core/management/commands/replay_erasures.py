"""Erase again what was erased after a backup was made."""

from django.core.management.base import BaseCommand
from wagtail.models import Site

from core import erasures
from core.signals import erase_again


class Command(BaseCommand):
    """Go through the register of erasures; harmless to run again."""

    help = "Erases again what was erased since the backup. Run it after restoring one."

    def handle(self, **options):
        references = dict(erasures.remembered())
        answers = erase_again.send(sender=Site, references=references)
        count = sum(count for _receiver, count in answers)
        self.stdout.write(f"erased again: {count}")

"""Take the example content out and put it in anew."""

from django.core.management import call_command
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    """Starts the example content over, with dates counted from today."""

    help = "Take the example content out and put it in anew, with dates counted from today."

    def add_arguments(self, parser):
        """Take the permission that both halves may need."""
        parser.add_argument("--force", action="store_true", help="also outside development")

    def handle(self, *args, **options):
        """Remove, then load."""
        for command in ("remove_demo", "load_demo"):
            call_command(command, force=options["force"], stdout=self.stdout)

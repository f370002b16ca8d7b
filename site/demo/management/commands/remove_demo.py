"""Take the example content out."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from demo import services


class Command(BaseCommand):
    """Takes the example content out and leaves a site ready for real content."""

    help = (
        "Take the example content out. What stays: home page, list of projects, accessibility "
        "statement, privacy notice and menus, in both languages."
    )

    def add_arguments(self, parser):
        """Take the permission to delete what visitors have sent."""
        parser.add_argument(
            "--force",
            action="store_true",
            help="also delete ideas that visitors have sent to example calls",
        )

    def handle(self, *args, **options):
        """Remove, or say what stands in the way."""
        was_loaded = services.is_loaded()
        try:
            services.remove(
                lambda line: self.stdout.write(f"  {line}"),
                with_foreign=settings.DEBUG or options["force"],
            )
        except services.ForeignContentError as problem:
            raise CommandError(f"{problem} --force deletes ideas, never pages.") from problem
        self.stdout.write(
            "The example content is gone." if was_loaded else "There was no example content."
        )

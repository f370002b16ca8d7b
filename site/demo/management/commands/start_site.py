"""Make the pages every site needs."""

from django.core.management.base import BaseCommand
from django.db import transaction

from demo import foundation


class Command(BaseCommand):
    """Makes what a new site needs before it has content. A second run changes nothing."""

    help = (
        "Make the pages every site needs, in both languages: list of projects, accessibility "
        "statement, privacy notice, cookies and menus. A second run changes nothing."
    )

    @transaction.atomic
    def handle(self, *args, **options):
        """Lay the foundation."""
        foundation.lay(lambda line: self.stdout.write(f"  {line}"))
        self.stdout.write("The site is ready for its own content.")

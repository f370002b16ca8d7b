"""Put the example content in."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from demo import services
from demo.accounts import PASSWORD, SIGN_INS


class Command(BaseCommand):
    """Fills the site with example content in both languages. A second run changes nothing."""

    help = "Fill the site with example content. A second run changes nothing."

    def add_arguments(self, parser):
        """Take the permission to make accounts with a known password on a public site."""
        parser.add_argument(
            "--force",
            action="store_true",
            help="also outside development, where the known passwords are a danger",
        )

    def handle(self, *args, **options):
        """Load, and say whom to sign in as."""
        if not (settings.DEBUG or options["force"]):
            raise CommandError(
                "The example content comes with accounts whose password everybody knows. "
                "Use --force if this site is not public."
            )
        if services.is_loaded():
            self.stdout.write("The example content is already here.")
            return
        services.load(lambda line: self.stdout.write(f"  {line}"))
        self.stdout.write(f"Done. Sign in with the password {PASSWORD} as")
        for email, role in SIGN_INS.items():
            self.stdout.write(f"  {email:<30} {role}")

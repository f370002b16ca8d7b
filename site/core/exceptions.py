"""What can stand in the way of an editor's wish, whatever door it came through."""

from django.core.exceptions import ValidationError


class PublicationRefused(ValidationError):
    """A page may not become public as it is; the messages say why and what to do."""

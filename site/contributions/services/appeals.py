"""What authors ask another moderator to look at again."""

from django.db import transaction

from contributions.models import Appeal, Contribution
from contributions.services.exceptions import Changed


def appeal(contribution, *, text):
    """Store that its author asks for a second look at the latest decision, and return that.

    Asking twice about the same decision keeps the first. Raises `Changed` where there is no
    decision to look at again: it is not rejected or hidden, or that was the second look.
    """
    with transaction.atomic():
        current = Contribution.objects.select_for_update().get(pk=contribution.pk)
        latest = current.decisions.last()
        if latest is None:
            raise Changed
        asked = Appeal.objects.filter(decision=latest).first()
        if asked:
            return asked
        if not can_appeal(current):
            raise Changed
        return Appeal.objects.create(contribution=current, decision=latest, text=text)


def can_appeal(contribution):
    """Whether an author can still ask for a second look at what was decided last."""
    latest = contribution.decisions.last()
    return (
        latest is not None
        and contribution.is_refused
        and latest.state == contribution.state
        and not contribution.administration_only
        and not Appeal.objects.filter(decision=latest).exists()
    )

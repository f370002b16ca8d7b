"""What belongs to a person."""

from django.apps import apps

from core.models import CitizenRecord


def records_of(user):
    """Return everything a person has sent while signed in, newest first."""
    records = [
        record
        for model in apps.get_models()
        if issubclass(model, CitizenRecord)
        for record in model.objects.filter(user=user, erased_at=None)
    ]
    return sorted(records, key=lambda record: record.created_at, reverse=True)

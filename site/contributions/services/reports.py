"""What people tell us should not be shown."""

import json
import uuid

from django.db import transaction
from django.utils.translation import get_language

from contributions import tasks
from contributions.models import Report


def report(contribution, fields, *, token, user=None):
    """Store that somebody thinks a contribution should not be shown, exactly once, and return it.

    `fields` holds kind, text and email. The same form with the same words gives the same row,
    with other words another one: nothing that somebody tells us is lost.
    """
    content = {name: fields.get(name) or "" for name in ("kind", "text", "email")}
    token = uuid.uuid5(token, json.dumps([contribution.pk, content], sort_keys=True))
    rest = {"contribution": contribution, "user": user, "language": get_language(), **content}
    with transaction.atomic():
        stored, is_new = Report.objects.get_or_create(token=token, defaults=rest)
        if is_new and stored.email:
            transaction.on_commit(lambda: tasks.mail_report_receipt.enqueue(stored.pk))
    return stored

"""What has been erased, remembered outside the database.

A backup that is restored brings people back whom we have promised to forget. The register lies
in private storage, one empty-handed file an erasure, and says no more than the reference of a
row and whether its words stayed public; `replay_erasures` goes through it after a restore.
"""

import json
from datetime import timedelta

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import transaction
from django.utils import timezone

FOLDER = "erasures"


def remember(record, *, stays_public):
    """Note, once the running transaction has committed, that a record was erased."""
    name = f"{FOLDER}/{record.reference}.json"
    content = json.dumps({"stays_public": stays_public}).encode()

    def write():
        storage = storages["private"]
        storage.delete(name)
        storage.save(name, ContentFile(content))

    transaction.on_commit(write)


def remembered():
    """Yield the reference of each erased record, and whether its words stayed public."""
    storage = storages["private"]
    for file_name in _file_names(storage):
        with storage.open(f"{FOLDER}/{file_name}") as file:
            yield file_name.removesuffix(".json"), json.load(file)["stays_public"]


def drop_old():
    """Forget erasures older than every backup; return how many that were."""
    storage = storages["private"]
    before = timezone.now() - timedelta(days=settings.BACKUP_DAYS)
    old = [
        f"{FOLDER}/{name}"
        for name in _file_names(storage)
        if storage.get_modified_time(f"{FOLDER}/{name}") < before
    ]
    for name in old:
        storage.delete(name)
    return len(old)


def _file_names(storage):
    try:
        return sorted(storage.listdir(FOLDER)[1])
    except FileNotFoundError:
        return []

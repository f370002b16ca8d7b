"""Everything we hold of a person, to take along (article 20 of the GDPR)."""

import json
import tempfile
from zipfile import ZIP_DEFLATED, ZipFile

from accounts.queries import records_of


def write_archive(user):
    """Return an open file with a ZIP archive: what a person sent as JSON, and the files."""
    records = records_of(user)
    archive_file = tempfile.TemporaryFile()  # noqa: SIM115
    with ZipFile(archive_file, "w", ZIP_DEFLATED) as archive:
        data = {
            "account": {
                "email": user.email,
                "first_name": user.first_name,
                "last_name": user.last_name,
                "joined": user.date_joined.isoformat(),
            },
            "sent": [record.export_data() for record in records],
        }
        archive.writestr("data.json", json.dumps(data, ensure_ascii=False, indent=2))
        for record in records:
            for number, (name, file) in enumerate(record.export_files(), start=1):
                with file.open("rb") as content:
                    archive.writestr(f"{record.reference}/{number}-{_plain(name)}", content.read())
    archive_file.seek(0)
    return archive_file


def _plain(name):
    """Return a file name that stays in its folder wherever it is unpacked."""
    return name.replace("\\", "/").rpartition("/")[2] or "file"

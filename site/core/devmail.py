"""Read the mails of a development machine in the browser."""

from email import policy
from email.parser import BytesParser
from pathlib import Path

from django.conf import settings
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.cache import never_cache


@never_cache
def mailbox(request):
    """List the mails in the folder, newest first."""
    folder = Path(settings.EMAIL_FILE_PATH)
    files = sorted(folder.glob("*.log"), key=lambda file: file.stat().st_mtime, reverse=True)
    mails = [{"name": file.name, **_read(file)} for file in files[:100]]
    return render(request, "devmail/mailbox.html", {"mails": mails})


@never_cache
def message(request, name):
    """Show one mail as text."""
    file = Path(settings.EMAIL_FILE_PATH) / Path(name).name
    if not file.is_file():
        raise Http404
    return render(request, "devmail/message.html", {"mail": _read(file)})


def _read(file):
    mail = BytesParser(policy=policy.default).parsebytes(file.read_bytes())
    body = mail.get_body(("plain",))
    return {
        "subject": mail["Subject"],
        "to": mail["To"],
        "date": mail["Date"],
        "text": body.get_content() if body else "",
    }

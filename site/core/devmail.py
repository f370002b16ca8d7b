"""Read the mails of a development machine in the browser."""

import re
from datetime import UTC
from email import policy
from email.parser import BytesParser
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache

MOST_FILES = 100
# What the file backend writes after each mail.
SEPARATOR = re.compile(rb"^-{79}\r?\n", re.MULTILINE)


@never_cache
def mailbox(request):
    """List the mails in the folder, newest first."""
    folder = Path(settings.EMAIL_FILE_PATH)
    files = sorted(folder.glob("*.log"), key=lambda file: file.stat().st_mtime, reverse=True)
    mails = [mail for file in files[:MOST_FILES] for mail in reversed(_mails_in(file))]
    return render(request, "devmail/mailbox.html", {"mails": mails})


@never_cache
def message(request, name, number):
    """Show one mail as text."""
    return render(request, "devmail/message.html", {"mail": _get_or_404(name, number)})


@never_cache
def html(request, name, number):
    """Show one mail as a mail program would: its own styles, no script."""
    response = HttpResponse(_get_or_404(name, number)["html"])
    response["Content-Security-Policy"] = (
        "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; sandbox allow-popups"
    )
    return response


def _get_or_404(name, number):
    file = Path(settings.EMAIL_FILE_PATH) / Path(name).name
    mails = _mails_in(file) if file.suffix == ".log" and file.is_file() else []
    if number >= len(mails):
        raise Http404
    return mails[number]


def _mails_in(file):
    parts = [part for part in SEPARATOR.split(file.read_bytes()) if part.strip()]
    return [_read(file.name, number, part) for number, part in enumerate(parts)]


def _read(name, number, content):
    mail = BytesParser(policy=policy.default).parsebytes(content)
    text, formatted = mail.get_body(("plain",)), mail.get_body(("html",))
    return {
        "name": name,
        "number": number,
        "subject": mail["Subject"],
        "to": mail["To"],
        "sent_at": _local(mail["Date"].datetime),
        "text": text.get_content() if text else "",
        "html": formatted.get_content() if formatted else "",
    }


def _local(moment):
    """Django writes the time of a mail in UTC and says that it does not know where."""
    return timezone.localtime(moment if moment.tzinfo else moment.replace(tzinfo=UTC))

"""Mails in the language of the person they go to, and tried again when they do not get through."""

from datetime import timedelta
from functools import wraps

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django_tasks import task
from wagtail.models import Site

from core.models import SiteSettings

# A mail server that is down is mostly back within the hour, at the latest the next day.
WAITS = [timedelta(minutes=minutes) for minutes in (1, 10, 60, 6 * 60, 24 * 60)]


class MailNotSent(Exception):
    """A mail did not get through; whom it was for is nobody's business in a log."""


def send_mail(template, to, language, context):
    """Send `<template>.txt` and `.html`, rendered in `language`, to one address.

    The first line of the text template is the subject. Raises what the mail server raises.
    """
    with translation.override(language):
        context = {
            **context,
            **sender(),
            "language": language,
        }
        subject, _newline, body = (
            render_to_string(f"{template}.txt", context).strip().partition("\n")
        )
        context["subject"] = subject
        message = EmailMultiAlternatives(subject, body.strip(), to=[to])
        message.attach_alternative(render_to_string(f"{template}.html", context), "text/html")
    message.send()


def sender():
    """Return what every mail says about who sends it."""
    site = Site.objects.filter(is_default_site=True).first()
    own = SiteSettings.for_site(site) if site else SiteSettings()
    return {"base_url": settings.BASE_URL, "municipality": own.municipality}


def mail_task(function):
    """Make a task of a function that sends a mail about the row with a primary key.

    When the mail server cannot be reached or refuses, the task is put off and tried again;
    after the last time it fails with `MailNotSent`.
    """

    @wraps(function)
    def attempt(pk, attempts=0):
        try:
            function(pk)
        except OSError:
            if attempts == len(WAITS) or not mailing.get_backend().supports_defer:
                raise MailNotSent from None
            later = timezone.now() + WAITS[attempts]
            mailing.using(run_after=later).enqueue(pk, attempts + 1)

    mailing = task()(attempt)
    return mailing

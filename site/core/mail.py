"""Mails in the language of the person they go to."""

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import translation


def send_mail(template, to, language, context):
    """Send `mail/<template>.txt` and `.html`, rendered in `language`, to one address.

    The first line of the text template is the subject. Raises what the mail server raises:
    a task that calls this is tried again by its worker.
    """
    with translation.override(language):
        context = {**context, "base_url": settings.BASE_URL, "language": language}
        subject, _newline, body = (
            render_to_string(f"{template}.txt", context).strip().partition("\n")
        )
        context["subject"] = subject
        message = EmailMultiAlternatives(subject, body.strip(), to=[to])
        message.attach_alternative(render_to_string(f"{template}.html", context), "text/html")
    message.send()

"""Mails about contributions, sent by the worker. Arguments are primary keys only."""

from django.conf import settings

from contributions.models import Answer, Contribution, Decision
from core.mail import mail_task, send_mail
from core.queries import in_language


@mail_task
def mail_receipt(contribution_pk):
    """Send the receipt with the private link."""
    contribution = Contribution.objects.select_related("page").filter(pk=contribution_pk).first()
    _mail("receipt", contribution, {})


@mail_task
def mail_decision(decision_pk):
    """Tell the author what was decided, and why; nothing if that has changed again since."""
    decision = Decision.objects.select_related("contribution__page").filter(pk=decision_pk).first()
    if decision and decision.state == decision.contribution.state:
        _mail(f"decision_{decision.state}", decision.contribution, {"decision": decision})


@mail_task
def mail_answer(answer_pk):
    """Send the official answer to the author."""
    answer = Answer.objects.select_related("contribution__page").filter(pk=answer_pk).first()
    if answer:
        _mail("answer", answer.contribution, {"answer": answer})


def _mail(template, contribution, context):
    """Send one mail, unless the author left no address or has been forgotten since."""
    if contribution is None or not contribution.email:
        return
    page = in_language([contribution.page.specific], contribution.language)[0]
    is_public = page.live and Contribution.objects.public().filter(pk=contribution.pk).exists()
    context = {
        **context,
        "contribution": contribution,
        "page": page,
        "private_url": settings.BASE_URL + contribution.get_private_url(),
        "public_url": settings.BASE_URL + page.get_contribution_url(contribution)
        if is_public
        else "",
    }
    send_mail(f"contributions/mail/{template}", contribution.email, contribution.language, context)

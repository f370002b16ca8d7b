"""Mails about contributions, sent by the worker. Arguments are primary keys only."""

from django_tasks import task

from contributions.models import Answer, Contribution, Decision
from core.mail import send_mail


@task()
def mail_receipt(contribution_pk):
    """Send the receipt with the private link."""
    contribution = Contribution.objects.select_related("page").get(pk=contribution_pk)
    _mail("receipt", contribution, {})


@task()
def mail_decision(decision_pk):
    """Tell the author what was decided, and why."""
    decision = Decision.objects.select_related("contribution__page").get(pk=decision_pk)
    _mail(f"decision_{decision.state}", decision.contribution, {"decision": decision})


@task()
def mail_answer(answer_pk):
    """Send the official answer to the author."""
    answer = Answer.objects.select_related("contribution__page").get(pk=answer_pk)
    _mail("answer", answer.contribution, {"answer": answer})


def _mail(template, contribution, context):
    if not contribution.email:
        return
    page = contribution.page.specific
    shown = page.get_translations(inclusive=True).live()
    page = shown.filter(locale__language_code=contribution.language).first() or page
    context = {
        **context,
        "contribution": contribution,
        "page": page,
        "private_path": contribution.get_private_url(),
        "public_path": page.get_contribution_url(contribution),
    }
    send_mail(f"contributions/mail/{template}", contribution.email, contribution.language, context)

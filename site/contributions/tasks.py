"""Mails about contributions, sent by the worker. Arguments are primary keys only."""

from django.conf import settings
from django.utils import translation

from contributions import queries, words
from contributions.models import Answer, Appeal, Contribution, Decision, Outcome, Report
from core.mail import mail_task, send_mail
from core.queries import in_language

AUTHORED = ("contribution__page", "contribution__about", "contribution__merged_into")


@mail_task
def mail_receipt(contribution_pk):
    """Send the receipt with the private link."""
    contribution = (
        Contribution.objects.select_related("page", "about").filter(pk=contribution_pk).first()
    )
    _mail("receipt", contribution, {})


@mail_task
def mail_decision(decision_pk):
    """Tell the author what was decided, and why; nothing if that has changed again since."""
    decision = Decision.objects.select_related(*AUTHORED).filter(pk=decision_pk).first()
    if decision and decision.state == decision.contribution.state:
        _mail(f"decision_{decision.state}", decision.contribution, {"decision": decision})


@mail_task
def mail_answer(answer_pk):
    """Send the official answer to the author."""
    answer = Answer.objects.select_related(*AUTHORED).filter(pk=answer_pk).first()
    if answer:
        _mail("answer", answer.contribution, {"answer": answer})


@mail_task
def mail_appeal_settled(appeal_pk):
    """Tell the author what came of the second look."""
    appeal = Appeal.objects.select_related(*AUTHORED).filter(pk=appeal_pk).first()
    if appeal and appeal.outcome != Outcome.OPEN:
        _mail("appeal_settled", appeal.contribution, {"appeal": appeal})


@mail_task
def mail_report_receipt(report_pk):
    """Confirm to somebody who reported something that we have it."""
    _mail_reporter("report_receipt", report_pk)


@mail_task
def mail_report_settled(report_pk):
    """Tell somebody who reported something what came of it."""
    _mail_reporter("report_settled", report_pk)


def _mail(template, contribution, context):
    """Send one mail, unless the author left no address or has been forgotten since."""
    if contribution is None or not contribution.email:
        return
    with translation.override(contribution.language):
        page = in_language([contribution.page.specific])[0]
        path = queries.public_path(contribution, page)
        context = {
            **context,
            **words.for_author(contribution),
            "contribution": contribution,
            "page": page,
            "private_url": settings.BASE_URL + contribution.get_private_url(),
            "public_url": settings.BASE_URL + path if path else "",
        }
    send_mail(f"contributions/mail/{template}", contribution.email, contribution.language, context)


def _mail_reporter(template, report_pk):
    """Send one mail to who reported something, unless they left no address or were forgotten."""
    report = Report.objects.select_related(*AUTHORED).filter(pk=report_pk).first()
    if report is None or not report.email:
        return
    shown = report.contribution
    with translation.override(report.language):
        page = in_language([shown.page.specific])[0]
        path = queries.public_path(shown, page)
        context = {
            "report": report,
            "what": words.named_to_others(shown),
            "page": page,
            "public_url": settings.BASE_URL + path if path else "",
        }
    send_mail(f"contributions/mail/{template}", report.email, report.language, context)

"""Mails about contributions, sent by the worker. Arguments are primary keys only."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from wagtail.users.models import UserProfile

from contributions import queries, words
from contributions.models import (
    Answer,
    Appeal,
    Contribution,
    Decision,
    DigestSetting,
    Outcome,
    Report,
    State,
)
from contributions.waiting import count_waiting, waiting_by_page
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
def mail_confirmation(contribution_pk):
    """Ask whether the address is theirs; nothing if that has been confirmed since."""
    contribution = Contribution.objects.select_related("page", "about").get(pk=contribution_pk)
    if contribution.awaits_confirmation:
        address = settings.BASE_URL + contribution.get_confirmation_url()
        _mail("confirmation", contribution, {"confirm_url": address})


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
def mail_answer_to_joined(contribution_pk):
    """Send the latest answer to what a contribution is joined with to its author."""
    contribution = (
        Contribution.objects.select_related("page", "about", "merged_into")
        .filter(pk=contribution_pk, state=State.MERGED)
        .first()
    )
    answer = contribution and contribution.merged_into.answers.first()
    if answer:
        _mail("answer", contribution, {"answer": answer})


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


@mail_task
def mail_digest(setting_pk):
    """Tell a moderator how much waits on which page, in nobody's words but our own."""
    setting = DigestSetting.objects.select_related("user").filter(pk=setting_pk).first()
    if setting is None:
        return
    user = setting.user
    counts = count_waiting(user)
    if not counts.total:
        return
    queue = settings.BASE_URL + reverse("contributions:index")
    context = {
        "counts": counts,
        "pages": list(waiting_by_page(user)),
        "queue_url": queue,
        "settings_url": settings.BASE_URL + reverse("wagtailadmin_account"),
    }
    language = UserProfile.get_for_user(user).get_preferred_language()
    send_mail("contributions/mail/digest", user.email, language, context)


def _mail(template, contribution, context):
    """Send one mail, unless the author left no address or has been forgotten since."""
    if contribution is None or not contribution.email:
        return
    with translation.override(contribution.language):
        page = in_language([contribution.page.specific])[0]
        path = queries.public_path(contribution, page)
        context = {
            **context,
            **words.in_mail(contribution, page),
            "contribution": contribution,
            "page": page,
            "private_url": settings.BASE_URL + contribution.get_private_url(),
            "public_url": settings.BASE_URL + path if path else "",
            **_joined(contribution, page),
        }
    send_mail(f"contributions/mail/{template}", contribution.email, contribution.language, context)


def _joined(contribution, page):
    """Return title and address of what a contribution was joined with, once all may see it."""
    other = contribution.merged_into
    path = queries.public_path(other, page) if other else ""
    if not path:
        return {}
    return {"joined": other.public_view(), "joined_url": settings.BASE_URL + path}


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

"""Forgetting who sent something: when its author or an editor asks, or when its day has come."""

import uuid

from dateutil.relativedelta import relativedelta
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from contributions import queries
from contributions.models import Contribution, Report, State
from contributions.services.merging import part_all_from
from contributions.services.moves import move
from contributions.services.uploads import delete_after_commit
from core import erasures, page_cache
from core.models import RetentionRule

GONE = "–"


def erase(contribution):
    """Forget the person behind a contribution; what is published stays, without a name.

    Of what stays, that which a moderator has blanked is gone for good. It still counts
    wherever contributions are counted.
    """
    with transaction.atomic():
        current = Contribution.objects.select_for_update().get(pk=contribution.pk)
        is_public = current.state == State.PUBLISHED
        if is_public:
            _keep_public_words(current)
        else:
            current.title, current.text, current.place = GONE, "", ""
            current.form_data, current.on_behalf_of = {}, ""
            current.topics.clear()
        _drop_files(current, is_public)
        current.erase_person()
        current.show_name, current.age_band, current.cvr = False, "", ""
        current.findings, current.has_open_findings, current.redactions = {}, False, {}
        current.token, current.content_hash = uuid.uuid4(), ""
        current.save()
        _forget_talk(current)
        erasures.remember(current, stays_public=is_public)
        page_cache.drop_all()
    return current


def erase_report(report):
    """Forget who reported something, and in what words; that it was reported stays."""
    with transaction.atomic():
        current = Report.objects.select_for_update().get(pk=report.pk)
        current.erase_person()
        current.text, current.token = "", uuid.uuid4()
        current.save()
        erasures.remember(current, stays_public=False)
    return current


def erase_due():
    """Erase who sent each contribution or report past its date; return how many rows that were.

    The date follows the rule as it is today, and the deadline as it is now. Filed cases may
    not be erased: there the name is only no longer shown.
    """
    return _erase_due_contributions() + _erase_due_reports()


def erase_again(references):
    """Erase what a restored backup has brought back; return how many rows that were.

    `references` tells of each erased row whether its words stayed public; what did not is taken
    off the public pages first, where the backup still shows it.
    """
    count = 0
    for contribution in Contribution.objects.filter(erased_at=None, reference__in=references):
        with transaction.atomic():
            if contribution.state == State.PUBLISHED and not references[contribution.reference]:
                current = Contribution.objects.select_for_update().get(pk=contribution.pk)
                move(current, State.WITHDRAWN, None, current.version)
                part_all_from(current)
            erase(contribution)
        count += 1
    for report in Report.objects.filter(erased_at=None, reference__in=references):
        erase_report(report)
        count += 1
    return count


def erase_after(page, received_at, rule):
    """Return the date until which we keep who sent something to a page."""
    start = timezone.localtime(received_at).date()
    closes_at = page.canonical.closes_at
    if rule.counted_from == RetentionRule.CountedFrom.CLOSED and closes_at:
        start = max(start, timezone.localtime(closes_at).date())
    return start + relativedelta(months=rule.months)


# --- What goes with a person ----------------------------------------------------------------


def _keep_public_words(contribution):
    """Let a contribution say what the public reads of it, and nothing more."""
    public = contribution.public_view()
    contribution.title, contribution.text = public.title, public.text
    contribution.place, contribution.on_behalf_of = public.place, public.on_behalf_of
    contribution.form_data = {
        given.key: {**contribution.form_data[given.key], "answer": given.answer}
        for given in public.given_answers
    }


def _drop_files(contribution, is_public):
    """Delete every file that the public does not see."""
    if not (is_public and contribution.photo_released):
        delete_after_commit(contribution.photo.name, contribution.photo_small.name)
        contribution.photo = contribution.photo_small = ""
        contribution.photo_released = False
    contribution.photo_digest = ""
    withheld = contribution.attachments.all()
    if is_public:
        withheld = withheld.filter(is_released=False)
    delete_after_commit(*withheld.values_list("file", flat=True))
    withheld.delete()
    contribution.attachments.update(text="", findings=[], original_name=GONE)


def _forget_talk(contribution):
    """Forget reasons, notes and appeals: they were written to, about and by the person."""
    contribution.decisions.update(reason="", note="")
    contribution.appeals.update(text="", answer="")
    contribution.internal_notes.all().delete()


# --- What is due --------------------------------------------------------------------------


def _erase_due_contributions():
    rule = queries.retention_rule()
    _renew_dates(rule)
    due = Contribution.objects.filter(erase_after__lt=timezone.localdate(), erased_at=None)
    if rule.legal_hold:
        hidden = due.filter(show_name=True).update(show_name=False)
        if hidden:
            page_cache.drop_all()
        return hidden
    rows = list(due)
    for contribution in rows:
        erase(contribution)
    return len(rows)


def _erase_due_reports():
    rule = queries.retention_rule(Report.retention_kind)
    if rule.legal_hold:
        return 0
    before = timezone.now() - relativedelta(months=rule.months)
    rows = list(Report.objects.filter(created_at__lt=before, erased_at=None))
    for report in rows:
        erase_report(report)
    return len(rows)


def _renew_dates(rule):
    kept = Contribution.objects.filter(erased_at=None).order_by()
    pages = Page.objects.filter(pk__in=kept.values("page_id")).specific()
    pages = {page.pk: page for page in pages}
    stale = []
    for row in kept.only("erase_after", "created_at", "page_id").iterator():
        date = erase_after(pages[row.page_id], row.created_at, rule)
        if row.erase_after != date:
            row.erase_after = date
            stale.append(row)
    Contribution.objects.bulk_update(stale, ["erase_after"], batch_size=500)

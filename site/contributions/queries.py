"""Questions about contributions that more than one room of the app asks."""

from collections import Counter

from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from contributions.models import Contribution
from core.models import RetentionRule, Topic
from core.queries import words_in_language

COMMENTS_A_PAGE = 20


def retention_rule(kind=Contribution.retention_kind):
    """Return how long we keep who sent something; the defaults if nobody has said."""
    return RetentionRule.objects.filter(kind=kind).first() or RetentionRule(kind=kind)


def retention_words(page):
    """Say how long name and address of somebody who takes part on this page are kept."""
    rule = retention_rule()
    if rule.legal_hold:
        return _("What you send becomes part of a case that the law tells us to keep.")
    months = {"count": rule.months}
    if rule.counted_from == RetentionRule.CountedFrom.CLOSED and page.canonical.closes_at:
        return page.wording.forgotten_after % months
    return (
        ngettext(
            "We delete your name and e-mail address %(count)d month after you have sent it.",
            "We delete your name and e-mail address %(count)d months after you have sent it.",
            rule.months,
        )
        % months
    )


def comments_on(contribution_pk):
    """Return the comments that are read beneath a contribution, the oldest first."""
    joined = Contribution.objects.filter(Q(pk=contribution_pk) | Q(merged_into=contribution_pk))
    comments = Contribution.objects.published_comments()
    comments = comments.filter(about__in=joined.order_by().values("pk"))
    return comments.order_by("created_at", "pk")


def place_of_comment(comment):
    """Return what leads from the page of an idea to one of its comments: list page and anchor."""
    earlier = comments_on(comment.shown_beneath).filter(
        Q(created_at__lt=comment.created_at) | Q(created_at=comment.created_at, pk__lt=comment.pk)
    )
    number = earlier.count() // COMMENTS_A_PAGE + 1
    return f"{f'?page={number}' if number > 1 else ''}#comment-{comment.pk}"


def comment_counts(contributions):
    """Return how many comments are read beneath each contribution, by its key, in one query."""
    keys = [contribution.pk for contribution in contributions]
    beneath = Q(about__in=keys) | Q(about__merged_into__in=keys)
    rows = Contribution.objects.published_comments().filter(beneath).order_by()
    counts = Counter()
    for about, joined_with, count in rows.values_list("about", "about__merged_into").annotate(
        count=Count("pk")
    ):
        counts[joined_with or about] += count
    return counts


def topics_of(contribution):
    """Return the topics of a contribution in the reader's language, by name."""
    keys = contribution.topics.order_by().values("translation_key")
    return sorted(words_in_language(Topic, keys=keys).values(), key=lambda topic: topic.name)


def public_path(contribution, page):
    """Return where everybody can read a contribution, or nothing while not everybody can.

    `page` is the version of its page to be read.
    """
    rows = Contribution.objects
    shown = rows.public() if contribution.about_id is None else rows.public_comments()
    is_shown_here = page.live and page.canonical.publishes
    if not (is_shown_here and shown.filter(pk=contribution.pk).exists()):
        return ""
    return page.get_contribution_url(contribution)

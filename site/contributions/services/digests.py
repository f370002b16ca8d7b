"""Telling moderators by one mail what waits, instead of by a mail an idea."""

from datetime import timedelta

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from contributions import tasks
from contributions.models import DigestSetting
from contributions.waiting import count_waiting, is_working_day


def setting_of(user):
    """Return how often somebody wants the mail; if never said, the default, not saved.

    Moderators of a part of the site get it daily. Administrators see everything anyway and get
    it only if they ask for it.
    """
    found = DigestSetting.objects.filter(user=user).first()
    if found:
        return found
    is_in_charge = user.groups.filter(moderation_scopes__isnull=False).exists()
    frequency = DigestSetting.Frequency.DAILY if is_in_charge else DigestSetting.Frequency.NEVER
    return DigestSetting(user=user, frequency=frequency)


def send_digests():
    """Mail every moderator whose day it is what waits, if anything does; return how many.

    A day is claimed before its mail is sent, so running twice or in two processes sends none
    twice, and running late still sends it: the weekly mail on the next working day.
    """
    today = timezone.localdate()
    if not is_working_day(today):
        return 0
    return sum(_send(user, today) for user in _moderators())


def _moderators():
    """Return who may have something to moderate, or has said how often to be told."""
    people = get_user_model().objects.filter(is_active=True)
    in_charge = Q(groups__moderation_scopes__isnull=False)
    return people.filter(in_charge | Q(moderation_digest__isnull=False)).distinct()


def _send(user, today):
    """Claim today for this person; return whether there is a mail to send."""
    setting = setting_of(user)
    if not _is_due(setting, today):
        return False
    setting, _created = DigestSetting.objects.get_or_create(
        user=user, defaults={"frequency": setting.frequency}
    )
    with transaction.atomic():
        unsent = Q(sent_on=None) | Q(sent_on__lt=today)
        is_mine = DigestSetting.objects.filter(unsent, pk=setting.pk).update(sent_on=today)
        has_news = bool(is_mine) and count_waiting(user).total > 0
        if has_news:
            transaction.on_commit(lambda: tasks.mail_digest.enqueue(setting.pk))
    return has_news


def _is_due(setting, today):
    """Whether this is a day for a mail and none has been sent for it."""
    monday = today - timedelta(days=today.weekday())
    if setting.frequency == DigestSetting.Frequency.WEEKLY:
        # A first one waits for its Monday; later ones are made good for on the days after.
        return today == monday if setting.sent_on is None else setting.sent_on < monday
    is_daily = setting.frequency == DigestSetting.Frequency.DAILY
    return is_daily and (setting.sent_on is None or setting.sent_on < today)

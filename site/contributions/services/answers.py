"""What the municipality answers, and how far an idea has come."""

from django.db import transaction
from wagtail.log_actions import log

from contributions import tasks
from contributions.models import Answer, AnswerText, Contribution, State
from contributions.services.exceptions import Changed
from core import page_cache


def answer(contribution, moderator, *, progress, texts, last_read=None):
    """Answer an idea officially: how far it is, and the words by language.

    Its author gets a mail, and so do the authors of what is joined with it.
    `last_read` is the key of the latest answer the moderator saw, None if there was none. The
    same answer sent twice is stored and mailed once. Raises `Changed` when another answer has
    come since, or it is no longer to be answered.
    """
    with transaction.atomic():
        current = Contribution.objects.select_for_update().get(pk=contribution.pk)
        if not can_answer(current):
            raise Changed
        latest = current.answers.first()
        if (latest and latest.pk) != last_read:
            if _says(latest, progress, texts):
                return latest
            raise Changed
        given = Answer.objects.create(
            contribution=current, progress=progress, answered_by=moderator
        )
        AnswerText.objects.bulk_create(
            AnswerText(answer=given, language=language, text=text)
            for language, text in texts.items()
            if text
        )
        current.progress = progress
        current.save(update_fields=["progress"])
        log(current, "contributions.answer", user=moderator, data={"progress": progress})
        page_cache.drop_all()
        transaction.on_commit(lambda: _mail(given))
    return given


def can_answer(contribution):
    """Whether it is public, or for the administration only and not taken back."""
    if contribution.awaits_confirmation:
        return False
    if contribution.administration_only:
        return contribution.state in (State.RECEIVED, State.REJECTED)
    return contribution.state == State.PUBLISHED


def _mail(given):
    """Tell the author, and those whose words are joined with the author's."""
    answered = given.contribution
    if answered.email:
        tasks.mail_answer.enqueue(given.pk)
    for joined in answered.merged.filter(state=State.MERGED).exclude(email=""):
        tasks.mail_answer_to_joined.enqueue(joined.pk)


def _says(given, progress, texts):
    """Whether an answer that was given says the same."""
    words = {text.language: text.text for text in given.texts.all()} if given else None
    said = {language: text for language, text in texts.items() if text}
    return words == said and given.progress == progress

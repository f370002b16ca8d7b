"""Letting the example people speak: every row goes through the verbs that real ones go through."""

from datetime import time, timedelta
from pathlib import Path
from secrets import token_hex
from uuid import uuid4

from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.utils import timezone, translation
from wagtail.models import ModelLogEntry

from contributions import questions
from contributions import services as contributions
from contributions.models import (
    Answer,
    Appeal,
    Contribution,
    Decision,
    InternalNote,
    Outcome,
    ReasonTemplate,
    Report,
    State,
    Support,
)
from core import privacy_scan
from core.queries import in_language
from demo.content.words import Day
from demo.drawing import lamp_sheet
from demo.models import DemoObject

FOLDER = Path(__file__).parent / "pictures"
ATTACHMENTS = {"lamp": ("lamper-paa-kajen.pdf", lamp_sheet)}


class Sender:
    """Sends ideas as their authors would, decides and answers, then moves it all back in time.

    `moderator` decides, `second` is who gives second looks, `topics` holds topics by name. No
    mail is sent for any of it: addresses are set once everything is done.
    """

    def __init__(self, moderator, second, topics):
        self.moderator, self.second, self.topics = moderator, second, topics

    def send(self, call, ideas):
        """Send the ideas of a call, the oldest first, and note all rows as examples."""
        rows = {}
        for idea in sorted(ideas, key=lambda idea: -idea.days_ago):
            sent = rows[idea.title] = self._add(call, idea)
            DemoObject.objects.note(sent)
        for idea in ideas:
            if idea.joins:
                row = rows[idea.title]
                contributions.merge(row, rows[idea.joins], self.moderator, **_read(row))
        for idea in ideas:
            for progress, _days, texts in idea.answers:
                self._answer(rows[idea.title], progress, texts)
            move_back(rows[idea.title], idea)

    def _add(self, call, idea):
        page = in_language([call], idea.language)[0]
        with translation.override(idea.language):
            sent = _submit(page, idea)
        self._decide(sent, idea)
        sent.refresh_from_db()
        for _number in range(idea.supports):
            contributions.support(sent, call, browser=token_hex(32))
        for comment in idea.comments:
            self._comment(sent, call, comment)
        if idea.report:
            self._report(sent, idea)
        for text, _days in idea.notes:
            contributions.add_note(sent, self.moderator, text)
        return sent

    def _decide(self, sent, idea):
        """Bring an idea to its state by the moves that lead there."""
        is_appealed = bool(idea.appeal)
        if idea.state == "rejected" or is_appealed:
            self._reject(sent, idea)
        elif idea.state in {"published", "hidden"}:
            contributions.publish(
                sent,
                self.moderator,
                **_read(sent),
                show_photo=bool(idea.photo),
                shown_attachments=sent.attachments.values_list("pk", flat=True),
                redactions=_blanked(sent, idea.blanks),
                topics=[self.topics[name].pk for name in idea.topics],
            )
        elif idea.state == "withdrawn":
            contributions.withdraw(sent)
        if is_appealed:
            self._appeal(sent, idea.appeal)

    def _reject(self, sent, idea):
        template = ReasonTemplate.objects.filter(name=idea.template).first()
        # A second look that still waits is to be had by whoever signs in as the moderator.
        is_open = idea.appeal and not idea.appeal.answer
        contributions.reject(
            sent,
            self.second if is_open else self.moderator,
            **_read(sent),
            reason=template.in_language(idea.language) if template else idea.reason,
        )

    def _appeal(self, sent, appeal):
        asked = contributions.appeal(sent, text=appeal.text)
        if appeal.answer:
            contributions.settle_appeal(
                asked,
                self.second,
                outcome=Outcome.CHANGED,
                answer=appeal.answer,
                **_read(sent),
            )

    def _comment(self, sent, call, comment):
        page = in_language([call], comment.language)[0]
        with translation.override(comment.language):
            fields = {"text": comment.text, "name": comment.by}
            said = contributions.comment(sent, page, fields, token=uuid4())
        if comment.state == "published":
            contributions.publish(said, self.moderator, **_read(said))
        DemoObject.objects.note(said)
        _date_words(said, comment.days_ago)

    def _report(self, sent, idea):
        fields = {"kind": idea.report.kind, "text": idea.report.text}
        told = contributions.report(sent, fields, token=uuid4())
        if not idea.report.is_open:
            contributions.settle_report(
                told,
                self.moderator,
                outcome=Outcome.CHANGED,
                reason=idea.reason,
                **_read(sent),
            )

    def _answer(self, sent, progress, texts):
        last = sent.answers.first()
        contributions.answer(
            sent,
            self.moderator,
            progress=progress,
            texts=texts._asdict(),
            last_read=last and last.pk,
        )


def _submit(page, idea):
    """Send an idea in the language that is active, on that version of its call."""
    token = uuid4()
    key = next((key for key, name in questions.places_of(page) if name == idea.place), "")
    fields = {
        "title": idea.title,
        "text": idea.text,
        "place": idea.place,
        "place_key": key,
        "name": idea.by,
        "age_band": idea.age_band,
        "administration_only": idea.administration_only,
        "form_data": _form_data(page, idea.asked),
    }
    if idea.photo:
        drawing = (FOLDER / f"{idea.photo}.png").read_bytes()
        fields["photo_kept"] = contributions.keep_upload(
            token, ContentFile(drawing, name=f"{idea.photo}.png")
        )
    if idea.attachment:
        name, draw = ATTACHMENTS[idea.attachment]
        file = ContentFile(draw(), name=name)
        fields["attachments_kept"] = [contributions.keep_attachment(token, file)]
    return contributions.submit(page, fields, token=token, signals=idea.suspicion)


def _form_data(page, asked):
    """Return answers as the form would store them: choices by number, words as they are."""
    asking = questions.questions_of(page)
    cleaned = {
        question.clean_name: question.choices[given][0] if question.choices else given
        for question, given in zip(asking, asked, strict=False)
    }
    return questions.form_data(asking, cleaned)


def _read(sent):
    """Return what a moderator has on screen, as the verbs ask for it."""
    current = Contribution.objects.get(pk=sent.pk)
    return {"version": current.version, "state_read": current.state}


def _blanked(sent, words):
    """Return the places in the text that these words take up."""
    spans = [[sent.text.index(word), sent.text.index(word) + len(word)] for word in words]
    return {"text": privacy_scan.merge_spans(spans)} if spans else None


# --- Dates --------------------------------------------------------------------------------


def move_back(sent, idea):
    """Let an idea have been sent, read, talked about and answered on the days it says."""
    received = _date_words(sent, idea.days_ago)
    Contribution.objects.filter(pk=sent.pk).update(email=idea.email)
    # Answers come last in the log; each has its own day.
    answers = list(Answer.objects.filter(contribution=sent).order_by("pk"))
    for answer, (_progress, days, _texts) in zip(answers, idea.answers, strict=True):
        _date(answer, _moment(days, 14))
    answered = logs_of(Contribution, [sent.pk]).filter(action="contributions.answer")
    for entry, answer in zip(answered.order_by("pk"), answers, strict=True):
        _date(entry, Answer.objects.get(pk=answer.pk).created_at, "timestamp")
    notes = InternalNote.objects.filter(contribution=sent).order_by("pk")
    for note, (_text, days) in zip(notes, idea.notes, strict=True):
        _date(note, _moment(days, 11))
        _date_log(sent, "note", _moment(days, 11))
    _date_replies(sent, idea)
    _date_supports(sent, received)


def _date_words(sent, days_ago):
    """Let something have come that day, and be decided about on later mornings, move by move.

    Returns the moment at which it came.
    """
    received = _moment(days_ago, 8 + sent.pk * 5 % 12, sent.pk * 17 % 60)
    decisions = Decision.objects.filter(contribution=sent).order_by("pk")
    for number, decision in enumerate(decisions):
        when = _moment(days_ago - 1 - 2 * number, 9, 40)
        _date(decision, when)
        _date_log(sent, decision.state, when)
        if decision.state == State.PUBLISHED:
            Contribution.objects.filter(pk=sent.pk).update(published_at=when)
        elif decision.state == State.MERGED:
            _date_log(Contribution.objects.get(merged=sent), "merged_here", when)
    _date(sent, received)
    return received


def _date_replies(sent, idea):
    last = Decision.objects.filter(contribution=sent).order_by("pk").last()
    for report in Report.objects.filter(contribution=sent):
        _date(report, _moment(idea.report.days_ago, 10, 15))
        if report.handled_at:
            when = _moment(idea.report.days_ago, 13, 5)
            _date(report, when, "handled_at")
            _date(last, when)
            _date_log(sent, State.HIDDEN, when)
            _date_log(sent, "report_changed", when)
    for appeal in Appeal.objects.filter(contribution=sent).select_related("decision"):
        _date(appeal, appeal.decision.created_at + timedelta(hours=8))
        if appeal.handled_at:
            _date(appeal, last.created_at, "handled_at")
            _date_log(sent, "appeal_changed", last.created_at)


def _date_supports(sent, received):
    """Spread supports over the time since an idea was read."""
    supports = list(Support.objects.filter(contribution=sent).order_by("pk"))
    now = timezone.now()
    read = min(received + timedelta(days=1), now)
    for number, support in enumerate(supports):
        support.created_at = read + (now - read) * number / len(supports)
    Support.objects.bulk_update(supports, ["created_at"])


def _date_log(sent, action, when):
    entries = logs_of(Contribution, [sent.pk]).filter(action=f"contributions.{action}")
    entries.update(timestamp=when)


def _moment(days_ago, hour, minute=0):
    """Return a time of day some days ago, where the municipality is; never one to come."""
    latest = timezone.now() - timedelta(minutes=5)
    return min(Day(-days_ago, time(hour, minute)).moment, latest)


def _date(row, when, field="created_at"):
    type(row).objects.filter(pk=row.pk).update(**{field: when})


def logs_of(model, keys):
    """Return the log entries about rows of a model."""
    return ModelLogEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(model), object_id__in=[str(k) for k in keys]
    )

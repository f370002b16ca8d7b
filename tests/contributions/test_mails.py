"""What people get by mail, in their language, and what never leaves the house."""

import logging
from uuid import uuid4

import pytest
from django.core import mail

from contributions import services, tasks
from contributions.models import Contribution, Kind, Progress, State
from tests import builders

pytestmark = pytest.mark.django_db

REASON = "Den nævner en nabo ved navn."
FIELDS = {
    "title": "Bænke & borde",
    "text": "Flere.",
    "name": "En nabo",
    "email": "nabo@example.org",
}
SENT = {**FIELDS, "step": "send"}


@pytest.fixture
def commit(django_capture_on_commit_callbacks):
    """Do what waits for the end of the transaction, as the worker would."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def idea_of(language="da", **fields):
    """Return an idea of somebody who left an address, under a call in both languages."""
    call = builders.idea_call()
    builders.translated(call, builders.home("en"))
    return builders.contribution(
        call, state=State.RECEIVED, language=language, **{**FIELDS, **fields}
    )


def bodies(message):
    """Return a mail's text and HTML."""
    return message.body, message.alternatives[0][0]


def test_the_receipt_is_sent_with_number_and_link(client, commit):
    call = builders.idea_call()
    with commit():
        client.post(call.take_part_url, SENT)
    idea = Contribution.objects.get()
    (sent,) = mail.outbox
    assert sent.to == [FIELDS["email"]]
    assert idea.reference in sent.subject
    for body in bodies(sent):
        assert idea.reference in body
        assert f"http://testserver{idea.get_private_url()}" in body


def test_nothing_is_sent_before_the_idea_is_stored(client, django_capture_on_commit_callbacks):
    call = builders.idea_call()
    with django_capture_on_commit_callbacks():
        client.post(call.take_part_url, SENT)
    assert mail.outbox == []


def test_without_an_address_nothing_is_sent(client, commit):
    call = builders.idea_call()
    with commit():
        client.post(call.take_part_url, {**SENT, "email": ""})
    idea = Contribution.objects.get()
    with commit():
        services.publish(idea, None, version=1, state_read=State.RECEIVED)
        services.answer(idea, None, progress=Progress.DONE, texts={"da": "Den står der."})
    tasks.mail_receipt.call(idea.pk)
    assert mail.outbox == []


@pytest.mark.parametrize(("language", "prefix"), [("da", "http://testserver/"), ("en", "/en/")])
def test_a_published_idea_is_told_with_its_address(commit, language, prefix):
    idea = idea_of(language)
    with commit():
        services.publish(idea, None, version=1, state_read=State.RECEIVED)
    (sent,) = mail.outbox
    page = idea.page.specific.get_translation(builders.language(language))
    for body in bodies(sent):
        assert f"http://testserver{page.get_contribution_url(idea)}" in body
        assert idea.get_private_url() in body
        assert prefix in body


@pytest.mark.parametrize("language", ["da", "en"])
def test_a_published_idea_that_cannot_be_seen_yet_is_told_without_an_address(commit, language):
    idea = idea_of(language)
    for version in idea.page.get_translations(inclusive=True):
        version.specific.unpublish()
    with commit():
        services.publish(idea, None, version=1, state_read=State.RECEIVED)
    (sent,) = mail.outbox
    for body in bodies(sent):
        assert 'href=""' not in body
        assert "tavlen" not in body
        assert "board" not in body
        assert ("godkendt" if language == "da" else "approved") in body
    assert "tavlen" not in sent.subject


def test_where_nothing_is_shown_nothing_is_said_to_be(commit):
    idea = idea_of("en")
    type(idea.page.specific).objects.filter(pk=idea.page_id).update(publishes=False)
    tasks.mail_receipt.call(idea.pk)
    with commit():
        services.publish(idea, None, version=1, state_read=State.RECEIVED)
    for message in mail.outbox:
        for body in bodies(message):
            assert "not shown to the public" in body
            assert "board" not in body
    assert mail.outbox[-1].subject == "We have read your idea"


def test_a_correction_sends_the_receipt_to_the_address_it_holds(commit):
    call, token = builders.idea_call(), uuid4()
    idea = services.submit(call, {**FIELDS, "email": ""}, token=token)
    with commit():
        for _press in range(2):
            services.correct(call, idea, FIELDS, token=token)
    assert [message.to for message in mail.outbox] == [[FIELDS["email"]]]
    assert idea.reference in mail.outbox[0].body


@pytest.mark.parametrize("verb", [services.reject, services.hide])
def test_a_refusal_gives_its_reason_and_keeps_the_note_inside(commit, verb):
    idea = idea_of()
    if verb is services.hide:
        services.publish(idea, None, version=1, state_read=State.RECEIVED)
    idea.refresh_from_db()
    with commit():
        verb(idea, None, version=1, state_read=idea.state, reason=REASON, note="Kendt fra sidst")
    for body in bodies(mail.outbox[-1]):
        assert REASON in body
        assert idea.reference in body
        assert "Kendt fra sidst" not in body


@pytest.mark.parametrize(("language", "words"), [("da", "Vi bygger den."), ("en", "We build it.")])
def test_an_answer_is_sent_in_the_language_of_the_author(commit, language, words):
    idea = idea_of(language)
    services.publish(idea, None, version=1, state_read=State.RECEIVED)
    mail.outbox.clear()
    texts = {"da": "Vi bygger den.", "en": "We build it."}
    with commit():
        services.answer(idea, None, progress=Progress.PLANNED, texts=texts)
    for body in bodies(mail.outbox[-1]):
        assert words in body
        assert idea.get_private_url() in body


def test_what_has_become_real_is_celebrated(commit):
    idea = idea_of("en")
    services.publish(idea, None, version=1, state_read=State.RECEIVED)
    with commit():
        services.answer(idea, None, progress=Progress.DONE, texts={"en": "It stands there."})
    sent = mail.outbox[-1]
    assert sent.subject == "Your idea has become real"
    for body in bodies(sent):
        assert "It is done!" in body
        assert "It stands there." in body


def test_what_is_joined_with_another_is_told_with_where_that_is(commit):
    idea = idea_of("en")
    page = idea.page.specific
    other = builders.contribution(page, title="Bænke overalt")
    with commit():
        services.merge(idea, other, None, version=1, state_read=State.RECEIVED)
    (sent,) = mail.outbox
    english = page.get_translation(builders.language("en"))
    for body in bodies(sent):
        assert english.get_contribution_url(other) in body
        assert other.title in body


def test_what_is_joined_with_something_that_waits_is_told_without_its_words(commit):
    idea = idea_of("en")
    other = builders.contribution(idea.page.specific, state=State.RECEIVED, title="Bænke overalt")
    with commit():
        services.merge(idea, other, None, version=1, state_read=State.RECEIVED)
    (sent,) = mail.outbox
    for body in bodies(sent):
        assert other.title not in body


def test_what_is_parted_again_is_told(commit):
    idea = idea_of("en")
    other = builders.contribution(idea.page.specific)
    idea = services.merge(idea, other, None, version=1, state_read=State.RECEIVED)
    mail.outbox.clear()
    with commit():
        services.part(idea, None)
    assert [message.subject for message in mail.outbox] == ["Your idea stands on its own again"]


def test_what_is_for_the_administration_is_answered_and_not_refused(commit):
    idea = idea_of("en", administration_only=True)
    with commit():
        services.reject(idea, None, version=1, state_read=State.RECEIVED, reason=REASON)
    (sent,) = mail.outbox
    assert sent.subject == "We have an answer to your idea"
    for body in bodies(sent):
        assert REASON in body
        assert "second look" not in body


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind not in {Kind.IDEA, Kind.COMMENT}])
def test_other_kinds_are_called_by_their_own_name(commit, kind):
    row = idea_of("en", kind=kind)
    with commit():
        services.publish(row, None, version=1, state_read=State.RECEIVED)
    (sent,) = mail.outbox
    text, html = bodies(sent)
    for words in (sent.subject, html):
        assert f"your {kind.value}" in words.lower()
    assert "your idea" not in (sent.subject + text + html).lower()


def test_an_answer_in_danish_alone_is_sent_in_danish(commit):
    idea = idea_of("en")
    services.publish(idea, None, version=1, state_read=State.RECEIVED)
    with commit():
        services.answer(idea, None, progress=Progress.PLANNED, texts={"da": "Vi bygger den."})
    text, html = bodies(mail.outbox[-1])
    assert "Vi bygger den." in text
    assert '<div class="quote" lang="da">' in html


def test_each_language_has_its_own_subject(commit):
    subjects = set()
    for language in ("da", "en"):
        with commit():
            services.publish(idea_of(language), None, version=1, state_read=State.RECEIVED)
        subjects.add(mail.outbox[-1].subject)
    assert len(subjects) == 2


def test_words_of_people_are_plain_in_text_and_escaped_in_html(commit):
    idea = idea_of(title="<b>Bænke</b> & borde")
    with commit():
        services.publish(idea, None, version=1, state_read=State.RECEIVED)
    text, html = bodies(mail.outbox[-1])
    assert "<b>Bænke</b> & borde" in text
    assert "&lt;b&gt;Bænke&lt;/b&gt; &amp; borde" in html


def test_a_decision_that_has_changed_since_is_not_told():
    idea = idea_of()
    services.publish(idea, None, version=1, state_read=State.RECEIVED)
    services.withdraw(idea)
    tasks.mail_decision.call(idea.decisions.first().pk)
    assert mail.outbox == []


def test_who_was_forgotten_gets_no_mail():
    idea = idea_of()
    decision = services.publish(idea, None, version=1, state_read=State.RECEIVED).decisions.get()
    services.erase(idea)
    for task, pk in ((tasks.mail_receipt, idea.pk), (tasks.mail_decision, decision.pk)):
        task.call(pk)
    idea.delete()
    for task in (tasks.mail_receipt, tasks.mail_decision, tasks.mail_answer):
        task.call(idea.pk)
    assert mail.outbox == []


def test_no_log_holds_what_a_person_wrote(client, commit, caplog):
    caplog.set_level(logging.DEBUG, logger="django_tasks")
    caplog.set_level(logging.INFO)
    call = builders.idea_call()
    with commit():
        client.post(call.take_part_url, SENT)
        services.publish(Contribution.objects.get(), None, version=1, state_read=State.RECEIVED)
    for words in FIELDS.values():
        assert words not in caplog.text


@pytest.mark.parametrize(("suspicion", "is_repeated"), [("links", False), ("", True)])
def test_what_looks_like_spam_is_carried_to_nobody_by_us(commit, suspicion, is_repeated):
    idea = idea_of(suspicion=suspicion)
    tasks.mail_receipt.enqueue(idea.pk)
    (sent,) = mail.outbox
    assert (FIELDS["title"] in sent.subject + sent.body) == is_repeated
    assert idea.reference in sent.body


def test_those_who_are_joined_are_answered_together(commit):
    idea = idea_of()
    alike = builders.contribution(
        idea.page.specific, title="Flere borde", email="anden@example.org", state=State.RECEIVED
    )
    services.publish(idea, None, version=1, state_read=State.RECEIVED)
    services.merge(alike, idea, None, version=1, state_read=State.RECEIVED)
    builders.contribution(idea.page.specific, merged_into=idea, state=State.MERGED)
    with commit():
        services.answer(idea, None, progress=Progress.PLANNED, texts={"da": "Vi bygger dem."})
    to_author, to_other = mail.outbox
    assert (to_author.to, to_other.to) == ([FIELDS["email"]], ["anden@example.org"])
    address = f"http://testserver{idea.page.specific.get_contribution_url(idea)}"
    for body in bodies(to_other):
        assert "Vi bygger dem." in body
        assert "Flere borde" in body
        assert address in body
        assert f"http://testserver{alike.get_private_url()}" in body
        assert idea.private_token not in body


def test_who_has_been_parted_in_the_meantime_is_not_answered(commit):
    idea = idea_of()
    alike = builders.contribution(idea.page.specific, email="anden@example.org")
    tasks.mail_answer_to_joined.enqueue(alike.pk)
    tasks.mail_answer_to_joined.enqueue(alike.pk + 1)
    assert mail.outbox == []

"""The decision page: what it tells, reasons, notes, and the way through the queue."""

from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from contributions import services
from contributions.models import Contribution, Kind, ReasonTemplate, State
from core.spam import SpamSignal
from tests import builders

pytestmark = pytest.mark.django_db


def waiting(call=None, **fields):
    """Return an idea that waits for its decision."""
    return builders.contribution(call, **{"state": State.RECEIVED, **fields})


def queue(count):
    """Return ideas that wait, the oldest first."""
    call, now = builders.idea_call(), timezone.now()
    return [
        waiting(call, created_at=now - timedelta(hours=count - place)) for place in range(count)
    ]


def url(view, row):
    """Return an address about a row."""
    return reverse(f"contributions:{view}", args=[row.pk])


def page_of(client, row):
    """Return the decision page as text."""
    return client.get(url("edit", row)).content.decode()


def decide(client, row, verb, **fields):
    """Send a decision about what is in the database."""
    read = {"version": row.version, "state_read": row.state}
    return client.post(url("edit", row), {**read, "decision": verb, **fields})


# --- What it tells --------------------------------------------------------------------------


def test_it_says_who_speaks_for_whom_and_what_was_answered(client, moderator):
    row = waiting(
        on_behalf="association",
        on_behalf_of="Roklubben",
        age_band="15-17",
        form_data={
            "a1": {
                "question": "Hvor tit kommer du?",
                "answer": "Hver dag",
                "values": [],
                "is_public": False,
            }
        },
    )

    page = page_of(client, row)

    words = ("Roklubben", "Hvor tit kommer du?", "Hver dag", row.get_age_band_display())
    for expected in words:
        assert expected in page


def test_it_counts_supports_and_comments(client, moderator):
    row = builders.contribution(support_count=17)
    for _number in range(2):
        builders.contribution(kind=Kind.COMMENT, about=row)

    response = client.get(url("edit", row))

    assert response.context["comment_count"] == 2
    assert "17 " in response.content.decode()


def test_a_comment_leads_to_what_it_is_about(client, moderator):
    idea = builders.contribution(title="Et bord til alle")
    comment = waiting(kind=Kind.COMMENT, about=idea, title="")

    page = page_of(client, comment)

    assert url("edit", idea) in page
    assert "Et bord til alle" in page


def test_words_that_could_be_markup_are_words(client, moderator):
    evil = "<script>alert(1)</script>"
    row = waiting(
        title=evil, text=evil, place=evil, name=evil, on_behalf="other", on_behalf_of=evil
    )

    assert evil not in page_of(client, row)


def test_the_page_costs_the_same_however_much_was_sent(
    client, moderator, django_assert_max_num_queries
):
    row = queue(2)[0]
    client.get(url("edit", row))
    with django_assert_max_num_queries(45) as little:
        client.get(url("edit", row))
    Contribution.objects.bulk_create(
        Contribution(page_id=row.page_id, title=f"Idé {number}", text="Idéens ord")
        for number in range(300)
    )
    with django_assert_max_num_queries(45) as much:
        client.get(url("edit", row))

    assert len(much) == len(little)


# --- For the administration only ----------------------------------------------------------


def test_what_is_for_the_administration_only_is_never_published(client, moderator):
    row = waiting(administration_only=True)

    form = client.get(url("edit", row)).context["form"]
    assert form.verbs == ["reject"]
    assert decide(client, row, "publish").status_code == 409
    with pytest.raises(services.Changed):
        services.publish(row, moderator, version=row.version, state_read=row.state)
    assert Contribution.objects.get(pk=row.pk).state == State.RECEIVED


def test_what_is_for_the_administration_only_is_answered_and_closed(
    client, moderator, django_capture_on_commit_callbacks
):
    row = waiting(administration_only=True, email="ida@example.org")

    with django_capture_on_commit_callbacks(execute=True):
        client.post(url("answer", row), {"progress": "planned", "text_da": "Vi ser på det."})
    with django_capture_on_commit_callbacks(execute=True):
        response = decide(client, row, "reject", reason="Tak, vi har talt med skolen.")

    row.refresh_from_db()
    assert (response.status_code, row.state, row.answers.count()) == (302, State.REJECTED, 1)
    assert [message.to for message in mail.outbox] == [["ida@example.org"]] * 2
    assert "Tak, vi har talt med skolen." in mail.outbox[1].body


# --- Suspects and unconfirmed addresses -----------------------------------------------------


def test_a_suspect_says_why_and_a_click_lets_it_join_the_others(client, moderator):
    row = waiting(suspicion="honeypot links")

    response = client.get(url("edit", row))
    assert response.context["suspicions"] == [SpamSignal.HONEYPOT.label, SpamSignal.LINKS.label]
    assert url("not_spam", row) in response.content.decode()
    for _press in range(2):
        assert client.post(url("not_spam", row)).url == url("edit", row)

    row.refresh_from_db()
    assert row.suspicion == ""
    assert set(Contribution.objects.waiting()) == {row}
    assert url("not_spam", row) not in page_of(client, row)
    entry = ModelLogEntry.objects.for_instance(row).get()
    assert (entry.action, entry.user) == ("contributions.clear_suspicion", moderator)


def test_what_is_published_is_no_suspect_any_more(client, moderator):
    row = waiting(suspicion="links")

    decide(client, row, "publish")

    row.refresh_from_db()
    assert (row.state, row.suspicion) == (State.PUBLISHED, "")


def test_following_a_link_clears_no_suspicion(client, moderator):
    row = waiting(suspicion="links")

    assert client.get(url("not_spam", row)).status_code == 405
    assert Contribution.objects.get(pk=row.pk).suspicion == "links"


def test_what_waits_for_its_address_to_be_confirmed_is_not_published(client, moderator):
    row = waiting(awaits_confirmation=True)

    assert "publish" not in client.get(url("edit", row)).context["form"].verbs
    assert decide(client, row, "publish").status_code == 409


# --- Reasons --------------------------------------------------------------------------------


def test_good_reasons_are_there_from_the_start_in_both_languages():
    reasons = ReasonTemplate.objects.all()

    assert reasons.count() == 6
    for reason in reasons:
        assert reason.in_language("da") != reason.in_language("en")
        assert reason.in_language("fo") == reason.text_da


@pytest.mark.parametrize("language", ["da", "en"])
def test_a_chosen_reason_is_sent_in_the_author_s_language(client, moderator, language):
    row = waiting(language=language)
    reason = ReasonTemplate.objects.first()

    decide(client, row, "reject", template=reason.pk)

    assert row.decisions.get().reason == getattr(reason, f"text_{language}")


def test_what_was_written_is_sent_rather_than_what_was_chosen(client, moderator):
    row = waiting()

    decide(client, row, "reject", template=ReasonTemplate.objects.first().pk, reason="Mine ord.")

    assert row.decisions.get().reason == "Mine ord."


def test_the_words_of_a_reason_are_there_for_the_script(client, moderator):
    row = waiting(language="en")
    reason = ReasonTemplate.objects.create(name="Prøve", text_da="Dansk.", text_en="In English.")

    page = page_of(client, row)

    assert f'<option value="{reason.pk}" data-text="In English.">Prøve</option>' in page


@pytest.mark.parametrize("template", ["0", "x"])
def test_an_unknown_reason_turns_nobody_away(client, moderator, template):
    row = waiting()

    assert decide(client, row, "reject", template=template).status_code == 422
    assert Contribution.objects.get(pk=row.pk).state == State.RECEIVED


REASON_VIEWS = ["index", "add", "edit", "delete", "history", "usage"]


@pytest.mark.parametrize("view", REASON_VIEWS)
def test_reasons_are_edited_by_those_who_may(client, view):
    reason = ReasonTemplate.objects.first()
    address = reverse(f"reasons:{view}", args=[] if view in {"index", "add"} else [reason.pk])

    client.force_login(builders.user(groups=["Moderators"]))
    assert client.get(address).status_code in {302, 403}
    client.force_login(builders.user(groups=["Editors"]))
    assert client.get(address).status_code == 200


# --- Notes ------------------------------------------------------------------------------------


def test_a_note_is_written_without_a_decision(client, moderator):
    row = waiting()

    response = client.post(url("note", row), {"text": "Jeg ringer til havnen."})

    note = row.internal_notes.get()
    assert response.url.startswith(url("edit", row))
    assert (note.text, note.author) == ("Jeg ringer til havnen.", moderator)
    assert "Jeg ringer til havnen." in page_of(client, row)
    row.refresh_from_db()
    assert (row.state, row.decisions.count()) == (State.RECEIVED, 0)
    entry = ModelLogEntry.objects.for_instance(row).get()
    assert (entry.action, entry.label, entry.data) == ("contributions.note", row.reference, {})


@pytest.mark.parametrize("text", ["", "   ", "x" * 2001, "a\x00b"])
def test_a_note_says_something_and_not_too_much(client, moderator, text):
    row = waiting()

    assert client.post(url("note", row), {"text": text}).status_code == 302
    assert row.internal_notes.count() == 0


# --- Through the queue --------------------------------------------------------------------------


def test_it_leads_to_what_waits_before_and_after(client, moderator):
    first, second, third = queue(3)

    around = client.get(url("edit", second)).context["neighbours"]

    assert (around.previous, around.next) == (first, third)
    assert (around.position, around.count) == (2, 3)
    assert client.get(url("edit", first)).context["neighbours"].previous is None
    assert client.get(url("edit", third)).context["neighbours"].next is None


def test_what_came_at_the_same_moment_is_passed_by_in_order(client, moderator):
    call, now = builders.idea_call(), timezone.now()
    rows = [waiting(call, created_at=now) for _number in range(3)]

    seen, row = [], rows[0]
    while row:
        seen.append(row)
        row = client.get(url("edit", row)).context["neighbours"].next

    assert seen == rows


def test_a_decision_leads_on_from_where_it_was_made(client, moderator):
    first, second, third = queue(3)

    assert decide(client, second, "publish").url == url("edit", third)
    assert decide(client, third, "publish").url == url("edit", first)


def test_only_this_moderator_s_queue_is_passed_through(client):
    mine, foreign = queue(1)[0], queue(1)[0]
    client.force_login(builders.moderator(scope=mine.page))

    around = client.get(url("edit", mine)).context["neighbours"]

    assert (around.previous, around.next, around.count) == (None, None, 1)
    assert client.get(url("edit", foreign)).status_code == 404


def test_the_keys_follow_wagtail_s_own_switch(client, moderator):
    first, _second = queue(2)

    page = page_of(client, first)

    assert 'data-controller="w-kbd" data-w-kbd-key-value="n"' in page
    assert reverse("wagtailadmin_account") in page


# --- Ways out of it --------------------------------------------------------------------------


def test_only_who_may_edit_the_page_is_led_to_its_editor(client, moderator):
    row = waiting()
    editor = reverse("wagtailadmin_pages:edit", args=[row.page_id])
    assert editor not in page_of(client, row)
    client.force_login(builders.superuser())
    assert editor in page_of(client, row)


def test_it_leads_to_the_site_once_everybody_can_read_it_there(client, moderator):
    row = waiting()
    call = row.page.specific
    on_the_site = f'href="{call.get_contribution_url(row)}"'
    assert on_the_site not in page_of(client, row)
    services.publish(row, moderator, version=1, state_read=State.RECEIVED)
    assert on_the_site in page_of(client, row)
    call.publishes = False
    call.save()
    assert on_the_site not in page_of(client, row)

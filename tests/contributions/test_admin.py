"""The moderation queue: what moderators see, decide and answer."""

import csv
from datetime import timedelta

import pytest
from django.core import mail
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone
from wagtail.log_actions import registry
from wagtail.models import ModelLogEntry

from contributions import services
from contributions.models import Answer, Contribution, Decision, State
from tests import builders

pytestmark = pytest.mark.django_db


def waiting(call=None, **fields):
    """Return an idea that waits for its decision."""
    return builders.contribution(call, **{"state": State.RECEIVED, **fields})


def url(view, row=None):
    """Return an address of the queue."""
    return reverse(f"contributions:{view}", args=[row.pk] if row else [])


def listed(response):
    """Return the keys of the rows a listing shows, in order."""
    return [row.pk for row in response.context["object_list"]]


def decide(client, row, verb, **fields):
    """Send a decision about the version that is in the database."""
    read = {"version": row.version, "state_read": row.state}
    fields = {**read, "decision": verb, "reason": "", "note": "", **fields}
    return client.post(url("edit", row), fields)


# --- The queue ----------------------------------------------------------------------------


def test_what_waits_is_listed_oldest_first(client, moderator):
    call = builders.idea_call()
    now = timezone.now()
    second = waiting(call, created_at=now - timedelta(hours=1))
    first = waiting(call, created_at=now - timedelta(days=3))
    builders.contribution(call)

    response = client.get(url("index"))

    assert listed(response) == [first.pk, second.pk]
    assert "3\xa0dage" in response.content.decode()


@pytest.mark.parametrize(
    ("query", "states"),
    [
        ("", {"received"}),
        ("?state=published", {"published"}),
        ("?state=all", {"received", "published", "hidden"}),
    ],
)
def test_the_state_can_be_chosen(client, moderator, query, states):
    call = builders.idea_call()
    for state in ("received", "published", "hidden"):
        builders.contribution(call, state=state)

    response = client.get(url("index") + query)

    assert {row.state for row in response.context["object_list"]} == states


def test_the_page_can_be_chosen(client, moderator):
    call, other = builders.idea_call(), builders.idea_call()
    mine = waiting(call)
    waiting(other)

    response = client.get(url("index") + f"?page={call.pk}")

    assert listed(response) == [mine.pk]


@pytest.mark.parametrize("field", ["title", "text", "place", "name"])
def test_the_queue_is_searched(client, moderator, field):
    wanted = waiting(**{field: "Bænken ved kranen"})
    waiting()

    assert listed(client.get(url("index") + "?q=kranen")) == [wanted.pk]
    assert listed(client.get(url("index_results") + "?q=kranen")) == [wanted.pk]


def test_a_reference_read_aloud_finds_its_row(client, moderator):
    wanted = waiting()
    waiting()

    assert listed(client.get(url("index") + f"?q={wanted.reference}")) == [wanted.pk]


def test_the_menu_counts_what_waits(client, moderator):
    waiting()
    waiting()
    builders.contribution()

    page = client.get(reverse("wagtailadmin_home")).content.decode()

    assert "(2)" in page


def test_the_first_page_says_how_old_the_oldest_is(client, moderator):
    oldest = waiting(created_at=timezone.now() - timedelta(days=9))
    waiting()

    page = client.get(reverse("wagtailadmin_home")).content.decode()

    assert url("edit", oldest) in page
    assert "1\xa0uge" in page


def test_the_first_page_says_when_nothing_waits(client, moderator):
    builders.contribution()

    page = client.get(reverse("wagtailadmin_home")).content.decode()

    assert "contributions-waiting" in page


def test_the_export_holds_the_rows_of_the_list(client, moderator):
    row = waiting(title="=HYPERLINK(1)", name="Ida", email="ida@example.org", show_name=False)

    response = client.get(url("index") + "?export=csv")

    rows = list(csv.reader(b"".join(response.streaming_content).decode().splitlines()))
    assert len(rows) == 2
    assert row.reference in rows[1]
    assert "'=HYPERLINK(1)" in rows[1]
    assert "Ida" not in rows[1]
    assert "ida@example.org" not in rows[1]


def test_the_queue_costs_the_same_however_long_it_is(
    client, moderator, django_assert_max_num_queries
):
    call = builders.idea_call()
    waiting(call)
    client.get(url("index"))
    with django_assert_max_num_queries(25) as short:
        client.get(url("index"))
    Contribution.objects.bulk_create(
        Contribution(page_id=call.pk, title=f"Idé {number}", text="Ord") for number in range(200)
    )
    with django_assert_max_num_queries(25) as long:
        response = client.get(url("index"))

    assert len(listed(response)) == 25
    # A second page to count is all that a longer queue may cost.
    assert len(long) == len(short)


# --- The decision --------------------------------------------------------------------------


def test_the_decision_page_shows_all_that_was_written(client, moderator):
    row = waiting(
        title="Et bord til alle",
        text="Midt på kajen.",
        place="Ved kranen",
        name="Ida",
        email="ida@example.org",
    )

    page = client.get(url("edit", row)).content.decode()

    for words in ("Et bord til alle", "Midt på kajen.", "Ved kranen", "Ida", "ida@example.org"):
        assert words in page
    assert row.reference in page


def test_publishing_shows_it_and_leads_to_the_next(client, moderator):
    call = builders.idea_call()
    row = waiting(call, created_at=timezone.now() - timedelta(days=1))
    following = waiting(call)

    response = decide(client, row, "publish", note="Ser fin ud.")

    row.refresh_from_db()
    decision = row.decisions.get()
    assert response.url == url("edit", following)
    assert row.state == State.PUBLISHED
    assert (decision.moderator, decision.note) == (moderator, "Ser fin ud.")
    assert row.title in client.get(call.get_contribution_url(row)).content.decode()


def test_after_the_last_one_the_queue_says_so(client, moderator):
    row = waiting()

    response = decide(client, row, "publish")

    assert response.url == url("index")


def test_rejecting_takes_a_reason_and_mails_it(
    client, moderator, django_capture_on_commit_callbacks
):
    row = waiting(email="ida@example.org")

    refused = decide(client, row, "reject", reason="  ", note="Nævner en nabo.")
    assert refused.status_code == 422
    assert "Nævner en nabo." in refused.content.decode()
    assert Contribution.objects.get(pk=row.pk).state == State.RECEIVED

    with django_capture_on_commit_callbacks(execute=True):
        decide(client, row, "reject", reason="Skriv den uden naboens navn.")

    row.refresh_from_db()
    assert row.state == State.REJECTED
    assert [message.to for message in mail.outbox] == [["ida@example.org"]]
    assert "Skriv den uden naboens navn." in mail.outbox[0].body


def test_a_published_one_is_hidden_with_a_reason(client, moderator):
    row = builders.contribution()

    assert decide(client, row, "hide").status_code == 422
    response = decide(client, row, "hide", reason="Der er kommet en klage.")

    row.refresh_from_db()
    assert row.state == State.HIDDEN
    assert response.url == url("index")
    assert row.decisions.get().reason == "Der er kommet en klage."


def test_what_was_changed_meanwhile_is_refused_and_nothing_typed_is_lost(client, moderator):
    row = waiting(text="Det første.")
    read = row.version
    Contribution.objects.filter(pk=row.pk).update(version=read + 1, text="Det andet.")

    response = client.post(
        url("edit", row),
        {
            "version": read,
            "state_read": State.RECEIVED,
            "decision": "reject",
            "reason": "Min begrundelse.",
            "note": "Min note.",
        },
    )

    page = response.content.decode()
    row.refresh_from_db()
    assert response.status_code == 409
    assert row.state == State.RECEIVED
    assert "Det andet." in page
    assert "Min begrundelse." in page
    assert "Min note." in page
    assert response.context["form"].initial["version"] == read + 1


def test_what_another_has_decided_meanwhile_is_refused(client, moderator):
    row = waiting()
    services.publish(row, builders.superuser(), version=row.version, state_read=row.state)

    response = decide(client, row, "reject", reason="Min begrundelse.")

    row.refresh_from_db()
    assert response.status_code == 409
    assert row.state == State.PUBLISHED
    assert "Min begrundelse." in response.content.decode()


def test_two_moderators_do_not_undo_each_other_unseen(client, moderator):
    other = builders.superuser()
    shown, turned_away = waiting(), waiting()
    services.publish(shown, other, version=1, state_read=State.RECEIVED)
    services.reject(turned_away, other, version=1, state_read=State.RECEIVED, reason="En grund.")
    stale = {"reason": "Min begrundelse.", "note": "Min note."}

    hiding = decide(client, shown, "hide", **stale)
    publishing = decide(client, turned_away, "publish", **stale)

    for response, row, state in (
        (hiding, shown, State.PUBLISHED),
        (publishing, turned_away, State.REJECTED),
    ):
        row.refresh_from_db()
        page = response.content.decode()
        assert (response.status_code, row.state) == (409, state)
        assert "Min begrundelse." in page
        assert "Min note." in page
        assert response.context["form"].initial["state_read"] == state
    assert decide(client, turned_away, "publish").status_code == 302


def test_a_stale_page_is_refused_before_it_asks_for_a_reason(client, moderator):
    row = builders.contribution()
    assert decide(client, row, "hide", state_read=State.RECEIVED).status_code == 409


def test_what_the_author_took_back_leaves_the_words_typed_on_screen(client, moderator):
    row = waiting()
    services.withdraw(row)

    response = decide(client, row, "reject", reason="Min begrundelse.")

    assert response.status_code == 409
    assert response.context["form"].verbs == []
    assert "Min begrundelse." in response.content.decode()


def test_unknown_decisions_change_nothing(client, moderator):
    row = waiting()

    assert decide(client, row, "delete").status_code == 409
    assert Contribution.objects.get(pk=row.pk).state == State.RECEIVED


def test_the_author_s_words_cannot_be_changed(client, moderator):
    row = waiting(title="Som skrevet", email="ida@example.org")

    decide(client, row, "publish", title="Forvansket", text="Forvansket", email="x@example.org")

    row.refresh_from_db()
    assert (row.title, row.email) == ("Som skrevet", "ida@example.org")


@pytest.mark.parametrize("shown", [True, False])
def test_the_photo_is_shown_only_if_the_moderator_says_so(client, moderator, shown):
    row = waiting()
    row.photo.save("photo.webp", ContentFile(builders.picture_bytes(image_format="WEBP")))

    page = client.get(url("edit", row))
    assert url("photo", row) in page.content.decode()
    decide(client, row, "publish", **({"show_photo": "on"} if shown else {}))

    row.refresh_from_db()
    assert row.photo_released is shown


def test_the_photo_comes_from_private_storage_and_is_kept_by_nobody(client, moderator):
    row = waiting()
    content = builders.picture_bytes(image_format="WEBP")
    row.photo.save("photo.webp", ContentFile(content))

    response = client.get(url("photo", row))

    assert b"".join(response.streaming_content) == content
    assert response["Content-Type"] == "image/webp"
    assert "no-store" in response["Cache-Control"]
    assert client.get(url("photo", waiting())).status_code == 404


def test_decisions_are_logged_with_words(client, moderator):
    row = waiting()
    decide(client, row, "publish")
    row.refresh_from_db()
    decide(client, row, "hide", reason="Klage")

    entries = ModelLogEntry.objects.for_instance(Contribution.objects.get(pk=row.pk))

    assert set(entries.values_list("action", "user_id", "label")) == {
        ("contributions.published", moderator.pk, row.reference),
        ("contributions.hidden", moderator.pk, row.reference),
    }
    assert {registry.action_exists(action) for action in entries.get_actions()} == {True}
    for view in ("history", "history_results"):
        page = client.get(url(view, row))
        assert len(page.context["object_list"]) == 2
        assert row.title not in page.content.decode()


# --- The answer -----------------------------------------------------------------------------


def test_an_answer_is_given_in_both_languages(client, moderator):
    row = builders.contribution()
    assert client.get(url("answer", row)).status_code == 200

    response = client.post(
        url("answer", row),
        {"progress": "planned", "text_da": "Vi bygger det.", "text_en": "We will build it."},
    )

    row.refresh_from_db()
    answer = row.answers.get()
    assert response.url == url("edit", row)
    assert (row.progress, answer.answered_by) == ("planned", moderator)
    assert {text.language: text.text for text in answer.texts.all()} == {
        "da": "Vi bygger det.",
        "en": "We will build it.",
    }


def test_an_answer_needs_danish_words_and_keeps_the_english_ones(client, moderator):
    row = builders.contribution()

    response = client.post(url("answer", row), {"progress": "done", "text_en": "It is there."})

    assert response.status_code == 422
    assert set(response.context["form"].errors) == {"text_da"}
    assert "It is there." in response.content.decode()
    assert not Answer.objects.exists()


def test_only_what_is_public_is_answered(client, moderator):
    row = waiting()

    assert client.get(url("answer", row)).url == url("edit", row)
    client.post(url("answer", row), {"progress": "done", "text_da": "Den er der."})
    assert not Answer.objects.exists()


def test_an_answer_sent_twice_is_given_once(client, moderator, django_capture_on_commit_callbacks):
    row = builders.contribution(email="ida@example.org")
    sent = {"progress": "planned", "text_da": "Vi bygger det.", "text_en": ""}

    with django_capture_on_commit_callbacks(execute=True):
        for _press in range(2):
            assert client.post(url("answer", row), sent).url == url("edit", row)

    assert (row.answers.count(), len(mail.outbox)) == (1, 1)


def test_an_answer_that_another_overtook_is_not_given_and_not_lost(client, moderator):
    row = builders.contribution()
    services.answer(row, builders.superuser(), progress="done", texts={"da": "Den er der."})
    mine = {"progress": "planned", "text_da": "Vi bygger det.", "text_en": "We will."}

    response = client.post(url("answer", row), mine)

    page = response.content.decode()
    assert (response.status_code, row.answers.count()) == (409, 1)
    for words in ("Vi bygger det.", "We will.", "Den er der."):
        assert words in page
    form = response.context["form"]
    assert form.initial["progress"] == "planned"
    again = client.post(url("answer", row), {**mine, "last_read": form.initial["last_read"]})
    assert (again.status_code, row.answers.count()) == (302, 2)


def test_an_answer_to_what_was_hidden_meanwhile_is_not_given_and_not_lost(client, moderator):
    row = builders.contribution()
    services.hide(row, None, version=1, state_read=State.PUBLISHED, reason="Klage")

    response = client.post(url("answer", row), {"progress": "done", "text_da": "Den er der."})

    assert (response.status_code, row.answers.count()) == (409, 0)
    assert "Den er der." in response.content.decode()


# --- From the page ------------------------------------------------------------------------


def test_a_call_leads_to_what_was_sent_to_it_with_live_counts(client):
    client.force_login(builders.superuser())
    call = builders.idea_call()
    english = builders.translated(
        call, builders.project(parent=builders.project_index(builders.home("en")))
    )
    waiting(call)
    builders.contribution(call)

    for page in (call, english):
        html = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
        assert f"{url('index')}?state=all&amp;page={call.pk}" in html

    assert "2 " in html


def test_a_page_that_asks_nothing_has_no_such_link(client):
    client.force_login(builders.superuser())
    project = builders.project()

    html = client.get(reverse("wagtailadmin_pages:edit", args=[project.pk])).content.decode()

    assert "state=all" not in html


def test_deleting_the_moderator_keeps_the_decision(client, moderator):
    row = waiting()
    decide(client, row, "publish")

    moderator.delete()

    assert Decision.objects.get(contribution=row).moderator is None

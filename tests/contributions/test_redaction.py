"""What everybody sees: blanked words, released files, and what has to be looked at first."""

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils.translation import gettext
from wagtail.models import ModelLogEntry

from contributions import services
from contributions.models import Attachment, Contribution, State
from core import privacy_scan
from core.models import Topic
from tests import builders

pytestmark = pytest.mark.django_db

TEXT = "Ring til Ida Holm på 98 22 33 44. Hun bor ved broen."
PHONE = (TEXT.index("98"), TEXT.index(". Hun"))


def out():
    """Return what stands where something is blanked."""
    return gettext("[left out]")


def waiting(**fields):
    """Return an idea with a phone number in it that waits for its decision."""
    return builders.contribution(**{"state": State.RECEIVED, "text": TEXT, **fields})


def found(row, *, accepted=False):
    """Store what the scan finds, as sending does; return the row."""
    services.scan_record(row)
    row.findings = {
        field: [[*entry[:3], accepted] for entry in entries]
        for field, entries in row.findings.items()
    }
    row.save()
    return row


def attachment(row, **fields):
    """Return a file that came with a contribution."""
    content = ContentFile(b"Ord i en fil", name="tegning.txt")
    defaults = {
        "original_name": "tegning.txt",
        "content_type": "text/plain",
        "size": 12,
        "digest": "x",
    }
    return Attachment.objects.create(contribution=row, file=content, **{**defaults, **fields})


def edit_url(row):
    """Return the address of the decision page."""
    return reverse("contributions:edit", args=[row.pk])


def post(client, row, verb="publish", **fields):
    """Send the decision form about what is in the database."""
    read = {"version": row.version, "state_read": row.state}
    stamp = services.shown_stamp(Contribution.objects.get(pk=row.pk))
    return client.post(edit_url(row), {**read, "decision": verb, "shown_read": stamp, **fields})


def finding(field="text", place=PHONE):
    """Return what the form calls the choice about a finding."""
    return f"finding:{field}:{place[0]}:{place[1]}"


def read(row):
    """Return a row as the verbs ask what was read of it."""
    return {"version": row.version, "state_read": row.state}


# --- In the form ----------------------------------------------------------------------------


def test_what_was_found_is_marked_in_the_words_and_named(client, moderator):
    page = client.get(edit_url(waiting())).content.decode()

    assert f'<span data-start="{PHONE[0]}">98 22 33 44</span>' in page
    assert f'class="contribution__kind">{privacy_scan.FindingKind.PHONE.label}<' in page


def test_lines_and_characters_of_many_bytes_do_not_shift_a_place(client, moderator):
    text = "Hej 🌊\r\n\r\nRing 98 22 33 44"
    start = text.index("98")
    row = waiting(text=text)

    page = client.get(edit_url(row)).content.decode()
    post(client, row, **{finding(place=(start, len(text))): "blank"})

    assert f'<span data-start="{start}">98 22 33 44</span>' in page
    row.refresh_from_db()
    assert row.public_view().text == f"Hej 🌊\r\n\r\nRing {out()}"


def test_a_finding_is_blanked_unless_somebody_says_otherwise(client, moderator):
    row = found(waiting())
    form = client.get(edit_url(row)).context["shown"]

    assert form[finding()].value() == "blank"
    response = post(client, row, **{finding(): "blank"})

    row.refresh_from_db()
    assert (response.status_code, row.state) == (302, State.PUBLISHED)
    assert row.redactions == {"text": [list(PHONE)]}
    assert "98 22" not in row.public_view().text
    assert row.text == TEXT
    assert not row.has_open_findings


def test_a_finding_that_may_be_shown_is_accepted_for_good(client, moderator):
    row = found(waiting())

    post(client, row, **{finding(): "show"})

    row.refresh_from_db()
    assert row.state == State.PUBLISHED
    assert row.findings == {"text": [["phone", *PHONE, True]]}
    assert row.public_view().text == TEXT
    assert client.get(edit_url(row)).context["shown"][finding()].value() == "show"


@pytest.mark.parametrize("answer", [{}, {finding(): ""}, {finding(): "perhaps"}])
def test_a_finding_nobody_has_answered_for_is_not_published(client, moderator, answer):
    row = found(waiting())

    response = post(client, row, note="Min note.", **answer)

    assert response.status_code == 422
    assert set(response.context["shown"].errors) == {finding()}
    assert "Min note." in response.content.decode()
    assert Contribution.objects.get(pk=row.pk).state == State.RECEIVED


def test_what_was_sent_before_the_scan_learnt_of_it_is_asked_about_too(client, moderator):
    row = waiting()
    assert row.findings == {}

    assert post(client, row).status_code == 422
    assert Contribution.objects.get(pk=row.pk).state == State.RECEIVED


def test_a_rejection_asks_nothing_about_findings(client, moderator):
    row = found(waiting())

    assert post(client, row, "reject", reason="Skriv den uden nummeret.").status_code == 302


def test_words_are_blanked_wherever_they_stand(client, moderator):
    row = waiting(title="Ida Holm og broen", text="ida holm bor her. Spørg Ida Holm.")

    post(client, row, words="Ida Holm\n\n")

    row.refresh_from_db()
    public = row.public_view()
    assert public.title == f"{out()} og broen"
    assert public.text == f"{out()} bor her. Spørg {out()}."


def test_words_that_stand_nowhere_are_named(client, moderator):
    row = waiting(text="Et bord til alle")

    response = post(client, row, words="et bord\nen stol")

    assert response.status_code == 422
    assert "en stol" in response.context["shown"].errors["words"][0]
    assert Contribution.objects.get(pk=row.pk).state == State.RECEIVED


def test_selected_places_are_blanked_and_taken_back(client, moderator):
    row = waiting(text="Et bord til alle på kajen")
    post(client, row, places=["text:3:7", "title:0:2"])
    row.refresh_from_db()
    assert row.redactions == {"text": [[3, 7]], "title": [[0, 2]]}

    places = client.get(edit_url(row)).context["shown"].blanked_places
    assert [(place.name, place.words) for place in places] == [
        ("text:3:7", "bord"),
        ("title:0:2", "En"),
    ]
    response = post(client, row, "redact", places=["title:0:2"])

    row.refresh_from_db()
    assert response.url == edit_url(row)
    assert row.redactions == {"title": [[0, 2]]}
    assert row.public_view().text == "Et bord til alle på kajen"


@pytest.mark.parametrize(
    "place",
    [
        "text:0:99",
        "text:-1:3",
        "text:5:5",
        "text:7:3",
        "secret:0:2",
        "email:0:2",
        "text",
        "a:b:c",
        "",
    ],
)
def test_places_that_are_not_in_the_text_are_refused(client, moderator, place):
    row = waiting(text="Et bord til alle", email="ida@example.org")

    response = post(client, row, places=[place])

    assert response.status_code == 422
    assert set(response.context["shown"].errors) == {"places"}
    assert Contribution.objects.get(pk=row.pk).state == State.RECEIVED


@pytest.mark.parametrize(
    "fields",
    [
        {"words": "a\x00b"},
        {"words": "x" * 2001},
        {"topics": "0"},
        {"topics": "x"},
        {"topics": "9" * 30},
        {"places": f"text:0:{'9' * 5000}"},
        {"note": "a\x00b"},
    ],
)
def test_hostile_fields_get_a_clear_answer(client, moderator, fields):
    row = waiting(text="Et bord")

    assert post(client, row, **fields).status_code == 422
    assert Contribution.objects.get(pk=row.pk).state == State.RECEIVED


@pytest.mark.parametrize("version", ["", "x", "9" * 30, "-1"])
def test_a_forged_version_publishes_nothing(client, moderator, version):
    row = waiting(text="Et bord")

    assert post(client, row, version=version).status_code == 409
    assert Contribution.objects.get(pk=row.pk).state == State.RECEIVED


def test_a_preview_shows_what_everybody_would_read_and_stores_nothing(client, moderator):
    row = found(waiting())

    response = post(
        client, row, "preview", words="Ida Holm", note="Min note.", **{finding(): "blank"}
    )

    preview = response.context["preview"]
    assert preview.text == f"Ring til {out()} på {out()}. Hun bor ved broen."
    assert "Min note." in response.content.decode()
    row.refresh_from_db()
    assert (row.state, row.redactions) == (State.RECEIVED, {})


def test_answers_are_marked_and_blanked_too(client, moderator):
    given = {"question": "Hvem er I?", "answer": "Skriv til ida@example.org", "values": []}
    row = waiting(
        text="Et bord",
        form_data={
            "a1": {**given, "is_public": True},
            "b2": {**given, "answer": "Ring 98 22 33 44", "is_public": False},
        },
    )

    form = client.get(edit_url(row)).context["shown"]
    name = finding("form_data.a1", (10, 25))
    assert [field.name for field in form.finding_fields] == [name]
    post(client, row, **{name: "blank"})

    row.refresh_from_db()
    assert [given.answer for given in row.public_view().given_answers] == [f"Skriv til {out()}"]


def test_what_the_author_has_masked_stays_masked_unless_it_is_unchecked(client, moderator):
    row = waiting(redactions={"text": [list(PHONE)]})

    services.publish(row, moderator, **read(row))

    row.refresh_from_db()
    assert row.redactions == {"text": [list(PHONE)]}


# --- Changing it later ----------------------------------------------------------------------


def test_what_is_published_can_be_blanked_later(client, moderator):
    row = builders.contribution(text="Et bord til Ida Holm")

    post(client, row, "redact", words="Ida Holm")

    row.refresh_from_db()
    assert (row.state, row.public_view().text) == (State.PUBLISHED, f"Et bord til {out()}")
    entry = ModelLogEntry.objects.for_instance(row).get()
    assert (entry.action, entry.label, entry.data) == (
        "contributions.redact",
        row.reference,
        {},
    )


def test_two_moderators_do_not_undo_each_other_s_blanking(client, moderator):
    row = builders.contribution(text="Et bord til Ida Holm")
    stamp = services.shown_stamp(row)
    services.redact(row, None, shown_read=stamp, redactions={"text": [[0, 2]]}, **read(row))

    response = client.post(
        edit_url(row), {**read(row), "decision": "redact", "shown_read": stamp, "words": "Ida Holm"}
    )

    row.refresh_from_db()
    assert response.status_code == 409
    assert "Ida Holm" in response.context["shown"]["words"].value()
    assert row.redactions == {"text": [[0, 2]]}


@pytest.mark.parametrize("state", [State.RECEIVED, State.REJECTED, State.HIDDEN, State.WITHDRAWN])
def test_only_what_is_published_is_changed_that_way(state):
    row = builders.contribution(state=state)

    with pytest.raises(services.Changed):
        services.redact(row, None, shown_read=services.shown_stamp(row), **read(row))


def test_a_new_version_is_not_blanked_where_the_old_one_was(client, moderator):
    row = waiting(text="Et bord til Ida Holm")
    Contribution.objects.filter(pk=row.pk).update(version=2, text="Kort")

    response = post(client, row, places=["text:12:20"])

    assert response.status_code == 409
    assert Contribution.objects.get(pk=row.pk).redactions == {}


# --- Files ------------------------------------------------------------------------------------


def test_files_are_withheld_unless_they_are_released(client, moderator):
    row = waiting(text="Et bord")
    first, second = attachment(row), attachment(row, original_name="kort.txt")

    page = client.get(edit_url(row)).content.decode()
    assert "tegning.txt" in page
    assert "kort.txt" in page
    post(client, row, **{f"attachment:{second.pk}": "on"})

    assert dict(row.attachments.values_list("pk", "is_released")) == {
        first.pk: False,
        second.pk: True,
    }


def test_a_released_file_is_withheld_again(client, moderator):
    row = builders.contribution()
    file = attachment(row, is_released=True)

    post(client, row, "redact")

    file.refresh_from_db()
    assert not file.is_released


@pytest.mark.parametrize(
    "fields", [{"is_readable": False}, {"text": "Ring 98 22 33 44", "findings": [["phone", 5, 16]]}]
)
def test_what_nobody_has_read_is_released_only_once_it_was_opened(client, moderator, fields):
    row = waiting(text="Et bord")
    file = attachment(row, **fields)
    release = {f"attachment:{file.pk}": "on"}

    refused = post(client, row, **release)
    assert refused.status_code == 422
    assert set(refused.context["shown"].errors) == set(release)
    assert Contribution.objects.get(pk=row.pk).state == State.RECEIVED

    opened = client.get(reverse("contributions:file", args=[row.pk, file.pk]))
    assert b"".join(opened.streaming_content) == b"Ord i en fil"
    assert opened["Content-Disposition"] == 'attachment; filename="tegning.txt"'
    assert "no-store" in opened["Cache-Control"]
    assert post(client, row, **release).status_code == 302
    file.refresh_from_db()
    assert (file.is_released, file.opened_at is None) == (True, False)
    actions = ModelLogEntry.objects.for_instance(row).values_list("action", flat=True)
    assert set(actions) == {"contributions.open_file", "contributions.published"}


def test_the_verb_refuses_an_unread_file_too():
    row = waiting(text="Et bord")
    file = attachment(row, is_readable=False)

    with pytest.raises(services.NotOpened):
        services.publish(row, None, shown_attachments=[file.pk], **read(row))
    assert Contribution.objects.get(pk=row.pk).state == State.RECEIVED


def test_a_file_of_another_contribution_is_not_there(client, moderator):
    row, other = waiting(), waiting()
    file = attachment(other)

    assert client.get(reverse("contributions:file", args=[row.pk, file.pk])).status_code == 404
    services.publish(
        row, None, accepted=[("text", *PHONE)], shown_attachments=[file.pk], **read(row)
    )
    file.refresh_from_db()
    assert not file.is_released


# --- Topics ---------------------------------------------------------------------------------


def test_topics_are_set_when_it_is_published_and_later(client, moderator):
    locale = builders.language("da")
    harbour = Topic.objects.create(name="Havnen", slug="havnen", locale=locale)
    youth = Topic.objects.create(name="Unge", slug="unge", locale=locale)
    row = waiting(text="Et bord")

    post(client, row, topics=[harbour.pk])
    assert set(row.topics.all()) == {harbour}
    row.refresh_from_db()
    post(client, row, "redact", topics=[youth.pk])
    assert set(row.topics.all()) == {youth}


# --- The verbs --------------------------------------------------------------------------------


def test_publishing_without_a_word_about_findings_is_refused():
    row = found(waiting())

    with pytest.raises(services.OpenFindings):
        services.publish(row, None, **read(row))
    assert Contribution.objects.get(pk=row.pk).state == State.RECEIVED


def test_a_span_that_covers_part_of_a_finding_does_not_close_it():
    row = found(waiting())

    with pytest.raises(services.OpenFindings):
        services.publish(row, None, redactions={"text": [[PHONE[0], PHONE[1] - 1]]}, **read(row))


def test_overlapping_spans_are_kept_as_one():
    row = waiting(text="Et bord til alle")

    services.publish(row, None, redactions={"text": [[3, 7], [5, 11], [0, 2]]}, **read(row))

    row.refresh_from_db()
    assert row.redactions == {"text": [[0, 2], [3, 11]]}


def test_a_name_that_is_not_shown_raises_no_question(client, moderator):
    row = waiting(text="Et bord", name="ida@example.org", show_name=False)

    assert client.get(edit_url(row)).context["shown"].finding_fields == []
    assert post(client, row).status_code == 302

"""Deciding about many contributions at a time."""

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation
from wagtail.users.models import UserProfile

from contributions import services
from contributions.admin import bulk
from contributions.models import Attachment, Contribution, ReasonTemplate, State
from contributions.services.bulk import WhyNot
from core import page_cache
from tests import builders

pytestmark = pytest.mark.django_db

ACTIONS = ["publish", "reject", "not_spam", "spam"]


@pytest.fixture
def call():
    """Where everything was sent to, unless a test is about pages."""
    return builders.idea_call()


@pytest.fixture
def moderator(client):
    """Somebody who moderates the whole site and reads English, signed in."""
    person = builders.moderator()
    UserProfile.objects.create(user=person, preferred_language="en")
    client.force_login(person)
    return person


@pytest.fixture
def reason():
    """A reason that moderators often give."""
    return ReasonTemplate.objects.create(
        name="Naboer", text_da="Skriv den uden naboens navn.", text_en="Leave your neighbour out."
    )


def waits(call, **fields):
    """Return an idea that waits for its decision."""
    return builders.contribution(call, **{"state": State.RECEIVED, **fields})


def address(action, rows=(), query=""):
    """Return where a choice of rows is confirmed."""
    chosen = "&".join([*(f"id={row.pk}" for row in rows), *([query] if query else [])])
    return reverse("wagtail_bulk_action", args=["contributions", "contribution", action]) + (
        f"?{chosen}&next={reverse('contributions:index')}"
    )


def shown(response):
    """Return which rows a page says will be taken, and why others will not."""
    taken = [item["item"].pk for item in response.context["items"]]
    return taken, [(row.pk, why) for row, why in response.context["left"]]


def confirm(client, action, rows=(), query="", **fields):
    """Read the page that asks, and say yes to it."""
    asked = client.get(address(action, rows, query))
    return confirm_what_was_read(client, action, asked, rows, query, **fields)


def confirm_what_was_read(client, action, asked, rows=(), query="", **fields):
    """Say yes to a page that was read some time ago."""
    read = asked.context["form"]["read"].value()
    return client.post(address(action, rows, query), {"read": read, **fields})


def states():
    """Return the state of every row by key."""
    return dict(Contribution.objects.values_list("pk", "state"))


def said(client):
    """Return what the queue tells the moderator at the next look."""
    response = client.get(reverse("contributions:index"))
    return [str(message) for message in response.context["messages"]]


# --- Publishing ----------------------------------------------------------------------------


def test_many_are_published_as_they_were_read(
    client, moderator, call, django_capture_on_commit_callbacks
):
    rows = [waits(call, email=f"person{number}@example.org") for number in range(3)]
    other = waits(call)

    with django_capture_on_commit_callbacks(execute=True):
        response = confirm(client, "publish", rows)

    assert response.url == reverse("contributions:index")
    assert states() == {**{row.pk: State.PUBLISHED for row in rows}, other.pk: State.RECEIVED}
    assert [row.decisions.get().moderator for row in rows] == [moderator] * 3
    assert sorted(message.to[0] for message in mail.outbox) == [row.email for row in rows]
    assert "3 are published." in said(client)[0]


def test_nothing_happens_before_somebody_has_said_yes(client, moderator, call):
    row = waits(call, title="Et bord til alle", text="Midt på kajen.")

    page = client.get(address("publish", [row])).content.decode()

    assert states() == {row.pk: State.RECEIVED}
    for words in ("Et bord til alle", "Midt på kajen.", row.reference):
        assert words in page


def test_all_that_would_be_public_is_there_to_be_read(client, moderator, call):
    answers = {
        "a": {"question": "Hvornår?", "answer": "Til maj", "values": [], "is_public": True},
        "b": {"question": "Hvor gammel?", "answer": "Otte år", "values": [], "is_public": False},
    }
    row = waits(
        call,
        text="<b>Midt</b> på kajen",
        place="Ved kranen",
        name="Kajens venner",
        show_name=True,
        on_behalf_of="Havneforeningen",
        form_data=answers,
    )
    hidden = waits(call, name="Hemmeligt navn")

    page = client.get(address("publish", [row, hidden])).content.decode()

    for words in ("&lt;b&gt;Midt", "Ved kranen", "Kajens venner", "Havneforeningen", "Til maj"):
        assert words in page
    assert "Hemmeligt navn" not in page
    assert "Otte år" not in page


def test_photos_and_attachments_stay_hidden(client, moderator, call):
    row = waits(call, photo="contributions/1.webp")
    file = attach(row, is_readable=True)

    confirm(client, "publish", [row])

    row.refresh_from_db()
    file.refresh_from_db()
    assert (row.state, row.photo_released, file.is_released) == (State.PUBLISHED, False, False)


def attach(row, **fields):
    """Return a file that came with a contribution."""
    defaults = {"original_name": "brev.pdf", "content_type": "application/pdf", "size": 1}
    return Attachment.objects.create(contribution=row, **{**defaults, **fields})


def test_what_needs_a_closer_look_is_left_and_the_page_says_why(client, moderator, call):
    good = waits(call)
    findings = waits(call, text="Ring til 20 30 40 50.", has_open_findings=True)
    private = waits(call, administration_only=True)
    unread = waits(call)
    attach(unread, is_readable=False)
    suspect = waits(call, suspicion="links")
    decided = builders.contribution(call, state=State.REJECTED)
    rows = [good, findings, private, unread, suspect, decided]

    asked = client.get(address("publish", rows))
    taken, left = shown(asked)
    confirm_what_was_read(client, "publish", asked, rows)

    assert taken == [good.pk]
    assert left == [
        (findings.pk, WhyNot.FINDINGS),
        (private.pk, WhyNot.ADMINISTRATION),
        (unread.pk, WhyNot.UNREAD),
        (suspect.pk, WhyNot.SUSPECT),
        (decided.pk, WhyNot.DECIDED),
    ]
    with translation.override("en"):
        for _row, why in left:
            assert str(why.label) in asked.content.decode()
    assert states() == {
        **{row.pk: State.RECEIVED for row in rows},
        good.pk: State.PUBLISHED,
        decided.pk: State.REJECTED,
    }


def test_findings_that_nobody_had_marked_are_found_when_it_is_published(client, moderator, call):
    row = waits(call, text="Ring til mig på 20 30 40 50.")

    confirm(client, "publish", [row])

    assert states() == {row.pk: State.RECEIVED}
    assert row.reference in said(client)[0]


def test_what_changed_since_it_was_read_is_left_and_said(client, moderator, call):
    same, changed, taken_back = waits(call), waits(call), waits(call)
    rows = [same, changed, taken_back]
    asked = client.get(address("publish", rows))
    Contribution.objects.filter(pk=changed.pk).update(version=2, text="Noget andet")
    services.withdraw(taken_back)

    confirm_what_was_read(client, "publish", asked, rows)

    assert states() == {
        same.pk: State.PUBLISHED,
        changed.pk: State.RECEIVED,
        taken_back.pk: State.WITHDRAWN,
    }
    told = " ".join(said(client))
    assert changed.reference in told
    assert taken_back.reference in told
    assert changed.title not in told


def test_what_came_after_the_page_was_read_is_not_published(client, moderator, call):
    read = waits(call)
    asked = client.get(address("publish", query="id=all"))
    unread = waits(call)

    confirm_what_was_read(client, "publish", asked, query="id=all")

    assert states() == {read.pk: State.PUBLISHED, unread.pk: State.RECEIVED}


def test_another_moderator_s_decision_is_not_undone(client, moderator, call):
    row = waits(call)
    asked = client.get(address("reject", [row]))
    services.publish(row, builders.superuser(), version=1, state_read=State.RECEIVED)

    template = ReasonTemplate.objects.create(name="x", text_da="Grund", text_en="Reason")
    confirm_what_was_read(client, "reject", asked, [row], reason=template.pk)

    assert states() == {row.pk: State.PUBLISHED}
    assert row.decisions.count() == 1


# --- Choosing all ----------------------------------------------------------------------------


def test_all_means_all_pages_of_the_list_with_its_filters_and_search(client, moderator, call):
    other = builders.idea_call()
    wanted = [waits(call, title=f"Bænk {number}") for number in range(30)]
    waits(call, title="Et bord")
    waits(other, title="Bænk et andet sted")

    confirm(client, "publish", query=f"page={call.pk}&q=bænk&id=all")

    published = {pk for pk, state in states().items() if state == State.PUBLISHED}
    assert published == {row.pk for row in wanted}


def test_so_many_are_taken_at_a_time_the_oldest_first(client, moderator, call, monkeypatch):
    monkeypatch.setattr(bulk, "MOST", 2)
    rows = [waits(call) for _number in range(5)]

    asked = client.get(address("publish", query="id=all"))
    confirm_what_was_read(client, "publish", asked, query="id=all")

    assert asked.context["remaining"] == 3
    assert [row.pk for row in rows if states()[row.pk] == State.PUBLISHED] == [
        row.pk for row in rows[:2]
    ]


# --- Not publishing ----------------------------------------------------------------------------


def test_each_author_gets_the_reason_in_their_language(
    client, moderator, call, reason, django_capture_on_commit_callbacks
):
    danish = waits(call, email="ida@example.org")
    english = waits(call, email="ian@example.org", language="en")

    with django_capture_on_commit_callbacks(execute=True):
        confirm(client, "reject", [danish, english], reason=reason.pk)

    assert set(states().values()) == {State.REJECTED}
    assert [row.decisions.get().reason for row in (danish, english)] == [
        reason.text_da,
        reason.text_en,
    ]
    bodies = {message.to[0]: message.body for message in mail.outbox}
    assert reason.text_da in bodies["ida@example.org"]
    assert reason.text_en in bodies["ian@example.org"]


@pytest.mark.parametrize("given", ["", "999999", "x"])
def test_nobody_is_turned_away_without_a_reason(client, moderator, call, reason, given):
    row = waits(call)

    response = confirm(client, "reject", [row], reason=given)

    assert response.status_code == 200
    assert set(response.context["form"].errors) == {"reason"}
    assert shown(response)[0] == [row.pk]
    assert states() == {row.pk: State.RECEIVED}


# --- Suspects ------------------------------------------------------------------------------------


def test_suspects_that_are_none_join_what_waits(client, moderator, call):
    rows = [waits(call, suspicion="links"), waits(call, suspicion="fast")]
    other = waits(call, suspicion="links")

    confirm(client, "not_spam", rows)

    assert list(Contribution.objects.waiting().order_by("pk")) == rows
    assert list(Contribution.objects.suspects()) == [other]


def test_spam_is_rejected_without_a_mail_and_with_a_reason_to_read(
    client, moderator, call, django_capture_on_commit_callbacks
):
    row = waits(call, suspicion="links", email="ida@example.org")

    with django_capture_on_commit_callbacks(execute=True):
        confirm(client, "spam", [row])

    decision = row.decisions.get()
    assert states() == {row.pk: State.REJECTED}
    assert (decision.moderator, bool(decision.reason)) == (moderator, True)
    assert mail.outbox == []


@pytest.mark.parametrize("action", ["not_spam", "spam"])
def test_what_is_no_suspect_is_left(client, moderator, call, action):
    waiting, published = waits(call), builders.contribution(call, suspicion="links")

    asked = client.get(address(action, [waiting, published]))

    assert shown(asked) == (
        [],
        [(waiting.pk, WhyNot.NOT_SUSPECT), (published.pk, WhyNot.DECIDED)],
    )
    confirm_what_was_read(client, action, asked, [waiting, published])
    assert states() == {waiting.pk: State.RECEIVED, published.pk: State.PUBLISHED}


def test_all_suspects_are_those_of_the_suspects_list(client, moderator, call):
    suspect = waits(call, suspicion="links")
    waiting = waits(call)

    confirm(client, "spam", query="id=all")

    assert states() == {suspect.pk: State.REJECTED, waiting.pk: State.RECEIVED}


def test_each_list_offers_what_can_be_done_there(client, moderator, call):
    offered = {
        view: [
            button.url.rstrip("/").rpartition("/")[2]
            for button in client.get(reverse(f"contributions:{view}")).context["bulk_buttons"]
        ]
        for view in ("index", "suspects")
    }

    assert offered == {"index": ["publish", "reject"], "suspects": ["not_spam", "spam"]}


# --- Who may -------------------------------------------------------------------------------------


@pytest.mark.parametrize("action", ACTIONS)
def test_rows_of_other_scopes_are_neither_shown_nor_touched(client, call, reason, action):
    client.force_login(builders.moderator(scope=builders.project()))
    suspicion = "links" if action in {"not_spam", "spam"} else ""
    row = waits(call, title="Hemmelige ord", suspicion=suspicion)

    for query in (f"id={row.pk}", "id=all"):
        page = client.get(address(action, query=query))
        assert shown(page) == ([], [])
        assert "Hemmelige ord" not in page.content.decode()
    read = f"{row.pk}.{row.version}"
    client.post(address(action, [row]), {"read": read, "reason": reason.pk})

    row.refresh_from_db()
    assert (row.state, row.suspicion) == (State.RECEIVED, suspicion)


@pytest.mark.parametrize("action", ACTIONS)
@pytest.mark.parametrize("groups", [[], ["Culture consultants"]])
def test_others_than_moderators_find_nothing_there(client, call, reason, action, groups):
    client.force_login(builders.user(groups=groups))
    suspicion = "links" if action in {"not_spam", "spam"} else ""
    row = waits(call, suspicion=suspicion)

    for response in (
        client.get(address(action, [row])),
        client.post(
            address(action, [row]), {"read": f"{row.pk}.{row.version}", "reason": reason.pk}
        ),
    ):
        assert response.status_code in {302, 404}
    row.refresh_from_db()
    assert (row.state, row.suspicion) == (State.RECEIVED, suspicion)


@pytest.mark.parametrize("read", ["x", "1", "1.x", "1.1.1", "-", "1.1 '; drop table", "é.1"])
def test_a_form_that_says_nonsense_changes_nothing(client, moderator, call, read):
    row = waits(call)

    assert client.post(address("publish", [row]), {"read": read}).status_code == 404
    assert states() == {row.pk: State.RECEIVED}


@pytest.mark.parametrize("chosen", ["x", "-1", "1.5", "²"])
def test_a_choice_that_is_no_row_is_not_found(client, moderator, chosen):
    assert client.get(address("publish", query=f"id={chosen}")).status_code == 404


# --- What it costs -------------------------------------------------------------------------------


MOST_A_ROW = 12


def test_many_cost_so_many_questions_each_and_drop_kept_pages_once(
    client, moderator, call, django_capture_on_commit_callbacks
):
    rows = [waits(call, email="ida@example.org") for _number in range(50)]

    asked = client.get(address("publish", query="id=all"))
    with (
        django_capture_on_commit_callbacks() as callbacks,
        CaptureQueriesContext(connection) as captured,
    ):
        confirm_what_was_read(client, "publish", asked, query="id=all")

    assert set(states().values()) == {State.PUBLISHED}
    assert len(captured) / len(rows) <= MOST_A_ROW
    assert callbacks.count(page_cache.start_generation) == 1
    assert len(callbacks) == len(rows) + 1


def test_asking_costs_the_same_for_few_and_for_many(client, moderator, call):
    waits(call)
    client.get(address("publish", query="id=all"))
    with CaptureQueriesContext(connection) as few:
        client.get(address("publish", query="id=all"))
    for _number in range(50):
        waits(call)
    with CaptureQueriesContext(connection) as many:
        client.get(address("publish", query="id=all"))

    assert len(many) == len(few)

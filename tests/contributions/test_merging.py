"""Joining contributions that say the same, and parting them again."""

import pytest
from django.core import mail
from django.urls import reverse
from wagtail.models import ModelLogEntry

from contributions import services
from contributions.models import Contribution, Kind, State, Support
from contributions.similar import similar_to
from tests import builders

pytestmark = pytest.mark.django_db


@pytest.fixture
def call():
    """A call for ideas."""
    return builders.idea_call()


def waiting(call, **fields):
    """Return an idea that waits for its decision."""
    return builders.contribution(call, **{"state": State.RECEIVED, **fields})


def merge(row, into, moderator=None):
    """Join two as they are in the database."""
    row, into = Contribution.objects.get(pk=row.pk), Contribution.objects.get(pk=into.pk)
    return services.merge(row, into, moderator, version=row.version, state_read=row.state)


def supports(row, *browsers):
    """Let these browsers support an idea."""
    Support.objects.bulk_create(Support(contribution=row, browser=name) for name in browsers)
    row.support_count = row.supports.count()
    row.save()


def browsers(row):
    """Return which browsers support an idea."""
    return set(row.supports.values_list("browser", flat=True))


def url(view, row, query=""):
    """Return an address about a row."""
    return reverse(f"contributions:{view}", args=[row.pk]) + query


def join(client, row, other, **fields):
    """Send the page that shows both side by side."""
    read = {
        "version": row.version,
        "state_read": row.state,
        "into": other.pk,
        "into_version": other.version,
        "into_state": other.state,
    }
    return client.post(url("merge", row), {**read, **fields})


# --- The verbs ------------------------------------------------------------------------------


def test_supports_move_and_nobody_counts_twice(call):
    row, into = builders.contribution(call), builders.contribution(call)
    person = builders.user()
    supports(row, "a", "b")
    supports(into, "b", "c")
    Support.objects.create(contribution=row, user=person)
    Support.objects.create(contribution=into, user=person)

    merge(row, into)

    row.refresh_from_db()
    into.refresh_from_db()
    assert (row.state, row.merged_into) == (State.MERGED, into)
    assert browsers(into) == {"a", "b", "c", ""}
    assert (into.support_count, row.support_count) == (4, 2)


def test_parted_again_everything_is_as_it_was_and_it_waits(call):
    row, into = builders.contribution(call), builders.contribution(call)
    supports(row, "a", "b")
    supports(into, "b", "c")
    moderator = builders.moderator()
    merge(row, into)

    services.part(row, moderator)

    row.refresh_from_db()
    into.refresh_from_db()
    assert (row.state, row.merged_into) == (State.RECEIVED, None)
    assert (browsers(row), browsers(into)) == ({"a", "b"}, {"b", "c"})
    assert (row.support_count, into.support_count) == (2, 2)
    assert not Support.objects.exclude(moved_from=None).exists()
    assert [decision.state for decision in row.decisions.all()] == [State.MERGED, State.RECEIVED]


def test_what_was_joined_before_follows_so_that_there_are_no_chains(call):
    first, second, third = (builders.contribution(call) for _number in range(3))
    supports(first, "a")
    supports(second, "b")
    merge(first, second)

    merge(second, third)

    assert set(third.merged.all()) == {first, second}
    assert browsers(third) == {"a", "b"}
    services.part(first, None)
    assert (browsers(first), browsers(third)) == ({"a"}, {"b"})


def test_nothing_is_joined_in_a_circle(call):
    first, second = builders.contribution(call), builders.contribution(call)
    merge(first, second)

    for row, into in ((second, first), (second, second)):
        with pytest.raises((services.CannotMerge, services.Changed)):
            merge(row, into)
    second.refresh_from_db()
    assert (second.state, second.merged_into) == (State.PUBLISHED, None)


@pytest.mark.parametrize(
    "fields",
    [
        {"state": State.REJECTED},
        {"state": State.HIDDEN},
        {"state": State.WITHDRAWN},
        {"state": State.RECEIVED, "administration_only": True},
        {"state": State.RECEIVED, "awaits_confirmation": True},
    ],
)
def test_what_nobody_will_see_takes_nothing_in(call, fields):
    row, into = waiting(call), builders.contribution(call, **fields)

    with pytest.raises(services.CannotMerge):
        merge(row, into)
    assert Contribution.objects.get(pk=row.pk).state == State.RECEIVED


def test_only_what_was_sent_to_the_same_page_is_joined(call):
    row, elsewhere = waiting(call), builders.contribution()

    with pytest.raises(services.CannotMerge):
        merge(row, elsewhere)


def test_comments_are_joined_with_nothing(call):
    idea = builders.contribution(call)
    comment = builders.contribution(call, kind=Kind.COMMENT, about=idea)

    for row, into in ((comment, idea), (idea, comment)):
        with pytest.raises(services.CannotMerge):
            merge(row, into)


def test_comments_are_read_beneath_the_one_that_stays(call):
    row, into = builders.contribution(call), builders.contribution(call)
    comment = builders.contribution(call, kind=Kind.COMMENT, about=row)

    merge(row, into)

    assert set(Contribution.objects.published_comments()) == {comment}
    comment.refresh_from_db()
    assert comment.shown_beneath == into.pk


def test_it_is_joined_as_it_was_read_or_not_at_all(call):
    row, into = waiting(call), builders.contribution(call)
    read = {"version": row.version, "state_read": row.state}
    services.reject(row, None, reason="En grund.", **read)
    with pytest.raises(services.Changed):
        services.merge(row, into, None, **read)

    other = waiting(call)
    with pytest.raises(services.Changed):
        services.merge(other, into, None, into_read=(into.version + 1, into.state), **read)
    assert Contribution.objects.get(pk=other.pk).state == State.RECEIVED


def test_parting_what_is_not_joined_is_refused(call):
    with pytest.raises(services.Changed):
        services.part(builders.contribution(call), None)


def test_its_author_is_told_and_told_again(call, django_capture_on_commit_callbacks):
    row = waiting(call, email="ida@example.org", title="Et bord på kajen")
    into = builders.contribution(call, title="Langbord ved vandet")

    with django_capture_on_commit_callbacks(execute=True):
        merge(row, into)
    with django_capture_on_commit_callbacks(execute=True):
        services.part(row, None)

    assert [message.to for message in mail.outbox] == [["ida@example.org"]] * 2
    assert "Langbord ved vandet" in mail.outbox[0].body
    assert "Et bord på kajen" in mail.outbox[1].body


def test_both_histories_say_so_without_words(call):
    row, into = waiting(call), builders.contribution(call)
    merge(row, into)
    services.part(row, None)

    for one, expected in (
        (row, {"contributions.merged", "contributions.received"}),
        (into, {"contributions.merged_here", "contributions.parted"}),
    ):
        entries = ModelLogEntry.objects.for_instance(one)
        assert set(entries.values_list("action", flat=True)) == expected
        assert set(entries.values_list("label", flat=True)) == {one.reference}


# --- Finding what says the same ----------------------------------------------------------


def test_what_shares_words_is_like_it_whatever_their_endings(call):
    row = waiting(call, title="Bænke ved kajen", text="Vi vil gerne sidde ved vandet.")
    near = builders.contribution(call, title="En bænk på kajen", text="Så man kan sidde ved vandet")
    builders.contribution(call, title="Skaterampe", text="Til unge med hjul under fødderne.")

    assert similar_to(row) == [near]


def test_only_what_it_can_be_joined_with_is_like_it(call):
    same = {"title": "Bænke ved kajen", "text": "Vi vil gerne sidde ved vandet."}
    row = waiting(call, **same)
    builders.contribution(**same)
    for fields in (
        {"state": State.REJECTED},
        {"state": State.RECEIVED, "suspicion": "links"},
        {"state": State.RECEIVED, "administration_only": True},
        {"kind": Kind.COMMENT, "about": row},
    ):
        builders.contribution(call, **{**same, **fields})

    assert similar_to(row) == []


def test_at_most_three_are_named_the_likest_first(call):
    row = waiting(call, title="Bænke ved kajen", text="Sidde ved vandet")
    builders.contribution(call, title="Kajen", text="Sidde ved vandet og kigge på skibe hver dag")
    same = [
        builders.contribution(call, title="Bænke ved kajen", text="Sidde ved vandet")
        for _number in range(3)
    ]

    assert similar_to(row) == same


def test_the_decision_page_leads_to_what_is_like_it(client, moderator, call):
    row = waiting(call, title="Bænke ved kajen", text="Sidde ved vandet")
    other = builders.contribution(call, title="Bænk på kajen", text="Sidde ved vandet")

    page = client.get(url("edit", row)).content.decode()

    assert url("merge", row, f"?into={other.pk}") in page


# --- In the admin ---------------------------------------------------------------------------


def found(response):
    """Return the keys of what a search found."""
    return {row.pk for row in response.context["found"]}


def test_the_other_one_is_found_by_its_words_or_its_number(client, moderator, call):
    row = waiting(call)
    other = builders.contribution(call, title="Langbord ved vandet", text="Midt på kajen")
    builders.contribution(call, title="Langbord i parken")
    builders.contribution(title="Langbord ved vandet")

    assert found(client.get(url("merge", row, "?q=langbord+kajen"))) == {other.pk}
    assert found(client.get(url("merge", row, f"?q={other.reference.lower()}"))) == {other.pk}
    assert found(client.get(url("merge", row, "?q=ingenting"))) == set()


def test_both_are_read_side_by_side_and_joined(client, moderator, call):
    row = waiting(call, title="Et bord", text="Ved kranen")
    other = builders.contribution(call, title="Langbord", text="Ved vandet")

    page = client.get(url("merge", row, f"?into={other.pk}")).content.decode()
    for words in ("Et bord", "Ved kranen", "Langbord", "Ved vandet"):
        assert words in page
    response = join(client, row, other)

    row.refresh_from_db()
    assert response.url == url("edit", other)
    assert (row.state, row.merged_into) == (State.MERGED, other)
    assert url("edit", row) in client.get(url("edit", other)).content.decode()
    assert url("part", row) in client.get(url("edit", row)).content.decode()


def test_a_click_parts_them(client, moderator, call):
    row, other = waiting(call), builders.contribution(call)
    merge(row, other)

    assert client.get(url("part", row)).status_code == 405
    for _press in range(2):
        assert client.post(url("part", row)).url == url("edit", row)

    row.refresh_from_db()
    assert (row.state, row.decisions.count()) == (State.RECEIVED, 2)


def test_what_changed_meanwhile_is_not_joined(client, moderator, call):
    row, other = waiting(call), builders.contribution(call)
    for changed in (row, other):
        Contribution.objects.filter(pk=changed.pk).update(version=2)
        assert join(client, row, other).url == url("edit", row)
        Contribution.objects.filter(pk=changed.pk).update(version=1)

    assert Contribution.objects.get(pk=row.pk).state == State.RECEIVED


@pytest.mark.parametrize("fields", [{"into": ""}, {"into": "x"}, {"into_state": "gone"}])
def test_forged_fields_join_nothing(client, moderator, call, fields):
    row, other = waiting(call), builders.contribution(call)

    assert join(client, row, other, **fields).url == url("edit", row)
    assert Contribution.objects.get(pk=row.pk).state == State.RECEIVED


@pytest.mark.parametrize("query", ["q=%F0%9F%8C%8A", "into=x", "into=" + "9" * 30])
def test_hostile_searches_find_nothing(client, moderator, call, query):
    response = client.get(url("merge", waiting(call), f"?{query}"))

    assert (response.status_code, found(response)) == (200, set())


def test_a_row_of_another_scope_takes_nothing_in(client, call):
    elsewhere = builders.contribution()
    row = waiting(call)
    client.force_login(builders.moderator(scope=call))

    assert join(client, row, elsewhere).status_code == 404
    assert Contribution.objects.get(pk=row.pk).state == State.RECEIVED


def test_a_comment_is_led_back(client, moderator, call):
    comment = waiting(call, kind=Kind.COMMENT, about=builders.contribution(call))

    assert client.get(url("merge", comment)).url == url("edit", comment)


@pytest.mark.parametrize("ending", ["", "kommentar/", "anmeld/"])
def test_a_number_that_no_database_holds_leads_nowhere(client, call, ending):
    assert client.get(f"{call.url}ide/{10**25}/{ending}").status_code == 404


@pytest.mark.parametrize("verb", [services.withdraw, services.withdraw_and_erase])
def test_what_one_author_takes_back_takes_nobody_else_along(
    call, verb, django_capture_on_commit_callbacks
):
    target = builders.contribution(call)
    alike = waiting(call, email="nabo@example.org")
    supports(alike, "one", "two")
    merge(alike, target)
    with django_capture_on_commit_callbacks(execute=True):
        verb(target)
    alone = Contribution.objects.get(pk=alike.pk)
    assert (alone.state, alone.merged_into, alone.support_count) == (State.RECEIVED, None, 2)
    assert list(Contribution.objects.waiting()) == [alone]
    (told,) = mail.outbox
    assert told.to == ["nabo@example.org"]

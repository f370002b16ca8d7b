"""The moves of a contribution: who may make them when, and what follows from each."""

from datetime import date, datetime, timedelta
from io import StringIO
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone, translation
from wagtail.models import ModelLogEntry

from contributions import services
from contributions.models import (
    ALLOWED_MOVES,
    Contribution,
    Decision,
    ModerationScope,
    PendingUpload,
    Progress,
    State,
    WhoMay,
)
from contributions.queries import retention_words
from contributions.services import uploads
from core.models import RetentionRule
from tests import builders

pytestmark = pytest.mark.django_db

COPENHAGEN = ZoneInfo("Europe/Copenhagen")
REASON = "Den nævner en nabo ved navn."


@pytest.fixture
def idea():
    """Something that was just received."""
    return builders.contribution(state=State.RECEIVED)


@pytest.fixture
def moderator():
    """Somebody who decides."""
    return builders.moderator()


def with_photo(**fields):
    """Return a contribution with a photo in both sizes."""
    idea = builders.contribution(photo_digest="x", **fields)
    for name in ("photo", "photo_small"):
        getattr(idea, name).save("photo.webp", builders.upload().file, save=False)
    idea.save()
    return idea


def files_of(idea):
    """Return which of a contribution's files are still stored."""
    storage = idea.photo.storage
    return [storage.exists(name) for name in (idea.photo.name, idea.photo_small.name) if name]


# --- Corrections -------------------------------------------------------------------------------


def test_a_correction_sent_twice_changes_nothing_the_second_time():
    call = builders.idea_call()
    token, fields = uuid4(), {"title": "Bænke", "text": "Flere."}
    idea = services.submit(call, fields, token=token)
    fields["text"] = "Mange flere."
    for _time in range(2):
        assert services.correct(call, idea, fields, token=token).version == 2


def test_a_correction_needs_an_open_call_an_open_question_and_its_photo():
    call = builders.idea_call()
    token, fields = uuid4(), {"title": "Bænke", "text": "Flere."}
    idea = services.submit(call, fields, token=token)
    changed = {**fields, "text": "Mange flere."}
    with pytest.raises(services.PhotoGone):
        services.correct(call, idea, {**changed, "photo_kept": "x"}, token=token)
    with pytest.raises(services.Changed):
        services.correct(builders.idea_call(), idea, changed, token=token)
    with time_machine.travel(call.closes_at, tick=False), pytest.raises(services.Closed):
        services.correct(call, idea, changed, token=token)
    services.publish(idea, None, version=1, state_read=State.RECEIVED)
    with pytest.raises(services.Changed):
        services.correct(call, idea, changed, token=token)


def test_where_an_account_is_needed_nothing_is_taken_without():
    call = builders.idea_call(who_may=WhoMay.ACCOUNT)
    fields = {"title": "Bænke", "text": "Flere."}
    with pytest.raises(services.SignInNeeded):
        services.submit(call, fields, token=uuid4())
    citizen = builders.user()
    assert services.submit(call, fields, token=uuid4(), user=citizen).user == citizen


def test_where_nobody_is_asked_who_they_are_no_account_is_kept():
    call = builders.idea_call(is_anonymous=True)
    fields = {"title": "Bænke", "text": "Flere."}
    assert services.submit(call, fields, token=uuid4(), user=builders.user()).user is None


def stored_files(folder="contributions"):
    """Return the names of the files in a folder of private storage."""
    return set(uploads._files_in(folder))


def test_a_correction_that_is_refused_or_not_needed_leaves_no_file():
    call, token = builders.idea_call(), uuid4()
    fields = {"title": "Bænke", "text": "Flere."}
    idea = services.submit(call, fields, token=token)
    with_picture = {**fields, "photo_kept": services.keep_upload(token, builders.upload())}
    stale = Contribution.objects.get()
    services.correct(call, idea, with_picture, token=token)
    services.keep_upload(token, builders.upload())
    before = stored_files()
    services.correct(call, stale, with_picture, token=token)
    assert stored_files() == before
    services.publish(idea, None, version=2, state_read=State.RECEIVED)
    with pytest.raises(services.Changed):
        services.correct(call, stale, with_picture, token=token)
    assert stored_files() == before


# --- Decisions -----------------------------------------------------------------------------


def test_publishing_makes_it_public_and_notes_who_did_it(idea, moderator):
    published = services.publish(
        idea, moderator, version=1, state_read=State.RECEIVED, note="God idé"
    )
    decision = Decision.objects.get()
    assert published.state == State.PUBLISHED
    assert published.published_at
    assert (decision.moderator, decision.state, decision.version, decision.note) == (
        moderator,
        State.PUBLISHED,
        1,
        "God idé",
    )
    entry = ModelLogEntry.objects.get(action="contributions.published")
    assert (entry.user, entry.label) == (moderator, idea.reference)
    assert str(decision) == f"{idea.pk}: published"


def test_rejecting_and_hiding_keep_the_reason(idea, moderator):
    assert (
        services.reject(idea, moderator, version=1, state_read=State.RECEIVED, reason=REASON).state
        == State.REJECTED
    )
    services.publish(idea, moderator, version=1, state_read=State.REJECTED)
    assert (
        services.hide(idea, moderator, version=1, state_read=State.PUBLISHED, reason=REASON).state
        == State.HIDDEN
    )
    assert list(Decision.objects.values_list("state", "reason")) == [
        (State.REJECTED, REASON),
        (State.PUBLISHED, ""),
        (State.HIDDEN, REASON),
    ]


def test_what_is_shown_again_keeps_its_first_day(idea, moderator):
    first = services.publish(idea, moderator, version=1, state_read=State.RECEIVED).published_at
    services.hide(idea, moderator, version=1, state_read=State.PUBLISHED, reason=REASON)
    with time_machine.travel(timezone.now() + timedelta(days=3)):
        shown = services.publish(idea, moderator, version=1, state_read=State.HIDDEN)
    assert shown.published_at == first


def test_another_version_than_the_one_read_is_refused(idea, moderator):
    Contribution.objects.update(version=2)
    for verb, more in (
        (services.publish, {}),
        (services.reject, {"reason": REASON}),
        (services.hide, {"reason": REASON}),
    ):
        with pytest.raises(services.Changed):
            verb(idea, moderator, version=1, state_read=State.RECEIVED, **more)
    assert not Decision.objects.exists()


@pytest.mark.parametrize("before", State.values)
@pytest.mark.parametrize("after", [State.PUBLISHED, State.REJECTED, State.HIDDEN])
def test_only_the_allowed_moves_are_made(before, after):
    idea = builders.contribution(state=before)
    more = {} if after == State.PUBLISHED else {"reason": REASON}
    verb = {
        State.PUBLISHED: services.publish,
        State.REJECTED: services.reject,
        State.HIDDEN: services.hide,
    }[after]
    if after in ALLOWED_MOVES[State(before)]:
        assert verb(idea, None, version=1, state_read=before, **more).state == after
    else:
        with pytest.raises(services.Changed):
            verb(idea, None, version=1, state_read=before, **more)
    idea.refresh_from_db()
    assert idea.state == (after if after in ALLOWED_MOVES[State(before)] else before)


def test_a_photo_is_shown_only_when_it_was_released():
    idea = with_photo(state=State.RECEIVED)
    assert (
        not services.publish(idea, None, version=1, state_read=State.RECEIVED).public_view().photo
    )
    services.hide(idea, None, version=1, state_read=State.PUBLISHED, reason=REASON)
    shown = services.publish(idea, None, version=1, state_read=State.HIDDEN, show_photo=True)
    assert shown.public_view().photo
    services.hide(idea, None, version=1, state_read=State.PUBLISHED, reason=REASON)
    idea.refresh_from_db()
    assert not idea.photo_released


def test_a_photo_cannot_be_released_where_there_is_none(idea):
    assert not services.publish(
        idea, None, version=1, state_read=State.RECEIVED, show_photo=True
    ).photo_released


def test_what_was_erased_cannot_be_published(idea):
    services.erase(idea)
    with pytest.raises(services.Changed):
        services.publish(idea, None, version=1, state_read=State.RECEIVED)


def test_what_is_shown_without_its_author_can_still_be_hidden(idea):
    services.publish(idea, None, version=1, state_read=State.RECEIVED)
    services.erase(idea)
    assert (
        services.hide(idea, None, version=1, state_read=State.PUBLISHED, reason=REASON).state
        == State.HIDDEN
    )
    shown = services.publish(idea, None, version=1, state_read=State.HIDDEN)
    assert shown.state == State.PUBLISHED


@pytest.mark.parametrize("state", [state for state in State.values if state != State.WITHDRAWN])
def test_an_author_may_always_take_it_back(state):
    idea = builders.contribution(state=state)
    assert services.withdraw(idea).state == State.WITHDRAWN
    assert services.withdraw(idea).state == State.WITHDRAWN
    assert Decision.objects.get().moderator is None


def test_an_answer_says_how_far_an_idea_has_come(moderator):
    idea = builders.contribution()
    texts = {"da": "Vi bygger den.", "en": ""}
    given = services.answer(idea, moderator, progress=Progress.PLANNED, texts=texts)
    idea.refresh_from_db()
    assert idea.progress == Progress.PLANNED
    assert (given.answered_by, given.words.text) == (moderator, "Vi bygger den.")
    assert [str(text) for text in given.texts.all()] == [f"{given.pk} da"]
    assert str(given) == f"{idea.pk}: planned"
    assert idea.answers.latest() == given


# --- Who may see which rows --------------------------------------------------------------------


def test_a_moderator_sees_what_lies_under_the_scope():
    call, other = builders.idea_call(), builders.idea_call()
    mine, foreign = builders.contribution(call), builders.contribution(other)
    by_call, by_project = builders.moderator(call), builders.superuser()
    assert list(Contribution.objects.for_moderator(by_call)) == [mine]
    assert set(Contribution.objects.for_moderator(by_project)) == {mine, foreign}
    assert list(Contribution.objects.for_moderator(builders.user())) == []
    ModerationScope.objects.update(page=other.get_parent())
    assert list(Contribution.objects.for_moderator(by_call)) == [foreign]
    by_call.is_active = False
    assert list(Contribution.objects.for_moderator(by_call)) == []


def test_what_was_erased_altogether_is_nobodys_task(idea):
    published = builders.contribution()
    for row in (idea, published):
        services.erase(row)
    assert list(Contribution.objects.for_moderator(builders.superuser())) == [published]


def test_a_scope_names_its_group_and_page():
    call = builders.idea_call()
    builders.moderator(call)
    assert str(ModerationScope.objects.get(page=call)).endswith(f": {call.title}")


# --- Keeping and forgetting -----------------------------------------------------------------


@pytest.fixture
def rule():
    """How long contributions are kept: a year from the closing of the call."""
    return RetentionRule.objects.update_or_create(
        kind="contribution",
        defaults={"months": 12, "counted_from": RetentionRule.CountedFrom.CLOSED},
    )[0]


@pytest.fixture
def call():
    """A call that is open in May 2027."""
    return builders.idea_call(
        opens_at=datetime(2027, 5, 1, tzinfo=COPENHAGEN),
        closes_at=datetime(2027, 5, 31, 23, 59, tzinfo=COPENHAGEN),
    )


def sent(call, day="2027-05-10 12:00", **fields):
    """Send an idea with name and address to a call."""
    fields = {"title": "Bænke", "text": "Flere.", "name": "En nabo", "email": "n@example.org"}
    with time_machine.travel(datetime.fromisoformat(day).replace(tzinfo=COPENHAGEN), tick=False):
        return services.submit(call, fields, token=uuid4())


@pytest.mark.parametrize(
    ("counted_from", "months", "expected"),
    [
        (RetentionRule.CountedFrom.CLOSED, 12, date(2028, 5, 31)),
        (RetentionRule.CountedFrom.RECEIVED, 12, date(2028, 5, 10)),
        (RetentionRule.CountedFrom.RECEIVED, 1, date(2027, 6, 10)),
    ],
)
def test_the_rule_sets_the_date(rule, call, counted_from, months, expected):
    rule.counted_from, rule.months = counted_from, months
    rule.save()
    assert sent(call).erase_after == expected


def test_without_a_closing_day_the_time_runs_from_the_day_it_was_received(rule, call):
    call.closes_at = None
    call.save()
    assert sent(call).erase_after == date(2028, 5, 10)


def test_without_a_rule_the_defaults_hold(call):
    RetentionRule.objects.all().delete()
    assert sent(call).erase_after == date(2028, 5, 31)


def on(day):
    """Be there on a day."""
    return time_machine.travel(datetime.fromisoformat(f"{day} 09:00+00:00"), tick=False)


def daily_work():
    """Run the daily command and return what it says."""
    out = StringIO()
    call_command("due_work", stdout=out)
    return out.getvalue()


def test_the_daily_work_erases_what_is_past_its_date_and_may_run_twice(rule, call):
    idea = sent(call)
    with on("2028-05-31"):
        assert "erased: 0" in daily_work()
    with on("2028-06-01"):
        assert "erased: 1" in daily_work()
        assert "erased: 0" in daily_work()
    idea.refresh_from_db()
    assert (idea.name, idea.email, idea.title, idea.text) == ("", "", "–", "")
    assert (idea.state, Contribution.objects.count()) == (State.RECEIVED, 1)


def test_a_published_idea_keeps_its_words_but_not_its_author(rule, call):
    idea = sent(call)
    services.publish(idea, None, version=1, state_read=State.RECEIVED)
    with on("2028-06-01"):
        daily_work()
    idea.refresh_from_db()
    assert idea.public_view().title == "Bænke"
    assert (idea.public_view().author, idea.name, idea.email) == ("", "", "")


def test_a_longer_deadline_or_rule_moves_the_date(rule, call):
    idea = sent(call)
    call.closes_at += timedelta(days=10)
    call.save()
    with on("2028-06-05"):
        assert "erased: 0" in daily_work()
    idea.refresh_from_db()
    assert idea.erase_after == date(2028, 6, 10)
    rule.months = 1
    rule.save()
    with on("2027-07-11"):
        assert "erased: 1" in daily_work()


def test_a_filed_case_is_not_erased_but_names_are_no_longer_shown(rule, call):
    idea = sent(call)
    services.publish(idea, None, version=1, state_read=State.RECEIVED)
    RetentionRule.objects.update(legal_hold=True)
    with on("2028-06-01"):
        assert "erased: 1" in daily_work()
        assert "erased: 0" in daily_work()
    idea.refresh_from_db()
    assert (idea.name, idea.email, idea.erased_at) == ("En nabo", "n@example.org", None)
    assert idea.public_view().author == ""


def test_the_daily_work_drops_stale_uploads():
    services.keep_upload(uuid4(), builders.upload())
    PendingUpload.objects.update(created_at=timezone.now() - timedelta(hours=25))
    assert "uploads dropped: 1" in daily_work()
    assert not PendingUpload.objects.exists()


@pytest.mark.parametrize("folder", uploads.UPLOAD_FOLDERS)
def test_the_daily_work_deletes_files_that_belong_to_nothing(folder):
    idea = with_photo()
    services.keep_upload(uuid4(), builders.upload())
    storage = idea.photo.storage
    lost = storage.save(f"{folder}/lost.webp", builders.upload().file)
    daily_work()
    assert storage.exists(lost)
    with time_machine.travel(timezone.now() + timedelta(hours=25)):
        assert "unused files deleted: " in daily_work()
    assert not storage.exists(lost)
    assert files_of(idea) == [True, True]


def test_the_label_of_an_upload_tells_nothing():
    services.keep_upload(uuid4(), builders.upload("Anna og Emil.jpg"))
    upload = PendingUpload.objects.get()
    assert str(upload) == str(upload.pk)
    assert "Anna" not in upload.file.name


def test_erasing_takes_the_words_about_the_author_and_unreleased_photos(
    django_capture_on_commit_callbacks,
):
    idea = with_photo(state=State.RECEIVED, name="En nabo", user=builders.user())
    services.publish(idea, None, version=1, state_read=State.RECEIVED, note="Ring til naboen")
    token = idea.token
    with django_capture_on_commit_callbacks(execute=True):
        erased = services.erase(idea)
    assert (erased.user, erased.photo.name, erased.content_hash) == (None, "", "")
    assert erased.token != token
    assert Decision.objects.get().note == ""
    assert files_of(idea) == [False, False]


def test_erasing_leaves_a_photo_that_everybody_sees(django_capture_on_commit_callbacks):
    idea = with_photo(state=State.RECEIVED)
    services.publish(idea, None, version=1, state_read=State.RECEIVED, show_photo=True)
    with django_capture_on_commit_callbacks(execute=True):
        assert services.erase(idea).public_view().photo
    assert files_of(idea) == [True, True]


def test_an_author_may_have_everything_deleted(django_capture_on_commit_callbacks):
    idea = with_photo(name="En nabo")
    with django_capture_on_commit_callbacks(execute=True):
        erased = services.withdraw_and_erase(idea)
    assert (erased.state, erased.title, erased.name) == (State.WITHDRAWN, "–", "")
    assert files_of(idea) == [False, False]


def test_from_a_filed_case_an_author_may_only_take_it_back():
    RetentionRule.objects.update_or_create(kind="contribution", defaults={"legal_hold": True})
    idea = builders.contribution(name="En nabo")
    kept = services.withdraw_and_erase(idea)
    assert (kept.state, kept.name, kept.erased_at) == (State.WITHDRAWN, "En nabo", None)


@pytest.mark.parametrize(
    ("changes", "closes", "words"),
    [
        ({}, True, "12 months after the call closes"),
        ({"months": 1}, True, "1 month after the call closes"),
        ({}, False, "12 months after you have sent it"),
        ({"counted_from": RetentionRule.CountedFrom.RECEIVED}, True, "after you have sent it"),
        ({"legal_hold": True}, True, "the law tells us to keep"),
    ],
)
def test_the_form_says_how_long_it_is_kept(rule, call, changes, closes, words):
    RetentionRule.objects.update(**changes)
    if not closes:
        call.closes_at = None
    with translation.override("en"):
        assert words in retention_words(call)

"""What pages have in common is made once, and anew as soon as it may have changed."""

from datetime import UTC, datetime, timedelta
from itertools import count

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation
from time_machine import travel

from core import fragments, page_cache
from core.routing import RoutingMiddleware

NOON = datetime(2027, 3, 2, 12, 0, tzinfo=UTC)


def request_for(address="/", **extra):
    return RequestFactory().get(address, **extra)


@pytest.fixture
def ask():
    """Return what a new request gets that is shown a number nobody has been shown before."""
    numbers = count(1)

    def asked(*key, request=None, is_public=True, make=lambda: None):
        def number():
            make()
            return next(numbers)

        with fragments.serving(request or request_for(), is_public):
            return fragments.kept(number, "number", *key)

    return asked


def test_a_piece_is_made_once_for_all_requests(ask):
    assert [ask(), ask(), ask("other"), ask("other")] == [1, 1, 2, 2]


def test_a_piece_is_made_anew_after_a_change(ask):
    assert ask() == 1
    page_cache.start_generation()
    assert [ask(), ask()] == [2, 2]


def test_a_request_sees_one_state_of_things_from_beginning_to_end():
    with fragments.serving(request_for(), is_public=True):
        assert fragments.kept(lambda: "before", "words") == "before"
        page_cache.start_generation()
        assert fragments.kept(lambda: "after", "words") == "before"
    with fragments.serving(request_for(), is_public=True):
        assert fragments.kept(lambda: "after", "words") == "after"


def test_a_piece_belongs_to_its_language_and_host(ask):
    assert ask() == 1
    with translation.override("en"):
        assert [ask(), ask()] == [2, 2]
    assert ask(request=request_for(HTTP_HOST="example.org")) == 3
    assert ask(request=request_for(secure=True)) == 4
    assert ask() == 1


def test_nothing_is_kept_outside_of_a_request():
    numbers = count(1)
    assert [fragments.kept(lambda: next(numbers), "number") for _time in range(2)] == [1, 2]
    assert fragments.current_request() is None
    assert fragments.of_this_request("pictures") == {}


def test_a_draft_sees_and_leaves_nothing(ask):
    assert ask(is_public=False) == 1
    assert [ask(), ask(is_public=False), ask()] == [2, 3, 2]


def test_a_draft_is_made_once_for_itself():
    numbers = count(1)
    with fragments.serving(request_for(), is_public=False):
        assert [fragments.kept(lambda: next(numbers), "number") for _time in range(2)] == [1, 1]


def test_a_change_that_is_not_committed_is_seen_by_nobody_else(ask, db):
    assert ask() == 1
    page_cache.drop_all()
    assert [ask(), ask()] == [2, 3]


def test_a_piece_ends_after_a_while_and_at_midnight(ask):
    with travel(NOON, tick=False) as clock:
        assert ask() == 1
        clock.shift(settings.PAGE_CACHE_SECONDS - 1)
        assert ask() == 1
        clock.shift(1)
        assert ask() == 2
        clock.move_to(datetime(2027, 3, 2, 22, 59, tzinfo=UTC))
        assert ask() == 3
        clock.shift(60)
        assert ask() == 4


def test_a_piece_ends_when_it_changes_by_itself_and_the_page_with_it(ask):
    first, second = request_for(), request_for()
    with travel(NOON, tick=False) as clock:
        soon = NOON + timedelta(seconds=30)
        page_cache.note_change(first, NOON + timedelta(seconds=90))
        assert ask(request=first, make=lambda: page_cache.note_change(first, soon)) == 1
        assert ask(request=second) == 1
        assert first.shown_until == second.shown_until == soon
        clock.shift(30)
        assert ask(request=second) == 2


def test_what_is_noted_elsewhere_on_the_page_does_not_end_a_piece(ask):
    request = request_for()
    with travel(NOON, tick=False) as clock:
        page_cache.note_change(request, NOON + timedelta(seconds=30))
        assert ask(request=request) == 1
        assert request.shown_until == NOON + timedelta(seconds=30)
        clock.shift(30)
        assert ask() == 1


def test_what_looks_different_to_some_is_kept_for_nobody(ask):
    request = request_for()

    def note():
        request.differs_by = frozenset({"supports"})

    assert ask(request=request, make=note) == 1
    assert request.differs_by == {"supports"}
    assert ask(request=request) == 2
    assert ask() == 2


def test_made_up_addresses_cannot_fill_the_memory(ask, monkeypatch):
    monkeypatch.setattr(fragments, "MOST", 3)
    assert [ask(number) for number in range(4)] == [1, 2, 3, 4]
    assert ask(3) == 4
    assert ask(0) == 5


@pytest.mark.parametrize(
    ("request_", "expected"),
    [
        (RequestFactory().get("/"), (True, True)),
        (RequestFactory().head("/"), (True, True)),
        (RequestFactory().post("/"), (False, False)),
        (RequestFactory().get("/admin/"), (False, False)),
    ],
)
def test_pieces_are_for_those_who_only_look(request_, expected):
    seen = []

    def view(request):
        seen.append((fragments.current_request() is request, fragments.kept(list, "list") is kept))
        return HttpResponse()

    with fragments.serving(request_for(), is_public=True):
        kept = fragments.kept(list, "list")
    RoutingMiddleware(view)(request_)
    assert seen == [expected]


def test_an_editor_s_preview_is_made_of_nothing_kept():
    request, seen = request_for(), []
    request.is_dummy = True
    with fragments.serving(request_for(), is_public=True):
        fragments.kept(lambda: "kept", "words")

    def view(_request):
        seen.append(fragments.kept(lambda: "draft", "words"))
        return HttpResponse()

    RoutingMiddleware(view)(request)
    assert seen == ["draft"]


def test_a_part_of_a_template_is_drawn_once_a_key():
    part = Template('{% kept "part" number %}{{ words }}{% endkept %}')

    def drawn(**context):
        with fragments.serving(request_for(), is_public=True):
            return part.render(Context(context))

    assert drawn(number=1, words="<one>") == "&lt;one&gt;"
    assert drawn(number=1, words="two") == "&lt;one&gt;"
    assert drawn(number=2, words="two") == "two"

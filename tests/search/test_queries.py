"""Finding pages, on whichever database the suite runs."""

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import PageViewRestriction

from core.models import Topic
from search import queries
from tests import builders

pytestmark = pytest.mark.django_db


def titles(found):
    return [result.page.title for result in found.results]


def find(query, language="da", **options):
    return queries.find(query, language, **options)


@pytest.fixture
def board():
    index = builders.project_index()
    return {
        "benches": builders.project(
            index, title="Bænke på Rådhuspladsen", summary="Seks nye bænke til alle."
        ),
        "harbour": builders.project(
            index, title="Havnen i Nykøbing", summary="Legepladsen skal flyttes."
        ),
        "text": builders.standard_page(
            title="Om os", body=[("text", "<p>Ring til <b>rådhuset</b> om børnene.</p>")]
        ),
    }


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("bænke", ["Bænke på Rådhuspladsen"]),
        ("baenke", ["Bænke på Rådhuspladsen"]),
        ("BÆNK", ["Bænke på Rådhuspladsen"]),
        ("bænkene", ["Bænke på Rådhuspladsen"]),
        ("rådhus", ["Bænke på Rådhuspladsen", "Om os"]),
        ("raadhus", ["Bænke på Rådhuspladsen", "Om os"]),
        ("rådhuset", ["Bænke på Rådhuspladsen", "Om os"]),
        ("radhus", ["Bænke på Rådhuspladsen", "Om os"]),
        ("legeplads", ["Havnen i Nykøbing"]),
        ("legepladser", ["Havnen i Nykøbing"]),
        ("Nykobing", ["Havnen i Nykøbing"]),
        ("nykoebing", ["Havnen i Nykøbing"]),
        ("boern", ["Om os"]),
        ("havn nyk", ["Havnen i Nykøbing"]),
        ("havnen børn", ["Havnen i Nykøbing", "Om os"]),
        ("hvalross", []),
        ("", []),
        ("%&|!*'\"", []),
    ],
)
def test_search_is_forgiving(board, query, expected):
    found = find(query)
    assert sorted(titles(found)) == expected
    assert (found.total, found.corrected) == (len(expected), "")


@pytest.mark.parametrize(
    ("query", "corrected", "expected"),
    [
        ("hovnen", "havnen", "Havnen i Nykøbing"),
        ("legepaldsen", "legepladsen", "Havnen i Nykøbing"),
        ("havnen nykøbnig", "havnen nykøbing", "Havnen i Nykøbing"),
    ],
)
def test_a_slip_of_the_pen_still_finds(board, query, corrected, expected):
    found = find(query)
    assert (titles(found), found.corrected) == ([expected], corrected)


@pytest.mark.parametrize("query", ["nyheder", "hav", "kanonen", "alle"])
def test_only_what_is_likely_is_taken_for_a_slip(board, query):
    assert find(query).corrected == ""


def test_words_on_many_pages_are_never_meant():
    index = builders.project_index()
    builders.project(index, title="Torvet", summary="Sammen")
    assert find("sammem").corrected == "sammen"
    for number in range(8):
        builders.project(index, title=f"Torvet {number}", summary="Sammen")
    assert find("sammem").corrected == ""


def test_short_words_alone_find_nothing_by_chance(board):
    assert titles(find("vi vil have en svømmehal til jer")) == []
    assert titles(find("en svømmehal ved havnen")) == ["Havnen i Nykøbing"]


def test_a_title_counts_more_than_a_mention(board):
    builders.project(title="Torvet", summary="Ligger langt fra havnen.")
    assert titles(find("havnen")) == ["Havnen i Nykøbing", "Torvet"]


def test_results_carry_marked_words_kind_and_address(board):
    [result] = find("bænke").results
    assert (result.kind, result.kind_label, result.url, result.lang) == (
        "project",
        queries.KINDS[0].one,
        board["benches"].url,
        "",
    )
    assert result.title_html == "<mark>Bænke</mark> på Rådhuspladsen"
    assert result.excerpt_html == "Seks nye <mark>bænke</mark> til alle."


def test_results_can_be_narrowed_to_a_kind(board):
    call = builders.idea_call(board["harbour"], title="Idéer til havnen")
    update = builders.project_update(board["harbour"], title="Nyt fra havnen")
    found = find("havnen")
    assert [(kind.value, kind.count, kind.is_chosen) for kind in found.kinds] == [
        ("project", 1, False),
        ("call", 1, False),
        ("update", 1, False),
    ]
    narrowed = find("havnen", kind="call")
    assert (titles(narrowed), narrowed.total) == ([call.title], 1)
    assert [kind.value for kind in narrowed.kinds if kind.is_chosen] == ["call"]
    assert titles(find("havnen", kind="update")) == [update.title]
    assert find("havnen", kind="page").total == 3
    assert find("havnen", kind="<x>").total == 3


def test_results_come_ten_at_a_time():
    index = builders.project_index()
    for number in range(12):
        builders.project(index, title=f"Torvet {number}")
    assert (len(find("torvet").results), find("torvet").total) == (10, 12)
    assert len(find("torvet", number=2).results) == 2
    assert len(find("torvet", number="99999999999999999999").results) == 2
    assert len(find("torvet", number="x").results) == 10


def test_own_language_comes_first_and_the_rest_is_marked(board):
    english = builders.home("en")
    index = builders.translated(builders.project_index(), english, title="Projects")
    builders.translated(board["harbour"], index, title="The harbour", summary="Nykøbing.")
    found = find("nykøbing", "en")
    assert [(result.page.title, result.lang) for result in found.results] == [("The harbour", "")]
    [danish] = find("bænke", "en").results
    assert (danish.page.title, danish.lang) == ("Bænke på Rådhuspladsen", "da")
    builders.standard_page(english, title="Benches", summary="About bænke.")
    assert [result.lang for result in find("bænke", "en").results] == ["", "da"]
    assert [result.lang for result in find("benches").results] == ["en"]


def test_danish_words_lead_english_readers_to_the_english_page(board):
    english = builders.home("en")
    index = builders.translated(builders.project_index(), english, title="Projects")
    builders.translated(board["harbour"], index, title="The harbour", summary="In town.")
    [result] = find("havnen", "en").results
    assert (result.page.title, result.lang) == ("The harbour", "")
    board["harbour"].unpublish()
    assert titles(find("havnen", "en")) == []


def test_what_the_public_may_not_see_is_not_found(board):
    board["benches"].unpublish()
    PageViewRestriction.objects.create(
        page=board["harbour"], restriction_type=PageViewRestriction.LOGIN
    )
    assert titles(find("bænke")) == []
    assert titles(find("havnen")) == []
    assert find("havnenn").corrected == ""


def test_what_people_sent_in_private_is_not_in_the_index(board):
    builders.contribution(
        builders.idea_call(board["harbour"]),
        title="Hemmelig sauna",
        text="Kun for os.",
        name="Rosa",
        email="rosa@example.org",
    )
    for query in ("hemmelig", "sauna", "rosa", "rosa@example.org"):
        assert titles(find(query)) == []


def test_suggestions_name_open_calls_and_topics_in_use(board):
    topic = Topic.objects.create(name="Havnen", slug="havn", locale=builders.language("da"))
    Topic.objects.create(name="Ubrugt", slug="ubrugt", locale=builders.language("da"))
    board["harbour"].topics = [topic]
    board["harbour"].save()
    now = timezone.now()
    late = builders.idea_call(board["harbour"], title="Sent")
    soon = builders.idea_call(board["harbour"], title="Snart", closes_at=now + timedelta(days=1))
    builders.idea_call(board["harbour"], title="Forbi", closes_at=now - timedelta(hours=1))
    suggestions = queries.Suggestions("da")
    assert [call.title for call in suggestions.calls] == [soon.title, late.title]
    assert suggestions.topics == [
        {"label": "Havnen", "url": f"{builders.project_index().url}?topic=havn"}
    ]


def test_suggestions_of_an_empty_site():
    suggestions = queries.Suggestions("da")
    assert (suggestions.calls, suggestions.topics) == ([], [])

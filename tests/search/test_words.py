"""Words as typed, as spelled, and marked."""

import pytest

from search import words


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("Havnen  i Nykøbing", ["havnen", "i", "nykøbing"]),
        ("havn havn", ["havn"]),
        ("\"bænke\" & (plads | 'torv') !x * %", ["bænke", "plads", "torv", "x"]),
        ("%_&|!*'\"\\\x00", []),
        ("", []),
        (" ".join(f"ord{number}" for number in range(40)), [f"ord{n}" for n in range(8)]),
        ("a" * 5000, ["a" * 40]),
    ],
)
def test_words_are_letters_and_digits_and_few(query, expected):
    assert words.words_of(query) == expected


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("havn", ["havn"]),
        ("baenke", ["baenke", "bænke"]),
        ("bænke", ["bænke", "baenke"]),
        ("raadhus", ["raadhus", "rådhus"]),
        ("boern", ["boern", "børn", "bøern"]),
        ("born", ["born", "børn"]),
    ],
)
def test_spellings_try_the_danish_letters(word, expected):
    assert words.spellings(word) == expected


def test_a_word_has_only_so_many_spellings():
    assert len(words.spellings("aaaeoeaaaeoe" * 3)) == words.MOST_SPELLINGS


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("rådhuset", "rådhus"),
        ("legepladser", "legeplads"),
        ("bænkene", "bænk"),
        ("benches", "bench"),
        ("huset", "huset"),
        ("se", "se"),
    ],
)
def test_the_stem_leaves_out_the_ending_of_long_words(word, expected):
    assert words.stem(word) == expected


def test_similarity_is_counted_in_groups_of_three_letters():
    assert words.similarity("havn", "havn") == 1
    assert words.similarity("havnn", "havn") == pytest.approx(4 / 7)
    assert words.similarity("havn", "kirke") == 0


@pytest.mark.parametrize(
    ("typed", "text", "expected"),
    [
        ("baenke", "Seks Bænke ved havnen", "Seks <mark>Bænke</mark> ved havnen"),
        ("raadhus", "Rådhuset er åbent", "<mark>Rådhuset</mark> er åbent"),
        ("rådhus", "Raadhuset", "<mark>Raadhuset</mark>"),
        ("bornene", "Børnene leger", "<mark>Børnene</mark> leger"),
        ("havn", "Byhavn og havneplads", "Byhavn og <mark>havneplads</mark>"),
        (
            "b",
            "<b>fed</b> & b",
            "&lt;<mark>b</mark>&gt;fed&lt;/<mark>b</mark>&gt; &amp; <mark>b</mark>",
        ),
    ],
)
def test_matches_are_marked_and_everything_else_escaped(typed, text, expected):
    assert words.marked(text, words.pattern([typed])) == expected


def test_an_excerpt_shows_the_first_match_in_its_surroundings():
    text = f"{'Først noget andet. ' * 30}Her er <em>bænken</em>. {'Siden mere. ' * 30}"
    shown = words.excerpt(text, words.pattern(["bænk"]))
    assert "Her er &lt;em&gt;<mark>bænken</mark>&lt;/em&gt;. Siden" in shown
    assert shown.startswith("… ")
    assert shown.endswith(" …")
    assert len(shown) < 320


def test_an_excerpt_reads_on_where_the_index_joined_two_parts():
    shown = words.excerpt("Kom med., Alle kan, som vil.", words.pattern(["x"]))
    assert shown == "Kom med. Alle kan, som vil."


def test_an_excerpt_without_a_match_is_the_beginning():
    assert words.excerpt("Kort\n  tekst.", words.pattern(["bænk"])) == "Kort tekst."
    long = words.excerpt("Ord " * 200, words.pattern(["bænk"]))
    assert long.startswith("Ord Ord")
    assert long.endswith("Ord …")
    assert words.excerpt("", words.pattern(["bænk"])) == ""
    assert words.excerpt("x" * 500, words.pattern(["bænk"])) == f"{'x' * 220} …"

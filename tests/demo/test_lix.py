"""The measure itself."""

import pytest

from tests.demo.lix import lix, readable


def test_short_words_count_by_sentence_length_alone():
    assert lix("Vi ses her. Kom med.") == 2.5


def test_long_words_weigh_by_their_share():
    assert lix("Samskab er let.") == pytest.approx(3 + 100 / 3)


def test_paragraphs_and_list_items_end_a_sentence():
    assert readable("<p>Et.</p><ul><li>to</li><li>tre</li></ul>").split() == ["Et.", "to", "tre"]
    assert lix(readable("<ul><li>to</li><li>tre</li></ul>")) == 1

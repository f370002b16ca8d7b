"""How things look: sizes of titles, tabs in proportion, words for small numbers."""

from types import SimpleNamespace

import pytest
from django import forms
from django.template.loader import render_to_string
from django.utils import translation

from core.forms import SiteFormRenderer
from core.templatetags import look


class IdeaForm(forms.Form):
    """One field of each sort that the site draws in its own way."""

    default_renderer = SiteFormRenderer
    title = forms.CharField(
        label="Title",
        help_text="A few words.",
        widget=forms.TextInput(attrs={"placeholder": "Title"}),
    )
    photo = forms.FileField(label="Photo", required=False)
    place = forms.ChoiceField(
        label="Place",
        choices=[("quay", "The quay"), ("park", "The park")],
        widget=forms.RadioSelect,
    )
    show = forms.BooleanField(label="Show it", help_text="We read it first.", required=False)


@pytest.mark.parametrize(
    ("title", "size"),
    [
        ("Havnens stue", "fit-1"),
        ("Havnen i Nykøbing\u00a0F.", "fit-2"),
        ("Vælg et billede til siloen på kajen", "fit-2"),
        ("Tilgængelighed", "fit-3"),
        ("Landdistriktsudvikling", "fit-5"),
        ("Land\u00addistrikts\u00adudvikling", "fit-1"),
        ("Behandling af personoplysninger", "fit-4"),
    ],
)
def test_a_title_is_as_large_as_its_longest_word_allows(title, size):
    assert look.title_fit(title) == size


@pytest.mark.parametrize(
    ("total", "taken", "torn", "left"),
    [(5, 2, 2, 3), (0, 0, 0, 0), (4, 9, 4, 0), (28, 19, 19, 9), (100, 50, 16, 15)],
)
def test_tabs_count_up_to_a_month_and_are_in_proportion_beyond(total, taken, torn, left):
    hung = look.tabs(total, taken)
    assert (len(hung["torn"]), len(hung["left"])) == (torn, left)


def test_many_tabs_are_finer():
    assert look.tabs(15)["css_class"] == "tabs--fine"
    assert look.tabs(14, 0, "tabs--tall")["css_class"] == "tabs--tall"


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Ja. Kom forbi.", "<b>Ja.</b> Kom forbi."),
        ("Til 31. august 2027", "<b>Til 31.\N{NO-BREAK SPACE}august 2027</b>"),
        ("<i>Ja</i>. Nej", "<b>&lt;i&gt;Ja&lt;/i&gt;.</b> Nej"),
        ("x" * 61, "x" * 61),
    ],
)
def test_the_first_sentence_of_an_answer_is_bold(text, html):
    assert look.first_bold(text) == html


@pytest.mark.parametrize(
    ("kind", "picture", "layout"),
    [
        ("sky", None, "calm"),
        ("project", None, "split"),
        ("sky", SimpleNamespace(is_drawing=True, width=1200, height=900), "split"),
        ("project", SimpleNamespace(is_drawing=True, width=2288, height=876), "over"),
        ("project", SimpleNamespace(is_drawing=False, width=2288, height=876), "split"),
    ],
)
def test_a_poster_follows_its_picture(kind, picture, layout):
    assert look.poster_layout(SimpleNamespace(kind=kind, picture=picture)) == layout


def test_sizes_of_files_are_words():
    assert look.file_size(1) == "1 kB"
    assert look.file_size(400 * 1024) == "400 kB"
    assert look.file_size(6 * 1024 * 1024) == "6 MB"
    with translation.override("en"):
        assert look.file_size(1_600_000) == "1.5 MB"


def test_numbers_become_words_as_long_as_there_is_one():
    with translation.override("en"):
        assert (look.number_word(5), look.ordinal_word(3)) == ("Five", "third")
        assert (look.number_word(12), look.ordinal_word(12)) == (12, "12.")
        assert look.quoted("Stay") == "“Stay”"


@pytest.mark.parametrize(
    ("progress", "form"), [("done", "tick"), ("declined", "cross"), ("planned", "arrow")]
)
def test_progress_has_a_form(progress, form):
    assert look.progress_icon(progress) == form


def test_an_unknown_kind_gets_the_lamp():
    assert "#lamp" in look.kind_icon("unheard-of")
    assert "#silo" in look.kind_icon("project")


def test_a_field_stands_with_label_hint_error_and_control():
    form = IdeaForm({"title": ""})
    html = str(form["title"].as_field_group())
    order = ["<label", "id_title_helptext", "id_title_error", "<input"]
    assert [html.index(part) for part in order] == sorted(html.index(part) for part in order)
    assert 'aria-invalid="true"' in html
    assert 'aria-describedby="id_title_helptext id_title_error"' in html
    assert "placeholder" not in html


def test_choices_are_tiles_in_a_fieldset():
    html = str(IdeaForm()["place"].as_field_group())
    assert html.count('class="tile"') == 2
    assert "<fieldset" in html
    assert "<legend>Place" in html


def test_a_single_choice_is_a_tile_and_a_file_has_its_box():
    form = IdeaForm()
    assert 'class="tile"' in str(form["show"].as_field_group())
    assert 'class="filebox"' in str(form["photo"].as_field_group())


def test_the_summary_links_to_each_field_that_is_wrong():
    form = IdeaForm({"title": "", "place": "moon"})
    html = render_to_string("components/error_summary.html", {"form": form, "keeps": True})
    assert look.error_count(form) == 2
    assert 'href="#id_title"' in html
    assert 'href="#id_place' in html
    assert "hint" in html

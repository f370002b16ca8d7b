"""A page's own questions: asked as the canonical page decides, in the words of each version."""

import json
import re

import pytest
import time_machine
from django.urls import reverse
from wagtail_localize.models import (
    StringSegment,
    StringTranslation,
    Translation,
    TranslationSource,
)

from contributions.blocks import QuestionKind
from contributions.models import Contribution
from projects.models import IdeaCallPage
from tests import builders
from tests.contributions.test_form import filled

pytestmark = pytest.mark.django_db

CHOICES = [("a", "Om morgenen"), ("b", "Om aftenen")]


def question(key="q", kind="singleline", label="Hvor gammel er du?", **fields):
    """Return a question as a StreamField stores it; `choices` are pairs of id and words."""
    choices = [
        {"type": "item", "value": words, "id": item} for item, words in fields.pop("choices", [])
    ]
    value = {
        "kind": kind,
        "label": label,
        "help_text": "",
        "choices": choices,
        "is_required": False,
        "is_public": False,
        **fields,
    }
    return {"type": "question", "value": value, "id": key}


def call_asking(*questions, **fields):
    """Return an open call with questions of its own."""
    return builders.idea_call(questions=list(questions), **fields)


def send(client, call, **answers):
    """Send the form with these answers and return the response."""
    return client.post(call.take_part_url, filled(call, **answers))


def answered(client, call, **answers):
    """Return what is stored of the answers of a form that is sent."""
    assert send(client, call, **answers).status_code == 302
    return Contribution.objects.latest("pk").form_data


@pytest.mark.parametrize(
    ("kind", "sent", "answer", "values"),
    [
        ("singleline", "En\r\nhund", "En hund", []),
        ("multiline", "En hund.\r\nTo katte.", "En hund.\r\nTo katte.", []),
        ("email", "nabo@example.org", "nabo@example.org", []),
        ("number", "2,5", "2,5", []),
        ("number", "2.5", "2,5", []),
        ("number", "0", "0", []),
        ("url", "https://example.org/have", "https://example.org/have", []),
        ("checkbox", "on", "Ja", ["on"]),
        ("checkboxes", ["b", "a"], "Om morgenen, Om aftenen", ["b", "a"]),
        ("multiselect", ["b"], "Om aftenen", ["b"]),
        ("dropdown", "a", "Om morgenen", ["a"]),
        ("radio", "b", "Om aftenen", ["b"]),
        ("date", "2027-03-02", "tirsdag 2. marts 2027", ["2027-03-02"]),
        ("date", "02.03.2027", "tirsdag 2. marts 2027", ["2027-03-02"]),
        ("datetime", "2027-03-02T17:30", "2. marts 2027 kl. 17.30", ["2027-03-02T17:30"]),
        ("hidden", "plakat-3", "plakat-3", []),
    ],
)
def test_every_kind_of_answer_is_kept_as_it_reads(client, kind, sent, answer, values):
    call = call_asking(question("q", kind, "Hvordan?", choices=CHOICES))
    assert answered(client, call, q_q=sent) == {
        "q": {
            "question": "Hvordan?",
            "answer": answer,
            "values": values,
            "is_public": False,
            "order": 0,
        }
    }


def test_answers_come_back_in_the_order_of_asking(client):
    """PostgreSQL keeps the keys of an object in an order of its own."""
    call = call_asking(question("zz", label="Først"), question("a"), question("b", label="Sidst"))
    given = answered(client, call, q_b="3", q_zz="1")
    assert [row["question"] for row in given.values()] == ["Først", "Sidst"]
    idea = Contribution.objects.get()
    idea.form_data = dict(reversed(given.items()))
    idea.save()
    assert list(Contribution.objects.get().form_data) == ["zz", "b"]


def test_only_answers_that_were_announced_as_public_are_shown(client):
    call = call_asking(question("open", is_public=True), question("closed"))
    answered(client, call, q_open="Vis det", q_closed="Skjul det")
    shown = Contribution.objects.get().public_view().given_answers
    assert [given.answer for given in shown] == ["Vis det"]


# --- What is wrong -------------------------------------------------------------------------


@pytest.mark.parametrize("kind", [kind for kind in QuestionKind if kind != "hidden"])
def test_an_answer_that_has_to_be_given_is_asked_for_by_name(client, kind):
    call = call_asking(question("q", kind, "Hvornår?", choices=CHOICES, is_required=True))
    response = send(client, call)
    assert response.status_code == 422
    assert response.context["form"].errors.keys() == {"q_q"}
    assert "»Hvornår?«" in response.context["form"].errors["q_q"][0]
    assert not Contribution.objects.exists()


def test_what_nobody_sees_is_never_asked_for(client):
    call = call_asking(question("q", "hidden", is_required=True))
    assert answered(client, call) == {}


@pytest.mark.parametrize(
    ("kind", "sent"),
    [
        ("singleline", "x" * 256),
        ("singleline", "nul\0"),
        ("multiline", "x" * 5001),
        ("email", "nabo"),
        ("email", "nabo@example.org\nBcc: alle@example.org"),
        ("number", "mange"),
        ("number", "1e999999999"),
        ("number", "NaN"),
        ("number", "1" * 16),
        ("url", "javascript:alert(1)"),
        ("url", "https://[x"),
        ("checkboxes", ["a", "c"]),
        ("multiselect", ["Om aftenen"]),
        ("dropdown", "c"),
        ("radio", "a\0"),
        ("date", "0000-00-00"),
        ("date", "i morgen"),
        ("datetime", "2027-03-28T02:30"),
        ("datetime", "99999-01-01T00:00"),
    ],
)
def test_what_cannot_be_an_answer_is_said_and_not_stored(client, kind, sent):
    call = call_asking(question("q", kind, choices=CHOICES))
    response = send(client, call, q_q=sent)
    assert response.status_code == 422
    assert response.context["form"].errors.keys() == {"q_q"}
    assert not Contribution.objects.exists()


@pytest.mark.parametrize(
    ("language", "sent", "answer"),
    [
        ("da", "1.000", "1000"),
        ("da", "1 000,5", "1000,5"),
        ("da", "1,000", "1,000"),
        ("en", "1,000", "1000"),
        ("en", "1,000.5", "1000.5"),
        ("en", "2,5", "2.5"),
        ("en", "-3", "-3"),
    ],
)
def test_a_number_is_read_as_the_language_writes_it(client, language, sent, answer):
    call = call_asking(question("q", "number"))
    version = call if language == "da" else builders.translated(call, builders.home("en"))
    assert answered(client, version, q_q=sent)["q"]["answer"] == answer


@pytest.mark.parametrize("sent", ["0001-01-01T00:00", "9999-12-31T23:59"])
def test_the_first_and_the_last_moment_there_are_do_no_harm(client, sent):
    assert answered(client, call_asking(question("q", "datetime")), q_q=sent)["q"]["values"] == [
        sent
    ]


@pytest.mark.parametrize("sent", ["<script>", "to ord", "x" * 41, "æ\0", ""])
def test_only_a_word_is_taken_from_a_link(client, sent):
    assert answered(client, call_asking(question("q", "hidden")), q_q=sent) == {}


def test_an_error_elsewhere_keeps_what_was_answered(client):
    call = call_asking(
        question("c", "checkboxes", choices=CHOICES),
        question("d", "date"),
        question("l", "dropdown", choices=CHOICES),
        question("h", "hidden"),
    )
    response = send(client, call, text="", q_c=["b"], q_d="2027-03-02", q_l="b", q_h="plakat")
    html = response.content.decode()
    assert response.status_code == 422
    assert re.findall(r'name="q_c" value="(\w)"[^>]* checked', html) == ["b"]
    assert re.search(r'name="q_d" value="2027-03-02"', html)
    assert re.search(r'<option value="b" selected', html)
    assert re.search(r'name="q_h" value="plakat"', html)


def test_after_closing_the_words_of_choices_are_shown_to_be_copied(client):
    call = call_asking(question("c", "checkboxes", "Hvornår?", choices=CHOICES))
    fields = filled(call, q_c=["b", "a"])
    with time_machine.travel(call.closes_at, tick=False):
        html = client.post(call.take_part_url, fields).content.decode()
    assert "Hvornår?" in html
    assert "Om morgenen, Om aftenen" in html


def test_all_answers_go_along_when_it_is_asked_what_is_meant(client):
    call = call_asking(question("c", "checkboxes", choices=CHOICES), question("x", "checkbox"))
    fields = filled(call, q_c=["a", "b"], q_x="on")
    client.post(call.take_part_url, fields)
    response = client.post(call.take_part_url, {**fields, "text": "Andre ord."})
    html = response.content.decode()
    assert response.status_code == 409
    assert re.findall(r'name="q_c" value="(\w)"', html) == ["a", "b"]
    assert len(re.findall(r'name="q_x" value="\w+"', html)) == 1


# --- The link ------------------------------------------------------------------------------


def test_the_word_of_a_link_is_kept_with_what_is_sent_from_there(client):
    call = call_asking(question("q", "hidden", "Plakat"))
    html = client.get(f"{call.take_part_url}?via=biblioteket").content.decode()
    assert re.search(r'name="q_q" value="(\w+)"', html).group(1) == "biblioteket"
    html = client.get(f"{call.take_part_url}?via=<script>").content.decode()
    assert "<script>" not in html.replace("<script ", "")
    assert re.search(r'type="hidden" name="q_q"(?: id="id_q_q")?>', html)


def test_the_word_of_a_link_survives_the_way_to_the_right_address(client):
    call = call_asking(question("q", "hidden"))
    response = client.get(f"{call.url}take-part/?via=biblioteket")
    assert response.url == f"{call.take_part_url}?via=biblioteket"


# --- Languages -----------------------------------------------------------------------------


@pytest.fixture
def danish():
    """A Danish call with two questions and a place, under a Danish project."""
    return call_asking(
        question(
            "when",
            "radio",
            "Hvornår kommer du?",
            help_text="Cirka.",
            choices=CHOICES,
            is_required=True,
        ),
        question("age", label="Hvor gammel er du?"),
        places=[
            {"type": "place", "value": "Havnen", "id": "harbour"},
            {"type": "place", "value": "Torvet", "id": "square"},
        ],
    )


ENGLISH = {
    "Hvornår kommer du?": "When will you come?",
    "Cirka.": "Roughly.",
    "Om morgenen": "In the morning",
    "Om aftenen": "In the evening",
    "Hvor gammel er du?": "How old are you?",
    "Havnen": "The harbour",
}


@pytest.fixture
def english(danish, django_capture_on_commit_callbacks):
    """Its English version, made and worded as an editor does it with wagtail-localize."""
    builders.home("en")
    for page in danish.get_ancestors(inclusive=True).filter(depth__gt=2):
        source, _created = TranslationSource.update_or_create_from_instance(page.specific)
        translation = Translation.objects.create(
            source=source, target_locale=builders.language("en")
        )
        for segment in StringSegment.objects.filter(source=source, string__data__in=ENGLISH):
            StringTranslation.objects.create(
                translation_of=segment.string,
                locale=translation.target_locale,
                context=segment.context,
                data=ENGLISH[segment.string.data],
                translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL,
            )
        with django_capture_on_commit_callbacks(execute=True):
            translation.save_target(publish=True)
    return IdeaCallPage.objects.get(pk=danish.get_translation(builders.language("en")).pk)


def labels_in(response):
    """Return the words of the page's own questions on screen, by field."""
    return {
        field.name: str(field.label)
        for field in response.context["form"]
        if field.name.startswith("q_")
    }


def test_the_english_form_asks_the_same_in_english_words(client, english):
    response = client.get(english.take_part_url)
    html = response.content.decode()
    assert labels_in(response) == {"q_when": "When will you come?", "q_age": "How old are you?"}
    assert "Roughly." in html
    assert re.findall(r'name="q_when" value="(\w)"', html) == ["a", "b"]
    assert "In the evening" in html
    assert "Hvornår" not in html
    assert "The harbour" in html
    assert '<span lang="da">Torvet</span>' in html


def test_an_english_answer_is_kept_under_the_same_key(client, danish, english):
    given = answered(client, english, q_when="b", place="", place_key="harbour")
    assert given["when"] == {
        "question": "When will you come?",
        "answer": "In the evening",
        "values": ["b"],
        "is_public": False,
        "order": 0,
    }
    idea = Contribution.objects.get()
    assert (idea.page_id, idea.place, idea.place_key) == (danish.pk, "The harbour", "harbour")


def test_what_danish_decides_holds_in_english_at_once(client, danish, english):
    noon = {"type": "item", "value": "Om middagen", "id": "c"}
    evening = {"type": "item", "value": "Om natten", "id": "b"}
    asked = [question("new", "dropdown", "Hvor længe?", choices=[("x", "En time"), ("y", "To")])]
    asked += danish.questions.raw_data[:1]
    asked[1]["value"] |= {"is_required": False, "choices": [noon, evening]}
    danish.questions = asked
    danish.save_revision().publish()

    response = client.get(english.take_part_url)
    html = response.content.decode()

    assert labels_in(response) == {"q_new": "Hvor længe?", "q_when": "When will you come?"}
    assert not response.context["form"].fields["q_when"].required
    assert '<span lang="da">Hvor længe?</span>' in html
    assert '<option value="x" lang="da">En time</option>' in html
    assert re.findall(r'name="q_when" value="(\w)"', html) == ["c", "b"]
    assert '<span lang="da">Om middagen</span>' in html
    assert "In the evening" in html
    assert send(client, english, q_when="a").status_code == 422
    assert answered(client, english, q_when="c")["when"]["answer"] == "Om middagen"


def test_questions_of_a_translation_alone_are_not_asked(client, danish, english):
    danish.questions = []
    danish.save_revision().publish()
    assert labels_in(client.get(english.take_part_url)) == {}
    assert answered(client, english, q_when="a") == {}


def test_rewording_and_going_back_leave_answers_as_they_were_given(client, danish):
    first = danish.save_revision()
    first.publish()
    given = answered(client, danish, q_when="a", q_age="12")
    changed = danish.questions.raw_data
    changed[0]["value"]["label"] = "Hvornår på dagen?"
    del changed[1]
    danish.questions = changed
    danish.save_revision().publish()
    assert Contribution.objects.get().form_data == given
    assert labels_in(client.get(danish.take_part_url)) == {"q_when": "Hvornår på dagen?"}

    first.publish()

    assert list(labels_in(client.get(danish.take_part_url))) == ["q_when", "q_age"]
    assert Contribution.objects.get().form_data == given
    again = answered(client, danish, q_when="a", q_age="12")
    assert again == given


def test_translators_see_every_word_of_the_questions(client, english):
    client.force_login(builders.superuser())
    response = client.get(reverse("wagtailadmin_pages:edit", args=[english.pk]))
    props = json.loads(response.context["props"])
    offered = {segment["source"] for segment in props["segments"]}
    assert response.status_code == 200
    assert offered >= {*ENGLISH, "Torvet"}

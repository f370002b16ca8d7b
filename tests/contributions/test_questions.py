"""A page's own questions: asked as the canonical page decides, in the words of each version."""

import pytest

from contributions.models import Contribution
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
        ("number", "2,5", "2,5", ["2.5"]),
        ("number", "2.5", "2,5", ["2.5"]),
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
    call = call_asking(question("q", kind, "Hvordan?", choices=CHOICES, is_public=True))
    assert answered(client, call, q_q=sent) == {
        "q": {
            "question": "Hvordan?",
            "answer": answer,
            "values": values,
            "is_public": kind != "hidden",
            "order": 0,
        }
    }

"""What editors choose for a call shapes its form, and what is stored of what is sent."""

import re
from urllib.parse import parse_qs
from uuid import uuid4

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from contributions.mixins import InvitesContributions
from contributions.models import Contribution
from projects.models import IdeaCallPage
from tests import builders
from tests.contributions.test_form import WRITTEN, filled
from tests.contributions.test_questions import question

pytestmark = pytest.mark.django_db

PLACES = [
    {"type": "place", "value": "Havnen", "id": "harbour"},
    {"type": "place", "value": "Torvet", "id": "square"},
]


def fields_in(response):
    """Return the names of the fields that people see, in order."""
    return [field.name for field in response.context["form"] if not field.is_hidden]


def refused(client, call, **changes):
    """Return the errors of a form that is sent, by field; nothing of it is stored."""
    response = client.post(call.take_part_url, filled(call, **changes))
    assert response.status_code == 422
    assert not Contribution.objects.exists()
    return response.context["form"].errors


def sent(client, call, **changes):
    """Return what is stored of a form that is sent."""
    response = client.post(call.take_part_url, filled(call, **changes))
    assert response.status_code == 302, response.context["form"].errors
    return Contribution.objects.get()


def test_everything_is_asked_in_the_order_of_thought(client):
    call = builders.idea_call(
        asks_attachments=True,
        asks_age_band=True,
        asks_on_behalf=True,
        places=PLACES,
        questions=[question("one"), question("two", "hidden")],
    )
    assert fields_in(client.get(call.take_part_url)) == [
        "title",
        "text",
        "q_one",
        "place_key",
        "place",
        "photo",
        "attachments",
        "name",
        "age_band",
        "on_behalf",
        "on_behalf_of",
        "email",
    ]


def test_nothing_more_is_asked_than_title_and_text(client):
    call = builders.idea_call(
        asks_place=False, asks_photo=False, asks_name=False, asks_email=False, places=PLACES
    )
    response = client.get(call.take_part_url)
    assert fields_in(response) == ["title", "text"]
    assert "Your e-mail address is never shown" not in response.content.decode()
    idea = sent(client, call, place_key="harbour", age_band="67+", on_behalf="company")
    assert (idea.place, idea.place_key, idea.name, idea.email) == ("", "", "", "")
    assert (idea.age_band, idea.on_behalf, idea.on_behalf_of) == ("", "self", "")


# --- Places ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "words", "stored"),
    [
        ("harbour", "", ("Havnen", "harbour")),
        ("", "Ved kranen", ("Ved kranen", "")),
        ("", "", ("", "")),
    ],
)
def test_a_place_comes_from_the_list_or_in_own_words(client, key, words, stored):
    idea = sent(client, builders.idea_call(places=PLACES), place_key=key, place=words)
    assert (idea.place, idea.place_key) == stored


def test_a_place_from_the_list_and_another_in_words_is_one_too_many(client):
    errors = refused(client, builders.idea_call(places=PLACES), place_key="harbour", place="Her")
    assert errors.keys() == {"place"}


def test_a_place_that_is_not_on_the_list_is_refused(client):
    assert refused(client, builders.idea_call(places=PLACES), place_key="x").keys() == {"place_key"}


# --- Who it is -------------------------------------------------------------------------------


@pytest.mark.parametrize(("age_band", "shown"), [("0-14", ""), ("15-17", "Ida"), ("", "Ida")])
def test_the_name_of_a_child_is_not_shown(client, age_band, shown):
    call = builders.idea_call(asks_age_band=True)
    idea = sent(client, call, name="Ida", age_band=age_band)
    assert (idea.age_band, idea.name) == (age_band, "Ida")
    assert idea.public_view().author == shown


def test_an_age_that_is_no_band_is_refused(client):
    call = builders.idea_call(asks_age_band=True)
    assert refused(client, call, age_band="12").keys() == {"age_band"}


@pytest.mark.parametrize("whose", ["association", "company", "other"])
def test_whoever_speaks_for_others_says_for_whom(client, whose):
    call = builders.idea_call(asks_on_behalf=True)
    assert refused(client, call, on_behalf=whose, on_behalf_of=" ").keys() == {"on_behalf_of"}
    idea = sent(client, call, on_behalf=whose, on_behalf_of="Roklubben")
    assert (idea.on_behalf, idea.on_behalf_of) == (whose, "Roklubben")


def test_whoever_speaks_for_nobody_else_names_nobody_else(client):
    call = builders.idea_call(asks_on_behalf=True)
    errors = refused(client, call, on_behalf="self", on_behalf_of="Roklubben")
    assert errors.keys() == {"on_behalf"}
    assert refused(client, call, on_behalf="king", on_behalf_of="").keys() == {"on_behalf"}
    assert sent(client, call, on_behalf="self", on_behalf_of="").on_behalf == "self"


def test_the_form_for_young_people_takes_no_name_mail_or_account(client):
    call = builders.idea_call(
        is_anonymous=True, asks_age_band=True, asks_on_behalf=True, asks_email=True
    )
    client.force_login(builders.user())
    response = client.get(call.take_part_url)
    assert fields_in(response) == ["title", "text", "place", "photo", "age_band"]
    idea = sent(client, call, on_behalf="company", on_behalf_of="Firmaet", age_band="0-14")
    assert (idea.name, idea.email, idea.user, idea.on_behalf_of) == ("", "", None, "")
    assert (idea.age_band, idea.show_name) == ("0-14", False)


def test_an_account_fills_in_its_address(client):
    citizen = builders.user()
    client.force_login(citizen)
    form = client.get(builders.idea_call().take_part_url).context["form"]
    assert form["email"].value() == citizen.email


# --- Who may ---------------------------------------------------------------------------------


def test_where_addresses_are_confirmed_one_is_needed(client):
    call = builders.idea_call(who_may="email")
    assert refused(client, call, email="").keys() == {"email"}
    assert sent(client, call).awaits_confirmation


def test_where_an_account_is_needed_people_sign_in_first_and_come_back(client):
    call = builders.idea_call(who_may="account", questions=[question("q", "hidden")])
    response = client.get(f"{call.take_part_url}?via=plakat")
    html = response.content.decode()
    assert (response.status_code, response.context["form"]) == (200, None)
    assert "no-cache" in response["Cache-Control"]
    for name in ("account_login", "account_signup"):
        query = re.search(rf'href="{reverse(name)}\?([^"]+)"', html).group(1)
        assert parse_qs(query) == {"next": [f"{call.take_part_url}?via=plakat"]}

    client.force_login(builders.user())
    assert "title" in fields_in(client.get(call.take_part_url))


def test_who_is_signed_out_while_writing_gets_the_words_back(client):
    call = builders.idea_call(who_may="account")
    response = client.post(call.take_part_url, {**WRITTEN, "token": uuid4()})
    assert response.status_code == 403
    for words in ("title", "place", "name", "email"):
        assert WRITTEN[words] in response.content.decode()
    assert not Contribution.objects.exists()


def test_with_an_account_it_is_stored_under_it(client):
    call = builders.idea_call(who_may="account")
    citizen = builders.user()
    client.force_login(citizen)
    response = client.post(call.take_part_url, filled(call, client))
    assert response.status_code == 302
    assert Contribution.objects.get().user == citizen


def test_nobody_is_asked_to_sign_in_to_a_call_that_has_closed(client):
    call = builders.idea_call(who_may="account")
    with time_machine.travel(call.closes_at, tick=False):
        response = client.get(call.take_part_url)
    assert "closed_reason" in response.context


def test_a_translation_lets_in_those_the_danish_page_lets_in(client):
    call = builders.idea_call(who_may="account")
    english = builders.translated(call, builders.home("en"))
    assert client.get(english.take_part_url).context["form"] is None
    call.who_may = "anyone"
    call.save_revision().publish()
    assert "title" in fields_in(client.get(english.take_part_url))


@pytest.mark.parametrize(
    "settings", [{"who_may": "email"}, {"who_may": "account"}, {"is_anonymous": True}]
)
def test_the_slip_says_who_can_take_part(client, settings):
    everybody = builders.idea_call().slips[1].text
    words = builders.idea_call(**settings).slips[1].text
    assert words != everybody
    written = builders.idea_call(answer_join="Ja, alle under 18.", **settings)
    assert written.slips[1].text == "Ja, alle under 18."


# --- What is shown -------------------------------------------------------------------------


@pytest.mark.parametrize("publishes", [True, False])
def test_the_form_says_whether_what_is_sent_will_be_shown(client, publishes):
    call = builders.idea_call(publishes=publishes)
    english = builders.translated(call, builders.home("en"))
    html = client.get(english.take_part_url).content.decode()
    assert ("before anything is shown" in html) is publishes
    assert ("It is not shown on this site" in html) is not publishes
    assert ("It is shown beside the idea" in html) is publishes


@pytest.mark.parametrize("publishes", [True, False])
def test_what_is_approved_is_shown_where_anything_is(client, publishes):
    call = builders.idea_call()
    idea = builders.contribution(call, title="Et drivhus")
    builders.contribution(call, about=idea, text="Ja tak")
    call.publishes = publishes
    call.save_revision().publish()
    project = call.get_parent().specific
    for address in (call.url, project.url):
        assert ("Et drivhus" in client.get(address).content.decode()) is publishes
    assert client.get(f"{call.url}ide/{idea.pk}/").status_code == (200 if publishes else 404)
    assert Contribution.objects.public().count() == publishes
    assert Contribution.objects.public_comments().count() == publishes


def test_a_name_that_is_not_shown_is_asked_for_with_that_promise(client):
    call = builders.idea_call(shows_names=False)
    english = builders.translated(call, builders.home("en"))
    assert "It is shown beside the idea" not in client.get(english.take_part_url).content.decode()
    idea = sent(client, call, name="Ida")
    assert (idea.name, idea.show_name, idea.public_view().author) == ("Ida", False, "")


@pytest.mark.parametrize("is_anonymous", [True, False])
def test_the_form_for_young_people_says_that_nobody_is_asked_for(client, is_anonymous):
    call = builders.idea_call(is_anonymous=is_anonymous)
    english = builders.translated(call, builders.home("en"))
    html = client.get(english.take_part_url).content.decode()
    assert ("We do not ask who you are." in html) is is_anonymous
    assert ("Your e-mail address is never shown." in html) is not is_anonymous
    assert ("We delete your name" in html) is not is_anonymous


# --- Editors -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("settings", "field"),
    [
        ({"is_anonymous": True, "who_may": "email"}, "who_may"),
        ({"is_anonymous": True, "who_may": "account"}, "who_may"),
        ({"who_may": "email", "asks_email": False}, "asks_email"),
    ],
)
def test_settings_that_contradict_each_other_are_refused(settings, field):
    call = builders.idea_call()
    for name, value in settings.items():
        setattr(call, name, value)
    with pytest.raises(ValidationError) as refused:
        call.full_clean()
    assert refused.value.message_dict.keys() == {field}


@pytest.mark.parametrize("settings", [{"is_anonymous": True, "asks_email": False}, {}])
def test_settings_that_go_together_are_taken(settings):
    call = builders.idea_call(**settings)
    call.full_clean()


@pytest.fixture
def editor(client):
    """An administrator, signed in."""
    client.force_login(builders.superuser())
    return client


def call_data(call, **fields):
    """Return what the editor's form of a call sends."""
    settings = {
        "title": call.title,
        "slug": call.slug,
        "summary": "",
        "picture_alt": "",
        "answer_what": "",
        "answer_join": "",
        "answer_until": "",
        "opens_at": "2027-01-01 08:00",
        "closes_at": "",
        "participation_level": "consult",
        "participation_promise": "Vi svarer.",
        "who_may": "anyone",
        "places": streamfield([]),
        "questions": streamfield([]),
        "intro": streamfield([]),
        "next_steps": streamfield([]),
        "comments": inline_formset([]),
    }
    return nested_form_data({**settings, **fields})


def asked_in_editor(key, label, *choices):
    """Return a question with choices as the editor's form sends it; choices are (id, words)."""
    items = {
        str(number): {"id": item, "value": words, "order": str(number), "deleted": ""}
        for number, (item, words) in enumerate(choices)
    }
    value = {
        "kind": "radio",
        "label": label,
        "help_text": "",
        "choices": {**items, "count": str(len(items))},
    }
    return {"id": key, "type": "question", "order": "0", "deleted": "", "value": value}


def edit(client, call, question):
    """Publish a call with one question and return the response."""
    data = call_data(call, questions={"0": question, "count": "1"})
    data["action-publish"] = "action-publish"
    return client.post(reverse("wagtailadmin_pages:edit", args=[call.pk]), data)


def test_editing_a_question_keeps_its_key_and_those_of_its_choices(editor):
    call = builders.idea_call(
        questions=[question("q", "radio", choices=[("a", "Morgen"), ("b", "Aften")])]
    )
    reworded = asked_in_editor("q", "Hvornår?", ("b", "Om aftenen"), ("a", "Morgen"))
    assert edit(editor, call, reworded).status_code == 302
    asked = IdeaCallPage.objects.get().questions[0]
    assert (asked.id, asked.value["label"]) == ("q", "Hvornår?")
    choices = [(item.id, item.value) for item in asked.value["choices"].bound_blocks]
    assert choices == [("b", "Om aftenen"), ("a", "Morgen")]


@pytest.mark.parametrize(
    "choices", [[], [("a", "Morgen")], [("a", "Morgen"), ("b", "morgen")], [("a", ""), ("b", "x")]]
)
def test_a_question_with_nothing_to_choose_from_is_refused(editor, choices):
    call = builders.idea_call()
    response = edit(editor, call, asked_in_editor("q", "Hvornår?", *choices))
    assert response.status_code == 200
    assert response.context["form"].errors.keys() == {"questions"}


def preview(client, page, mode, data):
    """Return what an editor sees of a draft that is not saved."""
    address = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    assert client.post(address, data).json()["is_valid"]
    return client.get(f"{address}?mode={mode}")


def test_the_form_of_a_draft_is_previewed(editor):
    call = builders.idea_call(questions=[question("old")])
    draft = asked_in_editor("new", "Hvornår?", ("a", "Morgen"), ("b", "Aften"))
    data = call_data(call, who_may="account", questions={"0": draft, "count": "1"})

    response = preview(editor, call, "form", data)

    html = response.content.decode()
    assert response.status_code == 200
    assert re.findall(r'name="q_new" value="(\w)"', html) == ["a", "b"]
    assert "q_old" not in html
    assert 'type="submit"' not in html.partition('id="form"')[2].partition("</form>")[0]
    assert "Hvornår?" not in editor.get(f"{call.take_part_url}").content.decode()


def test_the_page_itself_is_what_is_previewed_first(editor):
    call = builders.idea_call()
    assert [mode for mode, _label in call.preview_modes] == ["", "form"]
    assert call.default_preview_mode == ""
    html = preview(editor, call, "", call_data(call)).content.decode()
    assert 'name="title"' not in html


def test_the_form_of_a_call_that_is_being_made_is_previewed(editor):
    project = builders.project()
    address = reverse(
        "wagtailadmin_pages:preview_on_add", args=["projects", "ideacallpage", project.pk]
    )
    data = call_data(IdeaCallPage(title="Ny", slug="ny"))
    assert editor.post(address, data).json()["is_valid"]
    response = editor.get(f"{address}?mode=form")
    assert response.status_code == 200
    assert 'name="title"' in response.content.decode()


def test_an_english_draft_is_previewed_with_the_questions_of_the_danish_page(editor):
    call = builders.idea_call(questions=[question("q", label="Hvor gammel?")])
    english = builders.translated(
        call, builders.home("en"), questions=[question("q", label="How old?"), question("own")]
    )
    data = call_data(
        english,
        questions={
            "0": asked_in_editor("q", "Your age?", ("a", "1"), ("b", "2")),
            "count": "1",
        },
    )
    html = preview(editor, english, "form", data).content.decode()
    assert "Your age?" in html
    assert 'type="text" name="q_q"' in html


def test_every_setting_follows_the_danish_page_into_a_translation():
    words = {"participation_promise", "places", "questions"}
    settings = {field.name for field in InvitesContributions._meta.local_fields} - words
    synchronised = {field.field_name for field in IdeaCallPage.override_translatable_fields}
    assert synchronised == settings

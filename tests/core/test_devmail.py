"""Reading the mails of a development machine."""

import pytest
from django.core.mail import EmailMultiAlternatives, get_connection
from django.http import Http404
from django.test import RequestFactory
from django.urls import NoReverseMatch, path, reverse

from config.urls import handler404 as site_handler404
from config.urls import urlpatterns as site_urls
from core import devmail

pytestmark = pytest.mark.django_db
urlpatterns = [
    path("_mail/", devmail.mailbox, name="devmail"),
    path("_mail/<str:name>/<int:number>/", devmail.message, name="devmail_message"),
    path("_mail/<str:name>/<int:number>/html/", devmail.html, name="devmail_html"),
    *site_urls,
]
handler404 = site_handler404


@pytest.fixture
def folder(tmp_path, settings):
    settings.EMAIL_FILE_PATH = tmp_path
    settings.ROOT_URLCONF = __name__
    return tmp_path


def send(*subjects):
    """Send mails over one connection, which puts them into one file."""
    mails = []
    for subject in subjects:
        mail = EmailMultiAlternatives(subject, "Hej med dig.\nÆblet faldt.", to=["ida@example.org"])
        mail.attach_alternative("<h1>Hej</h1>", "text/html")
        mails.append(mail)
    get_connection("django.core.mail.backends.filebased.EmailBackend").send_messages(mails)


def test_the_mailbox_lists_what_was_sent(client, folder):
    send("Din idé", "Din kvittering")
    response = client.get("/_mail/")
    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]
    assert [mail["subject"] for mail in response.context["mails"]] == ["Din kvittering", "Din idé"]


def test_an_empty_mailbox_is_no_error(client, folder):
    assert client.get("/_mail/").context["mails"] == []


def test_a_mail_can_be_read_as_text_and_as_it_looks(client, folder):
    send("Din idé")
    [mail] = client.get("/_mail/").context["mails"]
    response = client.get(reverse("devmail_message", args=[mail["name"], 0]))
    assert "Æblet faldt." in response.text
    assert response.context["mail"]["to"] == "ida@example.org"
    looks = client.get(reverse("devmail_html", args=[mail["name"], 0]))
    assert "<h1>Hej</h1>" in looks.text
    assert looks["Content-Security-Policy"].endswith("sandbox allow-popups")


@pytest.mark.parametrize("name", ["nothing.log", "../secret.txt", "secret.txt"])
def test_only_mails_in_the_folder_are_shown(folder, name):
    (folder / "secret.txt").write_text("secret")
    with pytest.raises(Http404):
        devmail.message(RequestFactory().get("/"), name, 0)


def test_a_mail_that_is_not_in_the_file_is_not_found(client, folder):
    send("Din idé")
    [mail] = client.get("/_mail/").context["mails"]
    assert client.get(reverse("devmail_message", args=[mail["name"], 1])).status_code == 404


def test_the_mailbox_exists_only_while_developing():
    with pytest.raises(NoReverseMatch):
        reverse("devmail")

"""Signing up and in: by password, by code, with a second step; and the one door to the admin."""

import re
import time

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.contrib.auth import get_user
from django.contrib.auth.models import Group
from django.core import mail
from django.core.cache import cache
from django.core.management import call_command
from django.urls import reverse
from django.utils import translation

from accounts.models import User
from tests import builders

pytestmark = pytest.mark.django_db

PASSWORD = builders.PASSWORD


def sign_in(client, email, password=PASSWORD, **extra):
    """Sign in with the form everybody uses."""
    return client.post(reverse("account_login"), {"login": email, "password": password, **extra})


def code_from_mail():
    """Return the code of the last mail."""
    return re.search(r"^\s*([A-Z0-9]{4,8}(?:-[A-Z0-9]{3,8})?)\s*$", mail.outbox[-1].body, re.M)[1]


def totp(secret):
    """Return what an authenticator app shows now."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def person_in(client):
    """Return who is signed in, or None."""
    user = get_user(client)
    return user if user.is_authenticated else None


# --- Signing up and in ---------------------------------------------------------------------


def test_somebody_signs_up_and_confirms_the_address_by_code(client):
    client.post(
        reverse("account_signup"),
        {"email": "Ida@Example.org", "password1": PASSWORD, "password2": PASSWORD},
    )
    assert person_in(client) is None

    client.post(reverse("account_email_verification_sent"), {"code": code_from_mail()})

    assert person_in(client) == User.objects.get(email="ida@example.org")
    assert EmailAddress.objects.get().verified


def test_a_second_account_for_an_address_is_not_made_nor_betrayed(client):
    builders.user("ida@example.org")

    response = client.post(
        reverse("account_signup"),
        {"email": "IDA@example.org", "password1": PASSWORD, "password2": PASSWORD},
    )

    assert response.status_code == 302
    assert User.objects.count() == 1
    assert [message.to for message in mail.outbox] == [["ida@example.org"]]


@pytest.mark.parametrize("typed", ["ida@example.org", "Ida@Example.ORG"])
def test_a_password_opens_whatever_the_capitals(client, typed):
    person = builders.user("ida@example.org")

    response = sign_in(client, typed)

    assert response.url == reverse("my_page")
    assert person_in(client) == person


def test_a_wrong_password_does_not(client):
    builders.user("ida@example.org")

    response = sign_in(client, "ida@example.org", "forkert")

    assert response.status_code == 200
    assert person_in(client) is None


def test_a_code_by_mail_opens_without_a_password(client):
    person = builders.user("ida@example.org", password=None)

    client.post(reverse("account_request_login_code"), {"email": "Ida@example.org"})
    client.post(reverse("account_confirm_login_code"), {"code": code_from_mail()})

    assert person_in(client) == person


def test_an_unknown_address_gets_a_mail_that_says_so_and_no_code(client):
    response = client.post(reverse("account_request_login_code"), {"email": "nobody@example.org"})

    assert response.status_code == 302
    assert person_in(client) is None


def test_a_second_step_is_set_up_and_then_asked_for(client):
    person = builders.user("ida@example.org")
    sign_in(client, person.email)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    secret = client.get(reverse("mfa_activate_totp")).context["form"].secret
    client.post(reverse("mfa_activate_totp"), {"code": totp(secret)})
    assert Authenticator.objects.filter(user=person, type="totp").exists()
    client.post(reverse("account_logout"))

    response = sign_in(client, person.email)

    assert response.url == reverse("mfa_authenticate")
    assert person_in(client) is None
    client.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert person_in(client) is None
    # A code is used once; the one of the set-up is forgotten with the cache.
    cache.clear()
    client.post(reverse("mfa_authenticate"), {"code": totp(secret)})
    assert person_in(client) == person


# --- The one door to the admin ---------------------------------------------------------------


def test_strangers_are_led_to_the_sign_in_and_back(client):
    person = builders.user(groups=["Editors"])
    wanted = reverse("wagtailadmin_explore_root")

    response = client.get(wanted, follow=True)

    assert response.redirect_chain[-1][0].startswith(reverse("account_login"))
    form = response.redirect_chain[-1][0]
    response = client.post(form, {"login": person.email, "password": PASSWORD})
    assert response.url == wanted
    assert client.get(wanted).status_code == 200


def test_a_citizen_is_told_no(client):
    client.force_login(builders.user())

    response = client.get("/admin/", follow=True)

    assert response.status_code == 403


@pytest.mark.parametrize("group", ["Editors", "Culture consultants", "Moderators"])
def test_the_groups_get_in(client, group):
    client.force_login(builders.user(groups=[group]))

    assert client.get("/admin/").status_code == 200
    assert client.get("/admin/login/").url == "/admin/"


def test_an_editor_begins_in_the_admin(client):
    person = builders.user(groups=["Editors"])

    assert sign_in(client, person.email).url == "/admin/"


def test_the_door_leads_to_no_other_site(client):
    client.force_login(builders.superuser())

    assert client.get("/admin/login/?next=https://example.com/").url == "/admin/"
    assert client.get("/admin/login/?next=/admin/images/").url == "/admin/images/"


def test_the_second_step_guards_the_admin_too(client):
    person = builders.superuser()
    Authenticator.objects.create(user=person, type="totp", data={"secret": "x"})

    sign_in(client, person.email)

    assert client.get("/admin/").status_code == 302


def test_wagtail_s_own_form_takes_no_password(client):
    person = builders.superuser()

    response = client.post("/admin/login/", {"username": person.email, "password": PASSWORD})

    assert response.url.startswith(reverse("account_login"))
    assert person_in(client) is None


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_nor_does_the_form_for_pages(client, prefix):
    person = builders.user()
    Authenticator.objects.create(user=person, type="totp", data={"secret": "x"})
    address = f"{prefix}/_util/login/"

    response = client.post(
        f"{address}?next=/et/sted/", {"username": person.email, "password": PASSWORD}
    )

    with translation.override(prefix.strip("/") or "da"):
        assert response.url == f"{reverse('account_login')}?next=/et/sted/"
    assert person_in(client) is None
    assert "example.com" not in client.get(f"{address}?next=https://example.com/").url


def test_who_is_signed_in_needs_no_form_for_pages(client):
    client.force_login(builders.user())

    assert client.get("/_util/login/").url == reverse("my_page")


@pytest.mark.parametrize("path", ["", "done/", "confirm/MQ/abc-def/", "complete/"])
def test_wagtail_s_password_reset_is_off(client, path):
    builders.superuser()

    response = client.post(f"/admin/password_reset/{path}", {"email": "x@example.org"})

    assert response.status_code in {404, 405}
    assert client.get(f"/admin/password_reset/{path}").status_code == 404
    assert mail.outbox == []


# --- Accounts that others make -----------------------------------------------------------------


def test_an_administrator_made_on_the_command_line_can_sign_in(client, monkeypatch):
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", PASSWORD)
    call_command("createsuperuser", email="Chef@Example.org", interactive=False, verbosity=0)

    response = sign_in(client, "chef@example.org")

    assert response.url == "/admin/"
    assert EmailAddress.objects.get().verified


def new_person(client, **fields):
    """Make an account in the admin."""
    fields = {"email": "Ny@Example.org", "password1": "", "password2": "", **fields}
    return client.post(reverse("wagtailusers_users:add"), fields)


def test_a_person_made_in_the_admin_signs_in_by_code(client):
    client.force_login(builders.superuser())
    assert "username" not in client.get(reverse("wagtailusers_users:add")).context["form"].fields

    new_person(client, groups=[Group.objects.get(name="Moderators").pk])

    person = User.objects.get(email="ny@example.org")
    assert not person.has_usable_password()
    assert [group.name for group in person.groups.all()] == ["Moderators"]
    client.logout()
    client.post(reverse("account_request_login_code"), {"email": "ny@example.org"})
    client.post(reverse("account_confirm_login_code"), {"code": code_from_mail()})
    assert person_in(client) == person


def test_a_person_made_in_the_admin_with_a_password_uses_it(client):
    client.force_login(builders.superuser())

    new_person(client, password1=PASSWORD, password2=PASSWORD)

    client.logout()
    sign_in(client, "ny@example.org")
    assert person_in(client).email == "ny@example.org"


@pytest.mark.parametrize("taken", ["ny@example.org", "NY@EXAMPLE.ORG"])
def test_an_address_is_given_once(client, taken):
    builders.user("ny@example.org")
    client.force_login(builders.superuser())

    response = new_person(client, email=taken)

    assert set(response.context["form"].errors) == {"email"}
    assert User.objects.filter(email__iexact=taken).count() == 1


def test_a_changed_address_is_the_one_to_sign_in_with(client):
    person = builders.user("gammel@example.org")
    client.force_login(builders.superuser())
    address = reverse("wagtailusers_users:edit", args=[person.pk])
    assert client.get(address).status_code == 200

    client.post(address, {"email": "Nyt@example.org", "is_active": "on"})

    assert list(EmailAddress.objects.filter(user=person).values_list("email", "verified")) == [
        ("nyt@example.org", True)
    ]
    client.logout()
    sign_in(client, "gammel@example.org")
    assert person_in(client) is None
    sign_in(client, "nyt@example.org")
    assert person_in(client) == person


def test_people_are_listed_by_address(client):
    client.force_login(builders.superuser())
    builders.user("ida@example.org")

    page = client.get(reverse("wagtailusers_users:index"))

    assert "ida@example.org" in page.content.decode()
    assert client.get(reverse("wagtailusers_users:index") + "?q=ida").context["items_count"] == 1


def test_the_admin_s_account_page_leads_to_passwords_and_codes(client):
    client.force_login(builders.user(groups=["Editors"]))

    page = client.get(reverse("wagtailadmin_account")).content.decode()

    assert reverse("mfa_index") in page
    assert 'name="password-old_password"' not in page


def test_people_are_found_and_kept_in_small_letters():
    person = User.objects.create_user("  Ida@Example.org ")

    assert User.objects.get_by_natural_key("IDA@example.ORG") == person
    assert person.email == "ida@example.org"
    assert str(person) == "ida@example.org"
    person.first_name, person.email = "Ida", "IDA@example.org"
    person.full_clean(exclude=["password"])
    assert (person.email, str(person), person.get_short_name()) == ("ida@example.org", "Ida", "Ida")
    with pytest.raises(ValueError, match="address"):
        User.objects.create_user("")

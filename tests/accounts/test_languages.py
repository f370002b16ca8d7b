"""Signing in and out without losing one's language."""

import pytest
from django.urls import reverse
from django.utils import translation

from tests import builders

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("language", "front_page"), [("da", "/"), ("en", "/en/")])
def test_signing_out_leads_to_the_front_page_of_the_language(client, language, front_page):
    client.force_login(builders.user())
    with translation.override(language):
        response = client.post(reverse("account_logout"))
    assert response["Location"] == front_page


@pytest.mark.parametrize(
    ("language", "words"), [("da", "Lige et øjeblik"), ("en", "One moment, please")]
)
def test_who_tries_too_often_is_told_so_kindly(client, settings, language, words):
    settings.ACCOUNT_RATE_LIMITS = {"reset_password": "1/m/ip"}
    builders.home(language)
    with translation.override(language):
        address = reverse("account_reset_password")
    answers = [client.post(address, {"email": "kaj@example.org"}) for _attempt in range(2)]
    assert [answer.status_code for answer in answers] == [302, 429]
    assert f"<h1>{words}</h1>" in answers[-1].text

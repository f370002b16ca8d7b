"""Tags every template has."""

import json
import re

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation

from core.models import SiteTexts
from tests import builders

pytestmark = pytest.mark.django_db


def render(source, request=None, **context):
    if request is not None:
        context["request"] = request
    return Template(source).render(Context(context))


def test_without_a_request_nothing_is_asked(django_assert_num_queries):
    source = (
        "{% navigation as nav %}{% language_versions as versions %}{% breadcrumbs as trail %}"
        "{{ nav.header|length }}{{ nav.footer|length }}{{ versions|length }}{{ trail|length }}"
    )
    with django_assert_num_queries(0):
        assert render(source) == "0000"


def test_menus_and_texts_are_fetched_once_a_page(django_assert_num_queries):
    request = RequestFactory().get("/")
    source = "{% navigation as nav %}{% site_texts as texts %}"
    with django_assert_num_queries(2):
        render(source * 3, request)


def test_site_texts_are_in_the_readers_language_or_danish():
    SiteTexts.objects.all().delete()
    source = "{% site_texts as texts %}{{ texts.tagline }}"
    assert render(source) == ""
    SiteTexts.objects.create(locale=builders.language("da"), tagline="Din by")
    with translation.override("en"):
        assert render(source) == "Din by"
        SiteTexts.objects.create(locale=builders.language("en"), tagline="Your town")
        assert render(source) == "Your town"
    assert render(source) == "Din by"


def test_site_settings_name_the_municipality():
    source = "{% site_settings as own %}{{ own.municipality }}"
    builders.home()
    assert render(source, RequestFactory().get("/")) == "Guldborgsund Kommune"


def test_structured_data_cannot_end_its_block():
    text = render("{% json_ld data %}", data={"name": "</script><b>Ø & å</b>"})
    assert text.count("<") == 2
    content = re.fullmatch(r'<script type="application/ld\+json">(.*)</script>', text).group(1)
    assert json.loads(content) == {"name": "</script><b>Ø & å</b>"}
    assert "Ø" in text


def test_addresses_are_made_absolute():
    source = "{% absolute path %}"
    request = RequestFactory().get("/en/")
    assert render(source, request, path="/en/x/") == "http://testserver/en/x/"
    assert render(source, path="/en/x/") == "http://testserver/en/x/"


def test_words_in_another_language_are_marked_and_said():
    danish = builders.standard_page(title="Kun dansk")
    english = builders.standard_page(builders.home("en"), title="Only English")
    source = "{{ page|in_own_language }}|{{ page|only_in }}"
    assert render(source, page=danish) == "|"
    with translation.override("en"):
        assert render(source, page=danish) == ' lang="da"|Only in Danish yet'
        assert render(source, page=english) == "|"
    mark, words = render(source, page=english).split("|")
    assert mark == ' lang="en"'
    assert words != ""


def test_breadcrumbs_lead_from_home_down():
    call = builders.idea_call(title="Kald")
    rows = "{% for row in trail %}{{ row.label }} {{ row.url }}\n{% endfor %}"
    source = "{% breadcrumbs as trail %}" + rows
    request = RequestFactory().get("/")
    project = call.get_parent().specific
    expected = [builders.home(), builders.project_index(), project]
    assert render(source, request, page=call) == "".join(
        f"{page.title} {page.url}\n" for page in expected
    )
    assert render(source, request, page=builders.home()) == ""
    assert render(source, request) == ""

"""The same budget for a page with everything on it: pictures, menus, contacts, in English."""

from collections import Counter

import pytest
from django.core.cache import caches

from core.models import Contact, NavigationItem, NavigationMenu, SiteTexts
from home.models import HomePage
from projects.models import (
    ConsultationPage,
    IdeaCallPage,
    ProjectIndexPage,
    ProjectPage,
    ProjectUpdatePage,
)
from tests import builders
from tests.population import populate
from tests.test_query_counts import MOST, statements_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def english_site():
    """Return the English pages of a site where nothing is left out."""
    site = populate(pages=60, contributions=200)
    picture = builders.picture()
    for model in (
        *(HomePage, ProjectIndexPage, ProjectPage),
        *(ConsultationPage, IdeaCallPage, ProjectUpdatePage),
    ):
        model.objects.update(picture=picture)
    english, danish = builders.language("en"), builders.language("da")
    contacts = [
        Contact.objects.create(role=f"Rolle {number}", email="x@example.org", locale=danish)
        for number in range(3)
    ]
    for contact in contacts:
        Contact.objects.create(
            role=contact.role,
            email=contact.email,
            locale=english,
            translation_key=contact.translation_key,
        )
    through = ProjectPage.contacts.through
    through.objects.bulk_create(
        through(projectpage_id=project.pk, contact_id=contact.pk)
        for project in ProjectPage.objects.filter(locale=danish)
        for contact in contacts
    )
    SiteTexts.objects.create(locale=english)
    menu = NavigationMenu.objects.create(place=NavigationMenu.Place.HEADER, locale=english)
    for page in (site.index, site.project, site.call):
        translated = page.get_translation(english)
        NavigationItem.objects.create(menu=menu, page_id=translated.pk, label=page.title)
    home = builders.home("en")
    way = {"kind": "project", "title": "An idea", "text": "", "to_form": True}
    home.ways = [("way", {**way, "page": page}) for page in (site.call, site.project, site.index)]
    home.action_page_id, home.action_label = site.call.pk, "Take part"
    home.quiet_page_id, home.quiet_title, home.quiet_action = site.project.pk, "Quiet", "Go"
    home.save()
    return {
        "home": builders.home("en"),
        **{
            name: page.get_translation(english).specific
            for name, page in (
                ("projects", site.index),
                ("project", site.project),
                ("ideas", site.call),
                ("consultation", site.consultation),
            )
        },
        "idea": site.idea,
    }


def test_a_full_english_page_costs_few_queries_and_asks_nothing_twice(english_site):
    idea = english_site.pop("idea")
    addresses = {name: page.url for name, page in english_site.items()}
    addresses["idea"] = english_site["ideas"].get_contribution_url(idea)
    asked = {name: statements_of(address) for name, address in addresses.items()}
    assert {name: len(all_) for name, all_ in asked.items() if len(all_) > MOST} == {}
    twice = {
        name: [statement for statement, times in Counter(all_).items() if times > 1]
        for name, all_ in asked.items()
    }
    assert {name: statements for name, statements in twice.items() if statements} == {}
    for name, address in addresses.items():
        caches["renditions"].clear()
        assert len(statements_of(address)) == len(asked[name])

"""How many queries a page costs, uncached, however large the site is."""

from collections import Counter

import pytest
from django.core.cache import caches
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.population import populate

MOST = 20
SMALL = {"pages": 20, "contributions": 100}
LARGE = {"pages": 500, "contributions": 10_000}


def addresses(site):
    """Return the public pages that have to stay cheap, by name."""
    return {
        "home": site.home.url,
        "projects": site.index.url,
        "project": site.project.url,
        "ideas": site.call.url,
        "idea": site.call.get_contribution_url(site.idea),
        "consultation": site.consultation.url,
        "response": site.consultation.get_contribution_url(site.response),
        "search": f"{reverse('search')}?q=havnen",
    }


def statements_of(address):
    """Return what an uncached page asks the database, once the process has warmed up."""
    client = Client()
    assert client.get(address).status_code == 200
    caches["default"].clear()
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return [query["sql"] for query in captured.captured_queries]


def asked_by_pages_of(size):
    """Return the statements of each page on a site of that size, which is gone afterwards."""
    with transaction.atomic():
        site = populate(**size)
        asked = {name: statements_of(address) for name, address in addresses(site).items()}
        transaction.set_rollback(True)
    return asked


@pytest.fixture(scope="module")
def small(django_db_setup, django_db_blocker):
    """What pages ask on a small site."""
    with django_db_blocker.unblock():
        return asked_by_pages_of(SMALL)


@pytest.fixture(scope="module")
def large(django_db_setup, django_db_blocker):
    """What pages ask on a large site."""
    with django_db_blocker.unblock():
        return asked_by_pages_of(LARGE)


def test_a_page_costs_few_queries(large):
    counts = {name: len(asked) for name, asked in large.items()}
    assert min(counts.values()) > 0
    assert {name: count for name, count in counts.items() if count > MOST} == {}


def test_a_page_asks_nothing_twice(large):
    twice = {
        name: [statement for statement, times in Counter(asked).items() if times > 1]
        for name, asked in large.items()
    }
    assert {name: statements for name, statements in twice.items() if statements} == {}


def test_a_page_asks_no_more_on_a_large_site(small, large):
    assert {name: len(asked) for name, asked in large.items()} == {
        name: len(asked) for name, asked in small.items()
    }

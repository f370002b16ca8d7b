"""Fixtures that every test may use."""

import os
from io import StringIO

import pytest
from django.conf import settings as django_settings
from django.core.cache import caches
from django.core.management import call_command
from django.test import TransactionTestCase
from django.utils import translation

from tests.database import CopiedDatabase

# Their assertions then tell what they compared, as those of tests do.
pytest.register_assert_rewrite("tests.e2e.server", "tests.e2e.visitor")


def pytest_configure(config):
    """Compile the catalogues before any test process reads them: half the addresses are Danish."""
    if not hasattr(config, "workerinput"):
        call_command("compile_catalogues", stdout=StringIO())


@pytest.fixture(scope="session")
def django_db_setup(request, django_test_environment, django_db_blocker):
    """Give this test process a migrated database of its own.

    A test with `transaction=True` commits; afterwards the database is copied anew, since
    Django's own flush would take the page tree and the languages along.
    """
    worker = getattr(request.config, "workerinput", {}).get("workerid", "main")
    with django_db_blocker.unblock():
        database = CopiedDatabase(f"{os.getpid()}_{worker}")
        database.set_up()
    flush = TransactionTestCase._fixture_teardown
    TransactionTestCase._fixture_teardown = lambda case: database.restore()
    yield
    TransactionTestCase._fixture_teardown = flush
    with django_db_blocker.unblock():
        database.tear_down()


@pytest.fixture(autouse=True)
def _clean_start():
    """Let no cached page, counter or language leak from one test into the next."""
    for cache in caches.all():
        cache.clear()
    with translation.override(django_settings.LANGUAGE_CODE):
        yield

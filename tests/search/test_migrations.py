"""The text search configuration on PostgreSQL."""

import importlib

import pytest
from django.apps import apps
from django.db import connection

postgresql = pytest.mark.skipif(connection.vendor != "postgresql", reason="needs PostgreSQL")
migration = importlib.import_module("search.migrations.0001_postgresql_configuration")


def has_configuration():
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_ts_config WHERE cfgname = 'danish_unaccent'")
        return cursor.fetchone()[0]


@postgresql
@pytest.mark.django_db
@pytest.mark.parametrize(
    ("text", "lexemes"),
    [("Bænkene", "'baenk':1"), ("Rådhuset", "'radhus':1"), ("børn", "'born':1")],
)
def test_the_configuration_folds_and_stems(text, lexemes):
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_tsvector('danish_unaccent', %s)::text", [text])
        assert cursor.fetchone()[0] == lexemes


@postgresql
@pytest.mark.django_db
def test_the_migration_goes_both_ways():
    with connection.schema_editor() as editor:
        migration.drop(apps, editor)
        assert has_configuration() == 0
        migration.create(apps, editor)
        assert has_configuration() == 1


@pytest.mark.skipif(connection.vendor == "postgresql", reason="about the other databases")
@pytest.mark.django_db
def test_other_databases_need_nothing():
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM sqlite_master")
        before = cursor.fetchone()
        migration.create(apps, type("Editor", (), {"connection": connection}))
        migration.drop(apps, type("Editor", (), {"connection": connection}))
        cursor.execute("SELECT count(*) FROM sqlite_master")
        assert cursor.fetchone() == before

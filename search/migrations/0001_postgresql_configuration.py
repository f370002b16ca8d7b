"""Danish search that also finds æ, ø and å typed without them, on PostgreSQL."""

from django.db import migrations

EXTENSIONS = ("unaccent", "pg_trgm")


def create(apps, schema_editor):
    """Copy PostgreSQL's Danish configuration and put `unaccent` in front of the stemmer."""
    if schema_editor.connection.vendor != "postgresql":
        return
    for extension in EXTENSIONS:
        schema_editor.execute(f"CREATE EXTENSION IF NOT EXISTS {extension}")
    schema_editor.execute("DROP TEXT SEARCH CONFIGURATION IF EXISTS danish_unaccent")
    schema_editor.execute("CREATE TEXT SEARCH CONFIGURATION danish_unaccent (COPY = danish)")
    schema_editor.execute(
        "ALTER TEXT SEARCH CONFIGURATION danish_unaccent "
        "ALTER MAPPING FOR hword, hword_part, word WITH unaccent, danish_stem"
    )


def drop(apps, schema_editor):
    """Leave the extensions: others may use them."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP TEXT SEARCH CONFIGURATION IF EXISTS danish_unaccent")


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [migrations.RunPython(create, drop)]

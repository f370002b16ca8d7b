"""Say from the start how long we keep what tells who sent a contribution."""

from django.db import migrations


def make_rule(apps, schema_editor):
    """Make the rule unless somebody has already set one."""
    apps.get_model("core", "RetentionRule").objects.get_or_create(
        kind="contribution",
        defaults={
            "purpose": "Så vi kan svare dig og fortælle, hvad der sker med din idé.",
            "months": 12,
            "counted_from": "closed",
        },
    )


class Migration(migrations.Migration):
    # It speaks of the one purpose that rules had before they had one in each language.
    run_before = [("core", "0002_retention_in_both_languages")]

    dependencies = [
        ("contributions", "0002_keep_contributions"),
        ("core", "0001_initial"),
    ]

    operations = [migrations.RunPython(make_rule, migrations.RunPython.noop)]

"""Say from the start, in both languages, what we keep of contributions and reports and why."""

from django.db import migrations

CONTRIBUTION_DA = "Så vi kan svare dig og fortælle, hvad der sker med din idé."
CONTRIBUTION_EN = "So that we can answer you and tell you what becomes of your idea."


def make_rules(apps, schema_editor):
    """Add what is missing; what an administrator has changed stays."""
    rules = apps.get_model("core", "RetentionRule").objects
    rules.filter(kind="contribution", purpose_da=CONTRIBUTION_DA, purpose_en="").update(
        purpose_en=CONTRIBUTION_EN
    )
    rules.get_or_create(
        kind="report",
        defaults={
            "purpose_da": "Så vi kan se på det, du gør os opmærksom på, og svare dig.",
            "purpose_en": "So that we can look at what you point out, and answer you.",
            "months": 6,
            "counted_from": "received",
        },
    )


class Migration(migrations.Migration):
    dependencies = [
        ("contributions", "0005_moderation_in_full"),
        ("core", "0002_retention_in_both_languages"),
    ]

    operations = [migrations.RunPython(make_rules, migrations.RunPython.noop)]

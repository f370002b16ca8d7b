from django.db import migrations, models


def date_from_arrival(apps, _schema_editor):
    """Count for those that wait already from the day they came."""
    rows = apps.get_model("contributions", "Contribution").objects
    rows.filter(awaits_confirmation=True).update(confirmation_asked_at=models.F("created_at"))


class Migration(migrations.Migration):
    dependencies = [
        ("contributions", "0009_export_personal_data"),
    ]

    operations = [
        migrations.AddField(
            model_name="contribution",
            name="confirmation_asked_at",
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.RunPython(date_from_arrival, migrations.RunPython.noop),
    ]

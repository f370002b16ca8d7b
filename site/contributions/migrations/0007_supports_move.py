import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("contributions", "0006_retention_rules"),
    ]

    operations = [
        migrations.AddField(
            model_name="support",
            name="moved_from",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="contributions.contribution",
            ),
        ),
    ]

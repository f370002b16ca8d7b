"""Tie the permission to moderate to scopes, and refuse to delete pages in clear words."""

from django.conf import settings
from django.db import migrations, models

import contributions.protection


def drop_model_permissions(apps, schema_editor):
    """Nobody is given a permission on the model itself: its rows are opened by scope."""
    apps.get_model("auth", "Permission").objects.filter(
        content_type__app_label="contributions", content_type__model="contribution"
    ).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("contributions", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        migrations.swappable_dependency(settings.WAGTAIL_PAGE_MODEL),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="contribution",
            options={
                "default_permissions": (),
                "ordering": ["-published_at", "-pk"],
                "verbose_name": "contribution",
                "verbose_name_plural": "contributions",
            },
        ),
        migrations.AlterModelOptions(
            name="moderationscope",
            options={
                "permissions": [("moderate_contribution", "Can moderate contributions")],
                "verbose_name": "moderation scope",
                "verbose_name_plural": "moderation scopes",
            },
        ),
        migrations.AlterField(
            model_name="contribution",
            name="page",
            field=models.ForeignKey(
                on_delete=contributions.protection.keep_contributions,
                related_name="contributions",
                to=settings.WAGTAIL_PAGE_MODEL,
                verbose_name="page",
            ),
        ),
        migrations.RunPython(drop_model_permissions, migrations.RunPython.noop),
    ]

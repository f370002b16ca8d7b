"""Name photos by their content, so that the same form sent twice is known again."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("contributions", "0003_retention_rule")]

    operations = [
        migrations.AddField(
            model_name="contribution",
            name="photo_digest",
            field=models.CharField(blank=True, editable=False, max_length=64),
        ),
        migrations.AddField(
            model_name="pendingupload",
            name="digest",
            field=models.CharField(default="", max_length=64),
            preserve_default=False,
        ),
    ]

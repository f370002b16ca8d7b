"""Say in both languages why personal data is kept."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("core", "0001_initial")]

    operations = [
        migrations.RenameField("RetentionRule", "purpose", "purpose_da"),
        migrations.AlterField(
            "RetentionRule",
            "purpose_da",
            models.CharField(max_length=255, verbose_name="why we keep it, in Danish"),
        ),
        migrations.AddField(
            "RetentionRule",
            "purpose_en",
            models.CharField(
                blank=True, default="", max_length=255, verbose_name="why we keep it, in English"
            ),
            preserve_default=False,
        ),
        migrations.AlterField(
            "RetentionRule",
            "kind",
            models.CharField(editable=False, max_length=40, unique=True, verbose_name="kind"),
        ),
    ]

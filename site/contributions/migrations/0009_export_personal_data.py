from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("contributions", "0008_reasons"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="moderationscope",
            options={
                "permissions": [
                    ("moderate_contribution", "Can moderate contributions"),
                    ("export_personal_data", "Can download contributions with personal data"),
                ],
                "verbose_name": "moderation scope",
                "verbose_name_plural": "moderation scopes",
            },
        ),
    ]

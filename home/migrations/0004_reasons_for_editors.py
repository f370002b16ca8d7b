"""Let editors write the reasons that moderators choose from."""

from django.apps import apps as installed_apps
from django.contrib.auth.management import create_permissions
from django.db import migrations


def allow(apps, schema_editor):
    # Django makes permissions after all migrations have run; these are needed now.
    create_permissions(installed_apps.get_app_config("contributions"), verbosity=0)
    editors = apps.get_model("auth", "Group").objects.filter(name="Editors").first()
    if editors:
        editors.permissions.add(
            *apps.get_model("auth", "Permission").objects.filter(
                content_type__app_label="contributions",
                codename__in=[f"{verb}_reasontemplate" for verb in ("add", "change", "delete")],
            )
        )


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0003_groups"),
        ("contributions", "0008_reasons"),
    ]

    operations = [migrations.RunPython(allow, migrations.RunPython.noop)]

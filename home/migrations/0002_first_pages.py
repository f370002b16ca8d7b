"""Give a new site both languages and a home page in each, in place of Wagtail's welcome page."""

import uuid

from django.db import migrations

HOMES = {"da": "samskab-da", "en": "samskab-en"}
STEP = 4


def make_first_pages(apps, schema_editor):
    """Make the home pages of a site that has none yet; a site with its own root is left alone."""
    ContentType = apps.get_model("contenttypes", "ContentType")
    HomePage = apps.get_model("home", "HomePage")
    Locale = apps.get_model("wagtailcore", "Locale")
    Page = apps.get_model("wagtailcore", "Page")
    Site = apps.get_model("wagtailcore", "Site")

    locales = {code: Locale.objects.get_or_create(language_code=code)[0] for code in HOMES}
    root = Page.objects.get(depth=1)
    welcome = Page.objects.filter(depth=2, slug="home", content_type__model="page", numchild=0)
    if Page.objects.filter(depth=2).exclude(pk__in=welcome).exists():
        return

    content_type, _created = ContentType.objects.get_or_create(app_label="home", model="homepage")
    translation_key = uuid.uuid4()
    homes = {}
    # The welcome page holds the first place until the site points elsewhere.
    for number, (code, slug) in enumerate(HOMES.items(), start=2):
        homes[code] = HomePage.objects.create(
            title="Samskab",
            draft_title="Samskab",
            slug=slug,
            url_path=f"/{slug}/",
            path=f"{root.path}{number:0{STEP}d}",
            depth=2,
            numchild=0,
            live=True,
            content_type=content_type,
            locale=locales[code],
            translation_key=translation_key,
        )
    sites = Site.objects.filter(is_default_site=True)
    if not sites.update(root_page_id=homes["da"].pk, site_name="Samskab"):
        Site.objects.create(
            hostname="localhost",
            site_name="Samskab",
            root_page_id=homes["da"].pk,
            is_default_site=True,
        )
    welcome.delete()
    Page.objects.filter(pk=root.pk).update(numchild=len(HOMES))


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0001_initial"),
        ("wagtailcore", "0098_apitoken"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(make_first_pages, migrations.RunPython.noop)]

"""Make the three groups that run the site, with what each of them may do."""

from django.apps import apps as installed_apps
from django.contrib.auth.management import create_permissions
from django.db import migrations

APPS = ("contributions", "core", "wagtail_localize", "wagtailadmin", "wagtaildocs")
APPS += ("wagtailimages", "wagtailcore", "wagtailredirects")

EDITORS, CONSULTANTS, MODERATORS = "Editors", "Culture consultants", "Moderators"

WRITE = ("add_page", "change_page", "publish_page")
PAGES = {
    EDITORS: (*WRITE, "lock_page", "unlock_page", "bulk_delete_page"),
    CONSULTANTS: WRITE,
    MODERATORS: (),
}

LIBRARY = (
    "wagtailimages.add_image",
    "wagtailimages.change_image",
    "wagtailimages.choose_image",
    "wagtaildocs.add_document",
    "wagtaildocs.change_document",
    "wagtaildocs.choose_document",
)
COLLECTIONS = {EDITORS: LIBRARY, CONSULTANTS: LIBRARY, MODERATORS: ()}

SNIPPETS = ("topic", "neighbourhood", "contact", "navigationmenu", "sitetexts")
MODELS = {
    EDITORS: (
        "wagtailadmin.access_admin",
        "core.change_sitesettings",
        "wagtail_localize.submit_translation",
        "contributions.moderate_contribution",
        *(f"wagtailredirects.{verb}_redirect" for verb in ("add", "change", "delete")),
        *(f"core.{verb}_{name}" for verb in ("add", "change", "delete") for name in SNIPPETS),
    ),
    CONSULTANTS: (
        "wagtailadmin.access_admin",
        "wagtail_localize.submit_translation",
        "core.add_contact",
        "core.change_contact",
    ),
    MODERATORS: ("wagtailadmin.access_admin", "contributions.moderate_contribution"),
}
SCOPES = (EDITORS, MODERATORS)


def make_groups(apps, schema_editor):
    """Set what the groups may do; Wagtail's own two of that name are adapted, not doubled."""
    Collection = apps.get_model("wagtailcore", "Collection")
    Group = apps.get_model("auth", "Group")
    GroupApprovalTask = apps.get_model("wagtailcore", "GroupApprovalTask")
    GroupCollectionPermission = apps.get_model("wagtailcore", "GroupCollectionPermission")
    GroupPagePermission = apps.get_model("wagtailcore", "GroupPagePermission")
    ModerationScope = apps.get_model("contributions", "ModerationScope")
    Page = apps.get_model("wagtailcore", "Page")
    Permission = apps.get_model("auth", "Permission")
    Workflow = apps.get_model("wagtailcore", "Workflow")

    # Django makes permissions after all migrations have run; these are needed now.
    for label in APPS:
        create_permissions(installed_apps.get_app_config(label), verbosity=0)

    def permission(name):
        app_label, codename = name.split(".")
        return Permission.objects.get(content_type__app_label=app_label, codename=codename)

    root = Page.objects.get(depth=1)
    homes = list(Page.objects.filter(depth=2))
    library = Collection.objects.get(depth=1)
    for name in (EDITORS, CONSULTANTS, MODERATORS):
        group, _created = Group.objects.get_or_create(name=name)
        group.permissions.set(permission(wanted) for wanted in MODELS[name])
        GroupPagePermission.objects.filter(group=group).delete()
        GroupPagePermission.objects.bulk_create(
            GroupPagePermission(
                group=group, page=home, permission=permission(f"wagtailcore.{wanted}")
            )
            for home in homes
            for wanted in PAGES[name]
        )
        GroupCollectionPermission.objects.filter(group=group).delete()
        GroupCollectionPermission.objects.bulk_create(
            GroupCollectionPermission(
                group=group, collection=library, permission=permission(wanted)
            )
            for wanted in COLLECTIONS[name]
        )
        if name in SCOPES:
            ModerationScope.objects.get_or_create(group=group, page=root)

    # Whoever approves a page publishes it, so approval belongs to a group that may publish.
    editors = Group.objects.get(name=EDITORS)
    for task in GroupApprovalTask.objects.filter(groups__name=MODERATORS):
        task.groups.set([editors])
        GroupApprovalTask.objects.filter(pk=task.pk).update(name="Godkendes af en redaktør")
        Workflow.objects.filter(workflow_tasks__task__pk=task.pk).update(
            name="Godkendes af en redaktør"
        )


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0002_first_pages"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contributions", "0003_retention_rule"),
        ("core", "0001_initial"),
        ("wagtail_localize", "0016_rename_page_revision_translationlog_revision"),
        ("wagtailadmin", "0001_create_admin_access_permissions"),
        ("wagtailcore", "0098_apitoken"),
        ("wagtaildocs", "0014_alter_document_file_size"),
        ("wagtailimages", "0027_image_description"),
        ("wagtailredirects", "0001_initial"),
    ]

    operations = [migrations.RunPython(make_groups, migrations.RunPython.noop)]

"""Putting the example content in and taking it out, each in one transaction."""

import json
import logging
from contextlib import contextmanager, suppress
from secrets import token_hex

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import translation
from wagtail.models import Locale, Page, PageLogEntry, Revision, Site
from wagtail_localize.models import (
    OverridableSegment,
    RelatedObjectSegment,
    String,
    StringSegment,
    StringTranslation,
    TemplateSegment,
    TranslatableObject,
    TranslationContext,
    TranslationSource,
)

from accounts.models import User
from contributions.models import Attachment, Contribution
from core import page_cache
from core.models import (
    Contact,
    CustomImage,
    CustomRendition,
    NavigationMenu,
    Neighbourhood,
    SiteSettings,
    SiteTexts,
    Topic,
)
from demo import foundation
from demo.accounts import create_users
from demo.content import calls, everywhere, home, ideas, projects, standard
from demo.content.pictures import CREDIT, PICTURES
from demo.content.words import T, in_language
from demo.models import DemoObject
from demo.sending import FOLDER, Sender, logs_of
from demo.writing import translate
from home.models import HomePage, StandardPage
from projects.models import IdeaCallPage, ProjectIndexPage, ProjectPage, ProjectUpdatePage

PAGES = {
    "about": (StandardPage, "home", standard.ABOUT),
    "ask": (StandardPage, "home", standard.ASK),
    "one-plan": (ProjectPage, "projects", projects.ONE_PLAN),
    "art": (ProjectPage, "projects", projects.ART),
    "harbour": (ProjectPage, "projects", projects.HARBOUR),
    "harbour-call": (IdeaCallPage, "harbour", calls.HARBOUR_CALL),
    "young-call": (IdeaCallPage, "harbour", calls.YOUNG_CALL),
    "art-call": (IdeaCallPage, "art", calls.ART_CALL),
    **{
        name: (ProjectUpdatePage, parent, content)
        for parent, updates in (
            ("art", projects.ART_UPDATES),
            ("harbour", projects.HARBOUR_UPDATES),
        )
        for name, content in reversed(updates.items())
    },
}
ON_FOUNDATION = {
    "home": (HomePage, None, home.HOME),
    "projects": (ProjectIndexPage, "home", projects.PROJECTS),
    "accessibility": (StandardPage, "home", standard.ACCESSIBILITY),
    "privacy": (StandardPage, "home", standard.PRIVACY),
}
RESTORED = {"picture", "picture_alt", *home.HOME, *projects.PROJECTS, *standard.PRIVACY} - {"slug"}
IDEAS = {
    "harbour-call": ideas.HARBOUR,
    "art-call": ideas.NEIGHBOURHOOD,
    "young-call": ideas.YOUNG,
}


@contextmanager
def quiet_log():
    """Keep Wagtail from reporting every page it touches; problems are still reported."""
    logger = logging.getLogger("wagtail")
    level = logger.level
    logger.setLevel(logging.WARNING)
    try:
        yield
    finally:
        logger.setLevel(level)


class ForeignContentError(Exception):
    """Something that is no example hangs on an example; the message names it."""


def is_loaded():
    """Whether the example content is there."""
    return DemoObject.objects.exists()


@quiet_log()
@transaction.atomic
def load(say):
    """Put the example content in. Does nothing where it is already."""
    if is_loaded():
        return
    with translation.override(settings.LANGUAGE_CODE):
        base = foundation.lay(say)
        say(f"Pictures: {len(PICTURES)}")
        pictures = {name: add_picture(name) for name in PICTURES}
        say("Contacts, topics and neighbourhoods")
        snippets = add_snippets()
        say(f"Pages in Danish: {len(PAGES)}")
        pages = foundation.add_pages(PAGES, base)
        described = {**{key: ON_FOUNDATION[key] for key in ON_FOUNDATION if key in base}, **PAGES}
        foundation.write_pages(described, pages, pictures)
        relate(pages, snippets)
        say("The same pages in English")
        english = foundation.translate_pages(described, pages, pictures)
        for name in described:
            for pk in (pages[name], english[name].pk):
                page = Page.objects.get(pk=pk)
                # What is written over the foundation is noted as a revision, to be undone.
                DemoObject.objects.note(page if name in PAGES else page.latest_revision)
        say("Menus and the words on every page")
        for menu in NavigationMenu.objects.filter(locale__language_code=settings.LANGUAGE_CODE):
            foundation.fill_menu(menu, pages)
        set_notice(everywhere.NOTICE)
        set_social_image(pictures["harbour"])
        say("People to sign in as")
        people = create_users()
        say(f"Ideas: {sum(len(rows) for rows in IDEAS.values())}")
        topics = {key: row for (model, key), row in snippets.items() if model is Topic}
        sender = Sender(people["moderator"], people["administrator"], topics)
        for name, rows in IDEAS.items():
            sender.send(IdeaCallPage.objects.get(pk=pages[name]), rows)
        page_cache.drop_all()


def add_picture(name):
    """Put a drawing into the library and return its key."""
    title, alt = PICTURES[name]
    picture = CustomImage(title=title.da, description=alt.da, credit=CREDIT, is_drawing=True)
    # Stored first: a new file would be cleaned of metadata that our drawings do not have. The
    # name is new each time: Wagtail's task that deletes an earlier file may still be waiting.
    storage = CustomImage._meta.get_field("file").storage
    content = ContentFile((FOLDER / f"{name}.png").read_bytes())
    picture.file = storage.save(
        picture.get_upload_to(f"eksempel-{name}-{token_hex(4)}.png"), content
    )
    picture._set_image_file_metadata()
    picture.file.close()
    picture.save()
    DemoObject.objects.note(picture)
    return picture.pk


def add_snippets():
    """Make contacts, topics and neighbourhoods in both languages; return the Danish by name."""
    danish = Locale.objects.get(language_code="da")
    made = {}
    for model, described in (
        (Contact, everywhere.CONTACTS),
        (Topic, {key: {"name": name, "slug": key} for key, name in everywhere.TOPICS.items()}),
        (
            Neighbourhood,
            {key: {"name": name, "slug": key} for key, name in everywhere.NEIGHBOURHOODS.items()},
        ),
    ):
        for key, content in described.items():
            row = model.objects.create(locale=danish, **in_language(content, "da"))
            english = in_language(content, "en")
            other = translate(row, lambda twin, words=english: foundation.set_fields(twin, words))
            DemoObject.objects.note(row)
            DemoObject.objects.note(other)
            made[model, key] = row
    return made


def relate(pages, snippets):
    """Give the projects their contacts, topics and neighbourhoods."""
    for name, (model, _parent, content) in PAGES.items():
        if model is not ProjectPage:
            continue
        project = ProjectPage.objects.get(pk=pages[name])
        project.contacts = [snippets[Contact, key] for key in content["contacts"]]
        project.topics = [snippets[Topic, key] for key in content["topics"]]
        project.neighbourhoods = [snippets[Neighbourhood, key] for key in content["neighbourhoods"]]
        project.save_revision().publish()


def set_notice(notice):
    """Say on every page that examples are shown, or stop saying so."""
    texts = SiteTexts.objects.filter(locale__language_code="da").first()
    english = SiteTexts.objects.filter(locale__language_code="en").first()
    if not (texts and english):
        return
    texts.notice = notice.da
    texts.save()

    def words(twin):
        for name, value in everywhere.SITE_TEXTS.items():
            if isinstance(value, T):
                setattr(twin, name, getattr(english, name) or getattr(twin, name))
        twin.notice = notice.en

    translate(texts, words)


def set_social_image(pk):
    """Choose the picture shown with links to pages without one."""
    chosen = SiteSettings.for_site(Site.objects.get(is_default_site=True))
    chosen.social_image_id = pk
    chosen.save()


@quiet_log()
@transaction.atomic
def remove(say, *, with_foreign=False):
    """Take the example content out and leave the foundation. Does nothing where there is none.

    What visitors sent to example calls goes with them. Raises `ForeignContentError` when editors
    have put pages of their own below example pages, or when visitors have sent something and
    `with_foreign` is not set.
    """
    foundation.lay(say)
    if not is_loaded():
        return
    pages = Page.objects.filter(pk__in=DemoObject.objects.keys(Page))
    sent = Contribution.objects.filter(page__in=pages)
    refuse_foreign(pages, sent, with_foreign=with_foreign)
    say(f"Ideas: {sent.count()}")
    remove_contributions(sent)
    say(f"Pages: {pages.count()}")
    remove_pages(pages)
    say("Pictures, contacts, topics, neighbourhoods and accounts")
    for model in (Contact, Topic, Neighbourhood, CustomImage, User):
        remove_rows(model)
    restore_foundation()
    DemoObject.objects.all().delete()
    String.objects.filter(segments=None, translations=None).delete()
    page_cache.drop_all()


def refuse_foreign(pages, sent, *, with_foreign):
    """Raise `ForeignContentError` if something that is no example would go along."""
    keys = DemoObject.objects.keys(Page)
    below = [
        page.title for parent in pages for page in parent.get_descendants() if page.pk not in keys
    ]
    if below:
        raise ForeignContentError(
            "These pages lie below example pages. Move or delete them first: " + ", ".join(below)
        )
    examples = DemoObject.objects.keys(Contribution)
    foreign = sent.exclude(pk__in=examples).count()
    if foreign and not with_foreign:
        raise ForeignContentError(
            f"Visitors have sent {foreign} ideas to example calls. They would be deleted too."
        )


def remove_contributions(sent):
    """Delete contributions with their files, log entries and all that hangs on them."""
    keys = list(sent.values_list("pk", flat=True))
    names = [name for names in sent.values_list("photo", "photo_small") for name in names if name]
    names += Attachment.objects.filter(contribution__in=keys).values_list("file", flat=True)
    logs_of(Contribution, keys).delete()
    sent.update(merged_into=None)
    sent.delete()
    delete_files(Contribution._meta.get_field("photo").storage, names)


def delete_files(storage, names):
    """Delete files once the rows that point at them are gone for good."""
    transaction.on_commit(lambda: [storage.delete(name) for name in names])


def remove_pages(pages):
    """Delete pages, the deepest first, with their log entries and translation data."""
    keys = list(pages.values_list("pk", flat=True))
    forget_translations(pages.values_list("translation_key", flat=True))
    for page in pages.order_by("-depth", "-path").specific():
        page.refresh_from_db()
        page.delete()
    PageLogEntry.objects.filter(page_id__in=keys).delete()


def remove_rows(model):
    """Delete the example rows of a model with their log entries and translation data."""
    rows = model.objects.filter(pk__in=DemoObject.objects.keys(model))
    if model is CustomImage:
        # Wagtail leaves files to a task; without a worker they would stay.
        renditions = CustomRendition.objects.filter(image__in=rows)
        names = [*rows.values_list("file", flat=True), *renditions.values_list("file", flat=True)]
        delete_files(CustomImage._meta.get_field("file").storage, names)
    logs_of(model, list(rows.values_list("pk", flat=True))).delete()
    if hasattr(model, "translation_key"):
        forget_translations(rows.values_list("translation_key", flat=True))
    for row in rows:
        row.delete()


def forget_translations(keys):
    """Delete what wagtail-localize keeps about objects."""
    objects = TranslatableObject.objects.filter(translation_key__in=list(keys))
    StringTranslation.objects.filter(context__object__in=objects).delete()
    TranslationSource.objects.filter(object__in=objects).delete()
    objects.delete()


def forget_unused(source):
    """Delete translations of words that an object no longer says."""
    said = StringSegment.objects.filter(
        source=source, context=OuterRef("context"), string=OuterRef("translation_of")
    )
    known = StringTranslation.objects.filter(context__object=source.object)
    known.filter(~Exists(said)).delete()
    places = TranslationContext.objects.filter(object=source.object, translations=None)
    for model in (StringSegment, TemplateSegment, RelatedObjectSegment, OverridableSegment):
        places = places.exclude(pk__in=model.objects.filter(source=source).values("context"))
    places.delete()


def restore_foundation():
    """Undo what the examples wrote over the foundation, except where editors wrote since."""
    written = Revision.objects.filter(pk__in=DemoObject.objects.keys(Revision))
    for revision in written.order_by("pk"):
        earlier = Revision.objects.filter(
            base_content_type=revision.base_content_type,
            object_id=revision.object_id,
            pk__lt=revision.pk,
        ).latest("pk")
        restore(revision, earlier)
    written.delete()
    if SiteTexts.objects.filter(notice=everywhere.NOTICE.da).exists():
        set_notice(T("", ""))
    for model in (HomePage, ProjectIndexPage, StandardPage, NavigationMenu, SiteTexts):
        for instance in model.objects.filter(locale__language_code="da"):
            forget_unused(TranslationSource.update_or_create_from_instance(instance)[0])


def restore(written, earlier):
    """Give the fields of a page that still are as written their earlier values."""
    page = Page.objects.get(pk=written.object_id).specific
    current = page.get_latest_revision_as_object()
    now, then, before = (
        comparable(instance.serializable_data())
        for instance in (current, written.as_object(), earlier.as_object())
    )
    earlier_page = earlier.as_object()
    for field in current._meta.get_fields():
        name = field.name
        if name in RESTORED and now.get(name) == then.get(name) != before.get(name):
            setattr(current, field.attname, getattr(earlier_page, field.attname))
    current.save_revision().publish()


def comparable(data):
    """Return the fields of a page with streams unpacked: a database may order their keys anew."""
    unpacked = dict(data)
    for name, value in data.items():
        if isinstance(value, str) and value.startswith("["):
            with suppress(ValueError):
                unpacked[name] = json.loads(value)
    return unpacked

"""Thin builders: what a test needs, with as few rows and words as possible.

Each returns a saved object and takes the fields that matter to the test as keywords.
"""

import itertools
from datetime import timedelta
from io import BytesIO

from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from django.utils.text import slugify
from PIL import Image
from wagtail.documents import get_document_model
from wagtail.models import Locale, Page, Site

from accounts.models import User
from contributions.models import Contribution, Kind, ModerationScope, State
from core.models import CustomImage
from home.models import HomePage, StandardPage
from projects.models import (
    ConsultationKind,
    ConsultationPage,
    IdeaCallPage,
    ProjectIndexPage,
    ProjectPage,
    ProjectUpdatePage,
)

PASSWORD = "en lang sætning til prøver"
numbers = itertools.count(1)


# --- Pages ------------------------------------------------------------------------------


def language(code):
    """Return the locale of a language, made if the site does not have it yet."""
    return Locale.objects.get_or_create(language_code=code)[0]


def page(model, parent, **fields):
    """Add a published page under another, in the language of that one."""
    fields.setdefault("title", f"{model._meta.verbose_name} {next(numbers)}".capitalize())
    fields.setdefault("slug", slugify(fields["title"]))
    fields.setdefault("locale", parent.locale)
    instance = model(**fields)
    parent.add_child(instance=instance)
    return instance


def home(code="da", **fields):
    """Return the home page of a language; the Danish one is the root of the site."""
    present = HomePage.objects.filter(locale__language_code=code).first()
    if present:
        return present
    danish = None if code == "da" else home()
    if danish:
        fields.setdefault("translation_key", danish.translation_key)
    fields = {"title": "Samskab", "slug": f"samskab-{code}", "locale": language(code), **fields}
    made = page(HomePage, Page.get_first_root_node(), **fields)
    if danish is None:
        Site.objects.update_or_create(
            is_default_site=True,
            defaults={"hostname": "localhost", "port": 80, "root_page": made},
        )
        Site.clear_site_root_paths_cache()
    return made


def standard_page(parent=None, **fields):
    """Return a page of text."""
    return page(StandardPage, parent or home(), **fields)


def project_index(parent=None, **fields):
    """Return the list of projects under a home page."""
    parent = parent or home()
    return parent.get_children().type(ProjectIndexPage).specific().first() or page(
        ProjectIndexPage, parent, **{"title": "Projekter", **fields}
    )


def project(parent=None, **fields):
    """Return a project."""
    return page(ProjectPage, parent or project_index(), **fields)


def project_update(parent=None, **fields):
    """Return something that happened in a project."""
    return page(ProjectUpdatePage, parent or project(), **fields)


def idea_call(parent=None, **fields):
    """Return a call for ideas, open since yesterday and for a month."""
    now = timezone.now()
    defaults = {
        "opens_at": now - timedelta(days=1),
        "closes_at": now + timedelta(days=30),
        "participation_promise": "Vi læser alle idéer og svarer.",
        "slug": f"idéer-på-havnen-{next(numbers)}",
    }
    return page(IdeaCallPage, parent or project(), **{**defaults, **fields})


def consultation(parent=None, **fields):
    """Return a consultation without a lawful minimum, open since yesterday and for a month."""
    now = timezone.now()
    weeks = fields.pop("minimum_weeks", 0)
    kind = ConsultationKind.objects.filter(minimum_weeks=weeks).first()
    defaults = {
        "consultation_kind": kind,
        "opens_at": now - timedelta(days=1),
        "closes_at": now + timedelta(days=30),
        "participation_promise": "Alle svar bliver læst, før der bliver besluttet noget.",
    }
    return page(ConsultationPage, parent or project(), **{**defaults, **fields})


def translated(original, parent, **fields):
    """Return the version of a page in the language of `parent`."""
    settings = {
        name: getattr(original, name)
        for name in ("opens_at", "closes_at", "participation_promise", "consultation_kind")
        if hasattr(original, name)
    }
    return page(
        type(original),
        parent,
        **{
            **settings,
            "title": f"{original.title} ({parent.locale.language_code})",
            "translation_key": original.translation_key,
            **fields,
        },
    )


# --- What people bring -------------------------------------------------------------------


def contribution(call=None, **fields):
    """Return an idea, published unless told otherwise."""
    call = call or idea_call()
    number = next(numbers)
    fields.setdefault("state", State.PUBLISHED)
    if fields["state"] == State.PUBLISHED:
        fields.setdefault("published_at", timezone.now())
    defaults = {"title": f"En idé {number}", "text": f"Idéens ord {number}.", "language": "da"}
    return Contribution.objects.create(page_id=call.canonical.pk, **{**defaults, **fields})


def comment(about, **fields):
    """Return a comment on a contribution, published unless told otherwise."""
    fields = {"kind": Kind.COMMENT, "title": "", "text": f"En mening {next(numbers)}.", **fields}
    return contribution(about.page.specific, about=about, **fields)


def picture_bytes(width=40, height=30, color="#2443D0", image_format="JPEG", **options):
    """Return the bytes of a small picture in one colour."""
    buffer = BytesIO()
    Image.new("RGB", (width, height), color).save(buffer, image_format, **options)
    return buffer.getvalue()


def upload(name="photo.jpg", content=None, content_type="image/jpeg"):
    """Return a picture as a form receives it."""
    return SimpleUploadedFile(name, content or picture_bytes(), content_type)


def picture(**fields):
    """Return a picture in the library."""
    file = ImageFile(ContentFile(picture_bytes()), name=f"picture-{next(numbers)}.jpg")
    return CustomImage.objects.create(**{"title": "Et billede", "file": file, **fields})


def document(**fields):
    """Return a file in the library."""
    file = ContentFile(b"Ord", name=f"document-{next(numbers)}.txt")
    return get_document_model().objects.create(**{"title": "Et dokument", "file": file, **fields})


# --- People ----------------------------------------------------------------------------------


def user(email=None, *, groups=(), password=PASSWORD, **fields):
    """Return somebody who can sign in: the address is confirmed."""
    address = email or f"person{next(numbers)}@example.org"
    person = User.objects.create_user(address, password, **fields)
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    for name in groups:
        person.groups.add(Group.objects.get(name=name))
    return person


def superuser(**fields):
    """Return an administrator."""
    return user(is_staff=True, is_superuser=True, **fields)


def moderator(scope=None, **fields):
    """Return somebody who moderates: the whole site, or one page and all under it."""
    if scope is None:
        return user(groups=["Moderators"], **fields)
    group = Group.objects.create(name=f"Moderators {next(numbers)}")
    group.permissions.set(Group.objects.get(name="Moderators").permissions.all())
    ModerationScope.objects.create(group=group, page=Page.objects.get(pk=scope.pk))
    return user(groups=[group.name], **fields)

"""Turning the example texts into pages: block data, links, pictures and translations.

Both languages are built from one description and share the keys of their blocks, so the
English texts can be handed to wagtail-localize string by string: editors meet English pages
as translations like any other, complete and in step with the Danish ones.
"""

import json
import re
import uuid
from datetime import date

from django.core.exceptions import ImproperlyConfigured
from wagtail.fields import StreamField
from wagtail.models import Locale, Page
from wagtail_localize.models import (
    StringSegment,
    StringTranslation,
    Translation,
    TranslationSource,
)
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from demo.content.pictures import PICTURES
from demo.content.words import Day, Link, Shown, in_language

BLOCK_KEYS = uuid.UUID("5f0d5f4e-7f0a-4f53-9a6e-3b1f6f4c1c11")
PAGE_LINK = re.compile(r'<a data-page="([\w-]+)">')
RELATIONS = ("contacts", "topics", "neighbourhoods")
STREAM_FIELDS = {
    "phases": ("phase", ("title", "starts", "ends", "text")),
    "lessons": ("lesson", ("title", "text")),
    "next_steps": ("step", ("title", "text")),
    "ways": ("way", ("kind", "title", "text", "page", "to_form")),
}


class Writer:
    """Writes one language of the example content, knowing all pages and pictures by name."""

    def __init__(self, language, *, pages, pictures):
        self.language = language
        self.pages = pages
        self.pictures = pictures

    def fields(self, model, content, key):
        """Return the values of a model's fields, ready to be set on an instance."""
        said = in_language(content, self.language)
        values = {}
        for name, value in said.items():
            if name in RELATIONS:
                continue
            field = model._meta.get_field(name)
            if isinstance(field, StreamField):
                values[name] = json.dumps(self.stream(name, value, f"{key}.{name}"))
            elif name == "picture":
                values["picture_id"] = self.pictures.get(value)
                values["picture_alt"] = self.alt(value) if value in self.pictures else ""
            elif isinstance(value, Link):
                values[f"{name}_id"] = self.pages[value.key]
            elif isinstance(value, Day):
                has_time = field.get_internal_type() == "DateTimeField"
                values[name] = value.moment if has_time else value.date
            else:
                values[name] = self.html(value)
        return values

    def stream(self, name, value, key):
        """Return a StreamField's blocks as it stores them, each with a key that never changes."""
        if name in STREAM_FIELDS:
            kind, names = STREAM_FIELDS[name]
            value = [(kind, dict(zip(names, row, strict=True))) for row in value]
        return [
            {
                "type": kind,
                "value": self.block(kind, block, f"{key}.{number}"),
                "id": str(uuid.uuid5(BLOCK_KEYS, f"{key}.{number}")),
            }
            for number, (kind, block) in enumerate(value)
        ]

    def block(self, kind, value, key):
        """Return the value of one block as it is stored."""
        if kind == "gallery":
            return {"pictures": self.items([self.picture(shown) for shown in value], key)}
        if kind == "image":
            return self.picture(value)
        if kind == "question":
            return {**self.plain(value), "choices": self.items(value["choices"], f"{key}.choices")}
        if kind == "button":
            return {"text": value["text"], "page": self.pages[value["page"].key], "url": ""}
        if isinstance(value, list):
            return self.items([self.plain(item) for item in value], key)
        return self.plain(value)

    def items(self, values, key):
        """Return the items of a ListBlock as it stores them."""
        return [
            {
                "type": "item",
                "value": value,
                "id": str(uuid.uuid5(BLOCK_KEYS, f"{key}.items.{number}")),
            }
            for number, value in enumerate(values)
        ]

    def plain(self, value):
        """Return words, dates and links as JSON takes them."""
        if isinstance(value, dict):
            return {name: self.plain(item) for name, item in value.items()}
        if isinstance(value, Day):
            return value.date.isoformat()
        if isinstance(value, date):
            return value.isoformat()
        if isinstance(value, Link):
            return self.pages[value.key]
        return self.html(value)

    def picture(self, shown: Shown):
        """Return a picture block."""
        return {
            "image": {
                "image": self.pictures[shown.name],
                "alt_text": self.alt(shown.name),
                "decorative": False,
            },
            "caption": in_language(shown.caption, self.language),
        }

    def alt(self, name):
        """Return what a picture shows."""
        return in_language(PICTURES[name][1], self.language)

    def html(self, value):
        """Make links to example pages real; leave all else as it is."""
        if not isinstance(value, str):
            return value
        return PAGE_LINK.sub(
            lambda match: f'<a linktype="page" id="{self.pages[match[1]]}">', value
        )


def publish(instance):
    """Save an object; a page gets a revision and goes live."""
    if isinstance(instance, Page):
        instance.save_revision().publish()
    else:
        instance.save()


def translate(instance, words, language="en"):
    """Give an object its version in another language, through the translation memory.

    `words` sets the other language's words on a copy of the instance. What differs from the
    source is stored as manual translations, then the version is built from them. Raises
    `ImproperlyConfigured` where the two languages are not built alike.
    """
    locale = Locale.objects.get(language_code=language)
    source, _created = TranslationSource.update_or_create_from_instance(instance)
    twin = source.as_instance()
    is_page = isinstance(instance, Page)
    existing = instance.get_translation_or_none(locale)
    if existing and is_page:
        twin.slug = existing.slug
    words(twin)
    if is_page and not existing:
        # With its own address from the start, publishing leaves no redirect behind.
        copy = instance.copy_for_translation(locale)
        copy.slug = twin.slug
        address = copy.set_url_path(copy.get_parent())
        Page.objects.filter(pk=copy.pk).update(slug=twin.slug, url_path=address)
    strings = {}
    for segment in extract_segments(twin):
        if isinstance(segment, StringSegmentValue):
            strings.setdefault(segment.path, []).append(segment.string.data)
    segments = StringSegment.objects.filter(source=source).select_related("context", "string")
    spoken = []
    for segment in segments.order_by("order"):
        remaining = strings.get(segment.context.path)
        if not remaining:
            raise ImproperlyConfigured(
                f"No {language} words for {instance!r}, {segment.context.path}: "
                f"{segment.string.data}"
            )
        spoken.append(
            StringTranslation(
                translation_of=segment.string,
                context=segment.context,
                locale=locale,
                data=remaining.pop(0),
                translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL,
            )
        )
    StringTranslation.objects.bulk_create(spoken, ignore_conflicts=True)
    if any(strings.values()):
        raise ImproperlyConfigured(f"{instance!r} says more in {language}: {strings}")
    Translation.objects.get_or_create(source=source, target_locale=locale)
    # Publishing on commit would come after everything that builds on the translated page.
    translated = source.create_or_update_translation(locale, publish=not is_page)[0]
    if is_page:
        translated.get_latest_revision().publish()
        translated.refresh_from_db()
    return translated

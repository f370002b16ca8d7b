"""Model fields used across the site."""

from wagtail import fields


class StreamField(fields.StreamField):
    """A StreamField whose block definitions stay out of migrations.

    Blocks change often and never touch the database schema; writing them into migrations
    makes those grow without end. The price: a data migration sees an empty stream, so it
    must go through `QuerySet.update` or `wagtail.blocks.migrations`, never `save()`.
    """

    def deconstruct(self):
        name, path, _args, kwargs = super().deconstruct()
        kwargs.pop("block_lookup", None)
        return name, path, [[]], kwargs

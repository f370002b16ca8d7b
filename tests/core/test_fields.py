"""Model fields used across the site, and how forms are drawn."""

from wagtail import blocks

from core.fields import StreamField
from core.forms import SiteFormRenderer


def test_block_definitions_stay_out_of_migrations():
    field = StreamField([("text", blocks.TextBlock())], blank=True, verbose_name="words")
    name, path, args, kwargs = field.deconstruct()
    assert (name, path, args) == (None, "core.fields.StreamField", [[]])
    assert kwargs == {"blank": True, "verbose_name": "words"}


def test_fields_are_drawn_by_the_sites_own_template():
    assert SiteFormRenderer().field_template_name == "components/field.html"

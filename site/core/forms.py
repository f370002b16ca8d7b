"""How forms on the public site are drawn, and the fields that several of them have."""

from django import forms
from django.forms.renderers import TemplatesSetting


class SiteFormRenderer(TemplatesSetting):
    """Draw each field as label, hint, error and control, one below the other."""

    field_template_name = "components/field.html"


class OneLineField(forms.CharField):
    """Text on one line, whatever was pasted into it."""

    def to_python(self, value):
        """Make one space of every line break and run of spaces."""
        return " ".join(super().to_python(value).split())

"""How forms on the public site are drawn."""

from django.forms.renderers import TemplatesSetting


class SiteFormRenderer(TemplatesSetting):
    """Draw each field as label, hint, error and control, one below the other."""

    field_template_name = "components/field.html"

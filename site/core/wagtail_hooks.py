"""The words and lists that editors look after, and how long data is kept."""

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.tables import Column, LocaleColumn
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from core.models import (
    Contact,
    NavigationMenu,
    Neighbourhood,
    RetentionRule,
    SiteTexts,
    Topic,
)


class TermViewSet(SnippetViewSet):
    """Words that pages are sorted by."""

    list_display = ["name", "slug", LocaleColumn()]
    search_fields = ["name", "slug"]
    copy_view_enabled = False


class TopicViewSet(TermViewSet):
    """What projects are about."""

    model = Topic
    icon = "tag"


class NeighbourhoodViewSet(TermViewSet):
    """Where projects are."""

    model = Neighbourhood
    icon = "site"


class ContactViewSet(SnippetViewSet):
    """Whom to ask, by role."""

    model = Contact
    icon = "user"
    list_display = ["role", "about", "email", "phone", LocaleColumn()]
    search_fields = ["role", "about", "email"]
    copy_view_enabled = False


class NavigationMenuViewSet(SnippetViewSet):
    """The links at the top and the foot of every page."""

    model = NavigationMenu
    icon = "list-ul"
    list_display = ["__str__", LocaleColumn()]
    copy_view_enabled = False


class SiteTextsViewSet(SnippetViewSet):
    """The words on every page."""

    model = SiteTexts
    icon = "pilcrow"
    list_display = ["__str__", "tagline", "notice", LocaleColumn()]
    copy_view_enabled = False


class WordsAndListsGroup(SnippetViewSetGroup):
    """One menu for all of them."""

    items = (
        TopicViewSet,
        NeighbourhoodViewSet,
        ContactViewSet,
        NavigationMenuViewSet,
        SiteTextsViewSet,
    )
    menu_label = _("Words and lists")
    menu_icon = "snippet"
    menu_order = 400


register_snippet(WordsAndListsGroup)


class RetentionRuleViewSet(ModelViewSet):
    """How long personal data is kept, and why."""

    model = RetentionRule
    name = "retention-rules"
    icon = "history"
    menu_order = 630
    add_to_settings_menu = True
    copy_view_enabled = False
    list_display = [
        "__str__",
        Column("purpose", label=_("Why we keep it")),
        "months",
        "counted_from",
        "legal_hold",
    ]

    def get_common_view_kwargs(self, **kwargs):
        """An engine brings its rule along; making or deleting one would change nothing."""
        hidden = {"add_url_name": None, "delete_url_name": None}
        return super().get_common_view_kwargs(**{**hidden, **kwargs})

    def get_urlpatterns(self):
        """Only what can be done has an address."""
        return [
            pattern
            for pattern in super().get_urlpatterns()
            if pattern.name not in {"add", "delete"}
        ]


@hooks.register("register_admin_viewset")
def register_retention_rules():
    """Open the rules under the settings."""
    return RetentionRuleViewSet()


@hooks.register("insert_global_admin_css")
def add_admin_styles():
    """Let the admin be used without script, also on a narrow screen."""
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin.css"))

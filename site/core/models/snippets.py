"""Small texts shared by many pages: topics, neighbourhoods, contacts, navigation, footer."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.models import Orderable, TranslatableMixin
from wagtail_localize.fields import SynchronizedField, TranslatableField

from core.kinds import Kind


class Term(TranslatableMixin, models.Model):
    """A word that pages are sorted by; pages point at the Danish row, readers see theirs."""

    name = models.CharField(_("name"), max_length=80)
    slug = models.SlugField(_("word in addresses"), max_length=80)

    panels = ["name", "slug"]
    translatable_fields = [
        TranslatableField("name"),
        SynchronizedField("slug", overridable=False),
    ]

    class Meta(TranslatableMixin.Meta):
        abstract = True
        ordering = ["name"]

    def __str__(self):
        return self.name


class Topic(Term):
    """What a project is about: the harbour, children and young people, health."""

    class Meta(Term.Meta):
        verbose_name = _("topic")
        verbose_name_plural = _("topics")


class Neighbourhood(Term):
    """Where it happens: a part of a town or a village."""

    class Meta(Term.Meta):
        verbose_name = _("neighbourhood")
        verbose_name_plural = _("neighbourhoods")


class Portrait(models.TextChoices):
    """Drawn faces for contacts; people are shown by role, never by photo."""

    GLASSES = "1", _("Short hair and glasses")
    CURLS = "2", _("Curly hair")
    LONG_HAIR = "3", _("Long hair")


class Contact(TranslatableMixin, models.Model):
    """Somebody to ask, by role: Project Lead, Culture Consultant."""

    role = models.CharField(_("role"), max_length=80)
    about = models.CharField(
        _("ask about"), max_length=160, help_text=_("For example: about time, money and drawings.")
    )
    email = models.EmailField(_("e-mail address"), blank=True)
    phone = models.CharField(_("telephone"), max_length=30, blank=True)
    hours = models.CharField(_("telephone hours"), max_length=120, blank=True)
    portrait = models.CharField(
        _("drawn face"), max_length=1, choices=Portrait, default=Portrait.GLASSES
    )

    panels = [
        "role",
        "about",
        FieldRowPanel(["email", "phone"]),
        "hours",
        "portrait",
    ]
    translatable_fields = [
        TranslatableField("role"),
        TranslatableField("about"),
        TranslatableField("hours"),
        SynchronizedField("email", overridable=False),
        SynchronizedField("phone", overridable=False),
        SynchronizedField("portrait", overridable=False),
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("contact")
        verbose_name_plural = _("contacts")
        ordering = ["role"]

    def __str__(self):
        return self.role

    def clean(self):
        """A contact that cannot be reached is none."""
        super().clean()
        if not (self.email or self.phone):
            raise ValidationError(_("Give an e-mail address or a telephone number."))


class NavigationMenu(TranslatableMixin, ClusterableModel):
    """The slips at the top edge or the links at the foot, in one language."""

    class Place(models.TextChoices):
        HEADER = "header", _("Top of the page")
        FOOTER = "footer", _("Foot of the page")

    place = models.CharField(_("place"), max_length=10, choices=Place)

    panels = [
        "place",
        InlinePanel("items", heading=_("Links"), label=_("Link"), max_num=8),
    ]
    translatable_fields = [
        SynchronizedField("place", overridable=False),
        TranslatableField("items"),
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("menu")
        verbose_name_plural = _("menus")
        constraints = [models.UniqueConstraint(fields=["place", "locale"], name="one_menu_a_place")]

    def __str__(self):
        return self.get_place_display()


class NavigationItem(TranslatableMixin, Orderable):
    """One link of a menu: to a page, which follows the reader's language, or to an address."""

    menu = ParentalKey(NavigationMenu, on_delete=models.CASCADE, related_name="items")
    label = models.CharField(_("text"), max_length=40)
    page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("page"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
    )
    url = models.CharField(_("or an address"), max_length=200, blank=True)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.SKY)

    panels = ["label", "page", "url", "kind"]
    translatable_fields = [
        TranslatableField("label"),
        SynchronizedField("page"),
        SynchronizedField("url"),
        SynchronizedField("kind", overridable=False),
    ]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("link")
        verbose_name_plural = _("links")

    def __str__(self):
        return self.label

    def clean(self):
        """A link leads to exactly one place."""
        super().clean()
        if bool(self.page_id) == bool(self.url):
            raise ValidationError(_("Choose a page or write an address, not both."))


class SiteTexts(TranslatableMixin, models.Model):
    """The words on every page of one language: tagline, notice, footer, how to reach us."""

    tagline = models.CharField(_("words beside the name"), max_length=60, blank=True)
    notice = models.CharField(
        _("notice on every page"),
        max_length=200,
        blank=True,
        help_text=_("For example about maintenance. Leave it empty to show none."),
    )
    footer_text = models.TextField(_("text at the foot"), blank=True)
    phone = models.CharField(_("telephone"), max_length=30, blank=True)
    hours = models.CharField(_("telephone hours"), max_length=120, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    address = models.CharField(_("postal address"), max_length=200, blank=True)

    panels = [
        "tagline",
        "notice",
        "footer_text",
        FieldRowPanel([FieldPanel("phone"), FieldPanel("hours")]),
        "email",
        "address",
    ]
    translatable_fields = [
        TranslatableField("tagline"),
        TranslatableField("notice"),
        TranslatableField("footer_text"),
        TranslatableField("hours"),
        TranslatableField("address"),
        SynchronizedField("phone"),
        SynchronizedField("email"),
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("words on every page")
        verbose_name_plural = _("words on every page")

    def __str__(self):
        return str(self._meta.verbose_name)

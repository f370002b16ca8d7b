"""What a page class declares to let people bring something to it."""

from django.core.exceptions import ValidationError
from django.db import models
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail_localize.fields import SynchronizedField

from contributions import views
from contributions.models import Contribution, ParticipationLevel

TAKE_PART = {"da": "deltag/", "en": "take-part/"}
RESERVED_SLUGS = {"deltag", "take-part", "ide", "idea"}


class InvitesContributions(RoutablePageMixin, models.Model):
    """A page that asks people for something, from a first to a last moment.

    Times and switches are read from the canonical page in every language, so that a
    deadline moved in Danish holds in English at once.
    """

    opens_at = models.DateTimeField(_("opens"))
    closes_at = models.DateTimeField(
        _("closes"), null=True, blank=True, help_text=_("Leave it empty for open all year round.")
    )
    participation_level = models.CharField(
        _("level of participation"),
        max_length=10,
        choices=ParticipationLevel,
        default=ParticipationLevel.CONSULT,
    )
    participation_promise = models.TextField(
        _("what will be done with it"),
        max_length=300,
        help_text=_("One sentence you can keep: who reads it, when, and what it can change."),
    )
    asks_place = models.BooleanField(_("ask for a place"), default=True)
    asks_photo = models.BooleanField(_("ask for a photo or drawing"), default=True)
    asks_name = models.BooleanField(_("ask what to call people"), default=True)

    contribution_kind = None

    participation_panels = [
        MultiFieldPanel([FieldRowPanel(["opens_at", "closes_at"])], heading=_("When")),
        MultiFieldPanel(
            [FieldPanel("participation_level"), FieldPanel("participation_promise")],
            heading=_("How much people decide"),
        ),
        MultiFieldPanel(["asks_place", "asks_photo", "asks_name"], heading=_("What the form asks")),
    ]
    synchronized_settings = [
        SynchronizedField(name, overridable=False)
        for name in (
            "opens_at",
            "closes_at",
            "participation_level",
            "asks_place",
            "asks_photo",
            "asks_name",
        )
    ]

    class Meta:
        abstract = True

    def clean(self):
        """A call that ends before it begins is a slip of the pen."""
        super().clean()
        if self.opens_at and self.closes_at and self.closes_at <= self.opens_at:
            raise ValidationError({"closes_at": _("Choose a time after the opening.")})

    @property
    def is_open(self):
        """Whether people can send something now, by the server's clock."""
        rules, now = self.canonical, timezone.now()
        return rules.opens_at <= now and (rules.closes_at is None or now < rules.closes_at)

    @property
    def is_coming(self):
        """Whether it has not opened yet."""
        return timezone.now() < self.canonical.opens_at

    @property
    def next_change_at(self):
        """The next moment at which the page looks different by itself, or None."""
        now = timezone.now()
        moments = [self.canonical.opens_at, self.canonical.closes_at]
        return min((moment for moment in moments if moment and moment > now), default=None)

    @property
    def take_part_url(self):
        """The short address of the form, in this page's language."""
        return self.url + TAKE_PART[self.locale.language_code]

    def contributions(self):
        """Return everything people have brought here, in whatever language."""
        return Contribution.objects.filter(page_id=self.canonical.pk)

    @path(TAKE_PART["da"], name="take_part")
    @path(TAKE_PART["en"], name="take_part_en")
    def take_part(self, request):
        """Show the form and take what is sent."""
        request.page_suffixes = TAKE_PART
        return views.take_part(request, self)

    @path("ide/<int:pk>/", name="contribution")
    @path("idea/<int:pk>/", name="contribution_en")
    def contribution(self, request, pk):
        """Show one published contribution."""
        shown = get_object_or_404(self.contributions().published(), pk=pk)
        request.page_suffixes = {code: contribution_suffix(shown, code) for code in TAKE_PART}
        return views.contribution(request, self, shown)

    def get_contribution_url(self, contribution):
        """Return the public address of a contribution, in this page's language."""
        return self.url + contribution_suffix(contribution, self.locale.language_code)


def contribution_suffix(contribution, language):
    """Return the part of the address below the page."""
    return f"{'ide' if language == 'da' else 'idea'}/{contribution.pk}/"

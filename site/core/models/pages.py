"""What every page has: a summary, a picture, a kind, answers above the fold, its languages."""

from dataclasses import dataclass

from django.conf import settings
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import Page, PageViewRestriction
from wagtail.search import index

from core import fragments, queries
from core.addresses import absolute
from core.kinds import Kind
from core.slugs import AddressForm, refuse_taken


@dataclass(frozen=True)
class Slip:
    """A tear-off slip under the poster: a question and its short answer."""

    label: str
    text: str


@dataclass(frozen=True)
class Action:
    """The one ink slip of a page: what to do, and where."""

    label: str
    url: str


class BasePage(Page):
    """A page of the site, in one language.

    Every page exists once a language. The *canonical* version (Danish, or the only one there
    is) decides; the others supply words.
    """

    summary = models.TextField(
        _("summary"),
        max_length=300,
        blank=True,
        help_text=_("One or two plain sentences. Shown on the board, in search and when shared."),
    )
    picture = models.ForeignKey(
        "core.CustomImage",
        verbose_name=_("picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    picture_alt = models.CharField(
        _("what the picture shows"),
        max_length=250,
        blank=True,
        help_text=_("For people who do not see it. Leave it empty if the picture is decoration."),
    )

    kind = Kind.SKY
    # Words that lead to something else below this page's address.
    reserved_slugs = frozenset()
    base_form_class = AddressForm

    content_panels = [
        *Page.content_panels,
        "summary",
        MultiFieldPanel(["picture", "picture_alt"], heading=_("Picture")),
    ]
    search_fields = [
        *Page.search_fields,
        index.SearchField("summary"),
        index.AutocompleteField("summary"),
    ]

    class Meta:
        abstract = True

    def clean(self):
        """An address that leads elsewhere would make the page unreachable."""
        super().clean()
        if self.depth:
            refuse_taken(self.slug, self.get_parent())

    @property
    def kind_label(self):
        """The word beside the cut form; pages of no kind have none."""
        return "" if self.kind == Kind.SKY else Kind(self.kind).label

    @property
    def slips(self):
        """The short answers under the poster; pages that ask nothing of anybody have none."""
        return []

    @property
    def action(self):
        """The ink slip, or None."""
        return None

    @cached_property
    def versions(self):
        """All language versions of this page, live or not, itself among them."""
        pages = type(self)._default_manager.filter(translation_key=self.translation_key)
        return list(pages.select_related("locale", "picture"))

    @cached_property
    def canonical(self):
        """The version of this page that decides, and that people's contributions belong to."""
        danish = settings.LANGUAGE_CODE
        if self.locale.language_code == danish:
            return self
        return next((page for page in self.versions if page.locale.language_code == danish), self)

    @cached_property
    def trail(self):
        """The pages above this one, from the home page down."""
        return list(self.get_ancestors().filter(depth__gte=2)) if self.depth > 2 else []

    def get_url(self, request=None, current_site=None):
        """Return the address of this page, worked out once for all who ask in the same place."""
        here = fragments.current_request()
        if current_site or (request and request is not here):
            return super().get_url(request, current_site)
        return fragments.kept(lambda: super(BasePage, self).get_url(here), "url", self.url_path)

    # Wagtail's property is bound to Wagtail's method.
    url = property(get_url)

    def get_view_restrictions(self):
        """Return what keeps this page or one above it private, without another look at those.

        As Wagtail does it, an alias is as private as its source.
        """
        private = queries.private_paths()
        if not private:
            return PageViewRestriction.objects.none()
        keys, is_private = set(), self.path.startswith(private)
        for page in (self, *self.trail):
            while page.alias_of_id:
                page, is_private = page.alias_of, True
            keys.add(page.pk)
        if not is_private:
            return PageViewRestriction.objects.none()
        return PageViewRestriction.objects.filter(page_id__in=keys)

    def get_json_ld(self, request):
        """Return what search engines read about this page, as schema.org data."""
        return {
            "@context": "https://schema.org",
            "@type": "WebPage",
            "name": self.title,
            "description": self.search_description or self.summary,
            "inLanguage": self.locale.language_code,
            "url": absolute(self.get_url(request)),
        }


class AnswersMixin(models.Model):
    """The answers a page gives before it invites: what, whether I can, until when."""

    answer_what = models.CharField(
        _("What is it?"), max_length=120, blank=True, help_text=_("One short sentence.")
    )
    answer_join = models.CharField(
        _("Can I take part?"), max_length=120, blank=True, help_text=_("Begin with yes or no.")
    )
    answer_until = models.CharField(
        _("Until when?"), max_length=120, blank=True, help_text=_("A date, or what happens next.")
    )

    answers_panel = MultiFieldPanel(
        [FieldPanel("answer_what"), FieldRowPanel(["answer_join", "answer_until"])],
        heading=_("Three short answers under the poster"),
    )

    class Meta:
        abstract = True

    @property
    def slips(self):
        """The answers that have been written, in their fixed order."""
        answers = [
            Slip(_("What is it?"), self.answer_what or self.summary),
            Slip(_("Can I take part?"), self.answer_join),
            Slip(_("Until when?"), self.answer_until),
        ]
        return [slip for slip in answers if slip.text]

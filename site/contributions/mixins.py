"""What a page class declares to let people bring something to it."""

from datetime import timedelta
from urllib.parse import unquote

from django.core.exceptions import ValidationError
from django.db import models
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path, re_path
from wagtail_localize.fields import SynchronizedField

from contributions import queries, views
from contributions.blocks import QuestionBlock
from contributions.models import Contribution, Kind, ParticipationLevel, Progress, State, WhoMay
from contributions.views import asking
from contributions.words import wording_of
from core.fields import StreamField
from core.queries import is_shown
from core.text import days_left

TAKE_PART = {"da": "deltag/", "en": "take-part/"}
CONTRIBUTION = {
    Kind.IDEA: {"da": "ide/", "en": "idea/"},
    Kind.RESPONSE: {"da": "svar/", "en": "response/"},
}
CONTRIBUTION_WORDS = [word for words in CONTRIBUTION.values() for word in words.values()]
# A key (18 digits fit every database) after any of the words of a language; which word is a
# page's own, `_own_address` sees to.
ONE = {
    code: rf"^(?:{'|'.join(words[code] for words in CONTRIBUTION.values())})(?P<pk>[0-9]{{1,18}})/"
    for code in ("da", "en")
}
COMMENT = {"da": "kommentar/", "en": "comment/"}
REPORT = {"da": "anmeld/", "en": "report/"}
DATA = {"da": "data/", "en": "data/"}
PREVIEW_FORM = "form"


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
    asks_email = models.BooleanField(_("ask for an e-mail address"), default=True)
    asks_age_band = models.BooleanField(_("ask for the age"), default=False)
    asks_on_behalf = models.BooleanField(_("ask on whose behalf people write"), default=False)
    asks_attachments = models.BooleanField(_("take files"), default=False)
    is_anonymous = models.BooleanField(
        _("ask for no name, e-mail address or account at all"),
        default=False,
        help_text=_("The way for children and young people. It overrules what is chosen above."),
    )
    who_may = models.CharField(
        _("who may send something"), max_length=10, choices=WhoMay, default=WhoMay.ANYONE
    )
    publishes = models.BooleanField(_("show what people send, once it is approved"), default=True)
    shows_names = models.BooleanField(_("show the names people give"), default=True)
    allows_supports = models.BooleanField(_("let people support an idea"), default=True)
    allows_comments = models.BooleanField(_("let people comment"), default=True)
    # A place chosen is stored by its block's id, as an answer is by its question's.
    places = StreamField(
        [("place", blocks.CharBlock(label=_("Place"), max_length=120))],
        verbose_name=_("places to choose from"),
        blank=True,
        help_text=_("People can always use their own words instead."),
    )
    questions = StreamField(
        [("question", QuestionBlock())], verbose_name=_("questions of its own"), blank=True
    )

    contribution_kind = None
    # Whether people are heard in a case: then they are told first what becomes of their words,
    # choose whether their name is shown, and need no title.
    is_hearing = False
    longest_text = 5000
    # With how many days left their number is worth a band of its own.
    longest_countdown = 31
    # For how long after the deadline a form is taken that was opened before it.
    grace = timedelta(0)
    reserved_slugs = frozenset(
        word.strip("/") for word in (*TAKE_PART.values(), *CONTRIBUTION_WORDS, *DATA.values())
    )

    participation_panels = [
        MultiFieldPanel([FieldRowPanel(["opens_at", "closes_at"])], heading=_("When")),
        MultiFieldPanel(
            [FieldPanel("participation_level"), FieldPanel("participation_promise")],
            heading=_("How much people decide"),
        ),
        MultiFieldPanel(
            [
                "questions",
                "asks_place",
                "places",
                FieldRowPanel(["asks_photo", "asks_attachments"]),
            ],
            heading=_("What the form asks, besides a title and a text"),
        ),
        MultiFieldPanel(
            [
                FieldPanel(
                    "who_may",
                    help_text=_(
                        "Everybody is the rule. Ask for more only where it has to be known who "
                        "takes part: it keeps people away."
                    ),
                ),
                "is_anonymous",
                FieldRowPanel(["asks_name", "asks_email"]),
                FieldRowPanel(
                    [
                        FieldPanel(
                            "asks_age_band",
                            help_text=_(
                                "Roughly, never the date of birth. The name of anybody under 15 "
                                "is not shown."
                            ),
                        ),
                        FieldPanel(
                            "asks_on_behalf",
                            help_text=_("Oneself, an association, a company or a group."),
                        ),
                    ]
                ),
            ],
            heading=_("Who takes part"),
        ),
        MultiFieldPanel(
            [
                FieldPanel(
                    "publishes",
                    help_text=_(
                        "Otherwise only those who moderate read it, and the form says so. There "
                        "is then no list, no support and no comment."
                    ),
                ),
                "shows_names",
                FieldRowPanel(["allows_supports", "allows_comments"]),
            ],
            heading=_("What others see and do"),
        ),
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
            "asks_email",
            "asks_age_band",
            "asks_on_behalf",
            "asks_attachments",
            "is_anonymous",
            "who_may",
            "publishes",
            "shows_names",
            "allows_supports",
            "allows_comments",
        )
    ]

    class Meta:
        abstract = True

    def clean(self):
        """Refuse settings that contradict each other."""
        super().clean()
        errors = {}
        if self.opens_at and self.closes_at and self.closes_at <= self.opens_at:
            errors["closes_at"] = _("Choose a time after the opening.")
        if self.is_anonymous and self.who_may != WhoMay.ANYONE:
            errors["who_may"] = _(
                "A form that asks for no address and no account is open to everybody. Choose "
                "that, or ask people who they are."
            )
        elif self.who_may == WhoMay.EMAIL and not self.asks_email:
            errors["asks_email"] = _(
                "Nobody can confirm an address without writing one. Ask for it, or let everybody "
                "take part."
            )
        if errors:
            raise ValidationError(errors)

    @property
    def admits(self):
        """Who may send something: everybody where nobody is asked who they are."""
        rules = self.canonical
        return WhoMay.ANYONE if rules.is_anonymous else WhoMay(rules.who_may)

    @property
    def can_i_join(self):
        """The short answer to whether the reader may take part, as the settings have it."""
        if self.canonical.is_anonymous:
            return _("Yes, everybody. We do not ask who you are.")
        return {
            WhoMay.ANYONE: _("Yes, everybody. Without an account, with or without a name."),
            WhoMay.EMAIL: _("Yes, everybody who has an e-mail address. Without an account."),
            WhoMay.ACCOUNT: _("Yes, everybody who signs in with an account."),
        }[self.admits]

    @property
    def preview_modes(self):
        """Besides the page itself, its form can be looked at before anybody else sees it."""
        return [*super().preview_modes, (PREVIEW_FORM, _("The form"))]

    def serve_preview(self, request, mode_name):
        """Show the form with the questions of the draft, or the page."""
        if mode_name == PREVIEW_FORM:
            return asking.preview_form(request, self)
        return super().serve_preview(request, mode_name)

    @property
    def is_open(self):
        """Whether people can send something now, by the server's clock."""
        rules, now = self.canonical, timezone.now()
        if rules is not self and not rules.live and rules.first_published_at:
            return False
        return rules.opens_at <= now and (rules.closes_at is None or now < rules.closes_at)

    def takes_what_began(self, opened_at):
        """Whether a form is taken now that was shown at `opened_at` (aware, or None if unknown).

        While the page is open all are; shortly after the deadline those opened before it.
        """
        if self.is_open:
            return True
        rules, now = self.canonical, timezone.now()
        is_down = rules is not self and not rules.live and rules.first_published_at
        if is_down or opened_at is None or rules.closes_at is None:
            return False
        return rules.opens_at <= opened_at < rules.closes_at and now < rules.closes_at + self.grace

    @property
    def is_counting_down(self):
        """Whether so few days are left that their number is shown large."""
        closes_at = self.canonical.closes_at
        is_near = closes_at is not None and days_left(closes_at) <= self.longest_countdown
        return is_near and self.is_open

    @property
    def grace_minutes(self):
        """For how many minutes after the deadline an open form is still taken."""
        return self.grace // timedelta(minutes=1)

    @property
    def wording(self):
        """What people bring here is called, in whole phrases."""
        return wording_of(self.contribution_kind)

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

    def takes_comments_on(self, contribution):
        """Whether people can say something about a contribution now: while the page is open."""
        rules = self.canonical
        return (
            self.is_open
            and rules.publishes
            and rules.allows_comments
            and contribution.about_id is None
            and contribution.state == State.PUBLISHED
        )

    def takes_supports_on(self, contribution):
        """Whether people can support a contribution now: until it is done or declined.

        That the page has closed does not matter: what is asked for can still be wished for.
        """
        rules = self.canonical
        return (
            rules.publishes
            and rules.allows_supports
            and contribution.about_id is None
            and contribution.state == State.PUBLISHED
            and contribution.progress not in {Progress.DONE, Progress.DECLINED}
        )

    def contributions(self):
        """Return everything people have brought here, in whatever language."""
        return Contribution.objects.filter(page_id=self.canonical.pk)

    def public_contributions(self, request):
        """Return what may be shown on this page; nothing where the canonical page is hidden.

        Wagtail has checked this page itself before serving it.
        """
        return self._for_public(request).published()

    def public_comments(self, request):
        """Return the comments that may be shown beneath the contributions of this page."""
        return self._for_public(request).published_comments()

    def _for_public(self, request):
        rules = self.canonical
        if not rules.publishes or (rules is not self and not is_shown(rules, request)):
            return Contribution.objects.none()
        return self.contributions()

    @path(TAKE_PART["da"], name="take_part")
    @path(TAKE_PART["en"], name="take_part_en")
    def take_part(self, request):
        """Show the form and take what is sent."""
        elsewhere = self._own_address(request, TAKE_PART)
        if elsewhere is None and self.admits == WhoMay.ACCOUNT and self._has_to_sign_in(request):
            return asking.sign_in_first(request, self)
        return elsewhere or views.take_part(request, self)

    def form_again(self, request, view, _args, _kwargs):
        """Return the form with what was typed when it came without proof of who sent it.

        None where it was sent to another address of this page, or only after signing in.
        """
        has_account = self.admits != WhoMay.ACCOUNT or not self._has_to_sign_in(request)
        if view != self.take_part or not has_account:
            return None
        return views.form_again(request, self)

    @re_path(f"{ONE['da']}$", name="contribution")
    @re_path(f"{ONE['en']}$", name="contribution_en")
    def contribution(self, request, pk):
        """Show one published contribution; lead from one that is joined with another to that."""
        published = self.public_contributions(request)
        shown = published.counting_joined().filter(pk=pk).first()
        if shown is None:
            joined = Contribution.objects.filter(pk=pk, state=State.MERGED)
            shown = get_object_or_404(published, pk__in=joined.values("merged_into"))
            return redirect(self.get_contribution_url(shown))
        suffixes = self._suffixes_below(shown.pk)
        return self._own_address(request, suffixes) or views.contribution(request, self, shown)

    @path(DATA["da"], name="data")
    def data(self, request):
        """Offer what has been published here as data."""
        return self._own_address(request, DATA) or views.data_page(request, self)

    @path(f"{DATA['da']}<slug:kind>/", name="data_file")
    def data_file(self, request, kind):
        """Hand out what has been published here as a file of a kind."""
        return views.data_file(request, self, kind)

    @re_path(f"{ONE['da']}{COMMENT['da']}$", name="comment")
    @re_path(f"{ONE['en']}{COMMENT['en']}$", name="comment_en")
    def comment(self, request, pk):
        """Take a comment on a published contribution."""
        shown = get_object_or_404(self.public_contributions(request), pk=pk)
        suffixes = self._suffixes_below(shown.pk, COMMENT)
        return self._own_address(request, suffixes) or views.comment(request, self, shown)

    @re_path(f"{ONE['da']}{REPORT['da']}$", name="report")
    @re_path(f"{ONE['en']}{REPORT['en']}$", name="report_en")
    def report(self, request, pk):
        """Let somebody tell that a published contribution or comment should not be shown."""
        rows = self.public_contributions(request) | self.public_comments(request)
        shown = get_object_or_404(rows, pk=pk)
        suffixes = self._suffixes_below(shown.pk, REPORT)
        return self._own_address(request, suffixes) or views.report(request, self, shown)

    def _has_to_sign_in(self, request):
        return self.is_open and not request.user.is_authenticated

    @property
    def _contribution_words(self):
        return CONTRIBUTION.get(self.contribution_kind, CONTRIBUTION[Kind.IDEA])

    def _suffixes_below(self, pk, words=None):
        return {
            code: f"{word}{pk}/{words[code] if words else ''}"
            for code, word in self._contribution_words.items()
        }

    def _own_address(self, request, suffixes):
        """Tell the language switch what follows the page's address; lead other words to ours."""
        request.page_suffixes = suffixes
        own = self.get_url(request) + suffixes[self.locale.language_code]
        if request.method in {"GET", "HEAD"} and request.path != unquote(own):
            query = request.META["QUERY_STRING"]
            return redirect(f"{own}?{query}" if query else own)
        return None

    def get_contribution_url(self, contribution):
        """Return the public address of a contribution, in this page's language.

        A comment is read beneath the idea it is about.
        """
        if contribution.about_id is None:
            return self.get_address_of(contribution.pk)
        address = self.get_address_of(contribution.shown_beneath)
        return address + queries.place_of_comment(contribution)

    def get_address_of(self, pk):
        """Return the public address of the contribution with this key, in this page's language."""
        return self.url + self._suffixes_below(pk)[self.locale.language_code]

    def get_data_url(self, kind=""):
        """Return the address of the data of this page, or of a file of a kind."""
        return self.url + DATA[self.locale.language_code] + (f"{kind}/" if kind else "")

    def get_comment_url(self, contribution):
        """Return the address of the form that takes a comment on a contribution."""
        return self.get_contribution_url(contribution) + COMMENT[self.locale.language_code]

    def get_report_url(self, contribution):
        """Return the address of the form that reports a contribution or a comment."""
        suffixes = self._suffixes_below(contribution.pk, REPORT)
        return self.url + suffixes[self.locale.language_code]

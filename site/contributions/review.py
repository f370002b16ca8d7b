"""What an author is told before sending: how it will look, and what in it seems private."""

import hashlib
from collections import Counter
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from contributions import services
from contributions.services.scanning import may_be_public
from core import privacy_scan
from core.privacy_scan import FindingKind
from core.templatetags.look import carried

CHOICE_PREFIX = "private-"
ADMINISTRATION_ONLY = "administration_only"

SENTENCES = {
    FindingKind.CPR: gettext_lazy("There seems to be a CPR number %(where)s."),
    FindingKind.EMAIL: gettext_lazy("There is an e-mail address %(where)s."),
    FindingKind.PHONE: gettext_lazy("There is a phone number %(where)s."),
}
PLACES = {
    "title": gettext_lazy("in the title"),
    "text": gettext_lazy("in your text"),
    "place": gettext_lazy("in the place"),
    "name": gettext_lazy("in your name"),
    "on_behalf_of": gettext_lazy("in the name of those for whom you write"),
}


class Choice(TextChoices):
    """What an author wants done with something private."""

    LEAVE_OUT = "leave_out", gettext_lazy("Leave it out for the public")
    SHOW = "show", gettext_lazy("It may be shown")


@dataclass(frozen=True)
class Told:
    """Something private in one of the texts, and what its author wants done with it.

    `name` is that of its choice in the form. It follows from the words, not from where they
    stand: what was chosen holds while the rest of the text changes.
    """

    name: str
    kind: FindingKind
    field: str
    start: int
    end: int
    words: str
    sentence: str
    chosen: str

    @property
    def choices(self):
        """The choices as value, words and whether it is chosen; to leave it out comes first."""
        labels = dict(Choice.choices)
        if self.kind == FindingKind.CPR:
            labels[Choice.SHOW] = _("It is no CPR number")
        chosen = self.chosen or Choice.LEAVE_OUT
        return [(value, label, value == chosen) for value, label in labels.items()]


@dataclass(frozen=True)
class ToldOfFile:
    """Something private in an attachment."""

    words: str
    sentence: str


class Review:
    """A valid form as its author sees it before sending."""

    def __init__(self, form):
        self.form = form
        self.publishes = form.page.canonical.publishes
        self.contribution = services.draft(form.page, self.fields)

    @property
    def carried(self):
        """What was sent, without the choices that the page shows."""
        return [(name, value) for name, value in carried(self.form) if not _is_choice(name)]

    @property
    def public(self):
        """What everybody would see."""
        return self.contribution.public_view()

    @property
    def administration_only(self):
        """Whether the author wants it shown to nobody but the administration."""
        return self.publishes and ADMINISTRATION_ONLY in self.form.data

    @cached_property
    def findings(self):
        """What seems private in the texts that would be shown, in the order of the form."""
        if not self.publishes:
            return []
        unreviewed = services.draft(self.form.page, self.form.cleaned_data)
        return [
            told
            for field, text in unreviewed.written_texts.items()
            if may_be_public(unreviewed, field)
            for told in self._told(field, text)
        ]

    @cached_property
    def file_findings(self):
        """What seems private in the attachments, each once."""
        found = {
            ToldOfFile(
                text[finding.start : finding.end],
                SENTENCES[finding.kind]
                % {"where": _("in the file “%(name)s”") % {"name": holder.original_name}},
            ): None
            for holder in self.form.kept_attachments
            for text in (holder.original_name, holder.text)
            for finding in privacy_scan.scan(text)
        }
        return list(found)

    @property
    def is_answered(self):
        """Whether the author has been told of all there is, and has chosen what to do with it."""
        return self.administration_only or all(
            told.chosen in Choice.values for told in self.findings
        )

    @cached_property
    def fields(self):
        """What services store: the form's fields, and what its author chose."""
        redactions = {}
        for told in self.findings:
            if told.chosen != Choice.SHOW:
                redactions.setdefault(told.field, []).append([told.start, told.end])
        return {
            **self.form.cleaned_data,
            "administration_only": self.administration_only,
            "redactions": {
                field: privacy_scan.merge_spans(spans) for field, spans in redactions.items()
            },
        }

    @property
    def only_ours(self):
        """What is not shown to others, as label and words."""
        private = [
            (given["question"], given["answer"])
            for given in self.contribution.form_data.values()
            if not given["is_public"]
        ]
        labels = {
            "email": _("Your e-mail address"),
            "cvr": _("CVR number"),
            "age_band": _("How old you are"),
        }
        if not self.contribution.show_name:
            labels["name"] = _("Your name")
        values = {
            "email": self.contribution.email,
            "cvr": self.contribution.cvr,
            "name": self.contribution.name,
            "age_band": self.contribution.get_age_band_display(),
        }
        if self.contribution.protected_address:
            private.append((_("Protected name and address"), _("Yes")))
        return [
            *private,
            *((label, values[name]) for name, label in labels.items() if values[name]),
        ]

    @cached_property
    def photo(self):
        """The photo as a data address, small; nothing where there is none or it cannot be read."""
        kept = self.form.kept_photo
        try:
            return services.preview_of(kept) if kept else ""
        except services.StorageFailed:
            return ""

    def _told(self, field, text):
        seen = Counter()
        where = PLACES.get(field) or self._in_answer(field)
        for finding in privacy_scan.scan(text):
            words = text[finding.start : finding.end]
            seen[words] += 1
            name = _name_of(field, finding.kind, words, seen[words])
            yield Told(
                name=name,
                kind=finding.kind,
                field=field,
                start=finding.start,
                end=finding.end,
                words=words,
                sentence=SENTENCES[finding.kind] % {"where": where},
                chosen=self.form.data.get(name, ""),
            )

    def _in_answer(self, field):
        key = field.removeprefix("form_data.")
        question = self.form.cleaned_data["form_data"][key]["question"]
        return _("in your answer to “%(question)s”") % {"question": question}


def chosen_before(data):
    """Return what was chosen in an earlier review as name and value, for a form to carry along."""
    return [(name, value) for name, value in data.items() if _is_choice(name)]


def _is_choice(name):
    return name == ADMINISTRATION_ONLY or name.startswith(CHOICE_PREFIX)


def _name_of(field, kind, words, number):
    told = "\n".join([field, kind, words, str(number)])
    return CHOICE_PREFIX + hashlib.sha256(told.encode()).hexdigest()[:16]

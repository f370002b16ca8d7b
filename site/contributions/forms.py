"""The short form by which somebody brings an idea."""

import uuid

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from contributions import queries, services
from core.forms import SiteFormRenderer


class OneLineField(forms.CharField):
    """Text on one line, whatever was pasted into it."""

    def to_python(self, value):
        """Make one space of every line break and run of spaces."""
        return " ".join(super().to_python(value).split())


class ContributionForm(forms.Form):
    """What a page asks people.

    `token` names this sending of the form. The photo is kept from the first attempt on;
    `photo_kept` says which one the form holds, since a browser never fills in a file again.
    """

    default_renderer = SiteFormRenderer

    token = forms.UUIDField(widget=forms.HiddenInput)
    photo_kept = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)
    title = OneLineField(
        label=_("What shall we call your idea?"),
        help_text=_("A few words will do, for example “A table for everybody”."),
        max_length=120,
        error_messages={"required": _("Give your idea a short name.")},
    )
    text = forms.CharField(
        label=_("Tell us about your idea"),
        help_text=_("Who is it good for? Spelling does not matter. Write in your own language."),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 7}),
        error_messages={"required": _("Write a little about your idea. One sentence is enough.")},
    )
    place = OneLineField(
        label=_("Where should it be?"),
        help_text=_("In your own words: by the old crane, on our street."),
        max_length=120,
        required=False,
    )
    photo = forms.FileField(
        label=_("Drawing or photo"),
        help_text=_("At most 10 MB. Ask first if there are other people in the picture."),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/*"}),
    )
    name = OneLineField(
        label=_("What shall we call you?"),
        help_text=_("A first name, your age or “a neighbour”. It is shown beside the idea."),
        max_length=80,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
    )
    email = forms.EmailField(
        label=_("Your e-mail address"),
        help_text=_("Only so that we can answer. We never show it."),
        max_length=254,
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "invalid": _("The address must look like name@example.com. Check it, or leave it out.")
        },
    )

    def __init__(self, page, data=None, files=None, **kwargs):
        if data is not None:
            data = data.copy()
            data["token"] = _token_in(data)
        super().__init__(data, files, **kwargs)
        self.page = page
        rules = page.canonical
        for name, is_asked in (
            ("place", rules.asks_place),
            ("photo", rules.asks_photo),
            ("photo_kept", rules.asks_photo),
            ("name", rules.asks_name),
        ):
            if not is_asked:
                del self.fields[name]
        if not self.is_bound:
            self.initial.setdefault("token", uuid.uuid4())

    @classmethod
    def without_photo(cls, page, data):
        """Return the form as it was typed, with nothing said about errors and no photo."""
        token = _token_in(data)
        services.drop_upload(token)
        return cls(page, initial={**data.dict(), "token": token, "photo_kept": ""})

    @property
    def kept_photo(self):
        """The photo of an earlier attempt to send this form, or None."""
        if "photo_kept" not in self.fields:
            return None
        return services.find_photo(self["token"].value(), self["photo_kept"].value())

    @property
    def retention(self):
        """How long we keep who sent it, in words."""
        return queries.retention_words(self.page)

    @property
    def written(self):
        """What was typed so far, as label and words, to be read or copied."""
        return [
            (field.label, field.value())
            for field in self
            if not field.is_hidden and field.name != "photo" and field.value()
        ]

    def clean(self):
        """Keep the photo whatever else is wrong, so that nobody has to choose it twice."""
        data = super().clean()
        photo = data.pop("photo", None)
        if photo:
            try:
                data["photo_kept"] = self._keep(photo)
            except ValidationError as error:
                self.add_error("photo", error)
        elif data.get("photo_kept") and not self.kept_photo:
            self.say_photo_is_gone()
        return data

    def _keep(self, photo):
        if not self.page.is_open:
            return services.digest_of(photo)
        self.data["photo_kept"] = services.keep_upload(self.cleaned_data["token"], photo)
        return self.data["photo_kept"]

    def say_photo_is_gone(self):
        """Tell that the photo has to be chosen again, and let the form go on without it."""
        self.data["photo_kept"] = ""
        self.add_error(
            "photo",
            _("We no longer have your picture. Choose it again, or send the idea without it."),
        )


def _token_in(data):
    """Return the form's token; a new one when it is missing or was tampered with."""
    try:
        return uuid.UUID(data.get("token", ""))
    except ValueError:
        return uuid.uuid4()

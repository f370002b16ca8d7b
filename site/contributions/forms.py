"""The short form by which somebody brings an idea."""

import uuid

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from contributions import services
from contributions.models import PendingUpload
from core.forms import SiteFormRenderer


class ContributionForm(forms.Form):
    """What a page asks people; the photo is kept from the first attempt to send it."""

    default_renderer = SiteFormRenderer

    token = forms.UUIDField(widget=forms.HiddenInput)
    title = forms.CharField(
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
    place = forms.CharField(
        label=_("Where should it be?"),
        help_text=_("In your own words: by the old crane, on our street."),
        max_length=120,
        required=False,
    )
    photo = forms.FileField(
        label=_("Drawing or photo"),
        help_text=_("At most 10 MB. Ask first if there are other people in the picture."),
        required=False,
        widget=forms.ClearableFileInput(attrs={"accept": "image/*"}),
    )
    name = forms.CharField(
        label=_("What shall we call you?"),
        help_text=_("A first name, your age or “a neighbour”."),
        max_length=80,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
    )
    show_name = forms.BooleanField(label=_("Show it beside the idea"), required=False)
    email = forms.EmailField(
        label=_("Your e-mail address"),
        help_text=_("Only so that we can answer. We never show it."),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "invalid": _("The address must look like name@example.com. Check it, or leave it out.")
        },
    )

    def __init__(self, page, *args, **kwargs):
        super().__init__(*args, **kwargs)
        rules = page.canonical
        for name, is_asked in (
            ("place", rules.asks_place),
            ("photo", rules.asks_photo),
            ("name", rules.asks_name),
            ("show_name", rules.asks_name),
        ):
            if not is_asked:
                del self.fields[name]
        if not self.is_bound:
            self.initial.setdefault("token", uuid.uuid4())

    @property
    def kept_photo(self):
        """The photo of an earlier attempt to send this form, or None."""
        token = self.data.get("token") if self.is_bound else self.initial.get("token")
        try:
            return PendingUpload.objects.filter(token=uuid.UUID(str(token))).first()
        except ValueError:
            return None

    def clean(self):
        """Keep the photo whatever else is wrong, so that nobody has to choose it twice."""
        data = super().clean()
        token, photo = data.get("token"), data.pop("photo", None)
        if token and "remove_photo" in self.data:
            services.drop_upload(token)
        if token and photo:
            try:
                services.keep_upload(token, photo)
            except ValidationError as error:
                self.add_error("photo", error)
        return data

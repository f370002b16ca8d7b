"""The files of a form: kept from the first attempt on, whatever else is wrong with it."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from contributions import services
from core.attachments import ACCEPT
from core.templatetags.look import file_size

MOST_ATTACHMENTS = 5
# Of all attachments of one form together; what one may weigh is `ATTACHMENT_MAX_BYTES`.
MOST_BYTES = 25 * 1024 * 1024
FILE_FIELDS = ("photo", "attachments")


class SeveralFilesInput(forms.FileInput):
    """The browser's own control, for several files at once."""

    allow_multiple_selected = True


class AttachmentsField(forms.Field):
    """Files of any kind that we take; each is looked at by the form, by its name."""

    widget = SeveralFilesInput(attrs={"accept": ACCEPT})

    def __init__(self, **kwargs):
        kwargs.setdefault("label", gettext_lazy("Files"))
        kwargs.setdefault(
            "help_text",
            gettext_lazy(
                "Up to 5 files: PDF, pictures or documents, at most 10 MB each. We look at them "
                "before others can see them."
            ),
        )
        super().__init__(required=False, **kwargs)


class DigestsField(forms.Field):
    """Which files the form holds already, as hidden values."""

    widget = hidden_widget = forms.MultipleHiddenInput

    def __init__(self, **kwargs):
        super().__init__(required=False, **kwargs)

    def to_python(self, value):
        """Return each value once, in order."""
        return list(dict.fromkeys(value or []))


class KeepsFiles:
    """Mixin of a form with a photo and attachments, and the hidden fields that speak of them.

    A browser never fills in a file again, so `photo_kept` and `attachments_kept` say which ones
    the form holds. With `is_only_shown` the form comes back as it was typed: files are kept and
    removed as its buttons say, and nothing is said about errors in the rest. With `finds_files`
    it takes up what was kept for it before, even if it does not know: somebody has gone back.
    """

    storage_failed = False

    def __init__(self, *args, is_only_shown=False, finds_files=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.is_only_shown, self.finds_files = is_only_shown, finds_files

    def full_clean(self):
        """Forget what is wrong where the form is only shown again."""
        super().full_clean()
        if self.is_only_shown:
            for name in [name for name in self._errors if name not in FILE_FIELDS]:
                del self._errors[name]

    def clean(self):
        """Keep the files, so that nobody has to choose one twice."""
        data = super().clean()
        if "photo" in self.fields:
            self._keep_photo(data, data.pop("photo", None))
        if "attachments" in self.fields:
            self._keep_attachments(data, data.pop("attachments", None) or [])
        return data

    # --- The photo ------------------------------------------------------------------------

    @property
    def kept_photo(self):
        """What holds the photo of an earlier attempt to send this form, or None."""
        if "photo_kept" not in self.fields:
            return None
        return services.find_photo(self["token"].value(), self["photo_kept"].value())

    def say_photo_is_gone(self):
        """Tell that the photo has to be chosen again, and let the form go on without it."""
        self._hold_photo(self.cleaned_data, "")
        self.add_error("photo", self.page.wording.photo_gone)

    def _keep_photo(self, data, photo):
        if "remove_photo" in self.data:
            services.drop_file(data["token"], data.get("photo_kept"))
            self._hold_photo(data, "")
        elif self.finds_files and not data.get("photo_kept"):
            self._hold_photo(data, services.pending_photo(data["token"]))
        if photo:
            self._try_to_keep("photo", photo, self._hold_new_photo)
        elif data.get("photo_kept") and not self.kept_photo:
            self.say_photo_is_gone()

    def _hold_new_photo(self, photo):
        token = self.cleaned_data["token"]
        keep = services.keep_upload if self.is_taken else _digest_only
        self._hold_photo(self.cleaned_data, keep(token, photo))

    def _hold_photo(self, data, digest):
        data["photo_kept"] = self.data["photo_kept"] = digest

    # --- Attachments ----------------------------------------------------------------------

    @property
    def kept_attachments(self):
        """What holds the attachments that this form has kept, in order."""
        if "attachments_kept" not in self.fields:
            return []
        digests = self["attachments_kept"].value() or []
        return list(services.find_attachments(self["token"].value(), digests).values())

    @property
    def kept_sizes(self):
        """The kept attachments with their sizes in bytes; 0 where that cannot be told just now."""
        return [(holder, _size_of(holder)) for holder in self.kept_attachments]

    def say_attachment_is_gone(self):
        """Tell that a file has to be chosen again, and let the form go on without it."""
        found = services.find_attachments(
            self.cleaned_data["token"], self.cleaned_data["attachments_kept"]
        )
        self._hold_attachments(list(found))
        self.add_error(
            "attachments",
            _("We no longer have one of your files. Choose it again, or send it without."),
        )

    def _keep_attachments(self, data, files):
        data.setdefault("attachments_kept", [])
        removed = self.data.get("remove_attachment")
        if removed in data["attachments_kept"]:
            services.drop_file(data["token"], removed)
            self._hold_attachments([one for one in data["attachments_kept"] if one != removed])
        if self.finds_files:
            pending = services.pending_attachments(data["token"])
            self._hold_attachments(list(dict.fromkeys([*data["attachments_kept"], *pending])))
        found = services.find_attachments(data["token"], data["attachments_kept"])
        if len(found) < len(data["attachments_kept"]):
            self.say_attachment_is_gone()
        for file in files:
            self._try_to_keep("attachments", file, self._hold_new_attachment, file.name)
        if len(self.cleaned_data["attachments_kept"]) > MOST_ATTACHMENTS:
            self._hold_attachments(self.cleaned_data["attachments_kept"][:MOST_ATTACHMENTS])

    def _hold_new_attachment(self, file):
        held = self.cleaned_data["attachments_kept"]
        digest = services.digest_of(file)
        if digest in held:
            return
        if len(held) >= MOST_ATTACHMENTS:
            raise ValidationError(
                _("There is room for %(number)d files. This one was left out.")
                % {"number": MOST_ATTACHMENTS}
            )
        if sum(map(services.size_of, self.kept_attachments)) + file.size > MOST_BYTES:
            raise ValidationError(
                _("All files together may be %(size)s. This one was left out.")
                % {"size": file_size(MOST_BYTES)}
            )
        if self.is_taken:
            services.keep_attachment(self.cleaned_data["token"], file)
        self._hold_attachments([*held, digest])

    def _hold_attachments(self, digests):
        self.cleaned_data["attachments_kept"] = digests
        self.data.setlist("attachments_kept", digests)

    # --- Both -----------------------------------------------------------------------------

    def say_storage_failed(self):
        """Tell that a file could not be stored just now; everything else is still there."""
        self.storage_failed = True
        self.add_error(None, _cannot_store())

    def _try_to_keep(self, field, file, keep, name=""):
        """Keep one file, or say what is wrong with it."""
        try:
            keep(file)
        except ValidationError as error:
            words = " ".join(error.messages)
        except services.StorageFailed:
            self.storage_failed = True
            words = str(_cannot_store())
        else:
            return
        self.add_error(field, f"{name}: {words}" if name else words)


def _cannot_store():
    return _(
        "We could not save your file just now. That is our fault, not yours. Wait a minute and "
        "send it again."
    )


def _digest_only(_token, photo):
    """Name a photo that is not kept, since the call is not open."""
    return services.digest_of(photo)


def _size_of(holder):
    try:
        return services.size_of(holder)
    except services.StorageFailed:
        return 0

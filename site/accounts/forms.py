"""How administrators make and change accounts in Wagtail's admin."""

from allauth.account.models import EmailAddress
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.users.forms import UserCreationForm, UserEditForm

from accounts import services


class PersonFormMixin:
    """An e-mail address is all an account needs; it counts as confirmed."""

    password_required = False

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("first_name", "last_name"):
            self.fields[name].required = False

    def clean_email(self):
        """Keep one spelling of each address, and each address with one person."""
        email = self.cleaned_data["email"].strip().lower()
        taken = EmailAddress.objects.filter(email=email, verified=True)
        if taken.exclude(user=self.instance.pk).exists():
            raise ValidationError(_("Somebody else has confirmed this address as theirs."))
        return email

    def save(self, commit=True):
        """Confirm the address of a new account, and of one whose address was changed."""
        is_new = self.instance.pk is None
        if is_new and not self.cleaned_data.get("password1"):
            self.instance.set_unusable_password()
        person = super().save(commit)
        if commit and (is_new or "email" in self.changed_data):
            services.vouch_for(person)
        return person


class PersonCreationForm(PersonFormMixin, UserCreationForm):
    """A new account; its owner signs in by a code until there is a password."""

    password1 = forms.CharField(
        label=_("Password"),
        required=False,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("Leave it empty: the person signs in with a code sent by e-mail."),
    )

    class Meta(UserCreationForm.Meta):
        pass


class PersonEditForm(PersonFormMixin, UserEditForm):
    """An account as it is."""

    class Meta(UserEditForm.Meta):
        pass

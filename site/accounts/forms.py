"""How administrators make and change accounts in Wagtail's admin."""

from allauth.account.models import EmailAddress
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.users.forms import UserCreationForm, UserEditForm

from accounts import services
from core.forms import SiteFormRenderer


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


class DeleteAccountForm(forms.Form):
    """What shall become of what was sent, and a proof that it is the person who asks."""

    default_renderer = SiteFormRenderer

    erases = forms.TypedChoiceField(
        label=_("What shall become of what you have sent us?"),
        choices=[
            ("", _("It stays. The private links go on working.")),
            ("yes", _("Take it all back, and delete it.")),
        ],
        coerce=bool,
        empty_value=False,
        required=False,
        widget=forms.RadioSelect,
    )

    def __init__(self, user, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user
        if user.has_usable_password():
            self.fields["proof"] = forms.CharField(
                label=_("Your password"),
                strip=False,
                widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
            )
        else:
            self.fields["proof"] = forms.EmailField(
                label=_("Write your e-mail address"),
                widget=forms.EmailInput(attrs={"autocomplete": "off"}),
            )

    def clean_proof(self):
        """A password where there is one; else the address, so that nothing happens by a slip."""
        proof = self.cleaned_data["proof"]
        if self.user.has_usable_password():
            if not self.user.check_password(proof):
                raise ValidationError(_("That is not your password."))
        elif proof.strip().lower() != self.user.email:
            raise ValidationError(_("That is not the address of this account."))
        return proof

"""People who can sign in: an e-mail address and as little else as possible."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts import services


class UserManager(BaseUserManager):
    """Creates people by e-mail address, and finds them whatever the capitals."""

    use_in_migrations = True

    def create_user(self, email, password=None, **fields):
        """Return a new, saved person. Raises `ValueError` without an address."""
        if not email:
            raise ValueError("A user needs an e-mail address.")
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email, password=None, **fields):
        """Return a new administrator, who can sign in at once: the address is confirmed."""
        fields = {**fields, "is_staff": True, "is_superuser": True}
        user = self.create_user(email, password, **fields)
        services.vouch_for(user)
        return user

    def get_by_natural_key(self, email):
        """Find a person by address, in whatever capitals it is typed."""
        return self.get(email__iexact=email)


class User(AbstractBaseUser, PermissionsMixin):
    """A person with an account; there is no user name anywhere."""

    email = models.EmailField(_("e-mail address"), unique=True)
    first_name = models.CharField(_("first name"), max_length=150, blank=True)
    last_name = models.CharField(_("last name"), max_length=150, blank=True)
    is_staff = models.BooleanField(_("staff"), default=False)
    is_active = models.BooleanField(
        _("active"), default=True, help_text=_("Switch it off instead of deleting the account.")
    )
    date_joined = models.DateTimeField(_("joined"), default=timezone.now)

    objects = UserManager()

    EMAIL_FIELD = "email"
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = []

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        constraints = [models.UniqueConstraint(Lower("email"), name="one_user_an_address")]

    def __str__(self):
        return self.get_full_name() or self.email

    def clean(self):
        """Addresses are kept in small letters, so that one person has one account."""
        super().clean()
        self.email = self.email.strip().lower()

    def get_full_name(self):
        """Return the name the person gave, or nothing."""
        return f"{self.first_name} {self.last_name}".strip()

    def get_short_name(self):
        """Return the first name, or nothing."""
        return self.first_name

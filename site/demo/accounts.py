"""The people one can sign in as to look around the example site."""

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group

from accounts.models import User
from demo.models import DemoObject

PASSWORD = "havnen-er-for-alle"  # noqa: S105

SIGN_INS = {
    "redaktoer@example.org": "Editor",
    "kulturkonsulent@example.org": "Culture consultant",
    "moderator@example.org": "Moderator",
    "administrator@example.org": "Administrator",
}
GROUPS = {
    "redaktoer@example.org": "Editors",
    "kulturkonsulent@example.org": "Culture consultants",
    "moderator@example.org": "Moderators",
}


def create_users():
    """Make one account a role, with a confirmed address; return the moderator."""
    hashed = make_password(PASSWORD)
    for email, role in SIGN_INS.items():
        is_administrator = email not in GROUPS
        user = User.objects.create(
            email=email,
            password=hashed,
            first_name=role,
            is_staff=is_administrator,
            is_superuser=is_administrator,
        )
        EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
        if not is_administrator:
            user.groups.add(Group.objects.get(name=GROUPS[email]))
        DemoObject.objects.note(user)
    return User.objects.get(email="moderator@example.org")

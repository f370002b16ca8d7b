"""The people one can sign in as to look around the example site."""

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group

from accounts.models import User
from contributions.models import DigestSetting
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
DIGESTS = {
    "redaktoer": DigestSetting.Frequency.WEEKLY,
    "moderator": DigestSetting.Frequency.DAILY,
}


def create_users():
    """Make one account a role, with a confirmed address; return them by what their address says.

    Those who moderate are told by mail what waits, each as often as people like it.
    """
    hashed = make_password(PASSWORD)
    people = {}
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
        people[email.partition("@")[0]] = user
    for name, frequency in DIGESTS.items():
        DigestSetting.objects.create(user=people[name], frequency=frequency)
    return people

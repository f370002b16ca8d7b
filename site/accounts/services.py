"""What is done to accounts."""

from django.db import transaction

from core.signals import person_leaves


def vouch_for(user):
    """Make a person's address confirmed, and the only one.

    For accounts made by an administrator or on the command line: whoever makes them answers
    for the address, and without a confirmed one nobody can sign in.
    """
    # The app of the addresses is loaded after the model of the people they belong to.
    from allauth.account.models import EmailAddress

    with transaction.atomic():
        EmailAddress.objects.filter(user=user).exclude(email=user.email).delete()
        EmailAddress.objects.update_or_create(
            user=user, email=user.email, defaults={"verified": True, "primary": True}
        )


def delete_account(user, *, erases):
    """Delete an account; with `erases` everything that was sent with it is forgotten too.

    What stays no longer belongs to anybody, but its private links go on working.
    """
    with transaction.atomic():
        person_leaves.send(sender=type(user), user=user, erases=erases)
        user.delete()

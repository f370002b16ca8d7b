"""How we speak to authors about what they sent: one sentence serves an idea and a comment."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from contributions.models import Kind, Progress, State

# Translators: these stand inside a sentence or begin it, always as who is spoken to would say it.
YOURS = {
    Kind.IDEA: gettext_lazy("your idea"),
    Kind.RESPONSE: gettext_lazy("your response"),
    Kind.COMMENT: gettext_lazy("your comment"),
    Kind.PROPOSAL: gettext_lazy("your proposal"),
}


def for_author(contribution):
    """Return what templates call a contribution when they speak to its author.

    `yours` is what it is ("your idea"), `named` tells it from others: its title, or what a
    comment is about as long as everybody may read that.
    """
    return {"yours": YOURS[Kind(contribution.kind)], "named": named(contribution)}


def named(contribution):
    """Name a contribution inside a sentence to its author.

    What looks like spam is not repeated: a machine writes it, to anybody's address.
    """
    if contribution.suspicion:
        return str(YOURS[Kind(contribution.kind)])
    if contribution.title:
        return quoted(contribution.title)
    about = contribution.about
    if about is None or about.state != State.PUBLISHED:
        return str(YOURS[Kind(contribution.kind)])
    return _("your comment on %(idea)s") % {"idea": quoted(about.public_view().title)}


def named_to_others(contribution):
    """Name a contribution to anybody but its author, in words that the public has read."""
    if contribution.kind == Kind.COMMENT:
        return _("a comment on an idea")
    if contribution.state == State.PUBLISHED:
        return quoted(contribution.public_view().title)
    return _("an idea")


def quoted(words):
    """Put quotation marks around a title, as the reader's language does."""
    return pgettext("quotation marks", "“%(words)s”") % {"words": words}


def what_happens_next(contribution, call):
    """Say to its author, in plain words, where a contribution stands and who moves next."""
    if contribution.awaits_confirmation and contribution.state == State.RECEIVED:
        return _(
            "We have sent you a mail. Open it and confirm your e-mail address: nobody reads "
            "what you sent before that."
        )
    if contribution.state == State.RECEIVED:
        return _waiting(contribution, call)
    return {
        State.PUBLISHED: _public(contribution, call),
        State.REJECTED: _("We have read it. Our answer stands below.")
        if contribution.administration_only
        else _("We have read it and do not show it. The reason stands below."),
        State.HIDDEN: _("It was shown, and we have taken it down. The reason stands below."),
        State.MERGED: _(
            "Somebody else had the same thought, so we have joined the two. What happens to the "
            "other one happens to yours."
        ),
        State.WITHDRAWN: _("You have taken it back. It is shown to nobody."),
    }[State(contribution.state)]


def _waiting(contribution, call):
    if contribution.administration_only:
        return _("Only people who work with it at the municipality read it. It is never shown.")
    if not call.canonical.publishes:
        return _("The municipality reads everything that is sent here. Nothing of it is shown.")
    if contribution.email:
        return _(
            "Somebody at the municipality reads it first, before anything is shown. We write to "
            "you when that has happened."
        )
    return _(
        "Somebody at the municipality reads it first, before anything is shown. Come back to "
        "this page to see how it goes."
    )


def _public(contribution, call):
    if not call.canonical.publishes:
        return _("The municipality has read it. Nothing that is sent here is shown.")
    if contribution.kind == Kind.COMMENT:
        return _("Everybody can read it beneath the idea.")
    return {
        Progress.DONE: _("It has become real. Thank you for speaking up!"),
        Progress.DECLINED: _("Everybody can read it. We have answered why it will not be done."),
    }.get(contribution.progress) or (
        _("Everybody can read it. We tell here how far it has come.")
        if contribution.progress
        else _("Everybody can read it. The municipality has not answered yet.")
    )

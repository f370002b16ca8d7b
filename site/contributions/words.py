"""What we call what people send, and how we speak to them about it.

Every phrase that differs between an idea and a response stands here; templates, forms and mails
ask the page's `wording` for it.
"""

from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy, pgettext

from contributions.models import Kind, Progress, State

# Translators: these stand inside a sentence or begin it, always as who is spoken to would say it.
YOURS = {
    Kind.IDEA: gettext_lazy("your idea"),
    Kind.RESPONSE: gettext_lazy("your response"),
    Kind.COMMENT: gettext_lazy("your comment"),
    Kind.PROPOSAL: gettext_lazy("your proposal"),
}


@dataclass(frozen=True)
class Wording:
    """What forms, lists and mails call one kind of contribution, in whole phrases.

    `counted` and the like are for one and for several, to be completed by `number`.
    """

    anchor: str
    form: str
    page_kind: str
    write: str
    list_heading: str
    list_order: str
    counted: str
    open_for: str
    closed: str
    closed_while_writing: str
    not_open_yet: str
    none_yet: str
    none_yet_hint: str
    nothing_shown: str
    none_shown: str
    none_answered: str
    none_match: str
    see_all: str
    show_all: str
    see_list: str
    see_others: str
    to_one: str
    send: str
    send_as_new: str
    forgotten_after: str
    as_data: str
    get_data: str
    data_counted: str
    report_question: str
    one_of: str
    title_label: str
    title_hint: str
    title_missing: str
    text_label: str
    text_hint: str
    text_missing: str
    name_label: str
    name_hint: str
    see_it: str
    is_shown: str
    taken_off: str
    not_shown: str
    photo_gone: str
    photo_alt: str


WORDINGS = {
    Kind.IDEA: Wording(
        anchor="ideas",
        form="hand",
        page_kind=gettext_lazy("Call for ideas"),
        write=gettext_lazy("Share an idea"),
        list_heading=gettext_lazy("Ideas"),
        list_order=gettext_lazy("Order of the ideas"),
        counted=ngettext_lazy("%(number)s idea", "%(number)s ideas", "number"),
        open_for=ngettext_lazy(
            "The call is open for %(all)s day.", "The call is open for %(all)s days.", "all"
        ),
        closed=gettext_lazy("The call has closed"),
        closed_while_writing=gettext_lazy(
            "The call closed while you were writing. Here is your text, so that you can copy it "
            "and send it to us in another way."
        ),
        not_open_yet=gettext_lazy("The call has not opened yet"),
        none_yet=gettext_lazy("No ideas yet"),
        none_yet_hint=gettext_lazy("Yours could be the first."),
        nothing_shown=gettext_lazy("No ideas are shown"),
        none_answered=gettext_lazy("No idea has been answered yet"),
        none_shown=gettext_lazy("The call has closed, and none of its ideas can be seen."),
        none_match=gettext_lazy("No ideas match all of that"),
        see_all=gettext_lazy("See all ideas"),
        show_all=gettext_lazy("Show all ideas"),
        see_list=gettext_lazy("See the ideas"),
        see_others=gettext_lazy("See the other ideas"),
        to_one=gettext_lazy("Back to the idea"),
        send=gettext_lazy("Send it"),
        send_as_new=gettext_lazy("Send it as a new idea"),
        forgotten_after=ngettext_lazy(
            "We delete your name and e-mail address %(count)d month after the call closes.",
            "We delete your name and e-mail address %(count)d months after the call closes.",
            "count",
        ),
        as_data=gettext_lazy("The ideas as data"),
        get_data=gettext_lazy("Get the ideas as data"),
        data_counted=ngettext_lazy(
            "%(number)s idea, with its comments and answers, as it is at this moment.",
            "%(number)s ideas, with their comments and answers, as they are at this moment.",
            "number",
        ),
        report_question=gettext_lazy("Is there something in this idea that should not be there?"),
        one_of=gettext_lazy("an idea"),
        title_label=gettext_lazy("What shall we call your idea?"),
        title_hint=gettext_lazy("A few words will do, for example “A table for everybody”."),
        title_missing=gettext_lazy("Give your idea a short name."),
        text_label=gettext_lazy("Tell us about your idea"),
        text_hint=gettext_lazy(
            "Who is it good for? Spelling does not matter. Write in your own language."
        ),
        text_missing=gettext_lazy("Write a little about your idea. One sentence is enough."),
        name_label=gettext_lazy("What shall we call you?"),
        name_hint=gettext_lazy(
            "A first name, your age or “a neighbour”. It is shown beside the idea."
        ),
        see_it=gettext_lazy("See it on the board"),
        is_shown=gettext_lazy("%(yours)s is on the board"),
        taken_off=gettext_lazy("We have taken %(named)s off the board of “%(page)s”."),
        not_shown=gettext_lazy("It will not be shown on the board."),
        photo_gone=gettext_lazy(
            "We no longer have your picture. Choose it again, or send the idea without it."
        ),
        photo_alt=gettext_lazy("Picture sent with the idea"),
    ),
    Kind.RESPONSE: Wording(
        anchor="responses",
        form="bubble",
        page_kind=gettext_lazy("Consultation"),
        write=gettext_lazy("Write a response"),
        list_heading=gettext_lazy("Responses"),
        list_order=gettext_lazy("Order of the responses"),
        counted=ngettext_lazy("%(number)s response", "%(number)s responses", "number"),
        open_for=ngettext_lazy(
            "The consultation is open for %(all)s day.",
            "The consultation is open for %(all)s days.",
            "all",
        ),
        closed=gettext_lazy("The consultation has closed"),
        closed_while_writing=gettext_lazy(
            "The consultation closed before your response reached us. Here is your text, so that "
            "you can copy it. Call or write to us: a response that comes too late may still be "
            "read, but we cannot promise it."
        ),
        not_open_yet=gettext_lazy("The consultation has not opened yet"),
        none_yet=gettext_lazy("No responses are shown yet"),
        none_yet_hint=gettext_lazy("Each one is read before it is shown."),
        nothing_shown=gettext_lazy("No responses are shown"),
        none_answered=gettext_lazy("No response has been answered yet"),
        none_shown=gettext_lazy("The consultation has closed, and no responses can be seen."),
        none_match=gettext_lazy("No responses match all of that"),
        see_all=gettext_lazy("See all responses"),
        show_all=gettext_lazy("Show all responses"),
        see_list=gettext_lazy("See the responses"),
        see_others=gettext_lazy("See the other responses"),
        to_one=gettext_lazy("Back to the response"),
        send=gettext_lazy("Send the response"),
        send_as_new=gettext_lazy("Send it as another response"),
        forgotten_after=ngettext_lazy(
            "We delete your name and e-mail address %(count)d month after the consultation closes.",
            "We delete your name and e-mail address %(count)d months after the consultation "
            "closes.",
            "count",
        ),
        as_data=gettext_lazy("The responses as data"),
        get_data=gettext_lazy("Get the responses as data"),
        data_counted=ngettext_lazy(
            "%(number)s response, as it is at this moment.",
            "%(number)s responses, as they are at this moment.",
            "number",
        ),
        report_question=gettext_lazy(
            "Is there something in this response that should not be there?"
        ),
        one_of=gettext_lazy("a response"),
        title_label=gettext_lazy("Heading"),
        title_hint=gettext_lazy("Without one, lists show your first words."),
        title_missing="",
        text_label=gettext_lazy("Your response"),
        text_hint=gettext_lazy(
            "What do you agree with? What should be different, and why? Write in your own language."
        ),
        text_missing=gettext_lazy("Write your response. One sentence is enough."),
        name_label=gettext_lazy("Your name"),
        name_hint=gettext_lazy("You choose below whether others see it."),
        see_it=gettext_lazy("See it among the responses"),
        is_shown=gettext_lazy("%(yours)s is published"),
        taken_off=gettext_lazy("We no longer show %(named)s under “%(page)s”."),
        not_shown=gettext_lazy(
            "It will not be shown to the public. It is still part of the case, and is read with "
            "all the others."
        ),
        photo_gone=gettext_lazy(
            "We no longer have your picture. Choose it again, or send the response without it."
        ),
        photo_alt=gettext_lazy("Picture sent with the response"),
    ),
}


def wording_of(kind):
    """Return the phrases of a kind of contribution; what has none of its own is an idea."""
    return WORDINGS.get(Kind(kind), WORDINGS[Kind.IDEA])


def for_author(contribution):
    """Return what templates call a contribution when they speak to its author.

    `wording` has the phrases of its kind, `yours` is what it is ("your idea"), `named` tells it
    from others: its title, or what a comment is about as long as everybody may read that.
    """
    return {
        "yours": YOURS[Kind(contribution.kind)],
        "named": named(contribution),
        "wording": wording_of(contribution.kind),
    }


def in_mail(contribution, page):
    """Return what mails to an author say about being shown, besides what `for_author` returns."""
    wording, own = wording_of(contribution.kind), for_author(contribution)
    return {
        **own,
        "is_shown": wording.is_shown % {"yours": capfirst(own["yours"])},
        "taken_off": wording.taken_off % {"named": own["named"], "page": page.title},
    }


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
    title = contribution.public_view().title
    if contribution.state == State.PUBLISHED and title:
        return quoted(title)
    return str(wording_of(contribution.kind).one_of)


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

"""What can stand in the way of a verb."""


class AlreadySent(Exception):
    """The same form was sent before with other content; `.contribution` is what we have."""

    def __init__(self, contribution):
        super().__init__(contribution.reference)
        self.contribution = contribution


class Changed(Exception):
    """What the moderator read is not what is there now, or somebody else has decided."""


class Closed(Exception):
    """The call is not open."""


class PhotoGone(Exception):
    """The photo the form speaks of is no longer kept."""


class AttachmentGone(Exception):
    """An attachment that the form speaks of is no longer kept."""


class StorageFailed(Exception):
    """A file could not be stored or read just now; nothing else is lost."""


class OpenFindings(Exception):
    """Personal data would become public that is neither blanked nor accepted."""


class SpanOutside(Exception):
    """A place to blank lies outside the text."""


class NotOpened(Exception):
    """A file would become public that nobody has read, neither the scan nor a person."""


class CannotMerge(Exception):
    """Two contributions do not belong together: another page, a comment, or one is not open."""


class NotYours(Exception):
    """Somebody else has to look at it: whoever made a decision does not review it."""


class SignInNeeded(Exception):
    """The page takes something from people who are signed in only."""

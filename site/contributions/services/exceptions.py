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

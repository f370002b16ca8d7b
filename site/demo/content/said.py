"""How what people have said is written down: one row a person, with all that became of it."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Comment:
    """What somebody said about an idea, and how many days ago."""

    text: str
    by: str = ""
    language: str = "da"
    days_ago: int = 1
    state: str = "published"


@dataclass(frozen=True)
class Report:
    """What somebody said should not be shown; settled by hiding it unless it is still open."""

    kind: str
    text: str
    days_ago: int
    is_open: bool = False


@dataclass(frozen=True)
class Appeal:
    """Why an author asks for a second look; with an answer it led to publication after all."""

    text: str
    answer: str = ""


@dataclass(frozen=True)
class Idea:
    """One idea: who sent it, how long ago, and what became of it.

    `place` is one of the call's own places or words of the author's. `asked` holds what was
    answered to the call's questions, in their order: the number of a choice, or words. `blanks`
    are the words that the moderator has left out in public. `reason` is sent unless there is a
    template of the name `template`. `joins` is the title of the idea that this one joins.
    """

    title: str
    text: str
    by: str = ""
    place: str = ""
    email: str = ""
    age_band: str = ""
    language: str = "da"
    days_ago: int = 1
    state: str = "published"
    reason: str = ""
    template: str = ""
    photo: str = ""
    attachment: str = ""
    asked: tuple = ()
    topics: tuple = ()
    supports: int = 0
    blanks: tuple = ()
    suspicion: tuple = ()
    administration_only: bool = False
    joins: str = ""
    notes: tuple = ()
    answers: tuple = ()
    comments: tuple = field(default=())
    report: Report | None = None
    appeal: Appeal | None = None

"""How far an idea has come, as the steps of a way."""

from dataclasses import dataclass
from datetime import datetime

from contributions.models import Progress

WAY = (Progress.CONSIDERED, Progress.PLANNED, Progress.UNDER_WAY, Progress.DONE)


@dataclass(frozen=True)
class Step:
    """A step with its standing (done, now or next) and when an answer said it was reached."""

    value: str
    label: str
    standing: str
    reached_at: datetime | None

    @property
    def is_reached(self):
        """Whether there is nothing left to do about it."""
        return self.standing == "done" or (self.standing == "now" and self.value == Progress.DONE)


def steps(contribution, answers):
    """Return the way of an idea from first thought to done; nothing for one without an answer.

    What will not be done ends where it was considered. `answers` are the newest first.
    """
    present = contribution.progress
    if not present:
        return []
    way = [*WAY] if present in WAY else [Progress.CONSIDERED, Progress.DECLINED]
    reached = {answer.progress: answer.created_at for answer in answers}
    return [
        Step(step.value, step.label, _standing(way, step, present), reached.get(step))
        for step in way
    ]


def _standing(way, step, present):
    if step == present:
        return "now"
    return "done" if way.index(step) < way.index(present) else "next"

"""What a list can be narrowed to, for `components/filters.html`."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Choice:
    """One value of a filter, with how much of the list it leaves."""

    value: str
    label: str
    count: int
    is_chosen: bool


@dataclass(frozen=True)
class Filter:
    """A filter above a list."""

    name: str
    choices: list

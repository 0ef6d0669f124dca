"""What the board is made of, as plain values."""

from dataclasses import dataclass
from datetime import datetime

from sensei.board.repository import Remote


@dataclass(frozen=True)
class Tally:
    """How many koans passed, by project and in all, and how many levels are complete."""

    projects: dict[str, int]
    koans: int
    levels: int


@dataclass(frozen=True)
class Claim:
    """What a journal says. last_active: the time of its last event, or None.

    trouble: why the journal is not read, or "" if it is.
    """

    tally: Tally
    last_active: datetime | None = None
    trouble: str = ""

    @property
    def last_day(self) -> str:
        """The day of the last event in ISO format, or ""."""
        if self.last_active is None:
            return ""
        return self.last_active.astimezone().date().isoformat()


@dataclass(frozen=True)
class Checked:
    """What a CI found for a commit. run: the number of its run, digits or ""."""

    tally: Tally
    run: str


@dataclass(frozen=True)
class Person:
    """label: branch, with its remote where there are several; name: as they say it, or "".

    checked: what a CI found for the head commit, or None. page: of their repository, or "".
    """

    label: str
    name: str
    claim: Claim
    checked: Checked | None = None
    page: str = ""

    @property
    def run(self) -> str:
        """The address of the CI's run that checked it, or ""."""
        if not (self.page and self.checked and self.checked.run):
            return ""
        return f"{self.page}/actions/runs/{self.checked.run}"


@dataclass(frozen=True)
class Source:
    """A remote as it was read. fetched: when it was fetched last, or None.

    trouble: why it was not fetched now, or "".
    """

    remote: Remote
    fetched: datetime | None
    trouble: str


@dataclass(frozen=True)
class Board:
    """All that is shown. maximum: the tally of somebody who has passed everything.

    n_without_journal: branches that hold no journal. n_unread: those beyond the limit.
    verify: whether to show what a CI has checked. made: when.
    """

    sources: list[Source]
    people: list[Person]
    maximum: Tally
    n_without_journal: int
    n_unread: int
    verify: bool
    made: datetime

"""One run of one level: what was known before it, and what came of its koans."""

from dataclasses import dataclass, field

import pytest

from sensei.course.grid import Level
from sensei.course.progress import Fingerprints
from sensei.present import Presented
from sensei.verdict.finding import Finding
from sensei.verdict.helping import Help


@dataclass(frozen=True)
class Before:
    """What is known of a level when its run begins.

    began: the time of that, in nanoseconds; seed: of the run's random numbers.
    known: the koans that passed at the last run; sure: those of them that would run the same
        again.
    fingerprints: of the files as they are, from Progress.fingerprints.
    borrowed: the earlier levels whose solutions stand in for the learner's.
    """

    began: int
    seed: int
    known: list[str]
    sure: list[str]
    fingerprints: Fingerprints
    borrowed: list[Level]


@dataclass(frozen=True)
class AtHand:
    """The koan at which a run stopped.

    test: its name; question: the first line of its docstring.
    subject: the function or koan that the screen should speak of.
    printed: the lines that it printed, blank ones left out; drew: whether it drew random
        numbers.
    help: the hint or solution that was asked for in the file, or None.
    """

    test: str
    question: str
    subject: str
    printed: list[str]
    drew: bool
    help: Help | None


@dataclass
class Run:
    """One run of one level.

    passed: the koans that passed; presented: what each koan handed to present, in the order
        in which they ran.
    finding: why the run stopped, or None where every koan passes; at_hand: the koan at which
        it stopped, or None where none had begun.
    """

    level: Level
    before: Before
    passed: list[str] = field(default_factory=list)
    presented: dict[str, Presented] = field(default_factory=dict)
    finding: Finding | None = None
    at_hand: AtHand | None = None

    @property
    def test(self) -> str | None:
        """The name of the koan at which the run stopped."""
        return self.at_hand.test if self.at_hand else None

    @property
    def fresh(self) -> list[str]:
        """The koans that passed now and did not at the last run."""
        return [koan for koan in self.passed if koan not in self.before.known]

    @property
    def is_finished(self) -> bool:
        """Whether every koan of the level passes, once the run is over."""
        return self.finding is None

    @property
    def result(self) -> Presented | None:
        """What was presented last: by the level's last koan once all pass, whichever of them
        ran last."""
        order = self.level.koans if self.is_finished else self.presented
        shown = [self.presented[koan] for koan in order if koan in self.presented]
        return shown[-1] if shown else None


run_key = pytest.StashKey[Run]()

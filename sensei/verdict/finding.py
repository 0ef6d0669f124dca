"""What happened to one koan, where, and what to say about it."""

from dataclasses import dataclass, field
from pathlib import Path

from _pytest.outcomes import Failed

BLANK, WRONG, BROKEN, CHANGED, FLOOR = "blank", "wrong", "broken", "changed", "floor"


@dataclass
class Finding:
    """What happened to one koan, where, and what to say about it.

    line: where to look, in the file at path; code: what stands there.
    yours, wanted: the two sides of a comparison, as text; empty where not to be shown.
    values: (name, text) of what stood in the learner's line when it broke.
    says: sentences; of: the function or koan that help should speak of, "" where the text
        alone tells.
    example: whether the koan passed, and a check found an example that is answered wrongly:
        code is that call, and values are its arguments that have no room in the call.
    drew: whether that check drew random numbers.
    """

    state: str
    path: Path
    line: int
    code: list[str] = field(default_factory=list)
    yours: str = ""
    wanted: str = ""
    values: list[tuple[str, str]] = field(default_factory=list)
    says: list[str] = field(default_factory=list)
    of: str = ""
    column: int | None = None
    example: bool = False
    drew: bool = False


class Reported(Failed):
    """Carries a finding from where a koan ran to where it is reported."""

    def __init__(self, finding: Finding) -> None:
        self.finding = finding
        super().__init__(in_one_line(finding), pytrace=False)


def in_one_line(finding: Finding) -> str:
    """Return a finding in one line, for pytest's own reports."""
    if finding.state == BLANK:
        return "not filled in yet"
    sides = ["right here, but not for every input"] if finding.example else []
    sides += [f"yours {finding.yours}"] if finding.yours else []
    sides += [f"wanted {finding.wanted}"] if finding.wanted else []
    return " · ".join([*sides, *finding.says]) or finding.state

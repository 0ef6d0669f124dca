"""The shape of portfolio.json, which docs/portfolio.md explains."""

from typing import TypedDict

from sensei.portfolio.outcomes import Result


class Count(TypedDict):
    """How many koans passed, and how many there are."""

    passed: int
    all: int


class FigureValue(TypedDict):
    """What a figure was on a day."""

    on: str
    value: float


class KataTime(TypedDict):
    """How long a level took when it was written again."""

    on: str
    seconds: int


class PictureFacts(TypedDict):
    """A picture's path in the clone, and what it shows."""

    file: str
    alt: str


# The key "from" is a word of Python's, so that this cannot be a class
DataFacts = TypedDict(
    "DataFacts",
    {
        "file": str,
        "rows": str,
        "what": str,
        "from": str,
        "licence": str,
        "sha256": str,
    },
)


class LevelFacts(TypedDict):
    """One level: what passes there, and what came out."""

    level: int
    word: str
    key: str
    state: str
    deep: bool
    koans: Count
    borrowed: list[str]
    functions: list[str]
    pillars: list[str]
    done_on: str
    result: Result | None
    tries: dict[str, list[FigureValue]]
    katas: list[KataTime]
    file: str
    sha256: str


class ProjectFacts(TypedDict):
    """One project: what is asked, of which data, and its levels."""

    project: str
    title: str
    question: str
    story: str
    data: DataFacts | None
    result: Result | None
    baseline: str
    pictures: list[PictureFacts]
    koans: Count
    own_functions: int
    levels: list[LevelFacts]
    check_again: str


class PortfolioFacts(TypedDict):
    """The whole of portfolio.json."""

    schema: int
    name: str
    about: str
    links: dict[str, str]
    koans: Count
    passes_by_day: list[tuple[str, int]]
    projects: list[ProjectFacts]
    checked_with: dict[str, str]
    check_again: str

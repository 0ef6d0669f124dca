"""One learner's try at one koan."""

import ast
import traceback
from collections.abc import Callable
from functools import cached_property, partial
from pathlib import Path
from typing import Any, NamedTuple

from sensei.course.level import Level
from sensei.koan import recorder
from sensei.run.again import Again
from sensei.run.calls import Call
from sensei.run.comparing import Comparison, comparing, last_that_failed
from sensei.run.solution import load_solution
from sensei.text import blanks, reach, syntax


class Seen(NamedTuple):
    """What was seen of a test that ran once more: what it raised, the comparison that it
    failed at, and the calls of the learner's functions up to there."""

    error: BaseException | None
    comparison: Comparison | None
    calls: list[Call]


class Attempt:
    """One learner's try at one koan.

    level: of the koan; text: what stands in its file now; test: the koan's name.
    again: runs a test as the koan was run; None where the koan cannot be run once more.
    """

    def __init__(
        self, level: Level, text: str, test: str, again: Again | None = None
    ) -> None:
        self.level, self.text, self.test, self.again = level, text, test, again

    @property
    def path(self) -> Path:
        """The path of the koan file."""
        return self.level.koan

    @cached_property
    def tree(self) -> ast.Module:
        return syntax.parse(self.text)

    @cached_property
    def lines(self) -> list[str]:
        return self.text.splitlines()

    @cached_property
    def given(self) -> ast.FunctionDef:
        """The koan as it was given, before anybody typed in it."""
        return syntax.function(syntax.parse(self.level.pristine), self.test)

    @cached_property
    def functions(self) -> list[str]:
        """The names of the learner's functions that the koan uses."""
        used = reach.reached(self.tree, self.test)
        return [name for name in used if name in self.level.parts]

    # Blanks and assertions, from the text

    def first_blank(self, last_line: int | None = None) -> int | None:
        """Return the line of the first blank that the koan meets up to last_line, or None."""
        if not blanks.may_have_blanks(self.text):
            return None
        found = blanks.blanks_before(self.tree, self.test, last_line)
        return found[0].lineno if found else None

    def assertion_at(self, line: int) -> tuple[int | None, ast.stmt | None]:
        """Return which of the koan's assertions (from 0) holds a line, and its statement;
        (None, None) if none does."""
        return syntax.assert_number(self.tree, self.test, line)

    def blank_side(self, number: int) -> str | None:
        """Return the side, "left" or "right", that holds the blank of an assertion as it was
        given; None where it has none."""
        return blanks.blank_side(self.level.pristine, self.test, number)

    def statement(self, line: int) -> list[str]:
        """Return the lines of the statement that holds a line, without the indentation that
        they share."""
        return syntax.statement_lines(self.text, line)

    def function_at(self, line: int) -> str:
        """Return the name of the function that holds a line; "" outside of all."""
        return syntax.function_at(self.tree, line) or ""

    def line_of(self, error: BaseException) -> int | None:
        """Return the innermost line of the koan file that error came through, or None."""
        lines = self._lines_of(error)
        return lines[-1][0] if lines else None

    def line_in_test(self, error: BaseException) -> int | None:
        """Return the line of the koan's test that error came through, or None."""
        lines = [line for line, name in self._lines_of(error) if name == self.test]
        return lines[0] if lines else None

    def _lines_of(self, error: BaseException) -> list[tuple[int, str]]:
        return [
            (frame.lineno or 1, frame.name)
            for frame in traceback.extract_tb(error.__traceback__)
            if Path(frame.filename) == self.path
        ]

    # Running it again

    def seen(self) -> Seen:
        """Run the koan once more, and return what was seen of it."""
        if self.again is None:
            return Seen(None, None, [])
        node = syntax.function(self.tree, self.test)
        return self.see(node, self.path, vars(self.again.module))

    def see(
        self, node: ast.FunctionDef, path: Path, names: dict[str, Any], named: str = ""
    ) -> Seen:
        """Run the test of a node and return what was seen of it: see comparing and Again."""
        if self.again is None:
            return Seen(None, None, [])
        test, seen = comparing(node, path, names)
        error, calls = self.recorded(partial(self.again, test, named))
        failed = last_that_failed(seen) if isinstance(error, AssertionError) else None
        return Seen(error, failed, calls)

    def recorded(
        self, run: Callable[[], None]
    ) -> tuple[BaseException | None, list[Call]]:
        """Run something; return what it raised, or None, and the calls of the learner's
        functions that it made."""
        error = None
        with recorder:
            try:
                run()
            except KeyboardInterrupt:
                raise
            except BaseException as raised:
                error = raised
        return error, [Call(*call) for call in recorder.calls]

    def with_solution(self, but: str = "") -> BaseException | None:
        """Run the solution's test with the learner's functions; return what it raised, or
        None. The function called but is the solution's too."""
        if self.again is None:
            return None
        solution = load_solution(self.level)
        kept = {n: getattr(solution, n) for n in self.level.parts if n != but}
        try:
            for name in kept:
                setattr(solution, name, getattr(self.again.module, name))
            self.again(getattr(solution, self.test))
        except KeyboardInterrupt:
            raise
        except BaseException as error:
            return error
        finally:
            vars(solution).update(kept)
        return None

    def recorded_with_solution(self) -> tuple[BaseException | None, list[Call]]:
        """Run the solution's test with the learner's functions; return what it raised, or
        None, and the calls of those functions."""
        with recorder:
            error = self.with_solution()
        return error, [Call(*call) for call in recorder.calls]

    def value_is_to_blame(self) -> bool:
        """Return whether the koan passes with the learner's functions and the solution's
        values."""
        return self.again is not None and self.with_solution() is None

    def is_mended_by(self, name: str) -> bool:
        """Return whether the koan passes with the solution's values and its function of a
        name, and with all other functions as the learner has them."""
        return self.again is not None and self.with_solution(but=name) is None

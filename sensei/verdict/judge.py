"""Which of the learner's functions answered wrongly, and how: seen from its calls."""

import ast
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sensei.run.attempt import Attempt
from sensei.run.calls import (
    Call,
    Failed,
    answer_to,
    answers_alike,
    axis_lengths,
    changed_arguments,
    draws,
    same_answer,
)
from sensei.run.solution import WrongAnswer, load_solution, wrong_answers
from sensei.text import reach, syntax
from sensei.verdict.differences import are_telling, form

CHANGED_IT = "{} changed what it was given: let it work on a copy."
FITS = "it fits these numbers, not the idea."
FIRST_RIGHT = "{} is right on the first numbers, but not on all that follow."
FEW = 10  # calls of a function that are looked at for the form of their answers


@dataclass(frozen=True)
class Blame:
    """What a function of the learner's did wrong.

    name: the function, "" where none did; says: what the author says of that mistake, where
    it is known; also: what its calls tell besides; call: the first that it answered wrongly;
    form: how the form of its answers is off.
    """

    name: str = ""
    says: str = ""
    also: str = ""
    call: Call | None = None
    form: str = ""

    @property
    def only_first_right(self) -> bool:
        """Whether its calls tell no more than that the first numbers were right."""
        return self.also == FIRST_RIGHT.format(self.name)


def judge(attempt: Attempt, calls: list[Call]) -> Blame:
    """Return the blame on the first of the learner's functions that answered wrongly.

    Where several did, it is the one whose solution lets the koan pass: a function that draws
    random numbers in a way of its own may be right, and so may one that was given what no
    caller should hand on.
    """
    if not calls:
        return Blame()
    try:
        solution = load_solution(attempt.level)
    except Exception:
        return Blame()
    blames = []
    for name in dict.fromkeys(call.name for call in calls):
        right = getattr(solution, name, None)
        if right is not None:
            mine = [call for call in calls if call.name == name]
            blames += _blame(attempt, name, right, mine)
    recognised = [blame for blame in blames if blame.says]
    likely = [*recognised, *blames, Blame()][0]
    if len(blames) > 1:
        return next((one for one in blames if attempt.is_mended_by(one.name)), likely)
    return likely


def _blame(
    attempt: Attempt, name: str, right: Callable[..., Any], mine: list[Call]
) -> list[Blame]:
    """Return the blame on a function for its calls, in a list; empty where all are right."""
    same = [answers_alike(right, call) for call in mine]
    if all(same):
        harmful = [call for call in mine if changed_arguments(right, call)]
        says = CHANGED_IT.format(name)
        return [Blame(name, says, call=harmful[0])] if harmful else []
    deviating = [call for call, ok in zip(mine, same, strict=True) if not ok]
    known = _recognised(wrong_answers(attempt.level, name), mine, deviating)
    if known is not None:
        return [Blame(name, known.says, call=deviating[0])]
    also = _told_by_calls(attempt.tree, name, right, mine, same)
    return [Blame(name, "", also, deviating[0], _form(right, deviating))]


def _recognised(
    known: list[WrongAnswer], mine: list[Call], deviating: list[Call]
) -> WrongAnswer | None:
    """Return the wrong answer that is given as a function did: at all calls; or only where
    those were wrong, if their answers are no simple numbers or words, which agree by chance."""
    telling = are_telling([call.result for call in deviating])
    for calls in [mine, deviating] if telling else [mine]:
        for wrong in known:
            if all(answers_alike(wrong.function, call) for call in calls):
                return wrong
    return None


def _told_by_calls(
    tree: ast.Module,
    name: str,
    right: Callable[..., Any],
    mine: list[Call],
    same: list[bool],
) -> str:
    """Return what the calls of a function that answers wrongly tell, each seen with the
    others. tree: of the koan file; same: which calls were answered rightly."""
    if any(changed_arguments(right, call) for call in mine):
        return CHANGED_IT.format(name)
    if not any(c.drew for c in mine) and any(draws(right, c.given) for c in mine):
        return f"{name} does not draw from the random generator it is given."
    if _always_the_same([call.result for call in mine]) and not _always_the_same(
        [answer_to(right, call.given)[0] for call in mine]
    ):
        return f"{name} returned the same each time, for all it was given here."
    calls_itself = name in reach.names_used(syntax.function(tree, name))
    if same[0] and not same[-1] and not calls_itself:  # else the innermost ends first
        return FIRST_RIGHT.format(name)
    if reach.ignores_arguments(tree, name):
        return f"{name} does not look at what it is given: {FITS}"
    return ""


def _always_the_same(results: list[Any]) -> bool:
    """Whether there are several results, and all are the same."""
    first, *others = results
    return bool(others) and all(same_answer(first, other) for other in others)


def _form(right: Callable[..., Any], deviating: list[Call]) -> str:
    """Return how the form of all wrong answers is off, in one sentence; "" where it is not,
    or not of all in one way."""
    answers = [
        (call.result, answer_to(right, call.given)[0], [*axis_lengths(call)])
        for call in deviating[:FEW]
    ]
    try:
        return form([answer for answer in answers if answer[1] is not Failed])
    except Exception:  # an answer that behaves like no other
        return ""

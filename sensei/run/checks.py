"""The checks of a koan: what its proof asks of the learner's functions once it has passed."""

from functools import lru_cache, partial
from typing import NamedTuple

from sensei.run.again import Again
from sensei.run.attempt import Attempt, Seen
from sensei.run.calls import Call
from sensei.run.proof import Check, Loaded, proof_of
from sensei.run.stops import TookTooLong
from sensei.text import changes, syntax

OF_A_MODULE = ("__name__", "__package__")  # without them nothing is imported by dots
EVIDENCE_SECONDS = 2  # for one check that is only run to tell wrong answers apart


class FailedCheck(NamedTuple):
    """A check that failed, and what was seen of it."""

    check: Check
    seen: Seen


def failed_checks(attempt: Attempt) -> list[FailedCheck]:
    """Run the checks of a koan; return those that fail, none of them where all pass.

    All checks run once more, and are seen, as soon as one has failed: the learner is shown
    the smallest example of all.
    """
    checks, again = _checks_of(attempt), attempt.again
    if not checks or again is None:
        return []
    loaded = _loaded(attempt, again)
    for check in checks:
        try:
            again(loaded.functions[check.name], check.name)
        except TookTooLong as error:
            return [FailedCheck(check, Seen(error, None, []))]
        except KeyboardInterrupt:
            raise
        except BaseException:
            return _seen(attempt, checks, loaded)
    return []


def evidence(attempt: Attempt) -> list[Call]:
    """Return the calls of the learner's functions that a koan's checks make: with them, one
    wrong answer is told from another that agrees on the koan's own example."""
    checks, again = _checks_of(attempt), attempt.again
    if not checks or again is None:
        return []
    loaded = _loaded(attempt, again)
    calls: list[Call] = []
    for check in checks:
        run = partial(again, loaded.functions[check.name], check.name, EVIDENCE_SECONDS)
        error, recorded = attempt.recorded(run)
        calls += recorded
        if isinstance(error, TookTooLong):
            break
    return calls


def _checks_of(attempt: Attempt) -> list[Check]:
    of_koan = proof_of(attempt.level).checks_of(attempt.level)
    return of_koan.get(attempt.test, [])


def _seen(attempt: Attempt, checks: list[Check], loaded: Loaded) -> list[FailedCheck]:
    proof = proof_of(attempt.level)
    tree = syntax.parse(proof.text)
    found = []
    for check in checks:
        node = syntax.function(tree, check.name)
        seen = attempt.see(node, proof.path, loaded.namespace, check.name)
        if seen.error is not None:
            found.append(FailedCheck(check, seen))
        if isinstance(seen.error, TookTooLong):
            break
    return found


def _loaded(attempt: Attempt, again: Again) -> Loaded:
    """The checks of an attempt's proof, among the names that the koan file was given with
    and the learner's functions; names of the learner's own stay outside."""
    module = vars(again.module)
    names = _given_names(attempt.level.pristine)
    given = {name: module[name] for name in (*names, *OF_A_MODULE) if name in module}
    return proof_of(attempt.level).load_checks(given)


@lru_cache(maxsize=16)
def _given_names(pristine: str) -> tuple[str, ...]:
    """The names that a koan file binds at module level, before anybody typed in it."""
    names = [
        n for node in syntax.parse(pristine).body for n in changes.bound_names(node)
    ]
    return tuple(dict.fromkeys(names))

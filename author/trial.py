"""What a level's koans and checks say of answers that are not the solution's.

Each answer is tried in a fork of its own, with fresh random numbers and a limit of processor
time, so that neither endless loops nor arrays changed in place reach the next one.
"""

import ast
import gc
import importlib.util
import inspect
import json
import os
import resource
import signal
import sys
import time
import traceback
import warnings
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from functools import partial
from types import FunctionType, ModuleType
from typing import Any

import numpy as np
from threadpoolctl import threadpool_limits

from sensei.course.level import Level
from sensei.koan import recorder, yours
from sensei.run.attempt import Attempt
from sensei.run.calls import Call, same_answer
from sensei.run.limits import SECONDS
from sensei.run.proof import Answer, Check, proof_of
from sensei.run.solution import load_solution
from sensei.text import syntax
from sensei.verdict.explain import failed
from sensei.verdict.finding import BLANK
from sensei.verdict.judge import judge

from .dress import DRESSES, FORMS, typed_values
from .mutations import Mutant

LIMIT = 0.5, 10  # seconds of processor time, and how many times what it should take
MEMORY = 2**30  # bytes more than there are


@dataclass(frozen=True)
class Verdict:
    """By which koan or check something was rejected ("" if by none), how, and what was said
    of it."""

    by: str = ""
    how: str = ""
    says: str = ""


@dataclass(frozen=True)
class Step:
    """A koan, or one of its checks. koan: its name; check: None for the koan itself."""

    koan: str
    check: Check | None = None

    @property
    def name(self) -> str:
        return self.check.name if self.check else self.koan


class Trial:
    """A level's lesson and proof, loaded a second time, so that functions can be replaced.

    times: how often all koans and checks run on the solution. steps: the koans in order,
    each followed by its checks; meets: which of the learner's functions each calls; seconds:
    how long each takes; broken: those that the solution does not pass, with the error.
    """

    def __init__(self, level: Level, times: int = 1):
        self.level, self.proof = level, proof_of(level)
        solution = load_solution(level)  # with which answers are compared
        self.module = _loaded(f"{solution.__name__}__tried", level.solution)
        self.loaded = self.proof.load(vars(self.module))
        checks = self.proof.checks_of(level)
        self.steps = [
            step
            for koan in level.koans
            for step in (Step(koan), *(Step(koan, check) for check in checks[koan]))
        ]
        threadpool_limits(1)  # forks share the cores
        self.meets: dict[Step, set[str]] = {step: set() for step in self.steps}
        self.seconds: dict[Step, float] = {}
        self.broken: dict[str, str] = {}
        for step in self.steps * times:
            self._measure(step)
        gc.collect()
        gc.freeze()  # what is there already is not copied into every fork

    def _measure(self, step):
        kept = {name: getattr(self.module, name) for name in self.level.parts}
        for name, function in kept.items():
            self._put(name, _noted(function, name, self.meets[step]))
        start = time.process_time()
        try:
            self.run(step)
        except Exception as error:
            self.broken[step.name] = _described(error)
        self.seconds[step] = time.process_time() - start
        for name, function in kept.items():
            self._put(name, function)

    def _put(self, name, function):
        """Have a function in place of the learner's, for koans and for checks."""
        setattr(self.module, name, function)
        self.loaded.namespace[name] = function

    def run(self, step: Step, seed: int | None = None) -> None:
        where = self.loaded.functions if step.check else vars(self.module)
        run(where[step.name], seed)

    def steps_for(self, name: str) -> list[Step]:
        """The koans and checks that call a function, in order."""
        return [step for step in self.steps if name in self.meets[step]]

    def limit(self, step: Step) -> float:
        return LIMIT[0] + LIMIT[1] * self.seconds[step]

    # The koan file as it is given

    def unedited(self) -> list[tuple[str, str]]:
        """The koans that do not say "not filled in yet" while nothing is filled in, and what
        they say."""
        return [tuple(found) for found in in_a_fork(lambda tell: self._unedited())]

    def _unedited(self):
        level = self.level
        module = ModuleType(f"{self.module.__name__}__unedited")
        module.__package__ = self.module.__package__
        allow(SECONDS)
        code = compile(level.pristine, str(level.koan), "exec", dont_inherit=True)
        exec(code, vars(module))
        found = []
        for koan in level.koans:
            allow(SECONDS)
            try:
                run(getattr(module, koan))
                found.append((koan, "passes"))
            except BaseException as error:
                state = failed(Attempt(level, level.pristine, koan), error).state
                if state != BLANK:
                    found.append((koan, _described(error)))
        return found

    # Mutants

    def try_mutant(self, mutant: Mutant) -> Verdict:
        """The verdict on a mutant of a function."""
        (verdict,) = self.try_mutants([mutant])
        return verdict

    def try_mutants(self, mutants: list[Mutant], at_once: int = 1) -> Iterator[Verdict]:
        """The verdicts on mutants, in order. at_once: how many forks may be at work."""
        jobs = [partial(self._try_mutant, mutant) for mutant in mutants]
        return map(_verdict_of, in_forks(map(_as_told, jobs), at_once))

    def _try_mutant(self, mutant, tell):
        """The quickest koan or check comes first."""
        steps = sorted(self.steps_for(mutant.function), key=self.seconds.__getitem__)
        warnings.simplefilter("ignore")  # of what no author would write
        exec(compile(mutant.code, mutant.function, "exec"), vars(self.module))
        self._put(mutant.function, getattr(self.module, mutant.function))
        for step in steps:
            tell(Verdict(step.name, "endless"))
            allow(self.limit(step))
            try:
                self.run(step)
            except BaseException as error:
                return Verdict(step.name, type(error).__name__)
        return Verdict()

    # Wrong answers

    def try_wrong(self, answer: Answer) -> Verdict:
        """The verdict on a wrong answer, as a learner comes to it: koan by koan in order,
        each with its checks."""
        if answer.of in self.level.parts:
            return _verdict(lambda tell: self._try_wrong(answer, tell))
        return _verdict(lambda tell: self._try_value(answer))

    def _replace(self, answer):
        """Have an answer of the proof in place of the function that it is of."""
        function = self.loaded.functions[answer.name]
        function.__name__ = answer.of
        function = yours(function)
        self._put(answer.of, function)
        self.loaded.namespace[answer.name] = function  # it may call itself

    def _try_wrong(self, answer, tell):
        self._replace(answer)
        for step in self.steps_for(answer.of):
            tell(Verdict(step.name, "endless"))
            allow(self.limit(step))
            seed = int.from_bytes(os.urandom(4), "big")
            try:
                self.run(step, seed)
            except BaseException as error:
                allow(10 * self.limit(step))
                how = type(error).__name__
                names = [f.name for f in traceback.extract_tb(error.__traceback__)]
                if isinstance(error, AssertionError):
                    if names[-1] != step.name and not step.check:
                        return Verdict(step.name, "an assertion in a helper")
                elif answer.name in names:
                    return Verdict(step.name, how)
                blame = judge(self._attempt(step.koan), self._calls(step.koan, seed))
                return Verdict(step.name, how, blame.says)
        return Verdict()

    def _attempt(self, koan):
        return Attempt(self.level, self.level.pristine, koan)

    def _calls(self, koan, seed):
        """The calls of the learner's functions by a koan and its checks, as the sensei hears
        them."""
        calls = []
        for step in self.steps:
            if step.koan == koan:
                with recorder:
                    try:
                        self.run(step, seed)
                    except BaseException:
                        pass
                calls += [Call(*call) for call in recorder.calls]
        return calls

    def _try_value(self, answer):
        """A wrong value in the last blank of a test."""
        koan, functions = answer.of, self.loaded.functions
        text = syntax.Text(self.level.solution_text)
        body = ast.Module(text.functions()[koan].body, [])
        last = syntax.marks(body)[-1]
        function = self._retyped(koan, {last: f"{answer.name}()"})
        allow(self.limit(Step(koan)))
        try:
            run(function)
        except BaseException as error:
            says = next(
                candidate.says
                for candidate in self.proof.wrong_of(koan)
                if same_answer(functions[candidate.name](), functions[answer.name]())
            )
            return Verdict(koan, type(error).__name__, says)
        return Verdict()

    def _retyped(self, koan, typed):
        """A koan with other expressions typed. typed: by node of the solution's tree."""
        text = syntax.Text(self.level.solution_text)
        node = text.functions()[koan]
        start, end = text.span(node)
        segment = text.text[start:end]
        spans = [(*text.span(old), new) for old, new in typed.items()]
        for first, last, new in sorted(spans, reverse=True):
            segment = segment[: first - start] + new + segment[last - start :]
        names = self.loaded.namespace
        names.setdefault("np", np)
        exec(compile(segment, koan, "exec"), names)
        return names[koan]

    # Right answers

    def try_right(self, answer: Answer) -> Verdict:
        """The verdict on another right answer.

        Some answers go together, such as a tree made of lists and the walk down it. So one
        that is rejected is tried again with that answer of another function which takes it
        furthest, and so on; says: the names of those it was accepted with.
        """
        chosen = [answer]
        first = verdict = self._try_right(chosen)
        while verdict.by:
            step = next(step for step in self.steps if step.name == verdict.by)
            others = [
                other
                for other in self.proof.right
                if other.of in self.meets[step] - {answer.of for answer in chosen}
            ]
            tried = [(self._try_right([*chosen, other]), other) for other in others]
            got = self._how_far(verdict)
            verdict, other = max(
                tried, key=lambda pair: self._how_far(pair[0]), default=(verdict, None)
            )
            if other is None or self._how_far(verdict) <= got:
                return first
            chosen.append(other)
        if verdict.how:  # the fork itself broke
            return verdict
        return Verdict(says=", ".join(other.name for other in chosen[1:]))

    def try_rights(self, answers: Iterable[Answer]) -> dict[Answer, Verdict]:
        """The verdicts on other right answers. They share a fork, which is quick; one that
        is not accepted there is tried alone."""
        accepted = in_a_fork(lambda tell: self._accept_in_turn(answers, tell))
        return {
            answer: Verdict() if answer.name in accepted else self.try_right(answer)
            for answer in answers
        }

    def _accept_in_turn(self, answers, tell):
        """The names of the answers that all koans and checks accept."""
        accepted = []
        for answer in answers:
            kept = getattr(self.module, answer.of)
            self._replace(answer)
            verdict = self._accept([answer.of], lambda verdict: None)
            self._put(answer.of, kept)
            if not verdict.by:
                accepted.append(answer.name)
            tell(accepted)
        return accepted

    def _how_far(self, verdict):
        names = [step.name for step in self.steps]
        if verdict.by:
            return names.index(verdict.by)
        return -1 if verdict.how else len(names)

    def _try_right(self, answers):
        def job(tell):
            for answer in answers:
                self._replace(answer)
            return self._accept([answer.of for answer in answers], tell)

        return _verdict(job)

    def try_dressed(self, name: str, dress: str) -> Verdict:
        """The verdict on the solution's function, returning through a dress of dress.py."""

        def job(tell):
            self._dress(name, DRESSES[dress])
            return self._accept([name], tell)

        return _verdict(job)

    def _accept(self, names, tell):
        """The verdict of the koans and checks that call functions which are right."""
        for step in self.steps:
            if self.meets[step].isdisjoint(names):
                continue
            tell(Verdict(step.name, f"longer than {SECONDS} s"))
            allow(SECONDS)
            try:
                self.run(step)
            except BaseException as error:
                return Verdict(step.name, _described(error))
        return Verdict()

    def _dress(self, name, dress):
        """Have a function return through a dress. The learner's functions call each other
        without it, since what they accept is up to them."""
        bare = dict(vars(self.module))
        for part in self.level.parts:
            wrapped = bare[part]
            function = getattr(wrapped, "__wrapped__", wrapped)
            if isinstance(function, FunctionType):
                bare[part] = _with_names(function, bare)
            self._put(part, bare[part])
        undressed = bare[name]
        self._put(name, lambda *args, **kwargs: dress(undressed(*args, **kwargs)))

    def try_typed(self, koan: str, form: str) -> Verdict:
        """The verdict on a koan's own values, typed in another form."""
        return _verdict(lambda tell: self._try_typed(koan, FORMS[form]))

    def _try_typed(self, koan, form):
        node = syntax.Text(self.level.solution_text).functions()[koan]
        typed = {old: form(value) for old, value in typed_values(node)}
        function = self._retyped(koan, typed)
        allow(SECONDS)
        try:
            run(function)
        except BaseException as error:
            return Verdict(koan, _described(error))
        return Verdict()


def _loaded(name, path):
    """The module at a path, as one of another name."""
    spec = importlib.util.spec_from_file_location(name, path)
    module = sys.modules[name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def run(function: Callable, seed: int | None = None) -> None:
    """Call a koan or check with the fixtures that it asks for."""
    rng = np.random.default_rng(seed)
    offered = {"rng": rng, "present": lambda *a, **k: None}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        function(**{k: offered[k] for k in inspect.signature(function).parameters})


def _noted(function, name, met):
    def noted(*args, **kwargs):
        met.add(name)
        return function(*args, **kwargs)

    return noted


def _with_names(function, names):
    """The same function, which looks up names elsewhere."""
    code, defaults = function.__code__, function.__defaults__
    copy = FunctionType(code, names, function.__name__, defaults, function.__closure__)
    copy.__kwdefaults__ = function.__kwdefaults__
    return copy


def _described(error):
    """An exception, and the innermost line of an assertion that failed."""
    last = (traceback.extract_tb(error.__traceback__) or [None])[-1]
    if isinstance(error, AssertionError) and last and not str(error):
        return f"line {last.lineno}: {last.line or 'an assertion'}"
    return f"{type(error).__name__}: {error}"


# Forks


def allow(seconds: float) -> None:
    """End this process after seconds of processor time."""
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_PROF, seconds)


def _verdict(job):
    """The verdict that job returns in a fork, or the last that it told before it ended."""
    return _verdict_of(in_a_fork(_as_told(job)))


def _as_told(job):
    """A job that tells and returns what JSON can hold in place of verdicts."""
    return lambda tell: asdict(job(lambda verdict: tell(asdict(verdict))))


def _verdict_of(told):
    return Verdict(**told) if isinstance(told, dict) else Verdict("", str(told))


def in_a_fork(job: Callable) -> Any:
    """What job returns in a fork, as JSON; or the last that it told before it was ended."""
    (told,) = in_forks([job], 1)
    return told


def in_forks(jobs: Iterable[Callable], at_once: int) -> Iterator[Any]:
    """What each job returns in a fork of its own, in order. at_once: how many may run."""
    running: deque[tuple[int, int]] = deque()
    for job in jobs:
        if len(running) == at_once:
            yield _told_by(*running.popleft())
        running.append(_begun(job))
    while running:
        yield _told_by(*running.popleft())


def _begun(job):
    """Begin a job in a fork; returns the process and where to read what it tells."""
    read, write = os.pipe()
    pid = os.fork()
    if pid == 0:
        tell = lambda value: os.write(write, f"{json.dumps(value)}\n".encode())
        try:
            os.close(read)
            _limit_memory()
            tell(job(tell))
        except BaseException as error:
            tell([["", f"broken: {error!r}"]])
        finally:
            os._exit(0)
    os.close(write)
    return pid, read


def _told_by(pid, read):
    """The last that a fork told, once it has ended."""
    with open(read, encoding="utf-8") as file:
        lines = file.read().splitlines()
    os.waitpid(pid, 0)
    return json.loads(lines[-1]) if lines else [["", "ended without a word"]]


def _limit_memory():
    """MEMORY bytes more, where the system says how many there are."""
    try:
        with open("/proc/self/statm") as file:
            pages = int(file.read().split()[0])
    except OSError:
        return
    size = pages * resource.getpagesize() + MEMORY
    resource.setrlimit(resource.RLIMIT_AS, (size, size))

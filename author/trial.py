"""What a level's koans say of a function that is not as it should be.

Each run is in a fork of its own, with fresh random numbers and a limit of processor time, so
that neither endless loops nor arrays changed in place reach the next.
"""

import ast
import gc
import importlib.util
import inspect
import os
import resource
import signal
import sys
import time
import traceback
import warnings
from dataclasses import dataclass

import numpy as np
from threadpoolctl import threadpool_limits

from sensei.koan import recorder, yours
from sensei.text import syntax
from sensei.verdict.explain import judge, load_solution, mistakes_of, same_answer

LIMIT = 0.5, 10  # seconds of processor time, and how many times what it should take
MEMORY = 2**30  # bytes more than there are


@dataclass(frozen=True)
class Verdict:
    """By which koan something was rejected ("" if by none), how, and what was said of it."""

    by: str = ""
    how: str = ""
    says: str = ""


class Level:
    """A level's solution, loaded a second time, so that parts of it can be replaced."""

    def __init__(self, level, times=1):
        self.level, self.solution = level, load_solution(level)
        name = f"{self.solution.__name__}__tried"
        spec = importlib.util.spec_from_file_location(name, level.solution)
        self.module = sys.modules[name] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(self.module)
        threadpool_limits(1)  # forks share the cores
        self.meets, self.seconds, self.broken = {}, {}, {}
        for koan in level.koans * times:
            self._measure(koan)
        gc.collect()
        gc.freeze()  # what is there already is not copied into every fork

    def _measure(self, koan):
        """Which functions a koan meets, how long it takes, and whether it passes."""
        met = set()
        kept = {name: getattr(self.module, name) for name in self.level.parts}
        for name, function in kept.items():
            setattr(self.module, name, _noted(function, name, met))
        start = time.process_time()
        try:
            self.run(koan)
        except Exception as error:
            self.broken[koan] = repr(error)
        self.seconds[koan] = time.process_time() - start
        self.meets[koan] = met | self.meets.get(koan, set())
        vars(self.module).update(kept)

    def run(self, koan, seed=None):
        function = getattr(self.module, koan)
        rng = np.random.default_rng(seed)
        offered = {"rng": rng, "present": lambda *a, **k: None}
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            function(**{k: offered[k] for k in inspect.signature(function).parameters})

    def koans_for(self, name):
        """The koans that meet a function, the quickest first."""
        meeting = [koan for koan in self.level.koans if name in self.meets[koan]]
        return sorted(meeting, key=self.seconds.get)

    def limit(self, koan):
        return LIMIT[0] + LIMIT[1] * self.seconds[koan]

    # Mutants

    def try_mutant(self, mutant):
        """The verdict on a mutant of a function."""
        return in_a_fork(lambda tell: self._try(mutant, tell))

    def _try(self, mutant, tell):
        exec(compile(mutant.code, mutant.function, "exec"), vars(self.module))
        for koan in self.koans_for(mutant.function):
            tell(Verdict(koan, "endless"))
            allow(self.limit(koan))
            try:
                self.run(koan)
            except BaseException as error:
                return Verdict(koan, type(error).__name__)
        return Verdict()

    # Mistakes

    def try_mistake(self, mistake):
        """The verdict on a mistake, as the sensei comes to it, koan by koan in order."""
        if mistake.mistake_of in self.level.parts:
            return in_a_fork(lambda tell: self._try_function(mistake, tell))
        return in_a_fork(lambda tell: self._try_value(mistake))

    def _try_function(self, mistake, tell):
        name = mistake.mistake_of
        standing_in = getattr(self.module, mistake.__name__)
        standing_in.__name__ = name
        standing_in = yours(standing_in)
        setattr(self.module, name, standing_in)
        setattr(self.module, mistake.__name__, standing_in)  # it may call itself
        for koan in self.level.koans:
            if name not in self.meets[koan]:
                continue
            tell(Verdict(koan, "endless"))
            allow(self.limit(koan))
            seed = int.from_bytes(os.urandom(4), "big")
            try:
                self.run(koan, seed)
            except AssertionError as error:
                allow(10 * self.limit(koan))
                if traceback.extract_tb(error.__traceback__)[-1].name != koan:
                    return Verdict(koan, "an assertion in a helper")
                calls = self._calls(koan, seed)
                found = judge(self.level, self.level.pristine, calls)
                return Verdict(koan, "AssertionError", found.says)
            except BaseException as error:
                return Verdict(koan, type(error).__name__)
        return Verdict()

    def _calls(self, koan, seed):
        """What functions were given and returned, as the sensei hears it."""
        with recorder:
            try:
                self.run(koan, seed)
            except BaseException:
                pass
        return recorder.calls

    def _try_value(self, mistake):
        """A wrong value in the last blank of a test."""
        koan = mistake.mistake_of
        text = syntax.Text(self.level.solution_text)
        node = text.functions()[koan]
        last = syntax.marks(ast.Module(node.body, []))[-1]
        start, end = text.span(last)
        wrong = text.text[:start] + f"{mistake.__name__}()" + text.text[end:]
        changed = syntax.Text(wrong).segment(syntax.Text(wrong).functions()[koan])
        exec(compile(changed, koan, "exec"), vars(self.module))
        allow(self.limit(koan))
        try:
            self.run(koan)
        except BaseException as error:
            says = next(
                candidate.says
                for candidate in mistakes_of(self.solution, koan)
                if same_answer(candidate(), mistake())
            )
            return Verdict(koan, type(error).__name__, says)
        return Verdict()


def _noted(function, name, met):
    def noted(*args, **kwargs):
        met.add(name)
        return function(*args, **kwargs)

    return noted


def allow(seconds):
    """End this process after seconds of processor time."""
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_PROF, seconds)


def in_a_fork(job):
    """The verdict that job returns, or the last that it told before it was ended."""
    read, write = os.pipe()
    pid = os.fork()
    if pid == 0:
        tell = lambda verdict: os.write(write, _line(verdict).encode())
        try:
            _limit_memory()
            tell(job(tell))
        except BaseException as error:
            tell(Verdict("", f"broken: {error!r}"))
        finally:
            os._exit(0)
    os.close(write)
    with open(read, encoding="utf-8") as file:
        lines = file.read().splitlines()
    os.waitpid(pid, 0)
    return Verdict(*lines[-1].split("\t")) if lines else Verdict("", "unknown")


def _line(verdict):
    says = " ".join(verdict.says.split())
    return f"{verdict.by}\t{verdict.how}\t{says}\n"


def _limit_memory():
    """MEMORY bytes more, where the system says how many there are."""
    try:
        with open("/proc/self/statm") as file:
            pages = int(file.read().split()[0])
    except OSError:
        return
    size = pages * resource.getpagesize() + MEMORY
    resource.setrlimit(resource.RLIMIT_AS, (size, size))

"""One run of pytest in a fork of the warm process, in the terminal of whoever asked for it.

A bare run, as ptw makes it, is begun ahead: waiting.py holds it until it is asked for.
"""

import runpy
import socket
import sys
from typing import NoReturn

import pytest

from sensei.warm.channel import Caller
from sensei.warm.forked import end_with, take_place_of
from sensei.warm.waiting import Waiting

BARE = ("--noconftest", "--assert=plain", "-p", "sensei.plugin")


def run_pytest(caller: Caller, arguments: list[str]) -> NoReturn:
    """Be ``python -m pytest`` with these arguments, and end this process."""

    def pytest_anew() -> None:
        take_place_of(caller)
        sys.argv = ["pytest", *arguments]
        runpy.run_module("pytest", run_name="__main__", alter_sys=True)

    end_with(pytest_anew)


def begin_bare_run(channel: socket.socket) -> NoReturn:
    """Begin a bare run, wait at channel for whom it is for, and end this process with it."""

    def pytest_begun() -> None:
        sys.argv = ["pytest"]
        sys.exit(pytest.main([*BARE], plugins=[Waiting(channel)]))

    end_with(pytest_begun)

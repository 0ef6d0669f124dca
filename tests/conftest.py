import os

import pytest

from tests import extent
from tests.browser import axe, browser  # noqa: F401 (fixtures)
from tests.clone import ROOT, Clone, Zygote
from tests.kept import Keeping, Kept


def pytest_addoption(parser):
    group = parser.getgroup("proof")
    group.addoption(
        "--whole", action="store_true", help="tests: all rounds, screens and levels"
    )
    group.addoption(
        "--anew",
        action="store_true",
        help="tests: also what passed with the same files",
    )


@pytest.hookimpl(tryfirst=True)
def pytest_cmdline_main(config):
    """Have a process for each core where whole folders are asked for, unless -n says more."""
    if hasattr(config, "workerinput"):
        return  # this is one of those processes
    option = config.option
    folders = any(
        (config.invocation_params.dir / word).is_dir() for word in config.args
    )
    if folders and getattr(option, "numprocesses", 0) is None and not option.usepdb:
        option.numprocesses, option.dist = os.cpu_count(), "worksteal"


def pytest_configure(config):
    extent.whole = config.getoption("whole")
    config.addinivalue_line(
        "markers", "extent: does more with --whole, under the same name"
    )
    config.pluginmanager.register(Keeping(config, Kept(ROOT, extent.whole)))


@pytest.fixture(scope="session")
def zygote():
    process = Zygote()
    yield process
    process.close()


@pytest.fixture
def clone(tmp_path, zygote):
    """A fresh clone with the repository's own projects."""
    return Clone(tmp_path, zygote)


@pytest.fixture
def tiny(tmp_path, zygote):
    """A fresh clone with two small projects made for these tests."""
    return Clone(tmp_path, zygote, ROOT / "tests" / "tiny")


@pytest.fixture(scope="session")
def shared(tmp_path_factory, zygote):
    """A clone for tests that put in order themselves what they need."""
    return Clone(tmp_path_factory.mktemp("shared"), zygote)

import pytest

from tests import extent
from tests.browser import axe, browser  # noqa: F401 (fixtures)
from tests.clone import ROOT, Clone, Zygote
from tests.farm import Farm
from tests.kept import Kept

kept_key = pytest.StashKey()
passed_key = pytest.StashKey()
n_kept_key = pytest.StashKey()


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


def pytest_configure(config):
    extent.whole = config.getoption("whole")
    config.addinivalue_line(
        "markers", "ahead(job=…): farm(job, *parameters) is begun before any test runs"
    )
    config.addinivalue_line(
        "markers", "extent: does more with --whole, under the same name"
    )
    config.stash[kept_key] = Kept(ROOT, extent.whole)
    config.stash[passed_key] = {}
    config.stash[n_kept_key] = 0


def pytest_collection_modifyitems(config, items):
    """Tests that wait for the farm come last; those whose pass is kept do not run."""
    if not config.getoption("anew") and not config.getoption("collectonly"):
        holds = config.stash[kept_key].holds
        gone = [item for item in items if holds(item)]
        config.stash[n_kept_key] = len(gone)
        config.hook.pytest_deselected(items=gone)
        items[:] = [item for item in items if not holds(item)]
    items.sort(key=lambda item: item.get_closest_marker("ahead") is not None)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    report = yield
    outcomes = item.config.stash[passed_key].setdefault(item, [])
    outcomes.append(report.outcome)
    return report


def pytest_sessionfinish(session):
    reports = session.config.stash[passed_key]
    passed = [item for item, outcomes in reports.items() if set(outcomes) == {"passed"}]
    if passed:
        session.config.stash[kept_key].keep(passed)
    nothing = session.exitstatus == pytest.ExitCode.NO_TESTS_COLLECTED
    if nothing and session.config.stash[n_kept_key]:
        session.exitstatus = pytest.ExitCode.OK


def pytest_terminal_summary(terminalreporter, config):
    n_kept = config.stash[n_kept_key]
    if n_kept:
        terminalreporter.write_line(
            f"Not run, because they passed before and no file has changed since: {n_kept}. "
            "To run them too: --anew"
        )


@pytest.fixture(scope="session", autouse=True)
def farm(request, tmp_path_factory):
    """Workers on all cores, which begin with the jobs of all tests to come."""
    farm = Farm(tmp_path_factory)
    for item in request.session.items:
        mark = item.get_closest_marker("ahead")
        if mark is not None:
            farm(mark.kwargs["job"], *item.callspec.params.values())
    yield farm
    farm.close()


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

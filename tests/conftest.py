import pytest

from tests.browser import axe, browser  # noqa: F401 (fixtures)
from tests.clone import ROOT, Clone, Zygote
from tests.farm import Farm


def pytest_configure(config):
    config.addinivalue_line(
        "markers", "ahead(job=…): farm(job, *parameters) is begun before any test runs"
    )


def pytest_collection_modifyitems(items):
    """Tests that wait for the farm come last."""
    items.sort(key=lambda item: item.get_closest_marker("ahead") is not None)


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

import pytest

from tests.clone import Clone, Zygote


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
    from tests.clone import ROOT

    return Clone(tmp_path, zygote, ROOT / "tests" / "tiny")

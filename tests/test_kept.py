"""A test that passed does not run again while no file has changed."""

import shutil
import subprocess
import sys

import pytest

from tests.clone import ROOT

TEST = "tests/test_one.py"


@pytest.fixture
def repository(tmp_path):
    """A small repository that keeps the passes of its tests as this one does."""
    for name in ("tests", "sensei", "author"):
        ignore = shutil.ignore_patterns("__pycache__", "test_*.py")
        shutil.copytree(ROOT / name, tmp_path / name, ignore=ignore)
    for name in ("conftest.py", "pytest.ini", "pyproject.toml"):
        shutil.copy(ROOT / name, tmp_path / name)
    shutil.copytree(ROOT / "tests" / "tiny", tmp_path / "solutions")
    shutil.copytree(ROOT / "tests" / "tiny", tmp_path / "koans")
    (tmp_path / TEST).write_text("def test_one():\n    assert 1 == 1\n")
    return tmp_path


def run(root, *words, of=TEST):
    command = [sys.executable, "-m", "pytest", "-q", of, *words]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True)
    return done.returncode, done.stdout


def test_a_pass_is_kept_until_a_file_changes(repository):
    assert "1 passed" in run(repository)[1]
    status, said = run(repository)
    assert status == 0
    assert "they passed before and no file has changed since: 1." in " ".join(
        said.split()
    )
    assert "1 passed" in run(repository, "--anew")[1]
    (repository / "sensei" / "errors.py").open("a").write("\n")
    assert "1 passed" in run(repository)[1]


def test_processes_that_share_the_tests_keep_passes_too(repository):
    shutil.rmtree(repository / "tests" / "tiny")
    assert "1 passed" in run(repository, of="tests")[1]
    status, said = run(repository, of="tests")
    assert status == 0
    assert "no file has changed since: 1." in " ".join(said.split())


def test_a_failure_is_not_kept(repository):
    (repository / TEST).write_text("def test_one():\n    assert 1 == 2\n")
    for _ in range(2):
        status, said = run(repository)
        assert (status, "1 failed" in said) == (1, True)

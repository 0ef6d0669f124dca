"""Many koan files as no author would write them: see fuzz.py."""

import subprocess
import sys

import pytest

from tests import extent
from tests.clone import ROOT

FILES = extent.rounds(200, 2000)


@pytest.mark.parametrize("files, seed", [(FILES, 0)])
def test_any_file_has_its_screen_and_no_wrong_one_passes(files, seed):
    command = [sys.executable, "-m", "tests.fuzz", str(files), "--seed", str(seed)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr

import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("mypy", reason="mypy is in the dependency group types")
ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.slow
def test_mypy_accepts_and_refuses_the_uses_as_marked():
    command = [sys.executable, "-m", "mypy", "--strict", "tests/typing/uses.py"]
    done = subprocess.run(command, check=False, cwd=ROOT, capture_output=True)

    assert done.returncode == 0, done.stdout.decode()

"""One thread for NumPy, unless the user wants it otherwise: several would train other weights."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

VARIABLE = "OPENBLAS_NUM_THREADS"


@pytest.mark.parametrize("package", ["model", "benchmarks"])
@pytest.mark.parametrize(("wanted", "found"), [(None, "1"), ("3", "3")])
def test_one_thread_unless_told_otherwise(package: str, wanted: str | None, found: str) -> None:
    environment = {name: value for name, value in os.environ.items() if name != VARIABLE}
    environment |= {VARIABLE: wanted} if wanted else {}
    code = f"import sys, {package}, os; print(os.environ['{VARIABLE}'], 'numpy' in sys.modules)"
    answer = subprocess.run(
        [sys.executable, "-c", code],
        env=environment,
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=True,
    )
    assert answer.stdout.split() == [found, "False"]  # NumPy reads it when it is imported, and not later

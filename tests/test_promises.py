"""Every promise on the page has tests that are there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ROWS = [line for line in (ROOT / "docs/promises.md").read_text(encoding="utf-8").splitlines() if "::" in line]
NAMED = re.compile(r"`([\w/.]+\.py)::(test_\w+)`")


def test_there_are_promises() -> None:
    assert len(ROWS) > 100


@pytest.mark.parametrize("row", ROWS, ids=[row.split("|")[1].strip()[:60] for row in ROWS])
def test_a_promise_has_tests(row: str) -> None:
    _, promise, tests, _ = re.split(r"(?<!\\)\|", row)
    assert promise.strip().endswith(".")
    named = NAMED.findall(tests)
    assert tests.strip() == ", ".join(f"`{path}::{name}`" for path, name in named)
    for path, name in named:
        assert re.search(rf"^def {name}\(", (ROOT / "tests" / path).read_text(encoding="utf-8"), re.MULTILINE), name

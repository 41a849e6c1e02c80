"""Faults that are put into code, and whether its tests notice: what benchmarks.mutants measures."""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest

from benchmarks import mutants as command
from benchmarks.mutating import trials
from benchmarks.mutating.changes import Mutant, mutants
from benchmarks.mutating.trials import Verdict, try_all

SOURCE = '''
    """Words of a docstring are no code."""
    import math

    __all__ = ["area"]

    SIDES = 4


    def area(side: int, *, unit: str = "m") -> str:
        """Return the area of a square."""
        if side < 0 or not unit:
            raise ValueError("a side is not below 0")
        side **= 2
        return f"{side * math.floor(1.5)} {unit}2"
'''


def keys(source: str) -> list[str]:
    """Return line and name of each fault; columns are not the same for all versions of Python."""
    return [f"{fault.line} {fault.key.partition(' ')[2]}" for fault in mutants(dedent(source).strip())]


def test_each_fault_is_one_change_of_the_code_and_nothing_else() -> None:
    assert keys(SOURCE) == [
        "6 constant 4 -> 5",
        "6 constant 4 -> 3",
        "9 constant 'm' -> 'm!'",
        "11 condition if side < 0 or not unit: raise ValueError('a side is not below 0') -> "
        "if not (side < 0 or not unit): raise ValueError('a side is not below 0')",
        "11 boolean side < 0 or not unit -> side < 0 and (not unit)",
        "11 comparison side < 0 -> side <= 0",
        "11 comparison side < 0 -> side >= 0",
        "11 constant 0 -> 1",
        "11 boolean not unit -> unit",
        "12 deletion raise ValueError('a side is not below 0') -> pass",
        "13 arithmetic side **= 2 -> side *= 2",
        "13 deletion side **= 2 -> pass",
        "13 constant 2 -> 3",
        "13 constant 2 -> 1",
        "14 return return f'{side * math.floor(1.5)} {unit}2' -> return None",
        "14 arithmetic side * math.floor(1.5) -> side / math.floor(1.5)",
        "14 arithmetic side * math.floor(1.5) -> side + math.floor(1.5)",
        "14 name math.floor -> math.ceil",
        "14 constant 1.5 -> 2.25",
        "14 constant 1.5 -> 0.75",
    ]


def test_a_fault_leaves_the_rest_of_the_module_as_it_is() -> None:
    for fault in mutants(dedent(SOURCE).strip()):
        names: dict[str, object] = {}
        exec(fault.source, names)
        assert names["__all__"] == ["area"]
        area: Any = names["area"]
        assert (names["SIDES"], area.__doc__) == (4, "Return the area of a square.") or fault.line == 6


def test_what_compiles_to_the_same_is_no_fault() -> None:
    assert keys("SIGN = -0") == ["1 constant 0 -> 1"]  # and not 0 in place of -0
    assert keys("def f():\n    return None") == []
    assert keys("class Step:\n    hidden: Annotated[Array, Axes('unit')]\n    size: list['str']") == [
        "2 constant 'unit' -> 'unit!'",
    ]


@pytest.mark.thorough
@pytest.mark.skipif(sys.platform != "linux", reason="trials are forked")
def test_faults_are_tried_and_tests_that_fail_anyway_are_refused() -> None:
    module, tests = Path("model/files.py"), ["tests/model/test_files.py"]
    source = (command.ROOT / module).read_text(encoding="utf-8")
    texts = [
        source + "\n\n1 < 2\n",
        source.replace("_put(aside, path)\n", "pass\n", 1),
        "import nothing",
        "while True:\n    pass",
    ]
    faults = [Mutant(line, 0, "deletion", "", "", text) for line, text in enumerate(texts)]
    found = {fault.line: verdict.noticed for fault, verdict in try_all(module, faults, tests, 1, limit=(1.0, 2.0))}
    assert found[0] == ""
    assert found[1].startswith("tests/model/test_files.py::")
    assert found[2]
    assert found[3] == "(took too long)"
    assert (command.ROOT / module).read_text(encoding="utf-8") == source
    with pytest.raises(RuntimeError, match=r"^Without a fault, .* fails\.$"):
        list(try_all(module, faults, ["tests/no_such_file.py"], 1))


def test_a_worker_forgets_all_modules_of_the_tree_and_no_others() -> None:
    found = trials._ours(command.ROOT)
    assert {"model", "benchmarks", "benchmarks.mutating.trials"} <= set(found)
    assert not {"numpy", "pytest", "pathlib"} & set(found)


@pytest.mark.skipif(sys.platform != "linux", reason="trials are forked")
def test_a_worker_that_ends_is_told_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trials, "_serve", sys.exit)
    with pytest.raises(RuntimeError, match=r"^A worker ended before it could answer; what it said is above\.$"):
        list(try_all(Path("model/files.py"), [], ["tests/model/test_files.py"], 1))


def test_what_is_known_is_kept_and_tried_again_when_it_may_be_otherwise(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    module, tests, kept = Path("model/files.py"), ["tests/model/test_files.py"], tmp_path / "kept.jsonl"
    assert command.tests_of(module) == tests
    faults = [Mutant(1, 0, "deletion", "f(a | b)", "pass", ""), Mutant(2, 4, "comparison", "a < b", "a <= b", "")]
    tried: list[Mutant] = []

    def told(module: Path, faults: Sequence[Mutant], tests: Sequence[str], workers: int) -> Iterator[tuple[Mutant, Verdict]]:
        tried.extend(faults)
        yield from ((fault, Verdict("test_it" if fault.kind == "deletion" else "", 0.5)) for fault in faults)

    monkeypatch.setattr(command, "try_all", told)
    found = command.examine(module, faults, tests, kept, workers=1)
    assert command.examine(module, faults, tests, kept, workers=1) == found
    assert tried == faults
    command.examine(module, faults, [*tests, "tests/conftest.py"], kept, workers=1)
    assert tried[2:] == faults[1:]
    monkeypatch.setattr(command, "digest", lambda paths: "other")
    command.examine(module, faults, tests, kept, workers=1)
    assert tried[3:] == faults
    assert command.table(module, faults, found) == (
        "**model/files.py**: 1 of 2 noticed (50.0%): deletion 1/1, comparison 0/1.\n\n| line | kind | code | fault | |\n"
        "|---|---|---|---|---|\n| 2 | comparison | `a < b` | `a <= b` | equal but where both sides are |"
    )
    assert command.table(module, faults[:1], found).endswith("1 of 1 noticed (100.0%): deletion 1/1.")

"""Odd files of every loader, chosen for the different ways that they go: none may be more than refused in a sentence."""

import json
import signal
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from benchmarks import fuzz
from benchmarks.fuzzing import choosing, judging
from benchmarks.fuzzing.judging import Verdict, judged
from benchmarks.fuzzing.loaders import LOADERS
from model.errors import TraceError

CHOSEN: dict[str, list[int]] = json.loads(fuzz.CHOSEN.read_text(encoding="utf-8"))


def test_three_hundred_files_are_chosen() -> None:
    assert CHOSEN.keys() == LOADERS.keys()
    assert sum(map(len, CHOSEN.values())) >= 300


@pytest.mark.parametrize("name", LOADERS)
def test_no_odd_file_is_more_than_refused(name: str, tmp_path: Path) -> None:
    verdicts = {number: verdict for each in CHOSEN[name] for number, verdict in fuzz.tried(name, range(each, each + 1), tmp_path)}
    assert {number: verdict.wrong for number, verdict in verdicts.items() if verdict.wrong} == {}
    assert any(verdict.said for verdict in verdicts.values()) or name == "films"  # it is read, whatever it says


@pytest.mark.parametrize("name", LOADERS)
def test_a_number_makes_the_same_file_again(name: str) -> None:
    assert [LOADERS[name].file(name, number) for number in range(5)] == [LOADERS[name].file(name, number) for number in range(5)]
    assert len({LOADERS[name].file(name, number) for number in range(20)}) > 15


# -- judging -------------------------------------------------------------------------------------------------------------


def refused(said: str) -> Callable[[Path], Any]:
    def load(path: Path) -> None:
        raise TraceError(said)

    return load


def slow(path: Path) -> None:
    end = time.process_time() + 0.05
    while time.process_time() < end:
        pass


def endless(path: Path) -> None:
    end = time.process_time() + 5
    while time.process_time() < end:
        pass


def hungry(path: Path) -> None:
    np.ones(40 * 2**17)  # 40 MB


WRONG: list[tuple[Callable[[Path], Any], str]] = [
    (refused("x" * 301), "a message of 301 letters"),
    (refused("One.\nTwo."), "more than one line"),
    (refused("It is \0."), "odd letters"),
    (refused("no sentence"), "no sentence: no sentence"),
    (refused(""), "no sentence"),
    (lambda path: 1 / 0, "ZeroDivisionError: division by zero"),
    (lambda path: np.array([1e300]) * 1e300, "RuntimeWarning: overflow"),
    (lambda path: time.sleep(5), "Hanging: no answer within"),
    (endless, "Hanging: no answer within"),
    (slow, "it took 0."),
    (hungry, "MB"),
]


@pytest.mark.parametrize(("load", "says"), WRONG)
def test_what_is_unclean_is_seen(load: Callable[[Path], Any], says: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "x").write_bytes(b"x")
    monkeypatch.setattr(judging, "HANGS", 0.2 if load is endless else 9.0)
    monkeypatch.setattr(judging, "WAITS", 0.2 if says.startswith("Hanging") and load is not endless else 600.0)
    monkeypatch.setattr(judging, "SECONDS", 0.02 if load is slow else 9.0)
    if load is hungry:
        taken = iter((0, 300 * 2**20))
        monkeypatch.setattr(judging, "_taken", lambda: next(taken))
    with np.errstate(over="warn"):
        verdict = judged(load, tmp_path / "x")
    assert says in verdict.wrong
    assert not verdict.loaded


def test_how_long_it_waits_on_a_busy_machine_says_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "x").write_bytes(b"x")
    monkeypatch.setattr(judging, "HANGS", 0.2)
    assert judged(lambda path: time.sleep(0.5), tmp_path / "x").loaded
    assert signal.getitimer(signal.ITIMER_PROF) == signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)


def test_what_is_clean_is_taken_or_refused(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"x")
    assert judged(lambda path: None, tmp_path / "x") == Verdict("", "")
    assert judged(lambda path: None, tmp_path / "x").loaded
    verdict = judged(refused("It is odd."), tmp_path / "x")
    assert verdict == Verdict("It is odd.", "")
    assert not verdict.loaded


# -- keeping -------------------------------------------------------------------------------------------------------------


def test_what_was_tried_is_kept_until_the_code_changes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[range] = []
    true = fuzz.tried

    def counted(name: str, numbers: range, folder: Path) -> Any:
        tried.append(numbers)
        return true(name, numbers, folder)

    monkeypatch.setattr(fuzz, "tried", counted)
    monkeypatch.setattr(fuzz, "BATCH", 4)
    kept = tmp_path / "kept.jsonl"
    (batch,) = fuzz.fuzz("texts", 4, kept)
    assert batch["tried"] == 4
    assert batch["unclean"] == []
    assert [line["first"] for line in fuzz.fuzz("texts", 8, kept)] == [0, 4]
    assert tried == [range(4), range(4, 8)]
    monkeypatch.setattr(fuzz, "digest", lambda name: "other code")
    fuzz.fuzz("texts", 4, kept)
    assert tried[2:] == [range(4)]


def test_files_are_chosen_that_go_different_ways() -> None:
    def tried(name: str, numbers: range, folder: Path) -> Any:
        for number in numbers:
            yield number, Verdict(["one 'a'.", "two 'a'.", "one 'b'.", "one 3."][number], "")

    assert set(choosing.choose("texts", 4, tried)[:2]) == {0, 1}

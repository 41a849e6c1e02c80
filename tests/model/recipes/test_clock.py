"""Networks that learn when a number of ticks is over."""

from dataclasses import replace

import pytest

from model.recipes import clock


def test_a_round_is_so_many_ticks_and_a_tock() -> None:
    assert clock.round_of(3) == ("tick", "tick", "tick", "tock")


@pytest.mark.parametrize("cell", ["lstm", "lstm_peephole"])
def test_who_has_learned_keeps_time_in_rounds_that_were_not_learned_from(cell: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "PLAN", replace(clock.PLAN, steps=250))
    learned = clock.train_to_count(cell, 1, 1)
    assert learned.on_time == 1.0
    assert learned.reader.cell.kind == cell
    again = clock.train_to_count(cell, 1, 1)
    assert again.reader.fingerprint == learned.reader.fingerprint


def test_who_has_not_learned_does_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "PLAN", replace(clock.PLAN, steps=2))
    assert clock.train_to_count("lstm", 5, 0).on_time == 0.0  # what comes most often is always predicted: the tock never

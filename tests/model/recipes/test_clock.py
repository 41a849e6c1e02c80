"""Networks that learn when a number of ticks is over."""

from dataclasses import replace
from pathlib import Path

import pytest

from model import zoo
from model.errors import UsageError
from model.recipes import Request, clock, report, train


def test_a_round_is_so_many_ticks_and_a_tock() -> None:
    assert clock.round_of(3) == ("tick", "tick", "tick", "tock")


@pytest.mark.parametrize("cell", ["lstm", "lstm_peephole", "lstm_coupled_peephole"])
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


def test_the_task_trains_the_bundled_network_and_tells_how_well_it_keeps_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "PLAN", replace(clock.PLAN, steps=3))
    trained = clock.train_clock(Request())
    source = trained.network.provenance
    assert (source.seed, source.model, source.score_count) == (clock.SEED, clock.NAME, clock.JUDGED)
    assert (trained.network.cell.kind, trained.accuracy, trained.held_out) == ("lstm_peephole", source.score, clock.JUDGED)
    assert clock.train_clock(Request(cell="gru", seed=3)).network.cell.kind == "gru"
    assert next(report(trained)).startswith("rounds on time 0.000 on 20 rounds; always saying 'tick' gives 0.000")
    with pytest.raises(UsageError, match=r"^A clock's rounds are made here: leave --data out\.$"):
        train("clock", data=Path("x.csv"))


def test_the_first_seed_that_keeps_time_is_taken_or_the_last(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "PLAN", replace(clock.PLAN, steps=2))
    scores = iter([0.5, 1.0, 0.2, 0.3])
    monkeypatch.setattr(clock, "on_time", lambda reader, ticks: next(scores))
    assert clock.first_on_time(2, range(3)).provenance.seed == 1
    last = clock.first_on_time(2, range(2)).provenance
    assert (last.seed, last.score, last.task) == (1, 0.3, "2 ticks, then a tock")


def test_a_clock_of_other_ticks_is_trained_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "PLAN", replace(clock.PLAN, steps=2))
    trace = clock.clock_trace(3)
    assert trace.tokens == ("tick", "tick", "tick", "tock") * 2
    assert trace.expected == (*trace.tokens[1:], "tick")
    assert trace.provenance.task == "3 ticks, then a tock"
    assert clock.clock_trace().provenance.fingerprint == zoo.load(clock.NAME).fingerprint


@pytest.mark.parametrize("text", ["2", "12"])
def test_how_often_it_ticks_is_a_number(text: str) -> None:
    assert clock.ticks_of(text) == int(text)


@pytest.mark.parametrize("text", ["1", "13", "", "five", "-3", "2.5", "9" * 5000])
def test_what_is_no_such_number_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match=r"^A clock of a film ticks 2 to 12 times before it tocks, not '.*'\.$"):
        clock.ticks_of(text)

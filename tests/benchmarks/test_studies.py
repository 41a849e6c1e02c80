"""Studies: every cell is run once, a run that was ended goes on, and the page says what is in the file."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from benchmarks import studies
from benchmarks.learning import gaps, one_step
from benchmarks.reviews import scores
from model import zoo
from model.calling import study_file
from model.cells import CELLS
from model.networks import Reader
from model.recipes import gaps as recipe
from model.recipes.reviews import SHIPPED_SEEDS, bundled_name
from model.trace import Study, Trace
from model.trace.measures import OF_EXAMPLES, Axis


@pytest.fixture
def ran() -> list[tuple[Any, ...]]:
    return []


@pytest.fixture
def sort(ran: list[tuple[Any, ...]]) -> studies.Sort:
    def run(where: Mapping[str, Any], _kept: Path) -> Mapping[str, float]:
        ran.append(tuple(where.values()))
        return {"right": where["gap"] / 20 + where["seed"] / 10}

    axes = (
        Axis(name="cell", meaning="the kind of cell", coordinates=("rnn", "lstm")),
        Axis(name="gap", meaning="a distance", coordinates=(5, 10)),
        Axis(name="seed", meaning="a seed", coordinates=(0, 1)),
    )
    return studies.Sort("something", axes, {"right": studies.Asked("right answers", OF_EXAMPLES)}, 20, run)


def test_several_studies_are_run_by_one_command(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    run: list[tuple[Any, ...]] = []
    monkeypatch.setattr(studies, "conduct", lambda *about: run.append(about))
    monkeypatch.setattr("sys.argv", ["studies", "gaps", "gradients", "--only", "cell=lstm"])
    studies.main()
    assert run == [(name, {"cell": "lstm"}, studies.KEPT) for name in ("gaps", "gradients")]
    monkeypatch.setattr("sys.argv", ["studies", "gaps", "costs", "--only", "gap=20"])
    with pytest.raises(SystemExit):
        studies.main()
    assert "--only names nothing of the study costs: gap=20." in capsys.readouterr().err
    assert len(run) == 2


def test_a_run_that_was_ended_goes_on(sort: studies.Sort, ran: list[tuple[Any, ...]], tmp_path: Path) -> None:
    studies.measured(sort, {"cell": "lstm", "gap": "10"}, tmp_path / "kept" / "some.jsonl")
    assert ran == [("lstm", 10, 0), ("lstm", 10, 1)]
    found = studies.measured(sort, {}, tmp_path / "kept" / "some.jsonl")
    assert len(ran) == len(set(ran)) == len(found) == 8
    assert found["rnn", 5, 1]["right"] == 0.35


def test_what_was_measured_is_a_study_and_a_table(sort: studies.Sort, tmp_path: Path) -> None:
    found = studies.measured(sort, {}, tmp_path / "some.jsonl")
    study = studies.study_of("some", sort, found, "python -m some")
    study.save(tmp_path / "some.npz")
    again = Trace.load(tmp_path / "some.npz")
    assert again.lookup("right")[again.index("right", cell="lstm", gap=10, seed=1)] == pytest.approx(0.6)
    assert studies.table(study, sort).splitlines()[-1] == "| lstm | 10 | 0.50 | 0.60 | 0.55 ± 0.07 |"


def test_what_is_the_same_is_told_once_and_of_rounds_the_median(ran: list[tuple[Any, ...]], tmp_path: Path) -> None:
    axes = (
        Axis(name="cell", meaning="the kind of cell", coordinates=("rnn", "lstm")),
        Axis(name="round", meaning="a round", coordinates=(1, 2, 3)),
    )

    def run(where: Mapping[str, Any], _kept: Path) -> Mapping[str, float]:
        ran.append(tuple(where.values()))
        return {"took": where["round"] ** 2, "size": 1000 * len(where["cell"])}

    measures = {
        "took": studies.Asked("time", "microseconds", head="µs", digits=1),
        "size": studies.Asked("numbers", "count", ("cell",), "numbers"),
    }
    sort = studies.Sort("something", axes, measures, 0, run)
    study = studies.study_of("some", sort, studies.measured(sort, {}, tmp_path / "some.jsonl"), "python -m some")
    assert ran[:3] == [("rnn", 1), ("lstm", 1), ("rnn", 2)]
    assert study.lookup("size").tolist() == [3000, 4000]
    assert studies.table(study, sort).splitlines()[-1] == "| lstm | 4.0 (1.0 to 9.0) | 4,000 |"


def test_what_is_said_to_be_the_same_and_is_not_is_refused(sort: studies.Sort, tmp_path: Path) -> None:
    wrong = sort._replace(measures={"right": studies.Asked("right answers", OF_EXAMPLES, ("cell", "gap"))})
    with pytest.raises(ValueError, match="right is another one along an axis that is none of its own"):
        studies.study_of("some", wrong, studies.measured(wrong, {}, tmp_path / "some.jsonl"), "python -m some")


@pytest.mark.parametrize("gap", [5, 80])
def test_a_network_is_asked_over_the_longest_gap_as_well(gap: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def trained(sort: str, kind: str, gap: int, seed: int) -> Reader:
        return recipe.judged(recipe.blank(sort, kind, seed), sort, kind, gap, seed)

    monkeypatch.setattr(gaps, "train_over", trained)
    monkeypatch.setattr(recipe, "FRESH", 20)
    where = {"task": "recall", "cell": "gru", "gap": gap, "seed": 0}
    found = gaps.remembered(where, tmp_path)
    reader = gaps.network("recall", "gru", gap, 0, tmp_path)
    assert found["accuracy"] == reader.provenance.score == recipe.right_over(reader, "recall", gap)
    assert found["far_accuracy"] == recipe.right_over(reader, "recall", 80)


@pytest.mark.parametrize("kind", CELLS)
def test_costs_of_a_step_are_counted_from_the_arrays(kind: str) -> None:
    found, units = one_step.costs(kind, 6, repeats=10, emptied=2**10), 6
    blocks = {"rnn": 1, "lstm": 4, "lstm_peephole": 4}.get(kind, 3)
    more = {"gru_reset_after": units, "lstm_peephole": 3 * units, "lstm_coupled_peephole": 2 * units}.get(kind, 0)
    assert found["weights"] == blocks * units * (units + units + 1) + more
    assert found["operations"] == 2 * blocks * units * (units + units)
    assert found["step_microseconds"] > 0
    assert found["cold_step_microseconds"] > 0
    assert one_step.blocks(CELLS[kind].create(units, units, np.random.default_rng(0))) == blocks


def test_what_comes_before_each_step_is_done_once_for_each() -> None:
    cell, called = CELLS["rnn"].create(3, 3, np.random.default_rng(0)), []
    one_step.step_microseconds(cell, 3, 10, lambda: called.append(1))
    assert len(called) == 11


@pytest.mark.parametrize("kind", SHIPPED_SEEDS)
def test_accuracies_are_those_that_the_bundled_readers_have(kind: str) -> None:
    found = scores(kind)
    provenance = zoo.load(bundled_name(kind)).provenance
    assert found[SHIPPED_SEEDS[kind]] == pytest.approx(provenance.score)
    assert len(found) == 5


@pytest.mark.parametrize("name", studies.STUDIES)
def test_the_page_has_the_table_of_the_file(name: str) -> None:
    study = Trace.load(study_file(name))
    assert isinstance(study, Study)
    sort = studies.STUDIES[name]
    assert (study.axes, study.provenance.measured) == (sort.axes, sort.measured)
    assert studies.table(study, sort) in studies.PAGE.read_text(encoding="utf-8")

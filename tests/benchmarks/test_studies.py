"""Studies: every cell is run once, a run that was ended goes on, and the page says what is in the file."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from benchmarks import studies
from model.trace import Study, Trace
from model.trace.measures import OF_EXAMPLES, Axis


@pytest.fixture
def ran() -> list[tuple[Any, ...]]:
    return []


@pytest.fixture
def sort(ran: list[tuple[Any, ...]]) -> studies.Sort:
    def run(where: Mapping[str, Any]) -> Mapping[str, float]:
        ran.append(tuple(where.values()))
        return {"right": where["gap"] / 20 + where["seed"] / 10}

    axes = (
        Axis(name="cell", meaning="the kind of cell", coordinates=("rnn", "lstm")),
        Axis(name="gap", meaning="a distance", coordinates=(5, 10)),
        Axis(name="seed", meaning="a seed", coordinates=(0, 1)),
    )
    return studies.Sort("something", axes, {"right": ("right answers", OF_EXAMPLES)}, 20, run)


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


@pytest.mark.parametrize("name", studies.STUDIES)
def test_the_page_has_the_table_of_the_file(name: str) -> None:
    study = Trace.load(studies.FOLDER / f"{name}.npz")
    assert isinstance(study, Study)
    sort = studies.STUDIES[name]
    assert (study.axes, study.provenance.measured) == (sort.axes, sort.measured)
    assert studies.table(study, sort) in studies.PAGE.read_text(encoding="utf-8")

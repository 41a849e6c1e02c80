"""Many films in processes of their own: one that fails, or dies, stops no other; all share the places for those who draw."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from model.errors import RenderError, UnrolledError, UsageError
from scenes.stage.jobs import Progress, RenderJob, RenderResult
from scenes.stage.many import pool


def job(scene: str, folder: Path) -> RenderJob:
    return RenderJob(scene=scene, formats=(), folder=folder)


def made(job: RenderJob, tell: Any, slots: Any) -> RenderResult:
    """Stand in for a film: the name of the scene says what happens."""
    for done, total in ((0.0, None), (1.0, None), (2.0, 2.0)):
        tell(done, total)
    if job.scene == "refused":
        raise UsageError("There is no word 9.")
    kept = job.folder / job.scene
    if job.scene == "breaks":
        with kept.open("a") as file:
            file.write("x")
        raise ZeroDivisionError("division by zero")
    if job.scene == "stutters":
        raise RuntimeError("one\n\x1b" + "two " * 2_000)
    if job.scene.startswith("dies") and (not kept.exists() or job.scene == "dies again"):
        kept.touch()
        os._exit(7)
    kept.write_text(str(os.getpid()))
    return RenderResult(job.scene, (kept,), 2.0, (str(sum(slots.acquire(False) for _ in range(9))),))


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[..., list[Any]]:
    monkeypatch.setattr(pool.worker, "film", made)

    def outcomes(*scenes: str, workers: int = 2, report: Any = None) -> list[Any]:
        return list(pool.render([job(scene, tmp_path) for scene in scenes], workers=workers, report=report))

    return outcomes


def test_a_refused_film_stops_no_other(run: Callable[..., list[Any]], tmp_path: Path) -> None:
    heard: list[Progress] = []
    outcomes = run("one", "refused", "two", report=heard.append)
    errors = [each for each in outcomes if isinstance(each, UnrolledError)]
    assert sorted(each.scene for each in outcomes if isinstance(each, RenderResult)) == ["one", "two"]
    assert [(type(error), str(error)) for error in errors] == [(UsageError, "There is no word 9.")]
    assert {(tmp_path / name).read_text() for name in ("one", "two")}.isdisjoint({str(os.getpid())})
    assert len({(tmp_path / name).read_text() for name in ("one", "two")}) == 2
    assert {progress.job for progress in heard} == {0, 1, 2}
    assert [progress.done for progress in heard if progress.job == 2] == [0.0, 1.0, 2.0]


def test_a_film_whose_process_dies_is_made_again(run: Callable[..., list[Any]]) -> None:
    outcomes = run("dies once", "another", workers=1)
    assert sorted(each.scene for each in outcomes) == ["another", "dies once"]


def test_a_process_that_dies_twice_is_reported_and_stops_no_other(run: Callable[..., list[Any]]) -> None:
    another, error = run("dies again", "another")
    assert another.scene == "another"
    assert isinstance(error, RenderError)
    assert str(error) == "The process that rendered dies again died twice; was there enough memory?"


def test_what_nobody_has_foreseen_is_one_sentence_and_not_tried_again(run: Callable[..., list[Any]], tmp_path: Path) -> None:
    outcomes = {type(outcome): outcome for outcome in run("breaks", "another")}
    assert outcomes[RenderResult].scene == "another"
    assert str(outcomes[RenderError]) == "breaks could not be made (ZeroDivisionError: division by zero)."
    assert (tmp_path / "breaks").read_text() == "x"


def test_what_nobody_has_foreseen_is_said_in_one_line_however_much_it_says(run: Callable[..., list[Any]]) -> None:
    (error,) = [str(outcome) for outcome in run("stutters", "another") if isinstance(outcome, RenderError)]
    assert error.startswith("stutters could not be made (RuntimeError: one ")
    assert len(error) < 300
    assert "\n" not in error


def test_one_film_is_made_here_with_all_places(run: Callable[..., list[Any]], tmp_path: Path) -> None:
    (outcome,) = run("one", workers=4)
    assert (tmp_path / "one").read_text() == str(os.getpid())
    assert outcome.unknown == ("3",)


def test_films_share_the_places_and_leave_theirs_to_others(run: Callable[..., list[Any]]) -> None:
    outcomes = run("one", "two", workers=5)
    assert sum(int(count) for outcome in outcomes for count in outcome.unknown) in (3, 4)


def test_a_job_that_is_wrong_comes_back_as_its_error(tmp_path: Path) -> None:
    wrong = RenderJob(scene="lstm_sentence", formats=("png",), folder=tmp_path, quality="480p15", text="...")
    for outcome in pool.render([wrong, wrong], workers=1):
        assert isinstance(outcome, UsageError)
        assert "There is no word in" in str(outcome)
    assert list(tmp_path.iterdir()) == []

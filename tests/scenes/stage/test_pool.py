"""Many films in processes of their own: one that fails, or dies, stops no other."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from model.errors import RenderError, UnrolledError, UsageError
from scenes.stage import pool
from scenes.stage.jobs import Progress, RenderJob, RenderResult


def job(scene: str, folder: Path) -> RenderJob:
    return RenderJob(scene=scene, formats=(), folder=folder)


def worked(number: int, job: RenderJob, news: Any) -> RenderResult:
    """Stand in for a film: the name of the scene says what happens."""
    for done in (0.0, 1.0, 2.0):
        news.put(Progress(number, done, 2.0))
    if job.scene == "refused":
        raise UsageError("There is no word 9.")
    if job.scene == "dies":
        os._exit(7)
    (job.folder / job.scene).write_text(str(os.getpid()))
    return RenderResult(job.scene, (job.folder / job.scene,), 2.0, ())


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[..., list[Any]]:
    monkeypatch.setattr(pool, "_run", worked)

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
    assert {progress.job for progress in heard} <= {0, 1, 2}


def test_a_process_that_dies_is_reported(run: Callable[..., list[Any]]) -> None:
    (outcome,) = run("dies", workers=1)
    assert isinstance(outcome, RenderError)
    assert str(outcome) == "The process that rendered dies died; was there enough memory?"


def test_a_job_that_is_wrong_comes_back_as_its_error(tmp_path: Path) -> None:
    wrong = RenderJob(scene="lstm_sentence", formats=("png",), folder=tmp_path, quality="480p15", text="...")
    (outcome,) = pool.render([wrong], workers=1)
    assert isinstance(outcome, UsageError)
    assert "There is no word in" in str(outcome)
    assert list(tmp_path.iterdir()) == []

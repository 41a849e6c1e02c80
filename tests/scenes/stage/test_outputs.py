"""What of several films was not made is named, with what is typed to make it."""

import shlex
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import render
from model.calling import PROGRAM
from scenes.stage import lectures, planning
from scenes.stage.catalogue import find
from scenes.stage.jobs import RenderJob
from scenes.stage.outputs import mixed, outputs, stamps, stopped, unmade

FILMS = "vanishing_gradient:rnn,lstm_gates,vanishing_gradient:lstm"


def planned(**options: Any) -> tuple[RenderJob, ...]:
    """Return the jobs of a lecture, as the command plans them."""
    told = lectures.lecture(None, FILMS)
    stories, own = [find(part.film) for part in told.films], [part.options for part in told.films]
    return planning.plan(planning.Intent("talk", options.pop("formats", ()), numbered=True), stories, own=own, **options).jobs


def made(*jobs: RenderJob) -> set[Path]:
    return {each.path for job in jobs for each in outputs(job)}


def test_nothing_is_said_of_one_film_or_if_all_are_made() -> None:
    jobs = planned()
    assert unmade(jobs[:1], set()) == ""
    assert unmade(jobs, made(*jobs)) == ""


def test_all_that_is_not_made_is_named() -> None:
    first, second, _ = jobs = planned()
    assert unmade(jobs, set()) == "None of 3 films is made."
    said = unmade(jobs, made(second))
    assert said.startswith(
        "Not made: talk/01_vanishing_gradient_rnn.mp4, talk/03_vanishing_gradient_lstm.mp4; 1 of 3 films are. "
    )
    assert unmade(jobs, made(first, second)).startswith("Not made: talk/03_vanishing_gradient_lstm.mp4; 2 of 3 films are. ")


@pytest.mark.parametrize(
    "options",
    [
        {},
        {"text": "it's so good", "theme": "light", "quality": "480p15", "weights": "grey", "formats": ("srt", "mp4")},
        {"moment": True, "formats": ("gif",)},
        {"text_file": Path("t.txt")},
    ],
    ids=str,
)
def test_what_is_typed_for_one_makes_the_same_job(options: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    first, second, third = jobs = planned(**options)
    typed = unmade(jobs, made(first, second)).partition("alone: `")[2].removesuffix("`.")
    assert typed.startswith(f"{PROGRAM} vanishing_gradient ")
    taken: list[RenderJob] = []
    monkeypatch.setattr(render, "_make", lambda jobs, *_: taken.extend(jobs))
    render.main.main(shlex.split(typed.removeprefix(PROGRAM)), standalone_mode=False)
    [alone] = taken
    assert {**fields(alone), "command": ""} == {**fields(third), "command": ""}


def fields(job: RenderJob) -> dict[str, Any]:
    return {name: getattr(job, name) for name in RenderJob.__dataclass_fields__}


def test_what_is_there_of_what_was_stopped_is_named(tmp_path: Path) -> None:
    jobs = [RenderJob(scene=name, folder=tmp_path, formats=("srt", "png"), cache=False) for name in ("rnn_cell", "lstm_gates")]
    (tmp_path / "rnn_cell.png").write_text("of a run before")
    before = stamps(jobs)
    assert stopped(jobs, before) == "Stopped: no file was written."
    for name in ("lstm_gates.srt", "lstm_gates.json"):
        (tmp_path / name).write_text("new")
    said = f"Stopped: 1 of 4 files written, {tmp_path / 'lstm_gates.srt'}, and nothing is left of others."
    assert stopped(jobs, before) == said
    kept = [replace(job, cache=True) for job in jobs]
    assert stopped(kept, before) == f"{said[:-1]}; what was drawn is kept in the cache for the next time."


def test_what_is_of_another_time_among_numbered_files_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    job = RenderJob(
        scene="lstm_sentence", formats=("mp4", "gif"), folder=tmp_path, clips=True, titles=("the question", "the answer")
    )
    lecture = RenderJob(scene="lstm_gates", formats=("mp4",), folder=tmp_path, name="02_lstm_gates")
    mine = made(job) | made(lecture)
    other = ("lstm_sentence_03_the_answer.mp4", "lstm_sentence_02_the_turn.gif", "02_rnn_cell.mp4")
    alien = ("lstm_sentence.mp4", "lstm_sentence_03.svg", "lstm_gates_01_first.mp4", "2_x.mp4", "lstm_sentence_1_x.mp4")
    for path in (*mine, *(tmp_path / name for name in (*other, *alien))):
        path.touch()
    monkeypatch.chdir(tmp_path)
    job, lecture = replace(job, folder=Path()), replace(lecture, folder=Path())
    assert [*mixed([job], made(job))] == [f"Not made now, but there: {other[1]}, {other[0]}."]
    assert [*mixed([job, lecture], made(job, lecture))] == [f"Not made now, but there: {', '.join(sorted(other))}."]
    assert not list(mixed([replace(job, clips=False)], made(job)))

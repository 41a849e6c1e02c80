"""Parts out of the cache are those that drawing makes, byte for byte; what is drawn anew is what shows something else."""

from dataclasses import replace
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
from manim import RIGHT, Circle

from model.trace import ReaderTrace
from scenes import lstm_sentence
from scenes.mobjects.theme import DARK
from scenes.stage import worker
from scenes.stage.cache import Cache
from scenes.stage.drawing import parts, reel, renderer
from scenes.stage.drawing.encoder import Encoder
from scenes.stage.jobs import RenderJob
from scenes.telling.scene import TraceScene

PARTS = 5
SECONDS = 1.5
"""Longer than a caption leads, shorter than that and the motion after it: a part ends with the motion of each beat."""


JOB: dict[str, Any] = {"scene": "lstm_sentence", "formats": ("mp4",), "quality": "480p15", "text": "good"}


class Long(TraceScene):
    """A film of five parts; four begin with a caption of their own."""

    title, trace_type, model, text = "Long", ReaderTrace, "reviews", "good"
    captions = ("One.", "Two.", "Three.", "Four.")
    __module__ = lstm_sentence.__name__

    def construct(self) -> None:
        circle = Circle(color=DARK.memory, fill_opacity=1)
        self.add(circle)
        for caption in self.captions:
            self.act("act")
            with self.beat(caption):
                self.play(circle.animate.shift(0.1 * RIGHT), run_time=1)


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "kept"
    monkeypatch.setattr(worker.catalogue, "load", lambda name: Long)
    monkeypatch.setattr(parts, "SECONDS", SECONDS)
    monkeypatch.setattr(worker, "_cache", lambda job: Cache(folder) if job.cache else None)
    return folder


@pytest.fixture
def job(tmp_path: Path) -> RenderJob:
    return RenderJob(**JOB, folder=tmp_path / "out")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, Path]:
    """Return the film as it is drawn for the first time, and the cache in which its parts were put."""
    folder = tmp_path_factory.mktemp("made")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(worker.catalogue, "load", lambda name: Long)
        patch.setattr(parts, "SECONDS", SECONDS)
        patch.setattr(worker, "_cache", lambda job: Cache(folder / "kept"))
        return film(RenderJob(**JOB, folder=folder)), folder / "kept"


@pytest.fixture
def drawn(made: tuple[bytes, Path], kept: Path) -> bytes:
    """Return a film whose parts are in the cache."""
    copytree(made[1], kept)
    return made[0]


def film(job: RenderJob) -> bytes:
    worker.film(job, lambda done, total: None)
    return job.path(f".{job.formats[0]}").read_bytes()


def entries(folder: Path) -> dict[str, float]:
    return {path.name: path.stat().st_mtime_ns for path in folder.iterdir()} if folder.exists() else {}


def test_with_the_cache_files_are_the_same(kept: Path, job: RenderJob) -> None:
    drawn = film(replace(job, cache=False))
    assert entries(kept) == {}
    assert film(job) == drawn
    first = entries(kept)
    assert len(first) == PARTS
    assert film(job) == drawn
    assert set(entries(kept)) == set(first)


def test_what_is_kept_is_not_drawn(drawn: bytes, job: RenderJob, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: Any, **kwargs: Any) -> None:
        raise AssertionError("it is encoded again")

    monkeypatch.setattr(Encoder, "__init__", refuse)
    assert film(job) == drawn


@pytest.mark.usefixtures("drawn")
def test_only_parts_that_show_another_caption_are_drawn(kept: Path, job: RenderJob, monkeypatch: pytest.MonkeyPatch) -> None:
    before = set(entries(kept))
    monkeypatch.setattr(Long, "captions", ("One.", "Two.", "Other.", "Four."))
    changed = film(job)
    assert len(set(entries(kept)) - before) == 2  # it is shown, and taken away
    assert changed == film(replace(job, cache=False))


@pytest.mark.parametrize(
    "other",
    [{"quality": "720p30"}, {"formats": ("png",)}, {"text": "bad"}],
    ids=str,
)
@pytest.mark.usefixtures("drawn")
def test_another_job_shares_what_looks_the_same(kept: Path, job: RenderJob, other: dict[str, Any]) -> None:
    film(replace(job, **other))
    assert len(entries(kept)) == (PARTS if "text" in other else 2 * PARTS)


def test_other_code_that_draws_draws_anew(drawn: bytes, kept: Path, job: RenderJob, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reel, "_makers", lambda: b"others")
    assert film(job) == drawn
    assert len(entries(kept)) == 2 * PARTS


def test_damaged_parts_are_drawn_again(drawn: bytes, kept: Path, job: RenderJob) -> None:
    for number, path in enumerate(sorted(kept.iterdir())):
        if number == 0:
            path.unlink()
        else:
            path.write_bytes(path.read_bytes()[:-number])
    assert film(job) == drawn
    assert all(path.stat().st_size > 1000 for path in kept.iterdir())


def test_parts_that_were_exchanged_are_drawn_again(drawn: bytes, kept: Path, job: RenderJob) -> None:
    first, second, *_ = sorted(kept.iterdir())
    was = first.read_bytes()
    second.replace(first)
    second.write_bytes(was)
    assert film(job) == drawn
    assert first.read_bytes() == was


@pytest.mark.parametrize("most", [0, 30_000])
def test_parts_with_too_many_marks_are_drawn_at_once(
    made: tuple[bytes, Path], kept: Path, job: RenderJob, monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    monkeypatch.setattr(reel, "MOST", most)
    assert film(job) == made[0]
    assert entries(kept) == {}


def test_what_manim_s_camera_draws_is_not_kept(kept: Path, job: RenderJob, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(renderer, "_foreign", lambda mobject: True)
    drawn = film(replace(job, cache=False))
    assert film(job) == drawn
    assert entries(kept) == {}

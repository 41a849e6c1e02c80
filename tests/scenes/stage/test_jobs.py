"""Jobs: plain records that say no early and travel to other processes."""

import pickle
from pathlib import Path
from typing import Any

import pytest

from model import errors
from model.errors import UnrolledError, UsageError
from scenes.stage.formats import FORMATS
from scenes.stage.jobs import QUALITIES, Progress, RenderJob, RenderResult


def job(**options: Any) -> RenderJob:
    return RenderJob(**({"scene": "lstm_gates", "formats": ("mp4",), "folder": Path("media")} | options))


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (
            {"quality": "480p"},
            "There is no quality '480p' (did you mean 480p15?); there are 480p15, 720p30, 1080p30, 1080p60, 2160p60.",
        ),
        (
            {"theme": "drak"},
            "There is no theme 'drak' (did you mean dark?); there are dark and light, or give a file that ends in .toml.",
        ),
        ({"theme": "x" * 5_000}, "There is no theme 'xxx"),
        ({"word": 0}, "Words are counted from 1, there is no word 0."),
        ({"word": -3}, "Words are counted from 1, there is no word -3."),
        (
            {"traces": (Path("t.npz"),), "text": "good"},
            "A saved trace holds its own text and model: give --trace, or",
        ),
        ({"traces": (Path("t.npz"),), "models": ("reviews",)}, "A saved trace holds its own text and model"),
        ({"traces": (Path("t.npz"),), "text": ""}, "A saved trace holds its own text and model"),
        ({"traces": (Path("t.npz"),), "text_file": Path("t.txt")}, "A saved trace holds its own text and model"),
        ({"text": "good", "text_file": Path("t.txt")}, "There is one text: give --text or --text-file, not both."),
    ],
)
def test_jobs_that_cannot_be_are_refused(options: dict[str, Any], message: str) -> None:
    with pytest.raises(UsageError) as error:
        job(**options)
    assert str(error.value).startswith(message)


def test_jobs_are_hashable_printable_and_travel() -> None:
    one = job(text="not good", word=2, formats=("mp4", "gif"))
    assert pickle.loads(pickle.dumps(one)) == one
    assert len({one, job(text="not good", word=2, formats=("mp4", "gif")), job()}) == 2
    assert "not good" in repr(one)
    with pytest.raises(AttributeError):
        one.word = 3  # type: ignore[misc]


def test_results_and_progress_travel() -> None:
    for record in (RenderResult("lstm_gates", (Path("a.mp4"),), 12.5, ("zorble",)), Progress(0, 1.0, 2.0)):
        assert pickle.loads(pickle.dumps(record)) == record


@pytest.mark.parametrize("name", [name for name in errors.__all__ if isinstance(getattr(errors, name), type)])
def test_errors_travel(name: str) -> None:
    error = getattr(errors, name)("One sentence.")
    again = pickle.loads(pickle.dumps(error))
    assert type(again) is type(error)
    assert str(again) == "One sentence."
    assert isinstance(error, UnrolledError)


def test_files_are_named_after_the_film_alone() -> None:
    assert job().path(".mp4") == Path("media/lstm_gates.mp4")
    for scene in ("../../etc/passwd", "my film.py:Film", "a/b"):
        assert job(scene=scene).path(".gif").parent == Path("media")


def test_qualities_say_what_they_are_and_fit_an_encoder() -> None:
    for name, quality in QUALITIES.items():
        assert name == quality.name == f"{quality.height}p{quality.rate}"
        assert quality.width % 2 == quality.height % 2 == 0
        assert quality.width / quality.height == pytest.approx(16 / 9, abs=0.003)


def test_formats_say_what_they_are() -> None:
    for name, row in FORMATS.items():
        assert row.name == name
        assert row.suffix == f".{name}"
        assert row.description

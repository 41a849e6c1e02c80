"""Whether there is room: what is said before, as far as it can be known, and what the disk says in the end."""

import errno
import os
from collections import namedtuple
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from model.errors import RenderError
from scenes.stage import room
from scenes.stage.jobs import RenderJob

Usage = namedtuple("Usage", "total used free")
LARGE, SMALL = Usage(10**12, 0, 10**12), Usage(10**9, 10**9 - 1000, 1000)


@pytest.fixture
def job(tmp_path: Path) -> RenderJob:
    return RenderJob(scene="alignment", formats=("mp4", "gif"), folder=tmp_path / "talk" / "films", quality="480p15")


@pytest.fixture
def parts(tmp_path: Path) -> Path:
    (tmp_path / "parts").mkdir()
    return tmp_path / "parts"


def test_a_film_that_fits_is_made(job: RenderJob, parts: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "disk_usage", lambda folder: LARGE)
    room.check_room(job, 60.0, parts)


def test_the_disk_that_is_too_small_is_named(job: RenderJob, parts: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "gettempdir", lambda: "/scratch")
    monkeypatch.setattr(room, "disk_usage", lambda folder: SMALL if folder == parts else LARGE)
    with pytest.raises(
        RenderError, match=r"^alignment takes at least 8\.\d MB in /scratch .* 0\.0 MB are free: TMPDIR names another place\.$"
    ):
        room.check_room(job, 60.0, parts)
    monkeypatch.setattr(room, "disk_usage", lambda folder: SMALL if folder == job.folder.parents[1] else LARGE)
    with pytest.raises(
        RenderError, match=r"^alignment takes at least 0\.5 MB in \S+talk/films, where .* free: -o names another place\.$"
    ):
        room.check_room(job, 60.0, parts)


def test_what_is_drawn_already_needs_no_room(job: RenderJob, parts: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "disk_usage", lambda folder: SMALL if folder == parts else LARGE)
    (parts / "0000.film.mp4").touch()
    os.truncate(parts / "0000.film.mp4", 20_000_000)
    room.check_room(job, 60.0, parts)


def test_only_what_is_asked_for_counts(job: RenderJob, parts: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "disk_usage", lambda folder: SMALL)
    room.check_room(replace(job, formats=("srt", "vtt")), 60.0, parts)


def test_nothing_is_said_where_nothing_is_known(job: RenderJob, parts: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(folder: Path) -> Usage:
        raise PermissionError(errno.EACCES, "Permission denied")

    for usage in (refused, lambda folder: Usage(0, 0, 0)):
        monkeypatch.setattr(room, "disk_usage", usage)
        room.check_room(job, 60.0, parts)
    monkeypatch.setattr(room, "disk_usage", lambda folder: SMALL)
    room.check_room(replace(job, scene="my.py:MyFilm"), 60.0, parts)


def test_what_is_reserved_is_for_root(job: RenderJob, parts: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "disk_usage", lambda folder: Usage(10**9, 10**8, 0))
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    room.check_room(job, 60.0, parts)
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    with pytest.raises(RenderError):
        room.check_room(job, 60.0, parts)


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT, errno.EFBIG])
def test_what_a_full_disk_says_names_the_folder_for_temporary_files(
    number: int, job: RenderJob, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(room, "gettempdir", lambda: "/scratch")
    said = rf"^/scratch has no room for a film while it is made \({os.strerror(number)}\): TMPDIR names another place\.$"
    with pytest.raises(RenderError, match=said), room.refusals(job):
        raise OSError(number, os.strerror(number))


def written_by(path: Path, then: Callable[[], object]) -> Callable[[], object]:
    """Return a function in a file that calls another."""
    found: dict[str, Callable[..., object]] = {}
    exec(compile("def tell(then):\n    return then()\n", str(path), "exec"), found)
    return partial(found["tell"], then)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="it takes a device that is full")
@pytest.mark.parametrize(("by", "temporary"), [("numpy/lib.py", False), ("manim/camera.py", True)])
def test_what_a_film_writes_by_itself_is_not_about_temporary_files(by: str, temporary: bool, tmp_path: Path) -> None:
    film = tmp_path / "film.py"
    with pytest.raises(OSError, match="No space left") as caught:
        written_by(film, written_by(tmp_path / by, lambda: Path("/dev/full").write_bytes(b"x")))()
    assert bool(room.no_room(caught.value, film)) is temporary
    assert "no room for a film while it is made" in str(room.no_room(caught.value, tmp_path / "another.py"))


def test_whatever_goes_wrong_on_a_full_disk_is_about_that(monkeypatch: pytest.MonkeyPatch) -> None:
    assert room.no_room(SyntaxError("unclosed token")) is None
    monkeypatch.setattr(room, "disk_usage", lambda folder: SMALL)
    assert "no room for a film while it is made (No space left on device)" in str(room.no_room(SyntaxError("unclosed token")))


def test_whatever_else_the_system_refuses_is_one_sentence(job: RenderJob) -> None:
    with pytest.raises(RenderError, match=r"^alignment could not be made: .*Too many open files\.$"), room.refusals(job):
        raise OSError(errno.EMFILE, "Too many open files")

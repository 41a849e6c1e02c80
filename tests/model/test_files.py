import sys
from pathlib import Path

import pytest

from model.errors import FileError
from model.files import cache_folder, replacing


class OutOfSpaceError(Exception):
    pass


def test_replaces_only_when_the_block_succeeds(tmp_path: Path) -> None:
    path = tmp_path / "new" / "deep" / "film.mp4"
    with replacing(path) as aside:
        aside.write_text("first")
        assert not path.exists()
    with replacing(path) as aside:
        assert aside.suffix == ".mp4"
        aside.write_text("second")
        assert path.read_text() == "first"
    assert path.read_text() == "second"
    assert [*path.parent.iterdir()] == [path]


@pytest.mark.parametrize("interruption", [OutOfSpaceError, KeyboardInterrupt, SystemExit])
def test_leaves_everything_as_it_was(tmp_path: Path, interruption: type[BaseException]) -> None:
    path = tmp_path / "film.mp4"
    path.write_text("old")
    with pytest.raises(interruption), replacing(path) as aside:  # noqa: PT012
        aside.write_text("half")
        raise interruption
    assert path.read_text() == "old"
    assert [*tmp_path.iterdir()] == [path]


def test_new_file_has_ordinary_permissions(tmp_path: Path) -> None:
    (tmp_path / "ordinary").write_text("")
    with replacing(tmp_path / "film") as aside:
        aside.write_text("")
    assert (tmp_path / "film").stat().st_mode == (tmp_path / "ordinary").stat().st_mode


def test_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(FileError, match=r"^Nothing can be written to .*file: .*\.$"), replacing(tmp_path / "file" / "film.mp4"):
        pytest.fail("the block must not run")


def test_target_that_is_a_folder(tmp_path: Path) -> None:
    with pytest.raises(FileError, match=r"is a folder"), replacing(tmp_path):
        pytest.fail("the block must not run")


def test_two_writers_at_once(tmp_path: Path) -> None:
    path = tmp_path / "film.mp4"
    with replacing(path) as one, replacing(path) as two:
        one.write_text("one")
        two.write_text("two")
    assert path.read_text() == "one"
    assert [*tmp_path.iterdir()] == [path]


def test_nothing_written(tmp_path: Path) -> None:
    path = tmp_path / "film.mp4"
    path.write_text("old")
    with pytest.raises(FileError, match=r"cannot be replaced"), replacing(path):
        pass
    assert path.read_text() == "old"


def test_cache_folder_follows_the_platform(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("UNROLLED_CACHE", str(tmp_path / "own"))
    assert cache_folder() == tmp_path / "own"
    monkeypatch.delenv("UNROLLED_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert cache_folder() == tmp_path / "unrolled"
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert cache_folder() == tmp_path / ".cache" / "unrolled"
    monkeypatch.setattr(sys, "platform", "darwin")
    assert cache_folder() == tmp_path / "Library" / "Caches" / "unrolled"

import errno
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from textwrap import dedent

import pytest

from model import files
from model.errors import FileError
from model.files import cache_folder, cache_obstacle, content_of, replacing

ROOT = Path(__file__).parents[2]


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


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO])
def test_what_the_system_refuses_is_one_sentence_that_names_the_place(tmp_path: Path, number: int) -> None:
    path = tmp_path / "film.mp4"
    path.write_text("old")
    said = re.escape(f"{path} cannot be written: {os.strerror(number)}.")
    with pytest.raises(FileError, match=f"^{said}$"), replacing(path) as aside:  # noqa: PT012
        aside.write_text("half")
        raise OSError(number, os.strerror(number), str(aside))
    assert path.read_text() == "old"
    assert [*tmp_path.iterdir()] == [path]


@pytest.mark.skipif(sys.platform == "win32", reason="a platform without such files")
def test_devices_are_never_replaced(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link").symlink_to("/dev/null")
    for path in (tmp_path / "pipe", tmp_path / "link", Path("/dev/full")):
        with pytest.raises(FileError, match=r"^\S+ is no file but a device, it cannot be replaced by one\.$"), replacing(path):
            pytest.fail("the block must not run")


def test_a_name_that_no_disk_takes(tmp_path: Path) -> None:
    with (
        pytest.raises(FileError, match=r"cannot be (written|replaced): File name too long\.$"),
        replacing(tmp_path / ("x" * 300)) as aside,
    ):
        aside.touch()


def test_content_of_plain_files_only(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"content")
    assert content_of(tmp_path / "file", 7) == b"content"
    assert content_of(tmp_path / "file", 6) is None
    assert content_of(tmp_path, 7) is None
    assert content_of(tmp_path / "none", 7) is None


# -- folders that go with their process ------------------------------------------------------------------------------------

HOLDING = """
    import sys
    from pathlib import Path
    from model.files import replacing, temporary_folder

    where = Path(sys.argv[1])
    with temporary_folder(where) as folder, replacing(where / "film.mp4") as aside:
        (folder / "part").write_text("x")
        aside.write_text("half")
        print(folder, aside.parent, flush=True)
        sys.stdin.read()
"""


def holding(where: Path) -> "subprocess.Popen[str]":
    command = [sys.executable, "-c", dedent(HOLDING), str(where)]
    return subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


@pytest.mark.skipif(sys.platform == "win32", reason="a platform without such locks")
def test_what_a_process_that_was_killed_has_left_is_swept_by_the_next(tmp_path: Path) -> None:
    with holding(tmp_path) as killed, holding(tmp_path) as alive:
        assert killed.stdout is not None
        assert alive.stdout is not None
        left, held = (set(process.stdout.readline().split()) for process in (killed, alive))  # type: ignore[union-attr]
        killed.kill()
        killed.wait()
        assert {str(path) for path in tmp_path.iterdir()} == left | held, "nothing is swept while it is held"
        with holding(tmp_path) as following:
            assert following.stdout is not None
            new = set(following.stdout.readline().split())
            assert {str(path) for path in tmp_path.iterdir()} == held | new
            following.communicate()
        alive.communicate()
    assert {path.name for path in tmp_path.iterdir()} == {"film.mp4"}


def test_folders_that_are_not_ours_are_never_swept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "unrolled-projects").mkdir()
    (tmp_path / "unrolled-projects" / "thesis").touch()
    (tmp_path / ".unrolled-settings").mkdir()
    others, ours = tmp_path / "unrolled-12345678", tmp_path / "elsewhere"
    for folder in (others, ours):
        folder.mkdir()
        (folder / files.MARK).touch()
    (tmp_path / "unrolled-abcdefgh").symlink_to(ours)
    with monkeypatch.context() as patch:
        patch.setattr(os, "getuid", lambda: -1)  # the files are of another user then
        files._sweep(tmp_path)
    assert others.exists()
    files._sweep.cache_clear()
    files._sweep(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {
        "unrolled-projects",
        ".unrolled-settings",
        "unrolled-abcdefgh",
        "elsewhere",
    }
    assert (ours / files.MARK).exists()


def test_a_folder_that_was_swept_before_it_was_held_is_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    really, swept = files._locked, []

    def late(lock: int) -> bool | None:
        if not swept:
            swept.extend(tmp_path.iterdir())
            shutil.rmtree(swept[0])
        return really(lock)

    monkeypatch.setattr(files, "_locked", late)
    with files.temporary_folder(tmp_path) as folder:
        assert folder.is_dir()
        assert [folder] != swept
    assert [*tmp_path.iterdir()] == []


def test_where_nothing_can_be_put_meanwhile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(FileError, match=r"^No temporary file .* to \S+file \(Not a directory\): TMPDIR names another place\.$"):
        files.temporary_folder(tmp_path / "file").__enter__()

    def nowhere() -> str:
        raise FileNotFoundError(errno.ENOENT, "No usable temporary directory found in ['/tmp']")

    monkeypatch.setattr(files, "gettempdir", nowhere)
    with pytest.raises(FileError, match=r"nowhere: let TMPDIR name a folder for them\.$"):
        files.temporary_folder().__enter__()


# -- the cache -------------------------------------------------------------------------------------------------------------


def test_a_cache_that_is_of_no_use_says_where_it_is_and_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UNROLLED_CACHE", str(tmp_path / "file" / "cache"))
    assert cache_obstacle() == ""
    assert [*(tmp_path / "file" / "cache").rglob("*")] == [tmp_path / "file" / "cache" / "parts"]
    shutil.rmtree(tmp_path / "file")
    (tmp_path / "file").touch()
    said = f"Nothing can be kept in {tmp_path / 'file' / 'cache'} (Not a directory): UNROLLED_CACHE names another place, "
    assert cache_obstacle() == said + "--no-cache does without."

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setenv("UNROLLED_CACHE", str(tmp_path / "other"))
    monkeypatch.setattr(files, "TemporaryFile", full)
    assert "(No space left on device)" in cache_obstacle()


def test_a_user_without_a_home_has_no_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody() -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.setattr(Path, "home", nobody)
    for name in ("UNROLLED_CACHE", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    assert "(Not a directory)" in cache_obstacle()


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

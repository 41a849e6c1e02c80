"""A cache: what goes in comes out or nothing does, it stays small, and several processes share it."""

import os
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from errno import EACCES, EDQUOT, EIO, ENOSPC, EROFS
from multiprocessing import get_context
from pathlib import Path

import pytest

from scenes.stage.cache import Cache

FILES = {f"key{number}": bytes([number]) * 50_000 for number in range(4)}


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return Cache(tmp_path / "cache", most=2_000_000)


def file(tmp_path: Path, content: bytes) -> Path:
    (tmp_path / "source").write_bytes(content)
    return tmp_path / "source"


def fetched(cache: Cache, key: str, tmp_path: Path) -> bytes | None:
    target = tmp_path / "target"
    return target.read_bytes() if cache.fetch(key, target) else None


def test_what_goes_in_comes_out(cache: Cache, tmp_path: Path) -> None:
    assert fetched(cache, "key", tmp_path) is None
    cache.store("key", file(tmp_path, b"content"))
    assert fetched(cache, "key", tmp_path) == b"content"
    assert fetched(cache, "other", tmp_path) is None
    assert [path.name for path in (tmp_path / "cache").iterdir()] == ["key"]


@pytest.mark.parametrize("damage", [b"", b"short", b"x" * 60_000, None])
def test_damaged_entries_are_none(cache: Cache, tmp_path: Path, damage: bytes | None) -> None:
    cache.store("key", file(tmp_path, FILES["key1"]))
    entry = tmp_path / "cache" / "key"
    entry.write_bytes(entry.read_bytes()[:-1] if damage is None else damage)
    assert fetched(cache, "key", tmp_path) is None
    cache.store("key", file(tmp_path, FILES["key1"]))
    assert fetched(cache, "key", tmp_path) == FILES["key1"]


def test_entries_that_were_exchanged_are_none(cache: Cache, tmp_path: Path) -> None:
    for key in ("key1", "key2"):
        cache.store(key, file(tmp_path, FILES[key]))
    one, other = (tmp_path / "cache" / key for key in ("key1", "key2"))
    one.rename(tmp_path / "aside")
    other.rename(one)
    (tmp_path / "aside").rename(other)
    assert fetched(cache, "key1", tmp_path) is None
    assert fetched(cache, "key2", tmp_path) is None
    cache.store("key1", file(tmp_path, FILES["key1"]))
    assert fetched(cache, "key1", tmp_path) == FILES["key1"]


def test_a_file_that_is_changed_later_is_another(cache: Cache, tmp_path: Path) -> None:
    cache.store("key", source := file(tmp_path, b"content"))
    assert cache.fetch("key", tmp_path / "target")
    for path in (source, tmp_path / "target"):
        with path.open("r+b") as opened:
            opened.write(b"C")
    assert fetched(cache, "key", tmp_path) == b"content"


def _folder(path: Path) -> None:
    path.mkdir()
    (path / "inside").touch()


def _huge(path: Path) -> None:
    path.touch()
    os.truncate(path, 1 << 40)


RUBBISH = {
    "a folder": _folder,
    "a pipe that nobody writes to": lambda path: os.mkfifo(path),
    "a device without end": lambda path: path.symlink_to("/dev/zero"),
    "a link to itself": lambda path: path.symlink_to(path),
    "a link to nothing": lambda path: path.symlink_to("nothing"),
    "a huge file": _huge,
}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="a platform without such files")
@pytest.mark.parametrize("rubbish", RUBBISH.values(), ids=RUBBISH)
def test_rubbish_in_the_place_of_an_entry_is_none(rubbish: Callable[[Path], None], cache: Cache, tmp_path: Path) -> None:
    (tmp_path / "cache").mkdir()
    rubbish(tmp_path / "cache" / "key")
    assert fetched(cache, "key", tmp_path) is None
    cache.store("key", file(tmp_path, b"content"))
    assert fetched(cache, "key", tmp_path) in (None, b"content")
    cache.store("other", file(tmp_path, b"content"))
    cache.trim()
    assert fetched(cache, "other", tmp_path) == b"content"


@pytest.mark.parametrize("number", [ENOSPC, EDQUOT, EACCES, EROFS, EIO])
def test_what_the_disk_refuses_is_as_if_there_were_no_entry(
    number: int, cache: Cache, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache.store("old", file(tmp_path, b"content"))

    def refuse(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    for name in ("mkdtemp", "os.write"):
        with monkeypatch.context() as patch:
            patch.setattr(f"model.files.{name}", refuse)
            cache.store("key", file(tmp_path, b"content"))
        assert fetched(cache, "key", tmp_path) is None
    with monkeypatch.context() as patch:
        patch.setattr(Path, "write_bytes", refuse)
        cache.store("key", tmp_path / "source")
    with monkeypatch.context() as patch:
        for name in ("utime", "unlink"):
            patch.setattr(os, name, refuse)
        assert fetched(cache, "old", tmp_path) == b"content", "it is only to be read"
        cache.trim()
    assert [path.name for path in (tmp_path / "cache").iterdir()] == ["old"]


def test_an_error_of_the_target_is_told(cache: Cache, tmp_path: Path) -> None:
    cache.store("key", file(tmp_path, b"content"))
    (tmp_path / "target").mkdir()
    with pytest.raises(IsADirectoryError):
        cache.fetch("key", tmp_path / "target")


def test_what_was_not_used_for_long_goes_first(tmp_path: Path, cache: Cache) -> None:
    for age, (key, content) in enumerate(FILES.items()):
        cache.store(key, file(tmp_path, content))
        os.utime(tmp_path / "cache" / key, (1000 + age, 1000 + age))
    assert fetched(cache, "key0", tmp_path)
    Cache(tmp_path / "cache", most=120_000).trim()
    assert {path.name for path in (tmp_path / "cache").iterdir()} == {"key0", "key3"}


def test_what_is_too_large_is_not_kept(tmp_path: Path, cache: Cache) -> None:
    cache.store("key", file(tmp_path, bytes(100_001)))
    assert fetched(cache, "key", tmp_path) is None
    assert not (tmp_path / "cache").exists()


def test_a_folder_that_is_gone_or_cannot_be_is_no_error(tmp_path: Path) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.touch()
    for cache in (Cache(in_the_way), Cache(in_the_way / "below")):
        cache.store("key", file(tmp_path, b"content"))
        assert fetched(cache, "key", tmp_path) is None
        cache.trim()


def use(folder: Path, number: int) -> int:
    """Store, fetch and trim for a while as one of several processes; return how often something came out."""
    own, cache = folder / str(number), Cache(folder / "cache", most=2_000_000)
    own.mkdir()
    found = 0
    for key, content in list(FILES.items()) * 20:
        cache.store(key, file(own, content))
        got = fetched(cache, key, own)
        assert got in (None, content)
        found += got is not None
        Cache(folder / "cache", most=120_000).trim()
    return found


def test_several_processes_do_not_disturb_each_other(tmp_path: Path) -> None:
    with ProcessPoolExecutor(3, get_context("spawn")) as pool:
        assert all(pool.map(use, [tmp_path] * 3, range(3)))
    assert {path.name for path in (tmp_path / "cache").iterdir()} <= set(FILES)

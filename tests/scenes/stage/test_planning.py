"""What was asked for becomes a plan of all files, or is refused in a sentence before anything is drawn."""

import os
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType, SimpleNamespace
from typing import Any

import pytest

from model.errors import FileError, UnrolledError, UsageError, there_are
from scenes.stage import formats, outputs, planning, worker
from scenes.stage.catalogue import Story
from scenes.stage.formats import FORMATS, Format, Master
from scenes.stage.jobs import RenderJob
from scenes.stage.planning import Intent, Plan, plan

GATES, SENTENCE = Story("lstm_gates", "One word."), Story("lstm_sentence", "All words.")


@pytest.fixture(autouse=True)
def _in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have a folder with a folder and a file in it."""
    monkeypatch.chdir(tmp_path)
    Path("folder").mkdir()
    Path("film.mp4").touch()
    Path("file").touch()


def planned(target: str, *formats: str, films: tuple[Story, ...] = (GATES,), **options: Any) -> Plan:
    return plan(Intent(target, formats), films, **options)


def paths(*args: Any, **kwargs: Any) -> list[str]:
    return [each.path.as_posix() for row in planned(*args, **kwargs).outputs for each in row]


@pytest.mark.parametrize(
    ("target", "formats", "made"),
    [
        ("media", (), "media/lstm_gates.mp4 media/lstm_gates.json"),
        ("media", ("png", "gif", "png"), "media/lstm_gates.png media/lstm_gates.gif media/lstm_gates.json"),
        (".", ("srt",), "lstm_gates.srt lstm_gates.json"),
        ("x.GIF", (), "x.gif x.json"),
        ("film.mp4", (), "film.mp4 film.json"),
        ("film.gif", (), "film.gif film.json"),
        ("a/b/film.vtt", (), "a/b/film.vtt a/b/film.json"),
        ("film.gif", ("mp4", "gif"), "film.mp4 film.gif film.json"),
        ("two.words.mp4", (), "two.words.mp4 two.words.json"),
        ("film.gif/", (), "film.gif/lstm_gates.mp4 film.gif/lstm_gates.json"),
        ("folder", (), "folder/lstm_gates.mp4 folder/lstm_gates.json"),
        ("v1.2", (), "v1.2/lstm_gates.mp4 v1.2/lstm_gates.json"),
        ("..", (), "../lstm_gates.mp4 ../lstm_gates.json"),
    ],
)
def test_one_film_has_a_name_or_a_folder(target: str, formats: tuple[str, ...], made: str) -> None:
    assert paths(target, *formats) == made.split()


def test_a_folder_that_exists_is_meant_whatever_it_is_called() -> None:
    Path("talk.mp4").mkdir()
    assert paths("talk.mp4") == ["talk.mp4/lstm_gates.mp4", "talk.mp4/lstm_gates.json"]


def test_several_films_go_to_a_folder_whatever_it_is_called() -> None:
    assert paths("new.gif/", films=(GATES, SENTENCE)) == [
        f"new.gif/{name}.{suffix}" for name in ("lstm_gates", "lstm_sentence") for suffix in ("mp4", "json")
    ]


def test_a_lecture_goes_to_a_folder() -> None:
    with pytest.raises(UsageError, match=r"^both\.srt is the name of one film.* to mean a folder you type both\.srt/\.$"):
        plan(Intent("both.srt", numbered=True), [GATES])
    assert plan(Intent("talk", numbered=True), [GATES]).jobs[0].folder == Path("talk")


def test_jobs_are_given_their_options_and_their_places() -> None:
    made = planned("a/film.gif", text="good", theme="dark")
    assert made.jobs == (
        RenderJob(scene="lstm_gates", folder=Path("a"), name="film", formats=("gif",), text="good", theme="dark"),
    )
    assert [(each.format, each.needs) for each in made.outputs[0]] == [("gif", FORMATS["gif"].needs), ("json", "nothing")]
    with pytest.raises(AttributeError):
        made.outputs[0][0].path = Path()  # type: ignore[misc]


@pytest.mark.parametrize(
    ("target", "formats", "films", "message"),
    [
        (
            "film.webm",
            (),
            (GATES,),
            f"No film ends in .webm; {there_are([row.suffix for row in FORMATS.values()])}, and to mean a folder",
        ),
        ("film.mp3", (), (GATES,), "No film ends in .mp3 (did you mean .mp4?); there are"),
        (
            "x.mp4",
            ("gif", "png"),
            (GATES,),
            "x.mp4 would be mp4, but the format is gif and png: give -o a name",
        ),
        ("file", (), (GATES,), "file is a file, so nothing can be put into it."),
        ("film.mp4", (), (GATES, SENTENCE), "film.mp4 is the name of one film, and 2 are to be made: to mean a folder"),
        (
            ".png",
            (),
            (GATES,),
            ".png is an ending without a name: type one such as film.png, and to mean a folder you type .png/.",
        ),
        ("", (), (GATES,), "-o names a folder, or one film: type . to mean the folder in which you are."),
        ("film.mp4/", (), (GATES,), "film.mp4 is a file, so nothing can be put into it."),
        ("file/deep/film.gif", (), (GATES,), "file is a file, so nothing can be put into it."),
        ("new", (), (GATES, replace(SENTENCE, name="lstm_gates")), "new/lstm_gates.mp4 would be lstm_gates and lstm_gates: film"),
        ("x" * 300 + ".mp4", (), (GATES,), "x" * 60 + "…" + "x" * 55 + ".mp4 cannot be written: File name too long."),
    ],
)
def test_what_cannot_be_is_said_at_once(
    target: str, formats: tuple[str, ...], films: tuple[Story, ...], message: str, tmp_path: Path
) -> None:
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(UnrolledError) as error:
        planned(target, *formats, films=films)
    assert str(error.value).startswith(message.format(here=tmp_path))
    assert str(error.value).endswith(".")
    assert sorted(tmp_path.rglob("*")) == before, "nothing is made"


def test_a_folder_in_the_place_of_a_file() -> None:
    Path("folder/lstm_gates.json").mkdir()
    with pytest.raises(FileError, match=r"^folder/lstm_gates\.json is a folder, it cannot be replaced by a file\.$"):
        planned("folder")


def test_more_than_one_obstacle_is_counted() -> None:
    for name in ("lstm_gates.json", "lstm_gates.mp4", "lstm_gates.gif"):
        Path("folder", name).mkdir()
    with pytest.raises(FileError, match=r"lstm_gates\.mp4 is a folder.* There are 2 more like this\.$"):
        planned("folder", "mp4", "gif")


def test_where_one_may_not_write(monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: Path(path).name != "folder" and real(path, mode))
    with pytest.raises(FileError, match=r"^Nothing can be written to folder: permission denied\.$"):
        planned("folder/new/film.mp4")
    monkeypatch.setattr(os, "statvfs", lambda path: SimpleNamespace(f_flag=os.ST_RDONLY), raising=False)
    with pytest.raises(FileError, match=r"^Nothing can be written to folder: Read-only file system\.$"):
        planned("folder/new/film.mp4")
    assert paths("other/film.mp4")


@pytest.mark.parametrize("option", ["text_file", "traces", "models"])
def test_what_is_read_is_not_written_over(option: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(planning.SUFFIXES, ".safetensors", "mp4")
    row = replace(FORMATS["mp4"], suffix=".safetensors")
    monkeypatch.setattr(outputs, "FORMATS", MappingProxyType({**FORMATS, "mp4": row}))
    path = Path("folder/../film.safetensors")
    given: dict[str, Any] = {option: {"models": (str(path),), "traces": (path,), "text_file": path}[option]}
    with pytest.raises(FileError, match=r"safetensors is what lstm_gates films, and would be lost: choose another place\.$"):
        planned("film.safetensors", **given)
    assert paths("other.safetensors", **given)


def test_a_format_can_be_a_folder_of_files(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def write(source: Master, path: Path) -> None:
        path.mkdir()
        (path / source.title).touch()

    monkeypatch.setattr(formats, "resolve_name", lambda name: write)
    row = Format("pictures", "-pictures", "a picture a frame", "x:write", needs="nothing", folder=True)
    for module in (outputs, planning):
        monkeypatch.setattr(module, "FORMATS", MappingProxyType({**FORMATS, "pictures": row}))
    (output, _), *_ = planned("new", "pictures").outputs
    assert (output.path, output.folder) == (Path("new/lstm_gates-pictures"), True)
    for title in ("one", "two"):
        row.write(Master(tmp_path / "none.mp4", title), output.path)
        assert [each.name for each in output.path.iterdir()] == [title]
        assert [each.name for each in Path("new").iterdir()] == ["lstm_gates-pictures"], "nothing is left beside it"
    (output.path / "two").unlink()
    output.path.rmdir()
    output.path.touch()
    with pytest.raises(FileError, match=r"^new/lstm_gates-pictures is a file, it cannot be replaced by a folder\.$"):
        planned("new", "pictures")


def test_a_film_is_made_as_planned(tmp_path: Path) -> None:
    made = planned("new/my film.png", films=(SENTENCE,), text="good", quality="480p15", cache=False)
    result = worker.film(made.jobs[0], lambda done, total: None)
    assert result.paths == tuple(each.path for each in made.outputs[0])
    assert sorted(path.name for path in (tmp_path / "new").iterdir()) == ["my film.json", "my film.png"]


def test_a_plan_of_no_such_quality_is_refused() -> None:
    with pytest.raises(UsageError, match="no quality"):
        planned("media", quality="1p")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="a platform without such files")
def test_a_device_in_the_place_of_a_film_is_said_before_anything_is_drawn(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "lstm_gates.mp4")
    with pytest.raises(FileError, match=r"lstm_gates\.mp4 is no file but a device, it cannot be replaced by one\.$"):
        plan(Intent(f"{tmp_path}/"), [GATES])

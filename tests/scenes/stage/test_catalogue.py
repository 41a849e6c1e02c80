"""Films are found by their files, without importing one."""

import subprocess
import sys
from pathlib import Path

import pytest

from model.errors import RenderError, UsageError
from scenes.stage import catalogue
from scenes.telling.scene import TraceScene

ROOT = Path(__file__).parents[3]
NAMES = [story.name for story in catalogue.stories()]


def test_every_file_is_a_film_with_a_summary_of_one_line() -> None:
    assert set(NAMES) == {path.stem for path in (ROOT / "scenes").glob("[!_]*.py")}
    assert sorted(NAMES) == NAMES
    assert all(story.summary.endswith(".") and "\n" not in story.summary for story in catalogue.stories())


def test_a_new_file_is_found_by_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "gru_gates.py").write_text('"""One word through a GRU.\n\nMore.\n"""\nraise SystemExit\n', encoding="utf-8")
    (tmp_path / "_notes.py").write_text("", encoding="utf-8")
    monkeypatch.setattr(catalogue, "FOLDER", tmp_path)
    catalogue.stories.cache_clear()
    try:
        assert catalogue.stories() == (catalogue.Story("gru_gates", "One word through a GRU."),)
    finally:
        catalogue.stories.cache_clear()


def test_looking_films_up_imports_none() -> None:
    code = "import sys; from scenes.stage import catalogue; catalogue.find('lstm_gates'); print(sorted(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert "scenes.stage.catalogue" in done.stdout
    assert "scenes.lstm_gates" not in done.stdout
    assert "'manim'" not in done.stdout


@pytest.mark.parametrize("name", NAMES)
def test_a_film_is_loaded_by_name(name: str) -> None:
    assert catalogue.find(name).name == name
    film = catalogue.load(name)
    assert issubclass(film, TraceScene)
    assert film.__module__ == f"scenes.{name}"
    assert film.title
    assert film.text


@pytest.mark.parametrize("name", ["lstm_gate", "LSTM_Gates", "lstmgates"])
def test_an_unknown_film_is_named_with_near_matches(name: str) -> None:
    with pytest.raises(UsageError, match=rf"no film '{name}' \(did you mean .*lstm_gates.*\?\); `list` shows all"):
        catalogue.find(name)


@pytest.mark.parametrize("name", ["zzz", "", "stage", "mobjects", "__init__", "stage.scene", "../render"])
def test_what_is_no_film_is_not_loaded(name: str) -> None:
    with pytest.raises(UsageError, match="There is no film"):
        catalogue.load(name)


def test_a_film_that_is_no_python_is_named_in_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catalogue, "FOLDER", tmp_path)
    (tmp_path / "broken.py").write_text('"""A film."""\n\nclass :\n')
    assert catalogue.stories.__wrapped__() == (catalogue.Story("broken", "(line 3: invalid syntax)"),)
    monkeypatch.setattr(catalogue, "stories", catalogue.stories.__wrapped__)
    monkeypatch.setattr("scenes.__path__", [str(tmp_path)])
    with pytest.raises(RenderError, match=r"^The film broken cannot be loaded \(SyntaxError: invalid syntax .*\)\.$"):
        catalogue.load("broken")

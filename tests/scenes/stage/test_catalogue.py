"""Films are found by their files, without importing one."""

import pickle
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from model.errors import RenderError, UnrolledError, UsageError
from model.trace import STEPS, TRACES
from scenes.stage import catalogue, syntax
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
    assert getattr(film, "text", "") or film.made({})


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
    with pytest.raises(RenderError, match=r"^The film broken cannot be loaded \(SyntaxError: invalid syntax, line 3\)\.$"):
        catalogue.load("broken")


@pytest.mark.parametrize(
    "content", ["-" * 100_000 + "1", "x" + ".x" * 50_000, "(" * 100_000, "\0", "# coding: utf-99", "'\\N{none}'"]
)
def test_what_is_no_python_is_said_in_brackets(content: str, tmp_path: Path) -> None:
    (tmp_path / "odd.py").write_text(content, encoding="utf-8")
    summary = catalogue.find(f"{tmp_path / 'odd.py'}").summary
    assert summary.startswith("(")
    assert summary.endswith(")")
    assert len(summary) < 120


@pytest.mark.parametrize("name", NAMES)
def test_the_source_of_a_film_says_what_it_tells(name: str) -> None:
    film = catalogue.load(name)
    told = {each.kind for each in (film.trace_type, *film.also)}
    assert {kind for kind in TRACES if name in catalogue.telling(kind)} == told


@pytest.mark.parametrize("cell", STEPS)
def test_films_that_tell_one_model_alone_are_known(cell: str) -> None:
    named = catalogue.telling_alone("reader", cell)
    films = [catalogue.load(name) for name in named]
    assert films
    assert all(film.traces == 1 and (not film.cell_kinds or cell in film.cell_kinds) for film in films)
    assert ("lstm_gates" in named) == (cell == "lstm")
    assert catalogue.telling_alone("wiring", "rnn") == ["sequence_shapes"]


def test_a_source_that_does_not_say_what_it_tells_tells_nothing(tmp_path: Path) -> None:
    for content in (
        "",
        "class A(B): pass",
        "class A:\n    trace_type = later()",
        "from nowhere import B\nclass A(B): pass",
        "\0",
        "(",
    ):
        (tmp_path / "film.py").write_text(content)
        syntax._tree.cache_clear()
        assert syntax.told_kinds(tmp_path / "film.py") == ()
        assert syntax.stated(tmp_path / "film.py", "traces") is None


# -- files of a user's own -----------------------------------------------------------------------------------------------

OWN = '''"""My own film."""

from helper import SENTENCE
from scenes.telling.reader import ReaderFilm


class Base(ReaderFilm):
    """What both have in common."""

    text = SENTENCE


class One(Base):
    title = "One"


class Two(Base):
    title = "Two"
'''


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Be in a folder with a file of one's own, called as no other test's is."""
    stem = f"film_{abs(hash(tmp_path))}"
    monkeypatch.setattr(sys, "path", [*sys.path])
    monkeypatch.chdir(tmp_path)
    (tmp_path / "helper.py").write_text('SENTENCE = "not good"')
    path = Path(f"{stem}.py")
    path.write_text(OWN)
    yield path
    for name in (stem, "helper"):
        sys.modules.pop(name, None)


def test_a_file_of_ones_own_is_a_film(own: Path) -> None:
    story = catalogue.find(f"{own}:Two")
    assert (story.summary, story.stem) == ("My own film.", "Two")
    assert catalogue.find(f"./{own}").stem == own.stem
    film = catalogue.load(f"{own}:Two")
    assert (film.title, film.text, film.model) == ("Two", "not good", "reviews")
    assert catalogue.load(f"{own.absolute()}:One") is sys.modules[own.stem].One
    assert pickle.loads(pickle.dumps(film)) is film


def test_the_only_film_of_a_file_need_not_be_named(own: Path) -> None:
    own.write_text(OWN.partition("class Two")[0])
    assert catalogue.load(str(own)).__name__ == "One"


def test_our_own_films_are_themselves_by_their_paths_too() -> None:
    path = Path(catalogue.FOLDER, "lstm_gates.py")
    assert catalogue.find(f"{path}:LSTMGates") == catalogue.find("lstm_gates")
    assert catalogue.load(str(path)) is catalogue.load("lstm_gates")


WRONG = {
    "{own}:Too": "There is no film Too in {own}; there are One and Two.",
    "{own}": "There are several films in {own}, One, Two: name one, as {own}:One.",
    "{own}:Base": "There is no film Base in {own}; there are One and Two.",
    "no/my.py:One": "There is no file no/my.py.",
    "folder.py": "folder.py is a folder, not a file.",
    "helper.py": "There is no film in helper.py: none of its classes inherits from ReaderFilm, TranslationFilm or TraceScene.",
    "json.py": "json.py has a name that another module has, or none can have: call it something else.",
    "two.dots.py": "two.dots.py has a name that another module has, or none can have: call it something else.",
    "untitled.py": "The film untitled.py does not say its title and its trace_type.",
    "wrong.py": "The film wrong.py cannot be loaded (ZeroDivisionError: division by zero, line 2).",
    "below.py": "The film below.py cannot be loaded (ZeroDivisionError: division by zero, line 1).",
    "syntax_.py": "The film syntax_.py cannot be loaded (SyntaxError: invalid syntax, line 1).",
    "ends.py": "The film ends.py cannot be loaded (SystemExit: 3, line 1).",
    "names.py": "The film names.py cannot be loaded (ModuleNotFoundError: No module named 'nowhere_at_all', line 3).",
}
FILES = {
    "json.py": "",
    "two.dots.py": "",
    "untitled.py": "from scenes.telling.scene import TraceScene\nclass Film(TraceScene): pass",
    "wrong.py": "\n1 / 0",
    "below.py": "import wrong",
    "syntax_.py": "class :",
    "ends.py": "raise SystemExit(3)",
    "names.py": "\n\nimport nowhere_at_all",
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_with_a_file_of_ones_own_is_one_sentence(name: str, own: Path) -> None:
    Path("folder.py").mkdir()
    for file, content in FILES.items():
        Path(file).write_text(content)
    with pytest.raises(UnrolledError) as error:
        catalogue.load(name.format(own=own))
    for file in FILES:
        if file != "json.py":
            sys.modules.pop(Path(file).stem, None)
    assert str(error.value) == WRONG[name].format(own=own)

"""Themes from files: what they take from a base, and what is said of those that cannot be."""

import re
from dataclasses import asdict
from pathlib import Path

import pytest

from model.errors import FileError, UsageError
from scenes.mobjects.theme import DARK, LIGHT, ROLES, THEMES
from scenes.stage.jobs import RenderJob
from scenes.stage.themes import MOST, theme_of

ROOT = Path(__file__).parents[3]
DOCS = ROOT / "docs" / "themes.md"
EXAMPLES = [
    block
    for page in (ROOT / "README.md", DOCS)
    for block in re.findall(r"^```toml\n(.*?)^```", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    if "base" in block
]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "mine.toml"


def whole() -> str:
    colours = "".join(f'{role} = "{LIGHT.colour(role)}"\n' for role in sorted(ROLES))
    ramp = "".join(f"{key} = {list(value) if isinstance(value, tuple) else value}\n" for key, value in asdict(LIGHT.ramp).items())
    return f"{colours}filled = {LIGHT.filled}\ncalm = {LIGHT.calm}\n[ramp]\n{ramp}"


@pytest.mark.parametrize("name", THEMES)
def test_our_themes_have_names(name: str) -> None:
    assert theme_of(name) is THEMES[name]


def test_a_theme_has_from_its_base_what_it_does_not_say(file: Path) -> None:
    file.write_text('base = "light"\nground = "#ffffff"\n[ramp]\nnought = 90\n')
    made = theme_of(str(file))
    assert (made.name, made.ground, made.ramp.nought, made.ramp.one) == ("mine", "#FFFFFF", 90.0, LIGHT.ramp.one)
    assert (made.keeps, made.title) == (LIGHT.keeps, LIGHT.title)


def test_a_theme_without_a_base_is_whole(file: Path) -> None:
    file.write_text(whole())
    assert asdict(theme_of(str(file))) == asdict(LIGHT) | {"name": "mine"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "it names no base, and lacks blank, calm, "),
        (whole().replace("plus = 48.0\n", ""), "it names no base, and lacks ramp.plus."),
        ('base = "drak"', "base is 'drak', and may be dark or light."),
        ("base = 3", "base is 3, and may be dark or light."),
        ('base = "dark"\ngruond = "#000000"', "it has no place for 'gruond' (did you mean ground"),
        ('base = "dark"\nname = "mine"', "it has no place for 'name'"),
        ('base = "dark"\n[ramp]\nmid = 3', "it has no place for 'ramp.mid'"),
        ('base = "dark"\nramp = 3', "ramp is no table."),
        ('base = "dark"\nink = "white"', "ink is 'white', and a colour is written like '#3A4454'."),
        ('base = "dark"\nink = 7', "ink is 7, and a colour"),
        ('base = "dark"\ncalm = 1.5', "calm is 1.5, and is a number in 0..1."),
        ('base = "dark"\ncalm = true', "calm is True, and is a number in 0..1."),
        ('base = "dark"\n[ramp]\nnought = 0', "ramp.nought is 0, and is a number in 1..100."),
        ('base = "dark"\n[ramp]\none = 50', "ramp.one is 50, and is a number in 1..100 and a number in 0..60."),
        ('base = "dark"\n[ramp]\nplus = nan', "ramp.plus is nan"),
        ('base = "dark"\nink = ', "cannot be used: "),
        ("base = dark", """Invalid value (at line 1, column 8) (texts stand in quotes: base = "dark")."""),
        ('base = "dark"\nink = #1A4454', """(texts stand in quotes: ink = "#1A4454")."""),
        ('base = "dark"\ncalm = true\nfilled', "Expected '=' after a key"),
        ("# " + "x" * MOST, "it is too long for a theme."),
        ('base = "dark"\nmuted = "#5E6570"', "muted (#5E6570) on the ground (#0E1116) has a contrast of 3.2"),
        ('base = "light"\nkeeps = "#96058C"', "keeps (#96058C) is "),
    ],
)
def test_what_is_wrong_with_a_file_is_one_sentence(text: str, said: str, file: Path) -> None:
    file.write_text(text)
    with pytest.raises(FileError) as refused:
        theme_of(str(file))
    message = str(refused.value)
    assert message.startswith(f"The theme {file} cannot be used: ")
    assert said in message
    assert message.endswith(".")
    assert len(message) < 400


def test_a_file_that_is_no_text_or_not_there(file: Path) -> None:
    file.write_bytes(b"\xff\xfe")
    with pytest.raises(FileError, match="cannot be used: "):
        theme_of(str(file))
    with pytest.raises(FileError, match=r"No such file or directory\."):
        theme_of("nowhere.toml")
    with pytest.raises(UsageError, match=r"There is no theme 'drak' .did you mean dark"):
        theme_of("drak")


def test_a_job_is_drawn_in_its_theme_and_its_map(file: Path) -> None:
    file.write_text('base = "dark"\nmemory = "#FFE060"\n')
    job = RenderJob(scene="alignment", formats=(), folder=Path(), theme=str(file), weights="grey")
    assert (job.look.memory, job.look.weights, job.look.keeps) == ("#FFE060", "grey", DARK.keeps)
    assert file in job.inputs
    with pytest.raises(UsageError, match=r"There is no map 'gray'; there are hue and grey\."):
        RenderJob(scene="alignment", formats=(), folder=Path(), weights="gray")


@pytest.mark.parametrize("text", EXAMPLES)
def test_the_themes_that_our_pages_show_can_be_used(text: str, file: Path) -> None:
    file.write_text(text)
    assert theme_of(str(file)).name == "mine"


def test_our_pages_show_themes() -> None:
    assert len(EXAMPLES) >= 2


def test_the_page_names_every_key() -> None:
    said = DOCS.read_text(encoding="utf-8")
    assert [key for key in (*ROLES, "filled", "calm", *asdict(DARK.ramp)) if f"`{key}`" not in said] == []

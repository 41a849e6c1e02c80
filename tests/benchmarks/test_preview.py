"""What a change of a film's story or text takes: changes are made, noticed, and told."""

import ast
from pathlib import Path

import pytest

from benchmarks import preview
from benchmarks.rendering import sides
from benchmarks.rendering.desk import CAPTION, COMMENT, TEXT, Desk, Made, recaptioned, watching
from benchmarks.rendering.measuring import Run

FILM = "review_memory"


@pytest.fixture
def desk(tmp_path: Path, cache: Path) -> Desk:
    made = Desk(tmp_path, FILM)
    made.text.write_text("not good")
    assert made.cache == cache
    return made


@pytest.mark.parametrize("film", sides.SHIPPED)
def test_a_caption_of_every_film_can_be_changed(film: str) -> None:
    code = Path(f"scenes/{film}.py").read_text()
    once = recaptioned(code)
    twice = recaptioned(once)
    assert len({ast.dump(ast.parse(each)) for each in (code, once, twice)}) == 3


def test_a_story_without_captions_is_no_use() -> None:
    with pytest.raises(ValueError, match="no caption"):
        recaptioned("self.play()")


def test_changes_are_made_in_a_copy(desk: Desk) -> None:
    ours = Path(f"scenes/{FILM}.py").read_text()
    desk.change(COMMENT)
    commented = desk.story.read_text()
    assert commented != ours
    assert ast.dump(ast.parse(commented)) == ast.dump(ast.parse(ours))
    desk.change(CAPTION)
    assert '"So ' in desk.story.read_text()
    desk.change(TEXT)
    assert desk.text.read_text() == "good not"
    assert Path(f"scenes/{FILM}.py").read_text() == ours


@pytest.mark.thorough
def test_a_changed_caption_is_noticed_and_a_mistake_is_told(desk: Desk) -> None:
    with watching(desk) as watched:
        everything = len(desk.parts())
        caption, comment = watched.after(CAPTION), watched.after(COMMENT)
        desk.story.write_text("film = ")
        desk.change = lambda what: None  # type: ignore[method-assign]
        with pytest.raises(RuntimeError, match="invalid syntax"):
            watched.after(COMMENT)
    assert 0 < caption.drawn < everything  # type: ignore[operator]
    assert comment.drawn == 0
    assert 0.05 < comment.wall < 60
    assert comment.processor > 0.1


def test_the_plain_command_finds_so_much_in_the_cache(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.cache = desk.cache.with_name("own")
    found: list[set[str]] = []

    def draw(command: list[str], *_: object) -> Run:
        found.append({path.name for path in desk.cache.glob("*/*")})
        for kind in ("outlines", "parts") if "--no-cache" not in command else ():
            (desk.cache / kind).mkdir(parents=True, exist_ok=True)
            (desk.cache / kind / kind.upper()).touch()
        return Run(2.0, 1.0)

    monkeypatch.setattr(preview, "run", draw)
    ways = (preview.ALL, preview.NOTHING, preview.ALL, preview.OUTLINES, preview.WITHOUT)
    assert [preview.rendered(desk, how).drawn for how in ways] == [1, 1, 0, 1, None]
    assert found == [set(), set(), {"OUTLINES", "PARTS"}, {"OUTLINES"}, {"OUTLINES", "PARTS"}]


def test_the_median_of_each_way_counts() -> None:
    made = [Made(2.0, 3.0, 1), Made(9.0, 2.0, 0), Made(1.0, 8.0, 1)]
    assert preview.row(FILM, CAPTION, made) == f"| {FILM} | one caption changed | 2.0 | 3.0 | 1 |"
    assert preview.row(FILM, "`--no-cache`", [Made(2.0, 3.0, None)]).endswith("| 2.0 | 3.0 | – |")

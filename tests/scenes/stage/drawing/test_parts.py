"""The frames of a part, when what comes before it is passed over, are those of a whole drawing; joined parts last as long."""

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from manim import RED, RIGHT, UP, Circle, Dot, Scene, Square, UpdateFromFunc, tempconfig
from manim.constants import DOWN, LEFT
from manim.renderer.cairo_renderer import CairoRenderer
from test_pictures import SIZE, STORIES, Frames, frames

from model.trace import ReaderTrace
from scenes.stage import catalogue
from scenes.stage.drawing import parts
from scenes.stage.drawing.encoder import Encoder
from scenes.stage.drawing.parts import Chosen, PartRenderer, join
from scenes.stage.drawing.recipes import RECIPES
from scenes.stage.drawing.renderer import FilmRenderer
from scenes.stage.formats.film import opened
from scenes.telling.scene import Brief

Make = Callable[[CairoRenderer], Scene]


class Watching(PartRenderer):
    """Keeps the pictures of the parts that it draws."""

    def __init__(self, numbers: range) -> None:
        super().__init__(hands=Chosen(numbers, Path(), lambda *news: None))
        self.seen: dict[int, Frames] = {}

    def add_frame(self, frame: np.ndarray, num_frames: int = 1) -> None:
        super().add_frame(frame, num_frames)
        self.seen.setdefault(len(self.parts) - 1, []).append((frame.copy(), num_frames))


def frames_of_parts(scene: Make) -> list[Frames]:
    """Tell a film twice, drawing every other part; return the pictures of each part."""
    with tempconfig(SIZE | {"dry_run": True}):
        told, *drawn = PartRenderer(), Watching(range(0, 99, 2)), Watching(range(1, 99, 2))
        for renderer in (told, *drawn):
            scene(renderer).render()
    seen = drawn[0].seen | drawn[1].seen
    assert [sum(count for _, count in seen[part]) for part in sorted(seen)] == told.parts == drawn[0].parts == drawn[1].parts
    assert told.time == drawn[0].time == drawn[1].time
    return [seen[part] for part in sorted(seen)]


def assert_parts_alike(whole: type[CairoRenderer], scene: Make) -> None:
    divided = frames_of_parts(scene)
    assert len(divided) > 1
    got, expected = [frame for part in divided for frame in part], frames(whole, scene)
    assert [count for _, count in got] == [count for _, count in expected]
    for number, ((picture, _), (right, _)) in enumerate(zip(got, expected, strict=True)):
        np.testing.assert_array_equal(picture, right, err_msg=f"frame {number}")


def remembering(scene: Scene) -> None:
    """What a frame shows depends on the frames before it, on chance, and on the time."""
    dot, turning, told = Dot(radius=0.3), Square(), Circle(color=RED).shift(2 * LEFT)
    turning.add_updater(lambda each, dt: each.rotate(dt))
    scene.add(dot, turning, told)
    scene.play(UpdateFromFunc(dot, lambda each: each.shift(0.1 * RIGHT)), run_time=0.75)
    scene.wait(0.5)
    scene.wait_until(lambda: turning.get_corner(UP + RIGHT)[1] < 0.9, max_time=2)
    turning.clear_updaters()
    scene.play(dot.animate.shift(np.random.normal(size=3)), run_time=0.3)  # noqa: NPY002 (manim's own is meant)
    scene.play(told.animate.shift(scene.time * DOWN / 9), run_time=0.3)
    scene.add_updater(lambda dt: told.shift(dt * UP))
    scene.wait(0.5)


@pytest.mark.usefixtures("manim_ready")
@pytest.mark.parametrize("story", [*STORIES, remembering], ids=lambda story: story.__name__)
def test_parts_of_a_short_film_are_drawn_as_manim_draws_it(
    story: Callable[[Scene], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parts, "SECONDS", 0.5)
    telling = type("Telling", (Scene,), {"construct": story})
    assert_parts_alike(CairoRenderer, lambda renderer: telling(renderer, random_seed=3))


@pytest.mark.usefixtures("manim_ready")
def test_parts_of_a_story_are_drawn_as_the_whole(read: Callable[[str], ReaderTrace]) -> None:
    story, trace = catalogue.load("lstm_gates"), read("not good")
    assert_parts_alike(FilmRenderer, lambda renderer: story(brief=Brief(trace), renderer=renderer))


@pytest.mark.usefixtures("manim_ready")
def test_a_section_that_the_story_skips_has_no_frames() -> None:
    class Skipping(Scene):
        def construct(self) -> None:
            dot = Dot()
            self.play(dot.animate.shift(RIGHT), run_time=0.5)
            self.next_section(skip_animations=True)
            self.play(dot.animate.shift(RIGHT), run_time=5)
            self.next_section()
            self.play(dot.animate.shift(RIGHT), run_time=0.5)

    with tempconfig(SIZE | {"dry_run": True}):
        told, drawn = PartRenderer(), Watching(range(9))
        for renderer in (told, drawn):
            Skipping(renderer).render()
    assert told.parts == drawn.parts == [8]


@pytest.mark.parametrize("recipe", RECIPES)
def test_joined_parts_last_as_long_and_show_the_same(recipe: str, tmp_path: Path) -> None:
    rate, lengths, written, levels = Fraction(15), [7, 30, 1], [], []
    for part, length in enumerate(lengths):
        encoder = Encoder(tmp_path / f"{part}.mp4", RECIPES[recipe], 64, 48, rate)
        for number in range(length):
            level = 40 * part + 3 * (number // 3 * 3)
            shape = (48, 64, 4) if recipe == "master" else (72, 64)
            encoder.show(np.full(shape, level, np.uint8), 1, same=number % 3 > 0, key=number == 0)
            levels.append(level)
        encoder.finish()
        written.append(tmp_path / f"{part}.mp4")
    join(written, lengths, rate, tmp_path / "whole.mp4")
    with opened(tmp_path / "whole.mp4") as film:
        assert film.duration == sum(lengths) / rate
        shown = [int(frame.to_ndarray().flat[0]) for frame in film.sampled(1 / rate)]
    assert shown == pytest.approx(levels, abs=2)

"""Every film of ours, with all mobjects, animations and updaters that we use: its lossless file holds plain manim's pixels."""

from dataclasses import replace
from fractions import Fraction
from itertools import cycle
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from manim import Scene, tempconfig
from manim.renderer.cairo_renderer import CairoRenderer

from model import zoo
from model.trace import ReaderTrace
from scenes.mobjects.theme import THEMES
from scenes.stage import catalogue
from scenes.stage.drawing.encoder import Encoder
from scenes.stage.drawing.recipes import RECIPES
from scenes.stage.drawing.renderer import FilmRenderer
from scenes.stage.formats.film import opened
from scenes.telling.scene import Brief

WIDTH, HEIGHT, RATE = 322, 182, 2
FILMS = [story.name for story in catalogue.stories()]
FEWEST = 20  # pictures of a film


class Both(FilmRenderer):
    """Draws every frame twice, the second time as plain manim does; ours goes into a file, ``plain`` are the others' pixels."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.plain: list[np.ndarray] = []
        self._manim = CairoRenderer()
        self._manim.camera = self.camera
        self._encoder = Encoder(path, RECIPES["master"], WIDTH, HEIGHT, Fraction(RATE))

    def save_static_frame_data(self, scene: Scene, static_mobjects: Any) -> None:
        self._manim.save_static_frame_data(scene, static_mobjects)
        super().save_static_frame_data(scene, static_mobjects)

    def update_frame(self, scene: Scene, mobjects: Any = None, **kwargs: Any) -> None:  # type: ignore[override]
        self._manim.update_frame(scene, mobjects, **kwargs)
        super().update_frame(scene, mobjects, **kwargs)

    def add_frame(self, frame: np.ndarray, num_frames: int = 1) -> None:
        self.time += num_frames / self.camera.frame_rate
        self.plain += [self._manim.get_frame()[..., :3]] * num_frames
        self._encoder.show(frame, num_frames, same=False)

    def scene_finished(self, scene: Scene) -> None:
        self._encoder.finish()


def story_of(film: str) -> type[Scene]:
    """Return a film that does not collect for the audit what it shows, which takes longer than drawing it so small."""
    story = catalogue.load(film)
    return type(story.__name__, (story,), {"_remember": lambda *_: None})


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Draw every twelfth film; with another ``--turn`` others. With ``--every-text`` draw all."""
    turn = metafunc.config.getoption("turn")
    films = FILMS if metafunc.config.getoption("every_text") else FILMS[turn % 12 :: 12]
    metafunc.parametrize(("film", "theme"), list(zip(films, cycle([*THEMES][turn // 12 % 2 :]), strict=False)))


@pytest.mark.usefixtures("manim_ready")
def test_films_are_drawn_as_manim_draws_them(film: str, theme: str, tmp_path: Path) -> None:
    story = catalogue.load(film)
    reads = hasattr(story, "text")
    text = "not good" if issubclass(story.trace_type, ReaderTrace) else "the cat sleeps"
    text = text if story.sentences else story.text
    traces = [zoo.load(name).run_for(text, story.needs) for name in story.models_for({})]
    brief = Brief(traces[0], others=tuple(traces[1:])) if reads else story.own_brief()
    with tempconfig({"pixel_width": WIDTH, "pixel_height": HEIGHT, "frame_rate": RATE, "dry_run": True}):
        renderer = Both(tmp_path / "master.mp4")
        story_of(film)(brief=replace(brief, theme=THEMES[theme]), renderer=renderer).render()
    with opened(tmp_path / "master.mp4") as master:
        drawn = [frame.to_ndarray(format="rgb24") for frame in master.sampled(Fraction(1, RATE))]
    assert len({frame.tobytes() for frame in drawn}) > FEWEST
    for number, (got, expected) in enumerate(zip(drawn, renderer.plain, strict=True)):
        np.testing.assert_array_equal(got, expected, err_msg=f"frame {number}")

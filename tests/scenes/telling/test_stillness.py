"""What counts as motion while a film is told, and from when to when: everything that changes a reading, and nothing else."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from manim import RIGHT, AnimationGroup, Succession, VGroup, Wait

from model.trace import ReaderTrace
from scenes.mobjects.bars import Bar
from scenes.mobjects.motion import Appear, Arrive, Reveal, Shade, Vanish
from scenes.mobjects.reading import phrase
from scenes.mobjects.sets.attention_map import Thread
from scenes.mobjects.shapes import Box
from scenes.mobjects.text import Label
from scenes.mobjects.values import Vector
from scenes.mobjects.weaving import Kindle
from scenes.mobjects.wires import Operator, Wire
from scenes.stage import worker
from scenes.telling.scene import Brief, TraceScene
from scenes.telling.stillness import longest_still, still_share, stills

Play = Callable[[Any], Any]


class Telling(TraceScene):
    """A film of one act, in which something is played between two waits of a second."""

    title, trace_type, model, text = "Telling", ReaderTrace, "reviews", "good"
    plays: tuple[Play, ...] = ()

    def construct(self) -> None:
        self.act("all")
        self.cells = Vector(self.read("hidden", 0), theme=self.theme, role="state")
        self.bar = Bar(self.value("probabilities", 0, 0), unit=2, height=0.3, left=2, y=1, paint=self.theme.state)
        self.word = Label(phrase("{word}", word=self.value("tokens", 0)), theme=self.theme).move_to((-3, 1, 0))
        self.name = Label("a name", theme=self.theme).move_to((-3, -1, 0))
        self.ring = Box(width=1, height=1, corner_radius=0.1, stroke_color=self.theme.line, stroke_width=2).move_to((3, -1, 0))
        self.wire = Wire((-2, 2), (2, 2), theme=self.theme)
        self.plus = Operator("plus", (-2, 0), theme=self.theme, colour="state")
        self.add(self.cells, self.bar, self.word, self.name, self.ring, self.wire, self.plus)
        self.wait(1)
        for play in self.plays:
            self.play(play(self))
        self.wait(1)


@pytest.fixture
def told(manim_ready: Path, read: Callable[[str], ReaderTrace]) -> Callable[..., TraceScene]:
    """Return a function that tells such a film."""

    def tell(*plays: Play) -> TraceScene:
        story = type("Story", (Telling,), {"plays": plays, "__doc__": "A story."})
        return worker.rehearse(story, Brief(read("good")))[0]

    return tell


MOTION: dict[str, Play] = {
    "a cell goes": lambda film: film.cells.cells[0].animate.shift(RIGHT),
    "cells arrive": lambda film: Arrive(film.cells, film.cells.cells, [film.word] * len(film.cells.cells)),
    "a bar is dimmed": lambda film: Shade(film.bar, film.theme.dimmed),
    "a word appears": lambda film: Appear(film.word),
    "a wire goes": lambda film: Vanish(film.wire),
    "an operator lights": lambda film: Shade(film.plus, film.theme.dimmed),
    "light runs along a thread": lambda film: Kindle(
        Thread(film.value("probabilities", 0, 0), (1, 1.5), (2, -1.5), theme=film.theme, unit=8), film.theme
    ),
    "a group with a cell": lambda film: Appear(VGroup(film.name, film.cells)),
}
ORNAMENTS: dict[str, Play] = {
    "a label without a reading": lambda film: film.name.animate.shift(RIGHT),
    "a frame": lambda film: Vanish(film.ring),
    "what is lit already": lambda film: Shade(film.bar, 1),
    "a wait": lambda film: Wait(1),
    "a caption": lambda film: Appear(film._new_caption(phrase("It says {word}.", word=film.value("tokens", 0)))),
    "the header": lambda film: Shade(film._header, film.theme.dimmed),
}


@pytest.mark.parametrize("play", MOTION.values(), ids=MOTION)
def test_what_changes_a_reading_is_motion(play: Play, told: Callable[..., TraceScene]) -> None:
    scene = told(play)
    assert scene.time == pytest.approx(3)
    assert sorted(stills(scene)) == [pytest.approx((0, 1)), pytest.approx((2, 3))]
    assert still_share(scene) == pytest.approx(2 / 3)
    assert [longest_still(scene, number) for number in (1, 2, 3)] == pytest.approx([1, 1, 0])


@pytest.mark.parametrize("play", ORNAMENTS.values(), ids=ORNAMENTS)
def test_what_changes_no_reading_is_stillness(play: Play, told: Callable[..., TraceScene]) -> None:
    scene = told(play)
    assert stills(scene) == [pytest.approx((0, 3))]
    assert still_share(scene) == pytest.approx(1)


def test_a_turn_that_waits_begins_when_its_wait_is_over(told: Callable[..., TraceScene]) -> None:
    scene = told(lambda film: Reveal(film.cells, film.cells.cells, wait=0.7, run_time=2))
    assert stills(scene)[0] == pytest.approx((0, 1 + 0.7 * 2))
    several = told(lambda film: Reveal(film.cells, film.cells.cells, wait=0.7, lag=1.0, run_time=2))
    assert stills(several)[0] == pytest.approx((0, 1 + 0.7 * 2 / 8))


def test_groups_within_groups_are_looked_into(told: Callable[..., TraceScene]) -> None:
    def plays(film: Any) -> AnimationGroup:
        first = AnimationGroup(Vanish(film.name, run_time=1), Shade(film.bar, 0.5, run_time=1), lag_ratio=1)
        return Succession(first, Vanish(film.ring, run_time=1), film.word.animate.shift(RIGHT), run_time=8)

    scene = told(plays)  # of the eight seconds the second two, and the last two
    assert scene.time == pytest.approx(10)
    assert sorted(stills(scene)) == [pytest.approx(span) for span in ((0, 3), (5, 7), (9, 10))]


def test_plays_that_follow_one_another_leave_nothing_between(told: Callable[..., TraceScene]) -> None:
    scene = told(MOTION["a cell goes"], ORNAMENTS["a frame"], MOTION["a bar is dimmed"], MOTION["a word appears"])
    assert sorted(stills(scene)) == [pytest.approx(span) for span in ((0, 1), (2, 3), (5, 6))]
    assert longest_still(scene) == pytest.approx(1)

"""What counts as unused in a frame, and when a box counts as empty: measured at the end of every play."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from manim import Line, Rectangle, VGroup

from model.trace import ReaderTrace
from scenes.mobjects.motion import Appear, Vanish
from scenes.mobjects.reading import phrase
from scenes.mobjects.shapes import Box
from scenes.mobjects.text import Label
from scenes.mobjects.values import Vector
from scenes.stage import worker
from scenes.telling.emptiness import emptiest, empty_boxes, unused
from scenes.telling.scene import Brief, TraceScene

Thing = Callable[[TraceScene], Any]


def cells(scene: TraceScene) -> Vector:
    """Return cells of a state of a word that was read."""
    return Vector(scene.read("hidden", 0), theme=scene.theme, role="state")


def word(scene: TraceScene) -> Label:
    """Return a word that was read."""
    return Label(phrase("{word}", word=scene.value("tokens", 0)), theme=scene.theme)


def box(scene: TraceScene, *, filled: bool = False) -> Box:
    """Return a box in which there is nothing."""
    ground = {"fill_color": scene.theme.line, "fill_opacity": 1.0} if filled else {}
    return Box(width=6, height=3, corner_radius=0.1, stroke_color=scene.theme.line, stroke_width=2, **ground)


def tell(read: Callable[[str], ReaderTrace], *things: Thing, then: Thing | None = None) -> TraceScene:
    """Return a film that shows things for four seconds, then something more for as long."""

    class Showing(TraceScene):
        """Things are shown."""

        title, trace_type, model, text = "Showing", ReaderTrace, "reviews", "good"

        def construct(self) -> None:
            self.act("all")
            self.play(Appear(VGroup(*(thing(self) for thing in things))), run_time=0.5)
            self.wait(4)
            if then is not None:
                self.play(Appear(last := then(self)), run_time=0.5)
                self.wait(3.5)
                self.play(Vanish(last), run_time=0.5)

    return worker.rehearse(Showing, Brief(read("good")))[0]


def share(scene: TraceScene, number: int = 1) -> float:
    """Return what is unused at the end of a play, by its number."""
    return unused(scene.witness.emptiness.rests[number], scene.frame)


def test_what_lies_beside_everything_that_is_shown_is_unused(manim_ready: Path, read: Callable[[str], ReaderTrace]) -> None:
    assert 0.4 < share(tell(read, cells)) < 0.5  # half of the frame, less the title


@pytest.mark.parametrize("shape", [Rectangle, Box])
def test_a_filled_box_uses_nothing(shape: type, manim_ready: Path, read: Callable[[str], ReaderTrace]) -> None:
    def ground(scene: TraceScene) -> Any:
        rounded = {} if shape is Rectangle else {"corner_radius": 0.1}
        return shape(width=12, height=6, fill_color=scene.theme.line, fill_opacity=1, stroke_width=2, **rounded)

    scene = tell(read, ground)
    assert share(scene) == pytest.approx(12 * 6 / np.prod(scene.frame.size), abs=0.06)


def test_a_line_divides_what_is_unused(manim_ready: Path, read: Callable[[str], ReaderTrace]) -> None:
    assert share(tell(read, lambda scene: Line((-2, -4, 0), (-2, 4, 0)))) == pytest.approx(0.64, abs=0.03)


def test_when_much_is_unused(manim_ready: Path, read: Callable[[str], ReaderTrace]) -> None:
    scene = tell(read, lambda scene: Line((-2, -4, 0), (-2, 4, 0)), then=lambda scene: Line((2, -4, 0), (2, 4, 0)))
    before, after = emptiest(scene, 0.5)
    assert before == (pytest.approx(0.5, abs=0.05), pytest.approx(4.5, abs=0.05))
    assert after[0] == pytest.approx(scene.time, abs=0.05)


@pytest.mark.parametrize("filled", [False, True])
def test_a_box_with_nothing_in_it_is_empty_until_something_is(
    filled: bool, manim_ready: Path, read: Callable[[str], ReaderTrace]
) -> None:
    scene = tell(read, lambda scene: box(scene, filled=filled), then=word)
    assert empty_boxes(scene)[0] == (pytest.approx(0.5, abs=0.05), pytest.approx(4.5, abs=0.05))


@pytest.mark.parametrize("inside", [cells, word])
def test_a_box_with_something_in_it_is_not_empty(inside: Thing, manim_ready: Path, read: Callable[[str], ReaderTrace]) -> None:
    assert not empty_boxes(tell(read, box, inside))


def test_a_small_box_is_a_mark(manim_ready: Path, read: Callable[[str], ReaderTrace]) -> None:
    assert not empty_boxes(tell(read, lambda scene: box(scene).scale(0.06)))

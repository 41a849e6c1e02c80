"""Beats: the caption comes first, is read at a pace, and says how long motion may take; a film ends with its result."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, ClassVar

import pytest
from manim import Square

from model.trace import ReaderTrace
from scenes.mobjects.moves import Path, Travel
from scenes.mobjects.reading import phrase
from scenes.mobjects.text import Label
from scenes.mobjects.theme import DARK
from scenes.stage import worker
from scenes.telling.pace import LEAD, reading_time
from scenes.telling.scene import Brief, TraceScene

pytestmark = pytest.mark.usefixtures("manim_ready")

SAID = "This caption has fifty-two characters, all in a row."
FRAME = 1 / 15
"""Seconds of a frame of the small film that is told here."""


@pytest.fixture(scope="module")
def trace(read: Callable[[str], ReaderTrace]) -> ReaderTrace:
    return read("not good at all")


@pytest.fixture
def tell(trace: ReaderTrace) -> Callable[..., Any]:
    """Return a function that tells a story, and returns the film and the problems of its audit."""

    def told(story: Callable[[Any], object], *, of: ReaderTrace = trace) -> Any:
        class Film(TraceScene):
            title = "Film"
            trace_type: ClassVar = ReaderTrace

            def construct(self) -> None:
                self.act("act")
                story(self)

        scene, report = worker.rehearse(Film, Brief(of))
        return scene, report.problems

    return told


def square() -> Square:
    return Square(0.5, fill_color=DARK.ink, fill_opacity=1, stroke_width=0)


def test_a_caption_is_read_at_thirteen_characters_a_second_and_for_a_while_at_least() -> None:
    assert len(SAID) == 52
    assert reading_time(phrase(SAID)) == pytest.approx(4.0)
    assert reading_time(phrase("Short.")) == 1.8


def test_the_caption_comes_before_what_it_is_about(tell: Callable[..., Any]) -> None:
    begins: list[float] = []

    def story(scene: Any) -> None:
        with scene.beat(SAID):
            begins.append(scene.time)

    scene, problems = tell(story)
    assert problems == ()
    assert begins == [pytest.approx(LEAD, abs=FRAME)]
    assert scene.time == pytest.approx(4.0, abs=FRAME)


def test_what_moves_over_the_room_is_over_when_the_caption_is_read_but_for_a_look(tell: Callable[..., Any]) -> None:
    def story(scene: Any) -> None:
        with scene.beat(SAID) as room:
            assert room == pytest.approx(4.0 - LEAD - DARK.still)
            scene.play(Travel(square(), Path((0, 0), (2, 0)), run_time=room))
            ends.append(scene.time)

    ends: list[float] = []
    scene, _ = tell(story)
    assert ends == [pytest.approx(4.0 - DARK.still, abs=2 * FRAME)]
    assert scene.time == pytest.approx(4.0, abs=2 * FRAME)


def test_a_beat_in_which_more_moves_than_reading_leaves_room_for_ends_with_a_look(tell: Callable[..., Any]) -> None:
    def story(scene: Any) -> None:
        with scene.beat(SAID) as room:
            scene.play(Travel(square(), Path((0, 0), (2, 0)), run_time=room + 3.0))

    scene, _ = tell(story)
    assert scene.time == pytest.approx(4.0 + 3.0, abs=2 * FRAME)


def test_what_moves_meanwhile_moves_in_the_lead(tell: Callable[..., Any]) -> None:
    begins: list[float] = []

    def story(scene: Any, run_time: float) -> None:
        with scene.beat(SAID, Travel(square(), Path((0, 0), (2, 0)), run_time=run_time)):
            begins.append(scene.time)

    tell(lambda scene: story(scene, 0.4))
    tell(lambda scene: story(scene, 1.2))
    assert begins == [pytest.approx(LEAD, abs=FRAME), pytest.approx(1.2, abs=FRAME)]


def test_a_new_caption_is_there_when_its_lead_is_over(tell: Callable[..., Any]) -> None:
    seen: list[float] = []

    def story(scene: Any) -> None:
        for said in ("One thing.", "Another."):
            with scene.beat(said):
                seen.extend(line.get_fill_opacity() for line in scene._caption.submobjects)

    _, problems = tell(story)
    assert seen == [1.0, 1.0]
    assert problems == ()


# -- the end -----------------------------------------------------------------------------------------------------------------


def ended(scene: Any) -> None:
    """Show something, and end with it."""
    with scene.beat("A network reads a text."):
        scene.add(Label("what stays", theme=DARK))
    scene.end("It says {verdict}.", verdict=scene.value("verdicts", 3))


def printed(scene: Any) -> list[str]:
    return [each.text for thing in scene.mobjects for each in thing.get_family() if isinstance(each, Label)]


def test_a_film_ends_with_its_result_over_the_finished_picture_and_a_line_of_its_origin(tell: Callable[..., Any]) -> None:
    scene, problems = tell(ended)
    source = scene.trace.provenance
    assert problems == ()
    assert scene.beats[-1].caption == f"It says {scene.trace.verdicts[3]}."
    assert "what stays" in printed(scene)
    measured = f"{source.score_name} {source.score:.3f} of {source.score_count}"
    assert f"{source.task} · {measured} · {source.fingerprint} · {source.notes}" in " ".join(printed(scene))
    assert {"provenance.task", "provenance.fingerprint", "provenance.score"} <= {
        display.reading.key for display in scene.beats[-1].displays
    }
    assert scene.poster_time == pytest.approx(scene.time, abs=1.5 * FRAME)


def test_what_weakens_the_result_is_said_first(tell: Callable[..., Any], trace: ReaderTrace) -> None:
    def story(scene: Any) -> None:
        scene.weakness = lambda: phrase("it is {sure:2} sure", sure=scene.value("verdict_probabilities", 3))
        ended(scene)

    scene, problems = tell(story, of=replace(trace, known=(True, False, True, True)))
    said = " ".join(printed(scene))
    order = [f"it is {trace.verdict_probabilities[3]:.2f} sure", "1 unknown word", trace.provenance.task]
    places = [said.index(each) for each in order]
    assert places == sorted(places)
    assert problems == ()


def test_the_line_of_origin_is_within_its_area_and_not_under_the_caption(tell: Callable[..., Any]) -> None:
    scene, _ = tell(ended)
    [line] = [
        each
        for thing in scene.mobjects
        for each in thing.get_family()
        if isinstance(each, Label) and each.text.startswith(scene.trace.provenance.task)
    ]
    area = scene.frame.origin
    assert line.get_left()[0] >= area.left
    assert line.get_right()[0] <= area.right
    assert line.get_top()[1] < scene._caption.get_bottom()[1]
    assert area.bottom < line.get_y() < area.top

"""The witness looks at the end of every play, and within those in which something moves: a lie that is soon undone is seen."""

from collections.abc import Callable
from dataclasses import replace
from types import SimpleNamespace
from typing import Any, ClassVar, NamedTuple

import pytest
from manim import Square, ValueTracker

from model.trace import ReaderTrace
from scenes.mobjects.bars import Bar
from scenes.mobjects.motion import Appear, Arrive, Depart, Shade, Vanish
from scenes.mobjects.reading import Display, Phrase, Reading
from scenes.mobjects.sets.attention_map import Thread
from scenes.mobjects.text import Label, Numeral, Paragraph
from scenes.mobjects.theme import DARK
from scenes.mobjects.values import Patch, Swatch
from scenes.stage import worker
from scenes.telling.frame import FRAMES
from scenes.telling.scene import Brief, TraceScene
from scenes.telling.witness import Witness, faults

pytestmark = pytest.mark.usefixtures("manim_ready")

Tell = Callable[[Any], Any]
FALSE = "#123456"


class Told(NamedTuple):
    """A film that was told: what the audit says, which rows of its beats are wrong, and at how many moments was looked."""

    problems: tuple[str, ...]
    beats: list[str]
    moments: int


@pytest.fixture(scope="module")
def trace(read: Callable[[str], ReaderTrace]) -> ReaderTrace:
    return read("not good at all")


@pytest.fixture
def tell(trace: ReaderTrace) -> Callable[..., Told]:
    """Return a function that tells a film of one beat; moments are counted without the two of an empty beat."""

    def told(story: Tell, *others: ReaderTrace) -> Told:
        class Film(TraceScene):
            title = "Film"
            trace_type: ClassVar = ReaderTrace
            traces: ClassVar = 1 + len(others)

            def construct(self) -> None:
                self.act("act")
                with self.beat("Nothing."):
                    story(self)

        scene, report = worker.rehearse(Film, Brief(trace, others=others))
        assert scene.witness is not None
        return Told(report.problems, [row.problem for row in report.rows if row.problem], scene.witness.moments - 2)

    return told


def gate(scene: Any, of: int = 0) -> Reading:
    return scene.value("probabilities", 1, 2, of=of)


def cell(scene: Any, x: float = 0.0, fill: str = "") -> Swatch:
    made = Swatch(gate(scene), theme=DARK, scale="weight", size=(0.74, 0.25), numeral=False).shift((x, 0, 0))
    if fill:
        made.patch.set_fill(fill)
    return made


def misprint(scene: Any) -> Numeral:
    """Return a numeral that prints another value than it says."""
    made = Numeral(gate(scene), theme=DARK, ink=DARK.ink)
    made.phrase = Phrase("0.99", "", (Display(gate(scene), "text", "0.99", lambda value: "0.99"),))
    made.points = Numeral(replace(gate(scene), value=0.99), theme=DARK, ink=DARK.ink).points
    return made


def goes(thing: Any) -> Depart:
    """Return a play in which a thing comes in, travels to the right and is gone."""
    return Depart(thing, [thing], [Square(0.3).move_to((3, 0, 0))], run_time=1.0)


# -- where is looked ---------------------------------------------------------------------------------------------------------


def test_the_end_of_every_play_is_looked_at(tell: Callable[..., Told]) -> None:
    def waits(count: int) -> Tell:
        return lambda scene: [scene.wait(0.2) for _ in range(count)]

    assert [tell(waits(count)).moments for count in range(4)] == [0, 1, 2, 3]


def test_a_play_in_which_something_moves_is_looked_at_within_three_times(tell: Callable[..., Told]) -> None:
    assert tell(lambda scene: scene.play(goes(cell(scene)))).moments == 4
    assert tell(lambda scene: [scene.play(goes(cell(scene))) for _ in range(2)]).moments == 8
    assert tell(lambda scene: scene.play(goes(cell(scene)), goes(cell(scene, -2.0)))).moments == 4


def test_a_play_in_which_something_only_fades_is_looked_at_at_its_end(tell: Callable[..., Told]) -> None:
    def fades(scene: Any) -> None:
        made = cell(scene)
        for each in (Appear(made), Shade(made, DARK.dimmed), Vanish(made)):
            scene.play(each)

    told = tell(fades)
    assert told.moments == 3
    assert told.problems == ()


# -- what lives within a play ------------------------------------------------------------------------------------------------


def test_what_travels_as_it_was_computed_is_right(tell: Callable[..., Told]) -> None:
    assert tell(lambda scene: scene.play(goes(cell(scene)))).problems == ()
    assert tell(lambda scene: scene.play(goes(Numeral(gate(scene), theme=DARK, ink=DARK.ink)))).problems == ()


def test_a_numeral_that_is_wrong_within_one_play_only_is_red(tell: Callable[..., Told]) -> None:
    told = tell(lambda scene: (scene.wait(1.0), scene.play(goes(misprint(scene)))))
    assert told.beats == []
    [problem] = told.problems
    assert problem.startswith("At 1.80 s: probabilities[1, 2] is 0.")
    assert problem.endswith(", which does not round to 0.99.")


def test_a_travelling_copy_in_another_colour_is_red(tell: Callable[..., Told]) -> None:
    def story(scene: Any) -> None:
        scene.add(cell(scene, -3.0))  # and the true one beside it does not hide that
        scene.play(goes(cell(scene, fill=FALSE)))

    told = tell(story)
    assert told.beats == []
    [problem] = told.problems
    assert problem.startswith("At 0.80 s: probabilities[1, 2] is ")
    assert problem.endswith(f", not {FALSE}.")


class Flash(Depart):
    """A cell has another colour at one moment of its way only."""

    when = 0.5

    def interpolate(self, alpha: float) -> None:
        super().interpolate(alpha)
        patch = self.mobject.patch
        patch.set_fill(FALSE if abs(alpha - self.when) < 0.05 else next(patch.displays()).rule(patch.reading.value))


@pytest.mark.parametrize("when", [0.25, 0.5, 0.75])
def test_a_lie_at_any_of_three_moments_within_a_play_is_red(when: float, tell: Callable[..., Told]) -> None:
    def story(scene: Any) -> None:
        flash = Flash(made := cell(scene), [made], [Square(0.3).move_to((3, 0, 0))], run_time=1.0)
        flash.when = when
        scene.play(flash)

    [problem] = tell(story).problems
    assert problem.endswith(f", not {FALSE}.")


def test_a_text_that_travels_with_another_outline_is_red(tell: Callable[..., Told]) -> None:
    def story(scene: Any) -> None:
        label = Label("word", theme=DARK)
        label.points = Label("other", theme=DARK).points
        scene.play(goes(label))

    assert tell(story).problems == ("At 0.80 s: “word” has another outline than its letters.",)


def test_a_number_typed_in_that_travels_is_red(tell: Callable[..., Told]) -> None:
    said = tell(lambda scene: scene.play(goes(Label(Phrase("0.73", ""), theme=DARK)))).problems
    assert said == ("At 0.80 s: “0.73” holds a number that no reading accounts for.",)


def bar(scene: Any) -> Bar:
    return Bar(gate(scene), unit=3.0, height=0.3, left=-1.0, y=1.0, paint=DARK.keeps)


def test_a_bar_may_be_longer_on_its_way_but_not_at_rest(tell: Callable[..., Told]) -> None:
    def grows(scene: Any) -> None:
        made = bar(scene)
        scene.play(Arrive(made, [made], [cell(scene)], run_time=1.0))

    def stays_long(scene: Any) -> None:
        made = bar(scene)
        scene.add(made.stretch_about_point(1.1, 0, made.get_left()))
        scene.wait(1.0)
        scene.remove(made)

    assert tell(grows).problems == ()
    told = tell(stays_long)
    assert told.beats == []
    [problem] = told.problems
    assert problem.startswith("At 1.80 s: ")
    assert " long, not " in problem


# -- what is undone ----------------------------------------------------------------------------------------------------------


def for_a_moment(scene: Any, lie: Callable[[], object], undo: Callable[[], object]) -> None:
    """Tell a lie from 1 s on, and undo it at 2 s."""
    scene.wait(1.0)
    lie()
    scene.wait(1.0)
    undo()
    scene.wait(1.0)


def test_a_lie_that_is_undone_at_the_next_play_is_named_with_its_second(tell: Callable[..., Told]) -> None:
    def recoloured(scene: Any) -> None:
        made = cell(scene)
        true = made.patch.get_fill_color()
        scene.add(made)
        for_a_moment(scene, lambda: made.patch.set_fill(FALSE), lambda: made.patch.set_fill(true))

    def of_another(scene: Any) -> None:
        made = cell(scene)
        scene.add(made)
        true = made.patch.reading
        for_a_moment(
            scene,
            lambda: setattr(made.patch, "reading", replace(true, key="forgetgate")),
            lambda: setattr(made.patch, "reading", true),
        )

    def overlapped(scene: Any) -> None:
        one, other = Label("one", theme=DARK), Label("other", theme=DARK).shift((3, 0, 0))
        scene.add(one, other)
        for_a_moment(scene, lambda: one.shift((3, 0, 0)), lambda: one.shift((-3, 0, 0)))

    for story, sentence in ((recoloured, FALSE), (of_another, "forgetgate[1, 2] is in no trace"), (overlapped, "overlaps")):
        told = tell(story)
        assert told.beats == []
        assert told.problems
        for problem in told.problems:
            assert problem.startswith("At 2.80 s: ")
            assert sentence in problem


def test_a_lie_told_twice_is_named_once_with_its_first_second(tell: Callable[..., Told]) -> None:
    def story(scene: Any) -> None:
        for _ in range(2):
            for false in (cell(scene, fill=FALSE), Label("word", theme=DARK).set_opacity(0.7)):
                scene.add(false)
                scene.wait(1.0)
                scene.remove(false)

    paint, opacity = sorted(tell(story).problems, key=lambda each: "neither" in each)
    assert paint.startswith("At 1.80 s: ")
    assert opacity.startswith("At 2.80 s: ")


def test_what_comes_back_is_judged_anew(tell: Callable[..., Told]) -> None:
    def story(scene: Any) -> None:
        one, other = Label("one", theme=DARK), Label("other", theme=DARK)
        for shown in ((one,), (other,), (one, other)):
            scene.add(*shown)
            scene.wait(1.0)
            scene.remove(*shown)

    assert tell(story).problems == ("At 3.80 s: “one” overlaps “other”.",)


def test_a_paragraph_that_is_wrong_for_a_moment_is_red(tell: Callable[..., Told]) -> None:
    def story(scene: Any) -> None:
        said = Phrase("f is 0.99", "f is ", (Display(gate(scene), "text", "0.99", lambda value: "0.99"),))
        false = Paragraph(said, theme=DARK, size=26, width=6)
        scene.add(false)
        scene.wait(1.0)
        scene.remove(false)

    [problem] = tell(story).problems
    assert problem.startswith("At 1.80 s: probabilities[1, 2] is 0.")
    assert problem.endswith(", which does not round to 0.99.")


def test_a_value_of_the_second_trace_is_held_against_the_second(tell: Callable[..., Told], trace: ReaderTrace) -> None:
    changed = trace.probabilities.copy()
    changed[1, 2] = 0.5
    other = trace.with_arrays(probabilities=changed)

    def story(scene: Any) -> None:
        for reading in (gate(scene), replace(gate(scene), of=1)):
            false = Numeral(reading, theme=DARK, ink=DARK.ink)
            scene.add(false)
            scene.wait(1.0)
            scene.remove(false)

    said = [each for each in tell(story, other).problems if not each.startswith("In the trace")]
    assert len(said) == 1
    assert said[0].startswith("At 2.80 s: ")
    assert "probabilities[1, 2] is 0.5, which does not round to" in said[0]


# -- all at once -------------------------------------------------------------------------------------------------------------


def test_faults_and_the_witness_agree(tell: Callable[..., Told]) -> None:
    at_once: dict[bool, list[list[str]]] = {True: [], False: []}

    def shown(scene: Any, *false: Any) -> None:
        scene.add(*false)
        scene.wait(1.0)
        for within, found in at_once.items():
            found.append(faults(scene, within))
        scene.remove(*false)

    def story(scene: Any) -> None:
        shown(scene, cell(scene))
        shown(scene, misprint(scene))
        shown(scene, cell(scene, fill=FALSE), Label(Phrase("7", ""), theme=DARK).shift((0, 2, 0)))
        made = bar(scene)
        shown(scene, made.stretch_about_point(1.1, 0, made.get_left()))
        shown(scene, Label("word", theme=DARK).shift((7, 0, 0)))

    told = tell(story)
    counts = {within: [len(each) for each in found] for within, found in at_once.items()}
    assert counts == {False: [0, 1, 2, 1, 1], True: [0, 1, 2, 0, 0]}  # where and how long is judged at rest only
    assert sorted(problem.partition(": ")[2] for problem in told.problems) == sorted(
        f"{sentence}." for each in at_once[False] for sentence in each
    )


def test_a_play_that_goes_frame_by_frame_is_looked_at_within(tell: Callable[..., Told]) -> None:
    def story(scene: Any, lie: bool) -> None:
        clock, shown = ValueTracker(0.0), cell(scene)
        true = shown.patch.get_fill_color()
        scene.add(shown, clock)
        shown.add_updater(lambda made: made.patch.set_fill(FALSE if lie and 0.4 < clock.get_value() < 0.9 else true))
        scene.play(clock.animate.set_value(1.0), run_time=1)
        shown.clear_updaters()

    right, wrong = tell(lambda scene: story(scene, lie=False)), tell(lambda scene: story(scene, lie=True))
    assert right.problems == ()
    assert right.moments == wrong.moments == 4
    assert len(wrong.problems) == 1
    assert "should show" in wrong.problems[0]


def test_what_has_come_to_rest_within_a_play_is_judged_at_its_end(tell: Callable[..., Told]) -> None:
    """A short animation beside a long one is over when it is looked at within the play: it is not yet judged as what rests."""

    def strays(scene: Any) -> None:
        one, other = (Label(word, theme=DARK).move_to((x, 2, 0)) for word, x in (("one", -3), ("other", 3)))
        scene.add(one, other)
        scene.wait(0.2)
        scene.play(one.animate(run_time=0.1).move_to(other), goes(cell(scene)))

    assert any("overlaps" in problem for problem in tell(strays).problems)


def test_what_comes_to_lie_on_another_thing_is_seen_though_nothing_but_the_order_has_changed(tell: Callable[..., Told]) -> None:
    def hides(scene: Any) -> None:
        lid, made = Square(1.0, fill_opacity=1.0), cell(scene)
        scene.add(lid, made)
        scene.wait(0.2)
        scene.remove(made)
        scene.mobjects.insert(0, made)
        scene.wait(0.2)

    told = tell(hides)
    assert any("lies on" in problem for problem in told.problems)
    assert all("At 1.0" not in problem for problem in told.problems)


# -- what is asked -----------------------------------------------------------------------------------------------------------


def still(trace: ReaderTrace, *mobjects: Any) -> Any:
    """Return what a witness needs of a scene in which some things are."""
    brief = SimpleNamespace(traces=(trace,), trace=trace)
    film = {"frame": FRAMES["16:9"], "subject": {}, "roles": {}, "brief": brief, "animations": None}
    return SimpleNamespace(time=0.0, mobjects=list(mobjects), theme=DARK, **film)


def test_what_looks_as_before_is_not_asked_again(trace: ReaderTrace, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Any] = []
    for kind in (Patch, Numeral):
        monkeypatch.setattr(kind, "displays", lambda self, own=kind.displays: (asked.append(self), own(self))[1])
    reading = Reading("probabilities", (1, 2), float(trace.probabilities[1, 2]))
    patch = Patch(reading, theme=DARK, scale="weight", width=0.74, height=0.25)
    numeral = Numeral(reading, theme=DARK, ink=DARK.ink).shift((2, 0, 0))
    scene, witness = still(trace, patch, numeral), Witness()

    def asks(*moving: Any) -> list[Any]:
        asked.clear()
        witness.look(scene, moving or None)
        return list(asked)

    assert asks() == [patch, numeral]
    assert asks() == asks(patch, numeral) == []
    patch.set_fill(opacity=DARK.faded)
    assert asks() == []  # of a value, a colour is asked for once, however opaque it is
    patch.fill_rgbas[0, 2] += 0.1
    assert asks() == [patch]
    numeral.shift((0, 1, 0))
    assert asks(numeral) == [numeral]
    assert asks(numeral) == []
    assert witness.moments == 7


def test_how_wide_a_thread_is_is_judged_at_rest_only(trace: ReaderTrace) -> None:
    weight = Reading("probabilities", (1, 0), float(trace.probabilities[1, 0]))
    thread = Thread(weight, (-1, 1), (1, -1), theme=DARK, unit=20)
    thread.set_stroke(width=thread.get_stroke_width() + 1)
    for within, shown in ((True, []), (False, ["width"])):
        witness = Witness()
        witness.look(still(trace, thread), [thread] if within else None)
        assert [aspect for _, _, aspect, _, _ in witness.facts] == shown
        assert len([each for each in faults(still(trace, thread), within) if "long, not" in each]) == len(shown)

"""How things move: each law is kept by an honest motion, and broken by the lie that it is there for."""

from collections.abc import Callable
from typing import Any, ClassVar

import pytest
from manim import AnimationGroup, Circle, Square, VGroup, VMobject

from model.trace import ReaderTrace
from scenes.mobjects.meeting import meeting
from scenes.mobjects.motion import Appear, Vanish
from scenes.mobjects.moves import Extend, Flow, Grow, Path, Travel
from scenes.mobjects.passing import Dock, Go, Pass
from scenes.mobjects.places import Entry
from scenes.mobjects.shapes import Bundle
from scenes.mobjects.text import Label, Numeral
from scenes.mobjects.theme import DARK
from scenes.mobjects.tokens import Chip
from scenes.mobjects.values import Swatch
from scenes.mobjects.wires import Operator, Squash, Wire
from scenes.stage import worker
from scenes.telling.scene import Brief, TraceScene

pytestmark = pytest.mark.usefixtures("manim_ready")

Story = Callable[[Any], object]
Tell = Callable[..., list[str]]
MANY = tuple(number / 20 for number in range(1, 20))


@pytest.fixture(scope="module")
def trace(read: Callable[[str], ReaderTrace]) -> ReaderTrace:
    return read("not good at all")


@pytest.fixture
def tell(trace: ReaderTrace, monkeypatch: pytest.MonkeyPatch) -> Tell:
    """Return a function that tells a film of one beat, and returns what was said of its motion while it was looked at often."""
    monkeypatch.setattr("scenes.stage.drawing.parts.WITHIN", MANY)

    def told(story: Story) -> list[str]:
        class Film(TraceScene):
            title = "Film"
            trace_type: ClassVar = ReaderTrace

            def construct(self) -> None:
                self.act("act")
                with self.beat("Nothing."):
                    story(self)

        scene, _ = worker.rehearse(Film, Brief(trace))
        assert scene.witness is not None
        return [
            each
            for each in scene.witness.problems
            if any(law in each for law in (" on its way", " the wire ", " seen before ", " its way has it"))
        ]

    return told


def cell(scene: Any, at: tuple[float, float] = (0.0, 0.0), unit: int = 2, *, numeral: bool = False) -> Swatch:
    reading = scene.value("forget_gate", 1, unit)
    return Swatch(reading, theme=DARK, scale="weight", size=(0.6, 0.3), numeral=numeral).move_to((*at, 0))


def word(text: str = "good", at: tuple[float, float] = (0.0, 0.0)) -> Label:
    return Label(text, theme=DARK).sit_amid(*at)


def goes(thing: VMobject, *places: tuple[float, float], **how: Any) -> Travel:
    return Travel(thing.move_to((*places[-1], 0)), Path(*places), run_time=1.0, **how)


LEFT, RIGHT, ABOVE, BELOW = (-3.0, 0.0), (3.0, 0.0), (0.0, 1.0), (0.0, -1.0)


# -- nothing crosses text ----------------------------------------------------------------------------------------------------


def crossing(*there: VMobject) -> Story:
    """Return a story in which a cell goes from the left to the right, and what is there stays."""

    def story(scene: Any) -> None:
        scene.add(*there)
        scene.wait(0.2)
        scene.play(goes(cell(scene), LEFT, RIGHT))

    return story


def test_what_goes_over_a_text_is_seen(tell: Tell) -> None:
    assert tell(crossing(word())) == ["forget_gate[1, 2] crosses “good” on its way"]


def test_cells_that_are_narrower_than_the_rim_of_a_text_are_seen(tell: Tell) -> None:
    def story(scene: Any, at: tuple[float, float]) -> None:
        cells = Bundle(*(cell(scene).stretch_to_fit_width(0.02).shift((0.02 * number, 0, 0)) for number in range(20)))
        scene.add(word(at=at))
        scene.wait(0.2)
        scene.play(goes(cells, LEFT, RIGHT))

    assert tell(lambda scene: story(scene, (0.0, 0.0))) == ["forget_gate[1, 2] crosses “good” on its way"]
    assert tell(lambda scene: story(scene, ABOVE)) == []


def test_what_goes_past_a_text_is_right(tell: Tell) -> None:
    assert tell(crossing(word(at=ABOVE), word(at=BELOW))) == []


def test_a_rim_of_a_text_may_be_touched(tell: Tell) -> None:
    label = word()
    top = float(label.get_top()[1])
    assert tell(crossing(label.copy().shift((0, -0.15 - top + 0.02, 0)))) == []
    assert tell(crossing(label.copy().shift((0, -0.15 - top + 0.05, 0)))) != []


def test_a_text_that_comes_in_meanwhile_is_a_text_at_rest(tell: Tell) -> None:
    def story(scene: Any) -> None:
        scene.play(Appear(word(), run_time=0.3), goes(cell(scene), LEFT, RIGHT))

    assert tell(story) == ["forget_gate[1, 2] crosses “good” on its way"]


def test_a_text_that_is_faded_out_may_be_crossed(tell: Tell) -> None:
    def story(scene: Any) -> None:
        scene.add(label := word())
        scene.wait(0.2)
        scene.play(Vanish(label, run_time=0.3), goes(cell(scene), LEFT, RIGHT))

    assert tell(story) == []


def test_a_text_that_was_taken_away_is_not_crossed(tell: Tell) -> None:
    def story(scene: Any) -> None:
        scene.add(label := word())
        scene.wait(0.2)
        scene.remove(label)
        scene.play(goes(cell(scene), LEFT, RIGHT))

    assert tell(story) == []


def test_a_text_that_has_arrived_is_at_rest(tell: Tell) -> None:
    def story(scene: Any) -> None:
        first = Travel(word(at=ABOVE), Path((0.0, 3.0), ABOVE), run_time=0.4)
        scene.play(AnimationGroup(first, goes(cell(scene), (-3.0, 1.0), (3.0, 1.0)), lag_ratio=1.0))

    assert tell(story) == ["forget_gate[1, 2] crosses “good” on its way"]


def test_a_text_that_goes_over_a_text_is_seen_and_one_that_shows_the_same_is_not(tell: Tell) -> None:
    def story(scene: Any, unit: int) -> None:
        scene.add(cell(scene, numeral=True))
        scene.wait(0.2)
        scene.play(goes(Numeral(scene.value("forget_gate", 1, unit), theme=DARK, ink=DARK.ink), LEFT, RIGHT))

    assert len(tell(lambda scene: story(scene, 3))) == 1
    assert tell(lambda scene: story(scene, 2)) == []


@pytest.mark.parametrize(
    "made", [lambda: Square(0.8, fill_opacity=1), lambda: Chip("good", theme=DARK).box], ids=["square", "chip"]
)
def test_a_shape_below_a_text_wipes_nothing(made: Callable[[], VMobject], tell: Tell) -> None:
    def story(scene: Any, height: int) -> None:
        scene.add(word("bad"))
        scene.wait(0.2)
        scene.play(goes(made().set_z_index(height), LEFT, RIGHT))

    assert tell(lambda scene: story(scene, -1)) == []
    assert len(tell(lambda scene: story(scene, 1))) == 1


def test_a_numeral_below_a_text_is_seen_through_it(tell: Tell) -> None:
    def story(scene: Any) -> None:
        scene.add(word())
        scene.wait(0.2)
        numeral = Numeral(scene.value("forget_gate", 1, 2), theme=DARK, ink=DARK.ink)
        scene.play(goes(numeral.set_z_index(-1), LEFT, RIGHT))

    assert len(tell(story)) == 1


@pytest.mark.parametrize(("opacity", "wide", "said"), [(1.0, 3.0, 0), (0.5, 3.0, 1), (1.0, 0.3, 1)])
def test_what_is_below_something_opaque_is_not_seen(opacity: float, wide: float, said: int, tell: Tell) -> None:
    cover = Square(3.0, fill_color=DARK.ground, fill_opacity=opacity, stroke_width=0).stretch_to_fit_width(wide).set_z_index(2)
    assert len(tell(crossing(word(), cover))) == said


def test_frames_and_faint_shapes_cross_nothing(tell: Tell) -> None:
    def story(scene: Any) -> None:
        scene.add(word())
        scene.wait(0.2)
        scene.play(goes(Square(0.8), LEFT, RIGHT), goes(Square(0.8, fill_opacity=0.1), LEFT, RIGHT))

    assert tell(story) == []


def test_a_shape_is_where_it_is_and_not_all_over_its_box(tell: Tell) -> None:
    def story(scene: Any, shape: VMobject) -> None:
        scene.add(word("a", (0.0, 0.0)))
        scene.wait(0.2)
        scene.play(goes(shape, (-1.45, 1.45), (-1.4, 1.4)))

    assert tell(lambda scene: story(scene, Circle(1.6, fill_opacity=1))) == []
    assert len(tell(lambda scene: story(scene, Square(3.2, fill_opacity=1)))) == 1


def test_what_stands_in_one_chip_or_entry_belongs_together(tell: Tell) -> None:
    def story(scene: Any, group: Callable[[VMobject, VMobject], VGroup]) -> None:
        label, bar = word("fine"), Square(0.5, fill_opacity=1)
        bar.reading = scene.value("forget_gate", 1, 2)
        held = group(label, bar)
        scene.add(held)
        scene.wait(0.2)
        scene.play(Grow(bar, "left", run_time=1.0))

    assert tell(lambda scene: story(scene, Entry)) == []
    assert tell(lambda scene: story(scene, VGroup)) == ["forget_gate[1, 2] crosses “fine” on its way"]


def test_the_sign_of_an_operator_is_where_a_value_goes_to(tell: Tell) -> None:
    def story(scene: Any, *way: tuple[float, float]) -> None:
        scene.add(Squash("sigmoid", (0.0, 0.0), theme=DARK, colour="ink"))
        scene.wait(0.2)
        scene.play(goes(cell(scene), *way))

    assert tell(lambda scene: story(scene, LEFT, (0.0, 0.0))) == []
    assert len(tell(lambda scene: story(scene, LEFT, RIGHT))) == 1


# -- no result before its inputs -----------------------------------------------------------------------------------------------


def test_a_meeting_is_in_order(tell: Tell) -> None:
    def story(scene: Any) -> None:
        operator = Operator("times", (0.0, 0.0), theme=DARK, colour="ink")
        scene.add(operator)
        scene.wait(0.2)
        operands = [
            (cell(scene, unit=unit, numeral=True), side, Path(*way))
            for unit, side, way in ((0, "left", (LEFT, (-0.6, 0.0))), (1, "top", (ABOVE, (0.0, 0.4))))
        ]
        result = cell(scene, RIGHT, numeral=True), "right", Path((0.0, 0.0), RIGHT)
        scene.play(*meeting(operator, operands, result, theme=DARK, seconds=2.0))

    assert tell(story) == []


@pytest.mark.parametrize(("comes", "sets_out", "said"), [(0.3, 0.3, 0), (0.3, 0.4, 0), (0.3, 0.25, 1), (0.5, 0.4, 1)])
def test_a_result_waits_for_an_operand_to_be_beside_the_operator(comes: float, sets_out: float, said: int, tell: Tell) -> None:
    def story(scene: Any) -> None:
        operand, result = cell(scene, unit=1), cell(scene, unit=2)
        how = {"run_time": 2.0}
        into = Dock(operand, Path(LEFT, (-1.0, 0.0)), cut=("left", -0.2), waits=(comes, 0.8), **how)
        out = Pass(result, Path((0.0, 0.0), RIGHT), cut=("right", 0.2), window=(sets_out, 1.0), causes=(operand,), **how)
        scene.play(into, out)

    assert tell(story) == ["forget_gate[1, 2] is seen before forget_gate[1, 1] has arrived"] * said


@pytest.mark.parametrize(("lag", "said"), [(1.0, 0), (0.9, 1), (0.0, 1)])
def test_a_result_that_sets_out_before_an_operand_has_arrived_is_seen(lag: float, said: int, tell: Tell) -> None:
    def story(scene: Any) -> None:
        operand, result = cell(scene, unit=1), cell(scene, unit=2)
        going = goes(operand, LEFT, (0.0, 0.0), leaves=True)
        coming = goes(result, (0.0, 0.0), RIGHT, causes=(operand,))
        scene.play(AnimationGroup(going, coming, lag_ratio=lag), run_time=3.0)

    assert tell(story) == ["forget_gate[1, 2] is seen before forget_gate[1, 1] has arrived"] * said


def test_a_result_waits_for_the_last_of_a_convoy(tell: Tell) -> None:
    def story(scene: Any, lag: float) -> None:
        operands = [cell(scene, (0.0, 0.0), unit) for unit in (0, 1)]
        flow = Flow(operands, [Path(LEFT, (0.0, 0.0))] * 2, lag=0.5, run_time=1.0, leaves=True)
        result = Appear(cell(scene, RIGHT), run_time=0.5, causes=operands)
        scene.play(AnimationGroup(flow, result, lag_ratio=lag))

    assert tell(lambda scene: story(scene, 1.0)) == []
    assert tell(lambda scene: story(scene, 0.7)) == ["forget_gate[1, 2] is seen before forget_gate[1, 1] has arrived"]


def test_a_result_that_is_lit_too_early_is_seen(tell: Tell) -> None:
    class Hasty(Travel):
        def interpolate_mobject(self, alpha: float) -> None:
            super().interpolate_mobject(max(alpha, 0.01))

    def story(scene: Any) -> None:
        operand, result = cell(scene, unit=1), cell(scene, RIGHT)
        coming = Hasty(result, Path((0.0, 0.0), RIGHT), causes=(operand,), run_time=1.0)
        scene.play(AnimationGroup(goes(operand, LEFT, (0.0, 0.0), leaves=True), coming, lag_ratio=1.0))

    said = tell(story)
    assert "forget_gate[1, 2] is seen before forget_gate[1, 1] has arrived" in said
    assert {*said} <= {said[0], "forget_gate[1, 2] is not where its way has it"}


def test_a_result_that_comes_in_where_it_is_and_too_early_is_seen(tell: Tell) -> None:
    class Hasty(Appear):
        def interpolate_mobject(self, alpha: float) -> None:
            super().interpolate_mobject(max(alpha, 0.5))

    def story(scene: Any, kind: type[Appear]) -> None:
        operand = cell(scene, unit=1)
        coming = kind(cell(scene, RIGHT), causes=(operand,), run_time=1.0)
        scene.play(AnimationGroup(goes(operand, LEFT, (0.0, 0.0), leaves=True), coming, lag_ratio=1.0))

    assert tell(lambda scene: story(scene, Appear)) == []
    assert tell(lambda scene: story(scene, Hasty)) == ["forget_gate[1, 2] is seen before forget_gate[1, 1] has arrived"]


def convoy(scene: Any, *, arrives: float = 0.5, sets_out: float = 0.5, cut: tuple[str, float] | None = None) -> list[Any]:
    """Return a convoy of one operand and its result, with the parts of the play in which they are on their way."""
    operand, result = cell(scene, unit=1), cell(scene, unit=2)
    into = Pass(operand, Path(LEFT, (0.0, 0.0)), window=(0.0, arrives), leaves=True)
    out = Pass(result, Path((0.0, 0.0), RIGHT), window=(sets_out, 1.0), cut=cut, causes=(operand,))
    return [into, out]


@pytest.mark.parametrize(
    ("times", "said"), [((0.5, 0.5), 0), ((0.4, 0.6), 0), ((0.6, 0.5), 1), ((0.5, 0.45), 1), ((1.0, 0.0), 1)]
)
@pytest.mark.parametrize("cut", [None, ("right", 0.0)])
def test_in_a_convoy_nothing_comes_out_before_what_it_is_made_of_is_in(
    times: tuple[float, float], said: int, cut: tuple[str, float] | None, tell: Tell
) -> None:
    def story(scene: Any) -> None:
        scene.play(*convoy(scene, arrives=times[0], sets_out=times[1], cut=cut), run_time=2.0)

    assert tell(story) == ["forget_gate[1, 2] is seen before forget_gate[1, 1] has arrived"] * said


@pytest.mark.parametrize("coming", [Appear, lambda bar, **how: Grow(bar, "left", **how)])
@pytest.mark.parametrize(("window", "said"), [((0.5, 1.0), 0), ((0.4, 1.0), 1), ((0.0, 1.0), 1)])
def test_what_comes_in_within_a_window_waits_for_what_it_is_made_of(
    coming: Callable[..., Any], window: tuple[float, float], said: int, tell: Tell
) -> None:
    def story(scene: Any) -> None:
        operand = cell(scene, unit=1)
        into = Pass(operand, Path(LEFT, (0.0, 0.0)), window=(0.0, 0.5), leaves=True, run_time=2.0)
        scene.play(into, coming(cell(scene, RIGHT), window=window, causes=(operand,), run_time=2.0))

    assert len(tell(story)) == said


# -- no number at the circle of a sign ------------------------------------------------------------------------------------------


def met(**how: Any) -> Story:
    """Return a story in which a cell with its number goes from the left through a times sign, in some way."""

    def story(scene: Any) -> None:
        scene.add(Operator("times", (0.0, 0.0), theme=DARK, colour="ink"))
        scene.wait(0.2)
        scene.play(Pass(cell(scene, numeral=True), Path(LEFT, (0.4, 0.0)), leaves=True, run_time=2.0, **how))

    return story


def test_a_number_at_the_circle_of_a_sign_is_seen_and_one_that_is_gone_before_is_right(tell: Tell) -> None:
    (said,) = tell(met())
    assert said.endswith(" is at the circle of a sign on its way")
    assert tell(met(cut=("left", 0.0))) == [said]
    assert tell(met(cut=("left", -Operator.RADIUS))) == []
    assert tell(met(cut=("left", 0.0), clear=Operator.RADIUS)) == []


def test_a_number_may_go_past_a_sign_and_along_with_one(tell: Tell) -> None:
    def story(scene: Any, y: float) -> None:
        scene.add(Operator("times", (0.0, 0.0), theme=DARK, colour="ink"))
        scene.wait(0.2)
        scene.play(goes(cell(scene, numeral=True), (-3.0, y), (3.0, y)))

    def together(scene: Any) -> None:
        sign = Operator("times", ABOVE, theme=DARK, colour="ink")
        scene.play(goes(VGroup(cell(scene, ABOVE, numeral=True), sign), LEFT, RIGHT))

    assert tell(lambda scene: story(scene, 0.4)) == []
    assert len(tell(lambda scene: story(scene, 0.2))) == 1
    assert tell(together) == []


# -- no value off a wire -------------------------------------------------------------------------------------------------------


CORNER = (0.0, 1.0)


def wired(*way: tuple[float, float], drawn: bool = False, **how: Any) -> Story:
    """Return a story in which a cell goes from the left by some way, where a wire leads up, over a corner and to the right."""

    def story(scene: Any) -> None:
        wire = Wire(LEFT, (-3.0, 1.0), (3.0, 1.0), theme=DARK)
        if not drawn:
            scene.add(wire)
        scene.wait(0.2)
        going = goes(cell(scene), *way, **how)
        scene.play(AnimationGroup(Extend(wire, run_time=0.5), going, lag_ratio=1.0) if drawn else going)

    return story


def test_a_value_that_leaves_its_wire_is_seen(tell: Tell) -> None:
    assert tell(wired(LEFT, (-3.0, 1.0), (3.0, 1.0))) == []
    assert tell(wired(LEFT, (3.0, 1.0))) == ["forget_gate[1, 2] leaves the wire that it is to go along"]
    assert tell(wired((3.0, 1.0), (-3.0, 1.0), LEFT)) == []
    assert len(tell(wired((0.0, -2.0), (3.0, 1.0)))) == 1


def test_a_wire_that_is_drawn_in_the_same_play_is_one(tell: Tell) -> None:
    assert tell(wired(LEFT, (-3.0, 1.0), (3.0, 1.0), drawn=True)) == []
    assert len(tell(wired(LEFT, (3.0, 1.0), drawn=True))) == 1


def test_where_no_wire_ends_a_value_is_free(tell: Tell) -> None:
    assert tell(wired((-1.0, 0.0), (2.0, -2.0))) == []


def test_a_value_goes_from_its_cell_to_the_operator_at_the_end_of_a_wire(tell: Tell) -> None:
    def story(scene: Any, *way: tuple[float, float]) -> None:
        plus = Operator("plus", (1.0, 1.0), theme=DARK, colour="ink")
        scene.add(plus, Wire((-2.7, 0.0), (1.0, 0.0), plus.port("bottom"), theme=DARK))
        scene.wait(0.2)
        scene.play(goes(cell(scene), LEFT, *way, (1.0, 1.0), leaves=True))

    assert tell(lambda scene: story(scene, (1.0, 0.0))) == []
    assert len(tell(lambda scene: story(scene))) == 1


def test_a_value_keeps_to_the_wires_that_it_names(tell: Tell) -> None:
    def story(scene: Any, *way: tuple[float, float], named: bool = True) -> None:
        wire = Wire((-2.0, 0.0), (2.0, 0.0), theme=DARK)
        scene.add(wire)
        scene.wait(0.2)
        scene.play(goes(cell(scene), *way, along=(wire,) if named else ()))

    assert tell(lambda scene: story(scene, (-1.0, 0.0), (1.0, 0.0))) == []
    assert len(tell(lambda scene: story(scene, (-1.0, 1.0), (1.0, 1.0)))) == 1
    assert tell(lambda scene: story(scene, (-1.0, 1.0), (1.0, 1.0), named=False)) == []


@pytest.mark.parametrize(("corner", "said"), [((-3.0, 1.0), 0), ((0.0, 0.5), 1)])
def test_what_passes_or_goes_keeps_to_its_wire(corner: tuple[float, float], said: int, tell: Tell) -> None:
    def story(scene: Any, *, here: bool) -> None:
        thing, way = cell(scene, LEFT), Path(LEFT, corner, (3.0, 1.0))
        scene.add(Wire(LEFT, (-3.0, 1.0), (3.0, 1.0), theme=DARK), *([thing] if here else []))
        scene.wait(0.2)
        scene.play(Go(thing, way, run_time=1.0) if here else Pass(thing, way, window=(0.2, 0.9), run_time=1.0))

    off = ["forget_gate[1, 2] leaves the wire that it is to go along"] * said
    assert tell(lambda scene: story(scene, here=True)) == tell(lambda scene: story(scene, here=False)) == off


def test_what_values_go_along_and_into_is_no_value(tell: Tell) -> None:
    def story(scene: Any, *with_it: VMobject) -> None:
        scene.add(Wire(LEFT, RIGHT, theme=DARK))
        scene.wait(0.2)
        scene.play(goes(VGroup(cell(scene), *with_it), LEFT, (0.0, 1.0)))

    assert len(tell(story)) == 1
    assert tell(lambda scene: story(scene, Operator("plus", (0.0, 1.0), theme=DARK, colour="ink"))) == []


# -- nothing off its way -------------------------------------------------------------------------------------------------------


class Astray(Travel):
    """What is beside its path, or larger than it should be, in the middle of its way."""

    off, large = 0.3, 1.0

    def interpolate_mobject(self, alpha: float) -> None:
        super().interpolate_mobject(alpha)
        if 0.4 < alpha < 0.6:
            self.mobject.shift((0, self.off, 0)).scale(self.large)


class Swollen(Astray):
    """What is larger than it should be."""

    off, large = 0.0, 2.0


class Late(Travel):
    """What stays behind on its path."""

    def interpolate_mobject(self, alpha: float) -> None:
        super().interpolate_mobject(0.7 * alpha)


@pytest.mark.parametrize(("kind", "said"), [(Travel, 0), (Astray, 1), (Swollen, 1), (Late, 1)])
def test_what_is_not_where_its_way_has_it_is_seen_where_no_wire_is(kind: type[Travel], said: int, tell: Tell) -> None:
    def story(scene: Any, **how: Any) -> None:
        scene.play(kind(cell(scene, RIGHT), Path(LEFT, ABOVE, RIGHT), run_time=1.0, **how))

    for how in ({}, {"start": 0.3}, {"start": 0.5, "end": 1.5, "leaves": True}):
        assert tell(lambda scene, how=how: story(scene, **how)) == ["forget_gate[1, 2] is not where its way has it"] * said


@pytest.mark.parametrize("cut", [None, ("right", 0.0)])
def test_of_what_is_cut_away_a_part_may_be_missing_and_the_rest_is_where_it_should_be(
    cut: tuple[str, float] | None, tell: Tell
) -> None:
    class Shifted(Pass):
        def interpolate_mobject(self, alpha: float) -> None:
            super().interpolate_mobject(alpha)
            self.mobject.shift((0, 0.3, 0))

    def story(scene: Any, kind: type[Pass]) -> None:
        scene.play(kind(cell(scene), Path((-0.2, 0.0), RIGHT), cut=cut, start=0.7, sized=(0.2, 0.8), run_time=1.0))

    assert tell(lambda scene: story(scene, Pass)) == []
    assert tell(lambda scene: story(scene, Shifted)) == ["forget_gate[1, 2] is not where its way has it"]


def test_a_value_that_is_beside_its_wire_is_seen(tell: Tell) -> None:
    def story(scene: Any) -> None:
        scene.add(Wire(LEFT, RIGHT, theme=DARK))
        scene.wait(0.2)
        scene.play(Astray(cell(scene, RIGHT), Path(LEFT, RIGHT), run_time=1.0))

    assert tell(story) == [
        f"forget_gate[1, 2] {said}" for said in ("is not where its way has it", "leaves the wire that it is to go along")
    ]

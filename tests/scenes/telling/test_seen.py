"""A look: what can be seen of some things, in which order, where they are, and what is new in them since the last one."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from manim import Circle, ImageMobject, Point, PointCloudDot, Square, ValueTracker, VGroup

from model.trace import ReaderTrace
from scenes.mobjects.notation import NOTATION
from scenes.mobjects.notation.equations import Equation
from scenes.mobjects.reading import Phrase, Readings, phrase
from scenes.mobjects.text import Label
from scenes.mobjects.theme import DARK
from scenes.mobjects.values import Swatch
from scenes.telling.seen import Known, Look, shown

pytestmark = pytest.mark.usefixtures("manim_ready")

LSTM = NOTATION["lstm"]
Read = Callable[..., Any]


@pytest.fixture
def array(read: Callable[[str], ReaderTrace]) -> Read:
    trace = read("not good at all")

    def of(key: str, *index: int) -> Readings:
        values = np.asarray(trace.lookup(key))
        return Readings(key, index, values[index] if index else values)

    return of


# -- what is there -----------------------------------------------------------------------------------------------------------


def test_only_outlines_are_looked_at(manim_ready: Path) -> None:
    square = Square(1)
    others = [ImageMobject(np.zeros((4, 4), dtype=np.uint8)), Point(), PointCloudDot(), ValueTracker(3.0)]
    look = Look([square, *others])
    assert look.leaves == [square]
    assert look.hidden == []


def test_things_are_looked_at_in_the_order_of_drawing(manim_ready: Path) -> None:
    below, above = Square(1).set_z_index(1), Circle(1)
    look = Look([below, above])
    assert (look.leaves, look.things) == ([above, below], [below, above])
    assert Look([above.set_opacity(0), below]).hidden == [above]


def test_a_look_knows_where_and_how_opaque_things_are(manim_ready: Path) -> None:
    seen, line, gone = Square(2, fill_opacity=0.5), Square(2, fill_opacity=0, stroke_opacity=0.25), Square(2).set_opacity(0)
    bare = Square(2, fill_opacity=0, stroke_width=0)
    group = VGroup(seen, line.shift((3, 1, 0)), VGroup(gone.shift((9, 9, 0))), bare)
    look = Look([group])
    assert look.leaves == [seen, line]
    assert look.hidden == [gone, bare]
    assert look.things == [group, seen, line]
    assert [look.opacity(each) for each in (seen, line, gone)] == [0.5, 0.25, 0.0]
    assert look.box(group).tolist() == pytest.approx([-1, -1, 4, 2])
    assert look.box(line).tolist() == pytest.approx([2, 0, 4, 2])
    assert (look.seen(group), look.seen(line), look.seen(gone)) == ([0, 1], [1], [])
    assert look.of(Square) == [seen, line]
    assert look.of(VGroup) == [group]
    faint = [Square(1, stroke_width=0, fill_opacity=opacity) for opacity in (0.0015, 0.5 / 255, 0.0025)]
    assert Look(faint).leaves == faint[2:]
    assert Look([group, line, group[2]]).leaves == [seen, line]  # each once, though it is there twice
    outline = Square(1).add(inner := Circle(0.3))
    assert Look([outline]).things == [outline, inner]
    shaded = Square(1)
    shaded.fill_rgbas = np.array([[1, 1, 1, 0.5], [1, 1, 1, 0.25]])
    assert Look([shaded]).opacity(shaded) == 0.5  # its first colour's
    hair = Square(1, fill_opacity=0, stroke_width=0.5)
    assert Look([hair]).leaves == [hair]


def test_a_look_tells_what_is_shown_and_what_nobody_accounts_for(array: Read) -> None:
    said = Label(phrase("{word}", word=array("tokens")[0]), theme=DARK)
    typed, both = Label(Phrase("7", "7"), theme=DARK), Label(Phrase("not 7", " 7", said.phrase.displays), theme=DARK)
    formula = Equation("cell", notation=LSTM, theme=DARK)
    assert shown(Look([said, Label("word", theme=DARK), formula])) == (said.phrase.displays, ())
    assert shown(Look([typed, both])) == (said.phrase.displays, ("7", "not 7"))
    assert shown(Look([typed.set_opacity(0)])) == ((), ())
    number = Circle(1)
    for name in ("original_text", "tex_string", "typst_code", "number"):
        vars(number)[name] = "0.73"
        assert shown(Look([number])) == ((), ("0.73",)), name
        vars(number)[name] = "word"
        assert shown(Look([number])) == ((), ())


# -- what is new -------------------------------------------------------------------------------------------------------------


def test_a_look_knows_what_is_new_in_it(array: Read) -> None:
    label, cell = Label("word", theme=DARK), Swatch(array("probabilities", 1)[0], theme=DARK, scale="weight", size=(0.74, 0.25))
    group, known = VGroup(label, cell.shift((2, 0, 0))), Known()

    def new() -> list[Any]:
        look = Look([group], known)
        assert look.is_fresh(group) >= look.fresh.any()
        assert (look.fresh | ~look.moved).all()
        return [leaf for leaf, fresh in zip(look.leaves, look.fresh, strict=True) if fresh]

    assert new() == [label, cell.patch, cell.numeral]
    assert new() == []
    cell.patch.set_fill(DARK.keeps)
    assert new() == [cell.patch]
    label.set_opacity(0.5)
    assert not Look([group], known.copy()).moved.any()
    assert new() == [label]
    label.shift((0, 0.001, 0))
    assert Look([group], known.copy()).moved.sum() == 1
    assert new() == [label]
    cell.patch.reading = array("probabilities", 1)[1]
    assert new() == [cell.patch]
    label.phrase = Phrase("word", "word")
    assert new() == [label]
    cell.numeral.phrase = Phrase(cell.numeral.text, "")
    assert new() == [cell.numeral]
    label.points[[1, 5]] = label.points[[5, 1]]
    assert new() == [label]
    assert new() == []
    cell.submobjects.remove(cell.numeral)
    gone = Look([group], known)
    assert not gone.fresh.any()
    assert gone.is_fresh(cell)
    assert gone.is_fresh(group)
    assert not Look([group], known).is_fresh(cell)


def test_a_copy_knows_the_same_and_what_it_learns_is_its_own(manim_ready: Path) -> None:
    known, group, other = Known(), VGroup(Square(1)), VGroup(Circle(1))
    Look([group], known)
    copy = known.copy()
    assert vars(copy) == vars(known)
    look = Look([group, other], copy)
    assert (look.fresh.tolist(), look.is_fresh(group), look.is_fresh(other)) == ([False, True], False, True)
    for learnt, kept in ((copy.leaves, known.leaves), (copy.sizes, known.sizes), (copy.families, known.families)):
        assert (len(learnt), len(kept)) == (2, 1)


def test_what_is_gone_is_forgotten(manim_ready: Path) -> None:
    def known_of(before: list[Any], after: list[Any], change: Callable[[], object] = lambda: None) -> list[list[int]]:
        known = Known()
        Look(before, known)
        change()
        known.forget_others(Look(after, known))
        return [list(each) for each in (known.leaves, known.sizes, known.families)]

    one, other, unseen = VGroup(Square(1)), VGroup(Circle(1)), Square(1).set_opacity(0)
    of_one = [[id(one[0])], [id(one)], [id(one)]]
    assert known_of([one], [one]) == of_one
    assert known_of([one, other], [one]) == of_one
    assert known_of([one, unseen], [one]) == of_one
    assert known_of([one], [one, other]) == [[*mine, *its] for mine, its in zip(of_one, known_of([], [other]), strict=True)]
    both = VGroup(one, other)
    left = known_of([both], [both], lambda: both.remove(other))
    assert [sorted(each) for each in left] == [[id(one[0])], sorted([id(one), id(both)]), [id(both)]]


def test_all_is_fresh_where_things_are_drawn_in_another_order(manim_ready: Path) -> None:
    known, (one, two, three) = Known(), (Square(1) for _ in range(3))

    def fresh(*things: Any) -> list[bool]:
        return Look(things, known).fresh.tolist()

    assert fresh(one, two, three) == [True] * 3
    assert fresh(two, one, three) == [True] * 3
    assert fresh(two, one, three) == [False] * 3
    assert fresh(two, three) == [False] * 2
    assert fresh(Circle(1), two, three) == [True, False, False]
    assert not Look([three, two], known).moved.any()


def test_another_thing_that_looks_the_same_is_new(manim_ready: Path) -> None:
    known, one, other, around = Known(), Square(1), Square(1), VGroup()
    around.add(one, other.set_opacity(0))
    assert Look([around], known).fresh.tolist() == [True]
    one.set_opacity(0), other.set_fill(opacity=0).set_stroke(opacity=1)
    look = Look([around], known)
    assert (look.leaves, look.fresh.tolist()) == ([other], [True])
    around.remove(one)
    assert Look([around], known).fresh.tolist() == [False]
    around.submobjects = [other.copy()]
    assert Look([around], known).fresh.tolist() == [True]


def test_of_a_thing_alone_all_of_its_look_counts(manim_ready: Path) -> None:
    known, alone = Known(), Square(1)

    def seen() -> tuple[bool, bool]:
        look = Look([alone], known)
        return bool(look.fresh[0]), bool(look.moved[0])

    assert (seen(), seen()) == ((True, True), (False, False))
    alone.stroke_rgbas[0, 2] -= 0.5
    assert seen() == (True, False)
    for pair in ([1, 2], [5, 6]):  # points of one height, and points above each other, in another order
        alone.points[pair] = alone.points[pair[::-1]]
        assert seen() == (True, True)
    assert seen() == (False, False)


def test_a_group_has_not_changed_because_its_neighbour_has(manim_ready: Path) -> None:
    known, one, other = Known(), VGroup(Square(1)), VGroup(Circle(1))
    both = VGroup(one, other)
    Look([both], known)
    other[0].shift((1, 0, 0))
    look = Look([both], known)
    assert [look.is_fresh(each) for each in (both, one, other)] == [True, False, True]


def test_a_family_in_which_nothing_changes_is_not_looked_at_leaf_by_leaf(manim_ready: Path) -> None:
    known, same, other = Known(), VGroup(Square(1), Label("word", theme=DARK)), VGroup(Circle(1))
    Look([same, other], known)
    before = known.copy().families
    other[0].shift((1, 0, 0))
    Look([same, other], known)
    assert known.families[id(same)] is before[id(same)]
    assert known.families[id(other)] is not before[id(other)]

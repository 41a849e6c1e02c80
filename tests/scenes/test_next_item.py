"""The film of the next item: true and readable whatever the items are, one network against another, and what it refuses."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from click.testing import Result
from test_every_film import faults
from unwatched import tell

from model import zoo
from model.errors import TraceError, UsageError
from model.recipes.next_item import ITEMS as ITEMS_OF_RECIPE
from model.recipes.next_item import Predictor, blank_reader, items_of, order_traces, traced
from model.trace.order import OrderTrace
from scenes import next_item
from scenes.mobjects.leaves import leaves_of
from scenes.mobjects.reading import Reading, Readings
from scenes.mobjects.sets.compared import compared
from scenes.mobjects.sets.gone_left import gone_left
from scenes.mobjects.sets.guesses import EVEN, Guesses
from scenes.mobjects.text import Label, Numeral
from scenes.mobjects.theme import DARK, LIGHT, THEMES
from scenes.mobjects.values import Patch, Swatch
from scenes.next_item import NextItem
from scenes.stage import worker
from scenes.stage.drawing import parts
from scenes.stage.taking import FILM
from scenes.telling.laws.sight import overlap
from scenes.telling.passage import box_of
from scenes.telling.records import Brief

pytestmark = pytest.mark.usefixtures("manim_ready")

ITEMS = {
    "dark": "mango,banana,peanut,apple",
    "light": "a,b,c",
    "": "WWWWWWWWWWWWWW,pomegranates a,lllllllllllll,MMMMMMMMMMMMMM,gooseberry,dragon fruit,Qqqqqqq,अनार",
}


@pytest.fixture(scope="module")
def traces() -> tuple[OrderTrace, ...]:
    return order_traces()


def briefed(traces: tuple[Any, ...], **options: Any) -> Brief:
    return Brief(traces[0], others=tuple(traces[1:]), **options)


@pytest.mark.some("theme", ["", *THEMES], take=1)
def test_whatever_the_items_are_it_is_true_readable_and_in_frame(theme: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of few items with a single unit."""
    monkeypatch.setattr("model.recipes.next_item.UNITS", 1 if theme == "light" else 4)
    brief = briefed(order_traces(items_of(ITEMS[theme])), theme=THEMES.get(theme, DARK))
    NextItem.admit(brief)
    assert not (found := faults("next_item", brief)), "\n".join(found)


@pytest.fixture(scope="module")
def told(traces: tuple[OrderTrace, ...]) -> Any:
    """The film of the items of the recipe, told."""
    scene, report = worker.rehearse(NextItem, briefed(traces))
    assert report.problems == ()
    return scene


def test_the_bars_are_compared_that_both_networks_have_when_the_item_comes(told: Any, traces: tuple[OrderTrace, ...]) -> None:
    scene, last = told, told.beats[-1]
    found: dict[tuple[int, int], list[float]] = {}
    for display in last.displays:
        if display.aspect == "length" and display.reading.key == "probabilities":
            found.setdefault((display.reading.of, display.reading.index[0]), []).append(float(display.shown))
    assert set(found) == {(of, time) for of in (1, 2) for time in (1, 3)}
    assert found[1, 1] == pytest.approx(found[1, 3])
    assert np.argmax(found[2, 1]) == traces[2].labels.index("peanut")
    assert np.argmax(found[2, 3]) == traces[2].labels.index("apple")
    assert last.caption == "After “banana” comes “peanut” or “apple”: only a memory can tell."
    assert scene.moment.start is not None


@pytest.mark.parametrize(
    ("shares", "leading"),
    [
        ([0.2, 0.5, 0.3], [1]),
        ([0.02, 0.4915, 0.4885], [1, 2]),
        ([0.5, 0.0, 0.5 - EVEN + 1e-6], [0, 2]),
        ([0.5, 0.0, 0.5 - EVEN - 1e-6], [0]),
    ],
)
def test_the_longest_bar_is_lit_and_each_that_ties_with_it(shares: list[float], leading: list[int]) -> None:
    names, read = Readings("labels", (), np.array(["a", "b", "c"])), Readings("probabilities", (0,), np.array(shares))
    made = Guesses(names, read, range(3), lambda label: -float(label), left=0.0, room=1.0, theme=LIGHT)
    assert made.leading == leading
    looks = [LIGHT.ink if label in leading else LIGHT.others for label in range(3)]
    assert [bar.get_fill_color().to_hex().upper() for bar in made.bars] == looks
    for texts in (made.names, made.numbers):
        words = [text.get_fill_color().to_hex().upper() for text in texts]
        assert words == [LIGHT.ink if label in leading else LIGHT.muted for label in range(3)]
    beside = Guesses(names, read, range(3), lambda label: -float(label), left=2.0, room=1.0, theme=LIGHT, named=False)
    assert not beside.names
    assert [number.text for number in beside.numbers] == [number.text for number in made.numbers]


def test_without_memory_both_that_follow_the_item_look_alike(told: Any, traces: tuple[OrderTrace, ...]) -> None:
    tied = {traces[1].labels.index(item) for item in ("peanut", "apple")}
    assert all(set(step.guesses.leading) == tied for step in told.steps_without)
    assert all(len(step.guesses.leading) == 1 for step in told.steps_with)


def test_between_both_times_it_is_said_what_is_the_same(told: Any) -> None:
    without, memory = (compared(*steps, theme=DARK) for steps in (told.steps_without, told.steps_with))
    assert {name: sign.quantity.name for name, sign in without.items()} == dict.fromkeys(
        ("weighted_words", "bias", "preactivation", "hidden", "probabilities", "aside"), "equals"
    )
    same = {name for name, sign in memory.items() if sign.quantity.name == "equals"}
    assert same == {"weighted_words", "bias"}
    assert {sign.quantity.name for name, sign in memory.items() if name not in same} == {"differs"}
    assert "weighted_hidden" in memory


def test_each_step_has_its_machine_first_and_h_goes_from_it_to_the_shares(told: Any, traces: tuple[OrderTrace, ...]) -> None:
    for of, steps in ((1, told.steps_without), (2, told.steps_with)):
        for step in steps:
            coming = {id(each.mobject) for each in step.machine(1.0)}
            assert {id(step.bias), id(step.tanh)} <= coming
            assert (id(step.weights) in coming) == (of == 2)
            assert all(each.window[1] <= step.left(1.0)[-1].window[0] for each in step.machine(1.0))
            assert step.called.quantity.name == "previous_hidden"
            assert step.called.get_x() == pytest.approx(step.old.get_x())
            assert step.state.get_right()[0] < step.out.get_left()[0] + 0.01 < step.guesses.get_left()[0]
            assert step.out.get_right()[0] <= step.guesses.get_left()[0]
    keys = {display.reading.key for display in told.beats[-1].displays if display.reading.of == 2}
    assert {"weight", "bias", "hidden", "probabilities"} <= keys


def test_what_was_not_learned_is_told_of_as_such(traces: tuple[OrderTrace, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    """A memory that makes no use of h, and before that a network that predicts less than all items of the plain order."""
    blank = Predictor(blank_reader(ITEMS_OF_RECIPE, "rnn", 4, 0), memory=False)
    untaught = traced(blank.with_parameters(blank.parameters).reader, ITEMS_OF_RECIPE)
    failed = (replace(untaught, provenance=traces[0].provenance), traces[1], traces[1])
    monkeypatch.setattr(next_item, "EVEN", 0.0)
    scene = tell(NextItem, briefed(failed), true=True)
    said = [beat.caption for beat in scene.beats]
    assert "A different h could change the answer, but it has not learned to." in said
    assert "The same h, the same shares, whatever came before “banana”." in said
    assert len(scene.right) == untaught.hit_count < len(ITEMS_OF_RECIPE)
    assert {sign.quantity.name for sign in scene.signs.values()} == {"equals"}


def test_traces_that_are_not_of_three_such_networks_are_refused(traces: tuple[OrderTrace, ...]) -> None:
    plain, without, memory = traces
    for wrong, said in (
        ((plain, without), r"^This film tells of 3 traces, not of 2\.$"),
        ((without, without, memory), r"first trace is to read each of them once"),
        ((plain, plain, memory), r"second and third trace are to read the order in which the second item comes twice"),
        ((plain, memory, without), r"are to be of networks without memory"),
        ((plain, without, order_traces("abcd")[2]), r"tells of one order of items"),
    ):
        with pytest.raises(UsageError, match=said):
            NextItem.admit(briefed(wrong))
    with pytest.raises(TraceError, match="order traces, this is a reader trace"):
        NextItem.admit(briefed((zoo.load("reviews").run("not good"), without, memory)))
    with pytest.raises(TraceError, match="read one-hot"):
        NextItem.check(Brief(replace(plain, inputs=plain.inputs * 0.5)))


@pytest.mark.parametrize("text", ['Rome,"Paris, TX",Oslo', ' Rome , "Paris,  TX" ,Oslo'])
def test_an_item_with_a_comma_of_its_own_stands_in_quotation_marks(text: str) -> None:
    assert items_of(text) == ("Rome", "Paris, TX", "Oslo")


def test_from_python_an_item_may_have_a_comma_or_quotation_marks() -> None:
    items = ["Rome", 'a "b", c', "Paris, TX", "Oslo"]
    assert items_of(FILM["items"].made(items)) == tuple(items)


def test_the_command_line_trains_on_the_items_and_audits_what_comes_of_it(run: Callable[..., Result], traces: Any) -> None:
    done = run("audit", "next_item", "--items", "tea, coffee,milk,green tea")
    assert done.exit_code == 0, done.output
    assert "next_item: " in done.output
    assert "all true" in done.output


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("next_item", "--items", "tea"), "An order has 3 to 8 items, with commas between them, not 1."),
        (("next_item", "--items", "tea,milk,tea"), "The item 'tea' is named twice: each item is named once"),
        (("next_item", "--items", "茶,tea,milk"), "The fonts cannot draw Chinese (茶)"),
        (("next_item", "--items", "a,b,c", "--text", "a b c"), "leave --text, --model and --cell out."),
        (("next_item", "--model", "reviews"), "leave --text, --model and --cell out."),
        (("lstm_gates", "--items", "a,b,c"), "lstm_gates takes no --items: leave it out."),
    ],
)
def test_what_is_no_order_and_films_without_one_are_refused(
    run: Callable[..., Result], arguments: tuple[str, ...], said: str
) -> None:
    done = run("audit", *arguments)
    assert done.exit_code == 1
    assert said in done.output
    assert done.output.count("Error") == 1


def test_saved_traces_are_told_as_those_that_are_made(run: Callable[..., Result], traces: Any, tmp_path: Path) -> None:
    names = []
    for number, trace in enumerate(traces):
        names += ["--trace", str(tmp_path / f"{number}.npz")]
        trace.save(tmp_path / f"{number}.npz")
    done = run("audit", "next_item", *names)
    assert done.exit_code == 0, done.output


class Watching(NextItem):
    """Notes of what moves over or below a number that stands, whatever is drawn above the other."""

    def looked(self, moving: Any = None) -> None:
        if moving is None:
            return
        ours = {id(member) for each in moving for member in each.get_family()}
        movers = [leaf for each in moving for leaf in leaves_of(each) if isinstance(leaf, Patch) and leaf.fill_rgbas[0, 3] > 0.1]
        standing = [leaf for each in self.mobjects for leaf in leaves_of(each) if isinstance(leaf, Numeral)]
        numbers = [each for each in standing if id(each) not in ours and each.get_fill_opacity() > 0.1]
        if movers and numbers:
            boxes = (np.array([box_of(each) for each in some]) for some in (movers, numbers))
            for mover, number in zip(*np.nonzero(overlap(*boxes, 0.02)), strict=True):
                one, other = movers[mover].reading, numbers[number].phrase.displays[0].reading
                landed = (one.key, other.key) == ("weight", "weighted_words") and one.value == other.value
                if one != other and not landed:  # a copy sets out below what it is a copy of, and lands below what it becomes
                    self.noted.add((one.key, one.index, other.key, other.index))


def test_nothing_that_moves_covers_a_number_that_stands(traces: tuple[OrderTrace, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    """Not even below it: half of it would be seen beside the number, as bands that slide through a sum."""
    monkeypatch.setattr(parts, "WITHIN", tuple(np.linspace(0.05, 0.95, 10)))
    monkeypatch.setattr(Watching, "noted", set(), raising=False)
    scene: Any
    scene, _ = worker.rehearse(Watching, briefed(traces))
    assert scene.noted == set()


def test_h_of_the_item_before_stands_below_that_and_only_the_item_is_added_up(told: Any, traces: tuple[OrderTrace, ...]) -> None:
    """What the items before are read with is not told again: their h is there, then the item comes that is asked about."""
    for of, steps in ((1, told.steps_without), (2, told.steps_with)):
        for step in steps:
            assert step.chips.left.get_x() == pytest.approx(step.old.get_x(), abs=0.01)
            assert [cell.patch.reading.value for cell in step.old.cells] == pytest.approx(traces[of].hidden[step.time - 1])
            hidden, _, item = step.left(1.0)
            assert hidden.mobject is step.old
            assert item.mobject is step.chips.lit
            assert hidden.window[1] <= item.window[0]


def test_a_network_goes_with_all_that_it_computed(told: Any) -> None:
    gone = {id(leaf) for step in told.steps_without for each in step.inner for leaf in leaves_of(each)}
    assert not gone & {id(leaf) for each in told.mobjects for leaf in leaves_of(each)}


def test_what_goes_out_on_the_left_is_cut_at_the_edge_words_too() -> None:
    label, cell = (
        Label("memory", theme=DARK),
        Swatch(Reading("hidden", (0, 0), 0.5, 0), theme=DARK, scale="signed", size=(0.7, 0.4)),
    )
    label.shift((1, 0, 0))
    moves = gone_left([label, cell], -1.0, 1.0)
    assert all(each.is_remover() for each in moves)
    for each in moves:
        each.begin()
    for alpha in np.linspace(0.0, 1.0, 21):
        moves[1].interpolate(alpha)
        assert cell.patch.get_left()[0] >= -1.0 - 1e-6 or not cell.patch.get_fill_opacity()
    moves[0].interpolate(0.98)
    assert label.get_fill_opacity() < 1


def test_bars_of_the_network_before_have_names_till_those_of_the_next_one_come(told: Any) -> None:
    for step, other in zip(told.steps_without, told.steps_with, strict=True):
        one, two = ([label.get_center() for label in each.guesses.names] for each in (step, other))
        assert np.allclose(one, two)
    shown = {id(each) for each in told.mobjects}
    assert all(id(label) in shown for step in told.steps_with for label in step.guesses.names)
    assert not any(id(label) in shown for step in told.steps_without for label in step.guesses.names)


def test_the_question_goes_to_where_it_stands_till_it_is_answered(traces: tuple[OrderTrace, ...]) -> None:
    scene: Any = NextItem(brief=briefed(traces))
    scene.row = scene.order(scene.PLAIN, next_item.HIGH, next_item.LARGE)
    scene.headline = scene.question()
    move: Any
    (move,) = scene.asked(next_item.OPEN)
    assert move.mobject is scene.open
    assert move.path.corners[0] == pytest.approx(scene.headline.get_center()[:2])
    assert move.start * scene.open.width == pytest.approx(scene.headline.width)
    assert scene.headline not in scene.mobjects


def test_two_that_differ_have_a_plate_behind_their_sign(told: Any) -> None:
    for sign in told.signs.values():
        assert len(sign) == (2 if sign.quantity.name == "differs" else 1)


def test_the_film_opens_with_both_orders_and_the_question(told: Any) -> None:
    first = {(each.reading.key, each.reading.index, each.reading.of) for each in told.beats[0].displays}
    assert {("tokens", (time,), 0) for time in range(4)} <= first
    assert {("tokens", (time,), 1) for time in range(5)} <= first
    assert told.beats[0].caption == "Two orders; in the second, one item comes twice."


def test_the_row_that_slides_out_of_w_is_seen_till_its_numbers_are(told: Any) -> None:
    own = told.net.own(1)
    row, come = told.net.picked(1, own, 1.0)
    row.begin()
    for alpha in (0.7, 0.75, 0.85, 0.95):
        row.interpolate(alpha)
        assert all(leaf.get_fill_opacity() == pytest.approx(1.0) for leaf in leaves_of(row.mobject)), alpha
    assert row.mobject.get_center()[:2] == pytest.approx(own.frame.get_center()[:2], abs=0.01)
    assert come.window[1] <= row.window[1]

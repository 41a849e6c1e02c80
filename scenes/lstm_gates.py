"""One word through an LSTM cell: what its gates do to the cell state, and what that does to the verdict."""

from contextlib import nullcontext
from functools import cached_property
from operator import mul
from typing import Any, ClassVar

from manim import Animation, AnimationGroup, VGroup, rate_functions

from scenes.mobjects.arithmetic import FEWEST, holding, summing
from scenes.mobjects.legend import legends
from scenes.mobjects.motion import Appear, Vanish
from scenes.mobjects.moves import Extend, Light, Path
from scenes.mobjects.passing import Go, Pass
from scenes.mobjects.reading import Phrase, phrase
from scenes.mobjects.sets.crossing import RING, Crossing
from scenes.mobjects.sets.lstm_road import ASIDE, BETWEEN, HIGH, LEFT, PAGE, RIGHT, WIRE, Road
from scenes.mobjects.sets.rows import Row
from scenes.mobjects.sets.tug import Swung
from scenes.mobjects.text import Label
from scenes.mobjects.tokens import Ribbon
from scenes.mobjects.wires import Wire
from scenes.telling.cell_state import STANDING, CellState
from scenes.telling.gate_words import LITTLE
from scenes.telling.one_step import OneStep
from scenes.telling.pace import LEAD, reading_time, whole_frames
from scenes.telling.reader import ReaderFilm

UNDERNEATH = -1.82
"""The height of an equation, under what is written."""
AFTER = 1.3
"""Seconds for which the last picture stands while its caption is read."""
NUMBERED = ("previous_cell", "kept")
"""What is drawn with the numbers of its units: captions speak of one of them."""
ADDED, FACTORS, PASSED = ("kept", "written"), ("input_gate", "candidate"), ("forget_gate", "previous_cell")
ROLES, SIDE = ("keeps", "writes"), 0.12
"""What the new cell state is the sum of; what is written the product of, and what is kept; the roles of what the word decides;
how far from its middle the way to each begins."""
NEXT_TO = 0.65
"""How much further at the right a tall verdict is where what comes out of the last operator stands beside it."""
FINEST = 3
"""So many decimals can be read in a cell of a row at the most."""
SOON: dict[str, Any] = {"window": (0.0, 0.5), "run_time": LEAD}
"""How something goes as the next thing comes in its place."""
BLINK, PASSAGE, READS, LANDS, APART = 0.2, 0.8, 1.2, 1.0, 0.3
"""Seconds in which something is gone, in which things change places, in which what waits at an operator is read, and in which a
result goes to its place; how far from a row a sum is."""


class LSTMGates(CellState, ReaderFilm):
    """The question; the forget gate, with its sum; input gate and candidate; cell update; output gate; the answer."""

    title = "LSTM, gate by gate"
    cell_kinds = ("lstm",)
    needs = ("weight", "bias")
    longest = 40
    follows_a_word: ClassVar[bool] = True
    follows_a_unit: ClassVar[bool] = True
    text: ClassVar[str] = "This phone is not bad at all"

    def construct(self) -> None:
        self.ask()
        self.weigh()
        self.forget()
        self.write()
        self.update()
        self.show()
        self.answer()
        self.come_back()

    def row(self, name: str, at: tuple[float, float], note: str | Phrase = "", **options: Any) -> Row:
        """Return a quantity of this step as a row; what hangs above the highway at the left has unit numbers."""
        if name in ADDED:
            options["printed"] = self.looked_at
        if name in self.places:
            options["places"] = self.places[name]
        made = super().row(name, at, note, **options)
        if note and name in NUMBERED:
            made.number(self.read("unit_numbers"), self.unit)
        return made

    @cached_property
    def looked_at(self) -> tuple[int, ...]:
        """The units that go slowly: of what is kept and what is written, only theirs have numbers, which make the new state."""
        return self.unit, self.written_unit

    @cached_property
    def places(self) -> dict[str, dict[int, int]]:
        """With how many decimals units that go slowly are printed, by quantity, for sums to hold, if that can be read."""
        value = {name: self.trace.lookup(name)[self.step] for name in (*ADDED, "cell", *FACTORS, *PASSED)}
        many: dict[str, dict[int, int]] = {name: {} for name in (*ADDED, *FACTORS, *PASSED)}
        for unit in self.looked_at:
            finest = summing([[float(value[name][unit]) for name in (*ADDED, "cell")]])
            shown = finest if finest <= FINEST else FEWEST
            many |= {name: many[name] | {unit: shown} for name in ADDED}
        for product, factors, unit in (("written", FACTORS, self.written_unit), ("kept", PASSED, self.unit)):
            made = mul, [float(value[name][unit]) for name in factors], float(value[product][unit])
            for name, each in zip(factors, holding([made], FINEST, many[product][unit]), strict=True):
                many[name][unit] = each
        return many

    # -- the question ------------------------------------------------------------------------------------------------------

    def ask(self) -> None:
        """Show what was read so far, the verdict on it, and the word to come."""
        self.act("the question")
        self.focus, theme = {"unit": self.unit}, self.theme
        self.cast_the_words()
        self.now = OneStep(self, time=self.step, unit=self.unit)
        self.road = Road(self.row, theme=theme)
        self.ribbon = self.sentence(self.step, large=True)
        self.panel = self.verdict_of(self.read("previous_probabilities", self.step))
        asking = Wire(*self.asking(self.ribbon), (0.0, WIRE - RING), theme=theme, colour="keeps")
        operator, mark = self.road.erasing.operator, self.road.erasing.blank()
        key = legends(self.frame.legend, theme=theme)
        self.broken = self.road.highway_but(mark)
        self.add(key, self.broken, self.road.old, operator, mark, self.ribbon, self.panel)
        says, fields = self.words.question()
        with self.beat(says, Light(mark, theme, run_time=LEAD), **fields) as room:
            self.play(Extend(asking, run_time=0.75 * max(room, 1.6)))
            self.play(*(Light(each, theme, run_time=0.25 * max(room, 1.6)) for each in (operator, mark)))
        self.questions, self.under = VGroup(mark, asking), self.road.highway_under(mark)
        self.admit_strangers(*(chip for time, chip in self.ribbon.shown.items() if not self.trace.known[time]))
        self.meet_unit(-2 * RING)

    # -- the forget gate ---------------------------------------------------------------------------------------------------

    def weigh(self) -> None:
        """Weigh h and x for the followed unit's forget gate, add up, squash."""
        self.act("forget gate")
        self.follow(self.unit)
        whole = Extend(self.under, window=(0.5, 1.0), run_time=self.theme.beat)  # where the question mark was
        again = self.broken, self.under, self.road.old, self.road.erasing.operator
        self.add_up("forget", again, *self.turn_from(self.questions), whole)

    def forget(self) -> None:
        """Let the old cell state go through the operator, unit by unit, the followed one last and slowly."""
        road, crossing, rest = self.road, self.road.erasing, self.others(self.unit)
        self.source = self.source_at(ASIDE)
        machine = self.machine = road.machine("forget", self.source)
        late = rate_functions.squish_rate_func(rate_functions.linear, 0.5, 1)
        shown = road.highway, road.old, crossing.operator, road.gate.body
        back = [Appear(each, run_time=PASSAGE, rate_func=late) for each in shown]
        with self.beat(self.words.others_pass(), *self.leaving, *back) as room:
            self.fill_gate(machine, road.gate)
            self.wires = crossing.wires()
            self.play(Appear(self.wires, run_time=self.theme.quick))
            self.play(*crossing.stream(rest, max(room - 2.8, 1.9 if rest else 0.3)))
        self.spotted = road.old.spot(self.unit)
        with self.moment() if self.words.forgets else nullcontext():
            says, fields = self.words.passes()
            with self.beat(says, Appear(self.spotted, run_time=self.theme.quick), **fields) as room:
                self.play(*crossing.dock(self.unit, max(0.6 * room, 1.6)))
                self.play(*crossing.cross(self.unit, max(0.4 * room, 1.0)))
            if said := self.words.passed():
                self.read_out(crossing, *said)
        if not said:
            self.land(crossing, self.unit, 0.5)

    def read_out(self, crossing: Crossing, says: str, fields: dict[str, Any]) -> None:
        """Say what came of the followed unit, while what waits at an operator is pointed at; then let it go to its place."""
        with self.beat(says, *crossing.read(READS), **fields) as room:
            self.land(crossing, self.unit, max(room, LANDS))

    # -- input gate, candidate, cell update ----------------------------------------------------------------------------------

    def write(self) -> None:
        """Let the input gate meet the candidate: what is written."""
        road, unit, quick = self.road, self.written_unit, self.theme.quick
        self.act("input gate")
        self.follow(unit)
        says, fields = self.words.written(unit)
        self.written_wires = road.writing.wires()
        shown = [Appear(each, run_time=quick) for each in (self.written_wires, road.writing.operator)]
        with self.beat(says, *self.turn_page(), **fields) as room:
            machines = self.run_machines({"input": road.entering, "candidate": road.offer}, 1.4)
            gone = VGroup(*(each.whole for each in machines), self.source, self.source.called)
            self.play(*shown, Vanish(gone, run_time=BLINK))
            self.play(Appear(road.written.body, run_time=BLINK))
            if others := self.others(unit):
                self.play(*road.writing.stream(others, max(room - 3.8, 1.8)))
            self.meet(road.writing, unit, 1.8)
        self.follow(self.unit)

    def turn_page(self) -> list[Animation]:
        """Return animations in which what is kept goes along the highway: it was at the right, and is at the left then."""
        road, away = self.road, Path((0.0, 0.0), (-PAGE, 0.0))
        gone = VGroup(road.old, road.gate, self.wires, self.spotted, road.erasing.operator, self.machine.whole)
        road.turn_page()
        coming = Pass(road.adding.operator, Path((PAGE, WIRE), (0.0, WIRE)), run_time=self.theme.beat)
        going = self.source.go(BETWEEN, self.theme.beat)
        leaving = [Vanish(gone, window=(0.0, 0.3), run_time=self.theme.beat), going]
        return [*leaving, Go(road.kept, away, window=(0.3, 1.0), run_time=self.theme.beat), coming]

    def update(self) -> None:
        """Let what is kept and what is written meet at the plus on the highway."""
        self.act("cell update")
        road, crossing = self.road, self.road.adding
        lowering = road.lower(self.theme.beat)  # the wires are to be where it goes
        wires, spotted = crossing.wires(), road.kept.spot(self.unit)
        formula = self.equation("cell", (0.0, UNDERNEATH))
        gone = VGroup(road.entering, road.offer, road.writing.operator, self.written_wires)
        says, fields = self.words.updated()
        first = (
            Appear(spotted, run_time=self.theme.quick),
            Vanish(gone, run_time=self.theme.quick),
            lowering,
        )
        with nullcontext() if self.words.forgets else self.moment(), self.beat(says, *first, **fields) as room:
            shown = [Appear(each, run_time=self.theme.quick) for each in (wires, road.cell.body, formula)]
            self.play(*shown)
            self.play(*crossing.stream(self.others(self.unit), 1.5))
            slowly = 0.6 if self.words.forgets else 0.78
            seconds = max(2.5 * slowly, room - 2.4)
            self.play(*crossing.dock(self.unit, 0.55 * seconds))
            self.play(*crossing.cross(self.unit, 0.45 * seconds))
        if said := self.words.added():
            self.read_out(crossing, *said)
        else:
            self.land(crossing, self.unit, 0.5)
        gone = VGroup(wires, spotted, crossing.operator, road.written, road.kept, formula)
        self.leaving = [Vanish(gone, window=(0.0, 0.3), run_time=self.theme.beat)]

    # -- output gate -------------------------------------------------------------------------------------------------------

    def show(self) -> None:
        """Let the output gate meet tanh of the cell state: the new h."""
        self.act("output gate")
        road = self.road
        road.turn_again()
        turning = Go(road.cell, Path((0.0, 0.0), (-PAGE, 0.0)), run_time=self.theme.beat)
        says, fields = self.words.shown()
        with self.beat(says, turning, *self.leaving, **fields):
            self.let_out(last=True)

    # -- the answer --------------------------------------------------------------------------------------------------------

    def answer(self) -> None:
        """Show which way the followed unit pulled the verdict before the word, and beside it after; and how much that moved."""
        self.act("the answer")
        self.follow(self.unit)
        unit, quick = self.unit, self.theme.quick
        tug = self.tug_of_war()
        self.before = self.row("previous_hidden", (LEFT, STANDING), where="right")
        spots = [self.before.spot(unit)]
        says, fields = self.words.pulled()
        with self.beat(says, *self.leaving, *self.stand(), **fields) as room:
            self.play(Appear(VGroup(self.titles, spots[0]), run_time=quick), tug.come(tug.before, quick))
            self.play_all(tug.before.tell(self.before, unit, max(room - 0.3, 3.3)))
        spots.append(self.road.hidden.spot(unit))
        says, fields = self.words.pulls()
        with self.beat(says, Appear(spots[1], run_time=quick), tug.come(tug.after, quick), **fields) as room:
            self.play_all(tug.after.tell(self.road.hidden, unit, max(room, 3.3)))
        self.swung = self.swing()
        self.leaving = [Vanish(VGroup(self.swung.whole, self.titles, *spots, *self.before, *self.road.hidden), **SOON)]
        says, fields = self.words.whose()
        with self.beat(says, Vanish(tug.whole, **SOON), self.swung.begin(LEAD), **fields):
            self.play_all(self.swung.tell(1.6))
            self.wait(whole_frames(0.2))

    def swing(self) -> Swung:
        """Return how much of what changed is the followed unit's."""
        time, change = self.step, self.pull("margin_changes", "swings")
        part = None if self.trace.moved[time] < LITTLE else self.value("margin_percents", time, self.unit)
        ends, number = (self.value("previous_margins", time), self.value("margins", time)), self.value("unit_numbers", self.unit)
        return Swung(change.own, change.whole, ends, part=part, unit=number, theme=self.theme)

    # -- back to the question ----------------------------------------------------------------------------------------------

    def come_back(self) -> None:
        """Show again what the question was about, as it was before the word, and how it was answered."""
        step, road, theme = self.step, Road(self.row, theme=self.theme), self.theme
        erasing, adding = road.both()
        row, places = road.old, (erasing.at[0], adding.at[0])
        large, late = self.sentence(step, large=True), rate_functions.squish_rate_func(rate_functions.linear, 0.5, 1)
        ways = self.asking_both(large, *places)
        wires = (
            Wire(*way, (way[-1][0], WIRE - RING), theme=theme, colour=colour) for way, colour in zip(ways, ROLES, strict=True)
        )
        tools = VGroup(road.highway, *wires, erasing.operator, adding.operator, row, row.spot(self.unit))
        coming = Appear(tools, run_time=PASSAGE, rate_func=late)
        says, fields = self.words.back()
        with self.beat(says, *self.leaving, self.sized(large), coming, **fields) as room:
            self.settle_sentence(large=True)
            seconds = max(room, 1.8) / 3
            self.play(*erasing.dock(self.unit, 1.2 * seconds, ways={1: ways[0]}))
            self.play(*erasing.cross(self.unit, seconds))
            self.play(*adding.dock(self.unit, 0.8 * seconds, ways={0: ways[1]}))
        says, fields = self.words.result()
        seconds = min(max(reading_time(phrase(says, **fields)) - AFTER, 2.0), 3.0)  # the longer it is read, the slower it comes
        self.panel = self.verdict_of(self.read("probabilities", step), NEXT_TO)
        verdict = Appear(self.panel, window=(0.75, 1.0), run_time=seconds)
        met = AnimationGroup(*adding.cross(self.unit, 0.5 * seconds), self.note(seconds), verdict)
        self.end(says, met, **dict[str, Any](fields))

    def asking_both(self, ribbon: Ribbon, *places: float) -> list[list[tuple[float, float]]]:
        """Return the ways from the word in a sentence to both operators, at two x: side by side, they cross nowhere."""
        right = float(ribbon.current.get_x()) < 0.0
        return [
            self.asking(ribbon, x, aside=aside, low=low)
            for x, aside, low in zip(places, (-SIDE, SIDE), (not right, right), strict=True)
        ]

    def note(self, seconds: float) -> Animation:
        """Return the animation in which it is noted what became of the followed unit, where it was asked."""
        left, colour = self.road.old.right + APART, "memory"
        label = Label(self.words.sum_up(), theme=self.theme, size=self.theme.title, colour=colour)
        label.scale(min(1.0, (self.frame.width / 2 - left) / label.width))
        x = max(left + label.width / 2, min(RIGHT, (self.frame.width - label.width) / 2))
        late = rate_functions.squish_rate_func(rate_functions.smooth, 0.5, 0.75)  # once the result is out of the operator
        return Appear(label.sit_amid(x, HIGH), run_time=seconds, rate_func=late)

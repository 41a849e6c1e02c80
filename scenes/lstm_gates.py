"""One word through an LSTM cell: what its gates do to the cell state, and what that does to the verdict."""

from collections.abc import Iterable, Sequence
from contextlib import nullcontext
from typing import Any, ClassVar

from manim import Animation, AnimationGroup, VGroup, rate_functions

from model.trace import GATES
from scenes.mobjects.legend import legends
from scenes.mobjects.motion import Appear, Leave, Vanish
from scenes.mobjects.moves import Extend, Light, Path
from scenes.mobjects.passing import Go, Pass, Restate
from scenes.mobjects.reading import phrase
from scenes.mobjects.sets.crossing import RING, Crossing
from scenes.mobjects.sets.lstm_road import ABREAST, ASIDE, BETWEEN, HIGH, LEFT, PAGE, RIGHT, WIRE, Road
from scenes.mobjects.sets.rows import Row
from scenes.mobjects.sets.same_machine import Machine
from scenes.mobjects.sets.tug import Pull, Tug
from scenes.mobjects.sets.weighted_sum import WeightedSum
from scenes.mobjects.text import Label
from scenes.mobjects.wires import Wire
from scenes.telling.gate_words import LITTLE
from scenes.telling.one_step import OneStep
from scenes.telling.one_word import OneWord
from scenes.telling.reader import ReaderFilm

ASKING, TRACING, BRIDGE = -1.08, -1.31, 0.12
"""Heights: where the wires of the opening run; and how far one stops before the highway."""
FORMULA, UNDERNEATH = 1.3, -1.78
"""Heights of an equation: over the stack, and under what is written."""
LEGEND = 1.3
"""How many times as large the key to the colours is as in other films: there is but one."""
STANDING, TITLES = 1.9, 2.62
"""Heights: h before the word and after it, and what is written over both."""
BELOW = 1.25
"""How high h stands below C, where both are handed on."""
BLINK, PASSAGE = 0.2, 0.8  # seconds in which something is gone, and in which things change places


class LSTMGates(OneWord, ReaderFilm):
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
        self.add_up()
        self.forget()
        self.write()
        self.update()
        self.show()
        self.answer()
        self.read_on()

    # -- the question ------------------------------------------------------------------------------------------------------

    def ask(self) -> None:
        """Show what was read so far, the verdict on it, and the word to come."""
        self.act("the question")
        self.focus, theme = {"unit": self.unit}, self.theme
        self.now = OneStep(self, time=self.step, unit=self.unit)
        self.road = Road(self.row, theme=theme)
        self.ribbon = self.sentence(self.step, large=True)
        self.panel = self.verdict_of(self.read("previous_probabilities", self.step))
        asking = Wire(*self.asking(), (0.0, WIRE - RING), theme=theme, colour="keeps")
        mark = Label("?", theme=theme, size=theme.title * 2.4, colour="keeps").sit_amid(RIGHT, HIGH)
        key = legends(self.frame.legend, theme=theme, keys={"values": "sums"})
        key.scale(LEGEND, about_point=(self.frame.legend.right, self.frame.legend.y, 0))
        self.add(key, self.road.highway, self.road.old, self.road.erasing.operator, mark, self.ribbon, self.panel)
        says, fields = self.words.question()
        with self.beat(says, **fields) as room:
            self.play(Extend(asking, run_time=0.7 * max(room, 1.6)))
            self.play(Light(self.road.erasing.operator, theme, run_time=self.theme.beat))
        self.questions = VGroup(mark, asking)
        self.admit_strangers(*(chip for time, chip in self.ribbon.shown.items() if not self.trace.known[time]))
        self.meet_unit()

    def asking(self) -> list[tuple[float, float]]:
        """Return the corners of the way from the word to the operator on the highway."""
        chip = self.ribbon.current
        x = float(chip.get_x())
        return [(x, float(chip.get_top()[1]) + 0.06), (x, ASKING), (0.0, ASKING)]

    def meet_unit(self) -> None:
        """Say what the followed unit holds, who wrote it, and for which verdict it speaks."""
        spotted, place = self.road.old.spot(self.unit), self.road.old.place(self.unit)
        x, to_operator = place[0], Path(place, (place[0], WIRE), (-2 * RING, WIRE))
        self.questions.add(spotted)
        says, fields = self.words.held()
        with self.beat(says, Appear(spotted, run_time=self.theme.quick), **fields) as room:
            writer = self.words.writer
            chip = None if writer is None else self.ribbon.shown.get(writer)
            if writer is None or chip is None:
                self.play(Pass(self.road.old.fresh(self.unit), to_operator, leaves=True, run_time=max(room, 1.5)))
                return
            start = float(chip.get_x()), float(chip.get_top()[1])
            way = [start, (start[0], TRACING), (x, TRACING), (x, self.road.old.foot)]
            below = Wire(*way[:3], (x, WIRE - BRIDGE), theme=self.theme, colour="writes", tip=False)
            above = Wire((x, WIRE + BRIDGE), way[-1], theme=self.theme, colour="writes")
            self.play(Extend(below, run_time=max(0.35 * room, 0.7)))
            self.play(Extend(above, run_time=BLINK))
            self.questions.add(below, above)
            cell = self.cell_of(self.value("written", writer, self.unit))
            self.play(Pass(cell, Path(*way), start=0.5, leaves=True, run_time=max(0.6 * room, 1.0)))

    # -- the forget gate ---------------------------------------------------------------------------------------------------

    def add_up(self) -> None:
        """Weigh h and x for the followed unit's forget gate, add up, squash."""
        self.act("forget gate")
        self.follow(self.unit)
        self.sums = sums = self.sum_of("forget")
        formula = self.equation("forget_gate", (0.0, FORMULA))
        with self.beat(self.words.asked(), *self.leave_the_question()) as room:
            self.settle_sentence()
            self.play(*sums.come(0, max(0.3 * room, 1.4)), Appear(formula, run_time=self.theme.beat))
            first, *rest = sums.weigh(0, slowly=True)
            self.play(Vanish(formula, run_time=self.theme.quick), *first)
            self.play_all(rest)
        says, fields = self.words.asked_then()
        chip = self.ribbon.current
        with self.beat(says, sums.cleared(0, run_time=self.theme.quick), **fields) as room:
            door = float(chip.get_x()), float(chip.get_top()[1]) + 0.14
            self.play(*sums.come(1, max(0.35 * room, 1.2), door))
            self.play_all(sums.weigh(1, slowly=False))
        says, fields = self.words.opening((sums.parts[0].reading, sums.parts[1].reading))
        with self.beat(says, *sums.biased(self.theme.beat), **fields) as room:
            tools = VGroup(sums.total, sums.wires, sums.squash)
            self.play(Appear(tools, run_time=self.theme.quick))
            self.play(*sums.squashed(max(1.4, room - 1.2)))
        self.leaving = [sums.gone(run_time=self.theme.quick)]

    def play_all(self, plays: Iterable[Sequence[Animation]]) -> None:
        """Play one after the other."""
        for each in plays:
            if each:
                self.play(*each)

    def sum_of(self, gate: str) -> WeightedSum:
        """Return the sum of the followed unit of a gate."""
        look = {"name": f"{gate}_weight", "notation": self.notation, "theme": self.theme}
        readings: dict[str, Any] = self.now.sum_of(gate, GATES.index(gate)) | look
        return WeightedSum(split=self.trace.hidden.shape[-1], function="sigmoid", **readings)

    def leave_the_question(self) -> list[Animation]:
        """Return animations in which the sentence shrinks to its line, and the rest makes room."""
        again = [self.road.highway, self.road.old, self.road.erasing.operator]
        leaving = [Vanish(self.questions, run_time=self.theme.beat), *(Leave(each, run_time=self.theme.beat) for each in again)]
        return [self.sized(self.sentence(self.step)), self.panel_goes(), *leaving]

    def forget(self) -> None:
        """Let the old cell state go through the operator, unit by unit, the followed one last and slowly."""
        road, crossing, rest, sums = self.road, self.road.erasing, self.others(self.unit), self.sums
        result, slot, box = sums.result, road.gate.cells[self.unit], sums.squash
        start, goal = (float(result.get_x()), float(result.get_y())), road.gate.place(self.unit)
        self.source = self.source_at(ASIDE)
        machine = self.machine = road.machine("forget", self.source)
        away = float(sums.stack[-1].get_x()) / 2, float(sums.stack[0].get_y())
        late = rate_functions.squish_rate_func(rate_functions.linear, 0.5, 1)
        back = [Appear(each, run_time=PASSAGE, rate_func=late) for each in (road.highway, road.old, crossing.operator)]
        with self.beat(self.words.others_pass(), *self.leaving, *back, *self.source.come(away, 0.8, large=2.0)) as room:
            self.remove(result)
            coming = Pass(slot, Path(start, (start[0], -2.0), (goal[0], -2.0), goal), run_time=PASSAGE)
            self.remove(box)
            over = Path(box.at, (machine.squash.at[0], box.at[1]), machine.squash.at)
            self.play(coming, Pass(machine.squash, over, run_time=PASSAGE))
            reading, filling = machine.fill(road.gate, 1.0, but=[self.unit], backward=True)
            self.play(*reading, self.panel_comes(self.read("previous_probabilities", self.step)))
            self.play(*filling)
            self.wires = crossing.wires()
            self.play(Appear(self.wires, run_time=self.theme.quick))
            self.play(*crossing.stream(rest, max(room - 2.8, 1.4)))
        self.spotted = road.old.spot(self.unit)
        with self.moment() if self.words.forgets else nullcontext():
            says, fields = self.words.passes()
            with self.beat(says, Appear(self.spotted, run_time=self.theme.quick), **fields) as room:
                self.play(*crossing.dock(self.unit, max(0.6 * room, 1.6)))
                self.play(*crossing.cross(self.unit, max(0.4 * room, 1.0)))
            if self.words.forgets:
                says, fields = self.words.erases()
                with self.beat(says, **fields) as room:
                    self.land(crossing, self.unit, max(room, 1.0))
        if not self.words.forgets:
            self.land(crossing, self.unit, 0.5)

    def land(self, crossing: Crossing, unit: int, seconds: float) -> None:
        """Let the result of a unit that was looked at go to its place."""
        self.play(*crossing.undock(unit, seconds))
        self.add(crossing.result.row.cells[unit])

    # -- input gate, candidate, cell update ----------------------------------------------------------------------------------

    def write(self) -> None:
        """Let the input gate meet the candidate: what is written."""
        road, unit = self.road, self.written_unit
        self.act("input gate")
        with self.beat(self.words.entering(), *self.turn_page()) as room:
            self.machine = self.run_machine("input", road.entering, max(0.5 * room, 1.6))
            other = self.run_machine("candidate", road.offer, max(0.5 * room, 1.6))
        self.act("what is written")
        self.follow(unit)
        says, fields = self.words.written(unit)
        self.written_wires = road.writing.wires()
        shown = [Appear(each, run_time=self.theme.quick) for each in (self.written_wires, road.writing.operator)]
        gone = VGroup(self.machine.whole, other.whole, self.source, self.source.called)
        with self.beat(says, *shown, Vanish(gone, run_time=self.theme.quick), **fields):
            self.play(Appear(road.written.body, run_time=self.theme.quick))
            self.play(*road.writing.stream(self.others(unit), 1.2))
            self.play(*road.writing.dock(unit, 0.6))
            self.play(*road.writing.cross(unit, 0.7))
            self.land(road.writing, unit, 0.6)
        self.follow(self.unit)

    def run_machine(self, gate: str, row: Row, seconds: float) -> Machine:
        """Let the source go through the function of a gate into its row; return what it went through."""
        machine = self.road.machine(gate, self.source)
        self.play(Appear(machine.squash, run_time=self.theme.quick))
        self.play_all(machine.fill(row, seconds - self.theme.quick))
        return machine

    def turn_page(self) -> list[Animation]:
        """Return animations that follow the cell state along the highway: what was at the right is at the left then."""
        road, away = self.road, Path((0.0, 0.0), (-PAGE, 0.0))
        gone = VGroup(road.old, road.gate, self.wires, self.spotted, road.erasing.operator, self.machine.whole)
        road.turn_page()
        coming = Pass(road.adding.operator, Path((PAGE, WIRE), (0.0, WIRE)), run_time=self.theme.beat)
        going = self.source.go(BETWEEN, self.theme.beat)
        leaving = [Go(gone, away, leaves=True, run_time=self.theme.beat), self.panel_goes(), going]
        return [*leaving, Go(road.kept, away, run_time=self.theme.beat), coming]

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
            self.play(*crossing.stream(self.others(self.unit), 1.3))
            slowly = 0.6 if self.words.forgets else 0.78
            self.play(*crossing.dock(self.unit, slowly))
            self.play(*crossing.cross(self.unit, slowly))
            self.land(crossing, self.unit, max(0.6, room - 3.2))
        gone = VGroup(wires, spotted, crossing.operator, road.written, road.kept, formula)
        self.leaving = [Go(gone, Path((0.0, 0.0), (-1.2 * PAGE, 0.0)), leaves=True, run_time=self.theme.beat)]

    # -- output gate -------------------------------------------------------------------------------------------------------

    def show(self) -> None:
        """Let the output gate meet tanh of the cell state: the new h."""
        self.act("output gate")
        road, crossing, others = self.road, self.road.showing, self.others(self.unit)
        wires, spotted, tools = crossing.wires(), road.cell.spot(self.unit), road.tools()
        formula = self.equation("hidden", (LEFT, HIGH))
        says, fields = self.words.shown()
        with self.beat(
            says, Appear(spotted, run_time=self.theme.quick), Appear(tools, run_time=self.theme.beat), *self.leaving, **fields
        ):
            self.source = self.source_at(ABREAST)
            coming = self.source.come((ABREAST[0] - PAGE, ABREAST[1]), 0.6)
            self.play(*coming, Appear(formula, run_time=self.theme.quick))
            machine = self.run_machine("output", road.shows, 0.9)
            self.play(Appear(wires, run_time=BLINK), Appear(road.hidden.body, run_time=BLINK))
            self.play(*road.stream_out(others, 1.0))
            self.play(*road.dock_out(self.unit, 0.7))
            self.play(*crossing.cross(self.unit, 0.6))
            self.land(crossing, self.unit, 0.5)
        self.leaving = [
            Vanish(
                VGroup(wires, spotted, tools, road.shows, formula, machine.whole, self.source, self.source.called),
                run_time=self.theme.quick,
            ),
            Leave(road.highway, run_time=self.theme.quick),
        ]

    # -- the answer --------------------------------------------------------------------------------------------------------

    def answer(self) -> None:
        """Show which way the followed unit pulled the verdict before the word, and after it."""
        self.act("the answer")
        self.focus, time, unit, row = {"unit": self.unit}, self.step, self.unit, self.road.hidden
        self.tug = tug = self.tug_of_war()
        self.before = self.row("previous_hidden", (LEFT, STANDING), where="right")
        others, spots = self.others(unit), [self.before.spot(unit)]
        says, fields = self.words.pulled()
        with self.beat(says, *self.leaving, **fields) as room:
            self.play(*self.stand())
            shown = Appear(VGroup(self.titles, spots[0]), run_time=self.theme.quick)
            self.play(*tug.come(self.theme.quick), shown, self.panel_comes(self.read("previous_probabilities", time)))
            each = max(room - 1.0, 3.1) / 5
            self.play(*tug.send(self.before, [unit], 0, 1.4 * each))
            self.play(*tug.grow(0, each), *(tug.send(self.before, others, 1, 1.4 * each) if others else []))
            self.play(*tug.grow(1, each))
            self.play(*tug.grow(2, each))
        spots.append(row.spot(unit))
        says, fields = self.words.pulls()
        with self.beat(says, Appear(spots[1], run_time=self.theme.quick), tug.clear(0, self.theme.quick), **fields) as room:
            each = max(room, 4.4) / 6
            self.play(*tug.send(row, [unit], 0, 1.2 * each))
            sent = tug.send(row, others, 1, 1.4 * each) if others else []
            self.play(*tug.turn(0, 1.4 * each), *(tug.clear(line, 0.2) for line in (1, 2)), *sent)
            self.play(*tug.turn(1, each))
            self.play(*tug.turn(2, 1.2 * each))
            old, self.panel = self.panel, self.verdict_of(self.read("probabilities", time))
            self.play(Restate(self.panel, old, run_time=1.2 * each))
        self.titles.add(*spots)
        says, fields = self.words.whose()
        with self.beat(says, **fields) as room:
            self.play_all(tug.swing(max(room, 2.0)))

    def tug_of_war(self) -> Tug:
        """Return what is pulled before the word and after it, and what is changed."""
        time, unit = self.step, self.unit

        def pull(own: str, whole: str) -> Pull:
            return Pull(self.value(own, time, unit), self.value(f"{own}_of_others", time, unit), self.value(whole, time))

        labels = self.value("labels", self.trace.rivals[time]), self.value("labels", self.trace.winners[time])
        before, after = pull("previous_margin_pushes", "previous_margins"), pull("margin_pushes", "margins")
        change, number = pull("margin_changes", "swings"), self.value("unit_numbers", unit)
        part = None if self.trace.moved[time] < LITTLE else self.value("margin_percents", time, unit)
        return Tug(labels, before, after, change, unit=number, part=part, theme=self.theme)

    def stand(self) -> list[Animation]:
        """Return animations in which h goes to stand at the right, what it was before comes back at the left, and C goes on."""
        row, old, seconds, theme = self.road.hidden, self.before, self.theme.beat, self.theme
        way, names = Path(row.at, (RIGHT, STANDING)), row.names
        row.moved((RIGHT, STANDING))
        row.remove(names)
        letter = self.row("hidden", (RIGHT, STANDING), where="left").names
        titles = [
            Label(phrase(said, word=self.word), theme=theme, size=theme.caption, colour="muted").sit_amid(x, TITLES)
            for said, x in (("before “{word:short}”", LEFT), ("after “{word:short}”", RIGHT))
        ]
        self.titles = VGroup(letter, *titles)
        middle = float(old.get_x()), float(old.get_y())
        return [
            Go(self.road.cell, Path((0.0, 0.0), (PAGE, 0.0)), leaves=True, run_time=seconds),
            Go(row, way, run_time=seconds),
            Vanish(names, run_time=BLINK),
            Pass(old, Path((middle[0] - PAGE, middle[1]), middle), run_time=seconds),
        ]

    # -- and on ------------------------------------------------------------------------------------------------------------

    def read_on(self) -> None:
        """Hand C and h over to the next word, read the rest, come back to the word, and say the result."""
        says, fields = self.words.handed_on()
        gone = Vanish(VGroup(self.tug.on_screen(), self.titles), run_time=self.theme.quick)
        with self.beat(says, gone, self.sized(self.sentence(self.step, large=True)), **fields) as room:
            self.settle_sentence(large=True)
            self.hand_over()
            bodies = [row.body for row in self.standing]
            self.read_rest(max(room - 2.4, 1.0))
            crossing = self.come_back(*bodies)
        says, fields = self.words.result()
        arriving = AnimationGroup(*crossing.dock(self.unit, 1.5, ways={1: self.asking()}))
        met = AnimationGroup(*crossing.cross(self.unit, 1.2), self.note(1.2))
        self.end(says, AnimationGroup(arriving, met, lag_ratio=1.0), **dict[str, Any](fields))

    def hand_over(self) -> None:
        """Let C and h slide to the left, where they are what was before."""
        seconds, row = self.theme.beat, self.road.hidden
        self.standing = self.standing_at(self.step)
        cell = self.standing[0]
        middle = float(cell.get_x()), float(cell.get_y())
        away = row.moved((LEFT, BELOW))
        self.play(
            Go(self.before, Path((0.0, 0.0), (-PAGE, 0.0)), leaves=True, run_time=seconds),
            Go(row, away, run_time=seconds),
            Pass(cell, Path((middle[0] + PAGE, middle[1]), middle), run_time=seconds),
        )
        self.remove(row, cell)
        self.add(*self.standing)

    def come_back(self, *bodies: VGroup) -> Crossing:
        """Show again what the question was about, as it was before the word; return where it is answered."""
        beat, step, road = self.theme.beat, self.step, Road(self.row, theme=self.theme)
        crossing, row, role = road.erasing, road.old, "keeps"
        if not self.words.forgets:
            road.turn_page()
            crossing, row, role = road.adding, self.row("kept", (LEFT, HIGH), "what is kept"), "writes"
        middle = float(row.get_x()), float(row.get_y())
        gone = VGroup(*bodies, *(cell for each in self.standing for cell in each.cells.values()))
        self.play(Vanish(gone, run_time=BLINK))
        shown: list[Animation] = []
        if step < self.count - 1:
            old, self.panel = self.panel, self.verdict_of(self.read("probabilities", step))
            self.settle_sentence(large=True)
            shown.append(Restate(self.panel, old, run_time=beat))
        asking = Wire(*self.asking(), (0.0, WIRE - RING), theme=self.theme, colour=role)
        tools, coming = VGroup(road.highway, asking, crossing.operator), VGroup(row, row.spot(self.unit))
        self.play(Pass(coming, Path((middle[0] - PAGE, middle[1]), middle), run_time=beat), Appear(tools, run_time=beat), *shown)
        return crossing

    def note(self, seconds: float) -> Animation:
        """Return the animation in which it is noted what became of the followed unit, where it was asked."""
        colour = "keeps" if self.words.forgets else "writes"
        label = Label(self.words.sum_up(), theme=self.theme, size=self.theme.title, colour=colour)
        return Appear(label.sit_amid(min(RIGHT, (self.frame.width - label.width) / 2), HIGH), run_time=seconds)

    def standing_at(self, time: int) -> tuple[Row, Row]:
        """Return C and h after a word as rows at the left."""
        cell, hidden = ((self.read(name, time), (LEFT, y)) for name, y in (("cell", HIGH), ("hidden", BELOW)))
        return self.row_of(*cell, where="right"), self.row_of(*hidden, where="right")

    def read_rest(self, seconds: float) -> None:
        """Read the words that are left, quickly."""
        rest = range(self.step + 1, self.count)
        each = min(max(seconds / max(len(rest), 1), 0.1), 1.2)
        for time in rest:
            old, panel = self.standing, self.panel
            self.remove(self.ribbon)
            self.ribbon, self.panel = self.sentence(time, large=True), self.verdict_of(self.read("probabilities", time))
            self.standing = self.standing_at(time)
            self.add(self.ribbon)
            changing = [cell for new, row in zip(self.standing, old, strict=True) for cell in new.follow(row, each)]
            self.play(*changing, Restate(self.panel, panel, run_time=each))

"""One word through an LSTM cell: what its gates do to the cell state, and what that does to the verdict."""

from contextlib import nullcontext
from typing import Any, ClassVar

import numpy as np
from manim import Animation, VGroup, rate_functions

from model.trace import GATES
from scenes.mobjects.areas import Area
from scenes.mobjects.legend import READER_KEYS, legends
from scenes.mobjects.motion import Appear, Leave, Reveal, Vanish
from scenes.mobjects.moves import Extend, Grow, Light, Path
from scenes.mobjects.passing import Go, Pass, Restate
from scenes.mobjects.reading import phrase
from scenes.mobjects.sets.before_and_after import BELOW, BeforeAndAfter
from scenes.mobjects.sets.crossing import RING, Crossing
from scenes.mobjects.sets.lstm_road import ABREAST, ASIDE, BETWEEN, HIGH, LEFT, PAGE, WIRE, Road
from scenes.mobjects.sets.push_rows import PushRows, State
from scenes.mobjects.sets.rows import Row
from scenes.mobjects.sets.same_machine import Machine
from scenes.mobjects.sets.weighted_sum import WeightedSum
from scenes.mobjects.text import Label
from scenes.mobjects.wires import Wire
from scenes.telling.one_step import OneStep
from scenes.telling.one_word import OneWord
from scenes.telling.reader import ReaderFilm

PUSHES = Area(-6.6, 6.6, -2.08, 0.82)
"""Where the pushes of the answer are."""
ASKING, TRACING, BRIDGE = -0.72, -1.06, 0.12
"""Heights: where the wires of the opening run; and how far one stops before the highway."""
NOTE = -1.05
"""How high over the sentence it is written what the word did."""
FORMULA, UNDERNEATH = 1.2, -1.45
"""Heights of an equation: over the stack, and under what is written."""
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

    # -- what is followed --------------------------------------------------------------------------------------------------

    # -- the question ------------------------------------------------------------------------------------------------------

    def ask(self) -> None:
        """Show what was read so far, the verdict on it, and the word to come."""
        self.act("the question")
        self.focus, theme = {"unit": self.unit}, self.theme
        self.now = OneStep(self, time=self.step, unit=self.unit)
        self.road = Road(self.row, theme=theme)
        self.ribbon = self.sentence(self.step, large=True)
        self.panel = self.verdict_of(self.read("previous_probabilities", self.step))
        chip = self.ribbon.current
        x, start = float(chip.get_x()), float(chip.get_top()[1])
        asking = Wire((x, start), (x, ASKING), (0.0, ASKING), (0.0, WIRE - RING), theme=theme, colour="keeps")
        mark = Label("?", theme=theme, size=theme.title * 2, colour="keeps").sit_amid(1.2, HIGH)
        key = legends(self.frame.legend, theme=theme, keys={**READER_KEYS, "values": "sums"})
        self.add(key, self.road.highway, self.road.old, self.road.erasing.operator, mark, self.ribbon, self.panel)
        says, fields = self.words.question()
        with self.beat(says, **fields) as room:
            self.play(Extend(asking, run_time=0.7 * max(room, 1.6)))
            self.play(Light(self.road.erasing.operator, theme, run_time=self.theme.beat))
        self.questions = VGroup(mark, asking)
        self.admit_strangers(*(chip for time, chip in self.ribbon.shown.items() if not self.trace.known[time]))
        self.meet_unit()

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
        count, split = len(sums.stack), sums.first_word
        formula = self.equation("forget_gate", (0.0, FORMULA))
        with self.beat(self.words.asked(), *self.leave_the_question()) as room:
            self.settle_sentence()
            self.play(*self.bring_stack(sums, max(room + 0.2, 2.2)), Appear(formula, run_time=self.theme.beat))
        texts = [sums.note("h, what was shown so far", 0, split - 1, "state"), sums.note("x, the word", split, count - 1, "word")]
        shown = [Appear(each, run_time=self.theme.beat) for each in texts]
        with self.beat("Each is weighed; the products are laid end to end.", *shown) as room:
            weights = Reveal(VGroup(*sums.weights, sums.frames[0]), sums.weights, lag=0.3, run_time=self.theme.beat)
            self.play(Vanish(formula, run_time=self.theme.quick), Appear(sums.letters, run_time=self.theme.quick), weights)
            self.lay(0, split, max(0.5 * room, 2.0))
            self.play(*sums.lay(split, count, 0.8))
            first, *rest = sums.close_up(0.8)
            self.play(*first, *(Vanish(each, run_time=BLINK) for each in texts))
            for each in rest:
                self.play(*each)
        number = GATES.index("forget")
        parts = self.now.single("weighted_hidden", number), self.now.single("weighted_words", number)
        spans = (0, split - 1), (split, count - 1)
        labels = zip(("from h: {part}", "from x: {part}"), parts, spans, ("state", "word"), strict=True)
        said = [sums.note(phrase(each, part=part), *span, colour) for each, part, span, colour in labels]
        says, fields = self.words.agreement(parts)
        edge = "bottom" if float(sums.bias.reading.value) > 0 else "top"
        with self.beat(says, *(Appear(each, run_time=self.theme.beat) for each in said), **fields) as room:
            voting = [VGroup(*pair) for pair in zip(sums.frames[1:], sums.levels, strict=True)]
            self.play(*(Light(each, self.theme, run_time=max(0.6 * room, 0.8)) for each in voting))
            self.play(Grow(sums.bias, edge, run_time=self.theme.beat), Appear(sums.bias_name, run_time=self.theme.beat))
        added = sums.added()
        says, fields = self.words.opening()
        with self.beat(says, Appear(added, run_time=self.theme.quick), **fields) as room:
            tools = VGroup(sums.wires, sums.squash)
            self.play(Appear(sums.total, run_time=self.theme.quick), Appear(tools, run_time=self.theme.quick))
            self.play(*sums.squashed(max(1.2, room - 0.8)))
        said.append(added)
        self.leaving = sums.gone(*said, run_time=self.theme.quick)

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

    def bring_stack(self, sums: WeightedSum, seconds: float) -> list[Animation]:
        """Return animations in which h comes in from the step before, at the left, and x out of the word."""
        split, count, chip = sums.first_word, len(sums.stack), self.ribbon.current
        word = float(chip.get_x()), float(chip.get_y())
        plays: list[Animation] = []
        for number, cell in enumerate(sums.stack):
            home = float(cell.get_x()), float(cell.get_y())
            rank, start, path, small = split - number, 0.0, Path((home[0] - PAGE, home[1]), home), 1.0
            if number >= split:
                rank, start, path, small = number - split, 0.43, Path(word, (home[0], word[1] + 0.4), home), 0.3
            start += 0.24 * rank / count
            plays.append(Pass(cell, path, window=(start, min(start + 0.45, 1.0)), start=small, run_time=seconds))
        late = rate_functions.squish_rate_func(rate_functions.linear, 0.85, 1)
        frames = [Appear(sums.frames[1], run_time=seconds * 0.6), Appear(sums.frames[2], run_time=seconds, rate_func=late)]
        return [*plays, *frames]

    def lay(self, first: int, last: int, seconds: float) -> None:
        """Lay some columns' products end to end: the largest with its numbers, and slowly."""
        sums, slow = self.sums, self.sums.largest(first, last)
        fast = max(seconds - 1.6, 0.5)
        if first == 0:
            self.add(sums.zero)
        if slow > first:
            self.play(*sums.lay(first, slow, fast * (slow - first) / (last - first) + 0.3))
        for each in sums.write_out(slow):
            self.play(*each)
        if slow + 1 < last:
            self.play(*sums.lay(slow + 1, last, fast * (last - slow - 1) / (last - first) + 0.3))

    def forget(self) -> None:
        """Let the old cell state go through the operator, unit by unit, the followed one last and slowly."""
        road, crossing, rest, sums = self.road, self.road.erasing, self.others(self.unit), self.sums
        result, slot, box = sums.result, road.gate.cells[self.unit], sums.squash
        start, goal = (float(result.get_x()), float(result.get_y())), road.gate.place(self.unit)
        self.source = self.source_at(ASIDE)
        machine = self.machine = road.machine("forget", self.source)
        away = float(sums.stack[0].get_x() + sums.stack[-1].get_x()) / 2, float(sums.stack[0].get_y())
        late = rate_functions.squish_rate_func(rate_functions.linear, 0.5, 1)
        back = [Appear(each, run_time=PASSAGE, rate_func=late) for each in (road.highway, road.old, crossing.operator)]
        with self.beat(self.words.others_pass(), *self.leaving, *back, *self.source.come(away, 0.8, large=2.0)) as room:
            self.remove(result)
            coming = Pass(slot, Path(start, (start[0], -1.85), (goal[0], -1.85), goal), run_time=PASSAGE)
            self.remove(box)
            self.play(coming, Pass(machine.squash, Path(box.at, machine.squash.at), run_time=PASSAGE))
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
            self.machine = self.run_machine("input", road.entering, max(room, 1.5))
        self.act("candidate")
        with self.beat("The candidate is what could be written.") as room:
            other = self.run_machine("candidate", road.offer, max(room, 1.5))
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
        for each in machine.fill(row, seconds - self.theme.quick):
            self.play(*each)
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
        """Show how hard the followed unit pushed each verdict before the word, and after it."""
        self.act("the answer")
        self.focus, time, unit = {"unit": self.unit}, self.step, self.unit
        label, road = self.trace.most_changed(time, unit), self.road
        before, after, full = self.state_of("previous_"), self.state_of(""), (label, *self.trace.contested(time))
        options: dict[str, Any] = {"unit": self.value("unit_numbers", unit), "weights": self.read("push_weights"), "full": full}
        self.pushes = PushRows(self.read("labels"), before, after, PUSHES, theme=self.theme, **options)
        self.both = BeforeAndAfter(
            self.row, self.pushes, cell=road.cell, hidden=road.hidden, unit=unit, word=self.word, theme=self.theme
        )
        said = self.words.pushed(label), self.words.pushes(label), self.words.others_push()
        tellers = self.both.tell_before, self.both.tell_unit, self.both.tell_others
        meanwhile: list[list[Animation]] = [[*self.leaving, *self.both.come()], [], []]
        for (says, fields), teller, first in zip(said, tellers, meanwhile, strict=True):
            with self.beat(says, *first, **fields) as room:
                for each in teller(room):
                    self.play(*each)
        says, fields = self.words.whose()
        with self.beat(says, **fields) as room:
            self.play(*self.pushes.decide(max(room, 1.2)))

    def state_of(self, when: str) -> State:
        """Return what is pushed before the word, "previous_", or after it, ""."""
        time, unit = self.step, self.unit
        own, others = self.read(f"{when}pushes", time, unit), self.read(f"{when}pushes_of_others", time, unit)
        sums, shares = self.read(f"{when}centred_logits", time), self.read(f"{when}probabilities", time)
        return State(own, others, sums, shares, held=self.value(f"{when}hidden", time, unit))

    # -- and on ------------------------------------------------------------------------------------------------------------

    def read_on(self) -> None:
        """Hand C and h over to the next word, read the rest, and say the result."""
        says, fields = self.words.handed_on(self.step == self.count - 1)
        first = [*self.both.hand_over(), self.panel_comes(self.read("probabilities", self.step), after=0.6)]
        with self.beat(says, *first, self.sized(self.sentence(self.step, large=True)), **fields) as room:
            self.settle_sentence(large=True)
            self.standing = self.standing_at(self.step)
            self.remove(self.road.cell, self.road.hidden)
            self.add(*self.standing)
            bodies = [row.body for row in self.standing]
            self.read_rest(max(room - 0.4, 1.0))
        hidden, note = VGroup(*self.standing[1].cells.values(), bodies[1]), self.note_of()
        place = self.road.erasing if self.words.forgets else self.road.adding
        says, fields = self.words.result()
        shown = Appear(self.road.highway, run_time=self.theme.quick), Appear(place.still(self.unit)[0], run_time=self.theme.quick)
        self.end(says, Vanish(hidden, run_time=self.theme.quick), *shown, note, **dict[str, Any](fields))

    def note_of(self) -> Animation:
        """Return the animation in which it is noted over the word what became of the followed unit."""
        chip = self.ribbon.shown.get(self.step)
        said = self.words.sum_up()
        label = Label(said, theme=self.theme, size=self.theme.label, colour="keeps" if self.words.forgets else "writes")
        x = 0.0 if chip is None else float(chip.get_x())
        half = label.width / 2 - self.frame.width / 2
        label.sit_amid(float(np.clip(x, half, -half)), NOTE)
        return Appear(label, run_time=2.2 * self.theme.slow)

    def standing_at(self, time: int) -> tuple[Row, Row]:
        """Return C and h after a word as rows at the left."""
        cell, hidden = ((self.read(name, time), (LEFT, y)) for name, y in (("cell", HIGH), ("hidden", BELOW)))
        return self.row_of(*cell, where="right"), self.row_of(*hidden, where="right")

    def read_rest(self, seconds: float) -> None:
        """Read the words that are left, quickly."""
        rest = range(self.step + 1, self.count)
        each = min(max(seconds / max(len(rest), 1), 0.14), 1.2)
        for time in rest:
            old, panel = self.standing, self.panel
            self.remove(self.ribbon)
            self.ribbon, self.panel = self.sentence(time, large=True), self.verdict_of(self.read("probabilities", time))
            self.standing = self.standing_at(time)
            self.add(self.ribbon)
            changing = [cell for new, row in zip(self.standing, old, strict=True) for cell in new.follow(row, each)]
            self.play(*changing, Restate(self.panel, panel, run_time=each))

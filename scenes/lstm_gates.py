"""One word through an LSTM cell: what its gates do to the cell state, and what that does to the verdict."""

from contextlib import nullcontext
from functools import cached_property
from typing import Any, ClassVar

import numpy as np
from manim import Animation, VGroup, VMobject

from model.trace import GATES
from scenes.mobjects.areas import Area
from scenes.mobjects.bars import Verdict
from scenes.mobjects.legend import READER_KEYS, legends
from scenes.mobjects.motion import Appear, Leave, Reveal, Vanish
from scenes.mobjects.moves import Extend, Grow, Light, Path
from scenes.mobjects.notation.equations import Equation
from scenes.mobjects.notation.vectors import swatch
from scenes.mobjects.passing import Go, Pass
from scenes.mobjects.places import named
from scenes.mobjects.reading import Phrase, Reading, Readings, phrase
from scenes.mobjects.sets.before_and_after import BELOW, BeforeAndAfter
from scenes.mobjects.sets.crossing import RING, Crossing
from scenes.mobjects.sets.lstm_road import HIGH, LEFT, PAGE, WIRE, Road
from scenes.mobjects.sets.push_rows import PushRows, State
from scenes.mobjects.sets.rows import Row
from scenes.mobjects.sets.weighted_sum import WeightedSum
from scenes.mobjects.text import Label
from scenes.mobjects.tokens import Ribbon
from scenes.mobjects.wires import Wire
from scenes.telling.gate_words import LITTLE, GateWords
from scenes.telling.one_step import OneStep
from scenes.telling.reader import ReaderFilm

UNITS = 8
"""So many units are drawn as cells at the most."""
PUSHES = Area(-6.6, 6.6, -1.98, 0.95)
"""Where the pushes of the answer are."""
RIBBON, SENTENCE, HERO = -2.45, -1.75, 1.5
"""Heights of the sentence: as a ribbon, and in the opening; and how many times as large it is there."""
PANEL, ASKING, TRACING = 0.05, -0.75, 0.1
"""Heights: the middle of the verdict so far; where the wires of the opening run."""
FORMULA, UNDERNEATH = 1.2, -1.45
"""Heights of an equation: over the stack, and under what is written."""


class LSTMGates(ReaderFilm):
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

    @cached_property
    def step(self) -> int:
        """The index of the word that is shown in full."""
        return int(self.trace.turning_word) if self.brief.word is None else self.brief.word

    @cached_property
    def unit(self) -> int:
        """The unit that is followed: the one that moves the verdict's margin most at this word."""
        return int(self.trace.movers(self.step)[0]) if self.brief.unit is None else self.brief.unit

    @cached_property
    def written_unit(self) -> int:
        """The unit that is followed where something is written: if the same is hardly written, the one that is written most."""
        written = np.abs(self.trace.written[self.step])
        return self.unit if written[self.unit] >= LITTLE else int(written.argmax())

    @cached_property
    def units(self) -> tuple[int, ...]:
        """The units that are drawn as cells."""
        return tuple(self.trace.most_active(UNITS, among=(self.unit, self.written_unit)))

    @cached_property
    def words(self) -> GateWords:
        """What is said of this step."""
        return GateWords(self, time=self.step, unit=self.unit)

    def others(self, unit: int) -> list[int]:
        """Return the units that are drawn, but for one."""
        return [each for each in self.units if each != unit]

    def follow(self, unit: int) -> None:
        """Let what is said from now on be of a unit, at this step."""
        self.focus = {"unit": unit, "time": self.step}

    @property
    def word(self) -> Reading:
        """The word that is shown in full."""
        return self.value("tokens", self.step)

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
        self.questions = VGroup(self.panel, mark, asking)
        self.admit_strangers()
        self.meet_unit()

    def meet_unit(self) -> None:
        """Say what the followed unit holds, who wrote it, and for which verdict it speaks."""
        spotted = self.road.old.spot(self.unit)
        self.questions.add(spotted)
        says, fields = self.words.held()
        with self.beat(says, Appear(spotted, run_time=self.theme.quick), **fields) as room:
            writer = self.words.writer
            chip = None if writer is None else self.ribbon.shown.get(writer)
            if writer is None or chip is None:
                self.play(Light(VGroup(spotted, self.road.old.cells[self.unit]), self.theme, run_time=max(room, 1.0)))
                return
            x, _ = self.road.old.place(self.unit)
            start = float(chip.get_x()), float(chip.get_top()[1])
            way = [start, (start[0], TRACING), (x, TRACING), (x, self.road.old.foot)]
            wire = Wire(*way, theme=self.theme, colour="writes")
            self.play(Extend(wire, run_time=max(0.4 * room, 0.8)))
            self.questions.add(wire)
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
            self.play(*self.bring_stack(sums, max(room, 2.0)), Appear(formula, run_time=self.theme.beat))
        texts = [sums.note("h, what was shown so far", 0, split - 1, "state"), sums.note("x, the word", split, count - 1, "word")]
        shown = [Appear(each, run_time=self.theme.quick) for each in texts]
        with self.beat("Each is weighed; the products are laid end to end.", *shown) as room:
            weights = Reveal(VGroup(*sums.weights, sums.frames[0]), sums.weights, lag=0.3, run_time=self.theme.beat)
            self.play(Vanish(formula, run_time=self.theme.quick), Appear(sums.letters, run_time=self.theme.quick), weights)
            self.lay(0, split, max(room - 0.8, 2.2))
        number = GATES.index("forget")
        parts = self.now.single("weighted_hidden", number), self.now.single("weighted_words", number)
        says, fields = self.words.agreement(parts)
        with self.beat(says, **fields) as room:
            self.lay(split, count, max(room - 1.2, 1.9))
            self.play(*sums.close_up(0.8))
            labels = zip(
                ("from h: {part}", "from x: {part}"), parts, ((0, split - 1), (split, count - 1)), ("state", "word"), strict=True
            )
            said = [sums.note(phrase(each, part=part), *span, colour) for each, part, span, colour in labels]
            self.play(*(Vanish(each, run_time=self.theme.quick) for each in texts))
            self.play(*(Appear(each, run_time=self.theme.quick) for each in said))
        says, fields = self.words.opening()
        with self.beat(says, **fields) as room:
            edge = "bottom" if float(sums.bias.reading.value) > 0 else "top"
            self.play(Grow(sums.bias, edge, run_time=self.theme.beat), Appear(sums.bias_name, run_time=self.theme.beat))
            self.play(
                Appear(sums.total, run_time=self.theme.quick), Appear(VGroup(sums.wires, sums.squash), run_time=self.theme.quick)
            )
            self.play(*sums.squashed(max(1.2, room - 1.1)))
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
        return [self.sized(self.sentence(self.step)), *leaving]

    def sized(self, other: Ribbon) -> Animation:
        """Return the animation in which the sentence takes the place of another one that says the same."""
        places = ((float(each.get_x()), float(each.get_y())) for each in (self.ribbon, other))
        return Go(self.ribbon, Path(*places), end=other.width / self.ribbon.width, run_time=self.theme.beat)

    def settle_sentence(self, *, large: bool = False) -> None:
        """Put the sentence where it stays, as it is set there."""
        self.remove(self.ribbon)
        self.ribbon = self.sentence(self.step, large=large)
        self.add(self.ribbon)

    def bring_stack(self, sums: WeightedSum, seconds: float) -> list[Animation]:
        """Return animations in which h comes in from the step before, at the left, and x out of the word."""
        split, count, chip = sums.first_word, len(sums.stack), self.ribbon.current
        word = float(chip.get_x()), float(chip.get_y())
        plays: list[Animation] = []
        for number, cell in enumerate(sums.stack):
            home = float(cell.get_x()), float(cell.get_y())
            rank, start, path, small = split - number, 0.0, Path((home[0] - PAGE, home[1]), home), 1.0
            if number >= split:
                rank, start, path, small = number - split, 0.35, Path(word, (home[0], word[1] + 0.4), home), 0.3
            start += 0.24 * rank / count
            plays.append(Pass(cell, path, window=(start, min(start + 0.55, 1.0)), start=small, run_time=seconds))
        frames = [Appear(sums.frames[1], run_time=seconds * 0.6), Appear(sums.frames[2], run_time=seconds, window=(0.85, 1.0))]
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
        road, crossing, rest = self.road, self.road.erasing, self.others(self.unit)
        result, slot, others = self.sums.result, road.gate.cells[self.unit], [road.gate.cells[unit] for unit in rest]
        start, goal = (float(result.get_x()), float(result.get_y())), road.gate.place(self.unit)
        self.panel = self.verdict_of(self.read("previous_probabilities", self.step))
        back = [Appear(each, run_time=self.theme.beat) for each in (road.highway, road.old, crossing.operator)]
        with self.beat(self.words.others_pass(), *self.leaving, *back) as room:
            self.remove(result)
            coming = Pass(slot, Path(start, (start[0], -1.85), (goal[0], -1.85), goal), run_time=self.theme.slow)
            self.play(coming, Reveal(VGroup(*others, road.gate.body), others, lag=0.4, run_time=self.theme.slow))
            self.wires = crossing.wires()
            self.play(*(Appear(each, run_time=self.theme.quick) for each in (self.wires, road.kept.body, self.panel)))
            self.play(*crossing.stream(rest, max(room - 1.25, 2.2)))
        self.spotted = road.old.spot(self.unit)
        with self.moment() if self.words.forgets else nullcontext():
            says, fields = self.words.passes()
            with self.beat(says, Appear(self.spotted, run_time=self.theme.quick), **fields) as room:
                self.play(*crossing.dock(self.unit, max(0.6 * room, 1.6)))
                self.play(*crossing.cross(self.unit, max(0.4 * room, 1.0)))
            if self.words.forgets:
                with self.beat("So “{word:short}” erases what was written there.", word=self.word) as room:
                    self.land(crossing, self.unit, max(room, 1.0))
        if not self.words.forgets:
            self.land(crossing, self.unit, 0.8)

    def land(self, crossing: Crossing, unit: int, seconds: float) -> None:
        """Let the result of a unit that was looked at go to its place."""
        self.play(*crossing.undock(unit, seconds))
        self.add(crossing.result.row.cells[unit])

    # -- input gate, candidate, cell update ----------------------------------------------------------------------------------

    def write(self) -> None:
        """Let the input gate meet the candidate: what is written."""
        road, unit = self.road, self.written_unit
        self.act("input gate")
        with self.beat("The input gate says how much is written, the candidate what.", *self.turn_page()) as room:
            self.play(self.fill(road.entering, max(0.5 * room, 1.2)))
            self.play(self.fill(road.offer, max(0.5 * room, 1.2)))
        self.act("candidate")
        self.follow(unit)
        says, fields = self.words.written(unit)
        self.written_wires = road.writing.wires()
        shown = [Appear(each, run_time=self.theme.quick) for each in (self.written_wires, road.writing.operator)]
        with self.beat(says, *shown, **fields):
            self.play(Appear(road.written.body, run_time=self.theme.quick))
            self.play(*road.writing.stream(self.others(unit), 1.6))
            self.play(*road.writing.dock(unit, 0.6))
            self.play(*road.writing.cross(unit, 0.6))
            self.land(road.writing, unit, 0.6)
        self.follow(self.unit)

    def fill(self, row: Row, seconds: float) -> Animation:
        """Return an animation in which a row comes in, cell by cell."""
        return Reveal(row, list(row.cells.values()), lag=0.5, run_time=seconds)

    def turn_page(self) -> list[Animation]:
        """Return animations that follow the cell state along the highway: what was at the right is at the left then."""
        road, away = self.road, Path((0.0, 0.0), (-PAGE, 0.0))
        gone = VGroup(road.old, road.gate, self.wires, self.spotted, road.erasing.operator)
        road.turn_page()
        coming = Pass(road.adding.operator, Path((PAGE, WIRE), (0.0, WIRE)), run_time=self.theme.beat)
        leaving = [Go(gone, away, leaves=True, run_time=self.theme.beat), Vanish(self.panel, run_time=self.theme.quick)]
        return [*leaving, Go(road.kept, away, run_time=self.theme.beat), coming]

    def update(self) -> None:
        """Let what is kept and what is written meet at the plus on the highway."""
        self.act("cell update")
        road, crossing = self.road, self.road.adding
        wires, spotted = crossing.wires(), road.kept.spot(self.unit)
        formula = self.equation("cell", (0.0, UNDERNEATH))
        gone = VGroup(road.entering, road.offer, road.writing.operator, self.written_wires)
        says, fields = self.words.updated()
        shown = (
            Appear(spotted, run_time=self.theme.quick),
            Vanish(gone, run_time=self.theme.quick),
            Appear(wires, run_time=self.theme.beat),
        )
        with nullcontext() if self.words.forgets else self.moment(), self.beat(says, *shown, **fields) as room:
            self.play(Appear(road.cell.body, run_time=self.theme.quick), Appear(formula, run_time=self.theme.quick))
            self.play(*crossing.stream(self.others(self.unit), 1.6))
            self.play(*crossing.dock(self.unit, 0.7))
            self.play(*crossing.cross(self.unit, 0.7))
            self.land(crossing, self.unit, max(0.7, room - 3.4))
        gone = VGroup(wires, spotted, crossing.operator, road.written, road.kept, formula)
        self.leaving = [Vanish(gone, run_time=self.theme.quick)]

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
        ) as room:
            self.play(self.fill(road.shows, 0.7), Appear(formula, run_time=self.theme.quick))
            self.play(Appear(wires, run_time=self.theme.quick), Appear(road.hidden.body, run_time=self.theme.quick))
            self.play(*road.stream_out(others, 1.6))
            self.play(*road.dock_out(self.unit, 0.8))
            self.play(*crossing.cross(self.unit, 0.6))
            self.land(crossing, self.unit, max(0.6, room - 4.0))
        self.leaving = [
            Vanish(VGroup(wires, spotted, tools, road.shows, formula), run_time=self.theme.quick),
            Leave(road.highway, run_time=self.theme.quick),
        ]

    # -- the answer --------------------------------------------------------------------------------------------------------

    def answer(self) -> None:
        """Show how hard the followed unit pushed each verdict before the word, and after it."""
        self.act("the answer")
        self.focus, time, unit = {"unit": self.unit}, self.step, self.unit
        label, road = self.trace.most_changed(time, unit), self.road
        before, after, must = self.state_of("previous_"), self.state_of(""), self.trace.contested(time)
        number = self.value("unit_numbers", unit)
        self.pushes = PushRows(self.read("labels"), before, after, PUSHES, unit=number, must=must, theme=self.theme)
        self.both = BeforeAndAfter(
            self.row, self.pushes, cell=road.cell, hidden=road.hidden, unit=unit, word=self.word, theme=self.theme
        )
        says, fields = self.words.pushed(label)
        with self.beat(says, *self.leaving, *self.both.come(), **fields) as room:
            for each in self.both.tell_before(room):
                self.play(*each)
        says, fields = self.words.pushes(label)
        with self.beat(says, **fields) as room:
            for each in self.both.tell_after(room):
                self.play(*each)
        says, fields = self.words.whose()
        with self.beat(says, **fields) as room:
            self.play(*self.pushes.decide(max(room * 0.8, 1.2)))

    def state_of(self, when: str) -> State:
        """Return what is pushed before the word, "previous_", or after it, ""."""
        time, unit = self.step, self.unit
        own, others = self.read(f"{when}pushes", time, unit), self.read(f"{when}pushes_of_others", time, unit)
        return State(own, others, self.read(f"{when}centred_logits", time), self.read(f"{when}probabilities", time))

    # -- and on ------------------------------------------------------------------------------------------------------------

    def read_on(self) -> None:
        """Hand C and h over to the next word, read the rest, and say the result."""
        says, fields = self.words.handed_on(self.step == self.count - 1)
        with self.beat(says, *self.both.hand_over(), self.sized(self.sentence(self.step, large=True)), **fields) as room:
            self.settle_sentence(large=True)
            self.panel = self.verdict_of(self.read("probabilities", self.step))
            self.standing = self.standing_at(self.step)
            self.remove(self.road.cell, self.road.hidden)
            self.add(*self.standing)
            self.play(Appear(self.panel, run_time=self.theme.quick))
            self.read_rest(max(room - 0.4, 0.8))
        place = self.road.erasing if self.words.forgets else self.road.adding
        says, fields = self.words.result()
        shown = Appear(self.road.highway, run_time=self.theme.quick), Appear(place.still(self.unit), run_time=self.theme.slow)
        self.end(says, Vanish(self.standing[1], run_time=self.theme.quick), *shown, **dict[str, Any](fields))

    def standing_at(self, time: int) -> tuple[Row, Row]:
        """Return C and h after a word as rows at the left."""
        cell, hidden = ((self.read(name, time), (LEFT, y)) for name, y in (("cell", HIGH), ("hidden", BELOW)))
        return self.row_of(*cell, where="right"), self.row_of(*hidden, where="right")

    def read_rest(self, seconds: float) -> None:
        """Read the words that are left, quickly."""
        rest = range(self.step + 1, self.count)
        if not rest:
            self.play(*(Light(row, self.theme, run_time=seconds) for row in self.standing))
        each = min(max(seconds / max(len(rest), 1), 0.14), 1.2)
        for time in rest:
            self.remove(self.ribbon, self.panel, *self.standing)
            self.ribbon, self.panel = self.sentence(time, large=True), self.verdict_of(self.read("probabilities", time))
            self.standing = self.standing_at(time)
            self.add(self.ribbon, self.panel, *self.standing)
            self.play(*(Light(row, self.theme, run_time=each) for row in self.standing))

    # -- pieces ------------------------------------------------------------------------------------------------------------

    def row(self, name: str, at: tuple[float, float], note: str | Phrase = "", **options: Any) -> Row:
        """Return a quantity of this step as a row; of the first it is said how many units there are, if not all are drawn."""
        if name == "previous_cell" and note and len(self.units) < self.trace.sizes.unit:
            note = phrase(f"{note}, eight of {{all:0}} units", all=self.value("sizes.unit"))
        return self.row_of(self.now.quantity(name), at, note=note, **options)

    def row_of(self, values: Readings, at: tuple[float, float], **options: Any) -> Row:
        """Return values of units as a row."""
        return Row(values, self.units, at=at, notation=self.notation, theme=self.theme, **options)

    def cell_of(self, reading: Reading) -> VMobject:
        """Return a value as a cell as large as those in rows."""
        return swatch(reading, notation=self.notation, theme=self.theme, size=Row.CELL)

    def equation(self, name: str, at: tuple[float, float]) -> Equation:
        """Return the equation of a quantity."""
        return named(Equation(name, notation=self.notation, theme=self.theme).move_to((*at, 0)), name)

    def sentence(self, current: int, *, large: bool = False) -> Ribbon:
        """Return the words in a row, one of them lit; ``large``, as they stand in the opening."""
        ribbon = Ribbon(self.read("tokens"), self.trace.known, current, theme=self.theme, width=self.frame.width)
        if large:
            ribbon.scale(max(1.0, min(HERO, self.frame.width / ribbon.width)))
        return ribbon.move_to((0, SENTENCE if large else RIBBON, 0))

    def verdict_of(self, shares: Readings) -> Verdict:
        """Return probabilities as bars at the right."""
        return Verdict(self.read("labels"), shares, theme=self.theme, left=3.9, middle=PANEL, width=2.1, room=2.0)

"""One word through an LSTM cell: what its gates do to the cell state, and what that does to the verdict."""

from collections.abc import Sequence
from contextlib import nullcontext
from functools import cached_property
from typing import Any, ClassVar

import numpy as np
from manim import Animation, VGroup, rate_functions

from model.trace import GATES
from scenes.mobjects.areas import Area
from scenes.mobjects.bars import Verdict
from scenes.mobjects.legend import legends
from scenes.mobjects.motion import Appear, Leave, Reveal, Vanish
from scenes.mobjects.moves import Extend, Grow, Light, Path
from scenes.mobjects.notation.equations import Equation
from scenes.mobjects.notation.vectors import swatch
from scenes.mobjects.passing import Go, Pass
from scenes.mobjects.reading import Phrase, Reading, Readings, phrase
from scenes.mobjects.sets.crossing import RING, Crossing, Lane
from scenes.mobjects.sets.push_rows import PushRows, State
from scenes.mobjects.sets.rows import Row
from scenes.mobjects.sets.weighted_sum import WeightedSum
from scenes.mobjects.shapes import Box
from scenes.mobjects.text import Label
from scenes.mobjects.tokens import Ribbon
from scenes.mobjects.wires import Squash, Wire
from scenes.telling.one_step import OneStep
from scenes.telling.reader import ReaderFilm

UNITS = 8
"""So many units are drawn as cells."""
LITTLE = 0.05
"""A value of the cell state below which nothing is said to be held or written."""
SHUT, OPEN = 0.2, 0.8
"""Gates below are said to be nearly shut, gates above to be nearly open."""
WIRE, HIGH = 1.35, 2.25
"""Heights: the highway of the cell state, and what hangs above it."""
LEFT, RIGHT, EDGE, PAGE = -3.9, 3.9, 6.9, 7.8
"""The middles of what is at the left and at the right, the ends of the highway, and how far it is from left to right."""
GATE, RAIL = -0.62, 0.02
"""Heights: the forget gate, and the rail on which its values go to the operator."""
PARTS, SHELF, OVER, UNDER = -1.42, -0.2, -0.62, 0.24
"""Heights: input gate and candidate, what is written, and the rails below and above that."""
TANH, SHOWN, LOWEST, BEND = 0.95, -0.42, -1.52, (2.2, 6.2)
"""Heights: tanh, the output gate, h; and their middle, with the x of the operator."""
BELOW, SIDE = 1.55, -4.62
"""The height of h below the cell state, in the answer; and the x along which it goes down to its pushes."""
RIBBON, SENTENCE, HERO = -2.45, -1.75, 1.5
"""Heights of the sentence: as a ribbon, and in the opening; and how many times as large it is there."""


class LSTMGates(ReaderFilm):
    """The question; forget gate, input gate, candidate, cell update, output gate, each with one unit that is followed; the answer."""

    title = "LSTM, gate by gate"
    cell_kinds = ("lstm",)
    needs = ("weight", "bias")
    longest = 40
    follows_a_word: ClassVar[bool] = True
    text: ClassVar[str] = "This phone is not bad at all"

    def construct(self) -> None:
        self.now = OneStep(self, time=self.step, unit=self.unit)
        self.follow(self.unit)
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
        chosen = getattr(self.brief, "unit", None)
        return self.trace.movers(self.step)[0] if chosen is None else int(chosen)

    @cached_property
    def units(self) -> tuple[int, ...]:
        """The units that are drawn."""
        return tuple(self.trace.most_active(UNITS, among=(self.unit, self.writer_unit)))

    @cached_property
    def writer_unit(self) -> int:
        """The unit that is followed where something is written: the same, or the one that is written most where it is hardly written."""
        written = np.abs(self.trace.written[self.step])
        return self.unit if written[self.unit] >= LITTLE else int(written.argmax())

    @property
    def forgets(self) -> bool:
        """Whether the moment is that the forget gate erases what the followed unit held, rather than that it is written."""
        held, kept = self.trace.previous_cell[self.step, self.unit], self.trace.kept[self.step, self.unit]
        return bool(abs(held - kept) >= max(abs(self.trace.written[self.step, self.unit]), LITTLE))

    def follow(self, unit: int) -> None:
        """Let what is said from now on be of a unit."""
        self.focus = {"unit": unit, "time": self.step}

    def number(self, unit: int) -> Reading:
        """Return how a person counts a unit."""
        return self.value("unit_numbers", unit)

    @property
    def word(self) -> Reading:
        """The word that is shown in full."""
        return self.value("tokens", self.step)

    def row(self, name: str, at: tuple[float, float], note: str | Phrase = "", **options: Any) -> Row:
        """Return a quantity of this step as a row."""
        values = self.now.quantity(name)
        return Row(values, self.units, at=at, notation=self.notation, theme=self.theme, note=note, **options)

    # -- the question ------------------------------------------------------------------------------------------------------

    def ask(self) -> None:
        """Show what was read so far, the verdict on it and the word to come: what will it do?"""
        self.act("the question")
        self.focus, theme = {"unit": self.unit}, self.theme
        self.highway = Wire((-EDGE, WIRE), (EDGE, WIRE), theme=theme, colour="memory", width=theme.bold, tip=False)
        self.old = self.row("previous_cell", (LEFT, HIGH), "the cell state so far")
        self.erasing = self.erasing_place()
        self.ribbon = self.sentence(self.step, large=True)
        self.panel = self.verdict_of(self.read("previous_probabilities", self.step))
        self.add(legends(self.frame.legend, theme=theme), self.highway, self.old, self.ribbon, self.panel)
        chip = self.ribbon.current
        x, start = float(chip.get_x()), float(chip.get_top()[1])
        self.asking = Wire((x, start), (x, -0.75), (0.0, -0.75), (0.0, WIRE - RING), theme=theme, colour="keeps")
        self.mark = Label("?", theme=theme, size=theme.title * 2, colour="keeps").sit_amid(1.2, HIGH)
        cause = self.trace.cause(self.step)
        says, fields = "The verdict is “{before:short}” so far: what will “{word:short}” do?", {}
        if cause is not None:
            says = "“{cause:short}” made the verdict “{before:short}”: what will “{word:short}” do?"
            fields["cause"] = self.value("tokens", cause)
        before = self.value("previous_verdicts", self.step)
        with self.beat(says, word=self.word, before=before, **fields) as room:
            self.play(Extend(self.asking, run_time=0.55 * max(room, 1.6)))
            self.play(Appear(self.erasing.operator, run_time=0.3), Appear(self.mark, run_time=0.3))
        self.admit_strangers()
        self.meet_unit()

    def meet_unit(self) -> None:
        """Say what the followed unit holds, who wrote it, and what that does."""
        frame = self.spot(self.old, self.unit)
        self.spotted, self.written_by = frame, VGroup()
        held = abs(self.trace.previous_cell[self.step, self.unit]) >= LITTLE
        writer = self.trace.writer(self.step, self.unit) if held else None
        fields = {"unit": self.number(self.unit)}
        if self.step == 0:
            says = "Before the first word the cell holds nothing: h and C are zero."
            fields = {}
        elif not held:
            says = "Unit {unit:0} holds next to nothing yet; it will move the verdict most."
        elif writer is None:
            says = "Unit {unit:0} will move the verdict most: it holds what several words wrote."
        else:
            says = "“{writer:short}” wrote most of unit {unit:0}, which speaks for “{label:short}”."
            label = self.trace.spoken_for(self.step, self.unit)
            fields |= {"writer": self.value("tokens", writer), "label": self.value("labels", label)}
            if self.trace.previous_pushes[self.step, self.unit, label] < 0:
                says = "“{writer:short}” wrote most of unit {unit:0}, which speaks against “{label:short}”."
        with self.beat(says, Appear(frame, run_time=0.4), **fields) as room:
            self.trace_back(writer, max(room, 1.6))

    def trace_back(self, writer: int | None, room: float) -> None:
        """Let what a word wrote go from it to the unit that holds it."""
        chip = None if writer is None else self.ribbon.shown.get(writer)
        if chip is None:
            self.play(Light(self.spotted, self.theme, run_time=0.5 * room))
            return
        x, y = self.old.place(self.unit)
        start = float(chip.get_x()), float(chip.get_top()[1])
        way = [start, (start[0], 0.2), (x, 0.2), (x, y - 0.31)]
        wire = Wire(*way, theme=self.theme, colour="writes")
        self.play(Extend(wire, run_time=0.4 * room))
        self.written_by.add(wire)
        cell = swatch(self.value("written", writer, self.unit), notation=self.notation, theme=self.theme, size=Row.CELL)
        self.play(Pass(cell, Path(*way), start=0.5, leaves=True, run_time=0.5 * room))

    # -- the forget gate ---------------------------------------------------------------------------------------------------

    def add_up(self) -> None:
        """Weigh h and x for the followed unit's forget gate, add up, squash."""
        self.act("forget gate")
        self.follow(self.unit)
        sums = self.sum_of("forget")
        self.sums = sums
        says = "Its forget gate asks h, the past, and x, the new word."
        if self.step == 0:
            says = "The forget gate asks h, zero before the first word, and x."
        formula = Equation("forget_gate", notation=self.notation, theme=self.theme).move_to((0, 1.2, 0))
        count, split = len(sums.stack), sums.split
        texts = [sums.note("h, what was shown so far", 0, split - 1, "state"), sums.note("x, the word", split, count - 1, "word")]
        with self.beat(says, *self.leave_the_question()) as room:
            self.settle_sentence()
            self.play(*self.bring_stack(sums, max(room, 2.0)), Appear(formula, run_time=0.6))
        with self.beat(
            "Each is weighed; the products are laid end to end.", *(Appear(each, run_time=0.3) for each in texts)
        ) as room:
            weights = Reveal(VGroup(*sums.weights, sums.frames[0]), sums.weights, lag=0.3, run_time=0.8)
            self.play(Vanish(formula, run_time=0.3), Appear(sums.letters, run_time=0.3), weights)
            self.lay(sums, 0, split, max(room - 0.8, 2.6))
        parts = [self.now.single(name, GATES.index("forget")) for name in ("weighted_hidden", "weighted_words")]
        with self.beat(self.agreement(parts), h=parts[0], x=parts[1]) as room:
            self.lay(sums, split, count, max(room - 1.3, 2.4))
            self.play(*sums.close_up(0.8))
            said = [
                sums.note(phrase("from h: {h}", h=parts[0]), 0, split - 1, "state"),
                sums.note(phrase("from x: {x}", x=parts[1]), split, count - 1, "word"),
            ]
            self.play(*(Vanish(each, run_time=0.2) for each in texts))
            self.play(*(Appear(each, run_time=0.3) for each in said))
        share = self.now.single("forget_gate")
        with self.beat("Bias and sigmoid make it {f}: the gate " + self.opening(share) + ".", f=share) as room:
            edge = "bottom" if float(sums.bias.reading.value) > 0 else "top"
            self.play(Grow(sums.bias, edge, run_time=0.8), Appear(sums.bias_name, run_time=0.5))
            self.play(Appear(sums.total, run_time=0.3), Appear(VGroup(sums.wires, sums.squash), run_time=0.3))
            self.play(*sums.squashed(max(1.2, room - 1.1)))
        self.sum_notes = said

    def opening(self, share: Reading) -> str:
        """Say how far a gate is open."""
        value = float(share.value)
        return "is almost shut" if value < SHUT else "stays almost open" if value > OPEN else "is partly open"

    @staticmethod
    def agreement(parts: Sequence[Reading]) -> str:
        """Say whether h and x are for keeping or for forgetting."""
        signs = [float(part.value) > 0 for part in parts]
        if signs[0] == signs[1]:
            return "h gives {h}, x gives {x}: both are for " + ("keeping" if signs[0] else "forgetting") + "."
        return "h gives {h}, x gives {x}: one is for keeping, one for forgetting."

    def sum_of(self, gate: str) -> WeightedSum:
        """Return the sum of the followed unit of a gate."""
        number = GATES.index(gate)
        return WeightedSum(
            self.read("weight", number, self.unit),
            self.read("stacked", self.step),
            self.read("products", self.step, number, self.unit),
            split=self.trace.hidden.shape[-1],
            parts=(self.now.single("weighted_hidden", number), self.now.single("weighted_words", number)),
            bias=self.value("bias", number, self.unit),
            total=self.now.single(f"{gate}_preactivation"),
            result=self.now.single(f"{gate}_gate"),
            function="sigmoid",
            name=f"{gate}_weight",
            notation=self.notation,
            theme=self.theme,
        )

    def leave_the_question(self) -> list[Animation]:
        """Return animations in which the sentence shrinks to its line, and the rest makes room."""
        small = self.sentence(self.step)
        gone = [self.panel, self.mark, self.asking, self.spotted, self.written_by]
        again = [self.highway, self.old, self.erasing.operator]
        places = ((float(each.get_x()), float(each.get_y())) for each in (self.ribbon, small))
        shrinking = Go(self.ribbon, Path(*places), end=small.width / self.ribbon.width, run_time=0.8)
        return [shrinking, *(Vanish(each, run_time=0.5) for each in gone), *(Leave(each, run_time=0.5) for each in again)]

    def settle_sentence(self) -> None:
        """Put the sentence where it stays, as it is set there."""
        self.remove(self.ribbon)
        self.ribbon = self.sentence(self.step)
        self.add(self.ribbon)

    def bring_stack(self, sums: WeightedSum, room: float) -> list[Animation]:
        """Return animations in which h comes in from the step before, at the left, and x out of the word."""
        split, count = sums.split, len(sums.stack)
        chip = self.ribbon.current
        plays: list[Animation] = []
        for number, cell in enumerate(sums.stack):
            x, y = float(cell.get_x()), float(cell.get_y())
            from_word = number >= split
            start = 0.03 * (number - split if from_word else split - number) * 8 / count
            start += 0.35 if from_word else 0.0
            path = (
                Path((float(chip.get_x()), float(chip.get_y())), (x, float(chip.get_y()) + 0.4), (x, y))
                if from_word
                else Path((x - 7, y), (x, y))
            )
            plays.append(
                Pass(cell, path, window=(start, min(start + 0.45, 1.0)), start=0.3 if from_word else 1.0, run_time=room * 0.8)
            )
        plays.append(Appear(sums.frames[1], run_time=room * 0.5))
        late = rate_functions.squish_rate_func(rate_functions.linear, 0.7, 1)
        return [*plays, Appear(sums.frames[2], run_time=room * 0.8, rate_func=late)]

    def lay(self, sums: WeightedSum, first: int, last: int, room: float) -> None:
        """Lay some columns' products end to end: the largest with its numbers, and slowly."""
        slow = sums.largest(first, last)
        fast = max(room - 2.0, 0.6)
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
        crossing, rest = self.erasing, [unit for unit in self.units if unit != self.unit]
        gate, slot, result = self.gate, self.gate.cells[self.unit], self.sums.result
        start, goal = (float(result.get_x()), float(result.get_y())), gate.place(self.unit)
        others = [gate.cells[unit] for unit in rest]
        with self.beat(self.others_say(), *self.sums.gone(*self.sum_notes, run_time=0.4)) as room:
            self.remove(result)
            self.play(
                Pass(slot, Path(start, (start[0], -1.85), (goal[0], -1.85), goal), run_time=1.0),
                *(Appear(each, run_time=0.7) for each in (self.highway, self.old, crossing.operator)),
                Reveal(VGroup(*others, gate.body), others, lag=0.4, run_time=1.0),
            )
            self.wires = crossing.wires()
            self.play(Appear(self.wires, run_time=0.25), Appear(self.kept.body, run_time=0.25))
            self.play(*crossing.stream(rest, max(room - 1.25, 2.6)))
        before, after = self.now.single("previous_cell"), self.now.single("kept")
        self.spotted = self.spot(self.old, self.unit)
        shown = Appear(self.spotted, run_time=0.4)
        with self.moment() if self.forgets else nullcontext():
            with self.beat(self.erasing_says(), shown, unit=self.number(self.unit), before=before, after=after) as room:
                self.play(*crossing.dock(self.unit, max(0.6 * room, 1.6)))
                self.play(*crossing.cross(self.unit, max(0.4 * room, 1.0)))
                self.mark_poster()
            if self.forgets:
                with self.beat("So “{word:short}” erases what was written there.", word=self.word) as room:
                    self.land(crossing, max(room, 1.0))
        if not self.forgets:
            self.land(crossing, 0.8)

    def land(self, crossing: Crossing, seconds: float, unit: int | None = None) -> None:
        """Let the result of the followed unit go to its place."""
        unit = self.unit if unit is None else unit
        self.play(*crossing.undock(unit, seconds))
        self.add(crossing.result.row.cells[unit])

    def erasing_place(self) -> Crossing:
        """Return where the forget gate meets the cell state, on the highway."""
        self.gate = self.row("forget_gate", (LEFT, GATE), "forget gate: empty erases, full keeps", where="below")
        self.kept = self.row("kept", (RIGHT, HIGH), "what is kept")
        return Crossing(
            "times",
            (0.0, WIRE),
            [
                Lane(self.old, "left", lambda place: [(place[0], WIRE)], "memory"),
                Lane(self.gate, "bottom", lambda place: [(place[0], RAIL), (0.0, RAIL)], "keeps"),
            ],
            Lane(self.kept, "right", lambda place: [(place[0], WIRE)], "memory"),
            role="keeps",
            theme=self.theme,
        )

    def others_say(self) -> str:
        """Say how the units that are not followed pass their gates."""
        others = np.delete(self.trace.forget_gate[self.step], self.unit)
        if self.step == 0:
            return "The gates would keep it, but zeros pass: nothing is held yet."
        if len(others) == 0:
            return "The old cell state goes through the operator, and is multiplied by f."
        if (others >= OPEN).mean() >= 0.75:
            return "The other units pass first: their gates are open."
        return "The other units pass first, each multiplied by its own gate."

    def erasing_says(self) -> str:
        """Say what the forget gate does to the followed unit."""
        held, share = abs(self.trace.previous_cell[self.step, self.unit]), self.trace.forget_gate[self.step, self.unit]
        if held < LITTLE:
            return "Unit {unit:0} held {before}, so there is nothing to erase: {after}."
        if share < 0.5:
            return "Unit {unit:0} comes last: of {before} its gate lets only {after} through."
        return "Unit {unit:0} comes last, and is kept: {before} becomes {after}."

    # -- input gate and candidate --------------------------------------------------------------------------------------------

    def write(self) -> None:
        """Let the input gate meet the candidate: what is written."""
        unit = self.writer_unit
        self.act("input gate")
        self.written = self.row("written", (0.0, SHELF), "what is written", where="right")
        self.cell = self.row("cell", (RIGHT, HIGH), "the new cell state")
        self.entering, self.offer = (
            self.row("input_gate", (LEFT, PARTS), "input gate", where="below"),
            self.row("candidate", (RIGHT, PARTS), "candidate", where="below"),
        )
        with self.beat("The input gate says how much is written, the candidate what.", *self.page_on()) as room:
            self.play(self.fill(self.entering, max(0.5 * room, 1.2)))
            self.play(self.fill(self.offer, max(0.5 * room, 1.2)))
        self.act("candidate")
        crossing = self.writing_place()
        self.follow(unit)
        fields = {"unit": self.number(unit), "written": self.now.quantity("written")[unit]}
        says = "Both are multiplied: {written} is written into unit {unit:0}."
        if unit != self.unit:
            says = "Little is written into the followed unit; most into unit {unit:0}: {written}."
        with self.beat(says, **fields) as room:
            self.writes = crossing.wires()
            self.play(
                Appear(self.writes, run_time=0.3),
                Appear(crossing.operator, run_time=0.3),
                Appear(self.written.body, run_time=0.3),
            )
            self.play(*crossing.stream([each for each in self.units if each != unit], 1.6))
            self.play(*crossing.dock(unit, 0.7))
            self.play(*crossing.cross(unit, 0.6))
            self.land(crossing, 0.6, unit)
        self.follow(self.unit)
        self.made = crossing

    def fill(self, row: Row, seconds: float) -> Animation:
        """Return an animation in which a row comes in, cell by cell."""
        return Reveal(row, list(row.cells.values()), lag=0.5, run_time=seconds)

    def writing_place(self) -> Crossing:
        """Return where the input gate meets the candidate."""
        return Crossing(
            "times",
            (0.0, PARTS),
            [
                Lane(self.entering, "left", lambda place: [(place[0], -0.92), (-0.85, -0.92), (-0.85, PARTS)], "writes"),
                Lane(self.offer, "right", lambda place: [(place[0], -0.92), (0.85, -0.92), (0.85, PARTS)], "proposes"),
            ],
            Lane(self.written, "top", lambda place: [(place[0], OVER), (0.0, OVER)], "writes"),
            role="writes",
            theme=self.theme,
            large=1.0,
        )

    def page_on(self) -> list[Animation]:
        """Return animations that follow the cell state along the highway: what was at the right is at the left then."""
        self.plus = Crossing(
            "plus",
            (0.0, WIRE),
            [
                Lane(self.kept, "left", lambda place: [(place[0], WIRE)], "memory"),
                Lane(self.written, "bottom", lambda place: [(place[0], UNDER), (0.0, UNDER)], "writes"),
            ],
            Lane(self.cell, "right", lambda place: [(place[0], WIRE)], "memory"),
            role="memory",
            theme=self.theme,
        )
        gone = VGroup(self.old, self.gate, self.wires, self.spotted, self.erasing.operator)
        self.kept.moved((LEFT, HIGH))
        away = Path((0.0, 0.0), (-PAGE, 0.0))
        coming = Pass(self.plus.operator, Path((PAGE, WIRE), (0.0, WIRE)), run_time=0.8)
        return [Go(gone, away, leaves=True, run_time=0.8), Go(self.kept, away, run_time=0.8), coming]

    # -- cell update ---------------------------------------------------------------------------------------------------------

    def update(self) -> None:
        """Let what is kept and what is written meet at the plus on the highway."""
        self.act("cell update")
        crossing, wires = self.plus, self.plus.wires()
        before, after = map(self.now.single, ("previous_cell", "cell"))
        self.spotted = self.spot(self.kept, self.unit)
        gone = VGroup(self.entering, self.offer, self.made.operator, self.writes)
        fields = {"unit": self.number(self.unit), "before": before, "after": after}
        shown = Appear(self.spotted, run_time=0.4), Vanish(gone, run_time=0.5), Appear(wires, run_time=0.6)
        with nullcontext() if self.forgets else self.moment():
            with self.beat("Kept plus written: unit {unit:0} goes from {before} to {after}.", *shown, **fields) as room:
                self.play(Appear(self.cell.body, run_time=0.25))
                self.play(*crossing.stream([each for each in self.units if each != self.unit], 1.8))
                self.play(*crossing.dock(self.unit, 0.8))
                self.play(*crossing.cross(self.unit, 0.8))
                self.wait(0.6)
                self.land(crossing, max(0.6, room - 4.8))
        self.later(Vanish(VGroup(wires, self.spotted, crossing.operator, self.written, self.kept), run_time=0.4))

    # -- output gate ---------------------------------------------------------------------------------------------------------

    def show(self) -> None:
        """Let the output gate meet tanh of the cell state: the new h."""
        theme = self.theme
        self.act("output gate")
        shows = self.row("output_gate", (BEND[0], SHOWN), "output gate", where="left")
        self.hidden = self.row("hidden", (BEND[0], LOWEST), "what is shown", where="left")
        squashed = self.row("squashed_cell", (RIGHT, HIGH))
        tanh = Squash("tanh", (BEND[1], TANH), theme=theme, colour="memory")
        turn = (BEND[1], WIRE)
        branch = VGroup(Wire(turn, tanh.port("top"), theme=theme, colour="memory", tip=False))
        crossing = Crossing(
            "times",
            (BEND[1], SHOWN),
            [
                Lane(squashed, "top", lambda place: [], "memory", start=(BEND[1], TANH - 0.3)),
                Lane(shows, "left", lambda place: [(place[0], 0.12), (5.5, 0.12), (5.5, SHOWN)], "shows"),
            ],
            Lane(self.hidden, "bottom", lambda place: [(place[0], -1.05), (BEND[1], -1.05)], "state"),
            role="shows",
            theme=theme,
            large=1.15,
        )
        self.spotted = self.spot(self.cell, self.unit)
        hidden = self.now.single("hidden")
        says = "The output gate shows some of tanh(C): h of unit {unit:0} is {hidden}."
        with self.beat(says, Appear(self.spotted, run_time=0.4), unit=self.number(self.unit), hidden=hidden) as room:
            wires = crossing.wires()
            self.play(self.fill(shows, 0.8), Appear(VGroup(branch, tanh, crossing.operator), run_time=0.4))
            self.play(Appear(wires, run_time=0.25), Appear(self.hidden.body, run_time=0.25))
            others = [each for each in self.units if each != self.unit]
            self.play(*crossing.stream(others, 1.8), *self.into_tanh(crossing, others, 1.8))
            self.play(*crossing.dock(self.unit, 0.9), *self.into_tanh(crossing, [self.unit], 0.9))
            self.play(*crossing.cross(self.unit, 0.6))
            self.land(crossing, max(0.6, room - 5.0))
        self.tools = VGroup(wires, branch, tanh, crossing.operator, shows, self.spotted)

    def into_tanh(self, crossing: Crossing, units: Sequence[int], seconds: float) -> list[Animation]:
        """Return animations in which cells of the new cell state go along the highway and down into tanh, to be there in time."""
        plays: list[Animation] = []
        if len(units) == 1:
            times = {units[0]: 0.6 * seconds}
        else:
            times = {unit: starts[0] for unit, (starts, *_) in crossing.timetable(units, seconds).items()}
        for unit, arrival in times.items():
            x, y = self.cell.place(unit)
            path = Path((x, y), (x, WIRE), (BEND[1], WIRE), (BEND[1], TANH))
            span = (max(arrival - 0.7, 0.0) / seconds, arrival / seconds)
            cut = ("top", TANH + 0.22)
            plays.append(Pass(self.cell.fresh(unit), path, window=span, cut=cut, leaves=True, run_time=seconds))
        return plays

    # -- the answer ----------------------------------------------------------------------------------------------------------

    def answer(self) -> None:
        """Show how hard the followed unit pushed each verdict before the word, and after it."""
        self.act("the answer")
        theme, unit, time = self.theme, self.unit, self.step
        label = self.trace.most_changed(time, unit)
        before, after = (
            State(
                self.read(f"{when}pushes", time, unit),
                self.read(f"{when}pushes_of_others", time, unit),
                self.read(f"{when}centred_logits", time),
                self.read(f"{when}probabilities", time),
            )
            for when in ("previous_", "")
        )
        must = self.trace.contested(time)
        rows = PushRows(self.read("labels"), before, after, Area(-6.6, 6.6, -1.95, 0.75), must=must, theme=theme)
        self.pushes, self.before_rows = rows, self.both_before()
        fields = {"unit": self.number(unit), "label": self.value("labels", label)}
        heads = rows.heads(self.number(unit))
        says = "Weighted, each h pushes verdicts: unit {unit:0} pushed “{label:short}” by {push}."
        with self.beat(says, *self.stand_below(), push=self.value("previous_pushes", time, unit, label), **fields) as room:
            each = max(room - 1.2, 2.0) / 3
            others = [Grow(bar, rows.edge(bar), run_time=each) for bar in rows.parts(0, "others")]
            self.play(Appear(VGroup(rows.names, rows.axis, heads), run_time=0.4), *others)
            self.push_by(self.before_rows[1], 0, 2 * each)
            self.play(Appear(VGroup(*rows.parts(0, "tick"), *rows.parts(0, "numbers")), run_time=0.4))
            printed = Appear(VGroup(*rows.parts(0, "printed")), run_time=0.5)
            self.play(*(Grow(bar, "left", run_time=0.5) for bar in rows.parts(0, "share")), printed)
        says = "After “{word:short}” it pushes by {push}; then the others move too."
        with self.beat(says, word=self.word, push=self.value("pushes", time, unit, label), **fields) as room:
            self.ghosts = rows.ghosts()
            self.add(self.ghosts)
            self.push_by(self.hidden, 1, 0.9)
            self.play(*rows.turn(max(room - 0.9, 2.0)))
        says, fields = self.whose()
        with self.beat(says, **fields) as room:
            self.play(*rows.decide(max(room * 0.7, 1.2)))

    def both_before(self) -> tuple[Row, Row]:
        """Return the cell state and h before the word, as they stand at the left."""
        return (
            self.row("previous_cell", (LEFT, HIGH), where="right"),
            self.row("previous_hidden", (LEFT, BELOW), where="right"),
        )

    def stand_below(self) -> list[Animation]:
        """Return animations in which h goes to stand below the cell state; at the left, both as they were before come back."""
        theme, away = self.theme, Path((BEND[0], LOWEST), (RIGHT, BELOW))
        self.hidden.moved((RIGHT, BELOW))
        names = VGroup(self.cell.names, self.hidden.names)
        plays: list[Animation] = [Vanish(VGroup(self.tools, names, self.highway), run_time=0.35)]
        for row in (self.cell, self.hidden):
            row.remove(row.names)
        plays.append(Go(self.hidden, away, run_time=0.8))
        for row in self.before_rows:
            plays.append(Pass(row, Path((row.get_x() - PAGE, row.get_y()), (row.get_x(), row.get_y())), run_time=0.8))
        letters = [self.row(name, at, where="left").names for name, at in (("cell", (RIGHT, HIGH)), ("hidden", (RIGHT, BELOW)))]
        texts = [
            Label(phrase(said, word=self.word), theme=theme, colour="muted")
            for said in ("before “{word:short}”", "after “{word:short}”")
        ]
        texts = [text.sit_amid(x, 2.82) for text, x in zip(texts, (LEFT, RIGHT), strict=True)]
        self.columns = VGroup(*letters, *texts)
        return [*plays, Appear(self.columns, run_time=0.8)]

    def push_by(self, row: Row, time: int, seconds: float) -> None:
        """Let the followed unit's h go to where it pushes each verdict; with those before the word, its bars grow then."""
        rows, (x, y) = self.pushes, row.place(self.unit)
        plays: list[Animation] = []
        for bar in rows.parts(time, "own"):
            goal = (bar.foot if time == 0 else float(rows.rows[0][bar.reading.index[-1]].own.foot)), float(bar.get_y())
            path = Path((x, y), (x, 1.08), (SIDE, 1.08), (SIDE, goal[1]), goal)
            plays.append(Pass(row.fresh(self.unit), path, end=0.4, leaves=True, run_time=seconds * (0.6 if time == 0 else 1)))
        frame = self.spot(row, self.unit)
        self.columns.add(frame)
        self.play(Appear(frame, run_time=0.2), *plays)
        if time == 0:
            self.play(*(Grow(bar, rows.edge(bar), run_time=seconds * 0.4) for bar in rows.parts(0, "own")))

    def whose(self) -> tuple[str, dict[str, Reading]]:
        """Say how much of the change is the followed unit's, and how many units make most of it."""
        time, unit = self.step, self.unit
        fields = {
            "unit": self.number(unit),
            "part": self.value("margin_percents", time, unit),
            "verdict": self.value("verdicts", time),
        }
        part, count = float(fields["part"].value), len(self.trace.movers(time))
        if self.trace.moved[time] < LITTLE:
            return "The verdict hardly moves: it stays “{verdict:short}”.", {"verdict": fields["verdict"]}
        if part > 100:
            return "Unit {unit:0} moves the verdict more than all units together: “{verdict:short}”.", {
                key: fields[key] for key in ("unit", "verdict")
            }
        if count == 1:
            return "{part:0} % of the swing is unit {unit:0} alone: the verdict is “{verdict:short}”.", fields
        fields["count"] = self.value("mover_counts", time)
        return "{count:0} units make most of it, unit {unit:0} {part:0} %: the verdict is “{verdict:short}”.", fields

    # -- and on --------------------------------------------------------------------------------------------------------------

    def read_on(self) -> None:
        """Hand C and h over to the next word, read the rest, and say the result."""
        self.focus = {"unit": self.unit}
        last = self.step == self.count - 1
        says, fields = "C and h are what the whole text leaves behind.", {}
        if not last:
            says, fields = (
                "C and h are handed on: “{word:short}” finds them as they are.",
                {"word": self.value("tokens", self.step + 1)},
            )
        with self.beat(says, *self.hand_over(), **fields) as room:
            self.end_page()
            self.read_rest(max(room, 1.0))
        fields = {
            "word": self.word,
            "before": self.value("previous_verdicts", self.step),
            "after": self.value("verdicts", self.step),
        }
        says = "“{word:short}” turned “{before:short}” into “{after:short}”."
        if self.trace.previous_verdicts[self.step] == self.trace.verdicts[self.step]:
            says = "So after “{word:short}” the verdict stays “{after:short}”."
        self.end(says, Appear(self.highway, run_time=0.5), **fields)

    def hand_over(self) -> list[Animation]:
        """Return animations in which C and h slide to the left, where they are what was before; the pushes go."""
        rows = self.pushes
        kinds = ("others", "own", "tick", "numbers", "share", "printed")
        bars = VGroup(*(VGroup(*rows.parts(1, name)) for name in kinds))
        gone = VGroup(rows.names, rows.axis, self.ghosts, rows.heads_shown, bars)
        away = Path((RIGHT, 0), (LEFT, 0))
        away = Path((RIGHT, 0), (LEFT, 0))
        plays: list[Animation] = [Vanish(gone, run_time=0.4), Vanish(self.columns, run_time=0.15)]
        plays.append(Go(VGroup(*self.before_rows), away, leaves=True, run_time=0.8))
        for row in (self.cell, self.hidden):
            row.moved((LEFT, row.at[1]))
            plays.append(Go(row, away, run_time=0.8))
        small, large = self.ribbon, self.sentence(self.step, large=True)
        places = ((float(each.get_x()), float(each.get_y())) for each in (small, large))
        return [*plays, Go(small, Path(*places), end=large.width / small.width, run_time=0.8)]

    def end_page(self) -> None:
        """Stand as in the opening: C and h, the sentence and the verdict on it so far."""
        self.remove(self.cell, self.hidden, self.ribbon)
        self.ribbon, self.panel = self.sentence(self.step, large=True), self.verdict_of(self.read("probabilities", self.step))
        self.state = VGroup(self.row_at("cell", self.step, HIGH), self.row_at("hidden", self.step, BELOW))
        self.add(self.state, self.ribbon)
        self.play(Appear(self.panel, run_time=0.4))

    def row_at(self, name: str, time: int, height: float) -> Row:
        """Return a quantity of any step as a row at the left."""
        look = {"notation": self.notation, "theme": self.theme}
        return Row(self.read(name, time), self.units, at=(LEFT, height), where="right", **look)

    def read_rest(self, seconds: float) -> None:
        """Read the words that are left, quickly."""
        rest = range(self.step + 1, self.count)
        each = min(max(seconds / max(len(rest), 1), 0.14), 0.5)
        for time in rest:
            state = VGroup(self.row_at("cell", time, HIGH), self.row_at("hidden", time, BELOW))
            self.remove(self.ribbon, self.panel, self.state)
            self.ribbon, self.panel = self.sentence(time, large=True), self.verdict_of(self.read("probabilities", time))
            self.state = state
            self.add(self.ribbon, self.panel, state)
            self.play(Light(state, self.theme, run_time=each))

    # -- pieces --------------------------------------------------------------------------------------------------------------

    def spot(self, row: Row, unit: int) -> VGroup:
        """Return the frame around a unit's cell, and its number."""
        x, y = row.place(unit)
        box = Box(
            width=Row.CELL[0] + 0.06,
            height=Row.CELL[1] + 0.06,
            corner_radius=0.07,
            stroke_color=self.theme.focus,
            stroke_width=self.theme.bold,
        )
        return VGroup(box.move_to((x, y, 0)))

    def sentence(self, current: int, *, large: bool = False) -> Ribbon:
        """Return the words in a row, one of them lit; ``large``, as they stand in the opening."""
        ribbon = Ribbon(self.read("tokens"), self.trace.known, current, theme=self.theme, width=self.frame.width)
        if large:
            ribbon.scale(max(1.0, min(HERO, self.frame.width / ribbon.width)))
        return ribbon.move_to((0, SENTENCE if large else RIBBON, 0))

    def verdict_of(self, shares: Readings) -> Verdict:
        """Return probabilities as bars at the right."""
        return Verdict(self.read("labels"), shares, theme=self.theme, left=4.0, middle=0.1, width=1.9, room=2.0)

"""One word through an LSTM with one gate for two: each unit slides between its old value and a candidate."""

from functools import cached_property
from typing import Any, ClassVar

from manim import Animation, VGroup

from scenes.mobjects.legend import legends
from scenes.mobjects.motion import Appear, Vanish
from scenes.mobjects.moves import Extend, Light, Path
from scenes.mobjects.passing import Go, Pass
from scenes.mobjects.reading import Phrase, phrase
from scenes.mobjects.sets.blocks import Blocks
from scenes.mobjects.sets.coupled_road import CoupledRoad
from scenes.mobjects.sets.coupled_sliders import CoupledSliders
from scenes.mobjects.sets.lstm_road import ASIDE, HIGH, LEFT, WIRE
from scenes.mobjects.sets.rows import Row
from scenes.mobjects.sets.sliders import FOOT, TOP
from scenes.mobjects.sets.two_gates import READS, GateParts, TwoGates
from scenes.mobjects.text import Label, Paragraph
from scenes.mobjects.values import Swatch
from scenes.mobjects.wires import Wire
from scenes.telling.cell_state import STANDING, CellState
from scenes.telling.coupled_numbers import CoupledNumbers
from scenes.telling.coupled_words import CoupledWords
from scenes.telling.one_step import OneStep
from scenes.telling.one_word import BLINK
from scenes.telling.pace import LEAD, reading_time
from scenes.telling.reader import ReaderFilm

QUESTION = "Must forgetting and writing be decided apart?"
BEFORE, UNDER, WORKED, NOTED = -0.9, 0.4, -1.93, 2.8
"""The x before what is asked for; from the middle of that to its foot; and heights of the mixture as arithmetic."""
LARGE, ROOM = 1.2, 0.4
"""How many times as large as a title the question is, and how far from the cell state."""
ADDED = "kept", "written"
"""What the new cell state is the sum of."""
PASSAGE, HANDING, AFTER = 0.8, 1.0, 1.4
"""Seconds in which things come in, in which they are handed over, and for which the last picture is seen."""
LATE = 0.55, 1.0
"""In which part of the time of the last caption the mixture comes: all of it would be too slow to be seen."""
LAG, QUICKLY = 0.5, 0.5
"""How much later the next unit sets out, of many; the part of the time that h takes at leisure, where it is nothing new."""


class LSTMCoupled(CellState, ReaderFilm):
    """The question; what two gates may do and one may not; the gate of one unit; its slider, those of all; h; what it saves."""

    title = "LSTM with one gate for two"
    cell_kinds = ("lstm_coupled",)
    model = "reviews_lstm_coupled"
    needs = ("weight", "bias")
    longest = 40
    follows_a_word: ClassVar[bool] = True
    follows_a_unit: ClassVar[bool] = True
    text: ClassVar[str] = "This phone is not bad at all"
    speaks = CoupledWords
    road: CoupledRoad
    gates: TwoGates
    gate: Swatch
    """The gate of the followed unit, as it is beside the line."""

    def construct(self) -> None:
        self.ask()
        self.decide()
        self.weigh()
        self.propose()
        self.slide()
        self.slide_rest()
        self.show()
        self.answer()
        self.count_weights()

    @cached_property
    def numbers(self) -> CoupledNumbers:
        """How the numbers of the followed unit are printed, for each sum and product to hold as printed."""
        return CoupledNumbers(self.trace, self.step, self.unit)

    def row(self, name: str, at: tuple[float, float], note: str | Phrase = "", **options: Any) -> Row:
        """Return a quantity of this step as a row; of what is kept and what is written, the followed unit alone has a number."""
        here, printed = (name, (self.step, self.unit)), self.numbers.cells
        if name in ADDED or here in printed.without:
            seen = [self.unit] if name in ADDED else self.units
            options["printed"] = [unit for unit in seen if unit != self.unit or here not in printed.without]
        if here in printed.places:
            options["places"] = {self.unit: printed.places[here]}
        return super().row(name, at, note, **options)

    # -- the question ------------------------------------------------------------------------------------------------------

    def ask(self) -> None:
        """Show what was read so far, the verdict on it, the word to come, and the question."""
        self.act("the question")
        self.focus, theme = {"unit": self.unit}, self.theme
        self.cast_the_words()
        self.now = OneStep(self, time=self.step, unit=self.unit)
        self.road = CoupledRoad(self.row, theme=theme)
        self.road.old.number(self.read("unit_numbers"), self.unit)
        self.ribbon = self.sentence(self.step, large=True)
        self.panel = self.verdict_of(self.read("previous_probabilities", self.step))
        mark = self.blank((0.0, WIRE), "memory")
        highway = self.road.highway_but(mark)
        large = self.asked_large()
        asking = Wire(*self.asking(self.ribbon), (0.0, WIRE - UNDER), theme=theme, colour="writes")
        key = legends(self.frame.legend, theme=theme)
        self.add(key, self.road.old, large, highway, mark, self.ribbon, self.panel)
        says, fields = self.words.question()
        with self.beat(says, Light(mark, theme, run_time=LEAD), **fields) as room:
            self.play(Extend(asking, run_time=max(room, 1.6)))
        self.questions = VGroup(large, highway, mark, asking)
        self.admit_strangers(*(chip for time, chip in self.ribbon.shown.items() if not self.trace.known[time]))
        self.meet_unit(BEFORE)

    def asked_large(self) -> Paragraph:
        """Return the question, large, to the right of the cell state."""
        left, right = self.road.old.right + ROOM, self.frame.caption.right
        made = Paragraph(phrase(QUESTION), theme=self.theme, size=LARGE * self.theme.title, width=right - left)
        made.move_to((right - made.width / 2, HIGH, 0))
        return made

    # -- two gates, or one -------------------------------------------------------------------------------------------------

    def decide(self) -> None:
        """Show what an LSTM with two gates may do, and what is left of that with one."""
        self.act("two decisions")
        self.source = self.source_at(READS)
        self.gates = gates = TwoGates(self.source, theme=self.theme)
        with self.beat(self.words.twice(), *self.turn_from(self.questions)) as room:
            self.settle_sentence()
            self.play(*self.source.come((READS[0], READS[1] - 1.0), PASSAGE), *gates.open(PASSAGE))
            self.play_all(gates.come(max(0.45 * room, 1.8)))
            self.play(*gates.spread(max(0.35 * room, 1.2)))
        with self.beat(self.words.once(), Light(VGroup(*gates.weights.values()), self.theme, run_time=LEAD)) as room:
            self.play(*gates.couple(max(room, 2.0)))

    # -- one gate ----------------------------------------------------------------------------------------------------------

    def weigh(self) -> None:
        """Add up the followed unit's input gate, squash it, and put it on the line that is left."""
        self.act("one gate")
        self.follow(self.unit)
        road, made = self.road, self.now.sum_of("input", self.trace.declared.gates.index("input"))
        parts = list(zip(("from h", "from x", "bias"), (*made["parts"], made["bias"]), strict=True))
        sums = GateParts(parts, made["total"], road.entering, self.unit, notation=self.notation, theme=self.theme)
        says, fields = self.words.opening(made["parts"])
        self.gate = road.entering.fresh(self.unit).scale(TwoGates.SIZE)
        with self.beat(says, Light(self.source, self.theme, run_time=LEAD), **fields) as room:
            each = max(room - self.theme.quick, 3.6) / 4
            self.play_all(sums.come_out(1.6 * each))
            self.play_all(sums.squashed(0.9 * each))
            self.play_all(self.gates.take(self.gate, 1.5 * each))
        self.leaving = [Vanish(VGroup(sums.whole, self.gates.left), run_time=self.theme.quick)]

    def propose(self) -> None:
        """Let the line stand up below the followed unit; the same function makes all other gates, and another the candidate."""
        road, unit, source, gates = self.road, self.unit, self.source, self.gates
        with self.beat(self.words.others_pass(), *self.leaving) as room:
            place, slot = road.entering.place(unit), road.entering.cells[unit]
            x, y = float(self.gate.get_x()), float(self.gate.get_y())
            self.remove(self.gate)
            handed = Pass(slot, Path((x, y), (place[0], y), place), there=True, start=TwoGates.SIZE, run_time=HANDING)
            going = source.go(ASIDE, HANDING, by=[(READS[0], ASIDE[1])])
            self.play(gates.stand(road.old.place(unit)[0], TOP, FOOT, HANDING), handed, going)
            gate, candidate = (road.machine(name, source) for name in ("input", "candidate"))
            each = max(room - HANDING - 2 * BLINK, 2.2) / 2
            self.play(Appear(VGroup(gate.squash, candidate.squash), run_time=BLINK))
            self.play_all(gate.fill(road.entering, each, but=[unit], backward=True))
            self.play_all(candidate.fill(road.offer, each, backward=True))
        self.machines = VGroup(gate.whole, candidate.whole, source, source.called)

    # -- the slider --------------------------------------------------------------------------------------------------------

    def slide(self) -> None:
        """Let the followed unit slide between its old C and its candidate: each is scaled by its part of the gate, and added."""
        self.act("one slider")
        road, unit, theme = self.road, [self.unit], self.theme
        gates, parts = (road.entering, road.rest), (road.kept, road.written)
        look: dict[str, Any] = {"notation": self.notation, "theme": theme}
        self.sliders = sliders = CoupledSliders(road.old, road.offer, road.cell, gates, parts, **look)
        says, fields = self.words.slides()
        with self.beat(says, Vanish(self.machines, run_time=theme.quick), **fields) as room:
            self.open(1.2)
            self.play(*sliders.slide(unit, max(room - 1.6, 1.4)))
        with self.moment():
            self.worked = self.worked_out(road.offer.names.get_right()[0], WORKED)
            says, fields = self.words.weighed()
            with self.beat(says, **fields) as room:
                half = max(room, 4.0) / 2
                self.play(*sliders.share(unit, half), Appear(sliders.letter, run_time=theme.beat))
                self.play(*sliders.weigh(unit, half))
            says, fields = self.words.mixed()
            with self.beat(says, **fields) as room:
                self.play(*sliders.mix(unit, max(room - theme.beat, 2.2)))
                self.play(Appear(self.worked, run_time=theme.beat))

    def slide_rest(self) -> None:
        """Let all other units that are drawn do the same, one soon after the other."""
        sliders, rest = self.sliders, self.others(self.unit)
        if not rest:
            return
        with self.beat(self.words.all_slide()) as room:
            each = max(room, 3.2) / 4
            for move in (sliders.slide, sliders.share, sliders.weigh, sliders.mix):
                self.play(*move(rest, each, lag=LAG))

    def open(self, seconds: float) -> None:
        """Let the old C, the candidate and the gate between them go to their columns."""
        road, sliders = self.road, self.sliders
        rows, rail = (road.old, road.offer, road.entering), self.gates.rail
        bodies = VGroup(*(part for row in rows for part in (row.frame, row.strip)), road.entering.names)
        self.remove(*rows, *(cell for row in rows for cell in row.cells.values()), *(row.body for row in rows))
        self.add(bodies, road.old.names, road.old.numbers, road.offer.names)
        x, y = sliders.x(self.unit), float(rail.get_y())
        along = Go(rail, Path((float(rail.get_x()), y), (x, y)), run_time=seconds)
        self.play(*sliders.open(seconds), along, Vanish(bodies, run_time=BLINK))
        self.spotted = sliders.spot(self.unit)
        there = Appear(VGroup(sliders.tracks, sliders.scale.said, self.spotted), run_time=self.theme.quick)
        self.play(there, Vanish(rail, run_time=self.theme.quick))

    def worked_out(self, left: float, y: float, colour: str = "ink") -> Label:
        """Return the mixture of the followed unit as arithmetic, at the right, as large as there is room for it."""
        right, theme = self.frame.caption.right, self.theme
        for size in (theme.caption, theme.small, theme.numeral):
            label = Label(self.words.sum_up(), theme=theme, size=size, colour=colour)
            if label.width <= right - left - ROOM:
                break
        return label.sit_amid(right - label.width / 2, y)

    # -- h, and the verdict --------------------------------------------------------------------------------------------------

    def show(self) -> None:
        """Let the new C go into its row, and the output gate meet tanh of it: the new h."""
        self.act("output gate")
        road, sliders, quick = self.road, self.sliders, self.theme.quick
        road.turn_again()
        gone = VGroup(self.worked, road.old.names, road.offer.names, self.spotted)
        says, fields = self.words.shown()
        with self.beat(says, sliders.leave(LEAD), Vanish(gone, run_time=LEAD), **fields):
            self.play(*sliders.close(PASSAGE, old=False))
            self.add(*road.cell.cells.values())
            road.cell.number(self.read("unit_numbers"), self.unit)
            self.play(Appear(VGroup(road.cell.body, road.highway), run_time=quick))
            self.let_out(QUICKLY)

    def answer(self) -> None:
        """Show which way the followed unit pulled the verdict before the word, and beside it after."""
        self.act("the answer")
        self.follow(self.unit)
        unit, quick = self.unit, self.theme.quick
        tug = self.tug_of_war()
        self.before = self.row("previous_hidden", (LEFT, STANDING), where="right")
        old, new = self.before, self.road.hidden
        says, fields = self.words.pulls()
        with self.beat(says, *self.leaving, *self.stand(), **fields) as room:
            spots = VGroup(old.spot(unit), new.spot(unit))
            self.play(Appear(VGroup(self.titles, spots), run_time=quick), *(tug.come(each, quick) for each in tug.halves))
            for half, row in zip(tug.halves, (old, new), strict=True):
                self.play_all(half.tell(row, unit, max(0.5 * room - self.theme.quick, 1.7)))
        self.leaving = [Vanish(VGroup(tug.whole, *self.titles, spots, *old, *new), run_time=quick)]

    # -- what it saves -------------------------------------------------------------------------------------------------------

    def count_weights(self) -> None:
        """Show the blocks of weights that there are, and one more that is folded away; and what the word did."""
        self.act("what it saves")
        self.focus = {"unit": self.unit}
        gates = self.trace.declared.gates
        blocks = Blocks(
            {gate: self.read("weight", number) for number, gate in enumerate(gates)},
            self.read("block_counts"),
            "forget_gate",
            self.words.totals(),
            split=self.trace.hidden.shape[-1],
            notation=self.notation,
            theme=self.theme,
        )
        says, fields = self.words.saved()
        with self.beat(says, **fields) as room:
            self.play(*self.leaving, *blocks.come(max(0.5 * room, 2.2)))
            self.play(*blocks.fold(max(0.5 * room, 2.0)))
        says, fields = self.words.result()
        last = max(2.4, reading_time(phrase(says, **fields)) - AFTER)
        shown: list[Animation] = [
            self.sized(self.sentence(self.step, large=True)),
            self.panel_comes(self.read("probabilities", self.step)),
            Appear(self.worked_out(self.frame.caption.left, NOTED, "memory"), window=LATE, run_time=last),
        ]
        self.end(says, *shown, **dict[str, Any](fields))

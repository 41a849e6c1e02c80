"""One word through a GRU cell: one state that remembers and is shown, and a slider between the old and the new."""

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any, ClassVar

import numpy as np
from manim import VGroup, VMobject, rate_functions

from scenes.mobjects.legend import legends
from scenes.mobjects.motion import Appear, Leave, Reveal, Vanish
from scenes.mobjects.moves import Extend, Light, glide
from scenes.mobjects.notation.quantities import Notation
from scenes.mobjects.passing import Go
from scenes.mobjects.places import stays
from scenes.mobjects.reading import Phrase, Reading
from scenes.mobjects.sets.gru_road import ASIDE, BEFORE, READ, HRoad
from scenes.mobjects.sets.lstm_road import HIGH, LEFT, RIGHT, WIRE
from scenes.mobjects.sets.parts_of_one import PartsOfOne, UnitSum, WeighedParts
from scenes.mobjects.sets.same_machine import Source
from scenes.mobjects.sets.short_sum import ShortSum
from scenes.mobjects.sets.sliders import LAG, Sliders
from scenes.mobjects.sets.three_cells import Row, ThreeCells, blocks_of
from scenes.mobjects.text import Label
from scenes.mobjects.wires import Squash, Wire
from scenes.telling.conventions import Convention, convention_of
from scenes.telling.mix_words import MixWords
from scenes.telling.one_step import OneStep
from scenes.telling.one_word import RISES, UNITS
from scenes.telling.pace import LEAD, whole_frames
from scenes.telling.reader import ReaderFilm
from scenes.telling.records import Brief
from scenes.telling.two_jobs import ASK, PANEL, SHOWING, TwoJobs

STANDING, WORKED, TOP = 2.05, -1.93, 1.2
"""Heights: h before the word and after it, the mixture as arithmetic, and the heads of what three cells have."""
BLINK, PASSAGE, HANDING, LOOK, COMPARED = 0.2, 0.8, 0.6, 0.7, 4.2
"""Seconds: in which something is gone, things change places, h goes on; for which a result is seen, and cells are compared."""
COUNTED, BLOCKS, BLOCK = (0.75, -0.45), -2.2, (1.25, 0.72)
"""Heights of the rows of blocks of weights; where these begin, and how large each is."""
APART, OVER = 0.22, 1.52
"""From the badge to the key to the colours; the height at which that goes which r has let through."""


class GRUGates(TwoJobs, ReaderFilm):
    """The question; the reset gate, with its whole sum; candidate; slider; both ways to count; what that did; the answer."""

    title = "GRU, gate by gate"
    cell_kinds = ("gru", "gru_reset_after")
    model = "reviews_gru"
    needs = ("weight", "bias")
    longest = 40
    takes = ("convention",)
    follows_a_word: ClassVar[bool] = True
    follows_a_unit: ClassVar[bool] = True
    text: ClassVar[str] = "This phone is not bad at all"
    speaks = MixWords

    @classmethod
    def models_for(cls, asked: Mapping[str, str]) -> tuple[str, ...]:
        """Return the model of the convention that is asked for."""
        return (convention_of(asked.get("convention")).model,)

    @classmethod
    def check(cls, brief: Brief) -> None:
        """Raise :class:`UsageError` or :class:`TraceError` if this film cannot show the trace in the convention asked for."""
        super().check(brief)
        convention_of(brief.asked.get("convention"), brief.trace.lookup("cell_kind"))

    @cached_property
    def convention(self) -> Convention:
        """The convention that is shown: that asked for, or the first that the cell computes."""
        return convention_of(self.brief.asked.get("convention"), self.trace.cell_kind)

    @property
    def notation(self) -> Notation:
        """How the quantities are written in this convention."""
        return self.convention.notation

    @cached_property
    def masked_unit(self) -> int:
        """The unit whose past the reset gate masks most, of this word; where there is no past, the one that is followed."""
        before, after = (self.trace.lookup(key)[self.step] for key in self.words.masking)
        hidden = np.abs(before - after)
        return int(hidden.argmax()) if hidden.max() > 0 else self.unit

    @cached_property
    def units(self) -> tuple[int, ...]:
        """The units that are drawn as cells."""
        return tuple(self.trace.most_active(UNITS, among=(self.unit, self.masked_unit)))

    def construct(self) -> None:
        self.ask()
        self.count_blocks()
        self.weigh()
        self.mask()
        self.propose()
        self.mix()
        self.compare()
        self.answer()
        self.hand_over()

    # -- the question ------------------------------------------------------------------------------------------------------

    def ask(self) -> None:
        """Show what was read so far, the verdict on it, the word to come, and the two jobs of h."""
        self.act("the question")
        self.focus, theme = {"unit": self.unit}, self.theme
        self.cast_the_words()
        self.now = OneStep(self, time=self.step, unit=self.unit)
        self.road = HRoad(self.row, after=self.convention.after, keeps=self.convention.keeps, notation=self.notation, theme=theme)
        self.ribbon = self.sentence(self.step, large=True)
        self.panel = self.verdict_of(self.read("previous_probabilities", self.step))
        large, mark = self.asked_large(), self.blank((ASK, WIRE), "state")
        spelled = self.spelled()
        foot = self.road.old.foot
        look: dict[str, Any] = {"theme": theme, "colour": "state", "width": theme.bold}
        keeping = Wire((LEFT, foot), (LEFT, WIRE), (float(mark.get_left()[0]), WIRE), tip=False, **look)
        onward = Wire((float(mark.get_right()[0]), WIRE), (self.frame.caption.right, WIRE), **look)
        self.jobs = [Wire((LEFT, WIRE), (LEFT, SHOWING), (PANEL, SHOWING), **look)]
        key = legends(self.frame.legend, theme=theme)
        self.whose = self.badge(self.convention.badge, float(key.get_left()[0]) - APART)
        self.add(key, self.whose)
        self.add(self.road.old, large, spelled, mark, keeping, onward, self.ribbon, self.panel)
        says, fields = self.words.question()
        asking = self.asking(mark)
        with self.beat(says, Light(mark, theme, run_time=LEAD), **fields) as room:
            for each in asking:
                self.play(Extend(each, run_time=0.5 * max(room, 1.6)))
        self.named, self.questions = spelled, VGroup(large, mark, keeping, onward, *asking)
        self.admit_strangers(*(chip for time, chip in self.ribbon.shown.items() if not self.trace.known[time]))
        self.meet_unit()

    def count_blocks(self) -> None:
        """Show in how many blocks a GRU has its weights, beside those of an LSTM."""
        theme, rows = self.theme, VGroup()
        cells = ("LSTM", "lstm_block_count", "memory"), ("GRU", "block_count", "state")
        for y, (name, key, colour) in zip(COUNTED, cells, strict=True):
            called = stays(Label(name, theme=theme, size=theme.title, colour=colour).sit_amid(BLOCKS - 0.3, y, 1))
            rows.add(VGroup(called, blocks_of(self.value(key), (BLOCKS, y), BLOCK, theme=theme, colour=colour)))
        says, fields = self.words.saves()
        with self.beat(says, *self.turn_from(self.questions), **fields) as room:
            self.settle_sentence()
            windows = zip(rows, ((0.0, 0.5), (0.4, 1.0)), strict=True)
            self.play(*(Appear(row, window=window, run_time=max(room, 1.4)) for row, window in windows))
        self.leaving = [Vanish(rows, run_time=theme.quick)]

    # -- the reset gate ----------------------------------------------------------------------------------------------------

    def weigh(self) -> None:
        """Weigh h and x for the followed unit's reset gate, add up, squash."""
        self.act("reset gate")
        self.follow(self.unit)
        self.add_up("reset", [self.road.old], *self.leaving, pace=0.6)

    def mask(self) -> None:
        """Let h, or what weights made of it, go through the reset gate: first, slowly, the unit of which that hides most."""
        road, crossing, unit, quick = self.road, self.road.masking, self.masked_unit, self.theme.quick
        self.wires, self.source = crossing.wires(), self.source_at(ASIDE)
        machine, spots = road.machine("reset", self.source), self.spots(unit)
        weights = road.weights() if self.convention.after else VGroup()
        shown = [Appear(each, run_time=PASSAGE, rate_func=late(0.4, 0.9)) for each in (self.wires, crossing.operator)]
        back = [*self.leaving, Appear(road.old, run_time=PASSAGE, rate_func=late(0.3, 0.7))]
        with self.beat(self.words.others_pass(), *back, *([] if self.convention.after else shown)) as room:
            self.fill_gate(machine, road.gate)
            if not self.convention.after:
                self.bring(unit, spots, max(room - 2.8, 1.3))
        if self.convention.after:  # its wires would cross what waits to go into the gate
            with self.beat(self.words.weighed_first(), *shown) as room:
                self.weigh_first(weights, max(room - 1.3 - quick, 1.5))
                self.bring(unit, spots, 1.3)
        says, fields = self.words.masked(unit)
        with self.beat(says, **fields) as room:
            self.play(*crossing.cross(unit, max(0.45 * room, 1.2)), Appear(road.seen.body, run_time=quick))
            self.land(crossing, unit, max(0.4 * room, 1.0))
        self.follow(self.unit)
        self.mask_rest(spots)
        gone = VGroup(self.wires, crossing.operator, machine.whole, self.source, self.source.called, weights)
        self.leaving = [Vanish(VGroup(gone, *([road.weighed] if self.convention.after else [])), run_time=quick)]

    def spots(self, unit: int) -> VGroup:
        """Return the frames around a unit's cells that go through the reset gate."""
        rows = [self.road.old, *([self.road.weighed] if self.convention.after else []), self.road.gate]
        return VGroup(*(row.spot(unit) for row in rows))

    def mask_rest(self, spots: VGroup) -> None:
        """Let all other units go through the reset gate as one train; say what that does to the followed one."""
        unit, rest = self.unit, self.others(self.masked_unit)
        self.spotted = self.road.old.spot(unit)
        turn = [Vanish(spots, run_time=self.theme.quick), Appear(self.spotted, run_time=self.theme.quick)]
        if not rest:
            self.play(*turn)
            return
        says, fields = self.words.masked(unit) if unit in rest else (self.words.rest_passes(), {})
        with self.beat(says, *turn, **fields) as room:
            self.play(*self.road.masking.stream(rest, max(room, 2.4)))

    def bring(self, unit: int, spots: VGroup, seconds: float) -> None:
        """Let a unit come to the operator of the reset gate, in so many seconds, and follow it."""
        self.play(Appear(spots, run_time=self.theme.quick))
        self.follow(unit)
        self.play(*self.road.masking.dock(unit, seconds))

    def weigh_first(self, weights: VGroup, seconds: float) -> None:
        """Let h go through the weights, where the reset gate comes after them, in so many seconds."""
        road, quick = self.road, self.theme.quick
        self.play(
            *(
                Extend(each, run_time=0.4 * seconds) if isinstance(each, Wire) else Appear(each, run_time=quick)
                for each in weights
            )
        )
        cells = list(road.weighed.cells.values())
        filled = Reveal(VGroup(*cells), cells, lag=0.4, run_time=0.6 * seconds)
        self.play(Light(weights[1], self.theme, run_time=0.6 * seconds), Appear(road.weighed.body, run_time=quick), filled)

    # -- the candidate -----------------------------------------------------------------------------------------------------

    def propose(self) -> None:
        """Let the masked past and the word become the candidate: of the followed unit, by what is new in its sum, then of all."""
        self.act("candidate")
        road = self.road
        self.source = self.masked_source()
        machine = road.machine("candidate", self.source)
        sums = (self.add_parts if self.convention.after else self.weigh_parts)(machine.squash)
        says, fields = self.words.candidates()
        with self.beat(says, *self.leaving, **fields) as room:
            self.play_all(machine.fill(road.candidate, max(room, 1.4), but=[self.unit], backward=True))
        self.add(road.candidate)
        gone = VGroup(sums.whole, road.seen, machine.whole, self.source, self.source.called)
        self.leaving = [Vanish(gone, run_time=self.theme.quick)]

    def weigh_parts(self, squash: Squash) -> PartsOfOne:
        """Weigh the masked past and the word for the followed unit, lay what that makes tip to tail, squash it; return that."""
        road, made = self.road, UnitSum(*self.sum_in_parts("candidate", "masked past"), self.road.candidate, self.unit, squash)
        look: dict[str, Any] = {"by": "candidate_weight", "source": self.source, "notation": self.notation, "theme": self.theme}
        sums = WeighedParts(made, **look)
        coming = self.source.come((RIGHT, BEFORE[1] + 0.5), LEAD, large=1.3)
        with self.beat(self.words.offered(), *self.leaving, *coming) as room:
            reading, weighing, *coming_out = sums.weigh(max(0.6 * room, 2.6))
            self.play_all([reading, [*weighing, Vanish(road.gate, run_time=self.theme.quick)], *coming_out])
            self.play_all(sums.merge(max(0.4 * room, 2.0)))
        self.leaving = [Vanish(VGroup(sums.weights, sums.into), run_time=self.theme.quick)]
        return sums

    def add_parts(self, squash: Squash) -> PartsOfOne:
        """Lay what r lets through and what the word adds tip to tail, for the followed unit, and squash; return that."""
        road, unit = self.road, self.unit
        of_it = UnitSum(self.parts(), self.now.single("candidate_preactivation"), road.candidate, unit, squash)
        made = PartsOfOne(of_it, notation=self.notation, theme=self.theme)
        coming = self.source.come((RIGHT, BEFORE[1] + 0.5), LEAD, large=1.3)
        (x, y), door = road.seen.place(unit), (float(self.source.get_left()[0]), BEFORE[1])
        with self.beat(self.words.offered(), *self.leaving, *coming) as room:
            first, *rest = made.come([[(x, y), (x, OVER)], [door]], max(0.55 * room, 2.4))
            self.play_all([[*first, Vanish(road.gate, run_time=self.theme.quick)], *rest])
            self.play_all(made.merge(max(0.45 * room, 2.0)))
        self.leaving = []
        return made

    def sum_in_parts(self, gate: str, past: str) -> tuple[list[tuple[str, Reading]], Reading]:
        """Return what h, or the ``past``, the word and the bias add to the followed unit's sum of a gate, named, and the sum."""
        made = self.now.sum_of(gate, self.trace.declared.gates.index(gate))
        return list(zip((past, "word", "bias"), (*made["parts"], made["bias"]), strict=True)), made["total"]

    def masked_source(self) -> Source:
        """Return what the candidate reads: the masked past, and the word."""
        past, word = ("reset_recurrent", "candidate_input") if self.convention.after else ("reset_hidden", "inputs")
        stack = [*self.now.quantity(past).flat(), *self.now.quantity(word).flat()]
        look: dict[str, Any] = {"notation": self.notation, "theme": self.theme, "called": "masked past and “{word:short}”"}
        return Source(stack, self.trace.hidden.shape[-1], self.word, BEFORE, **look)

    def parts(self) -> list[tuple[str, Reading]]:
        """Return the parts of the sum of the followed unit's candidate, each with its name, where r comes after the weights."""
        return [("masked past", self.now.single("reset_recurrent")), ("word, bias", self.now.single("candidate_input"))]

    # -- the update gate ---------------------------------------------------------------------------------------------------

    def mix(self) -> None:
        """Let the update gate slide the followed unit between its old h and its candidate, and then all others."""
        self.act("update gate")
        road, unit, theme = self.road, self.unit, self.theme
        look: dict[str, Any] = {"keeps": self.convention.keeps, "notation": self.notation, "theme": theme, "followed": unit}
        self.sliders = sliders = Sliders(road.old, road.candidate, road.hidden, [road.update, road.other], **look)
        self.decide()
        says, fields = self.words.mixed()
        with self.moment():
            self.worked = self.line(self.words.sum_up())
            with self.beat(says, **fields) as room:
                self.play(*sliders.slide([unit], max(0.35 * room, 1.6)))
                self.play(*sliders.mix([unit], max(0.65 * room - theme.beat, 2.2)))
                self.play(Appear(self.worked, run_time=theme.beat))
            rest = self.others(unit)
            with self.beat(self.words.all_units()) as room:
                if rest:
                    self.play(*sliders.slide(rest, 1.0, lag=LAG))
                    self.play(*sliders.mix(rest, max(room - 1.0, 0.85 * (1 + LAG * (len(rest) - 1))), lag=LAG))

    def decide(self) -> None:
        """Add up the followed unit's update gate in short, squash that, make those of all others, and let all go to sliders."""
        road, quick = self.road, self.theme.quick
        self.source = self.source_at(READ)
        machine = road.machine("update", self.source)
        look: dict[str, Any] = {"notation": self.notation, "theme": self.theme}
        made = UnitSum(*self.sum_in_parts("update", "h"), road.update, self.unit, machine.squash)
        sums = ShortSum(made, **look)
        says, fields = self.words.slides()
        with self.beat(says, *self.leaving, **fields) as room:
            self.play(*self.source.come((READ[0], READ[1] + RISES), PASSAGE), Appear(machine.squash, run_time=PASSAGE))
            each = max(room - PASSAGE - 1.0, 3.0) / 3.6
            self.play(Light(self.source, self.theme, run_time=quick), *sums.come(1.4 * each))
            self.play_all(sums.squashed(1.2 * each))
            self.play_all(machine.fill(road.update, each, but=[self.unit]))
            self.open([machine.whole, sums.whole, self.source, self.source.called, self.spotted])

    def open(self, gone: list[VMobject]) -> None:
        """Let the old h, the candidate and the gate between them go to their columns."""
        road, sliders = self.road, self.sliders
        rows = road.old, road.candidate, road.update
        bodies = VGroup(*(part for row in rows for part in (row.frame, row.strip, row.numbers)), road.update.names)
        self.remove(*rows, *(cell for row in rows for cell in row.cells.values()), *(row.body for row in rows))
        self.add(bodies, road.old.names, road.candidate.names)
        self.play(*sliders.open(1.0), Vanish(VGroup(bodies, *gone), run_time=BLINK))
        self.spotted = sliders.spot(self.unit)
        self.play(Appear(VGroup(sliders.tracks, sliders.scale.said, self.spotted), run_time=self.theme.quick))

    def line(self, said: Phrase) -> Label:
        """Return what is written out, below the sliders at the right."""
        label = Label(said, theme=self.theme, size=self.theme.caption)
        return label.sit_amid(self.frame.caption.right - label.width / 2, WORKED)

    # -- conventions -------------------------------------------------------------------------------------------------------

    def compare(self) -> None:
        """Count z from the other end, as others do: other numbers at the same places, so that h stays the same."""
        self.act("conventions")
        self.focus = {"unit": self.unit}
        with self.beat(self.words.turned(), Leave(self.whose, run_time=BLINK)) as room:
            self.play_all(self.sliders.flip(max(room - LOOK, 2.0)))
            self.wait(whole_frames(LOOK))

    # -- the answer --------------------------------------------------------------------------------------------------------

    def stand(self) -> None:
        """Let both rows of h be where they stand at the end, at one height; nothing of them is on screen."""
        letters, self.names = VGroup(), self.road.old.names
        for row, at, where in ((self.road.old, (LEFT, STANDING), "right"), (self.road.hidden, (RIGHT, STANDING), "left")):
            x, y = row.at
            row.remove(row.names, row.numbers, row.strip, row.frame)  # these have faded
            row.moved(at)
            row.shift((at[0] - x, at[1] - y, 0))
            there = self.row(row.quantity.name, at, where=where)
            row.frame = there.frame
            row.add(there.frame)
            letters.add(there.names)
        self.titles = VGroup(letters, self.before_and_after(LEFT, RIGHT))

    def answer(self) -> None:
        """Show which way the followed unit pulled the verdict before the word, and beside it after."""
        self.act("what it did")
        road, sliders, unit, quick = self.road, self.sliders, self.unit, self.theme.quick
        gone = VGroup(self.worked, road.candidate.names, road.old.names, self.spotted)
        self.stand()
        tug, (old, new) = self.tug_of_war(), (road.old, road.hidden)
        says, fields = self.words.pulled()
        self.follow(unit)
        with self.beat(says, sliders.leave(quick), Vanish(gone, run_time=quick), **fields) as room:
            self.play(*sliders.close(1.0), Appear(self.whose, run_time=quick))
            self.add(*old.cells.values(), *new.cells.values())
            spots = VGroup(old.spot(unit), new.spot(unit))
            coming = [
                Appear(VGroup(old.frame, new.frame, self.titles, spots), run_time=quick),
                *(tug.come(each, quick) for each in tug.halves),
            ]
            self.play(*coming)
            self.play_all(tug.before.tell(old, unit, max(room - 1.5, 2.2)))
        says, fields = self.words.pulls()
        with self.beat(says, **fields) as room:
            self.play_all(tug.after.tell(new, unit, max(room - LOOK, 2.4)))
            self.wait(whole_frames(LOOK))
        going = VGroup(tug.whole, *self.titles, spots, *old.cells.values(), old.frame)
        self.leaving = [Vanish(going, run_time=BLINK)]

    # -- the next word -----------------------------------------------------------------------------------------------------

    def hand_over(self) -> None:
        """Answer the question beside the new h: what three cells carry, in how many blocks of weights, and what they rewrite."""
        self.act("the answer")
        says, fields = self.words.result()
        rows = [
            Row("RNN", "h", self.value("rnn_block_count"), "all of h", "muted"),
            Row("LSTM", "C, and h", self.value("lstm_block_count"), "a part of C, by gates f and i", "memory"),
            Row("GRU", "h alone", self.value("block_count"), "a part of h, by gate z", "state"),
        ]
        new, compared = self.road.hidden, ThreeCells(rows, TOP, theme=self.theme)
        letters = self.row("hidden", (LEFT, HIGH), "goes on").names
        row = VGroup(*new.cells.values(), new.frame)
        self.play(*self.leaving, Go(row, new.moved((LEFT, HIGH)), window=(0.25, 1.0), run_time=HANDING))
        shown = [
            Appear(VGroup(letters, self.asked_large()), run_time=self.theme.quick),
            Vanish(self.ribbon, run_time=self.theme.quick),
            *compared.come(COMPARED),
        ]
        self.end(says, *shown, **dict[str, Any](fields))


def late(start: float, end: float) -> Callable[[float], float]:
    """Return the pace of what happens from one part of the time to another."""
    pace: Callable[[float], float] = rate_functions.squish_rate_func(glide, start, end)
    return pace

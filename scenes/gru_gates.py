"""One word through a GRU cell: one state that remembers and is shown, and a slider between the old and the new."""

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any, ClassVar

import numpy as np
from manim import Animation, VGroup, VMobject, rate_functions

from scenes.mobjects.legend import legends
from scenes.mobjects.motion import Appear, Leave, Reveal, Vanish
from scenes.mobjects.moves import Extend, Light, glide
from scenes.mobjects.notation.quantities import Notation
from scenes.mobjects.reading import Phrase, Reading
from scenes.mobjects.sets.gru_road import ASIDE, BEFORE, READ, HRoad
from scenes.mobjects.sets.lstm_road import HIGH, LEFT, PAGE, RIGHT, WIRE
from scenes.mobjects.sets.parts_of_one import PartsOfOne
from scenes.mobjects.sets.same_machine import Source
from scenes.mobjects.sets.sliders import LAG, Sliders
from scenes.mobjects.sets.three_cells import Row, ThreeCells
from scenes.mobjects.sets.weighted_sum import WeightedSum
from scenes.mobjects.text import Label
from scenes.mobjects.wires import Wire
from scenes.telling.conventions import Convention, convention_of
from scenes.telling.mix_words import MixWords
from scenes.telling.one_step import OneStep
from scenes.telling.one_word import UNITS
from scenes.telling.pace import LEAD, whole_frames
from scenes.telling.reader import ReaderFilm
from scenes.telling.records import Brief
from scenes.telling.two_jobs import ASK, PANEL, SHOWING, TwoJobs

STANDING, WORKED, TOP = 2.05, -1.93, 1.2
"""Heights: h before the word and after it, the mixture as arithmetic, and the heads of what three cells have."""
BLINK, PASSAGE, LOOK, COMPARED = 0.2, 0.8, 0.7, 4.4
"""Seconds: in which something is gone, in which things change places; for which a result is seen; in which cells are compared."""
APART, FROM, OVER = 0.22, 2.7, 1.52
"""From the badge to the key to the colours; the x from where the masked past comes to be weighed, and the height at which that
goes which r has let through."""


class GRUGates(TwoJobs, ReaderFilm):
    """The question; reset gate and candidate, with their sums; the slider; what that did; both conventions; the answer."""

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
        self.weigh()
        self.mask()
        self.propose()
        self.mix()
        self.answer()
        self.compare()
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
        large, mark, of = self.asked_large(), self.blank((ASK, WIRE), "state"), self.of_word(self.step - 1)
        spelled = self.spelled()
        foot = self.road.old.foot
        look: dict[str, Any] = {"theme": theme, "colour": "state", "width": theme.bold}
        keeping = Wire((LEFT, foot), (LEFT, WIRE), (float(mark.get_left()[0]), WIRE), tip=False, **look)
        onward = Wire((float(mark.get_right()[0]), WIRE), (self.frame.caption.right, WIRE), **look)
        self.jobs = [Wire((LEFT, WIRE), (LEFT, SHOWING), (PANEL, SHOWING), **look)]
        key = legends(self.frame.legend, theme=theme, keys={"values": "sums"})
        self.whose = self.badge(self.convention.badge, float(key.get_left()[0]) - APART)
        self.add(key, self.whose)
        self.add(self.road.old, large, spelled, mark, keeping, onward, self.ribbon, self.panel, of)
        says, fields = self.words.question()
        asking = self.asking(mark)
        with self.beat(says, Light(mark, theme, run_time=LEAD), **fields) as room:
            for each in asking:
                self.play(Extend(each, run_time=0.5 * max(room, 1.6)))
        self.questions = VGroup(large, spelled, mark, keeping, onward, of, *asking)
        self.admit_strangers(*(chip for time, chip in self.ribbon.shown.items() if not self.trace.known[time]))
        self.meet_unit()

    # -- the reset gate ----------------------------------------------------------------------------------------------------

    def weigh(self) -> None:
        """Weigh h and x for the followed unit's reset gate, add up, squash."""
        self.act("reset gate")
        self.follow(self.unit)
        self.add_up("reset", [self.road.old], *self.turn_from(self.questions), pace=0.6)

    def mask(self) -> None:
        """Let h, or what weights made of it, go through the reset gate: first, slowly, the unit of which that hides most."""
        road, crossing, unit, quick = self.road, self.road.masking, self.masked_unit, self.theme.quick
        back: list[Animation] = [*self.leaving, Appear(road.old, run_time=PASSAGE, rate_func=late(0.3, 0.7))]
        self.wires = crossing.wires()
        weights = road.weights() if self.convention.after else VGroup()
        if self.convention.after:
            self.weigh_first(weights, back)
            back = []
        self.source = self.source_at(ASIDE)
        machine, spots = road.machine("reset", self.source), self.spots(unit)
        back += [Appear(each, run_time=PASSAGE, rate_func=late(0.4, 0.9)) for each in (self.wires, crossing.operator)]
        with self.beat(self.words.others_pass(), *back) as room:
            self.fill_gate(machine, road.gate)
            self.play(Appear(spots, run_time=quick))
            self.follow(unit)
            self.play(*crossing.dock(unit, max(room - 2.8, 1.3)))
        says, fields = self.words.masked(unit)
        with self.beat(says, **fields) as room:
            self.play(*crossing.cross(unit, max(0.45 * room, 1.2)), Appear(road.seen.body, run_time=quick))
            self.land(crossing, unit, max(0.4 * room, 1.0))
        self.follow(self.unit)
        self.mask_rest(spots)
        gone = VGroup(self.wires, crossing.operator, road.gate, machine.whole, self.source, self.source.called, weights)
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

    def weigh_first(self, weights: VGroup, back: list[Animation]) -> None:
        """Let h go through the weights, where the reset gate comes after them."""
        road, quick = self.road, self.theme.quick
        with self.beat(self.words.weighed_first(), *back) as room:
            self.play(
                *(
                    Extend(each, run_time=0.4 * room) if isinstance(each, Wire) else Appear(each, run_time=quick)
                    for each in weights
                )
            )
            cells = list(road.weighed.cells.values())
            filled = Reveal(VGroup(*cells), cells, lag=0.4, run_time=0.6 * room)
            self.play(Light(weights[1], self.theme, run_time=0.6 * room), Appear(road.weighed.body, run_time=quick), filled)

    # -- the candidate -----------------------------------------------------------------------------------------------------

    def propose(self) -> None:
        """Let the masked past and the word become the candidate: of the followed unit, part by part, then of all."""
        self.act("candidate")
        road, quick = self.road, self.theme.quick
        self.source = self.masked_source()
        machine = road.machine("candidate", self.source)
        if self.convention.after:
            self.add_parts()
        else:
            self.add_products()
        says, fields = self.words.candidates()
        with self.beat(says, *self.leaving, **fields) as room:
            if not self.convention.after:
                self.fill_gate(machine, road.candidate, max(room - 1.4, 1.0))
            else:
                self.play(Appear(machine.squash, run_time=BLINK))
                self.play_all(machine.fill(road.candidate, max(room - BLINK, 1.4), but=[self.unit], backward=True))
        self.add(road.candidate)
        seen = [road.seen] if self.convention.after else []
        self.leaving = [Vanish(VGroup(*seen, machine.whole, self.source, self.source.called), run_time=quick)]

    def add_products(self) -> None:
        """Weigh the masked past and x for the followed unit, add up, squash."""
        road, theme, split, past = self.road, self.theme, self.trace.hidden.shape[-1], "reset_hidden"
        how: dict[str, Any] = {"name": "candidate_weight", "function": "tanh", "past": past, "called": "past"}
        parts = self.now.sum_of("candidate", self.trace.declared.gates.index("candidate"), past=past)
        self.sums = sums = WeightedSum(split=split, notation=self.notation, theme=theme, **parts, **how)
        away = [Leave(each, run_time=theme.quick) for each in (road.seen, road.old, self.spotted)]
        coming = sums.come(0, 1.0, after=0.25, start=(FROM, WIRE))
        with self.beat(self.words.offered(), *self.leaving, *away, *coming) as room:
            self.play_all(sums.weigh(0, slowly=False, pace=max(room / 2.6, 0.8)))
        says, fields = self.words.proposed()
        with self.beat(says, **fields):
            self.join(0.6)
        back = Appear(VGroup(road.old, self.spotted), run_time=PASSAGE, rate_func=late(0.4, 0.8))
        self.leaving = [sums.gone(run_time=theme.quick), back]

    def add_parts(self) -> None:
        """Lay what r lets through and what the word adds tip to tail, for the followed unit, and squash."""
        road, unit = self.road, self.unit
        parts, total = self.parts(), self.now.single("candidate_preactivation")
        made = PartsOfOne(parts, total, road.candidate, unit, notation=self.notation, theme=self.theme)
        coming = self.source.come((RIGHT, BEFORE[1] + 0.5), LEAD, large=1.3)
        (x, y), door = road.seen.place(unit), (float(self.source.get_left()[0]), BEFORE[1])
        with self.beat(self.words.offered(), *self.leaving, *coming) as room:
            self.play_all(made.come([[(x, y), (x, OVER)], [door]], max(room, 2.6)))
        says, fields = self.words.proposed()
        with self.beat(says, **fields) as room:
            self.play_all(made.merge(max(room, 2.4)))
        self.leaving = [Vanish(made.squash, run_time=self.theme.quick)]

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
        self.source = self.source_at(READ)
        machine, gates = road.machine("update", self.source), [road.update, road.other]
        look: dict[str, Any] = {"keeps": self.convention.keeps, "notation": self.notation, "theme": theme}
        self.sliders = sliders = Sliders(road.old, road.candidate, road.hidden, gates, **look)
        says, fields = self.words.slides()
        with self.beat(says, *self.leaving, **fields) as room:
            self.play(*self.source.come((READ[0] + PAGE, READ[1]), PASSAGE), Appear(machine.squash, run_time=PASSAGE))
            self.play_all(machine.fill(road.update, max(room - PASSAGE - 1.2, 1.0)))
            self.open([machine.whole, self.source, self.source.called, self.spotted])
        says, fields = self.words.mixed()
        with self.moment():
            self.worked = self.line(self.words.sum_up())
            with self.beat(says, **fields) as room:
                self.play(*sliders.slide([unit], 1.0))
                self.play(*sliders.mix([unit], max(room - 1.7, 1.6)))
                self.play(Appear(self.worked, run_time=theme.beat))
            rest = self.others(unit)
            with self.beat(self.words.all_units()) as room:
                if rest:
                    self.play(*sliders.slide(rest, 1.0, lag=LAG))
                    self.play(*sliders.mix(rest, max(room - 1.0, 0.75 * (1 + LAG * (len(rest) - 1))), lag=LAG))

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

    # -- the answer --------------------------------------------------------------------------------------------------------

    def stand(self) -> None:
        """Let both rows of h be where they stand at the end, at one height; nothing of them is on screen."""
        letters, self.names = VGroup(), self.road.old.names
        for row, at, where in ((self.road.old, (LEFT, STANDING), "right"), (self.road.hidden, (RIGHT, STANDING), "left")):
            x, y = row.at
            row.remove(row.names, row.numbers)
            row.moved(at)
            row.shift((at[0] - x, at[1] - y, 0))
            letters.add(self.row(row.quantity.name, at, where=where).names)
        self.titles = VGroup(letters, self.before_and_after(LEFT, RIGHT))

    def answer(self) -> None:
        """Show which way the followed unit pulled the verdict before the word, and beside it after."""
        self.act("what it did")
        road, sliders, unit, quick = self.road, self.sliders, self.unit, self.theme.quick
        gone = VGroup(self.worked, road.candidate.names, road.old.names, self.spotted)
        self.stand()
        tug, (old, new) = self.tug_of_war(), (road.old, road.hidden)
        says, fields = self.words.pulled()
        with self.beat(says, sliders.leave(quick), Vanish(gone, run_time=quick), **fields) as room:
            self.play(*sliders.close(1.2))
            self.add(*old.cells.values(), *new.cells.values())
            spots = VGroup(old.spot(unit), new.spot(unit))
            bodies = VGroup(*(part for row in (old, new) for part in (row.frame, row.strip)))
            coming = [Appear(VGroup(bodies, self.titles, spots), run_time=quick), *(tug.come(each, quick) for each in tug.halves)]
            self.play(*coming)
            self.play_all(tug.before.tell(old, unit, max(room - 1.5, 2.2)))
        says, fields = self.words.pulls()
        with self.beat(says, **fields) as room:
            self.play_all(tug.after.tell(new, unit, max(room - LOOK, 2.4)))
            self.wait(whole_frames(LOOK))
        self.leaving = [Vanish(VGroup(tug.whole, *self.titles, spots), run_time=BLINK)]

    # -- conventions -------------------------------------------------------------------------------------------------------

    def compare(self) -> None:
        """Count z from the other end, as others do: other numbers, the same h, which goes to where the old one was."""
        self.act("conventions")
        self.focus = {"unit": self.unit}
        road, old, new = self.road, self.road.old, self.road.hidden
        look: dict[str, Any] = {"keeps": self.convention.keeps, "notation": self.notation, "theme": self.theme}
        again = Sliders(old, road.candidate, new, [road.update, road.other], **look)
        self.remove(new, old, *new.cells.values(), *(part for row in (old, new) for part in (row.frame, row.strip)))
        bodies = VGroup(*old.cells.values(), old.frame, old.strip), VGroup(new.frame, new.strip)
        self.add(*bodies)
        going = [Leave(each, run_time=BLINK) for each in (*bodies, self.whose)]
        self.play(*self.leaving)
        with self.beat(self.words.turned(), *going, *again.come_back(LEAD)) as room:
            self.play(*again.slide(self.units, 0.8), Appear(VGroup(again.tracks, again.scale.said), run_time=BLINK))
            self.play_all(again.flip(max(room - 0.8, 1.8)))
        x, y = new.at
        new.moved((LEFT, HIGH))
        new.shift((LEFT - x, HIGH - y, 0))
        self.play(again.leave(self.theme.quick))
        self.play(*again.close(0.8, old=False, new=False), Appear(self.whose, run_time=self.theme.quick))
        self.add(*new.cells.values())

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
        shown = [
            Appear(VGroup(new.frame, new.strip, letters, self.asked_large()), run_time=self.theme.quick),
            Vanish(self.ribbon, run_time=self.theme.quick),
            *compared.come(COMPARED),
        ]
        self.end(says, *shown, **dict[str, Any](fields))


def late(start: float, end: float) -> Callable[[float], float]:
    """Return the pace of what happens from one part of the time to another."""
    pace: Callable[[float], float] = rate_functions.squish_rate_func(glide, start, end)
    return pace

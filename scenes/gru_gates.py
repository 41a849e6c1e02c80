"""One word through a GRU cell: one state that remembers and is shown, and a slider between the old and the new."""

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any, ClassVar

from manim import Animation, VGroup, VMobject, rate_functions

from scenes.mobjects.legend import legends
from scenes.mobjects.motion import Appear, Reveal, Shade, Vanish
from scenes.mobjects.moves import Extend, Light, Path, glide
from scenes.mobjects.notation.quantities import Notation
from scenes.mobjects.passing import Go, Pass
from scenes.mobjects.reading import Phrase, Reading, phrase
from scenes.mobjects.sets.gru_road import ASIDE, BEFORE, READ, HRoad
from scenes.mobjects.sets.lstm_road import HIGH, LEFT, PAGE, RIGHT, WIRE
from scenes.mobjects.sets.parts_of_one import PartsOfOne
from scenes.mobjects.sets.same_machine import Source
from scenes.mobjects.sets.sliders import Sliders
from scenes.mobjects.shapes import Box
from scenes.mobjects.text import Label
from scenes.mobjects.wires import Wire
from scenes.telling.conventions import Convention, convention_of
from scenes.telling.mix_words import MixWords
from scenes.telling.one_step import OneStep
from scenes.telling.one_word import OneWord
from scenes.telling.pace import LEAD, reading_time, whole_frames
from scenes.telling.reader import ReaderFilm
from scenes.telling.records import Brief

QUESTION = "Can one state do both jobs?"
ASKING, SHOWING, BRIDGE = -1.08, -0.15, 0.12
"""Heights of wires of the opening: from the word, and to the verdict; and how far one stops before another one."""
ASK, PANEL, OVER = 0.0, 2.1, 0.33
"""The x of what is asked for, and where the verdict begins; how far over a wire its name is."""
STANDING, WORKED, NEAR = 2.05, -1.93, 0.25
"""Heights: h before the word and after it; the mixture as arithmetic; and how near to a row that may come."""
BLINK, PASSAGE, AFTER, LOOK = 0.2, 0.8, 1.8, 0.7
"""Seconds: in which something is gone, in which things change places; for which the last picture and a result are seen."""
APART = 0.22
"""From the badge to the key to the colours."""


class GRUGates(OneWord, ReaderFilm):
    """The question; the reset gate, with its sum; the candidate; the update gate, a slider; both conventions; the answer."""

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

    def construct(self) -> None:
        self.ask()
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
        large, mark = Label(QUESTION, theme=theme, size=1.25 * theme.title), self.blank((ASK, WIRE), "state")
        large.sit_amid(self.frame.caption.right - large.width / 2, HIGH)
        foot = self.road.old.foot
        look: dict[str, Any] = {"theme": theme, "colour": "state", "width": theme.bold}
        keeping = Wire((LEFT, foot), (LEFT, WIRE), (float(mark.get_left()[0]), WIRE), tip=False, **look)
        onward = Wire((float(mark.get_right()[0]), WIRE), (self.frame.caption.right, WIRE), **look)
        self.jobs = [Wire((LEFT, WIRE), (LEFT, SHOWING), (PANEL, SHOWING), **look)]
        key = legends(self.frame.legend, theme=theme, keys={"values": "sums"})
        self.add(key, self.badge(float(key.get_left()[0]) - APART))
        self.add(self.road.old, large, mark, keeping, onward, self.ribbon, self.panel)
        says, fields = self.words.question()
        asking = self.asking(mark)
        with self.beat(says, Light(mark, theme, run_time=LEAD), **fields) as room:
            for each in asking:
                self.play(Extend(each, run_time=0.5 * max(room, 1.6)))
        self.questions = VGroup(large, mark, keeping, onward, *asking)
        self.admit_strangers(*(chip for time, chip in self.ribbon.shown.items() if not self.trace.known[time]))
        self.meet_unit()

    def badge(self, right: float) -> VGroup:
        """Return what says which convention is shown, up to an x."""
        theme, y = self.theme, self.frame.header.y
        said = Label(self.convention.badge, theme=theme, size=theme.small, colour="muted")
        look: dict[str, Any] = {"stroke_color": theme.line, "stroke_width": theme.thin}
        box = Box(width=said.width + 0.26, height=0.36, corner_radius=0.12, **look)
        box.move_to((right - box.width / 2, y, 0))
        return VGroup(box, said.sit_amid(right - box.width / 2, y))

    def asking(self, mark: VGroup) -> list[Wire]:
        """Return the way from the word in the sentence to what is asked for, in two pieces: another wire will go between."""
        chip = self.ribbon.current
        x, foot = float(chip.get_x()), float(mark.get_bottom()[1])
        look: dict[str, Any] = {"theme": self.theme, "colour": "word"}
        below = Wire((x, float(chip.get_top()[1]) + 0.06), (x, ASKING), (ASK, ASKING), (ASK, SHOWING - BRIDGE), tip=False, **look)
        return [below, Wire((ASK, SHOWING + BRIDGE), (ASK, foot), **look)]

    def meet_unit(self) -> None:
        """Let the followed unit go both ways that h goes; say what it holds, and for which verdict it speaks."""
        old, unit, theme = self.road.old, self.unit, self.theme
        spotted, place = old.spot(unit), old.place(unit)
        x = place[0]
        ways = [
            Path(place, (x, WIRE), (ASK - 0.9, WIRE)),
            Path(place, (x, WIRE), (LEFT, WIRE), (LEFT, SHOWING), (PANEL - 0.5, SHOWING)),
        ]
        names = self.both_jobs()
        with self.beat(
            self.words.jobs(), Appear(spotted, run_time=theme.quick), *(Extend(each, run_time=LEAD) for each in self.jobs)
        ) as room:
            for way, name in zip(ways, names, strict=True):
                self.play(
                    Pass(old.fresh(unit), way, leaves=True, end=0.5, sized=(0.0, 0.12), run_time=max(0.45 * room, 1.2)),
                    Appear(name, run_time=theme.quick),
                )
        self.questions.add(spotted, *self.jobs, *names)

    def both_jobs(self) -> list[Label]:
        """Return what is written at the two ways that h goes."""
        places = (("it remembers", ASK + 0.8, WIRE), ("the verdict reads it", LEFT + 0.25, SHOWING))
        look: dict[str, Any] = {"theme": self.theme, "size": self.theme.label, "colour": "muted"}
        return [Label(said, **look).sit_amid(x, y + OVER, -1) for said, x, y in places]

    # -- the reset gate ----------------------------------------------------------------------------------------------------

    def weigh(self) -> None:
        """Weigh h and x for the followed unit's reset gate, add up, squash."""
        self.act("reset gate")
        self.follow(self.unit)
        self.add_up("reset", [self.road.old], *self.turn_from(self.questions))

    def mask(self) -> None:
        """Let h, or what weights made of it, go through the reset gate, the followed unit last: what the candidate will see."""
        road, crossing, unit, quick = self.road, self.road.masking, self.unit, self.theme.quick
        back: list[Animation] = [*self.leaving, Appear(road.old, run_time=PASSAGE, rate_func=late(0.5, 1.0))]
        self.wires = crossing.wires()
        weights = road.weights() if self.convention.after else VGroup()
        if self.convention.after:
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
            back = []
        self.source = self.source_at(ASIDE)
        machine, rest = road.machine("reset", self.source), self.others(unit)
        back += [Appear(each, run_time=PASSAGE, rate_func=late(0.6, 1.0)) for each in (self.wires, crossing.operator)]
        with self.beat(self.words.others_pass(), *back) as room:
            self.fill_gate(machine, road.gate)
            self.play(Appear(road.seen.body, run_time=quick))
            self.play(*crossing.stream(rest, max(room - 2.8, 1.8 if rest else 0.3)))
        self.spotted, spots = road.old.spot(unit), VGroup(*([road.weighed.spot(unit)] if self.convention.after else []))
        says, fields = self.words.passes()
        with self.beat(says, *(Appear(each, run_time=quick) for each in (self.spotted, *spots)), **fields) as room:
            self.play(*crossing.dock(unit, max(0.4 * room, 1.3)))
            self.play(*crossing.cross(unit, max(0.3 * room, 0.9)))
            self.land(crossing, unit, max(0.3 * room, 0.8))
        gone = VGroup(self.wires, crossing.operator, road.gate, machine.whole, self.source, self.source.called, spots, weights)
        self.leaving = [Vanish(VGroup(gone, *([road.weighed] if self.convention.after else [])), run_time=quick)]

    # -- the candidate -----------------------------------------------------------------------------------------------------

    def propose(self) -> None:
        """Let the masked past and the word become the candidate; of the followed unit, part by part."""
        self.act("candidate")
        road, unit, quick = self.road, self.unit, self.theme.quick
        self.source = self.masked_source()
        parts = self.parts()
        made = PartsOfOne(parts, road.candidate, unit, notation=self.notation, theme=self.theme)
        machine = road.machine("candidate", self.source)
        says, fields = self.words.offered()
        coming = self.source.come((RIGHT, BEFORE[1] + 0.5), LEAD, large=1.3)
        shown = [cell for each, cell in road.seen.cells.items() if each not in self.words.hiding()]
        coming += [Shade(each, self.theme.dimmed, run_time=LEAD) for each in shown]
        with self.beat(says, *self.leaving, *coming, **fields) as room:
            self.play(Appear(machine.squash, run_time=BLINK), *(Shade(each, 1.0, run_time=self.theme.beat) for each in shown))
            self.play_all(machine.fill(road.candidate, max(room - BLINK, 1.4), but=[unit], backward=True))
        says, fields = self.words.proposed(tuple(reading for _, reading in parts))
        with self.beat(says, **fields) as room:
            self.play_all(made.come((float(self.source.get_left()[0]), BEFORE[1]), max(0.55 * room, 1.8)))
            self.play_all(made.merge(max(0.45 * room, 1.5)))
        gone = VGroup(road.seen, made.squash, machine.whole, self.source, self.source.called)
        self.add(road.candidate)
        self.leaving = [Vanish(gone, run_time=quick)]

    def masked_source(self) -> Source:
        """Return what the candidate reads: the masked past, and the word."""
        past, word = ("reset_recurrent", "candidate_input") if self.convention.after else ("reset_hidden", "inputs")
        stack = [*self.now.quantity(past).flat(), *self.now.quantity(word).flat()]
        look: dict[str, Any] = {"notation": self.notation, "theme": self.theme, "called": "masked past and “{word:short}”"}
        return Source(stack, self.trace.hidden.shape[-1], self.word, BEFORE, **look)

    def parts(self) -> list[tuple[str, Reading]]:
        """Return the parts of the sum of the followed unit's candidate, each with its name."""
        now, single, bias = self.now, self.now.single, 2
        if self.convention.after:
            return [("masked past", single("reset_recurrent")), ("word, bias", single("candidate_input"))]
        past, word = single("weighted_hidden", bias), single("weighted_words", bias)
        return [("masked past", past), ("word", word), ("bias", self.value("bias", bias, now.unit))]

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
                self.play(*sliders.mix([unit], max(room - 1.0, 1.6)), Appear(self.worked, run_time=theme.beat))
            rest = self.others(unit)
            with self.beat(self.words.all_units()) as room:
                if rest:
                    self.play(*sliders.slide(rest, 1.0))
                    self.play(*sliders.mix(rest, max(room - 1.0, 1.8)))

    def open(self, gone: list[VMobject]) -> None:
        """Let the old h, the candidate and the gate between them go to their columns."""
        road, sliders = self.road, self.sliders
        rows = road.old, road.candidate, road.update
        bodies = VGroup(*(part for row in rows for part in (row.frame, row.strip)), road.update.names)
        self.remove(*rows, *(cell for row in rows for cell in row.cells.values()), *(row.body for row in rows))
        self.add(bodies, road.old.names, road.candidate.names)
        self.play(*sliders.open(1.0), Vanish(VGroup(bodies, *gone), run_time=BLINK))
        self.spotted = sliders.spot(self.unit)
        self.play(Appear(VGroup(sliders.tracks, sliders.scale.said, self.spotted), run_time=self.theme.quick))

    def line(self, said: Phrase) -> Label:
        """Return what is written out, below the sliders at the right."""
        label = Label(said, theme=self.theme, size=self.theme.caption)
        return label.sit_amid(self.frame.caption.right - label.width / 2, WORKED)

    def compare(self) -> None:
        """Count z from the other end: other numbers, the same h; and say that the place of the reset gate does matter."""
        self.act("conventions")
        road, sliders = self.road, self.sliders
        with self.beat(self.words.turned()) as room:
            self.play_all(sliders.flip(max(room - 0.4, 2.0)))
        self.stand()
        gone = VGroup(self.worked, road.candidate.names, self.names, self.spotted)
        with self.beat(self.words.elsewhere(), sliders.leave(LEAD), Vanish(gone, run_time=LEAD)) as room:
            self.play(*sliders.close(max(room, 1.8)))
            self.add(*road.old.cells.values(), *road.hidden.cells.values())

    # -- the answer --------------------------------------------------------------------------------------------------------

    def stand(self) -> None:
        """Let both rows of h be where they stand at the end, at one height; nothing of them is on screen."""
        letters, self.names = VGroup(), self.road.old.names
        for row, at, where in ((self.road.old, (LEFT, STANDING), "right"), (self.road.hidden, (RIGHT, STANDING), "left")):
            x, y = row.at
            row.remove(row.names)
            row.moved(at)
            row.shift((at[0] - x, at[1] - y, 0))
            letters.add(self.row(row.quantity.name, at, where=where).names)
        self.titles = VGroup(letters, self.before_and_after(LEFT, RIGHT))

    def answer(self) -> None:
        """Show which way the followed unit pulled the verdict before the word, and beside it after."""
        self.act("the answer")
        self.follow(self.unit)
        unit, quick = self.unit, self.theme.quick
        tug, (old, new) = self.tug_of_war(), (self.road.old, self.road.hidden)
        says, fields = self.words.pulls()
        spots = VGroup(old.spot(unit), new.spot(unit))
        bodies = VGroup(*(part for row in (old, new) for part in (row.frame, row.strip)))
        coming = [Appear(VGroup(bodies, self.titles, spots), run_time=quick), *(tug.come(each, quick) for each in tug.halves)]
        with self.beat(says, *coming, **fields) as room:
            for half, row in zip(tug.halves, (old, new), strict=True):
                self.play_all(half.tell(row, unit, max(0.5 * room, 2.4)))
            self.wait(whole_frames(LOOK))
        self.leaving = [Vanish(VGroup(tug.whole, *self.titles, spots), run_time=quick)]

    # -- the next word -----------------------------------------------------------------------------------------------------

    def hand_over(self) -> None:
        """Let the new h slide to the left, where it is the old h of what comes next, and both its jobs are done."""
        old, new = self.road.old, self.road.hidden
        says, fields = self.words.result()
        last = max(3.2, reading_time(phrase(says, **fields)) - AFTER)
        look: dict[str, Any] = {"theme": self.theme, "colour": "state", "width": self.theme.bold}
        to_left = Go(new, new.moved((LEFT, HIGH)), run_time=PASSAGE)
        away = Go(old, Path(old.at, (old.at[0] - PAGE, old.at[1])), leaves=True, run_time=PASSAGE)
        there = self.row("hidden", (LEFT, HIGH), "goes on")
        wires = [
            Wire((LEFT, new.foot), (LEFT, WIRE), (self.frame.caption.right, WIRE), **look),
            Wire((LEFT, WIRE), (LEFT, SHOWING), (PANEL, SHOWING), **look),
        ]
        panel = self.verdict_of(self.read("probabilities", self.step))
        x, y = float(panel.get_x()), float(panel.get_y())
        shown = [
            *self.leaving,
            away,
            to_left,
            self.sized(self.sentence(self.step, large=True)),
            *(Extend(each, run_time=last, rate_func=late(0.3, 0.6)) for each in wires),
            *(Appear(each, run_time=last, rate_func=late(0.35, 0.6)) for each in (there.names, *self.both_jobs())),
            Pass(panel, Path((x + PAGE, y), (x, y)), window=(0.45, 0.8), run_time=last),
            Appear(self.note(there.right), run_time=last, rate_func=late(0.7, 1.0)),
        ]
        self.end(says, *shown, **dict[str, Any](fields))

    def note(self, left: float) -> Label:
        """Return what became of the followed unit, to the right of what ends at ``left``."""
        right, theme = self.frame.width / 2, self.theme
        for size in (theme.caption, theme.small, theme.numeral):
            label = Label(self.words.sum_up(), theme=theme, size=size, colour="state")
            if label.width <= right - left - NEAR:
                break
        return label.sit_amid(right - label.width / 2, HIGH)


def late(start: float, end: float) -> Callable[[float], float]:
    """Return the pace of what happens from one part of the time to another."""
    pace: Callable[[float], float] = rate_functions.squish_rate_func(glide, start, end)
    return pace

"""One word through a gated cell: which word and unit a film follows, and the pieces that it is told with."""

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

import numpy as np
from manim import Animation, VGroup, VMobject

from scenes.mobjects.bars import Verdict
from scenes.mobjects.motion import Appear, Leave, Vanish
from scenes.mobjects.moves import Path
from scenes.mobjects.notation.equations import Equation
from scenes.mobjects.passing import Go, Pass
from scenes.mobjects.places import kept_for, named
from scenes.mobjects.reading import Phrase, Reading, Readings, phrase
from scenes.mobjects.sets.crossing import Crossing
from scenes.mobjects.sets.rows import Row
from scenes.mobjects.sets.same_machine import Machine, Source
from scenes.mobjects.sets.tug import Pull, Tug
from scenes.mobjects.sets.weighted_sum import WeightedSum
from scenes.mobjects.shapes import Box
from scenes.mobjects.text import Label, settled
from scenes.mobjects.tokens import Ribbon
from scenes.telling.gate_words import LITTLE, GateWords
from scenes.telling.one_step import OneStep
from scenes.telling.recall_words import spelled

if TYPE_CHECKING:
    from scenes.telling.reader import ReaderFilm as Film
else:
    Film = object  # what films are is said where one is made, so that none is more than three classes deep

__all__ = ["BLINK", "HANDING", "RISES", "SMALL", "TURNING", "UNITS", "OneWord"]

T = TypeVar("T", bound=Tug)
UNITS = 6
"""So many units are drawn as cells at the most."""
RIBBON, SENTENCE, HERO = -2.55, -1.85, 1.5
"""Heights of the sentence: as a ribbon, and in the opening; and how many times as large it is there."""
TITLES = 2.8
"""The height of what is written over h before the word and after it."""
PANEL, LOWEST, SAID, OVER, BARS = -0.3, -0.84, 0.22, 0.7, 4.2
"""The height of the middle of the verdict and of its lowest bar, at least; how far over it, at most, its word is; its bars' x."""
SMALL = 0.15
"""How small h is where it comes out of a word, as a part of what it is in its row."""
TURNING = -2.0
"""Where turns what has come out of its word."""
BLINK, HANDING, RISES = 0.2, 0.9, 0.9
"""Seconds: in which something is gone, and in which the first value of a gate goes to its row, and then h and the word to where
the others are made of them; and from how far up or down what a gate reads comes: within the frame."""


class OneWord(Film):
    """What a film of one step of a gated cell has, beside what every film of a reader has; it follows one of its units."""

    speaks: ClassVar[type[GateWords]] = GateWords
    """The captions that depend on the trace."""
    now: OneStep
    """What is read of the step."""
    ribbon: Ribbon
    """The sentence as it is on screen."""
    panel: Verdict
    """The verdict as it is on screen."""
    road: Any
    """The rows of the step, and its machines."""
    source: Source
    """What the gates read, as it is on screen."""

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
    def words(self) -> Any:
        """What is said of this step."""
        return self.speaks(self, time=self.step, unit=self.unit)

    def others(self, unit: int) -> list[int]:
        """Return the units that are drawn, but for one."""
        return [each for each in self.units if each != unit]

    def cast_the_words(self) -> None:
        """Say which words fields of captions are of: the one that is shown, and those that are named beside it."""
        step = self.step
        self.cast("time", word=step, before=step, after=step, verdict=step, next=step + 1)
        self.cast("time", cause=self.trace.cause(step), writer=self.trace.writer(step, self.unit))

    def follow(self, unit: int) -> None:
        """Let what is said from now on be of a unit, at this step."""
        self.focus = {"unit": unit, "time": self.step}

    @property
    def word(self) -> Reading:
        """The word that is shown in full."""
        return self.value("tokens", self.step)

    def panel_goes(self) -> Animation:
        """Return the animation in which the verdict goes."""
        return Vanish(self.panel, window=(0.0, 0.5), run_time=self.theme.beat)

    def panel_comes(self, shares: Readings, *, after: float = 0.0) -> Animation:
        """Return the animation in which the verdict comes again, ``after`` a part of the time."""
        self.panel = self.verdict_of(shares)
        return Appear(self.panel, window=(after, 1.0), run_time=(1 + after) * self.theme.beat)

    def sized(self, other: Ribbon) -> Animation:
        """Return the animation in which the sentence takes the place of another one that says the same."""
        places = ((float(each.get_x()), float(each.get_y())) for each in (self.ribbon, other))
        return Go(self.ribbon, Path(*places), end=other.width / self.ribbon.width, run_time=self.theme.beat)

    def settle_sentence(self, *, large: bool = False) -> None:
        """Put the sentence where it stays, as it is set there."""
        self.remove(self.ribbon)
        self.ribbon = self.sentence(self.step, large=large)
        self.add(self.ribbon)

    def source_at(self, at: tuple[float, float]) -> Source:
        """Return h and the word, which all gates read, at a place."""
        stack, split = self.read("stacked", self.step), self.trace.hidden.shape[-1]
        return Source(stack, split, self.word, at, notation=self.notation, theme=self.theme)

    def row(self, name: str, at: tuple[float, float], note: str | Phrase = "", **options: Any) -> Row:
        """Return a quantity of this step as a row; of the first it is said how many numbers it has, if not all are drawn."""
        carried = self.trace.declared.carried
        if name == f"previous_{carried.state if carried else 'hidden'}" and note and len(self.units) < self.trace.sizes.unit:
            note = phrase(f"{note}: the {spelled(len(self.units))} busiest of {{all:0}} units", all=self.value("sizes.unit"))
        return self.row_of(self.now.quantity(name), at, note=note, **options)

    def row_of(self, values: Readings, at: tuple[float, float], **options: Any) -> Row:
        """Return values of units as a row."""
        return Row(values, self.units, at=at, notation=self.notation, theme=self.theme, **options)

    def blank(self, at: tuple[float, float], colour: str) -> VGroup:
        """Return a frame with a question mark, where something new will be."""
        theme = self.theme
        look: dict[str, Any] = {"stroke_color": theme.colour(colour), "stroke_width": theme.stroke}
        box = Box(width=1.2, height=0.8, corner_radius=0.1, fill_color=theme.ground, fill_opacity=1, **look)
        box.move_to((*at, 0))
        return VGroup(box, Label("?", theme=theme, size=1.5 * theme.title, colour=colour).sit_amid(*at))

    def equation(self, name: str, at: tuple[float, float]) -> Equation:
        """Return the equation of a quantity."""
        return named(Equation(name, notation=self.notation, theme=self.theme).move_to((*at, 0)), name)

    def sentence(self, current: int, *, large: bool = False) -> Ribbon:
        """Return the words in a row, one of them lit; ``large``, as they stand in the opening."""
        ribbon = Ribbon(self.read("tokens"), self.trace.known, current, theme=self.theme, width=self.frame.width)
        if large:
            ribbon.scale(max(1.0, min(HERO, self.frame.width / ribbon.width)))
        return ribbon.move_to((0, SENTENCE if large else RIBBON, 0))

    def verdict_of(self, shares: Readings, aside: float = 0.0) -> Verdict:
        """Return probabilities as bars at the right; if there are many, so far ``aside``, in less room."""
        aside *= (middle := max(PANEL, LOWEST + Verdict.half(len(self.trace.labels)))) > PANEL
        look: dict[str, Any] = {"theme": self.theme, "left": BARS + aside, "middle": middle, "width": 1.7 - aside, "room": 1.7}
        made, time = Verdict(self.read("labels"), shares, **look), self.step - shares.key.startswith("previous")
        if (over := float(made.get_top()[1]) + SAID) <= OVER:
            made.add(self.of_word(time, over))
        return made

    def of_word(self, time: int, y: float) -> Label:
        """Return what is written over the verdict, at a height: after which word it is."""
        said = phrase("after “{word:short}”", word=self.value("tokens", time)) if time >= 0 else phrase("before the first word")
        look: dict[str, Any] = {"theme": self.theme, "size": self.theme.small, "colour": "muted"}
        label = settled(said, room=self.frame.caption.right - BARS, **look).sit_amid(BARS, y, -1)
        return kept_for(label, time) if time >= 0 else label

    # -- what is played -------------------------------------------------------------------------------------------------

    def meet(self, crossing: Crossing, unit: int, seconds: float, dock: Callable[..., list[Animation]] | None = None) -> None:
        """Let a unit go through an operator by itself, in so many seconds; its operands come by ``dock``, or their wires."""
        self.play(*(dock or crossing.dock)(unit, 0.4 * seconds))
        self.play(*crossing.cross(unit, 0.35 * seconds))
        self.land(crossing, unit, 0.25 * seconds)

    def land(self, crossing: Crossing, unit: int, seconds: float) -> None:
        """Let the result of a unit that was looked at go to its place."""
        self.play(*crossing.undock(unit, seconds))
        self.add(crossing.result.row.cells[unit])

    # -- the sum of a gate, and what it does to the verdict ------------------------------------------------------------------

    def sum_of(self, gate: str) -> WeightedSum:
        """Return the sum of the followed unit of a gate."""
        number, unit = self.trace.declared.gates.index(gate), self.value("unit_numbers", self.unit)
        look: dict[str, Any] = {"name": f"{gate}_weight", "unit": unit, "notation": self.notation, "theme": self.theme}
        return WeightedSum(split=self.trace.hidden.shape[-1], **self.now.sum_of(gate, number), **look)

    def run_machines(self, rows: Mapping[str, Row], seconds: float) -> list[Machine]:
        """Let the source go through the functions of gates into their rows; return what it went through."""
        machines = [self.road.machine(gate, self.source) for gate in rows]
        self.play(*(Appear(each.squash, run_time=self.theme.quick) for each in machines))
        filled = [each.fill(row, seconds - self.theme.quick) for each, row in zip(machines, rows.values(), strict=True)]
        self.play_all([animation for plays in together for animation in plays] for together in zip(*filled, strict=True))
        return machines

    def turn_from(self, question: VMobject) -> list[Animation]:
        """Return animations in which what asks goes, with the verdict, and the sentence goes to where it is from then on."""
        return [Vanish(question, run_time=self.theme.beat), self.sized(self.sentence(self.step)), self.panel_goes()]

    def add_up(self, gate: str, again: Sequence[VMobject], *meanwhile: Animation, pace: float = 1.0) -> None:
        """Weigh h and x for the followed unit of a gate, add up, squash; what is to come ``again`` goes before.

        It takes ``pace`` of the time that it takes at leisure, where the word and the bias are told at once.
        """
        start = self.door_before()
        self.sums = sums = self.sum_of(gate)
        coming = sums.come(0, 2.2 * self.theme.beat, after=0.5, start=start, small=SMALL if start else 1.0)
        says, fields = self.words.asked()
        with self.beat(says, *meanwhile, *coming, **fields) as room:
            self.weigh_hidden(again, pace)
        told = self.words.opening((sums.parts[0].reading, sums.parts[1].reading))
        if then := self.words.asked_then():
            with self.beat(then[0], **then[1]) as room:
                self.add_word(max(0.35 * room, 1.3))
            with self.beat(told[0], *sums.biased(self.theme.beat), **told[1]) as room:
                self.squash(max(2.8, room - 0.6))
        else:
            with self.beat(told[0], **told[1]):
                self.join(pace)
        self.leaving = [sums.gone(run_time=self.theme.quick)]

    def weigh_hidden(self, again: Sequence[VMobject], pace: float) -> None:
        """Let the sentence settle and h be weighed, its largest product written out. What comes ``again`` goes."""
        self.settle_sentence()
        first, *rest = self.sums.weigh(0, slowly=True, pace=pace)
        self.play(*first, *(Leave(each, run_time=self.theme.quick) for each in again))
        self.play_all(rest)

    def door_before(self) -> tuple[float, float] | None:
        """Return where h comes out of the word before, in the sentence as it stands from now on; None if that is not seen."""
        before = self.sentence(self.step).shown.get(self.step - 1)
        return None if before is None else before.door

    def join(self, pace: float) -> None:
        """Let x and then the bias join the sum, and squash it, in so much of the time that it takes at leisure."""
        self.add_word(pace, pace=pace)
        self.play(*self.sums.biased(pace * self.theme.beat))
        self.squash(2.8 * pace)

    def add_word(self, seconds: float, *, pace: float = 1.0) -> None:
        """Let x come out of the word into the sum, in so many seconds, and be weighed."""
        sums = self.sums
        self.play(sums.cleared(0, sums.letters[0], run_time=self.theme.quick), *sums.come(1, seconds, self.ribbon.current.door))
        first, *rest = sums.weigh(1, slowly=False, pace=pace)
        self.play_all([[*first, sums.lettered(self.theme.quick)], *rest])

    def squash(self, seconds: float) -> None:
        """Let the sum be squashed, in so many seconds."""
        gathered, *then = self.sums.gathered(0.35 * seconds)
        self.play(*gathered, self.sums.makes_room(self.theme.quick))
        self.play_all([*then, *self.sums.squashed(0.75 * seconds)])

    def fill_gate(self, machine: Machine, row: Row, seconds: float = 0.8) -> None:
        """Let the result of the sum go to its row, and the same function make those of all other units, in so many seconds."""
        result, slot, place = self.sums.result, row.cells[self.unit], row.place(self.unit)
        start = float(result.get_x()), float(result.get_y())
        self.remove(result)
        coming = Pass(slot, Path(start, (place[0], start[1]), place), window=(0.0, 0.5), run_time=HANDING)
        self.bring_source(HANDING, coming)
        self.play(Appear(machine.squash, run_time=BLINK))
        self.play_all(machine.fill(row, seconds, but=[self.unit], backward=True))

    def bring_source(self, seconds: float, *meanwhile: Animation) -> None:
        """Let h and the word, which a gate reads, come out of the sentence: h out of the word before, where that is seen."""
        word, source = self.ribbon.current.door, self.source
        coming = source.come_out((self.door_before() or word, word), TURNING, seconds, small=SMALL)
        self.play(*coming, *meanwhile)
        self.remove(*source.parts)
        self.add(source)

    def before_and_after(self, *places: float) -> VGroup:
        """Return what is written over h before the word and over h after it, at two places."""
        said = (phrase(f"{when} “{{word:short}}”", word=self.word) for when in ("before", "after"))
        titles = [Label(each, theme=self.theme, size=self.theme.caption, colour="muted") for each in said]
        return VGroup(*(kept_for(each.sit_amid(x, TITLES), self.step) for each, x in zip(titles, places, strict=True)))

    def tug_of_war(self) -> Tug:
        """Return what is pulled before the word and after it."""
        return self.tug(Tug)

    def tug(self, kind: type[T], **options: Any) -> T:
        """Return what is pulled before the word and after it, drawn in one of several ways."""
        time, unit = self.step, self.unit
        before = {"verdict": self.value("previous_verdicts", time), "share": self.value("previous_verdict_probabilities", time)}
        verdicts = [phrase("verdict: {verdict:short}, {share}", **each) for each in (before, self.verdict(time))]
        return kind(
            (self.pull("previous_margin_pushes", "previous_margins"), self.pull("margin_pushes", "margins")),
            (self.value("previous_hidden", time, unit), self.value("hidden", time, unit)),
            self.value("margin_weights", time, unit),
            labels=(self.value("rival_labels", time), self.value("verdicts", time)),
            verdicts=(verdicts[0], verdicts[1]),
            unit=self.value("unit_numbers", unit),
            notation=self.notation,
            theme=self.theme,
            **options,
        )

    def pull(self, own: str, whole: str) -> Pull:
        """Return what the followed unit, the others and all together do at this word."""
        others, here = f"{own}_of_others", (self.step, self.unit)
        return Pull(self.value(own, *here), self.value(others, *here), self.value(whole, self.step))

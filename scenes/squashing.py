"""Why squash? Numbers are tripled again and again, without tanh and with it; and gates let little pass, or much."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any, ClassVar

import numpy as np
from manim import Animation, VGroup, VMobject

from model.trace import SquashTrace, Trace
from scenes.mobjects.legend import legends
from scenes.mobjects.motion import Appear, Leave, Reveal, Shade, Vanish
from scenes.mobjects.moves import Enter, Extend, Path
from scenes.mobjects.notation.squash import NOTATION
from scenes.mobjects.passing import Go
from scenes.mobjects.places import about
from scenes.mobjects.reading import Reading, Readings, phrase
from scenes.mobjects.scales import SCALE_ENDS
from scenes.mobjects.sets.lanes import Lane, Loop, plain
from scenes.mobjects.sets.rows import Row
from scenes.mobjects.sets.selector import Selector
from scenes.mobjects.sets.squash_curve import Column, Curve, Through
from scenes.mobjects.shapes import Box
from scenes.mobjects.text import BOLD, Label, Numeral
from scenes.mobjects.tokens import Ribbon
from scenes.mobjects.wires import Wire
from scenes.telling.reader import ReaderFilm
from scenes.telling.scene import Brief
from scenes.telling.vectors import require_legible_sums, vector_of

VECTOR = 5.0, 0.1, -0.5
"""What is squashed when nobody says otherwise."""
FREE = 50.0
"""How large numbers have room on either side of the lane in which nothing is squashed."""
ONE, WALL = 5.1 / FREE, 3.45
"""How long a bar of one is in either lane, in units."""
UPPER, LOWER, COLUMN = (0.78, 2.98), (-2.36, -0.16), -5.45
"""From where to where lanes go, and the x of what is at their left."""
SLOW, FAST, JUMPS, LAST = 3, 6, (9, 14, 20, 26), (27, 28)
"""The last step that is told slowly, the last of a row, those that are jumped to then, what settles, and that of the end."""
QUICKEST, COUNTING = 0.7, 0.06
"""Seconds that a step takes at the least; and the part of a step's time in which a count goes before the next one comes."""
HERO, SPREAD, FIRST = 60, 1.75, 0.62
"""The size of the first question, how far apart the first numbers are at the least, and their height."""
LARGE, SMALL = 1.9, 1.1
"""How many times their size loops are at first, and at the side of their lanes."""
WHOLE = 2.0**53
"""Below this all whole numbers are told apart."""
SHELL, PARTING, LOOPS = 0.41, -0.35, -1.95
"""Half the height of the frame around them; the heights at which the ways to both loops part, and of the loops."""
LASTING = 3.0
"""Seconds for which the loops light once more at the end."""
UNITS, LITTLE = 8, 0.05
"""So many units are drawn; a value that changes by less than this part hardly changes."""
SUMS, WORDS = (0.35, -1.55), -2.55
"""Where the sums of a word are, and the height of the words."""
CONVOY = 0.8
"""So many seconds there are for each sum that goes up the curve in a row."""
SELECTING = "selecting_preactivation", "selecting_gate"
"""The sums of gates and the gates, as the trace calls them."""
FORGOTTEN = "{sum:2} becomes {gate:2}. Times that, the first numbers are nearly forgotten."
KEPT = "{sum:2} becomes {gate:2}. Times that, the first numbers are nearly kept."
"""What is said of what the two sums become, before that has a name."""


class Squashing(ReaderFilm):
    """Growth without end beside growth that is squashed; sums of a network on the curve of tanh; sigmoids that let pass."""

    title = "Squashing"
    model = "reviews_rnn"
    text: ClassVar[str] = "The food was not good but the service was wonderful"
    cell_kinds = ("rnn",)
    also = (SquashTrace,)
    takes = ("vector",)
    longest = 40

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.brief = self.completed(self.brief)

    @classmethod
    def completed(cls, brief: Brief) -> Brief:
        """Return the brief with both traces: of a reader, its own if none is given; and of a vector, if only that lacks."""
        vector = vector_of(brief, VECTOR)
        reader = cls.own_brief().trace if vector is brief.trace else brief.trace
        return replace(brief, trace=reader, others=(vector,))

    @classmethod
    def check(cls, brief: Brief) -> None:
        """Raise :class:`UsageError` or :class:`TraceError` if this film cannot show what the brief asks for."""
        if not isinstance(brief.trace, SquashTrace):
            super().check(brief)
            require_legible_sums(brief.trace)

    @classmethod
    def admit(cls, brief: Brief) -> None:
        """Raise :class:`UsageError` or :class:`TraceError` if this film cannot tell of the brief's trace, or of the vector."""
        super().admit(brief)
        vector_of(brief, VECTOR)

    def construct(self) -> None:
        self.ask()
        self.set_out()
        self.multiply()
        self.settle()
        self.read_a_word()
        self.squash_a_state()
        self.select()
        self.answer()

    # -- what is told of ---------------------------------------------------------------------------------------------------

    @property
    def numbers(self) -> Trace:
        """The trace of the vector."""
        return self.brief.traces[1]

    def of(self, key: str, *index: int) -> Reading:
        """Return one value of the trace of the vector."""
        return self.value(key, *index, of=1)

    @staticmethod
    def ends(scale: str) -> dict[str, Reading]:
        """Return the ends of a scale as the fields of a caption."""
        low, high = Readings(f"scale.{scale}", (), np.array(SCALE_ENDS[f"scale.{scale}"])).flat()
        return {"low": low, "high": high}

    @cached_property
    def sizes(self) -> np.ndarray:
        """How large the numbers of the vector are, ``(entry,)``."""
        sizes: np.ndarray = np.abs(self.numbers.lookup("vector"))
        return sizes

    # -- again and again ---------------------------------------------------------------------------------------------------

    def ask(self) -> None:
        """Show the question, a vector, and what could be done to it again and again."""
        self.act("the question")
        theme, self.key = self.theme, legends(self.frame.legend, theme=self.theme, keys={"values": "sums"})
        self.question = Label("Why squash at all?", theme=theme, size=HERO, weight=BOLD).sit_amid(0.0, 2.2)
        vector = self.read("vector", of=1)
        self.first = VGroup(*(self.first_number(vector[entry]) for entry in range(len(vector))))
        spread = max(SPREAD, max(float(each.width) for each in self.first) + 0.4)
        for entry, number in enumerate(self.first):
            about(number, entry).shift((spread * (entry - (len(vector) - 1) / 2), 0, 0))
        self.shell = Box(width=spread * len(vector) + 0.3, height=2 * SHELL, corner_radius=0.16, **self.line("memory"))
        self.shell.move_to((0, FIRST, 0))
        places = (-3.4, LOOPS), (3.4, LOOPS)
        self.loops = [
            Loop(self.of("factor"), function, place, theme=theme) for function, place in zip(("", "tanh"), places, strict=True)
        ]
        for loop in self.loops:
            loop.scale(LARGE, about_point=(*loop.at, 0))
        self.ways = [self.way(loop) for loop in self.loops]
        self.add(self.key, self.question, self.shell, self.first, *self.loops)
        with self.beat("A recurrent network takes its own numbers in, again and again. Why squash them?") as room:
            self.play(*(Extend(way, run_time=theme.beat) for way in self.ways))
            for loop, way in zip(self.loops, self.ways, strict=True):
                self.play(self.into(way, max(0.3 * room, 1.2)))
                self.play(*loop.lit(theme, max(0.2 * room - 0.4, 0.6)))

    def line(self, colour: str) -> dict[str, Any]:
        """Return the look of a frame in the colour of a role."""
        return {"stroke_color": self.theme.colour(colour), "stroke_width": self.theme.stroke}

    def first_number(self, reading: Reading) -> Numeral:
        """Return a number of the vector, large, at its place."""
        number = Numeral(reading, theme=self.theme, size=0.7 * HERO, ink=self.theme.ink, places=plain(float(reading.value)))
        return number.sit_amid(0.0, FIRST)

    def way(self, loop: Loop) -> Wire:
        """Return the wire from the vector to a loop."""
        x, foot = loop.at[0], FIRST - SHELL
        return Wire((0.0, foot), (0.0, PARTING), (x, PARTING), (x, LOOPS + 1.05), theme=self.theme, colour="memory")

    def into(self, way: Wire, run_time: float) -> Animation:
        """Return the animation in which the vector goes along a wire, as one bundle."""
        x, y = way.corners[-1].tolist()
        path = Path((0.0, FIRST - SHELL - 0.5 * SHELL), (0.0, PARTING), (x, PARTING), (x, y))
        around = self.shell.copy().set_fill(self.theme.ground, opacity=1)
        return Enter(VGroup(around, *self.first.copy()).move_to((x, y, 0)), path, start=0.5, run_time=run_time)

    def set_out(self) -> None:
        """Let the vector go into both lanes, and the loops to their sides."""
        self.act("again and again")
        self.cast("step", a=0, b=1, c=2)
        theme, factor = self.theme, float(self.of("factor").value)
        grown, squashed = (self.read(key, of=1) for key in ("grown", "squashed"))
        self.free = Lane(grown, factor=factor, unit=ONE, foot=UPPER[0], top=UPPER[1], theme=theme, ticks=(-40, -20, 20, 40))
        self.held = Lane(
            squashed, factor=factor, unit=WALL, foot=LOWER[0], top=LOWER[1], theme=theme, ticks=(-1, 1), squashes=True, places=3
        )
        starts = [(float(each.get_x()), float(each.get_y())) for each in self.first]
        large = float(self.first[0].height / self.free.numbers[0].height)
        heights = [sum(each) / 2 for each in (UPPER, LOWER)]
        gone = VGroup(self.question, self.shell, *self.ways)
        said = "One copy is multiplied by a weight of {factor:0} each time, the other is also squashed."
        with self.beat(said, factor=self.of("factor")) as room:
            going = [self.aside(loop, y) for loop, y in zip(self.loops, heights, strict=True)]
            self.play(Vanish(gone, run_time=theme.quick), *going)
            self.remove(*self.first)
            seconds = max(room - 1.0 - theme.quick, 2.0)
            self.play(*self.free.arrive(starts, large, seconds), *self.held.arrive(starts, large, seconds))
            self.counts = self.counted(0)
            self.later(*(Appear(each, run_time=theme.quick) for each in self.counts))

    def aside(self, loop: Loop, y: float) -> Animation:
        """Return the animation in which a loop goes to the side of its lane."""
        x0, y0 = (float(each) for each in loop.get_center()[:2])
        return Go(loop, Path((x0, y0), (COLUMN, y + 0.3)), end=SMALL / LARGE, run_time=self.theme.slow)

    def counted(self, step: int) -> VGroup:
        """Return how often was multiplied, under both loops."""
        said, made = phrase("{count:0} time{count:s}", count=self.of("repetitions", step)), VGroup()
        for loop in self.loops:
            label = Label(said, theme=self.theme, colour="muted")
            made.add(about(label.sit_amid(COLUMN, float(loop.get_bottom()[1]) - 0.3), step))
        return made

    def multiply(self) -> None:
        """Let both lanes go on in step, slowly, then fast."""
        large = int(self.sizes.argmax())
        values = {name: self.of("grown", step, large) for name, step in zip("abc", range(3), strict=True)}
        self.cast("entry", a=large, b=large, c=large)
        said = ", ".join(f"{{{name}:{plain(float(each.value))}}}" for name, each in values.items())
        said += ": times {factor:0} again and again, and nothing holds it."
        with self.moment():
            with self.beat(said, factor=self.of("factor"), **values) as room:
                for step in range(1, SLOW + 1):
                    self.go_on(step, max(room / SLOW, 1.4))
            said = "With tanh behind it, they come back to between {low:0} and {high:0} each time."
            with self.beat(said, **self.ends("signed")) as room:
                steps = *range(SLOW + 1, FAST + 1), *JUMPS
                for step in steps:
                    self.go_on(step, max(room / len(steps), QUICKEST))

    def go_on(self, step: int, run_time: float) -> None:
        """Go on to another step in both lanes."""
        self.play(*self.going_on(step, run_time))

    def going_on(self, step: int, run_time: float) -> list[Animation]:
        """Return animations in which both lanes go on to another step."""
        plays = [lane.go_on(step, run_time) for lane in (self.free, self.held)]
        self.remove(*(gone for play in plays for gone in play.replaced))
        self.add(*self.free.same, *self.held.same)
        lights = [light for loop in self.loops for light in loop.lit(self.theme, run_time)]
        return [*lights, *(each for play in plays for each in play.animations), *self.count_on(step, run_time)]

    def count_on(self, step: int, run_time: float) -> list[Animation]:
        """Return animations in which both counts go on together, when the bars of both lanes are where they count them."""
        before, self.counts = self.counts, self.counted(step)
        start, end = max(self.free.written, self.held.written)
        made: list[Animation] = [Vanish(old, window=(start - COUNTING, start), run_time=run_time) for old in before]
        return made + [Appear(new, window=(start, end), run_time=run_time) for new in self.counts]

    def settle(self) -> None:
        """Say how far it goes without squashing, and where it ends with it."""
        last = len(self.numbers.lookup("digits")) - 1
        fields = {"count": self.of("repetitions", last), "digits": self.of("digits", last), "factor": self.of("factor")}
        self.cast("step", count=last, digits=last, end=last)
        with self.beat("After {count:0} times, {factor:0} alone has become a number of {digits:0} digits.", **fields) as room:
            self.go_on(LAST[0], max(room, 1.0))
        lit = [(size, entry) for entry, size in enumerate(self.sizes.tolist()) if size]
        size, entry = min(lit)
        fields = {"small": self.of("vector", entry), "end": self.of("squashed", last, entry)}
        self.cast("entry", small=entry, end=entry)
        alike = self.settled_like(entry, last)[:1]
        start = f"{{small:{plain(float(fields['small'].value))}}}"
        said = f"Squashed, {start} has settled at {{end:3}}: it cannot leave, and keeps its sign."
        if size < float(np.abs(fields["end"].value)):
            said = f"Squashed, even {start} has grown to {{end:3}}: never too large, its sign kept."
            if alike:
                fields |= {"other": self.of("vector", alike[0])}
                self.cast("entry", small=entry, end=entry, other=alike[0])
                other = f"{{other:{plain(float(fields['other'].value))}}}"
                said = f"Squashed, {start} and {other} both end at {{end:3}}: bounded, but now they look alike."
        rest = [row for row in range(len(self.sizes)) if row not in (entry, *alike)]
        others = [each for row in rest for each in (self.held.bars[row], self.held.numbers[row])]
        with self.beat(said, **fields) as room:
            for level in (self.theme.dimmed, 1.0):
                run_time = max(room, 2.0) / 2
                lights = [light for loop in self.loops for light in loop.lit(self.theme, run_time)]
                self.play(*lights, *(Shade(each, level, run_time=run_time) for each in others))

    def settled_like(self, entry: int, step: int) -> list[int]:
        """Return which other numbers, larger at first, print like one of them after a step, the largest first."""
        ends = np.round(self.numbers.lookup("squashed")[step], self.held.places or 0).tolist()
        order = np.argsort(-self.sizes, kind="stable").tolist()
        return [each for each in order if ends[each] == ends[entry] and self.sizes[each] > self.sizes[entry]]

    # -- a network's own sums ------------------------------------------------------------------------------------------------

    @cached_property
    def step(self) -> int:
        """The step that is shown: of the largest sum before the last word, if there is more than one word."""
        largest = np.abs(self.trace.preactivation).max(axis=1)
        return int(largest[: max(1, len(largest) - 1)].argmax())

    def read_a_word(self) -> None:
        """Show the sums of a network at a word."""
        theme, step = self.theme, self.step
        units = self.units
        look: dict[str, Any] = {"notation": self.notation, "theme": theme}
        self.row = self.sums(step)
        reach = max(3.0, 1.1 * float(np.abs(self.trace.preactivation[step, list(units)]).max()))
        self.curve = Curve("tanh", reach, (0.35, 0.85), (7.2, 2.7), theme=theme, colour="proposes")
        self.state = Column([self.value("hidden", step, unit) for unit in units], (5.6, 0.85), called="squashed", **look)
        self.ribbon, self.wire = self.sentence(step), VGroup()
        self.through = Through(self.row, self.curve, self.state, under=-0.9, turn=4.55, theme=theme)
        strangers = [chip for time, chip in self.ribbon.shown.items() if not self.trace.known[time]]
        self.turn(Leave, self.curve, self.ribbon)
        self.act("a real network", self.where(step))
        says = "A network reads. At “{word:short}” each new number begins as a sum."
        with self.beat(says, word=self.value("tokens", step)) as room:
            cells = VGroup(*self.row.cells.values())
            body = VGroup(self.row.body, *self.some_of_all())
            self.wire = self.summing()
            self.play(Extend(self.wire, run_time=theme.beat), Appear(body, run_time=theme.beat))
            self.play(Reveal(cells, list(cells), lag=0.5, run_time=max(room - theme.beat, 2.0)))
        self.admit_strangers(*strangers)

    @cached_property
    def units(self) -> tuple[int, ...]:
        """The units that are drawn, that of the largest sum among them."""
        return tuple(self.trace.most_active(UNITS, among=(int(np.abs(self.trace.preactivation[self.step]).argmax()),)))

    def sums(self, step: int) -> Row:
        """Return the sums of a step side by side."""
        look: dict[str, Any] = {"where": "left", "note": "sums", "letter": False}
        return Row(self.read("preactivation", step), self.units, at=SUMS, notation=self.notation, theme=self.theme, **look)

    def sentence(self, step: int) -> Ribbon:
        """Return the words, that of a step lit."""
        row = Ribbon(self.read("tokens"), self.trace.known, step, theme=self.theme, width=self.frame.width)
        row.move_to((0, WORDS, 0))
        return row

    def some_of_all(self) -> list[Label]:
        """Return how many of the numbers are shown, where not all are."""
        shown = len(self.row.units)
        if shown == self.trace.sizes.unit:
            return []
        said = phrase("{some:0} of {all:0} numbers", some=self.value("unit_numbers", shown - 1), all=self.value("sizes.unit"))
        label = Label(said, theme=self.theme, size=self.theme.small, colour="muted")
        return [about(label.sit_amid(float(self.row.names.get_left()[0]) - 0.3, self.row.at[1], 1), shown - 1)]

    def summing(self) -> Wire:
        """Return the wire from the word that is read to the sums."""
        chip, foot = self.ribbon.current, self.row.foot - 0.03
        x, head = float(chip.get_x()), float(chip.get_top()[1]) + 0.04
        into, between = float(np.clip(x, self.row.left + 0.3, self.row.right - 0.3)), (foot + head) / 2
        return Wire((x, head), (x, between), (into, between), (into, foot), theme=self.theme, colour="word")

    def squash_a_state(self) -> None:
        """Let the sums go up the curve of tanh and across: what they become is the state."""
        sums = np.abs(self.trace.preactivation[self.step])
        order = sorted(self.row.units, key=lambda unit: -sums[unit])
        first, last = order[0], order[-1]
        said = {"value": self.value("preactivation", self.step, first), "result": self.value("hidden", self.step, first)}
        self.cast("unit", value=first, result=first)
        with self.beat("The strongest sum, {value:2}, goes up to the curve of tanh and across: {result:3}.", **said) as room:
            _, rising = self.through.up(first, max(0.5 * room, 1.6))
            self.play(*rising, Appear(self.state.body, window=(0.8, 1.0), run_time=max(0.5 * room, 1.6)))
            self.play(self.through.across(first, max(0.5 * room, 1.4)))
        if order[1:]:
            self.squash_the_others(order[:0:-1], float(sums[last]))
        self.hand_on()

    def hand_on(self) -> None:
        """Let what was squashed go into the sums of the next word, if there is one."""
        x, y, goal = float(self.state.body.get_x()), self.row.at[1], self.row.right + 0.12
        back = Wire((x, float(self.state.body.get_bottom()[1]) - 0.06), (x, y), (goal, y), theme=self.theme, colour="state")
        after = self.step + 1
        there = after < len(self.trace.tokens)
        go = "go" if there else "would go"
        with self.beat(f"Squashed, they {go} into the sums of the next word, and can never explode.") as room:
            self.play(Extend(back, run_time=self.theme.slow))
            first = max(self.units, key=lambda unit: abs(float(self.trace.preactivation[self.step, unit])))
            copy = self.state.cells[first].copy().move_to((goal, y, 0))
            start = float(back.corners[0][1])
            self.play(Enter(copy, Path((x, start), (x, y), (goal, y)), start=0.8, run_time=max(0.5 * room, 1.2)))
            if there:
                self.go_to(after, max(0.5 * room - self.theme.slow, 1.2))

    def go_to(self, step: int, run_time: float) -> None:
        """Let the next word be read, and its sums take the place of those before."""
        old = [*self.row.cells.values(), self.row.strip]
        word, wire = self.ribbon, self.wire
        self.row, self.ribbon, self.wire = self.sums(step), self.sentence(step), self.summing()
        self.rename(self.where(step))
        here = [Vanish(each, window=(0.0, 0.2), run_time=run_time) for each in (*old, word, wire)]
        come = [Appear(each, window=(0.1, 0.3), run_time=run_time) for each in (self.ribbon, self.wire, self.row.strip)]
        cells = VGroup(*self.row.cells.values())
        self.play(*here, *come, Reveal(cells, list(cells), lag=0.5, window=(0.3, 1.0), run_time=run_time))

    def squash_the_others(self, units: Sequence[int], least: float) -> None:
        """Let all other sums go up and across, the weakest first."""
        value, result = (self.value(key, self.step, units[0]) for key in ("preactivation", "hidden"))
        self.cast("unit", value=units[0], result=units[0])
        little = abs(float(value.value) - float(result.value)) < LITTLE * least
        says = "The weakest, {value:2}, hardly changes" if little else "The weakest, {value:2}, becomes {result:3}"
        fields = {"value": value} if little else {"value": value, "result": result}
        with self.beat(says + "; strong ones all end near {low:0} or {high:0}.", **fields, **self.ends("signed")) as room:
            self.play(*self.through.convoy(units, max(room, CONVOY * len(units))))

    # -- the sigmoid -------------------------------------------------------------------------------------------------------

    def select(self) -> None:
        """Let what a sigmoid makes of two sums multiply the vector; when it is seen what that does, it is called a gate."""
        sums, gates, vector, selected = (self.read(key, of=1) for key in (*SELECTING, "vector", "selected"))
        notes = "nearly forgotten", "nearly kept"
        chosen = Selector(sums, gates, vector, selected, notes=notes, notation=NOTATION, theme=self.theme)
        self.turn(Vanish, chosen.curve)
        self.act("what may pass")
        said = "A sigmoid stays between {low:0} and {high:0} instead. Take a low sum and a high one."
        with self.beat(said, **self.ends("share")) as room:
            self.play(*(Appear(each, run_time=max(room, 1.0)) for each in (chosen.vector, *chosen.sums)))
        for number, says in enumerate((FORGOTTEN, KEPT)):
            self.cast("gate", sum=number, gate=number)
            with self.beat(says, sum=self.of(SELECTING[0], number), gate=self.of(SELECTING[1], number)) as room:
                self.perform(chosen.open(number, max(0.4 * room, 1.6)))
                self.perform(chosen.select(number, max(0.4 * room, 1.6)))
        with self.beat("Such a factor is called a gate.") as room:
            self.perform(chosen.christen(max(room, 1.6)))

    def answer(self) -> None:
        """Show both lanes again, as they were left."""
        self.turn(Vanish, *self.loops, *self.counts, self.free.shown, self.held.shown)
        self.act("the answer")
        step = LAST[1] if np.abs(self.numbers.lookup("grown")[LAST[1]]).max() < WHOLE else LAST[0]
        moves = [light for loop in self.loops for light in loop.lit(self.theme, LASTING)]
        moves = self.going_on(step, LASTING) if step != self.free.step else moves
        self.end("Squashed, numbers can go round for ever, or be gates.", *moves)

    def turn(self, how: type[Vanish], *coming: VMobject) -> None:
        """Let all go but the header, the caption and the key to the colours, and what comes take its place."""
        stay, seconds = {id(each) for each in (self._title, self._header, self._caption, self.key)}, self.theme.slow
        here = [each for each in self.mobjects if isinstance(each, VMobject) and id(each) not in stay]
        going = [how(each, window=(0.0, 0.6), run_time=seconds) for each in here]
        self.play(*going, *(Appear(each, window=(0.4, 1.0), run_time=seconds) for each in coming))

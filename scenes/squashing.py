"""Why squash? Numbers are tripled again and again, without tanh and with it; and gates let little pass, or much."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any, ClassVar

import numpy as np
from manim import Animation, VGroup, VMobject

from model.trace import SquashTrace, Trace
from scenes.mobjects.areas import Area
from scenes.mobjects.legend import legends
from scenes.mobjects.motion import Appear, Leave, Vanish
from scenes.mobjects.moves import Enter, Extend, Light, Path, sent
from scenes.mobjects.notation.squash import NOTATION
from scenes.mobjects.passing import Go
from scenes.mobjects.places import about
from scenes.mobjects.plays import Play
from scenes.mobjects.reading import Reading, Readings, phrase
from scenes.mobjects.scales import SCALE_ENDS
from scenes.mobjects.sets.digit_wall import DigitWall
from scenes.mobjects.sets.lanes import AXIS, ROOM, Lane, Loop, give_way, plain
from scenes.mobjects.sets.selector import Selector
from scenes.mobjects.sets.squash_answer import SquashAnswer
from scenes.mobjects.sets.squash_loop import SquashLoop
from scenes.mobjects.shapes import Box
from scenes.mobjects.text import BOLD, Label, Numeral
from scenes.mobjects.tokens import Ribbon
from scenes.mobjects.wires import Wire
from scenes.telling.reader import ReaderFilm
from scenes.telling.scene import Brief
from scenes.telling.vectors import require_legible_sums, vector_of

VECTOR = 5.0, 0.1, -0.5
"""What is squashed when nobody says otherwise."""
ONE = 1.04
"""How long a bar of one is in both lanes, in units: the walls at one are seen, and five is."""
UPPER, LOWER, COLUMN = (0.78, 2.98), (-2.36, -0.16), -5.45
"""From where to where lanes go, and the x of what is at their left."""
SLOW, FAST = 3, 6
"""The last step that is told slowly, and the last of a row."""
CALM, QUICKEST = 0.85, 0.5
"""Seconds that half a step takes at the least, at first and later."""
PULSE, HEADING = 0.8, 0.3
"""Seconds that a pulse takes; so much of the upper lane is for what is said above digits."""
HERO, SPREAD, FIRST = 60, 1.75, 0.62
"""The size of the first question, how far apart the first numbers are at the least, and their height."""
LARGE, SMALL = 1.9, 1.1
"""How many times their size loops are at first, and at the side of their lanes."""
SHELL, PARTING, LOOPS = 0.41, -0.35, -1.95
"""Half the height of the frame around them; the heights at which the ways to both loops part, and of the loops."""
LASTING = 3.6
"""Seconds in which all is squashed once more at the end."""
UNITS, LITTLE, CONVOY = 4, 0.05, 1.6
"""So many units are drawn; what changes by a smaller part hardly does; so many seconds has each sum that goes up in a row."""
HEAD, WORDS = 2.62, -2.6
"""The height at which it is said how many numbers are shown, and that of the words."""
WAY, ASIDE, HANDING, CLEARED = -2.1, 0.95, 1.8, (0.28, 1.0)
"""How low the multiplication goes to where a network does it, how far from a curve squashing does; in how many seconds, when."""
SAME_LOOP = "A recurrent network loops, too: "
DROPS = "tanh never makes a number {low:0}. A factor between {low:0} and {high:0} can: a sigmoid makes one."
"""Why there is a network after the arithmetic, and why there are gates after that."""
SELECTING = "selecting_preactivation", "selecting_gate"
"""The sums of gates and the gates, as the trace calls them."""
FORGOTTEN = "{sum:2} becomes {gate:2}. Times that, almost all is forgotten."
KEPT = "{sum:2} becomes {gate:2}. Times that, almost all is kept."
"""What is said of what the two sums become, before that has a name."""
NOTES = "almost all forgotten", "almost all kept"
"""What becomes of a vector that is multiplied with either."""


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
        self.write_out()
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
        theme, self.key = self.theme, legends(self.frame.legend, theme=self.theme)
        self.question = Label("Why squash at all?", theme=theme, size=HERO, weight=BOLD).sit_amid(0.0, 2.2)
        vector = self.read("vector", of=1)
        self.first = VGroup(*(self.first_number(vector[entry]) for entry in range(len(vector))))
        spread = max(SPREAD, max(float(each.width) for each in self.first) + 0.4)
        for entry, number in enumerate(self.first):
            about(number, entry).shift((spread * (entry - (len(vector) - 1) / 2), 0, 0))
        look: dict[str, Any] = {"stroke_color": theme.colour("memory"), "stroke_width": theme.stroke}
        self.shell = Box(width=spread * len(vector) + 0.3, height=2 * SHELL, corner_radius=0.16, **look)
        self.shell.move_to((0, FIRST, 0))
        places = (-3.4, LOOPS), (3.4, LOOPS)
        self.loops = [
            Loop(self.of("factor"), function, place, theme=theme) for function, place in zip(("", "tanh"), places, strict=True)
        ]
        for loop in self.loops:
            loop.scale(LARGE, about_point=(*loop.at, 0))
        self.ways = [self.way(loop) for loop in self.loops]
        self.add(self.key, self.question, self.shell, self.first, *self.loops)
        with self.beat("A recurrent network takes its own numbers in again and again. Why squash?") as room:
            self.play(*(Extend(way, run_time=theme.beat) for way in self.ways))
            for loop, way in zip(self.loops, self.ways, strict=True):
                self.play(self.into(way, max(0.3 * room, 1.2)))
                self.play(*loop.lit(theme, max(0.2 * room - 0.4, 0.6)))

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
        theme = self.theme
        grown, squashed, stretched = (self.read(key, of=1) for key in ("grown", "squashed", "stretched"))
        self.free = Lane(grown, unit=ONE, foot=UPPER[0], top=UPPER[1], theme=theme, ticks=(-4, -2, 2, 4))
        look: dict[str, Any] = {"theme": theme, "ticks": (-1, 1), "stretched": stretched, "places": 3}
        self.held = Lane(squashed, unit=ONE, foot=LOWER[0], top=LOWER[1], **look)
        starts = [(float(each.get_x()), float(each.get_y())) for each in self.first]
        large = float(self.first[0].height / self.free.numbers[0].height)
        heights = [sum(each) / 2 for each in (UPPER, LOWER)]
        gone = VGroup(self.question, self.shell, *self.ways)
        said = "One copy is multiplied by a weight of {factor:0} each time, one also goes through tanh."
        with self.beat(said, factor=self.of("factor")) as room:
            going = [self.aside(loop, y) for loop, y in zip(self.loops, heights, strict=True)]
            self.play(Vanish(gone, run_time=theme.quick), *going)
            self.remove(*self.first)
            seconds = max(room - 1.0 - theme.quick, 2.0)
            self.play(*self.free.arrive(starts, large, seconds), *self.held.arrive(starts, large, seconds))
            self.counts = [self.counted(0, loop) for loop in self.loops]
            self.later(*(Appear(each, run_time=theme.quick) for each in self.counts))

    def aside(self, loop: Loop, y: float) -> Animation:
        """Return the animation in which a loop goes to the side of its lane."""
        x0, y0 = (float(each) for each in loop.get_center()[:2])
        return Go(loop, Path((x0, y0), (COLUMN, y + 0.3)), end=SMALL / LARGE, run_time=self.theme.slow)

    def counted(self, step: int, loop: Loop) -> Label:
        """Return how often was multiplied, under a loop."""
        label = Label(phrase("{count:0} time{count:s}", count=self.of("repetitions", step)), theme=self.theme, colour="muted")
        return about(label.sit_amid(COLUMN, float(loop.get_bottom()[1]) - 0.3), step)

    def multiply(self) -> None:
        """Let both lanes go on in step, slowly, then fast."""
        large = int(self.sizes.argmax())
        values = {name: self.of("grown", step, large) for name, step in zip("abc", range(3), strict=True)}
        self.cast("entry", a=large, b=large, c=large)
        said = ", ".join(f"{{{name}:{plain(float(each.value))}}}" for name, each in values.items())
        said += ": times {factor:0} again and again, and nothing holds it."
        with self.moment():
            with self.beat(said, factor=self.of("factor"), **values) as room:
                self.go_on(range(1, SLOW + 1), max(room, 2 * SLOW * CALM))
            said = "With tanh after it, they are back between {low:0} and {high:0} each time."
            with self.beat(said, **self.ends("tanh")) as room:
                self.go_on(range(SLOW + 1, FAST + 1), room)

    def go_on(self, steps: Sequence[int], seconds: float) -> None:
        """Go on step by step in both lanes: all is multiplied and counted, and then what is below is squashed."""
        half = max(seconds / len(steps) / 2, QUICKEST)
        for step in steps:
            self.perform([self.multiplied(step, half)])
            self.perform([self.squashed(half)])

    def multiplied(self, step: int, run_time: float) -> Play:
        """Return the play in which both lanes are multiplied for a step."""
        free, held = (lane.stretch(step, run_time) for lane in (self.free, self.held))
        lights = [Light(loop.times, self.theme, run_time=run_time) for loop in self.loops]
        moves = [*free.animations, *held.animations, *lights, *self.count_on(step, run_time)]
        return Play(moves, replaced=[*free.replaced, *held.replaced])

    def squashed(self, run_time: float) -> Play:
        """Return the play in which the lower lane is squashed."""
        held = self.held.squash(run_time)
        return Play([Light(self.loops[1].squash, self.theme, run_time=run_time), *held.animations], replaced=held.replaced)

    def count_on(self, step: int, run_time: float, lanes: Sequence[int] = (0, 1)) -> list[Animation]:
        """Return animations in which the counts of some lanes go on, at the moment when the numbers do that they count."""
        before = [self.counts[lane] for lane in lanes]
        for lane in lanes:
            self.counts[lane] = self.counted(step, self.loops[lane])
        return give_way(before, [self.counts[lane] for lane in lanes], run_time)

    @property
    def last(self) -> int:
        """The last step of the trace."""
        return len(self.numbers.lookup("digits")) - 1

    def write_out(self) -> None:
        """Say how far it goes without squashing: what all were multiplied with is written out."""
        theme, last = self.theme, self.last
        fields = {"count": self.of("repetitions", last), "digits": self.of("digits", last)}
        self.cast("step", count=last, digits=last)
        area = Area(AXIS - ROOM, AXIS + ROOM, UPPER[0], UPPER[1] - HEADING)
        wall = DigitWall(self.read("power", of=1), area, theme=theme)
        head = wall.head(self.of("factor"), fields["count"])
        gone = [Vanish(each, window=(0.0, 0.5), run_time=PULSE) for each in self.free.shown]
        said = "After {count:0} times, each number is multiplied by this: {digits:0} digits."
        with self.beat(said, **fields) as room:
            light = Light(self.loops[0].times, theme, run_time=PULSE)
            self.play(*gone, light, Appear(head, window=(0.5, 1.0), run_time=PULSE), *self.count_on(last, PULSE, [0]))
            self.play(wall.write(max(room - PULSE - theme.quick, 3.0)))
            self.play(Appear(wall.length(fields["digits"]), run_time=theme.quick))

    def settle(self) -> None:
        """Say where it ends with squashing, after as many times."""
        size, entry = min((size, entry) for entry, size in enumerate(self.sizes.tolist()) if size)
        fields = {"small": self.of("vector", entry), "end": self.of("squashed", self.last, entry)}
        self.cast("step", end=self.last)
        self.cast("entry", small=entry, end=entry)
        start = f"{{small:{plain(float(fields['small'].value))}}}"
        said = f"Squashed, {start} has settled at {{end:3}}: it cannot leave, and keeps its sign."
        if size < float(np.abs(fields["end"].value)):
            said = f"Squashed, even {start} has grown to {{end:3}}: never too large, its sign kept."
        if alike := self.settled_like(entry, self.last)[:1]:
            fields |= {"other": self.of("vector", alike[0])}
            self.cast("entry", small=entry, end=entry, other=alike[0])
            other = f"{{other:{plain(float(fields['other'].value))}}}"
            said = f"Squashed, {start} and {other} both end at {{end:3}}: bounded, but now they look alike."
        with self.beat(said, **fields) as room:
            half = max((room - self.theme.beat) / 2, PULSE)
            held, light = self.held.stretch(self.last, half), Light(self.loops[1].times, self.theme, run_time=half)
            counts = self.count_on(self.last, half, [1])
            self.perform([Play([light, *held.animations, *counts], replaced=held.replaced)])
            self.perform([self.squashed(half)])
            self.play(*(Appear(each, run_time=self.theme.beat) for each in self.held.origins()))

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

    @cached_property
    def units(self) -> tuple[int, ...]:
        """The units that are drawn, those of the largest and the least sum among them."""
        sizes = np.abs(self.trace.preactivation[self.step])
        return tuple(self.trace.most_active(UNITS, among=(int(sizes.argmax()), int(sizes.argmin()))))

    def read_a_word(self) -> None:
        """Let a network make sums of a word and the numbers that it holds."""
        step, theme = self.step, self.theme
        reach = max(3.0, 1.1 * float(np.abs(self.trace.preactivation[step, list(self.units)]).max()))
        self.loop = SquashLoop(reach, self.units, notation=self.notation, theme=theme)
        self.ribbon = self.sentence(step)
        if step:
            self.loop.hold([self.value("previous_hidden", step, unit) for unit in self.units])
        strangers: list[VMobject] = [chip for time, chip in self.ribbon.shown.items() if not self.trace.known[time]]
        self.act("a real network", self.where(step))
        says = SAME_LOOP + f"“{{word:short}}” {'and its old numbers make' if step else 'makes'} weighted sums."
        coming, handed = (self.loop.curve, self.loop.weights, *self.loop.held, self.ribbon), self.handed_over()
        with self.beat(says, *handed, *self.turned(Leave, *coming), word=self.value("tokens", step)) as room:
            self.later(*(Appear(each, run_time=theme.quick) for each in self.some_of_all()))
            self.perform(self.loop.take_in(self.ribbon.current, self.read("preactivation", step), room))
        self.admit_strangers(*(strangers or [self.ribbon]))

    def handed_over(self) -> list[Animation]:
        """Return animations in which what the loop did goes to where the network does it: into its sums, and beside its curve."""
        weights, curve, (times, squash) = self.loop.weights, self.loop.curve, self.loops[1].tools
        door, beside = (float(weights.get_x()), float(weights.get_bottom()[1])), (curve.left - ASIDE, float(curve.sign.get_y()))
        self.loops[1].remove(times, squash)  # they go on: only the wire of the loop goes
        (x0, y0), (x1, y1) = ((float(tool.get_x()), float(tool.get_y())) for tool in (times, squash))
        low, late = ((x0, y0), (x0, WAY), (door[0], WAY), door), {"there": True, "window": CLEARED, "run_time": HANDING}
        return [sent(times, *low, **late), sent(squash, (x1, y1), (beside[0], y1), beside, **late)]

    def sentence(self, step: int) -> Ribbon:
        """Return the words, that of a step lit."""
        row = Ribbon(self.read("tokens"), self.trace.known, step, theme=self.theme, width=self.frame.width)
        row.move_to((0, WORDS, 0))
        return row

    def some_of_all(self) -> list[Label]:
        """Return how many of the numbers are shown, where not all are."""
        shown = len(self.units)
        if shown == self.trace.sizes.unit:
            return []
        said = phrase("{some:0} of {all:0} numbers", some=self.value("unit_numbers", shown - 1), all=self.value("sizes.unit"))
        label = Label(said, theme=self.theme, size=self.theme.small, colour="muted")
        return [about(label.sit_amid(float(self.loop.weights.get_right()[0]), HEAD, 1), shown - 1)]

    def squash_a_state(self) -> None:
        """Let the sums go up the curve of tanh and across: what they become is the state."""
        step, sums = self.step, np.abs(self.trace.preactivation[self.step])
        first, results = max(self.units, key=lambda unit: sums[unit]), [self.value("hidden", step, unit) for unit in self.units]
        said = {"value": self.value("preactivation", step, first), "result": self.value("hidden", step, first)}
        self.cast("unit", value=first, result=first)
        with self.beat("The strongest sum, {value:2}, goes up to the curve and across: {result:3}.", **said) as room:
            if self.has_remarks:  # then nothing is said of the others
                self.perform(self.loop.squash(first, results, 0.6 * room))
                self.play_all([self.loop.squash_others(first, 0.4 * room)])
            else:
                self.perform(self.loop.squash(first, results, max(room, 3.2)))
        if len(self.units) > 1 and not self.has_remarks:
            self.squash_the_others(first)
        self.hand_on()

    def squash_the_others(self, first: int) -> None:
        """Let all other sums go up and across, and speak of the weakest."""
        sums = np.abs(self.trace.preactivation[self.step])
        weakest = min(self.units, key=lambda unit: sums[unit])
        value, result = (self.value(key, self.step, weakest) for key in ("preactivation", "hidden"))
        self.cast("unit", value=weakest, result=weakest)
        little = abs(float(value.value) - float(result.value)) < LITTLE * float(sums[weakest])
        says = "The weakest, {value:2}, hardly changes" if little else "The weakest, {value:2}, becomes {result:3}"
        fields = {"value": value} if little else {"value": value, "result": result}
        with self.beat(says + "; none gets past {low:0} or {high:0}.", **fields, **self.ends("tanh")) as room:
            self.play(*self.loop.squash_others(first, max(room, CONVOY * (len(self.units) - 1))))

    def hand_on(self) -> None:
        """Let what was squashed go into the sums of the next word, if there is one."""
        after = self.step + 1
        there = after < len(self.trace.tokens)
        go = "go" if there else "would go"
        with self.beat(f"Squashed, they {go} into the next word’s sums, and can never explode.") as room:
            if not there:
                self.perform(self.loop.go_round(max(room, 1.6)))
                return
            before, self.ribbon = self.ribbon, self.sentence(after)
            self.rename(self.where(after))
            self.remove(before)
            self.add(self.ribbon)
            self.perform(self.loop.take_in(self.ribbon.current, self.read("preactivation", after), room))

    # -- the sigmoid -------------------------------------------------------------------------------------------------------

    def select(self) -> None:
        """Let what a sigmoid makes of two sums multiply the vector; when it is seen what that does, it is called a gate."""
        sums, gates, vector, selected = (self.read(key, of=1) for key in (*SELECTING, "vector", "selected"))
        chosen = Selector(sums, gates, vector, selected, notes=NOTES, notation=NOTATION, theme=self.theme)
        self.act("what may pass")
        coming = self.turned(Vanish, chosen.curve, chosen.source, chosen.vector)
        with self.beat(DROPS, *coming, **self.ends("share")) as room:
            self.perform(chosen.take_sums(max(room, 2.0)))
        for number, says in enumerate((FORGOTTEN, KEPT)):
            self.cast("gate", sum=number, gate=number)
            with self.beat(says, sum=self.of(SELECTING[0], number), gate=self.of(SELECTING[1], number)) as room:
                long = max(0.4 * room, 1.2 if self.has_remarks else 1.6)
                self.perform([*chosen.open(number, long), *chosen.select(number, long)])
        with self.beat("Such a factor is a gate: LSTM networks have them.") as room:
            self.perform(chosen.christen(max(room, 1.6)))

    def answer(self) -> None:
        """Show what grows, what is squashed and goes round, and what is squashed to be a gate, one below the other."""
        found = SquashAnswer(
            self.of("factor"),
            [self.of(key, self.last) for key in ("digits", "repetitions")],
            [self.read(key, of=1) for key in ("power", "squashed", "stretched", SELECTING[1])],
            unit=ONE,
            notes=NOTES,
            notation=NOTATION,
            theme=self.theme,
        )
        self.play(*self.turned(Vanish, *found, found.lane.shown))
        self.act("the answer")
        squashed = found.squash(LASTING)
        self.remove(*squashed.replaced)
        said = "Squashed, numbers stay between {low:0} and {high:0}, however often they go round."
        self.end(said, *squashed.animations, **self.ends("tanh"))

    def turned(self, how: type[Vanish], *coming: VMobject) -> list[Animation]:
        """Return animations in which all goes but the header, the caption and the key to the colours, and other things come."""
        stay, seconds = {id(each) for each in (self._title, self._header, self._caption, self.key)}, self.theme.slow
        here = [each for each in self.mobjects if isinstance(each, VMobject) and id(each) not in stay]
        going = [how(each, window=(0.0, 0.5), run_time=seconds) for each in here]
        return [*going, *(Appear(each, window=(0.45, 1.0), run_time=seconds) for each in coming)]

"""Is that all: a dozen lines of Python, six equations, and the numbers of one real step."""

from contextlib import nullcontext

from manim import Animation, VGroup

from scenes.mobjects.legend import legends
from scenes.mobjects.motion import Appear, Vanish
from scenes.mobjects.moves import Light
from scenes.mobjects.notation.equations import Equation
from scenes.mobjects.places import stays
from scenes.mobjects.reading import Caption, Phrase, Reading, phrase
from scenes.mobjects.sets.cards import Card, Stack
from scenes.mobjects.sets.layer_sum import LayerSum
from scenes.mobjects.sets.memory_sum import FROM, MemorySum, Shown
from scenes.mobjects.sets.program import Program
from scenes.mobjects.sets.workings import LAYERS, ROWS, Workings
from scenes.mobjects.text import BOLD, Label
from scenes.mobjects.tokens import Ribbon
from scenes.mobjects.wires import Point
from scenes.telling.held_word import HeldWord
from scenes.telling.one_step import OneStep
from scenes.telling.pace import LEAD, reading_time
from scenes.telling.reader import ReaderFilm

LEFT, TOP, RIGHT, HEADLINE = -6.4, 2.3, 2.04, 2.74
"""Where the program begins, where what its lines set ends, and how high the question stands."""
RIBBON = -2.72
"""The height of the sentence."""
AFTER = 1.3
"""Seconds for which the last picture stands."""
LITTLE = 0.05
"""A cell state below this holds hardly anything."""
EMPTY = "f says how much of the old C stays. Before the first word it is empty."
HARDLY = "f says how much of C stays. Unit {unit:0} held hardly any."
STAYS = "f says how much of the old C stays: the two are multiplied."
"""What is said of the forget gate where C is empty, where it holds hardly anything, and elsewhere."""
SMALL = 0.55
"""How large a value is beside its line, as a part of its size where it is worked with."""


class LSTMCode(HeldWord, ReaderFilm):
    """The question; one word through the program, line by line; h and C go round; the next word; the answer."""

    title = "LSTM: the code"
    needs = ("memory", "weight", "bias")

    def construct(self) -> None:
        self.ask()
        self.stack_up()
        self.run_a_layer()
        self.run_the_layers()
        self.run_the_memory()
        self.show()
        self.go_round()
        self.answer()

    # -- what is followed ------------------------------------------------------------------------------------------------------

    def card(self, name: str, at: Point) -> Card:
        """Return a quantity of the word told of now as a card."""
        return self.card_at(name, self.now, at, flat=True)

    def stack(self, at: Point) -> Stack:
        """Return what all layers read of the word told of now."""
        return self.stack_at(self.now, at, flat=True)

    def word(self) -> tuple[Phrase, bool]:
        """Return the word told of now, and whether the model knows it."""
        return phrase("{word}", word=self.value("tokens", self.now)), bool(self.trace.known[self.now])

    def sayings(self) -> tuple[Phrase, Phrase]:
        """Return what is said of the units on cards: of the strip, and of the one with its number."""
        number = self.value("sizes.unit")
        every = phrase("all {unit:0}" if len(self.units) == self.trace.sizes.unit else "busiest", unit=number)
        return every, phrase("unit {unit:0}", unit=self.value("unit_numbers", self.unit))

    def single(self, *names: str) -> dict[str, Reading]:
        """Return quantities of the followed unit, of the word told of now."""
        return {name: self.value(name, self.now, self.unit) for name in names}

    def sum_of(self, name: str) -> LayerSum:
        """Return the sum of the followed unit in a layer."""
        gate = LAYERS[name]
        given = OneStep(self, time=self.now, unit=self.unit).sum_of(gate, self.trace.declared.gates.index(gate))
        del given["parts"]
        function = "tanh" if name == "new" else "sigmoid"
        split = self.trace.hidden.shape[-1]
        return LayerSum(**given, split=split, name=gate, function=function, notation=self.notation, theme=self.theme)

    # -- the question ----------------------------------------------------------------------------------------------------------

    def ask(self) -> None:
        """Show the program and the equations, tie each to its line, and ask whether that is all."""
        self.now = self.step
        self.act("the question", self.where(self.step))
        self.focus, theme = {"unit": self.unit}, self.theme
        self.lay_out()
        self.headline = stays(Label("Is that all?", theme=theme, size=theme.title * 1.4).sit(LEFT, HEADLINE, -1))
        self.ribbon = self.sentence()
        key = legends(self.frame.legend, theme=theme)
        works = self.workings
        self.add(key, self.headline, self.program, VGroup(*works.equations.values()), self.ribbon)
        with self.beat("Six equations, a dozen lines of Python. Is that a whole LSTM?") as room:
            for name in ROWS:
                seconds = max(room, 3.0) / len(ROWS)
                self.play(*works.tied(name, seconds, (0.0, 1.0)))
        self.admit_strangers(*(chip for time, chip in self.ribbon.shown.items() if self.is_strange(time)))

    def is_strange(self, time: int) -> bool:
        """Tell whether a word is unknown, or was read as another form of it."""
        read = self.trace.tokens_read
        return not self.trace.known[time] or bool(read and read[time])

    def lay_out(self) -> None:
        """Make the program and what it works with."""
        columns = [
            [self.value("program_columns", line, column) for column in range(len(parts))]
            for line, parts in enumerate(self.trace.program_columns)
        ]
        self.program = Program(
            self.read("program"),
            columns,
            self.read("line_numbers"),
            left=LEFT,
            top=TOP,
            right=RIGHT,
            rows=(*ROWS, "stack"),
            first="x",
            theme=self.theme,
        )
        self.workings = Workings(
            self.card,
            self.stack,
            self.word,
            lambda name: self.program.y(self.program.number(name)),
            self.program.end,
            self.sayings(),
            notation=self.notation,
            theme=self.theme,
        )

    def sentence(self) -> Ribbon:
        """Return the sentence, the word told of now lit."""
        ribbon = Ribbon(self.read("tokens"), self.trace.known, self.now, theme=self.theme, width=self.frame.width)
        return ribbon.move_to((0, RIBBON, 0))

    # -- one word, line by line ------------------------------------------------------------------------------------------------

    def turn(self, name: str, seconds: float = LEAD, *, worked_out: bool = False) -> list[Animation]:
        """Return animations in which the pointer goes to a line; the equation of that is put where it is worked out."""
        plays = self.program.turned(name, window=(0.0, 1.0), seconds=seconds)
        if self.head is not None:
            plays.append(Vanish(self.head, window=(0.0, 0.5), run_time=seconds))
            self.head = None
        if worked_out:
            self.head = self.workings.headed(name)
            plays.append(Appear(self.head, window=(0.5, 1.0), run_time=seconds))
        return plays

    head: Equation | None = None

    def stack_up(self) -> None:
        """Run the loop's head and the line that stacks h and x."""
        self.act("the stack", self.where(self.step))
        works, program = self.workings, self.program
        gone = [Vanish(VGroup(*each.values()), run_time=LEAD) for each in (works.equations, works.ties)]
        said = "Next comes “{word:short}”. h and C are from the words before."
        if not self.step:
            said = "First comes “{word:short}”. h and C are still empty."
        with self.beat(said, *gone, word=self.value("tokens", self.step)) as room:
            self.bring_to_back(program.band)
            seconds = max(room, 2.0)
            marks = [Appear(each, window=(0.0, 0.2), run_time=seconds) for each in (program.band, program.pointer)]
            word = Appear(works.take(), window=(0.1, 0.35), run_time=seconds)
            lit = Light(self.ribbon.current, self.theme, window=(0.0, 0.3), run_time=seconds)
            self.play(*marks, word, lit, *works.begun(seconds, (0.3, 1.0)))
        with self.beat("h and x make the stack that each layer reads.", *self.turn("stack")) as room:
            seconds = max(room, 2.2)
            self.play(*works.stacked(seconds, (0.0, 1.0)))

    def run_a_layer(self) -> None:
        """Run the first layer, with the sum of the followed unit in full."""
        self.act("one layer", self.where(self.step))
        works = self.workings
        self.sums = made = self.sum_of("f")
        self.fed = made.fed
        small = Stack.WIDE * 2 / made.fed.width
        fields = {"unit": self.value("unit_numbers", self.unit)}
        said = "For f, unit {unit:0} multiplies each number of the stack by a weight."
        with self.beat(said, *self.turn("f", worked_out=True), **fields) as room:
            seconds, written = max(room, 3.0), made.written_out()
            self.play(*made.fill(works.home("stack"), small, 0.4 * seconds, (0.0, 1.0)))
            self.play(*made.weighed(0.4 * seconds, (0.0, 1.0)))
            self.play(Appear(written, run_time=0.2 * seconds))
        with self.beat("Laid end to end, with b, they come to {total}.", total=made.total.patch.reading) as room:
            seconds = max(room, 2.2)
            self.play(*made.laid(0.7 * seconds, (0.12, 1.0)), Vanish(written, window=(0.0, 0.12), run_time=0.7 * seconds))
            self.play(*made.added(0.3 * seconds, (0.0, 1.0)))
        with self.beat("sigmoid squashes that into a share: f is {result}.", result=made.result.patch.reading) as room:
            seconds = max(room, 2.7)
            self.play(*self.bring_home("f", seconds, (0.66, 1.0)), *made.squashed(seconds, (0.0, 0.64)))

    def bring_home(self, name: str, seconds: float, span: tuple[float, float]) -> list[Animation]:
        """Return animations in which the result of a layer goes to its line, and the other units with it."""
        works, (start, end) = self.workings, span
        middle = start + 0.6 * (end - start)
        x, y = works.slot(name)
        aside = FROM, float(self.sums.result.get_y())
        copy, going = self.sums.sent([aside, (FROM, y), (x, y)], 0.8, seconds, (start, middle))
        return [going, *works.come(name, [copy], seconds, (middle, end))]

    def run_the_layers(self) -> None:
        """Run the other three layers: the same, with other weights."""
        self.act("three more", self.where(self.step))
        said = "Three more layers, each with its own W. Of the four, only “new” takes tanh."
        with self.beat(said) as room:
            for name in ("i", "new", "o"):
                self.run_layer(name, max(room / 3, 1.5))

    def run_layer(self, name: str, seconds: float) -> None:
        """Run one layer in one go."""
        gone = Vanish(self.sums.whole, window=(0.0, 0.1), run_time=seconds)
        self.sums = made = self.sum_of(name)
        plays = [*self.bring_home(name, seconds, (0.84, 1.0)), gone, *self.turn(name, 0.3 * seconds, worked_out=True)]
        plays += made.weighed(seconds, (0.1, 0.3)) + made.laid(seconds, (0.25, 0.45))
        self.play(*plays, *made.squashed(seconds, (0.45, 0.84), at_once=True))

    # -- C and h ---------------------------------------------------------------------------------------------------------------

    def run_the_memory(self) -> None:
        """Run the line that makes C: two products and their sum."""
        self.act("C and h", self.where(self.step))
        said, fields = self.of_the_old()
        with self.moment() if self.step == self.last else nullcontext():
            self.memory = made = self.memory_sum()
            leaving = Vanish(VGroup(self.sums.whole, self.fed), window=(0.0, 0.4), run_time=LEAD)
            tool, other = (Appear(made.tools[name], window=(0.6, 1.0), run_time=LEAD) for name in ("kept", "written"))
            with self.beat(said, leaving, tool, *self.turn("C", worked_out=True), **fields) as room:
                self.multiply(made, "kept", max(room, 2.4))
            with self.beat("i says how much of “new” comes in. With what stays, that is the new C.", other) as room:
                seconds = max(room, 3.6)
                plus = Appear(made.tools["C"], window=(0.8, 1.0), run_time=0.5 * seconds)
                self.multiply(made, "written", 0.5 * seconds, plus)
                self.add_up(made, 0.5 * seconds)

    def of_the_old(self) -> Caption:
        """Return what is said of the forget gate: by what there is to keep."""
        if not self.step:
            return EMPTY, {}
        if abs(float(self.trace.previous_cell[self.step, self.unit])) < LITTLE:
            return HARDLY, {"unit": self.value("unit_numbers", self.unit)}
        return STAYS, {}

    def memory_sum(self) -> MemorySum:
        """Return the followed unit of the line that makes C."""
        names = {"f": "forget_gate", "old C": "previous_cell", "i": "input_gate", "new": "candidate", "C": "cell"}
        names |= {"kept": "kept", "written": "written"}
        readings = {name: self.value(key, self.now, self.unit) for name, key in names.items()}
        return MemorySum(readings, notation=self.notation, theme=self.theme)

    def multiply(self, made: MemorySum, which: str, seconds: float, *meanwhile: Animation) -> None:
        """Let a gate and what it lets through come to their operator and meet."""
        pair = ("f", "old C") if which == "kept" else ("i", "new")
        plays = [*meanwhile]
        for name in pair:
            plays += made.come(name, made.way(name, self.workings.slot(name)), SMALL, seconds, (0.0, 0.5))
        self.play(*plays, *made.multiplied(which, seconds, (0.55, 1.0)))

    def add_up(self, made: MemorySum, seconds: float) -> None:
        """Let both products meet at the plus, and take what comes out to its line."""
        self.play(*self.home_from(made, "C", seconds), *made.added(seconds, (0.0, 0.55)))

    def home_from(self, made: MemorySum | Shown, name: str, seconds: float) -> list[Animation]:
        """Return animations in which a copy of what comes out goes to its line, and the other units with it."""
        (x, y), here = self.workings.slot(name), made.AT[name][0][1]
        copy, going = made.sent(name, [(FROM, here), (FROM, y), (x, y)], SMALL * 1.3, seconds, (0.62, 0.84))
        return [going, *self.workings.come(name, [copy], seconds, (0.84, 1.0))]

    def show(self) -> None:
        """Run the line that makes h: o lets through some of tanh of C."""
        self.act("h", self.where(self.step))
        works = self.workings
        names = {"o": "output_gate", "C": "cell", "tanh": "squashed_cell", "h": "hidden"}
        readings = {name: self.value(key, self.now, self.unit) for name, key in names.items()}
        made = Shown(readings, notation=self.notation, theme=self.theme)
        leaving = [*self.memory.gone(LEAD, (0.0, 0.4)), Appear(made.tools, window=(0.6, 1.0), run_time=LEAD)]
        with self.beat("h is what is shown of C: tanh of it, times o.", *leaving, *self.turn("h", worked_out=True)) as room:
            seconds = max(room, 3.0)
            plays = self.home_from(made, "h", seconds)
            for name in ("o", "C"):
                plays += made.come(name, made.way(name, works.slot(name)), SMALL, seconds, (0.0, 0.22))
            plays += made.squashed(seconds, (0.22, 0.42)) + made.met(seconds, (0.42, 0.62))
            self.play(*plays)
        self.shown = made

    # -- the next word ---------------------------------------------------------------------------------------------------------

    def go_round(self) -> None:
        """Let h and C go round for the next word, and run all lines again."""
        works = self.workings
        if self.step == self.last:
            return
        self.act("the loop", self.where(self.step))
        with self.moment():
            leaving = [*self.shown.gone(LEAD, (0.0, 0.5)), *self.turn("yield")]
            with self.beat("yield gives out h and C. The next word starts with them.", *leaving) as room:
                seconds = max(room, 2.8)
                self.bring_to_back(*works.loops.values())
                self.play(*works.looped(0.3 * seconds, (0.0, 1.0)))
                self.play(*works.handed_over(0.7 * seconds, (0.0, 1.0)))
            self.now = self.step + 1
            self.rename(self.where(self.now))
            said, word = "The same lines and weights again, now with “{word:short}”.", self.value("tokens", self.now)
            with self.beat(said, *self.take_the_next(), word=word) as room:
                self.run_again(max(room, 3.0))
        self.remember()

    def take_the_next(self) -> list[Animation]:
        """Let the next word be the one that is told of; return animations in which what the last one left goes."""
        works = self.workings
        gone = VGroup(works.said, works.stack, *(works.cards[name] for name in LAYERS), *works.loops.values())
        old, come = works.renew()
        self.remove(*old, self.ribbon)
        self.ribbon = self.sentence()
        self.add(*come, self.ribbon)
        new = Appear(works.take(), window=(0.5, 1.0), run_time=LEAD)
        return [Vanish(gone, window=(0.0, 0.45), run_time=LEAD), new, *self.turn("x")]

    def run_again(self, seconds: float) -> None:
        """Run the stack and the four layers again, without their sums."""
        works = self.workings
        self.play(*self.turn("stack", 0.4 * seconds), *works.stacked(0.4 * seconds, (0.1, 1.0)))
        for name in LAYERS:
            each = 0.6 * seconds / len(LAYERS)
            self.play(*self.turn(name, 0.6 * each), *works.come(name, [], each, (0.4, 1.0)))

    def remember(self) -> None:
        """Run the lines that make C and h again, and yield."""
        fields = self.single("previous_cell", "kept", "written")
        said = "{kept} of the {previous_cell} in C stays; {written} is added: the new C."
        made = self.memory_sum()
        tools = Appear(VGroup(*made.tools.values()), window=(0.6, 1.0), run_time=LEAD)
        with self.beat(said, tools, *self.turn("C", worked_out=True), **fields) as room:
            seconds = max(room, 3.0)
            self.multiply(made, "kept", 0.36 * seconds)
            self.multiply(made, "written", 0.32 * seconds)
            self.add_up(made, 0.32 * seconds)
            works, quick = self.workings, self.theme.quick
            self.play(*self.turn("h", quick), *works.come("h", [], quick, (0.5, 1.0)))
            lit = [Light(works.cards[name].frame, self.theme, run_time=quick) for name in "hC"]
            self.play(*self.turn("yield", quick), *lit)
        self.memory = made

    # -- the answer ------------------------------------------------------------------------------------------------------------

    def answer(self) -> None:
        """Count the lines, each equation beside its own, and say what else there is."""
        self.act("the answer")
        works, theme, program = self.workings, self.theme, self.program
        fields = {"count": self.value("sizes.time"), "lines": self.value("line_numbers", len(program.lines) - 1)}
        runs = "run for each of {count:0} words" if len(self.trace.tokens) > 1 else "run for {count:0} word"
        said = f"{{lines:0}} lines, {runs}. W and b were learned."
        seconds = max(reading_time(phrase(said, **fields)) - AFTER, 3.6)
        lens = self.shown if self.step == self.last else self.memory
        marks = Vanish(VGroup(program.pointer, program.band), window=(0.0, 0.06), run_time=seconds)
        gone = lens.gone(seconds, (0.0, 0.06))
        if self.head is not None:
            gone.append(Vanish(self.head, window=(0.0, 0.06), run_time=seconds))
        plays = [*gone, marks]
        each = 0.6 / len(program.lines)
        for number, (name, count) in enumerate(zip(program.names, program.counts, strict=True)):
            span = 0.06 + number * each, 0.06 + (number + 1) * each
            plays.append(Appear(count, window=span, run_time=seconds))
            if name in ROWS:
                plays += works.shown(name, seconds, span)
        reply = Label("Yes, the whole cell.", theme=theme, size=theme.title * 1.4, weight=BOLD)
        reply.sit(float(self.headline.get_right()[0]) + 0.4, HEADLINE, -1)
        plays.append(Appear(stays(reply), window=(0.66, 0.72), run_time=seconds))
        words = list(self.ribbon.shown.values())
        turns = [(0.7 + 0.3 * number / len(words), 0.7 + 0.3 * (number + 1) / len(words)) for number in range(len(words))]
        plays += [Light(chip, theme, window=turn, run_time=seconds) for chip, turn in zip(words, turns, strict=True)]
        self.end(said, *plays, **fields)

"""Is that all: a dozen lines of Python, six equations, and the numbers of one real step."""

from contextlib import nullcontext
from typing import Any, ClassVar

from manim import VGroup

from scenes.mobjects.legend import legends
from scenes.mobjects.motion import Shade, Vanish
from scenes.mobjects.places import stays
from scenes.mobjects.reading import Phrase, Reading, phrase
from scenes.mobjects.scales import scale_of
from scenes.mobjects.sets.cards import Card
from scenes.mobjects.sets.program import Program
from scenes.mobjects.sets.workings import ROWS, Workings
from scenes.mobjects.text import Label
from scenes.mobjects.tokens import Ribbon
from scenes.mobjects.wires import Point
from scenes.telling.held_word import HeldWord
from scenes.telling.pace import LEAD, reading_time
from scenes.telling.reader import ReaderFilm

LEFT, TOP, HEADLINE = -6.3, 2.08, 2.62
"""Where the program begins, and how high the question stands."""
RIBBON = -2.72
"""The height of the sentence."""
FIRST, AGAIN, AFTER = 2.4, 0.75, 1.3
"""Seconds that a line takes at the least, at the first word and at the next one; and for which the last picture stands."""


class LSTMCode(HeldWord, ReaderFilm):
    """The question; one word through the program, line by line; h and C go round; the next word, fast; the answer."""

    title = "LSTM: the code"
    cell_kinds = ("lstm",)
    needs = ("memory", "weight")
    longest = 40
    follows_a_word: ClassVar[bool] = True
    follows_a_unit: ClassVar[bool] = True
    text: ClassVar[str] = "The food was not good but the service was wonderful"

    def construct(self) -> None:
        self.ask()
        self.stack_up()
        self.run_the_layers()
        self.run_the_memory()
        self.go_round()
        self.answer()

    # -- what is followed ------------------------------------------------------------------------------------------------------

    def card(self, name: str, at: Point) -> Card:
        """Return a quantity of the word told of now as a card."""
        return self.card_at(name, self.now, at, flat=True)

    def word(self) -> tuple[Phrase, bool]:
        """Return the word told of now, and whether the model knows it."""
        return phrase("{word}", word=self.value("tokens", self.now)), bool(self.trace.known[self.now])

    def sayings(self) -> tuple[Phrase, Phrase, Phrase]:
        """Return what is said of the shapes of a layer, and of what is on cards."""
        sizes: dict[str, Reading] = {name: self.value(f"sizes.{name}") for name in ("unit", "stacked")}
        layer = phrase("({unit:0} × {stacked:0}) times ({stacked:0}), plus ({unit:0})", **sizes)
        every = phrase("all {unit:0}" if len(self.units) == self.trace.sizes.unit else "busiest", unit=sizes["unit"])
        return layer, every, phrase("unit {unit:0}", unit=self.value("unit_numbers", self.unit))

    # -- the question ----------------------------------------------------------------------------------------------------------

    def ask(self) -> None:
        """Show the program, the equations and what comes in, and ask whether that is all."""
        self.now = self.step
        self.act("the question", self.where(self.step))
        self.focus, theme = {"unit": self.unit}, self.theme
        columns = [
            [self.value("program_columns", line, column) for column in range(len(parts))]
            for line, parts in enumerate(self.trace.program_columns)
        ]
        self.program = Program(self.read("program"), columns, left=LEFT, top=TOP, rows=ROWS, theme=theme)
        look: dict[str, Any] = {"notation": self.notation, "theme": theme}
        self.workings = Workings(
            self.card,
            lambda at: self.stack_at(self.now, at),
            self.word,
            lambda name: self.program.y(self.program.number(name)),
            self.sayings(),
            **look,
        )
        self.headline = stays(Label("Is that all?", theme=theme, size=theme.title * 1.4).sit(LEFT, HEADLINE, -1))
        self.ribbon = self.sentence()
        key = legends(self.frame.legend, theme=theme, keys={"values": scale_of(self.trace.cell)})
        works = self.workings
        standing = VGroup(*works.equations.values(), works.note, works.heads)
        self.add(key, self.headline, self.program, works.wires, works.letters, standing, works.stand(), self.ribbon)
        said = "Six equations, and a dozen lines of Python. Is that a whole LSTM?"
        with self.beat(said) as room:
            lines, each = self.program.lines, max(room, 2.4) / len(self.program.lines)
            for line in lines:
                self.play(Shade(line, theme.dimmed, run_time=each))
        self.admit_strangers(*(chip for time, chip in self.ribbon.shown.items() if not self.trace.known[time]))

    def sentence(self) -> Ribbon:
        """Return the sentence, the word told of now lit."""
        ribbon = Ribbon(self.read("tokens"), self.trace.known, self.now, theme=self.theme, width=self.frame.width)
        return ribbon.move_to((0, RIBBON, 0))

    # -- one word, line by line ------------------------------------------------------------------------------------------------

    def stack_up(self) -> None:
        """Run the loop's head and the line that stacks h and x."""
        self.act("the stack", self.where(self.step))
        works, theme = self.workings, self.theme
        quiet = [Shade(each, theme.dimmed, run_time=LEAD) for each in (*works.equations.values(), works.note)]
        said, word = "The loop takes the next word: x is “{word:short}”.", self.value("tokens", self.step)
        with self.beat(said, *quiet, word=word) as room:
            self.bring_to_back(self.program.band)
            self.add(self.program.pointer)
            self.play(*self.program.turned(self.program.number("x"), window=(0.0, 1.0), seconds=max(room, 1.2)))
        with self.beat("Its numbers are put below h: one stack, that all layers read.") as room:
            self.run_line("stack", max(room, FIRST))

    def run_line(self, name: str, seconds: float) -> None:
        """Run one line: it is lit with its equation, what it works with goes there, and what it gives comes in."""
        works = self.workings
        number, turn = self.program.number(name), (0.0, 0.25)
        plays = [*self.program.turned(number, window=turn, seconds=seconds), *works.turned(name, window=turn, seconds=seconds)]
        if name in works.cards and works.cards[name] in self.mobjects:
            plays.append(Vanish(works.cards[name], window=turn, run_time=seconds))
        makers = {"stack": lambda: works.stacked(seconds, (0.2, 1.0))} | {
            each: (lambda each=each: works.worked(each, seconds, (0.25, 1.0))) for each in ("C", "h")
        }
        made = makers[name]() if name in makers else works.layer(name, seconds, (0.2, 1.0))
        self.play(*plays, *made)

    def run_the_layers(self) -> None:
        """Run the four lines of the layers: the first slowly."""
        self.act("four layers", self.where(self.step))
        with self.beat("One line is one layer: weights times the stack, plus bias, squashed.") as room:
            self.run_line("f", max(room, FIRST))
        with self.beat("The others: the same line, other weights. Only “new” takes tanh.") as room:
            for name in ("i", "new", "o"):
                self.run_line(name, max(room / 3, 1.5))

    def run_the_memory(self) -> None:
        """Run the two lines that make C and h."""
        self.act("C and h", self.where(self.step))
        with self.moment() if self.step == self.last else nullcontext():
            self.tell_the_memory()

    def tell_the_memory(self) -> None:
        """Run the line that makes C, and the line that makes h."""
        fields = {"unit": self.value("unit_numbers", self.unit), "cell": self.value("cell", self.step, self.unit)}
        with self.beat("This line is the memory: what f keeps of the old C, plus what i lets in.") as room:
            self.run_line("C", max(room, FIRST))
        with self.beat("Unit {unit:0} holds {cell}, and o decides how much of it is seen.", **fields) as room:
            self.run_line("h", max(room, FIRST))

    # -- the next word ---------------------------------------------------------------------------------------------------------

    def go_round(self) -> None:
        """Let h and C go round for the next word, and run all lines again, fast."""
        works = self.workings
        if self.step == self.last:
            return
        self.act("the loop", self.where(self.step))
        with self.moment():
            with self.beat("h and C go round: they are what the next word finds.") as room:
                seconds = max(room, 2.6)
                turned = self.program.turned(self.program.number("yield"), window=(0.0, 0.2), seconds=seconds)
                quiet = works.turned("", window=(0.0, 0.2), seconds=seconds)
                self.play(*turned, *quiet, *works.handed_over(seconds, (0.2, 1.0)))
            self.now = self.step + 1
            self.rename(self.where(self.now))
            self.take_the_next()
            word = self.value("tokens", self.now)
            with self.beat("The same lines again, with “{word:short}” and the same weights.", word=word) as room:
                for name in ("stack", *ROWS):
                    self.run_line(name, max(room / 7, AGAIN))

    def take_the_next(self) -> None:
        """Let the next word be the one that is told of."""
        gone, come = self.workings.renew()
        self.remove(*gone, self.ribbon)
        self.ribbon = self.sentence()
        self.add(*come, self.workings.said, self.ribbon)
        self.later(*self.program.turned(self.program.number("x"), window=(0.0, 1.0), seconds=LEAD))

    # -- the answer ------------------------------------------------------------------------------------------------------------

    def answer(self) -> None:
        """Say that this is all."""
        self.act("the answer")
        said = "That is all: these lines, run once for each of {count:0} word{count:s}."
        fields = {"count": self.value("sizes.time")}
        seconds = max(reading_time(phrase(said, **fields)) - AFTER, self.theme.slow)
        lit = [Shade(each, 1.0, run_time=seconds) for each in (*self.program.lines, *self.workings.equations.values())]
        lit.append(Shade(self.workings.note, 1.0, run_time=seconds))
        self.end(
            said, *lit, *(Vanish(each, run_time=self.theme.quick) for each in (self.program.pointer, self.program.band)), **fields
        )

"""Where an LSTM keeps what it knows: the map of its cell, and what it still holds of an early word."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from functools import cached_property

from manim import RIGHT, Animation, VGroup, VMobject

from model.trace.holding import VISIBLE, Leg, forgetter_of, legs_of
from scenes.mobjects.agreeing import Printed
from scenes.mobjects.legend import Legend, legends
from scenes.mobjects.motion import Appear, Leave, Vanish
from scenes.mobjects.moves import Extend, Light, in_turn
from scenes.mobjects.places import stays
from scenes.mobjects.reading import Caption, Reading, phrase
from scenes.mobjects.sets.cards import Card, alone
from scenes.mobjects.sets.cell_map import CellMap
from scenes.mobjects.sets.held_columns import NOUGHT
from scenes.mobjects.sets.reply import replied
from scenes.mobjects.sets.stations import FEW, Journey, Station, width_of
from scenes.mobjects.text import Label
from scenes.mobjects.tokens import Ribbon
from scenes.mobjects.wires import Point, Wire
from scenes.telling.held_numbers import PARTS, held_numbers
from scenes.telling.held_word import HeldWord
from scenes.telling.pace import LEAD, reading_time
from scenes.telling.reader import ReaderFilm

SPELLED, BELOW = "LSTM: long short-term memory, a network of its own", (0.62, 1.0)
"""What its letters stand for, and how far below the question that is said, and what it was trained on."""
RIBBON, GAP, HEADLINE, GATES, NOTE = -2.55, -1.95, -0.1, 2.92, (-6.15, 2.76)
"""Heights: the sentence, the line from word to word, the question, the key to gates; and where it is said what is on a card."""
STOPS, ROOM, ANSWERED = 4, 11.9, 2.86
"""So many words after the followed one are told at the most, how much room they have, and how high the answer stands."""
FASTEST, AFTER = 5.2, 1.4
"""Seconds that all words after the one that erases most take at the least, and for which the last picture stands."""
FOLDS, LAYERS = 1.4, 1.2
"""Seconds in which the map goes into what is on the highway, and in which its layers come."""
OTHERS = 0.05
"""What another word writes is spoken of if it makes a difference of so much."""
QUESTION, REPLY = "Where does an LSTM keep what it knows?", "In C, its cell state."
FORGOT, KEPT = "Of unit {unit:0} it erases {part}: that is forgetting.", "Of unit {unit:0} nearly all is kept here."
MOST, ALL = 0.5, 0.9
"""A gate that is less open erases most; one that is open so far keeps nearly all. Such a part of a whole is nearly all of it."""
ALONE = "All of that is what “{word:short}” wrote: {written}."
NEARLY = "Nearly all of that is what “{word:short}” wrote: {written}."
BOTH = "“{word:short}” added {written} (wide) to the {others} left of the words before it (slim)."
KEEPS = "× keeps a part of all that is there, and + adds what the new word writes."
EARLY = 2
"""A word that is read before such a part of all words, one in so many, is read early."""
FORGETS = "At “{here:short}”, f is only {share}: × shrinks what is there, and so what “{word:short}” wrote."
FORGETS_TOO = "Here f is only {share}: × shrinks all that is there, also of the earlier “{word:short}”."
"""What is said where the word that erases most is the same word once more."""
NOTHING_ERASED = (
    "None of these words erases much of it: what is kept goes on, word after word.",
    "No word erases much of it at once: what is kept goes on, word after word.",
)
NEITHER = "Neither of these words erases much of it: what is kept goes on."
REST = "The words after it erase hardly anything of what is left.", "The words after it erase some more of what is left."
LAST = "The word after it erases hardly anything of what is left.", "The word after it erases some more of what is left."
SOME = 0.1
"""Such a part of what is left is more than hardly anything of it."""
WRITES = "“{other:short}” adds {added} to C. Its f is {share}: "
UNTOUCHED, TOUCHED = "the {held} of “{word:short}” stays.", "of “{word:short}”, {held} stays."
AGAIN = "This “{other:short}” adds {added} to C. Its f is {share}: of the earlier one, {held} stays."
OPEN = 0.98
"""A forget gate that is open so far leaves all, as far as that is seen."""


class LSTMOverview(HeldWord, ReaderFilm):
    """The question; the map and its signs; one word on it; the cell state along the words after it; what is left of that word."""

    title = "LSTM: the whole cell"
    needs = ("memory",)

    def construct(self) -> None:
        self.ask()
        self.explain()
        self.read_a_word()
        self.touch()
        self.show()
        self.travel()
        self.answer()

    # -- what is followed ------------------------------------------------------------------------------------------------------

    def card(self, name: str, at: Point) -> Card:
        """Return a quantity of the followed word as a card."""
        return self.card_at(name, self.step, at, printed=self.printed)

    @cached_property
    def legs(self) -> tuple[Leg, ...]:
        """The way through the words after the followed one: of as many it is told as there is room for."""
        for most in range(STOPS, 0, -1):
            legs = legs_of(self.trace, self.step, self.unit, most)
            if width_of([leg.told for leg in legs]) <= ROOM:
                break
        return legs

    @cached_property
    def printed(self) -> Printed:
        """How all numbers of the followed unit are printed, for each sum and product to hold as printed."""
        return held_numbers(self.trace, self.step, self.unit, self.legs, FEW)

    def fields(self, *names: str, **others: Reading) -> dict[str, Reading]:
        """Return readings of captions by their names: the followed word, its unit, the last word; and others."""
        known = {
            "word": self.value("tokens", self.step),
            "unit": self.value("unit_numbers", self.unit),
            "last": self.value("tokens", self.last),
        }
        return {name: known[name] for name in names} | others

    # -- the question ----------------------------------------------------------------------------------------------------------

    def ask(self) -> None:
        """Show the highway with what was there before the followed word, and ask where that is kept until the last one."""
        self.act("the question")
        self.focus, theme = {"unit": self.unit}, self.theme
        self.sums: list[VGroup] = []
        self.cast("time", word=self.step, last=self.last)
        self.map = CellMap(self.card, lambda at: self.stack_at(self.step, at), notation=self.notation, theme=theme)
        self.ribbon = Ribbon(self.read("tokens"), self.trace.known, self.step, theme=theme, width=self.frame.width)
        self.ribbon.move_to((0, RIBBON, 0))
        chip = self.ribbon.current
        self.door = float(chip.get_x()), float(chip.get_top()[1])
        self.word_wire, self.note = self.map.word_wire(self.door), self.unit_note()
        self.headline = self.question_large()
        values, self.gates = legends(self.frame.legend, theme=theme), Legend("", scale="share", theme=theme)
        self.gates.shift((self.frame.legend.right - float(self.gates.get_right()[0]), GATES, 0))
        before = self.map.cards["previous_cell"], self.map.letters["previous_cell"]
        self.add(values, self.map.highway, self.note, *before, self.ribbon, self.headline)
        says, fields = self.question()
        told: list[list[VMobject]] = [[chip] for time, chip in self.ribbon.shown.items() if time >= self.step]
        self.gap = [] if self.step == self.last else [self.gap_wire()]
        with self.beat(says, **fields) as room:
            seconds = max(room, 2.4)
            told += [] if self.gap else [[self.note]]
            self.play(*in_turn(told, theme, seconds), *(Extend(each, run_time=seconds) for each in self.gap))
        self.admit_strangers(*(chip for time, chip in self.ribbon.shown.items() if not self.trace.known[time]))

    def gap_wire(self) -> Wire:
        """Return the line from the followed word to the last one, or to where the row of words ends if that is not in it."""
        end = self.ribbon.shown.get(self.last)
        x = float(self.ribbon.get_edge_center(RIGHT)[0] if end is None else end.get_x())
        return Wire(self.door, (self.door[0], GAP), (x, GAP), (x, self.door[1]), theme=self.theme, colour="word")

    def question_large(self) -> VGroup:
        """Return the question of the film in large type, and below it what the letters of an LSTM stand for."""
        theme = self.theme
        asked = Label(QUESTION, theme=theme, size=theme.title * 1.4).sit_amid(0.0, HEADLINE)
        spelled = Label(SPELLED, theme=theme, colour="muted").sit_amid(0.0, HEADLINE - BELOW[0])
        return VGroup(stays(asked), stays(spelled), *self.training(0.0, HEADLINE - BELOW[1]))

    def question(self) -> Caption:
        """Return the question about the followed word."""
        if self.step == self.last:
            return "“{word:short}” has just been read. Where is it kept from now on?", self.fields("word")
        read = "is read early" if EARLY * self.step < self.last else "has just been read"
        read = read if self.step else "is read first"
        said = f"“{{word:short}}” {read}. Where is it kept until the last word, “{{last:short}}”?"
        return said, self.fields("word", "last")

    def unit_note(self) -> Label:
        """Return what is said of the cells on a card: what they are, how many units there are, and which one has its number."""
        every = "all" if len(self.units) == self.trace.sizes.unit else "the busiest of"
        said = phrase(
            f"cell state C: a strip of {every} {{count:0}} numbers (units), the number of unit {{unit:0}}",
            count=self.value("sizes.unit"),
            unit=self.value("unit_numbers", self.unit),
        )
        return stays(Label(said, theme=self.theme, size=self.theme.small, colour="muted").sit_amid(*NOTE, -1))

    # -- the map ---------------------------------------------------------------------------------------------------------------

    def explain(self) -> None:
        """Let the highway light up, and the two operators come onto it."""
        self.act("the map")
        signs = [[self.map.operators[name]] for name in ("erasing", "adding")]
        line = Light(self.map.highway, self.theme, run_time=self.theme.slow)
        with self.beat("The line on top is C, the cell state. Only two signs ever change it: × and +.") as room:
            self.play(line)
            self.play(*self.map.signs_come(1.6))
            self.play(*in_turn(signs, self.theme, max(room - 1.6 - self.theme.slow, 1.6)))

    # -- one word ------------------------------------------------------------------------------------------------------------

    def read_a_word(self) -> None:
        """Stack h and the word, and let all layers read the stack."""
        self.act("one word")
        said = "“{word:short}” comes in as x, below h: what the cell has shown so far."
        gone = [Leave(each, run_time=LEAD) for each in (self.headline, *self.gap)]
        with self.beat(said, *gone, **self.fields("word")) as room:
            self.play(*self.map.word_comes(self.word_wire, LEAD))
            self.play(*self.map.stacked(self.door, max(room - LEAD, 2.6)))
        said = "Four blocks of weights read both: three gates (σ), and what to write (tanh)."
        with self.beat(said, *self.map.layers_come(LAYERS), Appear(self.gates, run_time=LAYERS)) as room:
            self.play(*self.map.read(max(room - 0.4, 3.6)))

    def touch(self) -> None:
        """Let the cell state go through the two operators on the highway: in one go if there is nothing yet to be kept."""
        self.act("two touches")
        before, share = (float(self.trace.lookup(name)[self.step, self.unit]) for name in ("previous_cell", "forget_gate"))
        said, fields = "Second touch: i lets in a part of what could be written; + adds that to C.", self.fields()
        empty = abs(before) < VISIBLE
        if empty:
            little = "nearly empty: × has little" if self.step else "empty: × has nothing"
            said, fields = f"Unit {{unit:0}} of C is {little} to keep. + adds what i lets in.", self.fields("unit")
        else:
            erases = FORGOT.replace("{part}", "most" if share < MOST else "a part")
            first = "First touch: × scales the old C by f. " + (erases if share < ALL else KEPT)
            with self.beat(first, **self.fields("unit")) as room:
                self.play(*self.map.slide("kept", max(room, 2.8)))
        with self.once(self.step == self.last), self.beat(said, **fields) as room:
            if empty:
                self.play(*self.map.slide("kept", 1.8))
            self.play(*self.map.offered(max(0.5 * room, 1.6)))
            self.play(*self.map.slide("cell", max(0.5 * room, 2.0)))

    def show(self) -> None:
        """Let a copy of the cell state be shown."""
        self.act("showing")
        said = "h is what shows of C: its tanh, times o. C itself stays what it is."
        with self.beat(said, *self.map.branch_comes(1.0)) as room:
            self.play(*self.map.shown(max(room - 0.2, 3.4)))

    # -- the words after it --------------------------------------------------------------------------------------------------

    def travel(self) -> None:
        """Follow the cell state along the highway through the words after the one that was followed."""
        if self.step == self.last:
            return
        self.act("the highway")
        self.arrive()
        count, at = len(self.journey.stops), self.forgets_at()
        if at is None:
            with self.once(count == 1):
                self.touch_twice(range(1))
            self.go_on(range(1, count), self.none_erases())
        else:
            if at:
                self.touch_twice(range(at))
            with self.moment():
                self.forget(at)
            self.go_on(range(at + 1, count), self.rest(at))

    def arrive(self) -> None:
        """Let the cell state leave its map, and come to the stations of the words after it; the first column grows."""
        self.journey = journey = self.way()
        gone = [Vanish(each, run_time=LEAD) for each in (self.word_wire, self.note)]
        folds = [*self.map.folds(FOLDS), *gone, *alone(self.map.cards["cell"], journey.card, FOLDS)]
        fields = self.fields("word", "unit", cell=self.value("cell", self.step, self.unit))
        after = "words" if self.last - self.step > 1 else "word"
        said = f"C goes on to the {after} after “{{word:short}}”: in unit {{unit:0}} it is {{cell}}."
        with self.beat(self.printed.fill(said, fields), *folds, **fields) as room:
            seconds = max(0.25 * room, 1.0)
            called = journey.called(self.ribbon, seconds)
            self.perform([replace(called, animations=[*journey.comes(self.map.passed, seconds), *called.animations])])
            self.play(*journey.columns.come(max(0.6 * room, 1.2)))
        says, fields = self.parts()
        pointed: list[list[VMobject]] = [] if "others" in fields else [[journey.card], [journey.chip]]  # hardly anything parts
        with self.beat(says, **fields) as room:
            seconds = max(room, 2.4)
            lit = in_turn(pointed, self.theme, seconds) if pointed else []
            self.play(Appear(journey.parted, run_time=self.theme.quick), *journey.columns.part(seconds), *lit)

    def parts(self) -> Caption:
        """Return what is said of the cell state after the followed word: what that wrote, and what is left of those before."""
        own, others = (self.value(key, self.step, self.step, self.unit) for key in PARTS)
        fields, rest = self.fields("word", written=own), abs(float(others.value))
        if not self.step:
            return self.printed.fill(ALONE, fields), fields
        if rest < NOUGHT or rest <= (1 - ALL) * abs(float(own.value) + float(others.value)):
            return self.printed.fill(NEARLY, fields), fields
        fields |= {"others": others}
        said = BOTH if self.step > 1 else BOTH.replace("words", "word")
        return self.printed.fill(said, fields), fields

    def forgets_at(self) -> int | None:
        """Return the stop of the word that erases most of what the followed one wrote, if that is to be seen and it is told."""
        time = forgetter_of(self.trace, self.step, self.unit)
        return next((number for number, stop in enumerate(self.journey.stops) if stop.times == (time, time)), None)

    def touch_twice(self, stops: Sequence[int]) -> None:
        """Say what both operators do at every word, and let the cell state go through the first stops."""
        with self.beat(KEEPS) as room:
            for number in stops:
                self.work(number, max(room / len(stops), 4.0 if len(self.journey.stops) == 1 else 2.4))

    def forget(self, number: int) -> None:
        """Let the cell state go slowly through the stop at which most of what the followed word wrote is erased."""
        time = self.journey.stops[number].times[0]
        self.cast("time", here=time)
        here = {"here": self.value("tokens", time), "share": self.value("forget_gate", time, self.unit)}
        stop = self.journey.stops[number]
        lit = [Light(each, self.theme, run_time=LEAD) for each in (stop.gate, stop.chip)] if isinstance(stop, Station) else []
        says = FORGETS_TOO if self.again(time) else FORGETS
        with self.beat(says, *self.cleared(), *lit, **here, **self.fields("word")) as room:
            self.work(number, max(room, 5.5))

    def work(self, number: int, seconds: float) -> None:
        """Let the cell state go through a stop; if that is told, what its gate makes of the column is written out meanwhile."""
        told = isinstance(self.journey.stops[number], Station)
        gone, self.sums = self.cleared(), [self.journey.worked(number)] if told else []
        come = [Appear(each, window=(0.5, 0.6), run_time=seconds) for each in self.sums]
        self.play(*gone, *self.journey.go(number, seconds), *come)

    def cleared(self) -> list[Animation]:
        """Return animations in which goes what was written out of a stop that is passed."""
        gone, self.sums = self.sums, []
        return [Vanish(each, run_time=self.theme.quick) for each in gone]

    def rest(self, number: int) -> str:
        """Return what is said of the words after the one that erases most: how much of what is left they erase."""
        time = self.journey.stops[number].times[0]
        return (REST if self.last - time > 1 else LAST)[self.shrinks(time)]

    def none_erases(self) -> str:
        """Return what is said of the words after the followed one if none of them erases much."""
        shrinks, two = self.shrinks(self.step), self.last - self.step == len(LAST)
        return NEITHER if two and not shrinks else NOTHING_ERASED[shrinks]

    def again(self, time: int) -> bool:
        """Tell whether a word is the followed one once more."""
        return str(self.trace.tokens[time]).casefold() == str(self.trace.tokens[self.step]).casefold()

    def shrinks(self, time: int) -> bool:
        """Tell whether words after a time erase more than hardly anything of what the followed word wrote."""
        before, after = (float(self.trace.memory[each, self.step, self.unit]) for each in (time, self.last))
        return abs(before - after) >= SOME * abs(before)

    def go_on(self, stops: Sequence[int], said: str) -> None:
        """Let the cell state go through the other stops, fast; and slower through the one at which most is written."""
        loud = self.loudest(stops)
        quiet = [number for number in stops if loud is None or number < loud]
        if quiet:
            with self.once(), self.beat(said, *self.cleared()) as room:
                each = max(room / len(quiet), min(1.5, FASTEST / len(quiet)))
                for number in quiet:
                    self.work(number, each)
        if loud is not None:
            with self.once():
                self.write(loud, [number for number in stops if number > loud])

    def once(self, holds: bool = True) -> AbstractContextManager[None]:
        """Return the moment of the film, if it has had none yet and something holds."""
        return self.moment() if holds and self.moment.start is None else nullcontext()

    def loudest(self, stops: Sequence[int]) -> int | None:
        """Return that of some stops at which most is written into the unit, of those that are told, if that is to be seen."""
        written, every = self.trace.written[:, self.unit], self.journey.stops
        sizes = {number: abs(float(written[every[number].times[0]])) for number in stops if isinstance(every[number], Station)}
        loud = max(sizes, key=lambda number: sizes[number], default=None)
        return loud if loud is not None and sizes[loud] >= OTHERS else None

    def write(self, number: int, others: Sequence[int]) -> None:
        """Let the cell state go through a stop at which another word writes, and through those after it."""
        time = self.journey.stops[number].times[0]
        self.cast("time", other=time)
        share = self.value("forget_gate", time, self.unit)
        fields = {"other": self.value("tokens", time), "added": self.value("written", time, self.unit), "share": share}
        fields["held"] = self.value("memory", time, self.step, self.unit)
        stays = UNTOUCHED if float(share.value) >= OPEN else TOUCHED
        said = self.printed.fill(AGAIN if self.again(time) else WRITES + stays, fields)
        with self.beat(said, *self.cleared(), **fields, **self.fields("word")) as room:
            each = max(room / (len(others) + 2), 1.2)
            self.work(number, 2 * each)
            for other in others:
                self.play(*self.journey.go(other, each))

    def way(self) -> Journey:
        """Return the way through the words."""
        return Journey(
            lambda name, at, time: self.card_at(name, time, at, alone=True, printed=self.printed),
            self.value,
            self.read("tokens"),
            self.trace.known,
            self.legs,
            word=self.step,
            unit=self.unit,
            printed=self.printed,
            theme=self.theme,
        )

    # -- the answer ----------------------------------------------------------------------------------------------------------

    def answer(self) -> None:
        """Say where the word is kept, and how much of it is left."""
        self.act("the answer")
        fields = self.fields("word", "unit", written=self.value("written", self.step, self.unit))
        if self.step == self.last:
            said = "In C: “{word:short}” wrote {written} into unit {unit:0}. A next word would find it there."
            told: list[list[VMobject]] = [[self.map.cards["cell"]], [self.map.highway]]
            self.conclude(said, fields, lambda seconds: in_turn(told, self.theme, seconds))
            return
        wrote, held = (self.value("memory", time, self.step, self.unit) for time in (self.step, self.last))
        fields |= self.fields("last", written=wrote, held=held)
        last = "the last " if self.again(self.last) else ""
        said = f"In C: of the {{written}} of “{{word:short}}” in unit {{unit:0}}, {{held}} is left after {last}“{{last:short}}”."
        self.conclude(said, fields, self.told_again)

    def told_again(self, seconds: float) -> list[Animation]:
        """Return animations in which what the word wrote comes beside what is left of it; both words light up if it is there."""
        compared, stop = self.journey.columns.compared(self.value("tokens", self.step), seconds), self.journey.stops[-1]
        lit: list[list[VMobject]] = [[self.map.highway]]
        if len(self.journey.stops) == 1 and isinstance(stop, Station):
            lit += [[self.journey.chip], [stop.chip]]
        return [*compared, *in_turn(lit, self.theme, seconds)]

    def conclude(self, said: str, fields: dict[str, Reading], shown: Callable[[float], list[Animation]]) -> None:
        """Say the answer in the caption, beside the question over the highway, and let what it is about light up."""
        row = replied(QUESTION, [REPLY], ANSWERED, size=self.theme.title * 0.85, theme=self.theme)
        seconds = max(reading_time(phrase(said, **fields)) - AFTER, self.theme.slow)
        gone = [Leave(each, run_time=self.theme.quick) for each in (*[self.note] * (self.step == self.last), self.gates)]
        said_too = [Appear(stays(each), window=(0.1, 0.3), run_time=seconds) for each in row]
        self.end(said, *gone, *self.cleared(), *shown(seconds), *said_too, **fields)

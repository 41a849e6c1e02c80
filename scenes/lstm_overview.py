"""Where an LSTM keeps what it knows: the map of its cell, and what it still holds of an early word."""

from collections.abc import Sequence
from contextlib import nullcontext
from typing import Any, ClassVar

from manim import Animation, VGroup, VMobject

from model.trace.holding import VISIBLE, forgetter_of, legs_of
from scenes.mobjects.legend import legends
from scenes.mobjects.motion import Appear, Leave, Shade, Vanish
from scenes.mobjects.moves import Travel, in_turn
from scenes.mobjects.places import stays
from scenes.mobjects.reading import Caption, Reading, phrase
from scenes.mobjects.scales import scale_of
from scenes.mobjects.sets.cards import Card
from scenes.mobjects.sets.cell_map import CellMap
from scenes.mobjects.sets.stations import Journey, width_of
from scenes.mobjects.text import Label
from scenes.mobjects.tokens import Ribbon
from scenes.mobjects.wires import Point
from scenes.telling.held_word import HeldWord
from scenes.telling.pace import LEAD, reading_time
from scenes.telling.reader import ReaderFilm

RIBBON, HEADLINE, NOTE = -2.55, 2.71, (6.4, 0.95)
"""Heights: the sentence, and the question; and where it is said what is on a card, to the left of the middle."""
STOPS, ROOM = 4, 12.4
"""So many words after the followed one are told at the most, and how much room they have."""

AFTER, FASTEST = 1.3, 5.2
"""Seconds for which the last picture stands while its caption is read, and that all words but the first take at the least."""
OTHERS = 0.05
"""What other words wrote is spoken of if it makes a difference of so much."""
FORGETS = "Here it forgets: at “{here:short}” f is {share}, so × leaves only {after} of it."
REST = "What nothing erases stays as it is, word after word."
NOTHING_ERASED = "None of these words erases much of it: what is kept goes on, word after word."
OWN_ALONE = "Other words write into unit {unit:0} too: the bars count only what “{word:short}” wrote."


class LSTMOverview(HeldWord, ReaderFilm):
    """The question; the map and its signs; one word on it; the cell state along the words after it; what is left of that word."""

    title = "LSTM: the whole cell"
    cell_kinds = ("lstm",)
    needs = ("memory",)
    longest = 40
    follows_a_word: ClassVar[bool] = True
    follows_a_unit: ClassVar[bool] = True
    text: ClassVar[str] = "The food was not good but the service was wonderful"

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
        return self.card_at(name, self.step, at)

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
        """Show the map with what was there before the followed word, and ask where that is kept through the words after it."""
        self.act("the question")
        self.focus, theme = {"unit": self.unit}, self.theme
        self.cast("time", word=self.step, last=self.last)
        self.map = CellMap(self.card, lambda at: self.stack_at(self.step, at), notation=self.notation, theme=theme)
        self.ribbon = Ribbon(self.read("tokens"), self.trace.known, self.step, theme=theme, width=self.frame.width)
        self.ribbon.move_to((0, RIBBON, 0))
        chip = self.ribbon.current
        self.door = float(chip.get_x()), float(chip.get_top()[1])
        self.word_wire, self.note = self.map.word_wire(self.door), self.unit_note()
        self.headline = stays(
            Label("Where does an LSTM keep what it knows?", theme=theme, size=theme.title * 1.15).sit(
                self.frame.stage.right, HEADLINE, 1
            )
        )
        key = legends(self.frame.legend, theme=theme, keys={"": "share", "values": scale_of(self.trace.cell)})
        before = (each for name, each in self.map.cards.items() if name.startswith("previous"))
        self.add(key, self.map.diagram, self.word_wire, self.note, *before, self.ribbon, self.headline)
        says, fields = self.question()
        later = [[chip] for time, chip in self.ribbon.shown.items() if time >= self.step]
        with self.beat(says, **fields) as room:
            self.play(*in_turn(later, theme, max(room, 2.4)))
        self.admit_strangers(*(chip for time, chip in self.ribbon.shown.items() if not self.trace.known[time]))

    def question(self) -> Caption:
        """Return the question about the followed word."""
        if self.step == self.last:
            return "“{word:short}” has just been read. Where is it kept from now on?", self.fields("word")
        said = "“{word:short}” is read early. Where is it kept until the last word, “{last:short}”?"
        return said, self.fields("word", "last")

    def unit_note(self) -> VGroup:
        """Return what is said of the cells on a card: how many units there are, and which one has its number."""
        every = phrase(
            "strip: all {count:0} units" if len(self.units) == self.trace.sizes.unit else "strip: busiest of {count:0}",
            count=self.value("sizes.unit"),
        )
        one = phrase("number: unit {unit:0}", unit=self.value("unit_numbers", self.unit))
        look: dict[str, Any] = {"theme": self.theme, "size": self.theme.small, "colour": "muted"}
        lines = [Label(said, **look).sit_amid(-NOTE[0], NOTE[1] - 0.3 * row, -1) for row, said in enumerate((every, one))]
        return VGroup(*lines)

    # -- the map ---------------------------------------------------------------------------------------------------------------

    def explain(self) -> None:
        """Say what the signs on the map do."""
        self.act("the map")
        said = "A map of the whole cell. On top runs C, the cell state; all else may only touch it."
        with self.beat(said, Leave(self.headline, run_time=LEAD)) as room:
            self.play(*self.map.signs_light(max(room, 4.0)))

    # -- one word ------------------------------------------------------------------------------------------------------------

    def read_a_word(self) -> None:
        """Stack h and the word, and let all layers read the stack."""
        self.act("one word")
        said = "“{word:short}” comes in as x. It stands below h, what the cell showed last."
        with self.beat(said, **self.fields("word")) as room:
            self.play(*self.map.stacked(self.door, max(room, 2.6)))
        said = "Four layers read this same stack: three gates, and a candidate for what to write."
        with self.beat(said) as room:
            self.play(*self.map.read(max(room, 4.0)))

    def touch(self) -> None:
        """Let the cell state go through the two operators on the highway."""
        self.act("two touches")
        says, fields = self.first_touch()
        with self.beat(says, **fields) as room:
            self.play(*self.map.slide("kept", max(room, 2.8)))
        fields = self.fields("word", "unit", written=self.value("written", self.step, self.unit))
        said = "Second touch: + adds what i lets in. “{word:short}” writes {written} into unit {unit:0}."
        with self.moment() if self.step == self.last else nullcontext(), self.beat(said, **fields) as room:
            self.play(*self.map.offered(max(0.5 * room, 1.7)))
            self.play(*self.map.slide("cell", max(0.5 * room, 1.9)))

    def first_touch(self) -> Caption:
        """Return what is said of the operator that forgets: also where at this word there is nothing to be seen of that."""
        before, after = (float(getattr(self.trace, name)[self.step, self.unit]) for name in ("previous_cell", "kept"))
        if abs(before - after) >= VISIBLE:
            return "First touch: × scales the old C by f, unit by unit. That is how it forgets.", {}
        if abs(before) < VISIBLE:
            said = "First touch: × scales the old C by f. Unit {unit:0} is nearly empty: nothing to forget yet."
            return said, self.fields("unit")
        return "First touch: × scales the old C by f. Of unit {unit:0}, f keeps nearly all here.", self.fields("unit")

    def show(self) -> None:
        """Let a copy of the cell state be shown."""
        self.act("showing")
        with self.beat("h is what shows of C: its tanh, as far as o lets it. C itself stays what it is.") as room:
            self.play(*self.map.shown(max(room, 3.4)))

    # -- the words after it --------------------------------------------------------------------------------------------------

    def travel(self) -> None:
        """Follow the cell state along the highway through the words after the one that was followed."""
        if self.step == self.last:
            return
        self.act("the highway")
        self.journey = journey = self.way()
        cell = self.map.cards["cell"]
        stay = {id(self.map.highway), id(cell)}
        things = [*self.map.diagram, *self.map.legend, *self.map.cards.values(), self.map.stack, self.ribbon]
        things += [self.word_wire, self.note]
        gone = [Vanish(each, run_time=LEAD) for each in things if id(each) not in stay]
        said = "Only C goes on like this. These are the words after “{word:short}”."
        with self.beat(said, *gone, **self.fields("word")) as room:
            shown = [Appear(each, run_time=self.theme.beat) for each in (*(stop.whole for stop in journey.stops), journey.named)]
            self.remove(cell)
            self.play(Travel(journey.card, cell.way_to(journey.card.at), there=True, run_time=self.theme.beat), *shown)
            self.play(*journey.grow(0, max(room - 1.4, self.theme.beat)))
        count, at = len(journey.stops), self.forgets_at()
        if at is None:
            with self.moment():
                self.touch_twice(range(1))
                self.go_on(range(1, count), NOTHING_ERASED)
        else:
            self.touch_twice(range(at))
            with self.moment():
                self.forget(at)
                self.go_on(range(at + 1, count), REST)

    def forgets_at(self) -> int | None:
        """Return the stop of the word that erases most of what the followed one wrote, if that is to be seen and it is told."""
        time = forgetter_of(self.trace, self.step, self.unit)
        return next((number for number, stop in enumerate(self.journey.stops) if stop.times == (time, time)), None)

    def touch_twice(self, stops: Sequence[int]) -> None:
        """Say what may touch the cell state, and let it go through the first stops; if there is none, they light up."""
        with self.beat("Each word touches C only twice: × may erase, + may write.") as room:
            for number in stops:
                self.perform(self.journey.go(number, max(room / len(stops), 4.0 if len(self.journey.stops) == 1 else 2.0)))
            if not stops:
                self.play(*in_turn([stop.touching for stop in self.journey.stops], self.theme, max(room, 2.0)))

    def forget(self, number: int) -> None:
        """Let the cell state go slowly through the stop at which most of what the followed word wrote is erased."""
        time = self.journey.stops[number].times[0]
        self.cast("time", here=time)
        fields = {
            "here": self.value("tokens", time),
            "share": self.value("forget_gate", time, self.unit),
            "after": self.value("memory", time, self.step, self.unit),
        }
        with self.beat(FORGETS, **fields) as room:
            self.perform(self.journey.go(number, max(room, 4.0)))

    def go_on(self, stops: Sequence[int], said: str) -> None:
        """Let the cell state go through the other stops, fast."""
        if not stops:
            return
        with self.beat(said) as room:
            each = max(room / len(stops), min(1.5, FASTEST / len(stops)))
            for number in stops:
                self.perform(self.journey.go(number, each))

    def way(self) -> Journey:
        """Return the way through the words: as many stops are told as there is room for."""
        for most in range(STOPS, 0, -1):
            legs = legs_of(self.trace, self.step, self.unit, most)
            if width_of([leg.told for leg in legs]) <= ROOM:
                break
        return Journey(
            lambda name, at, time: self.card_at(name, time, at, numeral=name not in ("cell", "kept")),
            self.read("tokens"),
            self.trace.known,
            legs,
            word=self.step,
            unit=self.value("unit_numbers", self.unit),
            left=lambda time: self.value("memory", time, self.step, self.unit),
            theme=self.theme,
        )

    # -- the answer ----------------------------------------------------------------------------------------------------------

    def answer(self) -> None:
        """Say where the word is kept, and how much of it is left."""
        self.act("the answer")
        fields = self.fields("word", "unit", written=self.value("written", self.step, self.unit))
        if self.step == self.last:
            said = "In C: “{word:short}” wrote {written} into unit {unit:0}, for all words to come."
            touching = [self.map.operators[name] for name in ("erasing", "adding")]
            self.conclude(said, fields, [[each] for each in touching])
            return
        if abs(self.trace.cell[self.last, self.unit] - self.trace.memory[self.last, self.step, self.unit]) >= OTHERS:
            with self.beat(OWN_ALONE, **self.fields("word", "unit")) as room:
                self.play(*in_turn([stop.touching[1::2] for stop in self.journey.stops], self.theme, max(room, 2.0)))
        fields |= self.fields("last", held=self.value("memory", self.last, self.step, self.unit))
        said = "In C: of the {written} that “{word:short}” wrote into unit {unit:0}, {held} is left after “{last:short}”."
        between = [Shade(each, self.theme.dimmed, run_time=self.theme.slow) for each in self.journey.bars[1:-1]]
        ghost = Appear(self.journey.ghost(), run_time=self.theme.slow)
        self.conclude(said, fields, [stop.touching for stop in self.journey.stops], ghost, *between)

    def conclude(self, said: str, fields: dict[str, Reading], touching: Sequence[Sequence[VMobject]], *shown: Animation) -> None:
        """Say the answer under the question, and let what may touch the cell state light up in turn while it is read."""
        seconds = max(reading_time(phrase(said, **fields)) - AFTER, self.theme.slow)
        self.end(said, Appear(self.headline, run_time=self.theme.beat), *shown, *in_turn(touching, self.theme, seconds), **fields)

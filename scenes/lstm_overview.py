"""Where an LSTM keeps what it knows: the map of its cell, and what it still holds of an early word."""

from collections.abc import Sequence
from contextlib import nullcontext
from functools import cached_property
from typing import Any, ClassVar

from manim import Animation, VGroup, VMobject

from model.trace.holding import held_of, legs_of
from scenes.mobjects.legend import legends
from scenes.mobjects.motion import Appear, Leave, Shade, Vanish
from scenes.mobjects.moves import in_turn
from scenes.mobjects.passing import Go
from scenes.mobjects.places import stays
from scenes.mobjects.reading import Caption, Reading, phrase
from scenes.mobjects.scales import scale_of
from scenes.mobjects.sets.cards import Card, Stack
from scenes.mobjects.sets.cell_map import CellMap
from scenes.mobjects.sets.stations import Journey, width_of
from scenes.mobjects.text import Label
from scenes.mobjects.tokens import Ribbon
from scenes.mobjects.wires import Point
from scenes.telling.pace import LEAD, reading_time
from scenes.telling.reader import ReaderFilm

RIBBON, HEADLINE, NOTE = -2.55, 2.71, (6.4, 0.95)
"""Heights: the sentence, and the question; and where it is said what is on a card, to the left of the middle."""
UNITS, STOPS, ROOM = 8, 4, 12.4
"""So many units are drawn as cells at the most, and so many words after the followed one; and how much room these have."""

AFTER, FASTEST = 1.3, 5.2
"""Seconds for which the last picture stands while its caption is read, and that all words but the first take at the least."""
NEARLY_ALL = 0.9
"""A word whose forget gate is below this is spoken of: it erases."""
OTHERS = 0.05
"""What other words wrote is spoken of if it makes a difference of so much."""


class LSTMOverview(ReaderFilm):
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

    @cached_property
    def step(self) -> int:
        """The index of the word that is followed: the brief's, or the one that wrote early and is held long."""
        return held_of(self.trace, self.brief.word, self.brief.unit).word

    @cached_property
    def unit(self) -> int:
        """The unit that is followed: the brief's, or the one that holds most of that word."""
        return held_of(self.trace, self.step, self.brief.unit).unit

    @cached_property
    def units(self) -> tuple[int, ...]:
        """The units that are drawn as cells."""
        return tuple(self.trace.most_active(UNITS, among=(self.unit,)))

    @property
    def last(self) -> int:
        """The index of the last word."""
        return self.count - 1

    def card(self, name: str, at: Point, time: int | None = None) -> Card:
        """Return a quantity of a step, that of the followed word if no other is named, as a card."""
        values = self.read(name, self.step if time is None else time)
        return Card(values, self.units, self.unit, at=at, notation=self.notation, theme=self.theme)

    def stack(self, at: Point) -> Stack:
        """Return what all layers read at the followed word."""
        split = self.trace.hidden.shape[-1]
        return Stack(self.read("stacked", self.step), split, at=at, notation=self.notation, theme=self.theme)

    # -- the question ----------------------------------------------------------------------------------------------------------

    def ask(self) -> None:
        """Show the whole map with a step's values on it, and ask where what was read is kept."""
        self.act("the question")
        self.focus, theme = {"unit": self.unit}, self.theme
        self.map = CellMap(self.card, self.stack, notation=self.notation, theme=theme)
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
        values = VGroup(*self.map.cards.values(), self.map.stack)
        key = legends(self.frame.legend, theme=theme, keys={"": "share", "values": scale_of(self.trace.cell)})
        self.add(key, self.map.diagram, self.word_wire, self.map.legend, self.note, values, self.ribbon, self.headline)
        says, fields = self.question()
        with self.beat(says, **fields) as room:
            self.play(*in_turn([[each] for each in self.map.operators.values()], theme, max(room, 2.4)))
        self.admit_strangers(*(chip for time, chip in self.ribbon.shown.items() if not self.trace.known[time]))

    def question(self) -> Caption:
        """Return the question about the followed word."""
        fields = {"word": self.value("tokens", self.step)}
        if self.step == self.last:
            return "“{word:short}” has just been read. Where is it kept from now on?", fields
        return "“{word:short}” is read early. Where is it kept until the last word, “{last:short}”?", fields | {
            "last": self.value("tokens", self.last)
        }

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
        """Take all values away, and say what the signs on the map do."""
        self.act("the map")
        cards = [each for name, each in self.map.cards.items() if not name.startswith("previous")]
        gone: list[Animation] = [Leave(each, run_time=LEAD) for each in (*cards, self.map.stack, self.headline)]
        gone += [Leave(line, run_time=LEAD) for line in self.map.legend]
        said = "A map of the whole cell. On top runs C, the cell state; all else may only touch it."
        with self.beat(said, *gone) as room:
            self.play(*self.map.signs_light(max(room, 4.0)))

    # -- one word ------------------------------------------------------------------------------------------------------------

    def read_a_word(self) -> None:
        """Stack h and the word, and let all layers read the stack."""
        self.act("one word")
        word = {"word": self.value("tokens", self.step)}
        with self.beat("“{word:short}” comes in as x. It stands below h, what the cell showed last.", **word) as room:
            self.play(*self.map.stacked(self.door, max(room, 2.6)))
        said = "Four layers read this same stack: three gates, and a candidate for what to write."
        with self.beat(said) as room:
            self.play(*self.map.read(max(room, 4.0)))

    def touch(self) -> None:
        """Let the cell state go through the two operators on the highway."""
        self.act("two touches")
        fields = {"word": self.value("tokens", self.step), "unit": self.value("unit_numbers", self.unit)}
        with self.beat("First touch: × scales the old C by f, unit by unit. That is how it forgets.") as room:
            self.play(*self.map.slide("kept", max(room, 2.8)))
        fields |= {"written": self.value("written", self.step, self.unit)}
        said = "Second touch: + adds what i lets in. “{word:short}” writes {written} into unit {unit:0}."
        with self.moment() if self.step == self.last else nullcontext(), self.beat(said, **fields) as room:
            self.play(*self.map.offered(max(0.5 * room, 1.7)))
            self.play(*self.map.slide("cell", max(0.5 * room, 1.9)))

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
        said, word = "Only C goes on like this. These are the words after “{word:short}”.", self.value("tokens", self.step)
        with self.beat(said, *gone, word=word) as room:
            shown = [Appear(each, run_time=self.theme.beat) for each in (*(stop.whole for stop in journey.stops), journey.named)]
            self.play(Go(cell, cell.way_to(journey.card.at), run_time=self.theme.beat), *shown)
            self.remove(cell)
            self.add(journey.card)
            self.play(*journey.grow(0, max(room - 1.4, self.theme.beat)))
        with self.moment():
            self.pass_the_stops(len(journey.stops))

    def pass_the_stops(self, count: int) -> None:
        """Let the cell state go through all stops: the first slowly, the others ever faster."""
        with self.beat("Each word touches C only twice: × may erase, + may write.") as room:
            self.perform(self.journey.go(0, max(room, 4.0 if count == 1 else 3.0)))
        if count > 1:
            says, fields = self.erased()
            with self.beat(says, **fields) as room:
                each = max(room / (count - 1), min(1.5, FASTEST / (count - 1)))
                for number in range(1, count):
                    self.perform(self.journey.go(number, each))

    def erased(self) -> tuple[str, dict[str, Reading]]:
        """Return what is said of the words after the followed one, and of the one that erases most of what it wrote."""
        kept = self.trace.forget_gate[self.step + 1 :, self.unit]
        if kept.min() >= NEARLY_ALL:
            return "What nothing erases stays as it is, word after word.", {}
        time = self.step + 1 + int(kept.argmin())
        fields = {"word": self.value("tokens", time), "share": self.value("forget_gate", time, self.unit)}
        return "“{word:short}” keeps only {share} of it; what nothing erases stays as it is.", fields

    def way(self) -> Journey:
        """Return the way through the words: as many stops are told as there is room for."""
        for most in range(STOPS, 0, -1):
            legs = legs_of(self.trace, self.step, self.unit, most)
            if width_of([leg.told for leg in legs]) <= ROOM:
                break
        return Journey(
            lambda name, at, time: self.card(name, at, time),
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
        fields = {
            "word": self.value("tokens", self.step),
            "written": self.value("written", self.step, self.unit),
            "unit": self.value("unit_numbers", self.unit),
        }
        if self.step == self.last:
            said = "In C: “{word:short}” wrote {written} into unit {unit:0}, for all words to come."
            touching = [self.map.operators[name] for name in ("erasing", "adding")]
            self.conclude(said, fields, [[each] for each in touching])
            return
        fields |= {"last": self.value("tokens", self.last), "held": self.value("memory", self.last, self.step, self.unit)}
        if abs(self.trace.cell[self.last, self.unit] - self.trace.memory[self.last, self.step, self.unit]) >= OTHERS:
            said = "After “{last:short}” unit {unit:0} holds {cell}: these {held}, and what other words wrote."
            sums = {name: fields[name] for name in ("last", "unit", "held")}
            sums["cell"] = self.value("cell", self.last, self.unit)
            with self.beat(said, **sums) as room:
                self.play(*in_turn([stop.touching[1::2] for stop in self.journey.stops], self.theme, max(room, 2.0)))
        said = "In C: “{word:short}” wrote {written} into unit {unit:0}; after “{last:short}” {held} of it is left."
        between = [Shade(each, self.theme.dimmed, run_time=self.theme.slow) for each in self.journey.bars[1:-1]]
        ghost = Appear(self.journey.ghost(), run_time=self.theme.slow)
        self.conclude(said, fields, [stop.touching for stop in self.journey.stops], ghost, *between)

    def conclude(self, said: str, fields: dict[str, Reading], touching: Sequence[Sequence[VMobject]], *shown: Animation) -> None:
        """Say the answer under the question, and let what may touch the cell state light up in turn while it is read."""
        seconds = max(reading_time(phrase(said, **fields)) - AFTER, self.theme.slow)
        self.end(said, Appear(self.headline, run_time=self.theme.beat), *shown, *in_turn(touching, self.theme, seconds), **fields)

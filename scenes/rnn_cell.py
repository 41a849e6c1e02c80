"""One word inside a plain recurrent cell: how h and x become one number, then the new h, and what that does."""

from functools import cached_property
from typing import Any, ClassVar

from manim import Animation, VGroup, rate_functions

from scenes.mobjects.arithmetic import levelled
from scenes.mobjects.legend import legends
from scenes.mobjects.motion import Appear, Arrive, Shade, Vanish
from scenes.mobjects.moves import Grow, Light, Path
from scenes.mobjects.passing import Pass
from scenes.mobjects.places import Entry, kept_for, stays
from scenes.mobjects.reading import phrase
from scenes.mobjects.sets.cell_table import CellTable
from scenes.mobjects.sets.plain_sum import PlainSum
from scenes.mobjects.sets.recurrent_cell import Column, Folded, Over, rising, weighed_with
from scenes.mobjects.sets.sides import Balance, SideTug
from scenes.mobjects.sets.slim_row import SlimRow
from scenes.mobjects.sets.tug import late
from scenes.mobjects.shapes import Box
from scenes.mobjects.shifts import pointed
from scenes.mobjects.text import BOLD, Label
from scenes.telling.cell_words import CellWords
from scenes.telling.one_step import OneStep
from scenes.telling.one_word import OneWord
from scenes.telling.pace import LEAD, reading_time
from scenes.telling.reader import ReaderFilm

HEADLINE, ASKED = 2.78, 9.0
"""How high the question stands, and how much room it has."""
MIDDLE = -2.55
"""The x of the middle of the cell, in the opening and at the end."""
UNITS = 8
"""So many units are drawn at the most, in the cell and in a row."""
STANDING, SIDES, EQUATION = 1.88, (-3.8, 3.8), -1.98
"""Heights and x of h before the word and after it; the height of the equation."""
LEAST = 1.5
"""How high the frame with the question mark is at the least."""
BLINK = 0.2
"""Seconds in which something is gone."""
WHEN = "previous_", ""
"""What keys begin with, of what was so before the word, and of what is so after it."""
PLACES = (2, 2), (1, 1), (2, 1), (3, 2), (3, 1), (3, 3), (4, 2), (4, 3)
"""With how many decimals parts of what is pushed and all of it may be printed, what is read best first."""
AFTER = 1.5
"""Seconds for which the last picture stands while its caption is read."""


class RNNCell(OneWord, ReaderFilm):
    """The question; the stack and the weights; the sum of one unit; all units; the answer; and h goes on."""

    title = "Recurrent cell (RNN)"
    cell_kinds = ("rnn",)
    needs = ("weight", "bias")
    model = "reviews_rnn"
    longest = 40
    follows_a_word: ClassVar[bool] = True
    follows_a_unit: ClassVar[bool] = True
    speaks = CellWords
    text: ClassVar[str] = "The food was not good but the service was wonderful"

    def construct(self) -> None:
        self.ask()
        self.pile_up()
        self.sum_by_hand()
        self.all_units()
        self.answer()
        self.go_on()

    @cached_property
    def units(self) -> tuple[int, ...]:
        """The units that are drawn in the cell."""
        return tuple(self.trace.most_active(UNITS, among=(self.unit,)))

    @cached_property
    def entries(self) -> list[int]:
        """The entries of [h; x] that are drawn."""
        return weighed_with(self.trace.weight, self.units, self.trace.inputs.shape[1])

    @property
    def split(self) -> int:
        """How many units there are: from which entry of [h; x] on x is."""
        return int(self.trace.hidden.shape[1])

    @property
    def features(self) -> list[int]:
        """The entries of a word's vector that are drawn."""
        return [entry - self.split for entry in self.entries if entry >= self.split]

    # -- the question ------------------------------------------------------------------------------------------------------

    def ask(self) -> None:
        """Show the cell with the h so far, the verdict on it, and the word to come; the word comes in."""
        self.act("the question")
        self.focus, theme = {"unit": self.unit}, self.theme
        self.cast_the_words()
        self.now = OneStep(self, time=self.step, unit=self.unit)
        self.ribbon = self.sentence(self.step)
        self.panel = self.verdict_of(self.read("previous_probabilities", self.step))
        self.headline = self.question()
        folded = self.folded = self.cell_at()
        self.old = folded.column(self.now.quantity("previous_hidden"), folded.left, self.unit)
        self.unknown = self.mark()
        self.add(legends(self.frame.legend, theme=theme), self.headline, self.ribbon, self.panel)
        self.add(folded.loop, folded.entrance, self.old, folded.cell, folded.letters, folded.name, self.unknown)
        says, fields = self.words.question()
        with self.beat(says, **fields) as room:
            self.arriving = folded.word(self.read("inputs", self.step), self.features)
            self.play(rising(self.arriving, self.ribbon.current, max(0.75 * room, 1.5)))
            self.play(Light(folded.entrance, theme, run_time=0.25 * room), Light(folded.cell.box, theme, run_time=0.25 * room))
        self.admit_strangers(*(chip for time, chip in self.ribbon.shown.items() if not self.trace.known[time]))

    def question(self) -> Label:
        """Return the question of the film in large type."""
        said = phrase("What happens to “{word:short}” inside?", word=self.word)
        label = Label(said, theme=self.theme, size=self.theme.title * 1.3, weight=BOLD)
        return kept_for(label.scale(min(1.0, ASKED / label.width)).sit_amid(0, HEADLINE), self.step)

    def cell_at(self) -> Folded:
        """Return the cell with its loop."""
        return Folded(self.read("weight"), self.units, self.entries, notation=self.notation, theme=self.theme, x=MIDDLE)

    def mark(self) -> VGroup:
        """Return a frame with a question mark, where the new h will be."""
        theme, wide = self.theme, Folded.CELL[0]
        high = max(LEAST, min(Folded.MOST, Folded.CELL[1] * len(self.units)))
        look: dict[str, Any] = {"stroke_color": theme.colour("state"), "stroke_width": theme.stroke}
        look |= {"fill_color": theme.ground, "fill_opacity": 1}
        box = Box(width=wide + 0.04, height=high + 0.04, corner_radius=0.05, **look).move_to((*self.folded.right, 0))
        (x, y), size = self.folded.right, theme.title * 1.6
        return VGroup(box, Label("?", theme=theme, size=size, weight=BOLD).sit_amid(x, y + high / 4))

    # -- the stack and the weights -------------------------------------------------------------------------------------------

    def pile_up(self) -> None:
        """Lay h and x into one row over the weights, which unfold from the cell."""
        self.act("the stack")
        self.follow(self.unit)
        folded, theme = self.folded, self.theme
        self.table = table = self.table_of_step()
        gone = [folded.loop, folded.entrance, folded.letters, folded.name, self.unknown, self.headline, folded.cell.box]
        with self.beat(self.words.stacked(), *(Vanish(each, run_time=LEAD) for each in gone)) as room:
            seconds = max(room, 3.6) / 3
            for number, column in enumerate((self.old, self.arriving)):
                self.remove(column)
                shown = [Appear(each, run_time=seconds) for each in (table.heads[number], table.letters[6 + number])]
                self.play(*table.pile(number, list(column.cells.values()), seconds), *shown)
            self.remove(folded.cell, folded.cell.stamp)
            self.play(*table.unfold(folded.cell.stamp, seconds), self.panel_goes())
        self.spotted = table.spot(self.unit)
        says, fields = self.words.weighed()
        biases, letters = VGroup(*table.bias.values()), list[Any](table.letters)
        first = [Appear(letters[number], run_time=LEAD) for number in (0, 1, 3)]
        with self.beat(says, *first, Appear(biases, run_time=LEAD), **fields) as room:
            rows = {unit: VGroup(*table.weights[unit], table.bias[unit]) for unit in self.units}
            self.play(*pointed(list(rows.values()), max(room - LEAD, 1.2)))
            others = VGroup(*(row for unit, row in rows.items() if unit != self.unit))
            self.play(Appear(self.spotted, run_time=theme.quick), Shade(others, theme.dimmed, run_time=LEAD))

    # -- one unit ------------------------------------------------------------------------------------------------------------

    def sum_by_hand(self) -> None:
        """Weigh h and x for the followed unit, add up, squash."""
        self.act("one unit")
        how: dict[str, Any] = {"name": "weight", "function": "tanh", "notation": self.notation, "theme": self.theme}
        self.sums = sums = PlainSum(split=self.split, **self.now.plain_sum(), **how)
        says, fields = self.words.asked()
        with self.beat(says, *self.table_goes(), **fields):
            self.play(*self.comes_down(0))
            first, *rest = sums.weigh(0, slowly=True)
            self.play(*(each for each in first[1:]), *self.rest_of_weights(0))
            self.play_all(rest)
        says, fields = self.words.asked_then()
        chip = self.ribbon.current
        with self.beat(says, sums.cleared(0, sums.letters[0], run_time=BLINK), sums.go_aside(LEAD), **fields) as room:
            door = float(chip.get_x()), float(chip.get_top()[1]) + 0.14
            self.play(*sums.come(1, max(0.25 * room, 1.0), door))
            first, *rest = sums.weigh(1, slowly=False)
            self.play(*first, sums.lettered(BLINK))
            self.play_all(rest)
        with self.moment():
            says, fields = self.words.opening((sums.parts[0].reading, sums.parts[1].reading))
            with self.beat(says, *sums.biased(self.theme.beat), **fields) as room:
                self.play(sums.summed(self.theme.quick))
                self.play(*pointed(sums.addends, max(room - self.theme.quick, 1.2)))
            says, fields = self.words.squashed()
            with self.beat(says, sums.makes_room(BLINK), sums.come_back(LEAD), **fields) as room:
                self.play(Appear(sums.plot, run_time=self.theme.quick))
                self.play_all(sums.squashed(max(4.6, room - self.theme.quick)))

    def table_goes(self) -> list[Animation]:
        """Return animations in which all of the table goes but the followed unit's row and the stack."""
        table = self.table
        others = [cell for unit in self.units if unit != self.unit for cell in (*table.weights[unit], table.bias[unit])]
        gone = [VGroup(*others), table.letters[0], table.letters[1], table.letters[3], self.spotted, table.bias[self.unit]]
        return [Vanish(each, run_time=LEAD) for each in (*gone, *table.heads, *table.letters[6:])]

    def comes_down(self, number: int) -> list[Animation]:
        """Return animations in which the followed unit's weights and the stack come down to where they are multiplied."""
        table, sums, seconds = self.table, self.sums, 1.0
        row, places = table.weights[self.unit], table.part(number)
        gone = [*row, *table.stack]
        self.remove(*gone)
        shown = [table.entries[place] for place in places]
        stack = [sums.stack[entry] for entry in shown]
        weights = [sums.weights[entry] for entry in shown]
        rest = [Vanish(VGroup(*(gone[place] for place in table.part(1 - number))), run_time=BLINK)]
        rest += [Vanish(VGroup(*(table.stack[place] for place in table.part(1 - number))), run_time=BLINK)]
        plays: list[Animation] = [
            Arrive(VGroup(*stack), stack, [table.stack[place] for place in places], run_time=seconds),
            Arrive(VGroup(*weights), weights, [row[place] for place in places], run_time=seconds),
            Appear(VGroup(sums.frames[number][1], sums.letters[1]), run_time=seconds),
        ]
        return [*plays, *rest]

    def rest_of_weights(self, number: int) -> list[Animation]:
        """Return animations in which those weights and entries come that the table left out, if it did."""
        shown = {self.table.entries[place] for place in self.table.part(number)}
        left = [entry for entry in self.sums.groups[number] if entry not in shown]
        cells = [each[entry] for each in (self.sums.weights, self.sums.stack) for entry in left]
        return [Appear(VGroup(*cells), run_time=self.theme.quick)] if cells else []

    # -- all units -----------------------------------------------------------------------------------------------------------

    def all_units(self) -> None:
        """Let the followed unit's number go to its place in the new h, and all others be made in the same way."""
        self.act("all units")
        unit = self.unit
        self.table = table = self.table_of_step()
        rest = [each for each in self.units if each != unit]
        numbers = VGroup(*table.stack, *table.bias.values(), table.sums[unit])
        fresh = VGroup(table.matrix, numbers, table.heads, table.letters, *table.wires, table.tanh)
        soon = rate_functions.squish_rate_func(rate_functions.linear, 0.55, 1)
        says, fields = self.words.all_units()
        going = [self.sums.gone(run_time=self.theme.quick), self.own_number(LEAD), Appear(fresh, run_time=LEAD, rate_func=soon)]
        with self.beat(says, *going, **fields) as room:
            seconds = max(room, 3.6)
            if rest:
                self.play(*table.add_up(rest, 0.5 * seconds))
                self.play(*table.squash(rest, 0.5 * seconds))
        self.formula = stays(self.equation("hidden", (0.0, EQUATION)))
        with self.beat(self.words.turned(), Appear(self.formula, run_time=LEAD)) as room:
            bias, sums, hidden = (VGroup(*each.values()) for each in (table.bias, table.sums, table.hidden))
            self.play(*pointed([table.matrix, VGroup(*table.stack), bias, sums, table.tanh, hidden], max(room, 1.2)))

    def own_number(self, seconds: float) -> Animation:
        """Return the animation in which what was worked out for the followed unit goes to its place in the new h."""
        slot, result = self.table.hidden[self.unit], self.sums.result
        start, goal = ((float(each.get_x()), float(each.get_y())) for each in (result, slot))
        self.remove(result)
        return Pass(slot, Path(start, (goal[0], start[1]), goal), start=result.height / slot.height, there=True, run_time=seconds)

    def table_of_step(self) -> CellTable:
        """Return all numbers of the step as a table."""
        return CellTable(
            self.now.quantity("stacked"),
            self.read("weight"),
            self.read("bias"),
            self.now.quantity("preactivation"),
            self.now.quantity("hidden"),
            self.units,
            self.entries,
            self.split,
            notation=self.notation,
            theme=self.theme,
        )

    # -- the answer ----------------------------------------------------------------------------------------------------------

    def answer(self) -> None:
        """Show which way the followed unit pulled the verdict before the word, and beside it after; and how much that moved."""
        self.act("the answer")
        self.follow(self.unit)
        unit, quick = self.unit, self.theme.quick
        tug, balance = self.tug_of_war(), self.balance()
        before, after = self.before, self.after = self.rows()
        titles = self.before_and_after(*SIDES)
        says, fields = self.words.pulled()
        spots = [before.spot(unit), after.spot(unit)]
        bodies = VGroup(titles, before.body, after.body)
        with self.beat(says, *self.lie_down(), Appear(bodies, run_time=LEAD), **fields) as room:
            self.play(Appear(spots[0], run_time=quick), tug.come(tug.before, quick))
            self.play_all(tug.before.tell(before, unit, max(room - 0.3, 3.3)))
        says, fields = self.words.pulls()
        with self.beat(says, Appear(spots[1], run_time=quick), tug.come(tug.after, quick), **fields) as room:
            self.play_all(tug.after.tell(after, unit, max(room, 3.3)))
        says, fields = self.words.whose()
        with self.beat(says, Vanish(tug.whole, run_time=BLINK), **fields) as room:
            self.play_all(balance.tell(max(room, 4.0)))
        self.told = VGroup(balance.whole, titles, *spots, *before, after.body)

    @cached_property
    def places(self) -> dict[str, int]:
        """With how many decimals what is pushed is printed, parts and wholes: for all sums to hold, as they are printed."""
        trace, here = self.trace, (self.step, self.unit)
        own, others, whole = (
            [float(array) for array in (trace.lookup(f"{when}{key}")[here[: 1 if key == "margins" else 2]] for when in WHEN)]
            for key in ("margin_pushes", "margin_pushes_of_others", "margins")
        )
        changes = [float(trace.lookup(key)[here]) for key in ("margin_changes", "margin_changes_of_others")]
        halves = [[(own[time], 0), (others[time], 0), (-whole[time], 1)] for time in range(2)]
        moved = [(whole[0], 1), (changes[0], 0), (changes[1], 0), (-whole[1], 1)]
        return dict(zip(("parts", "wholes"), levelled([*halves, moved], PLACES), strict=True))

    def tug_of_war(self) -> SideTug:
        """Return what is pushed before the word and after it."""
        return self.tug(SideTug, **self.places)

    def balance(self) -> Balance:
        """Return what changed at the word, on one scale."""
        time, change = self.step, self.pull("margin_changes", "swings")
        word, unit = {"word": self.word}, self.value("unit_numbers", self.unit)
        before = {"verdict": self.value("previous_verdicts", time), "share": self.value("previous_verdict_probabilities", time)}
        verdicts = [phrase("{verdict:short}, {share}", **each) for each in (before, self.verdict(time))]
        return Balance(
            (self.value("previous_margins", time), self.value("margins", time)),
            (change.own, change.others),
            labels=(self.value("rival_labels", time), self.value("verdicts", time)),
            names=[
                phrase("before “{word:short}”", **word),
                phrase("unit {unit:0}", unit=unit),
                "the others",
                phrase("after “{word:short}”", **word),
            ],
            verdicts=(verdicts[0], verdicts[1]),
            theme=self.theme,
            **self.places,
        )

    def rows(self) -> tuple[SlimRow, SlimRow]:
        """Return h before the word and h after it, side by side."""
        how: dict[str, Any] = {"numbers": self.read("unit_numbers"), "followed": self.unit}
        how |= {"notation": self.notation, "theme": self.theme}
        names = ("previous_hidden", "right"), ("hidden", "left")
        before, after = (
            SlimRow(self.now.quantity(name), self.units, at=(x, STANDING), where=where, **how)
            for (name, where), x in zip(names, SIDES, strict=True)
        )
        return before, after

    def lie_down(self) -> list[Animation]:
        """Return animations in which the last h and the new one leave the table, and lie down in rows."""
        table = self.table
        held = [table.stack[table.entries.index(unit)] for unit in self.units]
        new = [table.hidden[unit] for unit in self.units]
        going: list[Animation] = []
        for row, cells in ((self.before, held), (self.after, new)):
            own = [row.cells[unit] for unit in self.units]
            going.append(Arrive(VGroup(*own), own, cells, run_time=LEAD))
        self.remove(*held, *new)
        rest = [each for each in table.stack if each not in held]
        cells = [*rest, *table.bias.values(), *table.sums.values()]
        gone = [table.matrix, *cells, table.heads, table.letters, *table.wires, table.tanh, self.formula]
        return [*going, *(Vanish(each, run_time=BLINK) for each in gone)]

    # -- h goes on -----------------------------------------------------------------------------------------------------------

    def go_on(self) -> None:
        """Let the new h come to where it leaves the cell, and go round the loop to the next word."""
        self.act("and on")
        folded, step = self.cell_at(), self.step
        self.folded, self.focus = folded, {"time": step}
        new = folded.column(self.now.quantity("hidden"), folded.right, self.unit)
        cells = list(new.cells.values())
        frames = VGroup(*(each for each in new if each not in cells))
        coming = VGroup(folded.loop, folded.entrance, folded.cell, folded.letters, folded.name)
        says, fields = self.words.back()
        gone = [Vanish(self.told, run_time=BLINK), Appear(coming, run_time=LEAD)]
        lying = [self.after.cells[unit] for unit in self.units]
        self.remove(*lying)
        with self.beat(says, *gone, Arrive(VGroup(*cells), cells, lying, run_time=LEAD), **fields) as room:
            self.play(Appear(frames, run_time=BLINK))
            self.remove(frames, *cells)
            self.add(new)
            self.focus = {"unit": self.unit}
            self.verdict_comes(max(room - BLINK, 1.0))
        says, fields = self.words.result()
        seconds = max(reading_time(phrase(says, **fields)) - AFTER, 2.4)
        self.handed_over(says, fields, new, seconds)

    def verdict_comes(self, seconds: float) -> None:
        """Let the verdict on the new h come: its names, and its bars as they grow."""
        self.panel = self.verdict_of(self.read("probabilities", self.step))
        entries = [each for each in self.panel if isinstance(each, Entry)]
        names, bars, numbers = zip(*entries, strict=True)
        said = VGroup(*names, *(each for each in self.panel if each not in entries))
        grown = [Grow(bar, "left", run_time=seconds) for bar in bars]
        self.play(Appear(said, run_time=self.theme.quick), *grown, *(late(each, seconds) for each in numbers))

    def handed_over(self, says: str, fields: dict[str, Any], new: Column, seconds: float) -> None:
        """Let the new h go round the loop, to meet the next word if there is one; and end there."""
        if self.step == self.count - 1:
            self.end(says, *pointed(list(new.cells.values()), seconds), **fields)
            return
        self.remove(self.ribbon)
        self.ribbon = self.sentence(self.step + 1)
        self.add(self.ribbon)
        self.end(says, Over(new, self.folded.round(), along=[self.folded.loop], run_time=seconds), **fields)

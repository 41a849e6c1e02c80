"""What does a gate cost? One block of weights becomes three and four, in numbers and in time; and dropout."""

from collections.abc import Sequence
from functools import cached_property, partial
from typing import Any, ClassVar

from manim import Animation, VGroup, VMobject
from manim.utils.rate_functions import there_and_back

from model.trace import Study
from scenes.mobjects.areas import Area
from scenes.mobjects.legend import legends
from scenes.mobjects.motion import Appear, Arrive, Leave, Shade
from scenes.mobjects.moves import Path, Travel
from scenes.mobjects.notation.equations import Symbol
from scenes.mobjects.places import named, seated, stays
from scenes.mobjects.reading import Phrase, phrase
from scenes.mobjects.sets.dropped_lanes import DroppedLane
from scenes.mobjects.sets.step_times import COLD, StepTimes, Timed
from scenes.mobjects.sets.weight_rows import Made, WeightRow
from scenes.mobjects.sets.word_rows import Rows
from scenes.mobjects.text import BOLD, Label, Paragraph
from scenes.telling.costs_words import COSTS, CostsWords, require_costs, require_ladder
from scenes.telling.networks import NAMES
from scenes.telling.notations import notation_of
from scenes.telling.pace import LEAD, reading_time
from scenes.telling.reader import ReaderFilm
from scenes.telling.records import Brief

QUESTION = "What does a gate cost?"
ROWS = 1.62, -0.2, -2.02
"""The heights of the rows of blocks."""
NUMBERS, TIME, DROPOUT = "in numbers", "in time", "with dropout"
WAYS = {NUMBERS: -2.9, TIME: 0.2, DROPOUT: 3.2}
"""What it may cost is asked in these ways, and told in acts of these names; and where they are asked."""
LARGE, MIDDLE, FORMULA = 2.75, (0.2, 0.5), -1.75
"""How many times as large the first block is at first, where, and how high it is counted."""
TIMES = Area(-6.6, 6.65, -2.62, 2.6)
"""Where the table of times is."""
TOP, FOOT = 2.0, -1.82
"""From where to where the words are read."""
MOST = 16
"""So many units and features have room: all weights are drawn, of eight blocks."""
DRAWN = 8
"""So many units of a state are drawn."""
AGAIN, LEADING = 1.15, 0.22
"""How many times as large as a title the question is at the end; and how much is free between lines beside the times."""
APART, COOLED, STRETCH, COOLING, PARTS = 2.6, 3.2, (0.28, 0.75), (0.15, 0.6), ((0.1, 0.2), (0.2, 0.3), (0.75, 0.9))
"""How long a time is taken apart at least, and caches are emptied, in seconds; and when bricks get longer, and lines say so."""
AGAIN_AT, TALL, BACK = 0.1, 2.9, 1.6
"""Around which height the blocks of the last network come back, how tall they are then, and how long that takes, in seconds."""
OLD, NEW = (0.0, 0.6), (0.4, 1.0)
"""When the old picture leaves, and when the new one comes, as parts of the time that both take."""
TURNS = ((0.0, 0.12), (0.12, 0.3)), ((0.4, 0.52), (0.52, 0.7)), ((0.8, 0.95), (0.95, 1.0))
"""When, as parts of the time that the answer takes, each part of it comes, and then the frames of what it says."""


class CellCosts(ReaderFilm):
    """A block of weights, and what becomes of it in a GRU and in an LSTM; the time of a step; dropout; the answer."""

    title = "What a gate costs"
    cell_kinds = ("rnn", "gru", "lstm")
    traces = 3
    models = ("reviews_rnn", "reviews_gru", "reviews")
    needs = ("weight", "bias", "states_dropped")
    studies = (COSTS,)
    longest = 40
    most_units = most_features = MOST
    text: ClassVar[str] = "I did not like the food but the service was wonderful"

    @classmethod
    def admit(cls, brief: Brief) -> None:
        """Raise :class:`UsageError` or :class:`TraceError` if there is not one network of each kind, in order, all of one size.

        Nor can a study be shown that has not timed all three.
        """
        super().admit(brief)
        require_ladder(brief.runs, cls.cell_kinds)
        for study in brief.studies or cls.own_studies():
            require_costs(study, cls.cell_kinds)

    def construct(self) -> None:
        self.words = CostsWords(self)
        self.lay_out()
        self.ask()
        self.count_one()
        self.add_gates()
        self.lay_bricks()
        self.take_their_time()
        self.erase()
        self.conclude()

    # -- one block ---------------------------------------------------------------------------------------------------------

    @property
    def study(self) -> Study:
        """What was measured of the time of a step."""
        return self.brief.studies[0]

    def name(self, of: int) -> str:
        """Return what a network is called."""
        return NAMES[self.cell_kinds[of]]

    def lay_out(self) -> None:
        """Make a row of blocks for each network, and the first block once more, large."""
        self.rows = [self.row(of, y) for of, y in enumerate(ROWS)]
        self.key = legends(self.frame.legend, theme=self.theme)
        self.block = self.rows[0].blocks[0].copy().scale(LARGE).move_to((*MIDDLE, 0))
        for row in self.rows:
            row.settle()

    def row(self, of: int, y: float, **look: float) -> WeightRow:
        """Return the blocks of a network at a height: what proposes a new state is the first, then come gates, in order."""
        trace = self.networks[of]
        gates = trace.declared.gates or ("",)
        order = sorted(range(len(gates)), key=lambda number: gates[number] not in ("", "candidate"))
        made = Made(partial(self.read, of=of), self.name(of), notation_of(trace), [gates[number] for number in order])
        return WeightRow(made, order, y, theme=self.theme, **look)

    def ask(self) -> None:
        """Show the one block of a plain cell, and ask what gates cost."""
        self.act("one block")
        name = Label(self.name(0), theme=self.theme, size=self.theme.caption, weight=BOLD)
        self.called = stays(name.sit_amid(float(self.block.get_left()[0]) - 0.3, MIDDLE[1], 1))
        self.ways = [stays(Label(way, theme=self.theme, size=self.theme.title).sit(x, FORMULA)) for way, x in WAYS.items()]
        self.add(self.key, self.block, self.called, *self.ways)
        with self.beat("A plain RNN has learned one block of weights. What does a gate cost?") as room:
            long = max(room, 2.4) / 2
            self.play(*(Shade(each, self.theme.dimmed, run_time=long) for each in (self.block, *self.ways)))
            turns = [(turn / len(self.ways), (turn + 1) / len(self.ways)) for turn in range(len(self.ways))]
            lit = [Shade(each, 1.0, window=own, run_time=long) for each, own in zip(self.ways, turns, strict=True)]
            self.play(Shade(self.block, 1.0, run_time=long), *lit)

    def count_one(self) -> None:
        """Say of what a block's columns are, and how many numbers it has."""
        counts = {"units": self.value("sizes.unit"), "features": self.value("sizes.feature"), "count": self.value("weight_count")}
        said = phrase("{units:0} × ({units:0} + {features:0}) + {units:0} = {count:0} numbers", **counts)
        self.formula = stays(Label(said, theme=self.theme, size=self.theme.title).sit(MIDDLE[0], FORMULA))
        self.heads = self.columns()
        gone = [Leave(each, run_time=LEAD) for each in self.ways]
        with self.beat(
            "Each row weighs h and x and adds a bias: {count:0} numbers in all.", *gone, count=counts["count"]
        ) as room:
            parts, quick = self.parts(), self.theme.quick
            letters = [Appear(each, run_time=quick) for each in self.heads]
            self.play(*letters, *(Shade(each, self.theme.dimmed, run_time=quick) for each in parts))
            for part in parts:
                self.play(Shade(part, 1.0, run_time=max((room - 2 * self.theme.beat) / len(parts), 0.7)))
            self.play(Appear(self.formula, run_time=self.theme.beat))
        self.whole = [self.block, *parts]

    def parts(self) -> list[VGroup]:
        """Return the columns that weigh h, those that weigh x, and the biases."""
        units, (body, bias), sides = int(self.trace.lookup("sizes.unit")), self.block, []
        rows: Any = body.rows
        weights = self.read("weight")
        for columns in (range(units), range(units, weights.values.shape[1])):
            cells = VGroup(*(rows[row][column] for row in range(units) for column in columns))
            sides.append(seated(cells, weights, {(row, column): (column, row) for row in range(units) for column in columns}))
        return [*sides, VGroup(bias)]

    def columns(self) -> list[Symbol]:
        """Return the letters of what the columns weigh, above them."""
        parts, letters = self.parts(), []
        for key, part in zip(("previous_hidden", "inputs", "bias"), parts, strict=True):
            letter = Symbol(key, notation=self.notation, theme=self.theme).move_to(
                (float(part.get_x()), float(self.block.get_top()[1]) + 0.28, 0)
            )
            letters.append(named(stays(letter), key))
        return letters

    # -- more blocks -------------------------------------------------------------------------------------------------------

    def add_gates(self) -> None:
        """Let the block become three, and four; and say what else some cells have, unless there is much to say of words."""
        self.act(NUMBERS)
        plain, gated, long = self.rows
        gone = [Leave(each, run_time=LEAD) for each in (self.called, self.formula, *self.heads)]
        with self.moment():
            said, fields = self.words.gates(1)
            with self.beat(said, *gone, **fields) as room:
                self.remove(*self.whole, *self.block.get_family())
                home = Path(MIDDLE, plain.middle(0))
                self.play(Travel(plain.blocks[0], home, start=LARGE, there=True, run_time=self.theme.slow))
                self.play(*(Appear(each, run_time=self.theme.quick) for each in plain.whole[1:]))
                self.play(*gated.comes(plain, max(room - self.theme.slow - self.theme.quick, 2.0)))
            said, fields = self.words.gates(2)
            with self.beat(said, **fields) as room:
                self.play(*long.comes(gated, max(room, 2.4)))
        if self.has_remarks:
            return
        said, fields = self.words.more_biases()
        others = VGroup(*(body for row in self.rows for body, _ in row.blocks))
        with self.beat(said, Shade(others, self.theme.dimmed, run_time=LEAD), **fields) as room:
            self.play(Shade(others, 1.0, run_time=max(room, 1.0)))

    # -- time --------------------------------------------------------------------------------------------------------------

    @cached_property
    def times(self) -> StepTimes:
        """The table of times."""
        rows = [
            Timed(cell, self.name(of), ("muted", "state", "memory")[of], self.value("block_count", of=of))
            for of, cell in enumerate(self.words.cells)
        ]
        measured, cooled = partial(self.read, of=len(self.networks)), self.words.is_far_more
        return StepTimes(measured, rows, self.words.sizes, TIMES, cooled=cooled, theme=self.theme)

    def lay_bricks(self) -> None:
        """Let the blocks become bricks of what a step would take, were time a matter of numbers."""
        self.act(TIME)
        written = [each for row in self.rows for each in (*row.letters, row.name, row.count)]
        gone = [Leave(each, run_time=LEAD) for each in (*written, self.key)]
        with self.beat("Four blocks: does a step take four times as long? A block is a brick.", *gone) as room:
            leaving = [Leave(each, run_time=self.theme.beat) for row in self.rows for each in row.blocks]
            self.play(*self.times.laid([row.blocks for row in self.rows], max(room, 2.4)), *leaving)

    def take_their_time(self) -> None:
        """Let the measured times grow, one size after the other, and say what each comes to, the first unless remarks follow."""
        self.aside: list[VMobject] = [self.times.key]
        last = len(self.words.sizes) - 1
        for number in range(last + 1):
            said, fields = self.words.measured(number)
            with self.beat(said, **fields) as room:
                self.play(*self.times.measured(number, max(room, 1.6)))
            if number == 0 and self.has_remarks:
                continue
            said, fields = self.words.result(number)
            others = self.times.beside(number, (1, 2) if number == 0 else (2,), (number,))
            with self.beat(said, Shade(others, self.theme.dimmed, run_time=LEAD), **fields) as room:
                long = max(room, 0.8)
                if number == last and self.words.is_far_more:
                    long = self.take_apart(long)
                self.play(Shade(others, 1.0, run_time=long))
        if self.words.is_far_more:
            said, fields = self.words.cause
            with self.beat(said, **fields) as room:
                self.empty_the_cache(max(room, COOLED))

    def take_apart(self, room: float) -> float:
        """Let the bricks of the last cell fill its bar in the last size, and say what makes it; return what time is left."""
        last, long = len(self.words.sizes) - 1, max(room - self.theme.slow, APART)
        self.play(*self.beside_it(self.words.taken_apart(), long), *self.times.stretches(last, self.last, long, STRETCH))
        return self.theme.slow

    def empty_the_cache(self, long: float) -> None:
        """Let the times of the last size become those of steps with emptied caches, and say what makes them."""
        self.play(*self.beside_it(self.words.taken_apart(COLD), long), *self.times.cools(long, COOLING))

    def beside_it(self, says: Sequence[Phrase], run_time: float) -> list[Animation]:
        """Return the animations in which what is said beside the times makes room for other lines."""
        lines, gone = self.panel(says), self.aside
        self.aside = lines
        said = [Appear(each, window=window, run_time=run_time) for each, window in zip(lines, PARTS, strict=False)]
        return [*(Leave(each, window=(0.0, 0.1), run_time=run_time) for each in gone), *said]

    def panel(self, says: Sequence[Phrase], question: str = "") -> list[VMobject]:
        """Return lines where there is room beside the times, below a question if there is one."""
        room = self.times.free
        if room is None:
            return []
        sizes = [(phrase(question), AGAIN * self.theme.title)] if question else []
        sizes += [(each, self.theme.caption) for each in says]
        made = [Paragraph(each, theme=self.theme, size=size, width=room.width) for each, size in sizes]
        y = room.y + (sum(float(each.height) for each in made) + LEADING * (len(made) - 1)) / 2
        for each in made:
            each.move_to((room.x, y - float(each.height) / 2, 0))
            y -= float(each.height) + LEADING
        return list(made)

    # -- dropout -----------------------------------------------------------------------------------------------------------

    @property
    def last(self) -> int:
        """The number of the network that dropout is shown of."""
        return len(self.networks) - 1

    def erase(self) -> None:
        """Let the blocks of the last network come back, and units go; then let it read with fresh masks, and with one."""
        self.act(DROPOUT)
        self.bring_back()
        self.read_with_holes()
        said, fields = self.words.kept()
        with self.beat(said, **fields) as room:
            self.play(*(each for lane in self.lanes for each in lane.judged(max(room, 3.0))))

    def bring_back(self) -> None:
        """Let the bricks of the last network become its blocks again, in which a unit is a row of each; and let some go."""
        self.whole_row = whole = self.row(self.last, AGAIN_AT, high=TALL)
        whole.settle()
        bricks = self.times.bricks[0][self.last]
        times = [*self.times.seen, *(part for row in self.times.cold for part in row), *self.aside]
        gone = [Leave(each, run_time=LEAD) for each in times if each in self.mobjects and each is not bricks]
        said, _ = self.words.masks()
        with self.beat(said, *gone) as room:
            back = [Arrive(block, [block], [brick], run_time=BACK) for block, brick in zip(whole.blocks, bricks, strict=True)]
            names = [
                Appear(each, window=(0.7, 1.0), run_time=BACK) for each in (*whole.letters, whole.name, whole.count, self.key)
            ]
            self.play(*back, *names, Leave(bricks, window=(0.0, 0.4), run_time=BACK))
            self.play(*self.erased(whole, max(room - BACK, 2.0)))

    def erased(self, row: WeightRow, run_time: float) -> list[Animation]:
        """Return animations in which the rows of units that a mask erases are dimmed in all blocks, unit by unit."""
        units = self.words.erased()
        made: list[Animation] = []
        for turn, unit in enumerate(units):
            window = (turn / len(units), (turn + 1) / len(units))
            made += [Shade(each, self.theme.dimmed, window=window, run_time=run_time) for each in row.of(unit)]
        return made or [Shade(VGroup(*row.biases), self.theme.dimmed, rate_func=there_and_back, run_time=run_time)]

    def read_with_holes(self) -> None:
        """Let the last network read while units are erased, with fresh masks on the left and with one mask on the right."""
        gone = [Leave(each, run_time=LEAD, window=OLD) for each in (*self.whole_row.whole, self.key)]
        self.reads = Rows(self.read("tokens"), self.trace.known, theme=self.theme, top=TOP, foot=FOOT)
        self.lanes = self.lane(0, "a fresh mask at each word"), self.lane(1, "one mask for all words")
        self.shades = legends(self.frame.legend, theme=self.theme)
        words = VGroup(*self.reads.words.values())
        ground = [each for lane in self.lanes for each in lane.ground]
        coming = [Appear(each, run_time=LEAD, window=NEW) for each in (*ground, words, self.shades)]
        _, asked = self.words.masks()
        with self.beat(asked, *gone, *coming) as room:
            self.read_on(range(self.count), room)
        self.admit_strangers(*(word for time, word in self.reads.words.items() if not self.trace.known[time]))

    def lane(self, kind: int, name: str) -> DroppedLane:
        """Return the lane of one kind of masks."""
        trace = self.networks[self.last]
        return DroppedLane(
            partial(self.read, of=self.last),
            kind,
            side=2 * kind - 1,
            name=name,
            what=self.words.lanes(self.name(self.last)),
            units=trace.most_active(min(DRAWN, int(trace.lookup("sizes.unit")))),
            rows=self.reads,
            notation=notation_of(trace),
            theme=self.theme,
        )

    def read_on(self, times: range, run_time: float) -> None:
        """Let some words be read in both lanes, in step."""
        for time in times:
            self.play(*(lane.read_on(time, run_time / len(times)) for lane in self.lanes))

    # -- the answer --------------------------------------------------------------------------------------------------------

    def conclude(self) -> None:
        """Show blocks, numbers and times in one picture, with the answer."""
        self.act("the answer")
        gone = [*(each for lane in self.lanes for each in lane.whole), *self.reads.words.values(), self.shades]
        self.times.lay()
        panel = self.panel(self.words.reply(), QUESTION)
        asked, lines = panel[:1], panel[1:]
        seconds, last, said = self.theme.slow, len(self.words.sizes) - 1, self.words.answer()
        long = reading_time(phrase(said)) - LEAD
        leaving = [Leave(each, run_time=seconds, window=OLD) for each in gone]
        self.play(*leaving, *(Appear(each, run_time=seconds, window=NEW) for each in (*self.times.seen, *asked)))
        turns = list[tuple[VMobject, tuple[float, float]]]()
        for some, frames, (spoken, marked) in zip((lines[:2], lines[2:3], lines[3:]), (0, 1, None), TURNS, strict=True):
            turns += [(line, spoken) for line in some]
            turns += [(frame, marked) for frame in ([] if frames is None else self.times.framed(frames))]
        others = self.times.beside(last, (self.last,), range(last + 1))
        aside = Shade(others, self.theme.dimmed, rate_func=there_and_back, run_time=long)
        self.end(said, aside, *(Appear(each, run_time=long, window=window) for each, window in turns))

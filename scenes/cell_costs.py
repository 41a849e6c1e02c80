"""What does a gate cost? One block of weights becomes three and four, in numbers and in time; and dropout."""

from collections.abc import Sequence
from functools import cached_property, partial
from typing import Any, ClassVar

from manim import Animation, VGroup, VMobject

from model.trace import Study
from scenes.mobjects.areas import Area
from scenes.mobjects.legend import legends
from scenes.mobjects.motion import Appear, Leave, Shade
from scenes.mobjects.moves import Path, Travel
from scenes.mobjects.notation.equations import Symbol
from scenes.mobjects.passing import in_turn
from scenes.mobjects.places import named, seated, stays
from scenes.mobjects.reading import phrase
from scenes.mobjects.sets.dropped_lanes import DroppedLane
from scenes.mobjects.sets.reply import replied
from scenes.mobjects.sets.step_times import COLD, Measured, StepTimes, Timed
from scenes.mobjects.sets.weight_rows import Made, WeightRow
from scenes.mobjects.sets.word_rows import Rows
from scenes.mobjects.text import BOLD, Label
from scenes.telling.costs_words import COSTS, CostsWords, require_costs, require_ladder
from scenes.telling.networks import NAMES
from scenes.telling.notations import notation_of
from scenes.telling.pace import LEAD, reading_time
from scenes.telling.reader import ReaderFilm
from scenes.telling.records import Brief

QUESTION = "What does a gate cost?"
HEADLINE, ASKED = 2.55, 1.5
"""How high the question stands, and how large it is, in titles."""
ROWS = 1.72, -0.2, -2.12
"""The heights of the rows of blocks."""
NUMBERS, TIME, DROPOUT = "in numbers", "in time", "with dropout"
WAYS = {NUMBERS: -4.2, TIME: 0.0, DROPOUT: 4.2}
"""What it may cost is asked in these ways, and told in acts of these names; and where they are asked."""
LARGE, MIDDLE, FORMULA = 2.45, (0.2, 0.28), -2.15
"""How many times as large the first block is at first, where, and how high it is counted."""
TIMES, ANSWERED, LOST = Area(-6.6, 6.65, -2.6, 2.35), Area(-6.6, 6.65, -2.1, 1.85), -2.5
"""Where times are, one size at a time, and in the end; and how high it is said then what dropout comes to."""
TOP, FOOT = 1.75, -1.75
"""From where to where the words are read."""
HEAD, SMALL, BESIDE, LINE = (-1.6, 2.78), 0.42, 0.25, 0.17
"""Where the blocks over the lanes are, how small, how far from them something is said, and how far its lines are from amid."""
MOST = 16
"""So many units and features have room: all weights are drawn, of eight blocks."""
DRAWN = 8
"""So many units of a state are drawn."""
ABOVE, AGAIN = 2.93, 0.9
"""How high the question stands with its answer, and how large it is there at the most, in titles."""
RUN, TOLD = 2.8, 2.0
"""How long bars run at least, and how long it takes at least to show what they come to, in seconds."""
OLD, NEW = (0.0, 0.5), (0.5, 1.0)
"""When the old picture leaves, and when the new one comes, as parts of the time that both take."""
GOES, AFTER, BOTH = (0.0, 0.6), (0.6, 1.0), 1.4
"""When the head goes to its place over the lanes, and when these come after it, as parts of the time that both take; and how
long that is, times what is slow."""


def middle_of(each: VMobject) -> tuple[float, float]:
    """Return the middle of a thing."""
    return float(each.get_x()), float(each.get_y())


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
        """Return the blocks of a network at a height."""
        trace = self.networks[of]
        names = self.blocks(of)
        made = Made(partial(self.read, of=of), self.name(of), notation_of(trace), names)
        order = [(trace.declared.gates or ("",)).index(name) for name in names]
        return WeightRow(made, order, y, theme=self.theme, **look)

    def blocks(self, of: int) -> list[str]:
        """Return what the blocks of a network are called: what proposes a new state is the first, then come gates, in order."""
        return sorted(self.networks[of].declared.gates or ("",), key=lambda name: name not in ("", "candidate"))

    def ask(self) -> None:
        """Show the one block of a plain cell, and ask what gates cost."""
        self.act("one block")
        theme = self.theme
        self.headline = stays(Label(QUESTION, theme=theme, size=ASKED * theme.title, weight=BOLD).sit(0, HEADLINE))
        name = Label(self.name(0), theme=theme, size=theme.title, weight=BOLD)
        self.called = stays(name.sit_amid(float(self.block.get_left()[0]) - 0.3, MIDDLE[1], 1))
        self.ways = [stays(Label(way, theme=theme, size=1.2 * theme.title).sit(x, FORMULA)) for way, x in WAYS.items()]
        self.add(self.key, self.headline, self.block, self.called, *self.ways)
        with self.beat(f"What do gates cost: {NUMBERS}, {TIME}, and {DROPOUT}?") as room:
            self.play(*(Shade(each, theme.dimmed, run_time=theme.quick) for each in (self.block, *self.ways)))
            (body, bias), long = self.block, max(room, 2.4) - 2 * theme.quick
            rows: Any = body.rows
            self.play(*in_turn([*rows, bias], 1.0, run_time=long), *in_turn(self.ways, 1.0, run_time=long))
            self.play(Shade(self.block, 1.0, run_time=theme.quick))

    def count_one(self) -> None:
        """Say of what a block's columns are, and how many numbers it has."""
        counts = {"units": self.value("sizes.unit"), "features": self.value("sizes.feature"), "count": self.value("weight_count")}
        said = phrase("{units:0} × ({units:0} + {features:0}) + {units:0} = {count:0} numbers", **counts)
        self.formula = stays(Label(said, theme=self.theme, size=1.2 * self.theme.title).sit(MIDDLE[0], FORMULA))
        self.heads = self.columns()
        gone = [Leave(each, run_time=LEAD) for each in self.ways]
        with self.beat(
            "One block of weights: each row weighs h and x, and adds a bias.",
            *gone,
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
        """Let the block become three, and four."""
        self.act(NUMBERS)
        plain, gated, long = self.rows
        gone = [Leave(each, run_time=LEAD) for each in (self.headline, self.called, self.formula, *self.heads)]
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

    # -- time --------------------------------------------------------------------------------------------------------------

    @cached_property
    def cells(self) -> list[Timed]:
        """The cells that were timed."""
        roles = "muted", "state", "memory"
        rows = zip(self.words.cells, roles, strict=True)
        return [Timed(cell, self.name(of), role, self.value("block_count", of=of)) for of, (cell, role) in enumerate(rows)]

    def measured(self, sizes: Sequence[int], area: Area, **look: bool) -> Measured:
        """Return what was measured in some sizes, to be shown in an area."""
        return Measured(partial(self.read, of=len(self.networks)), self.cells, sizes, area, **look)

    @cached_property
    def times(self) -> list[StepTimes]:
        """The times of all cells, one size at a time; then, if they are far more in the last one, those with emptied caches.

        The last size has a scale of its own, that it has room, with full and with emptied caches.
        """
        (*first, last), far = self.words.sizes, self.words.is_far_more
        few, most = self.measured(first or [last], TIMES), self.measured([last], TIMES, cooled=far)
        kinds = [(few, size, "") for size in first] + [(most, last, ""), *[(most, last, COLD)] * far]
        return [StepTimes(of, self.cells, [size], kind=kind, theme=self.theme) for of, size, kind in kinds]

    def lay_bricks(self) -> None:
        """Let the blocks become bricks of what a step would take, were time a matter of numbers."""
        self.act(TIME)
        written = [each for row in self.rows for each in (*row.letters, row.name, row.count)]
        gone = [Leave(each, run_time=LEAD) for each in (*written, self.key)]
        with self.beat("Four blocks: does a step take four times as long? A block is a brick.", *gone) as room:
            leaving = [Leave(each, run_time=self.theme.beat) for row in self.rows for each in row.blocks]
            self.play(*self.times[0].laid([row.blocks for row in self.rows], max(room, 2.4)), *leaving)

    def take_their_time(self) -> None:
        """Let bars run in each size, and with emptied caches; say what they come to, of the first if there is time."""
        for number, times in enumerate(self.times):
            says, fields = self.words.measured(number)
            before = self.times[number - 1]
            with self.beat(says, *(before.goes(LEAD) if number else []), **fields) as room:
                self.play(*(times.follows(before, max(room, RUN)) if number else times.runs(max(room, RUN))))
            if number == 0 and self.has_remarks:
                continue
            says, fields = self.words.result(number)
            waits = number == 0 and self.words.waits
            others = times.beside((1, 2) if waits else (self.last,))
            with self.beat(says, Shade(others, self.theme.dimmed, run_time=LEAD), **fields) as room:
                long = max(room - self.theme.slow, TOLD)
                self.play(*(self.wait_for_reset(times, long) if waits else self.told(number, times, long)))
                self.play(Shade(others, 1.0, run_time=self.theme.slow))
        self.shown = self.times[-1]

    def told(self, number: int, times: StepTimes, run_time: float) -> list[Animation]:
        """Return the animations that show what the last cell's time comes to: beside that in the size before, or its bricks."""
        if 0 < number < len(self.words.sizes) - 1:
            return times.since(self.words.sizes[number - 1], self.last, run_time)
        return times.differs(self.last, run_time)

    def wait_for_reset(self, times: StepTimes, run_time: float) -> list[Animation]:
        """Return the animations in which the candidate of a GRU waits for its reset gate, and an LSTM's blocks work at once."""
        gated, notation = 1, notation_of(self.networks[1])
        letter = named(Symbol("reset_gate", notation=notation, theme=self.theme), "reset_gate")
        late, early = (self.blocks(gated).index(name) for name in ("candidate", "reset"))
        return times.waits((gated, late), (gated, early), letter, run_time)

    # -- dropout -----------------------------------------------------------------------------------------------------------

    @property
    def last(self) -> int:
        """The number of the network that dropout is shown of."""
        return len(self.networks) - 1

    def erase(self) -> None:
        """Let the last network go over two lanes and read while units are erased: fresh masks on the left, one on the right."""
        self.act(DROPOUT)
        self.reads = Rows(self.read("tokens"), self.trace.known, theme=self.theme, top=TOP, foot=FOOT)
        self.lanes = self.lane(0, "a fresh mask at each word"), self.lane(1, "one mask for all words")
        self.shades = legends(self.frame.legend, theme=self.theme)
        large = self.head_over_lanes()
        called, bricks = self.shown.names[-1], self.shown.bricks[-1]
        gone = [Leave(each, run_time=LEAD, window=OLD) for each in self.shown.seen if each not in (called, bricks)]
        turned = [Leave(bricks, run_time=LEAD, window=NEW), *(Appear(each, run_time=LEAD, window=NEW) for each in large)]
        with self.beat(self.words.masks(), *gone, *turned) as room:
            slow = BOTH * self.theme.slow
            self.remove(called, *(each for block in large for each in block.get_family()))
            ground = [self.shades, *self.about, *(each for lane in self.lanes for each in lane.ground)]
            coming = [Appear(each, run_time=slow, window=AFTER) for each in (*ground, *self.reads.words.values())]
            self.play(*self.shrink([called, *large], slow), *coming)
            self.read_on(range(self.count), max(room - slow, 3.0))
        self.admit_strangers(*(word for time, word in self.reads.words.items() if not self.trace.known[time]))
        says, fields = self.words.kept()
        with self.beat(says, **fields) as room:
            self.play(*(each for lane in self.lanes for each in lane.judged(max(room, 3.0))))

    def head_over_lanes(self) -> list[VMobject]:
        """Make the head over the lanes: a name, blocks, and what is said of them; return its blocks as they lie on the bricks."""
        row, theme, (x, y) = self.row(self.last, HEAD[1]), self.theme, HEAD
        blocks = VGroup(*row.blocks).scale(SMALL).move_to((x, y, 0))
        left, right = float(blocks.get_left()[0]) - BESIDE, float(blocks.get_right()[0]) + BESIDE
        name = Label(self.name(self.last), theme=theme, size=theme.title, weight=BOLD, colour=self.cells[-1].role)
        lines = zip(self.words.lanes(), (y + LINE, y - LINE), strict=True)
        said = [Label(line, theme=theme, colour="muted").sit_amid(right, height, -1) for line, height in lines]
        self.head, self.about = [stays(name.sit_amid(left, y, 1)), *row.blocks], [stays(each) for each in said]
        pairs = zip(row.blocks, self.shown.bricks[-1], strict=True)
        large: list[VMobject] = [block.copy().scale(brick.width / block.width).move_to(brick) for block, brick in pairs]
        row.settle()
        return large

    def shrink(self, large: Sequence[VMobject], run_time: float) -> list[Travel]:
        """Return the animations in which what is large goes to the head, before the lanes come."""
        look: dict[str, Any] = {"there": True, "run_time": run_time, "window": GOES}
        pairs = zip(self.head, large, strict=True)
        return [Travel(own, Path(*map(middle_of, (each, own))), start=each.width / own.width, **look) for own, each in pairs]

    def lane(self, kind: int, name: str) -> DroppedLane:
        """Return the lane of one kind of masks."""
        trace = self.networks[self.last]
        return DroppedLane(
            partial(self.read, of=self.last),
            kind,
            side=2 * kind - 1,
            name=name,
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
        """Show the times of the last cell in all sizes, with the answer."""
        self.act("the answer")
        theme, seconds, says = self.theme, self.theme.slow, self.words.answer()
        gone = [
            *self.head,
            *self.about,
            *(each for lane in self.lanes for each in lane.whole),
            *self.reads.words.values(),
            self.shades,
        ]
        measured = self.measured(self.words.sizes, ANSWERED, alike=True)
        self.over = over = StepTimes(measured, self.cells[-1:], self.words.sizes, theme=theme)
        leaving = [Leave(each, run_time=seconds, window=OLD) for each in gone]
        self.play(*leaving, *(Appear(each, run_time=seconds, window=NEW) for each in over.ground))
        asked, *parts = replied(QUESTION, self.words.reply(), ABOVE, size=AGAIN * theme.title, theme=theme)
        long = reading_time(phrase(says)) - LEAD + theme.beat
        turns = [(asked, (0.0, 0.15)), (parts[0], (0.1, 0.25)), *((each, (0.75, 0.95)) for each in parts[1:])]
        if lost := self.words.lost():
            label = Label(lost, theme=theme, size=theme.title, weight=BOLD)
            turns.append((label.sit(TIMES.left, LOST, -1), (0.85, 1.0)))
        said = [Appear(stays(each), run_time=long, window=own) for each, own in turns]
        self.end(says, *said, *over.runs(long, (0.0, 0.8)))

"""What does a gate cost? Weights, operations and time on one scale: four blocks, and not always four times."""

from collections.abc import Sequence
from functools import partial
from typing import Any, ClassVar

import numpy as np
from manim import Animation, VGroup, VMobject
from manim.utils.rate_functions import there_and_back

from model.trace import Study
from scenes.mobjects.legend import legends
from scenes.mobjects.motion import Appear, Leave, Shade
from scenes.mobjects.moves import Extend, Path, Travel, turns
from scenes.mobjects.notation.vectors import vector
from scenes.mobjects.places import stays
from scenes.mobjects.reading import phrase
from scenes.mobjects.sets.block_step import BlockStep
from scenes.mobjects.sets.cost_table import LEFT, CostTable, Timed
from scenes.mobjects.sets.dropped_lanes import DroppedLane
from scenes.mobjects.sets.fetched import Fetched
from scenes.mobjects.sets.weight_rows import BESIDE, HIGH, Made, WeightRow
from scenes.mobjects.sets.word_rows import Rows
from scenes.mobjects.shifts import pointed
from scenes.mobjects.text import BOLD, Label
from scenes.mobjects.values import outline
from scenes.telling.costs_words import COSTS, CostsWords, require_costs, require_ladder
from scenes.telling.networks import NAMES
from scenes.telling.notations import notation_of
from scenes.telling.pace import LEAD, reading_time
from scenes.telling.reader import ReaderFilm
from scenes.telling.records import Brief

QUESTION = "What does a gate cost?"
HEADLINE, ASKED, FORMULA, SPACE = 2.5, 1.5, -1.95, 0.22
"""How high the question stands, and how large it is, in titles; how high the numbers of the block are counted, and how far from
one to the next."""
ROLES = "muted", "state", "memory"
"""In which roles' colours the cells are told apart."""
TOP, FOOT, HEAD, LINE = 1.75, -1.75, 2.72, 0.17
"""From where to where words are read while units are erased; how high the blocks of the cell are then, and how far from amid
them two lines are that are said of it."""
TALL, LARGE, HEIGHTS = 0.95, 1.4, (2.0, 0.2, -1.6)
"""How high blocks are while only they are told of, how large what is said of them is, in labels, and how high their rows are."""
MOST = 16
"""So many units and features have room: all weights are drawn, of eight blocks."""
DRAWN = 8
"""So many units of a state are drawn."""
ASIDE, REPLIES, AGAIN = -0.1, (2.45, 2.0, 1.55), 0.68
"""Where the answer begins, beside the first cell, how high its lines are, and how large, in titles."""
BACK = 0.45
"""In which part of the end all that was measured is there again, before the answer comes."""
PACE, LONGEST = 0.55, 5.5
"""So many seconds a bar runs for one time the first cell takes, but the longest no longer than this."""
FETCH = 3.0
"""So long numbers are fetched past an emptied cache, in seconds."""
GATE = 0.36
"""How wide the values of a gate are that go from one block to another."""


class CellCosts(ReaderFilm):
    """A block of weights, and what becomes of it in a GRU and in an LSTM; dropout; operations, and the time of a step."""

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
        self.operate()
        self.take_their_time()
        self.erase()
        self.conclude()

    # -- one block ---------------------------------------------------------------------------------------------------------

    @property
    def study(self) -> Study:
        """What was measured of the time of a step."""
        return self.brief.studies[0]

    @property
    def last(self) -> int:
        """The number of the network with most gates."""
        return len(self.networks) - 1

    def lay_out(self) -> None:
        """Make the table, a row of blocks for each network in it, and the first block once more, large."""
        kinds = enumerate(zip(self.words.cells, ROLES, strict=True))
        cells = [Timed(cell, of, NAMES[self.cell_kinds[of]], role) for of, (cell, role) in kinds]
        self.table = CostTable(self.value, cells, len(self.networks), self.words.runs, theme=self.theme)
        self.fetched = Fetched(self.value, cells, len(self.networks), self.words.runs[-1], theme=self.theme)
        self.rows = [self.row(of, y) for of, y in enumerate(self.table.heads)]
        self.key = legends(self.frame.legend, theme=self.theme)
        fullest = int(np.abs(self.trace.lookup("previous_hidden")).sum(axis=-1).argmax())
        self.tall = [self.row(of, y, high=TALL, large=LARGE) for of, y in enumerate(HEIGHTS)]
        self.block = BlockStep(self.read, self.tall[0], fullest, notation=self.notation, theme=self.theme)
        for row in [*self.rows, *self.tall]:
            row.settle()

    def row(self, of: int, y: float, **look: float) -> WeightRow:
        """Return the blocks of a network at a height."""
        trace = self.networks[of]
        names = self.blocks(of)
        made = Made(partial(self.read, of=of), NAMES[self.cell_kinds[of]], ROLES[of], notation_of(trace), names)
        order = [(trace.declared.gates or ("",)).index(name) for name in names]
        return WeightRow(made, order, y, left=LEFT, unit=self.table.unit, theme=self.theme, **look)

    def blocks(self, of: int) -> list[str]:
        """Return what the blocks of a network are called: what proposes a new state is the first, then come gates, in order."""
        return sorted(self.networks[of].declared.gates or ("",), key=lambda name: name not in ("", "candidate"))

    def ask(self) -> None:
        """Show the one block of a plain cell at work, and ask what a gate costs."""
        self.act("one block")
        theme, block = self.theme, self.block
        self.headline = stays(Label(QUESTION, theme=theme, size=ASKED * theme.title, weight=BOLD).sit(0, HEADLINE))
        name = Label(NAMES[self.cell_kinds[0]], theme=theme, size=theme.title, weight=BOLD)
        self.called = stays(name.sit_amid(float(block.block.get_left()[0]) - 2 * BESIDE, float(block.block.get_y()), 1))
        self.add(self.key, self.headline, block.block, self.called, *block.given, *block.made)
        with self.beat("A plain RNN has one block of weights. What would a gate add?") as room:
            self.play(Shade(block.block, theme.dimmed, run_time=theme.quick))
            self.play(*block.works(max(room - theme.quick, 2.5)))

    def count_one(self) -> None:
        """Say of what a block's columns are, and how many numbers it has, part by part."""
        units, features = (self.value(f"sizes.{axis}") for axis in ("unit", "feature"))
        parts = [
            phrase("{units:0} ×", units=units),
            phrase("({units:0}", units=units),
            phrase("+ {features:0})", features=features),
            phrase("+ {units:0}", units=units),
            phrase("= {count:0} numbers", count=self.value("weight_count")),
        ]
        made = [Label(each, theme=self.theme, size=1.2 * self.theme.title) for each in parts]
        pen = float(self.block.block.get_x()) - sum(float(each.width) + SPACE for each in made) / 2
        for each in made:
            stays(each.sit(pen, FORMULA, -1))
            pen = float(each.get_right()[0]) + SPACE
        self.formula = made
        with self.beat("It learns a weight for each number of h and x, in each row, and a bias.") as room:
            self.play_all(self.block.counts(made, room))

    # -- more blocks -------------------------------------------------------------------------------------------------------

    def add_gates(self) -> None:
        """Let the block become three, and four."""
        self.act("in numbers")
        plain, gated, long = self.tall
        gone = [Leave(each, run_time=LEAD) for each in (self.headline, self.called, *self.formula, *self.block.around)]
        with self.moment():
            with self.beat(self.words.gates(1), *gone) as room:
                large = self.block.block
                home = Path((float(large.get_x()), float(large.get_y())), plain.middle(0))
                self.remove(*large.get_family(), *self.block.parts, *self.block.rows)
                about = [Appear(each, window=(0.75, 1.0), run_time=self.theme.slow) for each in plain.whole[1:]]
                self.play(Travel(plain.blocks[0], home, start=self.block.scale, there=True, run_time=self.theme.slow), *about)
                self.play(*gated.comes(plain, max(room - self.theme.slow, 2.4)))
            with self.beat(self.words.gates(2), *pointed(gated.said[:1], LEAD)) as room:
                self.play(*long.comes(gated, max(room, 2.8)))

    # -- operations and time -----------------------------------------------------------------------------------------------

    def operate(self) -> None:
        """Let the blocks of all networks work one after the other, side by side: a network with more of them is later done."""
        self.act("in operations")
        theme = self.theme
        with self.beat(self.words.operations) as room:
            blocks = [block for row in self.tall for block in row.blocks]
            self.play(*(Shade(each, theme.dimmed, run_time=theme.quick) for each in blocks))
            self.play(*self.worked(max(room - theme.quick, 3.0)))

    def worked(self, run_time: float) -> list[Animation]:
        """Return the animations in which block after block is lit in each row, and what that comes to is said behind it."""
        windows, made = turns(len(self.tall[self.last].blocks) + 1), list[Animation]()
        for row in self.tall:
            pairs = zip(row.blocks, windows, strict=False)
            made += [Shade(each, 1.0, run_time=run_time, window=own) for each, own in pairs]
            made += [Appear(each, run_time=run_time, window=windows[len(row.blocks)]) for each in row.worked]
        return made

    def take_their_time(self) -> None:
        """Let bars run in each size, and with emptied caches, all at one pace; say what they come to."""
        self.act("in time")
        longest = max(self.table.long(number) for number in range(len(self.words.runs)))
        pace, blocks = min(PACE, LONGEST / longest), [row.blocks for row in self.rows]
        for number in range(len(self.words.runs)):
            says, fields = self.words.measured(number)
            counts = [row.said[-1] for row in self.rows] + [row.worked[-1] for row in self.rows]
            quiet = [Shade(each, self.theme.dimmed, run_time=LEAD) for each in counts] if number == 1 else []
            with self.beat(says, *quiet, **fields) as room:
                if number == 0:
                    self.make_room()
                    room -= self.theme.slow
                laid = max(room - pace * self.table.long(number) - self.theme.quick, self.theme.slow)
                fetched = self.fetch(number, laid)
                self.play(*self.table.lays(number, blocks, laid), *fetched)
                self.play(*self.table.races(number, pace))
            if says := self.words.result(number):
                with self.beat(says) as room:
                    if number == 0 and self.words.waits:
                        self.wait_for_reset(max(room, 3.0))
                    elif number == self.asked:
                        self.play_all(self.fetched.asked(max(room, 3.0)))
                    else:
                        self.point(number, max(room, 2.0))

    def make_room(self) -> None:
        """Let rows of blocks go as low as they are in the table, where bars have room below them."""
        self.remove(*(part for row in self.tall for each in (*row.whole, *row.worked) for part in each.get_family()))
        rules = [Extend(each, run_time=self.theme.slow) for each in self.table.rules]
        squeezed = [move for row, tall in zip(self.rows, self.tall, strict=True) for move in row.squeezed(tall, self.theme.slow)]
        self.play(*squeezed, *rules)

    @property
    def asked(self) -> int:
        """The run after which it is asked for the cache: the last one of all sizes, if caches are emptied then; else -1."""
        return len(self.words.sizes) - 1 if self.words.is_far_more else -1

    def fetch(self, number: int, run_time: float) -> list[Animation]:
        """Return how numbers come into the main memory before the run of which one asks; before the next, empty the cache."""
        if not self.words.is_far_more or number < self.asked:
            return []
        if number == self.asked:
            return self.fetched.stored(run_time)
        self.play_all(self.fetched.all_fetched(FETCH))
        return []

    def point(self, number: int, run_time: float) -> None:
        """Let what was measured in a run go dim and light up again, cell by cell, first the bar, then its numbers."""
        things = [each for line in self.table.times[number] for each in ((line.bar, line.bricks), line.said)]
        windows = zip(things, turns(len(things)), strict=True)
        how = {"rate_func": there_and_back, "run_time": run_time}
        self.play(*(Shade(each, self.theme.dimmed, window=own, **how) for some, own in windows for each in some))

    def wait_for_reset(self, run_time: float) -> None:
        """Frame what works at once: all blocks of an LSTM; of a GRU its gates, and the candidate when their values come."""
        gated, theme = 1, self.theme
        names, blocks = self.blocks(gated), self.rows[gated].blocks
        late, early = (blocks[names.index(name)] for name in ("candidate", "reset"))
        time = int(np.abs(self.networks[gated].lookup("previous_hidden")).sum(axis=-1).argmax())
        values = self.read("reset_gate", time, of=gated)
        gate = vector(
            values,
            size=(GATE, HIGH / len(values.values)),
            numerals=False,
            notation=notation_of(self.networks[gated]),
            theme=theme,
        )
        first = [self.framed(self.rows[self.last].blocks), self.framed([each for each in blocks if each is not late])]
        (start, y), end = (float(early.get_x()), float(early.get_y())), float(late.get_x())
        self.play(*(Appear(each, run_time=0.15 * run_time) for each in first), Shade(late, theme.dimmed, run_time=theme.quick))
        way = Travel(gate.move_to((end, y, 0)), Path((start, y), (end, y)), leaves=True, run_time=0.45 * run_time)
        self.play(way)
        last = self.framed([late])
        self.play(Appear(last, run_time=theme.quick), Shade(late, 1.0, run_time=0.35 * run_time))
        self.later(*(Leave(each, run_time=theme.quick) for each in (*first, last)))

    def framed(self, blocks: Sequence[VMobject]) -> VMobject:
        """Return a frame around blocks side by side."""
        frame = outline(VGroup(*blocks), theme=self.theme, colour="focus", room=0.015)
        return frame.set_stroke(width=self.theme.bold)

    # -- dropout -----------------------------------------------------------------------------------------------------------

    def erase(self) -> None:
        """Let the last network read while units are erased: fresh masks on the left, one on the right; then it goes back."""
        self.act("with dropout")
        theme, slow = self.theme, self.theme.slow
        reads = Rows(self.read("tokens"), self.trace.known, theme=theme, top=TOP, foot=FOOT)
        self.lanes = [
            self.lane(kind, name, reads) for kind, name in enumerate(("a fresh mask at each word", "one mask for all words"))
        ]
        self.head, own = self.row(self.last, HEAD), self.rows[self.last]
        self.head.settle()
        x = float(self.head.blocks[-1].get_right()[0]) + 2 * BESIDE
        lines = zip(self.words.lanes(), (HEAD + LINE, HEAD - LINE), strict=True)
        about = [stays(Label(line, theme=theme, colour="muted").sit_amid(x, y, -1)) for line, y in lines]
        ground = [*about, *(each for lane in self.lanes for each in lane.ground), *reads.words.values()]
        gone = [each for row in self.rows[: self.last] for each in row.whole] + own.names + own.said + self.table.rules
        gone += [each for row in self.rows for each in row.worked] + self.table.seen
        fetched = self.fetched.whole if self.words.is_far_more else []
        with self.beat(self.words.masks(), *(Leave(each, run_time=LEAD) for each in [*gone, *fetched])) as room:
            self.play(*self.moved(own, self.head, slow))
            self.play(*(Appear(each, run_time=theme.quick) for each in ground))
            for time in range(self.count):
                long = max(room - slow - theme.quick, 3.0) / self.count
                self.play(*(lane.read_on(time, long) for lane in self.lanes))
        self.admit_strangers(*(word for time, word in reads.words.items() if not self.trace.known[time]))
        says, fields = self.words.kept()
        with self.beat(says, **fields) as room:
            self.play(*(each for lane in self.lanes for each in lane.judged(max(room, 3.0))))
        left = [*about, *(each for lane in self.lanes for each in lane.whole), *reads.words.values()]
        self.gone, self.back = left, gone

    def moved(self, old: WeightRow, new: WeightRow, run_time: float, window: tuple[float, float] = (0.0, 1.0)) -> list[Travel]:
        """Return the animations in which the blocks of a row and its name go from one height to another, within a window."""
        pairs: list[tuple[VMobject, VMobject]] = [(old.name, new.name), *zip(old.blocks, new.blocks, strict=True)]
        self.remove(*(each for thing, _ in pairs for each in thing.get_family()))
        ways = [[(float(each.get_x()), float(each.get_y())) for each in pair] for pair in pairs]
        how: dict[str, Any] = {"there": True, "run_time": run_time, "window": window}
        return [Travel(own, Path(*way), **how) for (_, own), way in zip(pairs, ways, strict=True)]

    def lane(self, kind: int, name: str, reads: Rows) -> DroppedLane:
        """Return the lane of one kind of masks."""
        trace = self.networks[self.last]
        return DroppedLane(
            partial(self.read, of=self.last),
            kind,
            side=2 * kind - 1,
            name=name,
            units=trace.most_active(min(DRAWN, int(trace.lookup("sizes.unit")))),
            rows=reads,
            notation=notation_of(trace),
            theme=self.theme,
        )

    # -- the answer --------------------------------------------------------------------------------------------------------

    def conclude(self) -> None:
        """Point at all that gates cost, with the answer."""
        self.act("the answer")
        theme, says = self.theme, self.words.answer()
        long = reading_time(phrase(says)) - LEAD + theme.beat
        parts = [stays(each) for each in self.replies()]
        said = [
            Appear(each, run_time=long, window=(BACK + (1 - BACK) * start, BACK + (1 - BACK) * end))
            for each, (start, end) in zip(parts, turns(len(parts)), strict=True)
        ]
        back = [Appear(each, run_time=BACK * long, window=(0.75, 1.0)) for each in self.back]
        moved = self.moved(self.head, self.rows[self.last], BACK * long, (0.25, 0.75))
        self.end(says, *(Leave(each, run_time=0.25 * BACK * long) for each in self.gone), *moved, *back, *said)

    def replies(self) -> list[Label]:
        """Return the question, and below it what a gate costs, and what three do, beside the first cell."""
        theme = self.theme
        made = [Label(QUESTION, theme=theme, size=AGAIN * theme.title).sit_amid(ASIDE, REPLIES[0], -1)]
        gate, three, time = self.words.reply()
        made.append(Label(gate, theme=theme, size=AGAIN * theme.title, weight=BOLD).sit_amid(ASIDE, REPLIES[1], -1))
        pen = ASIDE
        for each in (three, time):
            made.append(Label(each, theme=theme, size=AGAIN * theme.title, weight=BOLD).sit_amid(pen, REPLIES[2], -1))
            pen = float(made[-1].get_right()[0]) + made[-1].cap_height / 2
        return made

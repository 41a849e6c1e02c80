"""An LSTM whose gates see the cell state: it counts the ticks of a clock, and says in time when it tocks."""

from contextlib import ExitStack
from typing import ClassVar

from manim import Animation, VGroup, VMobject

from model.trace.ticking import Round, counter_of, rounds_of
from scenes.mobjects.areas import Area
from scenes.mobjects.legend import legends
from scenes.mobjects.motion import Appear, Vanish
from scenes.mobjects.moves import Light, turns
from scenes.mobjects.notation.equations import Symbol
from scenes.mobjects.places import named, stays
from scenes.mobjects.reading import Phrase, Reading, phrase
from scenes.mobjects.sets.count_lanes import CountLanes, Lane
from scenes.mobjects.sets.peephole_cell import PeepholeCell
from scenes.mobjects.sets.study_bars import StudyBars
from scenes.mobjects.shifts import pointed
from scenes.mobjects.text import Label, Paragraph
from scenes.telling.clocks import KINDS, ClockFilm
from scenes.telling.count_words import CountWords
from scenes.telling.pace import LEAD

QUESTION = "What if the gates could see the memory?"
LARGE, ASKED, SHOWN, CLOCK = 1.6, 1.15, -1.0, 1.6
"""How many times as large as a title the question is; how high it and a round of the clock stand; how large that is."""
ITEMS = 2.66
"""How high the items stand in the columns."""
STAIR = Area(-6.0, 6.7, -2.45, 2.1)
"""Where the cell state is a stair, if there is nothing else."""
UPPER, GATES, LOWER = Area(-6.0, 6.7, 0.42, 2.1), -0.62, Area(-6.0, 6.7, -2.6, -1.45)
"""The same, the height of a gate, and where shares are, if there are all three."""
BARS = Area(-5.9, 6.6, -1.5, 2.2)
"""Where the bars of the study are."""
RENEWS = 5.4
"""Seconds in which three operators make the new C, at the least."""


class LSTMPeephole(ClockFilm):
    """The question; one unit counts; what the gates see, in which order; it is on time; what a study says of it."""

    title = "LSTM with peepholes"
    cell_kinds = ("lstm_peephole",)
    needs = ("peephole",)  # with it all weights of the cell are there
    follows_a_unit: ClassVar[bool] = True
    row: Lane
    """The clock as it stands beside the question."""
    gone: VGroup
    """What goes as the next act begins."""

    @property
    def unit(self) -> int:
        """The unit that is followed: the one that counts."""
        return counter_of(self.trace) if self.brief.unit is None else self.brief.unit

    @property
    def label(self) -> int:
        """The label of the item that ends a round."""
        labels: tuple[str, ...] = self.trace.labels
        return labels.index(self.trace.tokens[self.rounds[0].end])

    def construct(self) -> None:
        self.rounds = rounds_of(self.trace.tokens)
        self.focus = {"unit": self.unit}
        self.time_of_gates = self.rounds[0].last
        self.words = CountWords(self, unit=self.unit, rounds=self.rounds, time=self.time_of_gates)
        first, now = self.rounds[0], self.time_of_gates
        self.cast("time", first=first.first, last=first.last, back=first.end, before=now, after=now, peek=now, o=now)
        self.ask()
        self.climb()
        self.look()
        self.fire()
        self.compare()

    def items(self, each: Round) -> list[Reading]:
        """Return the items of a round."""
        return [self.value("tokens", time) for time in each.times]

    def of_round(self, name: str, each: Round, place: int) -> list[Reading]:
        """Return a quantity at all items of a round."""
        return [self.value(name, time, place) for time in each.times]

    # -- the question ------------------------------------------------------------------------------------------------------

    def ask(self) -> None:
        """Show a round of the clock and the question, and let the clock tick."""
        self.act("the question")
        asked: VMobject = Paragraph(phrase(QUESTION), theme=self.theme, size=LARGE * self.theme.title, width=self.frame.width)
        asked.move_to((0.0, ASKED, 0))
        self.row = row = Lane(self.items(self.rounds[0]), self.frame.stage, y=SHOWN, theme=self.theme, large=CLOCK)
        self.add(legends(self.frame.legend, theme=self.theme), asked, *row.chips)
        says, fields = self.words.clock()
        with self.beat(says, **fields) as room:
            long = max(room, 4.0) / 2
            self.play(*self.ticking(row, long))
            self.play(*self.ticking(row, long))
        self.asked = asked

    def ticking(self, row: Lane, run_time: float) -> list[Animation]:
        """Return animations in which the items of a round light up, one after the other."""
        pairs = zip(row.chips, turns(len(row.chips)), strict=True)
        return [Light(chip, self.theme, window=own, run_time=run_time) for chip, own in pairs]

    # -- one unit counts ---------------------------------------------------------------------------------------------------

    def climb(self) -> None:
        """Let the network read the first round: the cell state of the unit is a stair."""
        self.act("one unit counts")
        each = self.rounds[0]
        lanes = CountLanes(
            self.items(each),
            self.of_round("cell", each, self.unit),
            STAIR,
            y=ITEMS,
            stair=STAIR,
            notation=self.notation,
            theme=self.theme,
        )
        letter = self.letter("cell", ITEMS)
        says, fields = self.words.watched()
        self.remove(*self.row.chips)
        coming = lanes.come(self.row, LEAD, (0.4, 1.0))
        first = Vanish(self.asked, run_time=0.4 * LEAD), *coming, self.late(VGroup(lanes.axis, letter))
        with self.beat(says, *first, **fields) as room:
            self.play(*lanes.read(0, lanes.count - 1, max(room, 0.55 * lanes.count)))
        says, fields = self.words.stairs()
        with self.beat(says, **fields) as room:
            self.play(*self.ticking(lanes, max(room, 1.6)))
        says, fields = self.words.reset()
        with self.beat(says, **fields) as room:
            self.play(*lanes.tick(lanes.count - 1, (0.0, 1.0), max(room, 1.2)))
        self.gone = VGroup(*lanes.everything, letter)

    @staticmethod
    def late(thing: VGroup) -> Animation:
        """Return the animation in which something comes while a caption is taken in, when what was there is gone."""
        return Appear(thing, window=(0.5, 1.0), run_time=LEAD)

    def letter(self, name: str, y: float) -> Symbol:
        """Return the letter of a quantity before its row."""
        made = Symbol(name, notation=self.notation, theme=self.theme)
        return named(stays(made.move_to((self.frame.stage.left + made.width / 2, y, 0))), name)

    def called(self, said: Phrase | str, y: float) -> Label:
        """Return what a row is called, before it."""
        return stays(Label(said, theme=self.theme, size=self.theme.small, colour="muted").sit_amid(self.frame.stage.left, y, -1))

    # -- the gates look ----------------------------------------------------------------------------------------------------

    def single(self, name: str, *index: int, fixed: bool = False) -> Reading:
        """Return a value of the step whose gates are told of, of the followed unit; one of weights is ``fixed``."""
        return self.value(name, *(() if fixed else (self.time_of_gates,)), *index, self.unit)

    def look(self) -> None:
        """Tell what the gates see of the cell state: two of the old one, and of the new one, once it is there, the third."""
        self.act("what the gates see")
        numbers = {gate: self.trace.declared.gates.index(gate) for gate in PeepholeCell.SEES}
        cell = PeepholeCell(self.single, numbers, notation=self.notation, theme=self.theme)
        frames = VGroup(*(each.frame for each in cell.gates.values()), cell.road, cell.letters["previous_cell"], cell.old)
        with self.beat(self.words.sums(), Vanish(self.gone, run_time=LEAD / 2), self.late(frames)) as room:
            self.play(*(play for each in cell.gates.values() for play in each.weigh(max(room, 2.4))))
        says, fields = self.words.old()
        with self.beat(says, **fields) as room:
            self.play_all(cell.look(("forget", "input"), max(0.65 * room, 2.6)))
            self.play_all(cell.open(("forget", "input"), max(0.35 * room, 1.2)))
        says, fields = self.words.made()
        parts = VGroup(cell.erasing, cell.writing, cell.offer, cell.proposal)
        with self.beat(says, Appear(parts, run_time=self.theme.quick), **fields) as room:
            seconds = max(room, RENEWS)
            *before, adding = cell.renew(seconds)
            self.play_all(before)
            self.play(*adding, Appear(cell.letters["cell"], window=(0.6, 0.9), run_time=seconds / 3))
        says, fields = self.words.new()
        with self.beat(says, **fields) as room:
            self.play_all(cell.look(("output",), max(room, 2.8)))
        says, fields = self.words.opened()
        with self.beat(says, **fields) as room:
            self.play(*pointed(cell.gates["output"].bars, max(0.5 * room, 1.0)))
            self.play_all(cell.open(("output",), max(0.5 * room, 1.0)))
        rest = cell.kept, *cell.letters.values(), cell.old, cell.new
        everything = *(each.everything for each in cell.gates.values()), cell.road, *cell.peepholes.values()
        self.gone = VGroup(*everything, parts, *rest)

    # -- on time -----------------------------------------------------------------------------------------------------------

    def fire(self) -> None:
        """Let the network read the last round, with its output gate and what it expects below the stair."""
        self.act("on time")
        each = self.rounds[-1]
        lanes = CountLanes(
            self.items(each),
            self.of_round("cell", each, self.unit),
            UPPER,
            y=ITEMS,
            stair=UPPER,
            gates=self.of_round("output_gate", each, self.unit),
            gate_y=GATES,
            shares=self.of_round("probabilities", each, self.label),
            bottom=LOWER,
            marks=self.of_round("opening_cells", each, self.unit)[:-1],
            marked="o half open",
            notation=self.notation,
            theme=self.theme,
        )
        said = VGroup(
            self.called(phrase("“{tock:short}”", tock=self.value("labels", self.label)), LOWER.y + 0.14),
            self.called("next?", LOWER.y - 0.16),
        )
        letters = VGroup(self.letter("cell", ITEMS), self.letter("output_gate", GATES), said)
        first = Vanish(self.gone, run_time=LEAD / 2), self.late(VGroup(lanes.axis, lanes.floor, letters, *lanes.chips))
        with ExitStack() as moment:
            with self.beat(self.words.again(), *first) as room:
                moment.enter_context(self.moment())
                self.play(*lanes.read(0, lanes.count - 2, max(min(room, 4.6), 0.42 * lanes.count)))
            says, fields = self.words.fired()
            self.cast("time", back=self.rounds[-1].end)
            with self.beat(says, **fields) as room:
                self.play(*lanes.tick(lanes.count - 2, (0.0, 1.0), max(0.5 * room, 1.6)))
                self.play(*lanes.tick(lanes.count - 1, (0.0, 1.0), max(0.5 * room, 1.6)))
        self.gone = VGroup(*lanes.everything, letters)

    # -- what a study says -------------------------------------------------------------------------------------------------

    def compare(self) -> None:
        """Show what many trainings came to, with peepholes and without."""
        self.act("better?")
        study = self.study
        cells, sizes = study.lookup("cell"), range(len(study.lookup("ticks")))
        looks = ("without", "muted"), ("with", "memory")
        kinds = [(cells.index(kind), *look) for kind, look in zip(KINDS, looks, strict=True)]
        bars = StudyBars(
            self.read("on_time", of=self.STUDY),
            lambda kind, size: self.value("on_time_mean", kind, size, of=self.STUDY),
            kinds,
            [self.words.size(number) for number in sizes],
            BARS,
            theme=self.theme,
        )
        with self.beat(self.words.asked(), Vanish(self.gone, run_time=LEAD / 2), self.late(bars.names)) as room:
            self.play(*bars.grow(max(room, 4.0)))
        self.end(self.words.result(), *bars.sum_up(3.6))

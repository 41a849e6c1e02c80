"""Which is better, a GRU or an LSTM: one sentence in both, then what several trainings of each came to."""

from functools import cached_property, partial
from typing import Any, ClassVar

import numpy as np
from manim import Animation, VMobject
from manim.utils.rate_functions import there_and_back

from model.trace import Study
from scenes.mobjects.areas import Area
from scenes.mobjects.motion import Appear, Leave, Shade
from scenes.mobjects.moves import Path, Travel
from scenes.mobjects.places import stays
from scenes.mobjects.reading import Phrase
from scenes.mobjects.sets.dot_column import Column, Compared, Measured
from scenes.mobjects.sets.fading_page import FadingPage
from scenes.mobjects.sets.measured_table import MeasuredTable
from scenes.mobjects.sets.reply import replied
from scenes.mobjects.sets.summary_table import Found, SummaryTable
from scenes.mobjects.sets.verdict_bars import VerdictBars
from scenes.mobjects.text import Label, settled
from scenes.telling.networks import NAMES
from scenes.telling.notations import notation_of
from scenes.telling.pace import LEAD
from scenes.telling.reader import ReaderFilm
from scenes.telling.records import Brief
from scenes.telling.trainings import (
    ACCURACY,
    BLOCKS,
    STEP,
    TRAININGS,
    WEIGHTS,
    ahead,
    require_both,
    require_two_kinds,
    verdict,
)
from scenes.telling.two_networks import TwoNetworks

HEADLINE, ASKED, LARGE = 2.55, 12.6, 1.5
"""How high the question stands, how much room it has, and how large it is, in titles."""
PAGE, SIDES = Area(-6.5, 6.5, 0.55, 2.25), (Area(-6.6, -0.15, -2.6, 0.45), Area(0.15, 6.6, -2.6, 0.45))
"""Where the sentence is, and below it the two networks."""
LEFT, RIGHT, FIRST_ROW = -4.4, 6.6, 0.95
"""From where to where what was measured is shown, and the height of the first row."""
ABOVE, ANSWERED = 2.93, 1.15
"""How high the question stands with its answer, and how large it is there, in titles."""
PASSES, DECIDE = 0.18, ((0.3, 0.45), (0.75, 0.9))
"""How long a shadow is over a word, and when either network decides, as parts of the time in which the question is asked."""
ANSWER = 3.6
"""How long the answer takes to come, in seconds."""
REPLIES = (0.0, 0.2), (0.7, 0.9)
"""As parts of that, when the question comes and when the reply does."""
DROP, OPENS = 0.6, 1.6
"""How long the dots of one run take to fall, and an axis to be drawn, in seconds."""


def said(words: str) -> Phrase:
    """Return words as a phrase without readings."""
    return Phrase(words, words)


class GRUVersusLSTM(TwoNetworks, ReaderFilm):
    """One sentence in two networks, locked in step; then a table of what they cost and of what their trainings came to."""

    title = "GRU and LSTM"
    cell_kinds = tuple(NAMES)
    models = ("reviews_gru", "reviews")
    studies = (TRAININGS,)
    longest = 40
    text: ClassVar[str] = "the room was not clean but the staff were friendly and the breakfast was good"

    @classmethod
    def admit(cls, brief: Brief) -> None:
        """Raise :class:`UsageError` or :class:`TraceError` if two of a kind are to be compared, or the study has not both."""
        super().admit(brief)
        kinds = [str(trace.lookup("cell_kind")) for trace in brief.runs]
        require_two_kinds(kinds)
        for study in brief.studies or cls.own_studies():
            require_both(study, kinds)

    @property
    def heading(self) -> str:
        """What both networks are called: the title, unless other cells were chosen."""
        said = f"{self.name(0)} and {self.name(1)}"
        return said[0].upper() + said[1:]

    def construct(self) -> None:
        self.lay_out()
        self.ask()
        self.read_the_words()
        self.count_numbers()
        self.take_their_time()
        self.judge()
        self.conclude()

    # -- the question ----------------------------------------------------------------------------------------------------

    @property
    def question(self) -> str:
        """The question."""
        return f"{self.name(0)} or {self.name(1)}: which is better?"

    def lay_out(self) -> None:
        """Make the page of words, and a picture of the verdict for each network."""
        words = self.read("tokens")
        self.page = FadingPage(words, self.read("verdict_probabilities"), PAGE, known=self.trace.known, theme=self.theme)
        self.words = [self.page.whole(time) for time in range(self.count)]
        self.lanes = [self.lane(of, area) for of, area in zip(self.both(), SIDES, strict=True)]
        look: dict[str, Any] = {"size": LARGE * self.theme.title, "room": ASKED, "colour": "ink"}
        self.headline = stays(settled(said(self.question), theme=self.theme, **look).sit(0, HEADLINE))

    def lane(self, of: int, area: Area) -> VerdictBars:
        """Return the picture of what a network makes of the words."""
        name, role = self.name(of), notation_of(self.networks[of])[self.state(of)].role
        labels, shares = (self.read(key, of=of) for key in ("labels", "probabilities"))
        return VerdictBars(labels, shares, said(name), role, area, theme=self.theme)

    def ask(self) -> None:
        """Show which verdicts both come to; ask which of the two is better."""
        self.act("the question")
        self.add(self.headline, *self.words, *(each for lane in self.lanes for each in (lane.head, *lane.everything)))
        how = "agree on" if self.agree else "disagree on"
        with self.beat(f"Two networks {how} this review. Which of the two is better?") as room:
            self.play(*self.read_over(max(room, 2.4)))
        self.admit_strangers(*(word for time, word in enumerate(self.words) if not self.trace.known[time]))

    def read_over(self, run_time: float) -> list[Animation]:
        """Return the animations in which a shadow runs over the words, and what neither network decides for is dimmed."""
        starts = np.linspace(0.0, 1.0 - PASSES, self.count).tolist()
        made: list[Animation] = [
            Shade(word, self.theme.dimmed, rate_func=there_and_back, window=(at, at + PASSES), run_time=run_time)
            for word, at in zip(self.words, starts, strict=True)
        ]
        return [*made, *(each for lane, own in zip(self.lanes, DECIDE, strict=True) for each in lane.decides(run_time, own))]

    # -- one sentence ----------------------------------------------------------------------------------------------------

    def read_the_words(self) -> None:
        """Let both networks read all words, in step, with a verdict after each; and say what they came to."""
        self.act("one sentence")
        quiet = [Shade(each, self.theme.dimmed, run_time=LEAD) for each in self.words]
        quiet += [Shade(name, 1.0, run_time=LEAD) for lane in self.lanes for name in lane.names]
        empty = [each for lane in self.lanes for each in lane.empties(LEAD)]
        with self.beat("Both read it word by word. A bar is how likely a verdict is by now.", *quiet, *empty) as room:
            self.in_step(range(self.count), self.long(room + self.theme.quick), self.reads)
        says, fields = self.last_verdicts()
        with self.beat(says, **fields) as room:
            for lane in self.lanes:
                self.play(*lane.tells(max(room / 2, self.theme.beat)))

    def lit(self, time: int, run_time: float) -> list[Animation]:
        """Return the animation that lights a word."""
        return [Shade(self.words[time], 1.0, run_time=run_time)]

    def reads(self, lane: VerdictBars, time: int, run_time: float) -> list[Animation]:
        """Return the animations in which a network makes something of a word."""
        moves, gone = lane.reads(time, run_time)
        self.remove(*gone)
        return moves

    # -- the table -------------------------------------------------------------------------------------------------------

    @property
    def study(self) -> Study:
        """What was measured over many trainings."""
        return self.brief.studies[0]

    @property
    def of(self) -> int:
        """The number of the study among the traces."""
        return len(self.networks)

    @cached_property
    def cells(self) -> tuple[int, int]:
        """Where in the study the two kinds of cells are."""
        one, other = (self.study.index(WEIGHTS, cell=self.kind(of))[0] for of in self.both())
        return one, other

    @property
    def compared(self) -> list[Compared]:
        """Both networks, as tables show them."""
        return [Compared(self.cells[of], self.name(of), lane.role) for of, lane in enumerate(self.lanes)]

    counted = Measured(WEIGHTS, said("numbers to learn"), "numbers to learn", 0)
    """What is the same in all trainings; below it what is not."""
    measures = (
        Measured(STEP, said("milliseconds a step of training: less is better"), "ms a training step", 2),
        Measured(ACCURACY, said("share of reviews judged right: more is better"), "judged right", 3),
    )

    @cached_property
    def table(self) -> MeasuredTable:
        """What was measured of both networks."""
        return MeasuredTable(
            partial(self.read, of=self.of),
            self.compared,
            self.counted,
            self.measures,
            blocks=BLOCKS,
            theme=self.theme,
            left=LEFT,
            right=RIGHT,
            top=FIRST_ROW,
        )

    def count_numbers(self) -> None:
        """Let the sentence go; let the names of both become those of rows, and how many numbers they have be built up."""
        self.act("what they learn")
        with self.beat("One sentence, and one training of each, tell little.") as room:
            long = max(room, 2.4)
            quiet = [Shade(each, self.theme.dimmed, run_time=long) for each in self.written]
            self.play(*quiet, *(each for lane in self.lanes for each in lane.empties(long)))
        table, counts = self.table, {}
        for name, of in zip(("one", "other"), self.both(), strict=True):
            counts[name] = self.value(WEIGHTS, self.cells[of], of=self.of)
            counts[f"{name}_blocks"] = self.value(BLOCKS, self.cells[of], of=self.of)
        what = f"The {self.name(0)} learns {{one:0}} numbers in {{one_blocks:0}} block{{one_blocks:s}}"
        says = f"{what}, the {self.name(1)} {{other:0}} in {{other_blocks:0}}."
        self.remove(*(lane.head for lane in self.lanes))
        leaving = [Leave(each, window=(0.0, 0.5), run_time=LEAD) for each in self.written]
        coming = [*(self.moved(of) for of in self.both()), Appear(table.head, run_time=LEAD)]
        with self.beat(says, *leaving, *coming, **counts) as room:
            self.play(*table.builds(max(room, 2.8)))

    @property
    def written(self) -> list[VMobject]:
        """The question, the sentence and the names of verdicts."""
        return [self.headline, *self.words, *(each for lane in self.lanes for each in lane.names)]

    def moved(self, of: int) -> Travel:
        """Return the animation in which the name of a network goes from above its verdict to its row."""
        name, head = self.table.names[of], self.lanes[of].head
        (x, y), (left, row) = (each.get_center()[:2].tolist() for each in (head, name))
        start = float(head.cap_height / name.cap_height)
        return Travel(name, Path((x, y), (x, row), (left, row)), there=True, start=start, run_time=LEAD)

    # -- many trainings --------------------------------------------------------------------------------------------------

    def take_their_time(self) -> None:
        """Let a dot fall for each training: how long a step of it took; then how far they spread."""
        self.act("how fast they learn")
        table, column = self.table, self.table.columns[0]
        gone = [Leave(each, run_time=LEAD) for each in (*table.bricks, *table.numbers, table.head)]
        count = self.value("seed_count", of=self.of)
        says = "Each was trained {count:0} times, from other random numbers. A dot is a training."
        with self.beat(says, *gone, count=count) as room:
            self.fall(column, room)
        with self.beat("A band goes from the leftmost dot to the rightmost. Its line is the mean.") as room:
            self.spread(column, max(room, 2.0))
        with self.beat(self.met(STEP, "faster", least=True)) as room:
            self.play(*column.compares(max(room, 1.6)))

    def judge(self) -> None:
        """Let a dot fall for each of the same trainings once more: by how many reviews they judge right."""
        before, column = self.table.columns
        self.act("who judges better")
        with self.moment():
            examples = self.value("provenance.examples", of=self.of)
            gone = [Leave(each, run_time=LEAD) for each in before.everything]
            says = "The same trainings, at the end, judge {examples:0} reviews that none has seen."
            with self.beat(says, *gone, examples=examples) as room:
                self.fall(column, room)
            with self.beat(self.met(ACCURACY, "better", least=False)) as room:
                self.spread(column, 0.55 * max(room, 3.6))
                self.play(*column.compares(0.45 * max(room, 3.6)))

    def fall(self, column: Column, room: float) -> None:
        """Draw the axis of a column, and let the dots fall on it, one run after the other."""
        self.play(*column.opens(OPENS))
        runs = len(column.dots[0])
        for run in range(runs):
            self.play(*column.falls(run, max((room - OPENS) / runs, DROP)))

    def spread(self, column: Column, run_time: float) -> None:
        """Let the bands of a column grow behind its dots."""
        self.bring_to_back(*column.bands)
        self.play(*column.spreads(run_time))

    def met(self, key: str, what: str, *, least: bool) -> str:
        """Return what is said of two bands: that they overlap, so that nobody is named, or who is ahead."""
        who = ahead(self.study, key, self.cells, least=least)
        if who is None:
            return "The bands overlap: other random numbers may turn the order. Not decided."
        last, first = ("slowest", "fastest") if least else ("worst", "best")
        return f"The bands are apart: the {last} {self.name(who)} was {what} than the {first} {self.name(1 - who)}."

    # -- the answer ------------------------------------------------------------------------------------------------------

    @cached_property
    def summary(self) -> SummaryTable:
        """All that was measured of both, with what each measure decides."""
        found = [self.found(WEIGHTS, "fewer"), self.found(STEP, "faster"), self.found(ACCURACY, "better", least=False)]
        read = partial(self.read, of=self.of)
        return SummaryTable(read, self.compared, self.counted, self.measures, found, blocks=BLOCKS, theme=self.theme)

    def found(self, key: str, what: str, *, least: bool = True) -> Found:
        """Return what a measure decides: who is ahead, or that nobody is."""
        who = ahead(self.study, key, self.cells, least=least)
        if who is None:
            return Found("the same" if key == WEIGHTS else "overlap", "muted")
        return Found(f"{self.name(who)}: {what}", self.compared[who].role)

    def conclude(self) -> None:
        """Let all that was measured become one table; say which of the two is better, if one is."""
        self.act("the answer")
        table, column, summary = self.table, self.table.columns[-1], self.summary
        gone = [*column.ground, *column.said, column.meeting, column.meeting_name]
        with self.beat("Side by side: which rows tell the two apart?") as room:
            long = max(room, 3.6)
            self.remove(*table.names, *column.bands, *(dot for dots in column.dots for dot in dots))
            leaving = [Leave(each, window=(0.0, 0.15), run_time=long) for each in gone]
            self.play(*leaving, *summary.takes(column, table.names, long), *summary.fills(long))
        replies = zip(self.answered(), REPLIES, strict=True)
        self.add(*summary.boxes)
        self.bring_to_back(*summary.boxes)
        self.end(
            self.answer(),
            *summary.decides(ANSWER),
            *(Appear(stays(each), window=own, run_time=ANSWER) for each, own in replies),
        )

    def answered(self) -> list[Label]:
        """Return the question, and the answer in a word or two beside it."""
        who = ahead(self.study, ACCURACY, self.cells)
        reply = "No winner found." if who is None else f"The {self.name(who)}."
        return replied(self.question, [reply], ABOVE, size=ANSWERED * self.theme.title, theme=self.theme)

    def answer(self) -> str:
        """Return which of the two is better, by the rule of the bands."""
        counts = [float(self.study.lookup(WEIGHTS)[cell]) for cell in self.cells]
        fewer = None if counts[0] == counts[1] else int(np.argmin(counts))
        judges = ahead(self.study, ACCURACY, self.cells)
        learns = ahead(self.study, STEP, self.cells, least=True)
        return verdict((self.name(0), self.name(1)), judges, learns, fewer)

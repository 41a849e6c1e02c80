"""Which is better, a GRU or an LSTM: one sentence in both, then what several trainings of each came to."""

from functools import cached_property, partial
from typing import Any, ClassVar

import numpy as np
from manim import Animation, VMobject

from model.trace import Study
from scenes.mobjects.areas import Area
from scenes.mobjects.motion import Appear, Leave, Shade
from scenes.mobjects.moves import Path, Travel
from scenes.mobjects.places import stays
from scenes.mobjects.reading import Phrase, telling
from scenes.mobjects.sets.dot_column import Column, Compared, Measured
from scenes.mobjects.sets.fading_page import FadingPage
from scenes.mobjects.sets.measured_table import MeasuredTable
from scenes.mobjects.sets.reply import replied
from scenes.mobjects.sets.summary_table import Found, SummaryTable
from scenes.mobjects.sets.verdict_bars import VerdictBars
from scenes.mobjects.shifts import pointed
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
    require_same_labels,
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
DECIDE = (0.0, 0.5), (0.5, 1.0)
"""When either network decides, as parts of the time in which the question is asked."""
ANSWER, DECIDED = 4.2, 0.8
"""How long the answer takes to come, in seconds; after which part of that all rows have told what they decide."""
REPLIES = (0.0, 0.2), (0.82, 1.0)
"""As parts of that, when the question comes and when the reply does."""
DROP, OPENS, SPREADS, MOVED = 0.6, 1.3, 1.2, 1.0
"""How long dots of one run take to fall, an axis to be drawn, bands to grow where they were told of, and names to move."""


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
        """Raise :class:`UsageError` or :class:`TraceError` if two cannot be compared, or the study has not both."""
        super().admit(brief)
        require_same_labels([trace.lookup("labels") for trace in brief.runs])
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
            long, pairs = max(room, 2.4), zip(self.lanes, DECIDE, strict=True)
            self.play(*(each for lane, own in pairs for each in lane.decides(long, own)))
        self.admit_strangers(*(word for time, word in enumerate(self.words) if not self.trace.known[time]))

    # -- one sentence ----------------------------------------------------------------------------------------------------

    def read_the_words(self) -> None:
        """Let both networks read all words, in step, with a verdict after each; and say what they came to."""
        self.act("one sentence")
        quiet = [Shade(each, self.theme.dimmed, run_time=LEAD) for each in self.words]
        quiet += [Shade(name, 1.0, run_time=LEAD) for lane in self.lanes for name in lane.names]
        empty = [each for lane in self.lanes for each in lane.empties(LEAD)]
        with self.beat("Word by word: a bar is how likely the network finds that verdict so far.", *quiet, *empty) as room:
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

    counted = Measured(WEIGHTS, said("numbers to learn"), "numbers to learn", 0, "fewer")
    """What is the same in all trainings; below it what is not."""
    measures = (
        Measured(STEP, said("milliseconds a step: less is better"), "ms a training step", 2, "faster"),
        Measured(ACCURACY, said("share judged right: more is better"), "judged right", 3, "better", least=False),
    )

    @cached_property
    def table(self) -> MeasuredTable:
        """What was measured of both networks."""
        return MeasuredTable(
            partial(self.read, of=self.of),
            self.compared,
            self.counted,
            self.measures,
            parts=[network.declared.gates for network in self.networks],
            blocks=BLOCKS,
            pairs=self.value("seed_pairs", of=self.of),
            theme=self.theme,
            left=LEFT,
            right=RIGHT,
            top=FIRST_ROW,
        )

    def count_numbers(self) -> None:
        """Let the sentence go; let the names of both become those of rows, and how many numbers they have be built up."""
        self.act("what they learn")
        ours = all(trace.provenance.score_count == self.study.provenance.examples for trace in self.networks)
        others = "One training of each tells little. From here on: networks of ours with the same cells."
        with self.beat("Nobody labelled this sentence, and one training of each tells little." if ours else others) as room:
            half = max(room, 2.4) / 2
            self.play(*pointed([lane.bars[lane.winner] for lane in self.lanes], half))
            quiet = [Shade(each, self.theme.dimmed, run_time=half) for each in self.written]
            self.play(*quiet, *(each for lane in self.lanes for each in lane.empties(half)))
        table, counts = self.table, {}
        for name, of in zip(("one", "other"), self.both(), strict=True):
            counts[name] = self.value(BLOCKS, self.cells[of], of=self.of)
        says = f"A block holds what a gate or the candidate learns: {self.name(0)} {{one:0}}, {self.name(1)} {{other:0}}."
        leaving = [Leave(each, run_time=LEAD) for each in self.written]
        with self.beat(says, *leaving, **counts) as room:
            self.remove(*(lane.head for lane in self.lanes))
            self.play(*(self.moved(of) for of in self.both()), Appear(table.head, run_time=MOVED))
            self.play(*table.builds(max(room - MOVED, 2.8)))

    @property
    def written(self) -> list[VMobject]:
        """The question, the sentence and the names of verdicts."""
        return [self.headline, *self.words, *(each for lane in self.lanes for each in lane.names)]

    def moved(self, of: int) -> Travel:
        """Return the animation in which the name of a network goes from above its verdict to its row."""
        name, head = self.table.names[of], self.lanes[of].head
        (x, y), (left, row) = (each.get_center()[:2].tolist() for each in (head, name))
        start = float(head.cap_height / name.cap_height)
        return Travel(name, Path((x, y), (x, row), (left, row)), there=True, start=start, run_time=MOVED)

    # -- many trainings --------------------------------------------------------------------------------------------------

    def take_their_time(self) -> None:
        """Let a dot fall for each training: how long a step of it took; then how far they spread."""
        self.act("how fast they learn")
        table, column = self.table, self.table.columns[0]
        gone = [Leave(each, run_time=LEAD) for each in table.counts]
        count = self.value("seed_count", of=self.of)
        says = "Each was trained {count:0} times, from new random weights: each dot is a training."
        with self.beat(says, *gone, count=count) as room:
            self.fall(column, room)
        with self.beat("A band goes from the leftmost dot to the rightmost. Its line is the mean.") as room:
            self.spread(column, max(room, 2.0))
        self.pair(column, self.measures[0])

    def judge(self) -> None:
        """Let a dot fall for each of the same trainings once more: by how many reviews they judge right."""
        before, column = self.table.columns
        self.act("who judges better")
        examples = self.value("provenance.examples", of=self.of)
        gone = [Leave(each, run_time=LEAD) for each in before.everything]
        says = "The same networks now judge {examples:0} reviews that they have never seen."
        with self.beat(says, *gone, examples=examples) as room:
            self.fall(column, room)
            self.spread(column, SPREADS)
        with self.moment():
            self.pair(column, self.measures[1])

    def pair(self, column: Column, measure: Measured) -> None:
        """Pair each training of the one with each of the other: say how often who is ahead, and if chance could be so clear."""
        tie = "" if float(column.count.value).is_integer() else " A tie: half."
        says = f"Pair every {self.name(0)} with every {self.name(1)}: who is {measure.ahead} how often?{tie}"
        with self.beat(says) as room:
            self.play(*column.compares(max(room, 3.6)))
        chance = self.value(f"{measure.key}_chance", *self.cells, of=self.of)
        who = ahead(self.study, measure.key, self.cells, least=measure.least)
        told, places = ("not decided" if who is None else "it counts"), telling(float(chance.value))
        says = f"Were neither {measure.ahead}, chance would do this or more with probability {{chance:{places}}}: {told}."
        with self.beat(says, chance=chance) as room:
            self.play(*column.quiets(self.theme.quick))
            self.play(*column.tells(who, max(room - self.theme.quick, 1.6)))

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

    # -- the answer ------------------------------------------------------------------------------------------------------

    @cached_property
    def summary(self) -> SummaryTable:
        """All that was measured of both, with what each measure decides."""
        measures = self.measures[::-1]
        found = [self.found(each) for each in (*measures, self.counted)]
        read = partial(self.read, of=self.of)
        return SummaryTable(read, self.compared, self.counted, measures, found, blocks=BLOCKS, theme=self.theme)

    def found(self, measure: Measured) -> Found:
        """Return what a measure decides: who is ahead, or that nobody is."""
        who = ahead(self.study, measure.key, self.cells, least=measure.least)
        if who is None:
            return Found("the same" if measure is self.counted else "neither", "muted")
        return Found(f"{self.name(who)}: {measure.ahead}", self.compared[who].role)

    def conclude(self) -> None:
        """Let all that was measured become one table; say which of the two is better, if one is."""
        self.act("the answer")
        table, column, summary = self.table, self.table.columns[-1], self.summary
        gone = [*column.ground, *column.said, *column.pairs, column.counted]
        with self.beat("Side by side: which rows tell the two apart?") as room:
            long = max(room, 3.6)
            self.remove(*table.names, *column.bands, *(dot for dots in column.dots for dot in dots))
            leaving = [Leave(each, window=(0.0, 0.15), run_time=long) for each in gone]
            self.play(*leaving, *summary.takes(column, table.names, long), *summary.fills(long))
        replies = zip(self.answered(), REPLIES, strict=True)
        self.end(
            self.answer(),
            *summary.decides(DECIDED * ANSWER),
            *(Appear(stays(each), window=own, run_time=ANSWER) for each, own in replies),
        )

    def answered(self) -> list[Label]:
        """Return the question, and the answer in a word or two beside it."""
        who = ahead(self.study, ACCURACY, self.cells)
        reply = "No winner found." if who is None else f"The {self.name(who)}."
        return replied(self.question, [reply], ABOVE, size=ANSWERED * self.theme.title, theme=self.theme)

    def answer(self) -> str:
        """Return which of the two is better, by the rule of the pairs."""
        counts = [float(self.study.lookup(WEIGHTS)[cell]) for cell in self.cells]
        fewer = None if counts[0] == counts[1] else int(np.argmin(counts))
        judges = ahead(self.study, ACCURACY, self.cells)
        learns = ahead(self.study, STEP, self.cells, least=True)
        return verdict((self.name(0), self.name(1)), judges, learns, fewer)

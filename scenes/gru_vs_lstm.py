"""Which is better, a GRU or an LSTM: one sentence in both, then what several trainings of each came to."""

from functools import cached_property, partial
from typing import ClassVar

import numpy as np
from manim import VGroup

from model.trace import Study
from scenes.mobjects.areas import Area
from scenes.mobjects.legend import legends
from scenes.mobjects.motion import Appear, Leave, Shade
from scenes.mobjects.moves import Path, Travel
from scenes.mobjects.places import stays
from scenes.mobjects.reading import Phrase, phrase
from scenes.mobjects.sets.measured_table import Column, Compared, Measured, MeasuredTable
from scenes.mobjects.sets.reading_lanes import ReadingLane
from scenes.mobjects.sets.reply import replied
from scenes.mobjects.sets.word_rows import Rows
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

QUESTION = "Which is better?"
TOP, FOOT = 1.84, -2.06
HEADLINE, ASKED = 2.82, 8.6
"""How high the question stands, and how much room it has."""
FIRST_ROW = 1.27
"""The height of the first row of the table."""
COUNTED, TIMED, JUDGED = Area(-4.5, -1.75, 0, 0), Area(-1.2, 2.5, 0, 0), Area(2.95, 6.65, 0, 0)
"""From where to where the columns of the table are."""
OTHERS, MOST = NAMES | {"lstm_coupled": "coupled LSTM"}, 3
"""What other cells are called that a study may have, and for how many of them there is room."""
ANSWER = 3.6
"""How long the answer takes to come, in seconds."""
DROP = 0.6
"""How long the dots of one run take to fall, in seconds."""


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
        self.set_the_table()
        self.take_their_time()
        self.judge()
        self.conclude()

    # -- the question ----------------------------------------------------------------------------------------------------

    def lay_out(self) -> None:
        """Make the rows of words, and a lane for each network."""
        self.rows = Rows(self.read("tokens"), self.trace.known, theme=self.theme, top=TOP, foot=FOOT)
        states = [trace.lookup(self.state(of)) for of, trace in enumerate(self.networks)]
        self.lanes = [self.lane(of, self.largest(np.abs(each).sum(axis=0))) for of, each in enumerate(states)]
        self.key = legends(self.frame.legend, theme=self.theme)
        asked = settled(phrase(QUESTION), theme=self.theme, size=self.theme.title * 1.15, room=ASKED, colour="ink")
        self.headline = stays(asked.sit(0, HEADLINE))

    def lane(self, of: int, units: list[int]) -> ReadingLane:
        """Return the lane of a network, in which some units of its state are drawn."""
        return ReadingLane(
            partial(self.read, of=of),
            side=2 * of - 1,
            state=self.state(of),
            notation=notation_of(self.networks[of]),
            theme=self.theme,
            rows=self.rows,
            name=self.headed(of, units),
            units=units,
        )

    def ask(self) -> None:
        """Show what both hold after the last word, and which verdicts they come to; ask which of the two is better."""
        self.act("the question")
        for lane in self.lanes:
            self.add(lane.bed, lane.head, lane.verdict_head)
        end = self.count - 1
        verdicts = [[lane.verdicts[end]] if end in lane.verdicts else [] for lane in self.lanes]
        self.shown = [VGroup(lane.states[end], *verdict) for lane, verdict in zip(self.lanes, verdicts, strict=True)]
        self.add(*self.shown, *self.rows.words.values(), self.headline, self.key)
        with self.beat(f"{self.heading} read the same sentence. Which of the two is better?") as room:
            for each in (VGroup(*self.rows.words.values()), *self.shown):
                for level in (self.theme.dimmed, 1.0):
                    self.play(Shade(each, level, run_time=max(room, 2.4) / 6))
        self.admit_strangers(*(word for time, word in self.rows.words.items() if not self.trace.known[time]))

    # -- one sentence ----------------------------------------------------------------------------------------------------

    def read_the_words(self) -> None:
        """Let both networks read all words, in step, with a verdict after each; and say what they came to."""
        self.act("one sentence")
        leaving = [Leave(each, run_time=LEAD / 2) for each in self.shown]
        words = [Shade(each, self.theme.dimmed, run_time=LEAD) for each in self.rows.words.values()]
        with self.beat("Both read it word by word, and give a verdict after each word.", *leaving, *words) as room:
            self.in_step(range(self.count), self.long(room + self.theme.quick), lambda lane, time, each: lane.read_on(time, each))
        said, fields = self.last_verdicts()
        self.ends = [lane.last_verdict() for lane in self.lanes]
        with self.beat(said, **fields) as room:
            for end in self.ends:
                self.play(Appear(end, run_time=max(room / 2, self.theme.beat)))
        why = "That tells nothing yet" if self.agree else "Who is right here tells little"
        with self.beat(f"{why}: it is one sentence, and one training of each.") as room:
            self.swept([lane.states for lane in self.lanes], range(self.count), max(room, 1.6))

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

    @cached_property
    def table(self) -> MeasuredTable:
        """The table of both networks, with all other kinds of cells of the study that have a name here."""
        kinds = [str(each) for each in self.study.lookup("cell")]
        rows = [Compared(self.cells[of], self.name(of), lane.role) for of, lane in enumerate(self.lanes)]
        known = [(cell, OTHERS[kind]) for cell, kind in enumerate(kinds) if kind in OTHERS and cell not in self.cells]
        others = [Compared(cell, name, "muted") for cell, name in known[:MOST]]
        return MeasuredTable(
            partial(self.read, of=self.of),
            rows,
            others,
            Measured(WEIGHTS, COUNTED, said("numbers to learn")),
            (
                Measured(STEP, TIMED, said("ms a step: less is better"), "mean {mean:2}", "{value:2}"),
                Measured(ACCURACY, JUDGED, said("share right: more is better"), "mean {mean:3}", "{value:3}"),
            ),
            blocks=BLOCKS,
            theme=self.theme,
            top=FIRST_ROW,
        )

    def set_the_table(self) -> None:
        """Let the names of both become those of the rows of a table, and how many numbers they have be built up."""
        self.act("what they are made of")
        beds = [each for lane in self.lanes for each in (lane.bed, lane.verdict_head, *lane.states, *lane.verdicts.values())]
        gone = [*beds, *self.ends, *self.rows.words.values(), self.key]
        table, counts = self.table, {}
        for name, of in zip(("one", "other"), self.both(), strict=True):
            counts[name] = self.value(WEIGHTS, self.cells[of], of=self.of)
            counts[f"{name}_blocks"] = self.value(BLOCKS, self.cells[of], of=self.of)
        what = f"The {self.name(0)} learns {{one:0}} numbers in {{one_blocks:0}} block{{one_blocks:s}}"
        said = f"{what}, the {self.name(1)} {{other:0}} in {{other_blocks:0}}."
        with self.beat(said, *(Leave(each, run_time=LEAD / 2) for each in gone), **counts) as room:
            self.remove(*(lane.head for lane in self.lanes))
            lines = Appear(table.lines, window=(0.5, 1.0), run_time=self.theme.beat)
            self.play(*(self.moved(of) for of in self.both()), lines)
            self.play(*table.builds(max(room - self.theme.beat, 2.0)))

    def moved(self, of: int) -> Travel:
        """Return the animation in which the name of a network goes from above its lane to its row."""
        name, head = self.table.names[of], self.lanes[of].head
        (x, y), (left, row) = (each.get_center()[:2].tolist() for each in (head, name))
        return Travel(name, Path((x, y), (x, row), (left, row)), run_time=self.theme.beat)

    # -- many trainings --------------------------------------------------------------------------------------------------

    def take_their_time(self) -> None:
        """Let a dot fall for each training: how long a step of it took; then how far they spread."""
        self.act("many trainings")
        column = self.table.columns[0]
        count = self.value("seed_count", of=self.of)
        self.dots_fall(column, "Each was trained {count:0} times, from other random numbers. A dot is a training.", count=count)
        with self.beat("A band goes from the lowest dot to the highest. The line in it is their mean.") as room:
            self.spread(column, max(room, 2.0))
        with self.beat(self.met(STEP, "faster", least=True)) as room:
            self.play(*column.meets(max(room, 1.6)))

    def judge(self) -> None:
        """Let the same trainings fall into their places by how many reviews they judge right."""
        column = self.table.columns[1]
        self.act("who judges better")
        with self.moment():
            examples = self.value("provenance.examples", of=self.of)
            seen = "Trained to the end, each judges {examples:0} reviews that it has never seen."
            self.dots_fall(column, seen, examples=examples)
            with self.beat(self.met(ACCURACY, "better", least=False)) as room:
                self.spread(column, 0.55 * max(room, 3.6))
                self.play(*column.meets(0.45 * max(room, 3.6)))

    def dots_fall(self, column: Column, caption: str, **fields: object) -> None:
        """Let the dots of a column fall, training by training."""
        runs = len(column.dots[0])
        with self.beat(caption, **fields) as room:  # type: ignore[arg-type]
            for run in range(runs):
                self.play(*column.falls(run, max(room / runs, DROP)))

    def spread(self, column: Column, run_time: float) -> None:
        """Let the bands of a column grow behind its dots."""
        self.bring_to_back(*column.bands)
        self.play(*column.spreads(run_time))

    def met(self, key: str, what: str, *, least: bool) -> str:
        """Return what is said of two bands: that they overlap, so that nobody is named, or who is ahead."""
        who = ahead(self.study, key, self.cells, least=least)
        if who is None:
            return f"The bands overlap: other random numbers may turn the order. Neither is {what}."
        last, first = ("slowest", "fastest") if least else ("worst", "best")
        return f"The bands are apart: the {last} {self.name(who)} was {what} than the {first} {self.name(1 - who)}."

    # -- the answer ------------------------------------------------------------------------------------------------------

    def conclude(self) -> None:
        """Show the other cells below, and say which of the two is better, if one is."""
        self.act("the answer")
        small = self.table.small
        if small:
            count = self.value("seed_count", of=self.of)
            with self.beat("Below, for comparison: the means of other cells, {count:0} trainings each.", count=count) as room:
                self.play(*(Appear(each, run_time=max(room, 1.6)) for each in small))
        columns = self.table.columns
        gone = [each for column in columns for each in (column.meeting, column.meeting_name)]
        self.play(*(Leave(each, run_time=self.theme.beat) for each in (*gone, self.headline)))
        meeting = [each for column in columns for each in column.meets(ANSWER)]
        self.end(self.answer(), *meeting, *(Appear(each, run_time=self.theme.beat) for each in self.answered()))

    def answered(self) -> list[Label]:
        """Return the question, and the answer in a word or two beside it."""
        who = ahead(self.study, ACCURACY, self.cells)
        reply = "Neither." if who is None else f"The {self.name(who)}."
        return replied(QUESTION, [reply], HEADLINE, size=self.theme.title * 1.15, theme=self.theme)

    def answer(self) -> str:
        """Return which of the two is better, by the rule of the bands."""
        counts = [float(self.study.lookup(WEIGHTS)[cell]) for cell in self.cells]
        fewer = None if counts[0] == counts[1] else int(np.argmin(counts))
        judges = ahead(self.study, ACCURACY, self.cells)
        learns = ahead(self.study, STEP, self.cells, least=True)
        return verdict((self.name(0), self.name(1)), judges, learns, fewer)


def said(words: str) -> Phrase:
    """Return words as a phrase without readings."""
    return Phrase(words, words)

"""Does an LSTM remember by default? Three that differ in their forget bias alone forget a word at their own pace."""

from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise
from typing import Any

import numpy as np
from manim import Animation, VGroup, VMobject

from scenes.mobjects.areas import Area
from scenes.mobjects.leaves import dimmed
from scenes.mobjects.motion import Appear, Shade, Vanish
from scenes.mobjects.moves import Extend, Grow, Path, Travel, turns
from scenes.mobjects.notation.equations import Equation
from scenes.mobjects.passing import even
from scenes.mobjects.places import named, stays
from scenes.mobjects.reading import Phrase, Reading, phrase
from scenes.mobjects.sets.beside_alone import BesideAlone, TallRows
from scenes.mobjects.sets.bias_curve import BiasCurve, Resting
from scenes.mobjects.sets.fading_lanes import BELOW, FadingLane
from scenes.mobjects.sets.open_sentence import OpenSentence
from scenes.mobjects.sets.reply import replied
from scenes.mobjects.sets.run_chart import RunChart, Traced
from scenes.mobjects.sets.run_dots import RunDots, Sizes
from scenes.mobjects.sets.word_rows import Rows
from scenes.mobjects.shifts import Swell, pointed, waved
from scenes.mobjects.text import Label, settled
from scenes.mobjects.wires import Wire
from scenes.telling.bias_words import (
    LSTMS,
    PLAIN,
    TASK,
    BiasWords,
    places,
)
from scenes.telling.biases import ThreeBiases
from scenes.telling.pace import LEAD
from scenes.telling.reader import ReaderFilm

QUESTION = "Does an LSTM remember by default?"
HEADLINE, ABOVE, ASKED = 2.72, 2.97, 9.5
"""How high the question stands, at first and with its answer, and how much room it has at first."""
WORDS, TOP, FOOT = -5.75, 2.5, -2.62
"""Where the words of the lanes are, and from where to where their rows go."""
LANES, APART = Area(-4.55, 6.7, FOOT, TOP), 0.16
"""Where the lanes are, and how far from one another."""
PAGE = Area(-6.5, 4.3, -2.4, 2.5)
"""Where the sentence is, beside the gates."""
SLOW, PASSING = (1.0, 0.7, 0.5), 2.8
"""How long the first words after the one that is forgotten take, and how long all others together, in seconds."""
CHART, SIZES, SHOWN = Area(-5.0, 6.6, -1.3, 2.0), Sizes(1.32, 0.23, 0.105, 26), 2
"""Where trainings are told of, and how large they are; so many gaps are shown there, the longest."""
HEAD, MEASURED = 2.42, "share of new sentences completed correctly, one dot for each training"
"""How high it is said what was measured, and what."""
CELL = 4.65, 0.2
"""Where the equation of the cell state is, beside the curve."""
TERMS, UNDER = {"what stays": "kept", "what is new": "written"}, 0.46
"""What the terms of that equation are, with their names; how far below its middle that is said."""
AWAY, ASKS = 0.3, 1.6
"""How far above its letter in the equation the gate's letter sets out, and how long it takes, in seconds."""
LISTED, GOES = 2.6, 0.25
"""How long words take to go from the sentence into their rows, in seconds, and each of them, as a part of that."""
ANSWER = 4.8
"""How long the answer takes to come, in seconds."""
REPLIES = (0.0, 0.2), (0.6, 0.8)
"""As parts of that, when the question comes and when the reply does."""
COMES, BACK, ASIDE = 1.4, 4.6, 0.14
"""How long rows take to come, and an error to go back over all of them, in seconds; how far beside words its way is."""
DOT = "a dot: the gate of", "one unit at a word"
"""What a dot beside the curve is, in lines."""
STILL = "still in C"
"""What bars of the lanes are."""
WHOSE = "by default", "in some libraries", ""
"""Whose the biases are: where none is set they begin at nought or near it, and some libraries set one."""


class ForgetBias(ThreeBiases, ReaderFilm):
    """The question; what a bias makes of a gate; how fast three networks forget; gradients on their way back; what is learned."""

    title = "The forget bias"
    longest = 25
    most_units = 16

    def construct(self) -> None:
        self.words = BiasWords(self, self.GAPS, self.GRADIENTS)
        self.words.cast()
        self.ask()
        self.open_the_gates()
        self.write()
        self.forget()
        self.go_back()
        self.measure()
        self.learn()
        self.conclude()

    def leaving(self, *stay: VMobject) -> list[Animation]:
        """Return animations in which all goes that is on the stage, but for what is to stay."""
        kept = {id(each) for each in (self._title, self._header, self._caption, *stay)}
        here = [each for each in self.mobjects if isinstance(each, VMobject) and id(each) not in kept]
        return [Vanish(each, window=(0.0, 0.5), run_time=LEAD) for each in here]

    # -- the question ------------------------------------------------------------------------------------------------------

    def ask(self) -> None:
        """Show the question, and the sigmoid below which three biases wait."""
        self.act("the question")
        headline = settled(Phrase(QUESTION, QUESTION), theme=self.theme, size=self.theme.title * 1.15, room=ASKED, colour="ink")
        self.headline = stays(headline.sit(0, HEADLINE))
        rest = [Resting(self.bias(of), self.value("resting_gate", of=of), "keeps", WHOSE[of]) for of in self.both()]
        real, look = [self.real(of) for of in self.both()], {"notation": self.notation, "theme": self.theme}
        self.gates = gates = BiasCurve(rest, real, said="stays at each word", called="forget bias", key=DOT, **look)  # type: ignore[arg-type]
        cell = Equation("cell", notation=self.notation, theme=self.theme, size=self.theme.symbol).move_to((*CELL, 0))
        self.cell = named(stays(cell), "cell")
        self.add(gates.curve, gates.letters[0], gates.called, *gates.biases, self.headline, self.cell)
        with self.beat("An LSTM multiplies its memory C by a gate f at every word.") as room:
            x, y = map(float, VGroup(*cell.part("forget_gate")).get_center()[:2])
            terms = [Appear(each, window=window, run_time=ASKS) for each, window in zip(self.terms, turns(2), strict=True)]
            self.play(*gates.asks((x, y + AWAY), ASKS), *terms)
            self.play(*pointed(gates.biases, max(room - ASKS, 1.5)))

    @cached_property
    def terms(self) -> list[Label]:
        """What the two terms of the equation are, each below its own."""
        made = list[Label]()
        for said, part in TERMS.items():
            x = float(VGroup(*self.cell.part(part)).get_x())
            label = Label(said, theme=self.theme, size=self.theme.small, colour="muted")
            made.append(stays(label.sit_amid(x, float(self.cell.get_y()) - UNDER)))
        return made

    def real(self, of: int) -> list[tuple[Reading, Reading]]:
        """Return what the forget gates of a network add up at the word after the cue, each with the gate that it becomes."""
        time = self.cue + 1
        units = range(len(self.networks[of].unit_numbers))
        return [tuple(self.value(key, time, unit, of=of) for key in ("forget_preactivation", "forget_gate")) for unit in units]  # type: ignore[misc]

    def open_the_gates(self) -> None:
        """Let the biases become gates, then let those of the real networks come."""
        self.act("untrained: one number")
        gates = self.gates
        said = "Before training h and x add little: the bias nearly decides f."
        whose = [Appear(each, run_time=LEAD) for each in gates.whose]
        with self.beat(said, *(Vanish(each, run_time=LEAD) for each in (self.cell, *self.terms)), *whose) as room:
            for of in self.both():
                self.play(*gates.opens(of, max(room, 5.4) / 3))
        said = "Each of {units:0} units has a gate: h and x push it a little off what the bias sets."
        names = [Appear(each, window=(0.3, 1.0), run_time=LEAD) for each in gates.key]
        with self.beat(said, *names, units=self.value("sizes.unit")) as room:
            for of in self.both():
                self.play(*gates.scatter(of, max(room, 4.5) / 3))

    # -- what is kept ------------------------------------------------------------------------------------------------------

    @cached_property
    def rows(self) -> Rows:
        """The rows of the words, from the one that is forgotten on."""
        return Rows(
            self.read("tokens"), self.trace.known, theme=self.theme, top=TOP, foot=FOOT, told=(self.cue,), start=self.cue, x=WORDS
        )

    @cached_property
    def lanes(self) -> list[FadingLane]:
        """A lane for each network."""
        wide = (LANES.width + APART) / len(self.networks)
        lefts = [LANES.left + wide * of for of in self.both()]
        return [
            FadingLane(
                self.read("cue_shares", of=of),
                self.read("resting_shares", of=of),
                rows=self.rows,
                area=Area(left, left + wide - APART, FOOT, TOP),
                half_life=self.value("half_life", of=of),
                name=phrase("bias {bias:0}", bias=self.bias(of)),
                gate=self.value("resting_gate", of=of),
                notation=self.notation,
                theme=self.theme,
            )
            for of, left in enumerate(lefts)
        ]

    def write(self) -> None:
        """Show the sentence; let the gates go to the heads of lanes, and let each network write what it writes at the word."""
        self.act("untrained: what is kept")
        gates, lanes = self.gates, self.lanes
        page = OpenSentence(self.read("tokens"), self.cue, self.value("ending"), PAGE, theme=self.theme)
        coming = [Appear(each, window=(0.4, 1.0), run_time=LEAD) for each in page.everything]
        word = {"word": self.value("tokens", self.cue)}
        said = "Three LSTMs, one for each bias, read this: its last word depends on “{word:short}”."
        with self.beat(said, *self.leaving(*gates.gates), *coming, **word) as room:
            self.play(*page.leads(max(room, 3.0)))
        grounds = [each.set_z_index(-3) for lane in lanes for each in (lane.bed, lane.half)]
        rows = self.rows.words
        dimmed([rows[time] for time in rows if time != self.cue], self.theme.dimmed)
        staying = [page.words[time] for time in rows]
        said = "Alike but for the bias, all three write “{word:short}” into C."
        with self.beat(said, *self.leaving(*gates.gates, *staying), **word) as room:
            self.remove(*staying)
            self.play(*self.listed(staying))
            self.remove(*gates.gates)
            long = self.theme.slow + self.theme.quick
            beds = [Appear(each, window=(0.0, 0.4), run_time=long) for each in (*grounds, self.scale)]
            ways = [self.moved(of, long) for of in self.both()]
            heads = [Appear(each, window=(0.9, 1.0), run_time=long) for lane in lanes for each in (lane.head, lane.times)]
            self.play(*beds, *ways, *heads)
            self.play(*(move for lane in lanes for move in lane.writes(max(room - long - LISTED, 1.6))))

    def listed(self, words: Sequence[Label]) -> list[Animation]:
        """Return animations in which words go from the sentence into their rows, one after the other."""
        made, starts = list[Animation](), np.linspace(0.0, 1.0 - GOES, len(words)).tolist()
        for word, row, start in zip(words, self.rows.words.values(), starts, strict=True):
            ends = [(float(each.get_x()), float(each.get_y())) for each in (word, row)]
            size, way = float(word.height / row[-1].height), Path(*ends)
            made.append(Travel(row, way, there=True, start=size, window=(start, start + GOES), run_time=LISTED))
        return made

    @cached_property
    def scale(self) -> Label:
        """What bars of the lanes are, on the left of their scale."""
        label = Label(STILL, theme=self.theme, size=self.theme.small, colour="muted")
        return stays(label.sit_amid(WORDS, FOOT - BELOW))

    def moved(self, of: int, run_time: float) -> Travel:
        """Return the animation in which a gate goes from the curve into the head of its lane, the highest one first."""
        start = tuple(float(place) for place in self.gates.gates[of].get_center()[:2])
        (x, y), late = self.lanes[of].gate_place, (len(self.lanes) - 1 - of) / 4
        path = Path(start, (start[0], y), (x, y))  # type: ignore[arg-type]
        return Travel(self.lanes[of].gate, path, there=True, window=(late, late + 0.4), run_time=run_time)

    def forget(self) -> None:
        """Let all three read on, in step, until the end."""
        rest = range(self.cue + 1, self.count)
        with self.moment():
            with self.beat("At each later word, f decides how much of that stays."):
                slow, others = rest[: len(SLOW)], rest[len(SLOW) :]
                for time, each in zip(slow, SLOW, strict=False):
                    self.hop(time, each)
                paces = np.linspace(1.4, 0.6, len(others)) if len(others) > 1 else np.ones(len(others))
                for time, pace in zip(others, paces, strict=True):
                    self.hop(time, float(PASSING * pace / paces.sum()))
            said, fields = self.words.halved()
            with self.beat(said, **fields) as room:
                self.play_all(lane.halves(max(room, 2.4) / len(self.lanes)) for lane in self.lanes)
        self.admit_strangers()

    def hop(self, time: int, run_time: float) -> None:
        """Let all networks read one word."""
        word = [Shade(self.rows.words[time], 1.0, run_time=0.5 * run_time)] if time in self.rows.words else []
        self.play(*word, *(move for lane in self.lanes for move in lane.passes(time, run_time)))

    # -- the way back ------------------------------------------------------------------------------------------------------

    @cached_property
    def tall(self) -> TallRows:
        """A tall row for each distance at which gradients were measured, that of the last word lowest."""
        names = {int(far): self.value("distance", at, of=self.GRADIENTS) for at, far in enumerate(self.distances)}
        return TallRows(names, top=TOP, foot=FOOT, x=WORDS, theme=self.theme)

    @cached_property
    def beside(self) -> list[BesideAlone]:
        """What was measured of each network, by how many words back, beside what its forget gate alone leaves."""
        return [self.measured(of) for of in self.both()]

    def measured(self, of: int) -> BesideAlone:
        """Return that of one network."""
        lane, back = self.lanes[of], {at: int(far) for at, far in enumerate(self.distances)}
        measured = {far: self.left(of, at) for at, far in back.items()}
        spread = {far: (self.left(of, at, "least"), self.left(of, at, "most")) for at, far in back.items()}
        alone = {far: self.value("resting_shares", self.far(at), of=of) for at, far in back.items()}
        digits = {far: places(float(each.value)) for far, each in measured.items()}
        look = {"rows": self.tall, "area": lane.area, "home": lane.home, "unit": lane.unit, "theme": self.theme}
        return BesideAlone(measured, spread, alone, digits, **look)  # type: ignore[arg-type]

    @cached_property
    def says(self) -> list[VGroup]:
        """What a line, a bar and a band are, below the lanes."""
        runs = {"runs": self.value("seed_count", of=self.GRADIENTS)}
        said = phrase("by f alone"), phrase("measured: median of {runs:0} runs", **runs), phrase("least to most")
        return self.beside[0].key(said, LANES.left, FOOT - BELOW)

    def go_back(self) -> None:
        """Let an error go back from the last word up through the same gates."""
        self.act("untrained: the way back")
        heads = [part for lane in self.lanes for part in (lane.bed, lane.head, lane.times, lane.gate)]
        near = next(iter(self.tall.names))
        word, times = {"word": self.value("tokens", self.cue)}, [lane.times for lane in self.lanes]
        with self.beat("To learn to keep “{word:short}”, an error at the end must go back to it.", **word) as room:
            words = waved([*reversed(self.rows.words.values())], max(room, 3.2))
            self.play(Extend(self.way, rate_func=even, run_time=max(room, 3.2)), *words)
        said = "On the way back, the error is multiplied by f at each word, too."
        with self.beat(said, *self.leaving(*heads)) as room:
            errors = [move for own in self.beside for move in own.measures(near, COMES, (0.0, 0.6))]
            names = self.come_up([*self.tall.names.values()], COMES)
            self.play(*names, *errors, Appear(self.says[0], run_time=COMES))
            words = np.sqrt(np.diff([*self.tall.names]))  # the more words, the longer, if not as many times
            paces = (max(room - COMES, BACK) * words / words.sum()).tolist()
            for (before, far), each in zip(pairwise(self.tall.names), paces, strict=True):
                hops = zip(self.beside, times, strict=True)
                ways = [move for own, sign in hops for move in own.returns(before, far, sign, each)]
                self.play(*self.tall.goes_up(far, each), *ways)

    @cached_property
    def way(self) -> Wire:
        """The way of an error beside the words, from the last one back up to the one that is forgotten."""
        x = min(float(word.get_left()[0]) for word in self.rows.words.values()) - ASIDE
        return Wire((x, self.rows.y(self.count - 1)), (x, self.rows.y(self.cue)), theme=self.theme, colour="muted")

    def come_up(self, names: Sequence[VMobject], run_time: float) -> list[Animation]:
        """Return animations in which names come, one after the other."""
        starts = np.linspace(0.0, 0.8, len(names)).tolist()
        return [Appear(name, window=(at, at + 0.2), run_time=run_time) for name, at in zip(names, starts, strict=True)]

    def measure(self) -> None:
        """Lay what was measured beside what the gates alone leave."""
        _, *rows = self.tall.names
        with self.beat(self.words.measured(), *(Appear(each, run_time=LEAD) for each in self.says[1:])) as room:
            each = max(room, 4.0) / len(rows)
            self.play_all([move for own in self.beside for move in own.measures(far, each)] for far in rows)
        said, fields = self.words.beside()
        with self.beat(said, **fields) as room:
            told = [self.tall.names[rows[-1]], *(own.numbers[rows[-1]] for own in self.beside)]
            self.play(*pointed(told, max(room, 1.5)))

    # -- does it matter ----------------------------------------------------------------------------------------------------

    def traced(self, key: str, of: int, name: str | Phrase, kind: str, role: str, **where: str) -> Traced:
        """Return how a kind of network is shown in a study."""
        study: Any = self.brief.traces[of]
        cell = list(study.lookup("cell")).index(kind)
        return Traced(study.index(key, **where), self.value("cell", cell, of=of), name, role)

    def kinds(self) -> list[tuple[Phrase, str, str]]:
        """Return what each network of the studies is called, its kind there, and its colour's role: the plain one first."""
        lstms = [(phrase("bias {bias:0}", bias=self.bias(of)), kind, "memory") for of, kind in enumerate(LSTMS)]
        return [(Phrase("RNN", "RNN"), PLAIN, "muted"), *lstms]

    @cached_property
    def chart(self) -> RunChart:
        """The axis that all trainings stand on."""
        rows = [self.traced("accuracy", self.GAPS, name, kind, role, task=TASK, cell=kind) for name, kind, role in self.kinds()]
        return RunChart(rows, CHART, self.read("gap", of=self.GAPS)[-1], self.value("guess"), theme=self.theme)

    @cached_property
    def trainings(self) -> list[RunDots]:
        """How often networks that were trained end sentences rightly, over each of the longest gaps."""
        gaps = self.read("gap", of=self.GAPS)
        shown = range(len(gaps))[-SHOWN:]
        return [self.trained(at, x, gaps[at]) for at, x in zip(shown, self.chart.middles(len(shown)), strict=True)]

    def trained(self, at: int, x: float, gap: Reading) -> RunDots:
        """Return the trainings over a gap, by its number in the study, around an x."""
        values = [self.read("accuracy", *row.place, at, of=self.GAPS) for row in self.chart.rows]
        return RunDots(self.chart, values, x, SIZES, gap, [phrase("{gap:0} words in between", gap=gap)])

    def learn(self) -> None:
        """Show what trainings of each network came to, over one gap and over a longer one."""
        self.act("trained: does it matter?")
        plain, none, *biased = range(len(self.chart.rows))
        label = Label(MEASURED, theme=self.theme, size=self.theme.label, colour="muted")
        said = stays(label.sit_amid(self.chart.area.left, HEAD, -1))
        parts = [*self.chart.frame, said, *(each for trained in self.trainings for each in (trained.span, trained.said))]
        coming = [Appear(each, window=(0.35, 0.85), run_time=LEAD) for each in parts]
        says = "Now trained to end with “{ending:short}”: bias {low:0}, beside an RNN without any gate."
        fields = {"low": self.bias(0), "ending": self.value("ending")}
        with self.beat(says, *self.leaving(), *coming, **fields) as room:
            for row in (none, plain):
                self.come(row, max(room, 4.4) / 2)
        says, fields = self.words.lost()
        with self.beat(says, **fields) as room:
            self.play(*self.spreads((plain, none), max(0.35 * room, 1.2)))
            told = [(own, row) for own in self.trainings for row in (plain, none)]
            self.play(*self.swelling(told, max(0.65 * room, 2.4)))
        fields = {name: self.bias(of) for of, name in enumerate(("low", "middle", "high"))}
        with self.beat("Now the same LSTM, whose training begins with bias {middle:0}, then with {high:0}.", **fields) as room:
            for row in biased:
                self.come(row, max(0.8 * room, 3.6) / 2)
            self.play(*self.spreads(biased, max(0.2 * room, 1.0)))

    def come(self, row: int, run_time: float) -> None:
        """Let the dots of a kind of network rise over the shorter gap, then those of its trainings over the longer one."""
        each = run_time / len(self.trainings)
        for own in self.trainings:
            self.play(Appear(own.names[row], window=(0.0, 0.5), run_time=each), *own.rises(each, rows=[row]))

    def spreads(self, rows: Sequence[int], run_time: float) -> list[Animation]:
        """Return animations in which the spread of the trainings of some kinds grows, over one gap after the other."""
        bands = [own.spread(row) for own in self.trainings for row in rows]
        starts = np.linspace(0.0, 0.6, len(bands)).tolist()
        return [Grow(band, "bottom", window=(at, at + 0.4), run_time=run_time) for band, at in zip(bands, starts, strict=True)]

    @staticmethod
    def swelling(columns: Sequence[tuple[RunDots, int]], run_time: float) -> list[Animation]:
        """Return animations in which columns of dots, by their rows, are pointed at in turn, each dot in its place."""
        pairs = zip(columns, turns(len(columns)), strict=True)
        told = [(each, window) for (own, row), window in pairs for each in (*own.dots[row], own.names[row])]
        return [Swell(each, window=window, run_time=run_time) for each, window in told]

    # -- the answer --------------------------------------------------------------------------------------------------------

    def conclude(self) -> None:
        """Say whether an LSTM remembers by default."""
        self.act("the answer")
        labels = replied(QUESTION, [self.words.reply()], ABOVE, size=self.theme.title * 0.88, theme=self.theme)
        self.words.cast_answer()
        said, fields = self.words.answer()
        coming = zip(labels, REPLIES, strict=True)
        replies = (Appear(stays(each), window=own, run_time=ANSWER) for each, own in coming)
        self.end(said, *replies, *self.swelling(self.compared(), ANSWER), **fields)

    def compared(self) -> list[tuple[RunDots, int]]:
        """Return the columns that the answer tells of, with their rows: the largest bias before none, over the longest gap alone.

        Where nothing is told apart they are those of both over each gap.
        """
        _, low, *_, high = range(len(self.chart.rows))
        decided, gaps = self.words.decided(), len(self.read("gap", of=self.GAPS))
        shown = zip(range(gaps)[-SHOWN:], self.trainings, strict=True)
        both = [(at, own, row) for at, own in shown for row in (high, low)]
        return [(own, row) for at, own, row in both if row == high or at == decided or decided is None]

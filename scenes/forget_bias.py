"""Does an LSTM remember by default? Three that differ in their forget bias alone forget a word at their own pace."""

from functools import cached_property, partial
from typing import Any

import numpy as np
from manim import Animation, VGroup, VMobject

from scenes.mobjects.areas import Area
from scenes.mobjects.curves import Draw, Through
from scenes.mobjects.motion import Appear, Shade, Vanish
from scenes.mobjects.moves import Path, Travel
from scenes.mobjects.notation.equations import Equation
from scenes.mobjects.places import named, stays
from scenes.mobjects.reading import Phrase, Reading, phrase
from scenes.mobjects.sets.bias_curve import BiasCurve, Resting
from scenes.mobjects.sets.fading_lanes import FadingLane
from scenes.mobjects.sets.line_key import LineKey
from scenes.mobjects.sets.measured_table import Name
from scenes.mobjects.sets.reach_curves import ReachCurves
from scenes.mobjects.sets.reply import replied
from scenes.mobjects.sets.returning import Returning
from scenes.mobjects.sets.study_curves import OVER, StudyCurves, Traced
from scenes.mobjects.sets.two_ways import TwoWays
from scenes.mobjects.sets.word_rows import Rows
from scenes.mobjects.text import Label, settled
from scenes.telling.bias_words import (
    LSTMS,
    MOMENT,
    PLAIN,
    TASK,
    BiasWords,
)
from scenes.telling.biases import ThreeBiases
from scenes.telling.pace import LEAD
from scenes.telling.reader import ReaderFilm

QUESTION = "Does an LSTM remember by default?"
HEADLINE, ABOVE, ASKED = 2.72, 2.97, 9.5
"""How high the question stands, at first and with its answer, and how much room it has at first."""
COLOURS = "writes", "shows", "memory"
"""The roles that lend their colours to the networks, by their biases."""
WORDS, TOP, FOOT = -5.75, 2.5, -2.62
"""Where the words of the lanes are, and from where to where their rows go."""
LANES, APART = Area(-4.55, 6.7, FOOT, TOP), 0.16
"""Where the lanes are, and how far from one another."""
SLOW, PASSING = (1.0, 0.7, 0.5), 2.9
"""How long the first words after the one that is forgotten take, and how long all others together, in seconds."""
CHART, BACKWARD, WAYS = Area(-5.1, 4.95, -1.85, 1.55), Area(-4.95, 5.1, -1.85, 1.65), (2.95, -0.82)
"""Where trainings are told of, and where gradients; and where the ways back stand among these."""
BESIDE, STEP = 0.58, 0.09
"""How far apart kinds of networks are at a gap, and the dots of one kind."""
CELL = 4.6, 0.2
"""Where the equation of the cell state is, beside the curve."""
AWAY = 0.3
"""How far above its letter in the equation the gate's letter sets out."""
ANSWER = 3.5
"""How long lines are drawn again in the end, in seconds."""
TURN, BACK, BENT = 1.1, (0.4, 2.4), 2.6
"""How long the words take to their axis; how long the first step back takes, and how long all others together; how long until
all are where the axis has them."""
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
        rest = [Resting(self.bias(of), self.value("resting_gate", of=of), COLOURS[of], WHOSE[of]) for of in self.both()]
        real, look = [self.real(of) for of in self.both()], {"notation": self.notation, "theme": self.theme}
        self.gates = gates = BiasCurve(rest, real, said="stays at each word", **look)  # type: ignore[arg-type]
        cell = Equation("cell", notation=self.notation, theme=self.theme, size=self.theme.symbol).move_to((*CELL, 0))
        self.cell = named(stays(cell), "cell")
        self.add(gates.curve, gates.letters[0], *gates.biases, self.headline, self.cell)
        with self.beat("An LSTM multiplies its memory C by a gate f at every word.") as room:
            x, y = map(float, VGroup(*cell.part("forget_gate")).get_center()[:2])
            self.play(*gates.asks((x, y + AWAY), max(room, 3.0)))

    def real(self, of: int) -> list[tuple[Reading, Reading]]:
        """Return what the forget gates of a network add up at the word after the cue, each with the gate that it becomes."""
        time = self.cue + 1
        units = range(len(self.networks[of].unit_numbers))
        return [tuple(self.value(key, time, unit, of=of) for key in ("forget_preactivation", "forget_gate")) for unit in units]  # type: ignore[misc]

    def open_the_gates(self) -> None:
        """Let the biases become gates, then let those of the real networks come."""
        self.act("untrained: one number")
        gates = self.gates
        said = "By default its bias is near {low:0}, in some libraries {middle:0}; f begins at its sigmoid."
        biases = {name: self.bias(of) for of, name in enumerate(("low", "middle"))}
        whose = [Appear(each, run_time=LEAD) for each in gates.whose]
        with self.beat(said, Vanish(self.cell, run_time=LEAD), *whose, **biases) as room:
            for of in self.both():
                self.play(*gates.opens(of, max(room, 3.0) / 3))
        with self.beat("Small dots are real gates: h and x move each a little along the curve.") as room:
            self.play(*gates.scatter(max(room, 2.4)))

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
                self.read("cue_kept", of=of),
                self.read("cue_shares", of=of),
                rows=self.rows,
                area=Area(left, left + wide - APART, FOOT, TOP),
                half_life=self.value("half_life", of=of),
                name=phrase("bias {bias:0}", bias=self.bias(of)),
                gate=self.value("resting_gate", of=of),
                colour=COLOURS[of],
                notation=self.notation,
                theme=self.theme,
            )
            for of, left in enumerate(lefts)
        ]

    def write(self) -> None:
        """Let the gates go to the heads of lanes, and let each network write what it writes at the word."""
        self.act("untrained: what is kept")
        gates, lanes = self.gates, self.lanes
        leaving = self.leaving(*gates.gates)
        grounds = [each.set_z_index(-3) for lane in lanes for each in (lane.bed, lane.half)]
        beds = [Appear(each, window=(0.4, 1.0), run_time=LEAD) for each in grounds]
        word = {"word": self.value("tokens", self.cue)}
        with self.beat("Three LSTMs, alike but for the bias, write “{word:short}” into C.", *leaving, *beds, **word) as room:
            self.remove(*gates.gates)
            long = self.theme.slow + self.theme.quick
            ways = [self.moved(of, long) for of in self.both()]
            heads = [Appear(each, window=(0.9, 1.0), run_time=long) for lane in lanes for each in (lane.head, lane.times)]
            self.play(*ways, *heads)
            first = Appear(self.rows.words[self.cue], run_time=self.theme.quick)
            self.play(first, *(move for lane in lanes for move in lane.writes(max(room - long, 1.6))))

    def moved(self, of: int, run_time: float) -> Travel:
        """Return the animation in which a gate goes from the curve into the head of its lane, the highest one first."""
        start = tuple(float(place) for place in self.gates.gates[of].get_center()[:2])
        (x, y), late = self.lanes[of].gate_place, (len(self.lanes) - 1 - of) / 4
        path = Path(start, (start[0], y), (x, y))  # type: ignore[arg-type]
        return Travel(self.lanes[of].gate, path, there=True, window=(late, late + 0.4), run_time=run_time)

    def forget(self) -> None:
        """Let all three read on, in step, until the end."""
        rest = range(self.cue + 1, self.count)
        with self.moment(), self.beat("At each later word, f decides how much of that stays."):
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
        word = [Appear(self.rows.words[time], run_time=0.5 * run_time)] if time in self.rows.words else []
        self.play(*word, *(move for lane in self.lanes for move in lane.passes(time, run_time)))

    # -- the way back ------------------------------------------------------------------------------------------------------

    def traced(self, key: str, of: int, name: str | Phrase, kind: str, role: str, **where: str) -> Traced:
        """Return how a kind of network is shown in a study."""
        study: Any = self.brief.traces[of]
        cell = list(study.lookup("cell")).index(kind)
        return Traced(study.index(key, **where), self.value("cell", cell, of=of), name, role)

    def kinds(self) -> list[tuple[Phrase, str, str]]:
        """Return what each network of the studies is called, its kind there, and its colour's role."""
        lstms = [(phrase("bias {bias:0}", bias=self.bias(of)), kind, COLOURS[of]) for of, kind in enumerate(LSTMS)]
        return [*lstms, (Phrase("plain RNN", "plain RNN"), PLAIN, "muted")]

    @cached_property
    def gradients(self) -> StudyCurves:
        """How much of a gradient goes so many words back."""
        rows = [
            self.traced("carried_gradient", self.GRADIENTS, name, kind, role, cell=kind, moment=MOMENT)
            for name, kind, role in self.kinds()
        ]
        return StudyCurves(
            partial(self.read, of=self.GRADIENTS),
            "carried_gradient",
            "distance",
            rows,
            BACKWARD,
            theme=self.theme,
            heads=("words back from the last one", "gradient in C, relative to that at the last word"),
            spaced=float,
            tenfold=True,
            middle="median",
            apart=0.0,
            step=0.0,
            first=len(self.distances),
            every=2,
            back=True,
        )

    @cached_property
    def thin(self) -> list[Through]:
        """The straight lines of what the direct path alone leaves."""
        return [self.gradients.through(of, self.direct(of), width=self.theme.thin) for of in self.both()]

    def direct(self, of: int) -> list[Reading]:
        """Return what the direct path alone leaves, at each distance that is shown: resting gates, once for each word."""
        return [self.value("resting_shares", self.far(at), of=of) for at in range(len(self.gradients.along))]

    def go_back(self) -> None:
        """Tell of gradients: the direct path first, then all of it, and beside it those of a plain RNN."""
        self.act("untrained: the way back")
        self.run_back()
        self.take_over()
        said, fields = self.words.measured()
        gone = [Vanish(each, run_time=LEAD) for each in self.returning.ends.values()]
        with self.beat(said, *gone, Appear(self.key.thick, run_time=LEAD), **fields) as room:
            self.play(*self.ways.goes_around(max(0.25 * room, 1.0)))
            for of in self.both():
                self.measure(of, max(0.75 * room, 3.3) / 3)
        said, fields = self.words.arrived()
        gone = [Vanish(each, run_time=LEAD) for each in (*self.thin, self.key.thin)]
        with self.beat(said, *gone, Appear(self.of_plain, run_time=LEAD), **fields) as room:
            row, run_time = len(self.networks), max(room, 2.4)
            self.measure(row, 0.8 * run_time)
            self.play(*(Draw(line, run_time=0.2 * run_time) for line in self.gradients.rims(row)))

    def measure(self, row: int, run_time: float) -> None:
        """Let the line of the measured gradients of a kind of network grow, and widen to the band that all of them lie in."""
        was = self.thin_names.get(row)
        if was is not None:
            self.remove(was)
        self.play(*self.gradients.draws(row, 0.6 * run_time, was=was))
        self.play(*self.gradients.spreads(row, 0.4 * run_time))

    @cached_property
    def thin_names(self) -> dict[int, Name]:
        """The names of the networks at the ends of the straight lines, by their numbers."""
        return dict(enumerate(self.gradients.names_of(self.thin)))

    @cached_property
    def key(self) -> LineKey:
        """What thin lines are, and thick ones in their bands."""
        runs = self.value("seed_count", of=self.GRADIENTS)
        return LineKey(
            "f alone",
            phrase("all paths: {runs:0} runs, median", runs=runs),
            self.frame.legend,
            theme=self.theme,
        )

    @cached_property
    def of_plain(self) -> Label:
        """What the gradient of the network is that has no C."""
        area = self.gradients.area
        label = Label("plain RNN: gradient in h", theme=self.theme, colour="muted")
        return stays(label.sit_amid(area.left, area.top + OVER, -1))

    def pillars(self) -> Returning:
        """Return what comes back of an error through the direct path alone, word by word."""
        shares = [self.read("resting_shares", of=of) for of in self.both()]
        roles = [COLOURS[of] for of in self.both()]
        return Returning(shares, roles, self.gradients, self.read("tokens"), start=self.cue, theme=self.theme)

    def run_back(self) -> None:
        """Let an error go back through all networks, word by word, multiplied by f at each."""
        chart = self.gradients
        self.returning = self.pillars()
        heads = [each for lane in self.lanes for each in (lane.head, lane.times, lane.gate)]
        floor, *_, top, one = chart.ruled
        ends = [self.rows.words[time] for time in self.returning.ends if time in self.rows.words]
        leaving = self.leaving(*heads, *ends)
        axes = [Appear(each, window=(0.5, 1.0), run_time=TURN) for each in (floor, top, one, chart.head)]
        words = self.returning.takes(self.rows.words, TURN)
        self.remove(*ends)
        with self.beat("An error goes back through C and meets the same f again.", *leaving, *axes, *words):
            first, others = BACK
            self.play(*self.returning.begins(first), *(Appear(each, run_time=first) for each in chart.below))
            count = self.returning.count - 1
            paces = np.linspace(1.6, 0.4, count) if count > 1 else np.ones(count)
            for far, pace in enumerate(paces, 1):
                self.play(*self.returning.hop(far, float(others * pace / paces.sum())))

    def take_over(self) -> None:
        """Let pillars become dots that go up to a logarithmic axis, where they make a straight line for each network."""
        chart = self.gradients
        self.ways = TwoWays(WAYS, notation=self.notation, theme=self.theme)
        said = "The direct path is straight here: each grid line is ten times less."
        with self.beat(said) as room:
            lines = [Appear(each, window=Returning.RULED, run_time=BENT) for each in chart.ruled[1:-2]]
            self.play(*self.returning.bends(BENT), *lines)
            each = max(room - BENT, 2.1) / 3
            gates = [part for lane in self.lanes for part in (lane.times, lane.gate)]
            beside: list[list[Animation]] = [
                [Vanish(part, window=(0.0, 0.4), run_time=each) for part in gates],
                [Appear(part, run_time=each) for part in (self.key.thin, self.ways.ground)],
                [*self.ways.goes(each)],
            ]
            for of in self.both():
                spots = [Vanish(spot, window=(0.8, 1.0), run_time=each) for spot in self.returning.dots[of]]
                name = self.comes_down(of, each)
                self.play(Draw(self.thin[of], window=(0.0, 0.8), run_time=each), name, *beside[of], *spots)

    def comes_down(self, of: int, run_time: float) -> Travel:
        """Return the animation in which the name of a network goes from its lane's head, which goes, to the end of its line."""
        name, head = self.thin_names[of], self.lanes[of].head
        (x, y), (left, low) = (each.get_center()[:2].tolist() for each in (head, name))
        self.remove(head)
        start = float(head.width) / float(name.width)
        return Travel(name, Path((x, y), (left, y), (left, low)), start=start, there=True, window=(0.0, 0.8), run_time=run_time)

    # -- does it matter ----------------------------------------------------------------------------------------------------

    @cached_property
    def trainings(self) -> ReachCurves:
        """How often networks that were trained end sentences rightly, by the gap in these."""
        rows = [self.traced("accuracy", self.GAPS, name, kind, role, task=TASK, cell=kind) for name, kind, role in self.kinds()]
        return ReachCurves(
            partial(self.read, of=self.GAPS),
            "accuracy",
            "gap",
            rows,
            CHART,
            theme=self.theme,
            heads=("words in between", "share of new sentences completed correctly"),
            apart=BESIDE,
            step=STEP,
        )

    def learn(self) -> None:
        """Show what trainings of each network came to, in another chart."""
        self.act("trained: does it matter?")
        chart = self.trainings
        *biased, plain, none = *range(1, len(LSTMS)), len(LSTMS), 0
        level = chart.level(self.value("guess"), "guessing")
        coming = [Appear(each, window=(0.35, 0.85), run_time=LEAD) for each in (chart.frame, level)]
        said = "Now each is trained {count:0} times, to say “{ending:short}” where it was “{word:short}”."
        fields = {"count": self.value("seed_count", of=self.GAPS), "ending": self.value("ending")}
        fields["word"] = self.value("tokens", self.cue)
        with self.beat(said, *self.leaving(), *coming, **fields) as room:
            for row in biased:
                self.come(chart, row, max(room, 4.0) / 2)
        said, fields = self.words.lost()
        with self.beat(said, **fields) as room:
            for row in (plain, none):
                self.come(chart, row, max(room, 3.6) / 2)

    def come(self, chart: ReachCurves, row: int, run_time: float) -> None:
        """Let the dots of a kind of network come in at their places, its line grow through them, and bars to where they reach."""
        self.play(*chart.falls(row, 0.4 * run_time))
        self.play(*chart.draws(row, 0.35 * run_time))
        self.play(*chart.spreads(row, 0.25 * run_time))

    # -- the answer --------------------------------------------------------------------------------------------------------

    def conclude(self) -> None:
        """Say whether an LSTM remembers by default."""
        self.act("the answer")
        labels = replied(QUESTION, [self.words.reply()], ABOVE, size=self.theme.title * 0.88, theme=self.theme)
        self.words.cast_answer()
        said, fields = self.words.answer()
        told = 0, len(LSTMS) - 1
        dims = [each for row in range(len(self.kinds())) if row not in told for each in self.dims(row)]
        coming = zip(labels, ((0.0, 0.4), (0.4, 1.0)), strict=True)
        self.end(said, *dims, *(Appear(stays(each), window=own, run_time=ANSWER) for each, own in coming), **fields)

    def dims(self, row: int) -> list[Animation]:
        """Return animations in which a kind of network is dimmed that the answer does not name, and its bars go."""
        chart = self.trainings
        dots = [dot for some in chart.dots[row] for dot in some]
        leaders = [chart.leaders[row]] if row in chart.leaders else []
        dimmed = Shade(VGroup(*dots, chart.lines[row], chart.names[row], *leaders), self.theme.dimmed, run_time=ANSWER)
        return [dimmed, Vanish(chart.bars[row], run_time=ANSWER)]

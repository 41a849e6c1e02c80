"""Does an LSTM remember by default? Three that differ in their forget bias alone forget a word at their own pace."""

from functools import cached_property
from typing import Any

import numpy as np
from manim import Animation, VGroup, VMobject

from scenes.mobjects.areas import Area
from scenes.mobjects.bars import Bar
from scenes.mobjects.motion import Appear, Vanish
from scenes.mobjects.moves import Path, Travel
from scenes.mobjects.notation.equations import Equation
from scenes.mobjects.passing import in_turn
from scenes.mobjects.places import named, stays
from scenes.mobjects.reading import Phrase, Reading, phrase
from scenes.mobjects.sets.beside_alone import BesideAlone, TallRows
from scenes.mobjects.sets.bias_curve import BiasCurve, Resting
from scenes.mobjects.sets.fading_lanes import FadingLane
from scenes.mobjects.sets.reply import replied
from scenes.mobjects.sets.run_chart import RunChart, Traced
from scenes.mobjects.sets.run_dots import RunDots, Sizes
from scenes.mobjects.sets.word_rows import Rows
from scenes.mobjects.text import Label, settled
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
SLOW, PASSING = (1.0, 0.7, 0.5), 2.9
"""How long the first words after the one that is forgotten take, and how long all others together, in seconds."""
CHART, SIZES, SHOWN = Area(-5.0, 6.6, -1.3, 2.0), Sizes(1.32, 0.23, 0.105, 26), 2
"""Where trainings are told of, and how large they are; so many gaps are shown there, the longest."""
HEAD, MEASURED = 2.42, "share of new sentences completed correctly, one dot for each training"
"""How high it is said what was measured, and what."""
CELL = 4.75, 0.2
"""Where the equation of the cell state is, beside the curve."""
AWAY = 0.3
"""How far above its letter in the equation the gate's letter sets out."""
ANSWER = 3.5
"""How long the answer takes to come, in seconds."""
REPLIES = (0.0, 0.2), (0.6, 0.8)
"""As parts of that, when the question comes and when the reply does."""
BACK = 0.5, 3.0
"""How long an error takes to be there, and to go back over all words."""
SETTLE = 1.4
"""How long what the gates alone leave takes into tall rows, in seconds."""
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
        said = "By default its bias is near {low:0}, in some libraries {middle:0}. The sigmoid of it is f."
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
        word = [Appear(self.rows.words[time], run_time=0.5 * run_time)] if time in self.rows.words else []
        self.play(*word, *(move for lane in self.lanes for move in lane.passes(time, run_time)))

    # -- the way back ------------------------------------------------------------------------------------------------------

    @cached_property
    def tall(self) -> TallRows:
        """A tall row for each distance at which gradients were measured."""
        names = {int(far): self.value("distance", at, of=self.GRADIENTS) for at, far in enumerate(self.distances) if far}
        return TallRows(names, top=TOP, foot=FOOT, x=WORDS, theme=self.theme)

    def beside(self, of: int) -> BesideAlone:
        """Return what was measured of a network, by how many words back, beside what its forget gate alone leaves."""
        lane, back = self.lanes[of], {at: int(far) for at, far in enumerate(self.distances) if far}
        measured = {far: self.left(of, at) for at, far in back.items()}
        alone = {far: self.value("resting_shares", self.far(at), of=of) for at, far in back.items()}
        digits = {far: places(float(each.value)) for far, each in measured.items()}
        look = {"rows": self.tall, "area": lane.area, "home": lane.home, "unit": lane.unit, "theme": self.theme}
        return BesideAlone(measured, alone, digits, **look)  # type: ignore[arg-type]

    def go_back(self) -> None:
        """Let an error go back up the same lanes."""
        self.act("untrained: the way back")
        gone = [each for lane in self.lanes for each in (*lane.bars.values(), *([lane.mark] if lane.mark else []))]
        leaving = [Vanish(each, run_time=LEAD) for each in gone]
        with self.beat("An error goes back up through C and meets the same gates.", *leaving):
            first, others = BACK
            self.play(*(move for lane in self.lanes for move in lane.errs(first)))
            paces = np.linspace(1.6, 0.4, self.reach) if self.reach > 1 else np.ones(self.reach)
            for far, pace in enumerate(paces, 1):
                run_time = float(others * pace / paces.sum())
                self.play(*(move for lane in self.lanes for move in lane.returns(far, run_time)))

    def measure(self) -> None:
        """Let what the gates alone leave be lines in tall rows, and lay beside them what was measured."""
        lanes, beside = self.lanes, [self.beside(of) for of in self.both()]
        gone = [*self.rows.words.values(), *(part for lane in lanes for part in (*lane.back.values(), lane.half))]
        said, fields = self.words.measured()
        lines = [move for lane, own in zip(lanes, beside, strict=True) for move in own.predicts(self.thin(lane), SETTLE)]
        names = [Appear(each, window=(0.5, 1.0), run_time=SETTLE) for each in self.tall.names.values()]
        with self.beat(said, **fields) as room:
            leaving = [Vanish(each, window=(0.0, 0.3), run_time=SETTLE) for each in gone]
            self.play(*leaving, *lines, *names)
            each = max(room - SETTLE, 4.0) / len(self.tall.names)
            self.play_all([move for own in beside for move in own.measures(far, each)] for far in self.tall.names)
        said, fields = self.words.beside()
        *near, _ = self.tall.names
        quiet = [part[far] for far in near for own in beside for part in (own.bars, own.lines, own.numbers)]
        with self.beat(said, **fields) as room:
            self.play(*in_turn(quiet, self.theme.dimmed, run_time=max(room, 1.5)))

    def thin(self, lane: FadingLane) -> dict[int, Bar]:
        """Return the bars of a lane that are as far back as gradients were measured, by that."""
        return {far: lane.back[self.count - 1 - far] for far in self.tall.names}

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
        return RunDots(self.chart, values, x, SIZES, gap, [phrase("over {gap:0} words", gap=gap)])

    def learn(self) -> None:
        """Show what trainings of each network came to, over one gap and over a longer one."""
        self.act("trained: does it matter?")
        plain, none, *biased = range(len(self.chart.rows))
        label = Label(MEASURED, theme=self.theme, size=self.theme.small, colour="muted")
        said = stays(label.sit_amid(self.chart.area.left, HEAD, -1))
        parts = [*self.chart.frame, said, *(each for trained in self.trainings for each in (trained.span, trained.said))]
        coming = [Appear(each, window=(0.35, 0.85), run_time=LEAD) for each in parts]
        says = "Now each is trained {count:0} times, to say “{ending:short}” where it was “{word:short}”."
        fields = {"count": self.value("seed_count", of=self.GAPS), "ending": self.value("ending")}
        fields["word"] = self.value("tokens", self.cue)
        with self.beat(says, *self.leaving(), *coming, **fields) as room:
            for row in reversed(biased):
                self.come(row, max(room, 4.4) / 2)
        says, fields = self.words.lost()
        with self.beat(says, **fields) as room:
            for row in (plain, none):
                self.come(row, max(room, 4.0) / 2)

    def come(self, row: int, run_time: float) -> None:
        """Let the dots of a kind of network rise over the shorter gap, then those of its trainings over the longer one."""
        each = run_time / len(self.trainings)
        for own in self.trainings:
            self.play(Appear(own.names[row], window=(0.0, 0.5), run_time=each), *own.rises(each, rows=[row]))

    # -- the answer --------------------------------------------------------------------------------------------------------

    def conclude(self) -> None:
        """Say whether an LSTM remembers by default."""
        self.act("the answer")
        labels = replied(QUESTION, [self.words.reply()], ABOVE, size=self.theme.title * 0.88, theme=self.theme)
        self.words.cast_answer()
        said, fields = self.words.answer()
        _, low, *_, high = range(len(self.chart.rows))
        aside = [part for row in range(len(self.chart.rows)) if row not in (low, high) for part in self.parts(row)]
        dims = in_turn(aside, self.theme.dimmed, run_time=ANSWER)
        coming = zip(labels, REPLIES, strict=True)
        self.end(said, *dims, *(Appear(stays(each), window=own, run_time=ANSWER) for each, own in coming), **fields)

    def parts(self, row: int) -> list[VMobject]:
        """Return the dots of a kind of network, and its names."""
        return [part for own in self.trainings for part in (*own.dots[row], own.names[row])]

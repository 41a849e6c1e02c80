"""Why a plain RNN learns little from the first word: the error goes back word by word, beside the same in an LSTM."""

from collections.abc import Sequence
from functools import partial
from typing import ClassVar

import numpy as np
from manim import Animation, AnimationGroup, VGroup, VMobject

from scenes.mobjects.areas import Area
from scenes.mobjects.bars import LogBar
from scenes.mobjects.legend import legends
from scenes.mobjects.motion import Appear, Leave, Shade, Vanish
from scenes.mobjects.moves import Grow
from scenes.mobjects.places import stays
from scenes.mobjects.reading import Reading, phrase
from scenes.mobjects.scales import scale_of
from scenes.mobjects.sets.backward_lanes import Axis, Lane, Rows, digits
from scenes.mobjects.sets.lesson_panel import LessonPanel
from scenes.mobjects.sets.true_lengths import TrueLengths
from scenes.mobjects.text import Label, settled
from scenes.telling.networks import NAMES
from scenes.telling.notations import notation_of
from scenes.telling.pace import LEAD
from scenes.telling.reader import ReaderFilm
from scenes.telling.two_networks import TwoNetworks

TOP, FOOT = 2.14, -2.06
HEADLINE, ASKED = 2.8, 12.0
"""How high the question stands, and how much room it has."""
LESSON = Area(1.25, 6.6, -1.9, 1.7)
SLOW = 3
"""So many hops are shown one by one before the others follow, ever faster."""
LONGEST, MANY = 3.2, 24
"""How long the other hops take at most, all together, in seconds; two thirds of it if there are so many."""
HOP = 1.4
"""Seconds that a hop takes at the least that is shown by itself."""
ANSWER = 3.6
"""How long the answer takes to come, in seconds."""
LOST, FAINT, WHOLE = 1e-6, 0.1, 0.5
"""A share up to the first is as good as none, one below the second is said to have faded, one from the third on to hold."""
ASKED_OF = "An error at the end is to teach every word. How much reaches the first?"
ALL_OF_IT = "The last word feels all of it. From line to line it is ten times less."
MULTIPLIED = "On the way back each word multiplies it by a factor, and the bar changes by that."
CHANGES = "On the way back it changes from word to word, and the bar with it."
LEAST = "Suppose “{one:short}” were right, which they find least likely: so the loss is large."
MEASURED = "the error that each word feels, as a share of the last word’s"
FADED = "Here it fades as well: an LSTM holds it only while its forget gates stay open."
TRUE = "Drawn to scale, this is how much weaker that is."
READS = "Both networks read the sentence word by word; then each gives its verdict."
INTRODUCED = {
    "lstm": "An LSTM also carries a memory: a forget gate keeps it or not.",
    "lstm_peephole": "A peephole LSTM carries a memory: a forget gate keeps it or not.",
    "lstm_coupled": "A coupled LSTM carries a memory: one gate keeps it or not.",
    "gru": "A GRU’s update gate says how much of its state is kept.",
    "gru_reset_after": "A PyTorch GRU’s update gate says how much of its state is kept.",
}
"""What is said of a network before it is told of, by the kind of its cell: of a plain one nothing needs to be."""
ONE_LINE, LONG_NAMES = 76, 20
"""So many characters have room in one line; and names of two networks that are as long as this leave less of it."""
UNFELT = "“{word:short}” changes it by {change:5}: what it does not feel, it cannot teach."


class VanishingGradient(TwoNetworks, ReaderFilm):
    """The error of a verdict on its way back through two networks; and what the first word and the last do to one weight."""

    title = "Vanishing gradient"
    cell_kinds = tuple(NAMES)
    needs = ("hidden_gradient",)
    models = ("reviews_rnn", "reviews")
    longest = 40
    text: ClassVar[str] = "I hated the food that we had at the place near the station on our last evening"

    def construct(self) -> None:
        self.lay_out()
        self.ask()
        self.read_the_words()
        self.teach()
        self.go_back()
        self.explain()
        self.learn()
        self.conclude()

    # -- what is followed ------------------------------------------------------------------------------------------------

    def share(self, of: int) -> float:
        """Return how much of the error at the last word is felt at the first one."""
        return float(self.brief.traces[of].lookup("felt_shares")[0])

    @property
    def is_counted(self) -> bool:
        """Whether it is said how many times weaker the error is at the first word of the first network."""
        return LOST < self.share(0) < FAINT

    @property
    def bars(self) -> list[list[LogBar]]:
        """The bars of all lanes."""
        return [lane.bars for lane in self.lanes]

    def first(self, key: str, of: int) -> Reading:
        """Return what a trace says of the first word."""
        return self.value(key, 0, of=of)

    # -- the question ----------------------------------------------------------------------------------------------------

    def lay_out(self) -> None:
        """Make the rows, the axis and the two lanes."""
        self.cast("time", one=0, other=0, times=0, last=self.last)
        traces = self.brief.traces
        self.rows = Rows(self.read("tokens"), self.trace.known, theme=self.theme, top=TOP, foot=FOOT)
        self.axis = Axis.over(*(trace.lookup("felt_shares") for trace in traces))
        self.lanes = [
            Lane(
                partial(self.read, of=of),
                side=2 * of - 1,
                notation=notation_of(trace),
                theme=self.theme,
                rows=self.rows,
                axis=self.axis,
                name=self.name(of),
                state=self.state(of),
                units=self.drawn(of),
            )
            for of, trace in enumerate(traces)
        ]

    def drawn(self, of: int) -> list[int]:
        """Return the units of a state that are drawn."""
        return self.largest(np.abs(self.networks[of].lookup(self.state(of))).sum(axis=0))

    def ask(self) -> None:
        """Show what both networks hold after every word, and ask how much of an error at the end reaches the first one."""
        self.act("the question")
        said = phrase("Why does the first word stop learning?")
        self.headline = stays(
            settled(said, theme=self.theme, size=self.theme.title * 1.15, room=ASKED, colour="ink").sit(0, HEADLINE)
        )
        states = [self.brief.traces[of].lookup(self.state(of)) for of in self.both()]
        self.key = legends(self.frame.legend, theme=self.theme, keys={"state": scale_of(*states)})
        for lane in self.lanes:
            self.add(lane.bed, lane.head, *lane.states)
        self.add(*self.rows.words.values(), self.headline, self.key)
        with self.beat(ASKED_OF) as room:
            self.sweep([lane.states for lane in self.lanes], range(self.last, -1, -1), max(room, 2.0))
        strange = [word for time, word in self.rows.words.items() if not self.trace.known[time]]
        self.admit_strangers(*strange)

    def sweep(self, lanes: Sequence[Sequence[VMobject]], times: Sequence[int], run_time: float) -> None:
        """Let a shadow run over the rows of lanes, in a few steps, so that each is looked at."""
        for some in np.array_split(np.array(times), min(len(times), 9)):
            rows = VGroup(*(lane[time] for time in some for lane in lanes))
            each = run_time / min(len(times), 9) / 2
            self.play(Shade(rows, self.theme.dimmed, run_time=each))
            self.play(Shade(rows, 1.0, run_time=each))

    # -- forward ---------------------------------------------------------------------------------------------------------

    def read_the_words(self) -> None:
        """Let both networks read all words, in step, and give their verdicts."""
        self.act("forward")
        leaving = [Leave(each, run_time=LEAD) for lane in self.lanes for each in lane.states]
        words = [Shade(each, self.theme.dimmed, run_time=LEAD) for each in self.rows.words.values()]
        self.verdicts = [self.below(of, "“{verdict:short}”, {share}", **self.judged(of)) for of in self.both()]
        kinds = dict.fromkeys(str(trace.lookup("cell_kind")) for trace in self.brief.traces)
        first, *others = [INTRODUCED[kind] for kind in kinds if kind in INTRODUCED] or [""]
        for said in others:
            with self.beat(said) as room:
                self.sweep([lane.states for lane in self.lanes], range(self.count), max(room, 2.0))
        said = f"Both read word by word. {first}" if first else READS
        with self.beat(said, *leaving, *words, Vanish(self.headline, run_time=LEAD)) as room:
            self.in_step(range(self.count), max(room - self.theme.slow, 2.5), lambda lane, time, each: [lane.read_on(time, each)])
            self.play(*(Appear(label, run_time=self.theme.slow) for label in self.verdicts))

    def judged(self, of: int) -> dict[str, Reading]:
        """Return the last verdict of a network, and its probability."""
        return {
            "verdict": self.value("verdicts", self.last, of=of),
            "share": self.value("verdict_probabilities", self.last, of=of),
        }

    def below(self, of: int, said: str, **fields: Reading) -> Label:
        """Return a line below a lane."""
        label: Label = self.lanes[of].below(phrase(said, **fields))
        return label

    # -- the loss --------------------------------------------------------------------------------------------------------

    def teach(self) -> None:
        """Say which verdict is taught, and what the loss is."""
        self.act("the loss")
        self.losses = []
        for of in self.both():
            taught = {"taught": self.value("taught", of=of), "share": self.value("taught_probability", of=of)}
            said = f"“{{taught:short}}”: p = {{share:{digits(taught['share'])}}}, −log p = {{loss}}"
            self.losses.append(self.below(of, said, loss=self.value("loss", of=of), **taught))
        one, other = (self.value("taught", of=of) for of in self.both())
        least = all(self.least_likely(of) for of in self.both())
        said = LEAST if least else "Suppose “{one:short}” were right: the loss is the less, the more they gave it."
        if one.value != other.value:
            said = "Suppose “{one:short}” were right on the left, “{other:short}” on the right: that is the loss."
        gone = [Vanish(each, run_time=LEAD / 2) for each in self.verdicts]
        with self.beat(said, *gone, **({"one": one} if one.value == other.value else {"one": one, "other": other})) as room:
            for label in self.losses:
                self.play(Appear(label, run_time=room / 2))

    def least_likely(self, of: int) -> bool:
        """Tell whether a network finds no verdict less likely than the one that is taught."""
        trace = self.brief.traces[of]
        return bool(trace.lookup("taught_probability") <= trace.lookup("probabilities")[-1].min())

    # -- backward --------------------------------------------------------------------------------------------------------

    def go_back(self) -> None:
        """Let the error go back to the first word."""
        self.act("backward")
        axis = Label(MEASURED, theme=self.theme, colour="muted")
        coming = [Appear(each, run_time=LEAD) for each in (*(lane.axis for lane in self.lanes), stays(axis.sit(0, HEADLINE)))]
        words = [Shade(word, self.theme.dimmed, run_time=LEAD) for word in self.rows.words.values()]
        with self.beat(ALL_OF_IT, Vanish(self.key, run_time=LEAD / 2), *coming, *words) as room:
            each = max(room - self.theme.quick * self.rows.roomy, 1.2)
            self.play(*self.lit(self.last, each), *(move for lane in self.lanes for move in lane.felt(each)))
            if self.rows.roomy:
                self.play(*(Appear(lane.numbers[self.last], run_time=self.theme.quick) for lane in self.lanes))
        if slow := range(self.last - 1, max(self.last - 1 - SLOW, -1), -1):
            with self.beat(MULTIPLIED if self.lanes[0].factors else CHANGES) as room:
                for time in slow:
                    each = max(room / len(slow), HOP)
                    self.play(*self.lit(time, each), *(move for lane in self.lanes for move in lane.hop(time, each)))
        if self.last:
            with self.moment():
                self.reach_the_first(range(self.last - 1 - SLOW, -1, -1))
            self.show_true_lengths()

    def show_true_lengths(self) -> None:
        """Let all bars have their true lengths for a while, where the logarithm hides much and none is longer than the axis."""
        most = max(float(self.brief.traces[of].lookup("felt_shares").max()) for of in self.both())
        if not self.is_counted or most > self.axis.most:
            return
        true = [TrueLengths(lane, self.axis, self.rows, self.theme) for lane in self.lanes]
        with self.beat(TRUE) as room:
            self.remove(*(bar for lane in self.lanes for bar in lane.bars))
            self.play(*(move for each in true for move in each.come(max(0.4 * room, 1.4))))
            self.sweep([each.bars for each in true], [0], max(0.3 * room, 1.2))
            self.remove(*(bar for each in true for bar in each.bars))
            self.play(*(move for each in true for move in each.go(max(0.3 * room, 1.0))))

    def reach_the_first(self, rest: Sequence[int]) -> None:
        """Let the error go on from word to word, and say how much of it has reached the first one."""
        if rest:
            with self.beat("And so on, back to the first word.") as room:
                most = LONGEST if len(rest) < MANY else 2 * LONGEST / 3
                self.in_step(rest, max(room, min(0.35 * len(rest), most)), lambda lane, time, each: lane.hop(time, each))
        self.cast("time", word=0)
        said, fields = self.arrived()
        self.loud = self.lanes[0].loud(phrase("{times:0}", times=self.first("times_weaker", 0)), "times weaker")
        with self.beat(said, **fields) as room:
            numbers = [lane.numbers[time] for lane in self.lanes for time in ((0,) if self.rows.roomy else (0, self.last))]
            self.play(*(Appear(each, run_time=self.theme.quick) for each in numbers))
            if self.is_counted and self.loud is not None:
                self.play(Appear(self.loud, run_time=self.theme.beat))
            long = max(room - self.theme.quick, 2.0) / 4
            for bars in ([lane.bars[0]] for lane in self.lanes):
                self.play(*(Shade(each, self.theme.dimmed, run_time=long) for each in bars))
                self.play(*(Shade(each, 1.0, run_time=long) for each in bars))

    def arrived(self) -> tuple[str, dict[str, Reading]]:
        """Return what is said when the error has reached the first word, and the readings in that."""
        names = [self.name(of) for of in self.both()]
        fields = {"word": self.first("tokens", 0), "one": self.first("felt_shares", 0), "other": self.first("felt_shares", 1)}
        if self.is_counted and self.share(1) >= WHOLE:
            times = {"word": fields["word"], "times": self.first("times_weaker", 0), "last": self.value("tokens", self.last)}
            beside = " than at “{last:short}”" if sum(map(len, names)) < LONG_NAMES else ""
            return f"At “{{word:short}}” it is {{times:0}} times weaker{beside} in the {names[0]}; not in the {names[1]}.", times
        one, other = (digits(fields[each]) for each in ("one", "other"))
        said = f"At “{{word:short}}”, {{one:{one}}} of it is left in the {names[0]}, and {{other:{other}}} in the {names[1]}."
        return said, fields

    # -- why -------------------------------------------------------------------------------------------------------------

    def explain(self) -> None:
        """Say what the error is multiplied with on its way, in each network."""
        self.act("why")
        if not self.last:
            with self.beat("Of one word alone there is no way back: nothing is lost.") as room:
                self.sweep(self.bars, [0], max(room, 1.0))
            return
        for of in self.both():
            said, fields = self.reason(of)
            with self.beat(said, **fields) as room:
                self.count_hops(of, max(room, 1.5))
        if carrying := [of for of in self.both() if self.state(of) == "cell"]:
            faded = any(self.share(of) < FAINT for of in carrying)
            said = "Not by default: where forget gates are nearly shut, it fades here too."
            with self.beat(FADED if faded else said) as room:
                self.sweep(self.bars, range(self.last, -1, -1), max(room, 2.0))

    def reason(self, of: int) -> tuple[str, dict[str, Reading]]:
        """Return why the error fades in a network, or does not, and the readings in that."""
        if self.state(of) == "hidden" and "mean_kept" not in self.known(of):
            said = f"From word to word the {self.name(of)} multiplies it by weights and slopes: by {{hop}} on average."
            return said, {"hop": self.value("mean_hop", of=of)}
        kept = self.value("mean_kept", of=of)
        memory, gate = ("memory", "forget") if self.state(of) == "cell" else ("state", "update")
        said = f"Along the {self.name(of)}’s {memory} it is multiplied by the {gate} gate: {{kept:3}} on average."
        return said, {"kept": kept}

    def known(self, of: int) -> tuple[str, ...]:
        """Return which of the means a network has that tell why its error fades or does not."""
        return ("mean_kept",) if self.brief.traces[of].lookup("declared").carried else ()

    def count_hops(self, of: int, run_time: float) -> None:
        """Let the factors of all hops be looked at, from the last one back; where they have no room, the bars."""
        lane = self.lanes[of]
        back = [lane.factors[time] for time in sorted(lane.factors, reverse=True)] or lane.bars[::-1]
        self.sweep([back], range(len(back)), run_time)

    # -- learning --------------------------------------------------------------------------------------------------------

    @property
    def teaches(self) -> bool:
        """Whether one weight can be followed: the trace has the weights of its cell, each block of which weighs one stack."""
        trace = self.trace
        return trace.cell_weights is not None and bool(trace.declared.weighs)

    def learn(self) -> None:
        """Follow one weight of the first network: what the last word does to it, and what the first one."""
        if not self.teaches:
            return
        self.act("learning")
        told = list(dict.fromkeys([self.last, 0]))
        panel = LessonPanel(self.read, told, LESSON, title=f"One weight of the {self.name(0)}", theme=self.theme)
        aside = self.parts_of(self.lanes[1])
        leaving = [Leave(each, run_time=LEAD) for each in aside]
        with self.beat("To learn, every weight moves a little against its gradient.", *leaving) as room:
            self.play(Appear(panel.head, run_time=self.theme.beat))
            self.dim_all_but(told, max(room - self.theme.beat, 0.8))
        for time in told:
            self.cast("time", word=time, change=time)
            fields = {"word": self.value("tokens", time), "change": self.value("lesson_changes", time)}
            faint = time == 0 < self.last and self.share(0) < FAINT
            with self.beat(UNFELT if faint else "“{word:short}” changes this weight by {change:5}.", **fields) as room:
                self.play(Appear(panel.sums[time], run_time=max(room / 2, 0.6)))
                grown = Grow(panel.bars[time], panel.bars[time].edge, run_time=max(room / 2, 0.6))
                self.play(Appear(panel.numbers[time], run_time=self.theme.quick), grown)
        gone = [panel.head, *panel.sums.values(), *panel.bars.values(), *panel.numbers.values()]
        self.play(*(Vanish(each, run_time=self.theme.beat) for each in gone))
        late = [*self.lanes[1].bars, *self.lanes[1].numbers.values()]
        back = [each for each in aside if each not in late]
        self.play(*(Appear(each, run_time=self.theme.beat) for each in back), *self.all_lit())

    def parts_of(self, lane: Lane) -> list[VMobject]:
        """Return all that is seen of a lane."""
        label = self.losses[self.lanes.index(lane)]
        return [lane.bed, lane.axis, lane.head, *lane.bars, *lane.numbers.values(), *lane.factors.values(), label]

    def dim_all_but(self, told: Sequence[int], run_time: float) -> None:
        """Dim the bars of the first network, but for those of some words."""
        bars = [bar for time, bar in enumerate(self.lanes[0].bars) if time not in told]
        self.play(*(Shade(bar, self.theme.dimmed, run_time=run_time) for bar in bars or self.lanes[0].bars))

    def all_lit(self) -> list[Animation]:
        """Return the animations in which all bars of the first network are lit again."""
        return [Shade(bar, 1.0, run_time=self.theme.beat) for bar in self.lanes[0].bars]

    # -- the answer ------------------------------------------------------------------------------------------------------

    def conclude(self) -> None:
        """Say how much of the error reaches the first word."""
        self.act("the answer")
        names = [self.name(of) for of in self.both()]
        fields = {"one": self.first("felt_shares", 0), "other": self.first("felt_shares", 1)}
        one, other = (digits(each) for each in fields.values())
        builds = [
            f"Of the error, {{one:{one}}} reaches the {names[0]}’s first word; in the {names[1]}, {{other:{other}}}.",
            f"First word: {{one:{one}}} in the {names[0]}, {{other:{other}}} in the {names[1]}.",
        ]
        if not self.last:
            builds = [f"The one word feels all of the error, in the {names[0]} and in the {names[1]}."]
        said = next((each for each in builds if len(phrase(each, **fields).text) <= ONE_LINE), builds[-1])
        again = self.lanes if not self.last else self.lanes[1:]
        bars = [bar for lane in again for bar in lane.bars[::-1]]
        numbers = [number for lane in again for number in lane.numbers.values()]
        if here := [each for each in (*bars, *numbers) if each in self.mobjects]:
            self.play(*(Leave(each, run_time=self.theme.quick) for each in here))
        grown = [*(Grow(each, each.edge) for each in bars), *map(Appear, numbers)]
        self.end(said, AnimationGroup(*grown, lag_ratio=0.6, run_time=ANSWER), **({} if not self.last else fields))

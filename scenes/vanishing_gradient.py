"""Why a plain RNN learns little from the first word: the error goes back word by word, beside the same in an LSTM."""

from collections.abc import Sequence
from functools import partial
from typing import ClassVar

import numpy as np
from manim import Animation, AnimationGroup, VGroup, VMobject

from scenes.mobjects.areas import Area
from scenes.mobjects.legend import legends
from scenes.mobjects.motion import Appear, Leave, Shade, Vanish
from scenes.mobjects.moves import Grow
from scenes.mobjects.places import stays
from scenes.mobjects.reading import Caption, Reading, phrase
from scenes.mobjects.scales import scale_of
from scenes.mobjects.sets.backward_lanes import Axis, Lane, digits
from scenes.mobjects.sets.lesson_panel import LessonPanel
from scenes.mobjects.sets.step_back import Row, StepBack, carried_rows, plain_rows
from scenes.mobjects.sets.true_lengths import TrueLengths
from scenes.mobjects.sets.word_rows import Rows
from scenes.mobjects.shifts import Breathe
from scenes.mobjects.text import Label, settled
from scenes.telling.networks import NAMES
from scenes.telling.notations import notation_of
from scenes.telling.pace import LEAD, is_short
from scenes.telling.reader import ReaderFilm
from scenes.telling.two_networks import TwoNetworks

TOP, FOOT = 2.14, -2.06
HEADLINE, ASKED = 2.8, 12.0
"""How high the question stands, and how much room it has."""
LESSON, STEPS = Area(1.25, 6.6, -1.9, 1.7), (Area(1.25, 6.6, -2.06, 2.45), Area(-6.6, -1.25, -2.06, 2.45))
"""Where panels stand: in place of the right lane, and of either."""
SLOW = 3
"""So many hops are shown one by one before the others follow, ever faster."""
LONGEST, MANY = 3.2, 24
"""How long the other hops take at most, all together, in seconds; two thirds of it if there are so many."""
HOP, AGAIN, ANSWER = 1.4, 1.8, 3.6
"""Seconds that a hop takes at the least that is shown by itself, bars to come once more, and the answer to come."""
LOST, FAINT, WHOLE = 1e-6, 0.1, 0.5
"""A share up to the first is as good as none, one below the second is said to have faded, one from the third on to hold."""
ASKED_OF = "An error at the end is to teach every word. How much reaches the first?"
ALL_OF_IT = "The last word feels all of it; each gridline inward is ten times less."
MULTIPLIED = "On the way back each word multiplies it by a factor, and the bar changes by that."
CHANGES = "On the way back it changes from word to word, and the bar with it."
LEAST = "Suppose “{one:short}”, the least likely of {labels:0} labels, had been right: that has most to teach."
MEASURED = "the error that each word feels, as a share of the last word’s"
FADED = "Here it fades as well: an LSTM holds it only while its forget gates stay open."
TRUE = "Now the same bars on an ordinary scale."
READS = "Both networks read the sentence word by word; then each gives its verdict."
INTRODUCED = {
    "lstm": "An LSTM also has a cell state, C, kept by its forget gate.",
    "lstm_peephole": "A peephole LSTM has a cell state, C, kept by its forget gate.",
    "lstm_coupled": "A coupled LSTM has a cell state, C, kept by one gate.",
    "gru": "A GRU’s update gate says how much of its state is kept.",
    "gru_reset_after": "A PyTorch GRU’s update gate says how much of its state is kept.",
}
"""What is said of a network before it is told of, by the kind of its cell: of a plain one nothing needs to be."""
WAYS = {"lstm": " by h", "lstm_coupled": " by h"}
"""By what other way than the gate an error goes back from word to word, in cells that have one such way only."""
GROWING = 1.05
"""A factor from this on is told of: there an error grows."""
SLOPED = "The plain RNN multiplies it by slopes of tanh, below one, and by weights."
TAKEN = "Such a factor comes at every word: taken together, × {hop} a word."
GROWN = "At “{word:short}” the weights outdo the slopes; taken together, it is × {hop} a word."
ONE_LINE, LONG_NAMES = 76, 20
"""So many characters have room in one line; and names of two networks that are as long as this leave less of it."""
UNFELT = "“{word:short}” moves it by only {change:5}: a word that feels little teaches little."


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
        self.explain(0)
        self.learn()
        self.explain(1)
        self.conclude()

    # -- what is followed ------------------------------------------------------------------------------------------------

    def share(self, of: int) -> float:
        """Return how much of the error at the last word is felt at the first one."""
        return float(self.brief.traces[of].lookup("felt_shares")[0])

    @property
    def is_counted(self) -> bool:
        """Whether it is said how many times weaker the error is at the first word of the first network."""
        return LOST < self.share(0) < FAINT

    def first(self, key: str, of: int) -> Reading:
        """Return what a trace says of the first word."""
        return self.value(key, 0, of=of)

    # -- the question ----------------------------------------------------------------------------------------------------

    def lay_out(self) -> None:
        """Make the rows, the axis and the two lanes."""
        self.loud: VGroup | None = None
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
            self.sweep(range(self.last, -1, -1), max(room, 2.0))
        strange = [word for time, word in self.rows.words.items() if not self.trace.known[time]]
        self.admit_strangers(*strange)

    def sweep(self, times: Sequence[int], run_time: float) -> None:
        """Let the states of words be pointed at, one after the other: each gets narrower for a while."""
        step = 1 / (len(times) + 2)
        rows = [(number * step, lane.states[time]) for number, time in enumerate(times) for lane in self.lanes]
        self.play(*(Breathe(row, window=(start, start + 3 * step), run_time=run_time) for start, row in rows))

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
                self.sweep(range(self.count), max(room, 2.0))
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
        labels = {"labels": self.value("sizes.label")} if least and one.value == other.value else {}
        said = LEAST if least else "Suppose “{one:short}” were right: the loss is the less, the more they gave it."
        if one.value != other.value:
            said = "Suppose “{one:short}” were right on the left, “{other:short}” on the right: that is the loss."
        gone = [Vanish(each, run_time=LEAD / 2) for each in self.verdicts]
        fields = {"one": one, **labels} if one.value == other.value else {"one": one, "other": other}
        with self.beat(said, *gone, **fields) as room:
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
            self.reach_the_first(range(self.last - 1 - SLOW, -1, -1))

    @property
    def is_drawn_to_scale(self) -> bool:
        """Whether all bars are to have their true lengths: where the logarithm hides much, and none is longer than the axis."""
        return self.is_counted and all(trace.lookup("felt_shares").max() <= self.axis.most for trace in self.brief.traces)

    def reach_the_first(self, rest: Sequence[int]) -> None:
        """Let the error go on from word to word, and say how much of it has reached the first one."""
        if scaled := self.is_drawn_to_scale:
            self.go_on(rest)
        with self.moment():
            if scaled:
                self.draw_to_scale()
            else:
                self.go_on(rest)
            self.tell_the_first()

    def go_on(self, rest: Sequence[int]) -> None:
        """Let the error go on from word to word, ever faster."""
        if rest:
            with self.beat("And so on, back to the first word.") as room:
                most = LONGEST if len(rest) < MANY else 2 * LONGEST / 3
                self.in_step(rest, max(room, min(0.35 * len(rest), most)), lambda lane, time, each: lane.hop(time, each))

    def draw_to_scale(self) -> None:
        """Let all bars have their true lengths from now on."""
        true = [TrueLengths(lane, self.axis, self.rows, self.theme) for lane in self.lanes]
        with self.beat(TRUE) as room:
            self.remove(*(bar for lane in self.lanes for bar in lane.bars))
            self.play(*(move for each in true for move in each.come([self.last] * self.rows.roomy, max(room, 2.5))))
        for each in true:
            each.stay()

    def tell_the_first(self) -> None:
        """Say how much of the error has reached the first word."""
        self.cast("time", word=0)
        said, fields = self.arrived()
        if self.is_drawn_to_scale:
            than = phrase("than at “{last:short}”", last=self.value("tokens", self.last))
            number = phrase("{times:0}", times=self.first("times_weaker", 0))
            self.loud = self.lanes[0].loud(number, phrase("times weaker"), than)
        with self.beat(said, **fields) as room:
            numbers = [lane.numbers[time] for lane in self.lanes for time in ((0,) if self.rows.roomy else (0, self.last))]
            self.play(*(Appear(each, run_time=self.theme.beat) for each in numbers))
            if self.loud is not None:
                self.play(Appear(self.loud, run_time=self.theme.beat))
            self.play(*self.cleared(0))
            self.run_up(0, max(room - 2 * self.theme.beat - self.theme.quick, 1.5))

    def cleared(self, of: int) -> list[Animation]:
        """Return the animations in which all bars of a lane leave but the last one's."""
        return [Leave(bar, run_time=self.theme.quick) for bar in self.lanes[of].bars[:-1]]

    def run_up(self, of: int, run_time: float) -> None:
        """Let the bars of a lane come once more, each from that of the next word, ever faster."""
        self.play(*self.lanes[of].again(run_time))

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

    def explain(self, of: int) -> None:
        """Show one step back in a network in the large, a typical one; then all of them."""
        if not self.last:
            if of == 0:
                self.act("why")
                with self.beat("Of one word alone there is no way back: nothing is lost.") as room:
                    bars = [lane.bars[0] for lane in self.lanes]
                    self.play(*(Leave(each, run_time=self.theme.quick) for each in bars))
                    self.play(*(Grow(each, each.edge, run_time=max(room, 1.0)) for each in bars))
            return
        self.act("why it fades" if self.share(of) < FAINT else "why it lasts")
        lane, trace = self.lanes[of], self.brief.traces[of]
        time, area = int(trace.lookup("typical_hop")), STEPS[of]
        panel = StepBack(partial(self.read, of=of), time, self.steps(of, time), area, units=self.drawn(of), theme=self.theme)
        frame = lane.framed(time)
        self.cast("time", word=time)
        said, fields = self.reason(of)
        with self.beat(said, *self.away(1 - of), *self.back(of), **fields) as room:
            self.play(Appear(panel.head, run_time=self.theme.quick), Appear(frame, run_time=self.theme.quick))
            self.play_all(panel.plays(max(room - self.theme.quick, 3.5)))
        seen = self.take_together(of, frame)
        gone = [each for each in (*panel.parts, seen) if each in self.mobjects]
        self.play(*(Vanish(each, run_time=self.theme.quick) for each in gone))

    def steps(self, of: int, time: int) -> list[Row]:
        """Return the rows of the step back to a word in a network."""
        carried = self.brief.traces[of].lookup("declared").carried
        if not carried:
            return plain_rows(time)
        return carried_rows(time, carried.share, self.gate(of), WAYS.get(self.kind(of), ""))

    def gate(self, of: int) -> str:
        """Return what the gate is called that keeps a network's state."""
        return "forget" if self.state(of) == "cell" else "update"

    def reason(self, of: int) -> Caption:
        """Return by what the error is multiplied in a network, and the readings in that."""
        if not self.brief.traces[of].lookup("declared").carried:
            return SLOPED.replace("plain RNN", self.name(of)), {}
        kept, ways = self.value("mean_kept", of=of), WAYS.get(self.kind(of), " by other ways")
        said = f"The {self.name(of)}’s {self.gate(of)} gate passes on {{kept:3}} of it on average"
        whole = f"{said}; the rest comes{ways}."
        return whole if is_short(phrase(whole, kept=kept)) else f"{said}.", {"kept": kept}

    def take_together(self, of: int, frame: VMobject) -> VMobject:
        """Let all bars of a network come once more, and say what its factors make together, where that is little.

        Return the frame around the factor that is spoken of in the end: the one that is there, or another in its place.
        """
        lane, factors = self.lanes[of], self.brief.traces[of].lookup("hop_factors")[:-1]
        if self.share(of) >= FAINT:
            self.play(*self.cleared(of))
            self.run_up(of, AGAIN)
            return frame
        said, fields, moves = TAKEN, {"hop": self.value("mean_hop", of=of)}, self.cleared(of)
        if self.state(of) == "cell":
            said, fields = FADED, {}
        elif factors.max() > GROWING and (most := int(factors.argmax())) in lane.factors and self.steps(of, 0)[-1].factor:
            self.cast("time", word=most)
            said, fields = GROWN, {**fields, "word": self.value("tokens", most, of=of)}
            before, frame = frame, lane.framed(most)
            moves += [Vanish(before, window=(0.0, 0.4), run_time=LEAD), Appear(frame, window=(0.6, 1.0), run_time=LEAD)]
        with self.beat(said, *moves, **fields) as room:
            self.run_up(of, max(room, AGAIN))
        return frame

    def away(self, of: int) -> list[Animation]:
        """Return the animations in which all that is seen of a lane leaves."""
        return [Leave(each, run_time=LEAD) for each in self.parts_of(of) if each in self.mobjects]

    def back(self, of: int, *, bars: bool = True) -> list[Animation]:
        """Return the animations in which what has left of a lane comes again; without its ``bars`` and their numbers, if so."""
        lane = self.lanes[of]
        late = [] if bars else [*lane.bars, *lane.numbers.values()]
        return [Appear(each, run_time=LEAD) for each in self.parts_of(of) if each not in self.mobjects and each not in late]

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
        parts = "To learn, each word moves a weight a little, against its gradient."
        with self.beat(parts, *self.away(1)) as room:
            self.play(Appear(panel.head, run_time=self.theme.quick))
            self.play(Appear(panel.sums[self.last], run_time=max(room - self.theme.quick, self.theme.beat)))
        for time in told:
            self.cast("time", word=time, change=time)
            fields = {"word": self.value("tokens", time), "change": self.value("lesson_changes", time)}
            faint = time == 0 < self.last and self.share(0) < FAINT
            with self.beat(UNFELT if faint else "“{word:short}” moves this weight by {change:5}.", **fields) as room:
                if time != self.last:
                    self.play(Appear(panel.sums[time], run_time=max(room / 4, 0.6)))
                long = max(room / 2 if time != self.last else room, 0.6)
                moves: list[Animation] = [Grow(panel.bars[time], panel.bars[time].edge, run_time=long)]
                if faint and panel.note is not None:
                    moves.append(Appear(panel.note, window=(0.4, 1.0), run_time=long))
                self.play(Appear(panel.numbers[time], run_time=self.theme.quick), *moves)
        gone = [panel.head, *panel.sums.values(), *panel.bars.values(), *panel.numbers.values(), panel.note]
        self.play(*(Vanish(each, run_time=self.theme.beat) for each in gone if each in self.mobjects))

    def parts_of(self, of: int) -> list[VMobject]:
        """Return all that is to be seen of a lane."""
        lane, loud = self.lanes[of], [self.loud] if of == 0 and self.loud is not None else []
        parts = [lane.bed, lane.axis, lane.head, *lane.bars, *lane.numbers.values(), *lane.factors.values()]
        return [*parts, self.losses[of], *loud]

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
        if self.is_counted and self.share(1) >= WHOLE:
            builds.insert(
                0, f"Too faint to learn by: {{one:{one}}} of it in the {names[0]}; {{other:{other}}} in the {names[1]}."
            )
        if not self.last:
            builds = [f"The one word feels all of the error, in the {names[0]} and in the {names[1]}."]
        said = next((each for each in builds if len(phrase(each, **fields).text) <= ONE_LINE), builds[-1])
        again = self.lanes if not self.last else self.lanes[:1]
        bars = [bar for lane in again for bar in lane.bars[::-1]]
        numbers = [number for lane in again for number in lane.numbers.values()]
        if here := [each for each in (*bars, *numbers) if each in self.mobjects]:
            self.play(*(Leave(each, run_time=self.theme.quick) for each in here))
        if coming := [move for of in self.both() for move in self.back(of, bars=False)]:
            self.play(*coming)
        grown = [*(Grow(each, each.edge) for each in bars), *map(Appear, numbers)]
        self.end(said, AnimationGroup(*grown, lag_ratio=0.6, run_time=ANSWER), **({} if not self.last else fields))

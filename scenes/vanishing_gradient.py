"""Why a plain RNN learns little from the first word: the error goes back word by word, alone or beside an LSTM."""

from collections.abc import Sequence
from functools import partial
from typing import Any, ClassVar

import numpy as np
from manim import Animation, VGroup, VMobject

from model.trace import Trace
from scenes.mobjects.areas import Area
from scenes.mobjects.legend import legends
from scenes.mobjects.motion import Appear, Leave, Shade, Vanish
from scenes.mobjects.moves import Extend
from scenes.mobjects.places import stays
from scenes.mobjects.reading import Phrase, Reading, phrase
from scenes.mobjects.sets.backward_lanes import Lane
from scenes.mobjects.sets.even_steps import EvenSteps
from scenes.mobjects.sets.log_axis import Axis
from scenes.mobjects.sets.step_back import Row, StepBack, carried_rows, plain_rows
from scenes.mobjects.sets.taught_verdict import TaughtVerdict
from scenes.mobjects.sets.true_lengths import TrueLengths
from scenes.mobjects.sets.word_rows import Rows
from scenes.mobjects.shifts import pointed, waved
from scenes.mobjects.text import Label, settled
from scenes.telling.backward_words import (
    ALL_OF_IT,
    ALL_OF_ONE,
    CHANGES,
    FAINT,
    GROWING,
    HOW_MUCH,
    LOSS,
    MULTIPLIED,
    TRUE,
    WHOLE,
    BackwardWords,
)
from scenes.telling.networks import NAMES
from scenes.telling.notations import notation_of
from scenes.telling.one_weight import OneWeight
from scenes.telling.pace import LEAD
from scenes.telling.reader import ReaderFilm
from scenes.telling.two_networks import TwoNetworks

TOP, FOOT = 2.04, -2.06
HEADLINE, ASKED = 2.76, 12.0
"""How high the question stands, and how much room it has."""
STEPS, LARGE = (Area(1.25, 6.6, -2.06, 2.45), Area(-6.6, -1.25, -2.06, 2.45)), Area(-6.5, 6.5, -2.5, 2.7)
"""Where a step back stands: in place of the right lane, or of the left one; and of one network alone."""
JUDGED = Area(-6.6, -1.25, FOOT, 1.56), Area(1.25, 6.6, FOOT, 1.56)
"""Where the verdicts of two networks stand, in place of their states."""
SLOW, LONGEST, MANY = 3, 2.7, 24
"""So many hops are shown one by one before the others follow, ever faster, in so many seconds at the most, all together: two
thirds of it if there are so many."""
MEASURED = "the error that each word feels, as a share of the last word’s"
BESIDE, PANEL = -5.58, Area(1.25, 6.6, FOOT, TOP)
"""Where the words of one network alone are, with its lane right of them; and the panel right of that."""
HOP, FAST_HOP, AGAIN, ANSWER, LONE, FLASH = 1.2, 1.0, 3.0, 3.4, 4.8, 0.5
"""Seconds that a hop takes at the least that is shown by itself, and one of very many; all factors; the answer; and the way on to
the next word of an error that is asked about: it goes back again where there are few."""
EARLY, LATE = (0.0, 0.4), (0.4, 1.0)
"""The parts of the time in which a caption comes, in which things leave and others come in their place."""
ROW, QUICK_ROW = 1.5, 0.65
"""Seconds that a row of a step back takes at the least, and one of a step whose rows are all told in one breath."""


class VanishingGradient(OneWeight, TwoNetworks, ReaderFilm):
    """The error of a verdict on its way back through one network or two; what the first word and the last do to one weight."""

    title = "Vanishing gradient"
    cell_kinds = tuple(NAMES)
    traces, companions = 1, 1
    needs = ("hidden_gradient",)
    models = ("reviews_rnn", "reviews")
    longest = 40
    text: ClassVar[str] = "Nothing could be better than the food on the last evening of our trip"
    true: ClassVar[str] = "positive"
    """The verdict that is right of that sentence."""

    @classmethod
    def computed(cls, network: Any, text: str) -> Trace:
        """Return what a network computes; of the film's own sentence, with the loss of the verdict that is right."""
        known = text == cls.text and cls.true in network.labels
        trace: Trace = network.run_for(text, cls.needs_of(network.cell_kind), taught=cls.true if known else "")
        return trace

    def construct(self) -> None:
        self.lay_out()
        self.read_the_words()
        self.ask()
        self.teach()
        self.go_back()
        self.explain(0)
        self.learn()
        if not self.alone:
            self.explain(1)
        self.conclude()

    # -- forward, and the question -----------------------------------------------------------------------------------------------

    def lay_out(self) -> None:
        """Make the rows, the axis and the two lanes."""
        self.loud: VGroup | None = None
        self.lesson, self.leaving = list[VMobject](), list[VMobject]()
        self.cast("time", one=0, other=0, times=0, last=self.last)
        self.row = ROW if self.alone else QUICK_ROW + 0.2  # beside another network, which has its own rows, the less
        traces, middle = self.networks, BESIDE if self.alone else 0.0
        true = self.true if " ".join(self.trace.given) == self.text else None
        self.words = BackwardWords(traces, self.value, [self.name(of) for of in self.both()], true=true)
        self.rows = Rows(self.read("tokens"), self.trace.known, theme=self.theme, top=TOP, foot=FOOT, x=middle)
        self.axis = Axis.over(*(trace.lookup("felt_shares") for trace in traces))
        common: dict[str, Any] = {
            "theme": self.theme,
            "rows": self.rows,
            "axis": self.axis,
            "numbered": self.slow,
            "middle": middle,
        }
        unscaled = not (self.is_drawn_to_scale or self.has_remarks)
        self.lanes = [
            Lane(
                partial(self.read, of=of),
                side=1 if self.alone else 2 * of - 1,
                notation=notation_of(trace),
                name=self.name(of),
                state=self.state(of),
                units=self.drawn(of),
                all_numbered=unscaled and (self.alone or self.words.share(of) < FAINT),
                **common,
            )
            for of, trace in enumerate(traces)
        ]
        door = self.lanes[0].edge, self.rows.y(self.last)
        look: dict[str, Any] = {"door": door, "theme": self.theme, "is_true": self.words.is_true}
        self.panel = TaughtVerdict(self.read, PANEL, **look) if self.alone else None
        self.judges = [] if self.alone else [TaughtVerdict(partial(self.read, of=of), JUDGED[of], **look) for of in self.both()]

    @property
    def slow(self) -> range:
        """The words of the hops that are shown one by one."""
        return range(self.last - 1, max(self.last - 1 - SLOW, -1), -1)

    def drawn(self, of: int) -> list[int]:
        """Return the units of a state that are drawn."""
        return self.largest(np.abs(self.networks[of].lookup(self.state(of))).sum(axis=0))

    def open(self) -> None:
        """Show what networks hold after every word, and what that is; and ask what is learned from the first one."""
        question, size = phrase(self.words.question()), self.theme.title * 1.15
        self.headline = stays(settled(question, theme=self.theme, size=size, room=ASKED, colour="ink").sit(0, HEADLINE))
        self.key = legends(self.frame.legend, theme=self.theme)
        self.meant = [lane.below(Phrase(said, said), line=0) for lane, said in zip(self.lanes, self.words.rows(), strict=True)]
        self.add(*(each for lane in self.lanes for each in (lane.bed, lane.head, *lane.states)), *self.meant)
        self.add(*self.rows.words.values(), self.headline, self.key, *([] if self.panel is None else self.panel.said))

    def read_the_words(self) -> None:
        """Let networks read all words, in step: what each holds after a word lights up; of one alone, its verdict comes."""
        self.act("forward")
        self.open()
        states = [state for lane in self.lanes for state in lane.states]
        dim = [Shade(each, self.theme.dimmed, run_time=LEAD) for each in self.rows.words.values()]
        dim += [Shade(each, self.theme.dimmed, run_time=LEAD) if self.last else Leave(each, run_time=LEAD) for each in states]
        then = None if self.panel is None else self.panel.follow
        gone = [] if self.panel is None else [Leave(each, run_time=LEAD) for each in self.panel.said]
        *others, said = self.words.reading()
        for each in others:
            with self.beat(each) as room:
                self.play(*(move for lane in self.lanes for move in waved(lane.states, max(room, 2.0))))
        with self.beat(said, *dim, *gone) as room:
            seconds = self.long(room) if self.alone else max(room, 2.5)
            self.in_step(range(self.count), seconds, lambda lane, time, each: lane.read_on(time, each), then)
        self.admit_strangers(*(word for time, word in self.rows.words.items() if not self.trace.known[time]))

    def ask(self) -> None:
        """Ask how much of an error at the end reaches the first word; two networks then give their verdicts."""
        self.act("the question")
        states = [state for lane in self.lanes for state in lane.states]
        with self.beat(HOW_MUCH, *(Shade(each, self.theme.dimmed, run_time=LEAD) for each in states)) as room:
            seconds = max(room - self.theme.quick - self.theme.slow * len(self.judges) / 2, 1.6)
            for _ in range(rounds := max(1 + (self.alone or not self.last), round(seconds / (FLASH * (self.count + 2))))):
                asked = pointed([self.headline] * (not self.last), seconds / rounds)
                self.play(*(move for lane in self.lanes for move in lane.ebb(seconds / rounds)), *asked)
            if not self.judges:
                self.play(*(Shade(each, 1.0, run_time=self.theme.quick) for each in states))
                return
            self.play(*(Vanish(each, run_time=self.theme.quick) for each in (*states, *self.meant, self.key)))
            self.play(*(move for judge in self.judges for move in judge.come(self.theme.slow)))
            for lane in self.lanes:
                lane.states.clear()

    # -- the loss --------------------------------------------------------------------------------------------------------

    def teach(self) -> None:
        """Say which verdict is taught, and what the loss is."""
        self.act("the loss")
        said, fields = self.words.supposed()
        if self.panel is not None:
            self.teach_one(self.panel, said, fields)
            return
        marks = [Appear(part, run_time=LEAD) for each in self.judges for part in (each.mark, each.taught) if part is not None]
        with self.beat(said, *marks, **fields) as room:
            for judge in self.judges:
                self.play(Appear(judge.loss, run_time=self.theme.beat))
                self.play(*pointed([judge.taught, judge.loss], max(room / 2 - self.theme.beat, self.theme.slow)))

    def teach_one(self, panel: TaughtVerdict, said: str, fields: dict[str, Reading]) -> None:
        """Mark the label that is taught of one network alone, and say what its loss is; from there the error goes back."""
        marks = [] if panel.mark is None else [Appear(panel.mark, run_time=LEAD)]
        with self.beat(said, *marks, **fields) as room:
            self.play(Appear(panel.taught, run_time=self.theme.beat))
            if self.is_kept:
                self.play(Appear(panel.loss, run_time=self.theme.beat))
                self.play(*pointed([panel.taught, panel.loss], max(room - 3 * self.theme.beat, self.theme.beat)))
                self.play(Extend(panel.wire, run_time=self.theme.beat))
                return
            self.play(*pointed([*panel.said[1:], panel.taught], max(room - self.theme.beat, self.theme.slow)))
        with self.beat(LOSS) as room:
            self.play(Appear(panel.loss, run_time=self.theme.beat))
            self.play(*pointed([panel.taught, panel.loss], max(room / 2 - self.theme.beat, self.theme.slow)))
            self.play(Extend(panel.wire, run_time=max(room / 2, self.theme.beat)))

    # -- backward --------------------------------------------------------------------------------------------------------

    def go_back(self) -> None:
        """Let the error go back to the first word; of one word alone, which it is at already, that is the moment."""
        self.act("backward")
        if not self.last:
            with self.moment():
                self.reach_the_last()
                said, word = "Of one word alone there is no way back: nothing is lost.", self.rows.words.values()
                with self.beat(said, *pointed([*word], LEAD)) as room:
                    self.play(*(move for lane in self.lanes for move in lane.lit_back(max(room, 1.0))))
            return
        self.reach_the_last()
        here = [move for lane in self.lanes for move in pointed(lane.bars[-1:], LEAD)]
        with self.beat(MULTIPLIED if self.lanes[0].factors else CHANGES, *here) as room:
            for time in self.slow:
                each = max(room / len(self.slow), HOP if self.count < MANY else FAST_HOP)
                self.play(*self.lit(time, each), *(move for lane in self.lanes for move in lane.hop(time, each)))
        self.reach_the_first(range(self.last - 1 - SLOW, -1, -1))

    def reach_the_last(self) -> None:
        """Show the axis, and then that the error is at the last word, by which all others are measured."""
        axis = Label(MEASURED, theme=self.theme, colour="muted").sit(self.lanes[0].middle if self.alone else 0, HEADLINE)
        self.measured = stays(axis)
        axes = [part for lane in self.lanes for part in lane.axis]
        coming: list[Animation] = [Appear(each, window=LATE, run_time=LEAD) for each in (*axes, self.measured)]
        judged = [part for judge in self.judges for part in judge.parts if part in self.mobjects]
        going = (*judged, self.headline, *([self.key, *self.meant] if self.alone else []))
        coming += [Vanish(each, window=EARLY, run_time=LEAD) for each in going]
        words = [Shade(word, self.theme.dimmed, run_time=LEAD) for word in self.rows.words.values()]
        with self.beat(ALL_OF_IT if self.last else ALL_OF_ONE, *coming, *words) as room:
            each = max(room - self.theme.quick * self.rows.roomy, 1.2)
            self.play(*self.lit(self.last, each), *(move for lane in self.lanes for move in lane.felt(each)))
            if self.rows.roomy:
                self.play(*(Appear(lane.numbers[self.last], run_time=self.theme.quick) for lane in self.lanes))

    @property
    def is_drawn_to_scale(self) -> bool:
        """Whether bars get their true lengths: the logarithm hides much, none is too long, and words need no remark."""
        fits = (trace.lookup("felt_shares").max() <= self.axis.most for trace in self.networks)
        return self.words.is_counted and not self.has_remarks and all(fits)

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
            so_far = [move for lane in self.lanes for move in pointed([*lane.factors.values()][-SLOW:][::-1], LEAD)]
            with self.beat("And so on, back to the first word.", *so_far) as room:
                most = LONGEST if len(rest) < MANY else 2 * LONGEST / 3
                self.in_step(rest, max(room, min(0.35 * len(rest), most)), lambda lane, time, each: lane.hop(time, each))

    def draw_to_scale(self) -> None:
        """Let all bars have their true lengths from now on."""
        true = [TrueLengths(lane, self.axis, self.rows, self.theme) for lane in self.lanes]
        with self.beat(TRUE) as room:
            self.remove(*(bar for lane in self.lanes for bar in lane.bars))
            self.play(
                *(move for each in true for move in each.come([self.last, *self.slow] if self.rows.roomy else [], max(room, 2.5)))
            )
        for each in true:
            each.stay()

    def tell_the_first(self) -> None:
        """Say how much of the error has reached the first word."""
        self.cast("time", word=0)
        said, fields = self.words.arrived()
        if self.is_drawn_to_scale:
            than = phrase("than at “{last:short}”", last=self.value("tokens", self.last))
            number = phrase("{times:0}", times=self.value("times_weaker", 0))
            self.loud = self.lanes[0].loud(number, phrase("times weaker"), than)
        numbers = [lane.numbers[time] for lane in self.lanes for time in ((0,) if self.rows.roomy else (0, self.last))]
        shown = [Appear(each, run_time=LEAD) for each in (*numbers, *([] if self.loud is None else [self.loud]))]
        with self.beat(said, *shown, **fields) as room:
            ends = self.last, 0
            turns = [[self.rows.words[time], *(lane.numbers[time] for lane in self.lanes)] for time in ends]
            turns += [] if self.loud is None else [[*self.loud]]
            each = max(room, 1.6) / len(turns)
            for turn in turns:
                self.play(*(move for thing in turn for move in pointed([thing] * 2, each)))

    # -- why -------------------------------------------------------------------------------------------------------------

    def explain(self, of: int) -> None:
        """Show one step back in a network in the large, a typical one; then all of them."""
        if not self.last:
            return
        self.act("why it lasts" if self.words.share(of) >= WHOLE else "why it fades")
        lane, trace = self.lanes[of], self.networks[of]
        time, area = int(trace.lookup("typical_hop")), LARGE if self.alone else STEPS[of]
        panel = StepBack(partial(self.read, of=of), time, self.steps(of, time), area, units=self.drawn(of), theme=self.theme)
        frame = lane.framed(time)
        self.cast("time", word=time)
        self.step_back(of, panel, frame)
        self.leaving = panel.parts if self.alone else []
        if not self.has_remarks:
            self.take_together(of, frame)
        elif self.alone:  # to say more would take too long
            self.play_all([[*self.cleared(), *self.back(of)]])
        self.leaving = [*panel.parts, frame]

    def steps(self, of: int, time: int) -> list[Row]:
        """Return the rows of the step back to a word in a network."""
        carried = self.networks[of].lookup("declared").carried
        if not carried:
            return plain_rows(time)
        return carried_rows(time, carried.share, self.words.gate(of))

    def step_back(self, of: int, panel: StepBack, frame: VMobject) -> None:
        """Show a step back row by row: what gate or slopes leave; and of a plain network, what weights then make of that.

        Of words only the two between which it goes stay lit: others may be the same.
        """
        said, fields = self.words.reason(of)
        rows = len(panel.rows)
        plain = rows - 1 if panel.rows[-1].factor else rows - 2 if self.alone else rows
        self.play_all([[Appear(frame, run_time=self.theme.quick)] * self.alone])
        leaving = [*self.beside(of), *self.parts_of(of), frame] if self.alone else self.beside(of)
        time = panel.rows[-1].time
        going = [*self.cleared(time, time + 1), *self.away(leaving), *([] if self.alone else self.back(of))]
        with self.beat(said, *going, **fields) as room:
            self.play(*(Appear(each, run_time=self.theme.quick) for each in (panel.head, frame)[: 2 - self.alone]))
            least = self.row * plain if plain < rows else QUICK_ROW * rows
            self.play_all(panel.plays(max(room - self.theme.quick, least), 0, plain))
        if plain < rows:
            said, fields = self.words.weighed(of, panel.rows[-1].time)
            with self.beat(said, *pointed(panel.bars[plain - 1], LEAD), **fields) as room:
                self.play_all(panel.plays(max(room, self.row * (rows - plain)), plain))

    def take_together(self, of: int, frame: VMobject) -> None:
        """Point at all factors of a network, and say what they make together, if that is little or it is told of alone.

        The frame goes to that of which it is said that the error grows there.
        """
        lane, factors = self.lanes[of], self.networks[of].lookup("hop_factors")[:-1]
        if self.words.share(of) >= FAINT and not self.is_kept:
            self.play_all([[*self.cleared(), *self.back(of)], lane.again(AGAIN / 2)] if self.alone else [])
            return
        most = int(factors.argmax())
        grows = factors[most] > GROWING and most in lane.factors and bool(self.steps(of, 0)[-1].factor)
        said, fields = self.words.open() if self.words.share(of) >= FAINT else self.words.together(of, most if grows else None)
        self.cast("time", word=most, next=most + 1)
        gone = [Leave(frame, run_time=LEAD)] if frame in self.mobjects else []
        with self.beat(said, *self.cleared(), *(self.back(of) if self.alone else []), *gone, **fields) as room:
            again = AGAIN if self.count < MANY else 2 * AGAIN / 3
            self.play(*lane.again(max(room - self.theme.quick * grows, again)))
            if grows and fields.get("word") is not None:
                self.play(Appear(frame.set_y(self.rows.y(most)), run_time=self.theme.quick))

    def beside(self, of: int) -> list[VMobject]:
        """Return what is seen where panels of a network stand: the other's lane and what bars measure; or one's panel."""
        return [*self.parts_of(1 - of), self.measured] if self.panel is None else self.panel.parts

    def away(self, parts: Sequence[VMobject]) -> list[Animation]:
        """Return the animations in which what is seen of some parts leaves."""
        return [Leave(each, window=EARLY, run_time=LEAD) for each in parts if each in self.mobjects]

    def back(self, of: int) -> list[Animation]:
        """Return the animations in which what has left of a lane comes again, once what is in its place has left."""
        return [Appear(each, window=LATE, run_time=LEAD) for each in self.parts_of(of) if each not in self.mobjects]

    def cleared(self, *lit: int) -> list[Animation]:
        """Return the animations in which what has been told of leaves, with the caption of what follows.

        All words are lit, or only some if these are written.
        """
        gone = [Vanish(each, window=EARLY, run_time=LEAD) for each in self.leaving if each in self.mobjects]
        words, self.leaving = self.rows.words, []
        some = {*lit} if {*lit} <= {*words} else {}
        levels = {time: self.theme.dimmed if some and time not in some else 1.0 for time in words}
        shown = [time for time in words if words[time] in self.mobjects]
        return [*gone, *(Shade(words[time], levels[time], run_time=LEAD) for time in shown)]

    # -- what is seen ----------------------------------------------------------------------------------------------------

    def parts_of(self, of: int) -> list[VMobject]:
        """Return all that is to be seen of a lane."""
        lane, loud = self.lanes[of], [self.loud] if of == 0 and self.loud is not None else []
        parts = [lane.bed, *lane.axis, lane.head, *lane.bars, *lane.numbers.values(), *lane.factors.values()]
        parts += [self.measured, *self.rows.words.values()] if self.alone else []
        return [*parts, *loud]

    # -- the answer ------------------------------------------------------------------------------------------------------

    def conclude(self) -> None:
        """Say how much of the error reaches the first word."""
        said, fields = self.words.concluded()
        long = ANSWER if self.last else LONE
        self.act("the answer")
        even = self.even_steps()
        again = self.lanes if self.panel is None or not even else []
        later = [bar for lane in again for bar in lane.bars]
        later += [self.measured] if self.alone and self.lesson and not even else []  # its place is taken
        coming = [move for of in self.both() for move in self.back(of) if move.mobject not in later]
        parts = [self.measured] if self.panel is None else self.panel.parts * (not even and (self.is_kept or not self.teaches))
        coming += [Appear(each, window=LATE, run_time=LEAD) for each in parts if each not in self.mobjects]
        moves = [move for lane in again for move in lane.lit_back(long, LEAD / long, there=lane.bars[0] in self.mobjects)]
        self.end(said, *self.cleared(), *coming, *moves, *even, **fields)

    def even_steps(self) -> list[Animation]:
        """Return the animations in which it is said what all steps back make together, if printed numbers bear that out.

        Of one network alone, that has a panel; of two, below each lane there is a line.
        """
        decimals = [self.words.hop_digits(of) for of in self.both()]
        if self.panel is None:
            lines = [self.steps_below(of, many) for of, many in enumerate(decimals) if many is not None]
            return [Appear(each, window=(0.8, 1.0), run_time=ANSWER) for each in lines]
        if decimals[0] is None or not self.words.is_faint(0):
            return []
        panel = EvenSteps(self.read, PANEL, decimals=decimals[0], theme=self.theme)
        self.leaving = [*self.leaving, *self.lesson, *self.panel.parts]
        return panel.come(ANSWER, LEAD / ANSWER)

    def steps_below(self, of: int, decimals: int) -> Label:
        """Return the line below a lane that says what all its steps back make together."""
        said, fields = self.words.evenly(of, decimals)
        label: Label = self.lanes[of].below(phrase(said, **fields), line=1)
        return label

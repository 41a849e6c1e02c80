"""What comes next in an order: what a network without memory can tell, and when it takes one."""

from collections.abc import Sequence
from functools import partial
from typing import Any

import numpy as np
from manim import Animation, AnimationGroup, VGroup, VMobject

from scenes.mobjects.legend import legends
from scenes.mobjects.motion import Appear, Reveal, Vanish
from scenes.mobjects.moves import Extend, Light, Path, Travel
from scenes.mobjects.passing import Pass
from scenes.mobjects.places import kept_for, stays
from scenes.mobjects.reading import Caption, Reading, fitting, phrase
from scenes.mobjects.sets.compared import compared
from scenes.mobjects.sets.gone_left import gone_left
from scenes.mobjects.sets.guesses import EVEN
from scenes.mobjects.sets.one_hot_net import OneHotNet
from scenes.mobjects.sets.order_row import OrderRow
from scenes.mobjects.sets.summed_step import SHARES, SummedStep, chips_of
from scenes.mobjects.text import BOLD, LEGIBLE, Label
from scenes.mobjects.theme import Theme
from scenes.mobjects.wires import Point, Wire
from scenes.telling.orders import OrderFilm
from scenes.telling.pace import LEAD

FIRST, AMID, SECOND, ROUND = 1.85, (0.0, 0.05), -1.5, 2.2
"""How high both orders stand at first, and the question between them; how long light goes round them, in seconds."""
HIGH, LARGE, ROW = 1.05, 1.7, 2.8
"""How high the order stands at first, how large it is there; and how high it stands afterwards."""
HEADLINE, ASKED, HUGE = (0.0, -1.05), 11.0, 1.5
"""Where the question stands, how much room it has, and how many times as large as a title it is at the most."""
OPEN, BETWEEN, SPACE = (4.1, -0.75), (4.75, -0.47), 3.7
"""Where it stands until it is answered, first of one item, then of both; and how much room it has there."""
STEPS, TITLES = (0.77, -1.71), 1.85
"""The heights of the two steps that are compared, and how high networks are called."""
RULE = 4.9, (2.0, -2.45)
"""The x of the line between the shares of two networks; from where to where it goes."""
CALLED, LINE, DOOR = (-6.7, -1.95), 0.36, -6.7
"""Where the name of the first network begins; how far its second line is below; the x of the edge that networks go through."""
SENT, LEAVES, LEFT = 0.9, 0.6, 1.2
"""Seconds in which both items before come; in which a network leaves; in which the h that items left comes, at the least."""
FEW = 4
"""So many items have bars where two networks are compared."""
EACH, LAST, IN_ALL, QUICKEST = 2.2, 2.6, 4.4, 0.55
"""Seconds in which a further item is read, and the last; in which those amid are, and one at the least."""
TURNED, WAVE, FADE = 0.22, (0.3, 0.5, 0.68, 0.86), 0.12
"""In which part of the time a network turns to an item; when what it computes of that comes, in parts of the rest; and for how
long each does."""


class NextItem(OrderFilm):
    """The plain order, solved without memory; then an order in which one item comes twice, without memory and with it."""

    title = "The next item"

    def construct(self) -> None:
        self.ask()
        self.read_one()
        self.read_others()
        self.double()
        self.tell_without()
        self.tell_with()
        self.answer()

    # -- the question ------------------------------------------------------------------------------------------------------

    def ask(self) -> None:
        """Show both orders, which begin anew when they have ended, and ask what comes after the item that is in both."""
        self.act("the question")
        theme = self.theme
        self.row, self.other = rows = self.order(self.PLAIN, FIRST, LARGE), self.order(self.WITHOUT, SECOND, LARGE)
        self.headline = self.question(AMID)
        self.add(*(each for row in rows for each in (*row.chips, *row.wires)), self.headline)
        self.add(legends(self.frame.legend, theme=theme))
        with self.beat(
            "Two orders; in the second, one item comes twice.",
            *(each for row in rows for each in row.round(ROUND)),
        ):
            pass

    def order(self, of: int, y: float, large: float = 1.0) -> OrderRow:
        """Return the order that a network has learned, in a row."""
        items = self.read("tokens", of=of)
        return OrderRow(items, y, marked=self.marked, theme=self.theme, width=self.frame.width, large=large)

    def question(self, at: Point = HEADLINE, room: float = ASKED) -> Label:
        """Return the question of the film in large type."""
        theme, said = self.theme, phrase("What comes after “{item:short}”?", item=self.value("tokens", 1))
        size = theme.title * HUGE
        least = LEGIBLE / Label(said, theme=theme, size=size).cap_height
        label = Label(
            fitting(said, lambda each: Label(each, theme=theme, size=size).width * least < SPACE), theme=theme, size=size
        )
        return kept_for(label.scale(min(1.0, room / label.width)).sit(*at), 1)

    def asked(self, at: Point) -> list[Animation]:
        """Return the animation in which the question goes from its large type to where it stands until it is answered."""
        self.open, old = self.question(at, SPACE), self.headline
        self.remove(old)
        way = Path(old.get_center()[:2].tolist(), self.open.get_center()[:2].tolist())
        return [Travel(self.open, way, start=old.width / self.open.width, there=True, run_time=LEAD)]

    # -- one item without memory -------------------------------------------------------------------------------------------

    def read_one(self) -> None:
        """Tell in full how a network without memory predicts what comes after the second item."""
        time, label = 1, 1
        self.act("first network", self.where(time))
        self.net = net = OneHotNet(self.read, self.value, notation=self.notation, theme=self.theme)
        item, row = self.value("tokens", time), self.order(self.PLAIN, ROW)
        left = [*self.row.wires, *self.other.chips, *self.other.wires]
        gone = [*self.asked(OPEN), *(Vanish(each, run_time=LEAD / 2) for each in left)]
        says = "“{item:short}” is one-hot: a one in its row, zeros elsewhere."
        with self.beat(says, *gone, *self.replaced(row, range(net.count)), item=item) as room:
            self.ring, self.one_hot = self.row.ring(time), net.one_hot(time)
            self.name = lines_of(("First network", "without memory"), CALLED, theme=self.theme)
            come = [
                *(Appear(each, run_time=0.1 * room) for each in self.name),
                *net.named(0.1 * room),
                *net.headed(0.3 * room, "turned_weight"),
                *net.laid(net.table, 0.3 * room),
            ]
            self.play(Appear(self.ring, run_time=self.theme.quick), *come)
            shown = Reveal(self.one_hot, self.one_hot.cells, lag=0.6, run_time=0.7 * room)
            self.play(shown, *net.headed(self.theme.quick, "inputs"))
        self.own = net.own(time)
        with self.beat("The one picks its column of W, laid on its side.", *net.dimmed(label, LEAD)) as room:
            self.play(*net.picked(label, self.own, max(room, 1.8)))
        self.sums, self.hidden = net.sums(time), net.hidden(time)
        come = [Appear(each, run_time=LEAD) for each in (net.bias, net.plus)]
        with self.beat("With a bias b, and tanh, it becomes the hidden state h.", *come) as room:
            self.play(*net.summed(self.own, self.sums, 0.45 * max(room, 3.2)))
            self.play(Appear(net.squash, run_time=0.1 * room))
            self.play(*net.squashed(self.sums, self.hidden, 0.45 * max(room, 3.2)))
        self.score(time)

    def score(self, time: int) -> None:
        """Let h become scores, and these shares; the largest is what the network thinks comes next."""
        net, quick = self.net, self.theme.quick
        self.strip, self.scores, self.guesses = net.strip(time), net.scores(time), net.guesses(time)
        come = [*net.headed(LEAD, "readout_weight", "readout_bias"), *net.laid(net.scorer, 1.0)]
        come += [*(Appear(each, run_time=self.theme.slow) for each in net.added), Vanish(self.open, run_time=quick)]
        with self.beat("V and c turn h into a score for each item.", *come) as room:
            seconds = max(room, 3.0)
            self.play(*net.carried(self.strip, 0.36 * seconds))
            self.play(*net.headed(quick, "logits"), *net.scored(self.strip, self.scores, 0.64 * seconds))
        with self.beat("Softmax turns scores into shares: the largest is the guess.") as room:
            self.play(*net.headed(quick, "probabilities"), *self.guesses.grow(max(room - 0.8, 1.6)))
            self.right: list[Wire] = []
            if self.trace.hits[time]:
                self.draw_right(time, 0.8)

    def replaced(self, row: OrderRow, seats: Sequence[int], then: Sequence[Animation] = ()) -> list[Animation]:
        """Return animations in which another row of items takes the place of the one that is there, and then more happens."""
        self.remove(*self.row.chips)
        coming = AnimationGroup(*row.come(self.row, seats, self.theme.beat))
        self.row = row
        return [AnimationGroup(coming, AnimationGroup(*then), lag_ratio=1.0) if then else coming]

    def read_others(self) -> None:
        """Let the network read all other items, one after the other, and say with the last one how many it predicts."""
        amid = range(2, self.net.count)
        says = "Each other item picks its own column: another h, another guess."
        self.read_on(says, amid, max(min(EACH, IN_ALL / len(amid)), QUICKEST))
        hits = {"hits": self.value("hit_count"), "count": self.value("sizes.time")}
        self.read_on("From each item alone, {hits:0} of {count:0} guesses are right.", [0], LAST, **hits)

    def read_on(self, says: str, times: Sequence[int], each: float, **fields: Reading) -> None:
        """Let the network read some items, each in so many seconds at least, while something is said."""
        first, *others = times
        self.rename(self.where(first))
        with self.beat(says, *self.turn(first, LEAD), **fields) as room:
            self.step_on(first, max(each - LEAD, (1 - TURNED) * each, room - each * len(others)))
            for time in others:
                self.rename(self.where(time))
                self.play(*self.turn(time, TURNED * each))
                self.step_on(time, (1 - TURNED) * each)

    def step_on(self, time: int, run_time: float) -> None:
        """Let the network compute what comes after the item that it has turned to, and light the item's wire if that is right."""
        self.step(time, 0.85 * run_time)
        if self.trace.hits[time]:
            self.draw_right(time, 0.15 * run_time)

    def draw_right(self, time: int, run_time: float) -> None:
        """Draw the wire from an item to the next one that is predicted."""
        self.right.append(self.row.hit(time))
        self.play(Extend(self.right[-1], run_time=run_time))

    def turn(self, time: int, run_time: float) -> list[Animation]:
        """Return animations in which the network turns from the item before to the next: ring, one-hot vector, and weights.

        All that it computed of the one before goes first.
        """
        old = self.ring, *self.inside, *self.guesses.pieces
        self.ring, self.one_hot = new = self.row.ring(time), self.net.one_hot(time)
        return [
            *(Vanish(each, window=(0.0, 0.4), run_time=run_time) for each in old),
            *(Appear(each, window=(0.4, 0.8), run_time=run_time) for each in new),
            *self.net.turned(time, time - 1 if time else self.net.count - 1, window=(0.5, 1.0), run_time=run_time),
        ]

    def step(self, time: int, seconds: float) -> None:
        """Let the network go through the item that it turned to: all that it computes of it comes, from the left."""
        net = self.net
        self.own, self.sums, self.hidden = net.own(time), net.sums(time), net.hidden(time)
        self.strip, self.scores, self.guesses = net.strip(time), net.scores(time), net.guesses(time)
        new = [*self.inside[1:4], VGroup(self.strip, *self.scores)]
        wave: dict[str, float] = {"run_time": 0.75 * seconds}
        come = [Appear(each, window=(start, start + FADE), **wave) for each, start in zip(new, WAVE, strict=True)]
        there = WAVE[0] + FADE
        self.play(net.slid(time, WAVE[0] / there, window=(0.0, there), **wave), *come)
        self.play(*self.guesses.grow(0.25 * seconds))

    @property
    def inside(self) -> list[VMobject]:
        """What the network computes of an item, but for its shares."""
        return [self.one_hot, self.own, self.sums, self.hidden, self.strip, *self.scores]

    # -- one item twice ----------------------------------------------------------------------------------------------------

    def double(self) -> None:
        """Let the second item come again in the order, and ask what comes after it."""
        self.act("twice in the order")
        self.cast("time", item=self.TWICE[0], one=self.TWICE[0], other=self.TWICE[1])
        old = [*self.net.tools, *self.inside, *self.guesses.pieces, *self.name]
        gone = [
            *gone_left(old, DOOR, LEAVES),
            *(Vanish(each, run_time=LEAVES / 2) for each in (self.ring, *self.right, *self.row.wires)),
        ]
        row = self.order(self.WITHOUT, HIGH, LARGE)
        self.play(*gone)
        self.play(*self.replaced(row, [0, 1, 2, *range(4, self.net.count + 1)]))
        self.headline = self.question()
        come = [Appear(each, run_time=self.theme.quick) for each in (row.chips[self.TWICE[1]], self.headline)]
        with self.beat("“{item:short}” comes twice: the item before decides.", *come, item=self.item) as room:
            around = [row.around(time - 1, min(time + 1, self.net.count)) for time in self.TWICE]
            self.play(*self.row.round(max(room - 1.0, 1.8), around))

    @property
    def marked(self) -> str:
        """The item that the film asks about, as it is written."""
        return str(self.item.value)

    @property
    def item(self) -> Reading:
        """The item that comes twice."""
        return self.value("tokens", self.TWICE[0], of=self.MEMORY)

    @property
    def labels(self) -> list[int]:
        """The items whose bars are shown: those that are likeliest at any of the two times in any of the two networks."""
        both = [self.networks[of].probabilities[list(self.TWICE)] for of in (self.WITHOUT, self.MEMORY)]
        ranked = np.argsort(-np.max(np.concatenate(both), axis=0), kind="stable")
        return sorted(int(label) for label in ranked[:FEW])

    def steps(self, of: int) -> list[SummedStep]:
        """Return what a network does at both times."""
        how: dict[str, Any] = {"remembers": of == self.MEMORY, "notation": self.notation, "theme": self.theme}
        read, places = partial(self.read, of=of), zip(self.TWICE, self.chips, STEPS, strict=True)
        return [SummedStep(read, time, self.labels, chips, y, **how) for time, chips, y in places]

    def called(self, said: str, left: float, colour: str = "ink") -> Label:
        """Return what a network is, above its bars, which begin so far left."""
        return Label(said, theme=self.theme, colour=colour).sit_amid(left, TITLES, -1)

    def begin(self, of: int, room: float) -> list[SummedStep]:
        """Let a network come, both items that it reads first, and the h that they left; return what it does then."""
        items = self.read("tokens", of=of)
        self.chips = [chips_of(items, time, y, theme=self.theme) for time, y in zip(self.TWICE, STEPS, strict=True)]
        steps = self.steps(of)
        self.play(*self.sent(SENT))
        long = max(room - SENT, LEFT)
        self.play(*(each for step in steps for each in (*step.machine(long), *step.left(long))))
        return steps

    # -- without memory and with it ----------------------------------------------------------------------------------------

    def tell_without(self) -> None:
        """Let the network without memory read the item both times: the same sum, the same shares."""
        self.act("second network, without memory")
        items = self.read("tokens", of=self.WITHOUT)
        gone = [*self.asked(BETWEEN), *(Vanish(each, run_time=LEAD / 2) for each in self.row.wires)]
        going = self.replaced(self.order(self.WITHOUT, ROW), range(len(items)))
        with self.beat("A second network has read the item before.", *gone, *going) as room:
            self.steps_without = steps = self.begin(self.WITHOUT, room)
            names = [name for step in steps for name in step.guesses.names]
            self.later(*(Appear(each, run_time=self.theme.quick) for each in names))
        says = "Its h is not passed on: “{item:short}” gives the same h twice."
        with self.beat(says, item=self.item) as room:
            seconds = max(room, 3.5)
            self.play(*(each for step in steps for each in step.held(0.2 * seconds)))
            self.play(*(each for step in steps for each in step.added(0.28 * seconds)))
            self.play(*(each for step in steps for each in step.summed(0.24 * seconds)))
            self.play(*(each for step in steps for each in step.squashed(0.28 * seconds)))
        self.kind = self.called("without memory", SHARES[0])
        self.signs = compared(*steps, theme=self.theme)
        says, fields = self.told_without()
        with self.beat(says, Vanish(self.open, run_time=LEAD / 2), **fields) as room:
            seconds = max(room - self.theme.quick, 3.0)
            kind = Appear(self.kind, window=(0.3, 0.6), run_time=0.6 * seconds)
            self.play(kind, *(each for step in steps for each in step.predicted(0.6 * seconds)))
            self.play(*self.compared(steps, list(steps[0].columns), 0.4 * seconds))
            self.later(Appear(self.signs["probabilities"], run_time=self.theme.quick))

    def compared(self, steps: Sequence[SummedStep], names: Sequence[str], run_time: float) -> list[Animation]:
        """Return animations in which columns of two steps are lit, one after the other, and it is said which are the same."""
        made: list[Animation] = []
        for number, name in enumerate(names):
            window = number / len(names), (number + 1) / len(names)
            made.append(Appear(self.signs[name], window=window, run_time=run_time))
            made += [Light(step.columns[name], self.theme, window=window, run_time=run_time) for step in steps]
        return made

    def sent(self, run_time: float) -> list[Animation]:
        """Return animations in which the item before either time comes down out of the order, to where its h is to be."""
        made: list[Animation] = []
        for time, (chip, _) in zip(self.TWICE, self.chips, strict=True):
            (x, y), foot, start = chip.get_center()[:2].tolist(), self.row.foot(time - 1), self.row.x(time - 1)
            way = Path((start, foot + chip.height / 2), (start, y), (x, y))
            made.append(Pass(chip, way, cut=("bottom", foot), run_time=run_time))
        return made

    def told_without(self) -> Caption:
        """Return what is said of the shares of the network without memory, which are the same both times."""
        one, other = (self.value("expected", time, of=self.MEMORY) for time in self.TWICE)
        shares = self.networks[self.WITHOUT].probabilities[self.TWICE[0]]
        first, second = (float(shares[self.trace.labels.index(str(each.value))]) for each in (one, other))
        if abs(first - second) < EVEN and max(first, second) > shares.max() - EVEN:
            return "The same shares: “{one:short}” or “{other:short}”, it cannot tell.", {
                "one": one,
                "other": other,
            }
        return "The same h, the same shares, whatever came before “{item:short}”.", {"item": self.item}

    def tell_with(self) -> None:
        """Let the network with memory do the same: what h carries over makes two sums of it, and two answers."""
        self.act("third network, with memory")
        with self.beat("A third one passes its old h on, weighed by U: a memory.", *self.made_room()) as room:
            rule = Wire(*((RULE[0], y) for y in RULE[1]), theme=self.theme, colour="line", tip=False)
            self.later(Extend(rule, run_time=self.theme.beat))
            self.steps_with = steps = self.begin(self.MEMORY, room)
        self.signs = signs = compared(*steps, theme=self.theme)
        says = "With “{item:short}”, U weighs the h that was left."
        with self.beat(says, *(each for step in steps for each in step.held(LEAD)), item=self.item) as room:
            seconds = max(room, 2.9)
            self.play(*(each for step in steps for each in step.brought(0.4 * seconds)))
            self.play(*self.compared(steps, ["weighted_hidden"], 0.22 * seconds))
            self.play(*(each for step in steps for each in step.added(0.38 * seconds)))
        with self.moment():
            says, meanwhile = self.told_sums(), self.compared(steps, ["weighted_words", "bias"], LEAD)
            with self.beat(says, *meanwhile) as room:
                seconds = max(room, 3.0)
                self.play(*(each for step in steps for each in step.summed(0.35 * seconds)))
                self.play(*self.compared(steps, ["preactivation"], 0.15 * seconds))
                self.play(*(each for step in steps for each in step.squashed(0.35 * seconds)))
                self.play(*self.compared(steps, ["hidden"], 0.15 * seconds))
            with self.beat(self.told_with()) as room:
                self.remove(*(name for step in self.steps_without for name in step.guesses.names))
                self.add(*(name for step in steps for name in step.guesses.names))
                long = max(room, 2.4)
                called = Appear(self.called("memory", SHARES[0]), window=(0.3, 0.6), run_time=long)
                self.play(called, *(each for step in steps for each in step.predicted(long)))
                self.later(Appear(signs["probabilities"], run_time=self.theme.quick))

    def made_room(self) -> list[Animation]:
        """Return animations in which the network without memory goes, and what it said goes aside."""
        without = self.steps_without
        self.remove(*(piece for step in without for piece in (*step.guesses.bars, *step.guesses.numbers)))
        gone = [self.kind, *(sign for name, sign in self.signs.items() if name != "aside")]
        come = self.called("no memory", SHARES[1], "muted"), self.signs["aside"]
        return [
            *(each for step in without for each in step.goes_aside(LEAD)),
            *gone_left([each for step in without for each in step.inner], DOOR, LEAD),
            *(Vanish(each, run_time=LEAD / 2) for each in gone),
            *(Appear(each, window=(0.5, 1.0), run_time=LEAD) for each in come),
        ]

    def told_sums(self) -> str:
        """Return what is said of what the network with memory adds up both times."""
        names = "weighted_hidden", "preactivation", "hidden"
        if all(self.signs[name].quantity.name == "differs" for name in names):
            return "Row and b are the same, U h is not: so h differs."
        return "Row and b are the same, and U h is added: of them comes the new h."

    def told_with(self) -> str:
        """Return what is said of the network with memory, of both times."""
        said = {self.networks[self.MEMORY].verdicts[time] for time in self.TWICE}
        if len(said) > 1:
            return "A different h gives other shares: another answer."
        return "A different h could change the answer, but it has not learned to."

    def answer(self) -> None:
        """Say what comes after the item: let light go once more through what h does, and then to what is predicted."""
        self.act("the answer")
        theme, hits = self.theme, self.networks[self.MEMORY].hits
        sure = [step.time for step in self.steps_with if hits[step.time] and len(step.guesses.leading) == 1]
        right: list[Animation] = [Extend(self.row.hit(time), run_time=theme.beat) for time in sure]
        right += [Appear(self.row.ring(time + 1), window=(0.5, 1.0), run_time=theme.beat) for time in sure]
        plays = [
            [each for step in self.steps_with for each in step.calmed(theme.beat)],
            [step.retold(3.0) for step in self.steps_with],
            right,
        ]
        self.end(
            "After “{item:short}” comes “{one:short}” or “{other:short}”: only a memory can tell.",
            AnimationGroup(*(AnimationGroup(*play) for play in plays if play), lag_ratio=1.0),
            item=self.item,
            one=self.value("expected", self.TWICE[0], of=self.MEMORY),
            other=self.value("expected", self.TWICE[1], of=self.MEMORY),
        )


def lines_of(called: Sequence[str], at: Point, *, theme: Theme) -> list[Label]:
    """Return the name of a network in lines that begin at the same x; ``at`` is where the first one does."""
    return [
        stays(Label(said, theme=theme, weight=BOLD).sit_amid(at[0], at[1] - row * LINE, -1)) for row, said in enumerate(called)
    ]

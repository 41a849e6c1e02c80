"""What comes next in an order: what a network without memory can tell, and when it takes one."""

from collections.abc import Sequence

import numpy as np
from manim import Animation, AnimationGroup, VMobject

from scenes.mobjects.legend import legends
from scenes.mobjects.motion import Appear, Leave, Reveal, Vanish
from scenes.mobjects.moves import Extend, Light, Path
from scenes.mobjects.passing import Pass
from scenes.mobjects.places import kept_for
from scenes.mobjects.reading import Caption, Reading, Readings, phrase
from scenes.mobjects.scales import scale_of
from scenes.mobjects.sets.compared import compared
from scenes.mobjects.sets.guesses import EVEN
from scenes.mobjects.sets.one_hot_net import OneHotNet
from scenes.mobjects.sets.order_row import OrderRow
from scenes.mobjects.sets.summed_step import SHARES, SummedStep, chips_of
from scenes.mobjects.text import Label
from scenes.mobjects.wires import Point, Wire
from scenes.telling.orders import OrderFilm
from scenes.telling.pace import LEAD

HIGH, LARGE, ROW = 0.1, 1.7, 2.8
"""How high the order stands at first, how large it is there; and how high it stands afterwards."""
HEADLINE, ASKED, HUGE = (0.0, 1.95), 11.0, 1.5
"""Where the question stands, how much room it has, and how many times as large as a title it is at the most."""
OPEN, BETWEEN, SPACE = (4.1, -0.75), (4.2, -0.6), 4.6
"""Where it stands until it is answered, first of one item, then of both; and how much room it has there."""
STEPS, TITLES = (0.77, -1.71), 1.85
"""The heights of the two steps that are compared, and how high networks are called."""
FEW = 4
"""So many items have bars where two networks are compared."""
EACH, IN_ALL, QUICKEST = 2.2, 7.0, 1.0
"""Seconds in which a further item is read, in which all are, and in which one is at the least."""


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
        """Show the order, which begins anew when it has ended, and ask what comes after its second item."""
        self.act("the question")
        theme = self.theme
        self.row = self.order(self.PLAIN, HIGH, LARGE)
        self.headline = self.question()
        keys = {"values": scale_of(*(trace.weight for trace in self.networks))}
        self.add(*self.row.chips, *self.row.wires, self.headline, legends(self.frame.legend, theme=theme, keys=keys))
        with self.beat("These items follow one another, over and over again.", *self.row.round(3.6)):
            pass

    def order(self, of: int, y: float, large: float = 1.0) -> OrderRow:
        """Return the order that a network has learned, in a row."""
        items = self.read("tokens", of=of)
        return OrderRow(items, y, marked=self.marked, theme=self.theme, width=self.frame.width, large=large)

    def question(self, at: Point = HEADLINE, room: float = ASKED) -> Label:
        """Return the question of the film in large type."""
        theme, said = self.theme, phrase("What comes after “{item:short}”?", item=self.value("tokens", 1))
        label = Label(said, theme=theme, size=theme.title * HUGE)
        return kept_for(label.scale(min(1.0, room / label.width)).sit(*at), 1)

    # -- one item without memory -------------------------------------------------------------------------------------------

    def read_one(self) -> None:
        """Tell in full how a network without memory predicts what comes after the second item."""
        time, label = 1, 1
        self.act("without memory", self.where(time))
        self.net = net = OneHotNet(self.read, self.value, notation=self.notation, theme=self.theme)
        item, row = self.value("tokens", time), self.order(self.PLAIN, ROW)
        gone = [Vanish(each, run_time=LEAD / 2) for each in (self.headline, *self.row.wires)]
        says = "A network reads “{item:short}” one-hot: a one for it, zeros for all others."
        with self.beat(says, *gone, *self.replaced(row, range(net.count)), item=item) as room:
            self.ring, self.one_hot = self.row.ring(time), net.one_hot(time)
            self.open = self.question(OPEN, SPACE)
            self.play(*(Appear(each, run_time=self.theme.beat) for each in (self.ring, self.open)), *net.named(0.2 * room))
            shown = Reveal(self.one_hot, self.one_hot.cells, lag=0.6, run_time=0.8 * room)
            self.play(shown, *net.headed(self.theme.quick, "inputs"))
        self.own = net.own(time)
        come = [*net.headed(LEAD, "turned_weight"), *net.laid(net.table, 1.2)]
        says = "The one picks the column of “{item:short}” in W, which lies on its side."
        with self.beat(says, *come, item=item) as room:
            self.play(*net.dimmed(label, 0.5))
            self.play_all(net.picked(label, self.own, max(room - 0.9, 1.4)))
        self.sums, self.hidden = net.sums(time), net.hidden(time)
        come = [Appear(each, run_time=LEAD) for each in (net.bias, net.plus)]
        with self.beat("A bias b is added, and tanh squashes the sums: the hidden state h.", *come) as room:
            self.play(*net.summed(self.own, self.sums, 0.45 * max(room, 3.2)))
            self.play(Appear(net.squash, run_time=0.1 * room))
            self.play(*net.squashed(self.sums, self.hidden, 0.45 * max(room, 3.2)))
        self.score(time)

    def score(self, time: int) -> None:
        """Let h become scores, and these shares."""
        net = self.net
        self.strip, self.scores, self.guesses = net.strip(time), net.scores(time), net.guesses(time)
        come = [*net.headed(LEAD, "readout_weight", "readout_bias"), *net.laid(net.scorer, 1.0)]
        come += [*(Appear(each, run_time=self.theme.slow) for each in net.added), Vanish(self.open, run_time=self.theme.quick)]
        with self.beat("V and c score each item from h, and softmax turns the scores into shares.", *come) as room:
            seconds = max(room, 4.2)
            self.play(*net.carried(self.strip, 0.3 * seconds))
            self.play(*net.headed(self.theme.quick, "logits"), *net.scored(self.strip, self.scores, 0.42 * seconds))
            self.play(*net.headed(self.theme.quick, "probabilities"), *self.guesses.grow(0.28 * seconds))

    def replaced(self, row: OrderRow, seats: Sequence[int], then: Sequence[Animation] = ()) -> list[Animation]:
        """Return animations in which another row of items takes the place of the one that is there, and then more happens."""
        self.remove(*self.row.chips)
        coming = AnimationGroup(*row.come(self.row, seats, self.theme.beat))
        self.row = row
        return [AnimationGroup(coming, AnimationGroup(*then), lag_ratio=1.0) if then else coming]

    def read_others(self) -> None:
        """Let the network read all other items, one after the other, and say how many it predicts."""
        hits, last = {"hits": self.value("hit_count"), "count": self.value("sizes.time")}, self.net.count - 1
        self.right: list[Wire] = []
        with self.beat("The largest share is its guess. Now the others, one by one.") as room:
            if self.trace.hits[1]:
                self.draw_right(1, 0.8)
            each = max(min(EACH, IN_ALL / last), (room - 0.8) / last, QUICKEST)
            for time in (*range(2, last + 1), 0):
                self.step_on(time, each)
        with self.beat(
            "{hits:0} of {count:0} are right, by the last item alone.", Leave(self.ring, run_time=LEAD), **hits
        ) as room:
            self.play(*self.row.round(max(room, 2.4)))

    def step_on(self, time: int, run_time: float) -> None:
        """Let the network read the next item of the order, and light its wire if the guess is right."""
        self.rename(self.where(time))
        self.step(time, time - 1 if time else self.net.count - 1, run_time)
        if self.trace.hits[time]:
            self.draw_right(time, 0.2 * run_time)

    def draw_right(self, time: int, run_time: float) -> None:
        """Draw the wire from an item to the next one that is predicted."""
        self.right.append(self.row.hit(time))
        self.play(Extend(self.right[-1], run_time=run_time))

    def step(self, time: int, before: int, seconds: float) -> None:
        """Let the network go from one item to another."""
        net, old = self.net, [self.ring, *self.inside, *self.guesses.pieces]
        self.ring, self.one_hot, self.own = self.row.ring(time), net.one_hot(time), net.own(time)
        self.sums, self.hidden, self.strip = net.sums(time), net.hidden(time), net.strip(time)
        self.scores, self.guesses = net.scores(time), net.guesses(time)
        quick: dict[str, float] = {"run_time": 0.3 * seconds}
        self.play(*(Vanish(each, run_time=0.12 * seconds) for each in old))
        self.play(
            Appear(self.ring, window=(0.0, 0.4), **quick),
            Appear(self.one_hot, window=(0.0, 0.4), **quick),
            *net.turned(time, before, window=(0.2, 0.5), **quick),
            net.slid(time, window=(0.4, 1.0), **quick),
        )
        self.play(
            *(
                Appear(each, window=(start, start + 0.4), **quick)
                for each, start in zip(self.inside[1:5], (0.0, 0.2, 0.4, 0.5), strict=True)
            ),
            *(Appear(each, window=(0.7, 1.0), **quick) for each in self.scores),
        )
        self.play(*self.guesses.grow(0.28 * seconds))

    @property
    def inside(self) -> list[VMobject]:
        """What the network computes of an item, but for its shares."""
        return [self.one_hot, self.own, self.sums, self.hidden, self.strip, *self.scores]

    # -- one item twice ----------------------------------------------------------------------------------------------------

    def double(self) -> None:
        """Let the second item come again in the order, and ask what comes after it."""
        self.act("twice in the order")
        self.cast("time", item=self.TWICE[0], one=self.TWICE[0], other=self.TWICE[1])
        old = [*self.inside, *self.guesses.pieces, *self.right, *self.row.wires]
        gone = [*self.net.gone(LEAD / 2), *(Vanish(each, run_time=LEAD / 2) for each in old)]
        says = "Now “{item:short}” comes twice, and what follows depends on what came before."
        with self.beat(says, *gone, item=self.item) as room:
            row = self.order(self.WITHOUT, HIGH, LARGE)
            self.headline = self.question()
            come = [Appear(each, run_time=self.theme.quick) for each in (row.chips[self.TWICE[1]], self.headline)]
            self.play(*self.replaced(row, [0, 1, 2, *range(4, self.net.count + 1)], come))
            self.play(*self.row.round(max(room - 1.0, 3.0)))

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

        def read(key: str, *index: int) -> Readings:
            return self.read(key, *index, of=of)

        return [
            SummedStep(
                read,
                time,
                self.labels,
                chips,
                y,
                remembers=of == self.MEMORY,
                notation=self.notation,
                theme=self.theme,
            )
            for time, chips, y in zip(self.TWICE, self.chips, STEPS, strict=True)
        ]

    def called(self, said: str, left: float) -> Label:
        """Return how a network is called, above its bars, which begin so far left."""
        return Label(said, theme=self.theme, colour="muted").sit_amid(left, TITLES, -1)

    # -- without memory and with it ----------------------------------------------------------------------------------------

    def tell_without(self) -> None:
        """Let the network without memory read the item both times: the same sum, the same shares."""
        self.act("without memory")
        items = self.read("tokens", of=self.WITHOUT)
        self.chips = [chips_of(items, time, y, theme=self.theme) for time, y in zip(self.TWICE, STEPS, strict=True)]
        self.steps_without = steps = self.steps(self.WITHOUT)
        gone = [Vanish(each, run_time=LEAD / 2) for each in (self.headline, *self.row.wires)]
        going = self.replaced(self.order(self.WITHOUT, ROW), range(len(items)))
        says = "First the item before is read: row, sum, tanh. It leaves an h."
        with self.beat(says, *gone, *going) as room:
            self.open = self.question(BETWEEN, SPACE)
            self.play(*self.sent(0.7))
            self.leave(steps, max(room - 0.7, 3.6), Appear(self.open, run_time=self.theme.quick))
        says = "A second network, without memory, adds only “{item:short}” and b: the same h twice."
        with self.beat(says, item=self.item) as room:
            seconds = max(room, 4.4)
            self.play(*(each for step in steps for each in step.held(0.22 * seconds)))
            self.play(*(each for step in steps for each in step.added(0.24 * seconds)))
            self.play(*(each for step in steps for each in step.summed(0.24 * seconds)))
            self.play(*(each for step in steps for each in step.squashed(0.3 * seconds)))
        self.name = self.called("without memory", SHARES[0])
        self.signs = compared(*steps, theme=self.theme)
        says, fields = self.told_without()
        with self.beat(says, Vanish(self.open, run_time=LEAD / 2), Appear(self.name, run_time=LEAD), **fields) as room:
            seconds = max(room, 3.4)
            self.play(*(each for step in steps for each in step.predicted(0.5 * seconds)))
            self.play(*self.compared(steps, list(steps[0].columns), 0.5 * seconds))
            self.later(Appear(self.signs["probabilities"], run_time=self.theme.quick))

    def leave(self, steps: Sequence[SummedStep], run_time: float, *also: Animation) -> None:
        """Let the items before both times leave an h behind; at first more happens."""
        plays = [[each for play in both for each in play] for both in zip(*(step.left(run_time) for step in steps), strict=True)]
        self.play_all([[*also, *plays[0]], *plays[1:]])

    def compared(self, steps: Sequence[SummedStep], names: Sequence[str], run_time: float) -> list[Animation]:
        """Return animations in which columns of two steps are lit, one after the other, and it is said which are the same."""
        made: list[Animation] = []
        for number, name in enumerate(names):
            window = number / len(names), (number + 1) / len(names)
            made.append(Appear(self.signs[name], window=window, run_time=run_time))
            made += [Light(step.columns[name], self.theme, window=window, run_time=run_time) for step in steps]
        return made

    def sent(self, run_time: float) -> list[Animation]:
        """Return animations in which both items of either time come down out of the order, to where their steps are told."""
        made: list[Animation] = []
        for time, chips in zip(self.TWICE, self.chips, strict=True):
            for chip, each in zip(chips, (time - 1, time), strict=True):
                (x, y), foot = chip.get_center()[:2].tolist(), self.row.foot(each)
                way = Path((self.row.x(each), foot + chip.height / 2), (self.row.x(each), y), (x, y))
                made.append(Pass(chip, way, cut=("bottom", foot), run_time=run_time))
        return made

    def told_without(self) -> Caption:
        """Return what is said of the shares of the network without memory, which are the same both times."""
        one, other = (self.value("expected", time, of=self.MEMORY) for time in self.TWICE)
        shares = self.networks[self.WITHOUT].probabilities[self.TWICE[0]]
        first, second = (float(shares[self.trace.labels.index(str(each.value))]) for each in (one, other))
        if abs(first - second) < EVEN and max(first, second) > shares.max() - EVEN:
            return "So its shares are the same, too: “{one:short}” or “{other:short}”, it cannot tell.", {
                "one": one,
                "other": other,
            }
        return "So its shares are the same, too, whatever came before “{item:short}”.", {"item": self.item}

    def tell_with(self) -> None:
        """Let the network with memory do the same: what h carries over makes two sums of it, and two answers."""
        self.act("with memory")
        without, theme = self.steps_without, self.theme
        self.steps_with = steps = self.steps(self.MEMORY)
        self.remove(*(piece for step in without for piece in (*step.guesses.bars, *step.guesses.numbers)))
        aside: list[Animation] = [Vanish(self.name, run_time=LEAD / 2), Appear(self.called("without", SHARES[1]), run_time=LEAD)]
        aside += [each for step in without for each in step.goes_aside(LEAD)]
        aside += [Vanish(sign, run_time=LEAD / 2) for name, sign in self.signs.items() if name != "aside"]
        aside.append(Appear(self.signs["aside"], run_time=LEAD))
        with self.beat("A third one has memory. To it, too, that item leaves an h.", *aside) as room:
            self.leave(steps, max(room, 3.0))
        with self.moment():
            with self.beat("It weighs that h by U, and adds this to the row and b.") as room:
                seconds = max(room, 4.0)
                self.play(*(each for step in steps for each in step.held(0.2 * seconds)))
                self.play(*(each for step in steps for each in step.brought(0.5 * seconds)))
                self.play(*(each for step in steps for each in step.added(0.3 * seconds)))
            self.signs = signs = compared(*steps, theme=theme)
            said = self.compared(steps, ("weighted_words", "bias", "weighted_hidden"), LEAD + theme.still)
            with self.beat(self.told_with(), *said) as room:
                seconds = max(room, 3.6)
                self.play(*(each for step in steps for each in step.summed(0.3 * seconds)))
                self.later(Appear(signs["preactivation"], run_time=theme.quick))
                self.play(*(each for step in steps for each in step.squashed(0.36 * seconds)))
                self.later(
                    *(Appear(each, run_time=theme.quick) for each in (signs["hidden"], self.called("with memory", SHARES[0])))
                )
                self.remove(*(name for step in without for name in step.guesses.names))
                differs = Appear(signs["probabilities"], window=(0.7, 1.0), run_time=0.34 * seconds)
                self.play(*(each for step in steps for each in step.predicted(0.34 * seconds)), differs)

    def told_with(self) -> str:
        """Return what is said of the network with memory, of both times."""
        said = {self.networks[self.MEMORY].verdicts[time] for time in self.TWICE}
        if len(said) > 1:
            return "Same row, same bias, a different h before: a different answer."
        return "A different h could change the answer, but it has not learned to."

    def answer(self) -> None:
        """Say what comes after the item, and let light go once more through what the network with memory does."""
        self.act("the answer")
        hits = self.networks[self.MEMORY].hits
        sure = [step.time for step in self.steps_with if hits[step.time] and len(step.guesses.leading) == 1]
        right = [Extend(self.row.hit(time), run_time=self.theme.slow) for time in sure]
        self.end(
            "After “{item:short}” comes “{one:short}” or “{other:short}”: only a memory can tell which.",
            *(step.retold(4.2) for step in self.steps_with),
            *right,
            item=self.item,
            one=self.value("expected", self.TWICE[0], of=self.MEMORY),
            other=self.value("expected", self.TWICE[1], of=self.MEMORY),
        )

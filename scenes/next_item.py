"""What comes next in an order: what a network without memory can tell, and when it takes one."""

from collections.abc import Sequence

import numpy as np
from manim import Animation, AnimationGroup

from scenes.mobjects.legend import legends
from scenes.mobjects.motion import Appear, Reveal, Vanish
from scenes.mobjects.moves import Light
from scenes.mobjects.places import kept_for
from scenes.mobjects.reading import Caption, Phrase, Reading, Readings, phrase
from scenes.mobjects.scales import scale_of
from scenes.mobjects.sets.guesses import EVEN
from scenes.mobjects.sets.one_hot_net import OneHotNet
from scenes.mobjects.sets.order_row import OrderRow
from scenes.mobjects.sets.two_steps import ABOVE, TwoSteps
from scenes.mobjects.text import Label, settled
from scenes.telling.orders import OrderFilm
from scenes.telling.pace import LEAD

HIGH, LARGE, ROW = 0.1, 1.7, 2.8
"""How high the order stands at first, how large it is there; and how high it stands afterwards."""
HEADLINE, ASKED = 1.95, 11.0
"""How high the question stands, and how much room it has."""
COLUMNS, ROWS, NAMES = (-6.7, 0.28), (0.64, -1.87), 3.66
"""Where the two bananas are told, from left to right; the two networks, from the top down; where each is called."""
FEW = 4
"""So many items have bars where two networks are told side by side."""


class NextItem(OrderFilm):
    """The plain order, solved without memory; then an order in which one item comes twice, without memory and with it."""

    title = "The next item"

    def construct(self) -> None:
        self.ask()
        self.read_one()
        self.read_others()
        self.double()
        self.read_first()
        self.read_second()
        self.answer()

    # -- the question ------------------------------------------------------------------------------------------------------

    def ask(self) -> None:
        """Show the order, which begins anew when it has ended, and ask what comes after its second item."""
        self.act("the question")
        theme = self.theme
        self.row = OrderRow(self.read("tokens"), HIGH, marked=self.marked, theme=theme, width=self.frame.width, large=LARGE)
        self.headline = self.question()
        keys = {"values": scale_of(*(trace.weight for trace in self.networks))}
        self.add(*self.row.chips, *self.row.wires, self.headline, legends(self.frame.legend, theme=theme, keys=keys))
        with self.beat("These items follow one another, over and over again.") as room:
            self.play(*self.round(max(room, 3.0)))

    def question(self) -> Label:
        """Return the question of the film in large type."""
        theme, said = self.theme, phrase("What comes after “{item:short}”?", item=self.value("tokens", 1))
        return kept_for(settled(said, theme=theme, size=theme.title * 1.5, room=ASKED, colour="ink").sit(0, HEADLINE), 1)

    def round(self, run_time: float) -> list[Animation]:
        """Return animations in which light runs once round the order."""
        count = len(self.row.wires)
        return [
            Light(wire, self.theme, window=(number / count, (number + 1) / count), run_time=run_time)
            for number, wire in enumerate(self.row.wires)
        ]

    # -- one item without memory -------------------------------------------------------------------------------------------

    def read_one(self) -> None:
        """Tell in full how a network without memory predicts what comes after the second item."""
        time, label = 1, 1
        self.act("without memory", self.where(time))
        self.net = net = OneHotNet(self.read, self.value, notation=self.notation, theme=self.theme)
        item = self.value("tokens", time)
        small = OrderRow(self.read("tokens"), ROW, marked=self.marked, theme=self.theme, width=self.frame.width)
        gone = [Vanish(each, run_time=LEAD / 2) for each in (self.headline, *self.row.wires)]
        says = "A small network reads “{item:short}” one-hot: one for this item, zero for the others."
        with self.beat(says, *gone, item=item) as room:
            self.replace_row(small, range(net.count), net.shown(max(0.6 * room, 2.0)))
            self.one_hot = net.one_hot(time)
            self.play(Reveal(self.one_hot, self.one_hot.cells, lag=0.3, run_time=max(0.3 * room, 0.8)))
        self.votes = net.votes(label)
        with self.beat("So only its own row of weights counts: votes for or against each hidden unit.") as room:
            self.play_all(net.picked(label, self.votes, max(room, 2.8)))
        self.sums, self.hidden = net.sums(time), net.hidden(time)
        with self.beat("A bias is added, and tanh squashes the sums: the hidden state h.") as room:
            self.play(*net.added(self.votes, self.sums, 0.5 * max(room, 3.6)))
            self.play(*net.squashed(self.sums, self.hidden, 0.5 * max(room, 3.6)))
        self.scores, self.guesses = net.scores(time), net.guesses(time)
        with self.beat("Other weights turn h into a score for each item, and softmax turns scores into shares.") as room:
            self.play_all(net.scored(self.hidden, self.scores, 0.65 * max(room, 4.0)))
            self.play(*self.guesses.grow(0.35 * max(room, 4.0)))
        says = "The largest share wins: after “{item:short}” comes “{next:short}”."
        with self.beat(says, item=item, next=self.value("verdicts", time)) as room:
            self.play(Light(self.row.wires[time], self.theme, run_time=max(room, 1.0)))

    def replace_row(self, row: OrderRow, seats: Sequence[int], then: Sequence[Animation] = ()) -> None:
        """Let another row of items take the place of the one that is there, and then something more happen."""
        self.remove(*self.row.chips)
        coming = AnimationGroup(*row.come(self.row, seats, self.theme.beat))
        self.play(AnimationGroup(coming, AnimationGroup(*then), lag_ratio=1.0) if then else coming)
        self.row = row

    def read_others(self) -> None:
        """Let the network read all other items, ever faster, and say how many it predicts."""
        net, before = self.net, 1
        count = net.count
        says = "It predicts {hits:0} of {count:0} items. The last item is enough: no memory is needed."
        fields = {"hits": self.value("hit_count"), "count": self.value("sizes.time")}
        with self.beat(says, **fields) as room:
            each = max(room, 1.3 * (count - 1)) / (count - 1)
            for time in [*range(2, count), 0]:
                self.rename(self.where(time))
                self.step(time, before, each)
                before = time

    def step(self, time: int, before: int, run_time: float) -> None:
        """Let the network go from one item to another at once."""
        net = self.net
        old = [self.one_hot, self.votes, self.sums, self.hidden, *self.scores, *self.guesses.pieces]
        self.one_hot, self.votes, self.sums, self.hidden = net.one_hot(time), net.votes(time), net.sums(time), net.hidden(time)
        self.scores, self.guesses = net.scores(time), net.guesses(time)
        self.remove(*old)
        inside = [self.one_hot, self.votes, self.sums, self.hidden, *self.scores]
        late = 0.3 * run_time
        self.play(
            Light(self.row.wires[before], self.theme, run_time=0.5 * run_time),
            *net.turned(time, before, late),
            *(Appear(each, run_time=late) for each in inside),
            *self.guesses.grow(0.9 * run_time),
        )

    # -- one item twice ----------------------------------------------------------------------------------------------------

    def double(self) -> None:
        """Let the second item come again in the order, and ask what comes after it."""
        self.act("twice in the order")
        self.cast("time", item=self.TWICE[0], one=self.TWICE[0], other=self.TWICE[1], before=0, third=2)
        theme, net = self.theme, self.net
        old = [self.one_hot, self.votes, self.sums, self.hidden, *self.scores, *self.guesses.pieces]
        gone = [*net.gone(LEAD / 2), *(Vanish(each, run_time=LEAD / 2) for each in [*old, *self.row.wires])]
        with self.beat(
            "Now “{item:short}” comes twice, and what follows depends on what came before.", *gone, item=self.item
        ) as room:
            items = self.read("tokens", of=self.WITHOUT)
            row = OrderRow(items, HIGH, marked=self.marked, theme=theme, width=self.frame.width, large=LARGE)
            self.headline = self.question()
            come = [Appear(each, run_time=self.theme.beat) for each in (row.chips[self.TWICE[1]], self.headline)]
            self.replace_row(row, [0, 1, 2, *range(4, net.count + 1)], come)
            self.play(*self.round(max(room - 1.8, 2.5)))

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

    def pair(self, column: int) -> tuple[TwoSteps, TwoSteps]:
        """Return what both networks do at one of the two times: without memory above, with it below."""

        def told(of: int) -> TwoSteps:
            def read(key: str, *index: int) -> Readings:
                return self.read(key, *index, of=of)

            return TwoSteps(
                read,
                self.TWICE[column],
                self.labels,
                left=COLUMNS[column],
                y=ROWS[of - 1],
                remembers=of == self.MEMORY,
                marked=self.marked,
                notation=self.notation,
                theme=self.theme,
            )

        return told(self.WITHOUT), told(self.MEMORY)

    def called(self, of: int, column: int, said: Phrase | str) -> Label:
        """Return how a network is called, above its bars; or what else is to be said of it there."""
        label = Label(said, theme=self.theme)
        return label.sit_amid(COLUMNS[column] + NAMES, ROWS[of - 1] + ABOVE, -1)

    def read_first(self) -> None:
        """Let both networks read the item for the first time."""
        self.first, self.second = self.pair(0), self.pair(1)
        called = (self.WITHOUT, "without memory"), (self.MEMORY, "with memory")
        self.names = [[self.called(of, column, said) for of, said in called] for column in range(2)]
        gone = [Vanish(each, run_time=LEAD / 2) for each in (self.headline, *self.row.wires)]
        with self.beat("Two networks have learned this order: one without memory, one with.", *gone) as room:
            items = self.read("tokens", of=self.WITHOUT)
            long = max(room - self.theme.beat, 1.6)
            coming = [each for net in (*self.first, *self.second) for each in net.come(long)]
            coming += [Appear(each, window=(0.5, 1.0), run_time=long) for column in self.names for each in column]
            self.replace_row(
                OrderRow(items, ROW, marked=self.marked, theme=self.theme, width=self.frame.width), range(len(items)), coming
            )
        before = self.value("tokens", 0, of=self.MEMORY)
        with self.beat("Both read “{before:short}”. Only the one with memory hands its h on.", before=before) as room:
            long = max(room, 2.8)
            self.play(*(each for net in self.first for each in net.read(0, 0.5 * long)))
            going = Light(self.row.wires[0], self.theme, run_time=0.5 * long)
            self.play(*(each for net in self.first for each in net.hand_on(0.5 * long)), going)
        says, fields = self.told_first()
        with self.beat(says, **fields) as room:
            long = max(room, 3.0)
            self.play(*(each for net in self.first for each in net.read(1, 0.55 * long)))
            self.play(*(each for net in self.first for each in net.predict(0.45 * long)))

    def told_first(self) -> Caption:
        """Return what is said of the bars after the item came for the first time."""
        one, other = (self.value("expected", time, of=self.MEMORY) for time in self.TWICE)
        labels = self.trace.labels
        shares = [
            self.networks[self.WITHOUT].probabilities[self.TWICE[0], labels.index(str(each.value))] for each in (one, other)
        ]
        if abs(shares[0] - shares[1]) < EVEN:
            return "Without memory, “{one:short}” and “{other:short}” look equally likely after “{item:short}”.", {
                "item": self.item,
                "one": one,
                "other": other,
            }
        return "Then both read “{item:short}”, and predict what comes next.", {"item": self.item}

    def read_second(self) -> None:
        """Let both networks read the item for the second time, and compare."""
        third = self.value("tokens", 2, of=self.MEMORY)
        with self.moment():
            with self.beat("Next come “{third:short}” and again “{item:short}”.", third=third, item=self.item) as room:
                long = max(room, 2.6)
                self.play(*(each for net in self.second for each in net.read(0, 0.22 * long)))
                going = Light(self.row.wires[2], self.theme, run_time=0.13 * long)
                self.play(*(each for net in self.second for each in net.hand_on(0.13 * long)), going)
                self.play(*(each for net in self.second for each in net.read(1, 0.35 * long)))
                self.play(*(each for net in self.second for each in net.predict(0.3 * long)))
            with self.beat("Without memory the bars are the same as before.") as room:
                self.play(*self.second[0].compared(self.first[0], max(room, 1.8)))
            with self.beat(self.told_second()) as room:
                self.play(*self.second[1].compared(self.first[1], max(room, 1.8)))

    def told_second(self) -> str:
        """Return what is said of the bars of the network with memory, both times."""
        said = {self.networks[self.MEMORY].verdicts[time] for time in self.TWICE}
        if len(said) > 1:
            return "With memory they differ: h knows what came before."
        return "With memory they could differ, but this network has not learned it."

    def answer(self) -> None:
        """Say what comes after the item, and how many items each network predicts."""
        self.act("the answer")
        scores = [self.scored(of) for of in (self.WITHOUT, self.MEMORY)]
        turn: list[Animation] = [Vanish(each, run_time=LEAD / 2) for each in self.names[1]]
        turn += [Appear(each, window=(0.5, 1.0), run_time=LEAD) for each in scores]
        self.end(
            "After “{item:short}” comes “{one:short}” or “{other:short}”: only a memory can tell which.",
            *turn,
            *self.round(4.2),
            item=self.item,
            one=self.value("expected", self.TWICE[0], of=self.MEMORY),
            other=self.value("expected", self.TWICE[1], of=self.MEMORY),
        )

    def scored(self, of: int) -> Label:
        """Return how many items of the order a network predicts."""
        fields = {"hits": self.value("hit_count", of=of), "count": self.value("sizes.time", of=of)}
        return self.called(of, 1, phrase("{hits:0} of {count:0} predicted", **fields))
